import { z } from 'zod';
import { say } from '../../reply/reply.ts';
import { noteOnTicket as note } from '../../support/tickets.ts';
import { ticketRef } from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import { tellDesk } from './desk.ts';
import { message, TICKET } from './ticket-parameters.ts';

export const noteOnTicket = defineCommand({
  name: 'ticket.note',
  risk: 'write',
  roles: ['support', 'manager'],
  summary: {
    en: 'Note something in a ticket that the customer does not see.',
    zh: '在工单里写内部备注，客户看不到。',
  },
  parameters: z.object({
    ticket: TICKET,
    message: message({ en: 'note', zh: '备注' }, { en: 'What shall I note?', zh: '备注什么？' }),
  }),
  examples: {
    en: [
      'internal note on TK-3: known bug in 8.4',
      'note on ticket TK-4: called them, no answer',
      'add an internal note to TK-12: waiting for engineering',
      'private note on ticket 7: they are on the old plan',
      'add a note to ticket TK-5: escalated',
      'internal comment on TK-9: do not promise a date',
      'leave an internal note in ticket TK-2: warranty ends in May',
      'note for the team on TK-6: reproduced here',
    ],
    zh: [
      'TK-3 内部备注：8.4 的已知问题',
      '工单 TK-4 备注：打过电话没人接',
      '给 TK-12 加内部备注：等研发',
      '工单 7 内部备注：他们是旧套餐',
      '在工单 TK-5 备注：已升级',
      'TK-9 备注：不要承诺日期',
      '给工单 TK-2 写个内部备注：质保到五月',
      '工单 TK-6 加备注：已复现',
    ],
  },
  patterns: {
    en: [
      '[add|leave|write|make|put] [a|an] (internal|private) (note|comment) (on|in|to|for) [the] [ticket|case] {ticket#} [:|,|-|that] {message}',
      '[add|leave|write|make|put] [a|an] note (on|in|to) [the] ticket {ticket#} [:|,|-|that] {message}',
      '[add|leave|write|make|put] [a|an] note for the team (on|in|to) [the] [ticket] {ticket#} [:|,|-|that] {message}',
      '[add|leave|write|make|put] [a|an] [internal|private] (note|comment) (on|in|to) (the|this|that) ticket {ticket=it} [:|,|-|that] {message}',
    ],
    zh: [
      '[在|给] 工单 {ticket#} [里|上] [加|写|留|添加] [一条|个|一个] [内部] 备注 [:|,|，] {message}',
      '[在|给] {ticket#} [里|上] [加|写|留|添加] [一条|个|一个] [内部] 备注 [:|,|，] {message}',
      '[在|给] (这张|那张|这个|那个) 工单 {ticket=它} [里|上] [加|写|留|添加] [一条|个|一个] [内部] 备注 [:|,|，] {message}',
    ],
  },
  run: async (ctx, { ticket: { id }, message: said }) => {
    const ticket = await note(ctx, id, said);
    const label = { en: 'note', zh: '备注' };
    await tellDesk(ctx, ticket, (locale) => [
      { kind: 'text', text: `${ctx.actor.name} (${label[locale]}): ${said}` },
    ]);
    const number = `TK-${ticket.number}`;
    return {
      reply: say(
        ctx.locale === 'zh'
          ? `${number}：已备注，客户看不到。`
          : `${number}: noted. The customer does not see it.`,
      ),
      about: [ticketRef(ticket)],
    };
  },
});
