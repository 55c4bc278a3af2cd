import { z } from 'zod';
import { type Block, replyOf } from '../../reply/reply.ts';
import { closeTicket as close } from '../../support/tickets.ts';
import { closedCard, deskActions, ticketName, ticketRef } from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import { OUTCOME_LABELS } from '../labels.ts';
import { text } from '../parameters.ts';
import { tellDesk, tellRequester } from './desk.ts';
import { TICKET } from './ticket-parameters.ts';

export const closeTicket = defineCommand({
  name: 'ticket.close',
  risk: 'write',
  roles: ['support', 'rep', 'customer'],
  summary: {
    en: 'Close a ticket; its requester is asked whether it is solved.',
    zh: '关闭工单，并询问客户是否已解决。',
  },
  parameters: z.object({
    ticket: TICKET,
    resolution: text({
      label: { en: 'resolution', zh: '解决办法' },
      rest: true,
      silent: true,
      max: 2000,
    }).optional(),
  }),
  examples: {
    en: [
      'close ticket TK-3',
      'close TK-4: replaced the battery',
      'ticket TK-12 is solved',
      'resolve ticket 7: reset the password',
      'close my ticket',
      'mark TK-5 as resolved',
      'close TK-9, the update fixed it',
      'my ticket is solved, thanks',
      'TK-6 is done',
      'close this ticket',
    ],
    zh: [
      '关闭工单 TK-3',
      '关闭 TK-4：已更换电池',
      '工单 TK-12 解决了',
      '结束工单 7：已重置密码',
      '关闭我的工单',
      '把 TK-5 标记为已解决',
      '关掉 TK-9，升级后好了',
      '我的工单解决了，谢谢',
      '工单 TK-6 处理完了',
      '关闭这张工单',
      '好了，关掉吧',
    ],
  },
  patterns: {
    en: [
      '(close|resolve|solve|finish|end|shut) [the] (ticket|case) {ticket#} [:|,|-|with|because|as] {resolution}',
      '(close|resolve|solve|finish|end|shut) [the] [ticket|case] {ticket#} [please|now]',
      '(close|resolve) {ticket#} [:|,|-|with|because] {resolution}',
      '(close|resolve|solve|finish|end) (the|this|that|my) ticket {ticket=it} [please|now]',
      '(close|resolve|solve|finish|end) (the|this|that|my) ticket {ticket=it} (:|,|-|with|because) {resolution}',
      '[<mark>] [the] ticket {ticket#} [is|as] [now|already] (solved|resolved|done|fixed|closed|finished) [thanks|thank you|now]',
      '<mark> {ticket#} [is|as] [now|already] (solved|resolved|done|fixed|closed|finished) [thanks|thank you|now]',
      '{ticket#} is [now|already] (solved|resolved|fixed|closed) [thanks|thank you|now]',
      '[<mark>] (the|this|that|my) ticket {ticket=it} [is|as|can be] [now|already] (solved|resolved|done|fixed|closed|finished) [,] [thanks|thank you|now]',
    ],
    zh: [
      '[请|帮我|<把>] (关闭|关掉|关了|结束|完结) 工单 {ticket#} [:|,|，|因为|原因] {resolution}',
      '[请|帮我|<把>] (关闭|关掉|关了|结束|完结) [工单] {ticket#}',
      '[请|帮我|<把>] (关闭|关掉|结束) {ticket#} [:|,|，|因为] {resolution}',
      '[请|帮我|<把>] (关闭|关掉|关了|结束|完结) (这张|那张|这个|那个|我的) 工单 {ticket=它} [吧]',
      '[<把>] 工单 {ticket#} [已经|已|都] (解决了|处理完了|处理好了|搞定了|修好了|解决|完成了|关闭|关掉|关了) [,] [谢谢|吧]',
      '[<把>] {ticket#} [已经|已|都] (解决了|修好了|关闭|关掉) [,] [谢谢|吧]',
      '[<把>] [工单] {ticket#} (标记为|标为|标成|设为) (已解决|解决|已关闭|关闭)',
      '[<把>] (这张|那张|这个|那个|我的) 工单 {ticket=它} [已经|已|都] (解决了|处理完了|处理好了|搞定了|修好了|关闭|关掉|关了) [,] [谢谢|吧]',
    ],
  },
  followUps: {
    en: [
      "(it works|it's working|works|it's fixed|fixed|it's solved|solved|problem solved|all good|sorted) [again|now|fine] (,|.|-|and|so) [please|you can|pls] (close|resolve) (it|this|the ticket|the case) {ticket=it}",
    ],
    zh: [
      '[已经|现在|都] (好了|解决了|修好了|可以了|没问题了|搞定了|正常了) [,] [请|帮我|麻烦|可以|把它] (关掉|关闭|关了|关单|结束) [吧|它|掉|了] {ticket=它}',
      '(关闭|关掉|关单|关了) [吧|它] (,|:|因为) [因为|原因是] {resolution} {ticket=它}',
      '(可以|能) (关闭|关掉|关了|关单) [吧|了] {ticket=它}',
    ],
  },
  run: async (ctx, { ticket: { id }, resolution }) => {
    const { ticket, byRequester } = await close(ctx, id, resolution);
    const title = ticketName(ticket);
    const lines = (locale: 'en' | 'zh'): Block[] => [
      {
        kind: 'text',
        text: [
          locale === 'zh'
            ? `${ctx.actor.name} 关闭了 ${title}。`
            : `${ctx.actor.name} closed ${title}.`,
          ...(ticket.resolution === null ? [] : [ticket.resolution]),
          ...(ticket.outcome === null ? [] : [OUTCOME_LABELS[ticket.outcome][locale]]),
        ].join('\n'),
      },
    ];
    await tellDesk(ctx, ticket, lines);
    if (!byRequester) tellRequester(ctx, ticket, closedCard(ticket));
    const zh = ctx.locale === 'zh';
    return {
      reply: byRequester
        ? closedByRequester(title, closedCard(ticket).blocks.slice(-2), zh)
        : replyOf(
            {
              kind: 'text',
              text: zh
                ? `已关闭 ${title}，并请 ${ticket.requesterName} 确认是否解决。`
                : `Closed ${title}. I asked ${ticket.requesterName} whether it is solved.`,
            },
            ...deskActions(ticket, ctx.locale),
          ),
      about: [ticketRef(ticket)],
    };
  },
});

/** Who closes his own ticket need not be asked whether it is solved: how it was, is. */
function closedByRequester(title: string, rating: readonly Block[], zh: boolean) {
  return replyOf(
    {
      kind: 'text',
      text: zh
        ? `工单 ${title} 已关闭。7 天内再写就会重新打开。`
        : `${title} is closed. Write again within 7 days and it is opened again.`,
    },
    ...rating,
  );
}
