import { decimalOf, type Money, moneyFrom } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { moneySaid, plainDecimal, type SaidMoney } from './deals.ts';
import {
  type LineTerms,
  lineTotal,
  percentOf,
  type Totals,
  totalsOf,
  unitPriceOf,
} from './lines.ts';
import { amountText, findPrice, getProduct, priceSaid } from './products.ts';
import { createRecord, type Row, setDeleted, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    bad_quantity: { quantity: string };
    one_currency: { name: string; currency: string; other: string };
    no_such_line: { name: string; product: string };
    value_of_several_lines: { name: string; lines: number };
    too_much: { name: string };
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
  currency: string;
  discountPct: string;
  taxPct: string;
  lines: readonly Line[];
};

/** What is to be sold, as a person says it: a product, so many, for this much together or each. */
export type Sale = {
  productId?: string | undefined;
  quantity?: number | undefined;
  /** For all of it. */
  value?: SaidMoney | undefined;
  /** For one. */
  price?: SaidMoney | undefined;
};

/** A change of the lines: without `line` a product that is there is changed, another one added. */
export type LineChange = Sale & { line?: 'add' | 'change' | 'remove' | undefined };

export type Terms = {
  /** Shares: 0.1 is 10 percent. */
  discount?: number | undefined;
  tax?: number | undefined;
};

type NewLine = LineTerms & { productId: string | null; name: string; total: Money };

/**
 * What a new document's first line is, and its currency; null when nothing was said that could be one. What has no product is called
 * `otherwise`.
 */
export async function firstLine(
  ctx: CrmContext,
  sale: Sale,
  usual: string,
  otherwise: string,
): Promise<NewLine | null> {
  const said = [sale.productId, sale.value, sale.price].some((part) => part !== undefined);
  return said ? newLine(ctx, sale, usual, otherwise, true) : null;
}

/** The columns of a document with these lines. */
export function totalColumns(
  lines: readonly Money[],
  { discountPct, taxPct }: { discountPct: string; taxPct: string },
  currency: string,
): Record<string, string> {
  const totals = totalsOf(lines, { discountPct, taxPct }, currency);
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

/**
 * Changes the lines and terms of a document and adds it up again.
 *
 * @throws Refusal `no_such_line`, `value_of_several_lines`, `one_currency`, `no_price`, `bad_quantity`, `too_much`.
 */
export async function changeDocument(
  ctx: CrmContext,
  kind: DocumentKind,
  document: SalesDocument & { name: string },
  change: LineChange & Terms,
): Promise<void> {
  let { currency } = document;
  const { line, productId, quantity, value, price } = change;
  const sale = { productId, quantity, value, price };
  if (line !== undefined || Object.values(sale).some((said) => said !== undefined))
    currency = await changeLine(ctx, kind, document, { ...sale, line });
  await addUp(ctx, kind, document.id, { ...percentColumns(change, document), currency });
}

async function changeLine(
  ctx: CrmContext,
  kind: DocumentKind,
  document: SalesDocument & { name: string },
  change: LineChange,
): Promise<string> {
  const { lines, currency, name } = document;
  const there = lineMeant(document, change);
  if (change.line === 'remove') {
    if (there === null) throw await noSuchLine(ctx, name, change);
    await setDeleted(ctx, LINE_KIND[kind], await lineRow(ctx, kind, there.id), true);
    return currency;
  }
  if (there === null && change.line === 'change') throw await noSuchLine(ctx, name, change);
  if (there !== null) {
    const more = change.line === 'add' ? Number(there.quantity) : 0;
    const quantity =
      change.quantity === undefined ? there.quantity : quantitySaid(change.quantity + more);
    const priced = repriced(there, quantity, change, currency);
    refuseCurrency(name, currency, priced.total.currency);
    const { unitPrice, total } = priced;
    await updateRecord(ctx, LINE_KIND[kind], await lineRow(ctx, kind, there.id), {
      quantity,
      unitPrice,
      total: amountText(total),
    });
    return currency;
  }
  if (change.productId === undefined && change.value === undefined) {
    if (lines.length === 0) throw await noSuchLine(ctx, name, change);
    throw new Refusal('value_of_several_lines', { name, lines: lines.length });
  }
  const fresh = await newLine(ctx, change, currency, document.account.name, lines.length === 0);
  if (lines.length > 0) refuseCurrency(name, currency, fresh.total.currency);
  const last = await lastPosition(ctx, kind, document.id);
  await addLine(ctx, kind, document.id, fresh, last + 1);
  return fresh.total.currency;
}

/** The line that a change is about: that of the product, or the only one when no product was said. */
function lineMeant(document: SalesDocument & { name: string }, change: LineChange): Line | null {
  const { lines, name } = document;
  if (change.productId !== undefined)
    return lines.find((line) => line.product?.id === change.productId) ?? null;
  if (change.line === 'add') return null;
  if (lines.length > 1) throw new Refusal('value_of_several_lines', { name, lines: lines.length });
  return lines[0] ?? null;
}

async function noSuchLine(ctx: CrmContext, name: string, change: LineChange): Promise<Refusal> {
  const product =
    change.productId === undefined ? '' : (await getProduct(ctx, change.productId)).name;
  return new Refusal('no_such_line', { name, product });
}

function refuseCurrency(name: string, currency: string, other: string): void {
  if (currency !== other) throw new Refusal('one_currency', { name, currency, other });
}

/** What a line costs after its quantity or its price changed; a price that was agreed for all of it holds for one from then on. */
function repriced(
  line: Line,
  quantity: string,
  sale: Sale,
  currency: string,
): { unitPrice: string; total: Money } {
  if (sale.value !== undefined) {
    const total = checked(moneySaid(sale.value, currency), line.name);
    return { unitPrice: unitPriceOf(total, quantity), total };
  }
  const price = sale.price === undefined ? null : priceSaid(sale.price, currency);
  const unitPrice = price === null ? line.unitPrice : amountText(price);
  const unchanged = price === null && quantity === line.quantity;
  const { discountPct } = line;
  const total = unchanged
    ? line.total
    : lineTotal({ quantity, unitPrice, discountPct }, price?.currency ?? currency);
  return { unitPrice, total: checked(total, line.name) };
}

/** `free`: the document has no line yet, so that the line may bring its own currency. */
async function newLine(
  ctx: CrmContext,
  sale: Sale,
  currency: string,
  otherwise: string,
  free: boolean,
): Promise<NewLine> {
  const product = sale.productId === undefined ? null : await getProduct(ctx, sale.productId);
  const quantity = quantitySaid(sale.quantity ?? 1);
  const common = {
    productId: product?.id ?? null,
    name: product?.name ?? otherwise,
    quantity,
    discountPct: '0',
  };
  if (sale.value !== undefined) {
    const total = checked(moneySaid(sale.value, currency), common.name);
    return { ...common, unitPrice: unitPriceOf(total, quantity), total };
  }
  const price =
    sale.price !== undefined
      ? priceSaid(sale.price, currency)
      : product === null
        ? null
        : ((await findPrice(ctx, product, currency)) ?? (free ? product.price : null));
  if (price === null) throw new Refusal('no_price', { product: common.name, currency });
  const unitPrice = amountText(price);
  const total = lineTotal({ quantity, unitPrice, discountPct: '0' }, price.currency);
  return { ...common, unitPrice, total: checked(total, common.name) };
}

/** JSON is exact as far as 15 digits, and no greater amount is let in. */
function checked(total: Money, name: string): Money {
  if (decimalOf(total).replace('.', '').length > 15) throw new Refusal('too_much', { name });
  return total;
}

/** @throws Refusal `bad_quantity` unless it is more than zero, at most a billion, with at most four digits after the point. */
function quantitySaid(quantity: number): string {
  const text = plainDecimal(quantity);
  if (!(quantity > 0) || quantity > 1e9 || (text.split('.')[1] ?? '').length > 4)
    throw new Refusal('bad_quantity', { quantity: text });
  return text;
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

const LINE_KIND = { quote: 'quoteLine', order: 'orderLine' } as const;
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

async function lineRow(ctx: CrmContext, kind: DocumentKind, id: string): Promise<Row> {
  const where = { id, organizationId: ctx.organization.id };
  return kind === 'order'
    ? ctx.tx.orderLine.findFirstOrThrow({ where })
    : ctx.tx.quoteLine.findFirstOrThrow({ where });
}

async function lastPosition(ctx: CrmContext, kind: DocumentKind, id: string): Promise<number> {
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

/** The currency in which an account buys: of its latest order, else of its latest deal with a value, else the base currency. */
export async function usualCurrency(ctx: CrmContext, accountId: string): Promise<string> {
  const where = { organizationId: ctx.organization.id, accountId, deletedAt: null };
  const orderBy = { number: 'desc' } as const;
  const order = await ctx.tx.order.findFirst({ where, orderBy });
  if (order !== null) return order.currency;
  const deal = await ctx.tx.deal.findFirst({ where: { ...where, amount: { not: null } }, orderBy });
  return deal?.currency ?? ctx.organization.baseCurrency;
}
