import {
  customValues,
  fieldsOf,
  type OwnEntity,
  type OwnField,
  type OwnValue,
} from '../../crm/custom-fields.ts';
import { namesOf } from '../../crm/store.ts';
import { numberText } from '../../reply/format.ts';
import type { Block, Field, Locale } from '../../reply/reply.ts';
import type { CommandContext } from '../context.ts';
import { valueText } from './change-text.ts';

/** What the organization's own fields of a record hold, as a card shows it; empty ones are left out. */
export async function ownFields(
  ctx: CommandContext,
  entity: OwnEntity,
  row: object,
): Promise<Field[]> {
  const values = customValues(row);
  const held = fieldsOf(ctx, entity).flatMap((field) => {
    const value = values[field.key];
    return value === undefined ? [] : [{ field, value }];
  });
  const members = held.flatMap(({ value }) => memberIn(value) ?? []);
  const names = members.length === 0 ? [] : await namesOf(ctx, 'member', members);
  return held.map(({ field, value }) => {
    const member = memberIn(value);
    const text =
      member === null
        ? ownValueText(field, value, ctx.locale)
        : (names.find(({ id }) => id === member)?.name ?? '–');
    return { label: ownLabel(field, ctx.locale), value: text };
  });
}

/** The same as a block of its own, where there is anything to show. */
export async function ownFieldsBlock(
  ctx: CommandContext,
  entity: OwnEntity,
  row: object,
): Promise<Block[]> {
  const fields = await ownFields(ctx, entity, row);
  return fields.length === 0 ? [] : [{ kind: 'fields', fields }];
}

export function ownLabel(field: Pick<OwnField, 'name' | 'nameZh'>, locale: Locale): string {
  return locale === 'zh' ? (field.nameZh ?? field.name) : field.name;
}

function ownValueText(field: OwnField, value: OwnValue, locale: Locale): string {
  if (typeof value === 'number') return numberText(value, locale);
  if (field.type === 'choice')
    return field.options.find((option) => option.value === value)?.[locale] ?? String(value);
  if (field.type === 'text') return String(value);
  return valueText(field.key, value, locale);
}

function memberIn(value: OwnValue): string | null {
  return typeof value === 'object' && 'member' in value ? value.member : null;
}
