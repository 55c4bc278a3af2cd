import type { BinnedTable } from './binning.ts';
import { createNodeList } from './node-list.ts';
import { createNodeSearch, type Known, type NodeSearchRules } from './node-search.ts';
import { createPartition } from './partition.ts';
import type { Draw } from './seeded-random.ts';
import type { Totals } from './split-search.ts';
import type { Tree } from './tree.ts';

export type GrowRules = NodeSearchRules & {
  /** The fewest different rows in a leaf. */
  readonly minLeaf: number;
  readonly maxDepth: number;
  /** Added to the weight of rows before their sum is divided by it. */
  readonly l2: number;
  /** The value of a node is `offset` + `scale` x sum / (weight + l2). */
  readonly scale: number;
  readonly offset: number;
  /** What the cover of a node counts. */
  readonly cover: 'weight' | 'rows';
  /** Target values kept with each leaf, at most: those at equal shares of its rows. */
  readonly samplesPerLeaf: number;
};

/** What one tree is grown from. The rows in `order` and `outside` are put into another order. */
export type TrainingRows = {
  readonly order: Int32Array;
  /** Rows that the tree does not learn from but that are led to its leaves. */
  readonly outside: Int32Array;
  /** By row: its weight, its weight times its target. */
  readonly weights: Float64Array;
  readonly sums: Float64Array;
  /** By row, instead of these, what `codeOf` makes of whole weights and of targets 0 or 1. */
  readonly codes: Uint16Array | null;
  /** Whether the targets are 0 or 1: then rows that are all alike end a branch. */
  readonly classes: boolean;
  /** Told of each leaf: its value, the rows in it. */
  onLeaf(value: number, inside: Int32Array, outside: Int32Array): void;
};

/** Where the rows of a node lie in `order` and in `outside`, and what they add up to. */
type Growing = {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly totals: Totals;
};

/** Grows trees on one table, one after the other, with the same memory. */
export function createTreeGrower(table: BinnedTable, rules: GrowRules) {
  const nodes = createNodeList(2 * Math.ceil(table.rows / rules.minLeaf) + 1);
  const search = createNodeSearch(table, rules);
  const partition = createPartition(table);

  const mayDivide = ({ depth, totals }: Growing, { classes }: TrainingRows): boolean =>
    depth < rules.maxDepth &&
    totals.rows >= 2 * rules.minLeaf &&
    !(classes && (totals.sum === 0 || totals.sum === totals.weight));

  const endHere = (rows: TrainingRows, value: number, here: Growing): void => {
    const inside = rows.order.subarray(here.start, here.end);
    if (rules.samplesPerLeaf > 0) nodes.keep(samplesOf(inside, rows, rules));
    rows.onLeaf(value, inside, rows.outside.subarray(here.from, here.to));
  };

  /** Adds a node and all below it, and gives its number. */
  const growFrom = (rows: TrainingRows, draw: Draw, here: Growing, known: Known): number => {
    const { totals } = here;
    const value = rules.offset + (rules.scale * totals.sum) / (totals.weight + rules.l2);
    const node = nodes.add(value, rules.cover === 'rows' ? totals.rows : totals.weight);
    const divides = mayDivide(here, rows);
    const own = divides ? search.lookAt(rows, here, totals, known, draw) : known;
    if (!divides || search.best.gain === 0) {
      search.release(own);
      endHere(rows, value, here);
      return node;
    }
    nodes.divide(node, search.best);
    const [left, right] = children(rows, here);
    const [ofLeft, ofRight] = search.share(rows, own, left, right);
    growFrom(rows, draw, left, ofLeft);
    nodes.setRight(node, growFrom(rows, draw, right, ofRight));
    return node;
  };

  const children = (rows: TrainingRows, here: Growing): [Growing, Growing] => {
    const { feature, left } = search.best;
    const { totals } = here;
    partition.by(search.best);
    const middle = partition.divide(rows.order, here.start, here.end, feature);
    const outer = partition.divide(rows.outside, here.from, here.to, feature);
    const depth = here.depth + 1;
    const rest = {
      rows: totals.rows - left.rows,
      weight: totals.weight - left.weight,
      sum: totals.sum - left.sum,
    };
    return [
      { start: here.start, end: middle, from: here.from, to: outer, depth, totals: { ...left } },
      { start: middle, end: here.end, from: outer, to: here.to, depth, totals: rest },
    ];
  };

  return {
    grow(rows: TrainingRows, draw: Draw): Tree {
      const { order, outside } = rows;
      nodes.clear();
      search.begin();
      const root = { start: 0, end: order.length, from: 0, to: outside.length, depth: 0 };
      growFrom(rows, draw, { ...root, totals: totalsOf(rows) }, null);
      return nodes.toTree();
    },
  };
}

function totalsOf({ order, weights, sums, codes }: TrainingRows): Totals {
  let [weight, sum] = [0, 0];
  for (const row of order) {
    const code = codes?.[row] ?? 0;
    weight += codes === null ? (weights[row] ?? 0) : code >>> 1;
    sum += codes === null ? (sums[row] ?? 0) : (code >>> 1) * (code & 1);
  }
  return { rows: order.length, weight, sum };
}

/** The targets of a leaf, ascending; of many, those in the middle of equal shares. */
function samplesOf(
  inside: Int32Array,
  { weights, sums }: TrainingRows,
  { samplesPerLeaf, offset }: GrowRules,
): number[] {
  const targets = Float64Array.from(
    inside,
    (row) => offset + (sums[row] ?? 0) / (weights[row] ?? 1),
  ).sort();
  if (targets.length <= samplesPerLeaf) return [...targets];
  return Array.from(
    { length: samplesPerLeaf },
    (_, i) => targets[Math.floor(((i + 0.5) * targets.length) / samplesPerLeaf)] ?? 0,
  );
}
