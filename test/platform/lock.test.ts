import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from '../../src/platform/lock.ts';
import { Refusal } from '../../src/platform/refusal.ts';

const LOCK = pathToFileURL(resolve(import.meta.dirname, '../../src/platform/lock.ts')).href;

/** Another process: takes the directory each time it hears a line, and says what came of it. */
const OTHER = `
  import { createInterface } from 'node:readline';
  import { lockDirectory } from ${JSON.stringify(LOCK)};
  process.stdout.write('ready\\n');
  for await (const directory of createInterface({ input: process.stdin })) {
    try {
      lockDirectory(directory);
      process.stdout.write('held\\n');
    } catch (error) {
      process.stdout.write(JSON.stringify([error.code, error.facts]) + '\\n');
    }
  }`;

let directory: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-lock-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

async function anotherProcess() {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', OTHER], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hear = async (): Promise<string> => String((await lines.next()).value);
  expect(await hear()).toBe('ready');
  return {
    pid: Number(child.pid),
    takes: (what: string): Promise<string> => {
      child.stdin.write(`${what}\n`);
      return hear();
    },
    dies: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a data directory', () => {
  it('has one owner: a second process is refused with the pid of the first, until that one dies', async () => {
    const other = await anotherProcess();
    const unlock = lockDirectory(directory);
    const mine = JSON.stringify(['data_in_use', { directory, process: process.pid }]);
    expect(await other.takes(directory)).toBe(mine);

    unlock();
    expect(await other.takes(directory)).toBe('held');
    const refusal = refusalOf(() => lockDirectory(directory));
    expect(refusal.code).toBe('data_in_use');
    expect(refusal.facts).toEqual({ directory, process: other.pid });

    await other.dies();
    const again = lockDirectory(directory);
    again();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is not given twice to one process either', () => {
    lockDirectory(directory);
    expect(refusalOf(() => lockDirectory(directory)).facts).toEqual({
      directory,
      process: process.pid,
    });
  });

  it('is made where there is none yet', () => {
    const inside = join(directory, 'deep', 'inside');
    lockDirectory(inside);
    expect(existsSync(inside)).toBe(true);
  });

  it.each([
    ['half written', '{"proc'],
    ['empty', ''],
    ['of something else', '"hello"'],
  ])('whose lock is %s, by a process that died, is taken over', (_, text) => {
    writeFileSync(join(directory, 'parley.lock'), text);
    lockDirectory(directory);
    expect(refusalOf(() => lockDirectory(directory)).facts).toMatchObject({ process: process.pid });
  });

  it('whose owner is gone is taken over, also when its number was given to another process since', () => {
    // A process that lives, and did not start when the lock says: the number was used again.
    const owner = { process: process.ppid, started: '1' };
    writeFileSync(join(directory, 'parley.lock'), JSON.stringify(owner));
    lockDirectory(directory);
    expect(refusalOf(() => lockDirectory(directory)).facts).toMatchObject({ process: process.pid });
  });
});
