/** An amount of money: a whole number of minor units (cents) and an ISO 4217 currency. Never a float. */
export type Money = { minor: bigint; currency: string };

/** Making one takes longer than all the formatting of a card: each is made once. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string, digits?: number): Intl.NumberFormat {
  const key = `${locale}/${currency}/${digits ?? ''}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const fixed =
    digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency, ...fixed });
  formats.set(key, made);
  return made;
}

/** Digits after the point of a currency: 2 for USD, 0 for JPY, 3 for KWD. */
export function digitsOf(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const found = formatOf('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, found);
  return found;
}

/** To ask a format for them takes longer than to read an amount. */
const digits = new Map<string, number>();

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** Whether this is a currency that exists (ISO 4217, as the runtime knows it). */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/**
 * Reads a decimal number in plain notation; more digits than the currency has are rounded half away from zero.
 *
 * @throws RangeError when the text is no decimal number.
 */
export function moneyFrom(decimal: string, currency: string): Money {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (parts === null) throw new RangeError(`not a decimal number: ${decimal}`);
  const digits = digitsOf(currency);
  const fraction = (parts[3] ?? '').padEnd(digits + 1, '0');
  const kept = BigInt(`${parts[2] ?? '0'}${fraction.slice(0, digits)}`);
  const rounded = kept + (Number(fraction[digits] ?? '0') >= 5 ? 1n : 0n);
  return { minor: parts[1] === '-' ? -rounded : rounded, currency };
}

/** The amount as a decimal number in plain notation, with the currency's digits: `50000.00`. */
export function decimalOf(money: Money): string {
  const digits = digitsOf(money.currency);
  const sign = money.minor < 0n ? '-' : '';
  const text = String(money.minor < 0n ? -money.minor : money.minor).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

/** The JSON form of the catalogue: exact up to 15 digits, and no greater amount is let in. */
export function moneyToJson(money: Money): { amount: number; currency: string } {
  return { amount: Number(decimalOf(money)), currency: money.currency };
}

/** Sums per currency, in the order the currencies first appear; no sum crosses a currency. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}

/**
 * The amount in another currency. `rate` is a decimal number in plain notation: units of that currency for one of this one; where it
 * leads over a third currency, divided by `per`. Rounded half away from zero to the digits of the other currency.
 *
 * @throws RangeError when a rate is no decimal number above 0.
 */
export function convert(money: Money, rate: string, currency: string, per = '1'): Money {
  const up = decimal(rate);
  const down = decimal(per);
  const size = money.minor < 0n ? -money.minor : money.minor;
  const minor = rounded(
    size * up.digits * 10n ** BigInt(digitsOf(currency) + down.places),
    down.digits * 10n ** BigInt(digitsOf(money.currency) + up.places),
  );
  return { minor: money.minor < 0n ? -minor : minor, currency };
}

/**
 * One decimal number divided by another, rounded half up to so many digits after the point.
 *
 * @throws RangeError when one is no decimal number, or the second is 0.
 */
export function quotient(of: string, by: string, places: number): string {
  const a = decimal(of);
  const b = decimal(by);
  const scaled = rounded(
    a.digits * 10n ** BigInt(b.places + places),
    b.digits * 10n ** BigInt(a.places),
  );
  const text = String(scaled).padStart(places + 1, '0');
  const cut = text.length - places;
  return `${text.slice(0, cut)}.${text.slice(cut)}`.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}

function decimal(text: string): { digits: bigint; places: number } {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) throw new RangeError(`not a decimal number: ${text}`);
  const fraction = parts[2] ?? '';
  return { digits: BigInt(`${parts[1] ?? '0'}${fraction}`), places: fraction.length };
}

function rounded(of: bigint, by: bigint): bigint {
  if (by === 0n) throw new RangeError('division by 0');
  return (2n * of + by) / (2n * by);
}

/** As a person reads it: `$50,000`, `¥1,200,000`, `€1,234.50`. Cents are shown only where there are any. */
export function formatMoney(money: Money, locale: string): string {
  const digits = digitsOf(money.currency);
  const whole = money.minor % 10n ** BigInt(digits) === 0n;
  const format = formatOf(locale, money.currency, whole ? 0 : digits);
  // The text form keeps amounts exact that a number would round.
  return format.format(decimalOf(money) as Intl.StringNumericLiteral);
}
