import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import {
  columnsIn,
  dropProposals,
  getBatch,
  latest,
  type MappingJson,
  MappingShape,
  openProposal,
  type Progress,
  progressOf,
  tableOf,
  targetAt,
} from './import/batch.ts';
import { columnNamed, fieldNamed, guessKind, mapColumns } from './import/columns.ts';
import type { RowProblem } from './import/draft.ts';
import type { Mode } from './import/items.ts';
import { fieldsOfKinds } from './import/own-fields.ts';
import { type Profile, profileOf } from './import/profile.ts';
import { type Proposal, proposal } from './import/proposal.ts';
import { type ImportKind, NEEDED, type Target } from './import/targets.ts';

export type { ImportKind, Mode, Progress, Proposal, RowProblem };

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_such_column: { column: string; columns: string };
    no_import_field: { field: string; fields: string };
    nothing_mapped: { kind: string; fields: string };
  }
}

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
    likeNamed: 'ask',
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
  | { kind: 'whole'; whole: boolean }
  | { kind: 'alike'; accounts: 'new' | 'same' };

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
    case 'alike':
      mapping.likeNamed = correction.accounts;
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
