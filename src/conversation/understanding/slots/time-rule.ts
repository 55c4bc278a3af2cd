import type { Days, Reference } from './calendar.ts';

/** A moment said relative to now ("in 2 hours"), in the person's zone. */
type Moment = { kind: 'moment'; minutesFromNow: number };
/** A day that no calendar has. */
export type NoSuchDay = { kind: 'no-such-day' };
/**
 * A time of day; `partSaid` when am, pm, 下午 or a 24-hour form left no doubt, `zone` when it was said for another
 * zone than the person's ("3pm PST").
 */
export type ClockTime = {
  kind: 'clock';
  hour: number;
  minute: number;
  partSaid: boolean;
  zone: string | null;
};
/** "EOD": the end of a day said beside it, otherwise of today. */
type DayEnd = { kind: 'day-end' };

export type Reading =
  | { kind: 'days'; days: Days; weekdayOnly?: boolean }
  | Moment
  | NoSuchDay
  | ClockTime
  | DayEnd;

/** One way of saying a time: `read` gives `null` for what only looks like it. */
export type TimeRule = {
  pattern: RegExp;
  read: (match: RegExpExecArray, at: Reference) => Reading | null;
};

export const NO_SUCH_DAY: NoSuchDay = { kind: 'no-such-day' };

export function reading(days: Days | null): Reading {
  return days === null ? NO_SUCH_DAY : { kind: 'days', days };
}
