import type { FeatureTable } from './feature-table.ts';

/** What a prediction is made of: `base` and the parts (one for each feature) add up to it exactly (1e-9), in probability where `scale` says so, else in log-odds. */
export type Contributions = {
  readonly base: number;
  readonly parts: Float64Array;
  readonly prediction: number;
  readonly scale: 'probability' | 'log-odds';
};

export interface WinModel {
  readonly kind: 'logistic' | 'forest' | 'boosting' | 'base-rate';
  /** The probability of a win in 0..1, one for each row. */
  probabilities(table: FeatureTable): Float64Array;
  contributions(table: FeatureTable, row: number): Contributions;
  toBytes(): Uint8Array;
}
