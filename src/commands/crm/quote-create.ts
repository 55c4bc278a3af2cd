import { z } from 'zod';
import { createQuote as create, quoteName } from '../../crm/quotes.ts';
import { aboutQuote, quoteReply, totalText } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { VALUE } from '../cues.ts';
import { firstLine, priceBook, terms, validUntil } from '../line-parameters.ts';
import { money, record } from '../parameters.ts';

export const createQuote = defineCommand({
  name: 'quote.create',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'Create a quote for a deal.', zh: '为商机创建报价。' },
  parameters: z.object({
    deal: record('deal', {
      label: { en: 'deal', zh: '商机' },
      question: { en: 'Which deal is the quote for?', zh: '是哪个商机的报价？' },
    }),
    ...firstLine,
    priceBook,
    value: money({
      label: { en: 'value', zh: '金额' },
      cues: { ...VALUE, zh: VALUE.zh.filter((cue) => cue !== '报价') },
    }).optional(),
    ...terms,
    validUntil,
  }),
  examples: {
    en: [
      'quote Acme 10 seats of Pro valid until end of month',
      'create a quote for Globex, 30k',
      'new quote for D-12, 5 licenses of Enterprise, 15% off',
      'draft a quote for the Initech deal',
      'make a quotation for Hooli: 100 seats of Basic at $12 each',
      'create a quote',
      'quote Stripe 25k, valid until June 30',
      'prepare an offer for Northwind, 8 units of Insight',
      'quote Acme 10 seats of Pro at the Partner price book',
    ],
    zh: [
      '给华为报价 10 套专业版，有效期到月底',
      '给小米做个报价单，20万',
      '新建报价 D-12',
      '创建报价，客户腾讯，5 套旗舰版，打九折',
      '新建报价单',
      '给 Acme 的单子出个报价，3万美元',
      '为美团报价 30 套标准版',
      '给华为报价 10 套专业版，按渠道价格表',
    ],
  },
  patterns: {
    en: [
      '<placeorder> [<a>] [new] <quote> (for|to|on) [<deal>] {deal#} [at|with|worth|for|of|over]',
      '<placeorder> [<a>] [new] <quote> (for|to|on|with) [<the>] {deal} [<deal>] [at|with|worth|for|of|over|and]',
      '<placeorder> [<a>] [new] {deal} <quote> [at|with|worth|for|of|over]',
      '<placeorder> [<a>] [new] <quote> (for|to|with) [<the>] {deal} [<deal>] [for|of|with|over] {quantity} [<units>] [of] {product} [<units>] [at|@|with|and|for]',
      '<placeorder> [<a>] [new] <quote> (for|of|with|over) {quantity} [<units>] [of] {product} [<units>] (for|to) [<the>] {deal} [<deal>] [at|@|with|and]',
      '(quote|offer) [<the>] {deal} [<deal>] {quantity} [<units>] [of] {product} [<units>] [at|@|with|and|for]',
      '(quote|offer) {quantity} [<units>] [of] {product} [<units>] (to|for) [<the>] {deal} [<deal>] [at|@|with|and|for]',
      '(quote|offer) [<the>] {deal} [<deal>] [for|at] {value} [with|and]',
      '(<placeorder>) [<a>] [new] (quote|quotation) [please|pls]',
      '[<a>] new quote [for|to] [<the>] {deal} [<deal>] [at|with|worth|for|of|over]',
      'quote (for|to) [<the>] {deal} [<deal>] [:|,|at|with|of] {value}',
      'quote (for|to) [<the>] {deal} [<deal>] [:|,|with|of] {quantity} [<units>] [of] {product} [<units>] [at|@|with|and|for]',
    ],
    zh: [
      '[给|为|对|跟|向] {deal} [的] [单子|商机|这单|那单|项目] [报价|报个价|报一个价|报] {quantity} [的] {product} [<账号>]',
      '[给|为|对|跟|向] {deal} [的] [单子|商机|这单|那单|项目] (做|出|开|<建>|写|准备|发) [<个>] [一个|一份|份] [新] [的] <报价> [,] [{quantity} [的] {product} [<账号>]]',
      '[给|为|对|跟|向] {deal} [的] [单子|商机|这单|那单|项目] (报价|报个价|报一个价) [,] [{quantity} [的] {product} [<账号>]]',
      '(<建>|做|出|开) [<个>] [一个|一份|份] [新] [的] <报价> [,] [给|为|商机|客户|客户是] {deal} [的] [单子|商机] [,] [{quantity} [的] {product} [<账号>]]',
      '(<建>|做|出|开) [<个>] [一个|一份|份] [新] [的] <报价>',
    ],
  },
  run: async (ctx, { deal, product, ...sale }) => {
    const quote = await create(ctx, { ...sale, dealId: deal.id, productId: product?.id });
    const name = quoteName(quote);
    const total = totalText(quote, ctx.locale);
    const sentence =
      ctx.locale === 'zh'
        ? `已为 ${quote.deal.name} 创建报价 ${name}，${total}。`
        : `Created quote ${name} for ${quote.deal.name}, ${total}.`;
    return { reply: quoteReply(sentence, quote, ctx.locale), about: aboutQuote(quote) };
  },
});
