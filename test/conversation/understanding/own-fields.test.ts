import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../src/commands/catalogue.ts';
import { catalogueWith, withOwnTogether } from '../../../src/commands/own-parameters.ts';
import { withOwnFields } from '../../../src/conversation/understanding/own-fields.ts';
import { createUnderstanding } from '../../../src/conversation/understanding/understand.ts';
import type { OwnField } from '../../../src/crm/custom-fields.ts';
import { someClues } from './slots/table.ts';

const base = createUnderstanding(catalogueOf());

const field = (
  entity: OwnField['entity'],
  key: string,
  name: string,
  type: OwnField['type'],
  more: Partial<OwnField> = {},
): OwnField => ({
  id: `${entity}.${key}`,
  entity,
  key,
  name,
  type,
  nameZh: null,
  aliases: [],
  options: [],
  required: false,
  ...more,
});

const FIELDS: readonly OwnField[] = [
  field('deal', 'contractType', 'Contract type', 'choice', {
    nameZh: '合同类型',
    aliases: ['plan type'],
    options: [
      { value: 'annual', en: 'annual', zh: '年付' },
      { value: 'monthly', en: 'monthly', zh: '月付' },
    ],
  }),
  field('deal', 'renewalDate', 'Renewal date', 'date', { nameZh: '续约日期' }),
  field('deal', 'seats', 'Seats', 'number', { nameZh: '座位数' }),
  field('deal', 'setupFee', 'Setup fee', 'money', { nameZh: '实施费' }),
  field('deal', 'poNumber', 'PO number', 'text', { nameZh: '采购单号' }),
  field('deal', 'engineer', 'Solution engineer', 'member', { nameZh: '售前工程师' }),
  field('account', 'nda', 'NDA signed', 'flag', { nameZh: '已签保密协议' }),
  field('account', 'tier', 'Service tier', 'choice', {
    nameZh: '服务等级',
    options: ['gold', 'silver'].map((value) => ({ value, en: value, zh: value })),
  }),
  field('contact', 'birthday', 'Birthday', 'date', { nameZh: '生日' }),
];

const { understand } = withOwnFields(base, catalogueWith(catalogueOf(), FIELDS));

const read = (text: string): string =>
  understand(text, someClues({ now: new Date('2026-03-18T10:00:00Z') }))
    .commands.map((c) => `${c.command} ${JSON.stringify(withOwnTogether(c.arguments))}`)
    .join(' + ');

const acme = (custom: object, deal = 'Acme') => `deal.update ${JSON.stringify({ deal, custom })}`;
const list = (custom: object, more: object = {}) =>
  `deal.list ${JSON.stringify({ ...more, custom })}`;

describe('a value of an own field is understood', () => {
  it.each([
    ["set Acme's contract type to monthly", acme({ contractType: 'monthly' })],
    ['set contract type of Acme to monthly', acme({ contractType: 'monthly' })],
    ['Acme contract type monthly', acme({ contractType: 'monthly' })],
    ['acme: contract type = monthly', acme({ contractType: 'monthly' }, 'acme')],
    ['change the contract type on the Acme deal to annual', acme({ contractType: 'annual' })],
    ['the contract type for Acme should be annual', acme({ contractType: 'annual' })],
    ['contract type is annual for Acme', acme({ contractType: 'annual' })],
    ['pls update acme plan type annual', acme({ contractType: 'annual' }, 'acme')],
    ['set the contact type of Acme to annualy', acme({ contractType: 'annual' })],
    ['switch Acme from monthly to annual contract type', acme({ contractType: 'annual' })],
    ['Acme renewal date is Jun 30', acme({ renewalDate: '2026-06-30' })],
    ["Acme's renewal date moved to 30 June", acme({ renewalDate: '2026-06-30' })],
    ['set seats to 40 on D-12', acme({ seats: 40 }, 'D-12')],
    ['Globex has 250 seats', acme({ seats: 250 }, 'Globex')],
    ['setup fee for Acme 5k', acme({ setupFee: { amount: 5000, currency: null } })],
    ['PO number on Acme: 4711-A', acme({ poNumber: '4711-A' })],
    ['make Dana the solution engineer on Acme', acme({ engineer: 'Dana' })],
    ['solution engineer for Acme is Dana', acme({ engineer: 'Dana' })],
    ["push Acme's renewal date to next quarter", acme({ renewalDate: '2026-06-30' })],
    ['mark Acme as annual contract type', acme({ contractType: 'annual' })],
    ['assign Dana as solution engineer on Acme', acme({ engineer: 'Dana' })],
    ['给华为的单子设置合同类型：年付', acme({ contractType: 'annual' }, '华为')],
    ['华为的续约日期，改成6月30号', acme({ renewalDate: '2026-06-30' }, '华为')],
    ['oh wait, contract type of Acme should be annual', acme({ contractType: 'annual' })],
    ['can u put contract type annual on Acme', acme({ contractType: 'annual' })],
    ['sorry, the seats for Acme are 30 not 40', acme({ seats: 30 })],
    ['合同类型改年付', 'deal.update {"custom":{"contractType":"annual"}}'],
    ['华为这单的合同类型填错了，应该是月付', acme({ contractType: 'monthly' }, '华为')],
    ['给D-3填上采购单号 ABC-99', acme({ poNumber: 'ABC-99' }, 'D-3')],
    ['contract type annual', 'deal.update {"custom":{"contractType":"annual"}}'],
    ['set its seats to 12', 'deal.update {"custom":{"seats":12}}'],
    ['把华为的合同类型改成年付', acme({ contractType: 'annual' }, '华为')],
    ['华为合同类型改为月付', acme({ contractType: 'monthly' }, '华为')],
    ['华为的续约日期是6月30号', acme({ renewalDate: '2026-06-30' }, '华为')],
    ['华为座位数120', acme({ seats: 120 }, '华为')],
    ['把 Acme 的实施费设为 2万', acme({ setupFee: { amount: 20000, currency: null } })],
    ['Acme 的 contract type 改成 annual', acme({ contractType: 'annual' })],
    ['NDA signed for Acme: yes', 'account.update {"account":"Acme","custom":{"nda":true}}'],
    ['Acme 已签保密协议：是', 'account.update {"account":"Acme","custom":{"nda":true}}'],
    [
      'set service tier of Acme to gold',
      'account.update {"account":"Acme","custom":{"tier":"gold"}}',
    ],
    ['把华为的服务等级改成gold', 'account.update {"account":"华为","custom":{"tier":"gold"}}'],
    [
      "Jane Roe's birthday is May 4",
      'contact.update {"contact":"Jane Roe","custom":{"birthday":"2026-05-04"}}',
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('a value of an own field is emptied', () => {
  it.each([
    ['clear the contract type of Acme', acme({ contractType: null })],
    ["remove Acme's PO number", acme({ poNumber: null })],
    ['清空华为的合同类型', acme({ contractType: null }, '华为')],
    ['把华为的采购单号删掉', acme({ poNumber: null }, '华为')],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('and beside what else is said', () => {
  const account = 'Acme';
  const value = { amount: 50000, currency: null };
  it.each([
    [
      'log a deal with Acme 50k, contract type annual',
      `deal.log ${JSON.stringify({ account, value, custom: { contractType: 'annual' } })}`,
    ],
    [
      'new deal Acme 50k annual contract type, 20 seats',
      `deal.log ${JSON.stringify({ account, value, custom: { contractType: 'annual', seats: 20 } })}`,
    ],
    [
      'log a 50k deal with Acme with contract type monthly and seats 20 closing end of month',
      `deal.log ${JSON.stringify({ account, value, closeDate: '2026-03-31', custom: { contractType: 'monthly', seats: 20 } })}`,
    ],
    [
      '给Acme登记一个5万的单子，合同类型年付，座位数20',
      `deal.log ${JSON.stringify({ account, value, custom: { contractType: 'annual', seats: 20 } })}`,
    ],
    [
      'move Acme to proposal and set its contract type to annual',
      `deal.move {"deal":"Acme","stage":"proposal"} + ${acme({ contractType: 'annual' })}`,
    ],
    [
      "set Acme's seats to 20 and move it to proposal",
      `${acme({ seats: 20 })} + deal.move {"deal":"it","stage":"proposal"}`,
    ],
    [
      "set the Acme deal's seats to 45 and close date to June 30",
      `${acme({ seats: 45 })} + deal.update {"closeDate":"2026-06-30","deal":"Acme"}`,
    ],
    [
      'add account Initech, service tier silver',
      'account.create {"name":"Initech","custom":{"tier":"silver"}}',
    ],
    [
      'update Acme to 60k, contract type annual',
      `deal.update ${JSON.stringify({ deal: 'Acme', value: { amount: 60000, currency: null }, custom: { contractType: 'annual' } })}`,
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('lists ask for own fields', () => {
  it.each([
    ['deals where contract type is annual', list({ contractType: 'annual' })],
    ['show me deals with contract type annual', list({ contractType: 'annual' })],
    ['which deals have an annual contract type?', list({ contractType: 'annual' })],
    ['my deals with contract type monthly', list({ contractType: 'monthly' }, { owner: 'me' })],
    ['monthly contract type deals', list({ contractType: 'monthly' })],
    [
      'show deals with renewal date this month',
      list({ renewalDate: { start: '2026-03-01', end: '2026-03-31' } }),
    ],
    ['deals with more than 100 seats', list({ 'seats.min': 100 })],
    ['deals with seats under 50', list({ 'seats.max': 50 })],
    ['deals with setup fee over 10k', list({ 'setupFee.min': { amount: 10000, currency: null } })],
    ['我的月付合同类型的商机', list({ contractType: 'monthly' }, { owner: 'me' })],
    ['deals without a contract type', list({ 'contractType.empty': true })],
    ['deals where PO number is missing', list({ 'poNumber.empty': true })],
    ['没有采购单号的商机', list({ 'poNumber.empty': true })],
    ['合同类型是年付的商机', list({ contractType: 'annual' })],
    ['哪些单子的合同类型是月付', list({ contractType: 'monthly' })],
    ['列出座位数超过100的商机', list({ 'seats.min': 100 })],
    [
      '续约日期在下个月的单子有哪些',
      list({ renewalDate: { start: '2026-04-01', end: '2026-04-30' } }),
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('what is not about a value stays what it was', () => {
  it.each([
    ["what's Acme's contract type?", 'deal.show {"deal":"Acme"}'],
    ['who is the solution engineer on Acme', 'deal.show {"deal":"Acme"}'],
    ['华为的合同类型是什么', 'deal.show {"deal":"华为"}'],
    ["who changed Acme's contract type", 'record.history {"record":"Acme"}'],
    ['rename field Contract type to Plan', 'field.update {"field":"Contract type","name":"Plan"}'],
    ['make contract type required', 'field.update {"field":"contract type","required":true}'],
    [
      'add the option weekly to contract type',
      'field.update {"options":"weekly","field":"contract type"}',
    ],
    ['remove the field Seats', 'field.remove {"field":"Seats"}'],
    [
      'remind me to check the contract type with Acme tomorrow',
      'task.create {"title":"check the contract type with Acme","due":"2026-03-19"}',
    ],
    ['if we win Acme the contract type is annual', ''],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('says what was said where it is no value, so that the answer can tell what would be', () => {
    expect(read("set Acme's contract type to weekly")).toBe(acme({ contractType: 'weekly' }));
    expect(read("set Acme's seats to lots")).toBe(acme({ seats: 'lots' }));
  });

  it('is the same understanding, not another one, where an organization has no field of its own', () => {
    expect(catalogueWith(catalogueOf(), [])).toBe(catalogueOf());
    expect(withOwnFields(base, catalogueOf())).toBe(base);
  });

  it('takes a name for what it is, whatever signs it holds', () => {
    const odd = field('deal', 'c', 'C++ a.b 50%', 'text');
    const own = withOwnFields(base, catalogueWith(catalogueOf(), [odd]));
    const { commands } = own.understand("set Acme's C++ a.b 50% to 7", someClues({}));
    expect(commands[0]?.arguments).toEqual({ deal: 'Acme', 'custom.c': '7' });
    expect(own.understand('deals in proposal', someClues({})).commands[0]?.command).toBe(
      'deal.list',
    );
  });
});
