import type { DealOutcome, DealSnapshot } from '../deal-snapshot.ts';
import { dayNumber } from './calendar.ts';

/** By whom and what win rates are kept. */
export const RATED = [
  'ownerId',
  'teamId',
  'accountId',
  'source',
  'industry',
  'product',
  'pipelineId',
] as const;
type Rated = (typeof RATED)[number];

type Tally = { closed: number; won: number };
/** What is known of a stage: how the deals that were in it ended, and after how many days they left it. */
type StageTally = Tally & { visits: number; days: Uint32Array };

/** What had happened before a day. It is filled in the order of the days and never knows what comes later. */
export type Past = {
  readonly all: Tally;
  readonly by: Readonly<Record<Rated, Map<string, Tally>>>;
  readonly stages: Map<string, StageTally>;
  /** Final values of won deals, by product and ('') of all. */
  readonly values: Map<string, { count: number; sum: number }>;
};

/** Longer visits count as this long. */
export const LONGEST_VISIT = 400;
/** As many closed deals as this weigh as much as the general rate, in the rate of one owner, account … (Beta prior). */
const PRIOR_DEALS = 10;
/** Fewer visits do not say what is usual. */
const LEAST_VISITS = 3;

export function nothingPast(): Past {
  return {
    all: { closed: 0, won: 0 },
    by: {
      ownerId: new Map(),
      teamId: new Map(),
      accountId: new Map(),
      source: new Map(),
      industry: new Map(),
      product: new Map(),
      pipelineId: new Map(),
    },
    stages: new Map(),
    values: new Map(),
  };
}

/** The share of closed deals that was won; 0.25 before anything has closed. */
export function generalRate({ all }: Past): number {
  return (all.won + 0.25 * 4) / (all.closed + 4);
}

/** The win rate of one owner, account …, shrunk towards the general one; NaN where it is not known whose. */
function winRate(past: Past, rated: Rated, id: string | null): number {
  return id === null ? Number.NaN : shrunk(past.by[rated].get(id), generalRate(past));
}

/** A win rate against that of everybody: 1 is usual. The rate itself would tell the model what time it is. */
export function winLift(past: Past, rated: Rated, id: string | null): number {
  return winRate(past, rated, id) / shrunk(past.all, generalRate(past));
}

/** The win rate of a stage against that of all stages: 1 is usual. */
export function stageLift(past: Past, stageId: string): number {
  const all = { closed: 0, won: 0 };
  for (const { closed, won } of past.stages.values()) {
    all.closed += closed;
    all.won += won;
  }
  return stageRate(past, stageId) / shrunk(all, generalRate(past));
}

/** The share of the deals once seen in a stage that was won in the end. */
export function stageRate(past: Past, stageId: string): number {
  return shrunk(past.stages.get(stageId), generalRate(past));
}

/** The median of the days that deals stayed in a stage; NaN while too few have left it. */
export function usualDays(past: Past, stageId: string): number {
  const stage = past.stages.get(stageId);
  if (stage === undefined || stage.visits < LEAST_VISITS) return Number.NaN;
  let seen = 0;
  for (let day = 0; day <= LONGEST_VISIT; day++) {
    seen += stage.days[day] ?? 0;
    if (seen * 2 >= stage.visits) return day;
  }
  return LONGEST_VISIT;
}

/** What a deal without an amount is likely to be worth: as won deals of its product, or all of them. 0 when none was won. */
function usualValue(past: Past, product: string | null): number {
  const ofProduct = product === null ? undefined : past.values.get(`=${product}`);
  const values = ofProduct ?? past.values.get('');
  return values === undefined ? 0 : values.sum / values.count;
}

/** What a deal is likely to bring when it is won: its amount, or what is usual where it has none. */
export function amountOf(
  { amount, product }: Pick<DealSnapshot, 'amount' | 'product'>,
  past: Past,
): number {
  return amount !== null && amount > 0 ? amount : usualValue(past, product);
}

function shrunk(tally: Tally | undefined, towards: number): number {
  if (tally === undefined) return towards;
  return (tally.won + PRIOR_DEALS * towards) / (tally.closed + PRIOR_DEALS);
}

/** Something that became known on a day. */
export type PastEvent = { readonly day: number; readonly addTo: (past: Past) => void };

/** What the outcomes and the visits of stages say, in the order of the days. */
export function pastEvents(
  outcomes: readonly DealOutcome[],
  snapshots: readonly DealSnapshot[],
): PastEvent[] {
  const events: PastEvent[] = [];
  const closings = new Map<string, { day: number; won: boolean }>();
  for (const outcome of outcomes) {
    if (outcome.status === 'open' || outcome.closedOn === null) continue;
    const day = dayNumber(outcome.closedOn);
    const won = outcome.status === 'won';
    closings.set(outcome.dealId, { day, won });
    events.push({ day, addTo: (past) => addOutcome(past, outcome, won) });
  }
  for (const { stageId, enteredOn, left, closing } of stageVisits(snapshots, closings)) {
    if (left !== null) {
      const days = Math.min(LONGEST_VISIT, Math.max(0, left.on - enteredOn));
      events.push({ day: left.knownOn, addTo: (past) => addVisit(stageOf(past, stageId), days) });
    }
    if (closing !== undefined)
      events.push({
        day: closing.day,
        addTo: (past) => count(stageOf(past, stageId), closing.won),
      });
  }
  return events.sort((a, b) => a.day - b.day);
}

type Visit = {
  stageId: string;
  enteredOn: number;
  /** Known from the day of the next snapshot, or of the closing. */
  left: { on: number; knownOn: number } | null;
  closing: { day: number; won: boolean } | undefined;
};

/** One for each deal and stage that a snapshot saw; the last of a closed deal ends with its closing. */
function stageVisits(
  snapshots: readonly DealSnapshot[],
  closings: ReadonlyMap<string, { day: number; won: boolean }>,
): Visit[] {
  const visits: Visit[] = [];
  const latest = new Map<string, Visit>();
  for (const { dealId, stageId, stageEnteredOn, takenOn } of snapshots) {
    const closing = closings.get(dealId);
    const seenOn = dayNumber(takenOn);
    if (closing !== undefined && closing.day < seenOn) continue;
    const last = latest.get(dealId);
    if (last?.stageId === stageId) continue;
    const enteredOn = dayNumber(stageEnteredOn);
    if (last !== undefined) last.left = { on: enteredOn, knownOn: seenOn };
    const left = closing === undefined ? null : { on: closing.day, knownOn: closing.day };
    const visit = { stageId, enteredOn, left, closing };
    latest.set(dealId, visit);
    visits.push(visit);
  }
  return visits;
}

function addOutcome(past: Past, outcome: DealOutcome, won: boolean): void {
  count(past.all, won);
  for (const rated of RATED) {
    const id = outcome[rated];
    if (id === null) continue;
    const tally = past.by[rated].get(id) ?? { closed: 0, won: 0 };
    past.by[rated].set(id, tally);
    count(tally, won);
  }
  if (!won || outcome.value === null || outcome.value <= 0) return;
  addValue(past, '', outcome.value);
  if (outcome.product !== null) addValue(past, `=${outcome.product}`, outcome.value);
}

function addValue(past: Past, key: string, value: number): void {
  const values = past.values.get(key) ?? { count: 0, sum: 0 };
  past.values.set(key, { count: values.count + 1, sum: values.sum + value });
}

function stageOf(past: Past, stageId: string): StageTally {
  const known = past.stages.get(stageId);
  if (known !== undefined) return known;
  const stage = { closed: 0, won: 0, visits: 0, days: new Uint32Array(LONGEST_VISIT + 1) };
  past.stages.set(stageId, stage);
  return stage;
}

function addVisit(stage: StageTally, days: number): void {
  stage.visits++;
  stage.days[days] = (stage.days[days] ?? 0) + 1;
}

function count(tally: Tally, won: boolean): void {
  tally.closed++;
  if (won) tally.won++;
}
