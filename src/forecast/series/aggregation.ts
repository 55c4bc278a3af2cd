import { extend, fitSmoothing } from './smoothing.ts';

/** Lengths of the buckets, in periods; those that divide a year of months. */
const BUCKETS = [1, 2, 3, 4, 6, 12];
const FEWEST_BUCKETS = 5;

/**
 * The mean of damped smoothing at several temporal aggregations: the longer the bucket, the less noise and the more trend (after
 * Kourentzes, Petropoulos & Trapero 2014). For series without a season. Buckets end at the last value.
 */
export function aggregatedSmoothing(values: Float64Array, horizon: number): Float64Array {
  const usable = BUCKETS.filter(
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
