import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

/** Where an installation keeps what it can always make again. */
const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'node_modules/.cache/parley');
/** Of one name as many versions are kept: tests and another checkout's commands have their own. */
const KEPT = 4;

export type Cache = {
  /** The bytes kept for a key; null when there are none or they cannot be read. */
  read: (key: string) => Buffer | null;
  /** Keeps bytes, for as long as they are among the newest. Where nothing can be written, nothing is kept. */
  keep: (key: string, bytes: Uint8Array) => void;
};

export function cacheOf(name: string, folder = FOLDER): Cache {
  const fileOf = (key: string) => join(folder, `${name}-${key}.bin`);
  return {
    read: (key) => quietly(() => readFileSync(fileOf(key))),
    keep: (key, bytes) => {
      quietly(() => {
        mkdirSync(folder, { recursive: true });
        // Renamed when it is whole: another process never reads a half.
        const fresh = `${fileOf(key)}.${process.pid}`;
        writeFileSync(fresh, bytes);
        renameSync(fresh, fileOf(key));
        dropOld(folder, name);
      });
    },
  };
}

/** A key of everything in these folders of the program, of what it is installed with, and of `besides`. */
export function keyOf(folders: readonly string[], besides: unknown): string {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(ROOT, 'package.json')));
  hash.update(`${process.version} ${process.versions.icu}`);
  for (const folder of folders)
    for (const file of filesIn(join(ROOT, folder))) hash.update(readFileSync(file)).update('\0');
  return hash.update(JSON.stringify(besides)).digest('hex').slice(0, 32);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function dropOld(folder: string, name: string): void {
  const files = readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.bin'))
    .map((file) => join(folder, file))
    .map((path) => ({ path, at: statSync(path).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of files.slice(KEPT)) rmSync(path, { force: true });
}

/** What is kept is only ever a short cut: no error of the file system is one of the program. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
