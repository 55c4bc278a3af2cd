import { type CalendarDay, dayIn, daysBetween } from '../platform/clock.ts';
import { decimalOf, isCurrency, type Money, moneyFrom } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import { withinBounds } from './amount-bounds.ts';
import { asShown, dealAmounts } from './amount-groups.ts';
import { dayColumn, dayOf } from './columns.ts';
import type { CrmContext } from './context.ts';
import { customColumns, customConditions } from './custom-fields.ts';
import { scopeOf } from './members.ts';
import { dealNameKey } from './names.ts';
import {
  type ForecastCategory,
  getPipeline,
  getStage,
  type Stage,
  type StageNames,
  stagesOf,
} from './pipelines.ts';
import { frozenRate, type Priced } from './rates.ts';
import { createRecord, findRow, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    record_gone: { entity: string };
    already_in_stage: { name: string; stage: StageNames };
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
  pipeline: { id: string; name: string; isDefault: boolean };
  stage: Stage;
  status: 'open' | 'won' | 'lost';
  value: Money | null;
  /** Of a closed deal: what one unit of its currency was worth in the base currency then. */
  rate: string | null;
  /** Its own, else that of its stage. */
  category: ForecastCategory;
  closeDate: CalendarDay | null;
  closedOn: CalendarDay | null;
  lossReason: string | null;
  nextStep: string | null;
  product: string | null;
  /** The organization's own fields. */
  custom: unknown;
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
  /** Of the default one when none is named. */
  pipeline?: string | undefined;
  stage?: string | undefined;
  closeDate?: CalendarDay | undefined;
  contactId?: string | undefined;
  product?: string | undefined;
  custom?: Readonly<Record<string, unknown>> | undefined;
  nextStep?: string | undefined;
  /** The actor when not given. */
  ownerId?: string | undefined;
};

/** Logs a deal. A deal logged as won or lost is closed today. */
export async function logDeal(ctx: CrmContext, deal: NewDeal): Promise<Deal> {
  if (ctx.actor.kind !== 'member') throw new Refusal('not_allowed', { command: 'deal.log' });
  const { stages } = await getPipeline(ctx, deal.pipeline);
  const first = stages[0];
  if (first === undefined) throw new Error('a pipeline has at least one stage');
  const stage = deal.stage === undefined ? first : getStage(stages, deal.stage);
  const now = ctx.clock.now();
  const amount = amountColumns(ctx, deal.value, null);
  const row = await createRecord(ctx, 'deal', {
    accountId: deal.accountId,
    name: deal.name,
    nameKey: dealNameKey(deal.name),
    ...amount,
    ...(stage.kind === 'open' ? {} : await frozenRate(ctx, amount.currency ?? null, ctx.today)),
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    status: stage.kind,
    closedOn: stage.kind === 'open' ? null : dayColumn(ctx.today),
    closeDate: deal.closeDate === undefined ? null : dayColumn(deal.closeDate),
    contactId: deal.contactId ?? null,
    product: deal.product ?? null,
    nextStep: deal.nextStep ?? null,
    ownerId: deal.ownerId ?? ctx.actor.id,
    stageEnteredAt: now,
    lastActivityAt: now,
    ...(await customColumns(ctx, 'deal', deal.custom)),
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
  custom?: Readonly<Record<string, unknown>> | undefined;
  product?: string | undefined;
  category?: ForecastCategory | undefined;
};

/**
 * Changes a deal.
 *
 * @throws Refusal `nothing_to_change` when the deal is so already.
 */
export async function updateDeal(ctx: CrmContext, id: string, patch: DealPatch): Promise<Deal> {
  const row = await rowInScope(ctx, id);
  const before = ctx.history.changes.length;
  const columns = await patchColumns(ctx, row, patch);
  await updateRecord(ctx, 'deal', row, {
    ...columns,
    ...(row.status === 'open' ? {} : await frozenAt(ctx, row, columns.currency, undefined)),
  });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: row.name ?? '' });
  return dealAsItIs(ctx, id);
}

async function patchColumns(ctx: CrmContext, row: Row, patch: DealPatch) {
  return {
    name: patch.name,
    ...(patch.name === undefined ? {} : { nameKey: dealNameKey(patch.name) }),
    ...amountColumns(ctx, patch.value, currencyOf(row)),
    closeDate: patch.closeDate === undefined ? undefined : dayColumn(patch.closeDate),
    ownerId: patch.ownerId,
    nextStep: patch.nextStep,
    contactId: patch.contactId,
    product: patch.product,
    forecastCategory: patch.category,
    ...(await customColumns(ctx, 'deal', patch.custom)),
  };
}

/** How a deal ends when its stage says so, where it moves to, and what is said of it besides. */
export type Closing = DealPatch & {
  /** Of another pipeline. */
  pipeline?: string | undefined;
  closedOn?: CalendarDay | undefined;
  reason?: string | undefined;
};

/**
 * Moves a deal to a stage of its pipeline or of another one: into won or lost closes it, out of them opens it again. The rate of its
 * currency is frozen when it closes, and free again when it opens.
 *
 * @throws Refusal `no_such_stage`, `no_such_pipeline`, `already_in_stage`.
 */
export async function moveDeal(
  ctx: CrmContext,
  id: string,
  key: string,
  move: Closing = {},
): Promise<Deal> {
  const row = await rowInScope(ctx, id);
  const stages = await stagesAhead(ctx, String(row.pipelineId), move.pipeline);
  const stage = getStage(stages, key);
  const before = ctx.history.changes.length;
  const moved = row.stageId !== stage.id;
  const columns = await patchColumns(ctx, row, move);
  const closed = closedOn(ctx, row, stage, move);
  await updateRecord(ctx, 'deal', row, {
    ...columns,
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    status: stage.kind,
    ...(moved ? { stageEnteredAt: ctx.clock.now(), lastActivityAt: ctx.clock.now() } : {}),
    closedOn: closed,
    ...(stage.kind === 'open'
      ? { rate: null, rateOn: null }
      : await frozenAt(ctx, row, columns.currency, closed)),
    lossReason: stage.kind === 'lost' ? move.reason : null,
  });
  if (ctx.history.changes.length === before) {
    throw new Refusal('already_in_stage', { name: row.name ?? '', stage });
  }
  return dealAsItIs(ctx, id);
}

/** The stages that a deal may move to: of its own pipeline, or of one that is named. */
export async function stagesAhead(
  ctx: CrmContext,
  pipelineId: string,
  pipeline: string | undefined,
): Promise<readonly Stage[]> {
  return pipeline === undefined
    ? stagesOf(ctx, pipelineId)
    : (await getPipeline(ctx, pipeline)).stages;
}

/** The rate that a closed deal keeps, where its currency or its day is another now; else nothing. */
async function frozenAt(
  ctx: CrmContext,
  row: Row,
  currency: string | null | undefined,
  closed: Date | null | undefined,
): Promise<{ rate?: string | null; rateOn?: Date | null }> {
  const now = currency ?? currencyOf(row);
  const day = closed ?? (row.closedOn instanceof Date ? row.closedOn : null);
  const same =
    now === currencyOf(row) &&
    row.closedOn instanceof Date &&
    day?.getTime() === row.closedOn.getTime();
  return same || day === null ? {} : frozenRate(ctx, now, dayOf(day) ?? ctx.today);
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
  custom?: Readonly<Record<string, unknown>> | undefined;
  pipelineId?: string | undefined;
  category?: ForecastCategory | undefined;
};

/** The deals the actor may see, the soonest to close first. Open ones only, unless a closed stage is asked for. */
export async function listDeals(ctx: CrmContext, filter: DealFilter): Promise<Deal[]> {
  const { where } = await dealsWhere(ctx, filter);
  return dealRows(ctx, where);
}

/** The first of the deals, how many there are, what they add up to, and how amounts were compared with the bounds of the filter. */
export type Selection = {
  deals: Deal[];
  count: number;
  amounts: readonly Priced[];
  compared: Comparison | null;
};

/** A bare number is compared with each amount in its own currency, one with a currency with what the others are worth in it. */
export type Comparison =
  | { kind: 'own'; currencies: readonly string[] }
  | {
      kind: 'converted';
      currency: string;
      /** The oldest day of the rates used; null when none was needed. */
      asOf: CalendarDay | null;
      /** Currencies without a rate: their deals are left out. */
      leftOut: readonly string[];
    };

/** The same as `listDeals` for those who see the first of them only; `compared` is null where nothing was to compare. */
export async function selectDeals(
  ctx: CrmContext,
  filter: DealFilter,
  limit: number,
): Promise<Selection> {
  const { where, compared } = await dealsWhere(ctx, filter);
  const deals = await dealRows(ctx, where, limit);
  return {
    deals,
    count: await ctx.tx.deal.count({ where }),
    amounts: asShown(
      await dealAmounts(ctx, where),
      deals.map(({ value }) => value?.currency),
    ),
    compared,
  };
}

async function dealRows(ctx: CrmContext, where: object, limit?: number): Promise<Deal[]> {
  const rows = await ctx.tx.deal.findMany({
    where,
    include: WITH_NAMES,
    orderBy: [{ closeDate: { sort: 'asc', nulls: 'last' } }, { number: 'asc' }],
    ...(limit === undefined ? {} : { take: limit }),
  });
  return rows.map((row) => toDeal(ctx, row));
}

async function dealsWhere(
  ctx: CrmContext,
  filter: DealFilter,
): Promise<{ where: object; compared: Comparison | null }> {
  const status = filter.stage === 'won' || filter.stage === 'lost' ? filter.stage : 'open';
  const scope = await scopeOf(ctx);
  const closing = filter.closing && {
    gte: dayColumn(filter.closing.start),
    lte: dayColumn(filter.closing.end),
  };
  const among = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    status,
    ...(scope === 'all' ? {} : { ownerId: { in: [...scope] } }),
    AND: [
      ...(filter.ownerId === undefined ? [] : [{ ownerId: filter.ownerId }]),
      ...(await customConditions(ctx, 'deal', filter.custom)),
      ...(await stageConditions(ctx, filter, status)),
    ],
    ...(filter.teamId === undefined ? {} : { owner: { teamId: filter.teamId } }),
    ...(filter.accountId === undefined ? {} : { accountId: filter.accountId }),
    ...(filter.stage === undefined ? {} : { stage: { key: filter.stage } }),
    ...(closing === undefined
      ? {}
      : status === 'open'
        ? { closeDate: closing }
        : { closedOn: closing }),
    ...(filter.pipelineId === undefined ? {} : { pipelineId: filter.pipelineId }),
  };
  const { condition, compared } = await withinBounds(ctx, filter, among);
  return { where: { AND: [among, condition] }, compared };
}

/** What stages say of their deals: after how long they are stale, and how surely they are counted on. */
async function stageConditions(
  ctx: CrmContext,
  { stale, category }: DealFilter,
  status: 'open' | 'won' | 'lost',
): Promise<object[]> {
  if (stale === undefined && category === undefined) return [];
  const stages = await ctx.tx.stage.findMany({ where: { organizationId: ctx.organization.id } });
  const today = dayColumn(dayIn('UTC', ctx.clock.now()));
  const before = (days: number) => ({ lt: new Date(today.getTime() - days * DAY_MS) });
  const rotten = stages.flatMap(({ id, rotAfterDays: limit }) =>
    limit === null
      ? []
      : [
          {
            stageId: id,
            OR: [{ lastActivityAt: before(limit) }, { stageEnteredAt: before(limit * 2) }],
          },
        ],
  );
  const isStale = { OR: status === 'open' ? rotten : [] };
  const ofStage = stages.filter((stage) => stage.forecastCategory === category);
  return [
    ...(stale === undefined ? [] : [stale ? isStale : { NOT: isStale }]),
    ...(category === undefined
      ? []
      : [
          {
            OR: [
              { forecastCategory: category },
              { forecastCategory: null, stageId: { in: ofStage.map(({ id }) => id) } },
            ],
          },
        ]),
  ];
}

const DAY_MS = 86_400_000;

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
      s."key", s."nameEn", s."nameZh", s."position", s."kind"::text AS "kind", s."probability", s."rotAfterDays",
      s."requiredFields", s."forecastCategory"::text AS "stageCategory",
      p."name" AS "pipelineName", p."isDefault"
    FROM "Deal" d
    JOIN "Account" a ON a."organizationId" = d."organizationId" AND a."id" = d."accountId"
    JOIN "Member" o ON o."organizationId" = d."organizationId" AND o."id" = d."ownerId"
    JOIN "Stage" s ON s."organizationId" = d."organizationId" AND s."id" = d."stageId"
    JOIN "Pipeline" p ON p."organizationId" = d."organizationId" AND p."id" = d."pipelineId"
    LEFT JOIN "Contact" c ON c."organizationId" = d."organizationId" AND c."id" = d."contactId"
    WHERE d."organizationId" = ${ctx.organization.id} AND d."id" = ${id}`;
  if (row === undefined) return null;
  const { accountId, accountName, contactId, contactName, ownerId, ownerName } = row;
  const { key, nameEn, nameZh, position, kind, probability, rotAfterDays, requiredFields } = row;
  return {
    ...row,
    account: { id: accountId, name: accountName },
    contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
    owner: { id: ownerId, name: ownerName },
    pipeline: { id: row.pipelineId, name: row.pipelineName, isDefault: row.isDefault },
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
      requiredFields,
      forecastCategory: row.stageCategory,
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
  pipeline: { select: { id: true, name: true, isDefault: true } },
  stage: true,
} as const;

type DealRow = Omit<
  Deal,
  'value' | 'rate' | 'category' | 'closeDate' | 'closedOn' | 'stage' | 'stale'
> & {
  amount: { toFixed: () => string } | null;
  rate: { toFixed: () => string } | null;
  forecastCategory: ForecastCategory | null;
  currency: string | null;
  closeDate: Date | null;
  closedOn: Date | null;
  stage: Omit<Stage, 'probability'> & { probability: { toNumber: () => number } };
};

/** The same before the names are put with what they name. */
type FlatDealRow = Omit<DealRow, 'account' | 'contact' | 'owner' | 'pipeline' | 'stage'> &
  Omit<DealRow['stage'], 'id' | 'forecastCategory'> & {
    stageCategory: ForecastCategory;
    pipelineName: string;
    isDefault: boolean;
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
    rate: row.rate?.toFixed() ?? null,
    category: row.forecastCategory ?? stage.forecastCategory,
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
  const money = moneySaid(said, current ?? ctx.organization.baseCurrency);
  const exact = decimalOf(money);
  return {
    amount: exact.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''),
    currency: money.currency,
  };
}

/**
 * An amount as said, in the currency said or else in this one.
 *
 * @throws Refusal `unknown_currency`.
 */
export function moneySaid(said: SaidMoney, otherwise: string): Money {
  const currency = said.currency ?? otherwise;
  if (!isCurrency(currency)) throw new Refusal('unknown_currency', { currency });
  return moneyFrom(plainDecimal(said.amount), currency);
}

const PLAIN = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 10 });

/** A number without an exponent: 1e21 and 1e-7 print with one. */
export function plainDecimal(amount: number): string {
  return PLAIN.format(amount);
}
