import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convert,
  decimalOf,
  digitsOf,
  formatMoney,
  isCurrency,
  type Money,
  moneyFrom,
  moneyToJson,
  quotient,
  sumByCurrency,
} from '../../src/platform/money.ts';

const SEED = 20_260_318;
const currency = fc.constantFrom('USD', 'EUR', 'CNY', 'JPY', 'KRW', 'KWD', 'BHD');
const minor = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const money: fc.Arbitrary<Money> = fc.record({ minor, currency });
const small: fc.Arbitrary<Money> = fc.record({
  minor: fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
  currency,
});

describe('an amount of money', () => {
  it.each([
    ['JPY', 0],
    ['USD', 2],
    ['CNY', 2],
    ['KWD', 3],
  ])('in %s has %i digits after the point', (code, digits) => {
    expect(digitsOf(code)).toBe(digits);
  });

  it('survives the way to a decimal number and back, whatever its currency', () => {
    fc.assert(
      fc.property(money, (amount) => {
        expect(moneyFrom(decimalOf(amount), amount.currency)).toEqual(amount);
      }),
      { seed: SEED },
    );
  });

  it('is written with exactly the digits of its currency', () => {
    fc.assert(
      fc.property(money, (amount) => {
        const fraction = decimalOf(amount).split('.')[1] ?? '';
        expect(fraction).toHaveLength(digitsOf(amount.currency));
      }),
      { seed: SEED },
    );
  });

  it.each([
    ['50000', 'USD', 5_000_000n],
    ['0.5', 'USD', 50n],
    ['1.004', 'USD', 100n],
    ['1.005', 'USD', 101n],
    ['-1.005', 'USD', -101n],
    ['0.4999', 'JPY', 0n],
    ['0.5', 'JPY', 1n],
    ['1.2345', 'KWD', 1235n],
    ['007.10', 'EUR', 710n],
  ])('reads %s %s, rounded half away from zero', (decimal, code, expected) => {
    expect(moneyFrom(decimal, code)).toEqual({ minor: expected, currency: code });
  });

  it.each(['', '1e5', '1,000', ' 5', '.5', '5.', '--1', '１', 'NaN'])(
    'is not read from “%s”',
    (text) => {
      expect(() => moneyFrom(text, 'USD')).toThrow(RangeError);
    },
  );

  it('has a JSON form that is exact up to 15 digits', () => {
    fc.assert(
      fc.property(small, (amount) => {
        const json = moneyToJson(amount);
        const plain = json.amount.toLocaleString('en', {
          useGrouping: false,
          maximumFractionDigits: 3,
        });
        expect(moneyFrom(plain.replace(/^-0$/, '0'), json.currency)).toEqual(amount);
      }),
      { seed: SEED },
    );
  });

  it('is in a currency that exists', () => {
    expect(['USD', 'CNY', 'KWD'].map(isCurrency)).toEqual([true, true, true]);
    expect(['usd', 'XQQ', '', 'DOLLAR'].map(isCurrency)).toEqual([false, false, false, false]);
  });
});

describe('sums of money', () => {
  it('add up per currency and never across one', () => {
    fc.assert(
      fc.property(fc.array(money, { maxLength: 30 }), (amounts) => {
        const sums = sumByCurrency(amounts);
        expect(sums.map((sum) => sum.currency)).toEqual([
          ...new Set(amounts.map((amount) => amount.currency)),
        ]);
        for (const sum of sums) {
          const parts = amounts.filter((amount) => amount.currency === sum.currency);
          expect(sum.minor).toBe(parts.reduce((total, part) => total + part.minor, 0n));
        }
      }),
      { seed: SEED },
    );
  });

  it('of nothing are nothing', () => {
    expect(sumByCurrency([])).toEqual([]);
  });
});

describe('money as people read it', () => {
  it.each([
    [5_000_000n, 'USD', 'en-US', '$50,000'],
    [123_450n, 'EUR', 'en-US', '€1,234.50'],
    [1_200_000n, 'JPY', 'en-US', '¥1,200,000'],
    [5_000_000n, 'CNY', 'zh-CN', '¥50,000'],
    [-150n, 'USD', 'en-US', '-$1.50'],
    [0n, 'USD', 'en-US', '$0'],
    [1n, 'USD', 'en-US', '$0.01'],
  ])('shows %s minor units of %s in %s as %s', (amount, code, locale, text) => {
    expect(formatMoney({ minor: amount, currency: code }, locale)).toBe(text);
  });

  it('keeps all 18 digits, which a number would round', () => {
    const amount = { minor: 123_456_789_012_345_678n, currency: 'USD' };
    expect(formatMoney(amount, 'en-US')).toBe('$1,234,567,890,123,456.78');
    expect(Number(decimalOf(amount)).toFixed(2)).not.toBe(decimalOf(amount));
  });

  it('shows every digit of every amount in both languages', () => {
    fc.assert(
      fc.property(money, fc.constantFrom('en-US', 'zh-CN'), (amount, locale) => {
        const shown = formatMoney(amount, locale).replace(/[^\d.]/g, '');
        expect(shown).toBe(decimalOf(amount).replace('-', '').replace(/\.0+$/, ''));
      }),
      { seed: SEED },
    );
  });
});

describe('an amount in another currency', () => {
  it('goes over a third one where two rates are given', () => {
    const euros = moneyFrom('100', 'EUR');
    expect(convert(euros, '1.1', 'USD')).toEqual(moneyFrom('110', 'USD'));
    expect(convert(euros, '1.1', 'GBP', '1.25')).toEqual(moneyFrom('88', 'GBP'));
    expect(convert(euros, '1', 'JPY', '0.0067')).toEqual(moneyFrom('14925', 'JPY'));
  });

  it('is refused with a rate that is no number, and with a division by 0', () => {
    expect(() => convert(moneyFrom('1', 'EUR'), '-1', 'USD')).toThrow(RangeError);
    expect(() => convert(moneyFrom('1', 'EUR'), '1', 'USD', '0')).toThrow(RangeError);
  });
});

describe('a quotient', () => {
  it.each([
    ['1', '7.2', 8, '0.13888889'],
    ['1', '4', 8, '0.25'],
    ['10', '5', 2, '2'],
    ['0', '3', 4, '0'],
    ['1.5', '0.5', 0, '3'],
    ['100', '1', 8, '100'],
  ])('of %s by %s to %i places is %s', (of, by, places, result) => {
    expect(quotient(of, by, places)).toBe(result);
  });
});
