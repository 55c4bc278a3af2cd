import type { CalendarDay } from '../../platform/clock.ts';
import { calibrated } from '../calibration.ts';
import type { DealQuestion } from '../deal-features.ts';
import type { DealSnapshot } from '../deal-snapshot.ts';
import { type RollUpDeal, rollUp } from '../roll-up.ts';
import { meanOf } from '../scores.ts';
import { amountRatiosOf, ratioQuantiles } from './amounts.ts';
import { dayNumber, dayOf, type Season } from './calendar.ts';
import { varianceOf } from './draws.ts';
import type { Known } from './known.ts';
import { type Naive, naiveForecasts, type PlainDeal } from './naive.ts';
import { type Phase, phaseOf, type Span, spanOf } from './periods.ts';
import { newBusinessOf, type Revenue, revenueOf, wonBetween } from './revenue.ts';
import { pick, type Rows } from './rows.ts';
import type { ServedModel } from './selection.ts';
import { restFromSeries, type TopDown } from './top-down.ts';

/** A day of the past on which a period is forecast. */
export type OriginDay = {
  /** 'quarter', 'month' or the caller's own word: origins of one kind are judged together. */
  readonly kind: string;
  readonly period: { readonly start: CalendarDay; readonly end: CalendarDay };
  readonly on: CalendarDay;
};

/** What could be said on that day without looking at open deals, and what came of it. */
export type PlainOrigin = {
  readonly kind: string;
  readonly on: number;
  readonly span: Span;
  readonly phase: Phase;
  readonly closedSoFar: number;
  readonly actual: number;
  /** The whole period from the series; null where that is too short. */
  readonly series: number | null;
  readonly naive: Naive;
};

/** The same with what the deals said. */
export type RawOrigin = PlainOrigin & {
  /** The whole period from the deals. */
  readonly deals: number;
  readonly open: readonly RollUpDeal[];
  /** Whether each of them was won in the period: 1 or 0. */
  readonly won: Float64Array;
  readonly ratios: readonly number[];
  readonly newBusiness: readonly number[];
  /** The standard deviation of what was still to come, had every deal stood for itself. */
  readonly noise: number;
};

/** Days after the beginning of a period on which it is forecast. */
const QUARTER_DAYS = [0, 14, 28, 42, 56, 70, 84];
const MONTH_DAYS = [0, 10, 20];
/** The days of snapshots are looked for so many days around. */
const AROUND = 3;
/** A snapshot speaks for its deal so many days. */
const FRESH = 7;
const LAST_STAGES = 0.75;
const TEST_DRAWS = 600;

/** The origins of quarters and months from one day to another (day numbers, the second excluded). */
export function usualOrigins(
  from: number,
  until: number,
  season: (day: number) => Season,
): OriginDay[] {
  const origins: OriginDay[] = [];
  const add = (kind: string, start: number, end: number, days: readonly number[]) => {
    for (const day of days) {
      const on = start + day;
      if (on <= end && on >= from && on < until)
        origins.push({ kind, period: { start: dayOf(start), end: dayOf(end) }, on: dayOf(on) });
    }
  };
  for (let day = season(from).quarterStart; day < until; day = season(day).quarterEnd + 1)
    add('quarter', day, season(day).quarterEnd, QUARTER_DAYS);
  let month = season(from).quarterStart;
  for (; month < until; month = season(month).monthEnd + 1)
    add('month', month, season(month).monthEnd, MONTH_DAYS);
  return origins;
}

export type Origin = Omit<OriginDay, 'on' | 'period'> & {
  readonly on: number;
  readonly span: Span;
  readonly snapshots: readonly DealSnapshot[];
};

/** The open deals of each origin whose period has ended, on the nearest day with snapshots. */
export function originsOf(days: readonly OriginDay[], known: Known): Origin[] {
  const byDay = new Map<number, DealSnapshot[]>();
  for (const snapshot of known.snapshots) {
    const day = dayNumber(snapshot.takenOn);
    const those = byDay.get(day);
    if (those === undefined) byDay.set(day, [snapshot]);
    else those.push(snapshot);
  }
  return days.flatMap(({ kind, period, on: day }) => {
    const span = spanOf(period);
    const on = nearest(byDay, dayNumber(day), span);
    if (span.end >= known.asOf || known.from === null || on < known.from) return [];
    const open = new Map<string, DealSnapshot>();
    for (let back = FRESH - 1; back >= 0; back--)
      for (const snapshot of byDay.get(on - back) ?? [])
        if ((known.endings.get(snapshot.dealId)?.closedOn ?? on) >= on)
          open.set(snapshot.dealId, snapshot);
    return [{ kind, on, span, snapshots: [...open.values()] }];
  });
}

export function questionsAt({ snapshots, span }: Origin): DealQuestion[] {
  return snapshots.map((snapshot) => ({ snapshot, horizonEnd: span.end }));
}

/**
 * Forecasts every origin with the model that served on its day; before there was one, only without the deals. `rows` hold their
 * questions, one origin after the other.
 */
export function forecastOrigins(
  origins: readonly Origin[],
  rows: Rows,
  known: Known,
  { served, topDown }: { served: readonly ServedModel[]; topDown: TopDown },
): { raw: RawOrigin[]; plain: PlainOrigin[] } {
  const revenue = revenueOf(known.outcomes);
  const ratios = amountRatiosOf(known);
  const ratiosOf = new Map(served.map((model) => [model, ratioQuantiles(ratios, model.from)]));
  const categories = known.snapshots.some(({ category }) => category !== null);
  const [raw, plain]: [RawOrigin[], PlainOrigin[]] = [[], []];
  let first = 0;
  for (const origin of origins) {
    const at = Array.from(origin.snapshots, (_, i) => first + i);
    first += at.length;
    const own = pick(rows, at);
    const without = plainOrigin(origin, own, { revenue, categories, topDown });
    plain.push(without);
    const model = served.find(({ from, until }) => origin.on >= from && origin.on < until);
    if (model === undefined) continue;
    const { table } = pick(rows, at, model.features);
    const chances = calibrated(model.calibration, model.model.probabilities(table));
    const open = openDeals(origin, own, chances);
    raw.push(withDeals(without, own, { open, ratios: ratiosOf.get(model) ?? [1], revenue }));
  }
  return { raw, plain };
}

function openDeals({ snapshots }: Origin, rows: Rows, chances: Float64Array): RollUpDeal[] {
  return snapshots.map(({ dealId, ownerId, teamId }, i) => ({
    id: dealId,
    ownerId,
    teamId,
    chance: chances[i] ?? 0,
    amount: rows.amounts[i] ?? 0,
  }));
}

function plainOrigin(
  { kind, on, span, snapshots }: Origin,
  rows: Rows,
  { revenue, categories, topDown }: { revenue: Revenue; categories: boolean; topDown: TopDown },
): PlainOrigin {
  const deals: PlainDeal[] = snapshots.map((snapshot, i) => ({
    amount: rows.amounts[i] ?? 0,
    stageRate: rows.stageRates[i] ?? 0,
    expectedCloseOn: snapshot.expectedCloseOn === null ? null : dayNumber(snapshot.expectedCloseOn),
    committed: isCommitted(snapshot, categories),
  }));
  const closedSoFar = wonBetween(revenue, span.start, on - 1);
  const rest = restFromSeries(revenue, span, on, topDown);
  return {
    kind,
    on,
    span,
    phase: phaseOf(span, on),
    closedSoFar,
    actual: wonBetween(revenue, span.start, span.end),
    series: rest === null ? null : closedSoFar + rest,
    naive: naiveForecasts(revenue, span, on, deals),
  };
}

function withDeals(
  plain: PlainOrigin,
  rows: Rows,
  {
    open,
    ratios,
    revenue,
  }: { open: readonly RollUpDeal[]; ratios: readonly number[]; revenue: Revenue },
): RawOrigin {
  const { samples } = newBusinessOf(revenue, plain.span, plain.on);
  return {
    ...plain,
    deals: plain.closedSoFar + expected(open) * meanOf(ratios, 0) + meanOf(samples, 0),
    open,
    won: rows.target,
    ratios,
    newBusiness: samples,
    noise: noiseOf(open, ratios, samples),
  };
}

/** Whether its owner commits to it; where no categories are kept, whether it is in one of the last stages. */
export function isCommitted(
  { category, stagePosition }: DealSnapshot,
  categories: boolean,
): boolean {
  return categories ? category === 'commit' : stagePosition >= LAST_STAGES;
}

/** The range of what is still to come, around a mean. */
export function restRange(
  { open, ratios, newBusiness, on }: RawOrigin,
  mean: number,
  shock: number,
): { p10: number; p90: number } {
  return rollUp({
    deals: open,
    closedSoFar: [],
    newBusiness,
    ratios,
    shock,
    stretch: 1,
    scaleRestTo: mean,
    draws: TEST_DRAWS,
    seed: on,
  });
}

/** The standard deviation of what is still to come where every deal stands for itself. */
function noiseOf(
  open: readonly RollUpDeal[],
  ratios: readonly number[],
  newBusiness: readonly number[],
): number {
  const ratio = meanOf(ratios, 0);
  const square = meanOf(
    ratios.map((one) => one * one),
    0,
  );
  const ofDeals = open.reduce((sum, deal) => sum + varianceOf(deal, ratio, square), 0);
  const middle = meanOf(newBusiness, 0);
  return Math.sqrt(
    ofDeals +
      meanOf(
        newBusiness.map((one) => (one - middle) ** 2),
        0,
      ),
  );
}

function nearest(byDay: ReadonlyMap<number, unknown>, day: number, { start, end }: Span): number {
  for (let away = 0; away <= AROUND; away++)
    for (const on of [day + away, day - away])
      if (byDay.has(on) && on >= start && on <= end) return on;
  return day;
}

function expected(open: readonly RollUpDeal[]): number {
  return open.reduce((sum, { chance, amount }) => sum + chance * amount, 0);
}
