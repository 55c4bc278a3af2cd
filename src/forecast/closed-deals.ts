import type { OrganizationSettings } from '../crm/context.ts';
import type { CalendarDay } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import { convert, decimalOf, type Money, moneyFrom } from '../platform/money.ts';
import { type DealSurroundings, worthOn } from './deal-record.ts';
import type { DealOutcome } from './deal-snapshot.ts';
import { dayNumber } from './deals/calendar.ts';

/** A deal that was closed, with what it brought. */
export type ClosedDeal = {
  readonly id: string;
  readonly status: 'won' | 'lost';
  readonly closedOn: CalendarDay;
  readonly createdOn: CalendarDay;
  readonly ownerId: string;
  readonly pipelineId: string;
  readonly value: Money | null;
  /** In the base currency at the rate of its closing; null without an amount or a rate. */
  readonly worth: Money | null;
};

type Row = {
  id: string;
  status: 'won' | 'lost';
  closedOn: string;
  createdOn: string;
  ownerId: string;
  pipelineId: string;
  amount: string | null;
  currency: string | null;
  rate: string | null;
};

/** The deals that were closed from a day on. */
export async function closedSince(
  { tx, organization }: { tx: Transaction; organization: OrganizationSettings },
  since: CalendarDay,
  around: DealSurroundings,
): Promise<ClosedDeal[]> {
  const rows = await tx.sql<Row>`
    SELECT "id", "status"::text AS "status", "closedOn"::text AS "closedOn",
      ("createdAt" AT TIME ZONE ${organization.timeZone})::date::text AS "createdOn", "ownerId", "pipelineId", "amount"::text AS "amount",
      "currency", "rate"::text AS "rate" FROM "Deal"
    WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL AND "closedOn" >= ${since}::date`;
  return rows.map((row) => {
    const { closedOn } = row;
    const value =
      row.amount === null || row.currency === null ? null : moneyFrom(row.amount, row.currency);
    return {
      id: row.id,
      status: row.status,
      closedOn,
      createdOn: row.createdOn,
      ownerId: row.ownerId,
      pipelineId: row.pipelineId,
      value,
      worth: value === null ? null : worthOf(value, row.rate, closedOn, around),
    };
  });
}

function worthOf(
  value: Money,
  rate: string | null,
  closedOn: CalendarDay,
  around: DealSurroundings,
): Money | null {
  if (value.currency === around.baseCurrency) return value;
  if (rate !== null) return convert(value, rate, around.baseCurrency);
  return worthOn(value, dayNumber(closedOn), around);
}

/** As the engine reads what became of deals. */
export function asOutcome(deal: ClosedDeal, around: DealSurroundings): DealOutcome {
  return {
    dealId: deal.id,
    status: deal.status,
    createdOn: deal.createdOn,
    closedOn: deal.closedOn,
    value: deal.worth === null ? null : Number(decimalOf(deal.worth)),
    pipelineId: deal.pipelineId,
    ownerId: deal.ownerId,
    teamId: around.teams.get(deal.ownerId) ?? null,
    accountId: null,
    source: null,
    industry: null,
    product: null,
  };
}
