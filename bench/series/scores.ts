import { absoluteError } from '../../src/forecast/series/accuracy.ts';
import type { Split } from './file.ts';

/** Means over all series: sMAPE in percent, and the mean absolute scaled error. */
export type Score = { readonly smape: number; readonly mase: number };

/** A series whose history repeats itself exactly has no scale: it does not count for the scaled error. */
export function scoreOf(
  series: readonly Split[],
  forecasts: readonly Float64Array[],
  period: number,
): Score {
  let [symmetric, scaled, counted] = [0, 0, 0];
  for (const [i, { history, actual }] of series.entries()) {
    const forecast = forecasts[i] ?? new Float64Array(actual.length);
    symmetric += symmetricError(actual, forecast);
    const scale = seasonalScale(history, period);
    if (scale === 0) continue;
    scaled += absoluteError(actual, forecast) / scale;
    counted += 1;
  }
  return { smape: symmetric / series.length, mase: scaled / counted };
}

/** OWA: the mean of both errors beside those of Naive2, 1 where they are alike. */
export function overallAccuracy(score: Score, naive2: Score): number {
  return (score.smape / naive2.smape + score.mase / naive2.mase) / 2;
}

/** Symmetric mean absolute percentage error: the mean of 200·|y − f| / (|y| + |f|), in percent; two zeros count as 0 (M4's definition). */
function symmetricError(actual: Float64Array, forecast: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i += 1) {
    const [y, f] = [actual[i] ?? 0, forecast[i] ?? 0];
    const scale = Math.abs(y) + Math.abs(f);
    if (scale > 0) sum += (200 * Math.abs(y - f)) / scale;
  }
  return sum / actual.length;
}

/**
 * What the mean absolute scaled error divides by: the mean absolute difference of values one season apart inside the history
 * (Hyndman & Koehler 2006). 0 where the history repeats itself exactly or is no longer than a season.
 */
function seasonalScale(history: Float64Array, period: number): number {
  const lag = history.length > period ? period : 1;
  let sum = 0;
  for (let i = lag; i < history.length; i += 1)
    sum += Math.abs((history[i] ?? 0) - (history[i - lag] ?? 0));
  return history.length > lag ? sum / (history.length - lag) : 0;
}
