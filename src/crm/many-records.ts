import { Refusal } from '../platform/refusal.ts';
import { insertRows, rowsByValues, updateRows } from './bulk.ts';
import type { CrmContext } from './context.ts';
import type { NumberedKind, RecordKind } from './fields.ts';
import { withOwnColumns, writtenColumns } from './own-columns.ts';
import type { RecordedChange, Stored } from './recorder.ts';
import { delegateOf, labelOf, POINTING, type Row, stored, touchedColumns } from './store.ts';

/** Where a record comes from. */
type Origin = 'chat' | 'rule' | 'import' | 'api';

/**
 * Creates many records at once, with their history and numbers: the same as `createRecord` for each. All have the same columns.
 *
 * @returns their ids, in order.
 */
export async function createRecords(
  ctx: CrmContext,
  entity: NumberedKind,
  records: readonly Readonly<Record<string, unknown>>[],
  origin: Origin,
): Promise<string[]> {
  if (records.length === 0) return [];
  const last = await nextNumber(ctx, entity, records.length);
  const now = ctx.clock.now();
  const rows: Row[] = records.map((data, i) => ({
    id: ctx.ids.next(),
    organizationId: ctx.organization.id,
    number: last - records.length + 1 + i,
    version: 1,
    createdAt: now,
    updatedAt: now,
    origin,
    ...writtenColumns(null, Object.entries(data)),
  }));
  await insertRows(ctx.tx, tableOf(entity), rows);
  if (entity === 'deal')
    await enterStages(
      ctx,
      rows.map((row) => ({ now: row, before: null })),
    );
  for (const [i, row] of rows.entries()) {
    const after: Record<string, Stored> = {};
    for (const [column, value] of Object.entries(records[i] ?? {}))
      if (value !== null && value !== undefined) after[column] = stored(value);
    ctx.history.changes.push({
      entity,
      recordId: row.id,
      label: labelOf(entity, row),
      operation: 'create',
      before: {},
      after,
    });
  }
  return rows.map((row) => row.id);
}

/**
 * Changes many records at once: the same as `updateRecord` for each.
 *
 * @returns for each whether anything differed.
 * @throws Refusal `changed_meanwhile` when somebody changed one since it was read.
 */
export async function updateRecords(
  ctx: CrmContext,
  entity: NumberedKind,
  patches: readonly { row: Row; patch: Readonly<Record<string, unknown>> }[],
): Promise<boolean[]> {
  const groups = new Map<string, { columns: string[]; rows: Record<string, unknown>[] }>();
  const entered: { now: Row; before: Row }[] = [];
  const differed = patches.map(({ row, patch }) => {
    const was = withOwnColumns(row);
    const changed = Object.entries(patch).filter(
      ([column, value]) => value !== undefined && stored(value) !== stored(was[column]),
    );
    if (changed.length === 0) return false;
    const written = writtenColumns(row, changed);
    const columns = Object.keys(written).sort();
    const group = groups.get(columns.join()) ?? { columns, rows: [] };
    groups.set(columns.join(), group);
    group.rows.push({ id: row.id, version: row.version, ...written });
    const now: Row = { ...row, ...written, version: row.version + 1 };
    if (entity === 'deal' && now.stageId !== row.stageId) entered.push({ now, before: row });
    const names = changed.map(([column]) => column).sort();
    ctx.history.changes.push(changeOf(entity, was, withOwnColumns(now), names));
    return true;
  });
  for (const { columns, rows } of groups.values()) {
    const count = await updateRows(ctx.tx, tableOf(entity), columns, rows, ctx.clock.now());
    if (count !== rows.length)
      throw new Refusal('changed_meanwhile', { entity, field: '', now: '' });
  }
  await enterStages(ctx, entered);
  return differed;
}

/** Deletes many records softly, those that are as they were read: the same as `setDeleted` for each. */
export async function deleteRecords(
  ctx: CrmContext,
  entity: NumberedKind,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const now = ctx.clock.now();
  const deleted = rows.map(({ id, version }) => ({ id, version, deletedAt: now }));
  const count = await updateRows(ctx.tx, tableOf(entity), ['deletedAt'], deleted, now);
  if (count !== rows.length) throw new Refusal('changed_meanwhile', { entity, field: '', now: '' });
  for (const row of rows)
    ctx.history.changes.push({
      entity,
      recordId: row.id,
      label: labelOf(entity, row),
      operation: 'delete',
      before: {},
      after: {},
    });
}

/** The records of these ids, deleted ones too. */
export function rowsOf(
  ctx: CrmContext,
  entity: RecordKind,
  ids: readonly string[],
): Promise<Row[]> {
  return delegateOf(ctx.tx, entity).findMany({
    where: { organizationId: ctx.organization.id, id: { in: [...ids] } },
  });
}

/** The live records that have one of these values in a column: each of its own values. */
export async function rowsWith(
  ctx: CrmContext,
  entity: RecordKind,
  columns: Readonly<Record<string, readonly (string | number)[]>>,
): Promise<Row[]> {
  const found = new Map<string, Row>();
  for (const [name, values] of Object.entries(columns)) {
    const type = name === 'number' ? 'int4' : 'text';
    const index = name === 'number' || name === 'nameKey' ? 'of-all' : 'of-live';
    const { id } = ctx.organization;
    const rows = await rowsByValues<Row>(
      ctx.tx,
      tableOf(entity),
      id,
      { name, type, index },
      values,
    );
    for (const row of rows) found.set(row.id, row);
  }
  return [...found.values()];
}

function tableOf(entity: RecordKind): string {
  return entity.charAt(0).toUpperCase() + entity.slice(1);
}

function changeOf(
  entity: RecordKind,
  before: Row,
  now: Row,
  columns: readonly string[],
): RecordedChange {
  const touched = touchedColumns(entity, columns);
  return {
    entity,
    recordId: now.id,
    label: labelOf(entity, now),
    operation: 'update',
    before: Object.fromEntries(touched.map((column) => [column, stored(before[column])])),
    after: Object.fromEntries(touched.map((column) => [column, stored(now[column])])),
  };
}

/** Which of these records have live ones that are built on them. */
export async function carryingOthers(
  ctx: CrmContext,
  entity: RecordKind,
  ids: readonly string[],
): Promise<Set<string>> {
  const pointing = POINTING[entity];
  const carrying = new Set<string>();
  for (const from of pointing?.from ?? []) {
    const column = pointing?.column ?? '';
    const rows = await delegateOf(ctx.tx, from).findMany({
      where: {
        organizationId: ctx.organization.id,
        [column]: { in: [...ids] },
        deletedAt: null,
      },
    });
    for (const row of rows) carrying.add(String(row[column]));
  }
  return carrying;
}

async function enterStages(
  ctx: CrmContext,
  entered: readonly { now: Row; before: Row | null }[],
): Promise<void> {
  const changes = entered.map(({ now, before }) => ({
    id: ctx.ids.next(),
    ...stageChangeOf(ctx, now, before),
  }));
  await insertRows(ctx.tx, 'StageChange', changes);
}

function stageChangeOf(ctx: CrmContext, now: Row, before: Row | null) {
  const { pipelineId, stageId, amount, currency } = now;
  return {
    organizationId: ctx.organization.id,
    dealId: now.id,
    pipelineId: String(pipelineId),
    fromStageId: before?.pipelineId === pipelineId ? String(before?.stageId) : null,
    toStageId: String(stageId),
    // An imported deal may have closed long ago.
    at: before === null ? (now.stageEnteredAt as Date) : ctx.clock.now(),
    amount: stored(amount) as string | null,
    currency: stored(currency) as string | null,
    changeSetId: ctx.history.changeSetId,
  };
}

/** The next number of a kind of record: D-12 comes after D-11, also when two people log at once. */
async function nextNumber(ctx: CrmContext, entity: RecordKind, count = 1): Promise<number> {
  const [row] = await ctx.tx.sql<{ last: number }>`
    INSERT INTO "NumberSequence" ("organizationId", "entity", "last") VALUES (${ctx.organization.id}, ${entity}, ${count}::int)
    ON CONFLICT ("organizationId", "entity") DO UPDATE SET "last" = "NumberSequence"."last" + ${count}::int RETURNING "last"`;
  return row?.last ?? count;
}
