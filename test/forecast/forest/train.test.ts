import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { boost } from '../../../src/forecast/forest/boosting.ts';
import { growForest, growRegressionForest } from '../../../src/forecast/forest/forest.ts';
import { sharedNumbers } from '../../../src/forecast/forest/shared-table.ts';
import {
  trainBoosting,
  trainForest,
  trainRegressionForest,
} from '../../../src/forecast/forest/train.ts';
import { deals, tableOf } from './tables.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const { table, won } = deals(3000, 5);

describe('training in threads', () => {
  it.each([1, 2, 3])('gives the bytes of this thread, on %i workers', async (workers) => {
    const options = { seed: 9, trees: 12, outOfBag: true };
    const here = growForest(table, won, options);
    const there = await trainForest(table, won, options, { workers });
    expect(there.model.toBytes()).toEqual(here.model.toBytes());
    expect(there.outOfBag).toEqual(here.outOfBag);
  });

  it('trains weighted forests, forests of numbers and boosting alike', async () => {
    const weights = won.map((_, row) => 1 + (row % 3));
    const options = { seed: 2, trees: 8, weights, outOfBag: true };
    const balanced = { ...options, classWeights: 'balanced' } as const;
    const age = table.columns[0] ?? won;
    expect((await trainForest(table, won, balanced, { workers: 2 })).model.toBytes()).toEqual(
      growForest(table, won, balanced).model.toBytes(),
    );
    const numbers = await trainRegressionForest(table, age, options, { workers: 2 });
    const own = growRegressionForest(table, age, options);
    expect(numbers.model.toBytes()).toEqual(own.model.toBytes());
    expect(numbers.outOfBag).toEqual(own.outOfBag);
    const boosted = await trainBoosting(table, won, { seed: 2, trees: 20 });
    expect(boosted.model.toBytes()).toEqual(
      boost(table, won, { seed: 2, trees: 20 }).model.toBytes(),
    );
  });

  it('takes columns in shared memory as they are', async () => {
    const columns = table.columns.map((column) => {
      const shared = sharedNumbers(column.length);
      shared.set(column);
      return shared;
    });
    const options = { seed: 9, trees: 4 };
    const { model } = await trainForest({ ...table, columns }, won, options);
    expect(model.toBytes()).toEqual(growForest(table, won, options).model.toBytes());
  });

  it('tells how much is done, ever more up to all', async () => {
    const [forest, boosting]: [number[], number[]] = [[], []];
    await trainForest(table, won, { seed: 1, trees: 6 }, { onProgress: (s) => forest.push(s) });
    await trainBoosting(
      table,
      won,
      { seed: 1, trees: 10 },
      { onProgress: (s) => boosting.push(s) },
    );
    expect(forest).toHaveLength(6);
    for (const shares of [forest, boosting]) {
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares.at(-1)).toBe(1);
    }
  });

  it('leaves the main thread free', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await trainForest(table, won, { seed: 1, trees: 100 }, { workers: 1 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(20);
  });

  it('stops when it is told to, with the reason it is told', async () => {
    const enough = new AbortController();
    const run = { signal: enough.signal, onProgress: () => enough.abort(new Error('enough')) };
    await expect(trainForest(table, won, { seed: 1, trees: 5000 }, run)).rejects.toThrow('enough');
    await expect(trainForest(table, won, { seed: 1 }, run)).rejects.toThrow('enough');
  });

  it('refuses here what the thread would, and hears what only the thread finds', async () => {
    await expect(trainForest(table, won, { seed: 1, trees: 0 })).rejects.toThrow(RangeError);
    const endless = tableOf({ age: [1, Infinity] });
    const run = { workers: 2 };
    await expect(trainForest(endless, Float64Array.of(0, 1), { seed: 1 }, run)).rejects.toThrow(
      /"age", row 1: Infinity/,
    );
  });
});

/** Trains where the program runs, and prints how many bytes the model has. */
const PROGRAM = `
import { trainForest } from '${pathToFileURL(join(ROOT, 'src/forecast/forest/train.ts')).pathname}';
const columns = [Float64Array.from({ length: 200 }, (_, i) => i)];
const table = { rows: 200, names: ['age'], categorical: [false], columns };
const won = Float64Array.from(columns[0], (age) => Number(age > 99));
const { model } = await trainForest(table, won, { seed: 1, trees: 3 }, { workers: 2 });
process.stdout.write(String(model.probabilities(table)[199]));
`;

describe('the thread starts', () => {
  it('from sources', () => {
    inDirectory((directory) => {
      const program = join(directory, 'program.mts');
      writeFileSync(program, PROGRAM);
      expect(run(['--import', 'tsx', program])).toBe('1');
    });
  });

  it('from the bundle', async () => {
    const named = run([
      '-e',
      "import('./scripts/bundle.mjs').then((m) => process.stdout.write(JSON.stringify(m.THREADS)))",
    ]);
    const threads = z.record(z.string(), z.string()).parse(JSON.parse(named));
    const directory = mkdtempSync(join(ROOT, 'node_modules/.cache/forest-'));
    try {
      writeFileSync(join(directory, 'program.mts'), PROGRAM);
      await build({
        absWorkingDir: ROOT,
        entryPoints: { program: join(directory, 'program.mts'), ...threads },
        outdir: directory,
        outExtension: { '.js': '.mjs' },
        bundle: true,
        splitting: true,
        format: 'esm',
        platform: 'node',
        target: 'node20',
        keepNames: true,
      });
      expect(run([join(directory, 'program.mjs')])).toBe('1');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

function run(argv: readonly string[]): string {
  return execFileSync(process.execPath, argv, { cwd: ROOT, encoding: 'utf8' });
}

function inDirectory(work: (directory: string) => void): void {
  const directory = mkdtempSync(join(ROOT, 'node_modules/.cache/forest-'));
  try {
    work(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
