import { childOf, depthOf, LEAF, type Tree } from './tree.ts';

/** Up to this depth the parts of a prediction are Shapley values; the effort grows with the leaves and the square of the depth. */
export const SHAP_DEPTH = 6;

/** The deepest of the trees, in questions. */
export function deepestOf(trees: readonly Tree[]): number {
  return trees.reduce((deepest, tree) => Math.max(deepest, depthOf(tree)), 0);
}

/**
 * What a tree says of a row of which nothing is known: each way down counts as much as training rows went it. The rounding of
 * covers is the same as in `createTreeShap`, so that parts and expectation add up.
 */
export function expectationOf(tree: Tree): number {
  const share = new Float64Array(tree.feature.length);
  share[0] = 1;
  let sum = 0;
  for (let node = 0; node < share.length; node++) {
    const own = share[node] ?? 0;
    if (tree.feature[node] === LEAF) {
      sum += own * (tree.value[node] ?? 0);
      continue;
    }
    const cover = tree.cover[node] ?? 1;
    const right = tree.right[node] ?? 0;
    share[node + 1] = (own * (tree.cover[node + 1] ?? 0)) / cover;
    share[right] = (own * (tree.cover[right] ?? 0)) / cover;
  }
  return sum;
}

/**
 * Exact path-dependent Shapley values (Lundberg, Erion and Lee 2018, algorithm 2): `add` adds to `parts` what each feature
 * contributed in a tree of at most `depth` questions. Together with the expectation they are the value of the row's leaf.
 */
export function createTreeShap(depth: number) {
  const size = ((depth + 2) * (depth + 3)) / 2;
  const feature = new Int32Array(size);
  const zero = new Float64Array(size);
  const one = new Float64Array(size);
  const weight = new Float64Array(size);
  let tree: Tree;
  let bins: Uint8Array;
  let at = 0;
  let parts: Float64Array;

  /** Lengthens the path that begins at `from` and has `length` members. */
  const extend = (from: number, length: number, f: number, z: number, o: number): void => {
    const end = from + length;
    feature[end] = f;
    zero[end] = z;
    one[end] = o;
    weight[end] = length === 0 ? 1 : 0;
    for (let i = length - 1; i >= 0; i--) {
      const own = weight[from + i] ?? 0;
      weight[from + i + 1] = (weight[from + i + 1] ?? 0) + (o * own * (i + 1)) / (length + 1);
      weight[from + i] = (z * own * (length - i)) / (length + 1);
    }
  };

  /** Takes member `k` out of a path of `length` members, as if it had never been asked. */
  const unwind = (from: number, length: number, k: number): void => {
    const last = length - 1;
    const [z, o] = [zero[from + k] ?? 0, one[from + k] ?? 0];
    let next = weight[from + last] ?? 0;
    for (let i = last - 1; i >= 0; i--) {
      const own = weight[from + i] ?? 0;
      if (o !== 0) {
        const without = (next * length) / ((i + 1) * o);
        next = own - (without * z * (last - i)) / length;
        weight[from + i] = without;
      } else weight[from + i] = (own * length) / (z * (last - i));
    }
    for (let i = k; i < last; i++) {
      feature[from + i] = feature[from + i + 1] ?? 0;
      zero[from + i] = zero[from + i + 1] ?? 0;
      one[from + i] = one[from + i + 1] ?? 0;
    }
  };

  /** The sum of the weights that `unwind` would leave. */
  const unwoundSum = (from: number, length: number, k: number): number => {
    const last = length - 1;
    const [z, o] = [zero[from + k] ?? 0, one[from + k] ?? 0];
    let next = weight[from + last] ?? 0;
    let sum = 0;
    for (let i = last - 1; i >= 0; i--) {
      const own = weight[from + i] ?? 0;
      if (o !== 0) {
        const without = next / ((i + 1) * o);
        sum += without;
        next = own - without * z * (last - i);
      } else sum += own / (z * (last - i));
    }
    return sum * length;
  };

  const descend = (node: number, from: number, length: number): void => {
    if (tree.feature[node] === LEAF) {
      const value = tree.value[node] ?? 0;
      for (let k = 1; k < length; k++) {
        const f = feature[from + k] ?? 0;
        const moved = (one[from + k] ?? 0) - (zero[from + k] ?? 0);
        parts[f] = (parts[f] ?? 0) + unwoundSum(from, length, k) * moved * value;
      }
      return;
    }
    const f = tree.feature[node] ?? 0;
    const right = tree.right[node] ?? 0;
    const hot = childOf(tree, node, bins, at);
    const cold = hot === right ? node + 1 : right;
    let [z, o, members] = [1, 1, length];
    for (let k = 1; k < length; k++) {
      if (feature[from + k] !== f) continue;
      z = zero[from + k] ?? 0;
      o = one[from + k] ?? 0;
      unwind(from, length, k);
      members--;
      break;
    }
    const cover = tree.cover[node] ?? 1;
    branch(hot, from, members, { f, z: (z * (tree.cover[hot] ?? 0)) / cover, o });
    branch(cold, from, members, { f, z: (z * (tree.cover[cold] ?? 0)) / cover, o: 0 });
  };

  const branch = (
    node: number,
    from: number,
    members: number,
    { f, z, o }: { f: number; z: number; o: number },
  ): void => {
    const own = from + members;
    feature.copyWithin(own, from, from + members);
    zero.copyWithin(own, from, from + members);
    one.copyWithin(own, from, from + members);
    weight.copyWithin(own, from, from + members);
    extend(own, members, f, z, o);
    descend(node, own, members + 1);
  };

  return {
    add(one: { tree: Tree; bins: Uint8Array; at: number; parts: Float64Array }): void {
      ({ tree, bins, at, parts } = one);
      extend(0, 0, -1, 1, 1);
      descend(0, 0, 1);
    },
  };
}
