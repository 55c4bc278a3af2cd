import type { Transaction } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { insertRows, rowsByValues, updateRows } from './bulk.ts';
import type { CrmContext } from './context.ts';
import {
  columnsOf,
  FIELDS,
  isNumbered,
  NUMBER_PREFIXES,
  type NumberedKind,
  type RecordKind,
} from './fields.ts';
import type { RecordedChange, Stored } from './recorder.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    changed_meanwhile: { entity: string };
  }
}

/** A row as Prisma gives it, as far as the store reads it. */
export type Row = { id: string; version: number; name?: string; title?: string | null } & Record<
  string,
  unknown
>;

type Delegate = {
  create: (args: { data: object }) => Promise<Row>;
  updateMany: (args: { where: object; data: object }) => Promise<{ count: number }>;
  findFirst: (args: { where: object }) => Promise<Row | null>;
  findMany: (args: { where: object }) => Promise<Row[]>;
};

/** Prisma's models by the name of the record: the one place where they are taken by name. */
function delegateOf(tx: Transaction, entity: RecordKind): Delegate {
  return tx[entity] as unknown as Delegate;
}

/** A row of the organization: the organization itself is named by its id alone. */
function ownRow(ctx: CrmContext, entity: RecordKind, id: string): object {
  return entity === 'organization' ? { id } : { id, organizationId: ctx.organization.id };
}

/**
 * Creates a record with its history, and its number where its kind has one. Data holds columns, without organization and id; a
 * number in it is kept (the next revision of a quote).
 */
export async function createRecord(
  ctx: CrmContext,
  entity: Exclude<RecordKind, 'member' | 'organization'>,
  data: Readonly<Record<string, unknown>>,
): Promise<Row> {
  const row = await delegateOf(ctx.tx, entity).create({
    data: {
      ...(isNumbered(entity) ? { number: data.number ?? (await nextNumber(ctx, entity)) } : {}),
      ...data,
      id: ctx.ids.next(),
      organizationId: ctx.organization.id,
      createdAt: ctx.clock.now(),
    },
  });
  if (entity === 'deal') await enterStage(ctx, row, null);
  const after = Object.fromEntries(
    Object.entries(data)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([column, value]) => [column, stored(value)]),
  );
  ctx.history.changes.push({
    entity,
    recordId: row.id,
    label: labelOf(entity, row),
    operation: 'create',
    before: {},
    after,
  });
  return row;
}

/**
 * Changes the columns of a record that differ; nothing is written or recorded when none does.
 *
 * @returns the record as it is now.
 * @throws Refusal `changed_meanwhile` when somebody else changed it since it was read.
 */
export async function updateRecord(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  patch: Readonly<Record<string, unknown>>,
): Promise<Row> {
  const changed = Object.entries(patch).filter(
    ([column, value]) => value !== undefined && stored(value) !== stored(row[column]),
  );
  if (changed.length === 0) return row;
  const { count } = await delegateOf(ctx.tx, entity).updateMany({
    where: { ...ownRow(ctx, entity, row.id), version: row.version },
    data: { ...Object.fromEntries(changed), version: { increment: 1 } },
  });
  if (count === 0) throw new Refusal('changed_meanwhile', { entity });
  const now: Row = { ...row, ...Object.fromEntries(changed), version: row.version + 1 };
  if (entity === 'deal' && now.stageId !== row.stageId) await enterStage(ctx, now, row);
  ctx.history.changes.push(
    changeOf(
      entity,
      row,
      now,
      changed.map(([column]) => column),
    ),
  );
  return now;
}

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
    ...data,
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
    const changed = Object.entries(patch).filter(
      ([column, value]) => value !== undefined && stored(value) !== stored(row[column]),
    );
    if (changed.length === 0) return false;
    const columns = changed.map(([column]) => column).sort();
    const group = groups.get(columns.join()) ?? { columns, rows: [] };
    groups.set(columns.join(), group);
    group.rows.push({ id: row.id, version: row.version, ...Object.fromEntries(changed) });
    const now: Row = { ...row, ...Object.fromEntries(changed), version: row.version + 1 };
    if (entity === 'deal' && now.stageId !== row.stageId) entered.push({ now, before: row });
    ctx.history.changes.push(changeOf(entity, row, now, columns));
    return true;
  });
  for (const { columns, rows } of groups.values()) {
    const count = await updateRows(ctx.tx, tableOf(entity), columns, rows, ctx.clock.now());
    if (count !== rows.length) throw new Refusal('changed_meanwhile', { entity });
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
  if (count !== rows.length) throw new Refusal('changed_meanwhile', { entity });
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

/** A field is remembered whole: an amount without its currency says nothing. */
function touchedColumns(entity: RecordKind, changed: readonly string[]): readonly string[] {
  const whole = Object.values(FIELDS[entity])
    .map(columnsOf)
    .filter((columns) => columns.some((column) => changed.includes(column)))
    .flat();
  return [...new Set([...changed, ...whole])];
}

/** Deletes softly (`deletedAt` set) or restores. */
export async function setDeleted(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  deleted: boolean,
): Promise<void> {
  const deletedAt = deleted ? ctx.clock.now() : null;
  const { count } = await delegateOf(ctx.tx, entity).updateMany({
    where: { ...ownRow(ctx, entity, row.id), version: row.version },
    data: { deletedAt, version: { increment: 1 } },
  });
  if (count === 0) throw new Refusal('changed_meanwhile', { entity });
  ctx.history.changes.push({
    entity,
    recordId: row.id,
    label: labelOf(entity, row),
    operation: deleted ? 'delete' : 'restore',
    before: {},
    after: {},
  });
}

/** A record by id, deleted ones too. */
export function findRow(ctx: CrmContext, entity: RecordKind, id: string): Promise<Row | null> {
  return delegateOf(ctx.tx, entity).findFirst({
    where: ownRow(ctx, entity, id),
  });
}

/** What records are called, by id; deleted ones too. */
export async function namesOf(
  ctx: CrmContext,
  entity: RecordKind,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const rows = await delegateOf(ctx.tx, entity).findMany({
    where: { organizationId: ctx.organization.id, id: { in: [...ids] } },
  });
  return rows.map((row) => ({ id: row.id, name: labelOf(entity, row) }));
}

/** Which records point to one of a kind, and by which column. */
const POINTING: Partial<
  Readonly<Record<RecordKind, { column: string; from: readonly RecordKind[] }>>
> = {
  account: {
    column: 'accountId',
    from: ['deal', 'contact', 'order', 'quote', 'task', 'activity', 'lead'],
  },
  contact: { column: 'contactId', from: ['deal', 'order', 'task', 'activity', 'lead'] },
  deal: { column: 'dealId', from: ['order', 'quote', 'task', 'activity', 'lead'] },
  product: { column: 'productId', from: ['orderLine', 'quoteLine', 'priceEntry'] },
  priceBook: { column: 'priceBookId', from: ['priceEntry'] },
  quote: { column: 'quoteId', from: ['order'] },
  pipeline: { column: 'pipelineId', from: ['deal'] },
  stage: { column: 'stageId', from: ['deal'] },
};

/** A live record that is built on this one, and the column that says so; null when there is none. */
export async function findDependent(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
): Promise<{ entity: RecordKind; id: string; column: string } | null> {
  const pointing = POINTING[entity];
  if (pointing === undefined) return null;
  const { column } = pointing;
  const where = { organizationId: ctx.organization.id, [column]: id, deletedAt: null };
  for (const from of pointing.from) {
    const row = await delegateOf(ctx.tx, from).findFirst({ where });
    if (row !== null) return { entity: from, id: row.id, column };
  }
  return null;
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

/** What a record is called in a sentence. */
export function labelOf(entity: RecordKind, row: Row): string {
  if (entity === 'order' || entity === 'quote')
    return `${NUMBER_PREFIXES[entity]}-${String(row.number)}`;
  if (entity === 'stage') return String(row.nameEn);
  const summary = row.summary;
  const kind = row.kind;
  return (
    row.name ??
    row.title ??
    (typeof summary === 'string' ? summary.slice(0, 80) : String(kind ?? ''))
  );
}

/** A column's value as the history keeps it: decimals and moments as text, so that equal values compare equal. */
export function stored(value: unknown): Stored {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return JSON.stringify(value);
  // Prisma's Decimal: its plain notation, which has no trailing zeros.
  if (typeof value === 'object' && 'toFixed' in value && typeof value.toFixed === 'function') {
    return String(value.toFixed())
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  }
  // A JSON column, in one order of its keys.
  return JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}

/** Notes that a deal entered a stage: how long deals stay in theirs, and what moved since last week, is read from these. */
async function enterStage(ctx: CrmContext, now: Row, before: Row | null): Promise<void> {
  await ctx.tx.stageChange.create({ data: stageChangeOf(ctx, now, before) });
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
    at: ctx.clock.now(),
    amount: stored(amount) as string | null,
    currency: stored(currency) as string | null,
    changeSetId: ctx.history.changeSetId,
  };
}

/** The next number of a kind of record: D-12 comes after D-11, also when two people log at once. */
async function nextNumber(ctx: CrmContext, entity: RecordKind, count = 1): Promise<number> {
  const [row] = await ctx.tx.$queryRaw<{ last: number }[]>`
    INSERT INTO "NumberSequence" ("organizationId", "entity", "last") VALUES (${ctx.organization.id}::uuid, ${entity}, ${count}::int)
    ON CONFLICT ("organizationId", "entity") DO UPDATE SET "last" = "NumberSequence"."last" + ${count}::int RETURNING "last"`;
  return row?.last ?? count;
}
