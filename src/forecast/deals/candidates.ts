import type { FeatureTable } from '../feature-table.ts';
import type { BoostingOptions } from '../forest/boosted-trees.ts';
import { boost } from '../forest/boosting.ts';
import { growForest } from '../forest/forest.ts';
import { fitLogistic } from '../forest/logistic.ts';
import { trainBoosting, trainForest } from '../forest/train.ts';
import type { WinModel } from '../win-model.ts';
import { fitBaseRate } from './base-rate.ts';
import { fitHazard, HAZARD } from './hazard.ts';
import type { Rows } from './rows.ts';

export type Fit = {
  /** Questions whose answer was known, with the columns that the candidate reads. */
  readonly table: FeatureTable;
  readonly target: Float64Array;
  /** Every question that had been asked by then, also those without an answer yet. */
  readonly asked: Rows;
  /** Nothing of this day (day number) or later may be read of them. */
  readonly before: number;
  /** Deals that had closed by then. */
  readonly closedDeals: number;
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  /** Threads beside this one; 0 trains in this one. */
  readonly workers: number;
};

/** A way to make a model. */
export type Candidate = {
  readonly name: string;
  /** Fewer closed deals are too few for it. */
  readonly leastClosed: number;
  /** A longer history, in days, has no need of it. */
  readonly mostDays?: number;
  /** The only columns that it reads, where it does not read all. */
  readonly reads?: readonly string[];
  readonly fit: (fit: Fit) => Promise<WinModel>;
};

/** As many closed deals as say half of what is believed of stages without any. */
const PRIOR_DEALS = 10;
/** What a few dozen deals can tell. */
const FEW = ['daysLeft', 'stagePosition', 'stageWinRate', 'age', 'closeAfterEnd', 'ownerWinRate'];

/** From the simplest to the richest: of those within a standard error of the best, the first is taken. */
export const CANDIDATES: readonly Candidate[] = [
  {
    name: 'base-rate',
    leastClosed: 0,
    fit: async ({ table, target, closedDeals }) =>
      fitBaseRate(table, target, { prior: PRIOR_DEALS / (PRIOR_DEALS + closedDeals) }),
  },
  {
    name: 'logistic-few',
    leastClosed: 40,
    reads: FEW,
    fit: async ({ table, target }) => fitLogistic(table, target, { ridge: 10 }),
  },
  {
    name: 'logistic',
    leastClosed: 100,
    fit: async ({ table, target }) => fitLogistic(table, target, { ridge: 10 }),
  },
  // Before the forests: where a history is too short to have seen how a quarter ends, it is the one that can tell.
  {
    name: HAZARD,
    leastClosed: 400,
    mostDays: 900,
    fit: ({ asked, before, seed, ...run }) =>
      fitHazard(asked, before, seed, (table, target, options) =>
        boosted(table, target, options, run),
      ),
  },
  {
    name: 'forest',
    leastClosed: 150,
    fit: async ({ table, target, seed, ...run }) => {
      const options = { seed, trees: 80, minLeaf: 20, maxDepth: 16 };
      if (run.workers === 0) return growForest(table, target, options).model;
      return (await trainForest(table, target, options, threadsOf(run))).model;
    },
  },
  {
    name: 'boosting',
    leastClosed: 400,
    fit: async ({ table, target, seed, ...run }) => {
      const options = {
        seed,
        trees: 120,
        shrinkage: 0.08,
        maxDepth: 4,
        minLeaf: 60,
        lastBlock: 0,
        mtry: Math.ceil(table.names.length / 2),
        rowShare: 0.7,
      };
      return boosted(table, target, options, run);
    },
  },
];

export function columnsOf({ reads }: Candidate, names: readonly string[]): readonly string[] {
  const found = reads === undefined ? names : names.filter((name) => reads.includes(name));
  return found.length === 0 ? names.slice(0, 1) : found;
}

type Threads = Pick<Fit, 'signal' | 'workers'>;

async function boosted(
  table: FeatureTable,
  target: Float64Array,
  options: BoostingOptions,
  run: Threads,
): Promise<WinModel> {
  if (run.workers === 0) return boost(table, target, options).model;
  return (await trainBoosting(table, target, options, threadsOf(run))).model;
}

function threadsOf({ signal, workers }: Threads) {
  return signal === undefined ? { workers } : { workers, signal };
}
