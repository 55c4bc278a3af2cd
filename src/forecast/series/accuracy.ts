/** Mean absolute error, in the unit of the values. */
export function absoluteError(actual: Float64Array, forecast: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i += 1) sum += Math.abs((actual[i] ?? 0) - (forecast[i] ?? 0));
  return sum / actual.length;
}
