import type { CalendarDay } from '../platform/clock.ts';
import { moneyToJson } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import { dayColumn, dayOf } from './columns.ts';
import type { CrmContext } from './context.ts';
import { getDeal } from './deals.ts';
import { changeDocument, firstLine, type LineChange, type Sale } from './line-changes.ts';
import { scopeOf } from './members.ts';
import { createOrderFrom, type Order } from './orders.ts';
import { findProductNamed } from './products.ts';
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
import { createRecord, findRow, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    validity_over: { validUntil: CalendarDay };
    quote_expired: { name: string; validUntil: CalendarDay };
    quote_accepted: { name: string };
    quote_already: { name: string; status: 'sent' | 'declined' };
    quote_superseded: { name: string; latest: string };
    quote_empty: { name: string };
  }
}

export type QuoteStatus = 'draft' | 'sent' | 'accepted' | 'declined';

export type Quote = SalesDocument & {
  revision: number;
  deal: { id: string; name: string };
  status: QuoteStatus;
  validUntil: CalendarDay | null;
  /** Why the customer declined it. */
  reason: string | null;
  /** Valid no more, and not decided. */
  expired: boolean;
};

type Validity = { validUntil?: CalendarDay | undefined };

/**
 * Quotes for a deal: the first revision of a new number. What it costs is found as for an order.
 *
 * @throws Refusal `validity_over` when the day lies behind, `quote_empty` when there is nothing to quote, and of its price book what
 * `createOrder` refuses.
 */
export async function createQuote(
  ctx: CrmContext,
  quote: Sale & Terms & Validity & { dealId: string; priceBook?: string | undefined },
): Promise<Quote> {
  const deal = await getDeal(ctx, quote.dealId);
  refusePast(ctx, quote.validUntil);
  const books = await booksFor(ctx, deal.account.id, quote.priceBook);
  if (deal.value !== null) refuseOtherCurrency(books, deal.value.currency);
  const usual =
    deal.value?.currency ?? books.named?.currency ?? (await usualCurrency(ctx, deal.account.id));
  const named = deal.product === null ? null : await findProductNamed(ctx, deal.product);
  const said = [quote.productId, quote.value, quote.price, quote.quantity];
  const sale =
    said.some((part) => part !== undefined) || deal.value === null
      ? { ...quote, productId: quote.productId ?? named?.id }
      : { productId: named?.id, value: moneyToJson(deal.value) };
  const pricing = { currency: usual, books: idsOf(books), free: books.named === null };
  const line = await firstLine(ctx, sale, pricing, deal.product ?? deal.name);
  if (line === null) throw new Refusal('quote_empty', { name: deal.name });
  const percents = percentColumns(quote);
  const row = await createRecord(ctx, 'quote', {
    accountId: deal.account.id,
    dealId: deal.id,
    ownerId: deal.owner.id,
    priceBookId: bookKept(books, line.total.currency),
    status: 'draft',
    validUntil: quote.validUntil === undefined ? null : dayColumn(quote.validUntil),
    ...totalColumns([line.total], percents, line.total.currency),
  });
  await addLine(ctx, 'quote', row.id, line, 0);
  return quoteAsItIs(ctx, row.id);
}

/**
 * Changes an offer: a new revision of its number, with the changes. The revision before stays as it was sent.
 *
 * @throws Refusal `quote_accepted`, `quote_superseded`, `validity_over`, and what `changeDocument` refuses.
 */
export async function reviseQuote(
  ctx: CrmContext,
  id: string,
  change: LineChange & Terms & Validity,
): Promise<Quote> {
  const quote = await getQuote(ctx, id);
  await refuseDecided(ctx, quote);
  refusePast(ctx, change.validUntil);
  const row = await createRecord(ctx, 'quote', {
    number: quote.number,
    revision: quote.revision + 1,
    accountId: quote.account.id,
    dealId: quote.deal.id,
    ownerId: quote.owner.id,
    priceBookId: quote.priceBook?.id ?? null,
    status: 'draft',
    validUntil: validityColumn(change.validUntil ?? (quote.expired ? null : quote.validUntil)),
    ...totalColumns(
      quote.lines.map((line) => line.total),
      quote,
      quote.currency,
    ),
  });
  for (const [position, line] of quote.lines.entries())
    await addLine(ctx, 'quote', row.id, copyOf(line), position);
  const fresh = await quoteAsItIs(ctx, row.id);
  await changeDocument(ctx, 'quote', { ...fresh, name: quoteName(fresh) }, change);
  return quoteAsItIs(ctx, row.id);
}

/**
 * The customer takes the offer: it becomes an order.
 *
 * @throws Refusal `quote_accepted`, `quote_superseded`, `quote_expired`.
 */
export async function acceptQuote(
  ctx: CrmContext,
  id: string,
): Promise<{ quote: Quote; order: Order }> {
  // It reads the row first: of two who accept at once the second finds another version, and makes no second order.
  const { row, quote } = await openQuote(ctx, id);
  refuseExpired(quote);
  await updateRecord(ctx, 'quote', row, { status: 'accepted', reason: null });
  const order = await createOrderFrom(ctx, quote);
  return { quote: await quoteAsItIs(ctx, id), order };
}

/**
 * Notes that the customer has the offer; one that was declined is offered once more.
 *
 * @throws Refusal `quote_already`, `quote_accepted`, `quote_superseded`, `quote_expired`.
 */
export async function sendQuote(ctx: CrmContext, id: string): Promise<Quote> {
  const { row, quote } = await openQuote(ctx, id);
  if (quote.status === 'sent')
    throw new Refusal('quote_already', { name: quoteName(quote), status: 'sent' });
  refuseExpired(quote);
  await updateRecord(ctx, 'quote', row, { status: 'sent', reason: null });
  return quoteAsItIs(ctx, id);
}

/**
 * Notes that the customer does not take the offer, and why. A new revision of it may still be made.
 *
 * @throws Refusal `quote_already` when nothing is new, `quote_accepted`, `quote_superseded`.
 */
export async function declineQuote(ctx: CrmContext, id: string, reason: string): Promise<Quote> {
  const { row, quote } = await openQuote(ctx, id);
  if (quote.status === 'declined' && quote.reason === reason)
    throw new Refusal('quote_already', { name: quoteName(quote), status: 'declined' });
  await updateRecord(ctx, 'quote', row, { status: 'declined', reason });
  return quoteAsItIs(ctx, id);
}

/**
 * A quote the actor may see.
 *
 * @throws Refusal `record_gone`, `outside_scope`.
 */
export async function getQuote(ctx: CrmContext, id: string): Promise<Quote> {
  const row = await ctx.tx.quote.findFirst({
    where: { id, organizationId: ctx.organization.id, deletedAt: null },
    select: { ownerId: true },
  });
  if (row === null) throw new Refusal('record_gone', { entity: 'quote' });
  const scope = await scopeOf(ctx);
  if (scope !== 'all' && !scope.includes(row.ownerId))
    throw new Refusal('outside_scope', { entity: 'quote' });
  return quoteAsItIs(ctx, id);
}

/** The latest revisions of the quotes the actor may see: how many there are, and those of the newest numbers. */
export async function listQuotes(
  ctx: CrmContext,
  filter: { accountId?: string | undefined; dealId?: string | undefined },
  limit: number,
): Promise<{ quotes: Quote[]; count: number }> {
  const scope = await scopeOf(ctx);
  const { accountId, dealId } = filter;
  const where = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    ...(scope === 'all' ? {} : { ownerId: { in: [...scope] } }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(dealId === undefined ? {} : { dealId }),
  };
  const offers = await ctx.tx.quote.groupBy({
    by: ['number'],
    where,
    _max: { revision: true },
    orderBy: { number: 'desc' },
  });
  const shown = offers.slice(0, limit);
  const latest = await ctx.tx.quote.findMany({
    where: {
      ...where,
      OR: shown.map(({ number, _max }) => ({ number, revision: _max.revision ?? 1 })),
    },
    include: WITH_NAMES,
    orderBy: { number: 'desc' },
  });
  const ids = latest.map((row) => row.id);
  const lines = await linesOf(ctx, 'quote', ids);
  return {
    quotes: latest.map((row) => toQuote(ctx, row, moneyOf(row, lines.get(row.id) ?? []))),
    count: offers.length,
  };
}

/** `Q-1 v2`; the first revision is `Q-1`. */
export function quoteName(quote: { number: number; revision: number }): string {
  return quote.revision === 1 ? `Q-${quote.number}` : `Q-${quote.number} v${quote.revision}`;
}

async function refuseDecided(ctx: CrmContext, quote: Quote): Promise<void> {
  const where = { organizationId: ctx.organization.id, number: quote.number, deletedAt: null };
  const [latest] = await ctx.tx.quote.findMany({ where, orderBy: { revision: 'desc' }, take: 1 });
  if (latest !== undefined && latest.id !== quote.id)
    throw new Refusal('quote_superseded', { name: quoteName(quote), latest: quoteName(latest) });
  if (quote.status === 'accepted') throw new Refusal('quote_accepted', { name: quoteName(quote) });
}

/** The latest revision of an offer that is not accepted. @throws Refusal `quote_accepted`, `quote_superseded`. */
async function openQuote(ctx: CrmContext, id: string): Promise<{ row: Row; quote: Quote }> {
  const row = await findRow(ctx, 'quote', id);
  const quote = await getQuote(ctx, id);
  if (row === null) throw new Refusal('record_gone', { entity: 'quote' });
  await refuseDecided(ctx, quote);
  return { row, quote };
}

function refuseExpired(quote: Quote): void {
  if (quote.expired && quote.validUntil !== null)
    throw new Refusal('quote_expired', { name: quoteName(quote), validUntil: quote.validUntil });
}

function refusePast(ctx: CrmContext, validUntil: CalendarDay | undefined): void {
  if (validUntil !== undefined && validUntil < ctx.today)
    throw new Refusal('validity_over', { validUntil });
}

function validityColumn(day: CalendarDay | null): Date | null {
  return day === null ? null : dayColumn(day);
}

const WITH_NAMES = {
  account: { select: { id: true, name: true } },
  deal: { select: { id: true, name: true } },
  owner: { select: { id: true, name: true } },
  priceBook: { select: { id: true, name: true } },
} as const;

async function quoteAsItIs(ctx: CrmContext, id: string): Promise<Quote> {
  const row = await ctx.tx.quote.findFirstOrThrow({
    where: { id, organizationId: ctx.organization.id },
    include: WITH_NAMES,
  });
  const lines = await linesOf(ctx, 'quote', [id]);
  return toQuote(ctx, row, moneyOf(row, lines.get(id) ?? []));
}

type QuoteRow = Pick<
  Quote,
  | 'id'
  | 'number'
  | 'revision'
  | 'account'
  | 'deal'
  | 'owner'
  | 'priceBook'
  | 'status'
  | 'reason'
  | 'currency'
> & { validUntil: Date | null };

function toQuote(ctx: CrmContext, row: QuoteRow, money: ReturnType<typeof moneyOf>): Quote {
  const validUntil = dayOf(row.validUntil);
  const over = validUntil !== null && validUntil < ctx.today;
  return {
    ...row,
    ...money,
    validUntil,
    expired: over && (row.status === 'draft' || row.status === 'sent'),
  };
}
