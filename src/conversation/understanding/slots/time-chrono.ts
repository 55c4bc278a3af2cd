import { casual, GB, type ParsedResult } from 'chrono-node/en';
import { hans } from 'chrono-node/zh';
import type { Span } from '../span.ts';
import { dayOf, oneDay, type Reference } from './calendar.ts';
import { NO_SUCH_DAY, type Reading, reading } from './time-rule.ts';

/** What our own rules leave over and chrono reads well: full dates with figures, and distances in words. */
const WORTH_ASKING =
  /\d(?:st|nd|rd|th)?[ ,.-]{0,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[ ,]{1,2}\d|\d{4}-\d\d-\d\dT|(?<![a-z])(?:ago|hence)(?![a-z])|\d ?月 ?\d/iu;
/**
 * Where chrono 2.10 is silently wrong ("end of the quarter", 下下周三, 本周五下午) or guesses: a reading that
 * holds one of these words is not taken.
 */
const TRAP =
  /quarter|week|month|year|end|next|last|after|before|this|mid|early|late|周|星期|礼拜|季|底|末|初|后|前|下|上|本/iu;
/** Words before they are months or days. */
const WORD = /^(?:may|mar|march|sat|sun)(?![a-z])/u;

/**
 * The second reader, for text in which our own readings are blanked out. It is asked only where it is known to
 * be right, and only its certain days and times are taken.
 */
export function readWithChrono(text: string, at: Reference): Span<Reading>[] {
  if (!WORTH_ASKING.test(text)) return [];
  const reference = { instant: at.now.toJSDate(), timezone: at.now.offset };
  const reader = at.dateOrder === 'dmy' ? GB : casual;
  const results = /\p{Script=Han}/u.test(text)
    ? [...reader.parse(text, reference), ...hans.parse(text, reference)]
    : reader.parse(text, reference);
  return results.flatMap((result) => {
    const read = TRAP.test(result.text) || WORD.test(result.text) ? null : readingOf(result, at);
    const [start, end] = [result.index, result.index + result.text.length];
    return read === null ? [] : [{ start, end, text: result.text, value: read }];
  });
}

function readingOf({ start }: ParsedResult, at: Reference): Reading | null {
  if (!start.isCertain('day') || !start.isCertain('month')) return null;
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  if (year === null || month === null || day === null) return null;
  const found = dayOf(yearNear(at, year, month, day, start.isCertain('year')), month, day);
  return found === null ? NO_SUCH_DAY : reading(oneDay(found));
}

/** chrono takes the nearest year; we take the coming or, with `past`, the latest. */
function yearNear(
  at: Reference,
  year: number,
  month: number,
  day: number,
  certain: boolean,
): number {
  if (certain) return year;
  const passed = month * 100 + day - (at.today.month * 100 + at.today.day);
  return at.today.year + (at.past ? (passed > 0 ? -1 : 0) : passed < 0 ? 1 : 0);
}
