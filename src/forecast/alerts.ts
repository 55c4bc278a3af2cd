import type { CrmContext } from '../crm/context.ts';
import { type Period, startOfUnit } from '../crm/report-period.ts';
import { namesOf } from '../crm/store.ts';
import { addDays, addMonths, type CalendarDay, daysBetween } from '../platform/clock.ts';
import type { Money } from '../platform/money.ts';
import { forecast, readMaterial } from './forecast.ts';
import { forecastScope } from './forecast-scope.ts';
import { lastSnapshotBefore, pipelineOn } from './snapshots.ts';

/** Something to warn of. `key` says what it is about: it is told once. */
export type ForecastAlert = { readonly key: string } & (
  | {
      readonly kind: 'under-quota';
      readonly period: Period;
      readonly p50: Money;
      readonly quota: Money;
      readonly chance: number;
    }
  | {
      readonly kind: 'stalled';
      readonly deal: string;
      readonly days: number;
      readonly worth: Money;
      readonly chance: number;
    }
  | {
      readonly kind: 'pushed';
      readonly deal: string;
      readonly from: CalendarDay;
      readonly to: CalendarDay;
      readonly worth: Money;
    }
);

/** Longer without any activity, a deal that decides the quarter has stalled; sooner where its stage says so. */
const SILENT_DAYS = 21;

/** What there is to warn the actor of, of the deals that he may see: P50 under quota, a deciding deal that stalls or was pushed out. */
export async function forecastAlerts(ctx: CrmContext): Promise<ForecastAlert[]> {
  const scope = await forecastScope(ctx, {});
  const material = await readMaterial(ctx);
  const { today } = material;
  const period = quarterOf(ctx, today);
  const made = await forecast(ctx, { period, scope }, material);
  const alerts: ForecastAlert[] = [];
  const { quota } = made;
  if (quota !== null && quota.gap.minor > 0n)
    alerts.push({
      key: `under-quota/${period.start}`,
      kind: 'under-quota',
      period,
      p50: made.range.p50,
      quota: quota.value,
      chance: quota.chance,
    });
  const names = new Map(
    (
      await namesOf(
        ctx,
        'deal',
        made.deciding.map(({ id }) => id),
      )
    ).map(({ id, name }) => [id, name]),
  );
  const since = await lastSnapshotBefore(ctx, today);
  const before = since === null ? [] : (await pipelineOn(ctx, since)).snapshots;
  const then = new Map(before.map((snapshot) => [snapshot.dealId, snapshot.expectedCloseOn]));
  for (const { id, chance, worth, snapshot } of made.deciding) {
    const deal = names.get(id) ?? '';
    const silent = snapshot.daysSinceActivity ?? daysBetween(snapshot.createdOn, today);
    if (silent > SILENT_DAYS)
      alerts.push({
        key: `stalled/${id}/${addDays(today, -silent)}`,
        kind: 'stalled',
        deal,
        days: silent,
        worth,
        chance,
      });
    const [from, to] = [then.get(id) ?? null, snapshot.expectedCloseOn];
    if (from !== null && to !== null && to > from)
      alerts.push({ key: `pushed/${id}/${to}`, kind: 'pushed', deal, from, to, worth });
  }
  // Deals that were pushed out of the quarter no longer decide it: they are what it lost.
  for (const snapshot of material.pipeline) {
    const [from, to] = [then.get(snapshot.dealId) ?? null, snapshot.expectedCloseOn];
    const decided = made.deciding.some(({ id }) => id === snapshot.dealId);
    if (decided || from === null || to === null || from > period.end || to <= period.end) continue;
    const deal = made.deals.find(({ id }) => id === snapshot.dealId);
    const least = made.deciding.at(-1)?.worth.minor ?? 0n;
    if (deal === undefined || deal.worth.minor < least) continue;
    const [named] = await namesOf(ctx, 'deal', [deal.id]);
    alerts.push({
      key: `pushed/${deal.id}/${to}`,
      kind: 'pushed',
      deal: named?.name ?? '',
      from,
      to,
      worth: deal.worth,
    });
  }
  return alerts;
}

/** The quarter that a day lies in. */
export function quarterOf(
  { organization }: Pick<CrmContext, 'organization'>,
  today: CalendarDay,
): Period {
  const start = startOfUnit(today, 'quarter', organization);
  return { start, end: addDays(addMonths(start, 3), -1) };
}
