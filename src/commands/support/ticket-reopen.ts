import { z } from 'zod';
import { say } from '../../reply/reply.ts';
import {
  getTicket,
  isRequester,
  mayReopen,
  reopenTicket as reopen,
  replyFromRequester,
} from '../../support/tickets.ts';
import { ticketName, ticketRef } from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import { showToDesk, tellDesk, tellRequester } from './desk.ts';
import { TICKET } from './ticket-parameters.ts';

export const reopenTicket = defineCommand({
  name: 'ticket.reopen',
  risk: 'write',
  roles: ['support', 'rep', 'customer'],
  summary: { en: 'Open a closed ticket again.', zh: '重新打开已关闭的工单。' },
  parameters: z.object({ ticket: TICKET }),
  examples: {
    en: [
      'reopen ticket TK-3',
      'reopen TK-4',
      'open ticket 12 again',
      'reopen my ticket',
      'ticket TK-7 is not solved',
      'TK-5 is not fixed',
      'please reopen TK-9',
      're-open the ticket',
      'my ticket is not solved yet',
    ],
    zh: [
      '重新打开工单 TK-3',
      '重开 TK-4',
      '再打开工单 12',
      '重新打开我的工单',
      '工单 TK-7 还没解决',
      'TK-5 没有解决',
      '请重新打开 TK-9',
      '重开这张工单',
      '我的工单还没解决',
    ],
  },
  patterns: {
    en: [
      '(reopen|re-open|open again|unclose|revive) [the] [ticket|case] {ticket#}',
      '(reopen|re-open|unclose|revive) (the|this|that|my) ticket {ticket=it}',
      'open [the] [ticket|case] {ticket#} again',
      'open (the|this|that|my) ticket {ticket=it} again',
      "[the] [ticket|case] {ticket#} (is|was|has) (not|n't|still not|never) [been] (solved|resolved|fixed|done) [yet|at all]",
      '(the|this|that|my) ticket {ticket=it} (is|was|has) (not|still not|never) [been] (solved|resolved|fixed|done) [yet|at all]',
    ],
    zh: [
      '[请|帮我|<把>] (重新打开|重开|再打开|重新开|再开) [一下] [工单] {ticket#}',
      '[请|帮我|<把>] (重新打开|重开|再打开|重新开|再开) [一下] (这张|那张|这个|那个|我的) 工单 {ticket=它}',
      '[<把>] [工单] {ticket#} (重新打开|重开)',
      '[工单] {ticket#} [还|根本|并] (没解决|没有解决|未解决|没修好|没处理好)',
      '(这张|那张|这个|那个|我的) 工单 {ticket=它} [还|根本|并] (没解决|没有解决|未解决|没修好|没处理好)',
    ],
  },
  followUps: {
    en: ['(reopen|re-open) (it|that|this) [again|please] {ticket=it}'],
    zh: ['[请|<把>] [它] (重新打开|重开|再打开) [它|一下|吧] {ticket=它}'],
  },
  run: async (ctx, { ticket: { id } }) => {
    const before = await getTicket(ctx, id);
    const zh = ctx.locale === 'zh';
    const own = await isRequester(ctx, before);
    if (own && before.status === 'closed' && !mayReopen(ctx, before)) {
      const { ticket } = await replyFromRequester(ctx, id, before.subject);
      await showToDesk(ctx, ticket);
      const title = ticketName(ticket);
      return {
        reply: say(
          zh
            ? `之前的工单关闭已久，已新建工单 ${title}。`
            : `That ticket was closed a while ago, so I opened a new one: ${title}.`,
        ),
        about: [ticketRef(ticket)],
      };
    }
    const ticket = await reopen(ctx, id);
    const title = ticketName(ticket);
    await tellDesk(ctx, ticket, (locale) => [
      {
        kind: 'text',
        text:
          locale === 'zh'
            ? `${ctx.actor.name} 重新打开了 ${title}。`
            : `${ctx.actor.name} opened ${title} again.`,
      },
    ]);
    if (!own)
      tellRequester(
        ctx,
        ticket,
        say(
          ticket.language === 'zh'
            ? `工单 ${title} 已重新打开，我们继续处理。`
            : `${title} is open again: we go on with it.`,
        ),
      );
    return {
      reply: say(zh ? `工单 ${title} 已重新打开。` : `${title} is open again.`),
      about: [ticketRef(ticket)],
    };
  },
});
