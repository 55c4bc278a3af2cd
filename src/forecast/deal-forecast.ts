import type { Period } from '../crm/report-period.ts';
import { addDays, type CalendarDay } from '../platform/clock.ts';
import { type PhaseResult, settingFor } from './back-test.ts';
import { likelyAmount, predictDeals, type TrainedDealModel } from './deal-model.ts';
import type { DealOutcome, DealSnapshot } from './deal-snapshot.ts';
import { dayNumber } from './deals/calendar.ts';
import { type Naive, naiveForecasts } from './deals/naive.ts';
import { isCommitted } from './deals/origins.ts';
import { stageRate } from './deals/past.ts';
import { phaseOf, spanOf } from './deals/periods.ts';
import { newBusinessOf, revenueOf, wonBetween } from './deals/revenue.ts';
import { combine, FIRST_SETTING, type ForecastName } from './deals/setting.ts';
import { nextOfSeries, restFromSeries, type TopDown } from './deals/top-down.ts';
import { type RollUp, type RollUpDeal, type RollUpInput, rollUp } from './roll-up.ts';
import { meanOf } from './scores.ts';

export type ForecastQuestion = {
  readonly period: Period;
  /** The day on which it is asked. */
  readonly on: CalendarDay;
  /** The deals that are open now. */
  readonly open: readonly DealSnapshot[];
  /** Every deal that has closed; what closed on `on` counts. For a person or a team: theirs only, as the open ones. */
  readonly outcomes: readonly DealOutcome[];
  readonly seed: number;
  readonly draws?: number;
  readonly topDown?: TopDown;
  readonly changes?: RollUpInput['changes'];
};

export type PeriodForecast = {
  readonly range: RollUp;
  /** The open deals with their chance to be won in the period, and what they then bring. */
  readonly deals: readonly RollUpDeal[];
  /** The mean of the period from the deals, from the series (null where that is too short), and of both by their weights. */
  readonly fromDeals: number;
  readonly fromSeries: number | null;
  readonly combined: number;
  readonly naive: Naive;
  /** What is shown: naive where the back-test says that nothing beats it. */
  readonly used: ForecastName;
  /** How forecasts of such a period at this phase did in the past; null where none could be tested. */
  readonly tested: PhaseResult | null;
};

/**
 * The forecast of a period that runs or is to come. It adds up the chances of the open deals and what deals bring that are not there
 * yet, weighs that against the series by their errors in the back-test, and widens the range as the back-test says.
 *
 * @throws RangeError where the period ends before it starts, or a day is none.
 */
export function forecastPeriod(
  model: TrainedDealModel,
  question: ForecastQuestion,
): PeriodForecast {
  const { period, open, outcomes, seed } = question;
  const span = spanOf(period);
  const on = dayNumber(question.on);
  const revenue = revenueOf(
    outcomes.filter(({ closedOn }) => closedOn !== null && dayNumber(closedOn) <= on),
  );
  const tested = settingFor(model.backTest, span.end - span.start + 1, phaseOf(span, on));
  const setting = tested?.setting ?? FIRST_SETTING;
  const { used, shock, stretch } = setting;
  const deals = withChances(model, open, period, question.on);
  const { samples, shares } = newBusinessOf(revenue, span, on);
  const closed = wonBetween(revenue, span.start, Math.min(on, span.end));
  const rest = restFromSeries(revenue, span, on, question.topDown ?? nextOfSeries);
  const expected = deals.reduce((sum, { chance, amount }) => sum + chance * amount, 0);
  const fromDeals = closed + expected * meanOf(model.ratios, 0) + meanOf(samples, 0);
  const fromSeries = rest === null ? null : closed + rest;
  const categories = open.some(({ category }) => category !== null);
  const naive = naiveForecasts(
    revenue,
    span,
    on,
    open.map((snapshot) => ({
      amount: likelyAmount(model, snapshot),
      stageRate: stageRate(model.past, snapshot.stageId),
      expectedCloseOn:
        snapshot.expectedCloseOn === null ? null : dayNumber(snapshot.expectedCloseOn),
      committed: isCommitted(snapshot, categories),
    })),
  );
  const combined = combine(
    { deals: fromDeals, series: fromSeries, naive, closedSoFar: closed },
    setting,
  );
  const shown = used === 'combined' ? combined : (naive[used] ?? combined);
  const range = rollUp({
    deals,
    closedSoFar: closedIn(outcomes, period, question.on),
    newBusiness: samples,
    newBusinessShares: shares,
    ratios: model.ratios,
    shock,
    stretch,
    scaleRestTo: Math.max(0, shown - closed),
    seed,
    ...(question.draws === undefined ? {} : { draws: question.draws }),
    ...(question.changes === undefined ? {} : { changes: question.changes }),
  });
  return { range, deals, fromDeals, fromSeries, combined, naive, used, tested };
}

/** The chance to be won within the period: by its end, without what is won before it begins. */
function withChances(
  model: TrainedDealModel,
  open: readonly DealSnapshot[],
  { start, end }: Period,
  on: CalendarDay,
): RollUpDeal[] {
  const byEnd = predictDeals(model, open, end);
  // Of a period that has begun nothing is still to come before it.
  const before = start <= on ? [] : predictDeals(model, open, addDays(start, -1));
  return open.map((snapshot, i) => ({
    id: snapshot.dealId,
    ownerId: snapshot.ownerId,
    teamId: snapshot.teamId,
    chance: Math.max(0, (byEnd[i] ?? 0) - (before[i] ?? 0)),
    amount: likelyAmount(model, snapshot),
  }));
}

function closedIn(outcomes: readonly DealOutcome[], { start, end }: Period, on: CalendarDay) {
  return outcomes.flatMap(({ status, closedOn, value, ownerId, teamId }) =>
    status === 'won' &&
    closedOn !== null &&
    closedOn >= start &&
    closedOn <= end &&
    closedOn <= on &&
    value !== null &&
    value > 0
      ? [{ ownerId, teamId, amount: value }]
      : [],
  );
}
