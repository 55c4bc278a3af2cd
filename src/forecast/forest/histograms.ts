import { BINS } from './binning.ts';

/** Numbers of one bin: its rows, their weight, the sum of weight times target; the fourth keeps a bin within one cache line. */
export const PER_BIN = 4;
/** Below so many rows the bins that were met are kept in a bit set: to look at all 256 would cost more than the rows. */
export const FEW_ROWS = 96;

/** The rows of a node, and what is added up of them. */
export type NodeRows = {
  readonly bins: Uint8Array;
  readonly width: number;
  readonly order: Int32Array;
  readonly start: number;
  readonly end: number;
  readonly weights: Float64Array;
  readonly sums: Float64Array;
};

/** The bins of a feature in which rows of a node lie, ascending, and what was added up there. */
export type MetBins = {
  count: number;
  readonly bin: Uint8Array;
  readonly rows: Float64Array;
  readonly weight: Float64Array;
  readonly sum: Float64Array;
};

export function noMetBins(): MetBins {
  const numbers = () => new Float64Array(BINS);
  return {
    count: 0,
    bin: new Uint8Array(BINS),
    rows: numbers(),
    weight: numbers(),
    sum: numbers(),
  };
}

/** Adds the rows of a node to the histograms of some features, one after the other in `into`. */
export function addRows(node: NodeRows, features: Uint16Array, into: Float64Array): void {
  const { bins, width, order, weights, sums } = node;
  for (let i = node.start; i < node.end; i++) {
    const row = order[i] ?? 0;
    const at = row * width;
    const weight = weights[row] ?? 0;
    const sum = sums[row] ?? 0;
    for (let k = 0, begin = 0; k < features.length; k++, begin += BINS) {
      const place = (begin + (bins[at + (features[k] ?? 0)] ?? 0)) * PER_BIN;
      into[place] = (into[place] ?? 0) + 1;
      into[place + 1] = (into[place + 1] ?? 0) + weight;
      into[place + 2] = (into[place + 2] ?? 0) + sum;
    }
  }
}

/** Takes the histograms of one child from those of the parent, which leaves those of the other. */
export function subtract(parent: Float64Array, child: Float64Array): void {
  for (let i = 0; i < parent.length; i++) parent[i] = (parent[i] ?? 0) - (child[i] ?? 0);
}

/** Adds what was met to the `k`-th histogram. */
export function addMet(met: MetBins, histograms: Float64Array, k: number): void {
  for (let i = 0; i < met.count; i++) {
    const place = (k * BINS + (met.bin[i] ?? 0)) * PER_BIN;
    histograms[place] = (histograms[place] ?? 0) + (met.rows[i] ?? 0);
    histograms[place + 1] = (histograms[place + 1] ?? 0) + (met.weight[i] ?? 0);
    histograms[place + 2] = (histograms[place + 2] ?? 0) + (met.sum[i] ?? 0);
  }
}

/** Reads the `k`-th histogram. */
export function readMet(histograms: Float64Array, k: number, met: MetBins): void {
  let count = 0;
  for (let bin = 0, place = k * BINS * PER_BIN; bin < BINS; bin++, place += PER_BIN) {
    const rows = histograms[place] ?? 0;
    if (rows === 0) continue;
    met.bin[count] = bin;
    met.rows[count] = rows;
    met.weight[count] = histograms[place + 1] ?? 0;
    met.sum[count] = histograms[place + 2] ?? 0;
    count++;
  }
  met.count = count;
}

const scratch = new Float64Array(BINS * PER_BIN);
const seen = new Uint32Array(BINS / 32);

/** The bins of one feature in a node of few rows. */
export function meetFewRows(node: NodeRows, feature: number, met: MetBins): void {
  const { bins, width, order, weights, sums } = node;
  for (let i = node.start; i < node.end; i++) {
    const row = order[i] ?? 0;
    const bin = bins[row * width + feature] ?? 0;
    const place = bin * PER_BIN;
    scratch[place] = (scratch[place] ?? 0) + 1;
    scratch[place + 1] = (scratch[place + 1] ?? 0) + (weights[row] ?? 0);
    scratch[place + 2] = (scratch[place + 2] ?? 0) + (sums[row] ?? 0);
    mark(seen, bin);
  }
  let count = 0;
  for (let word = 0; word < seen.length; word++) {
    for (let bits = takeWord(seen, word); bits !== 0; bits &= bits - 1) {
      const bin = lowestBin(word, bits);
      const place = bin * PER_BIN;
      met.bin[count] = bin;
      met.rows[count] = scratch[place] ?? 0;
      met.weight[count] = scratch[place + 1] ?? 0;
      met.sum[count] = scratch[place + 2] ?? 0;
      scratch.fill(0, place, place + PER_BIN);
      count++;
    }
  }
  met.count = count;
}

/** A set of bins: 32 of them a word. */
export function mark(set: Uint32Array, bin: number): void {
  set[bin >>> 5] = (set[bin >>> 5] ?? 0) | (1 << (bin & 31));
}

export function takeWord(set: Uint32Array, word: number): number {
  const bits = set[word] ?? 0;
  set[word] = 0;
  return bits;
}

export function lowestBin(word: number, bits: number): number {
  return word * 32 + 31 - Math.clz32(bits & -bits);
}
