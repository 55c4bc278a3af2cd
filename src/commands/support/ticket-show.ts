import { z } from 'zod';
import { replyOf } from '../../reply/reply.ts';
import { messagesOf } from '../../support/ticket-messages.ts';
import { getTicket, isOnDesk } from '../../support/tickets.ts';
import {
  deskActions,
  requesterActions,
  ticketFields,
  ticketRef,
  ticketTitle,
  transcriptText,
} from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import { TICKET } from './ticket-parameters.ts';

const SHOWN = 20;

export const showTicket = defineCommand({
  name: 'ticket.show',
  risk: 'read',
  roles: ['support', 'rep', 'customer'],
  summary: { en: 'Show a ticket and what was said in it.', zh: '查看工单和往来内容。' },
  parameters: z.object({ ticket: TICKET }),
  examples: {
    en: [
      'show ticket TK-3',
      'open ticket 12',
      'what is the status of ticket TK-4',
      'show me the printer ticket',
      'ticket TK-7',
      'how is my ticket doing',
      'status of TK-9',
      'view the ticket about charging',
      'what happened to ticket TK-2?',
      'pull up TK-15',
    ],
    zh: [
      '查看工单 TK-3',
      '打开工单 12',
      '工单 TK-4 怎么样了',
      '看一下打印机那张工单',
      '工单 TK-7',
      '我的工单处理得怎么样了',
      'TK-9 的进度',
      '查一下工单 TK-2 的状态',
      '显示 TK-15',
      '工单 TK-8 到哪一步了',
    ],
  },
  patterns: {
    en: [
      '<show> [the|my] [support] ticket [number|no|no.|#|about|on|for] {ticket}',
      '<show> [the|my] {ticket} [support] ticket',
      '<show> (this|that|the|my) ticket {ticket=it}',
      '<show> {ticket#}',
      '[support] ticket {ticket#} [?]',
      "(what is|what's|whats|tell me|check|any news on|any update on|any news about|update on|news on) [the] [status|state|progress] [of|on|with|for] [the|my] [ticket] {ticket#}",
      "(what is|what's|whats|tell me|check|any news on|any update on) [the] (status|state|progress) [of|on|with|for] [the|my] ticket [about|on] {ticket}",
      "(what is|what's|whats|tell me|check|any news on|any update on) [the] (status|state|progress) [of|on|with|for] (my|the|this|that) ticket {ticket=it}",
      '[status|state|progress] (of|on) [the|my] [ticket] {ticket#}',
      "(how is|how's|what about|what happened to|what happened with|where are we with) [the|my] [ticket] {ticket#} [doing|going|now|coming along]",
      "(how is|how's|what about|what happened to|what happened with|any news on|any update on) [the|my|that|this] ticket [doing|going|now|coming along] {ticket=it}",
    ],
    zh: [
      '[请|帮我] [<看>] [一下] 工单 [号|编号] {ticket} [的] [状态|进度|情况|详情|内容] [怎么样了|如何了|到哪了|到哪一步了]',
      '[<看>] [一下] {ticket} [的] (那张|这张|那个|这个) 工单 [的] [状态|进度|情况|详情]',
      '(<看>) [一下] {ticket#} [的] [状态|进度|情况|详情|工单]',
      '[<看>] [一下] {ticket#} [的] (状态|进度|情况|详情) [怎么样了|如何]',
      '[工单] {ticket#} [处理得|处理] (怎么样了|到哪了|到哪一步了|解决了吗|好了吗|有进展吗|有消息吗)',
      '(我的|那张|这张|这个|那个) 工单 [处理得|处理|现在] (怎么样了|到哪了|到哪一步了|解决了吗|好了吗|有进展吗|有消息吗) {ticket=它}',
    ],
  },
  run: async (ctx, { ticket: { id } }) => {
    const ticket = await getTicket(ctx, id);
    const desk = isOnDesk(ctx, ticket);
    const reader = { locale: ctx.locale, timeZone: ctx.actor.timeZone };
    const messages = await messagesOf(ctx, id, { desk, limit: SHOWN });
    return {
      reply: replyOf(
        { kind: 'heading', text: ticketTitle(ticket) },
        ticketFields(ticket, reader, desk),
        { kind: 'text', text: transcriptText(messages, reader) },
        ...(desk ? deskActions(ticket, ctx.locale) : requesterActions(ticket, ctx.locale)),
      ),
      about: [ticketRef(ticket)],
    };
  },
});
