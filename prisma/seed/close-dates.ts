import { insertRows } from '../../src/crm/bulk.ts';
import { addDays, type CalendarDay, dayIn, daysBetween } from '../../src/platform/clock.ts';
import type { Transaction } from '../../src/platform/database.ts';
import { uuids } from '../../src/platform/ids.ts';
import { type Calendar, pastMoment } from './calendar.ts';
import type { DealPlan } from './deals.ts';
import { zoneOf } from './members.ts';
import type { Random } from './random.ts';

/** A close date that was moved out. */
export type Push = { readonly at: Date; readonly from: CalendarDay; readonly to: CalendarDay };

/** A day that is so near to the last one is not moved any more. */
const LEAST_DAYS = 4;

/**
 * How the close date of a closed deal got where it is: people hope for an early day, and move it out when that day is near or over.
 * Deals that are lost were moved more often.
 */
export function pushesOf(
  calendar: Calendar,
  deal: Pick<DealPlan, 'owner' | 'createdAt' | 'closeDate' | 'closedOn' | 'stage'>,
  random: Random,
): readonly Push[] {
  const { owner, createdAt, closeDate, closedOn, stage } = deal;
  const zone = zoneOf(owner, calendar);
  const created = dayIn(zone, createdAt);
  const whole = daysBetween(created, closeDate);
  const times = random.whole(0, stage === 'lost' ? 4 : 3);
  const hoped = 0.35 + 0.3 * random.share();
  const days = Array.from({ length: times }, (_, i) =>
    addDays(created, Math.round(whole * (hoped + ((1 - hoped) * i) / Math.max(1, times)))),
  );
  const moves = days
    .map((from) => ({ from, on: addDays(from, random.whole(-3, 5)) }))
    .filter(
      ({ from, on }) =>
        closedOn !== null &&
        on > created &&
        on < closedOn &&
        daysBetween(from, closeDate) >= LEAST_DAYS,
    );
  return moves.map(({ from, on }, i) => ({
    from,
    to: moves[i + 1]?.from ?? closeDate,
    at: pastMoment(calendar, on, '16:20', zone),
  }));
}

/** Writes the moves into the history, each as its owner made it. */
export async function addCloseDateChanges(
  tx: Transaction,
  organizationId: string,
  deals: readonly DealPlan[],
  known: {
    readonly member: ReadonlyMap<string, string>;
    readonly deal: ReadonlyMap<string, string>;
  },
): Promise<void> {
  const moves = deals
    .flatMap((deal) => (deal.pushes ?? []).map((push) => ({ deal, ...push })))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((move) => ({ ...move, changeSetId: uuids.next() }));
  await insertRows(
    tx,
    'ChangeSet',
    moves.map(({ deal, at, changeSetId }) => ({
      id: changeSetId,
      organizationId,
      actorId: known.member.get(deal.owner) ?? null,
      origin: 'seed',
      commands: ['deal.update'],
      at,
    })),
  );
  await insertRows(
    tx,
    'Change',
    moves.map(({ deal, from, to, changeSetId }) => ({
      id: uuids.next(),
      organizationId,
      changeSetId,
      position: 0,
      entity: 'deal',
      recordId: known.deal.get(deal.name) ?? '',
      label: deal.name,
      operation: 'update',
      before: { closeDate: `${from}T00:00:00.000Z` },
      after: { closeDate: `${to}T00:00:00.000Z` },
    })),
  );
}
