import { describe, expect, it } from 'vitest';
import { findTimes } from '../../../../src/conversation/understanding/slots/time.ts';
import { parsed, someClues, spoken, timeAsText } from './table.ts';

type Case = readonly [marked: string, values: string];

const ENGLISH_DAYS: readonly Case[] = [
  ['{today}', '2026-03-18'],
  ['{tonight}', '2026-03-18'],
  ['call Dana {tomorrow}', '2026-03-19'],
  ['{tmrw}', '2026-03-19'],
  ['{tmr}', '2026-03-19'],
  ['{tomorrow morning}', '2026-03-19'],
  ['{day after tomorrow}', '2026-03-20'],
  ['{the day after tomorrow}', '2026-03-20'],
  ['{yesterday}', '2026-03-17'],
  ['{the day before yesterday}', '2026-03-16'],
  ['by {Friday}', '2026-03-20'],
  ['{this Friday}', '2026-03-20'],
  ['{next Friday}', '2026-03-27'],
  ['{last Friday}', '2026-03-13'],
  ['{Wednesday}', '2026-03-25'],
  ['{Monday next week}', '2026-03-23'],
  ["{next week's Monday}", '2026-03-23'],
  ['{a week from Friday}', '2026-03-27'],
  ['{Friday the 27th}', '2026-03-27'],
  ['{Friday, March 27}', '2026-03-27'],
  ['{March 24 (Tue)}', '2026-03-24'],
  ['on {the 15th}', '2026-04-15'],
  ['{the 5th}', '2026-04-05'],
  ['{the 18th}', '2026-03-18'],
  ['{the 15th of next month}', '2026-04-15'],
  ['{last Friday of the month}', '2026-03-27'],
  ['{second Monday of May}', '2026-05-11'],
  ['{Mar 31}', '2026-03-31'],
  ['{March 31st}', '2026-03-31'],
  ['{31 March}', '2026-03-31'],
  ['{the 31st of March}', '2026-03-31'],
  ['{Mar 31, 2027}', '2027-03-31'],
  ['{31-Mar-2026}', '2026-03-31'],
  ['{March 5}', '2027-03-05'],
  ['{May 5}', '2026-05-05'],
  ['{4th of July}', '2026-07-04'],
  ['{3/31}', '2026-03-31'],
  ['{31/3}', '2026-03-31'],
  ['{3/4}', '2027-03-04'],
  ['{3/31/26}', '2026-03-31'],
  ['{2026-03-31}', '2026-03-31'],
  ['{2026/4/1}', '2026-04-01'],
  ['{31.12.2026}', '2026-12-31'],
  ['{20260331}', '2026-03-31'],
  ['{in two weeks}', '2026-04-01'],
  ['{in 10 days}', '2026-03-28'],
  ['{in a couple of days}', '2026-03-20'],
  ['{3 days from now}', '2026-03-21'],
  ['{in 3 business days}', '2026-03-23'],
  ['{in 6 months}', '2026-09-18'],
  ['{two weeks ago}', '2026-03-04'],
  ['{EOD}', '2026-03-18'],
  ['{COB}', '2026-03-18'],
  ['by {EOD tomorrow}', '2026-03-19'],
  ['{end of day Friday}', '2026-03-20'],
  ['{beginning of Q3}', '2026-07-01'],
  ['{first of the month}', '2026-04-01'],
  ['a $50k deal closing {Mar 31}', '2026-03-31'],
  ['push task 12 to {3 May}', '2026-05-03'],
  ['move it from {Friday} to {Monday}', '2026-03-20 | 2026-03-23'],
];

const ENGLISH_PERIODS: readonly Case[] = [
  ['{this week}', '2026-03-16..2026-03-22 @2026-03-20'],
  ['{next week}', '2026-03-23..2026-03-29 @2026-03-27'],
  ['{last week}', '2026-03-09..2026-03-15 @2026-03-13'],
  ['{this month}', '2026-03-01..2026-03-31'],
  ['{next month}', '2026-04-01..2026-04-30'],
  ['{last month}', '2026-02-01..2026-02-28'],
  ['{this quarter}', '2026-01-01..2026-03-31'],
  ['{next quarter}', '2026-04-01..2026-06-30'],
  ['{last quarter}', '2025-10-01..2025-12-31'],
  ['{this year}', '2026-01-01..2026-12-31'],
  ['{last year}', '2025-01-01..2025-12-31'],
  ['{past 7 days}', '2026-03-12..2026-03-18'],
  ['{last 30 days}', '2026-02-17..2026-03-18'],
  ['not touched {in 30 days}', '2026-02-17..2026-03-18'],
  ['{next 2 weeks}', '2026-03-18..2026-04-01'],
  ['{within 30 days}', '2026-03-18..2026-04-17'],
  ['{end of week}', '2026-03-16..2026-03-22 @2026-03-20'],
  ['{end of month}', '2026-03-01..2026-03-31'],
  ['{end of the quarter}', '2026-01-01..2026-03-31'],
  ['{end of year}', '2026-01-01..2026-12-31'],
  ['{EOW}', '2026-03-16..2026-03-22 @2026-03-20'],
  ['before {EOM}', '2026-03-01..2026-03-31'],
  ['{EOQ}', '2026-01-01..2026-03-31'],
  ['{EOY}', '2026-01-01..2026-12-31'],
  ['by {year end}', '2026-01-01..2026-12-31'],
  ['{end of next month}', '2026-04-01..2026-04-30'],
  ['{end of April}', '2026-04-01..2026-04-30'],
  ['{mid April}', '2026-04-11..2026-04-20 @2026-04-15'],
  ['by {mid-May}', '2026-05-11..2026-05-20 @2026-05-15'],
  ['{late April}', '2026-04-21..2026-04-30'],
  ['{early next month}', '2026-04-01..2026-04-10'],
  ['{first week of May}', '2026-05-01..2026-05-07'],
  ['{week of March 23}', '2026-03-23..2026-03-29 @2026-03-27'],
  ['{this weekend}', '2026-03-21..2026-03-22'],
  ['{Q2}', '2026-04-01..2026-06-30'],
  ['{Q3 2026}', '2026-07-01..2026-09-30'],
  ["{Q2'26}", '2026-04-01..2026-06-30'],
  ['{second quarter}', '2026-04-01..2026-06-30'],
  ['{last Q4}', '2025-10-01..2025-12-31'],
  ['{FY26}', '2026-01-01..2026-12-31'],
  ['{FY26 Q2}', '2026-04-01..2026-06-30'],
  ['{2026}', '2026-01-01..2026-12-31'],
  ['deals in {2025}', '2025-01-01..2025-12-31'],
  ['{H1}', '2026-01-01..2026-06-30'],
  ['{second half of the year}', '2026-07-01..2026-12-31'],
  ['in {March}', '2026-03-01..2026-03-31'],
  ['by {mar}', '2026-03-01..2026-03-31'],
  ['closing in {May}', '2026-05-01..2026-05-31'],
  ['{February}', '2027-02-01..2027-02-28'],
  ['{next March}', '2027-03-01..2027-03-31'],
  ['{YTD}', '2026-01-01..2026-03-18'],
  ['{rest of the quarter}', '2026-03-18..2026-03-31'],
  ['{Mar 10 to Mar 25}', '2026-03-10..2026-03-25'],
  ['{Jun 5-7}', '2026-06-05..2026-06-07'],
  ['{Mon-Fri}', '2026-03-23..2026-03-27'],
  ['{Q1 to Q3}', '2026-01-01..2026-09-30'],
  ['{Jan - Mar}', '2026-01-01..2026-03-31'],
];

const CLOCK: readonly Case[] = [
  ['{Friday 3pm}', '2026-03-20T15:00'],
  ['{tomorrow at 9}', '2026-03-19T09:00'],
  ['{tomorrow at 3}', '2026-03-19T15:00'],
  ['at {noon}', '2026-03-18T12:00'],
  ['{3:30pm on Friday}', '2026-03-20T15:30'],
  ['{15:00}', '2026-03-18T15:00'],
  ['{9am}', '2026-03-19T09:00'],
  ['{tonight at 8}', '2026-03-18T20:00'],
  ['{tomorrow morning at 6}', '2026-03-19T06:00'],
  ['{Friday at 10:30 a.m.}', '2026-03-20T10:30'],
  ['{March 31 at 14:00}', '2026-03-31T14:00'],
  ['{in 2 hours}', '2026-03-18T12:00'],
  ['{30 minutes ago}', '2026-03-18T09:30'],
  ['{half past 3}', '2026-03-18T15:30'],
  ['{3-4pm tomorrow}', '2026-03-19T15:00'],
  ['{11-1pm tomorrow}', '2026-03-19T11:00'],
  ['{9am to 5pm tomorrow}', '2026-03-19T09:00'],
  ['{2026-03-31T15:00}', '2026-03-31T15:00'],
  ['{5pm PST}', '2026-03-19T00:00'],
  ['{3pm Beijing time on Friday}', '2026-03-20T07:00'],
  ['{Tuesday the 24th at 2:30pm}', '2026-03-24T14:30'],
  ['met with Hooli at {3 last Friday}', '2026-03-13T15:00'],
  ['{明天下午三点}', '2026-03-19T15:00'],
  ['{周五下午3点半}', '2026-03-20T15:30'],
  ['{明早9点}', '2026-03-19T09:00'],
  ['{今晚八点}', '2026-03-18T20:00'],
  ['{上午10:30}', '2026-03-18T10:30'],
  ['{下周三上午十点}开会', '2026-03-25T10:00'],
  ['{3月31号下午2点}', '2026-03-31T14:00'],
  ['{下午三点一刻}', '2026-03-18T15:15'],
  ['{15点30分}', '2026-03-18T15:30'],
  ['{周五3点}', '2026-03-20T15:00'],
  ['{明天中午}', '2026-03-19T12:00'],
  ['{凌晨1点}', '2026-03-19T01:00'],
  ['{半小时后}', '2026-03-18T10:30'],
  ['{今天下午3点到5点}', '2026-03-18T15:00'],
  ['{明天北京时间下午3点}', '2026-03-19T07:00'],
];

const CHINESE: readonly Case[] = [
  ['{今天}', '2026-03-18'],
  ['{明天}', '2026-03-19'],
  ['{后天}', '2026-03-20'],
  ['{大后天}', '2026-03-21'],
  ['{昨天}', '2026-03-17'],
  ['{前天}', '2026-03-16'],
  ['{周五}前', '2026-03-20'],
  ['{本周五}', '2026-03-20'],
  ['{本周一}', '2026-03-16'],
  ['{本周五下午}', '2026-03-20'],
  ['{下周五}', '2026-03-27'],
  ['{下下周三}', '2026-04-01'],
  ['{上周五}', '2026-03-13'],
  ['{星期天}', '2026-03-22'],
  ['看一下{下周三}的会', '2026-03-25'],
  ['提醒我一下{周五}的会', '2026-03-20'],
  ['{3.31}前交方案', '2026-03-31'],
  ['{2026年3月31日}', '2026-03-31'],
  ['{3月31号}', '2026-03-31'],
  ['改到 {5 月 3 日}', '2026-05-03'],
  ['{十二月三十一号}', '2026-12-31'],
  ['{3月24日周二}', '2026-03-24'],
  ['{15号}', '2026-04-15'],
  ['{十五号}', '2026-04-15'],
  ['{三十一日}', '2026-03-31'],
  ['{下个月15号}', '2026-04-15'],
  ['{这个月20号}', '2026-03-20'],
  ['{两周后}', '2026-04-01'],
  ['{三天后}', '2026-03-21'],
  ['{3个月后}', '2026-06-18'],
  ['{两天前}打过电话', '2026-03-16'],
  ['{过两天}再联系', '2026-03-20'],
  ['{周五下班前}', '2026-03-20'],
  ['{月初}', '2026-04-01'],
  ['{明年初}', '2027-01-01'],
  ['{10天内}', '2026-03-18..2026-03-28'],
  ['{未来30天}到期', '2026-03-18..2026-04-17'],
  ['{最近7天}', '2026-03-12..2026-03-18'],
  ['{近一个月}', '2026-02-19..2026-03-18'],
  ['{这两周}', '2026-03-18..2026-04-01'],
  ['{周末}', '2026-03-21..2026-03-22'],
  ['{本周}', '2026-03-16..2026-03-22 @2026-03-20'],
  ['{下周}', '2026-03-23..2026-03-29 @2026-03-27'],
  ['{上周}', '2026-03-09..2026-03-15 @2026-03-13'],
  ['预计{下个月底}成交', '2026-04-01..2026-04-30'],
  ['{这个月底}', '2026-03-01..2026-03-31'],
  ['{月底}', '2026-03-01..2026-03-31'],
  ['{下月底}', '2026-04-01..2026-04-30'],
  ['{季度末}', '2026-01-01..2026-03-31'],
  ['{本季度}', '2026-01-01..2026-03-31'],
  ['{下季度}', '2026-04-01..2026-06-30'],
  ['{上季度}', '2025-10-01..2025-12-31'],
  ['{年底}', '2026-01-01..2026-12-31'],
  ['{今年}', '2026-01-01..2026-12-31'],
  ['{明年}', '2027-01-01..2027-12-31'],
  ['{去年}', '2025-01-01..2025-12-31'],
  ['{二季度}', '2026-04-01..2026-06-30'],
  ['{第三季度}的预测', '2026-07-01..2026-09-30'],
  ['{2026年Q2}', '2026-04-01..2026-06-30'],
  ['{明年一季度}', '2027-01-01..2027-03-31'],
  ['{上半年}', '2026-01-01..2026-06-30'],
  ['{三月}', '2026-03-01..2026-03-31'],
  ['{3月份}', '2026-03-01..2026-03-31'],
  ['{四月底}', '2026-04-01..2026-04-30'],
  ['{4月中旬}', '2026-04-11..2026-04-20 @2026-04-15'],
  ['{去年12月}', '2025-12-01..2025-12-31'],
  ['{今年三月底}', '2026-03-01..2026-03-31'],
  ['{5月1日到5月7日}放假', '2026-05-01..2026-05-07'],
  ['{周一至周五}', '2026-03-23..2026-03-27'],
];

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
  it.each([...ENGLISH_DAYS, ...ENGLISH_PERIODS, ...CLOCK, ...CHINESE, ...NO_SUCH_DAY])(
    '%s is %s',
    (marked, values) => {
      const { text, spans } = parsed(marked);
      expect(read(text)).toEqual({ spans, values });
    },
  );

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
