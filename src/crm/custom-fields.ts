import type { Transaction } from '../platform/database.ts';
import { isCurrency, moneyFrom, moneyToJson } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { customOf, ownColumns } from './own-columns.ts';
import { createRecord, findRow, type Row, setDeleted, updateRecord } from './store.ts';

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
    bad_field_name: { name: string };
    field_exists: { name: string; entity: string };
    too_many_fields: { entity: string; most: number };
    choice_needs_options: { name: string };
    bad_field_option: { option: string };
    no_choice_field: { name: string };
    too_many_options: { name: string; most: number };
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

const MOST_FIELDS = 50;
const MOST_OPTIONS = 50;
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

async function readFields(tx: Transaction, organizationId: string): Promise<readonly OwnField[]> {
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

function toField({
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
function optionOf(text: string): Option {
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
 * What a list is to hold, by key: a value, a period for a day, `key.min` and `key.max` for bounds of a number or an amount.
 * As conditions for Prisma's `AND`.
 *
 * @throws Refusal as `validateCustom`.
 */
export async function customConditions(
  ctx: CrmContext,
  entity: OwnEntity,
  filter: Readonly<Record<string, unknown>> | undefined,
): Promise<{ custom: object }[]> {
  const conditions: { custom: object }[] = [];
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
): Promise<{ custom: object }[]> {
  const at = (...path: string[]) => [field.key, ...path];
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

/** The fields as they are now, this turn's changes included. */
export async function listFields(
  ctx: CrmContext,
  entity?: OwnEntity,
): Promise<readonly OwnField[]> {
  const fields = await readFields(ctx.tx, ctx.organization.id);
  return entity === undefined ? fields : fields.filter((field) => field.entity === entity);
}

export type NewField = {
  entity: OwnEntity;
  name: string;
  nameZh?: string | undefined;
  aliases?: readonly string[] | undefined;
  type: OwnFieldType;
  options?: readonly string[] | undefined;
  required?: boolean | undefined;
};

/**
 * Adds a field to a kind of record. One that was removed under this name and of this type comes back with its values: `again`.
 *
 * @throws Refusal `bad_field_name`, `field_exists`, `too_many_fields`, `choice_needs_options`, `bad_field_option`,
 * `too_many_options`.
 */
export async function createField(
  ctx: CrmContext,
  said: NewField,
): Promise<{ field: OwnField; again: boolean }> {
  const { entity, type } = said;
  const fields = await listFields(ctx, entity);
  if (fields.length >= MOST_FIELDS)
    throw new Refusal('too_many_fields', { entity, most: MOST_FIELDS });
  const names = namesIn(said);
  for (const name of allNames(names)) refuseTwin(fields, name, null);
  if (type === 'choice' && (said.options ?? []).length === 0)
    throw new Refusal('choice_needs_options', { name: names.name });
  const options = type === 'choice' ? validOptions(names.name, [], said.options ?? []) : [];
  const data = { ...names, options, position: fields.length };
  const taken = await ctx.tx.customField.findMany({
    where: { organizationId: ctx.organization.id, entity },
  });
  const key = keyOf(names.name);
  const before = taken.find((f) => f.key === key && f.type === type && f.deletedAt !== null);
  if (before !== undefined) {
    const { name, version } = before;
    await setDeleted(ctx, 'customField', before as unknown as Row, false);
    await updateRecord(
      ctx,
      'customField',
      { ...(before as unknown as Row), name, version: version + 1 },
      { ...data, required: said.required ?? false },
    );
    return { field: await getField(ctx, before.id), again: true };
  }
  const row = await createRecord(ctx, 'customField', {
    ...data,
    ...(said.required === true ? { required: true } : {}),
    entity,
    type,
    key: freeKey(key, new Set(taken.map((f) => f.key))),
  });
  return { field: await getField(ctx, row.id), again: false };
}

type Names = { name: string; nameZh: string | null; aliases: string[] };

function namesIn(said: Pick<NewField, 'name' | 'nameZh' | 'aliases'>): Names {
  return {
    name: validName(said.name),
    nameZh: said.nameZh === undefined ? null : validName(said.nameZh),
    aliases: (said.aliases ?? []).map(validName),
  };
}

function allNames({
  name,
  nameZh,
  aliases,
}: Omit<Names, 'aliases'> & { aliases: readonly string[] }) {
  return [name, ...(nameZh === null ? [] : [nameZh]), ...aliases];
}

/** Letters, digits and a few signs, so that a name can be told from what is said around it. */
function validName(said: string): string {
  const name = said.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} &%#+'.-]{0,59}$/u.test(name) || !/\p{L}/u.test(name))
    throw new Refusal('bad_field_name', { name: said.slice(0, 80) });
  if (/^\p{L}$/u.test(name)) throw new Refusal('bad_field_name', { name });
  return name;
}

/**
 * Looks whether a field of this kind of record has the name already, `except` being the field itself.
 *
 * @throws Refusal `field_exists`.
 */
function refuseTwin(fields: readonly OwnField[], name: string, except: string | null): void {
  const plain = name.toLowerCase();
  const twin = fields.find(
    (f) => f.id !== except && allNames(f).some((other) => other.toLowerCase() === plain),
  );
  if (twin !== undefined)
    throw new Refusal('field_exists', { name: twin.name, entity: twin.entity });
}

/** A field that comes back must still be the only one of its name. */
export async function refuseFieldTwin(ctx: CrmContext, row: Row, name: string): Promise<void> {
  const fields = await listFields(ctx);
  refuseTwin(
    fields.filter((field) => field.entity === row.entity),
    name,
    row.id,
  );
}

function validOptions(
  name: string,
  known: readonly string[],
  said: readonly string[],
): readonly string[] {
  const options = [...known];
  const words = new Set(known.flatMap(wordsOfOption));
  for (const text of said) {
    const option = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
    if (option === '' || option.length > 60 || /[\p{C}<>]/u.test(option))
      throw new Refusal('bad_field_option', { option: text.slice(0, 80) });
    const own = wordsOfOption(option);
    if (own.some((word) => words.has(word))) continue;
    for (const word of own) words.add(word);
    options.push(option);
  }
  if (options.length > MOST_OPTIONS)
    throw new Refusal('too_many_options', { name, most: MOST_OPTIONS });
  return options;
}

function wordsOfOption(text: string): string[] {
  const { value, en, zh } = optionOf(text);
  return [...new Set([value, en, zh].map((word) => word.toLowerCase()))];
}

/** `Contract type` is contractType, 合同类型 stays as it is. */
function keyOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [name];
  return words
    .map((word, i) =>
      i === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('')
    .slice(0, 40);
}

/** A removed field of another type keeps its key, and its values. */
function freeKey(key: string, taken: ReadonlySet<string>): string {
  let free = key;
  for (let n = 2; taken.has(free); n += 1) free = `${key}${n}`;
  return free;
}

async function getField(ctx: CrmContext, id: string): Promise<OwnField> {
  return toField(await fieldRow(ctx, id));
}

async function fieldRow(ctx: CrmContext, id: string) {
  const row = await ctx.tx.customField.findFirst({
    where: { id, organizationId: ctx.organization.id, deletedAt: null },
  });
  if (row === null) throw new Refusal('record_gone', { entity: 'customField' });
  return row;
}

export type FieldPatch = {
  name?: string | undefined;
  nameZh?: string | undefined;
  /** Further names. */
  aliases?: readonly string[] | undefined;
  /** Further values of a choice. */
  options?: readonly string[] | undefined;
  required?: boolean | undefined;
};

/**
 * Changes what a field is called, adds values to a choice, makes it required or not. Its key and type stay.
 *
 * @throws Refusal as `createField`, `no_choice_field`, `nothing_to_change`.
 */
export async function updateField(
  ctx: CrmContext,
  id: string,
  patch: FieldPatch,
): Promise<OwnField> {
  const row = await fieldRow(ctx, id);
  const fields = (await listFields(ctx)).filter((field) => field.entity === row.entity);
  const said = namesIn({ ...patch, name: patch.name ?? row.name });
  for (const name of allNames(said)) refuseTwin(fields, name, id);
  if (patch.options !== undefined && row.type !== 'choice')
    throw new Refusal('no_choice_field', { name: row.name });
  const before = ctx.history.changes.length;
  await updateRecord(ctx, 'customField', row as unknown as Row, {
    name: patch.name === undefined ? undefined : said.name,
    nameZh: patch.nameZh === undefined ? undefined : said.nameZh,
    aliases:
      patch.aliases === undefined ? undefined : [...new Set([...row.aliases, ...said.aliases])],
    options:
      patch.options === undefined ? undefined : validOptions(row.name, row.options, patch.options),
    required: patch.required,
  });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: row.name });
  return getField(ctx, id);
}

/** Hides a field. Its values stay, and are back when it is. */
export async function removeField(ctx: CrmContext, id: string): Promise<string> {
  const row = await findRow(ctx, 'customField', id);
  if (row === null || row.deletedAt !== null)
    throw new Refusal('record_gone', { entity: 'customField' });
  await setDeleted(ctx, 'customField', row, true);
  return String(row.name);
}

/** How many records of a field's kind hold a value of it. */
export async function valuesHeld(
  ctx: CrmContext,
  field: Pick<OwnField, 'entity' | 'key'>,
): Promise<number> {
  const table = `"${field.entity.charAt(0).toUpperCase()}${field.entity.slice(1)}"`;
  const [row] = await ctx.tx.$queryRawUnsafe<{ count: number }[]>(
    `SELECT count(*)::int AS "count" FROM ${table}
    WHERE "organizationId" = $1::uuid AND "deletedAt" IS NULL AND jsonb_exists("custom", $2)`,
    ctx.organization.id,
    field.key,
  );
  return row?.count ?? 0;
}
