import { Refusal } from '../platform/refusal.ts';
import { refuseAccountTwin } from './accounts.ts';
import { refuseContactTwin } from './contacts.ts';
import type { CrmContext, MemberRole } from './context.ts';
import { refuseFieldTwin } from './custom-field-definitions.ts';
import { customFieldNames } from './custom-fields.ts';
import type { NumberedKind, RecordKind } from './fields.ts';
import { describeChanges, type FieldChange, isMine } from './history.ts';
import { carryingOthers, deleteRecords, rowsOf } from './many-records.ts';
import { keepAnAdministrator, refuseMemberTwin, scopeOf } from './members.ts';
import { isLocked } from './orders.ts';
import { withOwnColumns } from './own-columns.ts';
import { isWithin, OWNED_BY } from './record-scope.ts';
import { columnsIn } from './recorder.ts';
import { addUpAgain, type DocumentKind } from './sales-documents.ts';
import { refuseWithRates } from './settings.ts';
import {
  findDependent,
  findRow,
  labelOf,
  type Row,
  setDeleted,
  stored,
  updateRecord,
} from './store.ts';
import { revertTogether } from './undo/together.ts';
import { type ChangeRow, groupsIn, patchOf } from './undo/touched.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    nothing_to_undo: Record<string, never>;
    already_undone: Record<string, never>;
    sent_already: Record<string, never>;
    not_yours_to_undo: { actor: string };
    merged_further: { name: string };
  }
}

/** A field that an undo left alone; of a new record that stays, no field is named. */
type Kept = {
  label: string;
  field: string;
  /** The kind of record, where the organization itself added the field. */
  own?: RecordKind;
  /** What it calls the field. */
  name?: { en: string; zh: string };
  by: string;
};

/** What an undo did, and what it left alone because somebody changed it since. */
export type Undone = {
  /** The records that are back as they were. */
  restored: readonly { entity: RecordKind; id: string; label: string }[];
  fields: readonly FieldChange[];
  kept: readonly Kept[];
  /** A whole import goes back, in the background: how many records it touched. */
  later?: { batchId: string; records: number };
};

/**
 * Takes back a change set: the one named, else the actor's last one in this conversation that is not taken back yet. Each
 * field goes back only if it still is as the change left it; the others are kept and named.
 *
 * @throws Refusal `nothing_to_undo`, `already_undone`, `not_yours_to_undo`; what came back would refuse for itself, too:
 * `account_exists`, `contact_exists`, `last_administrator`, `order_locked`, `base_currency_in_use`, `merged_further`.
 */
export async function undo(
  ctx: CrmContext,
  which: { changeSetId?: string | undefined; conversationId: string | null },
): Promise<Undone> {
  const set = await changeSetToUndo(ctx, which);
  const later = set.importBatchId === null ? null : await undoImport(ctx, set.importBatchId);
  if (later !== null) return { restored: [], fields: [], kept: [], later };
  const kept: Kept[] = [];
  const restored: { entity: RecordKind; id: string; label: string }[] = [];
  const start = ctx.history.changes.length;
  ctx.history.undoes = set.id;
  for (const change of await revertTogether(ctx, [...set.changes].reverse(), restored)) {
    const entity = change.entity as RecordKind;
    const found = await findRow(ctx, entity, change.recordId);
    if (found === null) continue;
    const row = withOwnColumns(found);
    refuseMergedFurther(row, change, set.changes);
    await refuseLockedOrder(ctx, entity, row, change, set.changes);
    const left = await takeBack(ctx, entity, row, change, set);
    kept.push(...left);
    restored.push({ entity, id: change.recordId, label: change.label });
  }
  for (const { kind, id } of await documentsIn(ctx, set.changes)) await addUpAgain(ctx, kind, id);
  await nameOwn(ctx, kept);
  const mine = ctx.history.changes.slice(start);
  if (mine.length > 0) await markUndone(ctx, set.id);
  return {
    restored: mine.length === 0 ? [] : [...new Map(restored.map((one) => [one.id, one])).values()],
    fields: await describeChanges(ctx, mine),
    kept,
  };
}

/** Puts the organization's names to its own fields. */
async function nameOwn(ctx: CrmContext, kept: Kept[]): Promise<void> {
  if (!kept.some((one) => one.own !== undefined)) return;
  const nameOf = await customFieldNames(ctx);
  for (const one of kept) {
    const name = one.own === undefined ? undefined : nameOf(one.own, one.field);
    if (name !== undefined) one.name = name;
  }
}

/** The quotes and orders whose lines or sums changed. */
async function documentsIn(
  ctx: CrmContext,
  changes: readonly ChangeRow[],
): Promise<{ kind: DocumentKind; id: string }[]> {
  const documents = new Map<string, { kind: DocumentKind; id: string }>();
  for (const { entity, recordId, after } of changes) {
    if ((entity === 'order' || entity === 'quote') && 'total' in columnsIn(after))
      documents.set(recordId, { kind: entity, id: recordId });
    const of = await documentOf(ctx, entity as RecordKind, recordId);
    if (of !== null) documents.set(of.id, of);
  }
  return [...documents.values()];
}

/** The quote or order that a line belongs to. */
async function documentOf(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
): Promise<{ kind: DocumentKind; id: string } | null> {
  if (entity !== 'orderLine' && entity !== 'quoteLine') return null;
  const row = await findRow(ctx, entity, id);
  if (row === null) return null;
  return entity === 'orderLine'
    ? { kind: 'order', id: String(row.orderId) }
    : { kind: 'quote', id: String(row.quoteId) };
}

/** Few records go back at once, like any change; more of them in the background. */
const AT_ONCE = 200;

/**
 * Takes back an import, also one that is still running: no row of it comes in any more.
 *
 * @returns null when it is so small that it goes back like any other change.
 */
async function undoImport(
  ctx: CrmContext,
  batchId: string,
): Promise<{ batchId: string; records: number } | null> {
  const sets = await ctx.tx.changeSet.findMany({
    where: { organizationId: ctx.organization.id, importBatchId: batchId, undoneAt: null },
    select: { id: true, _count: { select: { changes: true } } },
  });
  const records = sets.reduce((sum, set) => sum + set._count.changes, 0);
  const small = sets.length === 1 && records <= AT_ONCE;
  const outcome = { undoneBy: ctx.actor.kind === 'member' ? ctx.actor.id : null };
  await ctx.tx.importBatch.update({
    where: { id: batchId },
    data: { status: small ? 'undone' : 'undoing', leasedUntil: null, outcome },
  });
  return small ? null : { batchId, records };
}

/** Takes back the actor's last import in a conversation. */
export function undoLastImport(ctx: CrmContext, conversationId: string): Promise<Undone> {
  if (ctx.actor.kind !== 'member') throw new Refusal('nothing_to_undo', {});
  return undoSetOf(ctx, {
    actorId: ctx.actor.id,
    importBatchId: { not: null },
    conversationId,
  });
}

/** Takes back a member's last import, by whoever may. */
export function undoImportBy(ctx: CrmContext, actorId: string): Promise<Undone> {
  return undoSetOf(ctx, { actorId, importBatchId: { not: null } });
}

/** Takes back an import, by whoever may take back its changes. */
export function undoBatch(ctx: CrmContext, batchId: string): Promise<Undone> {
  if (!/^[0-9a-f-]{36}$/.test(batchId)) throw new Refusal('nothing_to_undo', {});
  return undoSetOf(ctx, { importBatchId: batchId });
}

async function undoSetOf(ctx: CrmContext, where: object): Promise<Undone> {
  const set = await ctx.tx.changeSet.findFirst({
    where: { organizationId: ctx.organization.id, undoneAt: null, undoesId: null, ...where },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  if (set === null) throw new Refusal('nothing_to_undo', {});
  return undo(ctx, { changeSetId: set.id, conversationId: null });
}

/**
 * Takes back the latest change set of an import that still stands. In bulk where records were made; field by field where they were
 * changed. What others changed or built on since stays.
 *
 * @returns null when nothing of the import stands any more.
 */
export async function undoImportedSet(
  ctx: CrmContext,
  batchId: string,
): Promise<{ records: number; kept: readonly Kept[] } | null> {
  const set = await ctx.tx.changeSet.findFirst({
    where: { organizationId: ctx.organization.id, importBatchId: batchId, undoneAt: null },
    orderBy: { id: 'desc' },
    include: { changes: { orderBy: { position: 'desc' } } },
  });
  if (set === null) {
    await ctx.tx.importBatch.update({
      where: { id: batchId },
      data: { status: 'undone', leasedUntil: null },
    });
    return null;
  }
  const kept: Kept[] = [];
  const start = ctx.history.changes.length;
  // The last kind that was written goes first: deals before the accounts that came in with them.
  const made = set.changes.filter(({ operation }) => operation === 'create');
  // Lines go with their order.
  const kinds = made.map((change) => change.entity as NumberedKind | 'orderLine');
  for (const entity of new Set(kinds.filter((kind) => kind !== 'orderLine')))
    kept.push(...(await takeAway(ctx, entity, made, { id: set.id, batchId })));
  ctx.history.undoes = set.id;
  const gone = new Set(made.map((change) => change.recordId));
  for (const change of set.changes) {
    if (change.operation === 'create' || gone.has(change.recordId)) continue;
    const entity = change.entity as RecordKind;
    const row = await findRow(ctx, entity, change.recordId);
    if (row !== null) kept.push(...(await takeBack(ctx, entity, withOwnColumns(row), change, set)));
  }
  await markUndone(ctx, set.id);
  return { records: ctx.history.changes.length - start, kept };
}

async function takeAway(
  ctx: CrmContext,
  entity: NumberedKind,
  made: readonly ChangeRow[],
  set: { id: string; batchId: string },
): Promise<Kept[]> {
  const ids = made.filter((change) => change.entity === entity).map(({ recordId }) => recordId);
  const rows = (await rowsOf(ctx, entity, ids)).filter((row) => row.deletedAt === null);
  const later = await ctx.tx.$queryRaw<{ recordId: string; name: string | null }[]>`
    SELECT DISTINCT ON (c."recordId") c."recordId", m."name" FROM "Change" c
    JOIN "ChangeSet" s ON s."organizationId" = c."organizationId" AND s."id" = c."changeSetId"
    LEFT JOIN "Member" m ON m."organizationId" = s."organizationId" AND m."id" = s."actorId"
    WHERE c."organizationId" = ${ctx.organization.id}::uuid AND c."entity" = ${entity}
      AND c."recordId" = ANY(${ids}::uuid[]) AND c."changeSetId" > ${set.id}::uuid
      AND s."undoneAt" IS NULL AND s."undoesId" IS NULL
      AND s."importBatchId" IS DISTINCT FROM ${set.batchId}::uuid
    ORDER BY c."recordId", c."changeSetId" DESC`;
  const changedBy = new Map(later.map(({ recordId, name }) => [recordId, name ?? 'Parley']));
  const carrying = await carryingOthers(ctx, entity, ids);
  const stays = (id: string) => changedBy.has(id) || carrying.has(id);
  await deleteRecords(
    ctx,
    entity,
    rows.filter((row) => !stays(row.id)),
  );
  return rows
    .filter((row) => stays(row.id))
    .map((row) => ({ label: labelOf(entity, row), field: '', by: changedBy.get(row.id) ?? '' }));
}

/** What an undo had taken back stands again when the undo is taken back itself, and so on down the chain. */
async function markUndone(ctx: CrmContext, setId: string): Promise<void> {
  let next: string | null = setId;
  for (let undone = true; next !== null; undone = !undone) {
    const marked: { undoesId: string | null } = await ctx.tx.changeSet.update({
      where: { id: next },
      data: { undoneAt: undone ? ctx.clock.now() : null },
      select: { undoesId: true },
    });
    next = marked.undoesId;
  }
}

async function changeSetToUndo(
  ctx: CrmContext,
  which: { changeSetId?: string | undefined; conversationId: string | null },
): Promise<{
  id: string;
  undoesId: string | null;
  importBatchId: string | null;
  commands: readonly string[];
  changes: ChangeRow[];
}> {
  if (ctx.actor.kind !== 'member') throw new Refusal('nothing_to_undo', {});
  const set = await ctx.tx.changeSet.findFirst({
    where: {
      organizationId: ctx.organization.id,
      ...(which.changeSetId === undefined
        ? {
            actorId: ctx.actor.id,
            conversationId: which.conversationId,
            undoneAt: null,
            undoesId: null,
          }
        : { id: which.changeSetId }),
    },
    orderBy: { id: 'desc' },
    include: {
      changes: { orderBy: { position: 'asc' } },
      actor: { select: { id: true, name: true } },
    },
  });
  if (set === null) throw new Refusal('nothing_to_undo', {});
  if (set.undoneAt !== null) throw new Refusal('already_undone', {});
  if (set.commands.some((name) => SENDS.has(name))) throw new Refusal('sent_already', {});
  await refuseOthers(ctx, set);
  return set;
}

/** What these said has been read by others. */
const SENDS = new Set(['ticket.reply']);

/** A change is taken back by who made it, or by a manager who may see it. */
async function refuseOthers(
  ctx: CrmContext,
  set: { actorId: string | null; actor: { name: string } | null; changes: readonly ChangeRow[] },
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'member') throw new Refusal('nothing_to_undo', {});
  if (!(await isMine(ctx, set.actorId)))
    throw new Refusal('not_yours_to_undo', { actor: set.actor?.name ?? '' });
  // Whoever made it: one who is no administrator any more would give roles by taking back his old changes.
  const command = set.changes.map((change) => settingIn(change, actor.role)).find(Boolean);
  if (command !== undefined && command !== null) throw new Refusal('not_allowed', { command });
  const scope = await scopeOf(ctx);
  if (scope !== 'all') await refuseOutside(ctx, set.changes, scope);
}

/** What a change touched must be the actor's to see: now, or before he handed it over by this very change. */
async function refuseOutside(
  ctx: CrmContext,
  changes: readonly ChangeRow[],
  scope: readonly string[],
): Promise<void> {
  for (const change of changes) {
    const entity = change.entity as RecordKind;
    const owned = OWNED_BY[entity];
    const row = owned === undefined ? null : await findRow(ctx, entity, change.recordId);
    if (owned === undefined || row === null || isWithin(entity, row, scope)) continue;
    const before = columnsIn(change.before);
    if (owned.column in before && isWithin(entity, before, scope)) continue;
    throw new Refusal('outside_scope', { entity });
  }
}

/** What a manager sets for everybody, and an administrator: by the command that does. */
const OF_MANAGERS: Readonly<Record<string, string>> = {
  pipeline: 'pipeline.update',
  stage: 'stage.update',
  currencyRate: 'rate.set',
  product: 'product.update',
  priceBook: 'pricebook.set',
  priceEntry: 'pricebook.set',
  supportSettings: 'sla.set',
};
const OF_ADMINISTRATORS: Readonly<Record<string, string>> = {
  organization: 'organization.update',
  team: 'team.create',
  customField: 'field.update',
};
const OF_MEMBERS: Readonly<Record<string, string>> = {
  role: 'member.setRole',
  teamId: 'member.setTeam',
  managerId: 'member.setManager',
};

/** The command by which a change is made that this role may not make; null when it may. */
function settingIn(change: ChangeRow, role: MemberRole): string | null {
  if (role === 'admin') return null;
  const column = Object.keys(columnsIn(change.after)).find((name) => name in OF_MEMBERS);
  if (change.entity === 'member')
    return column === undefined && change.operation !== 'update'
      ? 'member.deactivate'
      : (OF_MEMBERS[column ?? ''] ?? null);
  const ofAdministrators = OF_ADMINISTRATORS[change.entity];
  if (ofAdministrators !== undefined) return ofAdministrators;
  return role === 'manager' ? null : (OF_MANAGERS[change.entity] ?? null);
}

async function takeBack(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  change: ChangeRow,
  set: { id: string; changes: readonly ChangeRow[] },
): Promise<Kept[]> {
  switch (change.operation) {
    case 'create': {
      // A record that others built on since stays: taking it away would take their work with it.
      const by =
        (await laterChange(ctx, entity, row.id, set.id, null)) ??
        (await builtOn(ctx, entity, row.id)) ??
        (await documentKept(ctx, entity, row.id, set));
      if (by !== null) return [{ label: change.label, field: '', by }];
      if (row.deletedAt === null) await setDeleted(ctx, entity, row, true);
      return [];
    }
    case 'delete':
      if (row.deletedAt === null) return [];
      await refuseTaken(ctx, entity, row, row);
      await setDeleted(ctx, entity, row, false);
      return [];
    case 'restore':
      if (entity === 'member') await keepAnAdministrator(ctx, row, null);
      if (row.deletedAt === null) await setDeleted(ctx, entity, row, true);
      return [];
    default:
      return revertFields(ctx, entity, row, change, set.id);
  }
}

/** Who changed the new order of a new line since: the order stays, and so do its lines. */
async function documentKept(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
  set: { id: string; changes: readonly ChangeRow[] },
): Promise<string | null> {
  const document = await documentOf(ctx, entity, id);
  const isNew = set.changes.some((c) => c.recordId === document?.id && c.operation === 'create');
  if (document === null || !isNew) return null;
  return (
    (await laterChange(ctx, document.kind, document.id, set.id, null)) ??
    (await builtOn(ctx, document.kind, document.id))
  );
}

/** Records that were merged go apart in reverse order: what the winner gave on to another one would not come back. */
function refuseMergedFurther(row: Row, change: ChangeRow, changes: readonly ChangeRow[]): void {
  if (change.operation !== 'delete') return;
  const merge = changes.find((c) => c.recordId === row.id && 'mergedIntoId' in columnsIn(c.after));
  if (merge !== undefined && columnsIn(merge.after).mergedIntoId !== (row.mergedIntoId ?? null))
    throw new Refusal('merged_further', { name: row.name ?? '' });
}

/** Of an order that is delivered or called off only the status goes back. A new one that was changed since stays as it is. */
async function refuseLockedOrder(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  change: ChangeRow,
  changes: readonly ChangeRow[],
): Promise<void> {
  const orderId = entity === 'order' ? row.id : (await documentOf(ctx, entity, row.id))?.id;
  const order = orderId === undefined ? null : await findRow(ctx, 'order', orderId);
  if (order === null || !isLocked(order.status)) return;
  const isNew = changes.some((c) => c.recordId === order.id && c.operation === 'create');
  if (isNew || (entity === 'order' && 'status' in columnsIn(change.after))) return;
  throw new Refusal('order_locked', { name: labelOf('order', order), status: order.status });
}

async function revertFields(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  change: ChangeRow,
  setId: string,
): Promise<Kept[]> {
  const after = columnsIn(change.after);
  const isAsLeft = (column: string): boolean => stored(row[column]) === after[column];
  const groups = groupsIn(entity, after);
  const changed = groups.filter((group) => !group.flatMap((f) => f.columns).every(isAsLeft));
  const left: Kept[] = [];
  for (const group of changed) {
    const columns = group.flatMap((field) => field.columns);
    const by = (await laterChange(ctx, entity, row.id, setId, columns)) ?? '';
    left.push(
      ...group
        .filter(({ name }) => !isSum(entity, name))
        .map(({ name, spec }) => ({
          label: labelOf(entity, row),
          field: name,
          ...(spec.kind === 'own' ? { own: entity } : {}),
          by,
        })),
    );
  }
  const fields = groups.filter((group) => !changed.includes(group)).flat();
  // What belongs to no field, such as when a deal was last heard of, goes back when everything else does.
  const seen = groups.flat().flatMap((field) => [...field.columns, ...field.followers]);
  const others = Object.keys(after).filter((column) => !seen.includes(column) && isAsLeft(column));
  const patch = patchOf(columnsIn(change.before), fields, left.length === 0 ? others : []);
  await refuseReturn(ctx, entity, row, patch);
  await updateRecord(ctx, entity, row, patch);
  return left;
}

/** What a quote or an order adds up to is not kept as it is: it is added up again. */
function isSum(entity: RecordKind, field: string): boolean {
  return (entity === 'order' && field === 'value') || (entity === 'quote' && field === 'total');
}

/** What refuses new values refuses old ones that come back. */
async function refuseReturn(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  patch: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (row.deletedAt === null) await refuseTaken(ctx, entity, row, patch);
  if (entity === 'member' && 'role' in patch) await keepAnAdministrator(ctx, row, patch.role);
  if (entity === 'organization' && 'baseCurrency' in patch) await refuseWithRates(ctx, row);
}

/** What is one account's, one contact's or one field's alone must still be free when it comes back. */
export async function refuseTaken(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  columns: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { id } = row;
  const { domain, email, name } = columns;
  if (entity === 'account' && typeof domain === 'string')
    await refuseAccountTwin(ctx, { domain }, id);
  if (entity === 'contact' && typeof email === 'string')
    await refuseContactTwin(ctx, { email }, id);
  if (entity === 'member' && 'email' in columns) await refuseMemberTwin(ctx, row);
  if (entity === 'customField' && typeof name === 'string') await refuseFieldTwin(ctx, row, name);
}

/** Who changed these columns of a record last after a change set; null when nobody did. */
async function laterChange(
  ctx: CrmContext,
  entity: RecordKind,
  recordId: string,
  setId: string,
  columns: readonly string[] | null,
): Promise<string | null> {
  const later = await ctx.tx.change.findMany({
    where: {
      organizationId: ctx.organization.id,
      entity,
      recordId,
      changeSetId: { gt: setId },
      changeSet: { undoneAt: null, undoesId: null },
    },
    include: { changeSet: { include: { actor: true } } },
    orderBy: { changeSetId: 'desc' },
  });
  const found = later.find(
    (change) => columns === null || columns.some((column) => column in columnsIn(change.after)),
  );
  return found === undefined ? null : (found.changeSet.actor?.name ?? 'Parley');
}

/** Who made a record that points to this one; null when there is none. */
async function builtOn(ctx: CrmContext, entity: RecordKind, id: string): Promise<string | null> {
  const dependent = await findDependent(ctx, entity, id);
  if (dependent === null) return null;
  const change = await ctx.tx.change.findFirst({
    where: {
      organizationId: ctx.organization.id,
      entity: dependent.entity,
      recordId: dependent.id,
      after: { path: [dependent.column], equals: id },
    },
    include: { changeSet: { include: { actor: true } } },
    orderBy: { changeSetId: 'desc' },
  });
  return change?.changeSet.actor?.name ?? 'Parley';
}
