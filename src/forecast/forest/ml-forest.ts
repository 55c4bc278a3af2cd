import { RandomForestClassifier, RandomForestRegression } from 'ml-random-forest';
import { z } from 'zod';
import type { FeatureTable } from '../feature-table.ts';
import type { Regressor } from '../regressor.ts';
import type { WinModel } from '../win-model.ts';
import { checkCount, checkTraining, checkValues } from './checks.ts';
import {
  mlClassifier,
  mlRegressor,
  type Plain,
  type PlainTree,
  predictPlain,
} from './ml-models.ts';
import { drawFrom } from './seeded-random.ts';

export type MlForestOptions = {
  readonly seed: number;
  /** 1..1,000; 100 where nothing is said. */
  readonly trees?: number;
};

/** Its effort grows with the square of the rows: 100 trees on so many take half a minute, on ten times as many most of an hour. */
export const MOST_ROWS = 1000;

/**
 * The forest of `ml-random-forest` as one more candidate, for small data. Its defects are kept away: each tree has one vote, and we
 * count them (its own `predictProbability` leaves out the first); no out-of-bag predictions (they fail with few trees); no
 * `maxSamples` (it takes the oldest rows); no missing values (it would learn nonsense from them).
 *
 * @throws RangeError on more than 1,000 rows, a missing value, and what `growForest` refuses.
 */
export function growMlForest(
  table: FeatureTable,
  won: Float64Array,
  options: MlForestOptions,
): WinModel {
  checkSmall(table, won, options, 'classes');
  const forest = new RandomForestClassifier(settingsOf(table, options, {}));
  return mlClassifier(plainOf(forest, table, won));
}

/**
 * As `growMlForest`, of a number. Its trees refuse a split that leaves no error: at the root when there is exactly none, further down
 * unless the threshold is below 0. So targets are blurred by a billionth of their range.
 */
export function growMlRegressionForest(
  table: FeatureTable,
  target: Float64Array,
  options: MlForestOptions,
): Regressor {
  checkSmall(table, target, options, 'numbers');
  const forest = new RandomForestRegression(settingsOf(table, options, { gainThreshold: -1 }));
  return mlRegressor(plainOf(forest, table, blurred(target, options.seed)));
}

function checkSmall(
  table: FeatureTable,
  target: Float64Array,
  { trees = 100 }: MlForestOptions,
  kind: 'classes' | 'numbers',
): void {
  checkTraining({ table, target, weights: null }, kind);
  checkValues(table);
  checkCount('trees', trees, 1, 1000);
  if (table.rows > MOST_ROWS)
    throw new RangeError(`${table.rows} rows: ml-random-forest is for at most ${MOST_ROWS}`);
  table.columns.forEach((column, f) => {
    const row = column.findIndex(Number.isNaN);
    if (row >= 0) throw new RangeError(`feature "${table.names[f]}" is missing in row ${row}`);
  });
}

function settingsOf(
  table: FeatureTable,
  { seed, trees = 100 }: MlForestOptions,
  treeOptions: object,
) {
  return {
    seed: seed | 0,
    nEstimators: trees,
    treeOptions,
    // It draws features for a whole tree: two thirds of them, without doubles, leave each tree something to learn from.
    maxFeatures: Math.max(1, Math.round((table.names.length * 2) / 3)),
    replacement: false,
    useSampleBagging: true,
    noOOB: true,
  };
}

function blurred(target: Float64Array, seed: number): Float64Array {
  const draw = drawFrom(seed, 0);
  const [low, high] = [Math.min(...target), Math.max(...target)];
  const step = ((high - low) * 1e-9) / BLUR;
  return target.map((value) => value + draw(BLUR) * step);
}

const BLUR = 1000;

const Node = z.object({
  splitColumn: z.number().optional(),
  splitValue: z.number().nullish(),
  /** A leaf's shares of the classes, or its mean. */
  distribution: z.union([z.number(), z.array(z.array(z.number()))]).optional(),
  get left() {
    return Node.optional();
  },
  get right() {
    return Node.optional();
  },
});
type Node = z.infer<typeof Node>;
const Exported = z.object({
  baseModel: z.object({
    indexes: z.array(z.array(z.number())),
    estimators: z.array(z.object({ root: Node })),
  }),
});

function plainOf(
  forest: RandomForestClassifier | RandomForestRegression,
  table: FeatureTable,
  target: Float64Array,
): Plain {
  forest.train(
    Array.from({ length: table.rows }, (_, row) =>
      table.columns.map((column) => column[row] ?? Number.NaN),
    ),
    [...target],
  );
  const { indexes, estimators } = Exported.parse(JSON.parse(JSON.stringify(forest))).baseModel;
  const features = table.names.map((name, f) => ({
    name,
    categorical: table.categorical[f] ?? false,
  }));
  const trees = estimators.map(({ root }, t) => withMeans(flat(root, indexes[t] ?? []), table));
  return { features, trees };
}

/** The nodes in preorder; inner ones without a value as yet. */
function flat(root: Node, features: readonly number[]): PlainTree {
  const feature: number[] = [];
  const threshold: number[] = [];
  const right: number[] = [];
  const value: number[] = [];
  const add = (node: Node): void => {
    const here = feature.length;
    const leaf = node.left === undefined || node.right === undefined;
    feature.push(leaf ? -1 : (features[node.splitColumn ?? 0] ?? 0));
    threshold.push(node.splitValue ?? 0);
    right.push(0);
    value.push(leaf ? said(node) : 0);
    if (node.left === undefined || node.right === undefined) return;
    add(node.left);
    right[here] = feature.length;
    add(node.right);
  };
  add(root);
  return {
    feature: Int16Array.from(feature),
    threshold: Float64Array.from(threshold),
    right: Uint32Array.from(right),
    value: Float64Array.from(value),
  };
}

/** A number, or the class that most have. */
function said({ distribution = 0 }: Node): number {
  if (typeof distribution === 'number') return distribution;
  const [shares = []] = distribution;
  return shares.indexOf(Math.max(...shares));
}

/** Gives inner nodes the mean of what the tree says of the training rows that come by: so that a prediction has parts. */
function withMeans(tree: PlainTree, table: FeatureTable): PlainTree {
  const sums = new Float64Array(tree.value.length);
  const counts = new Float64Array(tree.value.length);
  for (let row = 0; row < table.rows; row++) {
    const way = predictPlain(tree, table, row);
    for (const node of way.nodes) {
      sums[node] = (sums[node] ?? 0) + way.value;
      counts[node] = (counts[node] ?? 0) + 1;
    }
  }
  const value = tree.value.map((own, node) =>
    tree.feature[node] === -1 ? own : (sums[node] ?? 0) / (counts[node] ?? 1),
  );
  return { ...tree, value };
}
