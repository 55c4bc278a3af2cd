import { describe, expect, it } from 'vitest';
import { findNumberNames } from '../../../../src/conversation/understanding/slots/number-names.ts';

const namesIn = (text: string) => findNumberNames(text).map((span) => span.text);

describe('names that look like numbers or amounts', () => {
  it.each([
    ['new account 3M', '3M'],
    ['add account 1&1, region DACH', '1&1'],
    ['create account 360', '360'],
    ['add account 24 Hour Fitness, region west', '24 Hour Fitness'],
    ['new customer 5.11 Tactical', '5.11 Tactical'],
    ['add Nimbus 9 to the CRM', '9'],
    ['move 3M to proposal', '3M'],
    ['3M won, final 42k', '3M'],
    ['called 3M yesterday', '3M'],
    ['log a deal with 360 for 20k', '360'],
    ['新建客户360', '360'],
    ['给3M记个10万的商机', '3M'],
    ['3M赢了', '3M'],
  ])('finds the name of "%s"', (text, name) => {
    expect(namesIn(text)).toEqual([name]);
  });

  it.each([
    'log a 3M deal with Acme',
    'log a deal with Acme for 3M',
    'deal with Globex, 3M',
    'new account 40 employees',
    'new deal with 50k closing friday',
    'move Acme to 50k',
    'won Acme 3M',
    '新建客户 云帆科技，300人',
    'add account Globex, 5 May',
  ])('takes no amount, count or day for a name: %s', (text) => {
    expect(namesIn(text)).toEqual([]);
  });
});
