import { SCALES } from './money-units.ts';
import { chineseNumber, EN_NUMERAL, englishNumber, writtenNumber, ZH_NUMERAL } from './numerals.ts';

/** The named pieces of one match of `AMOUNT_NUMBER`; of the first eight exactly one is there. */
export type NumberParts = {
  scientific?: string | undefined;
  spaced?: string | undefined;
  halves?: string | undefined;
  mixed?: string | undefined;
  digits?: string | undefined;
  phrase?: string | undefined;
  words?: string | undefined;
  han?: string | undefined;
  /** What stands between the number and its scale: nothing, a blank or a hyphen. */
  gap?: string | undefined;
  scale?: string | undefined;
  hanScale?: string | undefined;
  rest?: string | undefined;
  more?: string | undefined;
};

const SCIENTIFIC = String.raw`\d{1,30}(?:\.\d{1,30})?e[+-]?\d{1,5}(?![A-Za-z\d])`;
const LARGE = 'million|billion|trillion|lakh|crore';
const PHRASE = `(?:(?:(?:a|three) )?quarters? (?:of )?(?:an? )?|half (?:of )?(?:an? )?)(?=${LARGE})|半个?(?=亿)`;
const HALVES = `(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten) and a half (?=${LARGE}|thousand|grand)`;
/** 1千5百(万), 3千5百: digits and characters by turns. */
const MIXED = String.raw`\d{1,2}千\d百(?:\d十)?\d?|\d{1,2}千(?:\d十\d?)(?=[万亿])|\d百\d十?\d?(?=[万亿])`;
const ZH_RUN = `(?:[${ZH_NUMERAL}几]|数(?=[十百千万亿])){1,20}(?:点[零一二三四五六七八九]{1,4}(?=[万亿千]|百万))?`;
const EN_SCALE =
  '(?:[kw]|m{1,2}|mn|mio|mil|mln|bn?|tn|lakhs?|lacs?|cr|crores?|thousand|grand|millions?|billions?|trillions?)(?![A-Za-z\\d_@])';
const ZH_SCALE =
  '(?:多|余|几|来)?个?[十百千]?(?:万亿|[万亿]|千|百(?![分度强])|十(?=[万亿]))(?:多|余)?';
/** The rest of 3万5, 3万5千, 1亿2000万; not the 3 of "5万3月底". */
const ZH_REST = '(?:\\d{1,4}(?:千|万)?(?![\\d月日号点天周年季个人家台份套位次%:/.-]|[百十]))?';

/** A number as people write amounts, with its scale (a regular-expression source for the flags iu). */
export function amountNumber(before: string, after: string): string {
  const spaced = String.raw`\d{1,3}(?: \d{3}){1,4}(?![\d.,])`;
  return [
    `(?:(?<scientific>${SCIENTIFIC})`,
    `|(?<spaced>(?<=${before} ?)${spaced}|${spaced}(?= ?${after}))`,
    `|(?<halves>${HALVES})`,
    `|(?<mixed>${MIXED})`,
    `|(?<digits>\\d(?:[\\d.,'’]*\\d)?|(?<=${before} ?)\\.\\d{1,4}(?!\\d))`,
    `|(?<phrase>(?<![A-Za-z])${PHRASE})`,
    `|(?<words>(?<![A-Za-z-])(?:${EN_NUMERAL}|an?(?= grand| lakh| crore)))`,
    `|(?<han>${ZH_RUN}))`,
    `(?:(?<gap> ?-?)(?<scale>${EN_SCALE}|(?<hanScale>${ZH_SCALE})(?<rest>${ZH_REST})))?`,
    `(?<more>多)?`,
  ].join('');
}

/** The scale as a power of ten, `null` without one. */
export function scaleOf(parts: NumberParts): number | null {
  if (parts.scale === undefined) return null;
  if (parts.hanScale !== undefined) return zeros(parts.hanScale.replaceAll(/[多余几来个]/gu, ''));
  const scale = parts.scale.toLowerCase();
  return SCALES[scale] ?? SCALES[scale.replace(/s$/u, '')] ?? null;
}

function zeros(units: string): number {
  const exponents: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };
  return [...units].reduce((sum, unit) => sum + (exponents[unit] ?? 0), 0);
}

/** The number before its scale as plain digits with a decimal point; `null` when it makes no number. */
export function numberOf(parts: NumberParts, money: boolean): string | null {
  if (parts.digits !== undefined) return digitsOf(parts.digits, money && parts.scale === undefined);
  if (parts.scientific !== undefined) return parts.scientific.toLowerCase();
  if (parts.spaced !== undefined) return parts.spaced.replaceAll(' ', '');
  if (parts.mixed !== undefined) return asDigits(mixedNumber(parts.mixed));
  if (parts.words !== undefined) return asDigits(englishNumber(parts.words));
  if (parts.han !== undefined) return chineseDigits(parts.han);
  return parts.halves === undefined ? shareOf(parts.phrase ?? '') : halves(parts.halves);
}

function digitsOf(written: string, money: boolean): string | null {
  return written.startsWith('.') ? `0${written}` : writtenNumber(written, money);
}

function shareOf(phrase: string): string {
  if (/three/iu.test(phrase)) return '0.75';
  return /quarter/iu.test(phrase) ? '0.25' : '0.5';
}

function halves(words: string): string | null {
  const whole = words.split(' ')[0] ?? '';
  const number = /\d/u.test(whole) ? Number(whole) : englishNumber(whole);
  return number === null ? null : `${number}.5`;
}

function mixedNumber(mixed: string): number | null {
  const characters = '零一二三四五六七八九';
  return chineseNumber(mixed.replaceAll(/\d/gu, (digit) => characters[Number(digit)] ?? ''));
}

function chineseDigits(run: string): string | null {
  const [whole = '', decimals] = run.split('点');
  // 百万元 and 千万美元: the one is not said.
  const number = chineseNumber(/^[百千]/u.test(whole) ? `一${whole}` : whole);
  if (number === null || decimals === undefined) return asDigits(number);
  return `${number}.${[...decimals].map((digit) => chineseNumber(digit) ?? 0).join('')}`;
}

function asDigits(number: number | null): string | null {
  return number === null ? null : String(number);
}

/** Shifts the decimal point in the text of the number, because 1.1 * 1,000,000 is not 1,100,000. */
export function scaled(number: string | null, scale: number | null, rest = ''): number | null {
  if (number === null) return null;
  if (number.includes('e')) return Number(number);
  const value = Number(`${number}e${scale ?? 0}`);
  return rest === '' || scale === null ? value : value + restOf(rest, scale);
}

/** 3万5 and 3万5千 end in 5,000; 1亿2000万 in 20,000,000; 3万500 in 500. */
function restOf(rest: string, scale: number): number {
  const digits = Number(/^\d+/u.exec(rest)?.[0] ?? 0);
  if (rest.endsWith('万')) return digits * 10_000;
  if (rest.endsWith('千')) return digits * 1000;
  return rest.length === 1 ? Number(`${digits}e${scale - 1}`) : digits;
}

/** 五六万 is 50,000 to 60,000, 十几万 110,000 to 190,000, 几十万 200,000 to 900,000. */
export function approximation(
  run: string | undefined,
  scale: number | null,
): { low: number; high: number } | null {
  if (run === undefined) return null;
  const numerals = about(run, scale !== null) ?? neighbours(run);
  const [from, to] = [chineseNumber(numerals?.low ?? ''), chineseNumber(numerals?.high ?? '')];
  if (from === null || to === null || from >= to) return null;
  return { low: Number(`${from}e${scale ?? 0}`), high: Number(`${to}e${scale ?? 0}`) };
}

type Ends = { low: string; high: string };

function about(run: string, hasScale: boolean): Ends | null {
  const match = /^(.{0,8}?)[几数](.{0,8})$/u.exec(run);
  if (!match || (match[2] === '' && !hasScale)) return null;
  const head = match[1] ?? '';
  return { low: `${head}${head === '' ? '二' : '一'}${match[2]}`, high: `${head}九${match[2]}` };
}

function neighbours(run: string): Ends | null {
  const match = /^(.{0,8}?)([一二两三四五六七八])([二三四五六七八九])([十百千万亿]{1,4})$/u.exec(
    run,
  );
  return match
    ? { low: `${match[1]}${match[2]}${match[4]}`, high: `${match[1]}${match[3]}${match[4]}` }
    : null;
}
