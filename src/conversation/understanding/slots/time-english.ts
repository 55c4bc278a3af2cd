import {
  currentFiscalYear,
  type Days,
  dayInYear,
  dayOf,
  dayOfSomeMonth,
  fiscalYearOf,
  monthAt,
  monthOf,
  namedHalf,
  namedMonth,
  namedQuarter,
  nearestWeekday,
  oneDay,
  type Part,
  partOfDays,
  quarterAt,
  type Reference,
  weekAt,
  weekdayIn,
  weekendAt,
  weekWith,
  yearOf,
} from './calendar.ts';
import { aheadBy, backBy, withinNext, withinPast } from './time-duration.ts';
import { NO_SUCH_DAY, type Reading, reading, type TimeRule } from './time-rule.ts';

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAY =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const JOINED =
  'mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|h[12]';
/** Word boundaries; a hyphen is one only in ranges such as "Mon-Fri" or "Q1-Q2" and in "31-Mar". */
const START = `(?<![\\w'’]|(?<!\\d|day|tues|thu?rs?|uary|rch|ril|une|uly|ust|ber|${JOINED})-)`;
const STOP = `(?!\\w|-(?!${JOINED})\\w)`;
const YEAR = String.raw`(?:(?:,? (?:of )?|-(?=20))(?<year>20\d\d|'\d\d)(?![\d,.:/%-]*\d|[kKmM%]))?`;
const RELATION =
  '(?:this(?: coming)?|current|the current|coming|next|last|previous|past|prior|the following|the next|the last|the past|the coming|the previous)';
const UNIT = 'week|month|quarter|year|fiscal year|fiscal quarter|financial year|FY|weekend';
const PART_SAID =
  '(?<part>(?:the )?(?:very )?(?:end|last day) of(?: the)?|(?:the )?(?:beginning|start|top|first(?: day)?|1st(?: day)?) of(?: the)?|(?:the )?middle of(?: the)?|early(?: in)?(?: the)?|mid|late(?:r)?(?: in)?(?: the)?|(?:the )?rest of(?: the)?|eo|close of)[ -]?';
const PART = `(?:${PART_SAID})?`;
const COUNT =
  '(?<count>\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|(?:a )?couple(?: of)?|half an?)';
const SPAN_UNIT =
  '(?<unit>(?:business |working |calendar )?days?|weeks?|fortnights?|months?|quarters?|years?|hours?|hrs?|minutes?|mins?|wks?|yrs?|w|d)';

function rule(source: string, read: TimeRule['read'], flags = 'giu'): TimeRule {
  return { pattern: new RegExp(source, flags), read };
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function weekdayNumber(name: string | undefined): number {
  return WEEKDAYS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function yearNumber(said: string | undefined): number | null {
  if (said === undefined) return null;
  const digits = said.replaceAll(/\D/gu, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/** -1, 0 or 1 for last, this and next. */
function direction(relation: string | undefined): number {
  if (relation === undefined || /^(?:this|current|the current)/iu.test(relation)) return 0;
  return /last|previous|past|prior/iu.test(relation) ? -1 : 1;
}

function parted(at: Reference, days: Days, part: string | undefined): Reading {
  const kind = partKind(part);
  return reading(kind === null ? days : partOfDays(at, days, kind));
}

function partKind(said: string | undefined): Part | null {
  if (said === undefined) return null;
  const word = said.toLowerCase();
  if (/end|eo|close|last/u.test(word)) return 'end';
  if (/beginning|start|top|first|1st/u.test(word)) return 'start';
  if (/early/u.test(word)) return 'early';
  if (/mid/u.test(word)) return 'mid';
  return /later|rest/u.test(word) ? 'rest' : 'late';
}

function unitAt(at: Reference, unit: string, offset: number): Days {
  const days = unitDays(at, unit.toLowerCase(), offset);
  return offset < 0 ? { ...days, past: true } : days;
}

function unitDays(at: Reference, unit: string, offset: number): Days {
  if (unit.startsWith('weekend')) return weekendAt(at, offset);
  if (unit.startsWith('week')) return weekAt(at, offset);
  if (unit.startsWith('month')) return monthAt(at, offset);
  if (unit.endsWith('quarter')) return quarterAt(at, offset);
  if (unit === 'year') return yearOf(at.today.year + offset);
  return fiscalYearOf(at, currentFiscalYear(at) + offset);
}

const DAY_WORDS: readonly TimeRule[] = [
  rule(
    `${START}(?:later )?(?:today|tonight|tonite|this (?:morning|afternoon|evening)|right now|just now)${STOP}`,
    (m, at) =>
      /now/iu.test(m[0]) ? { kind: 'moment', minutesFromNow: 0 } : reading(oneDay(at.today)),
  ),
  rule(
    `${START}(?:(?:the )?day after )?(?:tomm?orr?ow|tmrw|tmr|tmw|2moro)(?:'s)?(?: (?:morning|afternoon|evening|night))?${STOP}`,
    (m, at) => reading(oneDay(at.today.plus({ days: /day after/iu.test(m[0]) ? 2 : 1 }))),
  ),
  rule(
    `${START}(?:(?:the )?day before )?yesterday(?: (?:morning|afternoon|evening))?${STOP}|${START}last night${STOP}`,
    (m, at) => {
      const day = at.today.minus({ days: /day before/iu.test(m[0]) ? 2 : 1 });
      return reading({ ...oneDay(day), past: true });
    },
  ),
  rule(
    `${START}(?:eod|cob|eob|(?:the )?end of(?: the)?(?: business| working)? day|close of (?:business|play))${STOP}`,
    () => ({
      kind: 'day-end',
    }),
  ),
];

const BOUNDARIES: readonly TimeRule[] = [
  rule(`${START}(?:eow|eom|eoq(?<quarter>[1-4])?|eoy|eofy)${STOP}`, (m, at) => {
    if (m.groups?.quarter) return reading(namedQuarter(at, Number(m.groups.quarter), null));
    const unit = { w: 'week', m: 'month', q: 'quarter', y: 'year', f: 'FY' }[
      m[0][2]?.toLowerCase() ?? ''
    ];
    return reading(unitAt(at, unit ?? 'month', 0));
  }),
  rule(`${START}(?<unit>week|month|quarter|year)(?:'?s'?)?[ -]?end${STOP}`, (m, at) => {
    if (/week-?end/iu.test(m[0])) return reading(comingWeekend(at));
    return reading(unitAt(at, m.groups?.unit ?? '', 0));
  }),
  rule(`${START}${PART_SAID}(?<unit>week|month|quarter|year|fiscal year|FY)${STOP}`, partOfThis),
  rule(
    `${START}(?:year|month|quarter|week)[ -]to[ -]date${STOP}|${START}(?:ytd|mtd|qtd|wtd)${STOP}|${START}so far this (?:year|month|quarter|week)${STOP}`,
    (m, at) => {
      const unit = /^.?y|year/iu.test(m[0])
        ? 'year'
        : /month|^m/iu.test(m[0])
          ? 'month'
          : /quarter|^q/iu.test(m[0])
            ? 'quarter'
            : 'week';
      const days = unitAt(at, unit, 0);
      return reading({ ...days, end: at.today, date: at.today, past: true });
    },
  ),
];

function partOfThis(m: RegExpExecArray, at: Reference): Reading {
  const days = unitAt(at, m.groups?.unit ?? '', 0);
  const part = partKind(m.groups?.part);
  // On the 18th, "the beginning of the month" that is still to come is next month's.
  const over =
    !at.past && (part === 'start' || part === 'early') && partOfDays(at, days, part).end < at.today;
  return parted(at, over ? unitAt(at, m.groups?.unit ?? '', 1) : days, m.groups?.part);
}

function comingWeekend(at: Reference): Days {
  return weekendAt(at, at.past && at.today.weekday < 6 ? -1 : 0);
}

/** "not touched in 30 days" looks back. */
const NEGATION =
  /(?<![a-z])(?:not|no|without|never|nothing|nobody|untouched|inactive|silent|stale|haven't|hasn't|didn't|wasn't|isn't|don't)(?![a-z])[^,.;!?]{0,40}$/iu;

const RELATIVE: readonly TimeRule[] = [
  rule(
    `${START}${PART}(?<relation>${RELATION}) (?<unit>${UNIT})(?:'s)?${STOP}(?! (?:to|through)${STOP})`,
    (m, at) =>
      parted(at, unitAt(at, m.groups?.unit ?? '', direction(m.groups?.relation)), m.groups?.part),
  ),
  rule(`${START}(?:the )?(?<unit>week|month|quarter|year) after next${STOP}`, (m, at) =>
    reading(unitAt(at, m.groups?.unit ?? '', 2)),
  ),
  rule(`${START}(?:over |on )?the weekend${STOP}|${START}weekend${STOP}`, (_, at) =>
    reading(comingWeekend(at)),
  ),
  rule(`${START}in ${COUNT} ${SPAN_UNIT}(?:'s?|’s?)?(?: time)?${STOP}`, (m, at) =>
    NEGATION.test(at.text.slice(Math.max(0, m.index - 50), m.index))
      ? withinPast(m, at)
      : aheadBy(m, at),
  ),
  rule(`${START}(?:within|inside)(?: the)?(?: next)? ${COUNT} ${SPAN_UNIT}${STOP}`, (m, at) =>
    withinNext(m, at),
  ),
  rule(
    `${START}(?:over |during )?(?:the )?(?:next|coming|following) ${COUNT} ${SPAN_UNIT}${STOP}`,
    (m, at) => withinNext(m, at),
  ),
  rule(
    `${START}(?:over |during )?(?:the )?(?:last|past|previous|prior|trailing) ${COUNT} ${SPAN_UNIT}${STOP}`,
    (m, at) => withinPast(m, at),
  ),
  rule(`${START}${COUNT} ${SPAN_UNIT} ago${STOP}`, (m, at) => backBy(m, at)),
  rule(
    `${START}${COUNT} ${SPAN_UNIT} (?:from|after) (?:now|today|(?<tomorrow>tomorrow)|(?<yesterday>yesterday)|(?<next>next )?(?:this )?(?<weekday>${WEEKDAY}))${STOP}`,
    (m, at) => aheadBy(m, { ...at, today: anchorOf(m, at) }),
  ),
  rule(`${START}${COUNT} ${SPAN_UNIT} (?:out|later|hence)${STOP}`, (m, at) => aheadBy(m, at)),
];

function anchorOf(m: RegExpExecArray, at: Reference) {
  if (m.groups?.tomorrow) return at.today.plus({ days: 1 });
  if (m.groups?.yesterday) return at.today.minus({ days: 1 });
  if (!m.groups?.weekday) return at.today;
  const weekday = weekdayNumber(m.groups.weekday);
  return m.groups.next ? weekdayIn(at, weekday, 1) : nearestWeekday(at, weekday, false);
}

const WEEKDAY_RULES: readonly TimeRule[] = [
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
  const before = at.text.slice(Math.max(0, m.index - 12), m.index);
  if (/(?:every|each|all) $/iu.test(before)) return null;
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
    /^[ ,]*\d/u.test(after)
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

function ordinal(word: string): number {
  if (/^\d/u.test(word)) return Number(word[0]);
  return { first: 1, second: 2, third: 3, fourth: 4, fifth: 5 }[word.toLowerCase()] ?? 1;
}

const MONTH_RULES: readonly TimeRule[] = [
  rule(
    `${START}(?<month>${MONTH})\\.?,? (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?${YEAR}(?!\\d|:\\d|[.,]\\d|%|/|[ap]m|[kKmM]${STOP}| ?(?:[ap]\\.?m|k|m|deals|percent)${STOP})`,
    monthDay,
  ),
  rule(
    `${START}(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?(?<month>${MONTH})\\.?${YEAR}${STOP}`,
    monthDay,
  ),
  rule(
    `${START}(?<month>${MONTH})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|—|to|through) ?(?<last>\\d{1,2})(?:st|nd|rd|th)?${YEAR}(?!\\d|:|%|[ap]m|[kKmM])`,
    monthDays,
  ),
  rule(
    `${START}${PART}(?:(?<relation>this|next|last|previous) )?(?<month>${MONTH})\\.?${YEAR}(?:'s)?${STOP}(?! \\d{1,2}(?!\\d|[kKmM%:.,]))`,
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
    `${START}(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)(?: of (?:(?:the|(?<relation>this|next|last)) )?month)?(?=$|[,.!?;:)]|,? (?:at|by|for|with|and|or|to|in|on|before|after|from|as|please|instead|then|noon|if|when|because|since|until|\\d{1,2}(?::|[ap]m| [ap]m))${STOP}| ?[-–] ?\\d| ?\\p{Script=Han})`,
    theNth,
  ),
  rule(
    `${START}the (?<day>\\d{1,2})(?:st|nd|rd|th)(?: of (?:(?:the|(?<relation>this|next|last)) )?month)(?![\\w-])`,
    theNth,
  ),
];

function monthDay(m: RegExpExecArray, at: Reference): Reading | null {
  const { month, day, year } = m.groups ?? {};
  if (/^may$/iu.test(month ?? '') && isModal(m, at)) return null;
  const [number, date, said] = [monthNumber(month), Number(day), yearNumber(year)];
  const found = said === null ? dayInYear(at, number, date) : dayOf(said, number, date);
  return found === null ? NO_SUCH_DAY : reading(oneDay(found));
}

/** "we may 5x": a pronoun or noun in front of small "may" makes it a verb. */
function isModal(m: RegExpExecArray, at: Reference): boolean {
  return /(?:^|[^a-z])(?:we|they|i|you|he|she|it|deal|that|this|which|who) $/iu.test(
    at.text.slice(Math.max(0, m.index - 8), m.index),
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
  /(?<![a-z])(?:in|by|before|until|till|during|since|through|thru|due|closing|closes|closed|mid|early|late|expected|(?:end|start|beginning|middle|forecast|pipeline|quota|report|bookings|moved?|push(?:ed)?|slip(?:s|ped)?|postponed?|delayed?)(?: it)?(?: out)?(?: of| for| to| until| into)?)[ -]$/iu;
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
  const before = at.text.slice(Math.max(0, m.index - 24), m.index);
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

const QUARTER_YEAR = String.raw`(?:[ -]?(?:of )?(?:(?:FY|fiscal|fiscal year) ?'?(?<fy>\d{4}|\d{2})|'(?<short>\d\d)|(?<full>20\d\d))(?![\d,.]*\d|[kKmM%])|,? (?:of )?(?<which>this|next|last) (?:fiscal )?year)?`;
const QUARTER_RULES: readonly TimeRule[] = [
  rule(
    `${START}${PART}(?:(?<relation>this|next|last) )?(?:Q(?<quarter>[1-4])|(?<quarter2>[1-4])Q|(?:the )?(?<word>first|second|third|fourth|1st|2nd|3rd|4th|last|final)(?: fiscal)? quarter)${QUARTER_YEAR}${STOP}`,
    quarterSaid,
  ),
  rule(
    `${START}${PART}(?:(?:FY|fiscal) ?'?(?<fy>\\d{4}|\\d{2})|(?<full>20\\d\\d))[ -]?Q(?<quarter>[1-4])${STOP}`,
    quarterSaid,
  ),
  rule(`${START}${PART}(?<quarter>[1-4])Q(?<short>\\d\\d)${STOP}`, quarterSaid),
  rule(
    `${START}${PART}(?:H(?<half>[12])|(?<half2>[12])H|(?:the )?(?<word>first|second) half(?= of| this| next| last))${QUARTER_YEAR}(?: of (?:the|this) (?:fiscal )?year)?${STOP}`,
    halfSaid,
  ),
  rule(
    `${START}${PART}(?:FY|fiscal year |fiscal |financial year )[ -]?'?(?<fy>20\\d\\d|\\d\\d)${STOP}`,
    (m, at) => parted(at, fiscalYearOf(at, yearNumber(m.groups?.fy) ?? 0), m.groups?.part),
  ),
  rule(`${START}${PART}(?<full>20\\d\\d)(?![\\w/:-]|[.,]\\d| ?%|\\p{Script=Han})`, yearSaid),
];

function saidYear(m: RegExpExecArray, at: Reference): number | null {
  const { fy, short, full, which } = m.groups ?? {};
  const said = yearNumber(fy ?? short ?? full);
  return which ? currentFiscalYear(at) + direction(which) : said;
}

function quarterSaid(m: RegExpExecArray, at: Reference): Reading | null {
  const { quarter, quarter2, word, relation, part } = m.groups ?? {};
  const year = saidYear(m, at);
  if (quarter2 && year === null) return null;
  if (word && /^last$/iu.test(word) && year === null)
    return parted(at, unitAt(at, 'quarter', -1), part);
  const number = word ? quarterOrdinal(word) : Number(quarter ?? quarter2);
  if (year !== null || !relation || direction(relation) === 0)
    return parted(at, namedQuarter(at, number, year), part);
  const past = direction(relation) < 0;
  const near = namedQuarter({ ...at, past }, number, null);
  const current = near.start <= at.today && at.today <= near.end;
  const days = current ? namedQuarter(at, number, currentFiscalYear(at) + (past ? -1 : 1)) : near;
  return parted(at, past ? { ...days, past } : days, part);
}

function quarterOrdinal(word: string): number {
  return /last|final/iu.test(word) ? 4 : ordinal(word);
}

function halfSaid(m: RegExpExecArray, at: Reference): Reading | null {
  const { half, half2, word, part } = m.groups ?? {};
  const year = saidYear(m, at);
  if (half2 && year === null) return null;
  const number = word ? ordinal(word) : Number(half ?? half2);
  const current = /of (?:the|this)/iu.test(m[0]) ? currentFiscalYear(at) : null;
  return parted(at, namedHalf(at, number, year ?? current), part);
}

const YEAR_BEFORE =
  /(?<![a-z])(?:in|for|of|during|by|since|year|end|until|till|through|before|after|early|late|mid|from|to|and|closing)[ -]$|[(] ?$/iu;
const YEAR_BEHIND =
  /^ (?:sales|revenue|pipeline|forecast|quota|budget|plan|report|targets?|numbers|goals?|results|bookings|fiscal)(?![a-z])/iu;

/** "Office 2021" and "2000 licences" are not years. */
function yearSaid(m: RegExpExecArray, at: Reference): Reading | null {
  const year = Number(m.groups?.full);
  if (Math.abs(year - at.today.year) > 10) return null;
  const before = at.text.slice(Math.max(0, m.index - 10), m.index);
  const behind = at.text.slice(m.index + m[0].length, m.index + m[0].length + 12);
  const alone = before.trim() === '' && behind.trim() === '';
  const counted =
    / (?:to|for|of) $/iu.test(before) &&
    /^ [a-z]+s(?![a-z])/iu.test(behind) &&
    !YEAR_BEHIND.test(behind);
  if (counted || !(m.groups?.part || alone || YEAR_BEFORE.test(before) || YEAR_BEHIND.test(behind)))
    return null;
  return parted(at, yearOf(year), m.groups?.part);
}

/** The ways of saying a day or a period in English; clock times are elsewhere. */
export const ENGLISH_RULES: readonly TimeRule[] = [
  ...DAY_WORDS,
  ...BOUNDARIES,
  ...RELATIVE,
  ...WEEKDAY_RULES,
  ...MONTH_RULES,
  ...QUARTER_RULES,
];
