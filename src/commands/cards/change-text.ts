import type { FieldChange } from '../../crm/history.ts';
import { percentOf } from '../../crm/lines.ts';
import { stageName } from '../../crm/pipelines.ts';
import { moneyFrom } from '../../platform/money.ts';
import { dayText, moneyText, percentText, shortText } from '../../reply/format.ts';
import type { Locale, Phrase } from '../../reply/reply.ts';
import { FIELD_LABELS, VALUE_LABELS } from '../labels.ts';

/** `Value: $50,000 → $60,000`. */
export function changeText(change: FieldChange, locale: Locale): string {
  const label = labelOf(change)[locale];
  const shown = (side: 'before' | 'after'): string => {
    const stage = change.called?.[side];
    return stage ? stageName(stage, locale) : valueText(change.field, change[side], locale);
  };
  if (change.before === null) return `${label}: ${shown('after')}`;
  return `${label}: ${shown('before')} → ${shown('after')}`;
}

/** What a field was changed to. */
export function shownAfter({ called, field, after }: FieldChange, locale: Locale): string {
  return called?.after ? stageName(called.after, locale) : valueText(field, after, locale);
}

/** What a person's "title" is called in Chinese is not what a task's is. */
export function labelOf({ entity, field, name }: FieldChange): Phrase {
  if (name !== undefined) return name;
  if (entity === 'Contact' && field === 'title') return { en: 'Title', zh: '职位' };
  return FIELD_LABELS[field] ?? { en: field, zh: field };
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
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.join(', ');
  const text = String(value);
  if (typeof value === 'number' && (field === 'discount' || field === 'tax'))
    return percentText(percentOf(value));
  const label = VALUE_LABELS[field]?.[text];
  if (label !== undefined) return label[locale];
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return dayText(text, locale);
  return shortText(text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/, '$1 $2'), 1000);
}
