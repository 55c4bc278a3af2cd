import type { FeatureTable } from '../feature-table.ts';
import { BINS, chooseBins, type FeatureBins, fillBins } from './binning.ts';
import type { Boosted } from './boosted-model.ts';
import { type BoostingOptions, boostTrees } from './boosted-trees.ts';
import type { ForestPlan } from './forest-plan.ts';
import { createForestWork, type OutOfBagSums } from './forest-work.ts';
import type { MlForestOptions } from './ml-forest.ts';
import type { Tree } from './tree.ts';

/**
 * A forest that several threads grow together. They draw features to divide into bins, wait for each other, then draw trees. All
 * arrays of `board` are shared.
 */
export type ForestTask = {
  readonly kind: 'forest';
  readonly table: FeatureTable;
  readonly plan: ForestPlan;
  readonly board: Board;
};

type Board = {
  /** The next feature, how many are in bins, the next tree. */
  readonly counters: Int32Array;
  readonly bins: Uint8Array;
  readonly edges: Float64Array;
  readonly edgeCounts: Int32Array;
};

export type BoostingTask = {
  readonly kind: 'boosting';
  readonly table: FeatureTable;
  readonly won: Float64Array;
  readonly options: BoostingOptions;
};

/** A forest of `ml-random-forest`. */
export type MlForestTask = {
  readonly kind: 'ml-forest';
  readonly table: FeatureTable;
  readonly won: Float64Array;
  readonly options: MlForestOptions;
};

export type TrainingTask = ForestTask | BoostingTask | MlForestTask;

/** What a thread tells of its task. */
export type TaskNews =
  | { readonly kind: 'tree'; readonly index: number; readonly tree: Tree }
  | {
      readonly kind: 'grown';
      readonly outOfBag: OutOfBagSums | null;
      readonly offset: number;
      readonly unit: number;
    }
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'boosted'; readonly boosted: Boosted }
  | { readonly kind: 'model'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly error: unknown };

export type Tell = (news: TaskNews) => void;

const [NEXT_FEATURE, BINNED, NEXT_TREE] = [0, 1, 2];
const MOST_EDGES = BINS - 1;

export function newBoard(rows: number, features: number): Board {
  const int32 = (length: number) => new Int32Array(new SharedArrayBuffer(length * 4));
  return {
    counters: int32(3),
    bins: new Uint8Array(new SharedArrayBuffer(rows * features)),
    edges: new Float64Array(new SharedArrayBuffer(features * MOST_EDGES * 8)),
    edgeCounts: int32(features),
  };
}

/** The bins of all features, once they are on the board. */
export function featuresOn({ edges, edgeCounts }: Board, table: FeatureTable): FeatureBins[] {
  return table.names.map((name, f) => ({
    name,
    categorical: table.categorical[f] ?? false,
    edges: edges.slice(f * MOST_EDGES, f * MOST_EDGES + (edgeCounts[f] ?? 0)),
  }));
}

/** Does a task, or a thread's part of it. */
export async function doTask(task: TrainingTask, tell: Tell): Promise<void> {
  try {
    switch (task.kind) {
      case 'forest':
        growPart(task, tell);
        break;
      case 'boosting':
        boostAll(task, tell);
        break;
      case 'ml-forest':
        await growMl(task, tell);
        break;
      default:
        task satisfies never;
    }
  } catch (error) {
    tell({ kind: 'failed', error });
  }
}

function growPart({ table, plan, board }: ForestTask, tell: Tell): void {
  const { counters, bins } = board;
  const width = table.names.length;
  for (let f = Atomics.add(counters, NEXT_FEATURE, 1); f < width; ) {
    fillColumn(table, f, board);
    Atomics.add(counters, BINNED, 1);
    Atomics.notify(counters, BINNED);
    f = Atomics.add(counters, NEXT_FEATURE, 1);
  }
  for (let ready = Atomics.load(counters, BINNED); ready < width; ) {
    Atomics.wait(counters, BINNED, ready);
    ready = Atomics.load(counters, BINNED);
  }
  const features = featuresOn(board, table);
  const work = createForestWork({ rows: table.rows, features, bins }, plan);
  for (let t = Atomics.add(counters, NEXT_TREE, 1); t < plan.trees; ) {
    tell({ kind: 'tree', index: t, tree: work.growTree(t) });
    t = Atomics.add(counters, NEXT_TREE, 1);
  }
  const { outOfBag, offset, unit } = work;
  tell({ kind: 'grown', outOfBag, offset, unit });
}

function fillColumn(table: FeatureTable, f: number, board: Board): void {
  const feature = chooseBins(table, f);
  board.edges.set(feature.edges, f * MOST_EDGES);
  board.edgeCounts[f] = feature.edges.length;
  const place = { bins: board.bins, at: f, step: table.names.length };
  fillBins(table.columns[f] ?? new Float64Array(0), feature, place);
}

function boostAll({ table, won, options }: BoostingTask, tell: Tell): void {
  const boosted = boostTrees(table, won, options, (share) => {
    tell({ kind: 'progress', share });
  });
  tell({ kind: 'boosted', boosted });
}

/** The package is loaded only here: it is seldom asked for, and the other tasks shall begin at once. */
async function growMl({ table, won, options }: MlForestTask, tell: Tell): Promise<void> {
  const { growMlForest } = await import('./ml-forest.ts');
  tell({ kind: 'model', bytes: growMlForest(table, won, options).toBytes() });
}
