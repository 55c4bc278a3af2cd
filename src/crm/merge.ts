import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { columnsOf, FIELDS, type Mergeable, type RecordKind } from './fields.ts';
import { describeChanges } from './history.ts';
import { scopeOf } from './members.ts';
import { isOwnColumn, ownFieldsIn, withOwnColumns } from './own-columns.ts';
import type { Stored } from './recorder.ts';
import {
  findRow,
  POINTING,
  type Row,
  rowsPointingTo,
  setDeleted,
  stored,
  updateRecord,
} from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    merge_with_itself: { name: string };
    merge_across_kinds: { from: string; fromKind: string; into: string; intoKind: string };
  }
}

/** What a merge would do. */
export type MergePlan = {
  from: { id: string; number: number; name: string };
  into: { id: string; number: number; name: string };
  /** Live records that move, by kind. */
  moves: readonly { entity: RecordKind; count: number }[];
  /** Fields that the winner lacks and gets from the loser. */
  filled: readonly Merged[];
  /** Fields in which they differ: the winner's value stays, the loser's is only in the history. */
  kept: readonly (Merged & { lost: unknown })[];
};

/** `name`: what the organization calls a field of its own. */
type Merged = { field: string; name?: { en: string; zh: string }; value: unknown };

/**
 * What merging one record into another would do.
 *
 * @throws Refusal `merge_with_itself`, `record_gone`, `outside_scope`.
 */
export async function planMerge(
  ctx: CrmContext,
  kind: Mergeable,
  fromId: string,
  intoId: string,
): Promise<MergePlan> {
  const { from, into } = await both(ctx, kind, fromId, intoId);
  const moves: { entity: RecordKind; count: number }[] = [];
  for (const entity of POINTING[kind]?.from ?? []) {
    const rows = await rowsPointingTo(ctx, kind, fromId, entity);
    const count = rows.filter((row) => row.deletedAt === null).length;
    if (count > 0) moves.push({ entity, count });
  }
  const own = [from, into].flatMap((row) => Object.keys(row).filter(isOwnColumn));
  const columns = [...Object.values(FIELDS[kind]).flatMap(columnsOf), ...own];
  const valuesOf = (row: Row): Record<string, Stored> =>
    Object.fromEntries(columns.map((column) => [column, stored(row[column])]));
  const differing = await describeChanges(ctx, [
    {
      entity: kind,
      recordId: intoId,
      label: '',
      operation: 'update',
      before: valuesOf(from),
      after: valuesOf(into),
    },
  ]);
  const fills = fillableFields(kind, from, into);
  return {
    from: titled(from),
    into: titled(into),
    moves,
    filled: differing
      .filter(({ field }) => fills.includes(field))
      .map(({ field, name, before }) => ({ field, ...(name && { name }), value: before })),
    kept: differing
      .filter(({ field, before, after }) => field !== 'name' && before !== null && after !== null)
      .map(({ field, name, before, after }) => ({
        field,
        ...(name && { name }),
        value: after,
        lost: before,
      })),
  };
}

/**
 * Makes two records one. What points to the loser then points to the winner, the winner's empty fields are filled from it, and the
 * loser is deleted softly and leads to the winner. One change set: undoing it parts them again.
 *
 * @throws Refusal `merge_with_itself`, `record_gone`, `outside_scope`.
 */
export async function mergeRecords(
  ctx: CrmContext,
  kind: Mergeable,
  fromId: string,
  intoId: string,
): Promise<MergePlan> {
  const plan = await planMerge(ctx, kind, fromId, intoId);
  const { from, into } = await both(ctx, kind, fromId, intoId);
  // The loser goes first: what is one record's alone, such as a domain, is then free for the winner. Undo goes the other way.
  const pointing = await updateRecord(ctx, kind, from, { mergedIntoId: intoId });
  await setDeleted(ctx, kind, pointing, true);
  // A number leads to where it ends in one step.
  for (const earlier of await rowsPointingTo(ctx, kind, fromId, kind, 'mergedIntoId'))
    await updateRecord(ctx, kind, earlier, { mergedIntoId: intoId });
  await updateRecord(ctx, kind, into, fillOf(kind, from, into));
  const column = POINTING[kind]?.column ?? '';
  for (const entity of POINTING[kind]?.from ?? []) {
    for (const row of await rowsPointingTo(ctx, kind, fromId, entity)) {
      if (await isTaken(ctx, entity, row, intoId)) await setDeleted(ctx, entity, row, true);
      else await updateRecord(ctx, entity, row, { [column]: intoId });
    }
  }
  return plan;
}

/** A price book has one price for a product: the winner's stays. */
async function isTaken(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  intoId: string,
): Promise<boolean> {
  if (entity !== 'priceEntry' || row.deletedAt !== null) return false;
  const prices = await rowsPointingTo(ctx, 'product', intoId, 'priceEntry');
  return prices.some((p) => p.deletedAt === null && p.priceBookId === row.priceBookId);
}

async function both(
  ctx: CrmContext,
  kind: Mergeable,
  fromId: string,
  intoId: string,
): Promise<{ from: Row; into: Row }> {
  const from = await rowInScope(ctx, kind, fromId);
  if (fromId === intoId) throw new Refusal('merge_with_itself', { name: from.name ?? '' });
  const into = await rowInScope(ctx, kind, intoId);
  return { from: withOwnColumns(from), into: withOwnColumns(into) };
}

async function rowInScope(ctx: CrmContext, kind: Mergeable, id: string): Promise<Row> {
  const row = await findRow(ctx, kind, id);
  if (row === null || row.deletedAt !== null) throw new Refusal('record_gone', { entity: kind });
  const scope = await scopeOf(ctx);
  const { ownerId } = row;
  if (scope !== 'all' && typeof ownerId === 'string' && !scope.includes(ownerId))
    throw new Refusal('outside_scope', { entity: kind });
  return row;
}

/** Fields that only the loser has; those that make sense only with another one stay with it. */
function fillableFields(kind: Mergeable, from: Row, into: Row): string[] {
  const has = (row: Row, columns: readonly string[]): boolean =>
    columns.some((column) => stored(row[column]) !== null && stored(row[column]) !== '');
  return [...Object.entries(FIELDS[kind]), ...ownFieldsIn(from, into)]
    .filter(([, spec]) => spec.with === undefined)
    .filter(([, spec]) => has(from, columnsOf(spec)) && !has(into, columnsOf(spec)))
    .map(([name]) => name);
}

function fillOf(kind: Mergeable, from: Row, into: Row): Record<string, unknown> {
  const own = new Map(ownFieldsIn(from, into));
  const columns = fillableFields(kind, from, into).flatMap((name) => {
    const spec = FIELDS[kind][name] ?? own.get(name);
    return spec === undefined ? [] : [...columnsOf(spec), ...(spec.follows ?? [])];
  });
  const patch = Object.fromEntries(columns.map((column) => [column, from[column]]));
  // It was last heard of when either of them was.
  const { lastActivityAt: theirs } = from;
  const { lastActivityAt: ours } = into;
  return theirs instanceof Date && ours instanceof Date && theirs > ours
    ? { ...patch, lastActivityAt: theirs }
    : patch;
}

function titled(row: Row): { id: string; number: number; name: string } {
  return { id: row.id, number: Number(row.number), name: row.name ?? '' };
}
