import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** The folder of a knowledge base: empty before each test, gone after it. */
export let folder: string;

export function openFolder(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'knowledge-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
}

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files, by their paths below the folder. */
export function put(files: Files): Promise<void> {
  return write(folder, files);
}

/** A folder of its own; whoever asks for it removes it. */
export async function aFolder(files: Files): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'knowledge-'));
  await write(made, files);
  return made;
}

async function write(into: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), content);
  }
}
