import { forecastRevenue } from '../revenue-series.ts';
import { earlier, type Span } from './periods.ts';
import { type Revenue, wonBetween } from './revenue.ts';

/** The next value of a series, oldest first, with a season of so many values (1: none); null where it is too short. */
export type TopDown = (series: readonly number[], season: number) => number | null;

const MOST_PERIODS = 48;
const YEAR_DAYS = 365.25;
const LEAST_VALUES = 24;
/** Fewer than it would try by itself: it is asked at hundreds of origins. */
const SERIES_ORIGINS = 4;

/**
 * What the rest of a period brings, from what the same rest of earlier periods brought: nothing of open deals is looked at.
 */
export function restFromSeries(
  revenue: Revenue,
  span: Span,
  on: number,
  topDown: TopDown,
): number | null {
  const { from } = revenue;
  if (from === null) return null;
  const phase = Math.max(0, on - span.start);
  const series: number[] = [];
  for (let back = 1; back <= MOST_PERIODS; back++) {
    const { start, end } = earlier(span, back);
    if (start < from) break;
    if (end < on) series.unshift(wonBetween(revenue, start + phase, end));
  }
  const season = Math.max(1, Math.round(YEAR_DAYS / (span.end - span.start + 1)));
  const next = topDown(series, season);
  return next === null ? null : Math.max(0, next);
}

/**
 * What the series models say where there are two years of months, or as many quarters; of fewer values the mean of the latest four,
 * averaged with the value of a year ago after two years, before that, where a period is shorter than a quarter, with the same part of
 * the last quarter.
 */
export function nextOfSeries(series: readonly number[], season: number): number | null {
  if (series.length >= Math.max(LEAST_VALUES, 2 * season)) {
    const { periods } = forecastRevenue(series, 1, { period: season, origins: SERIES_ORIGINS });
    return periods[0]?.p50 ?? null;
  }
  const latest = series.slice(-4);
  if (latest.length === 0) return null;
  const mean = latest.reduce((sum, one) => sum + one, 0) / latest.length;
  const same = series.length >= 2 * season ? series.at(-season) : inLastQuarter(series, season);
  return same === undefined ? mean : (mean + same) / 2;
}

function inLastQuarter(series: readonly number[], season: number): number | undefined {
  const back = Math.round(season / 4);
  return back > 1 ? series.at(-back) : undefined;
}
