import { halfWidths, type PastErrors, spreadOf } from './intervals.ts';
import { independentOrigins } from './rolling-origin.ts';

/** Tenth, fiftieth and ninetieth percentile. */
export type Range = { readonly p10: number; readonly p50: number; readonly p90: number };

/** For each period ahead, and for the sum of all. */
export type Ranges = { readonly periods: readonly Range[]; readonly total: Range };

/** A forecast from an earlier moment and what came, as long as each other. */
export type PastForecast = {
  readonly known: number;
  readonly forecast: Float64Array;
  readonly actual: Float64Array;
};

/** The ranges around a forecast, by the errors of earlier ones of the same model. */
export function rangesAround(
  points: Float64Array,
  values: Float64Array,
  past: readonly PastForecast[],
  period: number,
): Ranges {
  const horizon = points.length;
  const independent = independentOrigins(past);
  const spread = spreadOf(values, horizon, period);
  const errors: PastErrors[] = past.map(({ known, forecast, actual }) => ({
    errors: actual.map((value, h) => value - (forecast[h] ?? 0)),
    spread: spreadOf(values.slice(0, known), actual.length, period),
  }));
  const sums = errors.map((one) => ({ errors: summed(one.errors), spread: summed(one.spread) }));
  const halves = halfWidths(spread, errors, independent);
  const [half = 0] = halfWidths(summed(spread), sums, independent);
  return {
    periods: Array.from(points, (point, h) => around(point, halves[h] ?? 0)),
    total: around(sumOf(points), half),
  };
}

/** 90 % points of Student's t with 1 to 4 degrees of freedom. */
const STUDENT = [3.078, 1.886, 1.638, 1.533];

/**
 * The mean of two to five values for each period ahead and the range of independent normal ones around it; of one value itself, and
 * anything from nothing to twice as much.
 */
export function rangesOfFew(values: Float64Array, horizon: number): Ranges {
  const n = values.length;
  const mean = sumOf(values) / n;
  if (n === 1) {
    const one = around(mean, Math.abs(mean));
    return {
      periods: Array.from({ length: horizon }, () => one),
      total: around(horizon * mean, horizon * Math.abs(mean)),
    };
  }
  const deviation = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1),
  );
  const half = (STUDENT[n - 2] ?? 1.5) * deviation;
  return {
    periods: Array.from({ length: horizon }, () => around(mean, half * Math.sqrt(1 + 1 / n))),
    total: around(horizon * mean, half * Math.sqrt(horizon + horizon ** 2 / n)),
  };
}

function around(point: number, half: number): Range {
  return { p10: point - half, p50: point, p90: point + half };
}

function summed(values: Float64Array): Float64Array {
  return Float64Array.of(sumOf(values));
}

function sumOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
