import { asWrittenIn, type Clues, type Span, spansOf, withoutOverlaps } from '../span.ts';
import { withoutAddresses } from './mask.ts';
import { chineseNumber, EN_NUMERAL, englishNumber, writtenNumber, ZH_NUMERAL } from './numerals.ts';
import { LANGUAGE_EN, LANGUAGE_ZH, NO, POLITE, ROLE_WORDS, type Role, YES } from './small-words.ts';
import { ZONE_ABBREVIATIONS } from './time-zone-names.ts';
import {
  ABBREVIATED,
  ABBREVIATED_TIME,
  EIGHTH_ZONE,
  IANA,
  knownZone,
  OFFSET,
  SAID_ZONE,
  SAID_ZONES,
  zoneAt,
} from './time-zone-words.ts';

const PERCENT_SIGN =
  /(?<![\w.,~–-])(-?\d[\d.,]{0,12}) {0,2}(?:%|percent(?:age points?)?(?![a-z])|per cent(?![a-z])|pct(?![a-z])|个(?:百分)?点(?!儿))/giu;
const PERCENT_RANGE =
  /(?<![a-z]-\d{0,8})\d%? ?(?:-|–|~|to|到|至) ?\d[\d.]{0,6} {0,2}(?:%|percent|个点)/giu;
const PERCENT_WORDS = new RegExp(
  `(?<![a-z-])(${EN_NUMERAL})[ -](?:percent|per cent)(?![a-z])`,
  'giu',
);
const PERCENT_ZH = new RegExp(
  `百分之([${ZH_NUMERAL}]{1,8}|\\d[\\d.]{0,8})(?:点([零一二三四五六七八九]{1,4}))?`,
  'gu',
);
const POINTS_ZH = new RegExp(
  `(?<![${ZH_NUMERAL}])([${ZH_NUMERAL}]{1,5})个(?:百分)?点(?!儿|钟)`,
  'gu',
);
const TENTHS =
  /(?<![\w.一二三四五六七八九十第])([一二两三四五六七八九]|\d(?:\.\d)?)成(半)?(?![不交员功立本为果绩长品都熟型语效人分年])/gu;
const DISCOUNT =
  /(?<![\w.一二三四五六七八九十])([1-9]\d?(?:\.\d)?|[一二三四五六七八九]{1,2})折(?![叠扣旧磨腾算返中])/gu;

/** Shares as fractions: 20% and 百分之二十 are 0.2, 两成 is 0.2, and 八折 is the discount 0.2. Ranges are not read. */
export function findPercents(text: string): Span<number>[] {
  const searched = withoutAddresses(text).replaceAll(PERCENT_RANGE, (m) =>
    '\u0001'.repeat(m.length),
  );
  const spans = [
    ...spansOf(searched, PERCENT_SIGN, (m) => hundredths(m[1] ?? '')),
    ...spansOf(searched, PERCENT_WORDS, (m) => shifted(englishNumber(m[1] ?? ''), -2)),
    ...spansOf(searched, PERCENT_ZH, (m) => hundredthsInChinese(m[1] ?? '', m[2] ?? '')),
    ...spansOf(searched, POINTS_ZH, (m) => shifted(chineseNumber(m[1] ?? ''), -2)),
    ...spansOf(searched, TENTHS, (m) => tenths(m[1] ?? '', m[2] === undefined ? '' : '5')),
    ...spansOf(searched, DISCOUNT, (m) => discount(m[1] ?? '')),
  ];
  return asWrittenIn(text, withoutOverlaps(spans));
}

function hundredths(written: string): number | null {
  const number = writtenNumber(written.replace('-', ''));
  return number === null
    ? null
    : shifted(Number(`${written.startsWith('-') ? '-' : ''}${number}`), -2);
}

function hundredthsInChinese(whole: string, decimals: string): number | null {
  const number = /\d/u.test(whole) ? Number(whole) : chineseNumber(whole);
  if (number === null || Number.isNaN(number)) return null;
  const digits = [...decimals].map((d) => chineseNumber(d) ?? 0).join('');
  return shifted(Number(`${number}${digits === '' ? '' : `.${digits}`}`), -2);
}

/** Decimal shift without the noise of a division: 7 and -2 give exactly 0.07. */
function shifted(number: number | null, places: number): number | null {
  if (number === null || !Number.isFinite(number)) return null;
  const text = String(number);
  return text.includes('e') ? null : Number(`${text}e${places}`);
}

function tenths(written: string, half: string): number | null {
  const number = /\d/u.test(written) ? Number(written) : chineseNumber(written);
  return number === null ? null : shifted(Number(`${number}${half === '' ? '' : `.${half}`}`), -1);
}

/** 八折 and 8折 are 20 % off, 八五折 and 85折 are 15 % off. */
function discount(written: string): number | null {
  const digits = /\d/u.test(written)
    ? written
    : [...written].map((d) => chineseNumber(d) ?? 0).join('');
  const paid = digits.includes('.') || digits.length === 1 ? Number(digits) * 10 : Number(digits);
  return shifted(Math.round((100 - paid) * 100) / 100, -2);
}

const NUMBER_UNIT =
  '(?:[kmb](?![a-z0-9])| ?(?:thousand|million|billion)(?![a-z])|[十百千万亿]{1,2})';
const DIGITS = new RegExp(
  `(?<![\\w.,:/#$€£¥₹'’+-]|[A-Za-z]-)(\\d(?:[\\d,.]*\\d)?)(${NUMBER_UNIT})?(?![\\w%:/]|-\\d|[.,]\\d|st(?![a-z])|nd|rd|th)`,
  'giu',
);
const NUMBER_WORDS = new RegExp(`(?<![a-z-])${EN_NUMERAL}`, 'giu');
const NUMBER_ZH = new RegExp(`(?<![第每统万专唯之\\d])[${ZH_NUMERAL}]{1,16}`, 'gu');
const COUNTED = /^ ?(?:[个人名条家份台套天周月年次位笔单种项张件]|$)/u;
const NUMBER_SCALE: Readonly<Record<string, string>> = {
  k: 'e3',
  thousand: 'e3',
  m: 'e6',
  million: 'e6',
  b: 'e9',
  billion: 'e9',
};

/** Numbers without a money sign, in digits or in words of either language: 12, 1,200, 5k, twelve, 一百二十. */
export function findNumbers(text: string): Span<number>[] {
  const searched = withoutAddresses(text);
  const whole = searched.trim().toLowerCase();
  const spans = [
    ...spansOf(searched, DIGITS, digitNumber),
    ...spansOf(searched, NUMBER_WORDS, ([words]) =>
      words.toLowerCase() === 'one' && whole !== 'one' ? null : englishNumber(words),
    ),
    ...spansOf(searched, NUMBER_ZH, (m) => chineseCount(searched, whole, m)),
  ];
  return asWrittenIn(text, withoutOverlaps(spans));
}

function digitNumber(match: RegExpExecArray): number | null {
  const unit = match[2]?.trim().toLowerCase() ?? '';
  const number = writtenNumber(match[1] ?? '');
  if (number === null) return null;
  const scale = NUMBER_SCALE[unit] ?? (unit === '' ? 'e0' : `e${zerosOf(unit)}`);
  const value = Number(`${number}${scale}`);
  return Number.isSafeInteger(Math.trunc(value)) ? value : null;
}

function zerosOf(unit: string): number {
  return String(chineseNumber(`一${unit}`.replace('一十', '十')) ?? 1).length - 1;
}

/** 一 is in half of all Chinese words: a lone numeral counts only before a measure word or as the whole answer. */
function chineseCount(text: string, whole: string, match: RegExpExecArray): number | null {
  const numeral = match[0];
  const lone = numeral.length === 1 || /^[百千万亿]/u.test(numeral);
  const after = text.slice(match.index + numeral.length, match.index + numeral.length + 2);
  if (lone && numeral !== whole && !COUNTED.test(after)) return null;
  if (/^[百千万亿]+$/u.test(numeral)) return null;
  return chineseNumber(numeral);
}

const ORDINAL_WORDS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const NOT_A_CHOICE =
  '(?! ?(?:week|quarter|half|day|month|year|time|name|thing|call|contact|meeting|order|of|party|hand|opinion|thought|thoughts|quarters|round|line))';
const ORDINAL_EN = new RegExp(
  `(?<![\\w-])(?:the )?(?:(${ORDINAL_WORDS.join('|')})|(\\d{1,3})(?:st|nd|rd|th))(?: (?:one|option|choice|item|result|deal|account|contact|record))?(?![\\w-])${NOT_A_CHOICE}`,
  'giu',
);
const ORDINAL_LAST =
  /(?<![\w-])(?:the )?(?:(second[ -]to[ -]last|next[ -]to[ -]last|penultimate)|(?:very )?last|(latter)|(former))(?: (?:one|option|choice|item))(?![\w-])|(?<![\w-])the (?:(latter)|(former)|last)(?= ?(?:$|[,.!;]))|^(?:last|(former)|latter)$/giu;
const ORDINAL_NUMBER =
  /(?<![\w-])(?:(?:option|choice|number|no\.?|nr\.?|item) ?#?|选(?:择)?(?:第)?|#)(\d{1,3})(?![\w%:/.-])/giu;
const ORDINAL_ZH = new RegExp(
  `第([${ZH_NUMERAL}]{1,4}|\\d{1,3})(?:[个条项位家笔种张份]|号(?!线))?(?![季周次天年月方届期步时批轮代手章节部])`,
  'gu',
);
const ORDINAL_ZH_LAST =
  /(倒数第二)个?|(?:最后|末尾)(?:面的)?(?:那)?(?:一)?[个条项位]|后(?:面)?(?:那)?(?:一)?个|后者|(前(?:面)?(?:那)?(?:一)?个|前者)/gu;

/** Which of the offered choices is meant, from 1; -1 is the last, -2 the last but one. A bare "2" only as the whole answer. */
export function findOrdinals(text: string): Span<number>[] {
  const bare = /^\s*[([]?(\d{1,3})[)\].、]?\s*$/u.exec(text)?.[1];
  if (bare !== undefined) return spansOf(text, /\d+/gu, () => Number(bare));
  return withoutOverlaps([
    ...spansOf(text, ORDINAL_EN, (m) => englishOrdinal(m[1], m[2])),
    ...spansOf(text, ORDINAL_LAST, (m) => (m[1] ? -2 : (m[3] ?? m[5] ?? m[6]) ? 1 : -1)),
    ...spansOf(text, ORDINAL_NUMBER, (m) => Number(m[1])),
    ...spansOf(text, ORDINAL_ZH, (m) => ordinalInChinese(m[1] ?? '')),
    ...spansOf(text, ORDINAL_ZH_LAST, (m) => (m[1] ? -2 : m[2] ? 1 : -1)),
  ]);
}

function englishOrdinal(word: string | undefined, digits: string | undefined): number | null {
  if (word) return ORDINAL_WORDS.indexOf(word.toLowerCase()) + 1;
  return digits ? Number(digits) : null;
}

function ordinalInChinese(written: string): number | null {
  return /\d/u.test(written) ? Number(written) : chineseNumber(written);
}

/** The languages named in the text, as the locale of Parley that speaks them. */
export function findLanguages(text: string): Span<'en' | 'zh'>[] {
  const searched = withoutAddresses(text);
  return asWrittenIn(
    text,
    withoutOverlaps([
      ...spansOf(searched, LANGUAGE_EN, () => 'en' as const),
      ...spansOf(searched, LANGUAGE_ZH, () => 'zh' as const),
    ]),
  );
}

/** The roles of members named in the text. */
export function findRoles(text: string): Span<Role>[] {
  const searched = withoutAddresses(text);
  const spans = ROLE_WORDS.flatMap(({ role, words }) => spansOf(searched, words, () => role));
  return asWrittenIn(text, withoutOverlaps(spans));
}

/** `true` or `false` when the whole utterance says yes or no and nothing else, otherwise `null`. */
export function findYesNo(text: string): boolean | null {
  if (text.length > 80) return null;
  const answers = readAnswers(text.trim().replaceAll('’', "'"));
  if (answers === null || answers.size !== 1) return null;
  return answers.has(true);
}

/** The answers given in the pieces between the punctuation; `null` when a piece is something else. */
function readAnswers(text: string): Set<boolean> | null {
  const answers = new Set<boolean>();
  for (const piece of text.split(/[,.!;~…。，！；、?？\n]+|\s{2,}/u)) {
    const words = piece.trim();
    if (words === '' || POLITE.test(words)) continue;
    const answer = answerOf(words) ?? answerOf(withoutPoliteness(words));
    if (answer !== null) answers.add(answer);
    else if (!addWords(words, answers)) return null;
  }
  return answers;
}

function answerOf(words: string): boolean | null {
  if (YES.test(words)) return true;
  return NO.test(words) ? false : null;
}

function withoutPoliteness(words: string): string {
  return words
    .replace(/^(?:please|well|oh|hmm|um|请|那就|那) ?/iu, '')
    .replace(/ ?(?:please|pls|thanks|thank you|thx|then|now|谢谢|吧|了|哦|哈|啦|呢|的)$/iu, '');
}

/** "yes do it", "ok go ahead": an answer in front, and what is left is one as well. */
function addWords(words: string, answers: Set<boolean>): boolean {
  const parts = words.split(/\s+/u);
  for (let cut = 1; cut < Math.min(parts.length, 4); cut += 1) {
    const head = answerOf(parts.slice(0, cut).join(' '));
    const tail = answerOf(withoutPoliteness(parts.slice(cut).join(' ')));
    if (head === null || tail === null) continue;
    answers.add(head).add(tail);
    return true;
  }
  return false;
}

/**
 * Time zones by IANA name, city, abbreviation or distance from UTC, as IANA names that this runtime knows. CST is
 * China's for a `zh` person and Chicago's for an `en` person.
 */
export function findTimeZones(text: string, clues?: Pick<Clues, 'locale'>): Span<string>[] {
  const cst = clues?.locale === 'zh' ? 'Asia/Shanghai' : 'America/Chicago';
  const abbreviation = (said: string): string | null =>
    knownZone(said === 'CST' ? cst : (ZONE_ABBREVIATIONS[said] ?? ''));
  return withoutOverlaps([
    ...spansOf(text, IANA, (m) => knownZone(m[0])),
    ...spansOf(text, OFFSET, (m) => zoneAt(m[1] ?? '+', Number(m[2]), m[3] ?? '00')),
    ...spansOf(text, EIGHTH_ZONE, (m) =>
      zoneAt(m[1] === '东' ? '+' : '-', chineseNumber(m[2] ?? '') ?? 99, '00'),
    ),
    ...spansOf(text, SAID_ZONE, (m) => SAID_ZONES.get(m[0].toLowerCase()) ?? null),
    ...spansOf(text, ABBREVIATED, (m) => abbreviation(m[0])),
    ...spansOf(text, ABBREVIATED_TIME, (m) =>
      abbreviation(`${m[0][0]?.toUpperCase()}${m[0].slice(1).toLowerCase()}`),
    ),
  ]);
}
