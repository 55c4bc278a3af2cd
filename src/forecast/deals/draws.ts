import type { RollUpDeal, RollUpInput } from '../roll-up.ts';
import { hashOf, seededRandom } from './seeded.ts';

/** What one owner or team brings: closed so far, the mean of the rest, and the draws of it. */
export type Part = {
  readonly id: string | null;
  readonly teamId: string | null;
  closed: number;
  mean: number;
  readonly rest: Float64Array;
};

type Drawn = {
  readonly parts: readonly Part[];
  readonly fromDeals: number;
  readonly fromNewBusiness: number;
};

/** Deals that are drawn one by one: those with the largest variance. The others of an owner are drawn as one normal sum. */
const ONE_BY_ONE = 1200;
/** A sum whose mean lies so many deviations above 0 is near enough to normal not to fall below. */
const NORMAL_FROM = 3;

/** The draws of what is still to come, by owner, after shock, scale and stretch. */
export function drawRest(input: RollUpInput, draws: number): Drawn {
  const parts = new Map<string | null, Part>();
  const partOf = (id: string | null, teamId: string | null): Part => {
    const known = parts.get(id);
    if (known !== undefined) return known;
    const part = { id, teamId, closed: 0, mean: 0, rest: new Float64Array(draws) };
    parts.set(id, part);
    return part;
  };
  for (const { ownerId, teamId, amount } of input.closedSoFar)
    partOf(ownerId, teamId).closed += amount;
  drawDeals(input, partOf);
  const fromDeals = [...parts.values()].reduce((sum, { mean }) => sum + mean, 0);
  drawNewBusiness(input, partOf);
  const all = [...parts.values()];
  const scale = scaleOf(input);
  for (const part of all) part.mean *= scale;
  spread(all, input, scale, draws);
  const fromNewBusiness = meanOf(input.newBusiness) * scale;
  return { parts: all, fromDeals: fromDeals * scale, fromNewBusiness };
}

/** The deals as the scenario has them. */
export function changedDeals({ deals, changes = [] }: RollUpInput): readonly RollUpDeal[] {
  if (changes.length === 0) return deals;
  const byId = new Map(changes.map((change) => [change.id, change]));
  return deals.map((deal) => ({ ...deal, ...byId.get(deal.id) }));
}

type PartOf = (id: string | null, teamId: string | null) => Part;

function drawDeals(input: RollUpInput, partOf: PartOf): void {
  const ratio = meanOf(input.ratios);
  const square = meanOf(input.ratios.map((one) => one * one));
  const changed = changedDeals(input);
  // Who is drawn how is told from the deals as they are: a scenario has to keep the draws.
  const together = drawnTogether(input.deals, ratio, square);
  const sums = new Map<Part, { ownerId: string; mean: number; variance: number }>();
  changed.forEach((deal, i) => {
    const part = partOf(deal.ownerId, deal.teamId);
    const mean = deal.chance * deal.amount * ratio;
    part.mean += mean;
    if (!together[i]) {
      drawDeal(part.rest, deal, input);
      return;
    }
    const sum = sums.get(part) ?? { ownerId: deal.ownerId, mean: 0, variance: 0 };
    sums.set(part, sum);
    sum.mean += mean;
    sum.variance += varianceOf(deal, ratio, square);
  });
  for (const [part, { ownerId, mean, variance }] of sums) {
    const random = seededRandom(hashOf(`owner ${ownerId}`, input.seed));
    const deviation = Math.sqrt(variance);
    for (let i = 0; i < part.rest.length; i++)
      part.rest[i] = (part.rest[i] ?? 0) + Math.max(0, mean + deviation * normal(random));
  }
}

/** For each deal whether it is drawn in the sum of its owner. */
function drawnTogether(deals: readonly RollUpDeal[], ratio: number, square: number): boolean[] {
  if (deals.length <= ONE_BY_ONE) return deals.map(() => false);
  const variances = Float64Array.from(deals, (deal) => varianceOf(deal, ratio, square));
  const least = variances.toSorted().at(-ONE_BY_ONE) ?? 0;
  const sums = new Map<string, { mean: number; variance: number }>();
  deals.forEach(({ ownerId, chance, amount }, i) => {
    const variance = variances[i] ?? 0;
    if (variance >= least && variance > 0) return;
    const sum = sums.get(ownerId) ?? { mean: 0, variance: 0 };
    sums.set(ownerId, sum);
    sum.mean += chance * amount * ratio;
    sum.variance += variance;
  });
  return deals.map(({ ownerId }, i) => {
    const variance = variances[i] ?? 0;
    const sum = sums.get(ownerId);
    if ((variance >= least && variance > 0) || sum === undefined) return false;
    return sum.mean >= NORMAL_FROM * Math.sqrt(sum.variance);
  });
}

/** `ratio` and `square`: the means of the amount ratios and of their squares. */
export function varianceOf({ chance, amount }: RollUpDeal, ratio: number, square: number): number {
  const mean = chance * amount * ratio;
  return Math.max(0, chance * amount * amount * square - mean * mean);
}

/** One number decides both: below the chance it is won, and how far below tells at what ratio. */
function drawDeal(rest: Float64Array, deal: RollUpDeal, { seed, ratios }: RollUpInput): void {
  const { chance, amount } = deal;
  if (chance === 0 || amount === 0) return;
  const random = seededRandom(hashOf(deal.id, seed));
  const last = ratios.length;
  for (let i = 0; i < rest.length; i++) {
    const draw = random();
    if (draw < chance)
      rest[i] = (rest[i] ?? 0) + amount * (ratios[Math.floor((draw / chance) * last)] ?? 1);
  }
}

function drawNewBusiness(input: RollUpInput, partOf: PartOf): void {
  const { newBusiness, newBusinessShares = [], seed } = input;
  if (newBusiness.length === 0) return;
  const shared = newBusinessShares.reduce((sum, { amount }) => sum + amount, 0);
  const shares = newBusinessShares.map(({ ownerId, teamId, amount }) => ({
    part: partOf(ownerId, teamId),
    share: amount,
  }));
  if (shared < 1 - 1e-9) shares.push({ part: partOf(null, null), share: 1 - shared });
  for (const { part, share } of shares) part.mean += share * meanOf(newBusiness);
  for (const { part, share } of shares) {
    const random = seededRandom(hashOf('new business', seed));
    for (let i = 0; i < part.rest.length; i++) {
      const drawn = newBusiness[Math.floor(random() * newBusiness.length)] ?? 0;
      part.rest[i] = (part.rest[i] ?? 0) + share * drawn;
    }
  }
}

/** From the deals as they are: a scenario is scaled like what it is compared with. */
function scaleOf(input: RollUpInput): number {
  if (input.scaleRestTo === undefined) return 1;
  const deals = input.deals.reduce((sum, { chance, amount }) => sum + chance * amount, 0);
  const rest = deals * meanOf(input.ratios) + meanOf(input.newBusiness);
  return rest === 0 ? 1 : input.scaleRestTo / rest;
}

/** Shock and stretch, of all parts alike in one draw, so that they add up in it. */
function spread(parts: readonly Part[], input: RollUpInput, scale: number, draws: number): void {
  const random = seededRandom(hashOf('shock', input.seed));
  const { shock, stretch } = input;
  const mean = parts.reduce((sum, part) => sum + part.mean, 0);
  for (let i = 0; i < draws; i++) {
    const all = parts.reduce((sum, { rest }) => sum + (rest[i] ?? 0), 0);
    const drawn = all * scale * Math.exp(shock * normal(random) - (shock * shock) / 2);
    const moved = Math.max(0, mean + stretch * (drawn - mean));
    for (const part of parts)
      part.rest[i] =
        all === 0
          ? mean === 0
            ? 0
            : (moved * part.mean) / mean
          : (moved * (part.rest[i] ?? 0)) / all;
  }
}

/** Box and Muller 1958. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
}
