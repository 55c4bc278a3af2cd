import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Calibration } from '../calibration.ts';
import type { WinModel } from '../win-model.ts';
import type { Season } from './calendar.ts';
import { CANDIDATES, type Candidate, columnsOf } from './candidates.ts';
import { withColumns } from './columns.ts';
import {
  type CandidateScore,
  isBeaten,
  judge,
  rowsWhere,
  type Scores,
  scoresOf,
  type Unseen,
} from './judging.ts';
import type { Known } from './known.ts';
import { pick, type Rows } from './rows.ts';

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
const MOST_ASKED = 40_000;
const MOST_BLOCKS = 10;
const LONG_DAYS = 730;
const QUARTER_DAYS = 91;
const SHORT_BLOCK = 28;
/** A third of the history is only learned from. */
const LEARNED_FROM = 1 / 3;
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
  const closed = closedBefore(known, before);
  const days = known.asOf - (known.from ?? known.asOf);
  const able = racing.filter(
    ({ candidate }) => closed >= candidate.leastClosed && days <= (candidate.mostDays ?? days),
  );
  const fitted = async ({ candidate }: Unseen): Promise<readonly [string, WinModel]> => [
    candidate.name,
    await fitOne(candidate, rows, known, before, options),
  ];
  if ((options.workers ?? 0) > 1) return new Map(await Promise.all(able.map(fitted)));
  const models: (readonly [string, WinModel])[] = [];
  for (const one of able) models.push(await fitted(one));
  return new Map(models);
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
  const inWindow = rowsWhere(rows, (day) => day < before && day >= before - WINDOW_DAYS);
  const answered = inWindow.filter((row) => (rows.horizonEnd[row] ?? 0) < before);
  const learned = pick(rows, thinned(answered, MOST_ROWS));
  const asked = pick(rows, thinned(inWindow, MOST_ASKED));
  const closedDeals = closedBefore(known, before);
  const table = withColumns(learned.table, columnsOf(candidate, learned.table.names));
  return candidate.fit({
    table,
    target: learned.target,
    asked,
    before,
    closedDeals,
    seed,
    signal,
    workers: workers ?? 0,
  });
}

/** Evenly spread over the days. */
function thinned(rows: readonly number[], most: number): readonly number[] {
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)] ?? 0);
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
