import { quantile } from '../scores.ts';
import { dayNumber } from './calendar.ts';
import type { Known } from './known.ts';

/** How many quantiles describe how final amounts differ from quoted ones. */
const STEPS = 20;
const PRIOR_DEALS = 5;
/** A ratio beyond these is a correction of a slip, not a negotiation. */
const [LEAST, MOST] = [0.05, 5];

/**
 * Final amount to the amount of a snapshot, of deals that were won: one snapshot for each, half-way between its first and its last.
 * As if five deals more had closed for just what was quoted.
 */
export function amountRatios(known: Known, before = known.asOf): number[] {
  const { snapshots, endings, from } = known;
  const byDeal = new Map<string, number[]>();
  for (const { dealId, amount, takenOn } of snapshots) {
    const ending = endings.get(dealId);
    if (
      ending?.won !== true ||
      ending.closedOn >= before ||
      ending.value <= 0 ||
      amount === null ||
      amount <= 0
    )
      continue;
    if (from === null || dayNumber(takenOn) < from) continue;
    const ratios = byDeal.get(dealId) ?? [];
    byDeal.set(dealId, ratios);
    ratios.push(Math.min(MOST, Math.max(LEAST, ending.value / amount)));
  }
  const one = [...byDeal.values()].map((ratios) => ratios[ratios.length >> 1] ?? 1);
  const sorted = [...one, ...new Array<number>(PRIOR_DEALS).fill(1)].sort((a, b) => a - b);
  return Array.from({ length: STEPS + 1 }, (_, i) => quantile(sorted, i / STEPS));
}
