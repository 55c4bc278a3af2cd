import type { FeatureTable } from './feature-table.ts';

/** `base` and the parts (one for each feature) add up to the prediction (1e-9 of its size), in the target's unit. */
export type NumberContributions = {
  readonly base: number;
  readonly parts: Float64Array;
  readonly prediction: number;
};

/** A model of a number, as `WinModel` is one of a probability. */
export interface Regressor {
  readonly kind: 'forest';
  /** The number expected, one for each row, in the target's unit. */
  predict(table: FeatureTable): Float64Array;
  contributions(table: FeatureTable, row: number): NumberContributions;
  toBytes(): Uint8Array;
}
