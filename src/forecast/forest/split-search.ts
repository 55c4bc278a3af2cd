import { BINS, MISSING } from './binning.ts';
import { type MetBins, mark } from './histograms.ts';
import { SET_WORDS } from './tree.ts';

/** What is added up of some rows: how many, their weight, the sum of weight times target. */
export type Totals = { rows: number; weight: number; sum: number };

/** The best way found to divide a node. It is written over by a better one, for millions are looked at. */
export type Split = {
  /** What is gained over not dividing, or 0 where nothing was found. */
  gain: number;
  feature: number;
  byCategory: boolean;
  /** The last bin that goes left, of a number. */
  bin: number;
  missingLeft: boolean;
  /** The bins that go left, of a category. */
  readonly set: Uint32Array;
  readonly left: Totals;
};

export type SplitRules = { readonly minLeaf: number; readonly l2: number };

/** Less than this share of a node's score is rounding, not a gain. */
const ROUNDING = 1e-12;
/** As many rows with the node's mean are added to each category when they are put in order: a rare one is not first by chance. */
const SMOOTHING = 10;

export function noSplit(): Split {
  return {
    gain: 0,
    feature: 0,
    byCategory: false,
    bin: 0,
    missingLeft: false,
    set: new Uint32Array(SET_WORDS),
    left: { rows: 0, weight: 0, sum: 0 },
  };
}

/**
 * Searches the ways to divide a node. The score of rows is the square of their sum over their weight: with target 0 or 1 its gain
 * is that of Gini, with numbers that of the variance, with the gradients of boosting that of Newton's step (`l2` over 0).
 */
export function createSplitSearch(rules: SplitRules) {
  const best = noSplit();
  const { minLeaf, l2 } = rules;
  let [rows, weight, sum, floor] = [0, 0, 0, 0];
  const order = new Uint8Array(BINS);
  const rank = new Float64Array(BINS);

  /** Whether dividing off these rows is better than all before; then it is noted. */
  const better = (leftRows: number, leftWeight: number, leftSum: number): boolean => {
    if (leftRows < minLeaf || rows - leftRows < minLeaf) return false;
    const rightWeight = weight - leftWeight;
    const rightSum = sum - leftSum;
    if (leftWeight <= 0 || rightWeight <= 0) return false;
    const score =
      (leftSum * leftSum) / (leftWeight + l2) + (rightSum * rightSum) / (rightWeight + l2);
    if (!(score - floor > best.gain)) return false;
    best.gain = score - floor;
    best.left.rows = leftRows;
    best.left.weight = leftWeight;
    best.left.sum = leftSum;
    return true;
  };

  const note = (feature: number, bin: number, missingLeft: boolean): void => {
    best.feature = feature;
    best.byCategory = false;
    best.bin = bin;
    best.missingLeft = missingLeft;
  };

  /**
   * Numbers: each gap between two bins that were met, with what is missing on the one side and on the other. Where nothing is, a
   * missing value will go where more went.
   */
  const numeric = (feature: number, met: MetBins): void => {
    const missing = met.bin[0] === MISSING;
    const [lostRows, lostWeight, lostSum] = missing
      ? [met.rows[0] ?? 0, met.weight[0] ?? 0, met.sum[0] ?? 0]
      : [0, 0, 0];
    let [leftRows, leftWeight, leftSum] = [0, 0, 0];
    for (let i = missing ? 1 : 0; i < met.count; i++) {
      leftRows += met.rows[i] ?? 0;
      leftWeight += met.weight[i] ?? 0;
      leftSum += met.sum[i] ?? 0;
      const bin = met.bin[i] ?? 0;
      const last = i + 1 === met.count;
      if (last && !missing) return;
      const cut = last ? BINS - 1 : (bin + (met.bin[i + 1] ?? 0) - 1) >>> 1;
      if (better(leftRows, leftWeight, leftSum))
        note(feature, cut, !missing && leftRows * 2 > rows);
      if (!missing || last) continue;
      if (better(leftRows + lostRows, leftWeight + lostWeight, leftSum + lostSum))
        note(feature, cut, true);
    }
  };

  /**
   * Categories in the order of their means: the best of all ways to divide them is a cut in that order (Fisher 1958). What is
   * missing is one of them. Those that were not met go where more went.
   */
  const categories = (feature: number, met: MetBins): void => {
    sortByMean(met, { order, rank, mean: sum / (weight + l2) });
    let [leftRows, leftWeight, leftSum] = [0, 0, 0];
    for (let i = 0; i + 1 < met.count; i++) {
      const category = order[i] ?? 0;
      leftRows += met.rows[category] ?? 0;
      leftWeight += met.weight[category] ?? 0;
      leftSum += met.sum[category] ?? 0;
      if (!better(leftRows, leftWeight, leftSum)) continue;
      best.feature = feature;
      best.byCategory = true;
      const mostLeft = leftRows * 2 > rows;
      best.set.fill(0);
      for (let j = 0; j < met.count; j++)
        if (j <= i !== mostLeft) mark(best.set, met.bin[order[j] ?? 0] ?? 0);
      if (mostLeft)
        for (let word = 0; word < SET_WORDS; word++) best.set[word] = ~(best.set[word] ?? 0);
    }
  };

  return {
    best,
    /** Begins with a node, forgetting the one before. */
    begin(node: Totals): void {
      ({ rows, weight, sum } = node);
      floor = (sum * sum) / (weight + l2);
      floor += Math.abs(floor) * ROUNDING;
      best.gain = 0;
    },
    numeric,
    categories,
  };
}

function sortByMean(
  met: MetBins,
  { order, rank, mean }: { order: Uint8Array; rank: Float64Array; mean: number },
): void {
  for (let i = 0; i < met.count; i++) {
    rank[i] = ((met.sum[i] ?? 0) + SMOOTHING * mean) / ((met.weight[i] ?? 0) + SMOOTHING);
    let place = i;
    while (place > 0 && (rank[order[place - 1] ?? 0] ?? 0) > (rank[i] ?? 0)) {
      order[place] = order[place - 1] ?? 0;
      place--;
    }
    order[place] = i;
  }
}
