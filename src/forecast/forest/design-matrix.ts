import { z } from 'zod';
import type { FeatureTable } from '../feature-table.ts';

/**
 * How one feature enters a linear model. A number: clipped to what was usual in training, centred and scaled to standard
 * deviation 1, 0 where it is missing; and a column that says whether it is, where that occurred. A category: a column for each of
 * the most common, centred.
 */
export const LinearFeature = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('number'),
    low: z.number(),
    high: z.number(),
    mean: z.number(),
    deviation: z.number(),
    missingShare: z.number(),
  }),
  z.object({
    kind: z.literal('category'),
    codes: z.array(z.number()),
    shares: z.array(z.number()),
  }),
]);
export type LinearFeature = z.infer<typeof LinearFeature>;

/** Beyond these shares of the rows a number is clipped: one huge deal must not tilt the line for all. */
const CLIPPED = 0.005;
const MOST_CATEGORIES = 50;
/** A category of fewer rows is one of "the others". */
const LEAST_ROWS = 5;

/** What the columns of a table look like to a linear model. A column that is the same everywhere says nothing, and gets none. */
export function linearFeatures({ columns, categorical }: FeatureTable): LinearFeature[] {
  return columns.map((column, f) =>
    categorical[f] === true ? categoryOf(column) : numberOf(column),
  );
}

/** How many columns a feature has in the design. */
export function widthOf(feature: LinearFeature): number {
  if (feature.kind === 'category') return feature.codes.length;
  return (feature.deviation > 0 ? 1 : 0) + (feature.missingShare > 0 ? 1 : 0);
}

/** Writes the columns of one value from `at` on. */
export function writeColumns(
  feature: LinearFeature,
  value: number,
  design: Float64Array,
  at: number,
): void {
  if (feature.kind === 'category') {
    feature.codes.forEach((code, i) => {
      design[at + i] = (value === code ? 1 : 0) - (feature.shares[i] ?? 0);
    });
    return;
  }
  const { low, high, mean, deviation, missingShare } = feature;
  const missing = Number.isNaN(value);
  let place = at;
  if (deviation > 0)
    design[place++] = missing ? 0 : (Math.min(Math.max(value, low), high) - mean) / deviation;
  if (missingShare > 0) design[place] = (missing ? 1 : 0) - missingShare;
}

function numberOf(column: Float64Array): LinearFeature {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort();
  const count = sorted.length;
  const missing = 1 - count / column.length;
  // Missing everywhere is as constant as missing nowhere.
  const missingShare = count === 0 ? 0 : missing;
  const none = { kind: 'number', low: 0, high: 0, mean: 0, deviation: 0, missingShare } as const;
  if (count === 0) return none;
  const edge = Math.floor(count * CLIPPED);
  const [low = 0, high = 0] = [sorted[edge], sorted[count - 1 - edge]];
  const clipped = sorted.map((value) => Math.min(Math.max(value, low), high));
  const mean = clipped.reduce((sum, value) => sum + value / count, 0);
  const variance = clipped.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0);
  const deviation = Math.sqrt(variance);
  // Rounding alone makes a constant of large numbers vary a little.
  if (!(deviation > Math.abs(mean) * 1e-10)) return { ...none, low, high, mean };
  return { kind: 'number', low, high, mean, deviation, missingShare };
}

function categoryOf(column: Float64Array): LinearFeature {
  const counts = new Map<number, number>();
  for (const code of column) if (!Number.isNaN(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  const common = [...counts]
    .filter(([, count]) => count >= Math.min(LEAST_ROWS, column.length / 4))
    .filter(([, count]) => count < column.length)
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, MOST_CATEGORIES);
  return {
    kind: 'category',
    codes: common.map(([code]) => code),
    shares: common.map(([, count]) => count / column.length),
  };
}
