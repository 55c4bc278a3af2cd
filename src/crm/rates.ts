import type { CalendarDay } from '../platform/clock.ts';
import { convert, type Money } from '../platform/money.ts';
import type { CrmContext } from './context.ts';
import { dayColumn, dayOf } from './deals.ts';

/** What one unit of a currency is worth in the base currency, and the day from which that holds. */
export type Rate = { currency: string; rate: string; day: CalendarDay };

/** A total in the base currency. */
export type Converted = {
  total: Money;
  /** The oldest day of the rates used; null when everything was in the base currency. */
  asOf: CalendarDay | null;
  /** Currencies without a rate: what is in them is not in the total, and no total is given for it. */
  missing: readonly string[];
};

/** The latest rate of each currency that is not after a day. The base currency has none: it is worth 1. */
export async function ratesOn(
  ctx: CrmContext,
  day: CalendarDay,
): Promise<ReadonlyMap<string, Rate>> {
  const rows = await ctx.tx.currencyRate.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null, day: { lte: dayColumn(day) } },
    orderBy: { day: 'asc' },
  });
  return new Map(
    rows.map((row) => [
      row.currency,
      { currency: row.currency, rate: row.rate.toFixed(), day: dayOf(row.day) ?? day },
    ]),
  );
}

/** Sums of several currencies as one of the base currency, at the rates of a day. */
export async function convertedTotal(
  ctx: CrmContext,
  sums: readonly Money[],
  day: CalendarDay,
): Promise<Converted> {
  const base = ctx.organization.baseCurrency;
  const rates = await ratesOn(ctx, day);
  let minor = 0n;
  let asOf: CalendarDay | null = null;
  const missing: string[] = [];
  for (const sum of sums) {
    const rate = rates.get(sum.currency);
    if (sum.currency === base) minor += sum.minor;
    else if (rate === undefined) missing.push(sum.currency);
    else {
      minor += convert(sum, rate.rate, base).minor;
      if (asOf === null || rate.day < asOf) asOf = rate.day;
    }
  }
  return { total: { minor, currency: base }, asOf, missing };
}
