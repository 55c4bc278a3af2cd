import { describe, expect, it } from 'vitest';
import { binTable, chooseBins } from '../../../src/forecast/forest/binning.ts';
import { boostTrees } from '../../../src/forecast/forest/boosted-trees.ts';
import { childOf, LEAF, type Tree } from '../../../src/forecast/forest/tree.ts';
import { createTreeShap, expectationOf } from '../../../src/forecast/forest/tree-shap.ts';
import { deals } from './tables.ts';

/** What a tree says when only the features of a set are known: other questions go both ways, as often as in training. */
function sayOf(tree: Tree, known: number, bins: Uint8Array, at: number, node = 0): number {
  const feature = tree.feature[node] ?? LEAF;
  if (feature === LEAF) return tree.value[node] ?? 0;
  if (((known >> feature) & 1) === 1)
    return sayOf(tree, known, bins, at, childOf(tree, node, bins, at));
  const right = tree.right[node] ?? 0;
  const share = (child: number) => (tree.cover[child] ?? 0) / (tree.cover[node] ?? 1);
  return (
    share(node + 1) * sayOf(tree, known, bins, at, node + 1) +
    share(right) * sayOf(tree, known, bins, at, right)
  );
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** Shapley's definition: the mean of what a feature adds, over all orders in which the features become known. */
function shapley(value: (known: number) => number, features: number): number[] {
  return Array.from({ length: features }, (_, f) => {
    let sum = 0;
    for (let known = 0; known < 1 << features; known++) {
      if (((known >> f) & 1) === 1) continue;
      const size = known.toString(2).replaceAll('0', '').length;
      const orders = (factorial(size) * factorial(features - size - 1)) / factorial(features);
      sum += orders * (value(known | (1 << f)) - value(known));
    }
    return sum;
  });
}

describe('Shapley values of a tree', () => {
  const { table, won } = deals(800, 8);
  const features = table.names.map((_, f) => chooseBins(table, f));
  const { bins } = binTable(table, features);
  const options = { seed: 1, trees: 6, maxDepth: 5, minLeaf: 5, lastBlock: 0, mtry: 2 };
  const { trees } = boostTrees(table, won, options);

  it('are those of their definition', () => {
    for (const tree of trees) {
      for (let row = 0; row < 20; row++) {
        const at = row * features.length;
        const parts = new Float64Array(features.length);
        createTreeShap(5).add({ tree, bins, at, parts });
        const expected = shapley((known) => sayOf(tree, known, bins, at), features.length);
        parts.forEach((part, f) => {
          expect(part).toBeCloseTo(expected[f] ?? 0, 12);
        });
        expect(expectationOf(tree)).toBeCloseTo(sayOf(tree, 0, bins, at), 12);
      }
    }
  });
});
