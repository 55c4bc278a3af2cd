import { absoluteError } from './accuracy.ts';
import type { Origin } from './rolling-origin.ts';

/** So many of the candidates with the least error are combined. */
const COMBINED_MOST = 4;

/**
 * How much each candidate counts in the combined forecast: the inverse of its mean error over the origins, the best four only; weights
 * add up to 1. Without origins all count alike. A mean of several is more accurate than the one with the least error, which a few
 * origins cannot tell from its neighbours (Bates & Granger 1969).
 *
 * @param eligible indices of the candidates which may be combined.
 */
export function weightsOf(origins: readonly Origin[], eligible: readonly number[]): Float64Array {
  const errors = meanErrors(origins);
  const best = eligible
    .toSorted((a, b) => (errors[a] ?? 0) - (errors[b] ?? 0))
    .slice(0, COMBINED_MOST);
  const chosen = origins.length === 0 ? eligible : best;
  // A candidate without any error would count alone, and two of them would divide 0 by 0.
  const least = 1e-6 * Math.max(...chosen.map((i) => errors[i] ?? 0)) + 1e-300;
  const inverse = chosen.map((i) => 1 / ((errors[i] ?? 0) + least));
  const total = inverse.reduce((a, b) => a + b, 0);
  const weights = new Float64Array(Math.max(...eligible) + 1);
  for (const [place, i] of chosen.entries())
    weights[i] = origins.length === 0 ? 1 / chosen.length : (inverse[place] ?? 0) / total;
  return weights;
}

/** The weighted sum of forecasts. */
export function combine(forecasts: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(forecasts[0]?.length ?? 0);
  for (const [i, weight] of weights.entries()) {
    if (weight === 0) continue;
    for (let h = 0; h < sum.length; h += 1)
      sum[h] = (sum[h] ?? 0) + weight * (forecasts[i]?.[h] ?? 0);
  }
  return sum;
}

/** The mean absolute error of each candidate over the origins; 0 for each without origins. */
export function meanErrors(origins: readonly Origin[]): number[] {
  const count = origins[0]?.errors.length ?? 0;
  return Array.from({ length: count }, (_, i) =>
    origins.reduce((sum, { errors }) => sum + (errors[i] ?? 0) / origins.length, 0),
  );
}

/**
 * What the combined forecast would have been at each origin, its weights from the origins before that one only: so its error is not
 * that of weights chosen with hindsight.
 */
export function combinedAtOrigins(
  origins: readonly Origin[],
  eligible: readonly number[],
): { readonly forecast: Float64Array; readonly error: number }[] {
  return origins.map(({ forecasts, actual }, i) => {
    const forecast = combine(forecasts, weightsOf(origins.slice(0, i), eligible));
    return { forecast, error: absoluteError(actual, forecast) };
  });
}

/** How well the combined forecast did in the back-test beside the better of the naive ones. */
export type Verdict = 'better' | 'unclear' | 'worse' | 'untested';

/** Over the 1,428 monthly series of the M3 competition the naive forecasts err about a quarter more. */
const USUAL_LEAD = 1.25;
/** As many independent origins does that experience count for. */
const EXPERIENCE = 4;

/**
 * `better`: less error than the naive forecast over the origins. Else `worse`, where that outweighs what is known of other series; else
 * `unclear`: origins overlap, and two or three quarters decide little.
 *
 * @param independent how many origins there would be without overlap.
 */
export function verdictOf(combined: number, naive: number, independent: number): Verdict {
  if (independent === 0) return 'untested';
  if (combined < naive) return 'better';
  if (combined === 0) return 'unclear';
  const evidence = Math.log(naive / combined) * independent + Math.log(USUAL_LEAD) * EXPERIENCE;
  return evidence < 0 ? 'worse' : 'unclear';
}
