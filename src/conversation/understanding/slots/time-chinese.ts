import {
  currentFiscalYear,
  type Days,
  dayInYear,
  dayOf,
  dayOfSomeMonth,
  fiscalYearOf,
  monthAt,
  namedHalf,
  namedMonth,
  namedQuarter,
  nearestWeekday,
  oneDay,
  type Part,
  partOfDays,
  quarterAt,
  type Reference,
  weekAt,
  weekdayIn,
  weekendAt,
  yearOf,
} from './calendar.ts';
import { chineseNumber } from './numerals.ts';
import { CHINESE_DURATIONS } from './time-chinese-duration.ts';
import { NO_SUCH_DAY, type Reading, reading, type TimeRule } from './time-rule.ts';

/** 一下, 马上 and 晚上 end in a character that would turn 周三 into next or last week's. */
const RELATION =
  '(?<relation>(?<![马早晚加赶算带合线网])(?:上上个?|上个?)|(?<!一)(?:下下个?|下个?)|这个?|本|当|今(?=季))';
const PART =
  '(?<part>底|末|尾|初(?![步期次级创])|中旬|上旬|下旬|中(?![国心文标间央午旬介型东])|内|之内|以内|剩[余下]|以来|至今)?';
const YEAR =
  '(?:(?<year>20\\d\\d|[二][〇零一二三四五六七八九]{3}) ?年(?:度)?的?|(?<yearWord>今|本|明|去|前|后|当)年的?|(?<yearShort>\\d\\d)年)';
const MONTH = '(?<month>\\d{1,2}|十[一二]?|[一二三四五六七八九])';
const DAY = '(?<day>\\d{1,2}|三十[一二]?|二?十[一二三四五六七八九]?|[一二三四五六七八九])';
const WEEK = '(?:周|星期|礼拜)';
const WEEKDAYS = '一二三四五六日';
/** Not the 一 of 本周一直, the 日 of 本周日程, the 天 of 下周天气 or the 三 of 下周三个会. */
const WEEKDAY =
  '(?<weekday>一(?![些起直样定般共并切下])|[二三四五六]|日(?![程报志常历本元语均])|天(?![气津天]))(?!个|家|位|次|年|天(?!气))';

function rule(source: string, read: TimeRule['read']): TimeRule {
  return { pattern: new RegExp(source, 'giu'), read };
}

function offsetOf(relation: string | undefined): number {
  const word = relation ?? '';
  if (word.startsWith('上上')) return -2;
  if (word.startsWith('上')) return -1;
  if (word.startsWith('下下')) return 2;
  return word.startsWith('下') ? 1 : 0;
}

function numberOf(said: string | undefined): number {
  const word = said ?? '';
  return /^\d+$/u.test(word) ? Number(word) : (chineseNumber(word) ?? 0);
}

/** The year said, in digits, as 二〇二六, or as 明年; `null` when none was said. */
function yearSaid(m: RegExpExecArray, current: number): number | null {
  const { year, yearWord, yearShort } = m.groups ?? {};
  if (year) return numberOf(year);
  if (yearShort) return 2000 + Number(yearShort);
  if (!yearWord) return null;
  const shift = { 前: -2, 去: -1, 明: 1, 后: 2 }[yearWord] ?? 0;
  return current + shift;
}

function partKind(said: string | undefined): Part | null {
  if (said === undefined) return null;
  if (/[底末尾]/u.test(said)) return 'end';
  if (said === '初') return 'start';
  if (said === '上旬') return 'early';
  if (/^中/u.test(said)) return 'mid';
  return said === '下旬' ? 'late' : 'rest';
}

function parted(at: Reference, days: Days, said: string | undefined): Reading {
  if (said === '以来' || said === '至今') {
    return reading({ ...days, end: at.today, date: at.today, past: true });
  }
  const part = partKind(said);
  return reading(part === null ? days : partOfDays(at, days, part));
}

function marked(days: Days, offset: number): Days {
  return offset < 0 ? { ...days, past: true } : days;
}

const DAY_WORDS: readonly TimeRule[] = [
  rule('大后天|(?<![大前])后天|明后(?:两)?天|[今明](?:[天日儿晚早晨夜])', (m, at) => {
    if (m[0].startsWith('明后')) {
      const end = at.today.plus({ days: 2 });
      return reading({ start: at.today.plus({ days: 1 }), end, date: end, granularity: 'day' });
    }
    const ahead = m[0] === '大后天' ? 3 : m[0] === '后天' ? 2 : m[0].startsWith('明') ? 1 : 0;
    return reading(oneDay(at.today.plus({ days: ahead })));
  }),
  rule('大前天|(?<![大以之])前[天日](?![内后])|昨[天日晚儿晨夜]', (m, at) => {
    const back = m[0] === '大前天' ? 3 : m[0].startsWith('前') ? 2 : 1;
    return reading({ ...oneDay(at.today.minus({ days: back })), past: true });
  }),
  rule('刚才|刚刚', () => ({ kind: 'moment', minutesFromNow: 0 })),
  rule('下班(?:之|以)?前|收工前', () => ({ kind: 'day-end' })),
];

const WEEK_RULES: readonly TimeRule[] = [
  rule(`${RELATION}${WEEK}${WEEKDAY}`, (m, at) => {
    const offset = offsetOf(m.groups?.relation);
    const day = weekdayIn(at, weekdayNumber(m.groups?.weekday), offset);
    return reading(marked(oneDay(day), offset));
  }),
  rule(`(?<![每一两二三四五六七八九几双单\\d]|每个)${WEEK}${WEEKDAY}`, (m, at) => {
    const day = nearestWeekday(at, weekdayNumber(m.groups?.weekday), at.past);
    return {
      kind: 'days',
      days: { ...oneDay(day), ...(at.past ? { past: true } : {}) },
      weekdayOnly: true,
    };
  }),
  rule(
    `${RELATION}${WEEK}(?<part>末|初|中(?![国心文标间央午])|内|之内|以内)?(?!${WEEKDAY}|[期年])`,
    (m, at) => {
      const offset = offsetOf(m.groups?.relation);
      if (m.groups?.part === '末') return reading(marked(weekendAt(at, offset), offset));
      return parted(at, marked(weekAt(at, offset), offset), m.groups?.part);
    },
  ),
  rule('(?<![上下本这个每\\p{N}])周末|(?<![上下本这个每])周六日', (_, at) =>
    reading(weekendAt(at, at.past && at.today.weekday < 6 ? -1 : 0)),
  ),
];

function weekdayNumber(said: string | undefined): number {
  return said === '天' ? 7 : WEEKDAYS.indexOf(said ?? '') + 1;
}

const NUMERAL_BEFORE = '(?<![\\d.个第一二三四五六七八九十])';

const MONTH_RULES: readonly TimeRule[] = [
  rule(
    `${YEAR}? ?${NUMERAL_BEFORE}${MONTH} ?月份?的? ?${DAY} ?(?:[号日](?!子)|(?<=\\d)(?![\\d万千亿百元块个%.:/天点人家台份kKmMw单条位年月岁折]| ?[万千亿元块个%]))`,
    monthDay,
  ),
  rule(
    `${YEAR}? ?${NUMERAL_BEFORE}${MONTH} ?月份? ?${DAY} ?[号日]? ?(?:-|–|—|~|到|至) ?(?<last>\\d{1,2}|三十[一二]?|二?十[一二三四五六七八九]?|[一二三四五六七八九]) ?[号日]`,
    monthDays,
  ),
  rule(
    `${YEAR}? ?${NUMERAL_BEFORE}${MONTH} ?月(?:份)?(?:的(?=[底末尾初中上下]))?${PART}(?! ?[\\d]{1,2} ?[号日])`,
    monthSaid,
  ),
  rule(`${RELATION}月份?的? ?${DAY} ?[号日]`, (m, at) => {
    const offset = offsetOf(m.groups?.relation);
    const { start } = monthAt(at, offset);
    const day = dayOf(start.year, start.month, numberOf(m.groups?.day));
    return day === null ? NO_SUCH_DAY : reading(marked(oneDay(day), offset));
  }),
  rule(`${RELATION}月份?(?:的(?=[底末尾初中上下]))?${PART}`, (m, at) => {
    const offset = offsetOf(m.groups?.relation);
    return parted(at, marked(monthAt(at, offset), offset), m.groups?.part);
  }),
  rule(
    '(?<![\\d一二三四五六七八九十个每年]|\\d )月(?<part>底|末|尾|初|中(?![国心文标间央])|中旬|上旬|下旬|内)',
    (m, at) => boundary(at, (step) => monthAt(at, step), m.groups?.part),
  ),
  rule(
    `(?<![\\d.月第:/-])(?<![一二三四五六七八九十])${DAY} ?[号日](?![楼线馆厅店桌机院门车位人合客任工订文码员称召房公单常程志报期历落\\d]|会议室|会客| ?[客合订工任])`,
    someDay,
  ),
];

function monthDay(m: RegExpExecArray, at: Reference): Reading {
  const year = yearSaid(m, at.today.year);
  const [month, day] = [numberOf(m.groups?.month), numberOf(m.groups?.day)];
  const found = year === null ? dayInYear(at, month, day) : dayOf(year, month, day);
  return found === null ? NO_SUCH_DAY : reading(oneDay(found));
}

function monthDays(m: RegExpExecArray, at: Reference): Reading | null {
  const year = yearSaid(m, at.today.year);
  const [month, last] = [numberOf(m.groups?.month), numberOf(m.groups?.last)];
  const end = year === null ? dayInYear(at, month, last) : dayOf(year, month, last);
  const start = end === null ? null : dayOf(end.year, month, numberOf(m.groups?.day));
  if (start === null || end === null) return NO_SUCH_DAY;
  return start <= end ? reading({ start, end, date: end, granularity: 'day' }) : null;
}

function monthSaid(m: RegExpExecArray, at: Reference): Reading | null {
  const month = numberOf(m.groups?.month);
  if (month < 1 || month > 12) return null;
  return parted(at, namedMonth(at, month, yearSaid(m, at.today.year)), m.groups?.part);
}

/** 月初 said on the 18th is next month's, 月底 this month's; with `past` it is the latest one. */
function boundary(
  at: Reference,
  unitAt: (step: number) => Days,
  said: string | undefined,
): Reading {
  const part = partKind(said);
  const now = part === null ? unitAt(0) : partOfDays(at, unitAt(0), part);
  const over =
    !at.past && (part === 'start' || part === 'early' || part === 'mid') && now.date < at.today;
  return parted(at, unitAt(over ? 1 : 0), said);
}

const NUMBER_OF_SOMETHING =
  /(?:任务|工单|订单|商机|合同|编号|单子|客户|线索|产品|电话|型|账|帐|会议室|房间|审批|规则|门) ?$/u;

function someDay(m: RegExpExecArray, at: Reference): Reading | null {
  if (NUMBER_OF_SOMETHING.test(at.text.slice(Math.max(0, m.index - 5), m.index))) return null;
  const day = numberOf(m.groups?.day);
  if (day < 1 || day > 31) return null;
  const found = dayOfSomeMonth(at, day);
  return found === null ? NO_SUCH_DAY : reading(oneDay(found));
}

const QUARTER_RULES: readonly TimeRule[] = [
  rule(
    `${YEAR}? ?(?<!每)(?:第 ?(?<quarter>[一二三四1-4]) ?季(?:度)?|(?<![\\d.个一二三四五六七八九十])(?<quarter2>[一二三四1-4]) ?季度|(?<![\\w])Q(?<quarter3>[1-4])(?![\\w]))(?:的(?=[底末尾初中]))?${PART}(?!节)`,
    quarterSaid,
  ),
  rule(`${RELATION}季度?${PART}(?!节)`, (m, at) => {
    const offset = offsetOf(m.groups?.relation);
    return parted(at, marked(quarterAt(at, offset), offset), m.groups?.part);
  }),
  rule(
    '(?<![一二三四1-4第本这上下个当])(?:季度|季)(?<part>底|末|初|中(?![国心文标间央])|内)',
    (m, at) => boundary(at, (step) => quarterAt(at, step), m.groups?.part),
  ),
  rule(`${YEAR}? ?(?<half>上|下)半年(?:度)?`, (m, at) => {
    const half = m.groups?.half === '上' ? 1 : 2;
    return reading(namedHalf(at, half, yearSaid(m, currentFiscalYear(at))));
  }),
];

function quarterSaid(m: RegExpExecArray, at: Reference): Reading | null {
  const { quarter, quarter2, quarter3, part } = m.groups ?? {};
  const number = numberOf(quarter ?? quarter2 ?? quarter3);
  return parted(at, namedQuarter(at, number, yearSaid(m, currentFiscalYear(at))), part);
}

const YEAR_RULES: readonly TimeRule[] = [
  rule(
    `(?:(?<year>20\\d\\d|[二][〇零一二三四五六七八九]{3}) ?年|(?<!\\d)(?<yearWord>今|本|明|去|前(?!两|三|几)|后|当)年)(?:度|全年)?${PART}`,
    (m, at) => {
      const year = yearSaid(m, at.today.year) ?? at.today.year;
      return parted(
        at,
        year < at.today.year ? { ...yearOf(year), past: true } : yearOf(year),
        m.groups?.part,
      );
    },
  ),
  rule(
    '(?<![\\d今本明去前后当\\p{N}每多半〇零一二三四五六七八九十])(?:年(?<part>底|末|尾|初|中(?![国心文标间央])|内)|全年)',
    (m, at) => boundary(at, (step) => yearOf(at.today.year + step), m.groups?.part),
  ),
  rule(
    '(?:(?<year>20\\d\\d)|(?<relation>上个?|本|这个?|下个?))?财年(?<part>底|末|尾|初)?',
    (m, at) => {
      const { year, relation, part } = m.groups ?? {};
      if (!year && !relation && !part) return null;
      const number = year ? Number(year) : currentFiscalYear(at) + offsetOf(relation);
      return parted(at, fiscalYearOf(at, number), part);
    },
  ),
];

/** The ways of saying a day or a period in Chinese; clock times are elsewhere. */
export const CHINESE_RULES: readonly TimeRule[] = [
  ...DAY_WORDS,
  ...WEEK_RULES,
  ...CHINESE_DURATIONS,
  ...MONTH_RULES,
  ...QUARTER_RULES,
  ...YEAR_RULES,
];
