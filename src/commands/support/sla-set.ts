import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { replyOf } from '../../reply/reply.ts';
import { setTarget, supportSettings } from '../../support/sla.ts';
import { defineCommand } from '../command.ts';
import { text } from '../parameters.ts';
import { businessMinutesIn } from './duration-words.ts';
import { minutesOfDay, slaTable } from './sla-card.ts';
import { priority } from './ticket-parameters.ts';

const PRIORITY_EN =
  '(urgent {priority=urgent}|critical {priority=urgent}|high {priority=high}|normal {priority=normal}|low {priority=low})';
const SLA_EN = `[set|change|update|make] [the|our] sla [for|of] [the] ${PRIORITY_EN} [priority] [tickets] [is|to|:|=|,|-]`;
const WITHIN_EN = '[time|is|to] [within|in|after|of|:|=]';
const REPLY_EN = `[first] (reply|response|answer) ${WITHIN_EN}`;
const SOLUTION_EN = `(resolution|resolved|resolve|solution|solved|solve|fixed|fix) ${WITHIN_EN}`;
const AND_EN = '[,] [and|,|/|;]';
const PRIORITY_ZH =
  '(紧急 {priority=urgent}|高 {priority=high}|普通 {priority=normal}|低 {priority=low})';
const SLA_ZH = `[<把>|设置|设定|修改] ((sla|SLA|时限) [:|,|，] ${PRIORITY_ZH} [优先级] [的] [工单] | ${PRIORITY_ZH} [优先级] [的] [工单] [的] (sla|SLA|时限)) [:|,|，|改为|改成|设为|是]`;
/** Without a word for it, a priority alone is no ticket's. */
const TICKETS_ZH =
  '[<把>|设置|设定|修改] (紧急 {priority=urgent}|高优先级 {priority=high}|普通优先级 {priority=normal}|普通工单 {priority=normal}|低优先级 {priority=low}) [的] [工单] [:|,|，|改为|改成|设为|是]';
const WITHIN_ZH = '[时限|时间] [不超过|为|是|在|要在|:|：]';
const REPLY_ZH = `[首次|首|第一次] (回复|响应|答复) ${WITHIN_ZH}`;
const SOLUTION_ZH = `(解决|处理完|修复|办结) ${WITHIN_ZH}`;
/** Between two spans of time that no word parts. */
const APART_ZH = '(,|，|和|;|；|、|_)';
const AND_ZH = '[,|，|和|;|；|、] [并|并且]';

export const setSla = defineCommand({
  name: 'sla.set',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Set how soon tickets of a priority are answered and solved, in business hours.',
    zh: '设置各优先级工单的首次回复和解决时限（按工作时间）。',
  },
  parameters: z.object({
    priority: priority(true),
    firstReply: text({
      label: { en: 'first reply', zh: '首次回复' },
      max: 60,
      silent: true,
    }).optional(),
    resolution: text({ label: { en: 'resolution', zh: '解决' }, max: 60, silent: true }).optional(),
  }),
  oneOf: ['firstReply', 'resolution'],
  examples: {
    en: [
      'sla for urgent tickets: first reply 1 hour, resolution 8 hours',
      'set the sla for high priority to first reply 2 hours and resolution 2 days',
      'urgent tickets get a first reply within 30 minutes',
      'normal tickets are resolved within 5 days',
      'set the sla of low tickets: first reply 2 days, resolution 10 days',
      'sla urgent first reply 15 minutes',
      'change the sla for normal tickets to first reply 4 hours',
      'high priority tickets are solved within 1 day',
    ],
    zh: [
      '紧急工单的 SLA：首次回复1小时，解决1天',
      '高优先级的SLA设为首次回复2小时，解决2天',
      '紧急工单30分钟内首次回复',
      '普通工单5天内解决',
      '设置低优先级SLA：首次回复2天，解决10天',
      'SLA 紧急 首次回复15分钟',
      '普通工单的SLA改为首次回复4小时',
      '高优先级工单1天内解决',
    ],
  },
  patterns: {
    en: [
      `${SLA_EN} ${REPLY_EN} {firstReply: ...} ${AND_EN} ${SOLUTION_EN} {resolution: ...}`,
      `${SLA_EN} ${REPLY_EN} {firstReply: ...}`,
      `${SLA_EN} ${SOLUTION_EN} {resolution: ...}`,
      `${SLA_EN} {firstReply: ...} (to|for|until) [the|a] [first] (reply|response|answer) ${AND_EN} {resolution: ...} (to|for|until) [a|the] (resolution|solution|solve|resolve|fix|resolved|solved)`,
      `${PRIORITY_EN} [priority] tickets (get|have|need|are) [a|the|to be] [first] (reply|response|answer|answered) [within|in] {firstReply: ...} ${AND_EN} ${SOLUTION_EN} {resolution: ...}`,
      `${PRIORITY_EN} [priority] tickets (get|have|need|are) [a|the|to be] [first] (reply|response|answer|answered) [within|in] {firstReply: ...}`,
      `${PRIORITY_EN} [priority] tickets (are|have to be|must be|should be) (resolved|solved|fixed|closed) [within|in] {resolution: ...}`,
    ],
    zh: [
      `${SLA_ZH} ${REPLY_ZH} {firstReply: ...} ${AND_ZH} ${SOLUTION_ZH} {resolution: ...}`,
      `${SLA_ZH} ${REPLY_ZH} {firstReply: ...}`,
      `${SLA_ZH} ${SOLUTION_ZH} {resolution: ...}`,
      `${SLA_ZH} ${REPLY_ZH} {firstReply: ...} ${APART_ZH} {resolution: ...} [之内|以内|内] [要|必须] (解决|处理完|办结)`,
      `${SLA_ZH} {firstReply: ...} [之内|以内|内] [要|必须] [首次|首|第一次] (回复|响应|答复) ${APART_ZH} {resolution: ...} [之内|以内|内] [要|必须] (解决|处理完|办结)`,
      `${TICKETS_ZH} ${REPLY_ZH} {firstReply: ...} ${AND_ZH} ${SOLUTION_ZH} {resolution: ...}`,
      `${TICKETS_ZH} ${REPLY_ZH} {firstReply: ...} ${APART_ZH} {resolution: ...} [之内|以内|内] [要|必须] (解决|处理完|办结)`,
      `${TICKETS_ZH} {firstReply: ...} [之内|以内|内] [要|必须] [首次|首|第一次] (回复|响应|答复) ${APART_ZH} {resolution: ...} [之内|以内|内] [要|必须] (解决|处理完|办结)`,
      `${TICKETS_ZH} {firstReply: ...} [之内|以内|内] [要|必须] [首次|首|第一次] (回复|响应|答复)`,
      `${TICKETS_ZH} {resolution: ...} [之内|以内|内] [要|必须] (解决|处理完|办结)`,
    ],
  },
  run: async (ctx, { priority: of, firstReply, resolution }) => {
    const settings = await supportSettings(ctx);
    const settled = await setTarget(ctx, of, {
      firstReply: minutesIn(firstReply, minutesOfDay(settings)),
      resolution: minutesIn(resolution, minutesOfDay(settings)),
    });
    return {
      reply: replyOf(
        {
          kind: 'text',
          text:
            ctx.locale === 'zh'
              ? 'SLA 已更新，适用于新工单。'
              : 'Updated. It holds for new tickets.',
        },
        slaTable(settled, ctx.locale),
      ),
      about: [],
    };
  },
});

function minutesIn(said: string | undefined, ofDay: number): number | undefined {
  if (said === undefined) return undefined;
  const minutes = businessMinutesIn(said, ofDay);
  if (minutes === null) throw new Refusal('bad_sla', {});
  return minutes;
}
