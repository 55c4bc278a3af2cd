import { decimalOf, isCurrency, type Money, moneyFrom } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import type { Comparison, SaidMoney } from './deals.ts';
import { exchanged, oldestRate, type RateBook, rateBook } from './rates.ts';

type Bounds = { minValue?: SaidMoney | undefined; maxValue?: SaidMoney | undefined };

/**
 * The deals whose amount lies within bounds, as a condition for Prisma, and how amounts were compared: as a list compares them, a
 * bare number with each amount in its own currency, one with a currency with what the others are worth in it.
 *
 * @param among the deals that are asked for besides, as a condition.
 * @throws Refusal `unknown_currency`.
 */
export async function withinBounds(
  ctx: CrmContext,
  { minValue, maxValue }: Bounds,
  among: object,
): Promise<{ condition: object; compared: Comparison | null }> {
  if (minValue === undefined && maxValue === undefined) return { condition: {}, compared: null };
  const currency = minValue?.currency ?? maxValue?.currency ?? null;
  const plain = (said: SaidMoney | undefined) => said?.amount.toFixed(6);
  const amount =
    currency !== null ? { not: null } : { not: null, gte: plain(minValue), lte: plain(maxValue) };
  const groups = await ctx.tx.deal.groupBy({
    by: ['currency'],
    where: { AND: [among, { amount }] },
    orderBy: { currency: 'asc' },
  });
  const currencies = groups.flatMap((group) => group.currency ?? []);
  if (currency === null) return { condition: { amount }, compared: { kind: 'own', currencies } };
  if (!isCurrency(currency)) throw new Refusal('unknown_currency', { currency });
  const book = await rateBook(ctx);
  const inOne = (money: Money) => worthIn(book, money, currency);
  const bound = (said: SaidMoney | undefined) =>
    said === undefined ? null : inOne(moneyFrom(said.amount.toFixed(6), said.currency ?? currency));
  const [low, high] = [bound(minValue), bound(maxValue)];
  const comparable = currencies.filter((code) => inOne({ minor: 0n, currency: code }) !== null);
  const condition = {
    OR: comparable.map((code) => ({
      currency: code,
      amount: {
        not: null,
        ...(low === null ? {} : { gte: decimalOf(leastWorth(book, low, code)) }),
        ...(high === null ? {} : { lt: decimalOf(leastWorth(book, next(high), code)) }),
      },
    })),
  };
  const others = comparable.filter((code) => code !== currency);
  const leftOut = currencies.filter((code) => !comparable.includes(code));
  const asOf = others.length === 0 ? null : oldestRate(book, [currency, ...others]);
  return { condition, compared: { kind: 'converted', currency, asOf, leftOut } };
}

/** An amount of the same currency needs no rate. */
function worthIn(book: RateBook, money: Money, currency: string): Money | null {
  return money.currency === currency ? money : exchanged(book, money, currency);
}

function next({ minor, currency }: Money): Money {
  return { minor: minor + 1n, currency };
}

/** The least amount of a currency that is worth at least so much: what is worth more is never less, so it is found by halving. */
function leastWorth(book: RateBook, bound: Money, currency: string): Money {
  const reaches = (minor: bigint) =>
    (worthIn(book, { minor, currency }, bound.currency)?.minor ?? 0n) >= bound.minor;
  let high = 1n;
  while (!reaches(high)) high *= 2n;
  let low = 0n;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (reaches(middle)) high = middle;
    else low = middle + 1n;
  }
  return { minor: low, currency };
}
