import { auc } from '../scores.ts';
import { shareOf } from './seeded.ts';

type Value = string | number | boolean | null;

/** The share of the rows for which something holds, of those for which it can be asked (null: it cannot). */
export function shareOfRows<Row>(
  rows: readonly Row[],
  holds: (row: Row, i: number) => boolean | null,
): { share: number; count: number } {
  let [held, count] = [0, 0];
  rows.forEach((row, i) => {
    const told = holds(row, i);
    if (told === null) return;
    count++;
    if (told) held++;
  });
  return { share: count === 0 ? 0 : held / count, count };
}

/**
 * How well a field alone tells what was won, .5 not at all to 1 always: by its numbers, by being empty, by one value that the lost or
 * the won share, or by its categories, each rated from the other half of the rows.
 */
export function separation(values: readonly Value[], won: readonly number[]): number {
  const filled = values.map((value) => (value === null || value === '' ? 0 : 1));
  const candidates: ArrayLike<number>[] = [filled, ratedByOthers(values, won)];
  if (values.every((value) => value === null || value === '' || !Number.isNaN(Number(value)))) {
    const numbers = values.map((value) => (value === null || value === '' ? 0 : Number(value)));
    candidates.push(numbers, ...[0, 1].map((outcome) => sharedBy(numbers, won, outcome)));
  }
  return Math.max(
    ...candidates.map((scores) => {
      const found = auc(won, scores);
      return Number.isNaN(found) ? 0.5 : Math.max(found, 1 - found);
    }),
  );
}

/** 1 where it is the commonest number of one outcome. */
function sharedBy(numbers: readonly number[], won: readonly number[], outcome: number): number[] {
  const counts = new Map<number, number>();
  numbers.forEach((number, i) => {
    if (won[i] === outcome) counts.set(number, (counts.get(number) ?? 0) + 1);
  });
  const [commonest] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [Number.NaN];
  return numbers.map((number) => (number === commonest ? 1 : 0));
}

/** The win rate of each category in the half of the rows that a row is not in: a name that occurs once tells nothing. */
function ratedByOthers(values: readonly Value[], won: readonly number[]): number[] {
  const halves = values.map((_, i) => (shareOf(`${i}`, 1) < 0.5 ? 0 : 1));
  const tallies = [0, 1].map(() => new Map<Value, { count: number; won: number }>());
  const totals = [0, 1].map(() => ({ count: 0, won: 0 }));
  values.forEach((value, i) => {
    const half = halves[i] ?? 0;
    const tally = tallies[half]?.get(value) ?? { count: 0, won: 0 };
    tallies[half]?.set(value, tally);
    for (const one of [tally, totals[half]]) {
      if (one === undefined) continue;
      one.count++;
      one.won += won[i] ?? 0;
    }
  });
  return values.map((value, i) => {
    const other = 1 - (halves[i] ?? 0);
    const tally = tallies[other]?.get(value);
    const all = totals[other] ?? { count: 1, won: 0.5 };
    const rate = all.won / Math.max(1, all.count);
    return ((tally?.won ?? 0) + rate) / ((tally?.count ?? 0) + 1);
  });
}
