import type { CalendarDay } from '../../platform/clock.ts';
import type { TestedOrigin } from '../back-test.ts';
import { meanOf, quantile } from '../scores.ts';
import { NAIVE_NAMES, type Naive, type NaiveName } from './naive.ts';
import type { PlainOrigin } from './origins.ts';
import type { Phase, Span } from './periods.ts';

/** What a forecast is made of: deals and series combined, or a naive one where none of them beats it. */
export type ForecastName = 'combined' | NaiveName;

/** What the deals are combined with: the series, or one of the naive forecasts that look at revenue only. */
export type TopDownName = (typeof TOP_DOWN)[number];
const TOP_DOWN = ['series', 'lastPeriod', 'lastQuarter', 'lastYear'] as const;

/** How periods of one kind are forecast at one phase, as the back-test speaks for it. */
export type Setting = {
  readonly used: ForecastName;
  /** The best of the past, by squared error. */
  readonly topDown: TopDownName;
  /** Of the deals against the top-down forecast, 0..1. */
  readonly dealWeight: number;
  /** Standard deviation, in logarithms, of what moves all deals of a period at once. */
  readonly shock: number;
  /** By so much ranges had to be wider, or narrower, for 80 % to hold. */
  readonly stretch: number;
};

/**
 * Before anything can be fitted: a quarter as a whole is wrong by some 15 %, and deals that were never tested weigh a quarter against
 * what the months before brought.
 */
export const FIRST_SETTING: Setting = {
  topDown: 'series',
  used: 'combined',
  dealWeight: 0.25,
  shock: 0.15,
  stretch: 1,
};

/** As many periods as these speak for what is believed before: equal weights, the first error of deals, no stretch. */
const PRIOR_ORIGINS = { weight: 2, deals: 4, stretch: 4 };
/** Of the deals, before there is experience with them. */
const FIRST_ERROR = 0.15;
/** Fewer different periods do not make a naive forecast the better one. */
const LEAST_FOR_NAIVE = 3;
const [NARROWEST, WIDEST] = [0.5, 3];
/** What a shock may be, and how far in logarithms it is believed to lie from the first one. */
const SHOCKS = Array.from({ length: 40 }, (_, i) => 0.01 * 100 ** (i / 39));
const SHOCK_SPREAD = 0.8;
/** Against what was still to come: one forecast that was off by more says no more than this. */
const MOST_OFF = 2;

/** What of an earlier forecast counts for the next: where the range would have lain without a stretch. */
export type Judged = TestedOrigin & {
  readonly low: number;
  readonly high: number;
  readonly noise: number;
  readonly span: Span;
};

/** Deals and the top-down forecast by their weights; the deals alone where there is no other. */
export function combine(
  {
    deals,
    series,
    naive,
    closedSoFar,
  }: { deals: number; series: number | null; naive: Naive; closedSoFar: number },
  { topDown, dealWeight }: Setting,
): number {
  const other = topDown === 'series' ? series : (naive[topDown] ?? series);
  if (other === null) return deals;
  return dealWeight * deals + (1 - dealWeight) * Math.max(closedSoFar, other);
}

/**
 * What the origins before speak for: `before` with the deals, `plain` also those without. `lived`: the history in periods of that
 * length.
 */
export function settingFrom(
  before: readonly Judged[],
  plain: readonly PlainOrigin[],
  { kind, phase, lived }: { kind: string; phase: Phase; lived: number },
): Setting {
  const same = before.filter((one) => one.phase === phase && one.kind === kind);
  const told = plain.filter((one) => one.phase === phase);
  const topDown = topDownOf(told);
  if (same.length === 0) return untested(told, topDown, lived);
  const weight = weightOfOne(same);
  const shock = shockOf(same, weight);
  return {
    used: usedOf(same),
    topDown,
    dealWeight: weightOf(same, told, topDown),
    shock,
    stretch: stretchOf(same, shock, weight),
  };
}

/**
 * Where no forecast with deals has ended yet. A model that has lived through few such periods has hardly seen how one ends: its deals
 * weigh less, and no more than the errors of what looks at revenue only allow, which was often tested already.
 */
function untested(told: readonly PlainOrigin[], topDown: TopDownName, lived: number): Setting {
  const most = (0.5 * lived) / (lived + PRIOR_ORIGINS.deals);
  const dealWeight = told.length === 0 ? most : Math.min(most, weightOf([], told, topDown));
  return { ...FIRST_SETTING, topDown, dealWeight };
}

function topDownOf(plain: readonly PlainOrigin[]): TopDownName {
  let best: TopDownName = 'series';
  let least = Number.POSITIVE_INFINITY;
  for (const name of TOP_DOWN) {
    const errors = plain.flatMap((one) => {
      const value = topDownIn(one, name);
      return value === null ? [] : [(value - one.actual) ** 2];
    });
    // Where it is missing for most, it is not compared on the same periods.
    if (errors.length === 0 || errors.length * 2 < plain.length) continue;
    const error = meanOf(errors);
    if (error >= least) continue;
    best = name;
    least = error;
  }
  return best;
}

function topDownIn(
  origin: { series: number | null; naive: Naive; closedSoFar: number },
  name: TopDownName,
): number | null {
  const value = name === 'series' ? origin.series : origin.naive[name];
  return value === null ? null : Math.max(origin.closedSoFar, value);
}

/**
 * Inverse squared errors, shrunk to equal weights. Errors are measured against what was still to come; what is believed of the deals
 * beforehand counts as some origins.
 */
function weightOf(
  before: readonly Judged[],
  plain: readonly PlainOrigin[],
  topDown: TopDownName,
): number {
  const others = plain.flatMap((one) => {
    const value = topDownIn(one, topDown);
    return value === null ? [] : [squaredError(one, value)];
  });
  if (others.length === 0) return 0.5;
  const own = before.map((one) => squaredError(one, one.deals));
  const believed = new Array<number>(PRIOR_ORIGINS.deals).fill(FIRST_ERROR ** 2);
  const [deals, other] = [meanOf([...own, ...believed]), meanOf(others)];
  const weight = deals + other === 0 ? 0.5 : other / (deals + other);
  const count = others.length;
  return (count * weight + PRIOR_ORIGINS.weight * 0.5) / (count + PRIOR_ORIGINS.weight);
}

function squaredError(
  { actual, closedSoFar }: { actual: number; closedSoFar: number },
  forecast: number,
): number {
  const rest = Math.max(actual - closedSoFar, actual / 20, 1);
  return ((forecast - actual) / rest) ** 2;
}

/** A naive forecast has to be the better one by more than a standard error, over enough periods that do not overlap. */
function usedOf(before: readonly Judged[]): ForecastName {
  let best: ForecastName = 'combined';
  let least = 1;
  for (const name of NAIVE_NAMES) {
    const known = before.filter(({ naive }) => naive[name] !== null);
    const periods = periodsIn(known);
    if (periods < LEAST_FOR_NAIVE || known.length * 2 < before.length) continue;
    const gains = known.map(
      ({ combined, naive, actual }) =>
        Math.abs(combined - actual) - Math.abs((naive[name] ?? 0) - actual),
    );
    const gain = meanOf(gains);
    const error = Math.sqrt(meanOf(gains.map((one) => (one - gain) ** 2)) / periods);
    const ratio = missed(known, ({ naive }) => naive[name] ?? 0) / missed(known, (o) => o.combined);
    if (gain <= error || ratio >= least) continue;
    best = name;
    least = ratio;
  }
  return best;
}

/** How many periods there are, where those that overlap count as one. */
function periodsIn(origins: readonly Judged[]): number {
  const [first] = origins;
  if (first === undefined) return 0;
  const start = Math.min(...origins.map(({ span }) => span.start));
  const end = Math.max(...origins.map(({ span }) => span.end));
  return (end - start + 1) / (first.span.end - first.span.start + 1);
}

function missed(origins: readonly Judged[], forecast: (one: Judged) => number): number {
  return origins.reduce((sum, one) => sum + Math.abs(forecast(one) - one.actual), 0);
}

/**
 * What the deals' own chance does not explain of how far the rest of a period was off. The error is taken as normal, its variance as
 * that of the deals plus that of the shock; the geometric mean over what the shock may be, by Bayes. Origins of one period count as one.
 */
function shockOf(before: readonly Judged[], weight: number): number {
  const errors = before.flatMap(({ forecast, actual, closedSoFar, noise }) => {
    const rest = forecast - closedSoFar;
    if (rest <= 0) return [];
    const off = Math.max(-MOST_OFF, Math.min(MOST_OFF, (actual - forecast) / rest));
    return [{ square: off * off, own: (noise / rest) ** 2 }];
  });
  const logs = SHOCKS.map((shock) => {
    const believed = Math.log(shock / FIRST_SETTING.shock) / SHOCK_SPREAD;
    const fit = errors.reduce((sum, { square, own }) => {
      const variance = own + shock * shock;
      return sum + Math.log(variance) + square / variance;
    }, 0);
    return -(believed * believed + weight * fit) / 2;
  });
  const most = Math.max(...logs);
  const chances = logs.map((log) => Math.exp(log - most));
  const all = chances.reduce((sum, one) => sum + one, 0);
  return Math.exp(
    SHOCKS.reduce((sum, shock, i) => sum + (chances[i] ?? 0) * Math.log(shock), 0) / all,
  );
}

/** What one origin counts: those of overlapping periods share the weight of one. */
function weightOfOne(origins: readonly Judged[]): number {
  return Math.min(1, periodsIn(origins) / Math.max(1, origins.length));
}

/**
 * Split-conformal: the factor at which 80 % of the earlier ranges would have held, had they been made with this shock; shrunk, by its
 * logarithm, towards none.
 */
function stretchOf(before: readonly Judged[], shock: number, weight: number): number {
  const needed = before
    .map(({ forecast, actual, closedSoFar, low, high, noise, setting }) => {
      const rest = forecast - closedSoFar;
      const then = Math.hypot(noise, setting.shock * rest);
      const reach = actual >= forecast ? high - forecast : forecast - low;
      const now = then === 0 ? reach : (reach * Math.hypot(noise, shock * rest)) / then;
      return Math.abs(actual - forecast) / Math.max(now, 1e-9);
    })
    .sort((a, b) => a - b);
  const found = Math.min(WIDEST, Math.max(NARROWEST, quantile(needed, 0.8)));
  const periods = needed.length * weight;
  return Math.exp((periods * Math.log(found)) / (periods + PRIOR_ORIGINS.stretch));
}

/** In days, both included. */
export function lengthOf({ start, end }: { start: CalendarDay; end: CalendarDay }): number {
  return (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1;
}
