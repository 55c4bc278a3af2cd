import { meanOf } from './scores.ts';
import { type Candidate, COMBINED, naive, seasonalNaive } from './series/candidates.ts';
import {
  combine,
  combinedAtOrigins,
  meanErrors,
  type Verdict,
  verdictOf,
  weightsOf,
} from './series/combination.ts';
import { fillGaps } from './series/gaps.ts';
import {
  type PastForecast,
  type Range,
  type Ranges,
  rangesAround,
  rangesOfFew,
} from './series/ranges.ts';
import {
  independentOrigins,
  type Origin,
  placeOrigins,
  rollOrigins,
} from './series/rolling-origin.ts';

/** A forecast of one series. Amounts are in the unit of its values. */
export type RevenueForecast = {
  /**
   * For each period ahead, in order: P50, the forecast itself, is as likely exceeded as not; P10 is exceeded nine times of ten, P90 once.
   */
  readonly periods: readonly Range[];
  /** Of the sum of all periods: its range is narrower than the sum of theirs. */
  readonly total: Range;
  readonly model: 'combined' | 'naive' | 'seasonal-naive' | 'average';
  /** What the combined forecast is made of, with weights that add up to 1; empty for the other models. */
  readonly parts: readonly { readonly name: string; readonly weight: number }[];
  readonly backTest: SeriesBackTest;
  /** How many missing values were filled. */
  readonly filled: number;
};

/** Mean absolute errors of forecasts from earlier moments, each from nothing but the values before it; null where there was no room. */
export type SeriesBackTest = {
  readonly origins: number;
  /** So many periods ahead: the horizon, or a quarter of the series where that is less. 0 without origins. */
  readonly ahead: number;
  readonly combined: number | null;
  readonly naive: number | null;
  /** Null also where no whole season was known. */
  readonly seasonalNaive: number | null;
  /** Each of what could be combined. */
  readonly candidates: readonly { readonly name: string; readonly error: number }[];
  /**
   * `better`: the combined forecast erred less than the naive ones. `worse`: a naive one erred so much less that it is used. `unclear`: a
   * naive one erred less, but by no more than so few origins let happen by chance, and the combined one is used. `untested`: no room.
   */
  readonly verdict: Verdict;
};

export type SeriesOptions = {
  /** Periods in a season: 12 for months (the default), 4 for quarters, 52 for weeks, 1 for none. */
  readonly period?: number;
  /** From how many earlier moments it is tried, at most; 12 unless told. About 2 ms each for ten years of months. */
  readonly origins?: number;
  /** Also try these, from `loadLearners`: some 0.2 s at each origin, on the thread that calls. */
  readonly learners?: Learners;
};

export type Learners = readonly Candidate[];

/**
 * A random forest and a support-vector machine on lags. Loaded when asked for: the libraries take a tenth of a second, which a start
 * without a forecast need not pay.
 *
 * @param seed of the forest, a whole number from 0 to 2³¹ − 1: the same seed gives the same forecasts.
 * @throws RangeError for another seed.
 */
export async function loadLearners(seed: number): Promise<Learners> {
  checkWhole('the seed', seed, 0, 2 ** 31 - 1);
  const { learners } = await import('./series/learners.ts');
  return learners(seed);
}

/** Fewer values are said by their average. */
const FEWEST = 6;
const UNTESTED: SeriesBackTest = {
  origins: 0,
  ahead: 0,
  combined: null,
  naive: null,
  seasonalNaive: null,
  candidates: [],
  verdict: 'untested',
};

/**
 * Forecasts a series of revenue: the mean of Theta, multiplicative Theta, exponential smoothing and smoothing at several temporal
 * aggregations (and of learners, if asked for), weighted by their rolling-origin errors; or a naive forecast where that did clearly
 * better; or the average of fewer than six values. No season with fewer than two of them. The range of 80 % is conformal, from the
 * errors of the back-test. Nothing falls below zero where the history never did. The same series and options give the same forecast.
 *
 * @param series won revenue for each period, oldest first, null where it is not known (a period without sales is 0).
 * @param horizon how many periods ahead, 1 to 120.
 * @throws RangeError for an empty series, a value that is not finite, or a horizon or an option outside of its range.
 */
export function forecastRevenue(
  series: readonly (number | null)[],
  horizon: number,
  options: SeriesOptions = {},
): RevenueForecast {
  const { period = 12, origins: most = 12, learners = [] } = options;
  checkWhole('the horizon', horizon, 1, 120);
  checkWhole('the period', period, 1, 366);
  checkWhole('the number of origins', most, 0, 200);
  const { values: amounts, filled } = fillGaps(series, period);
  // A power of two: large amounts do not overflow when they are squared, and no digit is lost.
  const unit =
    2 ** Math.ceil(Math.log2(amounts.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1));
  const values = amounts.map((amount) => amount / unit);
  const floor = values.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  const inUnits = (ranges: Ranges): Ranges => ({
    periods: ranges.periods.map((range) => scaled(range, unit, floor)),
    total: scaled(ranges.total, unit, floor),
  });
  if (values.length < FEWEST) {
    const ranges = inUnits(rangesOfFew(values, horizon));
    return { ...ranges, model: 'average', parts: [], backTest: UNTESTED, filled };
  }

  const candidates = [naive, seasonalNaive, ...COMBINED, ...learners].map((candidate) =>
    floored(candidate, floor),
  );
  const fewestKnown = Math.max(FEWEST, Math.floor(values.length / 2));
  const places = placeOrigins(values.length, horizon, most, fewestKnown);
  const origins = rollOrigins(values, candidates, places, horizon, period);
  const choice = chooseModel(origins, candidates, period);
  const points = combine(
    candidates.map(({ forecast }, i) =>
      choice.weights[i] === 0 ? new Float64Array(horizon) : forecast(values, horizon, period),
    ),
    choice.weights,
  );
  return {
    ...inUnits(rangesAround(points, values, choice.past, period)),
    model: choice.model,
    parts: choice.model === 'combined' ? partsOf(choice.weights, candidates) : [],
    backTest: inUnit(choice.backTest, unit),
    filled,
  };
}

type Choice = {
  readonly model: 'combined' | 'naive' | 'seasonal-naive';
  /** By candidate. */
  readonly weights: Float64Array;
  /** What the chosen model said at each origin. */
  readonly past: readonly PastForecast[];
  readonly backTest: SeriesBackTest;
};

/** The naive forecasts are the first two candidates, and are not combined. */
const NAIVE_ONES = 2;

function chooseModel(
  origins: readonly Origin[],
  candidates: readonly Candidate[],
  period: number,
): Choice {
  const eligible = candidates.map((_, i) => i).slice(NAIVE_ONES);
  const combined = combinedAtOrigins(origins, eligible);
  const backTest = errorsOf(origins, candidates, combined, period);
  const { naive: last, seasonalNaive: lastYear } = backTest;
  const seasonal = last !== null && lastYear !== null && lastYear < last;
  const least = (seasonal ? lastYear : last) ?? 0;
  const verdict = verdictOf(backTest.combined ?? 0, least, independentOrigins(origins));
  const said = (forecastAt: (i: number) => Float64Array | undefined): PastForecast[] =>
    origins.map(({ known, actual }, i) => ({ known, actual, forecast: forecastAt(i) ?? actual }));
  if (verdict === 'worse') {
    const chosen = seasonal ? 1 : 0;
    const past = said((i) => origins[i]?.forecasts[chosen]);
    const model = seasonal ? 'seasonal-naive' : 'naive';
    const weights = only(chosen, candidates.length);
    return { model, weights, past, backTest: { ...backTest, verdict } };
  }
  const past = said((i) => combined[i]?.forecast);
  const weights = weightsOf(origins, eligible);
  return { model: 'combined', weights, past, backTest: { ...backTest, verdict } };
}

function errorsOf(
  origins: readonly Origin[],
  candidates: readonly Candidate[],
  combined: readonly { readonly error: number }[],
  period: number,
): Omit<SeriesBackTest, 'verdict'> {
  const [last = null, lastYear = null, ...others] = meanErrors(origins);
  const wholeSeason = period > 1 && (origins.at(-1)?.known ?? 0) >= period;
  return {
    origins: origins.length,
    ahead: origins[0]?.actual.length ?? 0,
    combined: origins.length === 0 ? null : meanOf(combined.map(({ error }) => error)),
    naive: last,
    seasonalNaive: wholeSeason ? lastYear : null,
    candidates: others.map((error, i) => ({ name: candidates[NAIVE_ONES + i]?.name ?? '', error })),
  };
}

function only(chosen: number, length: number): Float64Array {
  const weights = new Float64Array(length);
  weights[chosen] = 1;
  return weights;
}

function partsOf(
  weights: Float64Array,
  candidates: readonly Candidate[],
): RevenueForecast['parts'] {
  return candidates.flatMap(({ name }, i) => {
    const weight = weights[i] ?? 0;
    return weight === 0 ? [] : [{ name, weight }];
  });
}

function floored({ name, forecast }: Candidate, floor: number): Candidate {
  return {
    name,
    forecast: (values, horizon, period) =>
      forecast(values, horizon, period).map((value) => Math.max(floor, value)),
  };
}

function scaled({ p10, p50, p90 }: Range, unit: number, floor: number): Range {
  const of = (value: number): number => Math.max(floor, value * unit);
  return { p10: of(p10), p50: of(p50), p90: of(p90) };
}

function inUnit(backTest: SeriesBackTest, unit: number): SeriesBackTest {
  const of = (error: number | null): number | null => (error === null ? null : error * unit);
  return {
    ...backTest,
    combined: of(backTest.combined),
    naive: of(backTest.naive),
    seasonalNaive: of(backTest.seasonalNaive),
    candidates: backTest.candidates.map(({ name, error }) => ({ name, error: error * unit })),
  };
}

function checkWhole(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${what} must be a whole number from ${least} to ${most}, not ${value}`);
}
