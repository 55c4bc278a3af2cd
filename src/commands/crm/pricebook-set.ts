import { z } from 'zod';
import { type BookPrice, setBookPrice } from '../../crm/price-books.ts';
import type { CalendarDay } from '../../platform/clock.ts';
import { dayText, moneyText } from '../../reply/format.ts';
import { type Locale, say } from '../../reply/reply.ts';
import { productRef } from '../cards/product-card.ts';
import { defineCommand } from '../command.ts';
import { VALID_UNTIL } from '../cues.ts';
import { date, price, record, text } from '../parameters.ts';

export const setPrice = defineCommand({
  name: 'pricebook.set',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Set the price of a product in a price book.',
    zh: '设置产品在价格表中的价格。',
  },
  parameters: z.object({
    product: record('product', {
      label: { en: 'product', zh: '产品' },
      question: { en: 'Which product?', zh: '哪个产品？' },
    }),
    price: price({
      label: { en: 'price', zh: '价格' },
      question: { en: 'What does one cost there?', zh: '那里的单价是多少？' },
    }),
    book: text({ label: { en: 'price book', zh: '价格表' }, max: 80 }).optional(),
    validFrom: date({
      label: { en: 'valid from', zh: '生效日期' },
      cues: {
        en: [
          'valid from',
          'effective',
          'effective from',
          'starting',
          'starting on',
          'as of',
          'from',
        ],
        zh: ['生效日期', '生效日', '自', '从'],
        after: { zh: ['起生效', '开始生效', '起', '生效'] },
      },
    }).optional(),
    validUntil: date({
      label: { en: 'valid until', zh: '有效期至' },
      cues: VALID_UNTIL,
    }).optional(),
  }),
  examples: {
    en: [
      'set the EUR price of Pro to 45',
      'set Pro to €45 in the EMEA price book',
      'add Pro to the Partner price book at $39',
      'price book EMEA: Pro €45',
      'in the Partners price book Pro costs $35',
      'set the GBP price of Insight to 70',
      'in the Summer price book Pro costs $40, valid from July 1',
    ],
    zh: [
      '把专业版在欧洲价格表里的价格设为 45 欧元',
      '把专业版的欧元价格设为 45 欧元',
      '价格表 渠道：专业版 399 元',
      '在渠道价格表里，旗舰版 1500 元',
      '渠道价格表加上专业版，399元',
      '价格表 夏季：专业版 399 元，7月1日起生效',
    ],
  },
  patterns: {
    en: [
      '(set|change|make|update|put) [<the>] {book#} price (of|for) [the] [product] {product} (to|at|=) {price}',
      '(set|change|make|update|put|add) [the] [product] {product} (to|at|for) {price} (in|on) [<the>] {book#} (price book|pricebook|price list|prices)',
      '(add|put) [the] [product] {product} (to|in|into|on) [<the>] {book#} (price book|pricebook|price list) (at|for|with) {price}',
      '(set|change|make|update) [<the>] price (of|for) [the] [product] {product} in [<the>] {book#} (price book|pricebook|price list) (to|at|=) {price}',
      '(price book|pricebook) {book#} : {product} [at|is|costs] {price}',
      'in [<the>] {book#} (price book|pricebook|price list) {product} (costs|is|is at|at) {price}',
    ],
    zh: [
      '[<把>] {product} 在 {book#} <价格表> [里|中|里面] [的] [价格] (<改>|设为|设成|设置为|定为|是) {price}',
      '[<把>] {product} 的 {book#} 价格 (<改>|设为|设成|设置为|定为) {price}',
      '<价格表> {book#} : {product} {price}',
      '在 {book#} <价格表> [里|中] [,] {product} [的价格] [是|为|卖|定价|设为] {price}',
      '{book#} <价格表> [里] (加上|加|添加|新增) {product} [,] {price}',
    ],
  },
  run: async (ctx, { product, price: said, book, validFrom, validUntil }) => {
    const set = await setBookPrice(ctx, {
      productId: product.id,
      price: said,
      book,
      validFrom,
      validTo: validUntil,
    });
    const amount = moneyText(set.price, ctx.locale);
    const zh = ctx.locale === 'zh';
    const valid = validityText(set, ctx.locale);
    return {
      reply: say(
        zh
          ? `价格表 ${set.book} 中 ${set.product.name} 的价格为 ${amount}${valid}。`
          : `${set.product.name} costs ${amount} in the price book ${set.book}${valid}.`,
      ),
      about: [productRef(set.product)],
    };
  },
});

/** For how long the whole price book holds; empty where it always does. */
function validityText(
  { validFrom, validTo }: Pick<BookPrice, 'validFrom' | 'validTo'>,
  locale: Locale,
): string {
  if (validFrom === null && validTo === null) return '';
  const day = (of: CalendarDay) => dayText(of, locale);
  if (locale === 'zh') {
    const from = validFrom === null ? '' : `自${day(validFrom)}起生效`;
    const to = validTo === null ? '' : `有效期至${day(validTo)}`;
    return `（整个价格表${[from, to].filter((part) => part !== '').join('，')}）`;
  }
  const from = validFrom === null ? '' : ` from ${day(validFrom)}`;
  const to = validTo === null ? '' : ` until ${day(validTo)}`;
  return ` (the whole price book is valid${from}${to})`;
}
