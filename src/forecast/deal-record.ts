import { convert, decimalOf, type Money } from '../platform/money.ts';
import type { DealOutcome, DealSnapshot } from './deal-snapshot.ts';
import { dayOf } from './deals/calendar.ts';

/** All that is known of a deal, with the days on which it became known. Days are counted from 1970 in the organization's time zone. */
export type DealRecord = {
  readonly id: string;
  readonly number: number;
  readonly accountId: string;
  readonly pipelineId: string;
  readonly stageId: string;
  readonly ownerId: string;
  readonly status: 'open' | 'won' | 'lost';
  readonly value: Money | null;
  /** Frozen when it closed. */
  readonly rate: string | null;
  readonly closeDate: number | null;
  readonly closedOn: number | null;
  readonly createdOn: number;
  readonly category: DealSnapshot['category'];
  readonly nextStep: boolean;
  readonly product: string | null;
  readonly source: string | null;
  readonly industry: string | null;
  /** From this day on its values are known: of an imported deal not before it came in. */
  readonly knownFrom: number;
  /** Oldest first. */
  readonly stages: readonly StageEntry[];
  /** Oldest first: what a value was before it changed. */
  readonly changes: readonly ValueChange[];
  /** Oldest first, one for each. */
  readonly activities: readonly number[];
  /** The first activity with each contact, oldest first. */
  readonly contacts: readonly number[];
};

export type StageEntry = {
  readonly on: number;
  readonly pipelineId: string;
  readonly stageId: string;
};

/** The fields that are here were changed on that day; `undefined` ones were not. */
export type ValueChange = {
  readonly on: number;
  readonly value?: Money | null;
  readonly closeDate?: number | null;
  readonly ownerId?: string;
  readonly category?: DealSnapshot['category'];
  readonly nextStep?: boolean;
};

/** What deals are set in: stages, teams, rates, who bought before. */
export type DealSurroundings = {
  readonly baseCurrency: string;
  readonly stages: ReadonlyMap<string, StagePlace>;
  /** The first open stage of a pipeline. */
  readonly firstStages: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, string | null>;
  /** Of a currency its rates, oldest first. */
  readonly rates: ReadonlyMap<string, readonly { readonly from: number; readonly rate: string }[]>;
  /** The days on which an account's deals were won, oldest first. */
  readonly wins: ReadonlyMap<string, readonly number[]>;
};

export type StagePlace = {
  /** 0 is the first open stage of its pipeline, 1 the last. */
  readonly position: number;
  readonly probability: number;
  readonly category: NonNullable<DealSnapshot['category']>;
  /** Whether deals in it are open. */
  readonly open: boolean;
};

/** A snapshot with its money as it is counted, and what its stage says. */
export type PricedSnapshot = DealSnapshot & {
  readonly value: Money | null;
  /** In the base currency at the rate of its day. */
  readonly worth: Money | null;
  readonly category: NonNullable<DealSnapshot['category']>;
  readonly probability: number;
};

/**
 * A deal as it was when a day began; null where it was not open then. `live` takes in what happened on that day, too: as it is now.
 * A stage that nobody wrote down is the first of its pipeline.
 */
export function snapshotOn(
  deal: DealRecord,
  day: number,
  around: DealSurroundings,
  { live = false }: { live?: boolean } = {},
): PricedSnapshot | null {
  const before = live ? day + 1 : day;
  if (deal.createdOn >= before) return null;
  if (deal.status !== 'open' && (deal.closedOn === null || deal.closedOn < before)) return null;
  const { pipelineId, stageId, on: since } = stageAt(deal, before, around);
  const place = around.stages.get(stageId);
  const known = deal.knownFrom < before;
  const later = deal.changes.filter((change) => change.on >= before);
  const value = known ? valueThen(later, 'value', deal.value) : null;
  const closeDate = known ? valueThen(later, 'closeDate', deal.closeDate) : null;
  const ownerId = valueThen(later, 'ownerId', deal.ownerId);
  const category = known ? valueThen(later, 'category', deal.category) : null;
  const worth = value === null ? null : worthOn(value, before - 1, around);
  const earlier = deal.activities.filter((on) => on < before);
  const last = earlier.at(-1);
  return {
    dealId: deal.id,
    takenOn: dayOf(day),
    createdOn: dayOf(deal.createdOn),
    pipelineId,
    stageId,
    stagePosition: place?.position ?? 0,
    stageEnteredOn: dayOf(since),
    amount: worth === null ? null : Number(decimalOf(worth)),
    expectedCloseOn: closeDate === null ? null : dayOf(closeDate),
    category: category ?? place?.category ?? 'pipeline',
    ownerId,
    teamId: around.teams.get(ownerId) ?? null,
    accountId: deal.accountId,
    source: deal.source,
    industry: deal.industry,
    product: deal.product,
    activities7: countFrom(earlier, before - 7),
    activities28: countFrom(earlier, before - 28),
    daysSinceActivity: last === undefined ? null : day - last,
    contacts: deal.contacts.filter((on) => on < before).length,
    pushes: pushesBefore(deal, before),
    amountChanges: deal.changes.filter((c) => c.on < before && c.value !== undefined).length,
    accountWonBefore: countBefore(around.wins.get(deal.accountId) ?? [], before),
    nextStep: known && valueThen(later, 'nextStep', deal.nextStep),
    value,
    worth,
    probability: place?.probability ?? 0,
  };
}

/** What became of a deal, its final amount at the rate of its closing. */
export function outcomeOf(deal: DealRecord, around: DealSurroundings): DealOutcome {
  const worth = finalWorth(deal, around);
  return {
    dealId: deal.id,
    status: deal.status,
    createdOn: dayOf(deal.createdOn),
    closedOn: deal.closedOn === null ? null : dayOf(deal.closedOn),
    value: worth === null ? null : Number(decimalOf(worth)),
    pipelineId: deal.pipelineId,
    ownerId: deal.ownerId,
    teamId: around.teams.get(deal.ownerId) ?? null,
    accountId: deal.accountId,
    source: deal.source,
    industry: deal.industry,
    product: deal.product,
  };
}

/** What a closed deal brought in the base currency; null without an amount or a rate. */
export function finalWorth(deal: DealRecord, around: DealSurroundings): Money | null {
  if (deal.value === null) return null;
  if (deal.value.currency === around.baseCurrency) return deal.value;
  if (deal.rate !== null) return convert(deal.value, deal.rate, around.baseCurrency);
  return worthOn(deal.value, deal.closedOn ?? Number.MAX_SAFE_INTEGER, around);
}

/** An amount in the base currency at the latest rate that is not after a day; null where there is none. */
export function worthOn(value: Money, day: number, around: DealSurroundings): Money | null {
  if (value.currency === around.baseCurrency) return value;
  const rate = around.rates.get(value.currency)?.findLast(({ from }) => from <= day);
  return rate === undefined ? null : convert(value, rate.rate, around.baseCurrency);
}

function stageAt(deal: DealRecord, before: number, around: DealSurroundings): StageEntry {
  // A deal may be moved to won before the day on which it counts as closed: until then nobody is to know.
  const entry = deal.stages.findLast(
    ({ on, stageId }) => on < before && around.stages.get(stageId)?.open === true,
  );
  if (entry !== undefined) return { ...entry, on: Math.max(entry.on, deal.createdOn) };
  const first = around.firstStages.get(deal.pipelineId);
  return {
    on: deal.createdOn,
    pipelineId: deal.pipelineId,
    // An open deal that was written down before stages were is where it is.
    stageId:
      deal.status === 'open' && deal.stages.length === 0 ? deal.stageId : (first ?? deal.stageId),
  };
}

/** The value as it was before the first of these later changes; as it is where there was none. */
function valueThen<Field extends Exclude<keyof ValueChange, 'on'>>(
  later: readonly ValueChange[],
  field: Field,
  now: Exclude<ValueChange[Field], undefined>,
): Exclude<ValueChange[Field], undefined> {
  const first = later.find((change) => change[field] !== undefined)?.[field];
  return first === undefined ? now : (first as Exclude<ValueChange[Field], undefined>);
}

function pushesBefore(deal: DealRecord, before: number): number {
  const moves = deal.changes.filter((change) => change.closeDate !== undefined);
  return moves.filter((move, i) => {
    const after = moves[i + 1]?.closeDate ?? (i + 1 < moves.length ? null : deal.closeDate);
    return (
      move.on < before &&
      typeof move.closeDate === 'number' &&
      after !== null &&
      after > move.closeDate
    );
  }).length;
}

function countFrom(days: readonly number[], from: number): number {
  return days.filter((day) => day >= from).length;
}

function countBefore(days: readonly number[], before: number): number {
  return days.filter((day) => day < before).length;
}
