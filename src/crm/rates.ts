import type { CalendarDay } from '../platform/clock.ts';
import { convert, isCurrency, type Money, quotient, sumByCurrency } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Decimal } from '../platform/sql.ts';
import { dayColumn, dayOf } from './columns.ts';
import type { CrmContext } from './context.ts';
import { createRecord, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    bad_rate: { rate: string };
    rate_of_base: { currency: string };
    no_rate: { currency: string; base: string };
    rate_exists: { currency: string; rate: string; base: string; day: CalendarDay };
    unknown_currency: { currency: string };
  }
}

/** What one unit of a currency is worth in the base currency, and the day from which that holds. */
export type Rate = { currency: string; rate: string; day: CalendarDay };

/** The rates of a day, with the currency they lead to. */
export type RateBook = { base: string; rates: ReadonlyMap<string, Rate> };

/** The latest rate of each currency that is not after a day. The base currency has none: it is worth 1. */
export async function ratesOn(
  ctx: CrmContext,
  day: CalendarDay,
): Promise<ReadonlyMap<string, Rate>> {
  const rows = await ctx.tx.sql<{ currency: string; rate: Decimal; day: Date }>`
    SELECT DISTINCT ON ("currency") "currency", "rate", "day" FROM "CurrencyRate"
    WHERE "organizationId" = ${ctx.organization.id} AND "deletedAt" IS NULL AND "day" <= ${day}::date
    ORDER BY "currency", "day" DESC`;
  return new Map(
    rows.map((row) => [
      row.currency,
      { currency: row.currency, rate: row.rate.toFixed(), day: dayOf(row.day) ?? day },
    ]),
  );
}

/** Today's rates. */
export async function rateBook(ctx: CrmContext): Promise<RateBook> {
  return { base: ctx.organization.baseCurrency, rates: await ratesOn(ctx, ctx.today) };
}

/** An amount, with the rate that was frozen when its deal closed. `count`: so many of them, one where it is not said. */
export type Priced = { value: Money; rate: string | null; count?: number };

/** What amounts add up to: per currency always, as one amount where every rate is known. */
export type Total = {
  sums: readonly Money[];
  /** Null when all is in the base currency anyway, or when a rate is missing. */
  converted: Money | null;
  /** The oldest day of the rates used; null when only frozen ones were. */
  asOf: CalendarDay | null;
  missing: readonly string[];
};

/** The sums of amounts. What is in a currency without a rate is in no converted total. */
export function totalOf(book: RateBook, amounts: readonly Priced[]): Total {
  const sums = sumsOf(amounts);
  if (sums.every(({ currency }) => currency === book.base))
    return { sums, converted: null, asOf: null, missing: [] };
  const { total, asOf, missing } = inBase(book, amounts);
  return { sums, converted: missing.length === 0 ? total : null, asOf, missing };
}

/** The sums of amounts, one for each currency. */
export function sumsOf(amounts: readonly Priced[]): Money[] {
  return sumByCurrency(amounts.map((amount) => times(amount.value, amount)));
}

/** Each amount is converted by itself, so that the totals of parts add up to the total of the whole. */
function inBase(
  book: RateBook,
  amounts: readonly Priced[],
): { total: Money; asOf: CalendarDay | null; missing: readonly string[] } {
  let minor = 0n;
  let asOf: CalendarDay | null = null;
  const missing = new Set<string>();
  for (const { value, rate, count } of amounts) {
    const all = (one: Money) => times(one, { count }).minor;
    const known = book.rates.get(value.currency);
    if (value.currency === book.base) minor += all(value);
    else if (rate !== null) minor += all(convert(value, rate, book.base));
    else if (known === undefined) missing.add(value.currency);
    else {
      minor += all(convert(value, known.rate, book.base));
      if (asOf === null || known.day < asOf) asOf = known.day;
    }
  }
  return { total: { minor, currency: book.base }, asOf, missing: [...missing] };
}

function times({ minor, currency }: Money, { count = 1 }: { count?: number | undefined }): Money {
  return { minor: minor * BigInt(count), currency };
}

/** An amount in another currency at the rates of a book; null when one of the two has no rate. */
export function exchanged(book: RateBook, money: Money, currency: string): Money | null {
  const of = (code: string) => (code === book.base ? '1' : (book.rates.get(code)?.rate ?? null));
  const from = of(money.currency);
  const to = of(currency);
  return from === null || to === null ? null : convert(money, from, currency, to);
}

/** The oldest day of the rates of these currencies; null where none has one. */
export function oldestRate(book: RateBook, currencies: readonly string[]): CalendarDay | null {
  const days = currencies.flatMap((code) => book.rates.get(code)?.day ?? []);
  return days.sort((a, b) => (a < b ? -1 : 1))[0] ?? null;
}

/** The columns of a rate that is frozen: that of a closing day. Null for the base currency, and where there is none. */
export async function frozenRate(
  ctx: CrmContext,
  currency: string | null,
  day: CalendarDay,
): Promise<{ rate: string | null; rateOn: Date | null }> {
  const known =
    currency === null || currency === ctx.organization.baseCurrency
      ? undefined
      : (await ratesOn(ctx, day)).get(currency);
  return known === undefined
    ? { rate: null, rateOn: null }
    : { rate: known.rate, rateOn: dayColumn(known.day) };
}

/** "1 EUR = 1.08 USD": in the base currency where `to` is null. */
export type SaidRate = { currency: string; rate: number; to: string | null; from: CalendarDay };

const DIGITS = 8;
const PLAIN = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 12 });

/**
 * Sets what a currency is worth from a day on. A rate that is told the other way round is turned: in a company that counts in dollars
 * "1 USD = 7.2 CNY" is the rate of CNY. One between two foreign currencies needs the second one's rate.
 *
 * @throws Refusal `bad_rate`, `unknown_currency`, `rate_of_base`, `no_rate`, `rate_exists`.
 */
export async function setRate(ctx: CrmContext, said: SaidRate): Promise<Rate> {
  const base = ctx.organization.baseCurrency;
  const to = said.to ?? base;
  const unknown = [said.currency, to].find((code) => !isCurrency(code));
  if (unknown !== undefined) throw new Refusal('unknown_currency', { currency: unknown });
  if (said.currency === to) throw new Refusal('rate_of_base', { currency: to });
  const told = PLAIN.format(said.rate);
  if (!(said.rate > 0 && said.rate < 1e10)) throw new Refusal('bad_rate', { rate: told });
  const currency = said.currency === base ? to : said.currency;
  const rate = await inBaseCurrency(ctx, told, said.currency, to, said.from);
  if (Number(rate) === 0 || Number(rate) >= 1e10) throw new Refusal('bad_rate', { rate: told });
  const day = dayColumn(said.from);
  const row = await ctx.tx.currencyRate.findFirst({
    where: { organizationId: ctx.organization.id, currency, day, deletedAt: null },
  });
  if (row !== null && Number(row.rate.toFixed()) === Number(rate))
    throw new Refusal('rate_exists', { currency, rate: row.rate.toFixed(), base, day: said.from });
  await (row === null
    ? createRecord(ctx, 'currencyRate', { name: currency, currency, day, rate })
    : updateRecord(ctx, 'currencyRate', row, { rate }));
  return { currency, rate, day: said.from };
}

async function inBaseCurrency(
  ctx: CrmContext,
  told: string,
  currency: string,
  to: string,
  day: CalendarDay,
): Promise<string> {
  const base = ctx.organization.baseCurrency;
  if (to === base) return quotient(told, '1', DIGITS);
  if (currency === base) return quotient('1', told, DIGITS);
  const other = (await ratesOn(ctx, day)).get(to);
  if (other === undefined) throw new Refusal('no_rate', { currency: to, base });
  return quotient(told, quotient('1', other.rate, 16), DIGITS);
}

/** A currency's rate today and the one before it. */
export type RateLine = Rate & { before: Rate | null; next: Rate | null };

/** The rates of each currency: what holds today, what held before, what will hold. */
export async function listRates(ctx: CrmContext): Promise<RateLine[]> {
  const rows = await ctx.tx.currencyRate.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null },
    orderBy: [{ currency: 'asc' }, { day: 'asc' }],
  });
  const all = rows.map((row) => ({
    currency: row.currency,
    rate: row.rate.toFixed(),
    day: dayOf(row.day) ?? ctx.today,
  }));
  return [...new Set(all.map(({ currency }) => currency))].map((currency) => {
    const own = all.filter((rate) => rate.currency === currency);
    const past = own.filter(({ day }) => day <= ctx.today);
    const next = own.find(({ day }) => day > ctx.today) ?? null;
    const now = past.at(-1) ?? next;
    if (now === null) throw new Error('a currency in the list has a rate');
    return { ...now, before: past.at(-2) ?? null, next: next === now ? null : next };
  });
}
