import { numberText } from '../../reply/format.ts';
import type { Locale } from '../../reply/reply.ts';

const DAY_MS = 86_400_000;

/** `12 days`, `1 day`, `less than a day`; `12 天`. */
export function durationText(milliseconds: number, locale: Locale): string {
  const days = Math.round(milliseconds / DAY_MS);
  if (days === 0) return locale === 'zh' ? '不到一天' : 'less than a day';
  const count = numberText(days, locale);
  if (locale === 'zh') return `${count} 天`;
  return days === 1 ? '1 day' : `${count} days`;
}
