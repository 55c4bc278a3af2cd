import { asWrittenIn, type Clues, type Span, withoutOverlaps } from '../span.ts';
import { withoutAddresses } from './mask.ts';
import { type Amount, amountsIn } from './money-amounts.ts';
import { EN_NUMERAL, ZH_NUMERAL } from './numerals.ts';

/**
 * `unclear` is an amount whose writing has no one meaning (1,2345 or 5e4 or $50k EUR). `low` and `high` are the ends
 * of a range as far as they are known, `currency` is theirs.
 */
export type MoneyValue =
  | { kind: 'money'; amount: number; currency: string | null }
  | {
      kind: 'problem';
      problem: MoneyProblem;
      low?: number;
      high?: number;
      currency?: string | null;
    };
type MoneyProblem = 'range' | 'negative' | 'too-large' | 'unclear';

/** No amount is said without one of these: a cheap first look. */
const HOLDS_A_NUMBER = new RegExp(
  `\\d|[${ZH_NUMERAL}几数半]|(?<![a-z])(?:${EN_NUMERAL}|half|quarters?|an? )`,
  'iu',
);

/** From here on a JavaScript number no longer tells neighbouring cents apart. */
const TOO_LARGE = 1e15;

/**
 * The amounts of money in a text. What was said without a currency has `null`; what cannot be one amount is a
 * problem to ask about, never a guess. Small numbers without any sign of money are left to `findNumbers`.
 */
export function findMoney(text: string, clues: Pick<Clues, 'baseCurrency'>): Span<MoneyValue>[] {
  if (!HOLDS_A_NUMBER.test(text)) return [];
  const searched = withoutAddresses(text);
  const amounts = summed(searched, amountsIn(searched, clues));
  const spans: Span<MoneyValue>[] = [];
  for (let i = 0; i < amounts.length; i += 1) {
    const amount = amounts[i];
    const next = amounts[i + 1];
    if (!amount) continue;
    const range = next ? rangeOf(searched, amount, next) : null;
    if (range) {
      spans.push(range);
      i += 1;
    } else if (amount.strong) spans.push(single(searched, amount));
  }
  return asWrittenIn(text, withoutOverlaps(spans));
}

/** "1 crore 20 lakh" and "2 million 300 thousand" are one amount each. */
function summed(text: string, amounts: readonly Amount[]): Amount[] {
  const sums: Amount[] = [];
  for (const amount of amounts) {
    const last = sums.at(-1);
    const sum = last ? sumOf(text, last, amount) : null;
    if (sum) sums[sums.length - 1] = sum;
    else sums.push(amount);
  }
  return sums;
}

function sumOf(text: string, a: Amount, b: Amount): Amount | null {
  if (a.value === null || b.value === null || a.scale === null || b.scale === null) return null;
  if (!a.scaleInWords || !b.scaleInWords || b.minus || b.value >= Number(`1e${a.scale}`))
    return null;
  if (!/^ (?:and )?$/iu.test(text.slice(a.end, b.start)) || /^\D/u.test(text.charAt(b.start)))
    return null;
  const currency = b.currency ?? a.currency;
  return { ...a, end: b.end, value: a.value + b.value, currency, strong: a.strong || b.strong };
}

function single(text: string, amount: Amount): Span<MoneyValue> {
  const minus = minusBefore(text, amount);
  const start = amount.start - minus;
  const span = { start, end: amount.end, text: text.slice(start, amount.end) };
  return { ...span, value: moneyOf(amount, minus > 0) };
}

function moneyOf(amount: Amount, minus: boolean): MoneyValue {
  if (amount.value === null) return { kind: 'problem', problem: 'unclear' };
  if (amount.value >= TOO_LARGE) return { kind: 'problem', problem: 'too-large' };
  if (amount.unclear) return { kind: 'problem', problem: 'unclear' };
  if (minus || amount.minus) return { kind: 'problem', problem: 'negative' };
  if (amount.highest !== null) {
    const { value: low, highest: high, currency } = amount;
    return { kind: 'problem', problem: 'range', low, high, currency };
  }
  if (amount.atLeast) {
    return { kind: 'problem', problem: 'range', low: amount.value, currency: amount.currency };
  }
  return { kind: 'money', amount: amount.value, currency: amount.currency };
}

const MINUS = /(?:(?<![\w)\]%])[-−]|(?<![A-Za-z])(?:minus|negative) |负 ?)$/iu;

/** How many characters of minus sign stand before the amount. */
function minusBefore(text: string, amount: Amount): number {
  return MINUS.exec(text.slice(Math.max(0, amount.start - 10), amount.start))?.[0].length ?? 0;
}

const DASH = /^ ?(?:-|–|—|~|~~) ?$/u;
const TO = /^ ?(?:to|until|up to|到|至) ?$/iu;
const OR = /^ ?(?:or|或|或者|还是) ?$/iu;
const AND = /^ ?(?:and|&|和|与|跟) ?$/iu;
const BETWEEN = /(?<![A-Za-z])between (?:about |around |roughly )?$|(?:介于|在) ?$/iu;
const CHANGE =
  /(?<![A-Za-z])(?:chang(?:e|ed|ing)|rais(?:e|ed|ing)|updat(?:e|ed|ing)|mov(?:e|ed|ing)|increas(?:e|ed|ing)|decreas(?:e|ed|ing)|lower(?:ed|ing)?|reduc(?:e|ed|ing)|drop(?:s|ped)?|bump(?:ed)?|adjust(?:ed)?|revis(?:e|ed)|cut|went|goes|grew|grow|up|down|correct(?:ed)?|edit(?:ed)?|set)(?![A-Za-z])|[改调涨降提升增减变]/iu;

/** What follows is what it becomes: "change it to 50k to 60k" is a range after all. */
const NEW_VALUE = /(?:[成为到至]|(?<![a-z])(?:to|at|into))\s*$/iu;

/** Two amounts that are the ends of one range; "change it from 50k to 60k" is none. */
function rangeOf(text: string, a: Amount, b: Amount): Span<MoneyValue> | null {
  if (!(a.strong || b.strong) || b.start - a.end > 9) return null;
  const between = text.slice(a.end, b.start);
  const before = text.slice(Math.max(0, a.start - 60), a.start);
  if (!joins(between, before, a, b)) return null;
  const from = CHANGE.test(lastClause(before)) && !NEW_VALUE.test(before);
  if (TO.test(between) && from && b.strong) return null;
  const minus = minusBefore(text, a);
  const start = a.start - minus;
  const span = { start, end: b.end, text: text.slice(start, b.end) };
  return {
    ...span,
    value: minus > 0 ? { kind: 'problem', problem: 'negative' } : rangeValue(a, b),
  };
}

function joins(between: string, before: string, a: Amount, b: Amount): boolean {
  if (AND.test(between)) return BETWEEN.test(before);
  if (OR.test(between) || TO.test(between)) return !MONTH_BEFORE.test(before);
  // "closing Mar 3 - 50k": with blanks around it, a dash joins only what is surely money on both sides.
  return (
    DASH.test(between) &&
    ((a.strong && b.strong) || (!between.includes(' ') && !MONTH_BEFORE.test(before)))
  );
}

const MONTH_BEFORE =
  /(?<![A-Za-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? $|[月年] ?$/iu;

function lastClause(before: string): string {
  return before.split(/[,;.!?，。；、]/u).at(-1) ?? '';
}

function rangeValue(a: Amount, b: Amount): MoneyValue {
  const high = b.highest ?? b.value;
  const low =
    b.unscaled !== null && a.scale === null && b.scale !== null ? rescaled(a, b) : a.value;
  if (low === null || high === null || Math.max(low, high) >= TOO_LARGE) {
    return { kind: 'problem', problem: low === null || high === null ? 'range' : 'too-large' };
  }
  const said = [a.currency, b.currency].filter((currency) => currency !== null);
  const currency = new Set(said).size === 1 ? (said[0] ?? null) : null;
  const ends = { low: Math.min(low, high), high: Math.max(low, high), currency };
  return { kind: 'problem', problem: 'range', ...ends };
}

/** The 50 of "50-60k" is 50,000; the 500 of "500 to 1k" is 500. */
function rescaled(a: Amount, b: Amount): number | null {
  if (a.value === null || b.unscaled === null || a.value > b.unscaled) return a.value;
  return Number(`${a.value}e${b.scale ?? 0}`);
}
