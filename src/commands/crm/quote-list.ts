import { z } from 'zod';
import { listQuotes as list } from '../../crm/quotes.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { moreNote } from '../cards/deal-card.ts';
import { quoteRef, quoteTable } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { listVariations } from '../list-wording.ts';
import { record } from '../parameters.ts';

const ROWS = 25;

export const listQuotes = defineCommand({
  name: 'quote.list',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'List quotes.', zh: '列出报价。' },
  parameters: z.object({
    account: record('account', { label: { en: 'account', zh: '客户' } }).optional(),
  }),
  examples: {
    en: [
      'quotes for Acme',
      'list quotes',
      'show all our quotes',
      'what quotes do we have with Globex',
      'which quotes are out',
      "Initech's quotes",
    ],
    zh: [
      '华为的报价有哪些',
      '列出所有报价',
      '有哪些报价单',
      '看看 Acme 的所有报价',
      '我们发了哪些报价',
      '报价列表',
    ],
  },
  patterns: {
    en: [
      '[<list>|are there|do we have|what|which|what are|how many] [me] [all|any|every] [the|our|my|open] (quotes|quotations|offers) [do we have|are there|are out|are open|have we made|did we send|have we sent|please|pls]',
      '[<list>|are there|do we have|what|which|what are|how many] [me] [all|any|every] [the|our|my|open] (quotes|quotations) [do we have|are there|did we make|did we send|have we sent] (for|to|with|at|of|from) {account}',
      '[<list>] [me] [all|the] {account} (quotes|quotations)',
    ],
    zh: [
      '[<看>|列出|列一下|查] [一下] [我们|我] [有|发了|做了|出了] [所有|全部|有哪些|哪些|多少个|多少|几个] [的] (报价单|报价) [<尾>] [列表|记录]',
      '[<看>|列出|列一下|查] [一下] [客户] {account} [所有|全部] 的 [所有|全部] (报价单|报价) (<尾>|列表|记录)',
      '[<看>|列出|列一下] {account} [的] (所有|全部) (报价单|报价) [<尾>]',
    ],
  },
  variations: listVariations(),
  run: async (ctx, { account }) => {
    const zh = ctx.locale === 'zh';
    const { quotes, count } = await list(ctx, { accountId: account?.id }, ROWS);
    const about = account === undefined ? [] : [account];
    if (count === 0) return { reply: say(zh ? '还没有报价。' : 'There are no quotes yet.'), about };
    const title = zh ? `${count} 个报价` : `${count} ${count === 1 ? 'quote' : 'quotes'}`;
    return {
      reply: replyOf(quoteTable(quotes, title, ctx.locale), ...moreNote(count, ROWS, ctx.locale)),
      about: [...about, ...quotes.slice(0, 5).map((quote) => quoteRef(quote))],
    };
  },
});
