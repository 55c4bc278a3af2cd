import { BINS, type BinnedTable } from './binning.ts';
import {
  addMet,
  addRows,
  FEW_ROWS,
  meetFewRows,
  type NodeRows,
  noMetBins,
  PER_BIN,
  readMet,
  subtract,
} from './histograms.ts';
import { addPacked, meetFew, PACKED_BELOW, pack, takePacked } from './packed-histograms.ts';
import { type Draw, shuffleFirst } from './seeded-random.ts';
import { createSplitSearch, type SplitRules, type Totals } from './split-search.ts';

export type NodeSearchRules = SplitRules & {
  /** How many features, drawn anew at each node, are looked at; further ones only where none of them divides the node. */
  readonly mtry: number;
};

/** What of the rows a search needs: by row the weights and sums, or `codes` where `codeOf` applies; then the others are empty. */
export type SearchedRows = {
  readonly order: Int32Array;
  readonly weights: Float64Array;
  readonly sums: Float64Array;
  readonly codes: Uint16Array | null;
};

/** The histograms of a node over all features, of use for its children: theirs add up to it. */
export type Known = Float64Array | null;
/** Where the rows of a node lie in `order`. */
export type Part = { readonly start: number; readonly end: number };

/** Below so many rows adding up is quicker than subtracting. */
const WORTH_SUBTRACTING = 4 * BINS;
/**
 * Rows whose times add up to far less than `PACKED_BELOW`: a draw with replacement takes a row once on average, and that so many
 * are taken eight times each does not happen.
 */
const PART = PACKED_BELOW / 8;
const NONE: readonly [Known, Known] = [null, null];

/** Searches nodes of one table for their best split, one after the other, with the same memory. */
export function createNodeSearch(table: BinnedTable, rules: NodeSearchRules) {
  const { bins, features: all } = table;
  const width = all.length;
  const search = createSplitSearch(rules);
  const met = noMetBins();
  const features = Uint16Array.from(all, (_, f) => f);
  const packedHere = new Float64Array(Math.min(table.rows, PACKED_BELOW));
  const packedHistograms = new Float64Array(width * BINS);
  const scratch = new Float64Array(BINS);
  const pool: Float64Array[] = [];
  const drawn = rules.mtry < width;

  const look = (feature: number): void => {
    if (all[feature]?.categorical === true) search.categories(feature, met);
    else search.numeric(feature, met);
  };

  const histograms = (): Float64Array => {
    const reused = pool.pop();
    if (reused === undefined) return new Float64Array(width * BINS * PER_BIN);
    reused.fill(0);
    return reused;
  };

  const batchFrom = (from: number): Uint16Array =>
    features.subarray(from, Math.min(from + rules.mtry, width));

  /** Packs rows of a node, from `packedHere` 0 on. */
  const packRows = (codes: Uint16Array, order: Int32Array, { start, end }: Part) => {
    for (let i = start; i < end; i++) packedHere[i - start] = pack(codes[order[i] ?? 0] ?? 0);
    return { bins, width, order, start, count: end - start, packed: packedHere };
  };

  /** A node that counts too much for one packed number is added up in parts that do not. */
  const addInParts = (codes: Uint16Array, order: Int32Array, part: Part, batch: Uint16Array) => {
    const sums = histograms();
    for (let start = part.start; start < part.end; start += PART) {
      const end = Math.min(start + PART, part.end);
      addPacked(packRows(codes, order, { start, end }), batch, packedHistograms);
      for (let k = 0; k < batch.length; k++) {
        takePacked(packedHistograms, k, met);
        addMet(met, sums, k);
      }
    }
    return sums;
  };

  const searchPacked = (codes: Uint16Array, order: Int32Array, part: Part): void => {
    const node = packRows(codes, order, part);
    const few = node.count < FEW_ROWS;
    for (let from = 0; from < width && search.best.gain === 0; from += rules.mtry) {
      const batch = batchFrom(from);
      if (!few) addPacked(node, batch, packedHistograms);
      for (let k = 0; k < batch.length; k++) {
        const feature = batch[k] ?? 0;
        if (few) meetFew(node, feature, scratch, met);
        else takePacked(packedHistograms, k, met);
        look(feature);
      }
    }
  };

  const searchInParts = (codes: Uint16Array, order: Int32Array, part: Part): void => {
    for (let from = 0; from < width && search.best.gain === 0; from += rules.mtry) {
      const batch = batchFrom(from);
      const sums = addInParts(codes, order, part, batch);
      for (let k = 0; k < batch.length; k++) {
        readMet(sums, k, met);
        look(batch[k] ?? 0);
      }
      pool.push(sums);
    }
  };

  const searchPlain = (node: NodeRows, known: Known): Known => {
    const few = known === null && node.end - node.start < FEW_ROWS;
    const own = few ? null : (known ?? histograms());
    for (let from = 0; from < width && search.best.gain === 0; from += rules.mtry) {
      const batch = batchFrom(from);
      if (own !== null && known === null) {
        if (from > 0) own.fill(0);
        addRows(node, batch, own);
      }
      for (let k = 0; k < batch.length; k++) {
        const feature = batch[k] ?? 0;
        if (own === null) meetFewRows(node, feature, met);
        else readMet(own, k, met);
        look(feature);
      }
    }
    if (own !== null && drawn) pool.push(own);
    return drawn ? null : own;
  };

  const nodeOf = ({ order, weights, sums }: SearchedRows, { start, end }: Part): NodeRows => ({
    ...{ bins, width, order, weights, sums },
    start,
    end,
  });

  return {
    /** Begins a tree: what is drawn for it must not depend on the tree before. */
    begin(): void {
      for (let f = 0; f < width; f++) features[f] = f;
    },
    /** The best split of the node last looked at; its gain is 0 where there is none. */
    best: search.best,
    /** Looks at a node, and gives its histograms where its children can use them. */
    lookAt(rows: SearchedRows, part: Part, totals: Totals, known: Known, draw: Draw): Known {
      search.begin(totals);
      if (drawn) shuffleFirst(features, width, draw);
      if (rows.codes === null) return searchPlain(nodeOf(rows, part), known);
      if (totals.weight < PACKED_BELOW) searchPacked(rows.codes, rows.order, part);
      else searchInParts(rows.codes, rows.order, part);
      return null;
    },
    /** The histograms of two children: the smaller is added up, the other is what remains. */
    share(rows: SearchedRows, own: Known, left: Part, right: Part): readonly [Known, Known] {
      if (own === null) return NONE;
      const leftSmaller = left.end - left.start < right.end - right.start;
      const [small, large] = leftSmaller ? [left, right] : [right, left];
      if (large.end - large.start < WORTH_SUBTRACTING) {
        pool.push(own);
        return NONE;
      }
      const added = histograms();
      addRows(nodeOf(rows, small), features, added);
      subtract(own, added);
      return leftSmaller ? [added, own] : [own, added];
    },
    /** Takes histograms back that no child will use. */
    release(own: Known): void {
      if (own !== null) pool.push(own);
    },
  };
}
