import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { type DealQuestion, emptyTable, fillRow } from '../deal-features.ts';
import type { FeatureTable } from '../feature-table.ts';
import { dayNumber, type Season } from './calendar.ts';
import type { Known } from './known.ts';
import { amountOf, nothingPast, type Past, pastEvents, stageRate } from './past.ts';
import { shareOf } from './seeded.ts';

/** Questions with their features; where the answer is known, `target` holds it (1 won by then, 0 not), else NaN. */
export type Rows = {
  readonly table: FeatureTable;
  readonly target: Float64Array;
  /** Day numbers. */
  readonly takenOn: Int32Array;
  readonly horizonEnd: Int32Array;
  /** When the deal closed, far ahead where it has not, and 1 where it was won: only to be read up to the day that is known. */
  readonly closedOn: Int32Array;
  readonly wonInEnd: Float64Array;
  /** The share of the deals once in the stage that was won. */
  readonly stageRates: Float64Array;
  /** The amount of the deal, or what is usual where it has none. */
  readonly amounts: Float64Array;
};

/** Other horizons that are learned, in days: a third within the near ones, a third within all. */
const NEAR = 45;
const FARTHEST = 182;
/** Rows between two looks at what else there is to do. */
const AT_ONCE = 1000;
/** The day of what has not happened. */
const NEVER = 2 ** 30;

/**
 * Questions to learn from: for snapshots drawn by the seed, at most so many rows in all, "won by the end of the quarter?" and one
 * other end: of the month, of the next quarter, or any day up to half a year ahead.
 */
export function questionsToLearn(
  { snapshots, from }: Known,
  season: (day: number) => Season,
  { seed, mostRows }: { seed: number; mostRows: number },
): DealQuestion[] {
  if (from === null) return [];
  const usable = snapshots.filter(({ takenOn }) => dayNumber(takenOn) >= from);
  const keep = mostRows / (2 * usable.length);
  const questions: DealQuestion[] = [];
  for (const snapshot of usable) {
    const key = `${snapshot.dealId} ${snapshot.takenOn}`;
    if (shareOf(key, seed) >= keep) continue;
    const day = dayNumber(snapshot.takenOn);
    const ends = new Set([season(day).quarterEnd, otherEnd(day, season(day), key, seed)]);
    for (const horizonEnd of ends) questions.push({ snapshot, horizonEnd });
  }
  return questions;
}

function otherEnd(day: number, season: Season, key: string, seed: number): number {
  const kind = shareOf(key, seed + 1);
  const share = shareOf(key, seed + 2);
  if (kind < 1 / 6) return season.monthEnd;
  if (kind < 1 / 3) return season.nextQuarterEnd;
  return day + Math.floor(share * (kind < 2 / 3 ? NEAR : FARTHEST));
}

/** Goes once through the past and answers every question from what was known on its day, strictly before it. */
export async function rowsOf(
  questions: readonly DealQuestion[],
  known: Known,
  season: (day: number) => Season,
): Promise<Rows & { readonly order: Uint32Array }> {
  const order = Uint32Array.from(questions, (_, i) => i);
  const days = Int32Array.from(questions, ({ snapshot }) => dayNumber(snapshot.takenOn));
  order.sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b);
  const table = emptyTable(questions.length);
  const amounts = new Float64Array(questions.length);
  const stageRates = new Float64Array(questions.length);
  const past = nothingPast();
  const events = pastEvents(known.outcomes, known.snapshots);
  let next = 0;
  for (const [done, row] of order.entries()) {
    if (done % AT_ONCE === AT_ONCE - 1) await yieldToOthers();
    const question = questions[row];
    if (question === undefined) continue;
    const day = days[row] ?? 0;
    for (let event = events[next]; event !== undefined && event.day < day; event = events[next]) {
      event.addTo(past);
      next++;
    }
    fillRow(table, row, { ...question, past, season });
    amounts[row] = amountOf(question.snapshot, past);
    stageRates[row] = stageRate(past, question.snapshot.stageId);
  }
  return {
    table,
    order,
    target: Float64Array.from(questions, (question) => answerTo(question, known)),
    takenOn: days,
    horizonEnd: Int32Array.from(questions, ({ horizonEnd }) => horizonEnd),
    closedOn: Int32Array.from(
      questions,
      ({ snapshot }) => known.endings.get(snapshot.dealId)?.closedOn ?? NEVER,
    ),
    wonInEnd: Float64Array.from(questions, ({ snapshot }) =>
      known.endings.get(snapshot.dealId)?.won === true ? 1 : 0,
    ),
    stageRates,
    amounts,
  };
}

/** All that had happened before the end of the history. */
export function wholePast(known: Known): Past {
  const past = nothingPast();
  for (const event of pastEvents(known.outcomes, known.snapshots))
    if (event.day < known.asOf) event.addTo(past);
  return past;
}

/** NaN while the horizon has not ended: to count the early answers only would count the quick deals only. */
function answerTo({ snapshot, horizonEnd }: DealQuestion, { endings, asOf }: Known): number {
  if (horizonEnd >= asOf) return Number.NaN;
  const ending = endings.get(snapshot.dealId);
  return ending?.won === true && ending.closedOn <= horizonEnd ? 1 : 0;
}

/** Some of the rows, in the order given, with all columns or those named. */
export function pick(
  rows: Rows,
  chosen: ArrayLike<number>,
  names: readonly string[] = rows.table.names,
): Rows {
  const of = (column: Float64Array): Float64Array => taken(column, chosen, Float64Array);
  const ofDays = (column: Int32Array): Int32Array => taken(column, chosen, Int32Array);
  const { table } = rows;
  const at = names.map((name) => table.names.indexOf(name)).filter((i) => i !== -1);
  return {
    table: {
      rows: chosen.length,
      names: at.map((i) => table.names[i] ?? ''),
      categorical: at.map((i) => table.categorical[i] ?? false),
      columns: at.map((i) => of(table.columns[i] ?? new Float64Array())),
    },
    target: of(rows.target),
    takenOn: ofDays(rows.takenOn),
    horizonEnd: ofDays(rows.horizonEnd),
    closedOn: ofDays(rows.closedOn),
    wonInEnd: of(rows.wonInEnd),
    stageRates: of(rows.stageRates),
    amounts: of(rows.amounts),
  };
}

/** `from` with a function is ten times slower, and this is what training does most. */
function taken<Column extends Float64Array | Int32Array>(
  column: Column,
  chosen: ArrayLike<number>,
  make: new (length: number) => Column,
): Column {
  const values = new make(chosen.length);
  for (let i = 0; i < chosen.length; i++) values[i] = column[chosen[i] ?? 0] ?? 0;
  return values;
}
