import type { Slot } from '../../commands/parameters.ts';
import type { Problem } from '../../commands/plan.ts';
import type { MoneyValue } from './slots/money.ts';
import type { TimeValue } from './slots/time.ts';
import type { DayAhead } from './typed-spans.ts';

/** A problem before it is known for which parameter it was said. */
export type Misreading = Omit<Problem, 'parameter'> & { parameter?: string };
export type ReadValue = { value: unknown } | { problem: Misreading };

type Found = { kind: string; value: unknown; words: string };

/** What a found piece of text means in a slot, in the JSON forms of commands.md; null when it does not fit. */
export function meaningOf(slot: Slot, found: Found): ReadValue | null {
  switch (slot.kind) {
    case 'money':
      return found.kind === 'money'
        ? moneyValue(found.value as MoneyValue, found.words)
        : bareAmount(found.value, slot.small === true);
    case 'date':
    case 'moment':
    case 'date-or-moment':
    case 'period':
      return timeValue(slot.kind, found.value as TimeValue | DayAhead, found.words);
    case 'choice':
      return slot.options.some((option) => option.value === found.value)
        ? { value: found.value }
        : null;
    case 'phone':
      return { value: found.words.trim() };
    default:
      return { value: found.value };
  }
}

/** A number without any sign of money is an amount only from here on: "3-1", "one", "12" are none. */
const LEAST_BARE_AMOUNT = 100;

function bareAmount(number: unknown, small: boolean): ReadValue | null {
  if (typeof number !== 'number' || (!small && number < LEAST_BARE_AMOUNT)) return null;
  return { value: { amount: number, currency: null } };
}

function moneyValue(money: MoneyValue, text: string): ReadValue {
  if (money.kind === 'money') return { value: { amount: money.amount, currency: money.currency } };
  const kind = {
    range: 'amount-range',
    negative: 'negative-amount',
    'too-large': 'amount-too-large',
    unclear: 'amount-range',
  } as const;
  const ends = {
    ...(money.low === undefined ? {} : { low: money.low }),
    ...(money.high === undefined ? {} : { high: money.high }),
  };
  return { problem: { kind: kind[money.problem], text, ...ends } };
}

function timeValue(
  kind: 'date' | 'moment' | 'date-or-moment' | 'period',
  time: TimeValue | DayAhead,
  text: string,
): ReadValue | null {
  if (time.kind === 'ahead') return null;
  if (time.kind === 'problem') return { problem: { kind: 'no-such-day', text: time.text || text } };
  const { date, dateTime, period } = time;
  switch (kind) {
    case 'date':
      return { value: date };
    case 'moment':
      return dateTime === undefined ? null : { value: dateTime };
    case 'date-or-moment':
      return { value: dateTime ?? date };
    case 'period':
      return { value: period ?? { start: date, end: date } };
    default:
      return kind satisfies never;
  }
}
