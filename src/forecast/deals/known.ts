import type { DealHistory, DealOutcome, DealSnapshot } from '../deal-snapshot.ts';
import { dayNumber } from './calendar.ts';

/** How a deal ended, as far as it is known; days as day numbers. */
export type Ending = { readonly won: boolean; readonly closedOn: number; readonly value: number };

/** A history without what lies after its end, and without what contradicts itself. */
export type Known = {
  readonly asOf: number;
  /** By day, then as they came. */
  readonly snapshots: readonly DealSnapshot[];
  readonly outcomes: readonly DealOutcome[];
  readonly endings: ReadonlyMap<string, Ending>;
  /** The first closing: before it nobody recorded any, and to be open then says nothing. Null before the first. */
  readonly from: number | null;
};

/**
 * What was known when `asOf` began: deals that closed later count as open, a snapshot of a deal that was closed already (a clock set
 * back, a deal opened again) is left out.
 *
 * @throws RangeError where a day is none.
 */
export function knownHistory({ snapshots, outcomes, asOf }: DealHistory): Known {
  const end = dayNumber(asOf);
  const endings = new Map<string, Ending>();
  let from = Number.POSITIVE_INFINITY;
  const earlier: DealOutcome[] = [];
  for (const outcome of outcomes) {
    if (outcome.status === 'open' || outcome.closedOn === null) continue;
    const closedOn = dayNumber(outcome.closedOn);
    if (closedOn >= end) continue;
    earlier.push(outcome);
    from = Math.min(from, closedOn);
    const value = outcome.value !== null && outcome.value > 0 ? outcome.value : 0;
    endings.set(outcome.dealId, { won: outcome.status === 'won', closedOn, value });
  }
  const open = snapshots.filter(({ dealId, takenOn }) => {
    const day = dayNumber(takenOn);
    return day <= end && day <= (endings.get(dealId)?.closedOn ?? end);
  });
  return {
    asOf: end,
    snapshots: open.toSorted((a, b) =>
      a.takenOn < b.takenOn ? -1 : a.takenOn > b.takenOn ? 1 : 0,
    ),
    outcomes: earlier,
    endings,
    from: from === Number.POSITIVE_INFINITY ? null : from,
  };
}
