import type { CrmContext } from '../crm/context.ts';
import { type RateBook, exchanged, rateBook } from '../crm/rates.ts';
import { type Period, unitsIn } from '../crm/report-period.ts';
import { addDays, addMonths, type CalendarDay, dayIn, daysBetween } from '../platform/clock.ts';
import { decimalOf, digitsOf, type Money } from '../platform/money.ts';
import { FIRST_SETTING, type PhaseResult, settingFor } from './back-test.ts';
import { asOutcome, type ClosedDeal, closedSince } from './closed-deals.ts';
import { likelyAmount, predictDeals, type TrainedDealModel } from './deal-model.ts';
import type { DealSurroundings, PricedSnapshot } from './deal-record.ts';
import { dayNumber } from './deals/calendar.ts';
import { type Naive, naiveForecasts } from './deals/naive.ts';
import { stageRate } from './deals/past.ts';
import { phaseOf, spanOf } from './deals/periods.ts';
import { newBusinessOf, type Revenue, revenueOf, wonBetween } from './deals/revenue.ts';
import { restFromSeries } from './deals/top-down.ts';
import { counts, type ForecastScope } from './forecast-scope.ts';
import { type ServingModel, servingModel } from './serving-model.ts';
import { quotaFor } from './quotas.ts';
import { readSurroundings } from './read-deals.ts';
import { topDownOf } from './revenue-top-down.ts';
import { chanceToReach, type RollUp, type RollUpDeal, rollUp } from './roll-up.ts';
import { pipelineNow } from './snapshots.ts';

export type ForecastQuestion = {
  readonly period: Period;
  readonly scope: ForecastScope;
  readonly pipelineId?: string | undefined;
  /** The base currency when not given. */
  readonly currency?: string | undefined;
  readonly whatIf?: WhatIf | undefined;
};

/** What is supposed of a deal: it is lost, won, or closes on another day at the earliest. */
export type WhatIf =
  | { readonly kind: 'without' | 'wins'; readonly dealId: string }
  | { readonly kind: 'slips'; readonly dealId: string; readonly to: CalendarDay };

export type Range = { readonly p10: Money; readonly p50: Money; readonly p90: Money };

/** An open deal in a forecast. */
export type ForecastDeal = {
  readonly id: string;
  readonly ownerId: string;
  /** To be won in the period, 0..1. */
  readonly chance: number;
  readonly worth: Money;
  readonly snapshot: PricedSnapshot;
};

export type Forecast = {
  readonly period: Period;
  readonly today: CalendarDay;
  readonly currency: string;
  readonly range: Range;
  /** What is expected on average; open deals and new business add up to it with what is closed. */
  readonly mean: Money;
  readonly closedSoFar: { readonly worth: Money; readonly deals: number };
  readonly fromDeals: Money;
  readonly fromNewBusiness: Money;
  /** Open deals that are expected to close in the period, as people have it. */
  readonly open: readonly { readonly category: PricedSnapshot['category']; readonly deals: number; readonly worth: Money }[];
  /** `gap` is above 0 where P50 falls short; `chance` to reach it, 0..1. */
  readonly quota: { readonly value: Money; readonly gap: Money; readonly chance: number } | null;
  /** The range of what is won by the end of each week or month of the period. */
  readonly steps: readonly ({ readonly end: CalendarDay } & Range)[];
  /** The deals on which the outcome hangs most, at most ten. */
  readonly deciding: readonly ForecastDeal[];
  readonly deals: readonly ForecastDeal[];
  /** The same with what is supposed; by the same draws, so that the difference is made by that deal alone. */
  readonly whatIf: { readonly range: Range; readonly quotaChance: number | null } | null;
  readonly model: ServingModel;
  readonly beside: Beside;
  /** Amounts in currencies without a rate, which count as nothing. */
  readonly unpriced: readonly { readonly currency: string; readonly deals: number }[];
};

/** What stands beside a forecast, so that it can be judged. Money in the forecast's currency. */
export type Beside = {
  readonly naive: Readonly<Record<keyof Naive, Money | null>>;
  /** Of such periods at this phase in the past; null where there is no back-test. */
  readonly tested: PhaseResult | null;
  /** Which forecast is shown. */
  readonly used: PhaseResult['setting']['used'];
};

/** So many predictions are made for the picture; of more deals it has months. */
const MOST_FOR_STEPS = 15_000;
const STEP_DRAWS = 800;
const DECIDING = 10;
/** Years of closed deals that say what new business brings. */
const YEARS_BACK = 4;

/** What is known to everybody who asks within a moment: read once for several forecasts. */
export type ForecastMaterial = {
  readonly today: CalendarDay;
  readonly pipeline: readonly PricedSnapshot[];
  readonly closed: readonly ClosedDeal[];
  readonly around: DealSurroundings;
  readonly model: ServingModel;
  readonly book: RateBook;
};

export async function readMaterial(ctx: CrmContext): Promise<ForecastMaterial> {
  const today = dayIn(ctx.organization.timeZone, ctx.clock.now());
  const around = await readSurroundings(ctx);
  return {
    today,
    around,
    pipeline: await pipelineNow(ctx),
    closed: await closedSince(ctx, addMonths(today, -12 * YEARS_BACK), around),
    model: await servingModel(ctx),
    book: await rateBook(ctx),
  };
}

/** What a period is likely to bring, for whom it is asked. Of a period that is over it is what was won. */
export async function forecast(
  ctx: CrmContext,
  question: ForecastQuestion,
  material?: ForecastMaterial,
): Promise<Forecast> {
  const known = material ?? (await readMaterial(ctx));
  const { today, around, model, book } = known;
  const { period, scope } = question;
  const base = around.baseCurrency;
  const wanted = question.currency ?? base;
  // A currency without a rate cannot be counted in: the answer stays in the base currency and says so.
  const currency = exchanged(book, { minor: 0n, currency: base }, wanted) === null ? base : wanted;
  const shown = (amount: number): Money => inCurrency(book, moneyOf(amount, base), currency);
  const belongs = ({ ownerId, pipelineId }: { ownerId: string; pipelineId: string }): boolean =>
    counts(scope, ownerId) &&
    (question.pipelineId === undefined || pipelineId === question.pipelineId);

  const all = dealsIn(model.model, known.pipeline, period, today, base);
  const own = all.filter(({ snapshot }) => belongs(snapshot));
  const closed = known.closed.filter(belongs);
  const revenue = revenueOf(closed.map((deal) => asOutcome(deal, around)));
  const wonSoFar = closed.filter(
    ({ status, closedOn }) =>
      status === 'won' && closedOn >= period.start && closedOn <= period.end && closedOn <= today,
  );
  const whole = belongsToAll(question)
    ? { deals: all, revenue }
    : { deals: all, revenue: revenueOf(known.closed.map((deal) => asOutcome(deal, around))) };
  const tested = testedFor(model.model, period, today);
  const setting = tested?.setting ?? FIRST_SETTING;
  const over = period.end < today;
  const { samples, shares } = over
    ? { samples: [], shares: [] }
    : newBusinessOf(revenue, spanOf(period), dayNumber(today));
  const scale = over ? 1 : scaleOf(model.model, whole, period, today, setting);
  const input = {
    deals: own.map(({ rollUp: deal }) => deal),
    closedSoFar: wonSoFar.map((deal) => ({
      ownerId: deal.ownerId,
      teamId: around.teams.get(deal.ownerId) ?? null,
      amount: numberOf(deal.worth),
    })),
    newBusiness: samples,
    newBusinessShares: shares,
    ratios: model.model.ratios,
    shock: setting.shock,
    stretch: setting.stretch,
    seed: model.model.facts.seed,
  };
  const plainRest = restOf(input);
  const total = rollUp({ ...input, scaleRestTo: plainRest * scale });
  const changes = changesOf(question, own, model.model, today);
  const supposed =
    changes.length === 0 ? null : rollUp({ ...input, scaleRestTo: plainRest * scale, changes });
  const quota = await quotaFor(ctx, scope.whose, memberIds(scope, around), period, currency);
  const reach = (of: RollUp, value: Money) =>
    chanceToReach(of, numberOf(exchanged(book, value, base)));
  const range = rangeOf(total, shown);
  return {
    period,
    today,
    currency,
    range,
    mean: shown(total.mean),
    closedSoFar: {
      worth: inCurrency(book, sumOf(wonSoFar.map(({ worth }) => worth), base), currency),
      deals: wonSoFar.length,
    },
    fromDeals: shown(total.fromDeals),
    fromNewBusiness: shown(total.fromNewBusiness),
    open: openByCategory(own, period, base).map((line) => ({
      ...line,
      worth: inCurrency(book, line.worth, currency),
    })),
    quota:
      quota === null
        ? null
        : {
            value: quota,
            gap: { minor: quota.minor - range.p50.minor, currency },
            chance: reach(total, quota),
          },
    steps: over ? [] : stepsOf(ctx, { input, own, model: model.model, period, today, scale, shown, total }),
    deciding: decidingOf(own),
    deals: own,
    whatIf:
      supposed === null
        ? null
        : {
            range: rangeOf(supposed, shown),
            quotaChance: quota === null ? null : reach(supposed, quota),
          },
    model,
    beside: {
      naive: naiveOf(own, revenue, model.model, period, today, shown),
      tested,
      used: tested === null ? 'combined' : setting.used,
    },
    unpriced: unpricedIn([...own.map(({ snapshot }) => snapshot.value), ...wonSoFar.map(({ value }) => value)], around),
  };
}

type OwnDeal = ForecastDeal & { readonly rollUp: RollUpDeal };

/** The open deals with their chance to be won within a period. What people left out of the forecast is out of it. */
function dealsIn(
  model: TrainedDealModel,
  pipeline: readonly PricedSnapshot[],
  period: Period,
  today: CalendarDay,
  base: string,
): OwnDeal[] {
  const chances = chancesWithin(model, pipeline, period, today);
  return pipeline.map((snapshot, i) => {
    const { dealId: id, ownerId, teamId, category, worth, value } = snapshot;
    const chance = category === 'omitted' ? 0 : (chances[i] ?? 0);
    // An amount in a currency without a rate is not a deal without an amount: nothing usual is put in its place.
    const amount = worth === null && value !== null ? 0 : likelyAmount(model, snapshot);
    return {
      id,
      ownerId,
      chance,
      worth: worth ?? moneyOf(amount, base),
      snapshot,
      rollUp: { id, ownerId, teamId, chance, amount },
    };
  });
}

function chancesWithin(
  model: TrainedDealModel,
  pipeline: readonly PricedSnapshot[],
  { start, end }: Period,
  today: CalendarDay,
): Float64Array {
  if (end < today) return new Float64Array(pipeline.length);
  const byEnd = predictDeals(model, pipeline, end);
  if (start <= today) return byEnd;
  const before = predictDeals(model, pipeline, addDays(start, -1));
  return byEnd.map((chance, i) => Math.max(0, chance - (before[i] ?? 0)));
}

/** What the rest of a period is scaled by, where the deals are combined with the series of the organization or a naive forecast leads. */
function scaleOf(
  model: TrainedDealModel,
  whole: { deals: readonly OwnDeal[]; revenue: Revenue },
  period: Period,
  today: CalendarDay,
  setting: PhaseResult['setting'],
): number {
  const span = spanOf(period);
  const on = dayNumber(today);
  const { samples } = newBusinessOf(whole.revenue, span, on);
  const rest = restOf({
    deals: whole.deals.map((deal) => deal.rollUp),
    newBusiness: samples,
    ratios: model.ratios,
  });
  if (rest <= 0) return 1;
  const series = restFromSeries(whole.revenue, span, on, topDownOf);
  if (setting.used === 'combined') {
    if (series === null) return 1;
    return (setting.dealWeight * rest + (1 - setting.dealWeight) * series) / rest;
  }
  const naive = naiveForecasts(whole.revenue, span, on, plainDeals(whole.deals, model))[setting.used];
  if (naive === null) return 1;
  return Math.max(0, naive - wonBetween(whole.revenue, span.start, on - 1)) / rest;
}

function restOf({
  deals,
  newBusiness,
  ratios,
}: {
  deals: readonly RollUpDeal[];
  newBusiness: readonly number[];
  ratios: readonly number[];
}): number {
  const fromDeals = deals.reduce((sum, { chance, amount }) => sum + chance * amount, 0);
  return fromDeals * meanOf(ratios, 1) + meanOf(newBusiness, 0);
}

function meanOf(values: readonly number[], none: number): number {
  return values.length === 0 ? none : values.reduce((sum, one) => sum + one, 0) / values.length;
}

function testedFor(
  { backTest }: TrainedDealModel,
  period: Period,
  today: CalendarDay,
): PhaseResult | null {
  const phase = phaseOf(spanOf(period), dayNumber(today));
  return settingFor(backTest, daysBetween(period.start, period.end) + 1, phase);
}

function changesOf(
  { whatIf, period }: ForecastQuestion,
  own: readonly OwnDeal[],
  model: TrainedDealModel,
  today: CalendarDay,
): { id: string; chance: number }[] {
  const deal = own.find(({ id }) => id === whatIf?.dealId);
  if (whatIf === undefined || deal === undefined) return [];
  const id = deal.id;
  switch (whatIf.kind) {
    case 'without':
      return [{ id, chance: 0 }];
    case 'wins':
      return [{ id, chance: 1 }];
    case 'slips': {
      if (whatIf.to > period.end) return [{ id, chance: 0 }];
      // It closes later within the period, with the chance of a deal that is expected then.
      const snapshot = { ...deal.snapshot, expectedCloseOn: whatIf.to, pushes: deal.snapshot.pushes + 1 };
      const [chance = 0] = chancesWithin(model, [snapshot], period, today);
      return [{ id, chance: Math.min(chance, deal.chance) }];
    }
    default:
      return whatIf satisfies never;
  }
}

function stepsOf(
  ctx: CrmContext,
  {
    input,
    own,
    model,
    period,
    today,
    scale,
    shown,
    total,
  }: {
    input: Parameters<typeof rollUp>[0];
    own: readonly OwnDeal[];
    model: TrainedDealModel;
    period: Period;
    today: CalendarDay;
    scale: number;
    shown: (amount: number) => Money;
    total: RollUp;
  },
): Forecast['steps'] {
  const weeks = unitsIn(period, 'week', ctx.organization);
  const byWeek = weeks.length <= 14 && weeks.length * own.length <= MOST_FOR_STEPS;
  const unit = byWeek ? 'week' : 'month';
  const starts = unitsIn(period, unit, ctx.organization);
  const from = period.start > today ? period.start : today;
  const days = daysBetween(from, period.end) + 1;
  const snapshots = own.map(({ snapshot }) => snapshot);
  let before: Range | null = null;
  return starts
    .map((start) => (unit === 'week' ? addDays(start, 6) : addDays(addMonths(start, 1), -1)))
    .filter((end) => end >= today)
    .map((end) => {
      if (end >= period.end) return { end: period.end, ...rangeOf(total, shown) };
      const chances = chancesWithin(model, snapshots, { start: period.start, end }, today);
      const passed = Math.max(0, daysBetween(from, end) + 1) / days;
      const part = {
        ...input,
        deals: input.deals.map((deal, i) => ({
          ...deal,
          chance: deal.chance === 0 ? 0 : Math.min(deal.chance, chances[i] ?? 0),
        })),
        newBusiness: input.newBusiness.map((amount) => amount * passed),
        draws: STEP_DRAWS,
      };
      const range = rangeOf(rollUp({ ...part, scaleRestTo: restOf(part) * scale }), shown);
      // What is won by a week is never less than by the one before it.
      before = before === null ? range : atLeast(range, before);
      return { end, ...before };
    });
}

function atLeast(range: Range, least: Range): Range {
  const more = (a: Money, b: Money) => (a.minor >= b.minor ? a : b);
  return {
    p10: more(range.p10, least.p10),
    p50: more(range.p50, least.p50),
    p90: more(range.p90, least.p90),
  };
}

/** By what a deal adds to the spread of the whole: p (1 − p) × its amount squared. */
function decidingOf(own: readonly OwnDeal[]): ForecastDeal[] {
  const spread = ({ rollUp: { chance, amount } }: OwnDeal) => chance * (1 - chance) * amount * amount;
  return own
    .filter((deal) => spread(deal) > 0)
    .toSorted((a, b) => spread(b) - spread(a))
    .slice(0, DECIDING);
}

function openByCategory(
  own: readonly OwnDeal[],
  period: Period,
  base: string,
): { category: PricedSnapshot['category']; deals: number; worth: Money }[] {
  const expected = own.filter(
    ({ snapshot: { expectedCloseOn: day } }) =>
      day !== null && day >= period.start && day <= period.end,
  );
  return (['commit', 'best_case', 'pipeline', 'omitted'] as const).flatMap((category) => {
    const those = expected.filter(({ snapshot }) => snapshot.category === category);
    if (those.length === 0) return [];
    const worth = sumOf(those.map(({ snapshot }) => snapshot.worth), base);
    return [{ category, deals: those.length, worth }];
  });
}

function plainDeals(deals: readonly OwnDeal[], { past }: TrainedDealModel) {
  return deals.map(({ snapshot, rollUp: { amount } }) => ({
    amount,
    stageRate: stageRate(past, snapshot.stageId),
    expectedCloseOn: snapshot.expectedCloseOn === null ? null : dayNumber(snapshot.expectedCloseOn),
    committed: snapshot.category === 'commit',
  }));
}

function naiveOf(
  own: readonly OwnDeal[],
  revenue: Revenue,
  model: TrainedDealModel,
  period: Period,
  today: CalendarDay,
  shown: (amount: number) => Money,
): Beside['naive'] {
  const naive = naiveForecasts(revenue, spanOf(period), dayNumber(today) + 1, plainDeals(own, model));
  const money = (amount: number | null) => (amount === null ? null : shown(amount));
  return {
    lastPeriod: money(naive.lastPeriod),
    lastQuarter: money(naive.lastQuarter),
    lastYear: money(naive.lastYear),
    stageWeighted: money(naive.stageWeighted),
    commit: money(naive.commit),
  };
}

function unpricedIn(values: readonly (Money | null)[], around: DealSurroundings): Forecast['unpriced'] {
  const deals = new Map<string, number>();
  for (const value of values)
    if (value !== null && value.currency !== around.baseCurrency && !around.rates.has(value.currency))
      deals.set(value.currency, (deals.get(value.currency) ?? 0) + 1);
  return [...deals].map(([currency, count]) => ({ currency, deals: count }));
}

function belongsToAll({ scope, pipelineId }: ForecastQuestion): boolean {
  return scope.members === 'all' && pipelineId === undefined;
}

function memberIds({ members }: ForecastScope, around: DealSurroundings): readonly string[] {
  return members === 'all' ? [...around.teams.keys()] : members;
}

function rangeOf({ p10, p50, p90 }: RollUp, shown: (amount: number) => Money): Range {
  return { p10: shown(p10), p50: shown(p50), p90: shown(p90) };
}

function inCurrency(book: RateBook, money: Money, currency: string): Money {
  return exchanged(book, money, currency) ?? money;
}

/** An estimate as money: rounded to whole units, since nobody knows the cents of next month. */
function moneyOf(amount: number, currency: string): Money {
  return { minor: BigInt(Math.round(amount)) * 10n ** BigInt(digitsOf(currency)), currency };
}

function sumOf(all: readonly (Money | null)[], currency: string): Money {
  return { minor: all.reduce((sum, money) => sum + (money?.minor ?? 0n), 0n), currency };
}

function numberOf(money: Money | null): number {
  return money === null ? 0 : Number(decimalOf(money));
}
