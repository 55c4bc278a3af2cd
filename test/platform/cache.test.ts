import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheOf, keyOf } from '../../src/platform/cache.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was kept under a key comes back, of another key nothing', () => {
  const cache = cacheOf('model', folder);
  cache.keep('a', Buffer.from('learnt'));
  expect(cache.read('a')?.toString()).toBe('learnt');
  expect(cache.read('b')).toBeNull();
});

test('only the newest few versions of a name are kept', () => {
  const cache = cacheOf('model', folder);
  cacheOf('other', folder).keep('x', Buffer.from('other'));
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) cache.keep(key, Buffer.from(key));
  const files = readdirSync(folder);
  expect(files.filter((file) => file.startsWith('model-'))).toHaveLength(4);
  expect(files).toContain('other-x.bin');
});

test('where nothing can be written nothing is kept, and nothing fails', () => {
  const file = join(folder, 'a file');
  writeFileSync(file, '');
  const cache = cacheOf('model', join(file, 'cache'));
  cache.keep('a', Buffer.from('learnt'));
  expect(cache.read('a')).toBeNull();
});

test('a key changes with what it is made of', () => {
  const key = keyOf(['src/reply'], ['an example']);
  expect(keyOf(['src/reply'], ['an example'])).toBe(key);
  expect(keyOf(['src/reply'], ['another example'])).not.toBe(key);
  expect(keyOf(['src/platform'], ['an example'])).not.toBe(key);
});
