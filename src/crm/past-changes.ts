import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { MERGEABLE, type Mergeable, NUMBER_PREFIXES, type RecordKind } from './fields.ts';
import { describeChanges } from './history.ts';
import { nameKey } from './names.ts';
import { columnsIn } from './recorder.ts';
import { delegateOf, type Row } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    nothing_to_redo: Record<string, never>;
    changed_more: { field: string; fields: string };
    no_change_of: { actor: string; name: string };
    came_with_import: { name: string };
    no_merge: { name: string };
    several_merges: { name: string; merges: string };
    import_not_redone: { records: number };
  }
}

/**
 * The actor's last undo in this conversation, to be taken back itself: the change stands again. Undos are taken back in
 * reverse order, and none once something else was changed.
 *
 * @throws Refusal `nothing_to_redo`; `import_not_redone` where that was a whole import.
 */
export async function lastUndo(ctx: CrmContext, conversationId: string): Promise<string> {
  if (ctx.actor.kind !== 'member') throw new Refusal('nothing_to_redo', {});
  const sets = await ctx.tx.changeSet.findMany({
    where: {
      organizationId: ctx.organization.id,
      actorId: ctx.actor.id,
      conversationId,
      undoneAt: null,
    },
    orderBy: { id: 'desc' },
    take: 50,
    select: { id: true, undoesId: true },
  });
  const undos = await ctx.tx.changeSet.findMany({
    where: {
      organizationId: ctx.organization.id,
      id: { in: sets.flatMap((set) => set.undoesId ?? []) },
    },
    select: { id: true, undoesId: true },
  });
  // A redo takes back an undo, and is none itself.
  const redoes = new Set(undos.filter((set) => set.undoesId !== null).map((set) => set.id));
  const last = sets.find((set) => set.undoesId === null || !redoes.has(set.undoesId));
  if (last === undefined || last.undoesId === null) throw new Refusal('nothing_to_redo', {});
  await refuseWholeImport(ctx, last.undoesId);
  return last.id;
}

/** An import that went back in many change sets would come back with one of them only. */
async function refuseWholeImport(ctx: CrmContext, undoneId: string): Promise<void> {
  const organizationId = ctx.organization.id;
  const undone = await ctx.tx.changeSet.findFirst({
    where: { organizationId, id: undoneId },
    select: { importBatchId: true },
  });
  const importBatchId = undone?.importBatchId ?? null;
  if (importBatchId === null) return;
  const sets = await ctx.tx.changeSet.findMany({
    where: { organizationId, importBatchId, undoneAt: { not: null } },
    select: { _count: { select: { changes: true } } },
  });
  const records = sets.reduce((sum, set) => sum + set._count.changes, 0);
  if (sets.length > 1) throw new Refusal('import_not_redone', { records });
}

/** What changes along with a field, and goes back with it. */
const ALONG = new Set(['closedOn', 'reason', 'category']);
const LOOKED_BACK = 30;

/** The actor's last change set in this conversation that changed a field of what was there before, and nothing else. */
export async function lastChangeOf(
  ctx: CrmContext,
  field: string,
  conversationId: string | null,
): Promise<string> {
  if (ctx.actor.kind !== 'member') throw new Refusal('nothing_to_undo', {});
  const sets = await ctx.tx.changeSet.findMany({
    where: {
      organizationId: ctx.organization.id,
      actorId: ctx.actor.id,
      conversationId,
      undoneAt: null,
      undoesId: null,
      importBatchId: null,
    },
    orderBy: { id: 'desc' },
    take: LOOKED_BACK,
    include: {
      changes: { where: { operation: 'update' }, orderBy: { position: 'asc' } },
      _count: { select: { changes: true } },
    },
  });
  for (const { id, changes, _count } of sets) {
    const fields = await describeChanges(
      ctx,
      changes.map((change) => ({
        ...change,
        entity: change.entity as RecordKind,
        before: columnsIn(change.before),
        after: columnsIn(change.after),
      })),
    );
    if (!fields.some((change) => change.field === field)) continue;
    const others = fields.map((f) => f.field).filter((name) => name !== field && !ALONG.has(name));
    if (others.length > 0 || _count.changes > changes.length)
      throw new Refusal('changed_more', { field, fields: [...new Set(others)].join(', ') });
    return id;
  }
  throw new Refusal('nothing_to_undo', {});
}

/**
 * The last change of a record that stands, by anybody or by one member; without a record, that member's last change of all.
 *
 * @throws Refusal `no_change_of`; `came_with_import` where that was an import, which is taken back as a whole.
 */
export async function lastChangeTo(
  ctx: CrmContext,
  what: {
    record?: { entity: RecordKind; id: string; name: string } | undefined;
    by?: { id: string; name: string } | undefined;
  },
): Promise<string> {
  const { record, by } = what;
  const organizationId = ctx.organization.id;
  const set = await ctx.tx.changeSet.findFirst({
    where: {
      organizationId,
      undoneAt: null,
      undoesId: null,
      ...(by === undefined ? {} : { actorId: by.id }),
      ...(record === undefined
        ? {}
        : { changes: { some: { organizationId, entity: record.entity, recordId: record.id } } }),
    },
    orderBy: { id: 'desc' },
    select: { id: true, importBatchId: true },
  });
  const name = record?.name ?? '';
  if (set === null) throw new Refusal('no_change_of', { actor: by?.name ?? '', name });
  if (set.importBatchId !== null) throw new Refusal('came_with_import', { name });
  return set.id;
}

/**
 * The change set of a merge that stands: of records that are called so, else the actor's last one, in this conversation if there is
 * one.
 *
 * @param names what the two were called, or one of them: a name or a number.
 * @throws Refusal `no_merge`, `several_merges`.
 */
export async function lastMerge(
  ctx: CrmContext,
  names: readonly string[],
  conversationId: string | null,
): Promise<string> {
  if (ctx.actor.kind !== 'member') throw new Refusal('no_merge', { name: '' });
  return names.length === 0
    ? ownLastMerge(ctx, ctx.actor.id, conversationId)
    : namedMerge(ctx, names);
}

async function ownLastMerge(
  ctx: CrmContext,
  actorId: string,
  conversationId: string | null,
): Promise<string> {
  const standing = {
    organizationId: ctx.organization.id,
    actorId,
    commands: { hasSome: MERGEABLE.map((kind) => `${kind}.merge`) },
    undoneAt: null,
    undoesId: null,
  };
  for (const where of [{ ...standing, conversationId }, standing]) {
    const set = await ctx.tx.changeSet.findFirst({
      where,
      orderBy: { id: 'desc' },
      select: { id: true },
    });
    if (set !== null) return set.id;
  }
  throw new Refusal('no_merge', { name: '' });
}

type Loser = { kind: Mergeable; row: Row; into: Row };

async function namedMerge(ctx: CrmContext, names: readonly string[]): Promise<string> {
  const merged = await losersCalled(ctx, names);
  const sets = await ctx.tx.change.findMany({
    where: {
      organizationId: ctx.organization.id,
      recordId: { in: merged.map(({ row }) => row.id) },
      operation: 'delete',
      changeSet: { undoneAt: null, undoesId: null },
    },
    orderBy: { changeSetId: 'desc' },
    select: { changeSetId: true, recordId: true },
  });
  const [first] = sets;
  const said = names.join(', ');
  if (first === undefined) throw new Refusal('no_merge', { name: said });
  if (new Set(sets.map(({ changeSetId }) => changeSetId)).size > 1) {
    const merges = merged.map(({ row, into, kind }) => {
      return `${row.name ?? ''} (${codeOf(kind, row)}) → ${into.name ?? ''}`;
    });
    throw new Refusal('several_merges', { name: said, merges: merges.join(', ') });
  }
  return first.changeSetId;
}

/** Records that were merged away, where they or what they became are called so; those that fit all that was said before others. */
async function losersCalled(ctx: CrmContext, names: readonly string[]): Promise<Loser[]> {
  const found: { loser: Loser; fits: number }[] = [];
  for (const kind of MERGEABLE) {
    const of = { organizationId: ctx.organization.id };
    const called = names.map((name) => {
      const number = new RegExp(`^${NUMBER_PREFIXES[kind]}-(\\d{1,9})$`, 'i').exec(
        name.trim(),
      )?.[1];
      return number === undefined ? { nameKey: nameKey(name) } : { number: Number(number) };
    });
    const model = delegateOf(ctx.tx, kind);
    const rows = await model.findMany({
      where: {
        ...of,
        deletedAt: { not: null },
        mergedIntoId: { not: null },
        OR: [...called, ...called.map((one) => ({ mergedInto: one }))],
      },
      include: { mergedInto: true },
    });
    const fit = (row: Row) => (one: object) =>
      Object.entries(one).every(([column, value]) => row[column] === value);
    for (const row of rows) {
      const into = row.mergedInto as Row;
      const fits = called.filter((one) => fit(row)(one) || fit(into)(one)).length;
      // "Split Acme Ltd from Acme": the one that is named and went is meant before others that went there, too.
      const went = called.some(fit(row)) ? 0.5 : 0;
      found.push({ loser: { kind, row, into }, fits: fits + went });
    }
  }
  const best = Math.max(0, ...found.map(({ fits }) => fits));
  return found.filter(({ fits }) => fits === best).map(({ loser }) => loser);
}

function codeOf(kind: Mergeable, row: Row): string {
  return `${NUMBER_PREFIXES[kind]}-${String(row.number)}`;
}
