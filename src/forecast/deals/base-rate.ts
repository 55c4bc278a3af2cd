import type { FeatureTable } from '../feature-table.ts';
import type { Contributions, WinModel } from '../win-model.ts';
import { fromLogOdds, logOdds } from './log-odds.ts';

/** The features that divide the table, the one that says most first. A table without them holds one rate. */
const DIVIDED_BY = ['daysLeft', 'stagePosition', 'age'];
/** Upper bounds of the days left, inclusive. */
const DAYS_LEFT = [7, 14, 28, 45, 63, 91, 136, 182];
const MOST_CELLS = 6;
/** A cell counts as much as the coarser one above it when it holds as many rows; rows of one deal resemble each other. */
const PRIOR_ROWS = 40;
/** What is believed before there is experience: a fifth is won, and as if ten rows had said so. */
const FIRST_RATE = 0.2;
const FIRST_ROWS = 10;
/** The prior over stage and time in log-odds: from the first stage to the last, and for each doubling of the days left. */
const STAGE_SLOPE = 2;
const DOUBLING_SLOPE = 0.6;
const MIDDLE_DAYS = 60;

type Axis = { readonly feature: string; readonly bounds: readonly number[] };
/** The rate of each cell, by the path of bins that leads to it: '' is the whole. */
type Cells = Readonly<Record<string, number>>;
/** `prior` in 0..1: how much of what is believed of stages and time without experience is still believed. */
type Kept = { readonly axes: readonly Axis[]; readonly cells: Cells; readonly prior: number };

/**
 * A table of win rates by days left, stage and age, each cell shrunk towards the coarser one it lies in. `prior` (0..1) tilts it towards
 * what is usual of sales: late stages and long horizons win more. It is what every other model has to beat, and all there is before deals have closed: no rows are enough.
 *
 * @throws RangeError when the target does not fit the table.
 */
export function fitBaseRate(
  table: FeatureTable,
  target: ArrayLike<number>,
  { weights, prior = 0 }: { weights?: ArrayLike<number>; prior?: number } = {},
): WinModel {
  if (target.length !== table.rows)
    throw new RangeError(`${table.rows} rows, ${target.length} outcomes`);
  const axes = DIVIDED_BY.flatMap((feature) => axisOf(table, feature));
  const sums = new Map<string, { rows: number; won: number }>();
  for (let row = 0; row < table.rows; row++) {
    const weight = weights?.[row] ?? 1;
    for (const path of pathsOf(axes, table, row)) {
      const sum = sums.get(path) ?? { rows: 0, won: 0 };
      sums.set(path, { rows: sum.rows + weight, won: sum.won + weight * (target[row] ?? 0) });
    }
  }
  const cells: Record<string, number> = {};
  const paths = [...sums.keys()].sort((a, b) => depthOf(a) - depthOf(b));
  for (const path of ['', ...paths.filter((one) => one !== '')]) {
    const { rows, won } = sums.get(path) ?? { rows: 0, won: 0 };
    const [towards, prior] =
      path === '' ? [FIRST_RATE, FIRST_ROWS] : [cells[parentOf(path)] ?? FIRST_RATE, PRIOR_ROWS];
    cells[path] = (won + prior * towards) / (rows + prior);
  }
  return baseRate({ axes, cells, prior });
}

/** @throws RangeError when the bytes are none that `toBytes` made. */
export function baseRateFromBytes(bytes: Uint8Array): WinModel {
  const kept: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isKept(kept)) throw new RangeError('not a table of base rates');
  return baseRate(kept);
}

function baseRate(kept: Kept): WinModel {
  return {
    kind: 'base-rate',
    probabilities: (table) =>
      Float64Array.from(
        { length: table.rows },
        (_, row) => contributionsOf(kept, table, row).prediction,
      ),
    contributions: (table, row) => contributionsOf(kept, table, row),
    toBytes: () => new TextEncoder().encode(JSON.stringify(kept)),
  };
}

/** The rates along the path of a row: of the whole, of its first bin, … */
function ratesOf({ axes, cells }: Kept, table: FeatureTable, row: number): number[] {
  let rate = cells[''] ?? FIRST_RATE;
  return pathsOf(axes, table, row).map((path) => {
    rate = cells[path] ?? rate;
    return rate;
  });
}

function contributionsOf(kept: Kept, table: FeatureTable, row: number): Contributions {
  const rates = ratesOf(kept, table, row);
  const [base = 0] = rates;
  const parts = new Float64Array(table.names.length);
  const add = (feature: string, points: number): void => {
    const i = table.names.indexOf(feature);
    if (i !== -1) parts[i] = (parts[i] ?? 0) + points;
  };
  kept.axes.forEach(({ feature }, i) => {
    add(feature, (rates[i + 1] ?? 0) - (rates[i] ?? 0));
  });
  let prediction = rates.at(-1) ?? base;
  for (const { feature, shift } of kept.prior === 0 ? [] : believed(table, row)) {
    const shifted = fromLogOdds(logOdds(prediction) + kept.prior * shift);
    add(feature, shifted - prediction);
    prediction = shifted;
  }
  return { base, parts, prediction, scale: 'probability' };
}

/** What is believed without experience, in log-odds. */
function believed(table: FeatureTable, row: number): { feature: string; shift: number }[] {
  const stage = cellValue(table, 'stagePosition', row);
  const days = cellValue(table, 'daysLeft', row);
  const doublings = Math.log2(Math.min(Math.max(days, 1), 4 * MIDDLE_DAYS) / MIDDLE_DAYS);
  return [
    { feature: 'stagePosition', shift: STAGE_SLOPE * (stage - 0.5) },
    { feature: 'daysLeft', shift: DOUBLING_SLOPE * doublings },
  ].filter(({ shift }) => !Number.isNaN(shift));
}

function cellValue(table: FeatureTable, feature: string, row: number): number {
  return table.columns[table.names.indexOf(feature)]?.[row] ?? Number.NaN;
}

function pathsOf(axes: readonly Axis[], table: FeatureTable, row: number): string[] {
  let path = '';
  return [
    '',
    ...axes.map(({ feature, bounds }) => {
      path += `/${binOf(bounds, cellValue(table, feature, row))}`;
      return path;
    }),
  ];
}

function binOf(bounds: readonly number[], value: number): number {
  if (Number.isNaN(value)) return -1;
  const bin = bounds.findIndex((bound) => value <= bound);
  return bin === -1 ? bounds.length : bin;
}

function axisOf(table: FeatureTable, feature: string): Axis[] {
  const column = table.columns[table.names.indexOf(feature)];
  if (column === undefined) return [];
  if (feature === 'daysLeft') return [{ feature, bounds: DAYS_LEFT }];
  const known = column.filter((value) => !Number.isNaN(value)).sort();
  const bounds = Array.from(
    { length: MOST_CELLS - 1 },
    (_, i) => known[Math.floor(((i + 1) * known.length) / MOST_CELLS)] ?? 0,
  );
  const different = [...new Set(bounds)].filter((bound) => bound < (known.at(-1) ?? 0));
  return [{ feature, bounds: different }];
}

function depthOf(path: string): number {
  return path.split('/').length;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function isKept(kept: unknown): kept is Kept {
  return typeof kept === 'object' && kept !== null && 'axes' in kept && 'cells' in kept;
}
