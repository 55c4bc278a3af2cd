import { describe, expect, it } from 'vitest';
import { readAmount } from '../../../src/crm/import/values.ts';
import { addressesIn } from '../../../src/crm/search/candidates.ts';

describe('an amount in a cell', () => {
  it.each([
    ['$1,234.50', { amount: '1234.5', currency: 'USD' }],
    ['1 234,5 EUR', { amount: '1234.5', currency: 'EUR' }],
    ['5万元', { amount: '50000', currency: 'CNY' }],
    ['12   345', { amount: '12345', currency: null }],
  ])('is read: %s', (cell, value) => {
    expect(readAmount(cell, cell.includes(',5'))).toEqual({ value });
  });

  it.each([
    ['blanks', `1${' '.repeat(5000)}a b c`],
    ['letters', 'a'.repeat(5000)],
    ['digits and commas', `${'1,'.repeat(2500)}x y`],
  ])('is refused at once where it is a long run of %s', (_, cell) => {
    const begun = performance.now();
    expect(readAmount(cell, false)).toEqual({ problem: 'no_number' });
    expect(performance.now() - begun).toBeLessThan(200);
  });
});

describe('an address in a mention', () => {
  it('is not looked for in what is longer than any', () => {
    const begun = performance.now();
    expect(addressesIn(`${'a.'.repeat(2000)} x`)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(200);
  });
});
