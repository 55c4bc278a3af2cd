import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineTotal, percentOf, totalsOf, unitPriceOf } from '../../src/crm/lines.ts';
import { decimalOf, moneyFrom } from '../../src/platform/money.ts';

const usd = (amount: string) => moneyFrom(amount, 'USD');
const CURRENCIES = ['USD', 'EUR', 'CNY', 'JPY', 'KWD'] as const;
const currency = fc.constantFrom(...CURRENCIES);
/** A decimal with four digits after the point, as the columns hold it. */
const decimal = (max: bigint) =>
  fc.bigInt({ min: 0n, max }).map((n) => `${n / 10_000n}.${String(n % 10_000n).padStart(4, '0')}`);
const percent = decimal(1_000_000n);
const minor = fc.bigInt({ min: 0n, max: 99_999_999_999_999n });
/** The exact ten-thousandths of a decimal. */
const exact = (text: string) => BigInt(text.replace('.', ''));

describe('a line', () => {
  it.each([
    [{ quantity: '20', unitPrice: '49', discountPct: '0' }, '980.00'],
    [{ quantity: '3', unitPrice: '0.335', discountPct: '0' }, '1.01'],
    [{ quantity: '2.5', unitPrice: '19.99', discountPct: '10' }, '44.98'],
    [{ quantity: '1', unitPrice: '0.004', discountPct: '0' }, '0.00'],
    [{ quantity: '7', unitPrice: '100', discountPct: '100' }, '0.00'],
  ])('of %o costs %s dollars', (terms, total) => {
    expect(decimalOf(lineTotal(terms, 'USD'))).toBe(total);
  });

  it('is rounded to what the currency has: whole yen, a thousandth of a dinar', () => {
    const terms = { quantity: '3', unitPrice: '0.3335', discountPct: '0' };
    expect(decimalOf(lineTotal(terms, 'JPY'))).toBe('1');
    expect(decimalOf(lineTotal(terms, 'KWD'))).toBe('1.001');
  });

  it('is never further than half a minor unit from the exact product', () => {
    fc.assert(
      fc.property(
        decimal(9_999_999_999n),
        decimal(9_999_999_999n),
        percent,
        currency,
        (quantity, unitPrice, discountPct, code) => {
          const total = lineTotal({ quantity, unitPrice, discountPct }, code);
          const digits = decimalOf(total).split('.')[1]?.length ?? 0;
          // Both sides in units of 10^-14 of the currency.
          const product = exact(quantity) * exact(unitPrice) * (1_000_000n - exact(discountPct));
          const rounded = total.minor * 10n ** BigInt(14 - digits);
          const off = product > rounded ? product - rounded : rounded - product;
          expect(2n * off).toBeLessThanOrEqual(10n ** BigInt(14 - digits));
        },
      ),
    );
  });
});

describe('what lines add up to', () => {
  it('is their sum less the discount, with the tax on what is left', () => {
    const totals = totalsOf([usd('980'), usd('600')], { discountPct: '10', taxPct: '19' }, 'USD');
    expect(Object.values(totals).map(decimalOf)).toEqual([
      '1580.00',
      '158.00',
      '270.18',
      '1692.18',
    ]);
  });

  it('is nothing without lines', () => {
    const totals = totalsOf([], { discountPct: '10', taxPct: '19' }, 'USD');
    expect(Object.values(totals).map((money) => money.minor)).toEqual([0n, 0n, 0n, 0n]);
  });

  it('adds up to the last cent, whatever the lines, the discount and the tax are', () => {
    fc.assert(
      fc.property(
        fc.array(minor, { maxLength: 30 }),
        percent,
        percent,
        currency,
        (amounts, discountPct, taxPct, code) => {
          const lines = amounts.map((amount) => ({ minor: amount, currency: code }));
          const { subtotal, discount, tax, total } = totalsOf(lines, { discountPct, taxPct }, code);
          expect(subtotal.minor).toBe(amounts.reduce((sum, amount) => sum + amount, 0n));
          expect(subtotal.minor - discount.minor + tax.minor).toBe(total.minor);
          expect(discount.minor >= 0n && discount.minor <= subtotal.minor).toBe(true);
          expect(tax.minor >= 0n).toBe(true);
          expect([subtotal, discount, tax, total].every((m) => m.currency === code)).toBe(true);
        },
      ),
    );
  });

  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(fc.array(minor, { maxLength: 10 }), percent, percent, (amounts, d, t) => {
        const of = (list: readonly bigint[]) =>
          totalsOf(
            list.map((amount) => ({ minor: amount, currency: 'USD' })),
            { discountPct: d, taxPct: t },
            'USD',
          ).total.minor;
        expect(of([...amounts].reverse())).toBe(of(amounts));
      }),
    );
  });
});

describe('the price of one, when all of it was agreed', () => {
  it.each([
    ['15000', '20', '750'],
    ['1000', '3', '333.3333'],
    ['0.01', '1000', '0'],
  ])('%s dollars for %s is %s each', (total, quantity, each) => {
    expect(unitPriceOf(usd(total), quantity)).toBe(each);
  });

  it('is exact for a quantity of one', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        const total = { minor: amount, currency: code };
        const unitPrice = unitPriceOf(total, '1');
        expect(lineTotal({ quantity: '1', unitPrice, discountPct: '0' }, code)).toEqual(total);
      }),
    );
  });
});

it('knows a share as percent without the noise of a float', () => {
  expect([0.1, 0.07, 0.075, 0.29, 1, 0, 0.123456].map(percentOf)).toEqual([
    '10',
    '7',
    '7.5',
    '29',
    '100',
    '0',
    '12.3456',
  ]);
});
