import type { OwnField } from '../../crm/custom-fields.ts';
import type { Block, Field, Locale, Table } from '../../reply/reply.ts';
import { ENTITY_NAMES, TYPE_NAMES } from '../field-names.ts';

/** `Contract type on deals`. */
export function fieldTitle(field: OwnField, locale: Locale): string {
  return locale === 'zh'
    ? `${ENTITY_NAMES[field.entity].zh}的“${field.nameZh ?? field.name}”`
    : `${field.name} on ${ENTITY_NAMES[field.entity].en}`;
}

/** A field as a card. */
export function fieldBlock(field: OwnField, locale: Locale): Block {
  const zh = locale === 'zh';
  const rows: readonly (Field | null)[] = [
    { label: zh ? '名称' : 'Name', value: field.name },
    field.nameZh === null ? null : { label: zh ? '中文名' : 'Chinese name', value: field.nameZh },
    field.aliases.length === 0
      ? null
      : { label: zh ? '别名' : 'Other names', value: field.aliases.join(', ') },
    { label: zh ? '类型' : 'Type', value: TYPE_NAMES[field.type][locale] },
    field.options.length === 0
      ? null
      : { label: zh ? '选项' : 'Choices', value: optionsText(field, locale) },
    field.required ? { label: zh ? '必填' : 'Required', value: zh ? '是' : 'yes' } : null,
  ];
  return { kind: 'fields', fields: rows.filter((row) => row !== null) };
}

/** How a field is used, to copy. */
export function usesText(field: OwnField, locale: Locale): string {
  const zh = locale === 'zh';
  const name = zh ? (field.nameZh ?? field.name) : field.name;
  const value = sampleOf(field, locale);
  return zh ? `试试：“把 Acme 的${name}改成${value}”。` : `Try: “set Acme's ${name} to ${value}”.`;
}

function sampleOf(field: OwnField, locale: Locale): string {
  const zh = locale === 'zh';
  switch (field.type) {
    case 'choice':
      return field.options[0]?.[locale] ?? '';
    case 'number':
      return '12';
    case 'money':
      return zh ? '5万' : '5k';
    case 'date':
      return zh ? '下周五' : 'next Friday';
    case 'flag':
      return zh ? '是' : 'yes';
    case 'member':
      return zh ? '我' : 'me';
    case 'text':
      return zh ? '“ABC-1”' : 'ABC-1';
    default:
      return field.type satisfies never;
  }
}

/** Fields as a table. */
export function fieldTable(fields: readonly OwnField[], title: string, locale: Locale): Table {
  const zh = locale === 'zh';
  const labels = zh
    ? ['记录', '字段', '中文名', '类型', '选项', '必填']
    : ['Record', 'Field', 'Chinese name', 'Type', 'Choices', 'Required'];
  return {
    kind: 'table',
    title,
    columns: labels.map((label) => ({ label, align: 'left' })),
    rows: fields.map((field) => [
      ENTITY_NAMES[field.entity][locale],
      field.aliases.length === 0 ? field.name : `${field.name} (${field.aliases.join(', ')})`,
      field.nameZh ?? '–',
      TYPE_NAMES[field.type][locale],
      field.options.length === 0 ? '–' : optionsText(field, locale),
      field.required ? (zh ? '是' : 'yes') : zh ? '否' : 'no',
    ]),
  };
}

function optionsText(field: OwnField, locale: Locale): string {
  return field.options
    .map(({ en, zh }) => (en === zh ? en : `${en}/${zh}`))
    .join(locale === 'zh' ? '、' : ', ');
}
