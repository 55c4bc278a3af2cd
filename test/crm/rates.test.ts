import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { totalText } from '../../src/commands/cards/total-text.ts';
import { createAccount } from '../../src/crm/accounts.ts';
import {
  getDeal,
  listDeals,
  logDeal,
  moveDeal,
  selectDeals,
  updateDeal,
} from '../../src/crm/deals.ts';
import { listRates, type Rate, type RateBook, setRate, totalOf } from '../../src/crm/rates.ts';
import { convert, formatMoney, moneyFrom, sumByCurrency } from '../../src/platform/money.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { change, undoes } from './office.ts';

let company: Company;
let maya: Colleague;
let account: string;

beforeEach(async () => {
  company = await aCompany();
  maya = await company.member('Maya', { role: 'manager' });
  account = (await maya.does((ctx) => createAccount(ctx, { name: 'Acme' }))).id;
});

const TODAY = '2026-03-18';
const sets = (currency: string, rate: number, more: { to?: string; from?: string } = {}) =>
  maya.does((ctx) =>
    setRate(ctx, { currency, rate, to: more.to ?? null, from: more.from ?? TODAY }),
  );
const worth = (amount: number, currency: string) => ({ value: { amount, currency } });
const aDeal = (amount: number, currency: string, more: object = {}) =>
  maya.does((ctx) =>
    logDeal(ctx, {
      accountId: account,
      name: `Deal ${amount}`,
      ...worth(amount, currency),
      ...more,
    }),
  );

describe('an exchange rate', () => {
  it('is kept in the base currency, whichever way round it is told', async () => {
    expect(await sets('EUR', 1.08)).toMatchObject({ currency: 'EUR', rate: '1.08' });
    expect(await sets('USD', 7.2, { to: 'CNY' })).toMatchObject({
      currency: 'CNY',
      rate: '0.13888889',
    });
    expect(await sets('GBP', 1.2, { to: 'EUR' })).toMatchObject({ currency: 'GBP', rate: '1.296' });
  });

  it('between two foreign currencies needs the rate of the second', async () => {
    await expect(sets('GBP', 9.1, { to: 'CNY' })).rejects.toMatchObject({
      code: 'no_rate',
      facts: { currency: 'CNY', base: 'USD' },
    });
  });

  it.each([
    ['a currency of itself', 'USD', 1, 'rate_of_base'],
    ['a currency that does not exist', 'XQQ', 2, 'unknown_currency'],
    ['nothing at all', 'EUR', 0, 'bad_rate'],
    ['too small to be kept', 'IDR', 1e-9, 'bad_rate'],
    ['too large to be kept', 'KWD', 1e10, 'bad_rate'],
  ])('is refused for %s', async (_, currency, rate, code) => {
    await expect(sets(currency, rate)).rejects.toMatchObject({ code });
  });

  it('set again on its day is changed, told again is refused, and an undo brings the old one back', async () => {
    await sets('EUR', 1.08);
    await expect(sets('EUR', 1.08)).rejects.toMatchObject({ code: 'rate_exists' });
    const said = { currency: 'EUR', rate: 1.1, to: null, from: TODAY };
    const set = await change(maya, (ctx) => setRate(ctx, said));
    expect(await maya.does(listRates)).toMatchObject([{ rate: '1.1', before: null }]);
    await undoes(maya, set);
    expect(await maya.does(listRates)).toMatchObject([{ rate: '1.08' }]);
  });

  it('holds from its day on', async () => {
    await sets('EUR', 1, { from: '2026-01-01' });
    await sets('EUR', 2, { from: '2026-04-01' });
    expect(await maya.does(listRates)).toMatchObject([
      { rate: '1', day: '2026-01-01', next: { rate: '2', day: '2026-04-01' } },
    ]);
  });
});

describe('the rate of a deal', () => {
  it('is frozen when it closes, and free again when it opens', async () => {
    await sets('EUR', 1.1, { from: '2026-01-01' });
    const { id } = await aDeal(100, 'EUR');
    expect((await maya.does((ctx) => getDeal(ctx, id))).rate).toBeNull();
    expect(await maya.does((ctx) => moveDeal(ctx, id, 'won'))).toMatchObject({ rate: '1.1' });
    await sets('EUR', 1.5);
    expect((await maya.does((ctx) => getDeal(ctx, id))).rate).toBe('1.1');
    expect(await maya.does((ctx) => moveDeal(ctx, id, 'proposal'))).toMatchObject({ rate: null });
  });

  it('is that of the day it closed, also when that day is corrected', async () => {
    await sets('EUR', 1.1, { from: '2026-01-01' });
    await sets('EUR', 1.2, { from: '2026-03-01' });
    const { id } = await aDeal(100, 'EUR', { stage: 'won' });
    const wins = (closedOn: string) => maya.does((ctx) => moveDeal(ctx, id, 'won', { closedOn }));
    expect(await wins('2026-02-10')).toMatchObject({ rate: '1.1' });
    expect(await wins('2026-03-10')).toMatchObject({ rate: '1.2' });
  });

  it('follows its currency when that is corrected after the close, and comes back with an undo', async () => {
    await sets('EUR', 1.1);
    const { id } = await aDeal(100, 'USD', { stage: 'won' });
    const set = await change(maya, (ctx) => updateDeal(ctx, id, worth(100, 'EUR')));
    expect((await maya.does((ctx) => getDeal(ctx, id))).rate).toBe('1.1');
    await undoes(maya, set);
    expect((await maya.does((ctx) => getDeal(ctx, id))).value?.currency).toBe('USD');
  });

  it('is not made up where there is none', async () => {
    expect(await aDeal(100, 'GBP', { stage: 'won' })).toMatchObject({ rate: null });
  });
});

describe('a bound', () => {
  const amounts = async (filter: object) =>
    (await maya.does((ctx) => listDeals(ctx, filter)))
      .flatMap(({ value }) => value?.currency ?? [])
      .sort((a, b) => a.localeCompare(b));

  beforeEach(async () => {
    await sets('EUR', 2);
    await aDeal(60, 'EUR');
    await aDeal(100, 'USD');
    await aDeal(500, 'GBP');
  });

  it('with a currency is compared with what the others are worth in it; without a rate they are left out', async () => {
    expect(await amounts({ minValue: { amount: 110, currency: 'USD' } })).toEqual(['EUR']);
    expect(await amounts({ maxValue: { amount: 55, currency: 'EUR' } })).toEqual(['USD']);
    const filter = { minValue: { amount: 110, currency: 'USD' } };
    expect((await maya.does((ctx) => selectDeals(ctx, filter, 25))).compared).toEqual({
      kind: 'converted',
      currency: 'USD',
      asOf: TODAY,
      leftOut: ['GBP'],
    });
  });

  it('without one is compared with each amount in its own currency', async () => {
    expect(await amounts({ minValue: { amount: 100, currency: null } })).toEqual(['GBP', 'USD']);
  });
});

describe('what a sum across currencies says', () => {
  const CODES = ['USD', 'EUR', 'GBP', 'JPY', 'KWD'];
  const anAmount = fc.record({
    minor: fc.bigInt({ min: 0n, max: 10n ** 13n }),
    currency: fc.constantFrom(...CODES),
  });
  const aRate = fc.integer({ min: 1, max: 10 ** 10 }).map((n) => (n / 10 ** 6).toFixed(6));
  const aBook = fc
    .dictionary(fc.constantFrom(...CODES.filter((code) => code !== 'USD')), aRate)
    .map((known): RateBook => {
      const rates = Object.entries(known).map(([currency, rate]): [string, Rate] => [
        currency,
        { currency, rate, day: TODAY },
      ]);
      return { base: 'USD', rates: new Map(rates) };
    });

  it('is one amount only when each currency has a rate, and always the sum of each currency', () => {
    fc.assert(
      fc.property(fc.array(anAmount, { maxLength: 12 }), aBook, (values, book) => {
        const total = totalOf(
          book,
          values.map((value) => ({ value, rate: null })),
        );
        const text = totalText(total, 'en');
        const unknown = values.some(
          ({ currency }) => currency !== 'USD' && !book.rates.has(currency),
        );
        const foreign = values.some(({ currency }) => currency !== 'USD');
        expect(text.includes('≈')).toBe(foreign && !unknown);
        expect(text.includes('no rate for')).toBe(unknown);
        for (const sum of sumByCurrency(values)) expect(text).toContain(formatMoney(sum, 'en-US'));
        if (!foreign || unknown) return;
        const minor = values.reduce(
          (sum, value) =>
            sum +
            (value.currency === 'USD'
              ? value.minor
              : convert(value, book.rates.get(value.currency)?.rate ?? '', 'USD').minor),
          0n,
        );
        expect(text).toContain(`≈ ${formatMoney({ minor, currency: 'USD' }, 'en-US')}`);
      }),
    );
  });

  it('adds up: the totals of parts are the total of the whole', () => {
    fc.assert(
      fc.property(fc.array(anAmount), fc.array(anAmount), aRate, (a, b, rate) => {
        const rates = CODES.filter((c) => c !== 'USD').map((currency): [string, Rate] => [
          currency,
          { currency, rate, day: TODAY },
        ]);
        const book = { base: 'USD', rates: new Map(rates) };
        const of = (values: typeof a) =>
          totalOf(
            book,
            values.map((value) => ({ value, rate: null })),
          ).converted?.minor ?? values.reduce((sum, { minor }) => sum + minor, 0n);
        expect(of([...a, ...b])).toBe(of(a) + of(b));
      }),
    );
  });

  it('uses the frozen rate of what is closed, whatever the rates are now', () => {
    const book = { base: 'USD', rates: new Map<string, Rate>() };
    const total = totalOf(book, [{ value: moneyFrom('100', 'EUR'), rate: '1.5' }]);
    expect(totalText(total, 'en')).toBe('€100 ≈ $150 at the rates of their closing days');
    expect(totalText(total, 'zh')).toContain('按成交时汇率');
  });
});
