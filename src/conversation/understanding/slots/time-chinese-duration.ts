import { aheadBy, backBy, withinNext, withinPast } from './time-duration.ts';
import type { TimeRule } from './time-rule.ts';

const COUNT = '(?<count>(?<![\\d.])\\d{1,3}|[一二两三四五六七八九十百]{1,4}|半)';

function rule(source: string, read: TimeRule['read']): TimeRule {
  return { pattern: new RegExp(source, 'giu'), read };
}

/** Distances and spans counted from today in Chinese: 两周后, 10天内, 最近7天. */
export const CHINESE_DURATIONS: readonly TimeRule[] = [
  rule(
    `(?:再?过 ?(?<!超过|经过|不过|通过))?${COUNT} ?(?<unit>个?(?:工作日|天|小时|钟头|分钟|周(?!年)|星期|礼拜)|个月|个?季度|年)(?:过后|之后|以后|后(?!天))`,
    aheadBy,
  ),
  rule(
    `(?<![超经不通])再?过 ?${COUNT} ?(?<unit>个?(?:工作日|天|小时|钟头|分钟|周(?!年)|星期|礼拜)|个月|个?季度|年)`,
    aheadBy,
  ),
  rule(
    `${COUNT} ?(?<unit>个?(?:工作日|天|小时|钟头|分钟|周(?!年)|星期|礼拜)|个月|个?季度|年|日)(?:之内|以内|内)`,
    withinNext,
  ),
  rule(
    `${COUNT} ?(?<unit>个?(?:天|小时|钟头|分钟|周(?!年)|星期|礼拜)|个月|个?季度|年)(?:以前|之前|前(?!天))`,
    backBy,
  ),
  rule(
    `(?:未来|接下来|今后|往后)的?${COUNT} ?(?<unit>个?(?:工作日|天|日|小时|分钟|周(?!年)|星期|礼拜)|个月|个?季度|年)(?:之内|以内|内|里)?`,
    withinNext,
  ),
  rule(
    `(?:最近|过去|近|(?:前|上)(?!半))的?${COUNT} ?(?<unit>个?(?:天|日|小时|分钟|周(?!年)|星期|礼拜)|个月|个?季度|年)(?:之内|以内|内|里|来|以来)?`,
    withinPast,
  ),
  rule(`这${COUNT} ?(?<unit>个?(?:天|周|星期|礼拜)|个月)`, (m, at) =>
    at.past ? withinPast(m, at) : withinNext(m, at),
  ),
];
