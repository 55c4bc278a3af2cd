import type { CrmContext } from '../crm/context.ts';
import type { Tell } from '../crm/imports.ts';
import { startOfUnit } from '../crm/report-period.ts';
import { createRecord, findRow, setDeleted } from '../crm/store.ts';
import { type Claimed, LEASE_MS } from '../crm/work.ts';
import { addDays, type CalendarDay, dayIn, wallClock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    forecast_nowhere_to_send: Record<string, never>;
    forecast_not_subscribed: Record<string, never>;
  }
}

export type SubscriptionKind = 'weekly' | 'alerts';

/** On the wall clock of the organization's time zone. */
const SENT_AT = '09:00';

/** The day whose post is due by now: a Monday's, or for alerts every day's; from nine o'clock on. */
export function dayDue(kind: SubscriptionKind, now: Date, timeZone: string): CalendarDay {
  const local = wallClock(timeZone, now);
  const today = local.slice(0, 10);
  const early = local.slice(11) < SENT_AT;
  if (kind === 'alerts') return early ? addDays(today, -1) : today;
  const monday = startOfUnit(today, 'week', { weekStartsOnSunday: false, fiscalYearStartMonth: 1 });
  return today === monday && early ? addDays(monday, -7) : monday;
}

/**
 * Has the forecast sent here each Monday from the next one on, or what there is to warn of; where it is sent elsewhere already, here
 * instead.
 *
 * @throws Refusal `forecast_nowhere_to_send` where nobody can be told anything later.
 */
export async function subscribe(
  ctx: CrmContext,
  kind: SubscriptionKind,
  tell: Tell | null,
): Promise<void> {
  if (ctx.actor.kind !== 'member' || tell === null)
    throw new Refusal('forecast_nowhere_to_send', {});
  const due = dayDue(kind, ctx.clock.now(), ctx.organization.timeZone);
  const sentFor = dateOf(kind === 'alerts' ? addDays(due, -1) : due);
  const before = await subscriptionOf(ctx, ctx.actor.id, kind);
  const row =
    before ??
    (await createRecord(ctx, 'forecastSubscription', { memberId: ctx.actor.id, kind, sentFor }));
  const again = before !== null && before.deletedAt !== null;
  if (again) await setDeleted(ctx, 'forecastSubscription', before, false);
  await ctx.tx.forecastSubscription.updateMany({
    where: { id: row.id, organizationId: ctx.organization.id },
    data: {
      tell: JSON.parse(JSON.stringify(tell)),
      ...(before === null || again ? { sentFor } : {}),
    },
  });
}

/** Sends neither forecasts nor alerts any more. Throws Refusal `forecast_not_subscribed` where none were sent. */
export async function unsubscribe(ctx: CrmContext): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'member') throw new Refusal('forecast_not_subscribed', {});
  const kinds: readonly SubscriptionKind[] = ['weekly', 'alerts'];
  let ended = 0;
  for (const kind of kinds) {
    const row = await subscriptionOf(ctx, actor.id, kind);
    if (row === null || row.deletedAt !== null) continue;
    await setDeleted(ctx, 'forecastSubscription', row, true);
    ended += 1;
  }
  if (ended === 0) throw new Refusal('forecast_not_subscribed', {});
}

async function subscriptionOf(ctx: CrmContext, memberId: string, kind: SubscriptionKind) {
  const found = await ctx.tx.forecastSubscription.findFirst({
    where: { organizationId: ctx.organization.id, memberId, kind },
    select: { id: true },
  });
  return found === null ? null : findRow(ctx, 'forecastSubscription', found.id);
}

/** Takes one post that is due, for a minute. `all`: also one that another process had. */
export async function claimPost(
  tx: Transaction,
  organizationId: string,
  kind: SubscriptionKind,
  now: Date,
  all: boolean,
): Promise<Claimed | null> {
  const [place] = await tx.sql<{ timeZone: string }>`
    SELECT o."timeZone" FROM "Organization" o WHERE o."id" = ${organizationId}::uuid AND EXISTS (
      SELECT 1 FROM "ForecastSubscription" s WHERE s."organizationId" = o."id" AND s."kind" = ${kind} AND s."deletedAt" IS NULL)`;
  if (place === undefined) return null;
  const due = dayDue(kind, now, place.timeZone);
  const [row] = await tx.sql<Claimed>`
    UPDATE "ForecastSubscription" SET "leasedUntil" = ${new Date(now.getTime() + LEASE_MS)}
    WHERE "id" = (
      SELECT "id" FROM "ForecastSubscription" WHERE "organizationId" = ${organizationId}::uuid AND "kind" = ${kind}
        AND "deletedAt" IS NULL AND "sentFor" < ${due}::date AND (${all} OR "leasedUntil" IS NULL OR "leasedUntil" < ${now})
      ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id", "organizationId", "memberId" AS "actorId", NULL AS "conversationId", "tell", NULL AS "progressId"`;
  return row ?? null;
}

/** Notes that a post is made, in the transaction that makes it; false where it was made before. */
export async function markPosted(
  { tx, organization, clock }: CrmContext,
  id: string,
  kind: SubscriptionKind,
): Promise<boolean> {
  const due = dayDue(kind, clock.now(), organization.timeZone);
  const marked = await tx.sql`
    UPDATE "ForecastSubscription" SET "sentFor" = ${due}::date, "leasedUntil" = NULL
    WHERE "id" = ${id}::uuid AND "organizationId" = ${organization.id} AND "deletedAt" IS NULL
      AND "sentFor" < ${due}::date RETURNING "id"`;
  return marked.length > 0;
}

/** Of these things, named by what they are about, those that were not warned of yet; they count as told from now on. */
export async function notWarnedYet(
  { tx, organization, clock }: CrmContext,
  id: string,
  about: readonly string[],
): Promise<ReadonlySet<string>> {
  const [row] = await tx.sql<{ warned: Record<string, string> }>`
    SELECT "warned" FROM "ForecastSubscription" WHERE "id" = ${id}::uuid AND "organizationId" = ${organization.id} FOR UPDATE`;
  const warned = row?.warned ?? {};
  const fresh = about.filter((key) => warned[key] === undefined);
  const today = dayIn(organization.timeZone, clock.now());
  // What is told once need not be remembered for ever.
  const kept = Object.entries(warned).filter(([, day]) => day >= addDays(today, -REMEMBERED_DAYS));
  const now = {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(fresh.map((key) => [key, today])),
  };
  await tx.sql`
    UPDATE "ForecastSubscription" SET "warned" = ${JSON.stringify(now)}::jsonb
    WHERE "id" = ${id}::uuid AND "organizationId" = ${organization.id}`;
  return new Set(fresh);
}

const REMEMBERED_DAYS = 200;

/** Lets another process post at once. */
export async function releasePost(tx: Transaction, id: string): Promise<void> {
  await tx.forecastSubscription.updateMany({ where: { id }, data: { leasedUntil: null } });
}

/** Passes over a post that could not be made: the next one comes in its time. */
export async function skipPost(tx: Transaction, id: string, now: Date): Promise<void> {
  const row = await tx.forecastSubscription.findUnique({ where: { id } });
  const place =
    row === null ? null : await tx.organization.findUnique({ where: { id: row.organizationId } });
  if (row === null || place === null) return;
  const kind = row.kind === 'alerts' ? 'alerts' : 'weekly';
  const sentFor = dateOf(dayDue(kind, now, place.timeZone));
  await tx.forecastSubscription.updateMany({ where: { id }, data: { sentFor, leasedUntil: null } });
}

function dateOf(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`);
}
