import { z } from 'zod';
import { replyOf } from '../../reply/reply.ts';
import { updateTicket as update } from '../../support/tickets.ts';
import { askWhatToChange, changedReply } from '../cards/changed.ts';
import { deskActions, ticketFields, ticketName, ticketRef } from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import { PRIORITY_LABELS } from '../labels.ts';
import { text } from '../parameters.ts';
import { tellDesk } from './desk.ts';
import { priority, TICKET } from './ticket-parameters.ts';

export const updateTicket = defineCommand({
  name: 'ticket.update',
  risk: 'write',
  roles: ['support', 'manager'],
  summary: {
    en: 'Change the priority or the subject of a ticket.',
    zh: '修改工单的优先级或主题。',
  },
  parameters: z.object({
    ticket: TICKET,
    priority: priority(true).optional(),
    subject: text({
      label: { en: 'subject', zh: '主题' },
      silent: true,
      rest: true,
      max: 300,
    }).optional(),
  }),
  examples: {
    en: [
      'set TK-3 to urgent',
      'make ticket TK-4 high priority',
      'change the priority of ticket 12 to low',
      'ticket TK-7 is urgent',
      'raise TK-5 to urgent',
      'lower ticket TK-9 to normal',
      'set the priority of TK-2 to high',
      'rename ticket TK-6 to printer offline in hall 2',
      'make this ticket urgent',
    ],
    zh: [
      '把 TK-3 设为紧急',
      '工单 TK-4 改成高优先级',
      '工单 12 的优先级改为低',
      '工单 TK-7 很紧急',
      'TK-5 升级为紧急',
      '工单 TK-9 降为普通',
      'TK-2 优先级设为高',
      '工单 TK-6 改名为二号厅打印机离线',
      '这张工单改成紧急',
    ],
  },
  patterns: {
    en: [
      '(set|make|change|raise|lower|mark|bump|escalate|downgrade|put) [the] [ticket|case] {ticket#} [to|as|a] (urgent {priority=urgent}|critical {priority=urgent}|high {priority=high}|normal {priority=normal}|medium {priority=normal}|low {priority=low}) [priority]',
      '(set|make|change|raise|lower|mark|bump|escalate|downgrade|put) (the|this|that) ticket {ticket=it} [to|as|a] (urgent {priority=urgent}|critical {priority=urgent}|high {priority=high}|normal {priority=normal}|medium {priority=normal}|low {priority=low}) [priority]',
      '(set|change|raise|lower|make) [the] priority (of|for|on) [the] [ticket|case] {ticket#} [to|=|:|as] (urgent {priority=urgent}|critical {priority=urgent}|high {priority=high}|normal {priority=normal}|medium {priority=normal}|low {priority=low})',
      '(set|change|raise|lower|make) [the] priority (of|for|on) (the|this|that) ticket {ticket=it} [to|=|:|as] (urgent {priority=urgent}|high {priority=high}|normal {priority=normal}|low {priority=low})',
      '(ticket|case) {ticket#} is [now|really|very] (urgent {priority=urgent}|critical {priority=urgent}|high priority {priority=high}|low priority {priority=low}|not urgent {priority=low})',
      '(rename|retitle) [the] (ticket|case) {ticket#} [to|as|:] "?{subject}"?',
      '(rename|retitle) {ticket#} [to|as|:] "?{subject}"?',
    ],
    zh: [
      '[<把>] [工单] {ticket#} [的优先级|优先级] (改成|改为|设为|设成|调成|调为|升级为|升为|降为|降到|提到|标为) [最] (紧急 {priority=urgent}|高 {priority=high}|普通 {priority=normal}|正常 {priority=normal}|低 {priority=low}) [优先级|优先]',
      '[<把>] (这张|那张|这个|那个) 工单 {ticket=它} [的优先级|优先级] (改成|改为|设为|设成|调成|调为|升级为|升为|降为|降到|提到|标为) (紧急 {priority=urgent}|高 {priority=high}|普通 {priority=normal}|正常 {priority=normal}|低 {priority=low}) [优先级|优先]',
      '工单 {ticket#} (很|非常|特别) (紧急 {priority=urgent}|急 {priority=urgent}|重要 {priority=high})',
      '工单 {ticket#} (不急|不紧急) {priority=low}',
      '[<把>] [工单] {ticket#} [的] [标题|主题|名字] (改名为|改名叫|重命名为|主题改为|标题改为) {subject}',
    ],
  },
  followUps: {
    en: [
      '(set|make|change|raise|lower|mark|bump|escalate|put) (it|this|that) [to|as|a] (urgent {priority=urgent}|critical {priority=urgent}|high priority {priority=high}|low priority {priority=low}|normal priority {priority=normal}) {ticket=it}',
    ],
    zh: [
      '[<把>] [它|优先级] (改成|改为|设为|设成|调成|调为|升级为|升为|降为|提到|标为) (紧急 {priority=urgent}|加急 {priority=urgent}|高优先级 {priority=high}|普通优先级 {priority=normal}|低优先级 {priority=low}) [吧|了] {ticket=它}',
    ],
  },
  run: async (ctx, { ticket: { id, name }, priority: how, subject }) => {
    const ref = { entity: 'ticket', id, name } as const;
    if (how === undefined && subject === undefined)
      return { reply: askWhatToChange(ctx, 'ticket.update', ref), about: [ref] };
    const ticket = await update(ctx, id, { priority: how, subject });
    const title = ticketName(ticket);
    await tellDesk(ctx, ticket, (locale) => [
      {
        kind: 'text',
        text: `${ctx.actor.name}: ${title}, ${PRIORITY_LABELS[ticket.priority][locale]}`,
      },
    ]);
    const reader = { locale: ctx.locale, timeZone: ctx.actor.timeZone };
    const { blocks } = await changedReply(ctx, title);
    return {
      reply: replyOf(
        ...blocks,
        ticketFields(ticket, reader, true),
        ...deskActions(ticket, ctx.locale),
      ),
      about: [ticketRef(ticket)],
    };
  },
});
