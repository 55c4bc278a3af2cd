/** Mean negative log-likelihood of what happened, in nats; probabilities are kept a millionth away from 0 and 1. NaN of nothing. */
export function logLoss(happened: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++)
    sum += lossOf(happened[i] ?? 0, probabilities[i] ?? 0);
  return sum / probabilities.length;
}

/** The same of one prediction. */
export function lossOf(happened: number, probability: number): number {
  const p = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return -Math.log(happened > 0.5 ? p : 1 - p);
}

/**
 * The chance that one which happened has the higher score than one which did not, equal scores counting half (Mann-Whitney).
 * NaN where all or none happened.
 */
export function auc(happened: ArrayLike<number>, scores: ArrayLike<number>): number {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i).sort(
    (a, b) => (scores[a] ?? 0) - (scores[b] ?? 0),
  );
  let ranks = 0;
  let positives = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]) to++;
    for (let i = from; i < to; i++) {
      if ((happened[order[i] ?? 0] ?? 0) <= 0.5) continue;
      positives++;
      ranks += (from + 1 + to) / 2;
    }
    from = to;
  }
  const negatives = order.length - positives;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** One group of a calibration picture: what was said on average, what happened, of how many. */
export type ReliabilityPoint = {
  readonly predicted: number;
  readonly happened: number;
  readonly count: number;
};

/** Predictions in ten groups of equal width; empty ones are left out. */
export function reliability(
  happened: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): ReliabilityPoint[] {
  const groups = Array.from({ length: 10 }, () => ({ predicted: 0, happened: 0, count: 0 }));
  for (let i = 0; i < probabilities.length; i++) {
    const group = groups[Math.min(9, Math.floor((probabilities[i] ?? 0) * 10))];
    if (group === undefined) continue;
    group.predicted += probabilities[i] ?? 0;
    group.happened += happened[i] ?? 0;
    group.count++;
  }
  return groups
    .filter(({ count }) => count > 0)
    .map(({ predicted, happened: sum, count }) => ({
      predicted: predicted / count,
      happened: sum / count,
      count,
    }));
}

/** Expected calibration error: how far said and happened lie apart on average, 0..1. NaN of nothing. */
export function calibrationError(points: readonly ReliabilityPoint[]): number {
  const all = points.reduce((sum, { count }) => sum + count, 0);
  return points.reduce(
    (sum, { predicted, happened, count }) => sum + (Math.abs(predicted - happened) * count) / all,
    0 / all,
  );
}

/**
 * Weighted absolute percentage error: Σ|actual − forecast| / Σ|actual|, as a fraction (0.2 is 20 %). NaN where all actuals are 0.
 * Chosen over MAPE because periods without sales make MAPE infinite (Hyndman & Koehler 2006).
 */
export function wape(pairs: readonly { actual: number; forecast: number }[]): number {
  const missed = pairs.reduce((sum, { actual, forecast }) => sum + Math.abs(actual - forecast), 0);
  const all = pairs.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
  return all === 0 ? Number.NaN : missed / all;
}

/** Σ(forecast − actual) / Σ|actual|: above 0 it promised too much. NaN where all actuals are 0. */
export function bias(pairs: readonly { actual: number; forecast: number }[]): number {
  const over = pairs.reduce((sum, { actual, forecast }) => sum + forecast - actual, 0);
  const all = pairs.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
  return all === 0 ? Number.NaN : over / all;
}

/** The arithmetic mean; of nothing it is `ofNothing`. */
export function meanOf(values: readonly number[], ofNothing = Number.NaN): number {
  return values.length === 0
    ? ofNothing
    : values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** The value below which a share (0..1) of them lies, between neighbours by line; NaN of nothing. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
