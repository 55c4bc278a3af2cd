import type { BinnedTable } from './binning.ts';
import type { ForestPlan } from './forest-plan.ts';
import { codeOf } from './packed-histograms.ts';
import { drawFrom } from './seeded-random.ts';
import type { Tree } from './tree.ts';
import { createTreeGrower } from './tree-grower.ts';

/**
 * What the trees that did not learn from a row said of it, added up: whole numbers in units of `unit`, so that the sum is the same
 * in whatever order the trees came.
 */
export type OutOfBagSums = { readonly sums: Float64Array; readonly counts: Uint16Array };

/** The part of a forest that one thread does: tree `t` is the same whoever grows it. */
export function createForestWork(table: BinnedTable, plan: ForestPlan) {
  const { rows } = table;
  const { target, weights } = plan;
  const offset = plan.kind === 'numbers' ? meanOf(target, weights) : 0;
  const unit = plan.kind === 'numbers' ? unitOf(target, offset) : UNIT;
  const eligible = eligibleRows(rows, weights);
  const grower = createTreeGrower(table, { ...plan, l2: 0, scale: 1, offset, cover: 'weight' });
  const times = new Uint16Array(rows);
  const order = new Int32Array(rows);
  const outside = new Int32Array(plan.outOfBag ? rows : 0);
  const codes = plan.kind === 'classes' && weights === null ? new Uint16Array(rows) : null;
  const treeWeights = new Float64Array(codes === null ? rows : 0);
  const sums = new Float64Array(codes === null ? rows : 0);
  const outOfBag: OutOfBagSums | null = plan.outOfBag
    ? { sums: new Float64Array(rows), counts: new Uint16Array(rows) }
    : null;

  const noteOutside = (value: number, _inside: Int32Array, left: Int32Array): void => {
    if (outOfBag === null) return;
    const units = Math.round((value - offset) / unit);
    for (const row of left) {
      outOfBag.sums[row] = (outOfBag.sums[row] ?? 0) + units;
      outOfBag.counts[row] = (outOfBag.counts[row] ?? 0) + 1;
    }
  };

  return {
    offset,
    unit,
    outOfBag,
    growTree(t: number): Tree {
      const draw = drawFrom(plan.seed, t);
      times.fill(0);
      for (let i = 0; i < eligible.length; i++) {
        const row = eligible[draw(eligible.length)] ?? 0;
        times[row] = (times[row] ?? 0) + 1;
      }
      let [inside, left] = [0, 0];
      for (let row = 0; row < rows; row++) {
        const drawn = times[row] ?? 0;
        if (drawn === 0) {
          if (plan.outOfBag) outside[left++] = row;
          continue;
        }
        order[inside++] = row;
        if (codes !== null) {
          codes[row] = codeOf(drawn, target[row] ?? 0);
          continue;
        }
        const weight = drawn * (weights === null ? 1 : (weights[row] ?? 0));
        treeWeights[row] = weight;
        sums[row] = weight * ((target[row] ?? 0) - offset);
      }
      return grower.grow(
        {
          order: order.subarray(0, inside),
          outside: outside.subarray(0, left),
          weights: treeWeights,
          sums,
          codes,
          classes: plan.kind === 'classes',
          onLeaf: noteOutside,
        },
        draw,
      );
    },
  };
}

/** What the sums say of each row; NaN where every tree learnt from it. */
export function outOfBagPredictions(
  parts: readonly OutOfBagSums[],
  { offset, unit }: { offset: number; unit: number },
): Float64Array {
  const predicted = new Float64Array(parts[0]?.sums.length ?? 0);
  for (let row = 0; row < predicted.length; row++) {
    let [sum, count] = [0, 0];
    for (const { sums, counts } of parts) {
      sum += sums[row] ?? 0;
      count += counts[row] ?? 0;
    }
    predicted[row] = count === 0 ? Number.NaN : offset + (sum * unit) / count;
  }
  return predicted;
}

/** Small enough to lose nothing, large enough for 2^23 trees to add up exactly. */
const UNIT = 2 ** -30;

function unitOf(target: Float64Array, offset: number): number {
  const widest = target.reduce((most, value) => Math.max(most, Math.abs(value - offset)), 0);
  return widest === 0 ? UNIT : UNIT * 2 ** Math.ceil(Math.log2(widest));
}

function meanOf(target: Float64Array, weights: Float64Array | null): number {
  let [sum, total] = [0, 0];
  for (let row = 0; row < target.length; row++) {
    const weight = weights === null ? 1 : (weights[row] ?? 0);
    sum += weight * (target[row] ?? 0);
    total += weight;
  }
  return sum / total;
}

/** A row without weight teaches nothing, and takes no place in a draw. */
function eligibleRows(rows: number, weights: Float64Array | null): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  return weights === null ? all : all.filter((row) => (weights[row] ?? 0) > 0);
}
