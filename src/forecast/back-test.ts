import type { CalendarDay } from '../platform/clock.ts';
import { dayOf } from './deals/calendar.ts';
import { NAIVE_NAMES, type Naive, type NaiveName } from './deals/naive.ts';
import { type RawOrigin, restRange } from './deals/origins.ts';
import type { Phase } from './deals/periods.ts';
import { auc, bias, calibrationError, quantile, type ReliabilityPoint, reliability, wape } from './scores.ts';

/** What a forecast is made of: deals and series combined, or a naive one where none of them beats it. */
export type ForecastName = 'combined' | NaiveName;

/** How periods of one kind are forecast at one phase, as the back-test speaks for it. */
export type Setting = {
  readonly used: ForecastName;
  /** Of the deals against the series, 0..1. */
  readonly dealWeight: number;
  /** Standard deviation, in logarithms, of what moves all deals of a period at once. */
  readonly shock: number;
  /** By so much ranges had to be wider, or narrower, for 80 % to hold. */
  readonly stretch: number;
};

/** One forecast of the past, made with nothing that was known later, and what came of it. */
export type TestedOrigin = {
  readonly kind: string;
  readonly phase: Phase;
  readonly on: CalendarDay;
  readonly period: { readonly start: CalendarDay; readonly end: CalendarDay };
  readonly closedSoFar: number;
  readonly actual: number;
  readonly deals: number;
  readonly series: number | null;
  readonly combined: number;
  readonly naive: Naive;
  readonly setting: Setting;
  /** As it would have been shown. */
  readonly forecast: number;
  readonly p10: number;
  readonly p90: number;
};

export type PhaseResult = {
  readonly kind: string;
  readonly phase: Phase;
  readonly origins: number;
  /** As shown at the time: naive where that was the better one until then. WAPE and bias as fractions. */
  readonly wape: number;
  readonly bias: number;
  /** The share of the periods that lay within P10-P90, and how wide that was against what came. */
  readonly coverage: number;
  readonly width: number;
  /** WAPE of each on the periods for which it has a forecast; null without any. */
  readonly errors: Readonly<Record<'deals' | 'series' | ForecastName, number | null>>;
  /** The naive one with the smallest error; null without any. */
  readonly bestNaive: NaiveName | null;
  readonly beatsNaive: boolean;
  /** How well the chances of single deals held; null where there was none. */
  readonly deals: {
    readonly count: number;
    readonly auc: number;
    readonly calibrationError: number;
    readonly reliability: readonly ReliabilityPoint[];
  } | null;
  /** For the next forecast. */
  readonly setting: Setting;
};

export type BackTest = {
  readonly results: readonly PhaseResult[];
  readonly origins: readonly TestedOrigin[];
};

/** Before anything can be fitted: a quarter as a whole is wrong by some 15 %. */
export const FIRST_SETTING: Setting = {
  used: 'combined',
  dealWeight: 0.5,
  shock: 0.15,
  stretch: 1,
};

/** As many periods as these speak for what is believed before: equal weights, the first shock, no stretch. */
const PRIOR_ORIGINS = { weight: 2, shock: 4, stretch: 6 };
/** Fewer different periods do not make a naive forecast the better one. */
const LEAST_FOR_NAIVE = 3;
const [NARROWEST, WIDEST] = [0.5, 3];
const MOST_SHOCK = 1;

/** What of an earlier forecast counts for the next: where the range would have lain without a stretch. */
type Judged = TestedOrigin & {
  readonly low: number;
  readonly high: number;
  readonly noise: number;
};

/** Each origin is forecast as the ones before it, whose periods had ended, speak for. */
export function backTest(raw: readonly RawOrigin[]): BackTest {
  const judged: Judged[] = [];
  for (const origin of raw.toSorted((a, b) => a.on - b.on)) {
    const on = dayOf(origin.on);
    const before = judged.filter((one) => one.period.end < on && one.kind === origin.kind);
    judged.push(judge(origin, settingFrom(before, origin.phase)));
  }
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  const phases: readonly Phase[] = ['early', 'middle', 'late'];
  const results = kinds.flatMap((kind) =>
    phases.flatMap((phase) => {
      const those = judged.filter((one) => one.kind === kind && one.phase === phase);
      if (those.length === 0) return [];
      const all = judged.filter((one) => one.kind === kind);
      const chances = raw.filter((one) => one.kind === kind && one.phase === phase);
      const setting = settingFrom(all, phase);
      return [{ ...resultOf(kind, phase, those, setting), deals: dealScores(chances) }];
    }),
  );
  return { results, origins: judged.map(({ low: _, high: __, noise: ___, ...rest }) => rest) };
}

/** The setting for a kind of period and a phase; of the nearest length and the same phase where that kind was not tested. */
export function settingFor(test: BackTest | null, days: number, phase: Phase): PhaseResult | null {
  const lengths = new Map(
    (test?.origins ?? []).map(({ kind, period }) => [kind, lengthOf(period)]),
  );
  const near = (kind: string) => Math.abs(Math.log((lengths.get(kind) ?? days) / days));
  const [best = null] = (test?.results ?? []).toSorted(
    (a, b) => near(a.kind) - near(b.kind) || Number(b.phase === phase) - Number(a.phase === phase),
  );
  return best;
}

function lengthOf({ start, end }: { start: CalendarDay; end: CalendarDay }): number {
  return (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1;
}

function judge(origin: RawOrigin, setting: Setting): Judged {
  const { closedSoFar, deals, series, naive, actual } = origin;
  const combined =
    series === null ? deals : setting.dealWeight * deals + (1 - setting.dealWeight) * series;
  const used = setting.used === 'combined' ? combined : (naive[setting.used] ?? combined);
  const forecast = Math.max(closedSoFar, used);
  const range = restRange(origin, forecast - closedSoFar, setting.shock);
  const spread = (bound: number) =>
    Math.max(closedSoFar, forecast + setting.stretch * (closedSoFar + bound - forecast));
  return {
    kind: origin.kind,
    phase: origin.phase,
    on: dayOf(origin.on),
    period: { start: dayOf(origin.span.start), end: dayOf(origin.span.end) },
    closedSoFar,
    actual,
    deals,
    series,
    combined,
    naive,
    setting,
    forecast,
    p10: spread(range.p10),
    p90: spread(range.p90),
    low: closedSoFar + range.p10,
    high: closedSoFar + range.p90,
    noise: origin.noise,
  };
}

function settingFrom(before: readonly Judged[], phase: Phase): Setting {
  const same = before.filter((one) => one.phase === phase);
  if (same.length === 0) return FIRST_SETTING;
  return {
    used: usedOf(same),
    dealWeight: weightOf(same),
    shock: shockOf(same),
    stretch: stretchOf(same),
  };
}

/** Inverse squared errors, shrunk to equal weights. */
function weightOf(before: readonly Judged[]): number {
  const both = before.filter(({ series }) => series !== null);
  const squares = (forecast: (one: Judged) => number) =>
    both.reduce((sum, one) => sum + (forecast(one) - one.actual) ** 2, 0);
  const deals = squares((one) => one.deals);
  const series = squares((one) => one.series ?? 0);
  if (deals + series === 0) return 0.5;
  const weight = series / (deals + series);
  return (both.length * weight + PRIOR_ORIGINS.weight * 0.5) / (both.length + PRIOR_ORIGINS.weight);
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
  const ends = origins.map(({ period }) => period.end).sort();
  const starts = origins.map(({ period }) => period.start).sort();
  const whole = lengthOf({ start: starts[0] ?? '', end: ends.at(-1) ?? '' });
  return whole / lengthOf(first.period);
}

function missed(origins: readonly Judged[], forecast: (one: Judged) => number): number {
  return origins.reduce((sum, one) => sum + Math.abs(forecast(one) - one.actual), 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** What the deals' own chance does not explain of how far the rest of a period was off. */
function shockOf(before: readonly Judged[]): number {
  let [sum, count] = [PRIOR_ORIGINS.shock * FIRST_SETTING.shock ** 2, PRIOR_ORIGINS.shock];
  for (const { forecast, actual, closedSoFar, noise } of before) {
    const rest = forecast - closedSoFar;
    if (rest <= 0) continue;
    const off = Math.log(Math.max(actual - closedSoFar, rest / 20) / rest);
    sum += Math.max(-(FIRST_SETTING.shock ** 2), off * off - (noise / rest) ** 2);
    count++;
  }
  return Math.min(MOST_SHOCK, Math.sqrt(Math.max(0, sum / count)));
}

/** Split-conformal: the factor at which 80 % of the earlier ranges would have held. */
function stretchOf(before: readonly Judged[]): number {
  const needed = before
    .map(({ forecast, actual, low, high }) => {
      const reach = actual >= forecast ? high - forecast : forecast - low;
      return Math.abs(actual - forecast) / Math.max(reach, 1e-9);
    })
    .sort((a, b) => a - b);
  const found = Math.min(WIDEST, Math.max(NARROWEST, quantile(needed, 0.8)));
  const { stretch } = PRIOR_ORIGINS;
  return (needed.length * found + stretch) / (needed.length + stretch);
}

function resultOf(
  kind: string,
  phase: Phase,
  those: readonly Judged[],
  setting: Setting,
): Omit<PhaseResult, 'deals'> {
  const errorOf = (forecast: (one: Judged) => number | null): number | null => {
    const pairs = those.flatMap((one) => {
      const value = forecast(one);
      return value === null ? [] : [{ actual: one.actual, forecast: value }];
    });
    const error = pairs.length * 2 < those.length ? Number.NaN : wape(pairs);
    return Number.isNaN(error) ? null : error;
  };
  const errors = {
    deals: errorOf((one) => one.deals),
    series: errorOf((one) => one.series),
    combined: errorOf((one) => one.combined),
    lastPeriod: errorOf(({ naive }) => naive.lastPeriod),
    lastQuarter: errorOf(({ naive }) => naive.lastQuarter),
    lastYear: errorOf(({ naive }) => naive.lastYear),
    stageWeighted: errorOf(({ naive }) => naive.stageWeighted),
    commit: errorOf(({ naive }) => naive.commit),
  };
  const [bestNaive = null] = NAIVE_NAMES.filter((name) => errors[name] !== null).toSorted(
    (a, b) => (errors[a] ?? 0) - (errors[b] ?? 0),
  );
  const least = bestNaive === null ? null : errors[bestNaive];
  const held = those.filter(({ actual, p10, p90 }) => actual >= p10 && actual <= p90).length;
  const actual = those.reduce((sum, one) => sum + one.actual, 0);
  return {
    kind,
    phase,
    origins: those.length,
    wape: wape(those),
    bias: bias(those),
    coverage: held / those.length,
    width: those.reduce((sum, { p10, p90 }) => sum + p90 - p10, 0) / actual,
    errors,
    bestNaive,
    beatsNaive: least === null || (errors.combined ?? Number.POSITIVE_INFINITY) <= least,
    setting,
  };
}

function dealScores(origins: readonly RawOrigin[]): PhaseResult['deals'] {
  const won = origins.flatMap((origin) => Array.from(origin.won));
  const chances = origins.flatMap(({ open }) => open.map(({ chance }) => chance));
  if (won.length === 0) return null;
  const points = reliability(won, chances);
  return {
    count: won.length,
    auc: auc(won, chances),
    calibrationError: calibrationError(points),
    reliability: points,
  };
}
