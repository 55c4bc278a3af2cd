import { type DealQuestion, emptyTable, fillRow } from '../deal-features.ts';
import type { FeatureTable } from '../feature-table.ts';
import { dayNumber, type Season } from './calendar.ts';
import type { Known } from './known.ts';
import { amountOf, nothingPast, type Past, pastEvents } from './past.ts';
import { shareOf } from './seeded.ts';

/** Questions with their features; where the answer is known, `target` holds it (1 won by then, 0 not), else NaN. */
export type Rows = {
  readonly table: FeatureTable;
  readonly target: Float64Array;
  /** Day numbers. */
  readonly takenOn: Int32Array;
  readonly horizonEnd: Int32Array;
  /** The amount of the deal, or what is usual where it has none. */
  readonly amounts: Float64Array;
};

/** Other horizons that are learned, in days: a third within the near ones, a third within all. */
const NEAR = 45;
const FARTHEST = 182;

/**
 * Questions to learn from: for snapshots drawn by the seed, at most so many rows in all, "won by the end of the quarter?" and one
 * other end: of the month, of the next quarter, or any day up to half a year ahead.
 */
export function questionsToLearn(
  { snapshots, from, asOf }: Known,
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
    for (const horizonEnd of ends) if (horizonEnd < asOf) questions.push({ snapshot, horizonEnd });
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
export function rowsOf(
  questions: readonly DealQuestion[],
  known: Known,
  season: (day: number) => Season,
): Rows & { readonly order: Uint32Array } {
  const order = Uint32Array.from(questions, (_, i) => i);
  const days = Int32Array.from(questions, ({ snapshot }) => dayNumber(snapshot.takenOn));
  order.sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b);
  const table = emptyTable(questions.length);
  const amounts = new Float64Array(questions.length);
  const past = nothingPast();
  const events = pastEvents(known.outcomes, known.snapshots);
  let next = 0;
  for (const row of order) {
    const question = questions[row];
    if (question === undefined) continue;
    const day = days[row] ?? 0;
    for (let event = events[next]; event !== undefined && event.day < day; event = events[next]) {
      event.addTo(past);
      next++;
    }
    fillRow(table, row, { ...question, past, season });
    amounts[row] = amountOf(question.snapshot, past);
  }
  return {
    table,
    order,
    target: Float64Array.from(questions, (question) => answerTo(question, known)),
    takenOn: days,
    horizonEnd: Int32Array.from(questions, ({ horizonEnd }) => horizonEnd),
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
  const columns = names.flatMap((name) => rows.table.columns[rows.table.names.indexOf(name)] ?? []);
  return {
    table: {
      rows: chosen.length,
      names,
      categorical: names.map(() => false),
      columns: columns.map(of),
    },
    target: of(rows.target),
    takenOn: ofDays(rows.takenOn),
    horizonEnd: ofDays(rows.horizonEnd),
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
