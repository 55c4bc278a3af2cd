import { addDays, addMonths, type CalendarDay, daysBetween } from '../platform/clock.ts';

/** Days from `start` to `end`, both included. */
export type Period = { start: CalendarDay; end: CalendarDay };

/** A period and what it is compared with. Of one that still runs, only as much of the others as has passed of it. */
export type ComparedPeriods = {
  period: Period;
  /** Whether days of it are still to come: the others then end as early. */
  running: boolean;
  before: Period;
  /** The same days a year ago; null where that is the period before, or a part of this one. */
  lastYear: Period | null;
};

/** The period before and the same one a year ago, of the same length: before a quarter lies a quarter, before 10 days 10 days. */
export function comparedPeriods(period: Period, today: CalendarDay): ComparedPeriods {
  const running = period.start <= today && today < period.end;
  const end = running ? today : period.end;
  const months = wholeMonths(period);
  const shifted = (byMonths: number): Period => {
    const start = addMonths(period.start, -byMonths);
    if (running) return { start, end: addMonths(end, -byMonths) };
    return months === null
      ? { start, end: addMonths(end, -byMonths) }
      : { start, end: addDays(addMonths(start, months), -1) };
  };
  const length = daysBetween(period.start, period.end) + 1;
  const before =
    months === null
      ? { start: addDays(period.start, -length), end: addDays(end, -length) }
      : shifted(months);
  const lastYear = shifted(12);
  const same = lastYear.start === before.start && lastYear.end === before.end;
  const overlaps = lastYear.end >= period.start;
  return { period, running, before, lastYear: same || overlaps ? null : lastYear };
}

/** How many calendar months a period is; null when it does not begin and end with one. */
export function wholeMonths(period: Period): number | null {
  if (!period.start.endsWith('-01') || !addDays(period.end, 1).endsWith('-01')) return null;
  const [year = 0, month = 0] = period.start.split('-').map(Number);
  const [endYear = 0, endMonth = 0] = period.end.split('-').map(Number);
  return (endYear - year) * 12 + endMonth - month + 1;
}

export type TimeUnit = 'week' | 'month' | 'quarter' | 'year';

/** How an organization counts its weeks and quarters. */
export type OwnCalendar = { fiscalYearStartMonth: number; weekStartsOnSunday: boolean };

/** The first day of the week, month, quarter or year that a day is in. */
export function startOfUnit(day: CalendarDay, unit: TimeUnit, calendar: OwnCalendar): CalendarDay {
  const first = `${day.slice(0, 7)}-01`;
  const monthsIn = (Number(day.slice(5, 7)) - calendar.fiscalYearStartMonth + 12) % 12;
  switch (unit) {
    case 'week':
      return addDays(day, -((weekday(day) + (calendar.weekStartsOnSunday ? 1 : 0)) % 7));
    case 'month':
      return first;
    case 'quarter':
      return addMonths(first, -(monthsIn % 3));
    case 'year':
      return addMonths(first, -monthsIn);
    default:
      return unit satisfies never;
  }
}

/** The weeks, months, quarters or years that a period touches, by their first days. */
export function unitsIn(period: Period, unit: TimeUnit, calendar: OwnCalendar): CalendarDay[] {
  const starts: CalendarDay[] = [];
  let start = startOfUnit(period.start, unit, calendar);
  while (start <= period.end) {
    starts.push(start);
    start = unit === 'week' ? addDays(start, 7) : addMonths(start, MONTHS[unit]);
  }
  return starts;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** A Monday: days are counted from it. */
const MONDAY = '2024-01-01';

/** 0 is Monday. */
function weekday(day: CalendarDay): number {
  return ((daysBetween(MONDAY, day) % 7) + 7) % 7;
}
