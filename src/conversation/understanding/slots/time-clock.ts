import type { Reference } from './calendar.ts';
import { chineseNumber, englishNumber } from './numerals.ts';
import type { ClockTime, TimeRule } from './time-rule.ts';

const NUMBER_WORD = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const LATER_PART = '(?:,? (?:in the (?<part>morning|afternoon|evening)|at (?<night>night)))?';
/** The other end of "3-4pm"; the time meant is when it starts. */
const UNTIL = '(?: ?(?:-|–|—|to|until) ?(?<last>\\d{1,2})(?::\\d\\d)?)?';

export const ENGLISH_CLOCK_RULES: readonly TimeRule[] = [
  {
    pattern: new RegExp(
      `(?<![\\w:.$€£¥/-])(?<hour>\\d{1,2}|${NUMBER_WORD}(?= [ap]\\.?m))(?::(?<minute>[0-5]\\d))?(?::[0-5]\\d)?${UNTIL} ?(?<half>[ap])(?:\\.m\\.|m(?![a-z]))(?: ?(?:-|–|—|to|until) ?\\d{1,2}(?::\\d\\d)? ?[ap](?:\\.m\\.|m(?![a-z])))?`,
      'giu',
    ),
    read: twelveHour,
  },
  {
    pattern: new RegExp(
      `(?<![\\w:.,$€£¥/-](?<!\\u0001T))(?<hour>[01]?\\d|2[0-3]):(?<minute>[0-5]\\d)(?::[0-5]\\d)?(?: ?(?:-|–|—|to|until) ?(?:[01]?\\d|2[0-3]):[0-5]\\d)?(?![\\w%:]|\\.\\d)${LATER_PART}`,
      'giu',
    ),
    read: (m) => clock(m.groups?.hour, m.groups?.minute, halfOf(m)),
  },
  {
    pattern: new RegExp(
      `(?<=(?<![a-z])(?:at|@) ?)(?:around |about )?(?<hour>\\d{1,2}|${NUMBER_WORD})(?: o'?clock| sharp)?${LATER_PART}(?![\\w%:/]|[.,]\\d|-\\d)`,
      'giu',
    ),
    read: bareHour,
  },
  {
    pattern: new RegExp(
      `(?<![\\w-])(?<hour>\\d{1,2}|${NUMBER_WORD}) o['’]?clock${LATER_PART}(?![\\w-])`,
      'giu',
    ),
    read: (m) => clock(m.groups?.hour, '0', halfOf(m)),
  },
  {
    pattern: new RegExp(
      `(?<![\\w-])(?:(?<half>half)|(?:a )?(?<quarter>quarter)) (?<way>past|to) (?<hour>\\d{1,2}|${NUMBER_WORD})${LATER_PART}(?![\\w-])`,
      'giu',
    ),
    read: pastOrTo,
  },
  {
    pattern: /(?<![\w-])(?:(?:12 )?noon|midday)(?![\w-])/giu,
    read: () => timeAt(12, 0, true),
  },
  {
    pattern: new RegExp(
      `(?<![\\w:.,$€£¥/-])(?<hour>\\d{1,2}|${NUMBER_WORD}) (?:in the (?<part>morning|afternoon|evening)|at (?<night>night))(?![\\w-])`,
      'giu',
    ),
    read: (m) => clock(m.groups?.hour, '0', halfOf(m)),
  },
  {
    pattern:
      /(?<![\w:.,$€£¥/-])(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d) ?(?:h|hrs|hours)(?![\w-])/giu,
    read: (m) => clock(m.groups?.hour, m.groups?.minute, null),
  },
  // The last minute of the day that was named: "midnight on Friday" is not the night before it.
  {
    pattern: /(?<![\w-])(?:12 )?midnight(?![\w-])/giu,
    read: () => timeAt(23, 59, true),
  },
];

/** "3-4pm" starts in the afternoon, "11-1pm" in the morning. */
function twelveHour(m: RegExpExecArray): ClockTime | null {
  const { hour, minute, last, half } = m.groups ?? {};
  const pm = /p/iu.test(half ?? '');
  const turns = last !== undefined && Number(last) % 12 < hourNumber(hour) % 12;
  return clock(hour, minute, pm === turns ? 'am' : 'pm');
}

function halfOf(m: RegExpExecArray): 'am' | 'pm' | null {
  const { part, night } = m.groups ?? {};
  if (part === undefined && night === undefined) return null;
  return /morning/iu.test(part ?? '') ? 'am' : 'pm';
}

function hourNumber(said: string | undefined): number {
  const word = said ?? '';
  return /^\d+$/u.test(word) ? Number(word) : (englishNumber(word) ?? 99);
}

/** Without am or pm, 1 to 6 are the afternoon of a working day, unless written in the 24-hour way ("03:00"). */
function clock(
  hourSaid: string | undefined,
  minuteSaid: string | undefined,
  half: 'am' | 'pm' | null,
): ClockTime | null {
  const hour = hourNumber(hourSaid);
  const minute = Number(minuteSaid ?? 0);
  if (hour > 23) return null;
  if (half !== null) return inHalf(hour, minute, half);
  const twentyFour = hour > 12 || hour === 0 || /^0\d/u.test(hourSaid ?? '');
  return timeAt(!twentyFour && hour < 7 ? hour + 12 : hour, minute, twentyFour);
}

function inHalf(hour: number, minute: number, half: 'am' | 'pm'): ClockTime | null {
  if (hour > 12) return half === 'pm' ? timeAt(hour, minute, true) : null;
  return hour === 0 ? null : timeAt((hour % 12) + (half === 'pm' ? 12 : 0), minute, true);
}

function timeAt(hour: number, minute: number, partSaid: boolean): ClockTime {
  return { kind: 'clock', hour, minute, partSaid, zone: null };
}

const HOUR_BEHIND =
  /^(?:$|[,.;!?)]|'s| ?\p{Script=Han}| (?:on|last|yesterday|today|tomorrow|tonight|tmrw|tmr|this|next|mon|tue|wed|thu|fri|sat|sun|with|and|to|for|please|then|about|re|sharp|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|in the|the \d)|,? ?\d{1,2}\/)/iu;

/** "at 9": only where a time can stand, not in "valued at 5" or "at 5 companies". */
function bareHour(m: RegExpExecArray, at: Reference): ClockTime | null {
  const before = at.text.slice(Math.max(0, m.index - 16), m.index);
  if (
    /(?:valued|priced|estimated|capped|quoted|discounted|sold|stands|currently|forecast|value|price|deal|it|stage|employees) (?:at|@) ?$/iu.test(
      before,
    )
  )
    return null;
  if (!HOUR_BEHIND.test(at.text.slice(m.index + m[0].length, m.index + m[0].length + 12)))
    return null;
  return clock(m.groups?.hour, '0', halfOf(m));
}

function pastOrTo(m: RegExpExecArray): ClockTime | null {
  const { half, way, hour } = m.groups ?? {};
  if (half && /to/iu.test(way ?? '')) return null;
  const whole = clock(hour, '0', halfOf(m));
  if (whole === null) return null;
  if (/past/iu.test(way ?? '')) return { ...whole, minute: half ? 30 : 15 };
  return { ...whole, hour: (whole.hour + 23) % 24, minute: 45 };
}

const ZH_HOUR = '(?<hour>零|\\d{1,2}|二?十[一二三四]?|[一二两三四五六七八九])';
const ZH_PART =
  '(?<part>凌晨|清晨|清早|早上|早晨|一早|早|上午|中午|正午|午后|下午|傍晚|晚上|晚间|晚|夜里|夜间|半夜)';

export const CHINESE_CLOCK_RULES: readonly TimeRule[] = [
  {
    pattern: new RegExp(
      `(?:${ZH_PART}的?(?: |,)?)?(?<![\\d.:第/])(?<![一二三四五六七八九十])${ZH_HOUR} ?(?:点(?:钟|整)?|时(?![间候长段机代区常不]))(?:(?<rest>半|[一三]刻|[0-5]?\\d|[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])(?:分(?!钟))?)?(?: ?(?:-|~|到|至) ?(?:早上|上午|中午|下午|晚上|晚)?\\d{1,2}点半?)?(?![万亿千百元块折%个几五六七八九\\d多来成左]|建议|意见|要求|内容|需求|问题|原因|水)`,
      'gu',
    ),
    read: chineseClock,
  },
  {
    pattern: new RegExp(`${ZH_PART} ?(?<hour>\\d{1,2}):(?<minute>[0-5]\\d)(?!\\d)`, 'gu'),
    read: (m) =>
      withChinesePart(Number(m.groups?.hour), Number(m.groups?.minute), m.groups?.part ?? ''),
  },
  {
    pattern: /(?:中午|正午)(?! ?[\d一二两十:])/gu,
    read: () => timeAt(12, 0, true),
  },
];

/** Whether 三点 without a part of the day can be a time here ("三点" is also "three points"). */
const CLOCK_BEFORE =
  /(?:[天日号晚早晨午]|[周期拜][一二三四五六日天]|\d{1,2}\/\d{1,2}|在|到|于|约|定|改成|改为|^) ?的? ?$/u;
const CLOCK_BEHIND = /^(?:$|[ ,。，!?前之以后开打见跟和给提拜联约通发有])/u;

function chineseClock(m: RegExpExecArray, at: Reference): ClockTime | null {
  const { hour, rest, part } = m.groups ?? {};
  const number = /^\d+$/u.test(hour ?? '') ? Number(hour) : (chineseNumber(hour ?? '') ?? 99);
  const minute = minuteOf(rest);
  if (minute === null || number > 24) return null;
  if (part !== undefined) return withChinesePart(number, minute, part);
  const before = at.text.slice(Math.max(0, m.index - 6), m.index);
  const behind = at.text.slice(m.index + m[0].length, m.index + m[0].length + 2);
  const certain =
    /点[钟整]|半$|刻$|分$|时$/u.test(m[0]) ||
    CLOCK_BEFORE.test(before) ||
    CLOCK_BEHIND.test(behind);
  if (!certain) return null;
  const late = /[晚夜] ?的? ?$/u.test(before);
  if (late) return withChinesePart(number, minute, '晚');
  if (hour === '零') return timeAt(0, minute, true);
  return clock(String(number % 24), String(minute), null);
}

function minuteOf(rest: string | undefined): number | null {
  if (rest === undefined) return 0;
  if (rest === '半') return 30;
  if (rest.endsWith('刻')) return rest.startsWith('一') ? 15 : 45;
  const minute = /^\d+$/u.test(rest) ? Number(rest) : chineseNumber(rest.replace('零', ''));
  return minute !== null && minute < 60 ? minute : null;
}

function withChinesePart(hour: number, minute: number, part: string): ClockTime | null {
  if (hour > 24) return null;
  if (/凌|清|早|上午/u.test(part)) return timeAt(hour % 24, minute, true);
  if (/中午|正午/u.test(part)) return timeAt(hour < 10 ? hour + 12 : hour, minute, true);
  // 晚上12点 is the end of that day, not its beginning.
  if (/[晚夜]/u.test(part) && hour % 12 === 0) return timeAt(23, 59, true);
  if (/半夜|夜里/u.test(part) && hour < 6) return timeAt(hour, minute, true);
  return timeAt(hour < 12 ? hour + 12 : hour % 24, minute, true);
}
