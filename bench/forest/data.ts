import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { FeatureTable } from '../../src/forecast/feature-table.ts';
import { type Draw, drawFrom } from '../../src/forecast/forest/seeded-random.ts';
import { sharedNumbers } from '../../src/forecast/forest/shared-table.ts';

export type Labelled = { table: FeatureTable; won: Float64Array };
/** What is learnt from, and what is predicted. */
export type Split = { name: string; train: Labelled; test: Labelled };

const FINE = 2 ** 21;
const FEATURES = 15;

/**
 * 15 numbers a row, as those of deals: sums with a long tail, ages, counts, a few kinds, and some that say nothing; wins depend on
 * them in bends and in pairs. A fifth as many rows again are for testing.
 */
export function synthetic(rows: number, seed: number): Split {
  const draw = drawFrom(seed, 1);
  const all = rows + Math.floor(rows / 5);
  const columns = Array.from({ length: FEATURES }, () => sharedNumbers(all));
  const won = sharedNumbers(all);
  const x = new Float64Array(FEATURES);
  for (let row = 0; row < all; row++) {
    fill(x, draw);
    columns.forEach((column, f) => {
      column[row] = x[f] ?? 0;
    });
    won[row] = uniform(draw) < 1 / (1 + Math.exp(-logOddsOf(x))) ? 1 : 0;
  }
  const names = columns.map((_, f) => `x${f}`);
  const table = { rows: all, names, categorical: columns.map(() => false), columns };
  return {
    name: `synthetic ${rows}`,
    train: part({ table, won }, 0, rows),
    test: part({ table, won }, rows, all),
  };
}

function fill(x: Float64Array, draw: Draw): void {
  x[0] = Math.exp(9 + 1.4 * normal(draw));
  x[1] = draw(8);
  const age = draw(400);
  x[2] = age;
  x[3] = Math.min(age, -30 * Math.log(uniform(draw)));
  x[4] = draw(6);
  x[5] = -5 * Math.log(uniform(draw));
  for (let f = 6; f < FEATURES; f++) x[f] = normal(draw);
}

function logOddsOf(x: Float64Array): number {
  const at = (f: number): number => x[f] ?? 0;
  return (
    -0.4 -
    0.35 * (Math.log(at(0)) - 9) +
    0.45 * (at(4) - 2.5) -
    (at(3) > 60 ? 0.9 : 0) +
    0.5 * Math.sin(at(5) / 3) +
    0.6 * at(6) * at(7) +
    ([0.5, -0.3, 0, 0.8, -0.6, 0.2, -0.2, 0.4][at(1)] ?? 0)
  );
}

/** Not 0, so that it has a logarithm. */
function uniform(draw: Draw): number {
  return (draw(FINE) + 0.5) / FINE;
}

function normal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(uniform(draw))) * Math.cos(2 * Math.PI * uniform(draw));
}

/** The rows from `from` up to `to`, as views: nothing is copied. */
function part({ table, won }: Labelled, from: number, to: number): Labelled {
  const take = (values: Float64Array): Float64Array => values.subarray(from, to);
  return {
    table: { ...table, rows: to - from, columns: table.columns.map(take) },
    won: take(won),
  };
}

/** Known only after the call: it would give the answer away. */
const AFTERWARDS = ['duration', 'y'];

/**
 * The calls of a bank (Moro, Cortez and Rita 2014), four fifths of them drawn at random to learn from; null where the file is not.
 */
export function bank(path: string, seed: number): Split | null {
  if (!existsSync(path)) return null;
  const [head = '', ...lines] = gunzipSync(readFileSync(path)).toString().trim().split('\n');
  const cells = lines.map((line) => line.replaceAll('"', '').split(';'));
  const header = head.replaceAll('"', '').split(';');
  const order = cells.map((_, i) => i);
  const draw = drawFrom(seed, 2);
  for (let i = order.length - 1; i > 0; i--) {
    const other = draw(i + 1);
    [order[i], order[other]] = [order[other] ?? 0, order[i] ?? 0];
  }
  const names = header.filter((name) => !AFTERWARDS.includes(name));
  const read = names.map((name) => {
    const at = header.indexOf(name);
    const texts = order.map((row) => cells[row]?.[at] ?? '');
    const categorical = Number.isNaN(Number(texts[0]));
    const kinds = [...new Set(texts)].sort();
    const values = texts.map((text) => (categorical ? kinds.indexOf(text) : Number(text)));
    return { categorical, column: Float64Array.from(values) };
  });
  const outcome = header.indexOf('y');
  const all = {
    table: {
      rows: order.length,
      names,
      categorical: read.map(({ categorical }) => categorical),
      columns: read.map(({ column }) => column),
    },
    won: Float64Array.from(order, (row) => (cells[row]?.[outcome] === 'yes' ? 1 : 0)),
  };
  const cut = Math.floor(order.length * 0.8);
  return { name: 'bank', train: part(all, 0, cut), test: part(all, cut, order.length) };
}
