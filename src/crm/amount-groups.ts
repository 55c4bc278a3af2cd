import { moneyFrom } from '../platform/money.ts';
import type { CrmContext } from './context.ts';
import type { Priced } from './rates.ts';

type Decimal = { toFixed: () => string };

/**
 * The amounts of deals, to be added up without reading them all: those of the base currency as one sum, of others each amount with
 * how many have it, since each is converted by itself.
 *
 * @param where the deals, as a condition for Prisma.
 */
export async function dealAmounts(ctx: CrmContext, where: object): Promise<Priced[]> {
  const base = ctx.organization.baseCurrency;
  const { _sum } = await ctx.tx.deal.aggregate({
    where: { AND: [where, { currency: base }] },
    _sum: { amount: true },
  });
  const others = await ctx.tx.deal.groupBy({
    by: ['currency', 'amount', 'rate'],
    where: { AND: [where, { currency: { not: base }, amount: { not: null } }] },
    _count: true,
    orderBy: { currency: 'asc' },
  });
  return [
    ...(_sum.amount === null ? [] : [pricedOf(_sum.amount, base, null, 1)]),
    ...others.flatMap(({ currency, amount, rate, _count }) =>
      currency === null || amount === null ? [] : [pricedOf(amount, currency, rate, _count)],
    ),
  ];
}

/** The same of orders; what was called off does not count, unless nothing else is there. */
export async function orderAmounts(ctx: CrmContext, where: object): Promise<Priced[]> {
  const standing = { AND: [where, { status: { not: 'cancelled' as const } }] };
  const counted = (await ctx.tx.order.count({ where: standing })) === 0 ? where : standing;
  const base = ctx.organization.baseCurrency;
  const { _sum } = await ctx.tx.order.aggregate({
    where: { AND: [counted, { currency: base }] },
    _sum: { total: true },
  });
  const others = await ctx.tx.order.groupBy({
    by: ['currency', 'total', 'rate'],
    where: { AND: [counted, { currency: { not: base } }] },
    _count: true,
    orderBy: { currency: 'asc' },
  });
  return [
    ...(_sum.total === null ? [] : [pricedOf(_sum.total, base, null, 1)]),
    ...others.map(({ currency, total, rate, _count }) => pricedOf(total, currency, rate, _count)),
  ];
}

/** Amounts by currency: those of the records that are shown first, in the order in which they come there. */
export function asShown(
  amounts: readonly Priced[],
  shown: readonly (string | undefined)[],
): Priced[] {
  const place = ({ value }: Priced): number => {
    const at = shown.indexOf(value.currency);
    return at < 0 ? shown.length : at;
  };
  return [...amounts].sort((a, b) => place(a) - place(b));
}

function pricedOf(amount: Decimal, currency: string, rate: Decimal | null, count: number): Priced {
  return { value: moneyFrom(amount.toFixed(), currency), rate: rate?.toFixed() ?? null, count };
}
