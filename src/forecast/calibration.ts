import { fromLogOdds, logOdds } from './deals/log-odds.ts';
import { logLoss } from './scores.ts';

/** From the probability of a model to one that holds. */
export type Calibration =
  | { readonly kind: 'platt'; readonly slope: number; readonly intercept: number }
  | { readonly kind: 'isotonic'; readonly from: readonly number[]; readonly to: readonly number[] };

export const NO_CALIBRATION: Calibration = { kind: 'platt', slope: 1, intercept: 0 };

/** Isotonic regression needs as many that happened: it fits steps, and few of them make it follow the noise. */
const ENOUGH_FOR_ISOTONIC = 1000;
/** A pull towards "as it is": of 50 rows in the middle. */
const RIDGE = 50 * 0.25;
const MOST_STEPS = 50;

/**
 * Fits a calibration on predictions that the model has not been fitted on: Platt's line in log-odds, or isotonic regression where
 * more than 1,000 happened and it is the better one on every second row, in time order. Without outcomes of both kinds: none.
 */
export function fitCalibration(
  happened: ArrayLike<number>,
  probabilities: Float64Array,
): Calibration {
  const positives = Array.from(happened).reduce((sum, one) => sum + one, 0);
  if (positives === 0 || positives === happened.length) return NO_CALIBRATION;
  const platt = fitPlatt(happened, probabilities);
  if (positives <= ENOUGH_FOR_ISOTONIC) return platt;
  // The later half judges: steps that only fit the earlier one are of no use.
  const half = Math.floor(probabilities.length / 2);
  const early = { y: Array.from(happened).slice(0, half), p: probabilities.subarray(0, half) };
  const late = { y: Array.from(happened).slice(half), p: probabilities.subarray(half) };
  const lossOf = (calibration: Calibration) => logLoss(late.y, calibrated(calibration, late.p));
  return lossOf(fitIsotonic(early.y, early.p)) < lossOf(fitPlatt(early.y, early.p))
    ? fitIsotonic(happened, probabilities)
    : platt;
}

export function calibrated(calibration: Calibration, probabilities: Float64Array): Float64Array {
  return probabilities.map((p) => calibrate(calibration, p));
}

/** Keeps the order of probabilities; stays within 0..1. */
export function calibrate(calibration: Calibration, probability: number): number {
  switch (calibration.kind) {
    case 'platt':
      return fromLogOdds(calibration.slope * logOdds(probability) + calibration.intercept);
    case 'isotonic':
      return between(calibration, probability);
    default:
      return calibration satisfies never;
  }
}

/**
 * Logistic regression of what happened on the log-odds of the prediction (Platt 1999), by Newton's method, with a ridge towards
 * slope 1 and intercept 0 so that few rows change little.
 */
export function fitPlatt(happened: ArrayLike<number>, probabilities: Float64Array): Calibration {
  const z = probabilities.map(logOdds);
  let line = { slope: 1, intercept: 0 };
  let loss = penalizedLoss(happened, z, line);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope, intercept } = newtonStep(happened, z, line);
    // Where predictions are far too sure the curve is flat, and a whole step would overshoot (Lin, Lin & Weng 2007).
    let [share, next, nextLoss] = [1, line, Number.POSITIVE_INFINITY];
    for (; share > 1e-6 && !(nextLoss <= loss); share /= 2) {
      next = {
        slope: line.slope - share * slope,
        intercept: line.intercept - share * intercept,
      };
      nextLoss = penalizedLoss(happened, z, next);
    }
    if (!(nextLoss <= loss)) break;
    const gained = loss - nextLoss;
    [line, loss] = [next, nextLoss];
    if (gained < 1e-9 * z.length) break;
  }
  // Below 0 it would turn the order round: then the model says nothing, and only the rate counts.
  return { kind: 'platt', slope: Math.max(0.05, line.slope), intercept: line.intercept };
}

type Line = { readonly slope: number; readonly intercept: number };

function newtonStep(happened: ArrayLike<number>, z: Float64Array, line: Line): Line {
  const { slope, intercept } = line;
  let [g0, g1, h00, h01, h11] = [RIDGE * intercept, RIDGE * (slope - 1), RIDGE, 0, RIDGE];
  for (let i = 0; i < z.length; i++) {
    const x = z[i] ?? 0;
    const p = fromLogOdds(slope * x + intercept);
    const miss = p - (happened[i] ?? 0);
    const w = p * (1 - p);
    g0 += miss;
    g1 += miss * x;
    h00 += w;
    h01 += w * x;
    h11 += w * x * x;
  }
  const determinant = h00 * h11 - h01 * h01;
  return {
    intercept: (h11 * g0 - h01 * g1) / determinant,
    slope: (h00 * g1 - h01 * g0) / determinant,
  };
}

function penalizedLoss(
  happened: ArrayLike<number>,
  z: Float64Array,
  { slope, intercept }: Line,
): number {
  let loss = (RIDGE / 2) * (intercept ** 2 + (slope - 1) ** 2);
  for (let i = 0; i < z.length; i++) {
    const score = slope * (z[i] ?? 0) + intercept;
    const signed = (happened[i] ?? 0) > 0.5 ? -score : score;
    loss += signed > 30 ? signed : Math.log1p(Math.exp(signed));
  }
  return loss;
}

/** Pool adjacent violators (Ayer et al. 1955); between the middles of two steps by line. */
export function fitIsotonic(happened: ArrayLike<number>, probabilities: Float64Array): Calibration {
  const order = Array.from(probabilities, (p, i) => ({ p, y: happened[i] ?? 0 })).sort(
    (a, b) => a.p - b.p,
  );
  const blocks: { from: number; sum: number; count: number }[] = [];
  for (const { p, y } of order) {
    let block = { from: p, sum: y, count: 1 };
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      if (last.sum * block.count < block.sum * last.count) break;
      blocks.pop();
      const count = last.count + block.count;
      const from = (last.from * last.count + block.from * block.count) / count;
      block = { from, sum: last.sum + block.sum, count };
    }
    blocks.push(block);
  }
  let highest = 0;
  return {
    kind: 'isotonic',
    from: blocks.map(({ from }) => from),
    // As if the model's own word were one more row: a step of wins only does not make a deal certain.
    to: blocks.map(({ from, sum, count }) => {
      highest = Math.max(highest, (sum + from) / (count + 1));
      return highest;
    }),
  };
}

function between({ from, to }: { from: readonly number[]; to: readonly number[] }, p: number) {
  const above = firstAbove(from, p);
  if (above === 0) return to[0] ?? p;
  if (above === from.length) return to.at(-1) ?? p;
  const [a, b] = [from[above - 1] ?? 0, from[above] ?? 1];
  const [low, high] = [to[above - 1] ?? p, to[above] ?? p];
  return b === a ? high : low + ((high - low) * (p - a)) / (b - a);
}

function firstAbove(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
