import { z } from 'zod';
import { listProducts as list } from '../../crm/products.ts';
import { type Block, replyOf } from '../../reply/reply.ts';
import { moreNote } from '../cards/deal-card.ts';
import { productRef, productTable } from '../cards/product-card.ts';
import { defineCommand } from '../command.ts';
import { mayUse } from '../permission.ts';

export const listProducts = defineCommand({
  name: 'product.list',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'List products and their prices.', zh: '列出产品和价格。' },
  parameters: z.object({}),
  examples: {
    en: [
      'what products do we have',
      'list products',
      'what do we sell?',
      'show me the price list',
      'product catalog',
      'all products pls',
      'which products can I offer',
      'show our products and prices',
    ],
    zh: [
      '有哪些产品',
      '我们卖什么产品',
      '产品列表',
      '看看产品目录',
      '列出所有产品',
      '我们都有什么产品',
      '产品价格表',
    ],
  },
  patterns: {
    en: [
      '[<list>|are there|what|which|what are|how many] [me] [all|any|every|all of] [the|our|available|active|your] (products|product|items|skus) [are there|do we have|do we sell|do we offer|we have|we sell|can i offer|can i sell|can we sell|have we got|are available|are we selling|please|pls] [and prices|and their prices|with prices]',
      "(what's|whats|what is) (in|on) [the|our] (catalog|catalogue|price list|product list|product catalog)",
      '(what|what all|what stuff|what things) (do we|can we|can i|do i|are we) (sell|offer|selling|offering|have for sale|have to sell)',
      '[<show>] [me] [the|our] (product list|product catalog|product catalogue|catalog|catalogue|price list|pricelist|list of products|list of all products|product prices|prices of all products|product portfolio)',
    ],
    zh: [
      '[<看>] [所有|全部] 产品 (和|跟|及) 价格 [都] [列出来|列一下|看看|看一下]',
      '[<看>|列出|列一下|查] [一下] [我们|咱们|公司] [都] [现在] [有|卖|在卖] [哪些|什么|多少个|多少|几个|所有|全部|所有的|的|啥] <产品们> [<尾>] [列表|目录|清单|和价格|价格]',
      '[<看>] [我们|咱们] [的] (产品列表|产品目录|产品清单|商品列表|产品价格表|产品库|产品价目表) [<尾>]',
      '[我们|咱们] [都] (卖|在卖|能卖|有) (什么|哪些东西|啥|什么东西) [卖]',
    ],
  },
  followUps: {
    en: [],
    zh: [
      '[我们|咱们] [的] (产品|商品|产品库|产品目录|价目表) [里|里面|列表里|库里] [现在|都|目前] (有) (啥|什么|哪些|多少) [<尾>]',
    ],
  },
  run: async (ctx) => {
    const zh = ctx.locale === 'zh';
    const products = await list(ctx);
    if (products.length === 0) {
      const creating = ctx.catalogue.find('product.create');
      const may = creating !== null && mayUse(ctx.actor, creating);
      const text = may
        ? zh
          ? '还没有产品。例如：“新增产品 专业版 499元”。'
          : 'There are no products yet. Add one: “add product Pro at $49”.'
        : zh
          ? '还没有产品，经理可以新增。'
          : 'There are no products yet. A manager can add them.';
      return { reply: replyOf({ kind: 'text', text }), about: [] };
    }
    const count = products.length === 1 ? '1 product' : `${products.length} products`;
    const blocks: Block[] = [
      productTable(products, zh ? `${products.length} 个产品` : count, ctx.locale),
      ...moreNote(products.length, 50, ctx.locale),
    ];
    return {
      reply: replyOf(...blocks),
      about: products.slice(0, 5).map((product) => productRef(product)),
    };
  },
});
