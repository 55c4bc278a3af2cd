import type { FeatureTable } from '../feature-table.ts';
import type { WinModel } from '../win-model.ts';
import { binTable, chooseBins } from './binning.ts';
import {
  type ForestRegressor,
  forestClassifier,
  forestRegressor,
  type Grown,
} from './forest-models.ts';
import {
  type ClassForestOptions,
  type ForestPlan,
  type NumberForestOptions,
  planOfClasses,
  planOfNumbers,
} from './forest-plan.ts';
import { createForestWork, outOfBagPredictions } from './forest-work.ts';

/** A model, and what each row was predicted by the trees that did not learn from it: NaN where all did, null where not asked for. */
export type Trained<Model> = { readonly model: Model; readonly outOfBag: Float64Array | null };

/**
 * Grows a random forest (Breiman 2001) of wins (1) and losses (0) on this thread: for a few thousand rows. Features are divided
 * into at most 255 bins, so the effort grows with rows x log(rows).
 *
 * @throws RangeError on no rows, a target that is neither 0 nor 1, infinite values, and options outside of their ranges.
 */
export function growForest(
  table: FeatureTable,
  won: Float64Array,
  options: ClassForestOptions,
): Trained<WinModel> {
  const { grown, outOfBag } = grow(table, planOfClasses(table, won, options));
  return { model: forestClassifier(grown), outOfBag };
}

/** As `growForest`, of a number. */
export function growRegressionForest(
  table: FeatureTable,
  target: Float64Array,
  options: NumberForestOptions,
): Trained<ForestRegressor> {
  const { grown, outOfBag } = grow(table, planOfNumbers(table, target, options));
  return { model: forestRegressor(grown), outOfBag };
}

function grow(
  table: FeatureTable,
  plan: ForestPlan,
): { grown: Grown; outOfBag: Float64Array | null } {
  const features = table.names.map((_, f) => chooseBins(table, f));
  const work = createForestWork(binTable(table, features), plan);
  const trees = Array.from({ length: plan.trees }, (_, t) => work.growTree(t));
  return {
    grown: { features, trees },
    outOfBag: work.outOfBag === null ? null : outOfBagPredictions([work.outOfBag], work),
  };
}
