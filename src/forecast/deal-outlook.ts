import type { CrmContext } from '../crm/context.ts';
import { getDeal } from '../crm/deals.ts';
import { type Period, startOfUnit } from '../crm/report-period.ts';
import { addDays, addMonths, type CalendarDay, dayIn } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { type CloseWeek, closeCurve, type DealReason, explainDeal } from './deal-explanation.ts';
import { type PricedSnapshot, snapshotOn } from './deal-record.ts';
import { dayNumber } from './deals/calendar.ts';
import { counts, type ForecastScope } from './forecast-scope.ts';
import { readDeals, readSurroundings } from './read-deals.ts';
import { type ServingModel, servingModel } from './serving-model.ts';

/** How likely an open deal is won by the end of a period, when, and why. */
export type DealOutlook =
  | {
      readonly kind: 'closed';
      readonly status: 'won' | 'lost';
      readonly closedOn: CalendarDay | null;
    }
  | {
      readonly kind: 'open';
      readonly period: Period;
      /** Of being won by the end of the period, 0..1. `base` and the points of the reasons add up to it. */
      readonly chance: number;
      readonly base: number;
      readonly reasons: readonly DealReason[];
      /** To be won within half a year, and the week in which it is likely won, if it is; null where it is not. */
      readonly chanceInHalfAYear: number;
      readonly likely: CloseWeek | null;
      readonly snapshot: PricedSnapshot;
      readonly model: ServingModel;
    };

/**
 * The outlook of a deal that the actor may see; by the end of this quarter when no period is asked for, and of the next one where it is
 * expected to close then.
 *
 * @throws Refusal `record_gone`, `outside_scope`.
 */
export async function dealOutlook(
  ctx: CrmContext,
  dealId: string,
  scope: ForecastScope,
  asked?: Period,
): Promise<DealOutlook> {
  const deal = await getDeal(ctx, dealId);
  if (!counts(scope, deal.owner.id)) throw new Refusal('outside_scope', { entity: 'deal' });
  if (deal.status !== 'open')
    return { kind: 'closed', status: deal.status, closedOn: deal.closedOn };
  const today = dayIn(ctx.organization.timeZone, ctx.clock.now());
  const around = await readSurroundings(ctx);
  const [record] = await readDeals(ctx, [dealId]);
  const snapshot =
    record === undefined ? null : snapshotOn(record, dayNumber(today), around, { live: true });
  if (snapshot === null) throw new Refusal('record_gone', { entity: 'deal' });
  const model = await servingModel(ctx);
  const period = asked ?? usualPeriod(ctx, today, deal.closeDate);
  const { probability, base, reasons } = explainDeal(model.model, snapshot, period.end);
  const { weeks, likely } = closeCurve(model.model, snapshot);
  return {
    kind: 'open',
    period,
    chance: probability,
    base,
    reasons,
    chanceInHalfAYear: weeks.at(-1)?.wonBy ?? 0,
    likely,
    snapshot,
    model,
  };
}

/** The quarter in which it is expected to close, this one at the earliest and the next one at the latest. */
function usualPeriod(
  { organization }: CrmContext,
  today: CalendarDay,
  closeDate: CalendarDay | null,
): Period {
  const start = startOfUnit(today, 'quarter', organization);
  const next = addMonths(start, 3);
  const from = closeDate !== null && closeDate >= next ? next : start;
  return { start: from, end: addDays(addMonths(from, 3), -1) };
}
