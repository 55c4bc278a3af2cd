import { z } from 'zod';
import { listBookPrices } from '../../crm/price-books.ts';
import { getProduct } from '../../crm/products.ts';
import { type Block, replyOf, say } from '../../reply/reply.ts';
import { moreNote } from '../cards/deal-card.ts';
import { bookPriceTable, productRef, productReply, productTitle } from '../cards/product-card.ts';
import { defineCommand } from '../command.ts';
import { record, text } from '../parameters.ts';

export const listPrices = defineCommand({
  name: 'pricebook.list',
  risk: 'read',
  roles: ['rep'],
  summary: {
    en: 'Show the price of a product, and the price books.',
    zh: '查看产品价格和价格表。',
  },
  parameters: z.object({
    product: record('product', { label: { en: 'product', zh: '产品' } }).optional(),
    book: text({ label: { en: 'price book', zh: '价格表' }, max: 80 }).optional(),
  }),
  examples: {
    en: [
      'how much does Pro cost',
      'show price books',
      'prices in the EMEA price book',
      "what's the price of Insight?",
      'show the Partners price book',
      'what does Care cost',
      'price of Pro',
    ],
    zh: [
      '专业版多少钱',
      '查看价格表',
      '欧洲价格表里的价格',
      '旗舰版的价格是多少',
      '看看渠道价格表',
      '专业版怎么卖',
    ],
  },
  patterns: {
    en: [
      '(how much|what) (does|do) [the] [product] {product} cost [now|per seat|each]',
      "how much (is|'s) [the] product {product}",
      "(what's|whats|what is) [<the>] (price|list price|unit price|cost) (of|for) [the] [product] {product}",
      '[<show>] [<the>] (price|prices|list price|pricing) (of|for) [the] [product] {product}',
      '[<list>] [me] [all] [the|our] (price books|pricebooks|price book|pricebook|special prices)',
      '[<show>] [me] [<the>] (prices|price) in [<the>] {book#} (price book|pricebook|price list)',
      '[<show>] [me] [<the>] {book#} (price book|pricebook)',
    ],
    zh: [
      '[产品] {product} [的价格] [是|现在] (多少钱|什么价|什么价格|怎么卖|卖多少钱|卖多少|啥价|单价多少|单价是多少)',
      '[<看>] [产品] {product} 的 (价格|单价|售价|报价表) [是] [多少]',
      '[<看>] [所有|全部|我们的] [的] <价格表> [列表|有哪些]',
      '[<看>] {book#} <价格表> [里|中] [的] [价格|内容]',
    ],
  },
  run: async (ctx, { product: about, book }) => {
    const zh = ctx.locale === 'zh';
    const prices = await listBookPrices(ctx, { productId: about?.id, book });
    const title = zh ? '价格表中的价格' : 'Prices in the price books';
    const table: Block[] =
      prices.length === 0
        ? []
        : [bookPriceTable(prices, title, ctx.locale), ...moreNote(prices.length, 50, ctx.locale)];
    if (about !== undefined) {
      const product = await getProduct(ctx, about.id);
      return {
        reply: productReply(productTitle(product), product, ctx.locale, ...table),
        about: [productRef(product)],
      };
    }
    if (table.length > 0) return { reply: replyOf(...table), about: [] };
    const none = zh
      ? '没有这样的价格表：按产品的标价计算。例如：“把专业版在渠道价格表里的价格设为 399 元”。'
      : 'There is no such price book, so list prices hold. Make one: “set Pro to $39 in the Partner price book”.';
    return { reply: say(none), about: [] };
  },
});
