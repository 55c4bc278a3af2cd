import { dayInYear, dayOf, monthOf, oneDay, type Reference } from './calendar.ts';
import { NO_SUCH_DAY, type Reading, reading, type TimeRule } from './time-rule.ts';

/** 订单20240101 is an order. */
const NUMBER_BEFORE =
  /(?:#|(?<![a-z])(?:no\.?|number|order|ticket|invoice|po|sku|id|code|quote|case|task|deal)|[号码单编]) ?[:#]? ?$/iu;

/** Days written in figures only: 2026-03-31, 3/31, 31/3/26, 31.3.2026, 3.31 in Chinese text, 20260331, 2026-03. */
export const NUMERIC_RULES: readonly TimeRule[] = [
  {
    pattern:
      /(?<![\w/.,-])(?<year>(?:19|20)\d\d)(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!(?!T\d\d:)[\w/%-]|\.\d)/gu,
    read: fullDay,
  },
  {
    pattern:
      /(?<![\w/.,-])(?<year>20\d\d)(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?![\w/%-]|[.,]\d)/gu,
    read: (m, at) =>
      NUMBER_BEFORE.test(at.text.slice(Math.max(0, m.index - 12), m.index)) ? null : fullDay(m),
  },
  {
    pattern: /(?<![\w/.,-])(?<year>20\d\d)[-/](?<month>0[1-9]|1[0-2])(?![\w/%-]|\.\d)/gu,
    read: (m) => {
      const first = dayOf(Number(m.groups?.year), Number(m.groups?.month), 1);
      return first ? reading(monthOf(first)) : null;
    },
  },
  {
    pattern:
      /(?<![\w/.,$€£¥-])(?<first>\d{1,2})\/(?<second>\d{1,2})(?:\/(?<year>\d{4}|\d{2}))?(?![\w/%]|-\d{3}|[.,]\d)/gu,
    read: slashed,
  },
  {
    pattern: /(?<![\w/.,:-])(?<first>0[1-9]|1[0-2])-(?<second>[0-2]\d|3[01])(?![\w/%:-]|[.,]\d)/gu,
    read: (m, at) => (m[0].startsWith('0') ? slashed(m, { ...at, dateOrder: 'mdy' }) : null),
  },
  {
    pattern: /(?<![\w/.,-])(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>20\d\d)(?![\w/%-]|\.\d)/gu,
    read: fullDay,
  },
  {
    pattern:
      /(?<![\w/.,$€£¥:-])(?<month>1[0-2]|0?[1-9])\.(?<day>[0-3]?\d)(?=$|[，。,;；、)\s]|[号日前之以后截到至交签关完开启上付见去来的约])(?!\s*(?:[万亿千百元块天周月年个倍分折成%kKmMwW]|小时))/gu,
    read: dottedInChinese,
  },
];

function fullDay(m: RegExpExecArray): Reading {
  const { year, month, day } = m.groups ?? {};
  const found = dayOf(Number(year), Number(month), Number(day));
  return found === null ? NO_SUCH_DAY : reading(oneDay(found));
}

const NOT_A_DAY_BEFORE =
  /(?<![a-z])(?:rate|rated|rating|score|scored|nps|csat|gave|give)(?: \w+)? $|(?:评分|打分|得分|满意度) ?$/iu;

function slashed(m: RegExpExecArray, at: Reference): Reading | null {
  const { first = '', second = '', year } = m.groups ?? {};
  if (m[0] === '24/7' || isFraction(m, at)) return null;
  const [a, b] = [Number(first), Number(second)];
  const monthFirst = at.dateOrder === 'mdy' ? a <= 12 : b > 12;
  const [month, day] = monthFirst ? [a, b] : [b, a];
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const full = year === undefined ? null : year.length === 2 ? 2000 + Number(year) : Number(year);
  const found = full === null ? dayInYear(at, month, day) : dayOf(full, month, day);
  return found === null ? NO_SUCH_DAY : reading(oneDay(found));
}

/** "3/4 of the deals", "rated 9/10". */
function isFraction(m: RegExpExecArray, at: Reference): boolean {
  if (m.groups?.year) return false;
  const behind = at.text.slice(m.index + m[0].length, m.index + m[0].length + 8);
  return (
    /^ (?:of (?!\d)|(?:price|off|year|day|hour|done|way)(?![a-z]))/iu.test(behind) ||
    NOT_A_DAY_BEFORE.test(at.text.slice(Math.max(0, m.index - 20), m.index))
  );
}

const NOT_A_DOTTED_DAY =
  /(?:分|版本|版|v|比例|率|增长|系数|评分|占比|价格|单价|约|共|合计|[$€£¥]) ?$/iu;

/** 3.31 is a day only among Chinese characters; elsewhere it is a decimal number. */
function dottedInChinese(m: RegExpExecArray, at: Reference): Reading | null {
  if (!/\p{Script=Han}/u.test(at.text)) return null;
  if (NOT_A_DOTTED_DAY.test(at.text.slice(Math.max(0, m.index - 4), m.index))) return null;
  const [month, day] = [Number(m.groups?.month), Number(m.groups?.day)];
  if (day < 1 || day > 31) return null;
  const found = dayInYear(at, month, day);
  return found === null ? NO_SUCH_DAY : reading(oneDay(found));
}
