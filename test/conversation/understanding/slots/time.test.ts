import { describe, expect, it } from 'vitest';
import { findTimes } from '../../../../src/conversation/understanding/slots/time.ts';
import { parsed, someClues, spoken, timeAsText } from './table.ts';

type Case = readonly [marked: string, values: string];

const NO_SUCH_DAY: readonly Case[] = [
  ['{Feb 30}', '! no-such-day'],
  ['{2月30号}', '! no-such-day'],
  ['{4/31}', '! no-such-day'],
  ['{2026-02-29}', '! no-such-day'],
  ['{13月5日}', '! no-such-day'],
  ['{the 31st of next month}', '! no-such-day'],
  ['{Friday, March 28 2026}', '! no-such-day'],
];

const NOT_TIMES = [
  'we may close',
  'march ahead',
  'it may 5',
  'Mar to sign',
  'call April',
  'we sat down',
  'Sun Microsystems',
  'every Friday',
  'Fridays',
  '每周五',
  '一周三次',
  '三个月',
  '3个月',
  '24/7',
  'rated 9/10',
  '3/4 of the deals',
  'Office 2021',
  'valued at 5',
  '5 of 10 deals',
  'D-12',
  '50k',
  '$3.31',
  'version 3.2',
  '15号楼',
  '3号会议室',
  '任务12号',
  '订单20240101',
  '说三点建议',
  '3rd deal',
  'second one',
  '加上',
  '一下',
  '周年',
  '415-555-2671',
  'jan@acme.com',
  'http://may.com/2026',
  '2-year contract',
  'the May Corp deal',
  '50/50',
  '1/2 price',
];

const PAST: readonly Case[] = [
  ['call on {Monday}', '2026-03-16'],
  ['met them on {Friday}', '2026-03-13'],
  ['won it on {March 12}', '2026-03-12'],
  ['{the 15th}', '2026-03-15'],
  ['{周一}开过会', '2026-03-16'],
  ['{12月}', '2025-12-01..2025-12-31'],
  ['{Q4}', '2025-10-01..2025-12-31'],
  ['{9am}', '2026-03-18T09:00'],
  ['{3pm}', '2026-03-17T15:00'],
];

function read(text: string, clues = someClues(), options = {}): ReturnType<typeof spoken> {
  return spoken(findTimes(text, clues, options), timeAsText);
}

describe('times', () => {
  it.each(NO_SUCH_DAY)('%s is %s', (marked, values) => {
    const { text, spans } = parsed(marked);
    expect(read(text)).toEqual({ spans, values });
  });

  it.each(NOT_TIMES)('are not found in "%s"', (text) => {
    expect(findTimes(text, someClues())).toEqual([]);
  });

  it.each(PAST)('%s of what has happened is %s', (marked, values) => {
    const { text, spans } = parsed(marked);
    expect(read(text, someClues(), { prefer: 'past' })).toEqual({ spans, values });
  });

  it('are those of the person, not of UTC', () => {
    const lateInNewYork = someClues({
      now: new Date('2026-03-19T03:30:00Z'),
      timeZone: 'America/New_York',
    });
    expect(read('today', lateInNewYork).values).toBe('2026-03-18');
    expect(read('tomorrow at 9', lateInNewYork).values).toBe('2026-03-19T09:00');
    expect(read('11pm', lateInNewYork).values).toBe('2026-03-19T23:00');
    const earlyInShanghai = someClues({
      now: new Date('2026-03-31T16:30:00Z'),
      timeZone: 'Asia/Shanghai',
    });
    expect(read('今天', earlyInShanghai).values).toBe('2026-04-01');
    expect(read('月底', earlyInShanghai).values).toBe('2026-04-01..2026-04-30');
    expect(read('上个月', earlyInShanghai).values).toBe('2026-03-01..2026-03-31');
    expect(read('in 2 hours', earlyInShanghai).values).toBe('2026-04-01T02:30');
  });

  it.each([
    ['Q1', '2026-04-01..2026-06-30'],
    ['this quarter', '2026-01-01..2026-03-31'],
    ['Q4', '2026-01-01..2026-03-31'],
    ['Q2 FY27', '2026-07-01..2026-09-30'],
    ['FY26', '2025-04-01..2026-03-31'],
    ['this fiscal year', '2025-04-01..2026-03-31'],
    ['下半年', '2025-10-01..2026-03-31'],
  ])('%s follows a fiscal year that starts in April', (text, values) => {
    expect(read(text, someClues({ fiscalYearStartMonth: 4 })).values).toBe(values);
  });

  it('this quarter ends in April when the fiscal year starts in February', () => {
    expect(read('this quarter', someClues({ fiscalYearStartMonth: 2 })).values).toBe(
      '2026-02-01..2026-04-30',
    );
  });

  it.each([
    ['this week', '2026-03-15..2026-03-21 @2026-03-20'],
    ['next week', '2026-03-22..2026-03-28 @2026-03-27'],
    ['next Sunday', '2026-03-22'],
    ['next Friday', '2026-03-27'],
  ])('%s is %s where weeks start on Sunday', (text, values) => {
    expect(read(text, someClues({ weekStartsOn: 'sunday' })).values).toBe(values);
  });

  it('3/4 is in April where the day comes first', () => {
    expect(read('3/4', someClues({ dateOrder: 'dmy' })).values).toBe('2026-04-03');
  });

  it('says what lies behind', () => {
    const past = (text: string): unknown => findTimes(text, someClues())[0]?.value;
    expect(past('last week')).toMatchObject({ past: true });
    expect(past('past 7 days')).toMatchObject({ past: true });
    expect(past('next week')).not.toHaveProperty('past');
  });

  it('on a Saturday, this week is up to Sunday', () => {
    const saturday = someClues({ now: new Date('2026-03-21T10:00:00Z') });
    expect(read('this week', saturday).values).toBe('2026-03-16..2026-03-22');
    expect(read('this Friday', saturday).values).toBe('2026-03-27');
    expect(read('next Monday', saturday).values).toBe('2026-03-23');
  });

  it('survives a time zone that does not exist', () => {
    expect(read('today', someClues({ timeZone: 'Mars/Olympus' })).values).toBe('2026-03-18');
  });
});
