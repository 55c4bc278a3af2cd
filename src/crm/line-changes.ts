import type { Money } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { moneySaid, plainDecimal, type SaidMoney } from './deals.ts';
import { lineTotal, unitPriceOf } from './lines.ts';
import { bookOfAccount, findPrice } from './price-books.ts';
import { amountText, getProduct, type Product, priceSaid } from './products.ts';
import {
  addLine,
  addUp,
  type DocumentKind,
  LINE_KIND,
  type Line,
  lastPosition,
  lineRow,
  type NewLine,
  percentColumns,
  type SalesDocument,
  type Terms,
} from './sales-documents.ts';
import { setDeleted, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    bad_quantity: { quantity: string };
    one_currency: { name: string; currency: string; other: string };
    no_such_line: { name: string; product: string };
    value_of_several_lines: { name: string; lines: number };
  }
}

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

/** In which currency a line is priced, and from which books first. `free`: it may bring its own currency, nothing else being there. */
type Pricing = { currency: string; books: readonly string[]; free: boolean };

/**
 * What a new document's first line is, and its currency; null when nothing was said that could be one. What has no product is called
 * `otherwise`.
 */
export async function firstLine(
  ctx: CrmContext,
  sale: Sale,
  pricing: Pricing,
  otherwise: string,
): Promise<NewLine | null> {
  const said = [sale.productId, sale.value, sale.price].some((part) => part !== undefined);
  return said ? newLine(ctx, sale, pricing, otherwise) : null;
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
  if (isOfLine(change)) {
    await discountLine(ctx, kind, document, change);
    return addUp(ctx, kind, document.id, {
      ...percentColumns({ tax: change.tax }, document),
      currency: document.currency,
    });
  }
  let { currency } = document;
  const { line, productId, quantity, value, price } = change;
  const sale = { productId, quantity, value, price };
  if (line !== undefined || Object.values(sale).some((said) => said !== undefined))
    currency = await changeLine(ctx, kind, document, { ...sale, line });
  await addUp(ctx, kind, document.id, { ...percentColumns(change, document), currency });
}

/** Where nothing but a product is named beside it, a discount is for that line alone. */
function isOfLine({
  productId,
  discount,
  line,
  quantity,
  value,
  price,
}: LineChange & Terms): boolean {
  const others = [quantity, value, price].every((said) => said === undefined);
  return (
    productId !== undefined && discount !== undefined && others && (line ?? 'change') === 'change'
  );
}

async function discountLine(
  ctx: CrmContext,
  kind: DocumentKind,
  document: SalesDocument & { name: string },
  change: LineChange & Terms,
): Promise<void> {
  const there = lineMeant(document, change);
  if (there === null) throw await noSuchLine(ctx, document.name, change);
  const { discountPct } = percentColumns(change);
  const total = lineTotal({ ...there, discountPct }, document.currency);
  const row = await lineRow(ctx, kind, there.id);
  await updateRecord(ctx, LINE_KIND[kind], row, { discountPct, total: amountText(total) });
}

/** Gives the currency of the document afterwards: its first line brings its own. */
async function changeLine(
  ctx: CrmContext,
  kind: DocumentKind,
  document: SalesDocument & { name: string },
  change: LineChange,
): Promise<string> {
  const there = lineMeant(document, change);
  if (there !== null) {
    await changeThere(ctx, kind, document, there, change);
    return document.currency;
  }
  const { lines, currency, name, account } = document;
  const isNew = change.line !== 'remove' && change.line !== 'change';
  const says = change.productId !== undefined || change.value !== undefined;
  if (!isNew || !says) throw await noSuchLine(ctx, name, change);
  const books = [document.priceBook, await bookOfAccount(ctx, account.id)];
  const pricing = {
    currency,
    books: books.flatMap((book) => (book === null ? [] : [book.id])),
    free: lines.length === 0 && document.priceBook === null,
  };
  const fresh = await newLine(ctx, change, pricing, account.name);
  if (lines.length > 0 || document.priceBook !== null)
    refuseCurrency(name, currency, fresh.total.currency);
  const last = await lastPosition(ctx, kind, document.id);
  await addLine(ctx, kind, document.id, fresh, last + 1);
  return fresh.total.currency;
}

async function changeThere(
  ctx: CrmContext,
  kind: DocumentKind,
  { name, currency }: SalesDocument & { name: string },
  there: Line,
  change: LineChange,
): Promise<void> {
  const row = await lineRow(ctx, kind, there.id);
  if (change.line === 'remove') return setDeleted(ctx, LINE_KIND[kind], row, true);
  const quantity =
    change.line === 'add'
      ? quantitySaid(Number(there.quantity) + (change.quantity ?? 1))
      : change.quantity === undefined
        ? there.quantity
        : quantitySaid(change.quantity);
  const { unitPrice, total } = repriced(there, quantity, change, currency);
  refuseCurrency(name, currency, total.currency);
  await updateRecord(ctx, LINE_KIND[kind], row, { quantity, unitPrice, total: amountText(total) });
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
    const total = moneySaid(sale.value, currency);
    return { unitPrice: unitPriceOf(total, quantity), total };
  }
  const price = sale.price === undefined ? null : priceSaid(sale.price, currency);
  const unitPrice = price === null ? line.unitPrice : amountText(price);
  const unchanged = price === null && quantity === line.quantity;
  const { discountPct } = line;
  const total = unchanged
    ? line.total
    : lineTotal({ quantity, unitPrice, discountPct }, price?.currency ?? currency);
  return { unitPrice, total };
}

/**
 * A line for a sale.
 *
 * @throws Refusal `bad_quantity`, `no_price`, `too_much`.
 */
export async function newLine(
  ctx: CrmContext,
  sale: Sale,
  pricing: Pricing,
  otherwise: string,
): Promise<NewLine> {
  const { currency } = pricing;
  const product = sale.productId === undefined ? null : await getProduct(ctx, sale.productId);
  const quantity = quantitySaid(sale.quantity ?? 1);
  const common = {
    productId: product?.id ?? null,
    name: product?.name ?? otherwise,
    quantity,
    discountPct: '0',
  };
  if (sale.value !== undefined) {
    const total = moneySaid(sale.value, currency);
    return { ...common, unitPrice: unitPriceOf(total, quantity), total };
  }
  const price = await priceOfOne(ctx, sale.price, product, pricing);
  if (price === null) throw new Refusal('no_price', { product: common.name, currency });
  const unitPrice = amountText(price);
  const total = lineTotal({ quantity, unitPrice, discountPct: '0' }, price.currency);
  return { ...common, unitPrice, total };
}

async function priceOfOne(
  ctx: CrmContext,
  said: SaidMoney | undefined,
  product: Product | null,
  { currency, books, free }: Pricing,
): Promise<Money | null> {
  if (said !== undefined) return priceSaid(said, currency);
  if (product === null) return null;
  return (await findPrice(ctx, product, currency, books)) ?? (free ? product.price : null);
}

/** @throws Refusal `bad_quantity` unless it is more than zero, at most a billion, with at most four digits after the point. */
function quantitySaid(quantity: number): string {
  const text = plainDecimal(quantity);
  if (!(quantity > 0) || quantity > 1e9 || (text.split('.')[1] ?? '').length > 4)
    throw new Refusal('bad_quantity', { quantity: text });
  return text;
}
