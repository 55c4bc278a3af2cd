import {
  type Days,
  monthAt,
  namedMonth,
  nearestWeekday,
  oneDay,
  type Reference,
  weekdayIn,
} from './calendar.ts';
import {
  direction,
  MONTH,
  monthNumber,
  ordinal,
  rule,
  START,
  STOP,
  WEEKDAY,
  weekdayNumber,
  YEAR,
  yearNumber,
} from './time-english-words.ts';
import { NO_SUCH_DAY, type Reading, reading, type TimeRule } from './time-rule.ts';

/** Days of the week: "Friday", "next Friday", "Monday next week", "the first Monday of May". */
export const WEEKDAY_RULES: readonly TimeRule[] = [
  rule(
    `${START}(?:(?<relation>this(?: coming)?|coming|next|last|past|previous|following)[ ,]+)?(?<weekday>${WEEKDAY})\\.?(?:'s)?(?: (?:morning|afternoon|evening|night))?(?:,? (?:of )?(?<week>this|next|last|the following|the coming) week)?(?!['’]\\w)${STOP}`,
    weekdaySaid,
  ),
  rule(
    `${START}(?<week>this|next|last|the following|the coming) week(?:'s)?,? (?:on )?(?<weekday>${WEEKDAY})${STOP}`,
    weekdaySaid,
  ),
  rule(`${START}(?<weekday>${WEEKDAY}) week${STOP}`, (m, at) =>
    reading(oneDay(nearestWeekday(at, weekdayNumber(m.groups?.weekday), false).plus({ days: 7 }))),
  ),
  rule(
    `${START}(?:the )?(?<nth>first|1st|second|2nd|third|3rd|fourth|4th|last) (?<weekday>${WEEKDAY}) (?:of|in) (?:(?<month>${MONTH})${YEAR}|(?:the |(?<relation>this|next|last) )month)${STOP}`,
    nthWeekday,
  ),
];

/** "sat" and "sun" are words, "every Friday" is a rhythm, and both are left alone. */
function weekdaySaid(m: RegExpExecArray, at: Reference): Reading | null {
  const { relation, weekday = '', week } = m.groups ?? {};
  const before = at.text.slice(Math.max(0, m.index - 14), m.index);
  if (/(?:every|each|all)(?: other| second)? $/iu.test(before)) return null;
  if (
    /^(?:sat|sun|wed|mon)$/iu.test(weekday) &&
    !relation &&
    !week &&
    !isWeekdayContext(m, at, before)
  )
    return null;
  const number = weekdayNumber(weekday);
  if (week !== undefined)
    return dayReading(at, weekdayIn(at, number, direction(week)), direction(week) < 0);
  if (relation !== undefined && /next|following/iu.test(relation))
    return dayReading(at, weekdayIn(at, number, 1), false);
  const past = relation === undefined ? at.past : direction(relation) < 0;
  const day = nearestWeekday(at, number, past);
  return { kind: 'days', days: { ...oneDay(day), ...(past ? { past } : {}) }, weekdayOnly: true };
}

function isWeekdayContext(m: RegExpExecArray, at: Reference, before: string): boolean {
  if (
    /(?:^|[^a-z])(?:by|on|before|until|till|due|from|to|for|after|since|or|and|thru|through) $|[-–,:(] ?$/iu.test(
      before,
    )
  )
    return true;
  const after = at.text.slice(m.index + m[0].length, m.index + m[0].length + 8);
  return (
    (before.trim() === '' && after.trim() === '') ||
    /^,? (?:at|\d|morn|after|even|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu.test(after) ||
    /^(?:[ ,]*\d| ?(?:-|to|through|and) ?(?:mon|tue|wed|thu|fri|sat|sun))/iu.test(after)
  );
}

function dayReading(at: Reference, day: Days['start'], past: boolean): Reading {
  return reading({ ...oneDay(day), ...(past && day < at.today ? { past } : {}) });
}

function nthWeekday(m: RegExpExecArray, at: Reference): Reading {
  const { nth = '', weekday, month, year, relation } = m.groups ?? {};
  const days = month
    ? namedMonth(at, monthNumber(month), yearNumber(year))
    : monthAt(at, direction(relation));
  const number = weekdayNumber(weekday);
  if (/last/iu.test(nth)) {
    return reading(oneDay(days.end.minus({ days: (days.end.weekday - number + 7) % 7 })));
  }
  const first = days.start.plus({ days: (number - days.start.weekday + 7) % 7 });
  const day = first.plus({ weeks: ordinal(nth) - 1 });
  return day > days.end ? NO_SUCH_DAY : reading(oneDay(day));
}
