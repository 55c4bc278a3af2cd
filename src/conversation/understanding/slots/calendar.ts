import { DateTime } from 'luxon';
import type { Clues } from '../span.ts';

/** A calendar day, as midnight in UTC: days have no zone, so arithmetic never meets a change of the clocks. */
export type Day = DateTime;

export type Granularity = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'minute';

/** Days from `start` to `end`; `date` is the one meant where only one day fits. */
export type Days = {
  start: Day;
  end: Day;
  date: Day;
  granularity: Granularity;
  /** Said to be past ("last week"), whatever the calendar says. */
  past?: boolean;
};

/** Where a reading stands: the person's day and wall clock. */
export type Reference = {
  today: Day;
  now: DateTime;
  fiscalYearStartMonth: number;
  weekStartsOn: 'monday' | 'sunday';
  dateOrder: 'mdy' | 'dmy';
  /** Whether a day said without a year or direction is behind us. */
  past: boolean;
  /** The whole text, for rules that depend on what stands around a match. */
  text: string;
};

export function referenceOf(text: string, clues: Clues, past: boolean): Reference {
  return {
    ...presentOf(clues),
    fiscalYearStartMonth: clues.fiscalYearStartMonth,
    weekStartsOn: clues.weekStartsOn,
    dateOrder: clues.dateOrder,
    past,
    text,
  };
}

type Present = Pick<Reference, 'today' | 'now'>;

/** By the occasion: a message is searched for times dozens of times, and a zone's wall clock is slow to read. */
const presents = new WeakMap<Clues, Present>();

/** A zone that this runtime does not know is read as UTC: a wrong setting must not stop a conversation. */
function presentOf(clues: Clues): Present {
  const known = presents.get(clues);
  if (known !== undefined) return known;
  const local = DateTime.fromJSDate(clues.now, { zone: clues.timeZone });
  const now = local.isValid ? local : DateTime.fromJSDate(clues.now, { zone: 'utc' });
  const present = { now, today: DateTime.utc(now.year, now.month, now.day) };
  presents.set(clues, present);
  return present;
}

export function isoDay(day: Day): string {
  return day.toFormat('yyyy-MM-dd');
}

/** `null` for a day that is in no calendar. */
export function dayOf(year: number, month: number, day: number): Day | null {
  const made = DateTime.utc(year, month, day);
  return made.isValid ? made : null;
}

export function oneDay(day: Day): Days {
  return { start: day, end: day, date: day, granularity: 'day' };
}

function daysBetween(start: Day, end: Day, granularity: Granularity): Days {
  return { start, end, date: end, granularity };
}

/** The week `offset` weeks from this one. Its date is its Friday, or its last day once Friday is over. */
export function weekAt(at: Reference, offset: number): Days {
  return weekWith(at, at.today.plus({ weeks: offset }));
}

export function weekWith(at: Reference, day: Day): Days {
  const back = at.weekStartsOn === 'monday' ? day.weekday - 1 : day.weekday % 7;
  const start = day.minus({ days: back });
  const end = start.plus({ days: 6 });
  const friday = start.plus({ days: at.weekStartsOn === 'monday' ? 4 : 5 });
  const over = friday < at.today && at.today <= end;
  return { start, end, date: over ? end : friday, granularity: 'week' };
}

/** The day of the week (1 is Monday, 7 Sunday) in the week `offset` weeks from this one. */
export function weekdayIn(at: Reference, weekday: number, offset: number): Day {
  const { start } = weekAt(at, offset);
  return start.plus({ days: at.weekStartsOn === 'monday' ? weekday - 1 : weekday % 7 });
}

/** The coming such weekday, or with `past` the latest one; never today. */
export function nearestWeekday(at: Reference, weekday: number, past: boolean): Day {
  const ahead = (weekday - at.today.weekday + 7) % 7 || 7;
  return at.today.plus({ days: past ? (ahead - 7) % 7 || -7 : ahead });
}

export function monthAt(at: Reference, offset: number): Days {
  return monthOf(at.today.startOf('month').plus({ months: offset }));
}

export function monthOf(first: Day): Days {
  return daysBetween(first, first.endOf('month').startOf('day'), 'month');
}

/** The month by its number in the given year, or the coming (with `past` the latest) one; this month counts. */
export function namedMonth(at: Reference, month: number, year: number | null): Days {
  if (year !== null) return monthOf(DateTime.utc(year, month, 1));
  const shift = at.past ? (month > at.today.month ? -1 : 0) : month < at.today.month ? 1 : 0;
  return monthOf(DateTime.utc(at.today.year + shift, month, 1));
}

export function yearOf(year: number): Days {
  return daysBetween(DateTime.utc(year, 1, 1), DateTime.utc(year, 12, 31), 'year');
}

/** A fiscal year has the number of the calendar year it ends in. */
export function fiscalYearOf(at: Reference, year: number): Days {
  const start = fiscalStart(at, year);
  return daysBetween(start, start.plus({ years: 1 }).minus({ days: 1 }), 'year');
}

export function currentFiscalYear(at: Reference): number {
  const { year, month } = at.today;
  return at.fiscalYearStartMonth > 1 && month >= at.fiscalYearStartMonth ? year + 1 : year;
}

function fiscalStart(at: Reference, year: number): Day {
  return DateTime.utc(at.fiscalYearStartMonth === 1 ? year : year - 1, at.fiscalYearStartMonth, 1);
}

/** Quarter 1..4 of the fiscal year; without a year the coming (with `past` the latest) one, the current one counts. */
export function namedQuarter(at: Reference, quarter: number, year: number | null): Days {
  return namedPart(at, year, (quarter - 1) * 3, 3);
}

/** Half 1 or 2 of the fiscal year, chosen like a quarter. */
export function namedHalf(at: Reference, half: number, year: number | null): Days {
  return { ...namedPart(at, year, (half - 1) * 6, 6), granularity: 'year' };
}

function namedPart(at: Reference, year: number | null, month: number, months: number): Days {
  const part = partOf(at, year ?? currentFiscalYear(at), month, months);
  if (year !== null) return part;
  if (at.past && part.start > at.today) return partOf(at, currentFiscalYear(at) - 1, month, months);
  if (!at.past && part.end < at.today) return partOf(at, currentFiscalYear(at) + 1, month, months);
  return part;
}

function partOf(at: Reference, year: number, month: number, months: number): Days {
  const start = fiscalStart(at, year).plus({ months: month });
  return daysBetween(start, start.plus({ months }).minus({ days: 1 }), 'quarter');
}

export function quarterAt(at: Reference, offset: number): Days {
  const since = (at.today.month - at.fiscalYearStartMonth + 12) % 12;
  const start = at.today
    .startOf('month')
    .minus({ months: since % 3 })
    .plus({ months: 3 * offset });
  return daysBetween(start, start.plus({ months: 3 }).minus({ days: 1 }), 'quarter');
}

/**
 * A day said without its year: the coming (with `past` the latest) one, today counts. `null` when that year's
 * calendar does not have it.
 */
export function dayInYear(at: Reference, month: number, day: number): Day | null {
  const passed = month * 100 + day - (at.today.month * 100 + at.today.day);
  const shift = at.past ? (passed > 0 ? -1 : 0) : passed < 0 ? 1 : 0;
  return dayOf(at.today.year + shift, month, day);
}

/** "the 15th": the coming (with `past` the latest) one; a month that is too short is passed over. */
export function dayOfSomeMonth(at: Reference, day: number): Day | null {
  if (day < 1 || day > 31) return null;
  const first = at.today.startOf('month');
  const isIn = at.past ? day <= at.today.day : day >= at.today.day;
  for (let step = isIn ? 0 : 1; step < 4; step += 1) {
    const month = first.plus({ months: at.past ? -step : step });
    const found = dayOf(month.year, month.month, day);
    if (found) return found;
  }
  return null;
}

/** Saturday and Sunday of the week `offset` weeks from this one. */
export function weekendAt(at: Reference, offset: number): Days {
  const monday = at.today.minus({ days: at.today.weekday - 1 }).plus({ weeks: offset });
  return daysBetween(monday.plus({ days: 5 }), monday.plus({ days: 6 }), 'day');
}

/** `count` working days (Monday to Friday) away from today. */
export function workingDaysAway(at: Reference, count: number): Day {
  let day = at.today;
  const step = count < 0 ? -1 : 1;
  for (let left = Math.min(Math.abs(count), 400); left > 0; ) {
    day = day.plus({ days: step });
    if (day.weekday < 6) left -= 1;
  }
  return day;
}

export type Part = 'start' | 'early' | 'mid' | 'late' | 'end' | 'rest';

/**
 * A part of a period. "End of" keeps the whole period and means its last day; early, mid and late are thirds, of
 * which mid means the middle day (the 15th of a month).
 */
export function partOfDays(at: Reference, days: Days, part: Part): Days {
  const length = Math.round(days.end.diff(days.start, 'days').days) + 1;
  const third = days.granularity === 'month' ? 10 : Math.max(1, Math.floor(length / 3));
  switch (part) {
    case 'end':
      return days;
    case 'start':
      return { ...oneDay(days.start), ...(days.past ? { past: true } : {}) };
    case 'early':
      return narrowed(days, days.start, days.start.plus({ days: third - 1 }));
    case 'mid': {
      const start = days.start.plus({ days: third });
      const middle = days.start.plus({ days: middleOf(days.granularity, length) });
      return { ...narrowed(days, start, start.plus({ days: third - 1 })), date: middle };
    }
    case 'late':
      return { ...narrowed(days, days.start.plus({ days: 2 * third }), days.end), date: days.date };
    case 'rest':
      return at.today > days.start && at.today <= days.end ? { ...days, start: at.today } : days;
    default:
      return part satisfies never;
  }
}

function middleOf(granularity: Granularity, length: number): number {
  if (granularity === 'month') return 14;
  return granularity === 'week' ? 2 : Math.floor(length / 2);
}

function narrowed(days: Days, start: Day, end: Day): Days {
  return { ...days, start, end, date: end };
}
