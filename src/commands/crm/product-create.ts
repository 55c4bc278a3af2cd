import { z } from 'zod';
import { createProduct as create } from '../../crm/products.ts';
import { ownFieldsBlock } from '../cards/own-fields.ts';
import { productRef, productReply, productTitle } from '../cards/product-card.ts';
import { defineCommand } from '../command.ts';
import { SKU, UNIT, VALUE } from '../cues.ts';
import { price, text } from '../parameters.ts';

export const createProduct = defineCommand({
  name: 'product.create',
  risk: 'write',
  roles: ['manager'],
  ownFields: { entity: 'product', as: 'new' },
  summary: { en: 'Add a product.', zh: '新增产品。' },
  parameters: z.object({
    name: text({
      label: { en: 'name', zh: '名称' },
      question: { en: 'What is the product called?', zh: '产品叫什么？' },
    }),
    price: price({
      label: { en: 'price', zh: '价格' },
      cues: {
        ...VALUE,
        en: [
          ...VALUE.en,
          'costs',
          'costing',
          'list price',
          'selling at',
          'unit price',
          'sells for',
        ],
        zh: [...VALUE.zh, '单价', '售价', '定价', '标价', '卖'],
      },
      question: { en: 'What does one cost?', zh: '单价是多少？' },
    }),
    sku: text({ label: { en: 'SKU', zh: '编码 SKU' }, cues: SKU, max: 60 }).optional(),
    unit: text({ label: { en: 'unit', zh: '单位' }, cues: UNIT, max: 40 }).optional(),
  }),
  examples: {
    en: [
      'add product Pro at $49, sku PRO-1',
      'new product Enterprise plan, $199',
      'create a product called Starter for 19 eur',
      'add a new product: Data Hub, 1.2k, sku DH-100',
      'add a product',
      'register the product Care Plus, price 300',
      'we now sell Insight at $80, add it as a product',
      'new product Basic $9 per seat',
    ],
    zh: [
      '新增产品 专业版 499元',
      '添加产品：旗舰版，价格 1999 元，SKU QJ-01',
      '新建一个产品叫数据中台，5万',
      '加个产品，标准版，99块',
      '新增产品',
      '录入产品 Pro，49美元',
      '产品库加一个企业版，单价 2999 元',
    ],
  },
  patterns: {
    en: [
      '<placeorder> [<a>] [new] (product|item|sku) [called|named|:|-] «{name#}» [at|for|@|,|costing|priced at]',
      '<placeorder> [<a>] [new] (product|item) [called|named|:|-|,] {name#} [at|for|@|,|with|costing|-|and] [each]',
      '<placeorder> [<a>] [new] (product|item) [please|pls]',
      '<placeorder> {name#} (to|in) [the|our] (products|catalog|catalogue|product list|price list|product catalog) [at|for|@|with]',
      '[we|we now|now we] [now|also] (sell|offer) {name#} [at|for] {price} [,|.] [please|pls] (add|create|save|register) [it|this|that] [as|to] [<a>] [new] (product|products|the catalog|the product list)',
      '[<a>] new product [is|:] {name#} [at|for|@|costs|with]',
      '[<a>] [new] (product|item) [:|is] {name#} [at|for|@|costs|with] {price}',
    ],
    zh: [
      '(<建>|上架|上一个|上) [<个>] [一个] [新] [的] (产品|商品) [,|:|是] [叫|叫做|名为|名称|名字叫|名称是] "?{name#}"? [,] [价格|售价|单价|定价|卖] [是|为]',
      '(<建>|上架) [<个>] [一个] [新] [的] (产品|商品)',
      '(产品库|价目表|产品目录) [里|中] (<建>|加|上) [<个>] [一个] [新] [产品|商品] [叫|:] {name#} [,] [单价|售价|价格|定价|卖] [是|为]',
      '[新] (产品|商品) [叫] {name#} {price} (加一下|<建>|录一下|登记一下)',
      '[新] (产品|商品) [叫|:] {name#} [,] [单价|售价|价格] {price}',
    ],
  },
  followUps: {
    en: [
      '<placeorder> [<a>] [new] (product|item) (to|in|into) [the|our] (catalog|catalogue|price list|product list|list|system) [called|named|:|-|,] {name#} [and|,|-] [it|which|that] (costs|cost|is|sells for|goes for|priced at|at|for) {price}',
      '<placeorder> {name#} as <a> [new] product [at|for|@|,] {price}',
    ],
    zh: [
      '<建> [<个>] [一个] [新] [的] (产品|商品) (,|:) (叫|叫做|名为|名字叫|名称是|名叫) "?{name#}"? (,) [价格|售价|单价|定价|卖] [是|为]',
    ],
  },
  run: async (ctx, data) => {
    const product = await create(ctx, data);
    const title = productTitle(product);
    const sentence = ctx.locale === 'zh' ? `已新增产品 ${title}。` : `Added product ${title}.`;
    const own = await ownFieldsBlock(ctx, 'product', product);
    return {
      reply: productReply(sentence, product, ctx.locale, ...own),
      about: [productRef(product)],
    };
  },
});
