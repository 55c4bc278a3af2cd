import { earlier, isShort, monthsEarlier, type Span } from './periods.ts';
import { type Revenue, wonBetween } from './revenue.ts';

/** What an open deal shows to the forecasts that are made without a model. */
export type PlainDeal = {
  readonly amount: number;
  /** The share of the deals once in its stage that were won. */
  readonly stageRate: number;
  /** Day number. */
  readonly expectedCloseOn: number | null;
  /** Whether its owner commits to it; where no categories are kept, whether it is in one of the last stages. */
  readonly committed: boolean;
};

/** Forecasts that need no model, of the whole period; null where the history is too short for one. */
export type Naive = {
  readonly lastPeriod: number | null;
  /** Of a shorter period: the same one three months before. */
  readonly lastQuarter: number | null;
  readonly lastYear: number | null;
  /** Closed so far, and every deal expected in the period at the win rate of its stage. */
  readonly stageWeighted: number;
  readonly commit: number;
};

export type NaiveName = keyof Naive;
export const NAIVE_NAMES: readonly NaiveName[] = [
  'lastPeriod',
  'lastQuarter',
  'lastYear',
  'stageWeighted',
  'commit',
];

export function naiveForecasts(
  revenue: Revenue,
  span: Span,
  on: number,
  deals: readonly PlainDeal[],
): Naive {
  const closed = wonBetween(revenue, span.start, on - 1);
  const total = (past: Span): number | null =>
    revenue.from === null || past.start < revenue.from || past.end >= on
      ? null
      : wonBetween(revenue, past.start, past.end);
  const expected = deals.filter(
    ({ expectedCloseOn }) => expectedCloseOn === null || expectedCloseOn <= span.end,
  );
  return {
    lastPeriod: total(earlier(span, 1)),
    lastQuarter: isShort(span) ? total(monthsEarlier(span, 3)) : null,
    lastYear: total(monthsEarlier(span, 12)),
    stageWeighted:
      closed + expected.reduce((sum, { amount, stageRate }) => sum + amount * stageRate, 0),
    commit:
      closed + expected.reduce((sum, { amount, committed }) => sum + (committed ? amount : 0), 0),
  };
}
