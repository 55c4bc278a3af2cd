import type { CrmContext } from '../crm/context.ts';
import type { Tell } from '../crm/imports.ts';
import { startOfUnit } from '../crm/report-period.ts';
import { createRecord, findRow, setDeleted } from '../crm/store.ts';
import { type Claimed, LEASE_MS } from '../crm/work.ts';
import { addDays, type CalendarDay, wallClock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    nowhere_to_send: Record<string, never>;
    not_subscribed: Record<string, never>;
  }
}

/** On the wall clock of the organization's time zone. */
const SENT_AT = '09:00';

/** The Monday whose list is due by now: this week's from nine o'clock on, until then last week's. */
export function mondayDue(now: Date, timeZone: string): CalendarDay {
  const local = wallClock(timeZone, now);
  const day = local.slice(0, 10);
  const monday = startOfUnit(day, 'week', { weekStartsOnSunday: false, fiscalYearStartMonth: 1 });
  return day === monday && local.slice(11) < SENT_AT ? addDays(monday, -7) : monday;
}

/**
 * Has the gaps sent here each Monday from the next one on; where they are sent elsewhere already, here instead.
 *
 * @throws Refusal `nowhere_to_send` where nobody can be told anything later.
 */
export async function subscribe(ctx: CrmContext, tell: Tell | null): Promise<void> {
  if (ctx.actor.kind !== 'member' || tell === null) throw new Refusal('nowhere_to_send', {});
  const sentFor = dateOf(mondayDue(ctx.clock.now(), ctx.organization.timeZone));
  const before = await subscriptionOf(ctx, ctx.actor.id);
  const row =
    before ?? (await createRecord(ctx, 'gapSubscription', { memberId: ctx.actor.id, sentFor }));
  if (before !== null && before.deletedAt !== null)
    await setDeleted(ctx, 'gapSubscription', before, false);
  await ctx.tx.gapSubscription.updateMany({
    where: { id: row.id, organizationId: ctx.organization.id },
    data: {
      tell: JSON.parse(JSON.stringify(tell)),
      ...(before === null || before.deletedAt !== null ? { sentFor } : {}),
    },
  });
}

/** Sends the gaps no more. Throws Refusal `not_subscribed` where they were not sent. */
export async function unsubscribe(ctx: CrmContext): Promise<void> {
  const row = ctx.actor.kind === 'member' ? await subscriptionOf(ctx, ctx.actor.id) : null;
  if (row === null || row.deletedAt !== null) throw new Refusal('not_subscribed', {});
  await setDeleted(ctx, 'gapSubscription', row, true);
}

async function subscriptionOf(ctx: CrmContext, memberId: string) {
  const found = await ctx.tx.gapSubscription.findFirst({
    where: { organizationId: ctx.organization.id, memberId },
    select: { id: true },
  });
  return found === null ? null : findRow(ctx, 'gapSubscription', found.id);
}

/** Takes one list that is due, for a minute. `all`: also one that another process had. */
export async function claimGapList(
  tx: Transaction,
  organizationId: string,
  now: Date,
  all: boolean,
): Promise<Claimed | null> {
  const [place] = await tx.sql<{ timeZone: string }>`
    SELECT o."timeZone" FROM "Organization" o WHERE o."id" = ${organizationId}::uuid AND EXISTS (
      SELECT 1 FROM "GapSubscription" g WHERE g."organizationId" = o."id" AND g."deletedAt" IS NULL)`;
  if (place === undefined) return null;
  const due = mondayDue(now, place.timeZone);
  const [row] = await tx.sql<Claimed>`
    UPDATE "GapSubscription" SET "leasedUntil" = ${new Date(now.getTime() + LEASE_MS)}
    WHERE "id" = (
      SELECT "id" FROM "GapSubscription" WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL
        AND "sentFor" < ${due}::date AND (${all} OR "leasedUntil" IS NULL OR "leasedUntil" < ${now})
      ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id", "organizationId", "memberId" AS "actorId", NULL AS "conversationId", "tell", NULL AS "progressId"`;
  return row ?? null;
}

/** Notes that a list is sent, in the transaction that sends it; false where it was sent before. */
export async function markSent(
  { tx, organization, clock }: CrmContext,
  id: string,
): Promise<boolean> {
  const due = mondayDue(clock.now(), organization.timeZone);
  const marked = await tx.sql`
    UPDATE "GapSubscription" SET "sentFor" = ${due}::date, "leasedUntil" = NULL
    WHERE "id" = ${id}::uuid AND "organizationId" = ${organization.id}::uuid AND "deletedAt" IS NULL
      AND "sentFor" < ${due}::date RETURNING "id"`;
  return marked.length > 0;
}

/** Lets another process send a list at once. */
export async function releaseGapList(tx: Transaction, id: string): Promise<void> {
  await tx.gapSubscription.updateMany({ where: { id }, data: { leasedUntil: null } });
}

/** Passes over a list that could not be made: the next one comes in a week. */
export async function skipGapList(tx: Transaction, id: string, now: Date): Promise<void> {
  const row = await tx.gapSubscription.findUnique({ where: { id } });
  const place =
    row === null ? null : await tx.organization.findUnique({ where: { id: row.organizationId } });
  if (place === null) return;
  const sentFor = dateOf(mondayDue(now, place.timeZone));
  await tx.gapSubscription.updateMany({ where: { id }, data: { sentFor, leasedUntil: null } });
}

function dateOf(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`);
}
