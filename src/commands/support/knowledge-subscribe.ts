import { z } from 'zod';
import { say } from '../../reply/reply.ts';
import { subscribe, unsubscribe } from '../../support/gap-subscriptions.ts';
import { defineCommand } from '../command.ts';
import { tellOf } from '../context.ts';
import { choice } from '../parameters.ts';

const SEND = {
  weekly: { en: 'every Monday', zh: '每周一' },
  never: { en: 'no more', zh: '不再发送' },
} as const;

export const subscribeToGaps = defineCommand({
  name: 'knowledge.subscribe',
  risk: 'write',
  roles: ['manager', 'support'],
  summary: {
    en: 'Get the knowledge gaps every Monday morning, or no more.',
    zh: '每周一早上接收知识缺口，或取消。',
  },
  parameters: z.object({
    send: choice(SEND, {
      label: { en: 'send', zh: '发送' },
      question: {
        en: 'Send the knowledge gaps every Monday, or no more?',
        zh: '每周一发送知识缺口，还是不再发送？',
      },
      silent: true,
    }),
  }),
  examples: {
    en: [
      'send me the knowledge gaps every Monday',
      'post the knowledge gaps here weekly',
      'subscribe me to the knowledge gaps',
      'I want the knowledge gaps every week',
      'stop sending me the knowledge gaps',
      'unsubscribe from the knowledge gaps',
      'email me the gaps each Monday morning',
      'give me a weekly knowledge gap report',
    ],
    zh: [
      '每周一把知识缺口发给我',
      '每周给我发知识缺口',
      '订阅知识缺口',
      '每周一在这里发布知识缺口',
      '不要再给我发知识缺口了',
      '取消订阅知识缺口',
      '每周一早上推送知识缺口给我',
      '别再每周发知识缺口了',
    ],
  },
  patterns: {
    en: [
      '[please|pls|can you|could you|i want you to] (send|post|email|mail|show|give|report|message|deliver|tell|get) [me|us|to me|to us] [the|a|our] [weekly] [knowledge|kb|knowledge base] (gaps|gap list|gap report|gaps report|gaps list) [to me|to us|here|in this channel] (every monday|each monday|on mondays|every week|weekly|each week|once a week|every monday morning|each monday morning|on monday mornings) {send=weekly} [here|to me|please|in this channel|morning]',
      '[please|pls] (every monday|each monday|every week|weekly|once a week|on mondays|weekly on monday) [morning] [,] (send|post|email|give|show|tell) [me|us] [the|a|our] [knowledge|kb|knowledge base] (gaps|gap list|gap report|gaps report) {send=weekly} [here|please]',
      '(subscribe|sign up|sign me up|add me) [me|us|this channel] (to|for) [the|a] [weekly|monday] [knowledge|kb|knowledge base] (gaps|gap report|gap list|gaps report) {send=weekly}',
      "(i want|i'd like|i would like|give me|give us|i need|set up) [to get|to have] [the|a] [weekly|monday] [knowledge|kb|knowledge base] (gaps|gap report|gap list) (every monday|each monday|weekly|every week) {send=weekly}",
      '(give me|give us|set up|i want|i need) a (weekly|monday) [knowledge|kb|knowledge base] (gap report|gaps report|gap list|gap digest) {send=weekly} [here|please]',
      "(stop|quit|cease|don't|do not|no longer|never) [sending|posting|emailing|send|post|email] [me|us] [the|that|any more] [weekly] [knowledge|kb|knowledge base] (gaps|gap list|gap report|gaps report) {send=never} [here|any more|anymore|every monday|every week|please|to me]",
      '(unsubscribe|cancel my subscription|opt out|take me off|take us off|remove me|drop me) [me|us] [from|to|of|for] [the|that] [weekly] [knowledge|kb|knowledge base] (gaps|gap list|gap report|gaps report) {send=never}',
    ],
    zh: [
      '[请|帮我|麻烦|以后] (每周一|每周|每个星期一|每星期一|每个周一|每星期) [早上|上午|早晨|一早] [都|在这里|在群里|定时] [把|给我|给我们|推送|发送|发|向我] [发|推送|发送|发布|汇报] [一份|一下] (知识缺口|知识缺口报告|知识缺口列表|缺口报告|知识空白) [发给|推送给|发送给|发到|推送到|给] [我|我们|这里|这个群|群里] {send=weekly} [吧|一下]',
      '[我要|我想|帮我|请] (订阅|定期接收|每周接收) [每周的] (知识缺口|知识缺口报告|缺口报告) {send=weekly}',
      '(不要|别|停止|不用|不想|请停止) [再] [每周|每周一] [给我|给我们|向我] [再] (发|推送|发送|接收|收到) [每周的] (知识缺口|知识缺口报告|缺口报告) {send=never} [了|给我]',
      '(取消订阅|退订|取消|停掉) [每周|每周的|每周一] [的] (知识缺口|知识缺口报告|缺口报告) {send=never} [的] [订阅|推送]',
    ],
  },
  run: async (ctx, { send }) => {
    const zh = ctx.locale === 'zh';
    if (send === 'never') {
      await unsubscribe(ctx);
      const text = zh
        ? '好的，不再发送知识缺口。'
        : 'All right, I send you the knowledge gaps no more.';
      return { reply: say(text), about: [] };
    }
    await subscribe(ctx, tellOf(ctx));
    const { timeZone } = ctx.organization;
    const text = zh
      ? `好的，每周一 9:00（${timeZone}）把上周的知识缺口发到这里。`
      : `All right: every Monday at 9:00 (${timeZone}) I post the gaps of the week before here.`;
    return { reply: say(text), about: [] };
  },
});
