import type { CrmContext } from '../crm/context.ts';
import { createRecord, type Row, updateRecord } from '../crm/store.ts';
import type { Transaction } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  addBusinessMinutes,
  type BusinessHours,
  businessMinutesBetween,
} from './business-hours.ts';

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** How soon a ticket is answered and solved, in business minutes. */
export type Target = { firstReply: number; resolution: number };

/** The channel that is the desk, in the outbox's terms; `replyTo` is JSON. */
export type DeskPlace = {
  provider: 'slack' | 'teams' | 'console';
  conversationKey: string;
  replyTo: unknown;
};

export type SupportSettings = {
  hours: BusinessHours;
  targets: Readonly<Record<Priority, Target>>;
  desk: DeskPlace | null;
};

const HOUR = 60;
/** What holds until somebody says otherwise: Monday to Friday, 9 to 17. */
const DEFAULTS = {
  workingDays: '1,2,3,4,5',
  opensAt: '09:00',
  closesAt: '17:00',
  urgentFirstReply: HOUR,
  urgentResolution: 8 * HOUR,
  highFirstReply: 4 * HOUR,
  highResolution: 16 * HOUR,
  normalFirstReply: 8 * HOUR,
  normalResolution: 40 * HOUR,
  lowFirstReply: 16 * HOUR,
  lowResolution: 80 * HOUR,
} as const;

type Where = { tx: Transaction; organization: { id: string; timeZone: string } };

/** How the desk of an organization works. */
export async function supportSettings({ tx, organization }: Where): Promise<SupportSettings> {
  const row = await tx.supportSettings.findUnique({ where: { organizationId: organization.id } });
  const { workingDays, opensAt, closesAt } = row ?? DEFAULTS;
  const minutes = row ?? DEFAULTS;
  const target = (priority: Priority): Target => ({
    firstReply: minutes[`${priority}FirstReply`],
    resolution: minutes[`${priority}Resolution`],
  });
  const { deskProvider = null, deskKey = null, deskReplyTo = null } = row ?? {};
  return {
    hours: {
      timeZone: row?.timeZone ?? organization.timeZone,
      days: workingDays.split(',').map(Number),
      opensAt,
      closesAt,
    },
    targets: {
      urgent: target('urgent'),
      high: target('high'),
      normal: target('normal'),
      low: target('low'),
    },
    desk:
      deskProvider === null || deskKey === null || deskReplyTo === null
        ? null
        : {
            provider: deskProvider,
            conversationKey: deskKey,
            replyTo: JSON.parse(deskReplyTo) as unknown,
          },
  };
}

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    desk_is_so: Record<string, never>;
    bad_sla: Record<string, never>;
    bad_hours: Record<string, never>;
  }
}

const MOST_MINUTES = 60 * 24 * HOUR;

/**
 * Sets how soon tickets of a priority are answered and solved. Tickets that are open keep their times.
 *
 * @throws Refusal `bad_sla` when a time is none, or the first reply may come after the resolution.
 */
export async function setTarget(
  ctx: CrmContext,
  priority: Priority,
  given: Partial<Record<keyof Target, number | undefined>>,
): Promise<SupportSettings> {
  const known = (await supportSettings(ctx)).targets[priority];
  const firstReply = given.firstReply ?? known.firstReply;
  const resolution = given.resolution ?? known.resolution;
  if (firstReply < 1 || resolution < firstReply || resolution > MOST_MINUTES)
    throw new Refusal('bad_sla', {});
  return change(ctx, {
    [`${priority}FirstReply`]: firstReply,
    [`${priority}Resolution`]: resolution,
  });
}

/** Sets when the desk works; what is left out stays. @throws Refusal `bad_hours` when it would never be open. */
export async function setHours(
  ctx: CrmContext,
  given: { days?: readonly number[]; opensAt?: string; closesAt?: string; timeZone?: string },
): Promise<SupportSettings> {
  const { hours } = await supportSettings(ctx);
  const { days = hours.days, opensAt = hours.opensAt, closesAt = hours.closesAt } = given;
  if (days.length === 0 || opensAt >= closesAt) throw new Refusal('bad_hours', {});
  return change(ctx, {
    workingDays: [...days].sort((a, b) => a - b).join(','),
    opensAt,
    closesAt,
    timeZone: given.timeZone,
  });
}

/** Makes a channel the desk, or none. */
export async function setDesk(ctx: CrmContext, desk: DeskPlace | null): Promise<SupportSettings> {
  return change(ctx, {
    deskProvider: desk?.provider ?? null,
    deskKey: desk?.conversationKey ?? null,
    deskReplyTo: desk === null ? null : JSON.stringify(desk.replyTo),
  });
}

/** @throws Refusal `desk_is_so` when it is so already. */
async function change(
  ctx: CrmContext,
  patch: Readonly<Record<string, unknown>>,
): Promise<SupportSettings> {
  const where = { organizationId: ctx.organization.id };
  const before = ctx.history.changes.length;
  const known = await ctx.tx.supportSettings.findUnique({ where });
  const row: Row = known ?? (await firstSettings(ctx));
  await updateRecord(ctx, 'supportSettings', row, patch);
  if (ctx.history.changes.length === before) throw new Refusal('desk_is_so', {});
  return supportSettings(ctx);
}

/** The row with the defaults, which is no change: it says what held before. */
async function firstSettings(ctx: CrmContext): Promise<Row> {
  const before = ctx.history.changes.length;
  const row = await createRecord(ctx, 'supportSettings', { ...DEFAULTS });
  ctx.history.changes.splice(before);
  return row;
}

/** This share of the time is left when it is warned that it runs out. */
const WARNED_AT = 0.25;

/** When something is due after `left` of `target` business minutes, and when to warn of it. */
function clockFrom(
  hours: BusinessHours,
  now: Date,
  left: number,
  target: number,
): { due: Date; warn: Date | null } {
  const remaining = Math.max(0, left);
  const due = addBusinessMinutes(hours, now, remaining);
  const untilWarned = Math.max(0, remaining - target * WARNED_AT);
  return { due, warn: remaining === 0 ? null : addBusinessMinutes(hours, now, untilWarned) };
}

/** The columns of a ticket that hold its clocks. */
export type Clocks = {
  firstReplyWarnAt: Date | null;
  firstReplyDueAt: Date;
  firstReplyAt: Date | null;
  resolutionWarnAt: Date | null;
  resolutionDueAt: Date;
  pausedAt: Date | null;
};

/** The clocks of a ticket that begins. */
export function startClocks({ hours, targets }: SupportSettings, priority: Priority, now: Date) {
  const { firstReply } = targets[priority];
  const reply = clockFrom(hours, now, firstReply, firstReply);
  return {
    firstReplyWarnAt: reply.warn,
    firstReplyDueAt: reply.due,
    ...startResolution({ hours, targets }, priority, now),
  };
}

/** The clock of the resolution from now on: of a ticket that begins, or again of one that is opened again. */
export function startResolution(
  { hours, targets }: Pick<SupportSettings, 'hours' | 'targets'>,
  priority: Priority,
  now: Date,
) {
  const { resolution } = targets[priority];
  const clock = clockFrom(hours, now, resolution, resolution);
  return { resolutionWarnAt: clock.warn, resolutionDueAt: clock.due };
}

/** The clock of the resolution after it stood still: what was left then is left now. */
export function resumed({ hours }: SupportSettings, clocks: Clocks, now: Date) {
  const { pausedAt, resolutionDueAt, resolutionWarnAt } = clocks;
  if (pausedAt === null) return {};
  const later = (moment: Date): Date =>
    addBusinessMinutes(hours, now, businessMinutesBetween(hours, pausedAt, moment));
  // What was late when it stood still is still late by as much.
  return {
    pausedAt: null,
    ...(resolutionDueAt > pausedAt ? { resolutionDueAt: later(resolutionDueAt) } : {}),
    ...(resolutionWarnAt === null ? {} : { resolutionWarnAt: later(resolutionWarnAt) }),
  };
}

/** The clocks of a ticket whose priority becomes another one: the time that has passed counts. */
export function reprioritised(
  { hours, targets }: SupportSettings,
  clocks: Clocks,
  { from, to }: { from: Priority; to: Priority },
  now: Date,
) {
  const at = clocks.pausedAt ?? now;
  const left = (moment: Date, due: Date): number =>
    businessMinutesBetween(hours, moment, due) - businessMinutesBetween(hours, due, moment);
  const again = (moment: Date, due: Date, was: number, is: number) =>
    clockFrom(hours, moment, left(moment, due) - was + is, is);
  const [was, is] = [targets[from], targets[to]];
  const resolution = again(at, clocks.resolutionDueAt, was.resolution, is.resolution);
  const reply = again(now, clocks.firstReplyDueAt, was.firstReply, is.firstReply);
  return {
    resolutionWarnAt: resolution.warn,
    resolutionDueAt: resolution.due,
    ...(clocks.firstReplyAt === null
      ? { firstReplyWarnAt: reply.warn, firstReplyDueAt: reply.due }
      : {}),
  };
}

/** Something that a ticket is to be told of: it is about to be late, or is late. */
export type Due = { ticketId: string; what: 'firstReply' | 'resolution'; late: boolean };

/**
 * What of an organization's tickets is to be told of now. Each is given once, also where several processes ask: what is given is
 * noted in the same transaction.
 */
export async function claimDue(tx: Transaction, organizationId: string, now: Date): Promise<Due[]> {
  const late = {
    firstReply: await tx.sql<{ id: string }>`
      UPDATE "Ticket" SET "firstReplyLateAt" = ${now}, "firstReplyWarnAt" = NULL
      WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL AND "status" <> 'closed'
        AND "firstReplyAt" IS NULL AND "firstReplyLateAt" IS NULL AND "firstReplyDueAt" <= ${now} RETURNING "id"`,
    resolution: await tx.sql<{ id: string }>`
      UPDATE "Ticket" SET "resolutionLateAt" = ${now}, "resolutionWarnAt" = NULL
      WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL AND "status" <> 'closed'
        AND "pausedAt" IS NULL AND "resolutionLateAt" IS NULL AND "resolutionDueAt" <= ${now} RETURNING "id"`,
  };
  const soon = {
    firstReply: await tx.sql<{ id: string }>`
      UPDATE "Ticket" SET "firstReplyWarnAt" = NULL
      WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL AND "status" <> 'closed'
        AND "firstReplyAt" IS NULL AND "firstReplyWarnAt" <= ${now} RETURNING "id"`,
    resolution: await tx.sql<{ id: string }>`
      UPDATE "Ticket" SET "resolutionWarnAt" = NULL
      WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL AND "status" <> 'closed'
        AND "pausedAt" IS NULL AND "resolutionWarnAt" <= ${now} RETURNING "id"`,
  };
  const told = (what: Due['what'], rows: readonly { id: string }[], isLate: boolean): Due[] =>
    rows.map(({ id }) => ({ ticketId: id, what, late: isLate }));
  return [
    ...told('firstReply', late.firstReply, true),
    ...told('resolution', late.resolution, true),
    ...told('firstReply', soon.firstReply, false),
    ...told('resolution', soon.resolution, false),
  ];
}
