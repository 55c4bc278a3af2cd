import { z } from 'zod';
import type { Contributions, WinModel } from '../win-model.ts';
import { type BinnedTable, binTable, type FeatureBins } from './binning.ts';
import { type Contents, factsIn, writeBlob } from './blob.ts';
import { checkRow } from './checks.ts';
import { rowOf } from './rows.ts';
import {
  edgesToArrays,
  featuresFrom,
  StoredFeatures,
  treesFrom,
  treesToArrays,
} from './stored-trees.ts';
import { addPredictions, type Tree } from './tree.ts';
import { createTreeShap, deepestOf, expectationOf } from './tree-shap.ts';

/** The log-odds of a win are `start` and what each tree adds. */
export type Boosted = {
  readonly features: readonly FeatureBins[];
  readonly trees: readonly Tree[];
  readonly start: number;
};

const BOOSTING = 'boosting';
const Facts = z.object({ features: StoredFeatures, start: z.number() });

/** Parts of a prediction are Shapley values, in log-odds. */
export function boostedModel(boosted: Boosted): WinModel {
  const { features, trees, start } = boosted;
  const expectation = trees.reduce((sum, tree) => sum + expectationOf(tree), start);
  const shap = createTreeShap(deepestOf(trees));
  return {
    kind: 'boosting',
    probabilities: (table) =>
      logOdds(boosted, binTable(table, features)).map((z) => 1 / (1 + Math.exp(-z))),
    contributions(table, row): Contributions {
      checkRow(table, row);
      const binned = binTable(rowOf(table, row), features);
      const parts = new Float64Array(features.length);
      for (const tree of trees) shap.add({ tree, bins: binned.bins, at: 0, parts });
      const prediction = logOdds(boosted, binned)[0] ?? 0;
      return { base: expectation, parts, prediction, scale: 'log-odds' };
    },
    toBytes: () =>
      writeBlob({
        kind: BOOSTING,
        facts: {
          features: features.map(({ name, categorical }) => ({ name, categorical })),
          start,
        },
        arrays: { ...edgesToArrays(features), ...treesToArrays(trees) },
      }),
  };
}

/** The model in a blob; null when it holds another kind. */
export function readBoosted(contents: Contents): WinModel | null {
  if (contents.kind !== BOOSTING) return null;
  const { features, start } = factsIn(contents, Facts);
  return boostedModel({
    features: featuresFrom(contents, features),
    trees: treesFrom(contents, features.length),
    start,
  });
}

function logOdds({ trees, start }: Boosted, table: BinnedTable): Float64Array {
  const sums = new Float64Array(table.rows).fill(start);
  addPredictions(trees, table, sums);
  return sums;
}
