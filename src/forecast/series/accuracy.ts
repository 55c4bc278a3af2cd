/** Symmetric mean absolute percentage error: the mean of 200·|y − f| / (|y| + |f|), in percent; two zeros count as 0 (M4's definition). */
export function symmetricError(actual: Float64Array, forecast: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i += 1) {
    const [y, f] = [actual[i] ?? 0, forecast[i] ?? 0];
    const scale = Math.abs(y) + Math.abs(f);
    if (scale > 0) sum += (200 * Math.abs(y - f)) / scale;
  }
  return sum / actual.length;
}

/** Mean absolute error. */
export function absoluteError(actual: Float64Array, forecast: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i += 1) sum += Math.abs((actual[i] ?? 0) - (forecast[i] ?? 0));
  return sum / actual.length;
}

/**
 * What the mean absolute scaled error divides by: the mean absolute difference of values one season apart inside the history
 * (Hyndman & Koehler 2006). 0 where the history repeats itself exactly or is no longer than a season.
 */
export function seasonalScale(history: Float64Array, period: number): number {
  const lag = history.length > period ? period : 1;
  let sum = 0;
  for (let i = lag; i < history.length; i += 1)
    sum += Math.abs((history[i] ?? 0) - (history[i - lag] ?? 0));
  return history.length > lag ? sum / (history.length - lag) : 0;
}
