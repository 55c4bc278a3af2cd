import type { DealHistory, DealOutcome, DealSnapshot } from '../../src/forecast/deal-snapshot.ts';
import { addDays, addMonths } from '../../src/platform/clock.ts';
import { type Draws, drawsOf } from './random.ts';

/**
 * Four years of a company whose truth is known: deals of a hidden quality in five stages, calls, close dates pushed out, 15 % that
 * stall without saying so, discounts, more closed in the last weeks of a quarter. A quarter has 13 weeks, snapshots are taken when a
 * week begins.
 */
export type World = {
  readonly history: DealHistory;
  /** The same with the hidden quality as `contacts` and the stall as `nextStep`, which nobody else fills: what an oracle sees. */
  readonly oracle: DealHistory;
};

const WEEKS = 208;
const FIRST_SNAPSHOT = 26;
const REPS = 25;

type Deal = {
  id: number;
  created: number;
  amount: number;
  quality: number;
  rep: number;
  industry: number;
  source: number;
  existing: boolean;
  stage: number;
  inStage: number;
  age: number;
  acts: number[];
  since: number;
  pushes: number;
  changes: number;
  expected: number;
  stalls: boolean;
  stallsAt: number;
};

/** `perWeek` deals are created in the first weeks, somewhat more later. */
export function simulate(seed: number, perWeek: number): World {
  const draws = drawsOf(seed);
  const traits = {
    rep: Array.from({ length: REPS }, () => draws.normal(0, 0.35)),
    industry: Array.from({ length: 8 }, () => draws.normal(0, 0.3)),
    source: Array.from({ length: 5 }, () => draws.normal(0, 0.35)),
  };
  const seen: DealSnapshot[] = [];
  const hidden: DealSnapshot[] = [];
  const outcomes: DealOutcome[] = [];
  let live: Deal[] = [];
  let id = 0;
  for (let week = 0; week < WEEKS; week++) {
    const season = 1 + 0.12 * Math.sin((2 * Math.PI * week) / 52);
    const created = draws.poisson(perWeek * season * 1.0015 ** week);
    for (let i = 0; i < created; i++) live.push(newDeal(draws, id++, week));
    if (week >= FIRST_SNAPSHOT)
      for (const deal of live) {
        const snapshot = snapshotOf(deal, week);
        seen.push(snapshot);
        hidden.push({ ...snapshot, contacts: deal.quality, nextStep: isStalled(deal) });
      }
    live = live.filter((deal) => {
      const outcome = live1Week(deal, week, draws, traits);
      if (outcome !== 'open') outcomes.push(outcomeOf(deal, week, outcome));
      return outcome === 'open';
    });
  }
  const asOf = dayOfWeek(WEEKS);
  return {
    history: { snapshots: seen, outcomes, asOf },
    oracle: { snapshots: hidden, outcomes, asOf },
  };
}

function newDeal(draws: Draws, id: number, week: number): Deal {
  return {
    id,
    created: week,
    amount: Math.round(Math.exp(draws.normal(9.2, 0.9)) / 10) * 10,
    quality: draws.normal(),
    rep: draws.integer(0, REPS),
    industry: draws.integer(0, 8),
    source: draws.integer(0, 5),
    existing: draws.uniform() < 0.35,
    stage: 0,
    inStage: 0,
    age: 0,
    acts: [2],
    since: 0,
    pushes: 0,
    changes: 0,
    expected: week + Math.floor(3 + draws.gamma(3, 2.2)),
    stalls: draws.uniform() < 0.15,
    stallsAt: draws.integer(2, 9),
  };
}

function isStalled({ stalls, age, stallsAt }: Deal): boolean {
  return stalls && age >= stallsAt;
}

type Traits = Readonly<Record<'rep' | 'industry' | 'source', readonly number[]>>;

/** What happens to a deal within a week. */
function live1Week(
  deal: Deal,
  week: number,
  draws: Draws,
  traits: Traits,
): 'won' | 'lost' | 'open' {
  const effort =
    0.55 * deal.quality +
    (traits.rep[deal.rep] ?? 0) +
    (traits.industry[deal.industry] ?? 0) +
    (traits.source[deal.source] ?? 0) +
    (deal.existing ? 0.35 : 0) -
    0.12 * (Math.log(deal.amount) - 9.2);
  const acts =
    isStalled(deal) && draws.uniform() < 0.8
      ? 0
      : draws.poisson(Math.exp(0.25 + 0.3 * deal.quality + (deal.stage >= 2 ? 0.3 : 0)));
  deal.acts.push(acts);
  deal.since = acts > 0 ? 0 : deal.since + 1;
  const outcome = outcomeOfWeek(deal, week, draws, { effort, acts });
  deal.age++;
  deal.inStage++;
  if (deal.expected <= week && outcome === 'open') {
    deal.pushes++;
    deal.expected = week + draws.integer(2, 7);
  }
  if (draws.uniform() < 0.02) {
    deal.amount *= [0.8, 0.9, 1.1, 1.25][draws.integer(0, 4)] ?? 1;
    deal.changes++;
  }
  return outcome;
}

function outcomeOfWeek(
  deal: Deal,
  week: number,
  draws: Draws,
  { effort, acts }: { effort: number; acts: number },
): 'won' | 'lost' | 'open' {
  if (isStalled(deal)) return draws.uniform() < 0.012 ? 'lost' : 'open';
  if (draws.uniform() < 0.035 * Math.exp(-0.6 * effort + 0.06 * deal.inStage)) return 'lost';
  if (deal.stage === 4) {
    const push = week % 13 >= 10 ? 1.1 : 0;
    return draws.uniform() < sigmoid(-1.5 + 0.6 * effort + push) ? 'won' : 'open';
  }
  if (draws.uniform() < sigmoid(-1.35 + 0.5 * effort + 0.12 * Math.min(acts, 5))) {
    deal.stage++;
    deal.inStage = -1;
  }
  return 'open';
}

function snapshotOf(deal: Deal, week: number): DealSnapshot {
  const day = dayOfWeek(week);
  return {
    ...ownersOf(deal),
    takenOn: day,
    stageId: `stage ${deal.stage}`,
    stagePosition: deal.stage / 4,
    stageEnteredOn: addDays(day, -7 * Math.max(0, deal.inStage)),
    amount: deal.amount,
    expectedCloseOn: dayOfWeek(deal.expected),
    category: null,
    activities7: deal.acts.at(-1) ?? 0,
    activities28: deal.acts.slice(-4).reduce((sum, one) => sum + one, 0),
    daysSinceActivity: 7 * deal.since,
    contacts: null,
    pushes: deal.pushes,
    amountChanges: deal.changes,
    accountWonBefore: deal.existing ? 1 : 0,
    nextStep: false,
  };
}

function outcomeOf(deal: Deal, week: number, status: 'won' | 'lost'): DealOutcome {
  return { ...ownersOf(deal), status, closedOn: dayOfWeek(week), value: deal.amount };
}

function ownersOf(deal: Deal) {
  return {
    dealId: `deal ${deal.id}`,
    // Created in the days before the snapshot that shows it first.
    createdOn: addDays(dayOfWeek(deal.created), -3),
    pipelineId: 'sales',
    ownerId: `rep ${deal.rep}`,
    teamId: `team ${deal.rep % 5}`,
    accountId: null,
    source: `source ${deal.source}`,
    industry: `industry ${deal.industry}`,
    product: null,
  };
}

/** The weeks of the world in the calendar: 13 from the first day of each quarter. */
function dayOfWeek(week: number): string {
  return addDays(addMonths('2020-01-01', 3 * Math.floor(week / 13)), 7 * (week % 13));
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
