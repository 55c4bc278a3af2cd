/** The chance that a win is predicted above a loss; equal predictions count half. */
export function auc(predicted: Float64Array, won: Float64Array): number {
  const order = Int32Array.from(predicted, (_, i) => i).sort(
    (a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0),
  );
  let [ranks, wins] = [0, 0];
  for (let i = 0; i < order.length; ) {
    let end = i;
    while (end < order.length && predicted[order[end] ?? 0] === predicted[order[i] ?? 0]) end++;
    for (let j = i; j < end; j++) {
      if (won[order[j] ?? 0] !== 1) continue;
      ranks += (i + 1 + end) / 2;
      wins++;
    }
    i = end;
  }
  return (ranks - (wins * (wins + 1)) / 2) / (wins * (won.length - wins));
}

const CERTAIN = 1e-15;

/** Mean log-loss, in nats. */
export function logLoss(predicted: Float64Array, won: Float64Array): number {
  let sum = 0;
  predicted.forEach((value, i) => {
    const p = Math.min(Math.max(value, CERTAIN), 1 - CERTAIN);
    sum -= won[i] === 1 ? Math.log(p) : Math.log(1 - p);
  });
  return sum / won.length;
}
