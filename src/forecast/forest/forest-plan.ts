import type { FeatureTable } from '../feature-table.ts';
import { checkCount, checkOption, checkTraining } from './checks.ts';

export type ForestOptions = {
  /** The same seed gives the same bytes, on however many workers. */
  readonly seed: number;
  /** 1..10,000; 100 where nothing is said. */
  readonly trees?: number;
  /** The fewest different rows in a leaf; 5 where nothing is said. */
  readonly minLeaf?: number;
  /** The most questions on the way to a leaf, 1..64; 40 where nothing is said. */
  readonly maxDepth?: number;
  /** How many features are looked at in a node: the root of their number for classes, a third of it for numbers, where nothing is said. */
  readonly mtry?: number;
  /** How much each row counts, from 0; all alike where nothing is said. */
  readonly weights?: Float64Array;
  /** Whether to predict each row by the trees that did not learn from it. */
  readonly outOfBag?: boolean;
};

export type ClassForestOptions = ForestOptions & {
  /** What a loss and a win count for: a change of them moves the probabilities. `balanced`: both classes count the same in all. */
  readonly classWeights?: 'balanced' | readonly [number, number];
};

export type NumberForestOptions = ForestOptions & {
  /** Whether to keep targets with each leaf, for quantiles. */
  readonly quantiles?: boolean;
};

/** What the trees of a forest are grown by: plain values, so that a worker can be told. */
export type ForestPlan = {
  readonly kind: 'classes' | 'numbers';
  readonly seed: number;
  readonly trees: number;
  readonly minLeaf: number;
  readonly maxDepth: number;
  readonly mtry: number;
  readonly outOfBag: boolean;
  readonly samplesPerLeaf: number;
  readonly target: Float64Array;
  readonly weights: Float64Array | null;
};

const SAMPLES_PER_LEAF = 16;

/** @throws RangeError on what `checkTraining` refuses, and on an option outside of its range. */
export function planOfClasses(
  table: FeatureTable,
  target: Float64Array,
  options: ClassForestOptions,
): ForestPlan {
  checkTraining({ table, target, weights: options.weights ?? null }, 'classes');
  const width = table.columns.length;
  return {
    ...common(table, options, Math.max(1, Math.round(Math.sqrt(width)))),
    kind: 'classes',
    samplesPerLeaf: 0,
    target,
    weights: rowWeights(target, options),
  };
}

/** @throws RangeError on what `checkTraining` refuses, and on an option outside of its range. */
export function planOfNumbers(
  table: FeatureTable,
  target: Float64Array,
  options: NumberForestOptions,
): ForestPlan {
  checkTraining({ table, target, weights: options.weights ?? null }, 'numbers');
  const width = table.columns.length;
  return {
    ...common(table, options, Math.max(1, Math.ceil(width / 3))),
    kind: 'numbers',
    samplesPerLeaf: options.quantiles === true ? SAMPLES_PER_LEAF : 0,
    target,
    weights: options.weights ?? null,
  };
}

function common(table: FeatureTable, options: ForestOptions, usualMtry: number) {
  const width = table.columns.length;
  const { seed, trees = 100, minLeaf = 5, maxDepth = 40, mtry = usualMtry } = options;
  checkOption('seed', seed, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkCount('trees', trees, 1, 10_000);
  checkCount('minLeaf', minLeaf, 1, 2 ** 31);
  checkCount('maxDepth', maxDepth, 1, 64);
  checkCount('mtry', mtry, 1, width);
  return { seed, trees, minLeaf, maxDepth, mtry, outOfBag: options.outOfBag === true };
}

/** The weight of each row times that of its class; null where all are 1. */
function rowWeights(
  target: Float64Array,
  { weights, classWeights }: ClassForestOptions,
): Float64Array | null {
  if (classWeights === undefined) return weights ?? null;
  const [lost, won] = classWeights === 'balanced' ? balanced(target, weights) : classWeights;
  checkOption('classWeights', Math.min(lost, won), Number.MIN_VALUE, Infinity);
  checkOption('classWeights', Math.max(lost, won), Number.MIN_VALUE, Number.MAX_VALUE);
  return target.map((value, row) => (weights?.[row] ?? 1) * (value === 1 ? won : lost));
}

/** So that the classes count the same, and all rows together what they did; with one class nothing changes. */
function balanced(target: Float64Array, weights?: Float64Array): [number, number] {
  let [lost, won] = [0, 0];
  target.forEach((value, row) => {
    const weight = weights?.[row] ?? 1;
    if (value === 1) won += weight;
    else lost += weight;
  });
  if (lost === 0 || won === 0) return [1, 1];
  const half = (lost + won) / 2;
  return [half / lost, half / won];
}
