import { z } from 'zod';
import { type Block, replyOf, say } from '../../reply/reply.ts';
import {
  getTicket,
  isOnDesk,
  isRequester,
  replyFromDesk,
  replyFromRequester,
  type Ticket,
} from '../../support/tickets.ts';
import { ticketName, ticketRef } from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { showToDesk, tellDesk, tellRequester, ticketInThread } from './desk.ts';
import { message, TICKET } from './ticket-parameters.ts';

export const replyToTicket = defineCommand({
  name: 'ticket.reply',
  risk: 'write',
  roles: ['support', 'rep', 'customer'],
  summary: {
    en: 'Write in a ticket: to the customer, or from the customer to support.',
    zh: '回复工单。',
  },
  parameters: z.object({
    ticket: TICKET,
    message: message(
      { en: 'message', zh: '内容' },
      { en: 'What shall I write?', zh: '要写什么？' },
    ),
  }),
  examples: {
    en: [
      'reply to ticket TK-3: please restart the robot',
      'answer TK-4: the fix is in 8.4.2',
      'reply to TK-12 we are looking into it',
      'write to the customer of TK-5: could you send the log file',
      'respond to ticket 7: thank you, it works now',
      'reply on TK-9: it still fails',
      'tell the customer of ticket TK-2 that a technician comes on Monday',
      'add to ticket TK-6: the error is E1042',
      'reply to the ticket: which firmware do you use',
    ],
    zh: [
      '回复工单 TK-3：请重启机器人',
      '回复 TK-4：8.4.2 已修复',
      '在工单 TK-12 里回复：我们正在查',
      '给 TK-5 的客户回复：请发一下日志',
      '答复工单 7：谢谢，现在好了',
      '回 TK-9：还是不行',
      '告诉工单 TK-2 的客户：周一有工程师上门',
      '工单 TK-6 补充：错误码是 E1042',
      '回复这张工单：你们用的哪个固件版本',
    ],
  },
  patterns: {
    en: [
      '(reply|respond|write|answer|write back|get back) [to|on|in] [the customer of|the customer on|the customer in] [the|my] [ticket|case] {ticket#} [:|,|-|that|saying|with] {message}',
      '(reply|respond|answer) [to|on|in] (the|this|that|my) ticket {ticket=it} [:|,|-|that|saying|with] {message}',
      '(tell|let|write) [to] the customer (of|on|in) [the|my] [ticket|case] {ticket#} [know] [:|,|-|that] {message}',
      '(add|append|post) [this] (to|on|in) [the|my] [ticket|case] {ticket#} [:|,|-|that] {message}',
    ],
    zh: [
      '[请|帮我] [在] (回复|答复|回|回答) [一下] [工单] {ticket#} [的客户] [:|,|，|说] {message}',
      '[请|帮我] (回复|答复|回) [一下] (这张|那张|这个|那个|我的) 工单 {ticket=它} [:|,|，|说] {message}',
      '[请|帮我] 在 [工单] {ticket#} [里|里面|中|上] (回复|答复|补充|写) [:|,|，|说] {message}',
      '[请|帮我] (给|告诉|跟) [工单] {ticket#} 的客户 [回复|说|写] [:|,|，] {message}',
      '[给] [工单] {ticket#} (补充|追加|加上|加一句) [:|,|，|说] {message}',
    ],
  },
  run: async (ctx, { ticket: { id }, message: said }) => {
    const ticket = await getTicket(ctx, id);
    const reply = (await speaksForDesk(ctx, ticket))
      ? await fromDesk(ctx, id, said)
      : await fromRequester(ctx, id, said);
    return reply;
  },
});

/** In the ticket's thread everybody speaks for the desk; elsewhere whoever asked speaks for himself. */
async function speaksForDesk(ctx: CommandContext, ticket: Ticket): Promise<boolean> {
  if (!isOnDesk(ctx, ticket)) return false;
  if ((await ticketInThread(ctx))?.id === ticket.id) return true;
  return !(await isRequester(ctx, ticket));
}

async function fromDesk(ctx: CommandContext, id: string, said: string) {
  const ticket = await replyFromDesk(ctx, id, said);
  const zh = ctx.locale === 'zh';
  tellRequester(ctx, ticket, answerOf(ctx, ticket, said));
  await tellDesk(ctx, ticket, () => [{ kind: 'text', text: `${ctx.actor.name}: ${said}` }]);
  const number = `TK-${ticket.number}`;
  return {
    reply: replyOf({
      kind: 'note',
      text: zh
        ? `${number}：已发给 ${ticket.requesterName}。`
        : `${number}: sent to ${ticket.requesterName}.`,
    }),
    about: [ticketRef(ticket)],
  };
}

/** What the requester reads: who answers which ticket, and what. */
function answerOf({ actor }: CommandContext, ticket: Ticket, said: string) {
  const zh = ticket.language === 'zh';
  const blocks: Block[] = [
    { kind: 'text', text: `${actor.name}${zh ? '：' : ': '}${said}` },
    {
      kind: 'note',
      text: zh
        ? `工单 ${ticketName(ticket)}。直接在这里回复即可。`
        : `${ticketName(ticket)}. Just answer here.`,
    },
  ];
  return replyOf(...blocks);
}

async function fromRequester(ctx: CommandContext, id: string, said: string) {
  const { ticket, became } = await replyFromRequester(ctx, id, said);
  const zh = ctx.locale === 'zh';
  const title = ticketName(ticket);
  if (became === 'new') await showToDesk(ctx, ticket);
  else
    await tellDesk(ctx, ticket, (locale) => [
      ...(became === 'reopened'
        ? [
            {
              kind: 'note' as const,
              text: locale === 'zh' ? `${title} 重新打开。` : `${title} is open again.`,
            },
          ]
        : []),
      { kind: 'text', text: `${ctx.actor.name}${locale === 'zh' ? '：' : ': '}${said}` },
    ]);
  const text = {
    added: zh ? `已转给客服（${title}）。` : `Passed on to support (${title}).`,
    reopened: zh
      ? `工单 ${title} 已重新打开，并转给客服。`
      : `I opened ${title} again and passed it on.`,
    new: zh
      ? `之前的工单关闭已久，已新建工单 ${title}。`
      : `That ticket was closed a while ago, so I opened a new one: ${title}.`,
  }[became];
  return { reply: say(text), about: [ticketRef(ticket)] };
}
