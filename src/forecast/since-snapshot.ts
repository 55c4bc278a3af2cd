import type { CrmContext } from '../crm/context.ts';
import { exchanged, rateBook } from '../crm/rates.ts';
import type { Period } from '../crm/report-period.ts';
import { addDays, type CalendarDay, dayIn } from '../platform/clock.ts';
import type { Money } from '../platform/money.ts';
import { closedSince } from './closed-deals.ts';
import type { PricedSnapshot } from './deal-record.ts';
import { counts, type ForecastScope } from './forecast-scope.ts';
import { readSurroundings } from './read-deals.ts';
import { lastSnapshotBefore, pipelineNow, pipelineOn } from './snapshots.ts';
import { type Waterfall, type WaterfallDeal, waterfallOf } from './waterfall.ts';

/** What became of the open deals of a period since a day, in the base currency. */
export type ChangesSince = Waterfall & {
  readonly since: CalendarDay;
  /** Whether that day was rebuilt from the history, because nobody took it. */
  readonly rebuilt: boolean;
  readonly currency: string;
};

type Question = {
  readonly period: Period;
  readonly scope: ForecastScope;
  readonly pipelineId?: string | undefined;
  /** The last snapshot before today when not given, or a week ago where none was taken. */
  readonly since?: CalendarDay | undefined;
};

/** The waterfall since a day, for whom it is asked: its start and steps add up to its end. */
export async function changesSince(
  ctx: CrmContext,
  question: Question,
  pipeline?: readonly PricedSnapshot[],
): Promise<ChangesSince> {
  const today = dayIn(ctx.organization.timeZone, ctx.clock.now());
  const since = question.since ?? (await lastSnapshotBefore(ctx, today)) ?? addDays(today, -7);
  const then = await pipelineOn(ctx, since, question.period);
  const now = pipeline ?? (await pipelineNow(ctx));
  const around = await readSurroundings(ctx);
  const belongs = ({ ownerId, pipelineId }: { ownerId: string; pipelineId: string }) =>
    counts(question.scope, ownerId) &&
    (question.pipelineId === undefined || pipelineId === question.pipelineId);
  const ids = new Set(then.snapshots.map(({ dealId }) => dealId));
  const closed = (await closedSince(ctx, since, around)).filter(({ id }) => ids.has(id));
  const waterfall = waterfallOf(
    then.snapshots.map((snapshot) => openDeal(snapshot, belongs(snapshot))),
    [
      ...now.map((snapshot) => openDeal(snapshot, belongs(snapshot))),
      ...closed.map((deal) => ({
        id: deal.id,
        status: deal.status,
        value: deal.value,
        worth: deal.worth?.minor ?? 0n,
        closeDate: null,
        createdOn: deal.createdOn,
        counts: belongs(deal),
      })),
    ],
    question.period,
    since,
  );
  return { ...waterfall, since, rebuilt: then.rebuilt, currency: around.baseCurrency };
}

function openDeal(snapshot: PricedSnapshot, counted: boolean): WaterfallDeal {
  return {
    id: snapshot.dealId,
    status: 'open',
    value: snapshot.value,
    worth: snapshot.worth?.minor ?? 0n,
    closeDate: snapshot.expectedCloseOn,
    createdOn: snapshot.createdOn,
    counts: counted,
  };
}

/** A waterfall in another currency at today's rates: its steps are made to add up there, too. */
export async function inOtherCurrency(
  ctx: CrmContext,
  changes: ChangesSince,
  currency: string,
): Promise<ChangesSince> {
  const book = await rateBook(ctx);
  const of = (minor: bigint) => {
    const money: Money = { minor, currency: changes.currency };
    return exchanged(book, money, currency)?.minor ?? null;
  };
  const [start, end] = [of(changes.start), of(changes.end)];
  if (start === null || end === null) return changes;
  const steps = changes.steps.map((step) => ({ ...step, amount: of(step.amount) ?? 0n }));
  const left = end - start - steps.reduce((sum, { amount }) => sum + amount, 0n);
  // What rounding leaves over, a few cents, is put to the largest step.
  const largest = steps.reduce(
    (most, { amount }, i) => (size(amount) > size(steps[most]?.amount ?? 0n) ? i : most),
    0,
  );
  return {
    ...changes,
    currency,
    start,
    end,
    steps:
      steps.length === 0 && left !== 0n
        ? [{ kind: 'rates' as const, amount: left, deals: [] }]
        : steps.map((step, i) => (i === largest ? { ...step, amount: step.amount + left } : step)),
  };
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
