import { withoutSeason } from './seasonality.ts';

/** Errors that were made at one earlier moment, and how far such a series moved until then in as many periods. */
export type PastErrors = { readonly errors: Float64Array; readonly spread: Float64Array };

/**
 * How far the series moves in 1, 2, … `horizon` periods: the mean absolute difference of values so far apart, without their season
 * where that is beyond chance.
 * Beyond a third of its length it grows with the root of the distance. All 0 for a constant series.
 */
export function spreadOf(values: Float64Array, horizon: number, period: number): Float64Array {
  const { adjusted } = withoutSeason(values, period, false);
  const farthest = Math.max(1, Math.floor(adjusted.length / 3));
  const spread = new Float64Array(horizon);
  for (let h = 1; h <= horizon; h += 1) {
    if (h > farthest) {
      spread[h - 1] = (spread[h - 2] ?? 0) * Math.sqrt(h / (h - 1));
      continue;
    }
    let sum = 0;
    for (let i = h; i < adjusted.length; i += 1)
      sum += Math.abs((adjusted[i] ?? 0) - (adjusted[i - h] ?? 0));
    spread[h - 1] = adjusted.length > h ? sum / (adjusted.length - h) : 0;
  }
  return spread;
}

/** The mean error beside the spread, over the training parts of the M3 competition's monthly series: what is assumed before any back-test. */
const USUAL_RATIO = 0.86;
/** For as many origins does that count. */
const USUAL_WEIGHT = 1;
/** The 80 % point of an absolute error beside its mean: 1.6 for normal errors, more where the mean itself is uncertain. */
const TO_EIGHTY_PERCENT = 1.6;
const UNCERTAINTY = 0.3;

/**
 * Half the width of an 80 % interval, for each period ahead. Split-conformal in its kind (Lei et al. 2018; the errors are those of the
 * back-test, none of them fitted), with one factor for the whole series: mean error beside spread over the origins, drawn towards what
 * is usual while there are few.
 *
 * @param independent how many origins there would be without overlap.
 */
export function halfWidths(
  spread: Float64Array,
  past: readonly PastErrors[],
  independent: number,
): Float64Array {
  const ratios = past.map(({ errors, spread: then }) => ratioOf(errors, then));
  const known = ratios.filter((ratio) => ratio !== null);
  const sum = known.reduce((total, ratio) => total + ratio, USUAL_WEIGHT * USUAL_RATIO);
  const factor = sum / (known.length + USUAL_WEIGHT);
  const quantile = TO_EIGHTY_PERCENT * (1 + UNCERTAINTY / (1 + independent));
  return spread.map((distance) => distance * factor * quantile);
}

/** Null where the series had not moved until then. */
function ratioOf(errors: Float64Array, spread: Float64Array): number | null {
  let sum = 0;
  for (let h = 0; h < errors.length; h += 1) {
    const distance = spread[h] ?? 0;
    if (distance <= 0) return null;
    sum += Math.abs(errors[h] ?? 0) / distance;
  }
  return errors.length === 0 ? null : sum / errors.length;
}
