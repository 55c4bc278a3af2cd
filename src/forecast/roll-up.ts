import { hashOf, seededRandom } from './deals/seeded.ts';
import { quantile } from './scores.ts';

/** An open deal in a roll-up: its chance to be won in the period, 0..1, and what it then brings. */
export type RollUpDeal = {
  readonly id: string;
  readonly ownerId: string;
  readonly teamId: string | null;
  readonly chance: number;
  readonly amount: number;
};

export type RollUpInput = {
  readonly deals: readonly RollUpDeal[];
  /** Won in the period already, by owner. */
  readonly closedSoFar: readonly { readonly ownerId: string; readonly teamId: string | null; readonly amount: number }[];
  /** What deals that are not there yet brought in the rest of past periods, from the same phase on; one is drawn. Empty: nothing. */
  readonly newBusiness: readonly number[];
  /** Whose new business that was, in shares that add up to 1; what is missing has no owner. */
  readonly newBusinessShares?: readonly { readonly ownerId: string; readonly teamId: string | null; readonly share: number }[];
  /** Final to quoted amounts: quantiles from the lowest to the highest. */
  readonly ratios: readonly number[];
  /** Standard deviation, in logarithms, of what moves all deals of a period at once. */
  readonly shock: number;
  /** The draws are moved away from their mean by this factor, so that past ranges would have held. */
  readonly stretch: number;
  /** What is still to come is scaled to this mean, where series and deals were combined. */
  readonly scaleRestTo?: number;
  readonly draws?: number;
  readonly seed: number;
  /** What if: other chances or amounts for some deals. The draws stay the same, so that a difference is one of the deals only. */
  readonly changes?: readonly { readonly id: string; readonly chance?: number; readonly amount?: number }[];
};

/** Amounts in the currency of the deals. The means of the parts add up to the mean of the whole, and the shares of p10, p50, p90 to those. */
export type RollUp = {
  readonly mean: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly closedSoFar: number;
  /** Of the mean: from open deals, and from deals that are not there yet. */
  readonly fromDeals: number;
  readonly fromNewBusiness: number;
  readonly owners: readonly RollUpPart[];
  readonly teams: readonly RollUpPart[];
  /** Every draw of the whole, lowest first. */
  readonly draws: Float64Array;
};

export type RollUpPart = {
  /** An owner or a team; null for what has none. */
  readonly id: string | null;
  readonly closedSoFar: number;
  readonly mean: number;
  /** Its own range: these do not add up, since not everybody has his bad quarter at once. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** What it brings on average where the whole is near its p10, p50, p90 (Euler's allocation): these add up. */
  readonly inP10: number;
  readonly inP50: number;
  readonly inP90: number;
};

const DRAWS = 5000;
/** Deals that are drawn one by one: those with the largest variance. The others of an owner are drawn as one normal sum. */
const ONE_BY_ONE = 1200;
/** The share of the draws that count as near a quantile. */
const NEAR = 0.02;

/** An owner's draws and what is known of him. */
type Part = { readonly ownerId: string | null; readonly teamId: string | null; closed: number; rest: Float64Array };

/**
 * Adds up a period by Monte Carlo: each deal is won or not, for its amount times a ratio; a shock that all share; new business of a
 * past period. A deal has draws of its own, made of its id and the seed, so that scenarios differ by what was changed only.
 */
export function rollUp(input: RollUpInput): RollUp {
  const draws = input.draws ?? DRAWS;
  const parts = new Map<string | null, Part>();
  const partOf = (ownerId: string | null, teamId: string | null): Part => {
    const known = parts.get(ownerId);
    if (known !== undefined) return known;
    const part = { ownerId, teamId, closed: 0, rest: new Float64Array(draws) };
    parts.set(ownerId, part);
    return part;
  };
  for (const { ownerId, teamId, amount } of input.closedSoFar) partOf(ownerId, teamId).closed += amount;
  const base = changed(input.deals, undefined);
  const deals = changed(input.deals, input.changes);
  // Which deals are drawn one by one is told from the deals as they are, or a scenario would draw others.
  const alone = largest(base, input.ratios);
  const others = new Map<string, RollUpDeal[]>();
  for (const deal of deals) {
    const part = partOf(deal.ownerId, deal.teamId);
    if (alone.has(deal.id)) addDeal(part.rest, deal, input);
    else others.set(deal.ownerId, [...(others.get(deal.ownerId) ?? []), deal]);
  }
  for (const [ownerId, those] of others) addTogether(partOf(ownerId, null).rest, ownerId, those, input);
  const fromDeals = deals.reduce((sum, { chance, amount }) => sum + chance * amount, 0) * mean(input.ratios);
  addNewBusiness(partOf, input, draws);
  const fromNewBusiness = mean(input.newBusiness);
  const scale = scaleOf(input, base, fromNewBusiness);
  settle([...parts.values()], input, scale, (fromDeals + fromNewBusiness) * scale, draws);
  return summary([...parts.values()], { fromDeals: fromDeals * scale, fromNewBusiness: fromNewBusiness * scale });
}
