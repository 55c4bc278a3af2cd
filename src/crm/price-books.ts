import type { CalendarDay } from '../platform/clock.ts';
import { isCurrency, type Money, moneyFrom } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import { dayColumn, dayOf } from './columns.ts';
import type { CrmContext } from './context.ts';
import type { SaidMoney } from './deals.ts';
import { nameKey } from './names.ts';
import { amountText, getProduct, type Product, priceSaid } from './products.ts';
import { createRecord, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_price: { product: string; currency: string };
    validity_backwards: { validFrom: CalendarDay; validTo: CalendarDay };
    book_currency: { book: string; currency: string };
    no_such_book: { book: string; known: readonly string[] };
    book_not_valid: { book: string; validFrom: CalendarDay | null; validTo: CalendarDay | null };
    book_of_another_currency: { book: string; currency: string; document: string };
  }
}

/** Prices that hold instead of the list prices, on the days from `validFrom` to `validTo`. */
export type PriceBook = {
  id: string;
  name: string;
  currency: string;
  validFrom: CalendarDay | null;
  validTo: CalendarDay | null;
};

/**
 * The price book that somebody names, with or without the words for a price book: the one that is called so, else the only one with
 * this in its name.
 *
 * @throws Refusal `no_such_book`.
 */
export async function getPriceBook(ctx: CrmContext, said: string): Promise<PriceBook> {
  const rows = await ctx.tx.priceBook.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null },
    orderBy: { nameKey: 'asc' },
  });
  const key = bookKey(said);
  const alike = rows.filter((row) => row.nameKey.includes(key));
  const row =
    rows.find((one) => one.nameKey === key) ?? (alike.length === 1 ? alike[0] : undefined);
  if (row === undefined)
    throw new Refusal('no_such_book', { book: said, known: rows.map(({ name }) => name) });
  return toBook(row);
}

/** The price book that an account buys from today; null where it is on none, or on one that does not hold today. */
export async function bookOfAccount(ctx: CrmContext, accountId: string): Promise<PriceBook | null> {
  const account = await ctx.tx.account.findFirst({
    where: { id: accountId, organizationId: ctx.organization.id },
    select: { priceBook: true },
  });
  const row = account?.priceBook ?? null;
  if (row === null || row.deletedAt !== null) return null;
  const book = toBook(row);
  return holdsOn(book, ctx.today) ? book : null;
}

/** @throws Refusal `book_not_valid` when its days are over; for a document also when they have not begun. */
export function refuseInvalid(ctx: CrmContext, book: PriceBook, use: 'account' | 'document'): void {
  const { name, validFrom, validTo } = book;
  const over = validTo !== null && validTo < ctx.today;
  if (over || (use === 'document' && !holdsOn(book, ctx.today)))
    throw new Refusal('book_not_valid', { book: name, validFrom, validTo });
}

function holdsOn({ validFrom, validTo }: PriceBook, day: CalendarDay): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

type BookRow = Pick<PriceBook, 'id' | 'name' | 'currency'> & {
  validFrom: Date | null;
  validTo: Date | null;
};

/** A price book out of its columns. */
export function toBook({ id, name, currency, validFrom, validTo }: BookRow): PriceBook {
  return { id, name, currency, validFrom: dayOf(validFrom), validTo: dayOf(validTo) };
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
 * What one of a product costs in a currency today: its price in the first of `books` (a document's, its account's) that is in this
 * currency and holds today; else that of a book for everybody, which no account is on (one for a season goes before one without
 * dates); else the list price, if that is in this currency; null when there is no price in it.
 */
export async function findPrice(
  ctx: CrmContext,
  product: Product,
  currency: string,
  books: readonly string[] = [],
): Promise<Money | null> {
  const today = dayColumn(ctx.today);
  const entries = await ctx.tx.priceEntry.findMany({
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
          { OR: [{ id: { in: [...books] } }, { accounts: { none: { deletedAt: null } } }] },
        ],
      },
    },
    orderBy: [{ priceBook: { validFrom: { sort: 'desc', nulls: 'last' } } }, { id: 'desc' }],
  });
  const own = books.flatMap((id) => entries.find((entry) => entry.priceBookId === id) ?? []);
  const [entry] = [...own, ...entries];
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

/** The price books that a table may name: ids by the key of what they are called. */
export async function priceBookIds(ctx: CrmContext): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.tx.priceBook.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null },
    select: { id: true, nameKey: true },
  });
  return new Map(rows.map((row) => [row.nameKey, row.id]));
}

/** "EMEA price book" and "the EMEA prices" are the book EMEA. */
export function bookKey(name: string): string {
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
