import type { OrganizationSettings } from '../crm/context.ts';
import { addDays, type Clock, dayIn } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import { predictDeals, type TrainedDealModel } from './deal-model.ts';
import { snapshotOn } from './deal-record.ts';
import { dayNumber } from './deals/calendar.ts';
import { modelInService } from './model-store.ts';
import { readDeals, readSurroundings } from './read-deals.ts';
import { type Due, drifted, requestTraining, trainingDue } from './trainings.ts';

type House = { tx: Transaction; organization: OrganizationSettings; clock: Clock; ids: Ids };

/**
 * Asks for a training when one is due, in the name of an administrator or manager: whoever may not train does not get it done.
 *
 * @returns why; null where none is due, or one is under way.
 */
export async function requestDueTraining(ctx: House): Promise<Due | null> {
  const { tx, organization, clock } = ctx;
  const [count] = await tx.sql<{ closed: number }>`
    SELECT count(*)::int AS closed FROM "Deal" WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL
      AND "status" <> 'open' AND "closedOn" < ${dayIn(organization.timeZone, clock.now())}::date`;
  const stored = await modelInService(ctx);
  const drifts = stored !== null && drifted(await lastClosed(ctx, stored.model));
  const model = stored === null ? null : { trainedAt: stored.trainedAt, facts: stored.model.facts };
  const due = trainingDue(model, count?.closed ?? 0, clock.now(), drifts);
  if (due === null) return null;
  const [member] = await tx.sql<{ id: string }>`
    SELECT "id" FROM "Member" WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL
      AND "role" IN ('admin', 'manager') ORDER BY "role", "createdAt" LIMIT 1`;
  if (member === undefined) return null;
  const asked = { actorId: member.id, conversationId: null, tell: null, automatic: true };
  return (await requestTraining(ctx, asked)) ? due : null;
}

/** So many of the last closings are looked at, each as it was two weeks before. */
const JUDGED = 50;
const BEFORE_DAYS = 14;

/** What the model had said of the deals that closed last, and what came of them. */
async function lastClosed(
  ctx: House,
  model: TrainedDealModel,
): Promise<{ chance: number; won: boolean }[]> {
  const { tx, organization, clock } = ctx;
  const today = dayIn(organization.timeZone, clock.now());
  const from = addDays(today, -BEFORE_DAYS);
  // All that were open then, not only those that closed: of these alone most are won.
  const rows = await tx.sql<{ id: string }>`
    SELECT "id" FROM "Deal" WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL
      AND "createdAt" < ${from}::date AND ("status" = 'open' OR "closedOn" >= ${from}::date)
    ORDER BY "number" DESC LIMIT ${JUDGED * 20}`;
  if (rows.length === 0) return [];
  const around = await readSurroundings(ctx);
  const deals = await readDeals(
    ctx,
    rows.map(({ id }) => id),
  );
  const then = deals.flatMap((deal) => {
    const snapshot = snapshotOn(deal, dayNumber(from), around);
    return snapshot === null ? [] : [{ deal, snapshot }];
  });
  const chances = predictDeals(
    model,
    then.map(({ snapshot }) => snapshot),
    addDays(today, -1),
  );
  return then.map(({ deal }, i) => ({
    chance: chances[i] ?? 0,
    won: deal.status === 'won' && (deal.closedOn ?? 0) < dayNumber(today),
  }));
}
