import { BINS, type BinnedTable } from './binning.ts';
import type { Split } from './split-search.ts';

/** Divides rows by a split, each side in the order in which its rows came. */
export function createPartition({ rows, bins, features }: BinnedTable) {
  const width = features.length;
  const side = new Uint8Array(BINS);
  const spare = new Int32Array(rows);

  return {
    by(split: Split): void {
      if (split.byCategory) {
        for (let i = 0; i < BINS; i++) side[i] = ((split.set[i >>> 5] ?? 0) >>> (i & 31)) & 1;
        return;
      }
      side.fill(0);
      side.fill(1, 1, split.bin + 1);
      side[0] = split.missingLeft ? 1 : 0;
    },
    /** Puts the rows that go left in front of those that go right, and gives where these begin. */
    divide(values: Int32Array, start: number, end: number, feature: number): number {
      let left = start;
      let right = 0;
      // Without a branch: which way a row goes cannot be foreseen.
      for (let i = start; i < end; i++) {
        const row = values[i] ?? 0;
        const goesLeft = side[bins[row * width + feature] ?? 0] ?? 0;
        values[left] = row;
        spare[right] = row;
        left += goesLeft;
        right += 1 - goesLeft;
      }
      for (let i = 0; i < right; i++) values[left + i] = spare[i] ?? 0;
      return left;
    },
  };
}
