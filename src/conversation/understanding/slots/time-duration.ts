import { type Day, type Days, oneDay, type Reference, workingDaysAway } from './calendar.ts';
import { chineseNumber, englishNumber } from './numerals.ts';
import { type Reading, reading } from './time-rule.ts';

type Unit = 'working-day' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'hour' | 'minute';
type Duration = { count: number; unit: Unit };

/** "in two weeks", 三天后: the day at that distance, or the minute for hours and minutes. */
export function aheadBy(match: RegExpExecArray, at: Reference): Reading | null {
  const duration = durationOf(match);
  if (duration === null) return null;
  const minutes = minutesOf(duration);
  if (minutes !== null) return { kind: 'moment', minutesFromNow: minutes };
  const day = away(at, duration, 1);
  return day === null ? null : reading(oneDay(day));
}

/** "3 days ago", 两周前. */
export function backBy(match: RegExpExecArray, at: Reference): Reading | null {
  const duration = durationOf(match);
  if (duration === null) return null;
  const minutes = minutesOf(duration);
  if (minutes !== null) return { kind: 'moment', minutesFromNow: -minutes };
  const day = away(at, duration, -1);
  return day === null ? null : reading({ ...oneDay(day), past: true });
}

/** "within 30 days", 10天内: from today to the day at that distance. */
export function withinNext(match: RegExpExecArray, at: Reference): Reading | null {
  const duration = durationOf(match);
  if (duration === null) return null;
  const minutes = minutesOf(duration);
  if (minutes !== null) return { kind: 'moment', minutesFromNow: minutes };
  const end = away(at, duration, 1);
  return end === null ? null : reading(period(at.today, end, duration.unit));
}

/** "past 7 days", 最近7天: that many days, of which today is the last. */
export function withinPast(match: RegExpExecArray, at: Reference): Reading | null {
  const duration = durationOf(match);
  if (duration === null) return null;
  const minutes = minutesOf(duration);
  if (minutes !== null) return { kind: 'moment', minutesFromNow: -minutes };
  const before = away(at, duration, -1);
  if (before === null) return null;
  return reading({ ...period(before.plus({ days: 1 }), at.today, duration.unit), past: true });
}

function period(start: Day, end: Day, unit: Unit): Days {
  const granularity =
    unit === 'week' || unit === 'month' || unit === 'quarter' || unit === 'year' ? unit : 'day';
  return { start, end, date: end, granularity };
}

function durationOf(match: RegExpExecArray): Duration | null {
  const unit = unitOf((match.groups?.unit ?? '').toLowerCase());
  const count = countOf((match.groups?.count ?? '').toLowerCase());
  if (count === null || count > 1000) return null;
  return normal({ count: /fortnight/iu.test(match.groups?.unit ?? '') ? count * 2 : count, unit });
}

/** Half a year is six months, half a month fifteen days, half an hour thirty minutes. */
function normal({ count, unit }: Duration): Duration | null {
  if (Number.isInteger(count)) return { count, unit };
  if (unit === 'year') return { count: Math.round(count * 12), unit: 'month' };
  if (unit === 'month') return count === 0.5 ? { count: 15, unit: 'day' } : null;
  if (unit === 'hour') return { count: Math.round(count * 60), unit: 'minute' };
  return null;
}

function unitOf(said: string): Unit {
  if (/business|working|工作日/u.test(said)) return 'working-day';
  if (/^d|天|日/u.test(said)) return 'day';
  if (/^w|fortnight|周|星期|礼拜/u.test(said)) return 'week';
  if (/month|月/u.test(said)) return 'month';
  if (/quarter|季/u.test(said)) return 'quarter';
  if (/^y|年/u.test(said)) return 'year';
  return /^h|小时|钟头/u.test(said) ? 'hour' : 'minute';
}

function countOf(said: string): number | null {
  if (/^\d+$/u.test(said)) return Number(said);
  if (/^half|^半/u.test(said)) return 0.5;
  if (/couple/u.test(said)) return 2;
  if (said === 'a' || said === 'an') return 1;
  return /[a-z]/u.test(said) ? englishNumber(said) : chineseNumber(said);
}

function minutesOf({ count, unit }: Duration): number | null {
  if (unit === 'minute') return count;
  return unit === 'hour' ? count * 60 : null;
}

function away(at: Reference, { count, unit }: Duration, sign: 1 | -1): Day | null {
  const amount = count * sign;
  switch (unit) {
    case 'working-day':
      return workingDaysAway(at, amount);
    case 'day':
      return at.today.plus({ days: amount });
    case 'week':
      return at.today.plus({ weeks: amount });
    case 'month':
      return at.today.plus({ months: amount });
    case 'quarter':
      return at.today.plus({ months: 3 * amount });
    case 'year':
      return at.today.plus({ years: amount });
    case 'hour':
    case 'minute':
      return null;
    default:
      return unit satisfies never;
  }
}
