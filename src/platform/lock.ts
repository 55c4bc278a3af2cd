import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processStart } from './process-start.ts';
import { Refusal } from './refusal.ts';

declare module './refusal.ts' {
  interface RefusalFacts {
    data_in_use: { directory: string; process: number };
  }
}

type Owner = { process: number; started: string };

/**
 * Takes a data directory for this process: two processes on one PGlite directory destroy it. A lock left by a process that
 * is gone is taken over.
 *
 * @returns gives the directory back.
 * @throws Refusal `data_in_use` when a living process holds it.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'parley.lock');
  const mine: Owner = { process: process.pid, started: processStart(process.pid) };
  for (let attempt = 0; attempt < 5; attempt++) {
    if (tryCreate(path, mine)) return () => rmSync(path, { force: true });
    const owner = read(path);
    if (owner !== null && isAlive(owner)) {
      throw new Refusal('data_in_use', { directory, process: owner.process });
    }
    discard(path, owner);
  }
  throw new Refusal('data_in_use', { directory, process: read(path)?.process ?? 0 });
}

function tryCreate(path: string, owner: Owner): boolean {
  try {
    writeFileSync(path, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof owner !== 'object' || owner === null) return null;
    if (!('process' in owner) || typeof owner.process !== 'number') return null;
    const started = 'started' in owner && typeof owner.started === 'string' ? owner.started : '';
    return { process: owner.process, started };
  } catch {
    return null; // gone in between, or half written by a process that died
  }
}

/** Renames before it removes: of two processes that see the same dead owner only one gets past this. */
function discard(path: string, dead: Owner | null): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const taken = read(aside);
  if (taken !== null && taken.process !== dead?.process) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function isAlive(owner: Owner): boolean {
  if (owner.process === process.pid) return owner.started === processStart(process.pid);
  try {
    process.kill(owner.process, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // The number may have been given to another process since, after a restart of a container above all.
  const started = processStart(owner.process);
  return started === '' || owner.started === '' || started === owner.started;
}
