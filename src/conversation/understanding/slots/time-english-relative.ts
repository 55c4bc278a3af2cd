import {
  type Days,
  namedQuarter,
  nearestWeekday,
  oneDay,
  partOfDays,
  type Reference,
  weekdayIn,
  weekendAt,
} from './calendar.ts';
import { aheadBy, backBy, withinNext, withinPast } from './time-duration.ts';
import {
  COUNT,
  direction,
  PART,
  PART_SAID,
  parted,
  partKind,
  RELATION,
  rule,
  SPAN_UNIT,
  START,
  STOP,
  UNIT,
  unitAt,
  WEEKDAY,
  weekdayNumber,
} from './time-english-words.ts';
import { type Reading, reading, type TimeRule } from './time-rule.ts';

/** "today", "tomorrow", "EOD". */
export const DAY_WORDS: readonly TimeRule[] = [
  rule(
    `${START}(?:later )?(?:today|tonight|tonite|this (?:morning|afternoon|evening)|just now)${STOP}`,
    (m, at) =>
      /now/iu.test(m[0]) ? { kind: 'moment', minutesFromNow: 0 } : reading(oneDay(at.today)),
  ),
  rule(
    `${START}(?:(?:the )?day after )?(?:tomm?orr?ow|tmrw|tmr|tmw|2moro)(?:'s)?(?: (?:morning|afternoon|evening|night))?${STOP}`,
    (m, at) => reading(oneDay(at.today.plus({ days: /day after/iu.test(m[0]) ? 2 : 1 }))),
  ),
  rule(
    `${START}(?:(?:the )?day before )?yesterday(?: (?:morning|afternoon|evening))?${STOP}|${START}last night${STOP}`,
    (m, at) => {
      const day = at.today.minus({ days: /day before/iu.test(m[0]) ? 2 : 1 });
      return reading({ ...oneDay(day), past: true });
    },
  ),
  rule(
    `${START}(?:eod|cob|eob|(?:the )?end of(?: the)?(?: business| working)? day|close of (?:business|play))${STOP}`,
    () => ({
      kind: 'day-end',
    }),
  ),
];

/** The ends of units and what has passed of them: EOM, "year end", "end of the quarter", YTD. */
export const BOUNDARIES: readonly TimeRule[] = [
  rule(`${START}(?:eow|eom|eoq(?<quarter>[1-4])?|eoy|eofy)${STOP}`, (m, at) => {
    if (m.groups?.quarter) return reading(namedQuarter(at, Number(m.groups.quarter), null));
    const unit = { w: 'week', m: 'month', q: 'quarter', y: 'year', f: 'FY' }[
      m[0][2]?.toLowerCase() ?? ''
    ];
    return reading(unitAt(at, unit ?? 'month', 0));
  }),
  rule(`${START}(?<unit>week|month|quarter|year)(?:'?s'?)?[ -]?end${STOP}`, (m, at) => {
    if (/week-?end/iu.test(m[0])) return reading(comingWeekend(at));
    return reading(unitAt(at, m.groups?.unit ?? '', 0));
  }),
  rule(`${START}${PART_SAID}(?<unit>week|month|quarter|year|fiscal year|FY)${STOP}`, partOfThis),
  rule(
    `${START}(?:year|month|quarter|week)[ -]to[ -]date${STOP}|${START}(?:ytd|mtd|qtd|wtd)${STOP}|${START}so far this (?:year|month|quarter|week)${STOP}`,
    (m, at) => {
      const unit = /^.?y|year/iu.test(m[0])
        ? 'year'
        : /month|^m/iu.test(m[0])
          ? 'month'
          : /quarter|^q/iu.test(m[0])
            ? 'quarter'
            : 'week';
      const days = unitAt(at, unit, 0);
      return reading({ ...days, end: at.today, date: at.today, past: true });
    },
  ),
];

function partOfThis(m: RegExpExecArray, at: Reference): Reading {
  const days = unitAt(at, m.groups?.unit ?? '', 0);
  const part = partKind(m.groups?.part);
  // On the 18th, "the beginning of the month" that is still to come is next month's.
  const over =
    !at.past && (part === 'start' || part === 'early') && partOfDays(at, days, part).end < at.today;
  return parted(at, over ? unitAt(at, m.groups?.unit ?? '', 1) : days, m.groups?.part);
}

function comingWeekend(at: Reference): Days {
  return weekendAt(at, at.past && at.today.weekday < 6 ? -1 : 0);
}

/** "not touched in 30 days" looks back. */
const NEGATION =
  /(?<![a-z])(?:not|no|without|never|nothing|nobody|untouched|inactive|silent|stale|haven't|hasn't|didn't|wasn't|isn't|don't)(?![a-z])[^,.;!?]{0,40}$/iu;

/** Units and distances counted from today: "next month", "in two weeks", "past 7 days". */
export const RELATIVE: readonly TimeRule[] = [
  rule(
    // "The quota for next month to 300k" is no span of time.
    `${START}${PART}(?<relation>${RELATION}) (?<unit>${UNIT})(?:'s)?${STOP}(?! (?:to|through)${STOP}(?! ?[$€£¥]? ?\\d[\\d,.]*(?:k|m|mn|mm|bn|\\d{3})${STOP}))`,
    (m, at) =>
      parted(at, unitAt(at, m.groups?.unit ?? '', direction(m.groups?.relation)), m.groups?.part),
  ),
  rule(`${START}(?:the )?(?<unit>week|month|quarter|year) after next${STOP}`, (m, at) =>
    reading(unitAt(at, m.groups?.unit ?? '', 2)),
  ),
  rule(`${START}(?:over |on )?the weekend${STOP}|${START}weekend${STOP}`, (_, at) =>
    reading(comingWeekend(at)),
  ),
  rule(`${START}in ${COUNT} ${SPAN_UNIT}(?:'s?|’s?)?(?: time)?${STOP}`, (m, at) =>
    NEGATION.test(at.text.slice(Math.max(0, m.index - 50), m.index))
      ? withinPast(m, at)
      : aheadBy(m, at),
  ),
  rule(`${START}(?:within|inside)(?: the)?(?: next)? ${COUNT} ${SPAN_UNIT}${STOP}`, (m, at) =>
    withinNext(m, at),
  ),
  rule(
    `${START}(?:over |during )?(?:the )?(?:next|coming|following) ${COUNT} ${SPAN_UNIT}${STOP}`,
    (m, at) => withinNext(m, at),
  ),
  rule(
    `${START}(?:over |during )?(?:the )?(?:last|past|previous|prior|trailing) ${COUNT} ${SPAN_UNIT}${STOP}`,
    (m, at) => withinPast(m, at),
  ),
  rule(`${START}${COUNT} ${SPAN_UNIT} ago${STOP}`, (m, at) => backBy(m, at)),
  rule(
    `${START}${COUNT} ${SPAN_UNIT} (?:from|after) (?:now|today|(?<tomorrow>tomorrow)|(?<yesterday>yesterday)|(?<next>next )?(?:this )?(?<weekday>${WEEKDAY}))${STOP}`,
    (m, at) => aheadBy(m, { ...at, today: anchorOf(m, at) }),
  ),
  rule(`${START}${COUNT} ${SPAN_UNIT} (?:out|later|hence)${STOP}`, (m, at) => aheadBy(m, at)),
];

function anchorOf(m: RegExpExecArray, at: Reference) {
  if (m.groups?.tomorrow) return at.today.plus({ days: 1 });
  if (m.groups?.yesterday) return at.today.minus({ days: 1 });
  if (!m.groups?.weekday) return at.today;
  const weekday = weekdayNumber(m.groups.weekday);
  return m.groups.next ? weekdayIn(at, weekday, 1) : nearestWeekday(at, weekday, false);
}
