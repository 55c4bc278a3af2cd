import type { FeatureTable } from '../feature-table.ts';
import { checkColumn, checkColumns } from './checks.ts';
import { numericEdges } from './numeric-edges.ts';

/** The bin of what is missing, and of a category that was not there in training. */
export const MISSING = 0;
/** Bins of a feature: what is missing, and up to 255 of values. */
export const BINS = 256;
const CATEGORIES = BINS - 1;

/**
 * How the values of one feature become bins. Numbers: bin 1 holds what is at most the first edge, the next what is at most
 * the second, the last what is above all. Categories: bin i + 1 holds the code `edges[i]`.
 */
export type FeatureBins = {
  readonly name: string;
  readonly categorical: boolean;
  readonly edges: Float64Array;
};

/** The values of a table as bins, row by row: that of row r and feature f is `bins[r * features + f]`. */
export type BinnedTable = {
  readonly rows: number;
  readonly features: readonly FeatureBins[];
  readonly bins: Uint8Array;
};

/**
 * Chooses the bins of one feature from the values of training.
 *
 * @throws RangeError on an infinite value or a category that is not a whole number from 0.
 */
export function chooseBins(table: FeatureTable, feature: number): FeatureBins {
  const name = table.names[feature] ?? '';
  const categorical = table.categorical[feature] ?? false;
  const values = table.columns[feature] ?? new Float64Array(0);
  checkColumn(name, categorical, values);
  return { name, categorical, edges: categorical ? commonCodes(values) : numericEdges(values) };
}

/** A table of what the model was trained on, or of the same features at another time, as bins. */
export function binTable(table: FeatureTable, features: readonly FeatureBins[]): BinnedTable {
  checkColumns(table, features);
  const bins = new Uint8Array(table.rows * features.length);
  features.forEach((feature, f) => {
    const values = table.columns[f] ?? new Float64Array(0);
    checkColumn(feature.name, feature.categorical, values);
    fillBins(values, feature, { bins, at: f, step: features.length });
  });
  return { rows: table.rows, features, bins };
}

/** Writes the bin of each value, the first at `at`, the others `step` apart. */
export function fillBins(
  values: Float64Array,
  { categorical, edges }: FeatureBins,
  { bins, at, step }: { bins: Uint8Array; at: number; step: number },
): void {
  const binOf = categorical ? categoryBin(edges) : (value: number) => numericBin(edges, value);
  for (let row = 0, place = at; row < values.length; row++, place += step)
    bins[place] = binOf(values[row] ?? Number.NaN);
}

function numericBin(edges: Float64Array, value: number): number {
  if (Number.isNaN(value)) return MISSING;
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

function categoryBin(codes: Float64Array): (code: number) => number {
  const bins = new Map([...codes].map((code, i) => [code, i + 1]));
  return (code) => bins.get(code) ?? MISSING;
}

/** The codes that occur most, ascending: the rest of a feature with more categories than bins counts as missing. */
function commonCodes(values: Float64Array): Float64Array {
  const counts = new Map<number, number>();
  for (const value of values)
    if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const common = [...counts].sort(([a, m], [b, n]) => n - m || a - b).slice(0, CATEGORIES);
  return Float64Array.from(common, ([code]) => code).sort();
}
