import { DateTime } from 'luxon';
import type { Span } from '../span.ts';
import { type Day, type Days, oneDay, type Reference } from './calendar.ts';
import type { ClockTime, Reading } from './time-rule.ts';

/** A day or period, and the moment (on the person's wall clock) if a time of day was said with it. */
export type Said = { kind: 'said'; days: Days; moment: DateTime | null };

const DAY_THEN_CLOCK =
  /^(?:T|,? ?(?:(?:at|@|by|around|about|before|after|from) ?)?|[ ,]?的? ?|, ?|, ?the )$/iu;
const CLOCK_THEN_DAY = /^(?:,? ?(?:on |of |in )?(?:the )?|的)$/iu;
const WEEKDAY_AND_DAY = /^(?:,? ?(?:the )?| ?\(|,)$/iu;

/** Joins a day with the time of day beside it, and "Friday" with "the 27th". */
export function joined(
  text: string,
  readings: readonly Span<Reading>[],
  at: Reference,
): Span<Said | { kind: 'no-such-day' }>[] {
  const groups: { span: Span<Reading>; said: Reading[] }[] = [];
  for (const next of readings) {
    const group = groups.at(-1);
    if (group && belongs(text, group.span.end, group.said, next)) {
      group.said.push(next.value);
      group.span = { ...group.span, end: next.end };
    } else groups.push({ span: next, said: [next.value] });
  }
  return groups.map(({ span, said }) => {
    const end =
      span.end + (said.some(hasTime) ? 0 : partOfDayBehind(text.slice(span.end, span.end + 24)));
    const whole = text.slice(span.start, end + closing(text, span.start, end));
    return {
      start: span.start,
      end: span.start + whole.length,
      text: whole,
      value: together(whole, said, at),
    };
  });
}

function hasTime(reading: Reading): boolean {
  return reading.kind === 'clock' || reading.kind === 'day-end' || reading.kind === 'moment';
}

/** The bracket behind "March 24 (Tue". */
function closing(text: string, start: number, end: number): number {
  const opened = text.slice(start, end).includes('(') && !text.slice(start, end).includes(')');
  return opened && text.charAt(end) === ')' ? 1 : 0;
}

const PART_OF_DAY =
  /^(?: (?:in the )?(?:morning|afternoon|evening)(?![\w-])|的?(?:早上|上午|中午|下午|傍晚|晚上|夜里|晚间|凌晨)(?![\d一二两三四五六七八九十]))/iu;

/** 周五下午, "March 5 in the afternoon": no time of day, but words that belong to the day. */
function partOfDayBehind(behind: string): number {
  return PART_OF_DAY.exec(behind)?.[0].length ?? 0;
}

function belongs(
  text: string,
  end: number,
  said: readonly Reading[],
  next: Span<Reading>,
): boolean {
  const between = text.slice(end, next.start);
  const has = (kind: Reading['kind']): boolean => said.some((reading) => reading.kind === kind);
  if (has('no-such-day') || has('moment') || between.length > 12) return false;
  const timeSaid = said.some(hasTime);
  switch (next.value.kind) {
    case 'clock':
    case 'day-end':
      return has('days') && !timeSaid && DAY_THEN_CLOCK.test(between);
    case 'days':
      if (!has('days')) return timeSaid && CLOCK_THEN_DAY.test(between);
      return isSameDay(said, next.value) && WEEKDAY_AND_DAY.test(between);
    case 'moment':
    case 'no-such-day':
      return false;
    default:
      return next.value satisfies never;
  }
}

/** A weekday and a day in either order, and nothing else yet: "Friday the 27th", 3月24日周二. */
function isSameDay(said: readonly Reading[], next: Reading): boolean {
  const days = [...said, next].filter((reading) => reading.kind === 'days');
  return days.length === 2 && days.filter(isWeekdayOnly).length === 1 && days.every(isDay);
}

function isWeekdayOnly(reading: Reading): boolean {
  return reading.kind === 'days' && reading.weekdayOnly === true;
}

function isDay(reading: Reading): boolean {
  return reading.kind === 'days' && reading.days.start.equals(reading.days.end);
}

function together(
  text: string,
  said: readonly Reading[],
  at: Reference,
): Said | { kind: 'no-such-day' } {
  if (said.some((reading) => reading.kind === 'no-such-day')) return { kind: 'no-such-day' };
  const relative = said.find((reading) => reading.kind === 'moment');
  if (relative) return atMoment(at.now.plus({ minutes: relative.minutesFromNow }));
  const clock = said.find((reading) => reading.kind === 'clock');
  const days = dayOfAll(said, /\d{4}/u.test(text));
  if (days === undefined) return { kind: 'no-such-day' };
  if (!clock) return { kind: 'said', days: days ?? oneDay(at.today), moment: null };
  return withClock(days, inPart(clock, text), at);
}

/**
 * The day of a group; of "Friday the 27th" one that is both, in the year or one of the months around. `undefined`
 * when there is none ("Friday, March 28" in a year where it is a Saturday).
 */
function dayOfAll(said: readonly Reading[], yearSaid: boolean): Days | null | undefined {
  const readings = said.filter((reading) => reading.kind === 'days');
  const weekday = readings.find(isWeekdayOnly)?.days.start.weekday;
  const days = (readings.find((reading) => !isWeekdayOnly(reading)) ?? readings[0])?.days ?? null;
  if (days === null || weekday === undefined || readings.length < 2) return days;
  const { date } = days;
  const others = yearSaid
    ? []
    : [date.minus({ years: 1 }), date.plus({ years: 1 }), date.plus({ months: 1 })];
  const found = [date, ...others].find((day) => day.weekday === weekday && day.day === date.day);
  return found && { ...oneDay(found), ...(days.past ? { past: true } : {}) };
}

function atMoment(moment: DateTime): Said {
  const day = DateTime.utc(moment.year, moment.month, moment.day);
  return { kind: 'said', days: oneDay(day), moment };
}

function withClock(days: Days | null, clock: ClockTime, at: Reference): Said {
  const day = days?.date ?? clockDay(clock, at);
  const said = {
    kind: 'said',
    days: days ?? oneDay(day),
    moment: momentOf(day, clock, at),
  } as const;
  return clock.zone === null ? said : { ...atMoment(said.moment) };
}

function momentOf(day: Day, clock: ClockTime, at: Reference): DateTime {
  const { year, month, day: date } = day;
  const wallClock = { year, month, day: date, hour: clock.hour, minute: clock.minute };
  const there = DateTime.fromObject(wallClock, { zone: clock.zone ?? at.now.zone });
  return there.setZone(at.now.zone);
}

/** A time without a day is today's, or tomorrow's once it is over; with `past` the latest one. */
function clockDay(clock: ClockTime, at: Reference): Day {
  const now = at.now.startOf('minute');
  const today = momentOf(at.today, clock, at);
  if (at.past) return today > now ? at.today.minus({ days: 1 }) : at.today;
  return today < now ? at.today.plus({ days: 1 }) : at.today;
}

/** "tonight at 8" is 20:00, "tomorrow morning at 6" is 06:00. */
function inPart(clock: ClockTime, text: string): ClockTime {
  if (clock.partSaid) return clock;
  if (/morning|[早晨]|上午/iu.test(text))
    return { ...clock, hour: clock.hour > 12 ? clock.hour - 12 : clock.hour };
  const late = /tonight|tonite|afternoon|evening|night|[晚夜]|下午/iu.test(text);
  return late && clock.hour < 12 ? { ...clock, hour: clock.hour + 12 } : clock;
}
