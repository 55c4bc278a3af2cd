import type { FeatureTable } from '../feature-table.ts';
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

/** A way to make a model, from the simplest to the richest. */
export type Candidate = {
  readonly name: string;
  /** Fewer closed deals are too few for it. */
  readonly leastClosed: number;
  readonly fit: (fit: Fit) => Promise<WinModel>;
};

/** As many closed deals as say half of what is believed of stages without any. */
const PRIOR_DEALS = 10;

export const CANDIDATES: readonly Candidate[] = [
  {
    name: 'base-rate',
    leastClosed: 0,
    fit: async ({ table, target, closedDeals }) =>
      fitBaseRate(table, target, { prior: PRIOR_DEALS / (PRIOR_DEALS + closedDeals) }),
  },
];
