/** The value below which a share (0..1) of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** `p50 8.1, p95 12.0, p99 15.2 ms` */
export function latencies(milliseconds: readonly number[]): string {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) =>
    percentile(milliseconds, share).toFixed(1),
  );
  return `p50 ${p50}, p95 ${p95}, p99 ${p99} ms`;
}
