import {
  dayInYear,
  dayOf,
  dayOfSomeMonth,
  monthAt,
  monthOf,
  namedMonth,
  oneDay,
  type Reference,
  weekWith,
} from './calendar.ts';
import {
  DAY,
  dayNumber,
  direction,
  MONTH,
  monthNumber,
  ordinal,
  PART,
  parted,
  rule,
  START,
  STOP,
  unitAt,
  WEEKDAY,
  YEAR,
  yearNumber,
} from './time-english-words.ts';
import { NO_SUCH_DAY, type Reading, reading, type TimeRule } from './time-rule.ts';

/** Months, their days and weeks: "March", "Mar 31", "31 March 2026", "the 15th", "first week of May". */
export const MONTH_RULES: readonly TimeRule[] = [
  rule(
    `${START}(?<month>${MONTH})\\.?,? (?:the )?${DAY}(?![a-z])${YEAR}(?!\\d|:\\d|[.,]\\d|%|/|[ap]m|[kKmM]${STOP}| ?(?:[ap]\\.?m|k|m|deals|percent)${STOP})`,
    monthDay,
  ),
  rule(
    `${START}(?:the )?${DAY}(?: of|(?<=\\d(?:st|nd|rd|th)?))[ -]?(?<month>${MONTH})\\.?${YEAR}${STOP}`,
    monthDay,
  ),
  rule(
    `${START}(?<month>${MONTH})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|—|to|through) ?(?<last>\\d{1,2})(?:st|nd|rd|th)?${YEAR}(?!\\d|:|%|[ap]m|[kKmM])`,
    monthDays,
  ),
  rule(
    `${START}${PART}(?:(?<relation>this|next|last|previous) )?(?<month>${MONTH})\\.?${YEAR}(?:'s|[ -]end)?${STOP}(?! \\d{1,2}(?!\\d|[kKmM%:.,]))`,
    monthSaid,
  ),
  rule(
    `${START}(?:the )?(?<nth>first|1st|second|2nd|third|3rd|fourth|4th|last|final) week (?:of|in) (?:(?<month>${MONTH})${YEAR}|(?:the |(?<relation>this|next|last) )(?<unit>month|quarter|year))${STOP}`,
    nthWeek,
  ),
  rule(
    `${START}(?:the )?week (?:of|starting|beginning|commencing)(?: the)?(?: on)? (?:(?:${WEEKDAY}),? )?(?:(?<month>${MONTH})\\.? (?<day>\\d{1,2})|(?<day2>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month2>${MONTH})|(?<only>\\d{1,2})(?:st|nd|rd|th))(?:st|nd|rd|th)?${YEAR}${STOP}`,
    weekOf,
  ),
  rule(
    `${START}(?:the )?week (?:of|starting|beginning|commencing) (?:on )?(?<first>\\d{1,2})/(?<second>\\d{1,2})(?![\\w/])`,
    weekOfFigures,
  ),
  rule(
    `${START}(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)(?: of (?:(?:the|(?<relation>this|next|last)) )?month)?(?=$|[,.!?;:)]|,? (?:at|by|for|with|and|or|to|in|on|before|after|from|as|please|instead|then|noon|if|when|because|since|until|\\d{1,2}(?::|[ap]m| [ap]m))${STOP}| ?[-–] ?\\d| ?\\p{Script=Han})`,
    theNth,
  ),
  rule(
    `${START}the (?<day>\\d{1,2})(?:st|nd|rd|th)(?: of (?:(?:the|(?<relation>this|next|last)) )?month)(?![\\w-])`,
    theNth,
  ),
];

function monthDay(m: RegExpExecArray, at: Reference): Reading | null {
  const { month, day, dayWord, year } = m.groups ?? {};
  if (month === 'may' && !year && isModal(m, at)) return null;
  const [number, date, said] = [monthNumber(month), dayNumber(day, dayWord), yearNumber(year)];
  const found = said === null ? dayInYear(at, number, date) : dayOf(said, number, date);
  return found === null ? NO_SUCH_DAY : reading(oneDay(found));
}

/** "we may 5x": a pronoun or noun in front of small "may" makes it a verb. */
function isModal(m: RegExpExecArray, at: Reference): boolean {
  const before = at.text.slice(Math.max(0, m.index - 24), m.index);
  // "Make that May 11" leaves no room for a verb.
  if (/(?:^|[^a-z])(?:make|change|set|move|push|bump|call) (?:it|that|this) $/iu.test(before))
    return false;
  return /(?:^|[^a-z])(?:we|they|i|you|he|she|it|deal|that|this|which|who) $/iu.test(
    before.slice(-8),
  );
}

function monthDays(m: RegExpExecArray, at: Reference): Reading | null {
  const { month, day, last, year } = m.groups ?? {};
  const number = monthNumber(month);
  const end =
    yearNumber(year) === null
      ? dayInYear(at, number, Number(last))
      : dayOf(yearNumber(year) ?? 0, number, Number(last));
  const start = end === null ? null : dayOf(end.year, number, Number(day));
  if (start === null || end === null) return NO_SUCH_DAY;
  return start <= end ? reading({ start, end, date: end, granularity: 'day' }) : null;
}

const ALWAYS_A_MONTH = /^(?:january|february|july|september|october|november|december|feb|sept)$/iu;
/** Before a month: words that leave no doubt, words that leave none unless the month is also a name, and both with it. */
const SURELY_MONTH =
  /(?<![a-z])(?:in|by|before|until|till|during|since|through|thru|due|closing|closes|closed|mid|early|late|expected|(?:end|start|beginning|middle|forecast|pipeline|quota|report|bookings|moved?|push(?:ed)?|slip(?:s|ped)?|postponed?|delayed?)(?: it)?(?: out)?(?: of| for| to| until| into)?|(?:push|slip|slid|slide|postpon|delay|extend)[a-z]* [^,.;:!?\n]{1,40} (?:to|until|till|into)|clos(?:e|ing) date (?:[a-z]+ ){0,4}(?:to|is|for|as)|(?:quota|target|goal)s? (?:[^,.;:!?\n]{1,30} )?(?:for|in|of))[ -]$/iu;
const PROBABLY_MONTH =
  /(?<![a-z])(?:to|and|or|of|for|on|from|after|between|show|close|start|starts|starting|into)[ -]$|[-–,:(] ?$|\p{Script=Han} ?$/iu;
const MONTH_BEHIND =
  /^ (?:pipeline|forecast|quota|numbers|revenue|sales|bookings|report|targets?)(?![a-z])|^ ?(?:[-–]|to|through|until|and) ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;
const AFTER_A_MONTH =
  /(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?: and | or | to |, ?| ?[-–] ?)$/iu;
const ALSO_A_NAME = /^(?:april|june|may|jan|august|march|mar)$/iu;

function monthSaid(m: RegExpExecArray, at: Reference): Reading | null {
  const { part, relation, month = '', year } = m.groups ?? {};
  if (!part && !relation && !year && !isMonth(month, m, at)) return null;
  const number = monthNumber(month);
  if (relation === undefined || direction(relation) === 0) {
    return parted(at, namedMonth(at, number, relation ? at.today.year : yearNumber(year)), part);
  }
  const past = direction(relation) < 0;
  const near = namedMonth({ ...at, past }, number, null);
  const days = near.start.hasSame(at.today, 'month')
    ? monthOf(near.start.plus({ years: past ? -1 : 1 }))
    : near;
  return parted(at, past ? { ...days, past } : days, part);
}

/** "may", "march" and "april" are also a verb and a person: they need a word of time before them. */
function isMonth(month: string, m: RegExpExecArray, at: Reference): boolean {
  if (ALWAYS_A_MONTH.test(month)) return true;
  const before = at.text.slice(Math.max(0, m.index - 60), m.index);
  const behind = at.text.slice(m.index + m[0].length, m.index + m[0].length + 12);
  if (before.trim() === '' && /^[\s.!?]*$/u.test(behind)) return true;
  if (SURELY_MONTH.test(before) || MONTH_BEHIND.test(behind) || AFTER_A_MONTH.test(before))
    return true;
  return !ALSO_A_NAME.test(month) && PROBABLY_MONTH.test(before);
}

function nthWeek(m: RegExpExecArray, at: Reference): Reading {
  const { nth = '', month, year, relation, unit } = m.groups ?? {};
  const days = month
    ? namedMonth(at, monthNumber(month), yearNumber(year))
    : unitAt(at, unit ?? 'month', direction(relation));
  const last = /last|final/iu.test(nth);
  const start = last ? days.end.minus({ days: 6 }) : days.start.plus({ weeks: ordinal(nth) - 1 });
  return reading({
    start,
    end: start.plus({ days: 6 }),
    date: start.plus({ days: 6 }),
    granularity: 'week',
  });
}

function weekOfFigures(m: RegExpExecArray, at: Reference): Reading {
  const [first, second] = [Number(m.groups?.first), Number(m.groups?.second)];
  const [month, day] = at.dateOrder === 'mdy' || second > 12 ? [first, second] : [second, first];
  const found = dayInYear(at, month, day);
  return found === null ? NO_SUCH_DAY : reading(weekWith(at, found));
}

function weekOf(m: RegExpExecArray, at: Reference): Reading {
  const { month, day, day2, month2, only, year } = m.groups ?? {};
  const date = Number(day ?? day2 ?? only);
  const number = monthNumber(month ?? month2);
  const said = yearNumber(year);
  const found = only
    ? dayOfSomeMonth(at, date)
    : said === null
      ? dayInYear(at, number, date)
      : dayOf(said, number, date);
  return found === null ? NO_SUCH_DAY : reading(weekWith(at, found));
}

function theNth(m: RegExpExecArray, at: Reference): Reading | null {
  const { day, relation } = m.groups ?? {};
  const date = Number(day);
  const ofMonth = /month/iu.test(m[0]);
  if (date === 0 || (date > 31 && !ofMonth)) return null;
  if (!ofMonth) {
    const found = dayOfSomeMonth(at, date);
    return found === null ? NO_SUCH_DAY : reading(oneDay(found));
  }
  const { start } = monthAt(at, direction(relation));
  const found = dayOf(start.year, start.month, date);
  return found === null ? NO_SUCH_DAY : reading(oneDay(found));
}
