import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { trainDealModel } from '../../../src/forecast/deal-model.ts';
import { dealModelToBytes } from '../../../src/forecast/deal-model-bytes.ts';
import { bytesFrom } from '../../../src/forecast/deals/learning-thread.ts';
import { quantile } from '../../../src/forecast/scores.ts';
import { aHistory, anOutcome } from '../deals-world.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const OPTIONS = { seed: 1, fiscalYearStartMonth: 1 };
const TICK_MS = 5;

/** Trains in a thread, and one that grows trees for it: seven deals that closed, no pipeline of tests around it. */
const PROGRAM = `
import { trainDealModel } from '${ROOT}/src/forecast/deal-model.ts';
import { aHistory } from '${ROOT}/test/forecast/deals-world.ts';
const history = aHistory(7, 400);
const outcomes = history.outcomes.map((one) => ({ ...one, status: 'won', closedOn: '2026-02-15' }));
const model = await trainDealModel({ ...history, outcomes }, { seed: 1, fiscalYearStartMonth: 1 }, { workers: 2 });
process.stdout.write(String(model.facts.closedDeals));
`;

describe('a deal model that is trained in a thread', () => {
  it('is the same to the byte, in whatever threads', async () => {
    const history = aHistory(200, 500);
    const here = dealModelToBytes(await trainDealModel(history, OPTIONS, { workers: 0 }));
    for (const workers of [1, 2])
      expect(dealModelToBytes(await trainDealModel(history, OPTIONS, { workers }))).toEqual(here);
  });

  it('leaves the calling thread free while 3,000 deals are learned from', async () => {
    const history = aHistory(3000, 900);
    const delays: number[] = [];
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      delays.push(Math.max(0, now - last - TICK_MS));
      last = now;
    }, TICK_MS);
    const shares: number[] = [];
    const model = await trainDealModel(history, OPTIONS, {
      progress: (share) => shares.push(share),
    });
    clearInterval(timer);
    expect(model.facts.closedDeals).toBeGreaterThan(2500);
    expect(delays.length).toBeGreaterThan(100);
    expect(
      quantile(
        delays.sort((a, b) => a - b),
        0.99,
      ),
    ).toBeLessThan(50);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  }, 120_000);

  it('ends with the reason of the signal, before and while it works', async () => {
    const history = aHistory(330, 600);
    const stop = new AbortController();
    const training = trainDealModel(history, OPTIONS, {
      signal: stop.signal,
      progress: () => stop.abort(new Error('the process ends')),
    });
    await expect(training).rejects.toThrow('the process ends');
    const again = trainDealModel(history, OPTIONS, { signal: stop.signal });
    await expect(again).rejects.toThrow('the process ends');
  });

  it('says what it failed with', async () => {
    const history = { ...aHistory(5, 60), asOf: '2026-02-30' };
    const training = trainDealModel(history, OPTIONS);
    await expect(training).rejects.toThrow(RangeError);
    await expect(training).rejects.toThrow('2026-02-30');
  });

  it('is an error when the thread dies, not a wait without end', async () => {
    const exits = new Worker('process.exit(3)', { eval: true });
    await expect(bytesFrom(exits, undefined, undefined)).rejects.toThrow('ended with 3');
    const throws = new Worker('throw new Error("out of memory")', { eval: true });
    await expect(bytesFrom(throws, undefined, undefined)).rejects.toThrow('out of memory');
  });

  it('is an error where the history cannot be told to it', async () => {
    const [one = anOutcome()] = aHistory(20, 100).outcomes;
    const outcomes = [{ ...one, toString: () => '' }];
    const training = trainDealModel({ snapshots: [], outcomes, asOf: '2026-03-02' }, OPTIONS);
    await expect(training).rejects.toThrow('could not be cloned');
  });

  it('starts from sources and from the bundle', async () => {
    const named = run([
      '-e',
      "import('./scripts/bundle.mjs').then((m) => process.stdout.write(JSON.stringify(m.THREADS)))",
    ]);
    const threads = z.record(z.string(), z.string()).parse(JSON.parse(named));
    await inDirectory(async (directory) => {
      const program = join(directory, 'program.mts');
      writeFileSync(program, PROGRAM);
      expect(run(['--import', 'tsx', program])).toBe('7');
      await build({
        absWorkingDir: ROOT,
        entryPoints: { program, ...threads },
        outdir: directory,
        outExtension: { '.js': '.mjs' },
        bundle: true,
        splitting: true,
        format: 'esm',
        platform: 'node',
        target: 'node20',
        keepNames: true,
      });
      expect(run([join(directory, 'program.mjs')])).toBe('7');
    });
  }, 60_000);
});

function run(argv: readonly string[]): string {
  return execFileSync(process.execPath, argv, { cwd: ROOT, encoding: 'utf8' });
}

async function inDirectory(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(ROOT, 'node_modules/.cache/learning-'));
  try {
    await work(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
