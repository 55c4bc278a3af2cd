import { describe, expect, it } from 'vitest';
import {
  currencyIn,
  exchangeRateIn,
  findCurrencies,
  findExchangeRates,
} from '../../../../src/conversation/understanding/slots/exchange.ts';
import { EVALUATION_CLUES } from '../../../evaluation/score.ts';

const rates = (text: string) => findExchangeRates(text, EVALUATION_CLUES).map(({ value }) => value);
const currencies = (text: string) =>
  findCurrencies(text, EVALUATION_CLUES).map(({ text: said, value }) => [said, value]);

describe('an exchange rate', () => {
  it.each([
    ['1 EUR = 1.08 USD', 'EUR', 1.08, 'USD'],
    ['one euro equals 1.09 dollars', 'EUR', 1.09, 'USD'],
    ['1 GBP is 1.26 USD', 'GBP', 1.26, 'USD'],
    ['EUR/USD 1.09', 'EUR', 1.09, 'USD'],
    ['usd to cny rate is 7.2', 'USD', 7.2, 'CNY'],
    ['the euro rate to 1.08', 'EUR', 1.08, null],
    ['exchange rate for yen 0.0067', 'JPY', 0.0067, null],
    ['the rate of GBP is 1,250.5', 'GBP', 1250.5, null],
    ['100 JPY = 0.67 USD', 'JPY', 0.0067, 'USD'],
    ['1.08 dollars per euro is the rate', 'EUR', 1.08, 'USD'],
    ['美元兑人民币汇率 7.2', 'USD', 7.2, 'CNY'],
    ['1欧元=1.08美元', 'EUR', 1.08, 'USD'],
    ['欧元汇率改成1.09', 'EUR', 1.09, null],
    ['€1 = $1.1', 'EUR', 1.1, 'USD'],
  ])('is told by “%s”', (text, currency, rate, to) => {
    expect(rates(text)).toEqual([{ currency, rate, to }]);
  });

  it('may lack its number, which is asked for then', () => {
    expect(rates('set the euro rate')).toEqual([{ currency: 'EUR', rate: null, to: null }]);
    expect(rates('英镑汇率')).toEqual([{ currency: 'GBP', rate: null, to: null }]);
  });

  it('does not take the day from which it holds for the rate', () => {
    expect(rates('4月1日起欧元汇率1.1')).toEqual([{ currency: 'EUR', rate: 1.1, to: null }]);
    expect(rates('EUR rate 1.1 from March 3')).toEqual([{ currency: 'EUR', rate: 1.1, to: null }]);
  });

  it.each(['a 50k EUR deal', 'Acme pays 20k USD', 'three currencies: EUR, GBP and CNY', 'nothing'])(
    'is not told by “%s”',
    (text) => {
      expect(rates(text)).toEqual([]);
    },
  );

  it('needs no word for it where it is the answer', () => {
    expect(exchangeRateIn('euro 1.1', EVALUATION_CLUES)).toEqual({
      value: { currency: 'EUR', rate: 1.1, to: null },
    });
    expect(exchangeRateIn('no idea', EVALUATION_CLUES)).toBeNull();
  });
});

describe('the currency something is to be in', () => {
  it.each([
    ['change the currency to EUR', 'EUR', 'EUR'],
    ['switch it to euros please', 'euros', 'EUR'],
    ['the deal is in pounds, not dollars', 'pounds', 'GBP'],
    ['币种改成欧元', '欧元', 'EUR'],
    ['换成人民币计价', '人民币', 'CNY'],
  ])('stands at the end of “%s”', (text, said, code) => {
    expect(currencies(text)).toEqual([[said, code]]);
  });

  it('is no part of a name or of an amount', () => {
    expect(currencies('push Dollar General to next month')).toEqual([]);
    expect(currencies('make it 60k EUR')).toEqual([]);
  });

  it('is read from an answer that names only one', () => {
    expect(currencyIn('euros', EVALUATION_CLUES)).toEqual({ value: 'EUR' });
    expect(currencyIn('EUR or USD', EVALUATION_CLUES)).toBeNull();
  });
});
