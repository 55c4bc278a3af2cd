import { z } from 'zod';
import { listRates as list } from '../../crm/rates.ts';
import { dayText } from '../../reply/format.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';

export const listRates = defineCommand({
  name: 'rate.list',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'List the exchange rates.', zh: '列出汇率。' },
  parameters: z.object({}),
  examples: {
    en: [
      'exchange rates',
      'list the exchange rates',
      'which exchange rates do we use',
      'show currency rates',
      'what rates are set?',
      'fx rates pls',
      'what is the euro rate',
      'show me the current rate for GBP',
      'which currencies do we have rates for',
    ],
    zh: [
      '汇率列表',
      '看一下汇率',
      '现在用的汇率是多少',
      '有哪些汇率',
      '欧元汇率是多少',
      '列出所有汇率',
      '查一下英镑的汇率',
    ],
  },
  patterns: {
    en: [
      "[<list>] [all] [of] [the|our|my] [current|latest|today's] (exchange rates|currency rates|fx rates|conversion rates|forex rates|fx|currency rate table|rate table|exchange rate table) [we use|please|pls|now|do we have|there are|used|are set|today]",
      '(what|which) (exchange rates|currency rates|fx rates|rates|conversion rates|exchange rate) (do|are|is|have|did) [we|you|there|i] [use|have|using|set|used|set up|apply|got|in use|calculate with|convert with|know]',
      "(what's|whats|what is|what are|show me|show|tell me|give me|check|how much is) [the|our] [current|latest|today's] {_} (exchange rate|rate|fx rate) [now|today|please|right now]",
      "(what's|whats|what is|what are|show me|show|tell me|give me|check) [the|our] [current|latest|today's] (exchange rate|rate|fx rate|exchange rates|rates) (of|for|between|from) {_} [now|today|please]",
      '(which|what) currencies (do we have|have|are there|do we know) [a] (rates|rate) [for|of]',
      '(what|which) rate (do|are) we (use|using) (for|on) {_}',
    ],
    zh: [
      '[<看>] [一下] [现在|目前|当前|我们|今天|最新|所有|全部|各种|系统] [用] [的] (汇率|汇率表|外汇汇率|外汇牌价|汇率列表|汇率设置) [列表|有哪些|是多少|多少|设置|情况|是什么|都是多少]',
      '[<看>] [我们] (有哪些|用哪些|用什么|设了哪些|有什么|设置了哪些) 汇率',
      '(列出|列一下|列|显示) [所有|全部] [的] 汇率',
      '[<看>] [一下] [现在|目前|当前] {_} [的|对 {_} 的|兑 {_} 的] 汇率 [现在] (是多少|多少|是什么|怎么样|几)',
      '<看> [一下] {_} [的] 汇率',
      '(哪些|什么) (币种|货币) 有 汇率',
    ],
  },
  run: async (ctx) => {
    const rates = await list(ctx);
    const zh = ctx.locale === 'zh';
    const base = ctx.organization.baseCurrency;
    if (rates.length === 0) {
      return {
        reply: say(
          zh
            ? `还没有设置汇率，各币种的金额分别合计。经理可以说“1 EUR = 1.08 ${base}”。`
            : `There are no exchange rates yet: sums are given by currency. A manager can say “1 EUR = 1.08 ${base}”.`,
        ),
        about: [],
      };
    }
    const dash = '–';
    return {
      reply: replyOf({
        kind: 'table',
        title: zh ? `汇率（折算成 ${base}）` : `Exchange rates, in ${base}`,
        columns: (zh
          ? ['货币', '汇率', '生效日', '之前', '即将生效']
          : ['Currency', 'Rate', 'From', 'Before', 'Next']
        ).map((label, i) => ({ label, align: i === 1 || i === 3 ? 'right' : 'left' })),
        rows: rates.map(({ currency, rate, day, before, next }) => [
          `1 ${currency}`,
          rate,
          dayText(day, ctx.locale),
          before?.rate ?? dash,
          next === null ? dash : `${next.rate} (${dayText(next.day, ctx.locale)})`,
        ]),
      }),
      about: [],
    };
  },
});
