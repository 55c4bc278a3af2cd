import { z } from 'zod';
import { say } from '../../reply/reply.ts';
import { confirmSolved } from '../../support/tickets.ts';
import { ticketName, ticketRef } from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import { tellDesk } from './desk.ts';
import { TICKET } from './ticket-parameters.ts';

export const confirmTicket = defineCommand({
  name: 'ticket.confirm',
  risk: 'write',
  roles: ['support', 'rep', 'customer'],
  summary: { en: 'Confirm that your ticket was solved.', zh: '确认你的工单已解决。' },
  parameters: z.object({ ticket: TICKET }),
  examples: {
    en: [
      'confirm ticket TK-3',
      'confirm that TK-4 is solved',
      'yes, ticket TK-12 was solved',
      'I confirm ticket 7 is solved',
      'confirm the solution of TK-5',
      'confirm my ticket is solved',
      'I can confirm TK-9 is fixed',
      'confirm that my ticket was resolved',
    ],
    zh: [
      '确认工单 TK-3 已解决',
      '确认 TK-4 解决了',
      '我确认工单 TK-12 解决了',
      '工单 7 确认解决',
      '确认 TK-5 的解决办法有效',
      '确认我的工单已解决',
      'TK-9 确认已解决',
      '我确认我的工单解决了',
    ],
  },
  patterns: {
    en: [
      '[yes|ok|okay] [,] [i|we] [can] confirm [that] [the] [solution of] [ticket|case] {ticket#} [is|was|has been] [solved|resolved|fixed|done]',
      '[yes|ok|okay] [,] [i|we] [can] confirm [that] (the|this|that|my) ticket {ticket=it} [is|was|has been] [solved|resolved|fixed|done]',
      '(yes|ok|okay) [,] [the] ticket {ticket#} (is|was|has been) (solved|resolved|fixed|done)',
    ],
    zh: [
      '[我|我们] 确认 [工单] {ticket#} [的] [已经|已|解决办法] (解决了|解决|好了|有效)',
      '[我|我们] 确认 (这张|那张|这个|那个|我的) 工单 {ticket=它} [已经|已] (解决了|解决|好了)',
      '[工单] {ticket#} [我] 确认 [已经|已] (解决了|解决|好了)',
    ],
  },
  run: async (ctx, { ticket: { id } }) => {
    const ticket = await confirmSolved(ctx, id);
    const title = ticketName(ticket);
    await tellDesk(ctx, ticket, (locale) => [
      {
        kind: 'text',
        text:
          locale === 'zh'
            ? `${ctx.actor.name} 确认 ${title} 已解决。`
            : `${ctx.actor.name} confirms that ${title} is solved.`,
      },
    ]);
    return {
      reply: say(
        ctx.locale === 'zh'
          ? `太好了，感谢确认（${title}）。`
          : `Good to hear, thank you (${title}).`,
      ),
      about: [ticketRef(ticket)],
    };
  },
});
