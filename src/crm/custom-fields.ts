import { Prisma } from '../generated/prisma/client.ts';
import type { Transaction } from '../platform/database.ts';
import { isCurrency, moneyFrom, moneyToJson } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { customOf, ownColumns } from './own-columns.ts';

/** The records that an organization may add fields to. */
export const OWN_ENTITIES = ['account', 'contact', 'lead', 'deal', 'product', 'order'] as const;
export type OwnEntity = (typeof OWN_ENTITIES)[number];

export type OwnFieldType = 'text' | 'number' | 'money' | 'date' | 'choice' | 'flag' | 'member';

/** A field that an organization added. */
export type OwnField = {
  id: string;
  entity: OwnEntity;
  /** Its name in JSON, never changed: `contractType`. */
  key: string;
  name: string;
  nameZh: string | null;
  aliases: readonly string[];
  type: OwnFieldType;
  /** The values of a choice. */
  options: readonly Option[];
  required: boolean;
};

/** One value of a choice: stored as `value`, said in either language. */
export type Option = { value: string; en: string; zh: string };

/** A value as it is stored. Days are `2026-03-31`, choices their `value`. */
export type OwnValue =
  | string
  | number
  | boolean
  | { amount: number; currency: string }
  | { member: string };

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_such_field: { name: string; entity: string; fields: string };
    bad_field_value: {
      name: string;
      nameZh: string;
      type: OwnFieldType;
      options: string;
      optionsZh: string;
    };
    field_required: { name: string; nameZh: string };
  }
}

const LONGEST_TEXT = 1000;
const LARGEST = 999_999_999_999_999;

/** By organization. The version grows with every change of a definition, so an older reading is never taken for a newer. */
const remembered = new Map<string, { version: number; fields: readonly OwnField[] }>();
const MOST_REMEMBERED = 1000;
const NONE: readonly OwnField[] = [];

/** The fields of an organization at a version of its definitions; 0 is none, and costs nothing. */
export async function ownFieldsAt(
  tx: Transaction,
  organizationId: string,
  version: number,
): Promise<readonly OwnField[]> {
  if (version === 0) return NONE;
  const known = remembered.get(organizationId);
  if (known?.version === version) return known.fields;
  const fields = await readFields(tx, organizationId);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(organizationId, { version, fields });
  return fields;
}

/** The fields as they are now. */
export async function readFields(
  tx: Transaction,
  organizationId: string,
): Promise<readonly OwnField[]> {
  const rows = await tx.customField.findMany({
    where: { organizationId, deletedAt: null },
    orderBy: [{ entity: 'asc' }, { position: 'asc' }, { id: 'asc' }],
  });
  return rows.length === 0 ? NONE : rows.map(toField);
}

type FieldRow = Omit<OwnField, 'entity' | 'options'> & {
  entity: string;
  options: readonly string[];
};

export function toField({
  id,
  entity,
  key,
  name,
  nameZh,
  aliases,
  type,
  options,
  required,
}: FieldRow): OwnField {
  const common = { id, key, name, nameZh, aliases, type, required };
  return { ...common, entity: entity as OwnEntity, options: options.map(optionOf) };
}

/** `annual/年付` is one option with a name in each language. */
export function optionOf(text: string): Option {
  const parts = text.split('/').map((part) => part.trim());
  const [first = '', second = ''] = parts;
  const han = (part: string) => /\p{Script=Han}/u.test(part);
  if (parts.length !== 2 || first === '' || second === '' || han(first) === han(second))
    return { value: text, en: text, zh: text };
  const [en, zh] = han(first) ? [second, first] : [first, second];
  return { value: en, en, zh };
}

/** The fields that the organization added to a kind of record, in their order. */
export function fieldsOf(ctx: Pick<CrmContext, 'ownFields'>, entity: string): readonly OwnField[] {
  return ctx.ownFields.filter((field) => field.entity === entity);
}

/** What the own fields of a record hold, by key; those of removed fields too. */
export function customValues(row: object): Readonly<Record<string, OwnValue>> {
  return customOf(row as Record<string, unknown>) as Record<string, OwnValue>;
}

/**
 * Checks values for own fields, in their JSON forms: a member by id, money perhaps without its currency; null empties a field.
 *
 * @returns what is to be stored, by key.
 * @throws Refusal `no_such_field`, `bad_field_value`, `field_required` (emptied), `unknown_currency`.
 */
export async function validateCustom(
  ctx: CrmContext,
  entity: OwnEntity,
  values: Readonly<Record<string, unknown>> | undefined,
): Promise<Record<string, OwnValue | null>> {
  const valid: Record<string, OwnValue | null> = {};
  const fields = fieldsOf(ctx, entity);
  for (const [key, value] of Object.entries(values ?? {})) {
    if (value === undefined) continue;
    const field = fields.find((f) => f.key === key);
    if (field === undefined) throw noSuchField(key, entity, fields);
    if (value === null && field.required)
      throw new Refusal('field_required', { name: field.name, nameZh: field.nameZh ?? field.name });
    valid[key] = value === null ? null : await validValue(ctx, field, value);
  }
  return valid;
}

/** The columns that store these values; checks them as `validateCustom` does. */
export async function customColumns(
  ctx: CrmContext,
  entity: OwnEntity,
  values: Readonly<Record<string, unknown>> | undefined,
): Promise<Record<string, string | null>> {
  return values === undefined ? {} : ownColumns(await validateCustom(ctx, entity, values));
}

function noSuchField(name: string, entity: string, fields: readonly OwnField[]): Refusal {
  return new Refusal('no_such_field', {
    name,
    entity,
    fields: fields.map((field) => field.name).join(', '),
  });
}

async function validValue(ctx: CrmContext, field: OwnField, value: unknown): Promise<OwnValue> {
  const read = readOwnValue(ctx, field, value);
  if (read === null || (isMember(read) && !(await memberExists(ctx, read.member)))) {
    throw new Refusal('bad_field_value', {
      name: field.name,
      nameZh: field.nameZh ?? field.name,
      type: field.type,
      options: field.options.map((option) => option.en).join(', '),
      optionsZh: field.options.map((option) => option.zh).join('、'),
    });
  }
  return read;
}

function isMember(value: OwnValue): value is { member: string } {
  return typeof value === 'object' && 'member' in value;
}

async function memberExists(ctx: CrmContext, id: string): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return false;
  const where = { id, organizationId: ctx.organization.id, deletedAt: null };
  return (await ctx.tx.member.findFirst({ where, select: { id: true } })) !== null;
}

function readOwnValue(ctx: CrmContext, field: OwnField, value: unknown): OwnValue | null {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' ? plainText(value) : null;
    case 'number':
      return typeof value === 'number' && Math.abs(value) <= LARGEST ? value : null;
    case 'money':
      return moneyIn(ctx, value);
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : null;
    case 'choice':
      return typeof value === 'string' ? (optionNamed(field, value)?.value ?? null) : null;
    case 'flag':
      return typeof value === 'boolean' ? value : null;
    case 'member':
      return typeof value === 'object' && value !== null && 'member' in value
        ? { member: String(value.member) }
        : null;
    default:
      return field.type satisfies never;
  }
}

function plainText(value: string): string | null {
  const text = value.replaceAll('\0', '').trim();
  return text === '' || text.length > LONGEST_TEXT ? null : text;
}

function isDay(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function moneyIn(ctx: CrmContext, value: unknown): OwnValue | null {
  if (typeof value !== 'object' || value === null || !('amount' in value)) return null;
  const { amount } = value;
  const said = 'currency' in value ? value.currency : null;
  if (typeof amount !== 'number' || !(amount >= 0 && amount <= LARGEST)) return null;
  const currency = typeof said === 'string' ? said : ctx.organization.baseCurrency;
  if (!isCurrency(currency)) throw new Refusal('unknown_currency', { currency });
  return moneyToJson(moneyFrom(amount.toFixed(6), currency));
}

/** The option that is called so in either language. */
function optionNamed(field: OwnField, said: string): Option | null {
  const plain = said.trim().toLowerCase();
  return (
    field.options.find((o) => [o.value, o.en, o.zh].some((name) => name.toLowerCase() === plain)) ??
    null
  );
}

/**
 * What a list is to hold, by key: a value, a period for a day, `key.min` and `key.max` for bounds of a number or an amount, `key.empty`.
 * As conditions for Prisma's `AND`.
 *
 * @throws Refusal as `validateCustom`.
 */
export async function customConditions(
  ctx: CrmContext,
  entity: OwnEntity,
  filter: Readonly<Record<string, unknown>> | undefined,
): Promise<object[]> {
  const conditions: object[] = [];
  for (const [name, said] of Object.entries(filter ?? {})) {
    if (said === undefined || said === null) continue;
    const [key = '', end] = name.split('.');
    const fields = fieldsOf(ctx, entity);
    const field = fields.find((f) => f.key === key);
    if (field === undefined) throw noSuchField(key, entity, fields);
    conditions.push(...(await conditionsOf(ctx, field, end, said)));
  }
  return conditions;
}

async function conditionsOf(
  ctx: CrmContext,
  field: OwnField,
  end: string | undefined,
  said: unknown,
): Promise<object[]> {
  const at = (...path: string[]) => [field.key, ...path];
  if (end === 'empty') {
    const none = { custom: { path: at(), equals: Prisma.DbNull } };
    return [said === false ? { NOT: none } : none];
  }
  if (field.type === 'date') {
    const { start, end: last } = said as { start: string; end: string };
    return [{ custom: { path: at(), gte: start } }, { custom: { path: at(), lte: last } }];
  }
  const value = await validValue(ctx, field, said);
  const compared = end === 'min' ? 'gte' : end === 'max' ? 'lte' : 'equals';
  if (isMember(value)) return [{ custom: { path: at('member'), equals: value.member } }];
  if (typeof value === 'object') {
    const currency = (said as { currency?: string | null }).currency ?? null;
    const amount = { custom: { path: at('amount'), [compared]: value.amount } };
    return currency === null
      ? [amount]
      : [amount, { custom: { path: at('currency'), equals: currency } }];
  }
  if (field.type === 'text')
    return [{ custom: { path: at(), string_contains: value, mode: 'insensitive' } }];
  return [{ custom: { path: at(), [compared]: value } }];
}

/** What own fields are called, by kind of record and key; removed ones too. */
export async function customFieldNames(
  ctx: CrmContext,
): Promise<(entity: string, key: string) => { en: string; zh: string } | undefined> {
  const rows = await ctx.tx.customField.findMany({
    where: { organizationId: ctx.organization.id },
    orderBy: { deletedAt: { sort: 'desc', nulls: 'last' } },
  });
  const names = new Map(
    rows.map(({ entity, key, name, nameZh }) => [
      `${entity}.${key}`,
      { en: name, zh: nameZh ?? name },
    ]),
  );
  return (entity, key) => names.get(`${entity}.${key}`);
}
