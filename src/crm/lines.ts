import { digitsOf, type Money } from '../platform/money.ts';

/** What a line is worth is made of: decimals in plain notation with at most four digits after the point. */
export type LineTerms = { quantity: string; unitPrice: string; discountPct: string };

export type Percents = { discountPct: string; taxPct: string };

/** What a quote or an order adds up to: `total = subtotal - discount + tax`, to the last minor unit. */
export type Totals = { subtotal: Money; discount: Money; tax: Money; total: Money };

const DIGITS = 4;
const ONE = 10n ** BigInt(DIGITS);
const HUNDRED_PERCENT = 100n * ONE;

/** Quantity times unit price less the line's discount, rounded once, half away from zero, to the digits of the currency. */
export function lineTotal(terms: LineTerms, currency: string): Money {
  const paid = HUNDRED_PERCENT - scaled(terms.discountPct);
  const exact = scaled(terms.quantity) * scaled(terms.unitPrice) * paid;
  const minorUnits = 10n ** BigInt(digitsOf(currency));
  return { minor: divided(exact * minorUnits, ONE * ONE * HUNDRED_PERCENT), currency };
}

/** Discount is taken off the sum of the lines, tax is added to what is left; each is rounded once. */
export function totalsOf(lines: readonly Money[], percents: Percents, currency: string): Totals {
  const subtotal = lines.reduce((sum, line) => sum + line.minor, 0n);
  const discount = share(subtotal, percents.discountPct);
  const tax = share(subtotal - discount, percents.taxPct);
  const money = (minor: bigint): Money => ({ minor, currency });
  return {
    subtotal: money(subtotal),
    discount: money(discount),
    tax: money(tax),
    total: money(subtotal - discount + tax),
  };
}

/** The price of one when so many cost this together, as near as four digits come. */
export function unitPriceOf(total: Money, quantity: string): string {
  const minorUnits = 10n ** BigInt(digitsOf(total.currency));
  return plain(divided(total.minor * ONE * ONE, minorUnits * scaled(quantity)));
}

/** 0.075 as a person says it is 7.5 percent. */
export function percentOf(share: number): string {
  return plain(BigInt(Math.round(share * 100 * Number(ONE))));
}

function share(minor: bigint, percent: string): bigint {
  return divided(minor * scaled(percent), HUNDRED_PERCENT);
}

/** @throws RangeError when the text is no decimal number that is zero or more. */
function scaled(decimal: string): bigint {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (parts === null) throw new RangeError(`not a decimal number: ${decimal}`);
  return BigInt(`${parts[1] ?? '0'}${(parts[2] ?? '').slice(0, DIGITS).padEnd(DIGITS, '0')}`);
}

function plain(number: bigint): string {
  const fraction = String(number % ONE)
    .padStart(DIGITS, '0')
    .replace(/0+$/, '');
  return `${number / ONE}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Of numbers that are not negative; half is rounded up. */
function divided(number: bigint, by: bigint): bigint {
  return (2n * number + by) / (2n * by);
}
