import { type Clues, type Span, spansOf } from '../span.ts';
import type { ReadValue } from '../values.ts';
import { withoutAddresses } from './mask.ts';
import { CURRENCY_AFTER, CURRENCY_BEFORE, currencyOf } from './money-units.ts';
import { findTimes } from './time.ts';

/** What one unit of a currency is worth in another one, as said: `to` is null where none was named, `rate` where no number was. */
export type SaidExchangeRate = { currency: string; rate: number | null; to: string | null };

const CURRENCY = `(?:${CURRENCY_BEFORE}|(?<![A-Za-z])${CURRENCY_AFTER})`;
const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+`;
const TOKEN = new RegExp(`(?<currency>${CURRENCY})|(?<number>${NUMBER})`, 'giu');

/** The currency that something is to be in: "change it to euros", 换成人民币. Elsewhere the word may be part of a name. */
const WANTED_IN = new RegExp(
  `(?:(?<![a-z])(?:to|into|in|as|is|be|currency|from)|[=:成为到用按以是]|币种|货币)\\s*(?:the )?(?<code>${CURRENCY})(?=\\s*(?:$|[.,!?;。，！？)]|(?:now|please|pls|instead|not|rather|and|at|but|keep|with|to|into)(?![a-z])|[了吧来计结报,])|\\s*(?:计价|结算|报价|不是))`,
  'giu',
);

export function findCurrencies(text: string, clues: Pick<Clues, 'baseCurrency'>): Span<string>[] {
  return spansOf(withoutAddresses(text), WANTED_IN, (match) =>
    currencyOf(match.groups?.code ?? '', clues),
  ).map((span) => {
    const code = codeAtEnd(span.text);
    const start = span.end - code.length;
    return { ...span, start, text: text.slice(start, span.end) };
  });
}

const AT_END = new RegExp(`${CURRENCY}$`, 'iu');

function codeAtEnd(said: string): string {
  return AT_END.exec(said)?.[0] ?? said;
}

/** The one currency that an answer names: "EUR", "in euros please"; null when it names none or several. */
export function currencyIn(answer: string, clues: Pick<Clues, 'baseCurrency'>): ReadValue | null {
  const codes = new Set(
    tokensIn(answer, clues).flatMap((token) => (token.kind === 'currency' ? [token.code] : [])),
  );
  const [only] = codes;
  return only === undefined || codes.size > 1 ? null : { value: only };
}

type Token = { start: number; end: number } & (
  | { kind: 'currency'; code: string }
  | { kind: 'number'; value: number }
);

function tokensIn(text: string, clues: Pick<Clues, 'baseCurrency'>): Token[] {
  return spansOf(text, TOKEN, (match): Token | null => {
    const place = { start: match.index, end: match.index + match[0].length };
    const said = match.groups?.currency;
    if (said === undefined)
      return { ...place, kind: 'number', value: Number(match[0].replaceAll(',', '')) };
    const code = currencyOf(said, clues);
    return code === null ? null : { ...place, kind: 'currency', code };
  }).map(({ value }) => value);
}

const RATE_WORD =
  /(?<![a-z])(?:(?:exchange|fx|conversion|currency|forex) rates?|rates?)(?![a-z])|(?:兑换|外汇)?汇率|兑换率|牌价|汇价/giu;
const EQUALS =
  /=|(?<![a-z])(?:equals?|is worth|worth|buys|gets you)(?![a-z])|等于|兑换?|可换|能换|折合?|换/iu;
/** "7.8 yuan to the euro": the second is what has the rate. */
const PER =
  /^\s*(?:\/|per|to the|to one|to 1|to a|for one|for 1|for a|for each|each|一|每|兑1|换1|兑一|换一)\s*$/iu;

/** The word, a number with a sign of equality, or two numbers. */
const MAY_TELL_A_RATE = new RegExp(
  `${RATE_WORD.source}|\\d[^]*(?:[/]|${EQUALS.source})|(?:[/]|${EQUALS.source})[^]*\\d|\\d[^\\d]+\\d`,
  'iu',
);

const ONE = /(?:(?<![a-z])(?:one|an?|the)\s+|[一每]\s*)$/iu;

/** The exchange rate told in a text, at most one: two currencies with a number, or one beside the word "rate". */
export function findExchangeRates(text: string, clues: Clues): Span<SaidExchangeRate>[] {
  const plain = withoutAddresses(text);
  // Currencies and days are dear to find: not where nothing says that one thing is worth another.
  if (!MAY_TELL_A_RATE.test(plain)) return [];
  if (!tokensIn(plain, clues).some((token) => token.kind === 'currency')) return [];
  const searched = withoutDays(plain, clues);
  const words = spansOf(searched, RATE_WORD, () => true);
  const tokens = tokensIn(searched, clues).slice(0, 6);
  const value = rateOf(searched, tokens, words.length > 0);
  if (value === null) return [];
  const parts = [...tokens, ...words];
  const first = Math.min(...parts.map((part) => part.start));
  const start = first - (ONE.exec(searched.slice(0, first))?.[0].length ?? 0);
  const end = Math.max(...parts.map((part) => part.end));
  return [{ start, end, text: text.slice(start, end), value }];
}

/** A rate told as an answer: there the word "rate" need not be said. */
export function exchangeRateIn(answer: string, clues: Clues): ReadValue | null {
  const value = rateOf(answer, tokensIn(answer, clues), true);
  return value === null ? null : { value };
}

function rateOf(text: string, tokens: readonly Token[], called: boolean): SaidExchangeRate | null {
  const currencies = tokens.filter((t) => t.kind === 'currency');
  const numbers = tokens.filter((t) => t.kind === 'number');
  const [first, second] = currencies;
  if (first === undefined || currencies.length > 2 || numbers.length > 2) return null;
  const to = second === undefined || second.code === first.code ? null : second.code;
  const both = to !== null && numbers.length === 2;
  const evident = called || both || EQUALS.test(text) || (to !== null && /[/]/u.test(text));
  if (!evident || (!called && numbers.length === 0)) return null;
  const [number, other] = numbers;
  if (number === undefined) return { currency: first.code, rate: null, to };
  const between = second === undefined ? '' : text.slice(first.end, second.start);
  if (
    to !== null &&
    second !== undefined &&
    other === undefined &&
    isPer(between) &&
    number.end <= first.start
  )
    return { currency: second.code, rate: number.value, to: first.code };
  if (other === undefined) {
    // "1 EUR" alone is no rate.
    const own = number.end <= first.start && text.slice(number.end, first.start).trim() === '';
    if (own && to === null && !called) return null;
    return { currency: first.code, rate: number.value, to };
  }
  // "100 JPY = 0.67 USD": for one.
  const perUnit = number.value === 0 ? 0 : other.value / number.value;
  return { currency: first.code, rate: Number(perUnit.toPrecision(10)), to };
}

function isPer(between: string): boolean {
  return PER.test(between);
}

/** The text with its days blanked out: 3月1日起 is no rate. A bare number is no day here. */
function withoutDays(text: string, clues: Clues): string {
  let plain = text;
  for (const { start, end, text: said } of findTimes(text, clues))
    if (/[\p{L}]/u.test(said) || /\d[-/]\d+[-/]\d/u.test(said))
      plain = plain.slice(0, start) + ' '.repeat(end - start) + plain.slice(end);
  return plain;
}
