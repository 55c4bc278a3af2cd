import { DateTime } from 'luxon';

/** When the desk works. */
export type BusinessHours = {
  /** IANA name. */
  timeZone: string;
  /** ISO weekdays, Monday is 1; at least one. */
  days: readonly number[];
  /** `09:00`, on the wall clock; before `closesAt`, which may be `24:00`. */
  opensAt: string;
  closesAt: string;
};

const MINUTE_MS = 60_000;

/**
 * The moment at which so many business minutes have passed. Minutes that really pass count: on a day of 23 hours an opening that is
 * skipped begins later. Nothing to pass gives the moment itself, also outside of business hours.
 *
 * @throws RangeError when the hours hold no minute.
 */
export function addBusinessMinutes(hours: BusinessHours, from: Date, minutes: number): Date {
  let left = Math.max(0, minutes) * MINUTE_MS;
  if (left === 0) return from;
  for (const { start, end } of openings(hours, from)) {
    const begins = Math.max(start, from.getTime());
    const open = Math.max(0, end - begins);
    if (left <= open) return new Date(begins + left);
    left -= open;
  }
  throw new RangeError('the business hours hold no minute');
}

/** Business minutes between two moments; 0 when the second is not after the first. */
export function businessMinutesBetween(hours: BusinessHours, from: Date, to: Date): number {
  let passed = 0;
  if (to <= from) return 0;
  for (const { start, end } of openings(hours, from)) {
    if (start >= to.getTime()) break;
    passed += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()));
  }
  return passed / MINUTE_MS;
}

/** The business days from a moment's own on, each with the moments at which it begins and ends. */
function* openings(
  { timeZone, days, opensAt, closesAt }: BusinessHours,
  from: Date,
): Generator<{ start: number; end: number }> {
  if (days.length === 0 || opensAt >= closesAt) return;
  let day = DateTime.fromJSDate(from, { zone: timeZone }).startOf('day');
  for (;;) {
    if (days.includes(day.weekday))
      yield { start: at(day, opensAt), end: Math.max(at(day, opensAt), at(day, closesAt)) };
    day = day.plus({ days: 1 }).startOf('day');
  }
}

function at(day: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour === 24
    ? day.plus({ days: 1 }).startOf('day').toMillis()
    : day.set({ hour, minute }).toMillis();
}
