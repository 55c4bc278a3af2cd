import { z } from 'zod';
import { getQuote, quoteName } from '../../crm/quotes.ts';
import { aboutQuote, quoteReply } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const showQuote = defineCommand({
  name: 'quote.show',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'Show a quote.', zh: '查看报价。' },
  parameters: z.object({
    quote: record('quote', {
      label: { en: 'quote', zh: '报价' },
      question: { en: 'Which quote?', zh: '哪个报价？' },
    }),
  }),
  examples: {
    en: [
      'show Q-3',
      'show me the Acme quote',
      'Q-12',
      'open quote Q-4',
      "what's the status of quote Q-2",
      'is Q-5 still valid?',
      'details of Q-7',
      'show that quote',
    ],
    zh: [
      '查看报价 Q-3',
      '看看华为的报价单',
      'Q-5 还有效吗',
      '报价 Q-2 什么状态',
      '打开 Q-7',
      '看一下这个报价',
    ],
  },
  patterns: {
    en: [
      '[<show>] [<the>] [<quote>] {quote#} [please|again]',
      '<show> [me] [<the>] {quote} (quote|quotation|offer) [again|please]',
      '<show> (quote|quotation) {quote}',
      "(what's|what is|whats|how's|how is) [<the>] (status|state|total|value|amount|price) (of|on|for) [<the>] [<quote>] {quote#}",
      "(what's|whats|what is) (in|on) [<the>] [<quote>] {quote#}",
      'how much (is|was) [<the>] [<quote>] {quote#}',
      '(is|was|has|did) [<the>] [<quote>] {quote#} [still|already|been] (valid|open|accepted|expired|declined|out) [yet|already]',
      '(details|info|status|lines|items|contents|total) (of|on|for) [<the>] [<quote>] {quote#}',
      '[<quote>] {quote#} (status|details|info|total)',
    ],
    zh: [
      '[<看>] [一下] [<报价>] {quote#} [这个|那个] [<报价>] [的] [详情|情况|明细|内容|状态]',
      '<看> [一下] {quote} [的] [这个|那个|这份|那份] (报价单|报价) [的] [详情|情况|明细|内容]',
      '[<报价>] {quote#} [现在] [的] [是|到] (什么状态|状态|什么情况|怎么样了|怎么样|多少钱|金额多少|总额多少|还有效吗|过期了吗|有效期到什么时候|有效吗|接受了吗|详情|明细)',
      '[<报价>] {quote#} [里|里面|上] (有什么|有哪些|都有什么|是什么)',
    ],
  },
  run: async (ctx, { quote: { id } }) => {
    const quote = await getQuote(ctx, id);
    return { reply: quoteReply(quoteName(quote), quote, ctx.locale), about: aboutQuote(quote) };
  },
});
