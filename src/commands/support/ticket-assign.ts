import { z } from 'zod';
import { replyOf } from '../../reply/reply.ts';
import { assignTicket as assign } from '../../support/tickets.ts';
import { deskActions, ticketFields, ticketName, ticketRef } from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import { person } from '../parameters.ts';
import { handOver } from './desk.ts';
import { TICKET } from './ticket-parameters.ts';

export const assignTicket = defineCommand({
  name: 'ticket.assign',
  risk: 'write',
  roles: ['support', 'manager'],
  summary: { en: 'Give a ticket to somebody.', zh: '分配工单。' },
  parameters: z.object({
    ticket: TICKET,
    assignee: person({
      label: { en: 'assignee', zh: '处理人' },
      question: { en: 'Who takes it?', zh: '交给谁？' },
    }),
  }),
  examples: {
    en: [
      'assign ticket TK-3 to Sam',
      'give TK-4 to me',
      'assign TK-12 to Dana Ruiz',
      'hand ticket 7 over to Sam',
      'I take ticket TK-5',
      'reassign TK-9 to Lin Wei',
      'take TK-2',
      'pass ticket TK-6 to Sam',
      'assign this ticket to me',
    ],
    zh: [
      '工单 TK-3 交给林薇',
      '把 TK-4 分给我',
      'TK-12 转给小王',
      '工单 7 分配给林薇',
      '我来处理工单 TK-5',
      'TK-9 改派给李强',
      'TK-2 我来处理',
      '把工单 TK-6 指派给林薇',
      '这张工单交给我',
    ],
  },
  patterns: {
    en: [
      '(assign|reassign|give|hand|hand over|pass|delegate|transfer) [the] (ticket|case) {ticket#} [over] (to|->) {assignee}',
      '(assign|reassign|give|hand|hand over|pass|delegate|transfer) {ticket#} [over] (to|->) {assignee}',
      '(assign|reassign|give|hand|hand over|pass|transfer) (the|this|that) ticket {ticket=it} [over] (to|->) {assignee}',
      "(i take|i'll take|i will take|i am taking|i'm taking|take|let me take) [over] [the] [ticket] {ticket#} {assignee=me}",
      "(i take|i'll take|i will take|i am taking|i'm taking|let me take) [over] (the|this|that) ticket {ticket=it} {assignee=me}",
    ],
    zh: [
      '[<把>] 工单 {ticket#} (交给|转给|分给|派给|指派给|分配给|改派给|给) {assignee} [处理|负责|跟进]',
      '[<把>] {ticket#} (交给|转给|分给|派给|指派给|分配给|改派给) {assignee} [处理|负责|跟进]',
      '[<把>] (这张|那张|这个|那个) 工单 {ticket=它} (交给|转给|分给|派给|指派给|分配给|改派给|给) {assignee} [处理|负责|跟进]',
      '[工单] {ticket#} [由|让] 我 [来] (处理|负责|跟进) {assignee=me}',
      '我 [来] (处理|负责|接|跟进) [工单] {ticket#} {assignee=me}',
    ],
  },
  followUps: {
    en: [],
    zh: [
      '[<把>] [它|这个|这张|这单] (分给|交给|派给|转给|指派给|分配给) 我 [来] [处理|负责|跟进] [吧] {ticket=它} {assignee=me}',
    ],
  },
  run: async (ctx, { ticket: { id }, assignee }) => {
    const ticket = await assign(ctx, id, assignee.id);
    await handOver(ctx, ticket);
    const title = ticketName(ticket);
    const reader = { locale: ctx.locale, timeZone: ctx.actor.timeZone };
    return {
      reply: replyOf(
        {
          kind: 'text',
          text:
            ctx.locale === 'zh'
              ? `${title} 现在由 ${assignee.name} 处理。`
              : `${assignee.name} takes ${title}.`,
        },
        ticketFields(ticket, reader, true),
        ...deskActions(ticket, ctx.locale),
      ),
      about: [ticketRef(ticket)],
    };
  },
});
