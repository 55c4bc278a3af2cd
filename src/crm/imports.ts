import { z } from 'zod';
import type { Transaction } from '../platform/database.ts';
import { similarity } from '../platform/distance.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { csvOf } from './csv.ts';
import { type FileRef, readFile, storeFile } from './files.ts';
import { columnNamed, fieldNamed, guessKind, mapColumns } from './import/columns.ts';
import { type Draft, type Reading, type RowProblem, readRow } from './import/draft.ts';
import { fieldsOfKinds } from './import/own-fields.ts';
import { type Profile, profileOf, readProfile } from './import/profile.ts';
import { rowsOf } from './import/table.ts';
import { IMPORT_KINDS, type ImportKind, NEEDED, type Target } from './import/targets.ts';
import {
  type Mode,
  memberNamed,
  type Office,
  officeOf,
  remember,
  writeRows,
} from './import/write.ts';
import { stagesOf } from './pipelines.ts';

export type { ImportKind, Mode, RowProblem };

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_import: Record<string, never>;
    no_such_column: { column: string; columns: string };
    no_import_field: { field: string; fields: string };
    nothing_mapped: { kind: string; fields: string };
  }
}

const MappingShape = z.object({
  columns: z.array(z.string().nullable()),
  /** What a person decided of a column whose days can be read in two ways, by its index. */
  dayOrders: z.record(z.string(), z.enum(['dmy', 'mdy'])).default({}),
  replacements: z.record(z.string(), z.string()).default({}),
  defaults: z.record(z.string(), z.string()).default({}),
  /** Nothing comes in when one row is bad. */
  whole: z.boolean().default(false),
});
type MappingJson = z.infer<typeof MappingShape>;

/** What a table looks like, kept with its file; null where it is no table, with the reason. Outside of any transaction. */
export async function lookThrough(
  content: Uint8Array,
): Promise<{ profile: Profile } | { refusal: Refusal }> {
  try {
    return { profile: await profileOf(content) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

/** An import as it would happen: shown before anything is written. */
export type Proposal = {
  batchId: string;
  file: string;
  kind: ImportKind;
  mode: Mode;
  /** Nothing comes in when one row is bad. */
  whole: boolean;
  rows: number;
  columns: readonly { header: string; field: string | null; values: readonly string[] }[];
  fields: readonly string[];
  /** The first rows, the mapped columns only. */
  preview: readonly (readonly string[])[];
  /** What would become of the first `sampled` rows. */
  sampled: number;
  created: number;
  existing: number;
  bad: readonly { line: number; problems: readonly RowProblem[] }[];
  badCount: number;
  /** Columns with a header that stands there twice. */
  repeated: readonly string[];
  /** Columns whose days can be read in two ways, and those that write some one way and some the other. */
  undecidedDays: readonly { column: number; header: string; example: string }[];
  mixedDays: readonly string[];
  /** Persons that are no members: their records would be the importer's. */
  strangers: readonly string[];
  strangerCount: number;
  /** Spellings that may be one value: the rarer one first. */
  alike: readonly { from: string; to: string; count: number }[];
  /** So many rows have no account, where one is needed. */
  accountless: number;
  format: string;
};

/** Who is told of an import's progress: a chat's address, in its adapter's terms. */
export type Tell = {
  provider: 'slack' | 'teams' | 'console';
  conversationKey: string;
  replyTo: unknown;
  locale: 'en' | 'zh';
};

/** The kind of records that a file holds; null when it could be several, or is no table. */
export async function kindOfFile(ctx: CrmContext, fileId: string): Promise<ImportKind | null> {
  const { name, profile } = await tableOf(ctx, fileId);
  return guessKind(name, columnsIn(profile), await fieldsOfKinds(ctx));
}

/** The last table that the actor dropped; null when there is none. */
export async function lastTable(ctx: CrmContext): Promise<string | null> {
  if (ctx.actor.kind !== 'member') return null;
  const file = await ctx.tx.storedFile.findFirst({
    where: {
      organizationId: ctx.organization.id,
      memberId: ctx.actor.id,
      profile: { not: { equals: null } as never },
      expiresAt: { gt: ctx.clock.now() },
      imports: { none: { status: { in: ['running', 'done', 'undoing', 'undone'] } } },
    },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return file?.id ?? null;
}

/** The last table of this name that the actor dropped; null when there is none. */
export async function tableNamed(ctx: CrmContext, name: string): Promise<string | null> {
  if (ctx.actor.kind !== 'member') return null;
  const file = await ctx.tx.storedFile.findFirst({
    where: {
      organizationId: ctx.organization.id,
      memberId: ctx.actor.id,
      name: { equals: name.split(/[/\\]/).at(-1) ?? name, mode: 'insensitive' },
      expiresAt: { gt: ctx.clock.now() },
    },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return file?.id ?? null;
}

/** Proposes an import of a file, in place of an older proposal of the actor in this conversation. */
export async function proposeImport(
  ctx: CrmContext,
  what: {
    fileId: string;
    kind: ImportKind;
    mode?: Mode | undefined;
    conversationId: string | null;
    tell: Tell | null;
  },
): Promise<Proposal> {
  if (ctx.actor.kind !== 'member') throw new Refusal('not_allowed', { command: 'data.import' });
  const { profile } = await tableOf(ctx, what.fileId);
  const targets = (await fieldsOfKinds(ctx))(what.kind);
  const mapping: MappingJson = {
    columns: mapColumns(columnsIn(profile), targets),
    dayOrders: {},
    replacements: {},
    defaults: {},
    whole: false,
  };
  await dropProposals(ctx, what.conversationId);
  const id = ctx.ids.next();
  await ctx.tx.importBatch.create({
    data: {
      id,
      organizationId: ctx.organization.id,
      createdAt: ctx.clock.now(),
      actorId: ctx.actor.id,
      conversationId: what.conversationId,
      kind: what.kind,
      fileId: what.fileId,
      mapping,
      mode: what.mode ?? 'both',
      total: profile.rows,
      ...(what.tell === null ? {} : { tell: JSON.parse(JSON.stringify(what.tell)) }),
    },
  });
  return proposal(ctx, await getBatch(ctx, id));
}

/** What a person corrects in a proposal. */
export type Correction =
  | { kind: 'column'; column: string; field: string | null }
  | { kind: 'mode'; mode: Mode }
  | { kind: 'records'; records: ImportKind }
  | { kind: 'days'; column: string | null; order: 'dmy' | 'mdy' }
  | { kind: 'replace'; from: string; to: string }
  | { kind: 'default'; field: string; value: string }
  | { kind: 'whole'; whole: boolean };

/**
 * Corrects the actor's proposal in this conversation.
 *
 * @throws Refusal `no_import` when there is none, `no_such_column`, `no_import_field`.
 */
export async function correctImport(
  ctx: CrmContext,
  conversationId: string,
  correction: Correction,
): Promise<Proposal> {
  const batch = await openProposal(ctx, conversationId);
  const { profile } = await tableOf(ctx, batch.fileId);
  const mapping = MappingShape.parse(batch.mapping);
  const kind = correction.kind === 'records' ? correction.records : batch.kind;
  const targets = (await fieldsOfKinds(ctx))(kind);
  const columns = columnsIn(profile);
  const mode = correction.kind === 'mode' ? correction.mode : batch.mode;
  switch (correction.kind) {
    case 'column': {
      const index = getColumn(correction.column, columns);
      const field = correction.field === null ? null : getField(correction.field, targets);
      mapping.columns = mapping.columns.map((old, i) =>
        i === index ? field : old === field ? null : old,
      );
      break;
    }
    case 'records':
      mapping.columns = mapColumns(columns, targets);
      break;
    case 'days': {
      const indexes =
        correction.column === null
          ? columns.map((_, i) => i).filter((i) => targetAt(mapping, targets, i)?.reads === 'day')
          : [getColumn(correction.column, columns)];
      for (const index of indexes) mapping.dayOrders[String(index)] = correction.order;
      break;
    }
    case 'replace':
      mapping.replacements[correction.from.toLowerCase()] = correction.to;
      break;
    case 'default':
      mapping.defaults[getField(correction.field, targets)] = correction.value;
      break;
    case 'whole':
      mapping.whole = correction.whole;
      break;
    case 'mode':
      break;
    default:
      correction satisfies never;
  }
  await ctx.tx.importBatch.update({ where: { id: batch.id }, data: { mapping, kind, mode } });
  return proposal(ctx, await getBatch(ctx, batch.id));
}

/**
 * Starts the proposed import: from here on it runs in the background.
 *
 * @throws Refusal `no_import` when nothing was proposed, `nothing_mapped` when no column says what a record is called.
 */
export async function startImport(
  ctx: CrmContext,
  conversationId: string | null,
  muteRules = true,
): Promise<{ batchId: string; kind: ImportKind; rows: number }> {
  const batch = await openProposal(ctx, conversationId);
  const mapping = MappingShape.parse(batch.mapping);
  if (!NEEDED[batch.kind].some((field) => mapping.columns.includes(field)))
    throw new Refusal('nothing_mapped', {
      kind: batch.kind,
      fields: NEEDED[batch.kind].join(', '),
    });
  await ctx.tx.importBatch.update({
    where: { id: batch.id },
    data: { status: 'running', muteRules, leasedUntil: null },
  });
  return { batchId: batch.id, kind: batch.kind, rows: batch.total ?? 0 };
}

/**
 * Stops the actor's running import in this conversation, or drops what was proposed. What came in stays until it is undone.
 *
 * @throws Refusal `no_import` when there is none.
 */
export async function cancelImport(
  ctx: CrmContext,
  conversationId: string,
): Promise<{ status: 'running' | 'proposed'; done: number }> {
  const batch = await latest(ctx, conversationId, ['running', 'proposed']);
  if (batch === null) throw new Refusal('no_import', {});
  await ctx.tx.importBatch.update({ where: { id: batch.id }, data: { status: 'cancelled' } });
  return { status: batch.status === 'running' ? 'running' : 'proposed', done: batch.cursor };
}

/** How far an import is. */
export type Progress = {
  batchId: string;
  kind: ImportKind;
  status: 'proposed' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone';
  done: number;
  total: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
};

/** The actor's last import in this conversation; null when there was none. */
export async function lastImport(
  ctx: CrmContext,
  conversationId: string,
): Promise<Progress | null> {
  const batch = await latest(ctx, conversationId, [
    'running',
    'done',
    'failed',
    'cancelled',
    'undoing',
    'undone',
  ]);
  return batch === null ? null : progressOf(batch);
}

// ---- the work itself

/** So many rows are written in one transaction, with their history. */
const CHUNK_ROWS = 250;
const LEASE_MS = 60_000;

/** An import that this process works on. */
export type Work = { batchId: string; organizationId: string; actorId: string; undoing: boolean };

/** Runs a transaction for the organization with a fresh context in which the import's member acts. */
export type AsMember = <T>(work: (ctx: CrmContext) => Promise<T>) => Promise<T>;

/** Another process has taken an import over: it goes on there. */
export class Overtaken extends Error {}

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
  work: Pick<Work, 'batchId'>,
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
      office: await officeOf(ctx, batch.kind, batch.mode),
    };
  });
  const { batch, profile, reading, office } = begun;
  if (MappingShape.parse(batch.mapping).whole && batch.cursor === 0) {
    const bad = await firstBad(as, begun);
    if (bad > 0) return refuseWhole(as, work.batchId, begun, say);
  }
  let seen = 0;
  const state = { running: true };
  let chunk: Draft[] = [];
  const flush = async () => {
    if (chunk.length === 0) return;
    const drafts = chunk;
    chunk = [];
    const from = seen - drafts.length;
    const progress = await writeChunk(as, work.batchId, office, drafts, from);
    if (progress === null) state.running = false;
    else await say.progress(progress);
  };
  for await (const row of rowsOf(begun.file.content, profile.format)) {
    if (row.line <= profile.headerLine) continue;
    seen += 1;
    chunk.push(readRow(reading, row.line, row.cells));
    if (seen <= batch.cursor) {
      if (chunk.length === CHUNK_ROWS || seen === batch.cursor) {
        remember(office, chunk);
        chunk = [];
      }
    } else if (chunk.length === CHUNK_ROWS) await flush();
    if (!state.running) break;
  }
  if (state.running) await flush();
  return finishImport(as, work.batchId, profile, say);
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
        await ctx.tx.importRow.createMany({
          data: written.bad.map(({ draft, problems }) => ({
            organizationId: ctx.organization.id,
            batchId,
            line: draft.line,
            cells: draft.cells.map((cell) => cell.replaceAll('\0', '\uFFFD').slice(0, 2000)),
            problems: problems.map((problem) => ({ ...problem })),
          })),
        });
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

/** Of an import that takes all or nothing: how many rows are bad, with nothing written. */
async function firstBad(
  as: AsMember,
  {
    file,
    profile,
    reading,
    office,
  }: { file: { content: Uint8Array }; profile: Profile; reading: Reading; office: Office },
): Promise<number> {
  let bad = 0;
  let chunk: Draft[] = [];
  const look = async () => {
    const drafts = chunk;
    chunk = [];
    bad += await as(async (ctx) => (await writeRows(ctx, office, drafts, true)).bad.length);
  };
  for await (const row of rowsOf(file.content, profile.format)) {
    if (row.line <= profile.headerLine) continue;
    chunk.push(readRow(reading, row.line, row.cells));
    if (chunk.length === CHUNK_ROWS) await look();
  }
  if (chunk.length > 0) await look();
  office.seen.clear();
  return bad;
}

async function refuseWhole(
  as: AsMember,
  batchId: string,
  begun: { file: { content: Uint8Array }; profile: Profile; reading: Reading; office: Office },
  say: { words: (problem: RowProblem) => string; why: string },
): Promise<Outcome> {
  const { profile, reading, office } = begun;
  const drafts: Draft[] = [];
  for await (const row of rowsOf(begun.file.content, profile.format))
    if (row.line > profile.headerLine) drafts.push(readRow(reading, row.line, row.cells));
  await as(async (ctx) => {
    const { bad } = await writeRows(ctx, office, drafts, true);
    await ctx.tx.importRow.createMany({
      data: bad.map(({ draft, problems }) => ({
        organizationId: ctx.organization.id,
        batchId,
        line: draft.line,
        cells: draft.cells.map((cell) => cell.replaceAll('\0', '\uFFFD').slice(0, 2000)),
        problems: problems.map((problem) => ({ ...problem })),
      })),
      skipDuplicates: true,
    });
    await ctx.tx.importBatch.update({
      where: { id: batchId },
      data: { status: 'failed', failed: bad.length },
    });
  });
  return finishImport(as, batchId, profile, say);
}

const EXAMPLES = 5;
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
  now: Date,
  all: boolean,
): Promise<(Work & { conversationId: string | null; tell: unknown }) | null> {
  const [row] = await tx.$queryRaw<
    (Omit<Work, 'undoing' | 'batchId'> & {
      id: string;
      status: string;
      conversationId: string | null;
      tell: unknown;
      outcome: { undoneBy?: string } | null;
    })[]
  >`
    UPDATE "ImportBatch" SET "leasedUntil" = ${new Date(now.getTime() + LEASE_MS)}, "updatedAt" = ${now}
    WHERE "id" = (
      SELECT "id" FROM "ImportBatch" WHERE "status" IN ('running', 'undoing')
        AND (${all} OR "leasedUntil" IS NULL OR "leasedUntil" < ${now})
      ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id", "organizationId", "actorId", "status"::text AS "status", "conversationId", "tell", "outcome"`;
  if (row === undefined) return null;
  const { id, organizationId, actorId, status, conversationId, tell, outcome } = row;
  const undoing = status === 'undoing';
  return {
    batchId: id,
    organizationId,
    actorId: undoing ? (outcome?.undoneBy ?? actorId) : actorId,
    undoing,
    conversationId,
    tell,
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
  await tx.sql`ANALYZE "Account", "Contact", "Deal", "Lead", "Product", "StageChange", "SearchEntry"`;
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

// ---- helpers

type Batch = {
  id: string;
  actorId: string;
  kind: ImportKind;
  fileId: string | null;
  fileName: string;
  mapping: unknown;
  mode: Mode;
  status: Progress['status'];
  cursor: number;
  total: number | null;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
};

const KIND = z.enum(IMPORT_KINDS);

async function getBatch(ctx: CrmContext, id: string): Promise<Batch> {
  const row = await ctx.tx.importBatch.findFirst({
    where: { id, organizationId: ctx.organization.id },
    include: { file: { select: { name: true } } },
  });
  if (row === null) throw new Refusal('no_import', {});
  return { ...row, kind: KIND.parse(row.kind), fileName: row.file?.name ?? '' };
}

function progressOf(batch: Omit<Batch, 'kind' | 'fileName'> & { kind: string }): Progress {
  return {
    batchId: batch.id,
    kind: KIND.parse(batch.kind),
    status: batch.status,
    done: batch.cursor,
    total: batch.total ?? batch.cursor,
    created: batch.created,
    updated: batch.updated,
    unchanged: batch.unchanged,
    failed: batch.failed,
  };
}

async function latest(
  ctx: CrmContext,
  conversationId: string | null,
  statuses: Progress['status'][],
): Promise<Batch | null> {
  if (ctx.actor.kind !== 'member') return null;
  const row = await ctx.tx.importBatch.findFirst({
    where: {
      organizationId: ctx.organization.id,
      actorId: ctx.actor.id,
      conversationId,
      status: { in: statuses },
    },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return row === null ? null : getBatch(ctx, row.id);
}

function findProposal(ctx: CrmContext, conversationId: string | null): Promise<Batch | null> {
  return latest(ctx, conversationId, ['proposed']);
}

async function openProposal(ctx: CrmContext, conversationId: string | null): Promise<Batch> {
  const batch = await findProposal(ctx, conversationId);
  if (batch === null) throw new Refusal('no_import', {});
  return batch;
}

async function dropProposals(ctx: CrmContext, conversationId: string | null): Promise<void> {
  if (ctx.actor.kind !== 'member') return;
  await ctx.tx.importBatch.deleteMany({
    where: {
      organizationId: ctx.organization.id,
      actorId: ctx.actor.id,
      conversationId,
      status: 'proposed',
    },
  });
}

async function tableOf(
  ctx: CrmContext,
  fileId: string | null,
): Promise<{ name: string; profile: Profile }> {
  const file = await ctx.tx.storedFile.findFirst({
    where: {
      id: fileId ?? '',
      organizationId: ctx.organization.id,
      expiresAt: { gt: ctx.clock.now() },
    },
    select: { name: true, profile: true, memberId: true },
  });
  const profile = file === null ? null : readProfile(file.profile);
  const mine =
    ctx.actor.kind === 'member' && (ctx.actor.role === 'admin' || ctx.actor.id === file?.memberId);
  if (file === null || profile === null || !mine) throw new Refusal('file_gone', {});
  return { name: file.name, profile };
}

function columnsIn(profile: Profile): { header: string; samples: string[] }[] {
  return profile.columns.map(({ header, values }) => ({
    header,
    samples: values.slice(0, 50).map(([value]) => value),
  }));
}

function getColumn(said: string, columns: { header: string; samples: string[] }[]): number {
  const index = columnNamed(said, columns);
  if (index === null)
    throw new Refusal('no_such_column', {
      column: said,
      columns: columns.map(({ header }, i) => `${i + 1} ${header}`).join(', '),
    });
  return index;
}

function getField(said: string, targets: readonly Target[]): string {
  const exact = targets.find(({ field }) => field === said)?.field;
  const field = exact ?? fieldNamed(said, targets);
  if (field === null)
    throw new Refusal('no_import_field', {
      field: said,
      fields: targets.map((t) => t.field).join(', '),
    });
  return field;
}

function targetAt(mapping: MappingJson, targets: readonly Target[], index: number): Target | null {
  return targets.find(({ field }) => field === mapping.columns[index]) ?? null;
}

async function readingOf(ctx: CrmContext, batch: Batch, profile: Profile): Promise<Reading> {
  const targets = (await fieldsOfKinds(ctx))(batch.kind);
  const mapping = MappingShape.parse(batch.mapping);
  return {
    header: profile.columns.map(({ header }) => header),
    targets: profile.columns.map((_, i) => targetAt(mapping, targets, i)),
    styles: profile.columns.map((column, i) => ({
      // What nothing decides is read as the person said, else as the organization's currency suggests; mixed columns stay strict.
      dayOrder:
        mapping.dayOrders[String(i)] ??
        column.dayOrder ??
        (column.mixedDays ? null : ctx.organization.baseCurrency === 'USD' ? 'mdy' : 'dmy'),
      decimalComma: column.decimalComma,
    })),
    replacements: new Map(Object.entries(mapping.replacements)),
    defaults: targets.flatMap((target) => {
      const text = mapping.defaults[target.field];
      return text === undefined ? [] : [{ target, text }];
    }),
    stages: await stagesOf(ctx),
    padded: profile.format.kind === 'excel',
  };
}

const PREVIEW_ROWS = 20;
const NAMED_MOST = 10;

async function proposal(ctx: CrmContext, batch: Batch): Promise<Proposal> {
  const { name, profile } = await tableOf(ctx, batch.fileId);
  const reading = await readingOf(ctx, batch, profile);
  const mapping = MappingShape.parse(batch.mapping);
  const office = await officeOf(ctx, batch.kind, batch.mode);
  const drafts = profile.sample.map(({ line, cells }) => readRow(reading, line, cells));
  const dry = await writeRows(ctx, office, drafts, true);
  const mapped = reading.targets.flatMap((target, i) => (target === null ? [] : [i]));
  const owners = reading.targets.findIndex((target) => target?.reads === 'member');
  const strangers = (profile.columns[owners]?.values ?? [])
    .map(([value]) => mapping.replacements[value.toLowerCase()] ?? value)
    .filter((value) => memberNamed(office, value) === null);
  const account = reading.targets.findIndex((target) => target?.field === 'account');
  const needsAccount =
    batch.kind === 'deals' && account >= 0 && mapping.defaults.account === undefined;
  const bad = dry.bad.map(({ draft, problems }) => ({ line: draft.line, problems }));
  return {
    batchId: batch.id,
    file: name,
    kind: batch.kind,
    mode: batch.mode,
    whole: mapping.whole,
    rows: profile.rows,
    columns: profile.columns.map(({ header, values }, i) => ({
      header,
      field: mapping.columns[i] ?? null,
      values: values.slice(0, 3).map(([value]) => value),
    })),
    fields: (await fieldsOfKinds(ctx))(batch.kind).map(({ field }) => field),
    preview: profile.sample
      .slice(0, PREVIEW_ROWS)
      .map(({ cells }) =>
        mapped.map(
          (i) => reading.replacements.get((cells[i] ?? '').toLowerCase()) ?? cells[i] ?? '',
        ),
      ),
    sampled: drafts.length,
    created: dry.created,
    existing: dry.updated + dry.unchanged,
    bad: bad.slice(0, EXAMPLES),
    badCount: bad.length,
    repeated: profile.columns
      .map(({ header }) => header)
      .filter((header, i, all) => header !== '' && all.indexOf(header) < i),
    undecidedDays: mapped.flatMap((i) => {
      const column = profile.columns[i];
      const open =
        reading.targets[i]?.reads === 'day' &&
        column?.dayOrder === null &&
        !column.mixedDays &&
        mapping.dayOrders[String(i)] === undefined;
      const example = column?.values.find(([value]) =>
        /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(value),
      )?.[0];
      return open && example !== undefined ? [{ column: i, header: column.header, example }] : [];
    }),
    mixedDays: mapped.flatMap((i) =>
      reading.targets[i]?.reads === 'day' && profile.columns[i]?.mixedDays === true
        ? [profile.columns[i].header]
        : [],
    ),
    strangers: strangers.slice(0, NAMED_MOST),
    strangerCount: strangers.length,
    alike: alikeValues(profile, reading, mapping).slice(0, NAMED_MOST),
    accountless: needsAccount ? profile.rows - (profile.columns[account]?.filled ?? 0) : 0,
    format:
      profile.format.kind === 'excel'
        ? 'Excel'
        : `CSV, ${profile.format.encoding.toUpperCase()}, “${profile.format.delimiter === '\t' ? 'TAB' : profile.format.delimiter}”`,
  };
}

/** Spellings of one column that may be the same: "GTXPro" beside "GTX Pro". Names of accounts and people are left alone. */
function alikeValues(
  profile: Profile,
  reading: Reading,
  mapping: MappingJson,
): { from: string; to: string; count: number }[] {
  return profile.columns.flatMap(({ values }, i) => {
    const target = reading.targets[i];
    const few = values.length >= 2 && values.length <= 50;
    if (!few || !['product', 'industry', 'region', 'source'].includes(target?.field ?? ''))
      return [];
    return values.flatMap(([from, count]) => {
      if (mapping.replacements[from.toLowerCase()] !== undefined) return [];
      const to = values.find(([other, often]) => often > count && looksSame(from, other));
      return to === undefined ? [] : [{ from, to: to[0], count }];
    });
  });
}

function looksSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  if (one === undefined || other === undefined || one === '') return false;
  if (one === other) return true;
  // A number tells one thing from another: "GTX 500" is no "GTX 600".
  return one.length > 5 && !/\d/.test(one + other) && similarity(one, other) > 0.95;
}
