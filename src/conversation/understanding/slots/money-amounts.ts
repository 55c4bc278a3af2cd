import type { Clues } from '../span.ts';
import { dayBehind, isCurrency, isInterrupted, isMoney, isScale } from './money-context.ts';
import {
  amountNumber,
  approximation,
  type NumberParts,
  numberOf,
  scaled,
  scaleOf,
} from './money-number.ts';
import { CURRENCY_AFTER, CURRENCY_BEFORE, currencyOf, sameMoney } from './money-units.ts';

/** A number in the text, with what speaks for its being money. */
export type Amount = {
  start: number;
  end: number;
  /** `null` when the digits make no number. */
  value: number | null;
  /** The number before its scale (the 60 of 60k) and the scale as a power of ten; `null` without one. */
  unscaled: number | null;
  scale: number | null;
  /** Whether the scale was a word ("lakh", "million", 万), after which a smaller part may follow. */
  scaleInWords: boolean;
  currency: string | null;
  /** Money beyond doubt; a weak amount counts only as the end of a range ("50-60k"). */
  strong: boolean;
  minus: boolean;
  unclear: boolean;
  /** Said as "100多万": that much or more. */
  atLeast: boolean;
  /** Said as 五六万 or 十几万: the other end. */
  highest: number | null;
};

const AMOUNT = new RegExp(
  [
    `(?:(?<before>${CURRENCY_BEFORE}) ?(?<minus>[-−])?|(?<![\\w.,'#@:/&$€£¥₹]))`,
    amountNumber('[€£$¥₹]', CURRENCY_AFTER),
    `(?:(?<afterGap> ?-?)(?<after>${CURRENCY_AFTER}))?`,
  ].join(''),
  'giu',
);

/** All numbers that are money or may be the end of a range of money, in order. */
export function amountsIn(text: string, clues: Pick<Clues, 'baseCurrency'>): Amount[] {
  const amounts: Amount[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const amount = amountOf(text, readMatch(text, match, clues));
    if (amount) amounts.push(amount);
  }
  return amounts;
}

type Parts = NumberParts & {
  before?: string | undefined;
  minus?: string | undefined;
  afterGap?: string | undefined;
  after?: string | undefined;
};
/** One match, its currencies before and after read. */
type Read = {
  parts: Parts;
  start: number;
  end: number;
  before: string | null;
  after: string | null;
};

/** The match without what only looked like a currency, a scale or the end of the number. */
function readMatch(text: string, match: RegExpExecArray, clues: Pick<Clues, 'baseCurrency'>): Read {
  const parts: Parts = { ...match.groups };
  const before = parts.before === undefined ? null : currencyOf(parts.before, clues);
  const after = parts.after === undefined ? null : currencyOf(parts.after, clues);
  // "try 5k": a word that is a currency only in capitals is left outside.
  const skipped = before === null ? `${parts.before ?? ''}`.length : 0;
  const start = match.index + skipped;
  const end = match.index + match[0].length;
  const blanks = text.slice(start, end).length - text.slice(start, end).trimStart().length;
  const read = { parts, start: start + blanks, end, before, after };
  return withoutDay(text, withoutFalseScale(text, withoutFalseCurrency(text, read)));
}

function withoutFalseCurrency(text: string, read: Read): Read {
  const { after } = read.parts;
  if (after === undefined) return read;
  const behind = text.slice(read.end, read.end + 2);
  return read.after !== null && isCurrency(after, behind, read.parts) ? read : withoutAfter(read);
}

function withoutAfter({ parts, end, ...read }: Read): Read {
  const length = (parts.afterGap?.length ?? 0) + (parts.after?.length ?? 0);
  return {
    ...read,
    parts: { ...parts, afterGap: undefined, after: undefined },
    end: end - length,
    after: null,
  };
}

function withoutFalseScale(text: string, read: Read): Read {
  const { parts, before, after } = read;
  if (parts.scale === undefined || before !== null || after !== null) return read;
  const length = `${parts.gap ?? ''}${parts.scale}${parts.more ?? ''}`.length;
  const numberStart = read.end - length - (parts.digits?.length ?? 0);
  const behind = text.slice(read.end, read.end + 12);
  if (isScale(parts, text.slice(Math.max(0, numberStart - 12), numberStart), behind)) return read;
  const plain = {
    gap: undefined,
    scale: undefined,
    hanScale: undefined,
    rest: undefined,
    more: undefined,
  };
  return { ...read, parts: { ...parts, ...plain }, end: read.end - length };
}

function withoutDay(text: string, read: Read): Read {
  const { han, scale } = read.parts;
  if (han === undefined || scale !== undefined || read.after !== null) return read;
  const cut = dayBehind(text.charAt(read.end), han);
  return {
    ...read,
    parts: { ...read.parts, han: han.slice(0, han.length - cut) },
    end: read.end - cut,
  };
}

function amountOf(text: string, read: Read): Amount | null {
  const { parts, start, end, before, after } = read;
  const currency = after ?? before;
  const said = currency !== null;
  const scale = scaleOf(parts);
  const number = numberOf(parts, said);
  const ends = approximation(parts.han, scale);
  const value = ends === null ? scaled(number, scale, parts.rest) : ends.low;
  if (value === null && !said) return null;
  if (isInterrupted(text, start, end, said)) return null;
  const [left, right] = [text.slice(Math.max(0, start - 24), start), text.slice(end, end + 40)];
  return {
    start,
    end,
    value,
    unscaled: plainNumber(number),
    scale,
    scaleInWords: /\p{Script=Han}|[a-z]{3}/iu.test(parts.scale ?? ''),
    currency,
    strong: said || isMoney(parts, value ?? 0, left, right),
    minus: parts.minus !== undefined,
    unclear: isContradictory(read) || parts.scientific !== undefined,
    atLeast: /[多余来]/u.test(`${parts.hanScale}${parts.more}`),
    highest: ends?.high ?? null,
  };
}

function plainNumber(number: string | null): number | null {
  return number === null ? null : Number(number);
}

/** "$50k EUR". */
function isContradictory({ parts, before, after }: Read): boolean {
  if (before === null || after === null || before === after) return false;
  return !sameMoney(parts.before ?? '', parts.after ?? '', after);
}
