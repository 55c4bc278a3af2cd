import { backTest } from '../back-test.ts';
import { DEAL_FEATURES } from '../deal-features.ts';
import type { TestOptions, TrainedDealModel, TrainOptions, TrainWork } from '../deal-model.ts';
import type { DealHistory } from '../deal-snapshot.ts';
import { amountRatiosOf, ratioQuantiles } from './amounts.ts';
import { dayOf, seasonsOf } from './calendar.ts';
import { medians, varying, withColumns } from './columns.ts';
import { knownHistory } from './known.ts';
import { forecastOrigins, originsOf, questionsAt, usualOrigins } from './origins.ts';
import { pick, questionsToLearn, rowsOf, wholePast } from './rows.ts';
import { blocksOf, choose } from './selection.ts';
import { nextOfSeries } from './top-down.ts';

/** Fewer closed deals make a prior, not an experience. */
const EXPERIENCED = 200;
const MOST_ROWS = 60_000;

/**
 * What `trainDealModel` does, in this thread, with `workers` beside it that grow trees.
 *
 * @throws the reason of the signal when it is aborted; RangeError where a day of the history is none.
 */
export async function learnDealModel(
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
    topDown: nextOfSeries,
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
