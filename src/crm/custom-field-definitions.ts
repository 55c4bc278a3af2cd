import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import {
  type OwnEntity,
  type OwnField,
  type OwnFieldType,
  optionOf,
  readFields,
  toField,
} from './custom-fields.ts';
import { createRecord, findRow, type Row, setDeleted, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    bad_field_name: { name: string };
    field_exists: { name: string; entity: string };
    too_many_fields: { entity: string; most: number };
    choice_needs_options: { name: string };
    bad_field_option: { option: string };
    no_choice_field: { name: string };
    too_many_options: { name: string; most: number };
  }
}

const MOST_FIELDS = 50;
const MOST_OPTIONS = 50;

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
    await setDeleted(ctx, 'customField', before, false);
    await updateRecord(
      ctx,
      'customField',
      { ...before, name, version: version + 1 },
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
  await updateRecord(ctx, 'customField', row, {
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
  const [row] = await ctx.tx.sql<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM ${table}
    WHERE "organizationId" = $1 AND "deletedAt" IS NULL AND jsonb_exists("custom", $2)`,
    ctx.organization.id,
    field.key,
  );
  return row?.count ?? 0;
}
