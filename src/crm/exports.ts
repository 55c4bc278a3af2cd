import { z } from 'zod';
import { dayIn } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { withinBounds } from './amount-bounds.ts';
import { dayColumn, dayOf } from './columns.ts';
import type { CrmContext } from './context.ts';
import type { Cell } from './csv.ts';
import {
  customFieldNames,
  customValues,
  fieldsOf,
  type OwnField,
  type OwnValue,
} from './custom-fields.ts';
import type { Comparison } from './deals.ts';
import { NUMBER_PREFIXES } from './fields.ts';
import { scopeOf } from './members.ts';
import { ownColumn } from './own-columns.ts';
import { stageName } from './pipelines.ts';
import { withinScope } from './record-scope.ts';
import { delegateOf, namesOf, type Row, stored } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    export_too_large: { count: number; limit: number };
  }
}

export const EXPORT_KINDS = [
  'accounts',
  'contacts',
  'leads',
  'deals',
  'products',
  'orders',
  'activities',
  'tasks',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

const SaidMoneyShape = z.object({ amount: z.number(), currency: z.string().nullable() });

/** What is exported of a kind; read again where a job keeps it. */
export const ExportFilterShape = z.object({
  ownerId: z.string().optional(),
  accountId: z.string().optional(),
  /** A stage's key; `open` for all that are. */
  stage: z.string().optional(),
  open: z.boolean().optional(),
  period: z.object({ start: z.string(), end: z.string() }).optional(),
  minValue: SaidMoneyShape.optional(),
  maxValue: SaidMoneyShape.optional(),
  /** In the name. */
  text: z.string().optional(),
});
export type ExportFilter = z.infer<typeof ExportFilterShape>;

/** A column of an export: a field by the catalogue's name, with what the organization calls it where it is its own. */
export type ExportedField = { field: string; name?: { en: string; zh: string } };

/** A table of records: fields by the catalogue's names, so that they import again. */
export type Exported = { fields: readonly ExportedField[]; rows: Cell[][] };

const ROWS_MAX = 200_000;
const PAGE = 2000;
/** A larger workbook would take more memory than it is worth. */
const EXCEL_ROWS = 50_000;

/** What a file of so many rows is, whatever was asked for. */
export function formatFor(asked: ExportFormat, rows: number): ExportFormat {
  return rows > EXCEL_ROWS ? 'csv' : asked;
}
export type ExportFormat = 'csv' | 'excel';

/**
 * How many records an export would hold: those of a kind that the actor may see and that a filter lets through.
 *
 * @throws Refusal `export_too_large`.
 */
export async function countExport(
  ctx: CrmContext,
  kind: ExportKind,
  filter: ExportFilter,
  scope?: Scope,
): Promise<number> {
  const seen = scope ?? (await scopeOf(ctx));
  const { where } = await whereOf(ctx, kind, filter, seen);
  const count = await delegateOf(ctx.tx, TABLES[kind].model).count({ where });
  if (count > ROWS_MAX) throw new Refusal('export_too_large', { count, limit: ROWS_MAX });
  return count;
}

/** How amounts were compared with the bounds of a filter; null where there are none. */
export async function comparedIn(
  ctx: CrmContext,
  kind: ExportKind,
  filter: ExportFilter,
): Promise<Comparison | null> {
  return (await whereOf(ctx, kind, filter, await scopeOf(ctx))).compared;
}

/** All these records at once, in the order of their numbers. */
export async function exportRecords(
  ctx: CrmContext,
  kind: ExportKind,
  filter: ExportFilter,
): Promise<Exported> {
  const scope = await scopeOf(ctx);
  const own = ownKeysOf(ctx, kind);
  const rows: Cell[][] = [];
  let last: number | null = 0;
  while (last !== null) {
    const page: Page = await readPage(ctx, kind, { filter, own, scope }, last);
    rows.push(...page.rows);
    last = page.last;
  }
  return { fields: await exportedFields(ctx, kind, own), rows };
}

/** The organization's own fields that an export of a kind holds, by key. */
export function ownKeysOf(ctx: CrmContext, kind: ExportKind): string[] {
  return fieldsOf(ctx, TABLES[kind].model).map(({ key }) => key);
}

/** The columns of an export: those of every organization, then its own of these keys, also such as were removed since. */
export async function exportedFields(
  ctx: CrmContext,
  kind: ExportKind,
  own: readonly string[],
): Promise<ExportedField[]> {
  const { fields, model } = TABLES[kind];
  const common = fields.map((field) => ({ field }));
  if (own.length === 0) return common;
  const nameOf = await customFieldNames(ctx);
  return [
    ...common,
    ...own.map((key) => ({
      field: ownColumn(key),
      name: nameOf(model, key) ?? { en: key, zh: key },
    })),
  ];
}

/** Some of an export's rows; `last` is the number of the last record, null where nothing comes after them. */
export type Page = { rows: Cell[][]; last: number | null };

/** The records behind a number, as far as a page goes. */
export async function readPage(
  ctx: CrmContext,
  kind: ExportKind,
  { filter, own, scope }: { filter: ExportFilter; own: readonly string[]; scope: Scope },
  after: number,
): Promise<Page> {
  const table = TABLES[kind];
  const found = await delegateOf(ctx.tx, TABLES[kind].model).findMany({
    where: { ...(await whereOf(ctx, kind, filter, scope)).where, number: { gt: after } },
    include: table.include,
    orderBy: { number: 'asc' },
    take: PAGE,
  });
  const ownCells = await ownCellsOf(ctx, kind, own, found);
  return {
    rows: found.map((row) => [...table.cells(ctx, row), ...ownCells(row)]),
    last: found.length < PAGE ? null : (found.at(-1)?.number ?? null),
  };
}

/** What rows hold in the organization's own fields, in a form that an import reads again. */
async function ownCellsOf(
  ctx: CrmContext,
  kind: ExportKind,
  own: readonly string[],
  rows: readonly Row[],
): Promise<(row: Row) => Cell[]> {
  if (own.length === 0) return () => [];
  const defined = fieldsOf(ctx, TABLES[kind].model);
  const fields = own.map((key) => defined.find((field) => field.key === key));
  const people = fields.filter((field) => field?.type === 'member');
  const ids = rows.flatMap((row) =>
    people.flatMap((field) => memberIn(customValues(row)[field?.key ?? '']) ?? []),
  );
  const members = ids.length === 0 ? [] : await namesOf(ctx, 'member', [...new Set(ids)]);
  const nameOf = new Map(members.map((member) => [member.id, member.name]));
  return (row) => {
    const values = customValues(row);
    return fields.map((field) =>
      field === undefined ? null : ownCell(ctx, field, values[field.key], nameOf),
    );
  };
}

function ownCell(
  ctx: CrmContext,
  field: OwnField,
  value: OwnValue | undefined,
  members: ReadonlyMap<string, string>,
): Cell {
  if (value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return flagCell(ctx, value);
  if (typeof value === 'string') {
    const option =
      field.type === 'choice' ? field.options.find((o) => o.value === value) : undefined;
    return option?.[ctx.actor.locale] ?? value;
  }
  if ('member' in value) return members.get(value.member) ?? null;
  // A bare number would be read as one of the organization's currency.
  return value.currency === ctx.organization.baseCurrency
    ? value.amount
    : `${value.amount} ${value.currency}`;
}

function memberIn(value: OwnValue | undefined): string | null {
  return typeof value === 'object' && 'member' in value ? value.member : null;
}

function flagCell(ctx: CrmContext, value: boolean): Cell {
  if (ctx.actor.locale === 'zh') return value ? '是' : '否';
  return value ? 'yes' : 'no';
}

type Scope = 'all' | readonly string[];

async function whereOf(
  ctx: CrmContext,
  kind: ExportKind,
  filter: ExportFilter,
  scope: Scope,
): Promise<{ where: object; compared: Comparison | null }> {
  const table = TABLES[kind];
  const own = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    AND: [withinScope(table.model, scope), ...table.conditions(filter)],
  };
  if (kind !== 'deals') return { where: own, compared: null };
  const { condition, compared } = await withinBounds(ctx, filter, own);
  return { where: { ...own, AND: [...own.AND, condition] }, compared };
}

type Model = 'account' | 'contact' | 'lead' | 'deal' | 'product' | 'order' | 'activity' | 'task';

type ExportTable = {
  model: Model;
  fields: readonly string[];
  include: object;
  conditions: (filter: ExportFilter) => object[];
  cells: (ctx: CrmContext, row: Row) => Cell[];
};

const named = { select: { name: true } } as const;
const name = (value: unknown): Cell =>
  typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : null;
const text = (value: unknown): Cell =>
  value === null || value === undefined ? null : String(value);
const count = (value: unknown): Cell => (typeof value === 'number' ? value : null);
const day = (value: unknown): Cell => (value instanceof Date ? dayOf(value) : null);
const moment = (value: unknown): Cell =>
  value instanceof Date ? value.toISOString().slice(0, 16) : null;
/** A number as a number where that is exact, else as text. */
function amount(value: unknown): Cell {
  const plain = stored(value);
  if (plain === null) return null;
  const number = Number(plain);
  return String(number) === String(plain) ? number : String(plain);
}
const coded =
  (prefix: string) =>
  (row: Row): Cell =>
    `${prefix}-${row.number}`;

const ownerIs = (column: string, filter: ExportFilter): object[] =>
  filter.ownerId === undefined ? [] : [{ [column]: filter.ownerId }];
const accountIs = (filter: ExportFilter): object[] =>
  filter.accountId === undefined ? [] : [{ accountId: filter.accountId }];
const nameHas = (filter: ExportFilter, column = 'name'): object[] =>
  filter.text === undefined ? [] : [{ [column]: { contains: filter.text, mode: 'insensitive' } }];
const anyHas = (filter: ExportFilter, columns: readonly string[]): object[] =>
  filter.text === undefined ? [] : [{ OR: columns.flatMap((column) => nameHas(filter, column)) }];
const within = (column: string, filter: ExportFilter, moments = false): object[] => {
  if (filter.period === undefined) return [];
  const { start, end } = filter.period;
  return moments
    ? [{ [column]: { gte: dayColumn(start), lt: new Date(dayColumn(end).getTime() + 86_400_000) } }]
    : [{ [column]: { gte: dayColumn(start), lte: dayColumn(end) } }];
};

function dealConditions(filter: ExportFilter): object[] {
  const { stage, open, period } = filter;
  const days = period && { gte: dayColumn(period.start), lte: dayColumn(period.end) };
  return [
    ...ownerIs('ownerId', filter),
    ...accountIs(filter),
    ...nameHas(filter),
    ...(stage === undefined ? [] : [{ stage: { key: stage } }]),
    ...(open === true ? [{ status: 'open' }] : []),
    // Expected to close within these days where it is open, closed within them where it is not.
    ...(days === undefined
      ? []
      : [
          {
            OR: [
              { status: 'open', closeDate: days },
              { status: { not: 'open' }, closedOn: days },
            ],
          },
        ]),
  ];
}

const TABLES: Readonly<Record<ExportKind, ExportTable>> = {
  accounts: {
    model: 'account',
    fields: ['number', 'name', 'domain', 'industry', 'employees', 'region', 'owner', 'priceBook'],
    include: { owner: named, priceBook: named },
    conditions: (filter) => [
      ...ownerIs('ownerId', filter),
      ...anyHas(filter, ['name', 'region', 'industry']),
      ...(filter.accountId === undefined ? [] : [{ id: filter.accountId }]),
      ...within('createdAt', filter, true),
    ],
    cells: (_, row) => [
      coded(NUMBER_PREFIXES.account)(row),
      text(row.name),
      text(row.domain),
      text(row.industry),
      count(row.employees),
      text(row.region),
      name(row.owner),
      name(row.priceBook),
    ],
  },
  contacts: {
    model: 'contact',
    fields: ['number', 'name', 'account', 'email', 'phone', 'title', 'owner'],
    include: { owner: named, account: named },
    conditions: (filter) => [
      ...ownerIs('ownerId', filter),
      ...accountIs(filter),
      ...nameHas(filter),
      ...within('createdAt', filter, true),
    ],
    cells: (_, row) => [
      coded(NUMBER_PREFIXES.contact)(row),
      text(row.name),
      name(row.account),
      text(row.email),
      text(row.phone),
      text(row.title),
      name(row.owner),
    ],
  },
  leads: {
    model: 'lead',
    fields: ['number', 'name', 'company', 'email', 'phone', 'title', 'source', 'status', 'owner'],
    include: { owner: named },
    conditions: (filter) => [
      ...ownerIs('ownerId', filter),
      ...nameHas(filter),
      ...within('createdAt', filter, true),
      ...(filter.open === true ? [{ status: { in: ['new', 'working', 'qualified'] } }] : []),
    ],
    cells: (_, row) => [
      coded(NUMBER_PREFIXES.lead)(row),
      ...['name', 'company', 'email', 'phone', 'title', 'source', 'status'].map((column) =>
        text(row[column]),
      ),
      name(row.owner),
    ],
  },
  deals: {
    model: 'deal',
    fields: [
      ...['number', 'name', 'account', 'value', 'currency', 'pipeline', 'stage', 'closeDate'],
      ...['closedOn', 'createdOn', 'owner', 'contact', 'product', 'nextStep', 'reason'],
    ],
    include: { owner: named, account: named, contact: named, pipeline: named, stage: true },
    conditions: dealConditions,
    cells: (ctx, row) => [
      coded(NUMBER_PREFIXES.deal)(row),
      text(row.name),
      name(row.account),
      amount(row.amount),
      text(row.currency),
      name(row.pipeline),
      stageName(row.stage as { nameEn: string; nameZh: string }, ctx.actor.locale),
      day(row.closeDate),
      day(row.closedOn),
      row.createdAt instanceof Date ? dayIn(ctx.organization.timeZone, row.createdAt) : null,
      name(row.owner),
      name(row.contact),
      text(row.product),
      text(row.nextStep),
      text(row.lossReason),
    ],
  },
  products: {
    model: 'product',
    fields: ['number', 'name', 'sku', 'price', 'currency', 'unit', 'active'],
    include: {},
    conditions: (filter) => nameHas(filter),
    cells: (ctx, row) => [
      coded(NUMBER_PREFIXES.product)(row),
      text(row.name),
      text(row.sku),
      amount(row.amount),
      text(row.currency),
      text(row.unit),
      flagCell(ctx, row.active === true),
    ],
  },
  orders: {
    model: 'order',
    fields: [
      'number',
      'account',
      'deal',
      'status',
      'orderedOn',
      'total',
      'currency',
      'owner',
      'priceBook',
      'note',
    ],
    include: { owner: named, account: named, deal: named, priceBook: named },
    conditions: (filter) => [
      ...ownerIs('ownerId', filter),
      ...accountIs(filter),
      ...within('orderedOn', filter),
      ...(filter.open === true ? [{ status: { in: ['draft', 'confirmed'] } }] : []),
    ],
    cells: (_, row) => [
      coded(NUMBER_PREFIXES.order)(row),
      name(row.account),
      name(row.deal),
      text(row.status),
      day(row.orderedOn),
      amount(row.total),
      text(row.currency),
      name(row.owner),
      name(row.priceBook),
      text(row.note),
    ],
  },
  activities: {
    model: 'activity',
    fields: ['number', 'kind', 'when', 'summary', 'account', 'deal', 'contact', 'owner'],
    include: { author: named, account: named, deal: named, contact: named },
    conditions: (filter) => [
      ...ownerIs('authorId', filter),
      ...accountIs(filter),
      ...nameHas(filter, 'summary'),
      ...within('at', filter, true),
    ],
    cells: (_, row) => [
      coded(NUMBER_PREFIXES.activity)(row),
      text(row.kind),
      moment(row.at),
      text(row.summary),
      name(row.account),
      name(row.deal),
      name(row.contact),
      name(row.author),
    ],
  },
  tasks: {
    model: 'task',
    fields: ['number', 'title', 'due', 'status', 'assignee', 'account', 'deal', 'contact'],
    include: { assignee: named, account: named, deal: named, contact: named },
    conditions: (filter) => [
      ...ownerIs('assigneeId', filter),
      ...accountIs(filter),
      ...nameHas(filter, 'title'),
      ...within('dueOn', filter),
      ...(filter.open === true ? [{ status: 'open' }] : []),
    ],
    cells: (_, row) => [
      coded(NUMBER_PREFIXES.task)(row),
      text(row.title),
      day(row.dueOn),
      text(row.status),
      name(row.assignee),
      name(row.account),
      name(row.deal),
      name(row.contact),
    ],
  },
};
