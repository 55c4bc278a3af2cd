import { z } from 'zod';
import { type Button, replyOf, say } from '../../reply/reply.ts';
import { listTickets as list, type TicketFilter } from '../../support/tickets.ts';
import { runButton } from '../cards/deal-card.ts';
import { ticketRef, ticketTable } from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { PRIORITY_LABELS, TICKET_STATUS_LABELS } from '../labels.ts';
import { choice, person, record } from '../parameters.ts';
import { idMention } from '../references.ts';
import { priority } from './ticket-parameters.ts';

const SHOWN = 25;
const OPENED = 4;

export const listTickets = defineCommand({
  name: 'ticket.list',
  risk: 'read',
  roles: ['support', 'rep', 'customer'],
  summary: { en: 'List tickets: yours, open, urgent, of an account.', zh: '查看工单列表。' },
  parameters: z.object({
    status: choice(TICKET_STATUS_LABELS, {
      label: { en: 'status', zh: '状态' },
      silent: true,
    }).optional(),
    priority: priority(true).optional(),
    assignee: person({ label: { en: 'assignee', zh: '处理人' }, silent: true }).optional(),
    account: record('account', { label: { en: 'account', zh: '客户' }, silent: true }).optional(),
  }),
  examples: {
    en: [
      'my tickets',
      'show my open tickets',
      'list all tickets',
      'tickets of Acme',
      "show Sam's tickets",
      'urgent tickets',
      'which tickets are waiting for the customer',
      'closed tickets',
      'list new tickets',
      'what tickets are open?',
      'show the support queue',
      'all support tickets for Globex',
    ],
    zh: [
      '我的工单',
      '查看所有工单',
      '未关闭的工单',
      '华为的工单',
      '林薇的工单',
      '紧急工单有哪些',
      '等待客户的工单',
      '已关闭的工单',
      '列出新工单',
      '还有哪些工单没处理',
      '看一下客服队列',
      '小米的所有工单',
    ],
  },
  patterns: {
    en: [
      '[<list>|<show>] [all|all of] (my|our) [open|support|current] tickets {assignee=me} [please]',
      '[<list>|<show>] (my|our) (new {status=new}|waiting {status=waiting}|closed {status=closed}|resolved {status=closed}|urgent {priority=urgent}|high priority {priority=high}|low priority {priority=low}) [support] tickets {assignee=me}',
      '[<list>|<show>] [all|the] (new {status=new}|waiting {status=waiting}|pending {status=waiting}|closed {status=closed}|resolved {status=closed}|solved {status=closed}|urgent {priority=urgent}|critical {priority=urgent}|high priority {priority=high}|normal priority {priority=normal}|low priority {priority=low}) [support] tickets',
      '[<list>|<show>] [all] [the] [open|unresolved|unsolved|active|current|support] [support] tickets [please|there are|we have|right now|now|in the queue]',
      '[<list>|<show>] [the] (support|ticket|help desk) (queue|tickets list|list|backlog)',
      '(which|what) tickets (are|do we have) [still] [open|unresolved|left|there|in the queue|pending]',
      '(which|what) tickets (are) [still] (waiting {status=waiting}|new {status=new}|closed {status=closed}|urgent {priority=urgent}) [for the customer|for an answer]',
      '[<list>|<show>] [all] [open|support] tickets (of|for|from|by) [account|customer|company] {account}',
      '[<list>|<show>] [all] [open|support] {account} tickets',
      '[<list>|<show>] [all] [open|support] tickets (assigned to|given to|handled by|with) {assignee}',
      '[<list>|<show>] {assignee#} [open|support] tickets',
    ],
    zh: [
      '[<看>|列出] [一下] 我 [的|手上的|负责的] [所有] [未关闭的|未完成的|处理中的] 工单 [有哪些|列表] {assignee=me}',
      '[<看>|列出] [一下] [所有|全部] [的] (紧急 {priority=urgent}|高优先级 {priority=high}|普通 {priority=normal}|低优先级 {priority=low}) [的] 工单 [有哪些|列表]',
      '[<看>|列出] [一下] [所有|全部] [的] (新 {status=new}|新的 {status=new}|等待客户 {status=waiting}|等客户回复 {status=waiting}|等待客户的 {status=waiting}|已关闭 {status=closed}|关闭了 {status=closed}|已解决 {status=closed}|处理中 {status=open}) [的] 工单 [有哪些|列表]',
      '[<看>|列出] [一下] [所有|全部|现在|当前] [的] [未关闭|未完成|没关闭|没处理|没解决|待处理|客服|支持] [的] 工单 [有哪些|列表|清单|有多少]',
      '[现在|当前|还] [有] (哪些|什么|多少) 工单 [没处理|没关闭|没解决|没完成|还没处理|待处理|开着]',
      '[<看>|列出] [一下] (客服|工单) (队列|列表|清单)',
      '[<看>|列出] [一下] [客户] {account} [的] [所有|全部] [未关闭的] 工单 [有哪些|列表]',
      '[<看>|列出] [一下] (分给|交给|派给) {assignee} [的] 工单 [有哪些|列表]',
    ],
  },
  followUps: {
    en: [
      '(what|which) tickets (are|do i have) (on my plate|on my desk|on me|mine|for me|waiting for me|assigned to me) {assignee=me} [today|now]',
      '(what|which) tickets (do|must|should) i {assignee=me} (have|handle|answer|work on) [now|today]',
    ],
    zh: [],
  },
  run: async (ctx, { status, priority: how, assignee, account }) => {
    const { locale } = ctx;
    const zh = locale === 'zh';
    // "My tickets" of somebody who does not answer tickets are those that he asked for.
    const filter: TicketFilter = {
      status,
      priority: how,
      accountId: account?.id,
      assigneeId: seesOwnOnly(ctx) ? undefined : assignee?.id,
    };
    const tickets = await list(ctx, filter);
    const words = [
      status === undefined ? null : TICKET_STATUS_LABELS[status][locale],
      how === undefined ? null : PRIORITY_LABELS[how][locale],
      assignee?.name,
      account?.name,
    ].filter(Boolean);
    const title = `${zh ? '工单' : 'Tickets'}${words.length === 0 ? '' : ` (${words.join(', ')})`}`;
    if (tickets.length === 0)
      return { reply: say(zh ? `${title}：没有。` : `${title}: none.`), about: [] };
    const shown = tickets.slice(0, SHOWN);
    const buttons: Button[] = shown
      .slice(0, OPENED)
      .map((ticket) =>
        runButton(`TK-${ticket.number}`, 'ticket.show', { ticket: idMention(ticketRef(ticket)) }),
      );
    const reader = { locale, timeZone: ctx.actor.timeZone };
    const left = tickets.length - shown.length;
    return {
      reply: replyOf(
        ticketTable(shown, reader, `${title}: ${tickets.length}`),
        ...(left > 0
          ? [{ kind: 'note' as const, text: zh ? `还有 ${left} 张。` : `${left} more.` }]
          : []),
        { kind: 'buttons', buttons },
      ),
      about: shown.length === 1 ? shown.map(ticketRef) : [],
      listed: shown.map(ticketRef),
    };
  },
});

function seesOwnOnly({ actor }: CommandContext): boolean {
  return actor.kind === 'customer' || actor.role === 'rep' || actor.role === 'viewer';
}
