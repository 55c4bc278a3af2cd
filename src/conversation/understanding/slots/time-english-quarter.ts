import {
  currentFiscalYear,
  type Days,
  fiscalYearOf,
  namedHalf,
  namedQuarter,
  type Reference,
  yearOf,
} from './calendar.ts';
import {
  direction,
  ordinal,
  PART,
  parted,
  rule,
  START,
  STOP,
  unitAt,
  yearNumber,
} from './time-english-words.ts';
import type { Reading, TimeRule } from './time-rule.ts';

const QUARTER_YEAR = String.raw`(?:[ -]?(?:of )?(?:(?:FY|fiscal|fiscal year) ?'?(?<fy>\d{4}|\d{2})|'(?<short>\d\d)|(?<full>20\d\d))(?![\d,.]*\d|[kKmM%])|,? (?:of )?(?<which>this|next|last) (?:fiscal )?year)?`;
/** Quarters, halves and years: "Q3 2026", "second quarter", H1, FY26, 2026. */
export const QUARTER_RULES: readonly TimeRule[] = [
  rule(
    `${START}${PART}(?:(?<relation>this|next|last) )?(?:Q(?<quarter>[1-4])|(?<quarter2>[1-4])Q|(?:the )?(?<word>first|second|third|fourth|1st|2nd|3rd|4th|last|final)(?: fiscal)? quarter)${QUARTER_YEAR}(?:[ -]end)?${STOP}`,
    quarterSaid,
  ),
  rule(
    `${START}${PART}(?:(?:FY|fiscal) ?'?(?<fy>\\d{4}|\\d{2})|(?<full>20\\d\\d))[ -]?Q(?<quarter>[1-4])${STOP}`,
    quarterSaid,
  ),
  rule(`${START}${PART}(?<quarter>[1-4])Q(?<short>\\d\\d)(?:[ -]end)?${STOP}`, quarterSaid),
  rule(
    `${START}${PART}(?:H(?<half>[12])|(?<half2>[12])H(?<digits>\\d\\d)?|(?:the )?(?<word>first|second) half(?= of| this| next| last))${QUARTER_YEAR}(?: of (?:the|this) (?:fiscal )?year)?${STOP}`,
    halfSaid,
  ),
  rule(
    `${START}${PART}(?:FY|fiscal year |fiscal |financial year )[ -]?'?(?<fy>20\\d\\d|\\d\\d)${STOP}`,
    (m, at) => parted(at, fiscalYearOf(at, yearNumber(m.groups?.fy) ?? 0), m.groups?.part),
  ),
  rule(`${START}${PART}(?<full>20\\d\\d)(?![\\w/:-]|[.,]\\d| ?%|\\p{Script=Han})`, yearSaid),
];

function saidYear(m: RegExpExecArray, at: Reference): number | null {
  const { fy, short, full, digits, which } = m.groups ?? {};
  const said = yearNumber(fy ?? short ?? full ?? digits);
  return which ? currentFiscalYear(at) + direction(which) : said;
}

function quarterSaid(m: RegExpExecArray, at: Reference): Reading | null {
  const { quarter, quarter2, word, relation, part } = m.groups ?? {};
  const year = saidYear(m, at);
  if (year === null && quarter2) return null;
  if (year === null && /^last$/iu.test(word ?? ''))
    return parted(at, unitAt(at, 'quarter', -1), part);
  const number = word ? quarterOrdinal(word) : Number(quarter ?? quarter2);
  const turn = year === null ? direction(relation) : 0;
  return parted(
    at,
    turn === 0 ? namedQuarter(at, number, year) : otherQuarter(at, number, turn < 0),
    part,
  );
}

/** "next Q2" and "last Q4": not the current one. */
function otherQuarter(at: Reference, number: number, past: boolean): Days {
  const near = namedQuarter({ ...at, past }, number, null);
  const isCurrent = near.start <= at.today && at.today <= near.end;
  const days = isCurrent ? namedQuarter(at, number, currentFiscalYear(at) + (past ? -1 : 1)) : near;
  return past ? { ...days, past } : days;
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
