import type { RollUpDeal, RollUpInput } from '../roll-up.ts';
import { meanOf } from '../scores.ts';
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

/** So many deals are drawn one by one; of more only those with the largest variance, the others as one normal sum of their owner where that is near enough. */
const ONE_BY_ONE = 1200;
const LARGEST = 400;
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
  const fromNewBusiness = meanOf(input.newBusiness, 0) * scale;
  return { parts: all, fromDeals: fromDeals * scale, fromNewBusiness };
}

/** The deals as the scenario has them. */
export function changedDeals({ deals, changes = [] }: RollUpInput): readonly RollUpDeal[] {
  if (changes.length === 0) return deals;
  const byId = new Map(changes.map((change) => [change.id, change]));
  return deals.map((deal) => {
    const change = byId.get(deal.id);
    return change === undefined ? deal : { ...deal, ...change };
  });
}

type PartOf = (id: string | null, teamId: string | null) => Part;

function drawDeals(input: RollUpInput, partOf: PartOf): void {
  const ratio = meanOf(input.ratios, 0);
  const square = meanOf(
    input.ratios.map((one) => one * one),
    0,
  );
  const changed = changedDeals(input);
  // Who is drawn how is told from the deals as they are: a scenario has to keep the draws.
  const ways = waysOf(input.deals, ratio, square);
  const sums = new Map<Part, { ownerId: string; mean: number; variance: number }>();
  changed.forEach((deal, i) => {
    const part = partOf(deal.ownerId, deal.teamId);
    const mean = deal.chance * deal.amount * ratio;
    part.mean += mean;
    const before = input.deals[i]?.chance ?? 0;
    if (ways[i] === SINGLY || (ways[i] === BY_GAPS && deal.chance > before)) {
      drawDeal(part.rest, deal, input);
      return;
    }
    if (ways[i] === BY_GAPS) {
      drawByGaps(part.rest, deal, before, input);
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
    const { rest } = part;
    for (let i = 0; i < rest.length; i += 2) {
      const [one, other] = normalPair(random);
      rest[i] = (rest[i] ?? 0) + Math.max(0, mean + deviation * one);
      rest[i + 1] = (rest[i + 1] ?? 0) + Math.max(0, mean + deviation * other);
    }
  }
}

/** How a deal is drawn: for each draw a number; from one win to the next; in the sum of its owner. */
const [SINGLY, BY_GAPS, TOGETHER] = [0, 1, 2];

/** All singly where they are few; else those with the largest variance, the others by their owner's sum where it is near enough to normal. */
function waysOf(deals: readonly RollUpDeal[], ratio: number, square: number): Uint8Array {
  const ways = new Uint8Array(deals.length).fill(SINGLY);
  if (deals.length <= ONE_BY_ONE) return ways;
  const variances = Float64Array.from(deals, (deal) => varianceOf(deal, ratio, square));
  const least = variances.toSorted().at(-LARGEST) ?? 0;
  const isSmall = (variance: number) => variance < least || variance === 0;
  const sums = new Map<string, { mean: number; variance: number }>();
  deals.forEach(({ ownerId, chance, amount }, i) => {
    const variance = variances[i] ?? 0;
    if (!isSmall(variance)) return;
    const sum = sums.get(ownerId) ?? { mean: 0, variance: 0 };
    sums.set(ownerId, sum);
    sum.mean += chance * amount * ratio;
    sum.variance += variance;
  });
  deals.forEach(({ ownerId }, i) => {
    const sum = sums.get(ownerId);
    if (sum === undefined || !isSmall(variances[i] ?? 0)) return;
    ways[i] = sum.mean >= NORMAL_FROM * Math.sqrt(sum.variance) ? TOGETHER : BY_GAPS;
  });
  return ways;
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

/**
 * As `drawDeal`, in a time that grows with the wins: from one win to the next by the geometric distribution of the gap (Devroye 1986).
 * They are drawn at the chance `before` a scenario, which keeps some of them.
 */
function drawByGaps(
  rest: Float64Array,
  { id, chance, amount }: RollUpDeal,
  before: number,
  { seed, ratios }: RollUpInput,
): void {
  if (before === 0 || amount === 0) return;
  const random = seededRandom(hashOf(id, seed));
  const last = ratios.length;
  const perGap = 1 / Math.log1p(-before);
  const kept = chance / before;
  const gap = () => (before === 1 ? 0 : Math.floor(Math.log(1 - random()) * perGap));
  for (let i = gap(); i < rest.length; i += 1 + gap()) {
    const draw = random();
    if (draw < kept)
      rest[i] = (rest[i] ?? 0) + amount * (ratios[Math.floor((draw / kept) * last)] ?? 1);
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
  for (const { part, share } of shares) part.mean += share * meanOf(newBusiness, 0);
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
  const rest = deals * meanOf(input.ratios, 0) + meanOf(input.newBusiness, 0);
  return rest === 0 ? 1 : input.scaleRestTo / rest;
}

/** Shock and stretch, of all parts alike in one draw, so that they add up in it. */
function spread(parts: readonly Part[], input: RollUpInput, scale: number, draws: number): void {
  const random = seededRandom(hashOf('shock', input.seed));
  const { shock, stretch } = input;
  const mean = parts.reduce((sum, part) => sum + part.mean, 0);
  const all = new Float64Array(draws);
  for (const { rest } of parts)
    for (let i = 0; i < draws; i++) all[i] = (all[i] ?? 0) + (rest[i] ?? 0);
  const moved = all.map((sum) => {
    const [deviation] = normalPair(random);
    const drawn = sum * scale * Math.exp(shock * deviation - (shock * shock) / 2);
    return Math.max(0, mean + stretch * (drawn - mean));
  });
  for (const part of parts) {
    const { rest } = part;
    const share = mean === 0 ? 0 : part.mean;
    for (let i = 0; i < draws; i++) {
      const [to, sum] = [moved[i] ?? 0, all[i] ?? 0];
      rest[i] = sum === 0 ? (share === 0 ? 0 : (to * share) / mean) : (to * (rest[i] ?? 0)) / sum;
    }
  }
}

/** Two independent ones (Box and Muller 1958). */
function normalPair(random: () => number): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
