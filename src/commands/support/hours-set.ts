import { z } from 'zod';
import { isTimeZone } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { say } from '../../reply/reply.ts';
import { setHours as set } from '../../support/sla.ts';
import { defineCommand } from '../command.ts';
import { text } from '../parameters.ts';
import { hoursText } from './sla-card.ts';

export const setHours = defineCommand({
  name: 'hours.set',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Set the business hours of the support desk.',
    zh: '设置客服台的工作时间。',
  },
  parameters: z.object({
    hours: text({
      label: { en: 'business hours', zh: '工作时间' },
      question: {
        en: 'On which days, and from when to when (such as Mon-Fri 9:00-17:00 Europe/Berlin)?',
        zh: '哪几天，几点到几点（例如 周一至周五 9:00-18:00 Asia/Shanghai）？',
      },
      rest: true,
    }),
  }),
  examples: {
    en: [
      'set the business hours to Mon-Fri 9:00-17:00',
      'our support hours are Monday to Friday 8am to 6pm',
      'business hours: Mon-Sat 9:00-18:00 Europe/Berlin',
      'change the support hours to daily 8:00-20:00',
      'set support hours to 24/7',
      'the support desk is open Mon-Fri 8:30-17:30',
      'update business hours to Mon-Thu 9-17',
      'support hours are 9am to 5pm',
    ],
    zh: [
      '工作时间设为周一至周五9:00-18:00',
      '客服工作时间改为周一到周六 8:30-17:30',
      '把工作时间设置为每天9点到21点',
      '客服时间是周一至周五 9:00-17:00 Asia/Shanghai',
      '设置工作时间：周一到周五 9-18',
      '客服台工作时间改成7x24',
      '服务时间设为工作日 8:00-20:00',
      '修改客服工作时间为9点到18点',
    ],
  },
  patterns: {
    en: [
      '(set|change|update|make) [the|our] (business hours|support hours|desk hours|service hours|opening hours|hours of the support desk) [to|as|:|=] {hours}',
      '[the|our] (business hours|support hours|desk hours|service hours|opening hours) (are|:|=|is) {hours}',
      '[the|our] (support desk|help desk|helpdesk) is open {hours}',
    ],
    zh: [
      '[<把>|设置|修改|更新] [客服|客服台|我们的|支持] [的] (工作时间|服务时间|上班时间|客服时间) [设为|设成|设置为|改为|改成|调整为|是|为|:|，] {hours}',
      '[<把>] 客服时间 (设为|设成|设置为|改为|改成|是|为|:) {hours}',
    ],
  },
  run: async (ctx, { hours }) => {
    const settings = await set(ctx, hoursIn(hours));
    return {
      reply: say(
        ctx.locale === 'zh'
          ? `工作时间：${hoursText(settings, 'zh')}。适用于新工单。`
          : `Business hours: ${hoursText(settings, 'en')}. They hold for new tickets.`,
      ),
      about: [],
    };
  },
});

const DAY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:mon|周一|星期一|礼拜一)/, 1],
  [/^(?:tue|周二|星期二|礼拜二)/, 2],
  [/^(?:wed|周三|星期三|礼拜三)/, 3],
  [/^(?:thu|周四|星期四|礼拜四)/, 4],
  [/^(?:fri|周五|星期五|礼拜五)/, 5],
  [/^(?:sat|周六|星期六|礼拜六)/, 6],
  [/^(?:sun|周日|周天|星期日|星期天|礼拜天)/, 7],
];
const DAY =
  '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?s?|(?:周|星期|礼拜)[一二三四五六日天])(?![a-z])';
const DAY_RANGE = new RegExp(`(${DAY})\\s*(?:-|–|to|until|through|至|到)\\s*(${DAY})`, 'giu');
const TIME = '(\\d{1,2})(?:[:点](\\d{2}))?\\s*(?:点|時|时)?\\s*(am|pm)?';
const TIME_RANGE = new RegExp(
  `(?<!\\d)${TIME}\\s*(?:-|–|to|until|till|至|到)\\s*${TIME}(?!\\d)`,
  'iu',
);

/** "Mon-Fri 8:30-17:30 Europe/Berlin", 周一至周五 9点到18点, 24/7. @throws Refusal `bad_hours` when it says no time. */
export function hoursIn(said: string): {
  days?: readonly number[];
  opensAt?: string;
  closesAt?: string;
  timeZone?: string;
} {
  const text = said.normalize('NFKC').replace(/(?<=\d)：(?=\d)/gu, ':');
  const timeZone = text.match(/[A-Za-z]+\/[A-Za-z_/]+|UTC/)?.[0];
  const zone = timeZone !== undefined && isTimeZone(timeZone) ? { timeZone } : {};
  if (/24\s*[/x×*]\s*7|7\s*[x×*]\s*24|around the clock|全天候/i.test(text))
    return { days: [1, 2, 3, 4, 5, 6, 7], opensAt: '00:00', closesAt: '24:00', ...zone };
  const days = daysIn(text.toLowerCase());
  const range = TIME_RANGE.exec(text);
  const opens = range === null ? null : clock(range[1], range[2], range[3]);
  const closes = range === null ? null : clock(range[4], range[5], range[6]);
  const wrong = range !== null && (opens === null || closes === null);
  if (wrong || (days === null && range === null && !('timeZone' in zone)))
    throw new Refusal('bad_hours', {});
  return {
    ...(days === null ? {} : { days }),
    ...(opens === null || closes === null ? {} : { opensAt: opens, closesAt: closes }),
    ...zone,
  };
}

function daysIn(text: string): readonly number[] | null {
  if (/every day|daily|each day|seven days|每天|天天/.test(text)) return [1, 2, 3, 4, 5, 6, 7];
  if (
    /weekdays?|working days?|business days?|工作日/.test(text) &&
    !new RegExp(DAY, 'iu').test(text)
  )
    return [1, 2, 3, 4, 5];
  const days = new Set<number>();
  const rest = text.replace(DAY_RANGE, (_, from: string, to: string) => {
    const [first, last] = [dayOf(from), dayOf(to)];
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === last) break;
    }
    return ' ';
  });
  for (const [word] of rest.matchAll(new RegExp(DAY, 'giu'))) days.add(dayOf(word));
  return days.size === 0 ? null : [...days];
}

function dayOf(word: string): number {
  return DAY_WORDS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? 1;
}

function clock(
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
): string | null {
  const said = Number(hour);
  const noon = half?.toLowerCase();
  const hours = noon === 'pm' && said < 12 ? said + 12 : noon === 'am' && said === 12 ? 0 : said;
  const minutes = Number(minute ?? 0);
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
