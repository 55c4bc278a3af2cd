import { z } from 'zod';
import { listRates, setRate as set } from '../../crm/rates.ts';
import { dayText } from '../../reply/format.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { date, decimalNumber, exchangeRate } from '../parameters.ts';

export const setRate = defineCommand({
  name: 'rate.set',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Set an exchange rate, from a day on.',
    zh: '设置汇率，可指定生效日期。',
  },
  parameters: z.object({
    rate: exchangeRate({
      label: { en: 'exchange rate', zh: '汇率' },
      question: {
        en: 'What is the rate, such as 1 EUR = 1.08 USD?',
        zh: '汇率是多少（例如 1 EUR = 1.08 USD）？',
      },
    }),
    from: date({
      label: { en: 'from', zh: '生效日' },
      cues: {
        en: [
          'from',
          'as of',
          'effective',
          'starting',
          'since',
          'valid from',
          'on',
          'beginning',
          'for',
        ],
        zh: ['从', '自', '生效日', '自从'],
        after: { zh: ['起', '开始', '生效', '起生效'] },
      },
    }).optional(),
    number: decimalNumber({
      label: { en: 'rate', zh: '汇率' },
      max: 1e10,
      silent: true,
    }).optional(),
  }),
  examples: {
    en: [
      '1 EUR = 1.08 USD',
      'set the euro rate to 1.08',
      'the exchange rate of GBP is 1.27',
      'EUR/USD 1.09 from March 1',
      'update the exchange rate: 1 GBP = 1.25 USD',
      'exchange rate for yen 0.0067',
      'one euro is worth 1.1 dollars',
      'change the CNY rate to 0.139 as of next Monday',
      '100 JPY = 0.67 USD',
      'set an exchange rate',
      'usd to cny rate is 7.2',
      'pound rate 1.3',
    ],
    zh: [
      '美元兑人民币汇率 7.2',
      '1欧元=1.08美元',
      '欧元汇率改成1.09',
      '设置英镑汇率为1.27',
      '3月1日起欧元汇率1.1',
      '人民币对美元的汇率是0.139',
      '更新汇率：1英镑=1.25美元',
      '设置汇率',
      '日元汇率 0.0067',
      '改一下汇率',
      '录入新的汇率',
    ],
  },
  patterns: {
    en: [
      '(set|update|change|make|put|record|enter|add|use|fix|save|adjust|correct|please set) [the|a|an|our|new] [new] [exchange rate|fx rate|rate] [to|of|for|:|as|at] {rate} [now|please|from now on]',
      "[the|our|new|today's] [exchange rate|fx rate|rate|fx] [of|for|:|is|now] {rate} [now|please|today|from now on|these days]",
      '[please|pls] {rate}',
      '(from now on|as of now|starting today|today) [,] [the|use] {rate}',
      '(set|update|change|add|enter|record|new) [the|a|an|our] [new] (exchange rate|exchange rates|currency rate|fx rate|conversion rate) [please]',
    ],
    zh: [
      '[<把>] [更新|设置|设定|修改|调整|改|录入|记录|登记|新增|添加|设] [一下|下] [汇率] [:|为|成] [今天|现在|目前|最新] [的] {rate} [<了>|吧]',
      '[从|自] [今天|现在] [起|开始] [按|用|,] {rate} [计算|折算|算]',
      '(设置|更新|设定|修改|调整|录入|改|添加|新增) [一下|下] [新] [的] (汇率|外汇汇率|兑换率)',
    ],
  },
  asks: async (ctx, { rate, number }) => {
    if (rate.rate !== null || number !== undefined) return null;
    const to = rate.to ?? ctx.organization.baseCurrency;
    const [en, zh] = [
      `What is 1 ${rate.currency} worth in ${to}?`,
      `1 ${rate.currency} 等于多少 ${to}？`,
    ];
    return { parameter: 'number', why: '', question: ctx.locale === 'zh' ? zh : en };
  },
  run: async (ctx, { rate: said, from, number }) => {
    const value = said.rate ?? number ?? 0;
    const now = await set(ctx, { ...said, rate: value, from: from ?? ctx.today });
    const base = ctx.organization.baseCurrency;
    const before = (await listRates(ctx)).find((r) => r.currency === now.currency)?.before ?? null;
    const day = dayText(now.day, ctx.locale);
    const line = `1 ${now.currency} = ${now.rate} ${base}`;
    const was =
      before === null || before.day === now.day
        ? ''
        : ctx.locale === 'zh'
          ? `（之前 ${before.rate}，${dayText(before.day, 'zh')}起）`
          : ` (before: ${before.rate}, from ${dayText(before.day, 'en')})`;
    const text =
      ctx.locale === 'zh'
        ? `${line}，自 ${day} 起${was}。已成交的商机保持成交时的汇率。`
        : `${line} from ${day}${was}. Closed deals keep the rate of their closing day.`;
    return { reply: say(text), about: [] };
  },
});
