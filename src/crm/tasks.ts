import { type CalendarDay, momentOf } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { type About, linksOf } from './activities.ts';
import { dayColumn, dayOf } from './columns.ts';
import type { CrmContext } from './context.ts';
import { scopeOf } from './members.ts';
import { createRecord, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    task_done: { title: string };
  }
}

export type Task = {
  id: string;
  number: number;
  title: string;
  assignee: string;
  about: string | null;
  dueOn: CalendarDay | null;
  dueAt: Date | null;
  done: boolean;
  overdue: boolean;
};

export type NewTask = {
  title: string;
  /** A day, or a moment on the actor's wall clock. */
  due?: string | undefined;
  assigneeId?: string | undefined;
  about?: About | undefined;
};

/** Adds something to do, for the actor unless said otherwise. */
export async function createTask(ctx: CrmContext, task: NewTask): Promise<Task> {
  if (ctx.actor.kind !== 'member') throw new Refusal('not_allowed', { command: 'task.create' });
  const dueAt = task.due?.includes('T') ? momentOf(task.due, ctx.actor.timeZone) : null;
  const row = await createRecord(ctx, 'task', {
    title: task.title,
    dueOn: task.due === undefined ? null : dayColumn(task.due.slice(0, 10)),
    dueAt,
    assigneeId: task.assigneeId ?? ctx.actor.id,
    ...(await linksOf(ctx, task.about)),
  });
  return taskAsItIs(ctx, row.id);
}

/** What of a task may change; what is undefined stays. */
export type TaskPatch = {
  title?: string | undefined;
  /** A day, or a moment on the actor's wall clock. */
  due?: string | undefined;
  assigneeId?: string | undefined;
};

/**
 * Changes a task.
 *
 * @throws Refusal `nothing_to_change` when it is so already.
 */
export async function updateTask(ctx: CrmContext, id: string, patch: TaskPatch): Promise<Task> {
  const row = await taskRow(ctx, id);
  const before = ctx.history.changes.length;
  const { due } = patch;
  await updateRecord(ctx, 'task', row, {
    title: patch.title,
    assigneeId: patch.assigneeId,
    ...(due === undefined
      ? {}
      : {
          dueOn: dayColumn(due.slice(0, 10)),
          dueAt: due.includes('T') ? momentOf(due, ctx.actor.timeZone) : null,
        }),
  });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: row.title ?? '' });
  return taskAsItIs(ctx, id);
}

/** A task the actor may see. */
export async function getTask(ctx: CrmContext, id: string): Promise<Task> {
  await taskRow(ctx, id);
  return taskAsItIs(ctx, id);
}

/** Ticks a task off. */
export async function completeTask(ctx: CrmContext, id: string): Promise<Task> {
  const row = await taskRow(ctx, id);
  if (row.status === 'done') throw new Refusal('task_done', { title: row.title ?? '' });
  await updateRecord(ctx, 'task', row, { status: 'done', doneAt: ctx.clock.now() });
  return taskAsItIs(ctx, id);
}

export type TaskFilter = {
  assigneeId?: string | undefined;
  due?: { start: CalendarDay; end: CalendarDay } | undefined;
  overdue?: boolean | undefined;
};

/** Open tasks the actor may see: how many there are, and the most urgent. */
export async function listTasks(
  ctx: CrmContext,
  filter: TaskFilter,
  limit: number,
): Promise<{ tasks: Task[]; count: number }> {
  const scope = await scopeOf(ctx);
  const where = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    status: 'open' as const,
    ...(scope === 'all' ? {} : { assigneeId: { in: [...scope] } }),
    AND: [
      ...(filter.assigneeId === undefined ? [] : [{ assigneeId: filter.assigneeId }]),
      ...(filter.overdue === undefined ? [] : [filter.overdue ? late(ctx) : { NOT: late(ctx) }]),
    ],
    ...(filter.due === undefined
      ? {}
      : { dueOn: { gte: dayColumn(filter.due.start), lte: dayColumn(filter.due.end) } }),
  };
  const rows = await ctx.tx.task.findMany({
    where,
    include: WITH_NAMES,
    orderBy: [
      { dueOn: { sort: 'asc', nulls: 'last' } },
      { dueAt: { sort: 'asc', nulls: 'last' } },
      { number: 'asc' },
    ],
    take: limit,
  });
  return { tasks: rows.map((row) => toTask(ctx, row)), count: await ctx.tx.task.count({ where }) };
}

/** What an open task is overdue by: its moment, or without one its day. */
function late(ctx: CrmContext): { OR: object[] } {
  return {
    OR: [
      { dueAt: { not: null, lt: ctx.clock.now() } },
      { dueAt: null, dueOn: { not: null, lt: dayColumn(ctx.today) } },
    ],
  };
}

/** A task without a look at who may see it: who has just given it to another team still hears what he did. */
async function taskAsItIs(ctx: CrmContext, id: string): Promise<Task> {
  const row = await ctx.tx.task.findFirstOrThrow({
    where: { id, organizationId: ctx.organization.id },
    include: WITH_NAMES,
  });
  return toTask(ctx, row);
}

async function taskRow(ctx: CrmContext, id: string): Promise<Row> {
  const row = await ctx.tx.task.findFirst({
    where: { id, organizationId: ctx.organization.id, deletedAt: null },
  });
  if (row === null) throw new Refusal('record_gone', { entity: 'task' });
  const scope = await scopeOf(ctx);
  if (scope !== 'all' && !scope.includes(row.assigneeId))
    throw new Refusal('outside_scope', { entity: 'task' });
  return row;
}

const WITH_NAMES = {
  assignee: { select: { name: true } },
  account: { select: { name: true } },
  deal: { select: { name: true } },
  contact: { select: { name: true } },
} as const;

type TaskRow = {
  id: string;
  number: number;
  title: string;
  dueOn: Date | null;
  dueAt: Date | null;
  status: 'open' | 'done';
  assignee: { name: string };
  account: { name: string } | null;
  deal: { name: string } | null;
  contact: { name: string } | null;
};

function toTask(ctx: CrmContext, row: TaskRow): Task {
  const dueOn = dayOf(row.dueOn);
  const late =
    row.dueAt === null ? dueOn !== null && dueOn < ctx.today : row.dueAt < ctx.clock.now();
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    assignee: row.assignee.name,
    about: row.deal?.name ?? row.contact?.name ?? row.account?.name ?? null,
    dueOn,
    dueAt: row.dueAt,
    done: row.status === 'done',
    overdue: row.status === 'open' && late,
  };
}
