const ZH_DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
/** The characters a Chinese number is written with (a regular-expression class without its brackets). */
export const ZH_NUMERAL = '零〇一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿億';

/**
 * The value of a Chinese number: 十二, 一百二十万, 三千五 (3,500), 一万二 (12,000), 二〇二六 (digit by digit).
 * `null` when the characters do not make a number, as in 五六 or 十百.
 */
export function chineseNumber(text: string): number | null {
  const numeral = text.replaceAll('萬', '万').replaceAll('億', '亿');
  if (/^[零〇一二三四五六七八九]{3,}$/u.test(numeral)) return Number(digitByDigit(numeral));
  return myriads(numeral);
}

function digitByDigit(numeral: string): string {
  return [...numeral].map((digit) => ZH_DIGITS[digit] ?? 0).join('');
}

function myriads(numeral: string): number | null {
  const parts = /^(?:(.+)亿)?(?:(.+)万)?(.*)$/u.exec(numeral);
  const [yi, wan, rest] = [parts?.[1], parts?.[2], parts?.[3] ?? ''];
  if (numeral === '' || /亿.*亿|万.*万(?!亿)/u.test(numeral)) return null;
  const high = yi === undefined ? 0 : myriads(yi);
  const middle = wan === undefined ? 0 : belowMyriad(wan, 1);
  const unit = wan !== undefined ? 10_000 : yi !== undefined ? 100_000_000 : 1;
  const low = rest === '' ? 0 : belowMyriad(rest, unit);
  if (high === null || middle === null || low === null) return null;
  return high * 100_000_000 + middle * 10_000 + low;
}

const DIGIT = '[一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖]';
const BELOW_MYRIAD = new RegExp(
  `^(?:(?<thousands>${DIGIT})[千仟])?零?(?:(?<hundreds>${DIGIT})[百佰])?零?(?<ten>(?<tens>${DIGIT})?[十拾])?[零〇]?(?<ones>${DIGIT})?$`,
  'u',
);

/** `unitBefore` is the unit left of these characters: the bare 二 of 一万二 stands for two thousand. */
function belowMyriad(numeral: string, unitBefore: number): number | null {
  const groups = BELOW_MYRIAD.exec(numeral)?.groups;
  if (groups === undefined) return null;
  const digit = (said: string | undefined): number => ZH_DIGITS[said ?? ''] ?? 0;
  const tens = groups.ten === undefined ? 0 : groups.tens === undefined ? 1 : digit(groups.tens);
  const sum = digit(groups.thousands) * 1000 + digit(groups.hundreds) * 100 + tens * 10;
  const unit = groups.hundreds ? 100 : groups.thousands ? 1000 : unitBefore;
  const isBare = tens === 0 && unit > 10 && !/[零〇].?$/u.test(numeral);
  return sum + digit(groups.ones) * (isBare ? unit / 10 : 1);
}

const EN_SMALL: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const EN_LARGE: Readonly<Record<string, number>> = {
  thousand: 1e3,
  grand: 1e3,
  lakh: 1e5,
  million: 1e6,
  crore: 1e7,
  billion: 1e9,
};

const SMALL_WORD = Object.keys(EN_SMALL).join('|');
/** "fifty", "two hundred and fifty thousand", "twenty-five": a regular-expression source, to be used with the flag i. */
export const EN_NUMERAL = `(?:(?:${SMALL_WORD}|an?(?= hundred| thousand| million| billion))(?:[ -](?:and )?(?:${SMALL_WORD}|hundred|thousand|million|billion)){0,8})(?![a-z])`;

/** What the words so far add up to: whole thousands, the group below them, and the last small number. */
type Sum = { total: number; group: number; last: number | null };

/** The value of an English number in words, or `null` when the words do not make a number ("five three"). */
export function englishNumber(text: string): number | null {
  let sum: Sum | null = { total: 0, group: 0, last: null };
  for (const word of text.toLowerCase().split(/[ -]+/u)) {
    if (sum !== null && word !== 'and') sum = added(sum, word);
  }
  return sum && sum.total + sum.group;
}

function added({ total, group, last }: Sum, word: string): Sum | null {
  const small = word === 'a' || word === 'an' ? 1 : EN_SMALL[word];
  if (small !== undefined) {
    return mayFollow(last, small) ? { total, group: group + small, last: small } : null;
  }
  if (word === 'hundred') {
    return group > 0 && group < 100 ? { total, group: group * 100, last: 100 } : null;
  }
  const large = EN_LARGE[word];
  return large === undefined ? null : { total: total + (group || 1) * large, group: 0, last: null };
}

/** "twenty five" and "hundred five" are numbers, "five twenty" and "two three" are not. */
function mayFollow(last: number | null, small: number): boolean {
  if (last === null || last === 100) return true;
  return last >= 20 && last % 10 === 0 && small > 0 && small < 10;
}

/**
 * The value of a number as people write it: 1,234.5 (also 1.234,5 and 5,00,000), null when the grouping makes
 * no sense (1,2345), so that a slip of the finger never becomes a smaller amount.
 *
 * @param money whether a single "1.234" is to be read as a grouped amount (nobody writes three decimals)
 */
export function writtenNumber(text: string, money = false): string | null {
  const plain = text.replaceAll(/['’ ]/gu, ',');
  if (/^\d+$/u.test(plain)) return plain;
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(plain)) return plain.replaceAll(',', '');
  if (/^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/u.test(plain)) return plain.replaceAll(',', '');
  if (/^[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?$|^[1-9]\d{0,2}\.\d{3},\d+$/u.test(plain)) {
    return plain.replaceAll('.', '').replace(',', '.');
  }
  if (money && /^[1-9]\d{0,2}\.\d{3}$/u.test(plain)) return plain.replace('.', '');
  if (/^\d+\.\d+$/u.test(plain)) return plain;
  return /^\d+,\d{1,2}$/u.test(plain) ? plain.replace(',', '.') : null;
}
