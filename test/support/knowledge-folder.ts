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

/** Writes files, by their paths below the folder. */
export async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
