import { z } from 'zod';
import { replyOf } from '../../reply/reply.ts';
import { supportSettings } from '../../support/sla.ts';
import { defineCommand } from '../command.ts';
import { hoursText, slaTable } from './sla-card.ts';

export const showSla = defineCommand({
  name: 'sla.show',
  risk: 'read',
  roles: ['support', 'rep'],
  summary: {
    en: 'How soon tickets are answered and solved, and the business hours.',
    zh: '查看工单时限（SLA）和工作时间。',
  },
  parameters: z.object({}),
  examples: {
    en: [
      'show the sla',
      'what are our service levels',
      'what is the sla for tickets',
      'our response times for tickets',
      'sla',
      'show the business hours',
      'what are our support hours',
      'show sla targets',
    ],
    zh: [
      '查看SLA',
      '工单时限是多少',
      '我们的SLA是什么',
      '看一下工单的响应时限',
      '看看SLA',
      '客服工作时间',
      '查看工作时间',
      '服务级别有哪些',
    ],
  },
  patterns: {
    en: [
      '[<show>] [the|our] (sla|slas|service levels|service level targets|sla targets|sla times|sla settings|service level) [for tickets|of tickets|of the support desk]',
      "(what is|what's|what are) [the|our] (sla|slas|service levels|sla targets|response times for tickets|support hours|business hours) [for tickets|for support]",
      '[<show>] [the|our] (business hours|support hours|desk hours|response times for tickets)',
    ],
    zh: [
      '[<看>] [一下] [我们的|工单的|客服的|现在的] (sla|SLA|服务级别|工单时限|响应时限|工单响应时限) [是多少|是什么|有哪些|怎么定的|设置]',
      '[<看>] [一下] [我们的|客服的|客服] (工作时间|服务时间|上班时间) [是几点|是多少|是什么]',
    ],
  },
  run: async (ctx) => {
    const settings = await supportSettings(ctx);
    const zh = ctx.locale === 'zh';
    const desk = settings.desk !== null;
    return {
      reply: replyOf(
        slaTable(settings, ctx.locale),
        {
          kind: 'note',
          text: `${zh ? '工作时间：' : 'Business hours: '}${hoursText(settings, ctx.locale)}`,
        },
        {
          kind: 'note',
          text: desk
            ? zh
              ? '工单显示在客服台频道。'
              : 'Tickets are shown in the support desk’s channel.'
            : zh
              ? '还没有客服台：在频道里说“把这个频道设为客服台”。'
              : 'There is no support desk yet: say “use this channel as the support desk” in a channel.',
        },
      ),
      about: [],
    };
  },
});
