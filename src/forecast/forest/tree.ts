import { BINS, type BinnedTable } from './binning.ts';

/** In place of a feature: here the tree ends. */
export const LEAF = 0xffff;
/** Flags of a node: what is missing goes left; it asks for categories. */
export const MISSING_LEFT = 1;
export const BY_CATEGORY = 2;
/** Words of 32 bits in a set of bins. */
export const SET_WORDS = BINS / 32;

/**
 * A tree in preorder: the left child of node n is n + 1. A number goes left when its bin is at most `split`, a category when
 * its bin is in the set of `sets` that begins at `split`. Each node, not only a leaf, holds the mean of what it saw as
 * `value`, and how much it saw as `cover`. The rows that met in a leaf are told by `samples`, where they are kept: those of
 * node n begin at `sampleStart[n]` and end at that of n + 1.
 */
export type Tree = {
  readonly feature: Uint16Array;
  readonly flags: Uint8Array;
  readonly split: Uint32Array;
  readonly right: Uint32Array;
  readonly value: Float32Array;
  readonly cover: Float32Array;
  readonly sets: Uint32Array;
  readonly sampleStart: Uint32Array;
  readonly samples: Float32Array;
};

/** The child that a row goes to, its bins beginning at `at`. */
export function childOf(tree: Tree, node: number, bins: Uint8Array, at: number): number {
  const bin = bins[at + (tree.feature[node] ?? 0)] ?? 0;
  const flags = tree.flags[node] ?? 0;
  const split = tree.split[node] ?? 0;
  const left =
    (flags & BY_CATEGORY) !== 0
      ? (((tree.sets[split + (bin >>> 5)] ?? 0) >>> (bin & 31)) & 1) === 1
      : bin === 0
        ? (flags & MISSING_LEFT) !== 0
        : bin <= split;
  return left ? node + 1 : (tree.right[node] ?? 0);
}

export function leafOf(tree: Tree, bins: Uint8Array, at: number): number {
  let node = 0;
  while (tree.feature[node] !== LEAF) node = childOf(tree, node, bins, at);
  return node;
}

/** Adds what the trees say of each row to `sums`. */
export function addPredictions(
  trees: readonly Tree[],
  { rows, features, bins }: BinnedTable,
  sums: Float64Array,
): void {
  const width = features.length;
  for (const tree of trees)
    for (let row = 0, at = 0; row < rows; row++, at += width)
      sums[row] = (sums[row] ?? 0) + (tree.value[leafOf(tree, bins, at)] ?? 0);
}

/**
 * Adds to `parts` by how much each feature moved the value on the way of a row through a tree (Saabas 2014), and gives the value at
 * the root: together they are the value of the leaf.
 */
export function addPathParts(
  tree: Tree,
  bins: Uint8Array,
  at: number,
  parts: Float64Array,
): number {
  let node = 0;
  while (tree.feature[node] !== LEAF) {
    const feature = tree.feature[node] ?? 0;
    const child = childOf(tree, node, bins, at);
    parts[feature] = (parts[feature] ?? 0) + (tree.value[child] ?? 0) - (tree.value[node] ?? 0);
    node = child;
  }
  return tree.value[0] ?? 0;
}

/** The most questions on any way from the root to a leaf. */
export function depthOf(tree: Tree): number {
  const depths = new Uint16Array(tree.feature.length);
  let deepest = 0;
  for (let node = 0; node < depths.length; node++) {
    if (tree.feature[node] === LEAF) continue;
    const below = (depths[node] ?? 0) + 1;
    depths[node + 1] = below;
    depths[tree.right[node] ?? 0] = below;
    deepest = Math.max(deepest, below);
  }
  return deepest;
}
