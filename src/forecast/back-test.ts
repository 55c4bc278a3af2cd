import type { CalendarDay } from '../platform/clock.ts';
import { dayOf } from './deals/calendar.ts';
import { NAIVE_NAMES, type Naive, type NaiveName } from './deals/naive.ts';
import { type PlainOrigin, type RawOrigin, restRange } from './deals/origins.ts';
import type { Phase } from './deals/periods.ts';
import {
  combine,
  type ForecastName,
  type Judged,
  lengthOf,
  type Setting,
  settingFrom,
} from './deals/setting.ts';
import { auc, bias, calibrationError, type ReliabilityPoint, reliability, wape } from './scores.ts';

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

/**
 * Each origin is forecast as the ones before it, whose periods had ended, speak for. `plain`: all origins, also those before there was
 * a model of deals.
 */
export function backTest(raw: readonly RawOrigin[], plain: readonly PlainOrigin[]): BackTest {
  const judged: Judged[] = [];
  for (const origin of raw.toSorted((a, b) => a.on - b.on)) {
    const on = dayOf(origin.on);
    const before = judged.filter((one) => one.period.end < on);
    const told = plain.filter(({ kind, span }) => kind === origin.kind && span.end < origin.on);
    judged.push(judge(origin, settingFrom(before, told, origin)));
  }
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  const phases: readonly Phase[] = ['early', 'middle', 'late'];
  const results = kinds.flatMap((kind) =>
    phases.flatMap((phase) => {
      const those = judged.filter((one) => one.kind === kind && one.phase === phase);
      if (those.length === 0) return [];
      const chances = raw.filter((one) => one.kind === kind && one.phase === phase);
      const told = plain.filter((one) => one.kind === kind);
      const setting = settingFrom(judged, told, { kind, phase });
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

function judge(origin: RawOrigin, setting: Setting): Judged {
  const { closedSoFar, deals, series, naive, actual } = origin;
  const combined = combine(origin, setting);
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
