/** A probability as log-odds; kept a millionth away from 0 and 1. */
export function logOdds(probability: number): number {
  const p = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(p / (1 - p));
}

export function fromLogOdds(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
