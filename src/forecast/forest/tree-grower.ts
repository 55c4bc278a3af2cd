import { BINS, type BinnedTable } from './binning.ts';
import {
  addRows,
  FEW_ROWS,
  meetFewRows,
  type NodeRows,
  noMetBins,
  PER_BIN,
  readMet,
  subtract,
} from './histograms.ts';
import { createNodeList } from './node-list.ts';
import { addPacked, meetFew, PACKED_BELOW, pack, takePacked } from './packed-histograms.ts';
import { type Draw, shuffleFirst } from './seeded-random.ts';
import { createSplitSearch, type Split, type Totals } from './split-search.ts';
import type { Tree } from './tree.ts';

export type GrowRules = {
  /** The fewest different rows in a leaf. */
  readonly minLeaf: number;
  readonly maxDepth: number;
  /** How many features, drawn anew at each node, are looked at; further ones only where none of them divides the node. */
  readonly mtry: number;
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
  /** Whether the weights are whole numbers and the targets 0 or 1. */
  readonly packable: boolean;
  /** Told of each leaf: its value, the rows in it. */
  onLeaf?(value: number, inside: Int32Array, outside: Int32Array): void;
};

/** Where the rows of a node lie in `order` and `outside`. */
type Span = { start: number; end: number; from: number; to: number; depth: number };

/** Grows trees on one table, one after the other, with the same memory. */
export function createTreeGrower(table: BinnedTable, rules: GrowRules) {
  const width = table.features.length;
  const most = 2 * Math.ceil(table.rows / Math.max(1, rules.minLeaf)) + 1;
  const nodes = createNodeList(most);
  const search = createSplitSearch(rules);
  const met = noMetBins();
  const features = Uint16Array.from({ length: width }, (_, i) => i);
  const packed = new Float64Array(table.rows);
  const packedHistograms = new Float64Array(width * BINS);
  const scratch = new Float64Array(BINS);
  const side = new Uint8Array(BINS);
  const spare = new Int32Array(table.rows);
  const pool: Float64Array[] = [];
  const total: Totals = { rows: 0, weight: 0, sum: 0 };
  const all = rules.mtry >= width;

  const tryFeature = (feature: number): void => {
    if (table.features[feature]?.categorical === true) search.categories(feature, met);
    else search.numeric(feature, met);
  };

  const histograms = (): Float64Array => {
    const reused = pool.pop();
    if (reused === undefined) return new Float64Array(width * BINS * PER_BIN);
    reused.fill(0);
    return reused;
  };

  /** Looks at features in batches of `mtry`, until one divides the node. */
  const inBatches = (draw: Draw, look: (from: number, count: number) => void): void => {
    if (!all) shuffleFirst(features, width, draw);
    for (let from = 0; from < width && search.best.gain === 0; from += rules.mtry)
      look(from, Math.min(rules.mtry, width - from));
  };

  function grow(rows: TrainingRows, draw: Draw): Tree {
    const { order, outside, weights, sums } = rows;

    const addUp = (start: number, end: number): void => {
      let [weight, sum] = [0, 0];
      for (let i = start; i < end; i++) {
        const row = order[i] ?? 0;
        weight += weights[row] ?? 0;
        sum += sums[row] ?? 0;
      }
      total.rows = end - start;
      total.weight = weight;
      total.sum = sum;
    };

    const packNode = (start: number, end: number): void => {
      for (let i = start; i < end; i++) {
        const row = order[i] ?? 0;
        packed[i - start] = pack(weights[row] ?? 0, (sums[row] ?? 0) > 0 ? 1 : 0);
      }
    };

    const searchPacked = (start: number, end: number): void => {
      packNode(start, end);
      const node = { bins: table.bins, width, order, start, count: end - start, packed };
      const few = node.count < FEW_ROWS;
      inBatches(draw, (from, count) => {
        const batch = features.subarray(from, from + count);
        if (!few) addPacked(node, batch, count, packedHistograms);
        for (let k = 0; k < count; k++) {
          const feature = batch[k] ?? 0;
          if (few) meetFew(node, feature, scratch, met);
          else takePacked(packedHistograms, k, met);
          tryFeature(feature);
        }
      });
    };

    const nodeRows = (start: number, end: number): NodeRows => ({
      bins: table.bins,
      width,
      order,
      start,
      end,
      weights,
      sums,
    });

    /** Gives the histograms of the node, where they are of all features and so of use for its children. */
    const searchPlain = (start: number, end: number, known: Float64Array | null) => {
      const node = nodeRows(start, end);
      const few = known === null && end - start < FEW_ROWS;
      const own = few ? null : (known ?? histograms());
      inBatches(draw, (from, count) => {
        const batch = features.subarray(from, from + count);
        if (own !== null && known === null) {
          if (from > 0) own.fill(0);
          addRows(node, batch, count, own);
        }
        for (let k = 0; k < count; k++) {
          const feature = batch[k] ?? 0;
          if (own === null) meetFewRows(node, feature, met);
          else readMet(own, k, met);
          tryFeature(feature);
        }
      });
      if (own !== null && !all) pool.push(own);
      return all ? own : null;
    };

    /** Puts the rows that go left in front of those that go right, each in their order, and gives how many go left. */
    const divide = (values: Int32Array, start: number, end: number, feature: number): number => {
      const { bins } = table;
      let left = start;
      let right = 0;
      for (let i = start; i < end; i++) {
        const row = values[i] ?? 0;
        const goes = side[bins[row * width + feature] ?? 0] ?? 0;
        values[left] = row;
        spare[right] = row;
        left += goes;
        right += 1 - goes;
      }
      values.set(spare.subarray(0, right), left);
      return left;
    };

    const valueOf = (): number =>
      rules.offset + (rules.scale * total.sum) / (total.weight + rules.l2);

    const endHere = (span: Span, value: number): void => {
      const inside = order.subarray(span.start, span.end);
      if (rules.samplesPerLeaf > 0) nodes.keep(samplesOf(inside, rows, rules));
      rows.onLeaf?.(value, inside, outside.subarray(span.from, span.to));
    };

    const mayDivide = (depth: number): boolean =>
      depth < rules.maxDepth &&
      total.rows >= 2 * rules.minLeaf &&
      !(rows.packable && (total.sum === 0 || total.sum === total.weight));

    const child = (span: Span, known: Float64Array | null): number => {
      addUp(span.start, span.end);
      const value = valueOf();
      const node = nodes.add(value, rules.cover === 'rows' ? total.rows : total.weight);
      search.begin(total);
      let own: Float64Array | null = known;
      if (mayDivide(span.depth)) {
        const packs = rows.packable && known === null && total.weight < PACKED_BELOW;
        if (packs) searchPacked(span.start, span.end);
        else own = searchPlain(span.start, span.end, known);
      }
      if (search.best.gain === 0) {
        if (own !== null) pool.push(own);
        endHere(span, value);
        return node;
      }
      const { feature } = search.best;
      nodes.divide(node, search.best);
      fillSide(side, search.best);
      const middle = divide(order, span.start, span.end, feature);
      const outer = divide(outside, span.from, span.to, feature);
      const depth = span.depth + 1;
      const left = { ...span, end: middle, to: outer, depth };
      const right = { ...span, start: middle, from: outer, depth };
      const [ofLeft, ofRight] = own === null ? NONE : shared(own, left, right);
      child(left, ofLeft);
      nodes.setRight(node, child(right, ofRight));
      return node;
    };

    /** The histograms of two children: the smaller is added up, the other is what remains; not worth it for few rows. */
    const shared = (own: Float64Array, left: Span, right: Span): Pair => {
      const [leftRows, rightRows] = [left.end - left.start, right.end - right.start];
      const small = leftRows < rightRows ? left : right;
      if (Math.max(leftRows, rightRows) < WORTH_SUBTRACTING) {
        pool.push(own);
        return NONE;
      }
      const added = histograms();
      addRows(nodeRows(small.start, small.end), features, width, added);
      subtract(own, added);
      return small === left ? [added, own] : [own, added];
    };

    nodes.clear();
    child({ start: 0, end: order.length, from: 0, to: outside.length, depth: 0 }, null);
    return nodes.toTree();
  }

  return { grow };
}

type Pair = readonly [Float64Array | null, Float64Array | null];
const NONE: Pair = [null, null];
const WORTH_SUBTRACTING = 4 * BINS;

function fillSide(side: Uint8Array, { byCategory, bin, missingLeft, set }: Split): void {
  if (byCategory) {
    for (let i = 0; i < BINS; i++) side[i] = ((set[i >>> 5] ?? 0) >>> (i & 31)) & 1;
    return;
  }
  side.fill(0);
  side.fill(1, 1, bin + 1);
  side[0] = missingLeft ? 1 : 0;
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
