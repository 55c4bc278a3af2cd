import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { type Calibration, calibrate, fitCalibration, NO_CALIBRATION } from '../calibration.ts';
import {
  auc,
  calibrationError,
  logLoss,
  lossOf,
  type ReliabilityPoint,
  reliability,
} from '../scores.ts';
import type { WinModel } from '../win-model.ts';
import type { Season } from './calendar.ts';
import { CANDIDATES, type Candidate, columnsOf } from './candidates.ts';
import { withColumns } from './columns.ts';
import type { Known } from './known.ts';
import { pick, type Rows } from './rows.ts';

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

/** A model as it would have been in service from a day on: learned, chosen and calibrated with nothing of that day or later. */
export type ServedModel = {
  readonly from: number;
  readonly until: number;
  readonly chosen: string;
  readonly model: WinModel;
  /** The columns it reads. */
  readonly features: readonly string[];
  readonly calibration: Calibration;
};

export type Choice = Omit<ServedModel, 'from' | 'until'> & {
  readonly candidates: readonly CandidateScore[];
  readonly scores: Scores | null;
  readonly served: readonly ServedModel[];
};

export type ChooseOptions = {
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number) => void;
  readonly workers?: number;
};

/** What is older says little of how deals are won now. */
const WINDOW_DAYS = 728;
const MOST_ROWS = 20_000;
const MOST_BLOCKS = 10;
const LONG_DAYS = 730;
const QUARTER_DAYS = 91;
const SHORT_BLOCK = 28;
/** A third of the history is only learned from. */
const LEARNED_FROM = 1 / 3;
/** Fewer of the rarer outcome do not tell candidates apart. */
const LEAST_RARER = 15;
/** In standard errors, over at least so many months. */
const BEATEN_BY = 3;
const LEAST_MONTHS = 3;

/** Predictions on rows that the model had not seen, of one candidate; NaN where there is none. */
type Unseen = { readonly candidate: Candidate; readonly predictions: Float64Array };

/**
 * Compares the candidates by a rolling origin: each block of days is predicted by models that learned from questions whose horizon had
 * ended before it. The candidate and the calibration of a block are those that the blocks before it speak for, so `served` is an
 * honest back-test of choosing, too. `rows` in the order of their days.
 */
export async function choose(
  rows: Rows,
  known: Known,
  blocks: readonly { readonly from: number; readonly until: number }[],
  options: ChooseOptions,
): Promise<Choice> {
  let racing: readonly Unseen[] = CANDIDATES.map((candidate) => ({
    candidate,
    predictions: new Float64Array(rows.table.rows).fill(Number.NaN),
  }));
  const all = racing;
  const beaten: CandidateScore[] = [];
  const served: ServedModel[] = [];
  for (const [i, { from, until }] of blocks.entries()) {
    const judged = judge(rows, racing, from);
    const lost = judged.candidates.filter((one) => isBeaten(one, judged.candidates));
    beaten.push(...lost);
    racing = racing.filter(({ candidate }) => lost.every(({ name }) => name !== candidate.name));
    const learned = await fitAll(rows, known, { before: from, racing, options });
    const model = learned.get(judged.chosen);
    // The first block only tells the candidates apart.
    if (model !== undefined && (i > 0 || blocks.length === 1))
      served.push({ from, until, ...judged, model, features: featuresOf(judged.chosen, rows) });
    predictBlock(rows, racing, learned, { from, until });
    options.progress?.((0.9 * (i + 1)) / (blocks.length + 1));
  }
  const last = judge(rows, racing, known.asOf);
  const model = await fitOne(candidateOf(last.chosen), rows, known, known.asOf, options);
  return {
    ...last,
    candidates: [...last.candidates, ...beaten],
    model,
    features: featuresOf(last.chosen, rows),
    served,
    scores: scoresOf(rows, all, served, known.asOf),
  };
}

/** Further fits of a candidate that far behind are wasted time. The table stays: everything is compared with it. */
function isBeaten(one: CandidateScore, among: readonly CandidateScore[]): boolean {
  const best = Math.min(...among.map(({ logLoss }) => logLoss));
  return one.name !== 'base-rate' && one.logLoss - best > BEATEN_BY * one.standardError;
}

function predictBlock(
  rows: Rows,
  racing: readonly Unseen[],
  learned: ReadonlyMap<string, WinModel>,
  { from, until }: { from: number; until: number },
): void {
  const inBlock = rowsWhere(rows, (day) => day >= from && day < until);
  const { table } = pick(rows, inBlock);
  for (const { candidate, predictions } of racing) {
    const columns = withColumns(table, columnsOf(candidate, table.names));
    const of = learned.get(candidate.name)?.probabilities(columns);
    inBlock.forEach((row, j) => {
      predictions[row] = of?.[j] ?? Number.NaN;
    });
  }
}

/** The days of the blocks: quarters in a long history, four weeks in a short one. */
export function blocksOf(
  { from, asOf }: Known,
  season: (day: number) => Season,
): { from: number; until: number }[] {
  if (from === null) return [];
  const span = asOf - from;
  const quarters = span >= LONG_DAYS;
  const count = Math.min(
    MOST_BLOCKS,
    Math.floor((span * (1 - LEARNED_FROM)) / (quarters ? QUARTER_DAYS : SHORT_BLOCK)),
  );
  const blocks: { from: number; until: number }[] = [];
  for (let until = asOf; blocks.length < count; ) {
    const start = quarters ? season(until - 1).quarterStart : until - SHORT_BLOCK;
    blocks.unshift({ from: start, until });
    until = start;
  }
  return blocks;
}

async function fitAll(
  rows: Rows,
  known: Known,
  {
    before,
    racing,
    options,
  }: { before: number; racing: readonly Unseen[]; options: ChooseOptions },
): Promise<Map<string, WinModel>> {
  const models = new Map<string, WinModel>();
  const closed = closedBefore(known, before);
  for (const { candidate } of racing)
    if (closed >= candidate.leastClosed)
      models.set(candidate.name, await fitOne(candidate, rows, known, before, options));
  return models;
}

async function fitOne(
  candidate: Candidate,
  rows: Rows,
  known: Known,
  before: number,
  { seed, signal, workers }: ChooseOptions,
): Promise<WinModel> {
  await yieldToOthers();
  signal?.throwIfAborted();
  const usable = rowsWhere(rows, (day, end) => end < before && day >= before - WINDOW_DAYS);
  const learned = pick(rows, thinned(usable, MOST_ROWS));
  const closedDeals = closedBefore(known, before);
  const table = withColumns(learned.table, columnsOf(candidate, learned.table.names));
  return candidate.fit({
    table,
    target: learned.target,
    closedDeals,
    seed,
    signal,
    workers: workers ?? 1,
  });
}

/** Evenly spread over the days. */
function thinned(rows: readonly number[], most: number): readonly number[] {
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)] ?? 0);
}

/** The choice and its calibration from what was known before a day. */
function judge(rows: Rows, unseen: readonly Unseen[], before: number) {
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
  const means = losses.map(mean);
  const best = means.indexOf(Math.min(...means));
  const candidates = full.map(({ candidate }, i) => ({
    name: candidate.name,
    logLoss: means[i] ?? Number.NaN,
    standardError: errorOf(rows, common, losses[i] ?? [], losses[best] ?? []),
  }));
  const least = means[best] ?? 0;
  const at = candidates.findIndex((one) => one.logLoss - one.standardError <= least);
  const chosen = full[at] ?? base;
  const y = chosen.those.map((row) => rows.target[row] ?? 0);
  const p = Float64Array.from(chosen.those, (row) => chosen.predictions[row] ?? 0);
  return { chosen: chosen.candidate.name, calibration: fitCalibration(y, p), candidates };
}

function lossesOf(rows: Rows, predictions: Float64Array, those: readonly number[]): number[] {
  return those.map((row) => lossOf(rows.target[row] ?? 0, predictions[row] ?? 0));
}

/** The standard error of the mean difference; the rows of one day and its neighbours stand and fall together, so months are drawn. */
function errorOf(
  rows: Rows,
  those: readonly number[],
  losses: readonly number[],
  best: readonly number[],
): number {
  const difference = mean(losses) - mean(best);
  const sums = new Map<number, number>();
  those.forEach((row, i) => {
    const month = Math.floor((rows.takenOn[row] ?? 0) / 28);
    const apart = (losses[i] ?? 0) - (best[i] ?? 0) - difference;
    sums.set(month, (sums.get(month) ?? 0) + apart);
  });
  if (sums.size < LEAST_MONTHS) return Number.POSITIVE_INFINITY;
  const squares = [...sums.values()].reduce((sum, one) => sum + one * one, 0);
  return Math.sqrt(squares * (sums.size / Math.max(1, sums.size - 1))) / those.length;
}

function scoresOf(
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
  const rate = mean(y);
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

function featuresOf(name: string, { table }: Rows): readonly string[] {
  return columnsOf(candidateOf(name), table.names);
}

function candidateOf(name: string): Candidate {
  const [simplest] = CANDIDATES;
  const found = CANDIDATES.find((one) => one.name === name) ?? simplest;
  if (found === undefined) throw new Error('no candidates');
  return found;
}

function closedBefore({ endings }: Known, day: number): number {
  let count = 0;
  for (const { closedOn } of endings.values()) if (closedOn < day) count++;
  return count;
}

function rowsWhere(rows: Rows, holds: (day: number, end: number) => boolean): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows.table.rows; row++)
    if (holds(rows.takenOn[row] ?? 0, rows.horizonEnd[row] ?? 0)) found.push(row);
  return found;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
