import {
  currentFiscalYear,
  type Days,
  fiscalYearOf,
  monthAt,
  type Part,
  partOfDays,
  quarterAt,
  type Reference,
  weekAt,
  weekendAt,
  yearOf,
} from './calendar.ts';
import { type Reading, reading, type TimeRule } from './time-rule.ts';

export const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
export const WEEKDAY =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const JOINED =
  'mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|h[12]';
/** Word boundaries; a hyphen is one only in ranges such as "Mon-Fri" or "Q1-Q2" and in "31-Mar". */
export const START = `(?<![\\w'’]|(?<!\\d|day|tues|thu?rs?|uary|rch|ril|une|uly|ust|ber|${JOINED})-)`;
export const STOP = `(?!\\w|-(?!${JOINED})\\w)`;
export const YEAR = String.raw`(?:(?:,? (?:of )?|-(?=20))(?<year>20\d\d|'\d\d)(?![\d,.:/%-]*\d|[kKmM%]))?`;
export const RELATION =
  '(?:this(?: coming)?|current|the current|coming|next|last|previous|past|prior|the following|the next|the last|the past|the coming|the previous)';
export const UNIT = 'week|month|quarter|year|fiscal year|fiscal quarter|financial year|FY|weekend';
export const PART_SAID =
  '(?<part>(?:the )?(?:very )?end(?: of)?(?: the)?|(?:the )?last day of(?: the)?|(?:the )?(?:beginning|start|top|first(?: day)?|1st(?: day)?) of(?: the)?|(?:the )?middle of(?: the)?|early(?: in)?(?: the)?|mid|late(?:r)?(?: in)?(?: the)?|(?:the )?rest of(?: the)?|eo|close of)[ -]?';
export const PART = `(?:${PART_SAID})?`;
const ONES = 'one|two|three|four|five|six|seven|eight|nine';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
export const COUNT = `(?<count>\\d{1,3}|an?|(?:${TENS})(?:[ -](?:${ONES}))?|${ONES}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:a )?couple(?: of)?|half an?)`;
export const SPAN_UNIT =
  '(?<unit>(?:business |working |calendar )?days?|weeks?|fortnights?|months?|quarters?|years?|hours?|hrs?|minutes?|mins?|wks?|yrs?|w|d)';

export function rule(source: string, read: TimeRule['read'], flags = 'giu'): TimeRule {
  return { pattern: new RegExp(source, flags), read };
}

export function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

export function weekdayNumber(name: string | undefined): number {
  return WEEKDAYS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

export function yearNumber(said: string | undefined): number | null {
  if (said === undefined) return null;
  const digits = said.replaceAll(/\D/gu, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/** -1, 0 or 1 for last, this and next. */
export function direction(relation: string | undefined): number {
  if (relation === undefined || /^(?:this|current|the current)/iu.test(relation)) return 0;
  return /last|previous|past|prior/iu.test(relation) ? -1 : 1;
}

export function parted(at: Reference, days: Days, part: string | undefined): Reading {
  const kind = partKind(part);
  return reading(kind === null ? days : partOfDays(at, days, kind));
}

export function partKind(said: string | undefined): Part | null {
  if (said === undefined) return null;
  const word = said.toLowerCase();
  if (/end|eo|close|last/u.test(word)) return 'end';
  if (/beginning|start|top|first|1st/u.test(word)) return 'start';
  if (/early/u.test(word)) return 'early';
  if (/mid/u.test(word)) return 'mid';
  return /later|rest/u.test(word) ? 'rest' : 'late';
}

export function unitAt(at: Reference, unit: string, offset: number): Days {
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

export function ordinal(word: string): number {
  if (/^\d/u.test(word)) return Number(word[0]);
  return { first: 1, second: 2, third: 3, fourth: 4, fifth: 5 }[word.toLowerCase()] ?? 1;
}

const ORDINALS =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth'.split(
    '|',
  );
/** The day of a month in figures or words: 31, 31st, "nineteenth", "twenty-first". */
export const DAY = `(?:(?<day>\\d{1,2})(?:st|nd|rd|th)?|(?<dayWord>(?:(?:twenty|thirty)[ -])?(?:${ORDINALS.join('|')})))`;

export function dayNumber(figures: string | undefined, word: string | undefined): number {
  if (word === undefined) return Number(figures);
  const [tens, ones] = word.toLowerCase().split(/[ -]/u);
  const number = ORDINALS.indexOf(ones ?? tens ?? '') + 1;
  if (number === 21) return 30;
  return number + (ones === undefined ? 0 : tens === 'twenty' ? 20 : 30);
}
