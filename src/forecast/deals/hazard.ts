import { z } from 'zod';
import type { FeatureTable } from '../feature-table.ts';
import { arrayIn, factsIn, readBlob, writeBlob } from '../forest/blob.ts';
import type { BoostingOptions } from '../forest/boosted-trees.ts';
import { readWinModel } from '../forest/read-model.ts';
import type { Contributions, WinModel } from '../win-model.ts';
import { logOdds } from './log-odds.ts';
import type { Rows } from './rows.ts';
import { seededRandom } from './seeded.ts';

export const HAZARD = 'hazard';

/** Columns that speak of the end of the horizon: a week does not know it. */
const OF_HORIZON = ['daysLeft', 'quarterEndDays', 'endToMonthEnd', 'closeAfterEnd'];
const LEAD = 'lead';
/** By how much a column has moved after so many days. */
const MOVES: Readonly<Record<string, (value: number, lead: number) => number>> = {
  age: (value, lead) => value + lead,
  daysInStage: (value, lead) => value + lead,
  daysToClose: (value, lead) => value - lead,
  daysSinceActivity: (value) => value,
  quarterLeft: (value, lead) => ((((value - 1 - lead) % QUARTER) + QUARTER) % QUARTER) + 1,
};
const QUARTER = 91;
const WEEK = 7;
const MOST_WEEKS = 52;
const MOST_ROWS = 24_000;
/** Leads that are learned: half of the rows now, the others up to half a year ahead. */
const FARTHEST_WEEK = 26;

const Facts = z.object({ base: z.number() });

/**
 * Discrete-time competing risks (Prentice & Gloeckler 1978): the chance to be won, and to be lost, within a week that begins so many
 * days after the snapshot, for deals still open then. The chance to be won by a day adds up over the weeks. A week is known when it has
 * passed, so it learns from the latest weeks, which an answer about a quarter cannot.
 *
 * @param before nothing that happened on this day or later counts.
 */
export async function fitHazard(
  rows: Rows,
  before: number,
  seed: number,
  boosted: (
    table: FeatureTable,
    target: Float64Array,
    options: BoostingOptions,
  ) => Promise<WinModel>,
): Promise<WinModel> {
  const weeks = weeksOf(rows, before, seed);
  const table = weekTable(rows.table, weeks);
  const options = { seed, trees: 100, shrinkage: 0.08, maxDepth: 4, minLeaf: 40, lastBlock: 0 };
  const [won, lost] = await Promise.all(
    (['won', 'lost'] as const).map((kind) => {
      const target = Float64Array.from(weeks, ({ outcome }) => (outcome === kind ? 1 : 0));
      return boosted(table, target, options);
    }),
  );
  if (won === undefined || lost === undefined) throw new Error('two risks, not fewer');
  const chances = hazardModel(won, lost, 0).probabilities(rows.table);
  const mean = chances.reduce((sum, one) => sum + one, 0) / Math.max(1, chances.length);
  return hazardModel(won, lost, logOdds(mean));
}

/** @throws UnreadableModel where the bytes are none of this model. */
export function hazardFromBytes(bytes: Uint8Array): WinModel {
  const contents = readBlob(bytes);
  const { base } = factsIn(contents, Facts);
  const read = (name: string) => readWinModel(arrayIn(contents, name, Uint8Array));
  return hazardModel(read('won'), read('lost'), base);
}

function hazardModel(won: WinModel, lost: WinModel, base: number): WinModel {
  return {
    kind: 'boosting',
    probabilities: (table) => chancesOf(table, won, lost).chances,
    contributions: (table, row) => contributionsOf(table, row, { won, lost, base }),
    toBytes: () =>
      writeBlob({
        kind: HAZARD,
        facts: { base },
        arrays: { won: won.toBytes(), lost: lost.toBytes() },
      }),
  };
}

/** The chance of each row to be won within its days left; of the first row also what each week adds to it. */
function chancesOf(table: FeatureTable, won: WinModel, lost: WinModel) {
  const left = table.columns[table.names.indexOf('daysLeft')] ?? new Float64Array(table.rows);
  const chances = new Float64Array(table.rows);
  const open = new Float64Array(table.rows).fill(1);
  const weekly: number[] = [];
  for (let week = 0; week < MOST_WEEKS; week++) {
    const rows = [...left.keys()].filter((row) => (left[row] ?? 0) > WEEK * week);
    if (rows.length === 0) break;
    const then = weekTable(
      table,
      rows.map((row) => ({ row, lead: WEEK * week })),
    );
    const wins = won.probabilities(then);
    const losses = lost.probabilities(then);
    rows.forEach((row, i) => {
      const share = Math.min(1, ((left[row] ?? 0) - WEEK * week) / WEEK);
      const win = (open[row] ?? 0) * (wins[i] ?? 0) * share;
      const closed = Math.min(0.99, ((wins[i] ?? 0) + (losses[i] ?? 0)) * share);
      chances[row] = (chances[row] ?? 0) + win;
      open[row] = (open[row] ?? 0) * (1 - closed);
      if (row === 0) weekly.push(win);
    });
  }
  return { chances: chances.map((one) => Math.min(1, one)), weekly };
}

/** Those of the weeks, each as far as it adds to the chance; what the number of weeks makes of it belongs to the days left. */
function contributionsOf(
  table: FeatureTable,
  row: number,
  { won, lost, base }: { won: WinModel; lost: WinModel; base: number },
): Contributions {
  const one = { ...table, rows: 1, columns: table.columns.map((c) => c.slice(row, row + 1)) };
  const { chances, weekly } = chancesOf(one, won, lost);
  const prediction = logOdds(chances[0] ?? 0);
  const parts = new Float64Array(table.names.length);
  const all = weekly.reduce((sum, win) => sum + win, 0);
  weekly.forEach((win, week) => {
    const then = weekTable(one, [{ row: 0, lead: WEEK * week }]);
    const of = won.contributions(then, 0);
    then.names.forEach((name, i) => {
      const at = table.names.indexOf(name);
      if (at !== -1) parts[at] = (parts[at] ?? 0) + ((of.parts[i] ?? 0) * win) / (all || 1);
    });
  });
  const explained = parts.reduce((sum, part) => sum + part, 0);
  const rest = table.names.indexOf('daysLeft');
  const missing = prediction - base - explained;
  if (rest !== -1) parts[rest] = (parts[rest] ?? 0) + missing;
  return {
    base: rest === -1 ? base + missing : base,
    parts,
    prediction,
    scale: 'log-odds',
  };
}

type Week = { readonly row: number; readonly lead: number };

/** Weeks that had passed before a day, of deals that were open when they began. */
function weeksOf(rows: Rows, before: number, seed: number) {
  const random = seededRandom(seed);
  const weeks: (Week & { readonly outcome: 'won' | 'lost' | 'open' })[] = [];
  const keep = MOST_ROWS / rows.table.rows;
  for (let row = 0; row < rows.table.rows; row++) {
    const [kept, ahead] = [random(), random()];
    if (kept >= keep) continue;
    const lead = WEEK * Math.max(0, Math.floor((ahead * 2 - 1) * FARTHEST_WEEK));
    const start = (rows.takenOn[row] ?? 0) + lead;
    const closedOn = rows.closedOn[row] ?? 0;
    if (start + WEEK > before || closedOn < start) continue;
    const outcome = closedOn >= start + WEEK ? 'open' : rows.wonInEnd[row] === 1 ? 'won' : 'lost';
    weeks.push({ row, lead, outcome });
  }
  return weeks;
}

function weekTable(table: FeatureTable, weeks: readonly Week[]): FeatureTable {
  const names = table.names.filter((name) => !OF_HORIZON.includes(name));
  const columns = names.map((name) => {
    const column = table.columns[table.names.indexOf(name)] ?? new Float64Array();
    const move = MOVES[name];
    return Float64Array.from(weeks, ({ row, lead }) => {
      const value = column[row] ?? Number.NaN;
      return move === undefined ? value : move(value, lead);
    });
  });
  return {
    rows: weeks.length,
    names: [LEAD, ...names],
    categorical: [LEAD, ...names].map(() => false),
    columns: [Float64Array.from(weeks, ({ lead }) => lead), ...columns],
  };
}
