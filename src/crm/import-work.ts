import { z } from 'zod';
import type { Transaction } from '../platform/database.ts';
import type { CrmContext } from './context.ts';
import { csvOf } from './csv.ts';
import { type FileRef, readFile, storeFile } from './files.ts';
import {
  getBatch,
  MappingShape,
  type Progress,
  progressOf,
  readingOf,
  tableOf,
} from './import/batch.ts';
import { type Draft, type Reading, type RowProblem, readRow } from './import/draft.ts';
import { type Office, officeOf, type Written } from './import/items.ts';
import { EXAMPLES } from './import/limits.ts';
import { continuesOrder } from './import/orders.ts';
import type { Profile } from './import/profile.ts';
import { rowsOf } from './import/table.ts';
import { remember, writeRows } from './import/write.ts';
import { type Claimed, LEASE_MS, Overtaken } from './work.ts';

/** So many rows are written in one transaction, with their history. */
const CHUNK_ROWS = 250;
/** Orders are written one by one; one of more lines than a thousand is none. */
const ORDER_ROWS = 50;
const LINES_MAX = 1000;

/** An import that this process works on, or takes back. */
export type ImportWork = Claimed & { undoing: boolean };

/** Runs a transaction for the organization with a fresh context in which the import's member acts. */
export type AsMember = <T>(work: (ctx: CrmContext) => Promise<T>) => Promise<T>;

/** What an import came to. */
export type Outcome = Progress & {
  badRows: FileRef | null;
  /** Some of the rows that did not come in, and why. */
  examples: readonly { line: number; problems: readonly RowProblem[] }[];
};

/**
 * Does an import from where it stands, chunk by chunk, each in a transaction of its own with its history. Ends early when it was
 * cancelled. May be called again after a crash: what is done is not done twice.
 *
 * @throws Overtaken when another process has gone on with it.
 * @param words what is wrong with a row, for the file of those that did not come in.
 */
export async function runImport(
  as: AsMember,
  work: { batchId: string },
  say: {
    progress: (progress: Progress) => Promise<void>;
    words: (problem: RowProblem) => string;
    why: string;
  },
): Promise<Outcome> {
  const begun = await as(async (ctx) => {
    const batch = await getBatch(ctx, work.batchId);
    const file = await readFile(ctx, batch.fileId ?? '');
    const { profile } = await tableOf(ctx, batch.fileId);
    return {
      batch,
      profile,
      file,
      reading: await readingOf(ctx, batch, profile),
      office: await officeOf(ctx, batch, MappingShape.parse(batch.mapping).likeNamed),
    };
  });
  const { batch, profile, reading, office } = begun;
  if (MappingShape.parse(batch.mapping).whole && batch.cursor === 0) {
    if (await refusedWhole(as, work.batchId, begun))
      return finishImport(as, work.batchId, profile, say);
  }
  let seen = 0;
  const state = { running: true };
  let chunk: Draft[] = [];
  const flush = async () => {
    if (chunk.length === 0) return;
    const drafts = chunk;
    chunk = [];
    if (seen <= batch.cursor) return remember(office, drafts);
    const progress = await writeChunk(as, work.batchId, office, drafts, seen - drafts.length);
    if (progress === null) state.running = false;
    else await say.progress(progress);
  };
  for await (const row of rowsOf(begun.file.content, profile.format)) {
    if (row.line <= profile.headerLine) continue;
    const draft = readRow(reading, row.line, row.cells);
    if (seen === batch.cursor || isFull(office, chunk, draft)) await flush();
    if (!state.running) break;
    seen += 1;
    chunk.push(draft);
  }
  if (state.running) await flush();
  return finishImport(as, work.batchId, profile, say);
}

/** Whether enough rows are together to be written, before this one: an order is written in one piece. */
function isFull({ kind }: Office, chunk: readonly Draft[], next: Draft): boolean {
  if (kind !== 'orders') return chunk.length >= CHUNK_ROWS;
  if (chunk.length < ORDER_ROWS) return false;
  return chunk.length >= LINES_MAX || !continuesOrder(chunk.at(-1), next);
}

/** Writes some rows, `from` being those done before; null when the import was cancelled meanwhile. */
async function writeChunk(
  as: AsMember,
  batchId: string,
  office: Office,
  drafts: readonly Draft[],
  from: number,
): Promise<Progress | null> {
  office.claimed = [];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await as(async (ctx) => {
        const [row] = await ctx.tx.$queryRaw<{ status: string; cursor: number }[]>`
          SELECT "status"::text AS "status", "cursor" FROM "ImportBatch" WHERE "id" = ${batchId}::uuid FOR UPDATE`;
        if (row?.cursor !== from) throw new Overtaken();
        if (row.status !== 'running') return null;
        const written = await writeRows(ctx, office, drafts);
        await keepBadRows(ctx, batchId, written.bad);
        const batch = await ctx.tx.importBatch.update({
          where: { id: batchId },
          data: {
            cursor: { increment: drafts.length },
            created: { increment: written.created },
            updated: { increment: written.updated },
            unchanged: { increment: written.unchanged },
            failed: { increment: written.bad.length },
            leasedUntil: new Date(ctx.clock.now().getTime() + LEASE_MS),
          },
        });
        return progressOf(batch);
      });
    } catch (error) {
      // Somebody was quicker with one of these records: the rows are looked at again.
      if (attempt === 3 || error instanceof Overtaken) throw error;
      for (const key of office.claimed.splice(0)) office.seen.delete(key);
    }
  }
}

/**
 * Of an import that takes all or nothing: looks through the whole file, with nothing written but the rows that are bad. One row of
 * them, and the import has failed.
 *
 * @returns whether it failed, or was cancelled meanwhile.
 */
async function refusedWhole(
  as: AsMember,
  batchId: string,
  begun: { file: { content: Uint8Array }; profile: Profile; reading: Reading; office: Office },
): Promise<boolean> {
  const { file, profile, reading, office } = begun;
  // Of a look that was cut short.
  await as((ctx) =>
    ctx.tx.importRow.deleteMany({ where: { organizationId: ctx.organization.id, batchId } }),
  );
  let failed = 0;
  let chunk: Draft[] = [];
  /** A piece at a time, as it would be written: a long file outlasts any transaction. Tells whether to go on. */
  const look = async (): Promise<boolean> => {
    const drafts = chunk;
    chunk = [];
    return as(async (ctx) => {
      const { bad } = await writeRows(ctx, office, drafts, true);
      failed += bad.length;
      await keepBadRows(ctx, batchId, bad);
      const { count } = await ctx.tx.importBatch.updateMany({
        where: { id: batchId, status: 'running' },
        data: { failed, leasedUntil: new Date(ctx.clock.now().getTime() + LEASE_MS) },
      });
      return count > 0;
    });
  };
  for await (const row of rowsOf(file.content, profile.format)) {
    if (row.line <= profile.headerLine) continue;
    const draft = readRow(reading, row.line, row.cells);
    if (isFull(office, chunk, draft) && !(await look())) return true;
    chunk.push(draft);
  }
  if (chunk.length > 0 && !(await look())) return true;
  office.seen.clear();
  if (failed === 0) return false;
  await as((ctx) =>
    ctx.tx.importBatch.updateMany({
      where: { id: batchId, status: 'running' },
      data: { status: 'failed' },
    }),
  );
  return true;
}

async function keepBadRows(ctx: CrmContext, batchId: string, bad: Written['bad']): Promise<void> {
  await ctx.tx.importRow.createMany({
    data: bad.map(({ draft, problems }) => ({
      organizationId: ctx.organization.id,
      batchId,
      line: draft.line,
      cells: draft.cells.map((cell) => cell.replaceAll('\0', '\uFFFD').slice(0, 2000)),
      problems: problems.map((problem) => ({ ...problem })),
    })),
  });
}

const BAD_ROWS_IN_FILE = 100_000;

async function finishImport(
  as: AsMember,
  batchId: string,
  profile: Profile,
  say: { words: (problem: RowProblem) => string; why: string },
): Promise<Outcome> {
  return as(async (ctx) => {
    const bad = await ctx.tx.importRow.findMany({
      where: { organizationId: ctx.organization.id, batchId },
      orderBy: { line: 'asc' },
      take: BAD_ROWS_IN_FILE,
    });
    const rows = bad.map((row) => ({
      line: row.line,
      cells: z.array(z.string()).parse(row.cells),
      // As `writeChunk` left them.
      problems: row.problems as unknown as RowProblem[],
    }));
    const batch = await getBatch(ctx, batchId);
    if (batch.status === 'done') throw new Overtaken();
    const status = batch.status === 'running' ? 'done' : batch.status;
    // One that is taken back meanwhile is somebody else's work by now.
    await ctx.tx.importBatch.updateMany({
      where: { id: batchId, status: 'running' },
      data: { status, leasedUntil: null },
    });
    const header = profile.columns.map(({ header: name }) => name);
    const badRows =
      rows.length === 0
        ? null
        : await storeFile(ctx, {
            name: `${baseName(batch.fileName)}-rows-to-correct.csv`,
            mediaType: 'text/csv',
            content: csvOf(
              [...header, say.why],
              rows.map(({ cells, problems }) => [
                ...header.map((_, i) => cells[i] ?? ''),
                problems.map(say.words).join('; '),
              ]),
            ),
          });
    return {
      ...progressOf({ ...batch, status }),
      badRows,
      examples: rows.slice(0, EXAMPLES).map(({ line, problems }) => ({ line, problems })),
    };
  });
}

function baseName(name: string): string {
  return name.replace(/\.[^.]*$/, '').replace(/-rows-to-correct$/, '');
}

/** Marks an import as failed: nothing more of it is done. What came in stays until it is undone. */
export async function failImport(tx: Transaction, batchId: string): Promise<void> {
  await tx.importBatch.updateMany({
    where: { id: batchId, status: { in: ['running', 'undoing'] } },
    data: { status: 'failed', leasedUntil: null },
  });
}

/**
 * Takes one import that has work left: nobody else works on it for a minute, which every chunk makes longer. `all`: also one that
 * another process was working on, which is known to be dead.
 *
 * @returns null when there is none.
 */
export async function claimImport(
  tx: Transaction,
  organizationId: string,
  now: Date,
  all: boolean,
): Promise<ImportWork | null> {
  const [row] = await tx.$queryRaw<
    (Claimed & { status: string; outcome: { undoneBy?: string } | null })[]
  >`
    UPDATE "ImportBatch" SET "leasedUntil" = ${new Date(now.getTime() + LEASE_MS)}, "updatedAt" = ${now}
    WHERE "id" = (
      SELECT "id" FROM "ImportBatch" WHERE "organizationId" = ${organizationId}::uuid AND "status" IN ('running', 'undoing')
        AND (${all} OR "leasedUntil" IS NULL OR "leasedUntil" < ${now})
      ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id", "organizationId", "actorId", "status"::text AS "status", "conversationId", "tell", "progressId", "outcome"`;
  if (row === undefined) return null;
  const { status, outcome, ...work } = row;
  const undoing = status === 'undoing';
  return {
    ...work,
    actorId: undoing ? (outcome?.undoneBy ?? work.actorId) : work.actorId,
    undoing,
  };
}

/** Keeps an import for another minute, and others out of it until the transaction ends. */
export async function keepImport(ctx: CrmContext, batchId: string): Promise<void> {
  await ctx.tx.importBatch.updateMany({
    where: { id: batchId, organizationId: ctx.organization.id },
    data: { leasedUntil: new Date(ctx.clock.now().getTime() + LEASE_MS) },
  });
}

/** Tells the database how large the tables are that an import fills. Only as the system: their owner may. */
export async function measureTables(tx: Transaction): Promise<void> {
  await tx.sql`ANALYZE "Account", "Contact", "Deal", "Lead", "Product", "Order", "OrderLine", "StageChange", "SearchEntry"`;
}

/** Lets another process go on with an import at once. */
export async function releaseImport(tx: Transaction, batchId: string): Promise<void> {
  await tx.importBatch.updateMany({ where: { id: batchId }, data: { leasedUntil: null } });
}

/** Remembers the message that shows how far an import is. */
export async function setProgressMessage(
  tx: Transaction,
  batchId: string,
  messageId: string,
): Promise<void> {
  await tx.importBatch.update({ where: { id: batchId }, data: { progressId: messageId } });
}
