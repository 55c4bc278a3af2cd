import { extend, fitSmoothing } from './smoothing.ts';

const FEWEST_BUCKETS = 5;

/**
 * The mean of damped smoothing at several temporal aggregations: the longer the bucket, the less noise and the more trend (after
 * Kourentzes, Petropoulos & Trapero 2014). Its buckets are as long as what divides a season of `period`, and end at the last value. For
 * series whose season was taken out.
 */
export function aggregatedSmoothing(
  values: Float64Array,
  horizon: number,
  period: number,
): Float64Array {
  const lengths = Array.from({ length: period }, (_, i) => i + 1).filter((n) => period % n === 0);
  const usable = lengths.filter(
    (length) => length === 1 || values.length / length >= FEWEST_BUCKETS,
  );
  const sum = new Float64Array(horizon);
  for (const length of usable) {
    const means = bucketMeans(values, length);
    const forecast = extend(fitSmoothing(means, 'damped'), Math.ceil(horizon / length));
    for (let h = 0; h < horizon; h += 1)
      sum[h] = (sum[h] ?? 0) + (forecast[Math.floor(h / length)] ?? 0) / usable.length;
  }
  return sum;
}

function bucketMeans(values: Float64Array, length: number): Float64Array {
  const count = Math.floor(values.length / length);
  const first = values.length - count * length;
  return Float64Array.from({ length: count }, (_, bucket) => {
    const from = first + bucket * length;
    return values.subarray(from, from + length).reduce((a, b) => a + b, 0) / length;
  });
}
