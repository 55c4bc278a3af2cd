import { z } from 'zod';
import type { FeatureTable } from '../feature-table.ts';
import type { NumberContributions, Regressor } from '../regressor.ts';
import type { WinModel } from '../win-model.ts';
import { type BinnedTable, binTable, type FeatureBins } from './binning.ts';
import { type Contents, factsIn, writeBlob } from './blob.ts';
import { checkOption, checkRow } from './checks.ts';
import { rowOf } from './rows.ts';
import {
  edgesToArrays,
  featuresFrom,
  StoredFeatures,
  treesFrom,
  treesToArrays,
} from './stored-trees.ts';
import { addPathParts, addPredictions, leafOf, type Tree } from './tree.ts';
import { createTreeShap, deepestOf, expectationOf, SHAP_DEPTH } from './tree-shap.ts';

/** What a forest is: how features become bins, and trees. */
export type Grown = { readonly features: readonly FeatureBins[]; readonly trees: readonly Tree[] };

/** A forest of numbers: besides what is expected it can tell how widely the target spreads. */
export interface ForestRegressor extends Regressor {
  /**
   * The values below which these shares (0..1) of the target lie, one array for each share (Meinshausen 2006).
   *
   * @throws RangeError when the forest was grown without `quantiles`.
   */
  quantiles(table: FeatureTable, shares: readonly number[]): Float64Array[];
}

const FOREST = 'forest';
const NUMBERS = 'number forest';
const Facts = z.object({ features: StoredFeatures });

/** A win's probability is the mean of those in the leaves that a row comes to. */
export function forestClassifier(grown: Grown): WinModel {
  const partsOf = createParts(grown);
  return {
    kind: 'forest',
    probabilities: (table) => means(grown, binTable(table, grown.features)),
    contributions: (table, row) => ({ ...partsOf(table, row), scale: 'probability' }),
    toBytes: () => bytesOf(FOREST, grown),
  };
}

export function forestRegressor(grown: Grown): ForestRegressor {
  return {
    kind: 'forest',
    predict: (table) => means(grown, binTable(table, grown.features)),
    contributions: createParts(grown),
    toBytes: () => bytesOf(NUMBERS, grown),
    quantiles: (table, shares) => quantilesOf(grown, binTable(table, grown.features), shares),
  };
}

/** The model in a blob; null when it holds another kind. */
export function readForestClassifier(contents: Contents): WinModel | null {
  return contents.kind === FOREST ? forestClassifier(grownFrom(contents)) : null;
}

/** The model in a blob; null when it holds another kind. */
export function readForestRegressor(contents: Contents): ForestRegressor | null {
  return contents.kind === NUMBERS ? forestRegressor(grownFrom(contents)) : null;
}

function means({ trees }: Grown, table: BinnedTable): Float64Array {
  const sums = new Float64Array(table.rows);
  addPredictions(trees, table, sums);
  return sums.map((sum) => sum / trees.length);
}

/**
 * Shallow forests are explained by Shapley values. In deep ones these take up to 0.2 s a row: there each question on the way down
 * counts for the feature it asks.
 */
function createParts({ trees, features }: Grown) {
  let known: ReturnType<typeof explainerOf> | undefined;
  return (table: FeatureTable, row: number): NumberContributions => {
    checkRow(table, row);
    known ??= explainerOf(trees);
    const { shap, expectations } = known;
    const binned = binTable(rowOf(table, row), features);
    const parts = new Float64Array(features.length);
    let base = 0;
    trees.forEach((tree, t) => {
      if (shap === null) base += addPathParts(tree, binned.bins, 0, parts);
      else {
        shap.add({ tree, bins: binned.bins, at: 0, parts });
        base += expectations[t] ?? 0;
      }
    });
    const sums = new Float64Array(1);
    addPredictions(trees, binned, sums);
    const count = trees.length;
    return {
      base: base / count,
      parts: parts.map((part) => part / count),
      prediction: (sums[0] ?? 0) / count,
    };
  };
}

/** Every node is looked at: only once, and only when an explanation is asked for. */
function explainerOf(trees: readonly Tree[]) {
  const depth = deepestOf(trees);
  const shap = depth <= SHAP_DEPTH ? createTreeShap(depth) : null;
  return { shap, expectations: shap === null ? [] : trees.map(expectationOf) };
}

function quantilesOf(
  { trees }: Grown,
  { rows, features, bins }: BinnedTable,
  shares: readonly number[],
): Float64Array[] {
  if (trees.some(({ samples }) => samples.length === 0))
    throw new RangeError('the forest was grown without quantiles');
  for (const share of shares) checkOption('share', share, 0, 1);
  const found = shares.map(() => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const spread = spreadOf(trees, bins, row * features.length);
    shares.forEach((share, s) => {
      const values = found[s];
      if (values !== undefined) values[row] = valueAt(spread, share);
    });
  }
  return found;
}

type Weighted = { value: number; weight: number };

/** The targets kept in the leaves of a row, ascending; each leaf counts the same. */
function spreadOf(trees: readonly Tree[], bins: Uint8Array, at: number): Weighted[] {
  const spread: Weighted[] = [];
  for (const tree of trees) {
    const leaf = leafOf(tree, bins, at);
    const [from = 0, to = 0] = [tree.sampleStart[leaf], tree.sampleStart[leaf + 1]];
    const weight = 1 / ((to - from) * trees.length);
    for (let i = from; i < to; i++) spread.push({ value: tree.samples[i] ?? 0, weight });
  }
  return spread.sort((a, b) => a.value - b.value);
}

function valueAt(spread: readonly Weighted[], share: number): number {
  let below = 0;
  for (const { value, weight } of spread) {
    below += weight;
    // The weights add up to 1 but for rounding.
    if (below >= share - 1e-9) return value;
  }
  return spread.at(-1)?.value ?? Number.NaN;
}

function bytesOf(kind: string, { trees, features }: Grown): Uint8Array {
  const facts = {
    features: features.map(({ name, categorical }) => ({ name, categorical })),
  };
  return writeBlob({
    kind,
    facts,
    arrays: { ...edgesToArrays(features), ...treesToArrays(trees) },
  });
}

function grownFrom(contents: Contents): Grown {
  const stored = factsIn(contents, Facts).features;
  return {
    features: featuresFrom(contents, stored),
    trees: treesFrom(contents, stored.length),
  };
}
