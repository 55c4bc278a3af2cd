import { BINS } from './binning.ts';
import { lowestBin, type MetBins, mark, takeWord } from './histograms.ts';

/**
 * Where every row counts a whole number of times and the target is 0 or 1, what is added up of a row fits into one number: the
 * row, its times, its times if it is a 1, of 17 bits each. One addition instead of three, and all of it exact.
 */
const FIELD = 2 ** 17;
const TIMES = FIELD;
const ONES = FIELD * FIELD;
/** Nodes whose rows count less than this in all can be added up so. */
export const PACKED_BELOW = FIELD;

/** How often a row counts and what its target is, in 16 bits: half a million rows stay within a processor's cache. */
export function codeOf(times: number, isOne: number): number {
  return times * 2 + isOne;
}

export function pack(code: number): number {
  const times = code >>> 1;
  return 1 + times * TIMES + times * (code & 1) * ONES;
}

/** The rows of a node as they lie in `order`, each with its packed number in `packed`, from 0. */
export type PackedRows = {
  readonly bins: Uint8Array;
  readonly width: number;
  readonly order: Int32Array;
  readonly start: number;
  readonly count: number;
  readonly packed: Float64Array;
};

/** Adds the rows of a node to the histograms of some features, four of them at a time; each histogram is of `BINS` numbers. */
export function addPacked(node: PackedRows, features: Uint16Array, into: Float64Array): void {
  const count = features.length;
  let k = 0;
  for (; k + 4 <= count; k += 4) addFour(node, features, k, into);
  for (; k < count; k++) addOne(node, features[k] ?? 0, k * BINS, into);
}

function addFour(node: PackedRows, features: Uint16Array, k: number, into: Float64Array): void {
  const { bins, width, order, start, count, packed } = node;
  const [f, g, h, j] = [
    features[k] ?? 0,
    features[k + 1] ?? 0,
    features[k + 2] ?? 0,
    features[k + 3] ?? 0,
  ];
  const first = k * BINS;
  const [second, third, fourth] = [first + BINS, first + 2 * BINS, first + 3 * BINS];
  for (let i = 0; i < count; i++) {
    const at = (order[start + i] ?? 0) * width;
    const value = packed[i] ?? 0;
    const a = first + (bins[at + f] ?? 0);
    const b = second + (bins[at + g] ?? 0);
    const c = third + (bins[at + h] ?? 0);
    const d = fourth + (bins[at + j] ?? 0);
    into[a] = (into[a] ?? 0) + value;
    into[b] = (into[b] ?? 0) + value;
    into[c] = (into[c] ?? 0) + value;
    into[d] = (into[d] ?? 0) + value;
  }
}

function addOne(node: PackedRows, feature: number, begin: number, into: Float64Array): void {
  const { bins, width, order, start, count, packed } = node;
  for (let i = 0; i < count; i++) {
    const place = begin + (bins[(order[start + i] ?? 0) * width + feature] ?? 0);
    into[place] = (into[place] ?? 0) + (packed[i] ?? 0);
  }
}

/** Reads the `k`-th histogram, and leaves it empty. */
export function takePacked(into: Float64Array, k: number, met: MetBins): void {
  let count = 0;
  const begin = k * BINS;
  for (let bin = 0; bin < BINS; bin++) {
    const packed = into[begin + bin] ?? 0;
    if (packed === 0) continue;
    into[begin + bin] = 0;
    count = put(met, count, bin, packed);
  }
  met.count = count;
}

const seen = new Uint32Array(BINS / 32);

/** The bins of one feature in a node of few rows; `scratch` is an empty histogram, and is left empty. */
export function meetFew(
  node: PackedRows,
  feature: number,
  scratch: Float64Array,
  met: MetBins,
): void {
  const { bins, width, order, start, count: rows, packed } = node;
  for (let i = 0; i < rows; i++) {
    const bin = bins[(order[start + i] ?? 0) * width + feature] ?? 0;
    scratch[bin] = (scratch[bin] ?? 0) + (packed[i] ?? 0);
    mark(seen, bin);
  }
  let count = 0;
  for (let word = 0; word < seen.length; word++) {
    for (let bits = takeWord(seen, word); bits !== 0; bits &= bits - 1) {
      const bin = lowestBin(word, bits);
      count = put(met, count, bin, scratch[bin] ?? 0);
      scratch[bin] = 0;
    }
  }
  met.count = count;
}

function put(met: MetBins, count: number, bin: number, packed: number): number {
  const ones = Math.floor(packed / ONES);
  const rest = packed - ones * ONES;
  const times = Math.floor(rest / TIMES);
  met.bin[count] = bin;
  met.rows[count] = rest - times * TIMES;
  met.weight[count] = times;
  met.sum[count] = ones;
  return count + 1;
}
