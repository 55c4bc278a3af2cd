import { z } from 'zod';
import type { Transaction } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { type Cell, csvOf, csvRows } from './csv.ts';
import { EXCEL_TYPE } from './excel-file.ts';
import {
  countExport,
  EXPORT_KINDS,
  type Exported,
  type ExportedField,
  type ExportFilter,
  ExportFilterShape,
  type ExportFormat,
  type ExportKind,
  exportedFields,
  formatFor,
  ownKeysOf,
  readPage,
} from './exports.ts';
import { type FileRef, storeFile, storeParts } from './files.ts';
import type { Tell } from './imports.ts';
import { scopeOf } from './members.ts';
import { type Claimed, LEASE_MS, Overtaken } from './work.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_export: Record<string, never>;
  }
}

/** How far an export is. `ended`: all rows are read. */
export type ExportProgress = { kind: ExportKind; done: number; total: number; ended: boolean };

/** An export to be made after the turn. */
export type ExportWork = Claimed & {
  kind: ExportKind;
  asked: ExportFormat;
  done: number;
  cursor: number;
};

const KIND = z.enum(EXPORT_KINDS);
const FORMAT = z.enum(['csv', 'excel']);
const SCOPE = z.union([z.literal('all'), z.array(z.string())]);
/** Which own fields it holds is decided when it begins: its header and all its pages then agree. */
const JobFilter = ExportFilterShape.extend({ own: z.array(z.string()).default([]) });
const CELLS = z.array(z.array(z.union([z.string(), z.number(), z.null()])));

/** Leaves an export to be made after the turn, of what the actor may see now. */
export async function beginExport(
  ctx: CrmContext,
  what: {
    kind: ExportKind;
    format: ExportFormat;
    filter: ExportFilter;
    total: number;
    conversationId: string;
    tell: Tell;
  },
): Promise<void> {
  if (ctx.actor.kind !== 'member') throw new Refusal('not_allowed', { command: 'data.export' });
  const scope = await scopeOf(ctx);
  const { kind, format, total, conversationId } = what;
  await ctx.tx.exportJob.create({
    data: {
      ...{ id: ctx.ids.next(), organizationId: ctx.organization.id, createdAt: ctx.clock.now() },
      ...{ actorId: ctx.actor.id, conversationId, kind, format, total },
      filter: JSON.parse(JSON.stringify({ ...what.filter, own: ownKeysOf(ctx, kind) })),
      scope: scope === 'all' ? scope : [...scope],
      tell: JSON.parse(JSON.stringify(what.tell)),
    },
    select: { id: true },
  });
}

/**
 * Stops the actor's exports in this conversation.
 *
 * @returns how many there were.
 * @throws Refusal `no_export` when there is none.
 */
export async function cancelExports(ctx: CrmContext, conversationId: string): Promise<number> {
  if (ctx.actor.kind !== 'member') throw new Refusal('no_export', {});
  const { count } = await ctx.tx.exportJob.deleteMany({
    where: { organizationId: ctx.organization.id, actorId: ctx.actor.id, conversationId },
  });
  if (count === 0) throw new Refusal('no_export', {});
  return count;
}

/** Takes one export that waits, for a minute, which every page makes longer. `all`: also one that another process had. */
export async function claimExport(
  tx: Transaction,
  organizationId: string,
  now: Date,
  all: boolean,
): Promise<ExportWork | null> {
  const [row] = await tx.$queryRaw<
    (Omit<ExportWork, 'kind' | 'asked'> & { kind: string; format: string })[]
  >`
    UPDATE "ExportJob" SET "leasedUntil" = ${new Date(now.getTime() + LEASE_MS)}
    WHERE "id" = (
      SELECT "id" FROM "ExportJob" WHERE "organizationId" = ${organizationId}::uuid
        AND (${all} OR "leasedUntil" IS NULL OR "leasedUntil" < ${now})
      ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id", "organizationId", "actorId", "conversationId", "kind", "format", "cursor", "done", "tell", "progressId"`;
  if (row === undefined) return null;
  const { format, ...work } = row;
  return { ...work, kind: KIND.parse(row.kind), asked: FORMAT.parse(format) };
}

/** Lets another process go on with an export at once. */
export async function releaseExport(tx: Transaction, id: string): Promise<void> {
  await tx.exportJob.updateMany({ where: { id }, data: { leasedUntil: null } });
}

/** Nothing more is done of an export. */
export async function dropExport(tx: Transaction, id: string): Promise<void> {
  await tx.exportJob.deleteMany({ where: { id } });
}

/** Remembers the message that shows how far an export is. */
export async function setExportMessage(tx: Transaction, id: string, message: string) {
  await tx.exportJob.updateMany({ where: { id }, data: { progressId: message } });
}

/**
 * Reads the next records of an export behind `from`, in a transaction of its own; where it is then is in `cursor`. It holds what the
 * actor might see when he asked and may see now: where that has become less, it begins anew, without what he may not see any more.
 *
 * @param headerOf the first row of the file.
 * @returns null when it was stopped.
 * @throws Overtaken when another process has gone on with it.
 */
export async function exportPage(
  ctx: CrmContext,
  id: string,
  from: number,
  headerOf: (fields: readonly ExportedField[]) => string[],
): Promise<(ExportProgress & { cursor: number }) | null> {
  const job = await lockedJob(ctx, id);
  if (job === null) return null;
  if (job.cursor !== from) throw new Overtaken();
  const now = await narrowed(ctx, job);
  const { kind, total } = now;
  const { rows, last } = await readPage(ctx, kind, now, now.cursor);
  const cursor = last ?? END;
  const first = now.cursor === 0 ? headerOf(await exportedFields(ctx, kind, now.own)) : null;
  const content = contentOf(formatFor(FORMAT.parse(job.format), total), rows, first);
  await ctx.tx.exportPart.create({
    data: {
      ...{ id: ctx.ids.next(), organizationId: ctx.organization.id, exportId: id },
      ...{ position: cursor, content },
    },
    select: { id: true },
  });
  const done = now.done + rows.length;
  await ctx.tx.exportJob.update({
    where: { id },
    data: { cursor, done, leasedUntil: new Date(ctx.clock.now().getTime() + LEASE_MS) },
    select: { id: true },
  });
  return { kind, done, total, ended: cursor === END, cursor };
}

/** Where an export stands that has read everything. */
export const END = 2_147_483_647;

/** What became of an export that had read everything; `anew` where its actor may see less by now. */
export type Finished =
  | { kind: 'done'; file: FileRef; rows: number }
  | { kind: 'stopped' }
  | { kind: 'anew' };

/** Keeps the file of an export that has read everything, and ends it. */
export async function finishExport(
  ctx: CrmContext,
  id: string,
  file: { name: string; excel: Uint8Array | null },
): Promise<Finished> {
  const job = await lockedJob(ctx, id);
  if (job === null) return { kind: 'stopped' };
  if ((await narrowed(ctx, job)).cursor !== END) return { kind: 'anew' };
  const stored =
    file.excel === null
      ? await storeParts(ctx, { name: `${file.name}.csv`, mediaType: 'text/csv', exportId: id })
      : await storeFile(ctx, {
          name: `${file.name}.xlsx`,
          mediaType: EXCEL_TYPE,
          content: file.excel,
        });
  await dropExport(ctx.tx, id);
  return { kind: 'done', file: stored, rows: job.done };
}

/** An export that becomes a workbook; null where it becomes a CSV file, or was stopped. */
export async function workbookOf(ctx: CrmContext, id: string): Promise<Exported | null> {
  const job = await lockedJob(ctx, id);
  if (job === null || formatFor(FORMAT.parse(job.format), job.total) !== 'excel') return null;
  // To make a workbook of them takes some seconds.
  await ctx.tx.exportJob.update({
    where: { id },
    data: { leasedUntil: new Date(ctx.clock.now().getTime() + LEASE_MS) },
    select: { id: true },
  });
  const parts = await ctx.tx.exportPart.findMany({
    where: partsOf(ctx, id),
    orderBy: { position: 'asc' },
    select: { content: true },
  });
  const { own } = JobFilter.parse(job.filter);
  return {
    fields: await exportedFields(ctx, KIND.parse(job.kind), own),
    rows: parts.flatMap(({ content }) => CELLS.parse(JSON.parse(Buffer.from(content).toString()))),
  };
}

function contentOf(format: ExportFormat, rows: Cell[][], header: readonly string[] | null) {
  if (format === 'excel') return Buffer.from(JSON.stringify(rows));
  return Buffer.from(header === null ? csvRows(rows) : csvOf(header, rows));
}

function partsOf(ctx: CrmContext, exportId: string) {
  return { organizationId: ctx.organization.id, exportId };
}

/** An export as it is, for this transaction alone: nobody stops it or goes on with it meanwhile. */
async function lockedJob(ctx: CrmContext, id: string) {
  await ctx.tx.sql`SELECT "id" FROM "ExportJob" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return ctx.tx.exportJob.findFirst({ where: { id, organizationId: ctx.organization.id } });
}

type Job = NonNullable<Awaited<ReturnType<typeof lockedJob>>>;

/** An export where it stands: at its beginning, where its actor may see less than when a part of it was read. */
async function narrowed(ctx: CrmContext, job: Job) {
  const { own, ...filter } = JobFilter.parse(job.filter);
  const kind = KIND.parse(job.kind);
  const before = SCOPE.parse(job.scope);
  const scope = inBoth(before, await scopeOf(ctx));
  const less = scope !== 'all' && (before === 'all' || scope.length < before.length);
  const { cursor, done, total } = job;
  if (!less) return { kind, filter, own, scope, cursor, done, total };
  await ctx.tx.exportPart.deleteMany({ where: partsOf(ctx, job.id) });
  const begin = { cursor: 0, done: 0, total: await countExport(ctx, kind, filter, scope) };
  await ctx.tx.exportJob.update({
    where: { id: job.id },
    data: { ...begin, scope: [...scope] },
    select: { id: true },
  });
  return { kind, filter, own, scope, ...begin };
}

function inBoth(
  one: 'all' | readonly string[],
  other: 'all' | readonly string[],
): 'all' | readonly string[] {
  if (one === 'all') return other;
  return other === 'all' ? one : one.filter((id) => other.includes(id));
}
