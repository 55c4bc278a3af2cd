import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { replyOf } from '../../reply/reply.ts';
import { setTarget, supportSettings } from '../../support/sla.ts';
import { defineCommand } from '../command.ts';
import { text } from '../parameters.ts';
import { businessMinutesIn } from './duration-words.ts';
import { minutesOfDay, slaTable } from './sla-card.ts';
import { priority } from './ticket-parameters.ts';

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
      `[set|change|update|make] [the|our] sla [for|of] [the] ${'(urgent {priority=urgent}|critical {priority=urgent}|high {priority=high}|normal {priority=normal}|low {priority=low})'} [priority] [tickets] [is|to|:|=|,|-] [first] (reply|response|answer) [within|in|after|of|:|=] {firstReply: ...} [,] [and|,|/|;] (resolution|resolved|solution|solved|fix) [within|in|after|of|:|=] {resolution: ...}`,
      `[set|change|update|make] [the|our] sla [for|of] [the] ${'(urgent {priority=urgent}|critical {priority=urgent}|high {priority=high}|normal {priority=normal}|low {priority=low})'} [priority] [tickets] [is|to|:|=|,|-] [first] (reply|response|answer) [within|in|after|of|:|=] {firstReply: ...}`,
      `[set|change|update|make] [the|our] sla [for|of] [the] ${'(urgent {priority=urgent}|critical {priority=urgent}|high {priority=high}|normal {priority=normal}|low {priority=low})'} [priority] [tickets] [is|to|:|=|,|-] (resolution|solution) [within|in|after|of|:|=] {resolution: ...}`,
      `${'(urgent {priority=urgent}|critical {priority=urgent}|high {priority=high}|normal {priority=normal}|low {priority=low})'} [priority] tickets (get|have|need|are) [a|the|to be] [first] (reply|response|answer|answered) [within|in] {firstReply: ...}`,
      `${'(urgent {priority=urgent}|critical {priority=urgent}|high {priority=high}|normal {priority=normal}|low {priority=low})'} [priority] tickets (are|have to be|must be|should be) (resolved|solved|fixed|closed) [within|in] {resolution: ...}`,
    ],
    zh: [
      '[<把>|设置|设定|修改] (紧急 {priority=urgent}|高 {priority=high}|普通 {priority=normal}|低 {priority=low}) [优先级] [的] [工单] [的] (sla|SLA|时限) [:|,|，|改为|改成|设为|是] [首次] (回复|响应) {firstReply: ...} [,|，|和] 解决 {resolution: ...}',
      '[<把>|设置|设定|修改] (紧急 {priority=urgent}|高 {priority=high}|普通 {priority=normal}|低 {priority=low}) [优先级] [的] [工单] [的] (sla|SLA|时限) [:|,|，|改为|改成|设为|是] [首次] (回复|响应) {firstReply: ...}',
      '[设置|设定|修改] (sla|SLA) [:|,|，] (紧急 {priority=urgent}|高 {priority=high}|普通 {priority=normal}|低 {priority=low}) [优先级] [工单] [首次] (回复|响应) {firstReply: ...} [,|，|和] 解决 {resolution: ...}',
      '[设置|设定|修改] (sla|SLA) [:|,|，] (紧急 {priority=urgent}|高 {priority=high}|普通 {priority=normal}|低 {priority=low}) [优先级] [工单] [首次] (回复|响应) {firstReply: ...}',
      '(紧急 {priority=urgent}|高优先级 {priority=high}|普通 {priority=normal}|低优先级 {priority=low}) [的] 工单 {firstReply: ...} [之内|以内|内] [首次] (回复|响应)',
      '(紧急 {priority=urgent}|高优先级 {priority=high}|普通 {priority=normal}|低优先级 {priority=low}) [的] 工单 {resolution: ...} [之内|以内|内] 解决',
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
