import type { CalendarDay } from '../platform/clock.ts';
import { decimalOf, digitsOf, isCurrency, type Money, moneyFrom } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import { dayColumn, dayOf } from './columns.ts';
import type { CrmContext } from './context.ts';
import { customColumns } from './custom-fields.ts';
import { moneySaid, plainDecimal, type SaidMoney } from './deals.ts';
import { nameKey, plainName } from './names.ts';
import { createRecord, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    product_exists: { name: string; field: 'name' | 'sku'; value: string };
    price_too_fine: { amount: string; currency: string; digits: number };
    no_price: { product: string; currency: string };
    validity_backwards: { validFrom: CalendarDay; validTo: CalendarDay };
    book_currency: { book: string; currency: string };
  }
}

export type Product = {
  id: string;
  number: number;
  name: string;
  sku: string | null;
  unit: string | null;
  /** The list price of one. */
  price: Money;
  active: boolean;
  /** The organization's own fields. */
  custom: unknown;
};

export type ProductPatch = {
  name?: string | undefined;
  price?: SaidMoney | undefined;
  sku?: string | undefined;
  unit?: string | undefined;
  active?: boolean | undefined;
  custom?: Readonly<Record<string, unknown>> | undefined;
};

/**
 * Adds a product with its list price.
 *
 * @throws Refusal `product_exists` when one has this name or this SKU; `unknown_currency`, `price_too_fine`.
 */
export async function createProduct(
  ctx: CrmContext,
  data: ProductPatch & { name: string; price: SaidMoney },
): Promise<Product> {
  await refuseProductTwin(ctx, data, null);
  const price = priceSaid(data.price, ctx.organization.baseCurrency);
  const row = await createRecord(ctx, 'product', {
    name: data.name,
    nameKey: nameKey(data.name),
    sku: data.sku ?? null,
    unit: data.unit ?? null,
    amount: amountText(price),
    currency: price.currency,
    ...(await customColumns(ctx, 'product', data.custom)),
  });
  return getProduct(ctx, row.id);
}

/**
 * Changes a product. What was ordered and quoted keeps its price.
 *
 * @throws Refusal `nothing_to_change`, `product_exists`, `unknown_currency`, `price_too_fine`.
 */
export async function updateProduct(
  ctx: CrmContext,
  id: string,
  patch: ProductPatch,
): Promise<Product> {
  const product = await getProduct(ctx, id);
  await refuseProductTwin(ctx, patch, id);
  const row = await ctx.tx.product.findFirstOrThrow({ where: own(ctx, { id }) });
  const price = patch.price && priceSaid(patch.price, product.price.currency);
  const before = ctx.history.changes.length;
  await updateRecord(ctx, 'product', row, {
    name: patch.name,
    ...(patch.name === undefined ? {} : { nameKey: nameKey(patch.name) }),
    sku: patch.sku,
    unit: patch.unit,
    active: patch.active,
    ...(await customColumns(ctx, 'product', patch.custom)),
    ...(price === undefined ? {} : { amount: amountText(price), currency: price.currency }),
  });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: product.name });
  return getProduct(ctx, id);
}

/** @throws Refusal `record_gone`. */
export async function getProduct(ctx: CrmContext, id: string): Promise<Product> {
  const row = await ctx.tx.product.findFirst({ where: { ...own(ctx, { id }), deletedAt: null } });
  if (row === null) throw new Refusal('record_gone', { entity: 'product' });
  return { ...row, price: moneyFrom(row.amount.toFixed(), row.currency) };
}

/** What is sold, by name; also what is not sold any more when that is asked for. */
export async function listProducts(
  ctx: CrmContext,
  filter: { alsoInactive?: boolean } = {},
): Promise<Product[]> {
  const rows = await ctx.tx.product.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      ...(filter.alsoInactive === true ? {} : { active: true }),
    },
    orderBy: [{ nameKey: 'asc' }, { number: 'asc' }],
  });
  return rows.map((row) => ({ ...row, price: moneyFrom(row.amount.toFixed(), row.currency) }));
}

/** The product of exactly this name, in any spelling; null when there is none or several. */
export async function findProductNamed(ctx: CrmContext, name: string): Promise<Product | null> {
  const rows = await ctx.tx.product.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null, nameKey: nameKey(name) },
    take: 2,
  });
  const [only] = rows;
  return only === undefined || rows.length > 1 ? null : getProduct(ctx, only.id);
}

/** A price that holds instead of the list price. */
export type BookPrice = {
  book: string;
  product: { id: string; name: string };
  price: Money;
  validFrom: CalendarDay | null;
  validTo: CalendarDay | null;
};

/** The prices of the price books, by book and product. */
export async function listBookPrices(
  ctx: CrmContext,
  filter: {
    productId?: string | undefined;
    book?: string | undefined;
    bookId?: string | undefined;
  } = {},
): Promise<BookPrice[]> {
  const rows = await ctx.tx.priceEntry.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      product: { deletedAt: null },
      priceBook: {
        deletedAt: null,
        ...(filter.book === undefined ? {} : { nameKey: { contains: bookKey(filter.book) } }),
      },
      ...(filter.productId === undefined ? {} : { productId: filter.productId }),
      ...(filter.bookId === undefined ? {} : { priceBookId: filter.bookId }),
    },
    include: { product: true, priceBook: true },
    orderBy: [{ priceBook: { nameKey: 'asc' } }, { product: { nameKey: 'asc' } }],
  });
  return rows.map(({ product, priceBook, amount }) => ({
    book: priceBook.name,
    product: { id: product.id, name: product.name },
    price: moneyFrom(amount.toFixed(), priceBook.currency),
    validFrom: priceBook.validFrom?.toISOString().slice(0, 10) ?? null,
    validTo: priceBook.validTo?.toISOString().slice(0, 10) ?? null,
  }));
}

/**
 * What one of a product costs in a currency today: the price of a book of that currency (a book for a season goes before one without
 * dates), else the list price, if that is in this currency; null when there is no price in it.
 */
export async function findPrice(
  ctx: CrmContext,
  product: Product,
  currency: string,
): Promise<Money | null> {
  const today = dayColumn(ctx.today);
  const [entry] = await ctx.tx.priceEntry.findMany({
    where: {
      organizationId: ctx.organization.id,
      productId: product.id,
      deletedAt: null,
      priceBook: {
        deletedAt: null,
        currency,
        AND: [
          { OR: [{ validFrom: null }, { validFrom: { lte: today } }] },
          { OR: [{ validTo: null }, { validTo: { gte: today } }] },
        ],
      },
    },
    orderBy: [{ priceBook: { validFrom: { sort: 'desc', nulls: 'last' } } }, { id: 'desc' }],
    take: 1,
  });
  if (entry !== undefined) return moneyFrom(entry.amount.toFixed(), currency);
  return product.price.currency === currency ? product.price : null;
}

/**
 * Sets the price of a product in a price book, which is made when it is not there yet. Without a book it is the one called after the
 * currency.
 *
 * @throws Refusal `book_currency` when the book has another currency; `validity_backwards`, `nothing_to_change`, `unknown_currency`, `price_too_fine`.
 */
export async function setBookPrice(
  ctx: CrmContext,
  data: {
    productId: string;
    price: SaidMoney;
    book?: string | undefined;
    validFrom?: CalendarDay | undefined;
    validTo?: CalendarDay | undefined;
  },
): Promise<BookPrice> {
  const product = await getProduct(ctx, data.productId);
  const spoken = data.price.currency ?? currencyNamed(data.book) ?? product.price.currency;
  const name = data.book ?? spoken;
  const live = { organizationId: ctx.organization.id, deletedAt: null };
  const known = await ctx.tx.priceBook.findFirst({ where: { ...live, nameKey: bookKey(name) } });
  const price = priceSaid(data.price, known?.currency ?? spoken);
  if (known !== null && known.currency !== price.currency)
    throw new Refusal('book_currency', { book: known.name, currency: known.currency });
  const before = ctx.history.changes.length;
  const [from, to] = [
    data.validFrom ?? dayOf(known?.validFrom ?? null),
    data.validTo ?? dayOf(known?.validTo ?? null),
  ];
  if (from !== null && to !== null && from > to)
    throw new Refusal('validity_backwards', { validFrom: from, validTo: to });
  const validFrom = data.validFrom === undefined ? undefined : dayColumn(data.validFrom);
  const validTo = data.validTo === undefined ? undefined : dayColumn(data.validTo);
  const book =
    known === null
      ? await createRecord(ctx, 'priceBook', {
          name,
          nameKey: bookKey(name),
          currency: price.currency,
          validFrom: validFrom ?? null,
          validTo: validTo ?? null,
        })
      : await updateRecord(ctx, 'priceBook', known, { validFrom, validTo });
  const entry = await ctx.tx.priceEntry.findFirst({
    where: { ...live, priceBookId: book.id, productId: product.id },
  });
  if (entry === null)
    await createRecord(ctx, 'priceEntry', {
      priceBookId: book.id,
      productId: product.id,
      amount: amountText(price),
    });
  else await updateRecord(ctx, 'priceEntry', entry, { amount: amountText(price) });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: product.name });
  const [now] = await listBookPrices(ctx, { productId: product.id, bookId: book.id });
  if (now === undefined) throw new Error('the price just set is there');
  return now;
}

/** "EMEA price book" and "the EMEA prices" are the book EMEA. */
function bookKey(name: string): string {
  const key = nameKey(name);
  const short = key
    .replace(/\s*(?:price ?books?|price ?lists?|prices?|pricing|价格表|价目表|价格)$/u, '')
    .trim();
  return short === '' ? key : short;
}

function currencyNamed(book: string | undefined): string | null {
  const code = book === undefined ? '' : bookKey(book).toUpperCase();
  return /^[A-Z]{3}$/.test(code) && isCurrency(code) ? code : null;
}

function own(ctx: CrmContext, where: { id: string }) {
  return { ...where, organizationId: ctx.organization.id };
}

/** A price of one as said. @throws Refusal `unknown_currency`; `price_too_fine` rather than round a price silently. */
export function priceSaid(said: SaidMoney, otherwise: string): Money {
  const money = moneySaid(said, otherwise);
  const digits = digitsOf(money.currency);
  const amount = plainDecimal(said.amount);
  if ((amount.split('.')[1] ?? '').length > digits)
    throw new Refusal('price_too_fine', { amount, currency: money.currency, digits });
  return money;
}

/** An amount as the history compares it: without trailing zeros. */
export function amountText(money: Money): string {
  const exact = decimalOf(money);
  return exact.includes('.') ? exact.replace(/\.?0+$/, '') : exact;
}

async function refuseProductTwin(
  ctx: CrmContext,
  data: ProductPatch,
  except: string | null,
): Promise<void> {
  const live = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    ...(except === null ? {} : { id: { not: except } }),
  };
  const { name, sku } = data;
  if (sku !== undefined) {
    // Asked so, Prisma takes "_" and "%" in it for any characters.
    const alike = await ctx.tx.product.findMany({
      where: { ...live, sku: { equals: sku, mode: 'insensitive' } },
    });
    const twin = alike.find((product) => product.sku?.toLowerCase() === sku.toLowerCase());
    if (twin !== undefined)
      throw new Refusal('product_exists', { name: twin.name, field: 'sku', value: sku });
  }
  if (name !== undefined) {
    const alike = await ctx.tx.product.findMany({ where: { ...live, nameKey: nameKey(name) } });
    const twin = alike.find((product) => plainName(product.name) === plainName(name));
    if (twin !== undefined)
      throw new Refusal('product_exists', { name: twin.name, field: 'name', value: name });
  }
}
