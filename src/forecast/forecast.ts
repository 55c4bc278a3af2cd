import type { CrmContext } from '../crm/context.ts';
import { exchanged, type RateBook, rateBook } from '../crm/rates.ts';
import { type Period, unitsIn } from '../crm/report-period.ts';
import { addDays, addMonths, type CalendarDay, dayIn, daysBetween } from '../platform/clock.ts';
import { decimalOf, digitsOf, type Money } from '../platform/money.ts';
import type { PhaseResult } from './back-test.ts';
import { asOutcome, type ClosedDeal, closedSince } from './closed-deals.ts';
import { forecastPeriod, type PeriodForecast } from './deal-forecast.ts';
import { predictDeals, type TrainedDealModel } from './deal-model.ts';
import type { DealSurroundings, PricedSnapshot } from './deal-record.ts';
import type { Naive } from './deals/naive.ts';
import type { ForecastName } from './deals/setting.ts';
import { counts, type ForecastScope } from './forecast-scope.ts';
import { quotaFor } from './quotas.ts';
import { readSurroundings } from './read-deals.ts';
import { chanceToReach, type RollUp, type RollUpDeal } from './roll-up.ts';
import { type ServingModel, servingModel } from './serving-model.ts';
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
  readonly open: readonly {
    readonly category: PricedSnapshot['category'];
    readonly deals: number;
    readonly worth: Money;
  }[];
  /** `gap` is above 0 where P50 falls short; `chance` to reach it, 0..1. */
  readonly quota: { readonly value: Money; readonly gap: Money; readonly chance: number } | null;
  /** The range of what is won by the end of each week or month of the period. */
  readonly steps: readonly ({ readonly end: CalendarDay } & Range)[];
  /** Whose it is, the most first: their means add up to that of the whole, but for rounding; their ranges do not. */
  readonly owners: readonly OwnerForecast[];
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

/** Of one person; null for business of nobody yet. */
export type OwnerForecast = Range & {
  readonly ownerId: string | null;
  readonly closedSoFar: Money;
  readonly mean: Money;
};

/** What stands beside a forecast, so that it can be judged. Money in the forecast's currency. */
export type Beside = {
  readonly naive: Readonly<Record<keyof Naive, Money | null>>;
  /** Of such periods at this phase in the past; null where there is no back-test. */
  readonly tested: PhaseResult | null;
  /** Which forecast is shown. */
  readonly used: ForecastName;
};

/** So many predictions are made for the picture, of its weeks or months. */
const MOST_FOR_STEPS = 15_000;
const MOST_WEEKS = 14;
const DECIDING = 10;
/** Years of closed deals that say what new business brings. */
const YEARS_BACK = 4;

/** What several forecasts of one moment are made of. */
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
    pipeline: await pipelineNow(ctx, around),
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
  const over = period.end < today;
  const all = known.pipeline.filter(belongs);
  const own = over ? [] : all.filter(isCounted);
  const closed = known.closed.filter(belongs);
  const asked = {
    period,
    on: today,
    open: own,
    outcomes: closed.map((deal) => asOutcome(deal, around)),
    seed: model.model.facts.seed,
  };
  const made = forecastPeriod(model.model, asked);
  const deals = dealsOf(made, own, base);
  const changes = changesOf(question, deals, model.model);
  const supposed = changes.length === 0 ? null : forecastPeriod(model.model, { ...asked, changes });
  const wonSoFar = closed.filter(
    ({ status, closedOn }) =>
      status === 'won' && closedOn >= period.start && closedOn <= period.end && closedOn <= today,
  );
  const closedSoFar = inCurrency(
    book,
    sumOf(
      wonSoFar.map(({ worth }) => worth),
      base,
    ),
    currency,
  );
  const range = over
    ? { p10: closedSoFar, p50: closedSoFar, p90: closedSoFar }
    : rangeOf(made.range, shown);
  const quota = await quotaFor(ctx, scope.whose, memberIds(scope, around), period, currency);
  const reach = (of: RollUp, value: Money) =>
    chanceToReach(of, numberOf(exchanged(book, value, base)));
  return {
    period,
    today,
    currency,
    range,
    mean: over ? closedSoFar : shown(made.range.mean),
    closedSoFar: { worth: closedSoFar, deals: wonSoFar.length },
    fromDeals: shown(made.range.fromDeals),
    fromNewBusiness: over ? { minor: 0n, currency } : shown(made.range.fromNewBusiness),
    open: openByCategory(all, period, base).map((line) => ({
      ...line,
      worth: inCurrency(book, line.worth, currency),
    })),
    quota:
      quota === null
        ? null
        : {
            value: quota,
            gap: { minor: quota.minor - range.p50.minor, currency },
            chance: over ? Number(closedSoFar.minor >= quota.minor) : reach(made.range, quota),
          },
    steps: over ? [] : stepsOf(ctx, { made, own, model: model.model, period, today, shown }),
    owners: over
      ? []
      : made.range.owners.map((part) => ({
          ownerId: part.id,
          closedSoFar: shown(part.closedSoFar),
          mean: shown(part.mean),
          p10: shown(part.p10),
          p50: shown(part.p50),
          p90: shown(part.p90),
        })),
    deciding: decidingOf(deals, made),
    deals,
    whatIf:
      supposed === null
        ? null
        : {
            range: rangeOf(supposed.range, shown),
            quotaChance: quota === null ? null : reach(supposed.range, quota),
          },
    model,
    beside: { naive: naiveOf(made.naive, shown), tested: made.tested, used: made.used },
    unpriced: unpricedIn(
      [...all.map(({ value }) => value), ...wonSoFar.map(({ value }) => value)],
      around,
    ),
  };
}

/** What people left out of the forecast is out of it; what has an amount without a rate cannot be added. */
function isCounted({ category, value, worth }: PricedSnapshot): boolean {
  return category !== 'omitted' && (value === null || worth !== null);
}

function dealsOf(
  made: PeriodForecast,
  own: readonly PricedSnapshot[],
  base: string,
): ForecastDeal[] {
  return own.map((snapshot, i) => {
    const deal = made.deals[i];
    return {
      id: snapshot.dealId,
      ownerId: snapshot.ownerId,
      chance: deal?.chance ?? 0,
      worth: snapshot.worth ?? moneyOf(deal?.amount ?? 0, base),
      snapshot,
    };
  });
}

function changesOf(
  { whatIf, period }: ForecastQuestion,
  deals: readonly ForecastDeal[],
  model: TrainedDealModel,
): { id: string; chance: number }[] {
  const deal = deals.find(({ id }) => id === whatIf?.dealId);
  if (whatIf === undefined || deal === undefined) return [];
  const { id, snapshot, chance } = deal;
  switch (whatIf.kind) {
    case 'without':
      return [{ id, chance: 0 }];
    case 'wins':
      return [{ id, chance: 1 }];
    case 'slips': {
      if (whatIf.to > period.end) return [{ id, chance: 0 }];
      // It closes later within the period, with the chance of a deal that is expected then.
      const later = { ...snapshot, expectedCloseOn: whatIf.to, pushes: snapshot.pushes + 1 };
      const [less = 0] = predictDeals(model, [later], period.end);
      return [{ id, chance: Math.min(less, chance) }];
    }
    default:
      return whatIf satisfies never;
  }
}

/**
 * The range of what is won by the end of each week or month: the share of the mean that is expected by then, and around it the spread
 * of the whole in proportion to the root of that share, as for a sum of independent parts.
 */
function stepsOf(
  ctx: CrmContext,
  {
    made,
    own,
    model,
    period,
    today,
    shown,
  }: {
    made: PeriodForecast;
    own: readonly PricedSnapshot[];
    model: TrainedDealModel;
    period: Period;
    today: CalendarDay;
    shown: (amount: number) => Money;
  },
): Forecast['steps'] {
  const weeks = unitsIn(period, 'week', ctx.organization);
  const unit = weeks.length <= MOST_WEEKS ? 'week' : 'month';
  const from = period.start > today ? period.start : today;
  const days = daysBetween(from, period.end) + 1;
  const looked = sampleOf(made.deals, Math.floor(MOST_FOR_STEPS / MOST_WEEKS));
  const sample = looked.flatMap(({ at }) => own[at] ?? []);
  const before =
    period.start > today ? predictDeals(model, sample, addDays(period.start, -1)) : null;
  const { p10, p50, p90, closedSoFar, fromDeals, fromNewBusiness } = made.range;
  const expected = looked.reduce((sum, { weight, chance }) => sum + weight * chance, 0);
  const shareBy = (end: CalendarDay): number => {
    const chances = predictDeals(model, sample, end);
    const by = looked.reduce((sum, { weight, chance }, i) => {
      const won = Math.max(0, (chances[i] ?? 0) - (before?.[i] ?? 0));
      return sum + weight * Math.min(chance, won);
    }, 0);
    const passed = Math.max(0, daysBetween(from, end) + 1) / days;
    const ofDeals = expected === 0 ? 0 : by / expected;
    const rest = fromDeals + fromNewBusiness;
    return rest <= 0 ? passed : (fromDeals * ofDeals + fromNewBusiness * passed) / rest;
  };
  return unitsIn(period, unit, ctx.organization)
    .map((start) => (unit === 'week' ? addDays(start, 6) : addDays(addMonths(start, 1), -1)))
    .filter((end) => end >= today)
    .map((end) => (end > period.end ? period.end : end))
    .map((end) => {
      const share = end === period.end ? 1 : Math.min(1, shareBy(end));
      const middle = closedSoFar + share * (p50 - closedSoFar);
      const spread = Math.sqrt(share);
      return {
        end,
        p10: shown(Math.max(closedSoFar, middle - spread * (p50 - p10))),
        p50: shown(middle),
        p90: shown(middle + spread * (p90 - p50)),
      };
    });
}

/**
 * The deals, or so many of them where they are more: drawn in equal steps of what is expected (systematic sampling in proportion to
 * size, Madow 1949), each with the weight that lets weight × chance add up as the whole does.
 */
function sampleOf(
  deals: readonly RollUpDeal[],
  most: number,
): { at: number; weight: number; chance: number }[] {
  if (deals.length <= most)
    return deals.map(({ amount, chance }, at) => ({ at, weight: amount, chance }));
  const expected = deals.reduce((sum, { chance, amount }) => sum + Math.max(0, chance * amount), 0);
  const step = expected / most;
  let passed = -step / 2;
  const drawn: { at: number; weight: number; chance: number }[] = [];
  for (const [at, { chance, amount }] of deals.entries()) {
    passed += Math.max(0, chance * amount);
    const steps = Math.max(0, Math.ceil(passed / step));
    passed -= steps * step;
    if (steps > 0) drawn.push({ at, weight: (steps * step) / chance, chance });
  }
  return drawn;
}

/** By what a deal adds to the spread of the whole: p (1 − p) × its amount squared. */
function decidingOf(deals: readonly ForecastDeal[], made: PeriodForecast): ForecastDeal[] {
  const spreads = made.deals.map(({ chance, amount }) => chance * (1 - chance) * amount * amount);
  return deals
    .map((deal, i) => ({ deal, spread: spreads[i] ?? 0 }))
    .filter(({ spread }) => spread > 0)
    .toSorted((a, b) => b.spread - a.spread)
    .slice(0, DECIDING)
    .map(({ deal }) => deal);
}

function openByCategory(
  all: readonly PricedSnapshot[],
  period: Period,
  base: string,
): { category: PricedSnapshot['category']; deals: number; worth: Money }[] {
  const expected = all.filter(
    ({ expectedCloseOn: day }) => day !== null && day >= period.start && day <= period.end,
  );
  return (['commit', 'best_case', 'pipeline', 'omitted'] as const).flatMap((category) => {
    const those = expected.filter((snapshot) => snapshot.category === category);
    if (those.length === 0) return [];
    const worth = sumOf(
      those.map((snapshot) => snapshot.worth),
      base,
    );
    return [{ category, deals: those.length, worth }];
  });
}

function naiveOf(naive: Naive, shown: (amount: number) => Money): Beside['naive'] {
  const money = (amount: number | null) => (amount === null ? null : shown(amount));
  return {
    lastPeriod: money(naive.lastPeriod),
    lastQuarter: money(naive.lastQuarter),
    lastYear: money(naive.lastYear),
    stageWeighted: money(naive.stageWeighted),
    commit: money(naive.commit),
  };
}

function unpricedIn(
  values: readonly (Money | null)[],
  around: DealSurroundings,
): Forecast['unpriced'] {
  const deals = new Map<string, number>();
  for (const value of values)
    if (
      value !== null &&
      value.currency !== around.baseCurrency &&
      !around.rates.has(value.currency)
    )
      deals.set(value.currency, (deals.get(value.currency) ?? 0) + 1);
  return [...deals].map(([currency, count]) => ({ currency, deals: count }));
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
