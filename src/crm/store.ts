import type { Transaction } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SqlValue } from '../platform/sql.ts';
import type { CrmContext } from './context.ts';
import { columnsOf, FIELDS, isNumbered, NUMBER_PREFIXES, type RecordKind } from './fields.ts';
import { withOwnColumns, writtenColumns } from './own-columns.ts';
import type { Stored } from './recorder.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    changed_meanwhile: { entity: string; id?: string; field: string; now: string };
  }
}

/** A row as Prisma gives it, as far as the store reads it. */
export type Row = {
  id: string;
  version: number;
  number?: number;
  name?: string;
  title?: string | null;
} & Record<string, unknown>;

type Asked = { where: object; include?: object; orderBy?: object; take?: number };
type Delegate = {
  findFirst: (args: Asked) => Promise<Row | null>;
  findMany: (args: Asked) => Promise<Row[]>;
  count: (args: Pick<Asked, 'where'>) => Promise<number>;
};

/**
 * Prisma's models by the name of the record: the one place where they are taken by name. Each has types of its own for what it is
 * asked, which no common type holds.
 */
export function delegateOf(tx: Transaction, entity: RecordKind): Delegate {
  return tx[entity] as unknown as Delegate;
}

/** The table of a kind of record. */
function tableOf(entity: RecordKind): string {
  return quoted(entity.charAt(0).toUpperCase() + entity.slice(1));
}

/** A name in SQL. Columns come from the code, never from outside. */
function quoted(name: string): string {
  if (!/^\w+$/.test(name)) throw new Error('not the name of a column');
  return `"${name}"`;
}

/** A column's value as the driver takes it. */
function sqlValue(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Date || Array.isArray(value)) return value;
  // Prisma's Decimal as its plain notation, a JSON column as its text.
  if (typeof value === 'object') return 'toFixed' in value ? stored(value) : JSON.stringify(value);
  return value as SqlValue;
}

const NONE_IS_ZERO = new Set(['discountPct', 'taxPct']);

/**
 * Creates a record with its history, and its number where its kind has one. Data holds columns, without organization and id; a
 * number in it is kept (the next revision of a quote).
 */
export async function createRecord(
  ctx: CrmContext,
  entity: Exclude<RecordKind, 'member' | 'organization'>,
  data: Readonly<Record<string, unknown>>,
  origin?: 'import',
): Promise<Row> {
  const written = writtenColumns(null, Object.entries(data));
  const row = await insert(ctx, entity, origin === undefined ? written : { ...written, origin });
  if (entity === 'deal') await enterStage(ctx, row, null);
  const after = Object.fromEntries(
    Object.entries(data)
      // No discount and no tax are not worth a word.
      .filter(([column, value]) => !(NONE_IS_ZERO.has(column) && value === '0'))
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

/** One statement, with the next number of its kind: D-12 comes after D-11, also when two people log at once. */
async function insert(
  ctx: CrmContext,
  entity: RecordKind,
  data: Readonly<Record<string, unknown>>,
): Promise<Row> {
  const given = Object.entries(data).filter(([, value]) => value !== undefined);
  const now = ctx.clock.now();
  const own = {
    organizationId: ctx.organization.id,
    id: ctx.ids.next(),
    createdAt: now,
    updatedAt: now,
    ...Object.fromEntries(given),
  };
  const columns = Object.keys(own).map(quoted);
  const values = Object.values(own).map(sqlValue);
  const places = values.map((_, i) => `$${i + 1}`);
  const counts = isNumbered(entity) && data.number === undefined;
  const insertion = counts
    ? `WITH counted AS (
        INSERT INTO "NumberSequence" ("organizationId", "entity", "last") VALUES ($1, $${values.push(entity)}, 1)
        ON CONFLICT ("organizationId", "entity") DO UPDATE SET "last" = "NumberSequence"."last" + 1 RETURNING "last"
      )
      INSERT INTO ${tableOf(entity)} (${columns.join(', ')}, "number")
      VALUES (${places.join(', ')}, (SELECT "last" FROM counted)) RETURNING *`
    : `INSERT INTO ${tableOf(entity)} (${columns.join(', ')}) VALUES (${places.join(', ')}) RETURNING *`;
  const [row] = await ctx.tx.sql<Row>(insertion, ...values);
  if (row === undefined) throw new Error('a row that was written comes back');
  return row;
}

/** Writes columns of a record, if it is still the version that was read. Tells whether it was. */
async function write(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  columns: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const written = entity === 'organization' ? columns : { ...columns, updatedAt: ctx.clock.now() };
  const values = [row.id, row.version, ...Object.values(written).map(sqlValue)];
  const sets = Object.keys(written).map((column, i) => `${quoted(column)} = $${i + 3}`);
  // The organization itself is named by its id alone.
  const whose =
    entity === 'organization' ? '' : `AND "organizationId" = $${values.push(ctx.organization.id)}`;
  const found = await ctx.tx.sql(
    `UPDATE ${tableOf(entity)} SET "version" = "version" + 1, ${sets.join(', ')}
    WHERE "id" = $1 AND "version" = $2 ${whose} RETURNING "id"`,
    ...values,
  );
  return found.length > 0;
}

/**
 * The record as somebody else has left it since it was read, where that changed none of these columns.
 *
 * @throws Refusal `changed_meanwhile` with the field that both changed, and what it is now.
 */
async function asLeft(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  columns: readonly string[],
): Promise<Row> {
  const now = await findRow(ctx, entity, row.id);
  if (now === null || (now.deletedAt ?? null) !== (row.deletedAt ?? null))
    throw new Refusal('changed_meanwhile', { entity, field: '', now: '' });
  const [was, is] = [withOwnColumns(row), withOwnColumns(now)];
  const both = columns.find((column) => stored(is[column]) !== stored(was[column]));
  if (both !== undefined) {
    const field = Object.entries(FIELDS[entity]).find(([, spec]) =>
      columnsOf(spec).includes(both),
    )?.[0];
    throw new Refusal('changed_meanwhile', {
      entity,
      id: row.id,
      field: field ?? '',
      now: String(stored(is[both]) ?? ''),
    });
  }
  return now;
}

/**
 * Changes the columns of a record that differ; nothing is written or recorded when none does. Other columns may have been changed
 * by somebody else since the record was read.
 *
 * @returns the record as it is now.
 * @throws Refusal `changed_meanwhile` when somebody else changed the same field since it was read.
 */
export async function updateRecord(
  ctx: CrmContext,
  entity: RecordKind,
  row: Row,
  patch: Readonly<Record<string, unknown>>,
): Promise<Row> {
  const was = withOwnColumns(row);
  const changed = Object.entries(patch).filter(
    ([column, value]) => value !== undefined && stored(value) !== stored(was[column]),
  );
  if (changed.length === 0) return row;
  const written = writtenColumns(row, changed);
  if (!(await write(ctx, entity, row, written))) {
    // Somebody was quicker: what he changed elsewhere in the record stands beside this.
    const columns = changed.map(([column]) => column);
    return updateRecord(ctx, entity, await asLeft(ctx, entity, row, columns), patch);
  }
  const now: Row = { ...row, ...written, version: row.version + 1 };
  const is = withOwnColumns(now);
  if (entity === 'deal' && now.stageId !== row.stageId) await enterStage(ctx, now, row);
  const touched = touchedColumns(
    entity,
    changed.map(([column]) => column),
  );
  ctx.history.changes.push({
    entity,
    recordId: row.id,
    label: labelOf(entity, now),
    operation: 'update',
    before: Object.fromEntries(touched.map((column) => [column, stored(was[column])])),
    after: Object.fromEntries(touched.map((column) => [column, stored(is[column])])),
  });
  return now;
}

/** A field is remembered whole: an amount without its currency says nothing. */
export function touchedColumns(entity: RecordKind, changed: readonly string[]): readonly string[] {
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
  if (!(await write(ctx, entity, row, { deletedAt })))
    throw new Refusal('changed_meanwhile', { entity, field: '', now: '' });
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
export async function findRow(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
): Promise<Row | null> {
  const [row] = await ctx.tx.sql<Row>(
    // The organization itself is named by its id alone.
    `SELECT * FROM ${tableOf(entity)} WHERE "id" = $1 AND ${entity === 'organization' ? '"id"' : '"organizationId"'} = $2`,
    id,
    ctx.organization.id,
  );
  return row ?? null;
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
export const POINTING: Partial<
  Readonly<Record<RecordKind, { column: string; from: readonly RecordKind[] }>>
> = {
  account: {
    column: 'accountId',
    from: ['deal', 'contact', 'order', 'quote', 'task', 'activity', 'lead', 'ticket'],
  },
  contact: { column: 'contactId', from: ['deal', 'order', 'task', 'activity', 'lead', 'ticket'] },
  deal: { column: 'dealId', from: ['order', 'quote', 'task', 'activity', 'lead'] },
  product: { column: 'productId', from: ['orderLine', 'quoteLine', 'priceEntry'] },
  priceBook: { column: 'priceBookId', from: ['priceEntry', 'account', 'quote', 'order'] },
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

/** The records of a kind that point to this one, deleted ones too. */
export function rowsPointingTo(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
  from: RecordKind,
  column = POINTING[entity]?.column ?? '',
): Promise<Row[]> {
  return delegateOf(ctx.tx, from).findMany({
    where: { organizationId: ctx.organization.id, [column]: id },
  });
}

/** What a record is called in a sentence. */
export function labelOf(entity: RecordKind, row: Row): string {
  if (entity === 'order' || entity === 'quote')
    return `${NUMBER_PREFIXES[entity]}-${String(row.number)}`;
  if (entity === 'ticket') return `${NUMBER_PREFIXES[entity]}-${String(row.number)}`;
  if (entity === 'supportSettings') return '';
  if (entity === 'stage') return String(row.nameEn);
  if (entity === 'feedback') return `★ ${String(row.rating)}/5`;
  if (entity === 'priceEntry') return stored(row.amount)?.toString() ?? '';
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

/**
 * Notes that a deal entered a stage: how long deals stay in theirs, and what moved since last week, is read from these. An undo takes
 * back what was noted since the deal entered the stage it is in again.
 */
async function enterStage(ctx: CrmContext, now: Row, before: Row | null): Promise<void> {
  const { pipelineId, stageId, amount, currency } = now;
  const { undoes } = ctx.history;
  if (undoes !== null && (await wasInStage(ctx, now, undoes))) return;
  const at = undoes === null ? ctx.clock.now() : (now.stageEnteredAt as Date);
  const from = before?.pipelineId === pipelineId ? String(before?.stageId) : null;
  ctx.tx.send`
    INSERT INTO "StageChange" ("id", "organizationId", "dealId", "pipelineId", "fromStageId", "toStageId", "at", "amount",
      "currency", "changeSetId")
    VALUES (${ctx.ids.next()}, ${ctx.organization.id}, ${now.id}, ${String(pipelineId)}, ${from}, ${String(stageId)},
      ${at}, ${stored(amount)}, ${stored(currency)}, ${ctx.history.changeSetId})`;
}

/** Takes back the notes of a change set that is undone; tells whether the deal is in its stage by those that remain. */
async function wasInStage(ctx: CrmContext, deal: Row, undoes: string): Promise<boolean> {
  const since = deal.stageEnteredAt as Date;
  await ctx.tx.sql`
    DELETE FROM "StageChange" WHERE "organizationId" = ${ctx.organization.id} AND "dealId" = ${deal.id}
      AND ("at" > ${since} OR "changeSetId" = ${undoes})`;
  const [last] = await ctx.tx.sql<{ toStageId: string }>`
    SELECT "toStageId" FROM "StageChange" WHERE "organizationId" = ${ctx.organization.id} AND "dealId" = ${deal.id}
    ORDER BY "at" DESC, "id" DESC LIMIT 1`;
  return last?.toStageId === deal.stageId;
}
