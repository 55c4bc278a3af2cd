import type { FeatureTable } from '../feature-table.ts';
import type { WinModel } from '../win-model.ts';
import { boostedModel } from './boosted-model.ts';
import { type BoostingOptions, checkBoosting } from './boosted-trees.ts';
import type { Trained } from './forest.ts';
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
import { type OutOfBagSums, outOfBagPredictions } from './forest-work.ts';
import type { MlForestOptions } from './ml-forest.ts';
import { readWinModel } from './read-model.ts';
import { share, shareTable } from './shared-table.ts';
import { featuresOn, newBoard } from './training-task.ts';
import { onThreads, type TrainingRun, workersOf } from './training-threads.ts';
import type { Tree } from './tree.ts';

/**
 * As `growForest`, in threads beside this one, which goes on with its work meanwhile. The same seed gives the same bytes as there,
 * on however many workers. Columns in shared memory (`sharedNumbers`) are not copied.
 *
 * @throws RangeError as `growForest`; the reason of the signal when it aborts.
 */
export async function trainForest(
  table: FeatureTable,
  won: Float64Array,
  options: ClassForestOptions,
  run: TrainingRun = {},
): Promise<Trained<WinModel>> {
  const { grown, outOfBag } = await trainOn(table, planOfClasses(table, won, options), run);
  return { model: forestClassifier(grown), outOfBag };
}

/** As `growRegressionForest`, in threads. */
export async function trainRegressionForest(
  table: FeatureTable,
  target: Float64Array,
  options: NumberForestOptions,
  run: TrainingRun = {},
): Promise<Trained<ForestRegressor>> {
  const { grown, outOfBag } = await trainOn(table, planOfNumbers(table, target, options), run);
  return { model: forestRegressor(grown), outOfBag };
}

/** As `boost`, in one thread: a tree needs the one before. */
export async function trainBoosting(
  table: FeatureTable,
  won: Float64Array,
  options: BoostingOptions,
  { signal, onProgress }: TrainingRun = {},
): Promise<{ model: WinModel; trees: number }> {
  checkBoosting(table, won, options);
  const shared = await shareTable(table);
  const task = { kind: 'boosting', table: shared, won: await share(won), options } as const;
  const trained: { model: WinModel; trees: number }[] = [];
  await onThreads(task, 1, signal, (news) => {
    if (news.kind === 'progress') onProgress?.(news.share);
    if (news.kind !== 'boosted') return;
    trained.push({ model: boostedModel(news.boosted), trees: news.boosted.trees.length });
  });
  const [only] = trained;
  if (only === undefined) throw new Error('a training thread ended without a model');
  return only;
}

/** As `growMlForest`, in one thread. */
export async function trainMlForest(
  table: FeatureTable,
  won: Float64Array,
  options: MlForestOptions,
  { signal }: TrainingRun = {},
): Promise<WinModel> {
  const shared = await shareTable(table);
  const task = { kind: 'ml-forest', table: shared, won: await share(won), options } as const;
  const trained: WinModel[] = [];
  await onThreads(task, 1, signal, (news) => {
    if (news.kind === 'model') trained.push(readWinModel(news.bytes));
  });
  const [only] = trained;
  if (only === undefined) throw new Error('a training thread ended without a model');
  return only;
}

async function trainOn(
  table: FeatureTable,
  plan: ForestPlan,
  run: TrainingRun,
): Promise<{ grown: Grown; outOfBag: Float64Array | null }> {
  const shared = await shareTable(table);
  const board = newBoard(table.rows, table.names.length);
  const sharedPlan = {
    ...plan,
    target: await share(plan.target),
    weights: plan.weights === null ? null : await share(plan.weights),
  };
  const task = { kind: 'forest', table: shared, plan: sharedPlan, board } as const;
  const trees = new Map<number, Tree>();
  const parts: OutOfBagSums[] = [];
  let scale = { offset: 0, unit: 1 };
  await onThreads(task, workersOf(run, plan.trees), run.signal, (news) => {
    if (news.kind === 'tree') {
      trees.set(news.index, news.tree);
      run.onProgress?.(trees.size / plan.trees);
    } else if (news.kind === 'grown') {
      scale = { offset: news.offset, unit: news.unit };
      if (news.outOfBag !== null) parts.push(news.outOfBag);
    }
  });
  const inOrder = [...trees].sort(([a], [b]) => a - b).map(([, tree]) => tree);
  return {
    grown: { features: featuresOn(board, shared), trees: inOrder },
    outOfBag: plan.outOfBag ? outOfBagPredictions(parts, scale) : null,
  };
}
