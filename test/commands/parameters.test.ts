import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as parameters from '../../src/commands/parameters.ts';

const label = { label: { en: 'thing', zh: '东西' } };

type Case = [string, z.ZodType, good: readonly unknown[], bad: readonly unknown[]];

/** What comes from outside: a sentence, a button that was changed on its way, a form, an LLM. */
const CASES: readonly Case[] = [
  [
    'a text',
    parameters.text({ ...label, max: 5 }),
    ['Acme', '云帆科技'],
    ['', '   ', 'too long', 5, null, {}],
  ],
  [
    'a record',
    parameters.record('deal', label),
    ['Acme', 'deal:0', 'it'],
    ['', ' ', 'x'.repeat(201), 12],
  ],
  [
    'an amount',
    parameters.money(label),
    [
      { amount: 0, currency: null },
      { amount: 999_999_999_999_999, currency: 'USD' },
      { amount: 12.5, currency: 'CNY' },
    ],
    [
      { amount: -1, currency: 'USD' },
      { amount: 1e15, currency: 'USD' },
      { amount: Number.NaN, currency: null },
      { amount: Number.POSITIVE_INFINITY, currency: null },
      { amount: '5', currency: null },
      { amount: 5, currency: 'usd' },
      { amount: 5 },
      5,
    ],
  ],
  [
    'a day',
    parameters.date(label),
    ['2026-03-31', '2028-02-29'],
    ['2026-02-30', '2026-3-1', '31.3.2026', 'tomorrow', '2026-03-31T10:00'],
  ],
  [
    'a day or a moment',
    parameters.dateOrMoment(label),
    ['2026-03-20', '2026-03-20T15:00'],
    ['2026-13-01', 'soon'],
  ],
  [
    'a period',
    parameters.period(label),
    [
      { start: '2026-01-01', end: '2026-03-31' },
      { start: '2026-01-01', end: '2026-01-01' },
    ],
    [{ start: '2026-03-31', end: '2026-01-01' }, { start: '2026-01-01' }, '2026-01'],
  ],
  ['a whole number', parameters.wholeNumber({ ...label, max: 100 }), [0, 100], [-1, 101, 1.5, '5']],
  ['a flag', parameters.flag(label), [true, false], ['true', 1]],
  [
    'an e-mail address',
    parameters.email(label),
    ['dana@acme.com', 'a.b+c@acme.co.uk'],
    ['dana', 'dana@', 'dana@acme', 'da na@acme.com'],
  ],
  ['a language', parameters.language(label), ['en', 'zh'], ['de', 'EN', '']],
  [
    'a time zone',
    parameters.timeZone(label),
    ['UTC', 'Asia/Shanghai', 'America/New_York'],
    ['Mars/Olympus', 'Shanghai', '', 'x'.repeat(61)],
  ],
  [
    'one of a few words',
    parameters.choice({ call: label.label, note: label.label }, label),
    ['call', 'note'],
    ['meeting', '', 'toString'],
  ],
];

describe('a parameter that holds', () => {
  it.each(CASES)('%s takes what can be one, and nothing else', (_, schema, good, bad) => {
    expect(good.filter((value) => !schema.safeParse(value).success)).toEqual([]);
    expect(bad.filter((value) => schema.safeParse(value).success)).toEqual([]);
  });
});
