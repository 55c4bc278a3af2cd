import type { DealSnapshot } from './deal-snapshot.ts';
import { dayNumber, type Season } from './deals/calendar.ts';
import { generalRate, type Past, stageLift, usualDays, winLift } from './deals/past.ts';
import type { FeatureTable } from './feature-table.ts';

/** A question: will this deal be won by the end of this day (day number)? */
export type DealQuestion = { readonly snapshot: DealSnapshot; readonly horizonEnd: number };

/** What a feature is computed from: the snapshot and what had happened before it, nothing else. */
type Known = DealQuestion & { readonly past: Past; readonly season: (day: number) => Season };

/**
 * Every feature of a deal. Owners, accounts, sources … enter as win rates of strictly earlier outcomes, shrunk towards the general
 * rate and divided by it (1 is usual): a code of their own would be learned by heart. NaN where something is not known.
 */
const FEATURES = {
  daysLeft: ({ snapshot, horizonEnd }) => horizonEnd - dayNumber(snapshot.takenOn) + 1,
  stagePosition: ({ snapshot }) => snapshot.stagePosition,
  age: ({ snapshot }) => since(snapshot, snapshot.createdOn),
  stageWinRate: ({ snapshot, past }) => stageLift(past, snapshot.stageId),
  daysInStage: ({ snapshot }) => since(snapshot, snapshot.stageEnteredOn),
  stageOverUsual: ({ snapshot, past }) =>
    since(snapshot, snapshot.stageEnteredOn) / Math.max(1, usualDays(past, snapshot.stageId)),
  daysToClose: ({ snapshot }) => untilClose(snapshot, dayNumber(snapshot.takenOn)),
  closeAfterEnd: ({ snapshot, horizonEnd }) => untilClose(snapshot, horizonEnd),
  pushes: ({ snapshot }) => snapshot.pushes,
  logAmount: ({ snapshot }) => logAmount(snapshot.amount),
  amountChanges: ({ snapshot }) => snapshot.amountChanges,
  activities7: ({ snapshot }) => snapshot.activities7 ?? Number.NaN,
  activities28: ({ snapshot }) => snapshot.activities28 ?? Number.NaN,
  daysSinceActivity: ({ snapshot }) => snapshot.daysSinceActivity ?? Number.NaN,
  contacts: ({ snapshot }) => snapshot.contacts ?? Number.NaN,
  category: ({ snapshot }) =>
    snapshot.category === null ? Number.NaN : CATEGORIES.indexOf(snapshot.category),
  nextStep: ({ snapshot }) => (snapshot.nextStep ? 1 : 0),
  accountWonBefore: ({ snapshot }) => snapshot.accountWonBefore,
  ownerWinRate: ({ snapshot, past }) => winLift(past, 'ownerId', snapshot.ownerId),
  teamWinRate: ({ snapshot, past }) => winLift(past, 'teamId', snapshot.teamId),
  accountWinRate: ({ snapshot, past }) => winLift(past, 'accountId', snapshot.accountId),
  sourceWinRate: ({ snapshot, past }) => winLift(past, 'source', snapshot.source),
  industryWinRate: ({ snapshot, past }) => winLift(past, 'industry', snapshot.industry),
  productWinRate: ({ snapshot, past }) => winLift(past, 'product', snapshot.product),
  pipelineWinRate: ({ snapshot, past }) => winLift(past, 'pipelineId', snapshot.pipelineId),
  /** Days until the quarter ends that the snapshot is in. */
  quarterLeft: ({ snapshot, season }) => {
    const day = dayNumber(snapshot.takenOn);
    return season(day).quarterEnd - day + 1;
  },
  /** How many of the days left lie in the last three weeks of a quarter, where much is closed. */
  quarterEndDays: ({ snapshot, horizonEnd, season }) =>
    quarterEndDays(dayNumber(snapshot.takenOn), horizonEnd, season),
  /** Days between the end of the horizon and the end of its month. */
  endToMonthEnd: ({ horizonEnd, season }) => season(horizonEnd).monthEnd - horizonEnd,
} satisfies Record<string, (known: Known) => number>;

export type DealFeature = keyof typeof FEATURES;
export const DEAL_FEATURES = Object.keys(FEATURES) as readonly DealFeature[];

/** From the least sure to the surest. */
const CATEGORIES = ['omitted', 'pipeline', 'best_case', 'commit'];
const QUARTER_END_DAYS = 21;

/** The features of questions that are all asked at one time, from what had happened before it. */
export function dealFeatures(
  questions: readonly DealQuestion[],
  past: Past,
  season: (day: number) => Season,
  names: readonly DealFeature[] = DEAL_FEATURES,
): FeatureTable {
  const table = emptyTable(questions.length, names);
  const known = questions.map(({ snapshot, horizonEnd }) => ({
    snapshot,
    horizonEnd,
    past,
    season,
  }));
  // Column by column: the same function for each row is what an engine makes quick.
  names.forEach((name, i) => {
    const column = table.columns[i] ?? new Float64Array();
    const featureOf = name === 'stageWinRate' ? oncePerStage(FEATURES[name]) : FEATURES[name];
    known.forEach((one, row) => {
      column[row] = featureOf(one);
    });
  });
  return table;
}

/** It goes through all stages, and deals are in few. */
function oncePerStage(featureOf: (known: Known) => number): (known: Known) => number {
  const values = new Map<string, number>();
  return (known) => {
    const { stageId } = known.snapshot;
    const value = values.get(stageId) ?? featureOf(known);
    values.set(stageId, value);
    return value;
  };
}

export function emptyTable(rows: number, names: readonly DealFeature[] = DEAL_FEATURES) {
  return {
    rows,
    names,
    categorical: names.map(() => false),
    columns: names.map(() => new Float64Array(rows)),
  };
}

/** Puts the features of one question into a row. */
export function fillRow(
  table: { readonly names: readonly DealFeature[]; readonly columns: readonly Float64Array[] },
  row: number,
  known: Known,
): void {
  table.names.forEach((name, i) => {
    const column = table.columns[i];
    if (column !== undefined) column[row] = FEATURES[name](known);
  });
}

/** A feature as people speak of it, and what is usual where that depends on the deal: its stage, the organization's win rate. */
export function inWords(
  name: DealFeature,
  value: number,
  { snapshot, past }: { snapshot: DealSnapshot; past: Past },
): { value: number | null; usual: number | null } {
  const known = nullIfNaN(value);
  if (name === 'daysInStage')
    return { value: known, usual: nullIfNaN(usualDays(past, snapshot.stageId)) };
  if (name === 'stageOverUsual') return { value: known, usual: 1 };
  if (name === 'logAmount') return { value: snapshot.amount, usual: null };
  if (!name.endsWith('WinRate')) return { value: known, usual: null };
  const usual = generalRate(past);
  return { value: known === null ? null : Math.min(1, known * usual), usual };
}

function nullIfNaN(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Days since; 0 where the day lies ahead, as after a clock was set back. */
function since({ takenOn }: DealSnapshot, day: string): number {
  return Math.max(0, dayNumber(takenOn) - dayNumber(day));
}

function untilClose({ expectedCloseOn }: DealSnapshot, from: number): number {
  return expectedCloseOn === null ? Number.NaN : dayNumber(expectedCloseOn) - from;
}

function logAmount(amount: number | null): number {
  return amount === null || amount <= 0 ? Number.NaN : Math.log(amount);
}

function quarterEndDays(from: number, to: number, season: (day: number) => Season): number {
  let days = 0;
  for (let end = season(from).quarterEnd; ; end = season(end + 1).quarterEnd) {
    days += Math.max(0, Math.min(to, end) - Math.max(from, end - QUARTER_END_DAYS + 1) + 1);
    if (end >= to) return days;
  }
}
