import { seasonOf } from './seasonality.ts';
import { extend, fitSmoothing, type Smoothing, type Trend } from './smoothing.ts';

/** A form of exponential smoothing: its trend, whether it has a season, and whether it is of the logarithms (multiplicative). */
type Form = { readonly trend: Trend; readonly seasonal: boolean; readonly logarithms: boolean };

const FORMS: readonly Form[] = [
  ...(['none', 'linear', 'damped'] as const).flatMap((trend) =>
    [false, true].map((seasonal) => ({ trend, seasonal, logarithms: false })),
  ),
  // A linear trend of logarithms grows without end: it is not among the forms.
  ...(['none', 'damped'] as const).flatMap((trend) =>
    [false, true].map((seasonal) => ({ trend, seasonal, logarithms: true })),
  ),
];

/**
 * The mean of ten forms of exponential smoothing, weighted by how likely each is by the corrected Akaike criterion (Kolassa 2011): no,
 * linear or damped trend, with and without a season, of the values; the same without the linear trend of their logarithms, where all
 * are positive (multiplicative errors and season). The last value where there are too few for any form.
 */
export function automaticSmoothing(
  values: Float64Array,
  horizon: number,
  period: number,
): Float64Array {
  const fits = fitForms(values, period);
  const least = Math.min(...fits.map(({ criterion }) => criterion));
  if (!Number.isFinite(least)) return new Float64Array(horizon).fill(values.at(-1) ?? 0);
  const forecast = new Float64Array(horizon);
  let total = 0;
  for (const { criterion, smoothing, logarithms } of fits) {
    const weight = Math.exp((least - criterion) / 2);
    if (weight < 1e-6) continue;
    total += weight;
    const own = extend(smoothing, horizon);
    for (let h = 0; h < horizon; h += 1) {
      const value = own[h] ?? 0;
      forecast[h] = (forecast[h] ?? 0) + weight * (logarithms ? Math.exp(value) : value);
    }
  }
  return forecast.map((sum) => sum / total);
}

type Fit = {
  readonly smoothing: Smoothing;
  readonly criterion: number;
  readonly logarithms: boolean;
};

function fitForms(values: Float64Array, period: number): Fit[] {
  const seasonal = period > 1 && values.length >= 2 * period + 4;
  const logs = values.every((value) => value > 0) ? values.map(Math.log) : null;
  const sumOfLogs = logs?.reduce((a, b) => a + b, 0) ?? 0;
  const seasons = {
    values: seasonal ? seasonOf(values, period, 'additive') : null,
    logs: seasonal && logs !== null ? seasonOf(logs, period, 'additive') : null,
  };
  return FORMS.flatMap(({ trend, seasonal: withSeason, logarithms }) => {
    const data = logarithms ? logs : values;
    const season = logarithms ? seasons.logs : seasons.values;
    if (data === null || (withSeason && season === null)) return [];
    const smoothing = fitSmoothing(data, trend, withSeason ? season : null);
    // The density of the values themselves, so that the two kinds can be compared.
    const criterion = correctedCriterion(smoothing, data.length) + (logarithms ? 2 * sumOfLogs : 0);
    return [{ smoothing, criterion, logarithms }];
  });
}

/** AICc of normal errors; infinite where there are too few values for the parameters. */
function correctedCriterion({ squares, parameters, season, trend }: Smoothing, n: number): number {
  const states = 1 + (trend === 'none' ? 0 : 1) + Math.max(0, season.length - 1);
  const k = parameters.length + states + 1;
  if (n - k - 1 <= 0) return Number.POSITIVE_INFINITY;
  return n * Math.log(Math.max(squares, 1e-300) / n) + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
}
