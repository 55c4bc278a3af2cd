/** Fits a regression from rows of features to one number each. */
export type Learn = (
  rows: readonly (readonly number[])[],
  targets: readonly number[],
) => Regression;

/** A fitted regression. `free` it when it is no longer needed: some keep memory that is not collected. */
export type Regression = { predict(row: readonly number[]): number; free(): void };

/** How many of the latest changes a row holds, besides one season ago and two averages. */
const RECENT = 4;
/** Fewer rows teach nothing. */
const FEWEST_ROWS = 16;
/** Later rows than these are kept: learners whose time grows with the square of the rows stay quick. */
const MOST_ROWS = 120;

/**
 * Forecasts by a regression on lags of the seasonal changes: the differences of logarithms (of values, where one is not positive) one
 * season apart, or one period apart where there are too few values for that. Raw lags would tie the forecast to levels that have been
 * seen, which a growing series leaves behind. Several periods ahead by feeding forecasts back.
 *
 * @returns null where there are too few values, or where all changes are the same and there is nothing to learn.
 */
export function forecastByLags(
  values: Float64Array,
  horizon: number,
  period: number,
  learn: Learn,
): Float64Array | null {
  const logarithms = values.every((value) => value > 0);
  const level = Array.from(logarithms ? values.map(Math.log) : values);
  const seasonal = level.length - period - firstRow(period) >= FEWEST_ROWS;
  const lag = seasonal ? period : 1;
  const changes = level.slice(lag).map((value, i) => value - (level[i] ?? 0));
  const { mean, deviation } = moments(changes);
  if (deviation <= 1e-9 * (Math.abs(mean) + 1)) return null;
  const scaled = changes.map((change) => (change - mean) / deviation);

  const back = firstRow(seasonal ? period : 1);
  const from = Math.max(back, scaled.length - MOST_ROWS);
  const targets = scaled.slice(from);
  if (targets.length < FEWEST_ROWS) return null;
  const regression = learn(
    targets.map((_, i) => rowAt(scaled, from + i, back)),
    targets,
  );

  for (let h = 0; h < horizon; h += 1) {
    const change = regression.predict(rowAt(scaled, scaled.length, back));
    scaled.push(change);
    level.push((level[level.length - lag] ?? 0) + change * deviation + mean);
  }
  regression.free();
  const forecast = Float64Array.from(level.slice(-horizon));
  return logarithms ? forecast.map(Math.exp) : forecast;
}

/** The first change that has all of its lags before it. */
function firstRow(lag: number): number {
  return Math.max(RECENT, lag);
}

function rowAt(changes: readonly number[], i: number, back: number): number[] {
  const recent = changes.slice(i - RECENT, i).reverse();
  const season = changes.slice(i - back, i);
  return [...recent, changes[i - back] ?? 0, moments(recent).mean, moments(season).mean];
}

function moments(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
