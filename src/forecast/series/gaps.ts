/** A series without holes, and how many were filled. */
export type Filled = { readonly values: Float64Array; readonly filled: number };

/**
 * Drops what is missing (null) at the beginning and fills the other holes: by the mean of the values one season before and
 * after where both are known, else on the line between the neighbours. What is missing at the end repeats the last value.
 *
 * @throws RangeError for a number that is not finite, naming its place, and where no value is known.
 */
export function fillGaps(series: readonly (number | null)[], period: number): Filled {
  const wrong = series.findIndex((value) => value !== null && !Number.isFinite(value));
  if (wrong >= 0) throw new RangeError(`value ${wrong + 1} of the series is not a finite number`);
  const first = series.findIndex((value) => value !== null);
  if (first < 0) throw new RangeError('a series needs at least one known value');
  const known = series.slice(first);
  const values = Float64Array.from(known, (value, i) => value ?? filling(known, i, period));
  return { values, filled: known.filter((value) => value === null).length };
}

function filling(known: readonly (number | null)[], i: number, period: number): number {
  const [yearBefore, yearAfter] = [known[i - period] ?? null, known[i + period] ?? null];
  if (period > 1 && yearBefore !== null && yearAfter !== null) return (yearBefore + yearAfter) / 2;
  const before = known.findLastIndex((value, k) => k < i && value !== null);
  const after = known.findIndex((value, k) => k > i && value !== null);
  const from = known[before] ?? 0;
  if (after < 0) return from;
  return from + (((known[after] ?? 0) - from) * (i - before)) / (after - before);
}
