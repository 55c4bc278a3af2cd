import { earlier, type Span } from './periods.ts';
import { type Revenue, wonBetween } from './revenue.ts';

/** The next value of a series, oldest first, with a season of so many values (1: none); null where it is too short. */
export type TopDown = (series: readonly number[], season: number) => number | null;

const MOST_PERIODS = 48;
const YEAR_DAYS = 365.25;

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

/** The mean of the latest four values and, after two seasons, what the season makes of it. */
export function latestMean(series: readonly number[], season: number): number | null {
  const latest = series.slice(-4);
  if (latest.length === 0) return null;
  const mean = latest.reduce((sum, one) => sum + one, 0) / latest.length;
  const year = series.at(-season);
  return series.length >= 2 * season && year !== undefined ? (mean + year) / 2 : mean;
}
