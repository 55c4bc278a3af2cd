import type { Period } from '../crm/report-period.ts';
import type { CalendarDay } from '../platform/clock.ts';
import type { Money } from '../platform/money.ts';

/** A deal as a waterfall reads it: before, or now. Amounts in the base currency, in minor units. */
export type WaterfallDeal = {
  readonly id: string;
  readonly status: 'open' | 'won' | 'lost';
  /** As it was said, to tell a new amount from a new rate. */
  readonly value: Money | null;
  readonly worth: bigint;
  readonly closeDate: CalendarDay | null;
  readonly createdOn: CalendarDay;
  /** Whether it is one of the deals asked about: of this owner, team, pipeline. */
  readonly counts: boolean;
};

/**
 * Why the open deals of a period are worth more or less than they were. `pushedOut` left the period for a later day or none,
 * `pushedIn` came from an earlier one; `pulledIn` came from a later day, or had none, `pulledOut` left for an earlier one. `other`:
 * handed to somebody else, deleted, opened again.
 */
export type WaterfallKind =
  | 'new'
  | 'won'
  | 'lost'
  | 'pushedOut'
  | 'pushedIn'
  | 'pulledIn'
  | 'pulledOut'
  | 'up'
  | 'down'
  | 'rates'
  | 'other';

export type WaterfallStep = {
  readonly kind: WaterfallKind;
  /** Minor units of the base currency; what left is below 0. */
  readonly amount: bigint;
  readonly deals: readonly string[];
};

/** `start` and the steps add up to `end`, to the cent. */
export type Waterfall = {
  readonly start: bigint;
  readonly steps: readonly WaterfallStep[];
  readonly end: bigint;
};

const ORDER: readonly WaterfallKind[] = [
  'new',
  'pulledIn',
  'pushedIn',
  'up',
  'won',
  'lost',
  'pushedOut',
  'pulledOut',
  'down',
  'rates',
  'other',
];

/**
 * What became of the open deals that were expected to close in a period.
 *
 * @param before the deals that were open then.
 * @param now all deals that were open then or are open now, deleted ones left out.
 * @param since the day of `before`: what was created from then on is new.
 */
export function waterfallOf(
  before: readonly WaterfallDeal[],
  now: readonly WaterfallDeal[],
  period: Period,
  since: CalendarDay,
): Waterfall {
  const then = new Map(before.map((deal) => [deal.id, deal]));
  const today = new Map(now.map((deal) => [deal.id, deal]));
  const steps = new Map<WaterfallKind, { amount: bigint; deals: string[] }>();
  for (const id of new Set([...then.keys(), ...today.keys()])) {
    const was = then.get(id) ?? null;
    const is = today.get(id) ?? null;
    const amount = part(is, period) - part(was, period);
    const kind = kindOf(was, is, amount, period, since);
    if (kind === null) continue;
    const step = steps.get(kind) ?? { amount: 0n, deals: [] };
    steps.set(kind, step);
    step.amount += amount;
    step.deals.push(id);
  }
  return {
    start: sum(before, period),
    steps: ORDER.flatMap((kind) => {
      const step = steps.get(kind);
      return step === undefined ? [] : [{ kind, ...step }];
    }),
    end: sum(now, period),
  };
}

/** Null where the deal was and is of no account to the period, or nothing changed. */
function kindOf(
  was: WaterfallDeal | null,
  is: WaterfallDeal | null,
  amount: bigint,
  period: Period,
  since: CalendarDay,
): WaterfallKind | null {
  const counted = was !== null && isIn(was, period);
  const counts = is !== null && isIn(is, period);
  if (!counted && !counts) return null;
  if (counted && counts) return amount === 0n ? null : changeOf(was, is, amount);
  if (counted) return leavingOf(was, is, period);
  return is === null ? null : comingOf(was, is, period, since);
}

function changeOf(was: WaterfallDeal, is: WaterfallDeal, amount: bigint): WaterfallKind {
  const same = was.value?.currency === is.value?.currency && was.value?.minor === is.value?.minor;
  if (same) return 'rates';
  return amount > 0n ? 'up' : 'down';
}

function leavingOf(was: WaterfallDeal, is: WaterfallDeal | null, period: Period): WaterfallKind {
  if (is === null || !is.counts) return 'other';
  if (is.status !== 'open') return is.status;
  return is.closeDate === null || is.closeDate > period.end || was.closeDate === null
    ? 'pushedOut'
    : 'pulledOut';
}

function comingOf(
  was: WaterfallDeal | null,
  is: WaterfallDeal,
  period: Period,
  since: CalendarDay,
): WaterfallKind {
  if (was === null) return is.createdOn >= since ? 'new' : 'other';
  if (!was.counts) return 'other';
  return was.closeDate !== null && was.closeDate < period.start ? 'pushedIn' : 'pulledIn';
}

function isIn(deal: WaterfallDeal, period: Period): boolean {
  const { closeDate, status, counts } = deal;
  return (
    counts &&
    status === 'open' &&
    closeDate !== null &&
    closeDate >= period.start &&
    closeDate <= period.end
  );
}

function part(deal: WaterfallDeal | null, period: Period): bigint {
  return deal !== null && isIn(deal, period) ? deal.worth : 0n;
}

function sum(deals: readonly WaterfallDeal[], period: Period): bigint {
  return deals.reduce((total, deal) => total + part(deal, period), 0n);
}
