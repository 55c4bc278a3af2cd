import type { DealOutcome } from '../deal-snapshot.ts';
import { dayNumber } from './calendar.ts';
import { earlier, isShort, monthsEarlier, type Span } from './periods.ts';

type WonDeal = {
  readonly createdOn: number;
  readonly closedOn: number;
  readonly value: number;
  readonly ownerId: string;
  readonly teamId: string | null;
};

/** What was won when. */
export type Revenue = {
  /** By the day on which it was won. */
  readonly won: readonly WonDeal[];
  /** The first closing of any kind: earlier periods are not whole. Null without any. */
  readonly from: number | null;
  /** Won before the day `from` + i. */
  readonly before: Float64Array;
};

export function revenueOf(outcomes: readonly DealOutcome[]): Revenue {
  const won: WonDeal[] = [];
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { status, createdOn, closedOn, value, ownerId, teamId } of outcomes) {
    if (status === 'open' || closedOn === null) continue;
    const day = dayNumber(closedOn);
    from = Math.min(from, day);
    to = Math.max(to, day);
    if (status === 'won' && value !== null && value > 0)
      won.push({ createdOn: dayNumber(createdOn), closedOn: day, value, ownerId, teamId });
  }
  if (from > to) return { won, from: null, before: new Float64Array() };
  const before = new Float64Array(to - from + 2);
  for (const { closedOn, value } of won)
    before[closedOn - from + 1] = (before[closedOn - from + 1] ?? 0) + value;
  for (let i = 1; i < before.length; i++) before[i] = (before[i] ?? 0) + (before[i - 1] ?? 0);
  return { won: won.sort((a, b) => a.closedOn - b.closedOn), from, before };
}

/** What was won from one day to another, both included; 0 where the second lies before the first. */
export function wonBetween({ from, before }: Revenue, first: number, last: number): number {
  if (from === null || last < first) return 0;
  const upTo = (day: number) => before[Math.min(before.length - 1, Math.max(0, day - from))] ?? 0;
  return upTo(last + 1) - upTo(first);
}

/** Days without years: fewer same periods of the last year are complemented by other windows of the same length. */
const LEAST_WINDOWS = 4;
const MOST_WINDOWS = 12;
const YEAR = 366;
const ENOUGH_QUARTERS = 3;

/** What deals brought in past windows that were not there yet at the same phase, the latest first, and whose they were. */
export type NewBusiness = {
  readonly samples: readonly number[];
  readonly shares: readonly { ownerId: string; teamId: string | null; amount: number }[];
};

/** Nothing of `on` or later is looked at. */
export function newBusinessOf(revenue: Revenue, span: Span, on: number): NewBusiness {
  const windows = windowsOf(revenue, span, on);
  const owners = new Map<string, { ownerId: string; teamId: string | null; amount: number }>();
  let all = 0;
  const samples = windows.map(({ created, start, end }) => {
    let sum = 0;
    for (let i = firstOn(revenue.won, start); ; i++) {
      const deal = revenue.won[i];
      if (deal === undefined || deal.closedOn > end) return sum;
      if (deal.createdOn < created) continue;
      sum += deal.value;
      all += deal.value;
      const { ownerId, teamId } = deal;
      const owner = owners.get(ownerId) ?? { ownerId, teamId, amount: 0 };
      owners.set(ownerId, owner);
      owner.amount += deal.value;
    }
  });
  const shares = [...owners.values()].map((owner) => ({ ...owner, amount: owner.amount / all }));
  return { samples, shares };
}

/** Deals created from `created` on that are won from `start` to `end`. */
type Window = { readonly created: number; readonly start: number; readonly end: number };

/**
 * The same phase of earlier periods; of periods shorter than a quarter the same part of earlier quarters, since what is new closes at
 * their ends. Where a short history holds few of these, they count more than other windows of the same length.
 */
function windowsOf({ from }: Revenue, span: Span, on: number): Window[] {
  if (from === null) return [];
  const phase = on - span.start;
  const inQuarters = isShort(span)
    ? phaseWindows(from, on, phase, (back) => monthsEarlier(span, 3 * back))
    : [];
  if (inQuarters.length >= ENOUGH_QUARTERS) return inQuarters;
  const windows = phaseWindows(from, on, phase, (back) => earlier(span, back));
  const length = span.end - Math.max(on, span.start) + 1;
  const ahead = Math.max(0, -phase);
  for (let end = on - 1; windows.length < LEAST_WINDOWS; end -= 7) {
    const start = end - length + 1;
    if (start - ahead < from) break;
    windows.push({ created: start - ahead, start, end });
  }
  if (inQuarters.length === 0) return windows;
  return [...inQuarters, ...inQuarters, ...inQuarters, ...windows.slice(0, inQuarters.length)];
}

function phaseWindows(
  from: number,
  on: number,
  phase: number,
  spanBefore: (back: number) => Span,
): Window[] {
  const windows: Window[] = [];
  for (let back = 1; windows.length < MOST_WINDOWS; back++) {
    const { start, end } = spanBefore(back);
    if (start + Math.min(0, phase) < from) break;
    if (end >= on) continue;
    if (windows.length >= LEAST_WINDOWS && start < on - YEAR) break;
    windows.push({ created: start + phase, start: start + Math.max(0, phase), end });
  }
  return windows;
}

/** The first of the won deals, in the order of their days, that closed on a day or later. */
function firstOn(won: readonly WonDeal[], day: number): number {
  let [low, high] = [0, won.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((won[middle]?.closedOn ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
