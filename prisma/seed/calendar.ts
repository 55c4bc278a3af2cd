import { DateTime } from 'luxon';
import {
  addDays,
  type CalendarDay,
  dayIn,
  daysBetween,
  momentOf,
} from '../../src/platform/clock.ts';
import type { Random } from './random.ts';

/** The present as an organization sees it. Every date of the demo company is counted from here. */
export type Calendar = {
  now: Date;
  /** The calendar day of `now` in the organization's time zone. */
  today: CalendarDay;
  timeZone: string;
  fiscalYearStartMonth: number;
  weekStartsOnSunday: boolean;
};

/** When an open deal is expected to close: within a period, or so many days from today (negative: overdue). */
export type Closing = 'this month' | 'this quarter' | 'next quarter' | 'in two quarters' | number;

type Period = { start: CalendarDay; end: CalendarDay };

export function calendarOf(
  organization: { timeZone: string; fiscalYearStartMonth: number; weekStartsOnSunday: boolean },
  now: Date,
): Calendar {
  const { timeZone, fiscalYearStartMonth, weekStartsOnSunday } = organization;
  return { now, today: dayIn(timeZone, now), timeZone, fiscalYearStartMonth, weekStartsOnSunday };
}

/** The calendar as a colleague elsewhere sees it: his today can be another day. */
export function calendarIn(timeZone: string, calendar: Calendar): Calendar {
  return { ...calendar, timeZone, today: dayIn(timeZone, calendar.now) };
}

/** So many days before today; the Friday before when that is a weekend. */
export function workdayAgo(calendar: Calendar, days: number): CalendarDay {
  const day = addDays(calendar.today, -days);
  return addDays(day, -Math.max(0, weekday(day) - 5));
}

/** So many days after today; the Monday after when that is a weekend. */
export function workdayAhead(calendar: Calendar, days: number): CalendarDay {
  const day = addDays(calendar.today, days);
  return weekday(day) <= 5 ? day : addDays(day, 8 - weekday(day));
}

/**
 * A moment on the wall clock ("09:05") of a time zone.
 *
 * @throws RangeError when day and time make no moment.
 */
export function momentAt(day: CalendarDay, time: string, zone: string): Date {
  const moment = momentOf(`${day}T${time}`, zone);
  if (moment === null) throw new RangeError(`not a moment: ${day} ${time}`);
  return moment;
}

/** The same for what has happened: never after now. */
export function pastMoment(calendar: Calendar, day: CalendarDay, time: string, zone: string): Date {
  return earliest([momentAt(day, time, zone), calendar.now]);
}

export function earliest(moments: readonly Date[]): Date {
  return new Date(Math.min(...moments.map((moment) => moment.getTime())));
}

export function latest(moments: readonly Date[]): Date {
  return new Date(Math.max(...moments.map((moment) => moment.getTime())));
}

/** Some time in working hours; on today itself within the last two hours, so that it has happened. */
export function workingMoment(
  calendar: Calendar,
  day: CalendarDay,
  zone: string,
  random: Random,
): Date {
  const minute = random.whole(9 * 60 + 15, 17 * 60 + 30);
  const ago = random.whole(10, 120);
  if (day >= calendar.today) return new Date(calendar.now.getTime() - ago * 60_000);
  return pastMoment(calendar, day, clockTime(minute), zone);
}

/** The day for a closing: `share` (0..1) says how far into its period. A working day where the period has one. */
export function closingDay(calendar: Calendar, closing: Closing, share: number): CalendarDay {
  if (typeof closing === 'number') return workdayAgo(calendar, -closing);
  return workdayWithin(closingPeriod(calendar, closing), share);
}

/** A day of this week from today on; today itself when the week is over. */
export function dayThisWeek(calendar: Calendar, share: number): CalendarDay {
  const last = calendar.weekStartsOnSunday ? 6 : 7;
  const left = (last - weekday(calendar.today) + 7) % 7;
  return workdayWithin({ start: calendar.today, end: addDays(calendar.today, left) }, share);
}

/** The last day of the fiscal quarter that a day lies in. */
export function quarterEnd(calendar: Calendar, day: CalendarDay): CalendarDay {
  const month = DateTime.fromISO(day, { zone: 'utc' }).startOf('month');
  const intoQuarter = (month.month - calendar.fiscalYearStartMonth + 12) % 3;
  return isoDay(month.plus({ months: 2 - intoQuarter }).endOf('month'));
}

function closingPeriod(calendar: Calendar, closing: Exclude<Closing, number>): Period {
  const { today } = calendar;
  const end = quarterEnd(calendar, today);
  const next = periodAfter(calendar, end);
  switch (closing) {
    case 'this month':
      return { start: today, end: isoDay(DateTime.fromISO(today, { zone: 'utc' }).endOf('month')) };
    case 'this quarter':
      return { start: today, end };
    case 'next quarter':
      return next;
    case 'in two quarters':
      return periodAfter(calendar, next.end);
    default:
      return closing satisfies never;
  }
}

function periodAfter(calendar: Calendar, end: CalendarDay): Period {
  const start = addDays(end, 1);
  return { start, end: quarterEnd(calendar, start) };
}

function workdayWithin(period: Period, share: number): CalendarDay {
  const day = addDays(
    period.start,
    Math.floor(share * (daysBetween(period.start, period.end) + 1)),
  );
  const over = weekday(day) - 5;
  if (over <= 0) return day;
  const friday = addDays(day, -over);
  if (friday >= period.start) return friday;
  const monday = addDays(friday, 3);
  return monday <= period.end ? monday : day;
}

/** 1 is Monday, 7 Sunday. */
function weekday(day: CalendarDay): number {
  return DateTime.fromISO(day, { zone: 'utc' }).weekday;
}

function clockTime(minuteOfDay: number): string {
  const [hour, minute] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function isoDay(moment: DateTime): CalendarDay {
  return moment.toFormat('yyyy-MM-dd');
}
