import { changedDeals, drawRest, type Part } from './deals/draws.ts';
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
  readonly closedSoFar: readonly OwnerAmount[];
  /** What deals that are not there yet brought in the rest of past periods, from the same phase on; one is drawn. Empty: nothing. */
  readonly newBusiness: readonly number[];
  /** Whose new business that was, as shares up to 1; what is missing has no owner. */
  readonly newBusinessShares?: readonly OwnerAmount[];
  /** Final to quoted amounts: quantiles from the lowest to the highest. */
  readonly ratios: readonly number[];
  /** Standard deviation, in logarithms, of what moves all of a period at once. */
  readonly shock: number;
  /** The draws are moved away from their mean by this factor, so that past ranges would have held. */
  readonly stretch: number;
  /** What is still to come is scaled to this mean, where series and deals were combined. */
  readonly scaleRestTo?: number;
  readonly draws?: number;
  readonly seed: number;
  /** What if: other chances or amounts for some deals. The draws stay the same, so that a difference is made by these deals only. */
  readonly changes?: readonly {
    readonly id: string;
    readonly chance?: number;
    readonly amount?: number;
  }[];
};

export type OwnerAmount = {
  readonly ownerId: string;
  readonly teamId: string | null;
  readonly amount: number;
};

/** Amounts in the currency of the deals. The means of the parts add up to the mean of the whole. */
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
  readonly draws: Float64Array;
};

const DRAWS = 5000;
/** The share of the draws, to either side, that count as near a quantile. */
const NEAR = 0.02;

/**
 * Adds up a period by Monte Carlo: each deal is won or not, for its amount times a ratio; new business of one past period; a
 * log-normal shock that all share. Every deal has draws of its own, made of its id and the seed.
 *
 * @throws RangeError where a chance lies outside of 0..1 or an amount is no number.
 */
export function rollUp(input: RollUpInput): RollUp {
  check(input);
  const count = input.draws ?? DRAWS;
  const { parts, fromDeals, fromNewBusiness } = drawRest(input, count);
  const whole = new Float64Array(count);
  for (const { rest, closed } of parts)
    for (let i = 0; i < count; i++) whole[i] = (whole[i] ?? 0) + (rest[i] ?? 0) + closed;
  const closedSoFar = parts.reduce((sum, { closed }) => sum + closed, 0);
  const order = Uint32Array.from(whole, (_, i) => i).sort(
    (a, b) => (whole[a] ?? 0) - (whole[b] ?? 0) || a - b,
  );
  const draws = whole.slice().sort();
  const ranges = {
    p10: quantile(draws, 0.1),
    p50: quantile(draws, 0.5),
    p90: quantile(draws, 0.9),
  };
  return {
    mean: closedSoFar + fromDeals + fromNewBusiness,
    ...ranges,
    closedSoFar,
    fromDeals,
    fromNewBusiness,
    owners: summaries(parts, order, ranges),
    teams: summaries(byTeam(parts), order, ranges),
    draws,
  };
}

/** The chance, 0..1, that a part or the whole reaches an amount. */
export function chanceToReach({ draws }: { readonly draws: Float64Array }, amount: number): number {
  return draws.reduce((count, draw) => count + (draw >= amount ? 1 : 0), 0) / draws.length;
}

type Ranges = { readonly p10: number; readonly p50: number; readonly p90: number };

function summaries(parts: readonly Part[], order: Uint32Array, whole: Ranges): RollUpPart[] {
  const shares = {
    inP10: sharesNear(parts, order, 0.1, whole.p10),
    inP50: sharesNear(parts, order, 0.5, whole.p50),
    inP90: sharesNear(parts, order, 0.9, whole.p90),
  };
  return parts
    .map((part, i) => {
      const draws = part.rest.slice().sort();
      for (let draw = 0; draw < draws.length; draw++)
        draws[draw] = (draws[draw] ?? 0) + part.closed;
      return {
        id: part.id,
        closedSoFar: part.closed,
        mean: part.closed + part.mean,
        p10: quantile(draws, 0.1),
        p50: quantile(draws, 0.5),
        p90: quantile(draws, 0.9),
        inP10: shares.inP10[i] ?? 0,
        inP50: shares.inP50[i] ?? 0,
        inP90: shares.inP90[i] ?? 0,
        draws,
      };
    })
    .toSorted((a, b) => b.mean - a.mean);
}

/** What each part brings on average in the draws near a quantile of the whole, made to add up to it. */
function sharesNear(
  parts: readonly Part[],
  order: Uint32Array,
  share: number,
  total: number,
): number[] {
  const from = Math.floor(Math.max(0, share - NEAR) * (order.length - 1));
  const near = order.subarray(from, Math.ceil((share + NEAR) * (order.length - 1)) + 1);
  const averages = parts.map(
    ({ rest }) => near.reduce((sum, draw) => sum + (rest[draw] ?? 0), 0) / near.length,
  );
  const closed = parts.reduce((sum, part) => sum + part.closed, 0);
  const drawn = averages.reduce((sum, one) => sum + one, 0);
  const scale = drawn === 0 ? 0 : (total - closed) / drawn;
  return parts.map((part, i) => part.closed + (averages[i] ?? 0) * scale);
}

function byTeam(parts: readonly Part[]): Part[] {
  const teams = new Map<string | null, Part>();
  for (const part of parts) {
    const { teamId, closed, mean, rest } = part;
    const team = teams.get(teamId) ?? {
      id: teamId,
      teamId,
      closed: 0,
      mean: 0,
      rest: new Float64Array(rest.length),
    };
    teams.set(teamId, team);
    team.closed += closed;
    team.mean += mean;
    for (let i = 0; i < rest.length; i++) team.rest[i] = (team.rest[i] ?? 0) + (rest[i] ?? 0);
  }
  return [...teams.values()];
}

function check(input: RollUpInput): void {
  for (const { id, chance, amount } of changedDeals(input))
    if (!(chance >= 0 && chance <= 1) || !Number.isFinite(amount))
      throw new RangeError(`deal ${id}: chance ${chance}, amount ${amount}`);
  if (!input.closedSoFar.every(({ amount }) => Number.isFinite(amount)))
    throw new RangeError('closed so far is no number');
}
