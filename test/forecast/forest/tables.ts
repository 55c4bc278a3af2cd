import type { FeatureTable } from '../../../src/forecast/feature-table.ts';
import { drawFrom } from '../../../src/forecast/forest/seeded-random.ts';

export type Labelled = { table: FeatureTable; won: Float64Array };

/** A table of columns by name; those whose name begins with "kind" are categories. */
export function tableOf(columns: Readonly<Record<string, readonly number[]>>): FeatureTable {
  const names = Object.keys(columns);
  const values = Object.values(columns).map((column) => Float64Array.from(column));
  return {
    rows: values[0]?.length ?? 0,
    names,
    categorical: names.map((name) => name.startsWith('kind')),
    columns: values,
  };
}

/** Deals made from a seed: a number, a sum with a long tail, a kind, one that is often missing, and one that says nothing. */
export function deals(rows: number, seed: number): Labelled {
  const draw = drawFrom(seed, 0);
  const uniform = () => (draw(1_000_000) + 0.5) / 1_000_000;
  const each = (of: (row: number) => number) => Array.from({ length: rows }, (_, row) => of(row));
  const age = each(uniform);
  const amount = each(() => uniform() ** -0.8);
  const kind = each(() => draw(6));
  const called = each(() => (uniform() < 0.3 ? Number.NaN : uniform()));
  const idle = each(uniform);
  const usual = [1.2, -0.8, 0.3, -1.5, 0.9, 0];
  const won = each((row) => {
    const call = called[row] ?? Number.NaN;
    const logOdds =
      2 -
      4 * (age[row] ?? 0) +
      (usual[kind[row] ?? 0] ?? 0) -
      0.4 * Math.log(amount[row] ?? 1) +
      (Number.isNaN(call) ? -1 : call);
    return uniform() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
  });
  return {
    table: tableOf({ age, amount, kind, called, idle }),
    won: Float64Array.from(won),
  };
}

/** The rows from `from` up to `to`. */
export function rowsOf({ table, won }: Labelled, from: number, to: number): Labelled {
  return {
    table: {
      ...table,
      rows: to - from,
      columns: table.columns.map((column) => column.slice(from, to)),
    },
    won: won.slice(from, to),
  };
}

export function logLossOf(predicted: Float64Array, won: Float64Array): number {
  let sum = 0;
  predicted.forEach((value, row) => {
    const p = Math.min(Math.max(value, 1e-12), 1 - 1e-12);
    sum -= Math.log(won[row] === 1 ? p : 1 - p);
  });
  return sum / won.length;
}

/** The log-loss of the share of wins in training, told of every row. */
export function baseLossOf(train: Labelled, test: Labelled): number {
  const share = train.won.reduce((sum, value) => sum + value, 0) / train.won.length;
  return logLossOf(
    test.won.map(() => share),
    test.won,
  );
}
