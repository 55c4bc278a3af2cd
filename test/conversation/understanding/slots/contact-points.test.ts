import { describe, expect, it } from 'vitest';
import {
  findDomains,
  findEmails,
  findMentions,
  findPhones,
  findRecordNumbers,
} from '../../../../src/conversation/understanding/slots/contact-points.ts';

const values = (spans: readonly { text: string; value: unknown }[]): unknown[] =>
  spans.map((span) => [span.text, span.value]);

describe('contact points', () => {
  it.each([
    [
      'mail Dana.Lee+x@mail.acme.co.uk, please',
      [['Dana.Lee+x@mail.acme.co.uk', 'dana.lee+x@mail.acme.co.uk']],
    ],
    ['发给dana@acme.com吧', [['dana@acme.com', 'dana@acme.com']]],
    [
      '<dana@acme.com>, jo@x.io',
      [
        ['dana@acme.com', 'dana@acme.com'],
        ['jo@x.io', 'jo@x.io'],
      ],
    ],
    ['a@b', []],
    ['x..y@acme.com', []],
    ['@dana', []],
  ])('e-mail addresses of "%s"', (text, expected) => {
    expect(values(findEmails(text))).toEqual(expected);
  });

  it.each([
    ['+1 415 555 2671', 'en', [['+1 415 555 2671', '+14155552671']]],
    ['(415) 555-2671', 'en', [['(415) 555-2671', '+14155552671']]],
    ['call 13800138000 today', 'en', [['13800138000', '+8613800138000']]],
    ['电话138 0013 8000', 'zh', [['138 0013 8000', '+8613800138000']]],
    ['+86 13800138000', 'en', [['+86 13800138000', '+8613800138000']]],
    ['010-62345678', 'zh', [['010-62345678', '+861062345678']]],
    ['+44 20 7946 0958', 'zh', [['+44 20 7946 0958', '+442079460958']]],
    ['2026-03-31 deal 50,000', 'en', []],
    ['order 4155552671', 'en', []],
    ['50000 - 60000', 'en', []],
    ['03 18 2026', 'en', []],
  ] as const)('telephone numbers of "%s" (%s)', (text, locale, expected) => {
    expect(values(findPhones(text, { locale }))).toEqual(expected);
  });

  it.each([
    ['acme.com', [['acme.com', 'acme.com']]],
    ['see https://www.Acme.com/x?y', [['https://www.Acme.com', 'acme.com']]],
    ['dana@acme.com at acme.io', [['acme.io', 'acme.io']]],
    ['用acme.com.cn', [['acme.com.cn', 'acme.com.cn']]],
    ['closing Friday.Then call', []],
    ['report.pdf e.g. v1.2 3.5', []],
  ])('domains of "%s"', (text, expected) => {
    expect(values(findDomains(text))).toEqual(expected);
  });

  it.each([
    ['D-12', [['D-12', { kind: 'deal', prefix: 'D', number: 12 }]]],
    [
      'a-3 and C-7',
      [
        ['a-3', { kind: 'account', prefix: 'A', number: 3 }],
        ['C-7', { kind: 'contact', prefix: 'C', number: 7 }],
      ],
    ],
    ['T-9', [['T-9', { kind: 'task', prefix: 'T', number: 9 }]]],
    [
      'complete task 3 and #4',
      [
        ['task 3', { kind: 'task', number: 3 }],
        ['#4', { number: 4 }],
      ],
    ],
    ['任务 12 推迟到周五', [['任务 12', { kind: 'task', number: 12 }]]],
    ['ticket #5', [['ticket #5', { kind: 'ticket', number: 5 }]]],
    ['deal 50k', []],
    ['task 12%', []],
    ['2026-03-31 AB-12 B2B-12', []],
  ])('record numbers of "%s"', (text, expected) => {
    expect(values(findRecordNumbers(text))).toEqual(expected);
  });

  it.each([
    [
      '<@U042> and <@U07|dana>',
      [
        ['<@U042>', { id: 'U042', name: null }],
        ['<@U07|dana>', { id: 'U07', name: 'dana' }],
      ],
    ],
    ['<at>Dana Lee</at> hi', [['<at>Dana Lee</at>', { id: null, name: 'Dana Lee' }]]],
    ['assign to @Dana please', [['@Dana', { id: null, name: 'Dana' }]]],
    ['@小王 跟进', [['@小王', { id: null, name: '小王' }]]],
    ['a@b.com', []],
  ])('mentions of "%s"', (text, expected) => {
    expect(values(findMentions(text))).toEqual(expected);
  });
});
