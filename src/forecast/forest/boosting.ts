import type { FeatureTable } from '../feature-table.ts';
import type { WinModel } from '../win-model.ts';
import { boostedModel } from './boosted-model.ts';
import { type BoostingOptions, boostTrees } from './boosted-trees.ts';

/**
 * Gradient boosting of wins (1) and losses (0) with logistic loss and Newton steps (Friedman 2001; Chen and Guestrin 2016), on this
 * thread. Values are divided into bins as those of a forest.
 *
 * @throws RangeError on no rows, a target that is neither 0 nor 1, infinite values, and options outside of their ranges.
 */
export function boost(
  table: FeatureTable,
  won: Float64Array,
  options: BoostingOptions,
): { model: WinModel; trees: number } {
  const boosted = boostTrees(table, won, options);
  return { model: boostedModel(boosted), trees: boosted.trees.length };
}
