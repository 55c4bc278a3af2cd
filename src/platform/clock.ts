import { DateTime } from 'luxon';

/** The only source of the present moment, passed to whoever needs it. */
export type Clock = { now: () => Date };

/** A day without a time: `2026-03-31`. ISO days compare as text. */
export type CalendarDay = string;

export const systemClock: Clock = { now: () => new Date() };

/** A clock that starts at a moment and goes on from there: a conversation of "now 2026-03-18" still has an order. */
export function clockFrom(start: Date): Clock {
  const begun = Date.now();
  return { now: () => new Date(start.getTime() + Date.now() - begun) };
}

/** Whether this is a time zone that exists (IANA name, as the runtime knows it). */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The calendar day of a moment in a time zone (IANA name). */
export function dayIn(timeZone: string, moment: Date): CalendarDay {
  if (timeZone === 'UTC') return moment.toISOString().slice(0, 10);
  const known = dayFormats.get(timeZone);
  // In Swedish a day is written as in ISO 8601.
  const format = known ?? new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' });
  if (known === undefined) dayFormats.set(timeZone, format);
  return format.format(moment).padStart(10, '0');
}

/** By time zone: to make one costs more than hundreds of uses. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * Reads `2026-03-18T10:00` as a moment in a time zone; an offset in the text wins.
 *
 * @returns null when the text is no ISO moment.
 */
export function momentOf(text: string, timeZone: string): Date | null {
  const moment = DateTime.fromISO(text, { zone: timeZone });
  return moment.isValid ? moment.toJSDate() : null;
}

/** A moment as `2026-03-20T15:00` on the wall clock of a time zone. */
export function wallClock(timeZone: string, moment: Date): string {
  return DateTime.fromJSDate(moment, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** So much later, or earlier where the count is below 0. */
export type Shift = { count: number; unit: 'days' | 'weeks' | 'months' | 'quarters' | 'years' };

/** The day so much later: a month after 31 January is the last day of February. */
export function shiftDay(day: CalendarDay, { count, unit }: Shift): CalendarDay {
  return DateTime.fromISO(day, { zone: 'utc' })
    .plus({ [unit]: count })
    .toFormat('yyyy-MM-dd');
}

/** `days` after a calendar day; negative goes back. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return new Date(startOf(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one calendar day to another; negative when `to` lies before `from`. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((startOf(to) - startOf(from)) / DAY_MS);
}

const DAY_MS = 24 * 60 * 60 * 1000;

function startOf(day: CalendarDay): number {
  const start = Date.parse(`${day}T00:00:00Z`);
  // 30 February would become the second of March.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== day)
    throw new RangeError(`not a calendar day: ${day}`);
  return start;
}

/** `months` after a calendar day; negative goes back. The 31st becomes the last day of a shorter month. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const moved = DateTime.fromISO(day, { zone: 'utc' }).plus({ months }).toISODate();
  if (moved === null) throw new RangeError(`not a calendar day: ${day}`);
  return moved;
}

/** The moment at which a calendar day begins in a time zone. */
export function startOfDay(day: CalendarDay, timeZone: string): Date {
  return DateTime.fromISO(day, { zone: timeZone }).startOf('day').toJSDate();
}
