import { describe, expect, it } from 'vitest';
import {
  findLanguages,
  findNumbers,
  findOrdinals,
  findPercents,
  findRoles,
  findTimeZones,
  findYesNo,
} from '../../../../src/conversation/understanding/slots/small.ts';

const only = <V>(spans: readonly { value: V }[]): V | V[] | null => {
  const values = spans.map((span) => span.value);
  return values.length > 1 ? values : (values[0] ?? null);
};

describe('percentages', () => {
  it.each([
    ['20%', 0.2],
    ['20 percent', 0.2],
    ['twenty percent', 0.2],
    ['7%', 0.07],
    ['12.5 %', 0.125],
    ['-5%', -0.05],
    ['两成', 0.2],
    ['三成半', 0.35],
    ['八折', 0.2],
    ['打8.5折', 0.15],
    ['85折', 0.15],
    ['百分之二十', 0.2],
    ['百分之三点五', 0.035],
    ['五个点', 0.05],
    ['10-20%', null],
    ['一成不变', null],
    ['完成了', null],
    ['打折', null],
  ])('%s is %s', (text, value) => {
    expect(only(findPercents(text))).toBe(value);
  });
});

describe('numbers', () => {
  it.each([
    ['12', 12],
    ['1,200 people', 1200],
    ['5k employees', 5000],
    ['1.2万人', 12000],
    ['fifty', 50],
    ['twenty-five', 25],
    ['一百二十', 120],
    ['一百零五', 105],
    ['十二人', 12],
    ['三个', 3],
    ['12.', 12],
    ['统一一下', null],
    ['the second one', null],
    ['Q2 D-12 3pm 20% $50 3/31 v1.2.3 15th', null],
    ['1,2345', null],
  ])('%s is %s', (text, value) => {
    expect(only(findNumbers(text))).toBe(value);
  });
});

describe('ordinals', () => {
  it.each([
    ['the second one', 2],
    ['the 2nd', 2],
    ['第二个', 2],
    ['第3个', 3],
    ['2', 2],
    ['2.', 2],
    ['option 2', 2],
    ['选2', 2],
    ['first', 1],
    ['last one', -1],
    ['最后一个', -1],
    ['后一个', -1],
    ['the former', 1],
    ['倒数第二个', -2],
    ['first week of May', null],
    ['第二季度', null],
    ['第一次', null],
    ['last week', null],
  ])('%s is %s', (text, value) => {
    expect(only(findOrdinals(text))).toBe(value);
  });
});

describe('languages and roles', () => {
  it.each([
    ['speak English please', 'en'],
    ['说英文', 'en'],
    ['用中文', 'zh'],
    ['Chinese', 'zh'],
  ])('%s is the language %s', (text, value) => {
    expect(only(findLanguages(text))).toBe(value);
  });

  it.each([
    ['make Dana a manager', 'manager'],
    ['sales rep', 'rep'],
    ['administrator', 'admin'],
    ['support agent', 'support'],
    ['read-only', 'viewer'],
    ['销售', 'rep'],
    ['销售经理', 'manager'],
    ['主管', 'manager'],
    ['管理员', 'admin'],
    ['客服', 'support'],
    ['只读', 'viewer'],
    ['销售额', null],
    ['management', null],
  ])('%s is the role %s', (text, value) => {
    expect(only(findRoles(text))).toBe(value);
  });
});

describe('time zones', () => {
  it.each([
    ['New York', 'America/New_York'],
    ['我在纽约', 'America/New_York'],
    ['上海', 'Asia/Shanghai'],
    ['Beijing', 'Asia/Shanghai'],
    ['PST', 'America/Los_Angeles'],
    ['CET', 'Europe/Paris'],
    ['Eastern', 'America/New_York'],
    ['eastern time', 'America/New_York'],
    ['GMT+8', 'Etc/GMT-8'],
    ['UTC-05:00', 'Etc/GMT+5'],
    ['UTC+5:30', 'Asia/Kolkata'],
    ['东八区', 'Etc/GMT-8'],
    ['America/New_York', 'America/New_York'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['UTC', 'UTC'],
    ['CST', 'America/Chicago'],
    ['Europe/Nowhere', null],
    ['Asia Pacific', null],
    ['SFO', null],
    ['we met pst', null],
  ])('%s is %s', (text, value) => {
    expect(only(findTimeZones(text))).toBe(value);
  });

  it('CST is the one of China for a Chinese person', () => {
    expect(only(findTimeZones('CST', { locale: 'zh' }))).toBe('Asia/Shanghai');
  });
});

describe('yes and no', () => {
  it.each([
    'yes',
    'Yep!',
    'sure',
    'ok',
    'go ahead',
    'confirm',
    'do it',
    'yes please',
    'yes, do it',
    'yes do it',
    '好',
    '好的，确认',
    '是的',
    '可以',
    '行吧',
    '嗯',
    '👍',
    '好的谢谢',
  ])('%s is a yes', (text) => {
    expect(findYesNo(text)).toBe(true);
  });

  it.each([
    'no',
    'nope',
    'cancel',
    "don't",
    'no thanks',
    '不',
    '不要',
    '不用了',
    '取消',
    '算了',
    '不是',
    '👎',
  ])('%s is a no', (text) => {
    expect(findYesNo(text)).toBe(false);
  });

  it.each(['no, 60k', 'show deals', '是谁', 'ok cancel', '', 'yes we won Acme', '好消息'])(
    '"%s" is neither',
    (text) => {
      expect(findYesNo(text)).toBe(null);
    },
  );
});
