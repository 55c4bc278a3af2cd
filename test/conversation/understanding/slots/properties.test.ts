import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  findDomains,
  findEmails,
  findMentions,
  findPhones,
  findRecordNumbers,
} from '../../../../src/conversation/understanding/slots/contact-points.ts';
import { findMoney } from '../../../../src/conversation/understanding/slots/money.ts';
import {
  findLanguages,
  findNumbers,
  findOrdinals,
  findPercents,
  findRoles,
  findTimeZones,
  findYesNo,
} from '../../../../src/conversation/understanding/slots/small.ts';
import { findStages } from '../../../../src/conversation/understanding/slots/stage.ts';
import { findTimes } from '../../../../src/conversation/understanding/slots/time.ts';
import type { Span } from '../../../../src/conversation/understanding/span.ts';
import { someClues } from './table.ts';

const FINDERS: readonly ((text: string) => readonly Span<unknown>[])[] = [
  (text) => findMoney(text, someClues()),
  (text) => findTimes(text, someClues()),
  (text) => findTimes(text, someClues({ locale: 'zh', dateOrder: 'dmy' }), { prefer: 'past' }),
  (text) => findStages(text),
  (text) => findPhones(text, { locale: 'zh' }),
  (text) => findTimeZones(text, { locale: 'en' }),
  ...[
    findEmails,
    findDomains,
    findRecordNumbers,
    findMentions,
    findPercents,
    findNumbers,
    findOrdinals,
    findLanguages,
    findRoles,
  ],
];

/** Pieces that the grammars are made of, in any order: far closer to their edges than random characters. */
const PIECES = [
  ...[
    '$',
    '¥',
    '€',
    '50',
    '1,200',
    '0',
    '31',
    '2026',
    '99999',
    '1e9',
    '.',
    ',',
    '-',
    '/',
    ':',
    '~',
    '%',
    ' ',
    '  ',
    '(',
    ')',
    '#',
    '@',
  ],
  ...[
    'k',
    'm',
    'bn',
    'usd',
    'dollars',
    'million',
    'half a ',
    'two hundred',
    'from',
    'to',
    'between',
    'and',
    'minus ',
  ],
  ...[
    'next ',
    'last ',
    'end of ',
    'Friday',
    'month',
    'Q3',
    'FY26',
    'Feb ',
    '30',
    'the 5th',
    'at ',
    '3pm',
    'noon',
    'ago',
    'in ',
    'days',
    'PST',
  ],
  ...[
    '万',
    '亿',
    '千',
    '百',
    '十',
    '五',
    '两',
    '元',
    '块',
    '几',
    '多',
    '半',
    '点',
    '折',
    '成',
    '第',
    '个',
    '到',
    '年',
    '月',
    '日',
    '号',
    '周',
    '下',
    '上',
    '底',
    '末',
    '季度',
    '明天',
    '后',
    '前',
    '内',
  ],
  ...[
    'negotiation',
    '赢单',
    'acme.com',
    'dana@acme.com',
    '<@U042>',
    'D-12',
    '13800138000',
    'UTC+8',
    'yes',
    '好的',
  ],
];
const utterance = fc.oneof(
  fc.string({ maxLength: 200, unit: 'grapheme' }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(' ')),
);

describe('every finder', () => {
  it('keeps its spans in order, apart, inside the text and equal to it, whatever the text is', () => {
    fc.assert(
      fc.property(utterance, (text) => {
        findYesNo(text);
        for (const find of FINDERS) {
          let end = 0;
          for (const span of find(text)) {
            expect(span.start).toBeGreaterThanOrEqual(end);
            expect(span.end).toBeGreaterThan(span.start);
            expect(text.slice(span.start, span.end)).toBe(span.text);
            end = span.end;
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    '1',
    '1,',
    '万',
    '一',
    '1 ',
    'a',
    '$',
    '1-',
    '五万 ',
    ' ',
    '3/',
    'the ',
    'end of the ',
    '3月',
    '1k-',
    'one hundred ',
    '(1) ',
    '. ',
    '上周',
    'a.',
    'x@',
    '<@',
  ])('needs no more than a moment for 4,000 characters of "%s"', (piece) => {
    const text = piece.repeat(4000 / piece.length);
    // Processor time: others may be using the machine.
    const start = process.cpuUsage();
    for (const find of FINDERS) find(text);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });
});

const amount = fc.oneof(
  fc.integer({ min: 1, max: 999_999_999_999 }),
  fc.integer({ min: 100, max: 99_999_999_999 }).map((cents) => cents / 100),
);

describe('an amount', () => {
  it.each([
    ['en-US', 'USD', (said: string) => said],
    ['en-GB', 'GBP', (said: string) => `a deal of ${said} with Acme`],
    ['de-DE', 'EUR', (said: string) => said],
    ['zh-CN', 'CNY', (said: string) => `金额${said}`],
  ])('formatted for %s in %s is read as itself', (locale, currency, sentence) => {
    const format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: 2,
    });
    fc.assert(
      fc.property(amount, (value) => {
        const text = sentence(format.format(value)).normalize('NFKC');
        expect(findMoney(text, someClues()).map((span) => span.value)).toEqual([
          { kind: 'money', amount: value, currency },
        ]);
      }),
    );
  });

  it('in thousands or 万 is exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (tenths) => {
        const written = (tenths / 10).toFixed(1);
        const read = (text: string): unknown => findMoney(text, someClues())[0]?.value;
        expect(read(`${written}k`)).toEqual({
          kind: 'money',
          amount: tenths * 100,
          currency: null,
        });
        expect(read(`${written}万`)).toEqual({
          kind: 'money',
          amount: tenths * 1000,
          currency: null,
        });
      }),
    );
  });
});

const day = fc
  .integer({ min: 0, max: 3650 })
  .map((days) => DateTime.utc(2022, 1, 1).plus({ days }));

describe('a day', () => {
  it.each([
    'yyyy-MM-dd',
    'MMMM d, yyyy',
    'd MMM yyyy',
    'MMM d yyyy',
    'M/d/yyyy',
    'yyyy/M/d',
    'EEEE, MMMM d, yyyy',
    'yyyy年M月d日',
  ])('formatted as %s is read as itself', (format) => {
    fc.assert(
      fc.property(day, (date) => {
        const spans = findTimes(`close it ${date.setLocale('en').toFormat(format)}`, someClues());
        expect(spans.map((span) => span.value)).toMatchObject([
          { kind: 'time', date: date.toFormat('yyyy-MM-dd') },
        ]);
      }),
    );
  });

  it('without its year is the coming one', () => {
    fc.assert(
      fc.property(day, (date) => {
        fc.pre(!(date.month === 2 && date.day === 29));
        const [span] = findTimes(date.setLocale('en').toFormat('MMMM d'), someClues());
        const found = span?.value.kind === 'time' ? span.value.date : '';
        expect(found.slice(5)).toBe(date.toFormat('MM-dd'));
        expect(found >= '2026-03-18' && found < '2027-03-18').toBe(true);
      }),
    );
  });
});
