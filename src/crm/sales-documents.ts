import { type Money, moneyFrom } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { type LineTerms, percentOf, type Totals, totalsOf } from './lines.ts';
import { bookOfAccount, getPriceBook, type PriceBook, refuseInvalid } from './price-books.ts';
import { amountText } from './products.ts';
import { createRecord, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    too_much: Record<string, never>;
  }
}

/** A quote or an order: both have lines, a discount and a tax. */
export type DocumentKind = 'quote' | 'order';

export type Line = {
  id: string;
  product: { id: string; name: string } | null;
  name: string;
  quantity: string;
  unitPrice: string;
  discountPct: string;
  total: Money;
};

/** What every quote and every order is made of. */
export type SalesDocument = Totals & {
  id: string;
  number: number;
  account: { id: string; name: string };
  owner: { id: string; name: string };
  /** Whose prices its products cost, where that is not everybody's. */
  priceBook: { id: string; name: string } | null;
  currency: string;
  discountPct: string;
  taxPct: string;
  lines: readonly Line[];
};

export type Terms = {
  /** Shares: 0.1 is 10 percent. */
  discount?: number | undefined;
  tax?: number | undefined;
};

export type NewLine = LineTerms & { productId: string | null; name: string; total: Money };

/** The columns of a document with these lines. @throws Refusal `too_much`. */
export function totalColumns(
  lines: readonly Money[],
  { discountPct, taxPct }: { discountPct: string; taxPct: string },
  currency: string,
): { currency: string; discountPct: string; taxPct: string } & Record<keyof Totals, string> {
  const totals = totalsOf(lines, { discountPct, taxPct }, currency);
  // JSON is exact as far as 15 digits, and no greater amount is let in.
  for (const { minor } of [totals.subtotal, totals.total])
    if (minor >= 10n ** 15n) throw new Refusal('too_much', {});
  return {
    currency,
    discountPct,
    taxPct,
    subtotal: amountText(totals.subtotal),
    discount: amountText(totals.discount),
    tax: amountText(totals.tax),
    total: amountText(totals.total),
  };
}

export function percentColumns(
  terms: Terms,
  now: { discountPct: string; taxPct: string } = { discountPct: '0', taxPct: '0' },
): { discountPct: string; taxPct: string } {
  return {
    discountPct: terms.discount === undefined ? now.discountPct : percentOf(terms.discount),
    taxPct: terms.tax === undefined ? now.taxPct : percentOf(terms.tax),
  };
}

/** Writes a line behind those that are there. */
export function addLine(
  ctx: CrmContext,
  kind: DocumentKind,
  documentId: string,
  line: NewLine,
  position: number,
): Promise<Row> {
  const { productId, name, quantity, unitPrice, discountPct, total } = line;
  return createRecord(ctx, LINE_KIND[kind], {
    [DOCUMENT_COLUMN[kind]]: documentId,
    position,
    productId,
    name,
    quantity,
    unitPrice,
    discountPct,
    total: amountText(total),
  });
}

/** Adds a document up from its lines: a sum that was changed beside them does not stay. */
export async function addUp(
  ctx: CrmContext,
  kind: DocumentKind,
  id: string,
  terms: { discountPct: string; taxPct: string; currency: string },
): Promise<void> {
  const { discountPct, taxPct, currency } = terms;
  const lines = await linesOf(ctx, kind, [id]);
  const totals = (lines.get(id) ?? []).map((line) => moneyFrom(line.total, currency));
  const row = await documentRow(ctx, kind, id);
  await updateRecord(ctx, kind, row, totalColumns(totals, { discountPct, taxPct }, currency));
}

/** Adds a document up again as it stands. */
export async function addUpAgain(ctx: CrmContext, kind: DocumentKind, id: string): Promise<void> {
  const row = await documentRow(ctx, kind, id);
  if (row.deletedAt !== null) return;
  await addUp(ctx, kind, id, {
    discountPct: decimalText(row.discountPct),
    taxPct: decimalText(row.taxPct),
    currency: String(row.currency),
  });
}

export const LINE_KIND = { quote: 'quoteLine', order: 'orderLine' } as const;
const DOCUMENT_COLUMN = { quote: 'quoteId', order: 'orderId' } as const;

type StoredLine = Omit<Line, 'total'> & { total: string };

const LINES = { include: { product: { select: { id: true, name: true } } } } as const;

/** The lines of documents, in their order. */
export async function linesOf(
  ctx: CrmContext,
  kind: DocumentKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredLine[]>> {
  const where = { organizationId: ctx.organization.id, deletedAt: null };
  const orderBy = [{ position: 'asc' as const }, { id: 'asc' as const }];
  const rows =
    kind === 'order'
      ? (
          await ctx.tx.orderLine.findMany({
            ...LINES,
            where: { ...where, orderId: { in: [...ids] } },
            orderBy,
          })
        ).map((row) => ({ ...row, documentId: row.orderId }))
      : (
          await ctx.tx.quoteLine.findMany({
            ...LINES,
            where: { ...where, quoteId: { in: [...ids] } },
            orderBy,
          })
        ).map((row) => ({ ...row, documentId: row.quoteId }));
  const lines = new Map<string, StoredLine[]>();
  for (const row of rows) {
    const { id, product, name, documentId } = row;
    const line = {
      id,
      product,
      name,
      quantity: decimalText(row.quantity),
      unitPrice: decimalText(row.unitPrice),
      discountPct: decimalText(row.discountPct),
      total: decimalText(row.total),
    };
    lines.set(documentId, [...(lines.get(documentId) ?? []), line]);
  }
  return lines;
}

/** A line's copy on another document: the same terms, the same total. */
export function copyOf(line: Line): NewLine {
  const { product, name, quantity, unitPrice, discountPct, total } = line;
  return { productId: product?.id ?? null, name, quantity, unitPrice, discountPct, total };
}

type DocumentColumns = {
  currency: string;
  discountPct: unknown;
  taxPct: unknown;
  subtotal: unknown;
  discount: unknown;
  tax: unknown;
  total: unknown;
};

/** The money of a document out of its columns. */
export function moneyOf(
  row: DocumentColumns,
  lines: readonly StoredLine[],
): Totals & { discountPct: string; taxPct: string; lines: Line[] } {
  const money = (column: unknown): Money => moneyFrom(decimalText(column), row.currency);
  return {
    discountPct: decimalText(row.discountPct),
    taxPct: decimalText(row.taxPct),
    subtotal: money(row.subtotal),
    discount: money(row.discount),
    tax: money(row.tax),
    total: money(row.total),
    lines: lines.map((line) => ({ ...line, total: money(line.total) })),
  };
}

/** A decimal column in plain notation: 20, not 20.0000. */
function decimalText(column: unknown): string {
  const text =
    typeof column === 'object' && column !== null && 'toFixed' in column
      ? String((column as { toFixed: () => string }).toFixed())
      : String(column);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

async function documentRow(ctx: CrmContext, kind: DocumentKind, id: string): Promise<Row> {
  const where = { id, organizationId: ctx.organization.id };
  return kind === 'order'
    ? ctx.tx.order.findFirstOrThrow({ where })
    : ctx.tx.quote.findFirstOrThrow({ where });
}

export async function lineRow(ctx: CrmContext, kind: DocumentKind, id: string): Promise<Row> {
  const where = { id, organizationId: ctx.organization.id };
  return kind === 'order'
    ? ctx.tx.orderLine.findFirstOrThrow({ where })
    : ctx.tx.quoteLine.findFirstOrThrow({ where });
}

/** Where the last line stands that there ever was; -1 without one. */
export async function lastPosition(
  ctx: CrmContext,
  kind: DocumentKind,
  id: string,
): Promise<number> {
  const where = { organizationId: ctx.organization.id };
  const last =
    kind === 'order'
      ? await ctx.tx.orderLine.aggregate({
          where: { ...where, orderId: id },
          _max: { position: true },
        })
      : await ctx.tx.quoteLine.aggregate({
          where: { ...where, quoteId: id },
          _max: { position: true },
        });
  return last._max.position ?? -1;
}

/** The currency in which an account buys: of the price book it is on, else of its latest order, else of its latest deal with a value, else the base currency. */
export async function usualCurrency(ctx: CrmContext, accountId: string): Promise<string> {
  const book = await bookOfAccount(ctx, accountId);
  if (book !== null) return book.currency;
  const where = { organizationId: ctx.organization.id, accountId, deletedAt: null };
  const orderBy = { number: 'desc' } as const;
  const order = await ctx.tx.order.findFirst({ where, orderBy });
  if (order !== null) return order.currency;
  const deal = await ctx.tx.deal.findFirst({ where: { ...where, amount: { not: null } }, orderBy });
  return deal?.currency ?? ctx.organization.baseCurrency;
}

/** The price books of a new document: the one that was named for it, and that of its account. */
export type Books = { named: PriceBook | null; ofAccount: PriceBook | null };

/**
 * The price books that a new document takes its prices from.
 *
 * @throws Refusal `no_such_book`, `book_not_valid` of the one that was named.
 */
export async function booksFor(
  ctx: CrmContext,
  accountId: string,
  named: string | undefined,
): Promise<Books> {
  const book = named === undefined ? null : await getPriceBook(ctx, named);
  if (book !== null) refuseInvalid(ctx, book, 'document');
  return { named: book, ofAccount: await bookOfAccount(ctx, accountId) };
}

/** The ids of price books in the order in which their prices count. */
export function idsOf({ named, ofAccount }: Books): string[] {
  return [named, ofAccount].flatMap((book) => (book === null ? [] : [book.id]));
}

/**
 * The price book that a new document keeps: the one that was named, else that of its account where it is in the document's currency.
 *
 * @throws Refusal `book_of_another_currency` when the one that was named is not.
 */
export function bookKept(books: Books, currency: string): string | null {
  refuseOtherCurrency(books, currency);
  const book = books.named ?? books.ofAccount;
  return book?.currency === currency ? book.id : null;
}

/** @throws Refusal `book_of_another_currency` when the price book that was named for a document is not in its currency. */
export function refuseOtherCurrency({ named }: Books, currency: string): void {
  if (named !== null && named.currency !== currency)
    throw new Refusal('book_of_another_currency', {
      book: named.name,
      currency: named.currency,
      document: currency,
    });
}
