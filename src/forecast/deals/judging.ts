import { type Calibration, calibrate, fitCalibration, NO_CALIBRATION } from '../calibration.ts';
import {
  auc,
  calibrationError,
  logLoss,
  lossOf,
  meanOf,
  type ReliabilityPoint,
  reliability,
} from '../scores.ts';
import type { Candidate } from './candidates.ts';
import type { Rows } from './rows.ts';
import type { ServedModel } from './selection.ts';

/** Mean log loss on later days than it learned from, and the standard error of its distance from the best. */
export type CandidateScore = {
  readonly name: string;
  readonly logLoss: number;
  readonly standardError: number;
};

export type Scores = {
  readonly logLoss: number;
  /** Of the rate of the same days, told to it. */
  readonly baseLogLoss: number;
  readonly auc: number;
  readonly calibrationError: number;
  readonly reliability: readonly ReliabilityPoint[];
  readonly predictions: number;
};

/** Fewer of the rarer outcome do not tell candidates apart. */
const LEAST_RARER = 15;
/** In standard errors. */
const BEATEN_BY = 3;
const LEAST_MONTHS = 4;
/** Outcomes of the rarer kind that a calibration is fitted on. */
const CALIBRATED_ON = 600;

/** Predictions on rows that the model had not seen, of one candidate; NaN where there is none. */
export type Unseen = { readonly candidate: Candidate; readonly predictions: Float64Array };

/** Further fits of a candidate that far behind are wasted time. The table stays: everything is compared with it. */
export function isBeaten(one: CandidateScore, among: readonly CandidateScore[]): boolean {
  const best = Math.min(...among.map(({ logLoss }) => logLoss));
  return one.name !== 'base-rate' && one.logLoss - best > BEATEN_BY * one.standardError;
}

/** The choice and its calibration from what was known before a day. */
export function judge(
  rows: Rows,
  unseen: readonly Unseen[],
  before: number,
): { chosen: string; calibration: Calibration; candidates: readonly CandidateScore[] } {
  const told = rowsWhere(rows, (_, end) => end < before);
  const scored = unseen.flatMap((one) => {
    const those = told.filter((row) => !Number.isNaN(one.predictions[row]));
    return those.length === 0 ? [] : [{ ...one, those }];
  });
  const base = scored[0];
  const won = base?.those.reduce((sum, row) => sum + (rows.target[row] ?? 0), 0) ?? 0;
  if (base === undefined || Math.min(won, base.those.length - won) < LEAST_RARER)
    return { chosen: 'base-rate', calibration: NO_CALIBRATION, candidates: [] };
  // Only what every candidate that is left has predicted compares them.
  const full = scored.filter(({ those }) => those.length * 2 > base.those.length);
  const common = base.those.filter((row) =>
    full.every(({ predictions }) => !Number.isNaN(predictions[row])),
  );
  const losses = full.map(({ predictions }) => lossesOf(rows, predictions, common));
  const means = losses.map((own) => meanOf(own));
  const best = means.indexOf(Math.min(...means));
  const candidates = full.map(({ candidate }, i) => ({
    name: candidate.name,
    logLoss: means[i] ?? Number.NaN,
    standardError: errorOf(rows, common, losses[i] ?? [], losses[best] ?? []),
  }));
  const least = means[best] ?? 0;
  const at = candidates.findIndex((one) => one.logLoss - one.standardError <= least);
  const chosen = full[at] ?? base;
  const latest = latestOf(chosen.those, rows.target);
  const y = latest.map((row) => rows.target[row] ?? 0);
  const p = Float64Array.from(latest, (row) => chosen.predictions[row] ?? 0);
  return { chosen: chosen.candidate.name, calibration: fitCalibration(y, p), candidates };
}

/** The latest rows with enough of both outcomes: how far off a model is changes with the market. */
function latestOf(those: readonly number[], target: Float64Array): readonly number[] {
  let [won, lost] = [0, 0];
  for (let i = those.length - 1; i >= 0; i--) {
    if (target[those[i] ?? 0] === 1) won++;
    else lost++;
    if (Math.min(won, lost) >= CALIBRATED_ON) return those.slice(i);
  }
  return those;
}

function lossesOf(rows: Rows, predictions: Float64Array, those: readonly number[]): number[] {
  return those.map((row) => lossOf(rows.target[row] ?? 0, predictions[row] ?? 0));
}

/**
 * The standard error of the mean difference. Rows of one time stand and fall together, so months are drawn; where there are few of
 * them, weeks, which counts as less sure.
 */
function errorOf(
  rows: Rows,
  those: readonly number[],
  losses: readonly number[],
  best: readonly number[],
): number {
  const difference = meanOf(losses) - meanOf(best);
  const sums = (days: number): number[] => {
    const by = new Map<number, number>();
    those.forEach((row, i) => {
      const time = Math.floor((rows.takenOn[row] ?? 0) / days);
      by.set(time, (by.get(time) ?? 0) + (losses[i] ?? 0) - (best[i] ?? 0) - difference);
    });
    return [...by.values()];
  };
  const months = sums(28);
  const drawn = months.length >= LEAST_MONTHS ? months : sums(7);
  if (drawn.length < 2) return Number.POSITIVE_INFINITY;
  const squares = drawn.reduce((sum, one) => sum + one * one, 0);
  const error = Math.sqrt(squares * (drawn.length / (drawn.length - 1))) / those.length;
  return drawn === months ? error : 2 * error;
}

/** How the models that served did, calibrated as they were then. Null without a prediction. */
export function scoresOf(
  rows: Rows,
  unseen: readonly Unseen[],
  served: readonly ServedModel[],
  asOf: number,
): Scores | null {
  const y: number[] = [];
  const p: number[] = [];
  for (const { from, until, chosen, calibration } of served) {
    const predictions = unseen.find(({ candidate }) => candidate.name === chosen)?.predictions;
    for (const row of rowsWhere(rows, (day, end) => day >= from && day < until && end < asOf)) {
      y.push(rows.target[row] ?? 0);
      p.push(calibrate(calibration, predictions?.[row] ?? 0));
    }
  }
  if (y.length === 0) return null;
  const points = reliability(y, p);
  const rate = meanOf(y);
  return {
    logLoss: logLoss(y, p),
    baseLogLoss: logLoss(
      y,
      y.map(() => rate),
    ),
    auc: auc(y, p),
    calibrationError: calibrationError(points),
    reliability: points,
    predictions: y.length,
  };
}

/** The rows whose day and whose end of the horizon hold. */
export function rowsWhere(rows: Rows, holds: (day: number, end: number) => boolean): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows.table.rows; row++)
    if (holds(rows.takenOn[row] ?? 0, rows.horizonEnd[row] ?? 0)) found.push(row);
  return found;
}
