import { z } from 'zod';
import { momentText, shortText } from '../../reply/format.ts';
import { replyOf } from '../../reply/reply.ts';
import { questionsBefore } from '../../support/ticket-messages.ts';
import { createTicket as create } from '../../support/tickets.ts';
import { ticketName, ticketRef } from '../cards/ticket-card.ts';
import { defineCommand } from '../command.ts';
import { record, text } from '../parameters.ts';
import { showToDesk } from './desk.ts';
import { priority } from './ticket-parameters.ts';

export const createTicket = defineCommand({
  name: 'ticket.create',
  risk: 'write',
  roles: ['everyone'],
  summary: {
    en: 'Hand a question over to a person: open a support ticket.',
    zh: '转人工：创建客服工单。',
  },
  parameters: z.object({
    subject: text({
      label: { en: 'subject', zh: '主题' },
      question: { en: 'What is it about?', zh: '是什么问题？' },
      rest: true,
      max: 300,
    }),
    priority: priority(true).optional(),
    account: record('account', {
      label: { en: 'account', zh: '客户' },
      silent: true,
    }).optional(),
  }),
  examples: {
    en: [
      'open a ticket: the label printer is offline',
      'create a support ticket about the sorter jamming',
      'I need to talk to a human about my invoice',
      'raise a ticket, robots do not charge',
      'open an urgent ticket: the warehouse is down',
      'file a ticket for slow sync',
      'new support ticket: scanner will not pair',
      'log a support case about login errors',
      'please connect me with support about the API key',
      'open a ticket',
      'I want to talk to a person',
      'submit a ticket: wrong count after update',
    ],
    zh: [
      '提交工单：标签打印机离线',
      '新建工单，机器人充不上电',
      '转人工，我的发票有问题',
      '我要找人工客服，分拣机卡住了',
      '创建一个紧急工单：仓库系统宕机',
      '开个工单：扫码枪连不上',
      '帮我提个工单，同步很慢',
      '转人工',
      '我想跟真人客服说接口密钥的事',
      '报一张工单：登录报错',
      '提工单 盘点数量不对',
      '新增客服工单：地图打不开',
    ],
  },
  patterns: {
    en: [
      "(open|create|raise|file|submit|start|make|log|new|add|i need|i want|i would like|i'd like) [me] [a|an|another|new|one] [new] (urgent {priority=urgent}|critical {priority=urgent}|emergency {priority=urgent}|high priority {priority=high}|high-priority {priority=high}|low priority {priority=low}|low-priority {priority=low}|normal) [support] (ticket|case) [for us|with support] [:|,|-|about|for|because|since|that|on|regarding] {subject}",
      "(open|create|raise|file|submit|start|make|log|new|add|i need|i want|i would like|i'd like) [me] [a|an|another|new|one] [new] [support] ticket [with support] [:|,|-|about|for|because|since|that|on|regarding|saying] {subject}",
      "(open|create|raise|file|submit|start|make|log|new|add|i need|i want|i would like|i'd like) [me] [a|an|another|new|one] [new] support (case|request|issue) [:|,|-|about|for|because|since|that|on|regarding|saying] {subject}",
      "(open|create|raise|file|submit|start|make|log|new|add|i need|i want|i would like|i'd like) [me] [a|an|another|new|one] [new] [support] ticket [please]",
      "[i|we] [need|want|would like|have|'d like|please|can i|could i|let me|i'd like] [to] (talk|speak|chat|get through) (to|with) (a human|a person|a real person|someone|somebody|an agent|a support agent|support|the support team|customer service|a human being|a human agent) [about|regarding|because|on|:|,|-] {subject}",
      "[i|we] [need|want|would like|have|'d like|please|can i|could i|let me|i'd like] [to] (talk|speak|chat|get through) (to|with) (a human|a person|a real person|an agent|a support agent|support|the support team|customer service|a human being|a human agent) [please]",
      '[please] (connect|put|pass|transfer|hand) (me|us|this) [over|through|on] (to|with) (a human|a person|an agent|support|the support team|customer service|someone from support) [about|regarding|because|:|,|-] {subject}',
      '[please] (connect|put|pass|transfer|hand) (me|us|this) [over|through|on] (to|with) (a human|a person|an agent|a support agent|support|the support team|customer service|someone from support) [please]',
      '(human|agent|representative) please',
    ],
    zh: [
      '[请|帮我|麻烦|我要|我想|给我] (提交|提|新建|创建|开|报|建|新增|发起|登记|录) [一个|一张|个|张|一份|份] [新的|新] (紧急 {priority=urgent}|加急 {priority=urgent}|高优先级 {priority=high}|重要 {priority=high}|低优先级 {priority=low}|不急 {priority=low}) [的] [客服|支持|售后] 工单 [:|,|，|关于|,内容是] {subject}',
      '[请|帮我|麻烦|我要|我想|给我] (提交|提|新建|创建|开|报|建|新增|发起|登记|录) [一个|一张|个|张|一份|份] [新的|新] [客服|支持|售后] 工单 [:|,|，|关于|,内容是] {subject}',
      '[请|帮我|麻烦|我要|我想|给我] (提交|提|新建|创建|开|报|建|新增|发起|登记|录) [一个|一张|个|张|一份|份] [新的|新] [客服|支持|售后] 工单 [吧]',
      '[请|帮我|麻烦|我要|我想|给我] (转人工|转人工客服|转接人工|找人工|找人工客服|联系人工|联系人工客服|找真人|转真人|接人工) [,|:|，|因为|关于|问一下] {subject}',
      '[请|帮我|麻烦|我要|我想|给我] (转人工|转人工客服|转接人工|找人工|找人工客服|联系人工|联系人工客服|找真人|转真人|接人工|人工客服) [吧|谢谢]',
      '[我|请] (想|要|需要) (跟|和|找) (真人|人工|真人客服|人工客服|客服|人) (说|聊|谈|沟通) [一下] [关于] {subject}',
    ],
  },
  followUps: {
    en: [
      "(open|create|raise|file|submit|start|make|log|new|add|i need) [me] [a|an|another|new|one] [new] [support] ticket (for|:|,|-|about|because|that|on|regarding|saying) {subject} (,|-|.|;|!) [this is|it is|it's|its|that's|very|super|really|quite] (urgent {priority=urgent}|critical {priority=urgent}|high priority {priority=high}|top priority {priority=urgent}|low priority {priority=low}|normal priority {priority=normal}) [please]",
      '(open|create|raise|file|submit|start|make|log|new|add|i need) [me] [a|an|another|new|one] [new] [support] ticket for {account} (:|-) {subject}',
      "(open|create|raise|file|submit|start|make|log|new|add|i need) [me] [a|an|another|new|one] [new] [support] ticket for {account} (:|-) {subject} (,|.|;|!) [this is|it is|it's|its|very|really] (urgent {priority=urgent}|critical {priority=urgent}|high priority {priority=high}|top priority {priority=urgent}|low priority {priority=low}|normal priority {priority=normal}) [please]",
    ],
    zh: [
      '[请|帮我|麻烦|我要|我想|给我] (提交|提|新建|创建|开|报|建|新增|发起|登记|录) [一个|一张|个|张|一份|份] [新的|新] [客服|支持|售后] 工单 [:|,|，|关于|,内容是] {subject} (,|。|;) [很|比较|非常|挺|这个|有点] [优先级] (紧急 {priority=urgent}|加急 {priority=urgent}|高优先级 {priority=high}|低优先级 {priority=low}|高 {priority=high}|低 {priority=low}|不急 {priority=low}|不着急 {priority=low})',
      '[请|帮我|麻烦] (给|帮|替|为) {account} (提交|提|新建|创建|开|报|建|新增|发起|登记|录) [一个|一张|个|张|一份|份] [客服|支持|售后] 工单 [:|,|，|关于|,内容是] {subject}',
      '[请|帮我|麻烦] (给|帮|替|为) {account} (提交|提|新建|创建|开|报|建|新增|发起|登记|录) [一个|一张|个|张|一份|份] [客服|支持|售后] 工单 [:|,|，|关于|,内容是] {subject} (,|。|;) [很|比较|非常|挺] [优先级] (紧急 {priority=urgent}|加急 {priority=urgent}|高优先级 {priority=high}|低优先级 {priority=low}|高 {priority=high}|低 {priority=low}|不急 {priority=low}|不着急 {priority=low})',
    ],
  },
  // "Talk to a human" is about what was asked last.
  assumes: async (ctx) => {
    const last = (await questionsBefore(ctx)).at(-1);
    return last === undefined ? {} : { subject: shortText(last.text, 300) };
  },
  run: async (ctx, { subject, priority: said, account }) => {
    const ticket = await create(ctx, { subject, priority: said, accountId: account?.id });
    await showToDesk(ctx, ticket);
    const { locale } = ctx;
    const due = momentText(ticket.firstReplyDueAt, ctx.actor.timeZone, locale);
    const who = ticket.assignee?.name;
    return {
      reply: replyOf(
        {
          kind: 'text',
          text:
            locale === 'zh'
              ? `已转交人工：工单 ${ticketName(ticket)}。`
              : `I handed it over: ticket ${ticketName(ticket)}.`,
        },
        {
          kind: 'note',
          text:
            locale === 'zh'
              ? `${who ?? '客服'} 最晚 ${due} 回复。${ctx.actor.kind === 'customer' ? '你在这里继续写的内容会直接转给客服。' : ''}`
              : `${who ?? 'Our support'} answers by ${due}.${ctx.actor.kind === 'customer' ? ' What you write here goes to them.' : ''}`,
        },
      ),
      about: [ticketRef(ticket)],
    };
  },
});
