import { dayIn, type Shift, shiftDay } from '../../platform/clock.ts';
import { chineseNumber, englishNumber } from './slots/numerals.ts';
import type { Clues } from './span.ts';

/**
 * A text in which each shift ("push it out two weeks", 推迟两周) is said as a day, counted from today, and the shifts by those days: what
 * the record's own day is, is not known here.
 */
export type Shifted = { text: string; shifts: ReadonlyMap<string, Shift> };

const COUNT =
  '(?<more>another|one more|a further|an? (?:extra|additional|couple(?: of)?)|an?|\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: more| extra| additional)?';
const UNIT = '(?<unit>days?|weeks?|wks?|fortnights?|months?|quarters?|qtrs?|years?)';
/** Not "push it to a week from now" or "within two weeks": a day is said there. */
const NO_DAY = '(?! (?:from|ago|after|before|from now)\\b)';
const VERB =
  'push(?:ed|es)?|mov(?:e|ed)|slid(?:e)?|slip(?:s|ped)?|delay(?:ed|s)?|postpon(?:e|ed)|extend(?:ed)?|bump(?:ed)?|pull(?:ed)?|bring|brought|shift(?:ed)?|kick(?:ed)?|put|set|snooz(?:e|ed)|take';
const FORWARD = /^(?:pull|bring|brought)/i;

const LONG = new RegExp(
  `(?<lead>\\b(?<verb>${VERB})\\b(?<between>[^,.;!?\\n]{0,50}?))(?<way>\\s(?:out|back|off|in|forward|ahead|up))?\\s(?:by )?${COUNT} ${UNIT}\\b${NO_DAY}(?<after> (?:out|later|back|earlier|sooner|forward))?`,
  'giu',
);
const NEEDS =
  /(?<lead>\b(?:needs?|wants?|asked for|want us to wait|give (?:it|them|him|her))) (?<more>another|one more|an? (?:extra|additional)|\d{1,2} more|two more|three more)(?: more)? (?<unit>days?|weeks?|months?|quarters?)\b/giu;
const SHORT = new RegExp(
  `^(?:(?:and|hm+|ok|no|actually|make (?:it|that)|by|then|now|sorry|oh)[\\s,]+)*(?:by )?${COUNT} ${UNIT}(?<after> (?:out|later|back|earlier|sooner|more|longer))?[.!]*$`,
  'iu',
);
const COUNT_ZH = '(?<more>[一二两三四五六七八九十]{1,3}|半|\\d{1,3})个?';
const UNIT_ZH = '(?<unit>天|日|周|星期|礼拜|月|季度|年)';
const LATER_ZH =
  '再?(?:往后|向后)?(?:推迟|延迟|延后|延期|推后|顺延|后延|后推|往后推|往后延|往后挪|往后拖|再推|再延|再拖|推|延|拖|缓|晚)';
const EARLIER_ZH = '(?:往前|向前)?(?:提前|提早|往前提|往前挪|往前推|前移|早)';
const LONG_ZH = new RegExp(
  `(?:(?<later>${LATER_ZH})|(?<earlier>${EARLIER_ZH}))(?:了|个|一下|他|它)?(?:再|大概|大约)?${COUNT_ZH}${UNIT_ZH}(?!后|内|前|以后|之后|以前|之前|以内|底|初|中旬|\\d|[一二三四五六日天末])`,
  'gu',
);

/** What is said of so much later or earlier, as days that any command understands. */
export function withShiftsAsDays(text: string, clues: Clues): Shifted {
  const shifts = new Map<string, Shift>();
  const dayOf = (shift: Shift): string => {
    const day = shiftDay(dayIn(clues.timeZone, clues.now), shift);
    shifts.set(day, shift);
    return day;
  };
  const short = SHORT.exec(text);
  if (short !== null && /another|more|later|earlier|sooner|longer|back|out/iu.test(short[0])) {
    const shift = shiftOf(short.groups ?? {}, /earlier|sooner/iu.test(short[0]));
    if (shift !== null) return { text: `push it to ${dayOf(shift)}`, shifts };
  }
  const replaced = text
    .replace(LONG, (whole: string, ...rest: unknown[]) => {
      const groups = rest.at(-1) as Record<string, string | undefined>;
      if (/\b(?:to|until|till|for|in|within|every|last|next|past)$/iu.test(groups.between ?? ''))
        return whole;
      const earlier =
        /earlier|sooner/iu.test(groups.after ?? '') ||
        (/^\s(?:in|forward|up|ahead)$/iu.test(groups.way ?? '') &&
          FORWARD.test(groups.verb ?? '')) ||
        (groups.way === undefined && /^(?:bring|brought)/iu.test(groups.verb ?? ''));
      const said = groups.way !== undefined || groups.after !== undefined || /\bby\b/iu.test(whole);
      const weak = /^(?:put|set|take|bring|brought|kick)/iu.test(groups.verb ?? '');
      // "Move in 2 weeks" names a day: only what is pulled moves in.
      if (/^\sin$/iu.test(groups.way ?? '') && !FORWARD.test(groups.verb ?? '')) return whole;
      if (weak && !said) return whole;
      const shift = shiftOf(groups, earlier);
      return shift === null ? whole : `${groups.lead ?? ''} to ${dayOf(shift)}`;
    })
    .replace(NEEDS, (whole: string, ...rest: unknown[]) => {
      const groups = rest.at(-1) as Record<string, string | undefined>;
      const shift = shiftOf(groups, false);
      return shift === null ? whole : `slipped to ${dayOf(shift)}`;
    })
    .replace(LONG_ZH, (whole: string, ...rest: unknown[]) => {
      const groups = rest.at(-1) as Record<string, string | undefined>;
      const shift = shiftOf(groups, groups.earlier !== undefined);
      if (shift === null) return whole;
      return `${groups.earlier === undefined ? '推迟到' : '提前到'}${dayOf(shift)}`;
    });
  return { text: replaced, shifts };
}

function shiftOf(
  { more, unit }: Readonly<Record<string, string | undefined>>,
  earlier: boolean,
): Shift | null {
  const count = countOf((more ?? '').toLowerCase());
  if (count === null || unit === undefined) return null;
  const said = unit.toLowerCase();
  const sign = earlier ? -1 : 1;
  if (/^半/.test(more ?? '')) {
    if (said === '月') return { count: 15 * sign, unit: 'days' };
    return said === '年' ? { count: 6 * sign, unit: 'months' } : null;
  }
  if (/^d|天|日$/u.test(said)) return { count: count * sign, unit: 'days' };
  if (/^f/.test(said)) return { count: 2 * count * sign, unit: 'weeks' };
  if (/^w|周|星期|礼拜/u.test(said)) return { count: count * sign, unit: 'weeks' };
  if (/^m|月/u.test(said)) return { count: count * sign, unit: 'months' };
  if (/^q|季/u.test(said)) return { count: count * sign, unit: 'quarters' };
  return { count: count * sign, unit: 'years' };
}

function countOf(said: string): number | null {
  if (/^半/.test(said)) return 0.5;
  if (/^\d+/.test(said)) return Number.parseInt(said, 10);
  if (/couple/.test(said)) return 2;
  if (/^(?:an?|another|one more|a further|an? (?:extra|additional))$/.test(said)) return 1;
  return /[a-z]/.test(said) ? englishNumber(said.replace(/ more$/, '')) : chineseNumber(said);
}
