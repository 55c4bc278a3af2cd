import type { FieldChange } from '../../crm/history.ts';
import { stageName } from '../../crm/pipelines.ts';
import { moneyFrom } from '../../platform/money.ts';
import { dayText, moneyText } from '../../reply/format.ts';
import type { Locale } from '../../reply/reply.ts';
import { categoryText, FIELD_LABELS, KIND_LABELS, ROLE_LABELS } from '../labels.ts';

/** `Value: $50,000 → $60,000`. */
export function changeText(change: FieldChange, locale: Locale): string {
  const label = FIELD_LABELS[change.field]?.[locale] ?? change.field;
  const shown = (side: 'before' | 'after'): string => {
    const stage = change.called?.[side];
    return stage ? stageName(stage, locale) : valueText(change.field, change[side], locale);
  };
  if (change.before === null) return `${label}: ${shown('after')}`;
  return `${label}: ${shown('before')} → ${shown('after')}`;
}

/** A value in its JSON form, as people read it. */
export function valueText(field: string, value: unknown, locale: Locale): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean')
    return value ? (locale === 'zh' ? '是' : 'yes') : locale === 'zh' ? '否' : 'no';
  if (Array.isArray(value))
    return (
      value.map((name) => FIELD_LABELS[String(name)]?.[locale] ?? String(name)).join(', ') || '–'
    );
  if (field === 'probability' && typeof value === 'number') return `${Math.round(value * 100)}%`;
  if (typeof value === 'object' && 'amount' in value && 'currency' in value) {
    const currency = typeof value.currency === 'string' ? value.currency : 'USD';
    return moneyText(moneyFrom(String(value.amount), currency), locale);
  }
  const text = String(value);
  if (field === 'category') return categoryText(text, locale);
  if (field === 'role') return ROLE_LABELS[text]?.[locale] ?? text;
  if (field === 'kind') return KIND_LABELS[text]?.[locale] ?? text;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return dayText(text, locale);
  return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/, '$1 $2');
}
