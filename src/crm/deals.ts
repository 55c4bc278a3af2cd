import { type CalendarDay, dayIn, daysBetween } from '../platform/clock.ts';
import { decimalOf, isCurrency, type Money, moneyFrom } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { scopeOf } from './members.ts';
import { dealNameKey } from './names.ts';
import { getStage, type Stage, stagesOf } from './pipelines.ts';
import { createRecord, findRow, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    record_gone: { entity: string };
    unknown_currency: { currency: string };
    already_in_stage: { name: string; stage: string };
    nothing_to_change: { name: string };
  }
}

export type Deal = {
  id: string;
  number: number;
  name: string;
  account: { id: string; name: string };
  contact: { id: string; name: string } | null;
  owner: { id: string; name: string };
  stage: Stage;
  status: 'open' | 'won' | 'lost';
  value: Money | null;
  closeDate: CalendarDay | null;
  closedOn: CalendarDay | null;
  lossReason: string | null;
  nextStep: string | null;
  product: string | null;
  stageEnteredAt: Date;
  lastActivityAt: Date;
  /** Longer in its stage than the stage allows, or silent as long. */
  stale: boolean;
};

/** An amount as a person said it: without a currency when none was named. */
export type SaidMoney = { amount: number; currency: string | null };

export type NewDeal = {
  accountId: string;
  name: string;
  value?: SaidMoney | undefined;
  stage?: string | undefined;
  closeDate?: CalendarDay | undefined;
  contactId?: string | undefined;
  product?: string | undefined;
  /** The actor when not given. */
  ownerId?: string | undefined;
};

/** Logs a deal. A deal logged as won or lost is closed today. */
export async function logDeal(ctx: CrmContext, deal: NewDeal): Promise<Deal> {
  if (ctx.actor.kind !== 'member') throw new Refusal('not_allowed', { command: 'deal.log' });
  const stages = await stagesOf(ctx);
  const first = stages[0];
  if (first === undefined) throw new Error('a pipeline has at least one stage');
  const stage = deal.stage === undefined ? first : getStage(stages, deal.stage);
  const now = ctx.clock.now();
  const row = await createRecord(ctx, 'deal', {
    accountId: deal.accountId,
    name: deal.name,
    nameKey: dealNameKey(deal.name),
    ...amountColumns(ctx, deal.value, null),
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    status: stage.kind,
    closedOn: stage.kind === 'open' ? null : dayColumn(ctx.today),
    closeDate: deal.closeDate === undefined ? null : dayColumn(deal.closeDate),
    contactId: deal.contactId ?? null,
    product: deal.product ?? null,
    ownerId: deal.ownerId ?? ctx.actor.id,
    stageEnteredAt: now,
    lastActivityAt: now,
  });
  return dealAsItIs(ctx, row.id);
}

export type DealPatch = {
  name?: string | undefined;
  value?: SaidMoney | undefined;
  closeDate?: CalendarDay | undefined;
  ownerId?: string | undefined;
  nextStep?: string | undefined;
  contactId?: string | undefined;
};

/**
 * Changes a deal.
 *
 * @throws Refusal `nothing_to_change` when the deal is so already.
 */
export async function updateDeal(ctx: CrmContext, id: string, patch: DealPatch): Promise<Deal> {
  const row = await rowInScope(ctx, id);
  const before = ctx.history.changes.length;
  await updateRecord(ctx, 'deal', row, {
    name: patch.name,
    ...(patch.name === undefined ? {} : { nameKey: dealNameKey(patch.name) }),
    ...amountColumns(ctx, patch.value, currencyOf(row)),
    closeDate: patch.closeDate === undefined ? undefined : dayColumn(patch.closeDate),
    ownerId: patch.ownerId,
    nextStep: patch.nextStep,
    contactId: patch.contactId,
  });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: row.name ?? '' });
  return dealAsItIs(ctx, id);
}

/** How a deal ends when its stage says so. */
export type Closing = {
  closedOn?: CalendarDay | undefined;
  value?: SaidMoney | undefined;
  reason?: string | undefined;
};

/**
 * Moves a deal to a stage of its pipeline: into won or lost closes it, out of them opens it again.
 *
 * @throws Refusal `no_such_stage`, `already_in_stage`.
 */
export async function moveDeal(
  ctx: CrmContext,
  id: string,
  key: string,
  closing: Closing = {},
): Promise<Deal> {
  const row = await rowInScope(ctx, id);
  const stage = getStage(await stagesOf(ctx, String(row.pipelineId)), key);
  const before = ctx.history.changes.length;
  const moved = row.stageId !== stage.id;
  await updateRecord(ctx, 'deal', row, {
    stageId: stage.id,
    status: stage.kind,
    ...(moved ? { stageEnteredAt: ctx.clock.now(), lastActivityAt: ctx.clock.now() } : {}),
    closedOn: closedOn(ctx, row, stage, closing),
    lossReason: stage.kind === 'lost' ? closing.reason : null,
    ...amountColumns(ctx, closing.value, currencyOf(row)),
  });
  if (ctx.history.changes.length === before) {
    throw new Refusal('already_in_stage', { name: row.name ?? '', stage: key });
  }
  return dealAsItIs(ctx, id);
}

function closedOn(
  ctx: CrmContext,
  row: Row,
  stage: Stage,
  closing: Closing,
): Date | null | undefined {
  if (stage.kind === 'open') return null;
  if (closing.closedOn !== undefined) return dayColumn(closing.closedOn);
  return row.stageId === stage.id ? undefined : dayColumn(ctx.today);
}

export type DealFilter = {
  ownerId?: string | undefined;
  accountId?: string | undefined;
  stage?: string | undefined;
  /** Expected to close, or closed, within these days. */
  closing?: { start: CalendarDay; end: CalendarDay } | undefined;
  minValue?: SaidMoney | undefined;
  maxValue?: SaidMoney | undefined;
  stale?: boolean | undefined;
  teamId?: string | undefined;
};

/** The deals the actor may see, the soonest to close first. Open ones only, unless a closed stage is asked for. */
export async function listDeals(ctx: CrmContext, filter: DealFilter): Promise<Deal[]> {
  const status = filter.stage === 'won' || filter.stage === 'lost' ? filter.stage : 'open';
  const scope = await scopeOf(ctx);
  const closing = filter.closing && {
    gte: dayColumn(filter.closing.start),
    lte: dayColumn(filter.closing.end),
  };
  const rows = await ctx.tx.deal.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      status,
      ...(scope === 'all' ? {} : { ownerId: { in: [...scope] } }),
      ...(filter.ownerId === undefined ? {} : { AND: { ownerId: filter.ownerId } }),
      ...(filter.teamId === undefined ? {} : { owner: { teamId: filter.teamId } }),
      ...(filter.accountId === undefined ? {} : { accountId: filter.accountId }),
      ...(filter.stage === undefined ? {} : { stage: { key: filter.stage } }),
      ...(closing === undefined
        ? {}
        : status === 'open'
          ? { closeDate: closing }
          : { closedOn: closing }),
      ...amountFilter(filter),
    },
    include: WITH_NAMES,
    orderBy: [{ closeDate: { sort: 'asc', nulls: 'last' } }, { number: 'asc' }],
  });
  const deals = rows.map((row) => toDeal(ctx, row));
  return filter.stale === undefined ? deals : deals.filter((deal) => deal.stale === filter.stale);
}

/**
 * A deal the actor may see.
 *
 * @throws Refusal `record_gone` when it was deleted, `outside_scope` when it belongs to people the actor may not see.
 */
export async function getDeal(ctx: CrmContext, id: string): Promise<Deal> {
  const row = await findDeal(ctx, id);
  if (row === null || row.deletedAt !== null) throw new Refusal('record_gone', { entity: 'deal' });
  const scope = await scopeOf(ctx);
  if (scope !== 'all' && !scope.includes(row.owner.id))
    throw new Refusal('outside_scope', { entity: 'deal' });
  return toDeal(ctx, row);
}

/** A deal without a look at who may see it: who has just handed it to another team still hears what he did. */
async function dealAsItIs(ctx: CrmContext, id: string): Promise<Deal> {
  const row = await findDeal(ctx, id);
  if (row === null) throw new Error('the deal was written just now');
  return toDeal(ctx, row);
}

async function findDeal(
  ctx: CrmContext,
  id: string,
): Promise<(DealRow & { deletedAt: Date | null }) | null> {
  const [row] = await ctx.tx.sql<FlatDealRow>`
    SELECT d.*, a."name" AS "accountName", c."name" AS "contactName", o."name" AS "ownerName",
      s."key", s."nameEn", s."nameZh", s."position", s."kind"::text AS "kind", s."probability", s."rotAfterDays"
    FROM "Deal" d
    JOIN "Account" a ON a."organizationId" = d."organizationId" AND a."id" = d."accountId"
    JOIN "Member" o ON o."organizationId" = d."organizationId" AND o."id" = d."ownerId"
    JOIN "Stage" s ON s."organizationId" = d."organizationId" AND s."id" = d."stageId"
    LEFT JOIN "Contact" c ON c."organizationId" = d."organizationId" AND c."id" = d."contactId"
    WHERE d."organizationId" = ${ctx.organization.id} AND d."id" = ${id}`;
  if (row === undefined) return null;
  const { accountId, accountName, contactId, contactName, ownerId, ownerName } = row;
  const { key, nameEn, nameZh, position, kind, probability, rotAfterDays } = row;
  return {
    ...row,
    account: { id: accountId, name: accountName },
    contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
    owner: { id: ownerId, name: ownerName },
    stage: {
      id: row.stageId,
      pipelineId: row.pipelineId,
      key,
      nameEn,
      nameZh,
      position,
      kind,
      probability,
      rotAfterDays,
    },
  };
}

async function rowInScope(ctx: CrmContext, id: string): Promise<Row> {
  const row = await findRow(ctx, 'deal', id);
  if (row === null || row.deletedAt !== null) throw new Refusal('record_gone', { entity: 'deal' });
  const scope = await scopeOf(ctx);
  if (scope !== 'all' && !scope.includes(String(row.ownerId)))
    throw new Refusal('outside_scope', { entity: 'deal' });
  return row;
}

const WITH_NAMES = {
  account: { select: { id: true, name: true } },
  contact: { select: { id: true, name: true } },
  owner: { select: { id: true, name: true } },
  stage: true,
} as const;

type DealRow = Omit<Deal, 'value' | 'closeDate' | 'closedOn' | 'stage' | 'stale'> & {
  amount: { toFixed: () => string } | null;
  currency: string | null;
  closeDate: Date | null;
  closedOn: Date | null;
  stage: Omit<Stage, 'probability'> & { probability: { toNumber: () => number } };
};

/** The same before the names are put with what they name. */
type FlatDealRow = Omit<DealRow, 'account' | 'contact' | 'owner' | 'stage'> &
  Omit<DealRow['stage'], 'id'> & {
    deletedAt: Date | null;
    accountId: string;
    accountName: string;
    contactId: string | null;
    contactName: string | null;
    ownerId: string;
    ownerName: string;
    stageId: string;
  };

function toDeal(ctx: CrmContext, row: DealRow): Deal {
  const stage = { ...row.stage, probability: row.stage.probability.toNumber() };
  const quiet = daysBetween(dayIn('UTC', row.lastActivityAt), dayIn('UTC', ctx.clock.now()));
  const waiting = daysBetween(dayIn('UTC', row.stageEnteredAt), dayIn('UTC', ctx.clock.now()));
  const limit = stage.rotAfterDays;
  return {
    ...row,
    stage,
    value:
      row.amount === null || row.currency === null
        ? null
        : moneyFrom(row.amount.toFixed(), row.currency),
    closeDate: dayOf(row.closeDate),
    closedOn: dayOf(row.closedOn),
    stale: row.status === 'open' && limit !== null && (quiet > limit || waiting > limit * 2),
  };
}

function currencyOf(row: Row): string | null {
  return typeof row.currency === 'string' ? row.currency : null;
}

/** A bare number keeps the deal's currency; a new deal takes the organization's. */
function amountColumns(
  ctx: CrmContext,
  said: SaidMoney | undefined,
  current: string | null,
): { amount?: string; currency?: string } {
  if (said === undefined) return {};
  const currency = said.currency ?? current ?? ctx.organization.baseCurrency;
  if (!isCurrency(currency)) throw new Refusal('unknown_currency', { currency });
  const exact = decimalOf(moneyFrom(plainDecimal(said.amount), currency));
  return { amount: exact.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''), currency };
}

const PLAIN = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 10 });

/** A number without an exponent: 1e21 and 1e-7 print with one. */
function plainDecimal(amount: number): string {
  return PLAIN.format(amount);
}

function amountFilter(filter: DealFilter): { amount?: object; currency?: string } {
  const { minValue, maxValue } = filter;
  if (minValue === undefined && maxValue === undefined) return {};
  const currency = minValue?.currency ?? maxValue?.currency ?? null;
  return {
    amount: {
      ...(minValue === undefined ? {} : { gte: plainDecimal(minValue.amount) }),
      ...(maxValue === undefined ? {} : { lte: plainDecimal(maxValue.amount) }),
    },
    ...(currency === null ? {} : { currency }),
  };
}

/** A calendar day as a `date` column takes it. */
export function dayColumn(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** A `date` column as a calendar day. */
export function dayOf(column: Date | null): CalendarDay | null {
  return column === null ? null : column.toISOString().slice(0, 10);
}
