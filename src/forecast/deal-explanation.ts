import { addDays, type CalendarDay } from '../platform/clock.ts';
import { calibrate } from './calibration.ts';
import { type DealFeature, inWords } from './deal-features.ts';
import { predictDeals, type TrainedDealModel, tableOf } from './deal-model.ts';
import type { DealSnapshot } from './deal-snapshot.ts';
import { dayNumber } from './deals/calendar.ts';
import { fromLogOdds } from './deals/log-odds.ts';
import type { Contributions } from './win-model.ts';

/** What one feature of a deal adds to its chance. */
export type DealReason = {
  readonly feature: DealFeature;
  /** As people speak of it: `logAmount` as an amount, win rates in 0..1; null where it is not known. */
  readonly value: number | null;
  /** Of its stage or its organization where that says more than the median of all deals; null where nothing is known. */
  readonly usual: number | null;
  /** In probability: -0.12 takes 12 points. */
  readonly points: number;
};

/** `base` and the points of the reasons add up to the probability (1e-9). */
export type DealExplanation = {
  readonly probability: number;
  readonly base: number;
  /** Those that say most first; every feature of the model is among them. */
  readonly reasons: readonly DealReason[];
};

export function explainDeal(
  model: TrainedDealModel,
  snapshot: DealSnapshot,
  horizonEnd: CalendarDay,
): DealExplanation {
  const end = dayNumber(horizonEnd);
  const table = tableOf(model, [snapshot], end);
  const { base, points, probability } = inPoints(model, model.win.contributions(table, 0));
  const reasons = model.features.map((feature, i) => {
    const { past } = model;
    const words = inWords(feature, table.columns[i]?.[0] ?? Number.NaN, { snapshot, past });
    const median = feature === 'logAmount' ? exp(model.usual[i]) : known(model.usual[i]);
    return { feature, value: words.value, usual: words.usual ?? median, points: points[i] ?? 0 };
  });
  return {
    probability,
    base,
    reasons: reasons.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)),
  };
}

/** The chance that a deal is won within a week that begins on `from`, and by its end. */
export type CloseWeek = {
  readonly from: CalendarDay;
  readonly won: number;
  readonly wonBy: number;
};

/** The chances of the next weeks, and the week around which it is won if it is: half of the chance lies before its end. */
export type CloseCurve = {
  readonly weeks: readonly CloseWeek[];
  readonly likely: CloseWeek | null;
};

/** When a deal is likely to be won. The chance to be won by a day never falls as the day moves out. */
export function closeCurve(
  model: TrainedDealModel,
  snapshot: DealSnapshot,
  weeks = 26,
): CloseCurve {
  let before = 0;
  const curve = Array.from({ length: weeks }, (_, week) => {
    const from = addDays(snapshot.takenOn, 7 * week);
    const [chance = 0] = predictDeals(model, [snapshot], addDays(from, 6));
    const wonBy = Math.max(before, chance);
    const won = wonBy - before;
    before = wonBy;
    return { from, won, wonBy };
  });
  return {
    weeks: curve,
    likely: curve.find(({ wonBy }) => wonBy > 0 && wonBy * 2 >= before) ?? null,
  };
}

/** Contributions of the model to its calibrated probability, shared out so that they add up to it. */
function inPoints(model: TrainedDealModel, { base, parts, prediction, scale }: Contributions) {
  const raw = (value: number) => (scale === 'probability' ? value : fromLogOdds(value));
  const probability = calibrate(model.calibration, raw(prediction));
  const start = calibrate(model.calibration, raw(base));
  const moved = prediction - base;
  // Where the parts cancel out the curve's own slope says what each is worth.
  const slope =
    Math.abs(moved) > 1e-6 && Math.abs(probability - start) > 1e-6
      ? (probability - start) / moved
      : scale === 'probability'
        ? 1
        : Math.max(0.01, probability * (1 - probability));
  const points = parts.map((part) => part * slope);
  const sum = points.reduce((total, one) => total + one, 0);
  return { base: probability - sum, points, probability };
}

function exp(value: number | undefined): number | null {
  const log = known(value);
  return log === null ? null : Math.exp(log);
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
