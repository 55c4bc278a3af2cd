import { DateTime } from 'luxon';
import type { CalendarDay } from '../platform/clock.ts';
import { formatMoney, type Money } from '../platform/money.ts';
import type { Locale } from './reply.ts';

/** How each language's numbers and days are written. */
export const TAG: Readonly<Record<Locale, string>> = { en: 'en-US', zh: 'zh-CN' };

/** `Mar 31, 2026` or `2026年3月31日`. */
export function dayText(day: CalendarDay, locale: Locale): string {
  return DateTime.fromISO(day, { zone: 'utc' })
    .setLocale(TAG[locale])
    .toLocaleString({ year: 'numeric', month: 'short', day: 'numeric' });
}

/** `Mar 20, 2026, 3:00 PM` on the wall clock of a time zone. */
export function momentText(moment: Date, timeZone: string, locale: Locale): string {
  return DateTime.fromJSDate(moment, { zone: timeZone }).setLocale(TAG[locale]).toLocaleString({
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** The text in at most so many characters, with … where it was cut; no character is halved. */
export function shortText(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

export function moneyText(money: Money, locale: Locale): string {
  return formatMoney(money, TAG[locale]);
}

/** Sums of several currencies: `$120,000 + €5,000`; a dash when there is none. */
export function sumsText(sums: readonly Money[], locale: Locale): string {
  return sums.length === 0 ? '–' : sums.map((sum) => moneyText(sum, locale)).join(' + ');
}

export function numberText(value: number, locale: Locale): string {
  return new Intl.NumberFormat(TAG[locale]).format(value);
}

/** `7.5%`, of a number in plain notation that is stored in percent. */
export function percentText(percent: string): string {
  return `${percent}%`;
}
