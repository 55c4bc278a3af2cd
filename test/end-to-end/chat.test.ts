import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const CHAT = resolve(import.meta.dirname, '../../src/chat.ts');
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const folder = mkdtempSync(join(tmpdir(), 'parley-chat-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What `npm run chat -- --json` prints for these lines. */
function chat(lines: readonly string[]): {
  commands: Record<string, unknown>[];
  reply: { text: string };
  changes: Record<string, unknown>[];
}[] {
  const script = join(folder, 'script.txt');
  writeFileSync(script, lines.join('\n'));
  const options = ['--json', '--data', join(folder, 'data'), '--script', script];
  const { PATH = '', HOME = '' } = process.env;
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', TSX, CHAT, ...options, '--name', 'Robin', '--now', '2026-03-18T10:00'],
    { cwd: folder, env: { PATH, HOME }, encoding: 'utf8' },
  );
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

it('chat --json lists the changes of a turn by entity, id, field, before and after, a stage by its key', () => {
  const [account, deal, moved, lost, asked] = chat([
    'new account Beacon Freight',
    'log a 60k deal with beacon',
    'move it to proposal',
    'we lost it, too expensive',
    'why did we lose beacon?',
  ]);
  const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(account?.changes).toContainEqual({
    ...{ entity: 'Account', id, field: 'name' },
    ...{ before: null, after: 'Beacon Freight' },
  });
  expect(deal?.changes).toContainEqual({
    ...{ entity: 'Deal', id, field: 'value' },
    ...{ before: null, after: { amount: 60_000, currency: 'USD' } },
  });
  expect(moved?.changes).toEqual([
    { entity: 'Deal', id, field: 'stage', before: 'prospecting', after: 'proposal' },
  ]);
  expect(lost?.changes).toContainEqual({
    ...{ entity: 'Deal', id, field: 'stage' },
    ...{ before: 'proposal', after: 'lost' },
  });
  expect(asked?.changes).toEqual([]);
  expect(asked?.reply.text).toMatch(/^Reason: too expensive\n/);
  expect(asked?.commands).toEqual([
    { command: 'deal.show', arguments: { deal: 'beacon' }, missing: [], confidence: 0.99 },
  ]);
}, 240_000);
