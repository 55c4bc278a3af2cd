import type { FeatureTable } from '../feature-table.ts';
import { boost } from '../forest/boosting.ts';
import { growForest } from '../forest/forest.ts';
import { fitLogistic } from '../forest/logistic.ts';
import type { WinModel } from '../win-model.ts';
import { fitBaseRate } from './base-rate.ts';

export type Fit = {
  readonly table: FeatureTable;
  readonly target: Float64Array;
  /** Deals that had closed by then. */
  readonly closedDeals: number;
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  readonly workers: number;
};

/** A way to make a model. */
export type Candidate = {
  readonly name: string;
  /** Fewer closed deals are too few for it. */
  readonly leastClosed: number;
  /** The only columns that it reads, where it does not read all. */
  readonly reads?: readonly string[];
  readonly fit: (fit: Fit) => Promise<WinModel>;
};

/** As many closed deals as say half of what is believed of stages without any. */
const PRIOR_DEALS = 10;
/** What a few dozen deals can tell. */
const FEW = ['daysLeft', 'stagePosition', 'stageWinRate', 'age', 'closeAfterEnd', 'ownerWinRate'];

/** From the simplest to the richest. */
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
  {
    name: 'forest',
    leastClosed: 150,
    fit: async ({ table, target, seed }) =>
      growForest(table, target, { seed, trees: 80, minLeaf: 20, maxDepth: 16 }).model,
  },
  {
    name: 'boosting',
    leastClosed: 400,
    fit: async ({ table, target, seed }) =>
      boost(table, target, {
        seed,
        trees: 120,
        shrinkage: 0.08,
        maxDepth: 4,
        minLeaf: 60,
        lastBlock: 0,
        mtry: Math.ceil(table.names.length / 2),
        rowShare: 0.7,
      }).model,
  },
];

export function columnsOf({ reads }: Candidate, names: readonly string[]): readonly string[] {
  const found = reads === undefined ? names : names.filter((name) => reads.includes(name));
  return found.length === 0 ? names.slice(0, 1) : found;
}
