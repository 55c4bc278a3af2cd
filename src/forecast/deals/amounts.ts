import { quantile } from '../scores.ts';
import { dayNumber } from './calendar.ts';
import type { Known } from './known.ts';

/** How many quantiles describe how final amounts differ from quoted ones. */
const STEPS = 20;
const PRIOR_DEALS = 5;
/** A ratio beyond these is a correction of a slip, not a negotiation. */
const [LEAST, MOST] = [0.05, 5];

/** Final to quoted amount of one deal that was won; known from the day it closed. */
export type AmountRatio = { readonly closedOn: number; readonly ratio: number };

/** Of each won deal one: that of the snapshot half-way between its first and its last. */
export function amountRatiosOf({ snapshots, endings, from }: Known): AmountRatio[] {
  const byDeal = new Map<string, { closedOn: number; value: number; amounts: number[] }>();
  for (const { dealId, amount, takenOn } of snapshots) {
    const ending = endings.get(dealId);
    if (ending?.won !== true || ending.value <= 0 || amount === null || amount <= 0) continue;
    if (from === null || dayNumber(takenOn) < from) continue;
    const deal = byDeal.get(dealId) ?? { ...ending, amounts: [] };
    byDeal.set(dealId, deal);
    deal.amounts.push(amount);
  }
  return [...byDeal.values()].map(({ closedOn, value, amounts }) => {
    const ratio = value / (amounts[amounts.length >> 1] ?? value);
    return { closedOn, ratio: Math.min(MOST, Math.max(LEAST, ratio)) };
  });
}

/** Quantiles, lowest first, of the ratios known before a day, as if five deals more had closed for just what was quoted. */
export function ratioQuantiles(ratios: readonly AmountRatio[], before: number): number[] {
  const known = ratios.filter(({ closedOn }) => closedOn < before).map(({ ratio }) => ratio);
  const sorted = Float64Array.from([...known, ...new Array<number>(PRIOR_DEALS).fill(1)]).sort();
  return Array.from({ length: STEPS + 1 }, (_, i) => quantile(sorted, i / STEPS));
}
