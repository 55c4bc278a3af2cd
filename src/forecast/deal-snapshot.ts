import type { CalendarDay } from '../platform/clock.ts';

/**
 * One open deal as it was known when a day began. What happened on `takenOn` itself comes after it: a deal that is won on that day
 * has a snapshot of it. Amounts are in the organization's base currency, in whole units with a fraction (not minor units), since they
 * are only weighed here.
 */
export type DealSnapshot = {
  readonly dealId: string;
  readonly takenOn: CalendarDay;
  readonly createdOn: CalendarDay;
  readonly pipelineId: string;
  readonly stageId: string;
  /** Where the stage stands among the open stages of its pipeline: 0 is the first, 1 the last. */
  readonly stagePosition: number;
  readonly stageEnteredOn: CalendarDay;
  /** Null where none was set, or there was no rate for its currency. */
  readonly amount: number | null;
  readonly expectedCloseOn: CalendarDay | null;
  readonly category: 'omitted' | 'pipeline' | 'best_case' | 'commit' | null;
  readonly ownerId: string;
  readonly teamId: string | null;
  readonly accountId: string | null;
  readonly source: string | null;
  readonly industry: string | null;
  readonly product: string | null;
  /** Calls, e-mails, meetings and notes of the last 7 and 28 days; null where they are not recorded. */
  readonly activities7: number | null;
  readonly activities28: number | null;
  /** Null where there was none yet. */
  readonly daysSinceActivity: number | null;
  readonly contacts: number | null;
  /** How often its close date was moved out. */
  readonly pushes: number;
  readonly amountChanges: number;
  /** Deals that its account had won before `takenOn`. */
  readonly accountWonBefore: number;
  readonly nextStep: boolean;
};

/** What became of a deal. One that is open has no `closedOn`. Those that never were in a snapshot count as well. */
export type DealOutcome = {
  readonly dealId: string;
  readonly status: 'won' | 'lost' | 'open';
  readonly createdOn: CalendarDay;
  readonly closedOn: CalendarDay | null;
  /** The final amount in the base currency; null or 0 where nobody filled it in. */
  readonly value: number | null;
  readonly pipelineId: string;
  readonly ownerId: string;
  readonly teamId: string | null;
  readonly accountId: string | null;
  readonly source: string | null;
  readonly industry: string | null;
  readonly product: string | null;
};

/** All that is known at the beginning of `asOf`. Snapshots and outcomes that lie after it are not read. */
export type DealHistory = {
  readonly snapshots: readonly DealSnapshot[];
  readonly outcomes: readonly DealOutcome[];
  readonly asOf: CalendarDay;
};
