import { latestMean } from './deals/top-down.ts';
import { forecastRevenue } from './revenue-series.ts';

/** Shorter series are said by the mean of the latest. */
const LEAST = 8;
/** A back-test asks for some hundred of these: each is tried from few moments. */
const ORIGINS = 4;

/** The next value of a series of revenue, oldest first, with a season of so many values; null where there is none. */
export function topDownOf(series: readonly number[], season: number): number | null {
  if (series.length < LEAST) return latestMean(series, season);
  const { periods } = forecastRevenue(series, 1, { period: season, origins: ORIGINS });
  return periods[0]?.p50 ?? null;
}
