import type { MoneyValue } from '../../../../src/conversation/understanding/slots/money.ts';
import type { TimeValue } from '../../../../src/conversation/understanding/slots/time.ts';
import type { Clues, Span } from '../../../../src/conversation/understanding/span.ts';

/** A Wednesday morning in UTC, unless the case says otherwise. */
export function someClues(clues: Partial<Clues> = {}): Clues {
  return {
    now: new Date('2026-03-18T10:00:00Z'),
    timeZone: 'UTC',
    locale: 'en',
    baseCurrency: 'USD',
    fiscalYearStartMonth: 1,
    weekStartsOn: 'monday',
    dateOrder: 'mdy',
    ...clues,
  };
}

/** A case of a table: the text with each expected span in {braces}, and what the spans mean. */
export function parsed(marked: string): { text: string; spans: string[] } {
  const spans = [...marked.matchAll(/\{([^{}]*)\}/gu)].map((match) => match[1] ?? '');
  return { text: marked.replaceAll(/[{}]/gu, ''), spans };
}

/** `2026-03-31`, `2026-03-19T15:00`, or `2026-04-01..2026-04-30 @2026-04-30` for a period and its one day. */
export function timeAsText(value: TimeValue): string {
  if (value.kind === 'problem') return `! ${value.problem}`;
  if (value.dateTime !== undefined) return value.dateTime;
  const { start, end } = value.period ?? { start: value.date, end: value.date };
  if (start === end) return value.date;
  return end === value.date ? `${start}..${end}` : `${start}..${end} @${value.date}`;
}

/** `50000 USD`, `50000` without a currency, `! range 50000..60000`. */
export function moneyAsText(value: MoneyValue): string {
  if (value.kind === 'money')
    return `${value.amount}${value.currency === null ? '' : ` ${value.currency}`}`;
  const ends = value.low === undefined ? '' : ` ${value.low}..${value.high ?? ''}`;
  return `! ${value.problem}${ends}${value.currency ? ` ${value.currency}` : ''}`;
}

export function spoken<V>(
  spans: readonly Span<V>[],
  asText: (value: V) => string,
): { spans: string[]; values: string } {
  return {
    spans: spans.map((span) => span.text),
    values: spans.map((span) => asText(span.value)).join(' | '),
  };
}
