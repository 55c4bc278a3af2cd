import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { inDirectory } from '../measure/places.ts';
import type { Labelled, Split } from './data.ts';

export type Settings = { trees: number; minLeaf: number; mtry: number; seed: number };
export type PeerFit = { wall: number; cpu: number; predicted: Float64Array };

const PYTHONS = ['/usr/bin/python3', 'python3'];
const SCRIPT = join(import.meta.dirname, 'scikit-learn.py');
const Told = z.object({ wall: z.number(), cpu: z.number() });

/** The Python that has scikit-learn, Debian's first; null where none has. */
export function pythonWithPeer(): { python: string; version: string } | null {
  for (const python of PYTHONS) {
    const asked = spawnSync(python, ['-c', 'import sklearn; print(sklearn.__version__)'], {
      encoding: 'utf8',
    });
    if (asked.status === 0) return { python, version: asked.stdout.trim() };
  }
  return null;
}

/** scikit-learn's forest on the same rows with the same settings, on one core. */
export function fitPeer(python: string, split: Split, settings: Settings): Promise<PeerFit> {
  return inDirectory(async (directory) => {
    const { table } = split.train;
    const kinds = table.columns.map((column) => 1 + column.reduce((a, b) => Math.max(a, b), 0));
    const facts = {
      ...settings,
      categorical: table.categorical,
      kinds,
      train: table.rows,
      test: split.test.table.rows,
    };
    writeFileSync(join(directory, 'facts.json'), JSON.stringify(facts));
    write(join(directory, 'train.bin'), split.train);
    write(join(directory, 'test.bin'), split.test);
    const ran = spawnSync(python, [SCRIPT, directory], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`scikit-learn failed: ${ran.stderr}`);
    const bytes = readFileSync(join(directory, 'predicted.bin'));
    const predicted = new Float64Array(new Uint8Array(bytes).buffer);
    return { ...Told.parse(JSON.parse(ran.stdout)), predicted };
  });
}

function write(path: string, { table, won }: Labelled): void {
  const bytes = [...table.columns, won].map(
    (column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
  );
  writeFileSync(path, Buffer.concat(bytes));
}
