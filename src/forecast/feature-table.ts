/** Features by column: one Float64Array of `rows` values each, NaN where a value is missing. A categorical feature holds the code of its category: 0, 1, 2, … */
export type FeatureTable = {
  readonly rows: number;
  readonly names: readonly string[];
  readonly categorical: readonly boolean[];
  readonly columns: readonly Float64Array[];
};
