import type { FeatureTable } from '../feature-table.ts';

/** What a model is trained on: a table, a target for each row, and how much each row counts (1 where nothing is said). */
export type TrainingData = {
  readonly table: FeatureTable;
  readonly target: Float64Array;
  readonly weights: Float64Array | null;
};

/**
 * Refuses what nothing can be learnt from.
 *
 * @throws RangeError when there are no rows or features, lengths differ, a target is missing or, of `classes`, neither 0 nor 1,
 * or a weight is negative, missing or zero for all.
 */
export function checkTraining(
  { table, target, weights }: TrainingData,
  kind: 'classes' | 'numbers',
): void {
  checkShape(table);
  if (table.rows === 0) throw new RangeError('no rows to learn from');
  if (table.columns.length === 0) throw new RangeError('no features to learn from');
  checkLength('target', target, table.rows);
  checkEach('target', target, kind === 'classes' ? isClass : Number.isFinite);
  if (weights === null) return;
  checkLength('weights', weights, table.rows);
  checkEach('weight', weights, isWeight);
  if (!weights.some((weight) => weight > 0)) throw new RangeError('the weight of every row is 0');
}

/** @throws RangeError when a table contradicts itself. */
export function checkShape({ rows, names, categorical, columns }: FeatureTable): void {
  if (!Number.isInteger(rows) || rows < 0) throw new RangeError(`a table of ${rows} rows`);
  if (columns.length !== names.length || columns.length !== categorical.length)
    throw new RangeError(
      `${columns.length} columns, ${names.length} names, ${categorical.length} kinds of feature`,
    );
  columns.forEach((column, f) => {
    checkLength(`feature "${names[f]}"`, column, rows);
  });
}

/** @throws RangeError when a table does not hold the features, in their order, that a model was trained on. */
export function checkColumns(
  table: FeatureTable,
  features: readonly { name: string; categorical: boolean }[],
): void {
  checkShape(table);
  if (table.names.length !== features.length)
    throw new RangeError(`${table.names.length} features where the model knows ${features.length}`);
  features.forEach(({ name, categorical }, f) => {
    if (table.names[f] !== name)
      throw new RangeError(`feature ${f} is "${table.names[f]}" where the model knows "${name}"`);
    if (table.categorical[f] !== categorical)
      throw new RangeError(`feature "${name}" is ${categorical ? 'no' : 'a'} category here`);
  });
}

/** @throws RangeError on an infinite number or a category that is not a whole number from 0. */
export function checkColumn(name: string, categorical: boolean, values: Float64Array): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (categorical ? !Number.isInteger(value) || value < 0 : Math.abs(value) === Infinity)
      throw new RangeError(
        `feature "${name}", row ${row}: ${value} is ${categorical ? 'no code of a category (0, 1, 2, …)' : 'not finite'}`,
      );
  }
}

/** As `checkColumn`, of each column. */
export function checkValues({ names, categorical, columns }: FeatureTable): void {
  columns.forEach((column, f) => {
    checkColumn(names[f] ?? '', categorical[f] ?? false, column);
  });
}

/** @throws RangeError when there is no such row. */
export function checkRow(table: FeatureTable, row: number): void {
  if (!Number.isInteger(row) || row < 0 || row >= table.rows)
    throw new RangeError(`no row ${row} in a table of ${table.rows}`);
}

/** @throws RangeError when an option lies outside of its range. */
export function checkOption(name: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most))
    throw new RangeError(`${name} ${value} is not within ${least} and ${most}`);
}

/** As `checkOption`, of whole numbers. */
export function checkCount(name: string, value: number, least: number, most: number): void {
  checkOption(name, value, least, most);
  if (!Number.isInteger(value)) throw new RangeError(`${name} ${value} is not a whole number`);
}

function checkLength(what: string, values: Float64Array, rows: number): void {
  if (values.length !== rows)
    throw new RangeError(`${what}: ${values.length} values for ${rows} rows`);
}

/** A plain loop: half a million rows take a millisecond of the main thread. */
function checkEach(what: string, values: Float64Array, holds: (value: number) => boolean): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (!holds(value)) throw new RangeError(`${what} of row ${row}: ${value}`);
  }
}

const isClass = (value: number): boolean => value === 0 || value === 1;
const isWeight = (value: number): boolean => Number.isFinite(value) && value >= 0;
