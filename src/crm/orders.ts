import type { CalendarDay } from '../platform/clock.ts';
import { moneyToJson } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import { getAccountRow } from './accounts.ts';
import { asShown, orderAmounts } from './amount-groups.ts';
import { dayColumn, dayOf } from './columns.ts';
import type { CrmContext } from './context.ts';
import { customColumns, customConditions } from './custom-fields.ts';
import { type Deal, getDeal } from './deals.ts';
import { changeDocument, firstLine, type LineChange, type Sale } from './line-changes.ts';
import { scopeOf } from './members.ts';
import { findProductNamed } from './products.ts';
import { frozenRate, type Priced } from './rates.ts';
import {
  addLine,
  bookKept,
  booksFor,
  copyOf,
  idsOf,
  linesOf,
  moneyOf,
  percentColumns,
  refuseOtherCurrency,
  type SalesDocument,
  type Terms,
  totalColumns,
  usualCurrency,
} from './sales-documents.ts';
import { createRecord, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    order_locked: { name: string; status: OrderStatus };
    order_not_ready: { name: string; status: OrderStatus; wanted: OrderStatus };
    order_empty: { name: string };
    deal_of_another_account: { deal: string; account: string };
  }
}

export const ORDER_STATUSES = ['draft', 'confirmed', 'fulfilled', 'cancelled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export type Order = SalesDocument & {
  deal: { id: string; name: string } | null;
  quote: { id: string; number: number; revision: number } | null;
  status: OrderStatus;
  orderedOn: CalendarDay;
  /** Units of the base currency for one of the order's, frozen when it was confirmed. */
  rate: string | null;
  rateOn: CalendarDay | null;
  note: string | null;
  /** The organization's own fields. */
  custom: unknown;
};

export type NewOrder = Sale &
  Terms & {
    /** The account, the deal, or both: one of them is needed. */
    accountId?: string | undefined;
    dealId?: string | undefined;
    /** The price book that it is made from, by name. */
    priceBook?: string | undefined;
    custom?: Readonly<Record<string, unknown>> | undefined;
  };

/**
 * Creates a draft, from a deal or for an account. What it costs is what was said, else the price of the product in the book that was
 * named, in that of the account, or else in the currency in which the account buys, else the value of the deal; without any of them
 * it has no lines yet. It belongs to who owns the deal, else to the actor.
 *
 * @throws Refusal `no_such_book`, `book_not_valid`, `book_of_another_currency`, and what a line refuses.
 */
export async function createOrder(ctx: CrmContext, order: NewOrder): Promise<Order> {
  const { actor } = ctx;
  if (actor.kind !== 'member') throw new Refusal('not_allowed', { command: 'order.create' });
  const deal = order.dealId === undefined ? null : await getDeal(ctx, order.dealId);
  const account = await accountFor(ctx, order, deal);
  const books = await booksFor(ctx, account.id, order.priceBook);
  if (deal !== null && deal.value !== null) refuseOtherCurrency(books, deal.value.currency);
  const usual =
    deal?.value?.currency ?? books.named?.currency ?? (await usualCurrency(ctx, account.id));
  const sale = deal === null ? said(order) : await saleOf(ctx, deal, order);
  const pricing = { currency: usual, books: idsOf(books), free: books.named === null };
  const line = await firstLine(ctx, sale, pricing, deal?.product ?? deal?.name ?? account.name);
  const currency = line?.total.currency ?? usual;
  const row = await createRecord(ctx, 'order', {
    accountId: account.id,
    dealId: deal?.id ?? null,
    contactId: deal?.contact?.id ?? null,
    ownerId: deal?.owner.id ?? actor.id,
    priceBookId: bookKept(books, currency),
    status: 'draft',
    orderedOn: dayColumn(ctx.today),
    ...totalColumns(line === null ? [] : [line.total], percentColumns(order), currency),
    ...(await customColumns(ctx, 'order', order.custom)),
  });
  if (line !== null) await addLine(ctx, 'order', row.id, line, 0);
  return orderAsItIs(ctx, row.id);
}

/** The account that was named, or that of the deal: they have to be the same. */
async function accountFor(
  ctx: CrmContext,
  order: NewOrder,
  deal: Deal | null,
): Promise<{ id: string; name: string }> {
  const row = await getAccountRow(ctx, order.accountId ?? deal?.account.id ?? '');
  const account = { id: row.id, name: row.name ?? '' };
  if (deal !== null && deal.account.id !== account.id)
    throw new Refusal('deal_of_another_account', { deal: deal.name, account: account.name });
  return account;
}

/** What was said, else what the deal sells: its product by name, for its value. */
async function saleOf(ctx: CrmContext, deal: Deal, order: NewOrder): Promise<Sale> {
  const spoken = said(order);
  if (Object.keys(spoken).length > 0 || deal.value === null) return spoken;
  const product = deal.product === null ? null : await findProductNamed(ctx, deal.product);
  return { productId: product?.id, value: moneyToJson(deal.value) };
}

/** Creates a draft with the lines and terms of a quote. */
export async function createOrderFrom(
  ctx: CrmContext,
  quote: SalesDocument & { deal: { id: string; name: string } },
): Promise<Order> {
  const { contact } = await getDeal(ctx, quote.deal.id);
  const row = await createRecord(ctx, 'order', {
    accountId: quote.account.id,
    dealId: quote.deal.id,
    contactId: contact?.id ?? null,
    quoteId: quote.id,
    ownerId: quote.owner.id,
    priceBookId: quote.priceBook?.id ?? null,
    status: 'draft',
    orderedOn: dayColumn(ctx.today),
    ...totalColumns(
      quote.lines.map((line) => line.total),
      quote,
      quote.currency,
    ),
  });
  for (const [position, line] of quote.lines.entries())
    await addLine(ctx, 'order', row.id, copyOf(line), position);
  return orderAsItIs(ctx, row.id);
}

/** The parts of a sale that were said. */
function said({ productId, quantity, value, price }: Sale): Sale {
  const parts = Object.entries({ productId, quantity, value, price });
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

/**
 * Changes the lines or the terms of an order.
 *
 * @throws Refusal `order_locked`, `nothing_to_change`, and what `changeDocument` refuses.
 */
export async function updateOrder(
  ctx: CrmContext,
  id: string,
  patch: LineChange & Terms & { custom?: Readonly<Record<string, unknown>> | undefined },
): Promise<Order> {
  const order = await getOrder(ctx, id);
  refuseLocked(order);
  const name = orderName(order);
  const before = ctx.history.changes.length;
  const { custom, ...change } = patch;
  if (Object.values(change).some((value) => value !== undefined))
    await changeDocument(ctx, 'order', { ...order, name }, change);
  const own = await customColumns(ctx, 'order', custom);
  if (Object.keys(own).length > 0) await updateRecord(ctx, 'order', await orderRow(ctx, id), own);
  if (ctx.history.changes.length === before) throw new Refusal('nothing_to_change', { name });
  return orderAsItIs(ctx, id);
}

/**
 * Confirms a draft. The rate of today is frozen; the base currency, and one without a rate, keep none.
 *
 * @throws Refusal `order_not_ready`, `order_locked`, `order_empty`.
 */
export async function confirmOrder(ctx: CrmContext, id: string): Promise<Order> {
  const order = await getOrder(ctx, id);
  refuseLocked(order);
  refuseUnless(order, 'draft', 'confirmed');
  if (order.lines.length === 0) throw new Refusal('order_empty', { name: orderName(order) });
  await updateRecord(ctx, 'order', await orderRow(ctx, id), {
    status: 'confirmed',
    ...(await frozenRate(ctx, order.currency, ctx.today)),
  });
  return orderAsItIs(ctx, id);
}

/** Marks a confirmed order as delivered: from then on it is locked. @throws Refusal `order_not_ready`, `order_locked`. */
export async function fulfilOrder(ctx: CrmContext, id: string): Promise<Order> {
  const order = await getOrder(ctx, id);
  refuseLocked(order);
  refuseUnless(order, 'confirmed', 'fulfilled');
  await updateRecord(ctx, 'order', await orderRow(ctx, id), { status: 'fulfilled' });
  return orderAsItIs(ctx, id);
}

/** Calls an order off: from then on it is locked. @throws Refusal `order_locked`. */
export async function cancelOrder(ctx: CrmContext, id: string): Promise<Order> {
  const order = await getOrder(ctx, id);
  refuseLocked(order);
  await updateRecord(ctx, 'order', await orderRow(ctx, id), { status: 'cancelled' });
  return orderAsItIs(ctx, id);
}

export type OrderFilter = {
  custom?: Readonly<Record<string, unknown>> | undefined;
  accountId?: string | undefined;
  dealId?: string | undefined;
  ownerId?: string | undefined;
  /** Ordered within these days. */
  period?: { start: CalendarDay; end: CalendarDay } | undefined;
  /** `open` is what still has to be done: drafts and confirmed ones. */
  status?: OrderStatus | 'open' | undefined;
};

/** The orders the actor may see: how many there are, what they add up to, and the latest of them. */
export async function listOrders(
  ctx: CrmContext,
  filter: OrderFilter,
  limit: number,
): Promise<{ orders: Order[]; count: number; amounts: readonly Priced[] }> {
  const scope = await scopeOf(ctx);
  const { accountId, dealId, ownerId, period, status } = filter;
  const where = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    ...(scope === 'all' ? {} : { ownerId: { in: [...scope] } }),
    AND: [
      ...(ownerId === undefined ? [] : [{ ownerId }]),
      ...(await customConditions(ctx, 'order', filter.custom)),
    ],
    ...(accountId === undefined ? {} : { accountId }),
    ...(dealId === undefined ? {} : { dealId }),
    ...(period === undefined
      ? {}
      : { orderedOn: { gte: dayColumn(period.start), lte: dayColumn(period.end) } }),
    ...(status === undefined ? {} : { status: status === 'open' ? { in: OPEN } : status }),
  };
  const rows = await ctx.tx.order.findMany({
    where,
    include: WITH_NAMES,
    orderBy: [{ orderedOn: 'desc' }, { number: 'desc' }],
    take: limit,
  });
  const lines = await linesOf(
    ctx,
    'order',
    rows.map((row) => row.id),
  );
  return {
    orders: rows.map((row) => toOrder(row, moneyOf(row, lines.get(row.id) ?? []))),
    count: await ctx.tx.order.count({ where }),
    amounts: asShown(
      await orderAmounts(ctx, where),
      rows.map(({ currency }) => currency),
    ),
  };
}

const OPEN: OrderStatus[] = ['draft', 'confirmed'];

/**
 * An order the actor may see.
 *
 * @throws Refusal `record_gone`, `outside_scope`.
 */
export async function getOrder(ctx: CrmContext, id: string): Promise<Order> {
  const row = await ctx.tx.order.findFirst({
    where: { id, organizationId: ctx.organization.id, deletedAt: null },
    select: { ownerId: true },
  });
  if (row === null) throw new Refusal('record_gone', { entity: 'order' });
  const scope = await scopeOf(ctx);
  if (scope !== 'all' && !scope.includes(row.ownerId))
    throw new Refusal('outside_scope', { entity: 'order' });
  return orderAsItIs(ctx, id);
}

/** `SO-3`. */
export function orderName(order: { number: number }): string {
  return `SO-${order.number}`;
}

/** Whether nothing but the status of an order may change any more. */
export function isLocked(status: unknown): status is 'fulfilled' | 'cancelled' {
  return status === 'fulfilled' || status === 'cancelled';
}

/** @throws Refusal `order_locked` when it is delivered or called off. */
export function refuseLocked(order: Order): void {
  if (isLocked(order.status))
    throw new Refusal('order_locked', { name: orderName(order), status: order.status });
}

function refuseUnless(order: Order, status: OrderStatus, wanted: OrderStatus): void {
  if (order.status !== status)
    throw new Refusal('order_not_ready', {
      name: orderName(order),
      status: order.status,
      wanted,
    });
}

const WITH_NAMES = {
  account: { select: { id: true, name: true } },
  deal: { select: { id: true, name: true } },
  quote: { select: { id: true, number: true, revision: true } },
  owner: { select: { id: true, name: true } },
  priceBook: { select: { id: true, name: true } },
} as const;

async function orderAsItIs(ctx: CrmContext, id: string): Promise<Order> {
  const row = await ctx.tx.order.findFirstOrThrow({
    where: { id, organizationId: ctx.organization.id },
    include: WITH_NAMES,
  });
  const lines = await linesOf(ctx, 'order', [id]);
  return toOrder(row, moneyOf(row, lines.get(id) ?? []));
}

type OrderRow = Pick<
  Order,
  | 'id'
  | 'number'
  | 'account'
  | 'deal'
  | 'quote'
  | 'owner'
  | 'priceBook'
  | 'status'
  | 'currency'
  | 'note'
  | 'custom'
> & { orderedOn: Date; rate: { toFixed: () => string } | null; rateOn: Date | null };

function toOrder(row: OrderRow, money: ReturnType<typeof moneyOf>): Order {
  return {
    ...row,
    ...money,
    orderedOn: row.orderedOn.toISOString().slice(0, 10),
    rate: row.rate?.toFixed() ?? null,
    rateOn: dayOf(row.rateOn),
  };
}

async function orderRow(ctx: CrmContext, id: string): Promise<Row> {
  return ctx.tx.order.findFirstOrThrow({ where: { id, organizationId: ctx.organization.id } });
}
