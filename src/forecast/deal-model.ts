import type { CalendarDay } from '../platform/clock.ts';
import { type BackTest, backTest } from './back-test.ts';
import { type Calibration, calibrated } from './calibration.ts';
import { DEAL_FEATURES, type DealFeature, dealFeatures } from './deal-features.ts';
import type { DealHistory, DealSnapshot } from './deal-snapshot.ts';
import { amountRatiosOf, ratioQuantiles } from './deals/amounts.ts';
import { dayNumber, dayOf, seasonsOf } from './deals/calendar.ts';
import { medians, varying, withColumns } from './deals/columns.ts';
import type { CandidateScore } from './deals/judging.ts';
import { knownHistory } from './deals/known.ts';
import {
  forecastOrigins,
  type OriginDay,
  originsOf,
  questionsAt,
  usualOrigins,
} from './deals/origins.ts';
import { amountOf, type Past } from './deals/past.ts';
import { pick, questionsToLearn, rowsOf, wholePast } from './deals/rows.ts';
import { blocksOf, choose } from './deals/selection.ts';
import { nextOfSeries, type TopDown } from './deals/top-down.ts';
import type { ReliabilityPoint } from './scores.ts';
import type { WinModel } from './win-model.ts';

export type TrainOptions = {
  readonly seed: number;
  /** 1..12 */
  readonly fiscalYearStartMonth: number;
};

/** Periods of the past to test forecasts on, where they are not the quarters and months of the fiscal year. */
export type TestOptions = { readonly origins?: readonly OriginDay[]; readonly topDown?: TopDown };

export type TrainWork = {
  readonly signal?: AbortSignal;
  /** Called with a share of the work that is done, 0..1, rising. */
  readonly progress?: (done: number) => void;
  /** Threads that grow trees beside this one; none: in this one, which then does nothing else for seconds. */
  readonly workers?: number;
};

/** A model in service: from an open deal to the chance that it is won by a day. */
export type TrainedDealModel = {
  readonly win: WinModel;
  readonly calibration: Calibration;
  /** The features that the model reads, in its order. */
  readonly features: readonly DealFeature[];
  /** What is usual of each of them: the median of the rows it learned from. */
  readonly usual: readonly number[];
  readonly past: Past;
  /** Final amount to quoted amount of deals that were won: 21 quantiles, from the lowest to the highest. */
  readonly ratios: readonly number[];
  readonly facts: DealModelFacts;
  /** Null where the history was too short to test anything. */
  readonly backTest: BackTest | null;
};

export type DealModelFacts = TrainOptions & {
  /** Nothing of this day or later was known. */
  readonly trainedOn: CalendarDay;
  /** The first closing it knows of; null without any. */
  readonly from: CalendarDay | null;
  readonly closedDeals: number;
  readonly wonDeals: number;
  readonly rows: number;
  /** Under 200 closed deals: more what is believed of stages than what was seen. */
  readonly prior: boolean;
  readonly chosen: string;
  /** Log loss of each candidate on later days than it learned from; empty where there were too few. */
  readonly candidates: readonly CandidateScore[];
  /** Of the chosen one, calibrated as it would have been at the time; null where there was nothing to judge by. */
  readonly scores: {
    readonly logLoss: number;
    readonly baseLogLoss: number;
    readonly auc: number;
    readonly calibrationError: number;
    readonly reliability: readonly ReliabilityPoint[];
    readonly predictions: number;
  } | null;
};

/** Fewer closed deals make a prior, not an experience. */
const EXPERIENCED = 200;
const MOST_ROWS = 60_000;

/**
 * Learns from all that was known before `asOf`. Candidates are compared on later days than they learned from; the simplest within one
 * standard error of the best is taken. The same history, seed and options give the same bytes.
 *
 * @throws the reason of the signal when it is aborted; RangeError where a day of the history is none.
 */
export async function trainDealModel(
  history: DealHistory,
  options: TrainOptions,
  work: TrainWork & TestOptions = {},
): Promise<TrainedDealModel> {
  const known = knownHistory(history);
  const season = seasonsOf(options.fiscalYearStartMonth);
  const { seed } = options;
  const toLearn = questionsToLearn(known, season, { seed, mostRows: MOST_ROWS });
  const blocks = blocksOf(known, season);
  const days =
    work.origins ?? (known.from === null ? [] : usualOrigins(known.from, known.asOf, season));
  const origins = originsOf(days, known);
  const all = await rowsOf([...toLearn, ...origins.flatMap(questionsAt)], known, season);
  const features = varying(all.table, DEAL_FEATURES);
  const rows = pick(
    all,
    all.order.filter((row) => row < toLearn.length),
    features,
  );
  const choice = await choose(rows, known, blocks, { ...work, seed });
  const tested = pick(
    all,
    Array.from({ length: all.table.rows - toLearn.length }, (_, i) => toLearn.length + i),
  );
  const { served } = choice;
  const { raw, plain } = forecastOrigins(origins, tested, known, {
    served,
    topDown: work.topDown ?? nextOfSeries,
  });
  const wonDeals = [...known.endings.values()].filter(({ won }) => won).length;
  work.progress?.(1);
  return {
    win: choice.model,
    calibration: choice.calibration,
    features: DEAL_FEATURES.filter((name) => choice.features.includes(name)),
    usual: medians(withColumns(rows.table, choice.features)),
    past: wholePast(known),
    ratios: ratioQuantiles(amountRatiosOf(known), known.asOf),
    facts: {
      ...options,
      trainedOn: history.asOf,
      from: known.from === null ? null : dayOf(known.from),
      closedDeals: known.endings.size,
      wonDeals,
      rows: rows.table.rows,
      prior: known.endings.size < EXPERIENCED,
      chosen: choice.chosen,
      candidates: choice.candidates,
      scores: choice.scores,
    },
    backTest: raw.length === 0 ? null : backTest(raw, plain),
  };
}

/** The chance, 0..1, that each deal is won by the end of a day; 0 where that lies before its snapshot. */
export function predictDeals(
  model: TrainedDealModel,
  snapshots: readonly DealSnapshot[],
  horizonEnd: CalendarDay,
): Float64Array {
  const end = dayNumber(horizonEnd);
  const chances = calibrated(
    model.calibration,
    model.win.probabilities(tableOf(model, snapshots, end)),
  );
  snapshots.forEach(({ takenOn }, i) => {
    if (dayNumber(takenOn) > end) chances[i] = 0;
  });
  return chances;
}

/** What a deal is likely to bring when it is won: its amount, or what is usual where it has none. */
export function likelyAmount(
  { past }: TrainedDealModel,
  snapshot: Pick<DealSnapshot, 'amount' | 'product'>,
): number {
  return amountOf(snapshot, past);
}

export function tableOf(
  model: TrainedDealModel,
  snapshots: readonly DealSnapshot[],
  horizonEnd: number,
) {
  const questions = snapshots.map((snapshot) => ({ snapshot, horizonEnd }));
  return dealFeatures(
    questions,
    model.past,
    seasonsOf(model.facts.fiscalYearStartMonth),
    model.features,
  );
}
