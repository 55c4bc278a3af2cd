import { asWrittenIn, type Clues, type Span, spansOf, withoutOverlaps } from '../span.ts';
import { type Granularity, isoDay, type Reference, referenceOf } from './calendar.ts';
import { withoutAddresses, withoutSpans } from './mask.ts';
import { CHINESE_RULES } from './time-chinese.ts';
import { readWithChrono } from './time-chrono.ts';
import { CHINESE_CLOCK_RULES, ENGLISH_CLOCK_RULES } from './time-clock.ts';
import { ENGLISH_RULES } from './time-english.ts';
import { joined, type Said } from './time-join.ts';
import { NUMERIC_RULES } from './time-numeric.ts';
import { ranges } from './time-range.ts';
import type { Reading, TimeRule } from './time-rule.ts';
import { withZones } from './time-zone-said.ts';

/**
 * A day or a period in the person's zone. `date` is the one day meant: of a period its last ("next month", EOQ),
 * of a week its Friday. `dateTime` is there when a time of day was said. `past` says that it lies behind.
 */
export type TimeValue =
  | {
      kind: 'time';
      date: string;
      dateTime?: string;
      period?: { start: string; end: string };
      granularity: Granularity;
      past?: boolean;
    }
  | { kind: 'problem'; problem: 'no-such-day'; text: string };

/** No Chinese rule reads a time without one of these, no English one without one of those: a cheap first look. */
const TIMELY_ZH = /[天日月年周星礼季号昨今明刚班工午点时钟分晨早晚夜]|q[1-4]/iu;
const TIMELY_EN =
  /\d|day|night|tonite|morning|afternoon|evening|now|tom|tm[rw]|eo[bdwmqyf]|cob|clos|week|month|quarter|year|half|noon|clock|fiscal|fy|[ymqw]td|hour|hr|min|wk|yr|(?<![a-z])(?:[wd](?![a-z])|[ap]\.?m|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|ago|hence)|(?:at|@) ?(?:around |about )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)/iu;
const DIGIT = /\d/u;

/**
 * The days, periods and times of day in a text. Prepositions ("by", 之前) are not part of a span. A day that does
 * not say its year or direction is the coming one, with `prefer: 'past'` the latest one.
 */
export function findTimes(
  text: string,
  clues: Clues,
  options: { prefer?: 'future' | 'past' } = {},
): Span<TimeValue>[] {
  if (!TIMELY_EN.test(text) && !TIMELY_ZH.test(text)) return [];
  const searched = withoutAddresses(text);
  const at = referenceOf(searched, clues, options.prefer === 'past');
  const own = ownReadings(searched, at);
  const left = readWithChrono(withoutSpans(searched, own), at);
  const readings = withZones(searched, withoutOverlaps([...own, ...left]), clues);
  const said = ranges(searched, joined(searched, readings, at));
  return asWrittenIn(
    text,
    said.map((span) => ({ ...span, value: timeOf(text, span, at) })),
  );
}

function ownReadings(text: string, at: Reference): Span<Reading>[] {
  const [english, chinese] = [TIMELY_EN.test(text), TIMELY_ZH.test(text)];
  const rules = [
    ...(chinese ? CHINESE_RULES : []),
    ...(DIGIT.test(text) ? NUMERIC_RULES : []),
    ...(english ? ENGLISH_RULES : []),
  ];
  const days = withoutOverlaps(rules.flatMap((rule) => applied(text, rule, at)));
  const rest = withoutSpans(text, days);
  const clocks = [...(english ? ENGLISH_CLOCK_RULES : []), ...(chinese ? CHINESE_CLOCK_RULES : [])];
  return withoutOverlaps([...days, ...clocks.flatMap((rule) => applied(rest, rule, at))]);
}

const SINCE = /(?:(?<![a-z])since (?:the |last )?|自从?)$/iu;

const SINCE_OF = ['before', 'after'] as const;

/** "since" stands before, 以来 after what it is said of. */
function saysSince(where: 'before' | 'after', text: string, span: Span<unknown>): boolean {
  return where === 'before'
    ? SINCE.test(text.slice(Math.max(0, span.start - 12), span.start).replace(/\s+$/u, ' '))
    : /^(?:以来|至今|到现在|到今天)/u.test(text.slice(span.end));
}

/** What a thing has been so "since" lies behind. */
function applied(text: string, { pattern, read }: TimeRule, at: Reference): Span<Reading>[] {
  return spansOf(text, pattern, (match) =>
    read(
      match,
      SINCE.test(text.slice(Math.max(0, match.index - 12), match.index))
        ? { ...at, past: true }
        : at,
    ),
  );
}

function timeOf(
  original: string,
  span: Span<Said | { kind: 'no-such-day' }>,
  at: Reference,
): TimeValue {
  if (span.value.kind === 'no-such-day') {
    return { kind: 'problem', problem: 'no-such-day', text: original.slice(span.start, span.end) };
  }
  const { days, moment } = span.value;
  const over = moment === null ? days.end < at.today : moment < at.now;
  // "since last week" goes on until today.
  const since = moment === null && over && SINCE_OF.some((said) => saysSince(said, original, span));
  return {
    kind: 'time',
    date: isoDay(days.date),
    ...(moment === null ? {} : { dateTime: moment.toFormat("yyyy-MM-dd'T'HH:mm") }),
    period: { start: isoDay(days.start), end: isoDay(since ? at.today : days.end) },
    granularity: moment === null ? days.granularity : 'minute',
    ...(days.past || over ? { past: true } : {}),
  };
}
