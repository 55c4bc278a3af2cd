import { type Period, wholeMonths } from '../../crm/report-period.ts';
import { addMonths } from '../../platform/clock.ts';
import { dayNumber, dayOf } from './calendar.ts';

/** A period in day numbers, both included, and how many calendar months it is; null when it does not begin and end with one. */
export type Span = { readonly start: number; readonly end: number; readonly months: number | null };

export function spanOf(period: Period): Span {
  const [start, end] = [dayNumber(period.start), dayNumber(period.end)];
  if (end < start) throw new RangeError(`a period ends before it starts: ${period.start}`);
  return { start, end, months: wholeMonths(period) };
}

/** The period that lies so many periods of its own length before. */
export function earlier(span: Span, periods: number): Span {
  const { start, end, months } = span;
  if (months !== null) return monthsEarlier(span, months * periods);
  const days = (end - start + 1) * periods;
  return { start: start - days, end: end - days, months };
}

/** The same period so many months before; without whole months, as many weeks before as come nearest. */
export function monthsEarlier({ start, end, months }: Span, count: number): Span {
  if (months === null) {
    const days = Math.round((count * 30.4375) / 7) * 7;
    return { start: start - days, end: end - days, months };
  }
  const first = addMonths(dayOf(start), -count);
  return { start: dayNumber(first), end: dayNumber(addMonths(first, months)) - 1, months };
}

/** How much of a period has passed when a day begins. A period that has not begun is at its beginning. */
export type Phase = 'early' | 'middle' | 'late';

export function phaseOf({ start, end }: Span, on: number): Phase {
  const passed = (on - start) / (end - start + 1);
  if (passed < 0.3) return 'early';
  return passed < 0.7 ? 'middle' : 'late';
}

/** Shorter than a quarter: then which part of the quarter it is matters. */
export function isShort({ start, end, months }: Span): boolean {
  return (months ?? 0) < 3 && end - start + 1 < 90;
}
