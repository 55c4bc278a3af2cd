import type { Deal } from '../../crm/deals.ts';
import { type RateBook, type Total, totalOf } from '../../crm/rates.ts';
import { dayText, moneyText, sumsText } from '../../reply/format.ts';
import type { Locale } from '../../reply/reply.ts';

/** What deals add up to: per currency, and as one amount where every rate is known. */
export function dealTotal(deals: readonly Deal[], book: RateBook): Total {
  return totalOf(
    book,
    deals.flatMap(({ value, rate }) => (value === null ? [] : [{ value, rate }])),
  );
}

/** `$120,000 + €5,000 ≈ $125,400`: for a cell of a table whose title says the day of the rates. */
export function shortTotal(total: Total, locale: Locale): string {
  const sums = sumsText(total.sums, locale);
  return total.converted === null ? sums : `${sums} ≈ ${moneyText(total.converted, locale)}`;
}

/** The same with the day of the rates, or with the currencies that have none. */
export function totalText(total: Total, locale: Locale): string {
  const zh = locale === 'zh';
  if (total.missing.length > 0) {
    const codes = total.missing.join(zh ? '、' : ', ');
    return `${sumsText(total.sums, locale)}${zh ? `（${codes} 没有汇率，不折算）` : ` (no rate for ${codes}, so no total)`}`;
  }
  if (total.converted === null) return sumsText(total.sums, locale);
  const day = total.asOf === null ? null : dayText(total.asOf, locale);
  const rates =
    day === null
      ? zh
        ? '（按成交时汇率）'
        : ' at the rates of their closing days'
      : zh
        ? `（按 ${day} 汇率）`
        : ` at the rates of ${day}`;
  return `${shortTotal(total, locale)}${rates}`;
}
