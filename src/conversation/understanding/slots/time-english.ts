import { MONTH_RULES } from './time-english-month.ts';
import { QUARTER_RULES } from './time-english-quarter.ts';
import { BOUNDARIES, DAY_WORDS, RELATIVE } from './time-english-relative.ts';
import { WEEKDAY_RULES } from './time-english-weekday.ts';
import type { TimeRule } from './time-rule.ts';

/** The ways of saying a day or a period in English; clock times are elsewhere. */
export const ENGLISH_RULES: readonly TimeRule[] = [
  ...DAY_WORDS,
  ...BOUNDARIES,
  ...RELATIVE,
  ...WEEKDAY_RULES,
  ...MONTH_RULES,
  ...QUARTER_RULES,
];
