import { z } from 'zod';
import type { FeatureTable } from '../feature-table.ts';
import type { NumberContributions, Regressor } from '../regressor.ts';
import type { WinModel } from '../win-model.ts';
import { arrayIn, type Contents, factsIn, UnreadableModel, writeBlob } from './blob.ts';
import { checkColumns, checkRow, checkValues } from './checks.ts';
import { StoredFeatures } from './stored-trees.ts';

/** A tree that compares numbers as they are, in preorder: what is less than the threshold goes left. A leaf has the feature -1. */
export type PlainTree = {
  readonly feature: Int16Array;
  readonly threshold: Float64Array;
  readonly right: Uint32Array;
  readonly value: Float64Array;
};

export type Plain = {
  readonly features: readonly { readonly name: string; readonly categorical: boolean }[];
  readonly trees: readonly PlainTree[];
};

const CLASSES = 'ml-random-forest';
const NUMBERS = 'ml-random-forest of numbers';
const Facts = z.object({ features: StoredFeatures });

/** A win's probability is the share of trees that vote for it. A missing value goes right, and is no reason to refuse a deal. */
export function mlClassifier(plain: Plain): WinModel {
  return {
    kind: 'forest',
    probabilities: (table) => predict(plain, table),
    contributions: (table, row) => ({ ...partsOf(plain, table, row), scale: 'probability' }),
    toBytes: () => bytesOf(CLASSES, plain),
  };
}

export function mlRegressor(plain: Plain): Regressor {
  return {
    kind: 'forest',
    predict: (table) => predict(plain, table),
    contributions: (table, row) => partsOf(plain, table, row),
    toBytes: () => bytesOf(NUMBERS, plain),
  };
}

/** The model in a blob; null when it holds another kind. */
export function readMlClassifier(contents: Contents): WinModel | null {
  return contents.kind === CLASSES ? mlClassifier(plainFrom(contents)) : null;
}

/** The model in a blob; null when it holds another kind. */
export function readMlRegressor(contents: Contents): Regressor | null {
  return contents.kind === NUMBERS ? mlRegressor(plainFrom(contents)) : null;
}

/** The nodes on the way of a row, and what the last of them says. */
export function predictPlain(
  tree: PlainTree,
  table: FeatureTable,
  row: number,
): { nodes: readonly number[]; value: number } {
  const nodes = [0];
  let node = 0;
  for (let f = tree.feature[0] ?? -1; f >= 0; f = tree.feature[node] ?? -1) {
    const less = (table.columns[f]?.[row] ?? Number.NaN) < (tree.threshold[node] ?? 0);
    node = less ? node + 1 : (tree.right[node] ?? 0);
    nodes.push(node);
  }
  return { nodes, value: tree.value[node] ?? 0 };
}

function predict({ trees, features }: Plain, table: FeatureTable): Float64Array {
  checkColumns(table, features);
  checkValues(table);
  return Float64Array.from({ length: table.rows }, (_, row) => {
    let sum = 0;
    for (const tree of trees) sum += predictPlain(tree, table, row).value;
    return sum / trees.length;
  });
}

function partsOf(
  { trees, features }: Plain,
  table: FeatureTable,
  row: number,
): NumberContributions {
  checkColumns(table, features);
  checkRow(table, row);
  const parts = new Float64Array(features.length);
  let [base, prediction] = [0, 0];
  for (const tree of trees) {
    const { nodes, value } = predictPlain(tree, table, row);
    base += tree.value[0] ?? 0;
    prediction += value;
    for (let i = 1; i < nodes.length; i++) {
      const [from, to] = [nodes[i - 1] ?? 0, nodes[i] ?? 0];
      const f = tree.feature[from] ?? 0;
      parts[f] = (parts[f] ?? 0) + (tree.value[to] ?? 0) - (tree.value[from] ?? 0);
    }
  }
  const count = trees.length;
  return {
    base: base / count,
    parts: parts.map((part) => part / count),
    prediction: prediction / count,
  };
}

function bytesOf(kind: string, { features, trees }: Plain): Uint8Array {
  const numbers = (of: (tree: PlainTree) => Iterable<number>) => trees.flatMap((t) => [...of(t)]);
  return writeBlob({
    kind,
    facts: { features },
    arrays: {
      nodeCounts: Uint32Array.from(trees, (tree) => tree.value.length),
      // 0 is a leaf: the blob has no negative numbers.
      feature: Uint16Array.from(numbers((tree) => tree.feature.map((f) => f + 1))),
      threshold: Float64Array.from(numbers((tree) => tree.threshold)),
      right: Uint32Array.from(numbers((tree) => tree.right)),
      value: Float64Array.from(numbers((tree) => tree.value)),
    },
  });
}

function plainFrom(contents: Contents): Plain {
  const { features } = factsIn(contents, Facts);
  const feature = arrayIn(contents, 'feature', Uint16Array);
  const threshold = arrayIn(contents, 'threshold', Float64Array);
  const right = arrayIn(contents, 'right', Uint32Array);
  const value = arrayIn(contents, 'value', Float64Array);
  let at = 0;
  const trees = Array.from(arrayIn(contents, 'nodeCounts', Uint32Array), (count) => {
    const [from, to] = [at, at + count];
    at = to;
    const tree = {
      feature: Int16Array.from(feature.subarray(from, to), (f) => f - 1),
      threshold: threshold.subarray(from, to),
      right: right.subarray(from, to),
      value: value.subarray(from, to),
    };
    checkTree(tree, count, features.length);
    return tree;
  });
  return { features, trees };
}

function checkTree(tree: PlainTree, count: number, features: number): void {
  if (count === 0 || tree.value.length !== count || tree.threshold.length !== count)
    throw new UnreadableModel('a tree without nodes');
  tree.feature.forEach((f, node) => {
    const right = tree.right[node] ?? 0;
    if (f >= 0 && (f >= features || right <= node + 1 || right >= count))
      throw new UnreadableModel('a tree that leads nowhere');
  });
}
