import type { CrmContext } from '../context.ts';
import { isNumbered, type NumberedKind, type RecordKind } from '../fields.ts';
import { rowsOf, updateRecords } from '../many-records.ts';
import { isLocked } from '../orders.ts';
import { withOwnColumns } from '../own-columns.ts';
import { columnsIn } from '../recorder.ts';
import { type Row, stored } from '../store.ts';
import { type ChangeRow, groupsIn, patchOf } from './touched.ts';

/** Fewer are not worth it. */
const MANY = 50;
/** So many records are read and written at once. */
const AT_ONCE = 1000;

/** What is looked at one by one: it must still be free, be noted in the stage history, or be added up again. */
const BY_ITSELF = new Set(['stageId', 'domain', 'email', 'total', 'mergedIntoId']);

/**
 * Takes back the changes of many records that are still as these left them, some statements for a thousand of them: what a member
 * left to another one, thousands of records, goes back within a transaction. In the order of the changes, the latest first.
 *
 * @param restored gets the records that went back.
 * @returns the changes that have to be taken back one by one, in their order.
 */
export async function revertTogether(
  ctx: CrmContext,
  changes: readonly ChangeRow[],
  restored: { entity: RecordKind; id: string; label: string }[],
): Promise<readonly ChangeRow[]> {
  if (changes.length < MANY) return changes;
  const twice = changedTwice(changes);
  const together = changes.filter((change) => !twice.has(change.recordId) && isPlain(change));
  const gone = new Set<ChangeRow>();
  for (const entity of new Set(together.map((change) => change.entity as NumberedKind))) {
    const own = together.filter((change) => change.entity === entity);
    for (let from = 0; from < own.length; from += AT_ONCE)
      for (const change of await revertSome(ctx, entity, own.slice(from, from + AT_ONCE))) {
        gone.add(change);
        restored.push({ entity, id: change.recordId, label: change.label });
      }
  }
  return changes.filter((change) => !gone.has(change));
}

/** Of two changes of one record the later one has to go back first. */
function changedTwice(changes: readonly ChangeRow[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { recordId } of changes) (seen.has(recordId) ? twice : seen).add(recordId);
  return twice;
}

function isPlain({ entity, operation, after }: ChangeRow): boolean {
  return (
    operation === 'update' &&
    isNumbered(entity as RecordKind) &&
    !Object.keys(columnsIn(after)).some((column) => BY_ITSELF.has(column))
  );
}

/** Gives the changes that went back. */
async function revertSome(
  ctx: CrmContext,
  entity: NumberedKind,
  changes: readonly ChangeRow[],
): Promise<ChangeRow[]> {
  const ids = changes.map((change) => change.recordId);
  const rows = new Map((await rowsOf(ctx, entity, ids)).map((row) => [row.id, row]));
  const reverts = changes.flatMap((change) => {
    const row = rows.get(change.recordId);
    return row !== undefined && isAsLeft(row, change) && !isLocked(row.status)
      ? [{ change, row, patch: before(entity, change) }]
      : [];
  });
  await updateRecords(ctx, entity, reverts);
  return reverts.map(({ change }) => change);
}

function isAsLeft(row: Row, { after }: ChangeRow): boolean {
  const now = withOwnColumns(row);
  return Object.entries(columnsIn(after)).every(([column, value]) => stored(now[column]) === value);
}

function before(entity: RecordKind, change: ChangeRow): Record<string, unknown> {
  const after = columnsIn(change.after);
  const fields = groupsIn(entity, after).flat();
  const seen = new Set(fields.flatMap((field) => [...field.columns, ...field.followers]));
  const others = Object.keys(after).filter((column) => !seen.has(column));
  return patchOf(columnsIn(change.before), fields, others);
}
