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
const ZH_UNITS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
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

/** `unitBefore` is the unit left of these characters: the bare 二 of 一万二 stands for two thousand. */
function belowMyriad(numeral: string, unitBefore: number): number | null {
  let [sum, digit, unit] = [0, -1, unitBefore];
  for (const character of numeral) {
    const asUnit = ZH_UNITS[character];
    const asDigit = ZH_DIGITS[character];
    if (asUnit !== undefined) {
      if (asUnit >= unit && unit !== 1 && sum > 0) return null;
      if (digit === -1 && asUnit !== 10) return null;
      sum += (digit === -1 ? 1 : digit) * asUnit;
      [digit, unit] = [-1, asUnit];
    } else if (asDigit === 0) {
      if (digit > 0) return null;
      [digit, unit] = [numeral.length === 1 ? 0 : -1, 1];
    } else if (asDigit !== undefined) {
      if (digit > 0) return null;
      digit = asDigit;
    } else return null;
  }
  if (digit === -1) return sum;
  return sum + digit * (unit > 10 ? unit / 10 : 1);
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

/** The value of an English number in words, or `null` when the words do not make a number ("five three"). */
export function englishNumber(text: string): number | null {
  let [total, group, last] = [0, 0, Number.POSITIVE_INFINITY];
  for (const word of text.toLowerCase().split(/[ -]+/u)) {
    if (word === 'and') continue;
    const small = word === 'a' || word === 'an' ? 1 : EN_SMALL[word];
    const large = EN_LARGE[word];
    if (small !== undefined) {
      if (!mayFollow(last, small)) return null;
      group += small;
      last = small;
    } else if (word === 'hundred') {
      if (group === 0 || group > 99) return null;
      group *= 100;
      last = 100;
    } else if (large !== undefined) {
      total += (group === 0 ? 1 : group) * large;
      [group, last] = [0, Number.POSITIVE_INFINITY];
    } else return null;
  }
  return total + group;
}

/** "twenty five" and "hundred five" are numbers, "five twenty" and "two three" are not. */
function mayFollow(last: number, small: number): boolean {
  if (last === Number.POSITIVE_INFINITY || last === 100) return true;
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
