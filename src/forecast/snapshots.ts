import { insertRows } from '../crm/bulk.ts';
import { dayOf } from '../crm/columns.ts';
import type { OrganizationSettings } from '../crm/context.ts';
import type { Period } from '../crm/report-period.ts';
import { addDays, type CalendarDay, type Clock, dayIn, startOfDay } from '../platform/clock.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import { decimalOf, type Money } from '../platform/money.ts';
import {
  type DealRecord,
  type DealSurroundings,
  outcomeOf,
  type PricedSnapshot,
  snapshotOn,
} from './deal-record.ts';
import type { DealHistory, DealOutcome, DealSnapshot } from './deal-snapshot.ts';
import { dayNumber } from './deals/calendar.ts';
import { readDeals, readSurroundings } from './read-deals.ts';
import { storedOn } from './stored-snapshots.ts';

type Reads = { tx: Transaction; organization: OrganizationSettings };

/** So many deals are written in a transaction: others wait for it on an embedded database. */
const AT_ONCE = 2000;
const LEASE_MS = 60_000;
/** Days are kept so long; of older ones only Mondays. */
const DAYS_KEPT = 35;

/**
 * Takes the snapshot of today, unless it was taken: how every open deal was when the day began. Once for an organization and day,
 * also where several processes try at once, and it goes on where a dead one stopped.
 *
 * @returns the number of deals; null where it was taken before, or another process is at it.
 */
export async function takeTodaysSnapshot(
  house: { db: Database; clock: Clock; ids: Ids },
  organization: OrganizationSettings,
): Promise<number | null> {
  const day = dayIn(organization.timeZone, house.clock.now());
  for (let first = true; ; first = false) {
    const done = await house.db.inOrganization(organization.id, async (tx) => {
      const ctx = { tx, organization, clock: house.clock, ids: house.ids };
      const cursor = await claimDay(ctx, day, first);
      return cursor === null ? null : writePart(ctx, day, cursor);
    });
    if (done === null) return null;
    if (done.ended) return done.deals;
  }
}

/** The same within a transaction, for an organization that is not large: null where it was taken before. */
export async function takeSnapshotNow(
  ctx: Reads & { clock: Clock; ids: Ids },
): Promise<{ day: CalendarDay; deals: number } | null> {
  const day = dayIn(ctx.organization.timeZone, ctx.clock.now());
  for (let first = true; ; first = false) {
    const cursor = await claimDay(ctx, day, first);
    if (cursor === null) return null;
    const done = await writePart(ctx, day, cursor);
    if (done.ended) return { day, deals: done.deals };
  }
}

/** Where to go on; null when the day is complete or somebody else writes it. */
async function claimDay(
  { tx, organization, clock }: Reads & { clock: Clock },
  day: CalendarDay,
  first: boolean,
): Promise<number | null> {
  const now = clock.now();
  const lease = new Date(now.getTime() + LEASE_MS);
  const rows = await tx.sql<{ cursor: number }>`
    INSERT INTO "SnapshotDay" ("organizationId", "takenOn", "leasedUntil") VALUES (${organization.id}, ${day}::date, ${lease})
    ON CONFLICT ("organizationId", "takenOn") DO UPDATE SET "leasedUntil" = ${lease}
      WHERE "SnapshotDay"."completedAt" IS NULL AND (${!first} OR "SnapshotDay"."leasedUntil" < ${now})
    RETURNING "cursor"`;
  return rows[0]?.cursor ?? null;
}

async function writePart(
  ctx: Reads & { clock: Clock; ids: Ids },
  day: CalendarDay,
  cursor: number,
): Promise<{ ended: boolean; deals: number }> {
  const { tx, organization } = ctx;
  // What was won or lost today was open when the day began.
  const part = await tx.sql<{ id: string; number: number }>`
    SELECT "id", "number" FROM "Deal" WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL AND "number" > ${cursor}
      AND ("status" = 'open' OR "closedOn" >= ${day}::date) AND "createdAt" < ${startOfDay(day, organization.timeZone)}
    ORDER BY "number" LIMIT ${AT_ONCE}`;
  const around = await readSurroundings(ctx);
  const deals =
    part.length === 0
      ? []
      : await readDeals(
          ctx,
          part.map(({ id }) => id),
        );
  const snapshots = deals.flatMap((deal) => snapshotOn(deal, dayNumber(day), around) ?? []);
  await insertRows(
    tx,
    'PipelineSnapshot',
    snapshots.map((snapshot) => rowOf(ctx, snapshot)),
  );
  const ended = part.length < AT_ONCE;
  const last = part.at(-1)?.number ?? cursor;
  const [row] = await tx.sql<{ deals: number }>`
    UPDATE "SnapshotDay" SET "cursor" = ${last}, "deals" = "deals" + ${snapshots.length},
      "completedAt" = ${ended ? ctx.clock.now() : null} WHERE "organizationId" = ${organization.id} AND "takenOn" = ${day}::date
    RETURNING "deals"`;
  if (ended) await forgetOldDays(ctx, day);
  return { ended, deals: row?.deals ?? 0 };
}

/** Of days long past one a week is enough to learn from. */
async function forgetOldDays({ tx, organization }: Reads, today: CalendarDay): Promise<void> {
  const before = addDays(today, -DAYS_KEPT);
  await tx.sql`
    DELETE FROM "PipelineSnapshot" WHERE "organizationId" = ${organization.id} AND "takenOn" < ${before}::date
      AND extract(isodow FROM "takenOn") <> 1`;
  await tx.sql`
    DELETE FROM "SnapshotDay" WHERE "organizationId" = ${organization.id} AND "takenOn" < ${before}::date
      AND extract(isodow FROM "takenOn") <> 1`;
}

/** The latest day before another that was taken whole; null where there is none. */
export async function lastSnapshotBefore(
  { tx, organization }: Reads,
  day: CalendarDay,
): Promise<CalendarDay | null> {
  const [row] = await tx.sql<{ takenOn: Date }>`
    SELECT "takenOn" FROM "SnapshotDay" WHERE "organizationId" = ${organization.id} AND "takenOn" < ${day}::date
      AND "completedAt" IS NOT NULL ORDER BY "takenOn" DESC LIMIT 1`;
  return row === undefined ? null : dayOf(row.takenOn);
}

/**
 * The pipeline as a day began: as it was taken on that day, else rebuilt from the history. `touching`: at least the deals that were or
 * are expected to close in a period.
 */
export async function pipelineOn(
  ctx: Reads,
  day: CalendarDay,
  touching?: Period,
): Promise<{ snapshots: PricedSnapshot[]; rebuilt: boolean }> {
  if (await isTaken(ctx, day))
    return { snapshots: await storedOn(ctx, day, { touching }), rebuilt: false };
  const around = await readSurroundings(ctx);
  const ids = await ctx.tx.sql<{ id: string }>`
    SELECT "id" FROM "Deal" WHERE "organizationId" = ${ctx.organization.id} AND "deletedAt" IS NULL
      AND "createdAt" < ${startOfDay(day, ctx.organization.timeZone)} AND ("status" = 'open' OR "closedOn" >= ${day}::date)`;
  if (ids.length === 0) return { snapshots: [], rebuilt: true };
  const deals = await readDeals(
    ctx,
    ids.map(({ id }) => id),
  );
  return {
    snapshots: deals.flatMap((deal) => snapshotOn(deal, dayNumber(day), around) ?? []),
    rebuilt: true,
  };
}

/** The open deals as they are now. Where today's snapshot is there only what has changed since is worked out. */
export async function pipelineNow(
  ctx: Reads & { clock: Clock },
  known?: DealSurroundings,
): Promise<PricedSnapshot[]> {
  const { tx, organization, clock } = ctx;
  const today = dayIn(organization.timeZone, clock.now());
  const around = known ?? (await readSurroundings(ctx));
  if (!(await isTaken(ctx, today))) {
    const deals = await readDeals(ctx, 'open');
    return deals.flatMap(
      (deal) => snapshotOn(deal, dayNumber(today), around, { live: true }) ?? [],
    );
  }
  const taken = await storedOn(ctx, today, { openOnly: true });
  const began = startOfDay(today, organization.timeZone);
  const changed = await tx.sql<{ id: string }>`
    SELECT d."id" FROM "Deal" d WHERE d."organizationId" = ${organization.id} AND d."deletedAt" IS NULL AND d."status" = 'open'
      AND (d."updatedAt" >= ${began} OR d."createdAt" >= ${began})
    UNION
    SELECT d."id" FROM "Activity" a JOIN "Deal" d ON d."organizationId" = a."organizationId" AND d."id" = a."dealId"
    WHERE a."organizationId" = ${organization.id} AND a."at" >= ${began} AND d."deletedAt" IS NULL AND d."status" = 'open'`;
  if (changed.length === 0) return taken;
  const ids = new Set(changed.map(({ id }) => id));
  const deals = await readDeals(ctx, [...ids]);
  const fresh = deals.flatMap(
    (deal) => snapshotOn(deal, dayNumber(today), around, { live: true }) ?? [],
  );
  return [...taken.filter(({ dealId }) => !ids.has(dealId)), ...fresh];
}

/** Whether the snapshot of a day is complete. */
export async function isTaken({ tx, organization }: Reads, day: CalendarDay): Promise<boolean> {
  const rows = await tx.sql`
    SELECT 1 FROM "SnapshotDay" WHERE "organizationId" = ${organization.id} AND "takenOn" = ${day}::date
      AND "completedAt" IS NOT NULL`;
  return rows.length > 0;
}

/** So many snapshots are enough to learn from. */
const MOST_SNAPSHOTS = 250_000;

/**
 * What a model is trained on: how deals were on the Mondays of the past, as it was taken on those days or rebuilt from the history,
 * and what became of them. `latest`: only of the deals that are open, and so many that closed last.
 */
export async function trainingHistory(
  ctx: Reads & { clock: Clock },
  { latest }: { latest?: number } = {},
): Promise<DealHistory> {
  const asOf = dayIn(ctx.organization.timeZone, ctx.clock.now());
  const around = await readSurroundings(ctx);
  const deals = await readDeals(ctx, latest === undefined ? 'all' : await latestDeals(ctx, latest));
  const taken = await takenDays(ctx);
  const mondays = mondaysOf(deals, asOf);
  const openDays = deals.reduce((sum, deal) => sum + openWeeks(deal, dayNumber(asOf)), 0);
  const step = Math.max(1, Math.ceil(openDays / MOST_SNAPSHOTS));
  const days = mondays.toReversed().filter((_, i) => i % step === 0);
  const snapshots: DealSnapshot[] = [];
  for (const day of days) {
    const stored = latest === undefined && taken.has(day) ? await storedOn(ctx, day) : null;
    const then = stored ?? deals.flatMap((deal) => snapshotOn(deal, dayNumber(day), around) ?? []);
    snapshots.push(...then);
  }
  return { snapshots, outcomes: outcomesOf(deals, around), asOf };
}

/** The open deals, and of the closed ones so many that closed last. */
async function latestDeals({ tx, organization }: Reads, most: number): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>`
    (SELECT "id" FROM "Deal" WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL AND "status" = 'open'
      ORDER BY "number" DESC LIMIT ${most * 2})
    UNION ALL
    (SELECT "id" FROM "Deal" WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL AND "status" <> 'open'
      ORDER BY "closedOn" DESC LIMIT ${most})`;
  return rows.map(({ id }) => id);
}

function outcomesOf(
  deals: readonly DealRecord[],
  around: Parameters<typeof outcomeOf>[1],
): DealOutcome[] {
  return deals.filter(({ status }) => status !== 'open').map((deal) => outcomeOf(deal, around));
}

function openWeeks(deal: DealRecord, asOf: number): number {
  return Math.max(0, Math.ceil(((deal.closedOn ?? asOf) - deal.createdOn) / 7));
}

/** The Mondays on which any deal was open, oldest first. */
function mondaysOf(deals: readonly DealRecord[], asOf: CalendarDay): CalendarDay[] {
  const first = deals.reduce((least, { createdOn }) => Math.min(least, createdOn), Infinity);
  const end = dayNumber(asOf);
  const days: CalendarDay[] = [];
  // 1970 began on a Thursday.
  for (let day = end - ((end + 3) % 7); day > first; day -= 7)
    days.push(addDays('1970-01-01', day));
  return days.toReversed();
}

async function takenDays({ tx, organization }: Reads): Promise<Set<CalendarDay>> {
  const rows = await tx.sql<{ takenOn: Date }>`
    SELECT "takenOn" FROM "SnapshotDay" WHERE "organizationId" = ${organization.id} AND "completedAt" IS NOT NULL`;
  return new Set(rows.map(({ takenOn }) => dayOf(takenOn) ?? ''));
}

function rowOf({ organization, ids }: Reads & { ids: Ids }, snapshot: PricedSnapshot) {
  const { value, worth, amount: _, ...columns } = snapshot;
  return {
    ...columns,
    id: ids.next(),
    organizationId: organization.id,
    amount: decimal(value),
    currency: value?.currency ?? null,
    baseAmount: decimal(worth),
  };
}

function decimal(money: Money | null): string | null {
  return money === null ? null : decimalOf(money);
}
