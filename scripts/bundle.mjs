// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Parley's programs as plain JavaScript in few files: reading 700 sources through a compiler and 2,000 files of packages takes
 * longer than all else that a start does. The bundle is only ever a short cut: of other sources than it was made of it is not used.
 */
export const ROOT = resolve(import.meta.dirname, '..');

/** As deep below the root as `src/platform`: a source that says where it lies says the same from here. */
export const BUNDLE = join(ROOT, 'build/start');
export const KEY_FILE = join(BUNDLE, 'key');

/** @type {Readonly<Record<string, string | undefined>>} */
export const PROGRAMS = {
  main: 'src/main.ts',
  chat: 'src/chat.ts',
  import: 'src/import.ts',
  understand: 'src/adapters/console/understand.ts',
};

/** What runs in a thread of a program, and is found beside it. */
export const THREADS = { 'training-worker': 'src/forecast/forest/training-worker.ts' };

const MADE_OF = ['src', 'prisma/seed', 'scripts/bundle.mjs', 'scripts/build.mjs', 'package.json'];

/** A key of the sources as they lie there: names, sizes and times, for to read them all would take too long. */
export function keyOfSources() {
  const hash = createHash('sha256').update(`${process.version} ${ROOT}`);
  for (const path of [...MADE_OF, 'package-lock.json'].flatMap(filesOf)) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** @param {string} path */
function filesOf(path) {
  const whole = join(ROOT, path);
  if (statSync(whole).isFile()) return [whole];
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
