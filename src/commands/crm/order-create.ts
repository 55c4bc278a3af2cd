import { z } from 'zod';
import { createOrder as create } from '../../crm/orders.ts';
import { aboutOrder, orderRef, orderReply, totalText } from '../cards/order-card.ts';
import { ownFieldsBlock } from '../cards/own-fields.ts';
import { defineCommand } from '../command.ts';
import { VALUE } from '../cues.ts';
import { firstLine, priceBook, terms } from '../line-parameters.ts';
import { money, record } from '../parameters.ts';

export const createOrder = defineCommand({
  name: 'order.create',
  risk: 'write',
  roles: ['rep'],
  ownFields: { entity: 'order', as: 'new' },
  summary: { en: 'Create an order.', zh: '创建订单。' },
  parameters: z.object({
    account: record(['account', 'deal'], {
      label: { en: 'account', zh: '客户' },
      question: { en: 'Which account or deal is the order for?', zh: '是哪个客户或商机的订单？' },
    }).optional(),
    deal: record('deal', { label: { en: 'deal', zh: '商机' } }).optional(),
    ...firstLine,
    priceBook,
    value: money({ label: { en: 'value', zh: '金额' }, cues: VALUE }).optional(),
    ...terms,
  }),
  oneOf: ['account', 'deal'],
  examples: {
    en: [
      'order 20 licenses of Pro for Acme',
      'create an order for Globex, 15k',
      'create an order',
      'new order for Initech: 5 units of Connect',
      'place an order for Hooli, $12,500',
      'turn the Globex deal into an order',
      'create an order from D-12',
      'Acme ordered 50 seats of Enterprise',
      'order for Stripe, 3k',
      'sell 10 seats of Pro to Initech',
      'new sales order: Northwind, 8 x Insight with a 10% discount',
      'make an order out of that deal',
      'put in an order for Contoso, 4 SortLine at $900 each',
      'order for Acme: 5 Pro from the Partner price book',
    ],
    zh: [
      '给华为下单 20 套专业版',
      '给 Acme 创建订单，15万',
      '新建订单',
      '为小米创建订单，10台拣选机器人',
      '把 D-12 转成订单',
      '腾讯订了30个企业版账号',
      '这个商机生成订单',
      '开个订单，客户是大疆，金额12万',
      '下单 3 套标准版给顺丰',
      '帮美团下个订单，5套旗舰版，打九折',
      '网易要下单，20万',
      '给华为下单 5 套专业版，按渠道价格表',
    ],
  },
  patterns: {
    en: [
      '<placeorder> [<a>] [new] <order> (for|from|out of|with|on|off|against|based on) [<deal>] {deal#} [at|with|worth]',
      '<placeorder> [<a>] [new] <order> (for|from|with|on|out of|based on) [<the>] {deal} <deal> [at|with|worth]',
      '<placeorder> [<a>] [new] <order> (out of|based on|off) [<the>] {deal} [<deal>]',
      '(turn|convert|make|change|transform|move) [<the>] [<deal>] {deal} [<deal>] (into|to|in to) [<a>] [new] <order>',
      '(make|turn|convert) (it|that|this) [into|to] <a> [new] <order> {deal=it}',
      '<placeorder> [<a>] [new] <order> (for|from|with|on|under|against) [<the>] {deal} <deal> [for|of|with|:|-] {quantity} [<units>] [of] {product} [<units>] [at|@|with|and|for]',
      '<placeorder> [<a>] [new] <order> [<with>] {account} [worth|at|of|totaling|with|and]',
      '<placeorder> [<a>] [new] {account} <order> [worth|at|of|for|with]',
      '<placeorder> [<a>] [new] <order> [<with>] {account} [asap|please|pls] [for|of|with|they want|they need] {quantity} [<units>] [of] {product} [<units>] [at|@|with|and|for]',
      '<placeorder> [<a>] [new] <order> (of|for|with) {quantity} [<units>] [of] {product} [<units>] (for|from|to|by) {account} [at|@|with|and]',
      '<placeorder> [<a>] [new] <order> (of|for|with) {quantity} [<units>] [of] {product} [<units>] [at|@|with]',
      "[i want to|we want to|let's] (order|sell) {quantity} [<units>] [of] {product} [<units>] (for|to|from) {account} [at|@|with|and|for]",
      '(order|sell) {quantity} [<units>] [of] {product} [<units>] (for|to|from|on) [<deal>] {deal#} [at|@|with|and|for]',
      '<placeorder> [<a>] [new] <order> (for|from|with|on) [<deal>] {deal#} [for|of|with] {quantity} [<units>] [of] {product} [<units>] [at|@|with|and|for]',
      '(order|sell) {quantity} [<units>] [of] {product} [<units>] [at|@|with|for]',
      '(order|sell) [<the>] {product} (for|to) {account} [at|@|with|and|for]',
      '{account} (<ordered>) {quantity} [<units>] [of] {product} [<units>] [at|@|with|and|for]',
      '{account} [just] (placed|has placed|sent|sent in|gave us|made|submitted) [<a>] [new] <order> [for|of|over|worth] {quantity} [<units>] [of] {product} [<units>] [at|@|with|for]',
      '{account} [just] (placed|has placed|gave us|made|submitted) [<a>] [new] <order> [for|of|over|worth|at]',
      '(<placeorder>) [<a>] [new] <order> [please|pls]',
      '[<a>] new <order> (for|from|with) {account} [worth|at|of]',
      "(<we> got|got|received|just got|just received|<we> received|<we> have|there is|there's) [<a>] [new] (order|sales order) (from|for|by) {account} [worth|at|of|for]",
      '(<we> got|got|received|just got|just received|<we> received|<we> have) [<a>] [new] (order|sales order) (from|by) {account} [for|of|over] {quantity} [<units>] [of] {product} [<units>] [at|@|with|for]',
      "[can we|could we|let's|please|can you] get <a> [new] <order> (going|started|in|done) (for|from) {account} [worth|at|of|for|with]",
      "[can we|could we|let's|please|can you] get <a> [new] <order> (going|started|in|done) (for|from) {account} [for|with|of] {quantity} [<units>] [of] {product} [<units>] [at|@|with|for]",
      '{account} (wants|want|needs|need|would like|asked for|is asking for) {quantity} [more] [<units>] [of] {product} [<units>] [at|@|for] [,|.|-] [please|pls|so|can you] (put in|create|place|make|enter|add|log|book|order) [<a>] [it|them|new] [<order>]',
      '{account} (wants|want|needs|need|would like|asked for|is asking for) {quantity} [more] [<units>] [of] {product} [<units>] [at|@|for] [,|.|-] [please|pls|so|can you] (put|get|enter) (the|an|their) <order> (in|through)',
      '[<a>] [new] <order> {account} {quantity} [<units>] [of] {product} [<units>] [at|@|with|for]',
      '(sell|order) {account} {quantity} [<units>] [of] {product} [<units>] [at|@|with|and|for]',
      '[<a>] [new] <order> <with> {account} [worth|at|of|for] {value}',
      '[<a>] [new] <order> <with> {account} {quantity} [<units>] [of] {product} [<units>] [at|@|with|for]',
      '[<a>] [new] {account} <order> {quantity} [<units>] [of] {product} [<units>] [at|@|with|for]',
    ],
    zh: [
      '[给|为|帮|替|跟] {account} [这边|那边] (<下单>|订|报单|加单) [了] {quantity} [的] {product} [<账号>] [<了>]',
      '[给|为|帮|替|跟] {account} [这边|那边] [要|想要|想|准备] (<下单>|<建> [<个>] [新] [的] <订单>|开 [<个>] <订单>|做 [<个>] <订单>) [了] [,] [{quantity} [的] {product} [<账号>]] [总价|金额] [<了>]',
      '[给|为|帮|替|跟] {account} [这边|那边] [要|想] (<下单>|订|<建> [<个>] [新] [的] <订单>) [了] [,] {product} {quantity} [<账号>] [<了>]',
      '{account} [这边|那边] (要|想要|需要) {quantity} [的] {product} [<账号>] [,] [帮我|请|麻烦] (<下单>|<建> [<个>] <订单>)',
      '(<下单>|<建> [<个>] <订单>) [,] [客户] [是|为] {account} [,] 产品 [是|为] {product} [,] [数量] [是|为] {quantity}',
      '{account} [这边|那边] [要|想要|想|准备] (订了|订|采购了|采购|买了|订购了|订购|下单了|下单|要了) {quantity} [的] {product} [<账号>] [<了>]',
      '{account} [这边|那边] [要|想要|想|准备|今天] (下单了|下单|下订单了|下了单|下了订单) [,] [总价|金额]',
      '[<把>|给|为|从|用] [商机] {deal#} [的] [这个|这单|商机|单子] [<转成>|<建>|开|下] [<个>] [新] <订单>',
      '[从|用|根据|按|基于] [商机] {deal#} [的] (<转成>|<建>|开) [<个>] [新] <订单>',
      '[<把>] {deal} [的] (单子|商机|deal|这单|那单|项目) (<转成>|<建>|开) [<个>] [新] <订单>',
      '[<把>] {deal} (<转成>|转) [<个>] [新] <订单>',
      '(<建>|开|做|下|来) [<个>|一张|张|一份|份] [一个] [新] [的] <订单> [,] [客户] [是|叫|给|为] {account} [这边] [,] [{quantity} [的] {product} [<账号>]] [总价|金额]',
      '[请|帮我|麻烦] <下单> [,] 客户 [是|为] {account} [,] [{quantity} [的] {product} [<账号>]]',
      '[新] <订单> [客户] {account} [,] {quantity} [的] {product} [<账号>]',
      '(<建>|开|做|下|来) [<个>|一张|张|一份|份] [一个] [新] [的] <订单> [<了>]',
      '(<下单>|订) {quantity} [的] {product} [<账号>] (给|卖给|,) {account}',
      '(<下单>|订) {quantity} [的] {product} [<账号>]',
      '(卖|卖出|卖了|出货) {quantity} [的] {product} [<账号>] 给 {account}',
      '(<建>|开|做|下|来) [<个>|一张|张|一份|份] [新] [的] <订单> [:|,] [客户] [是|给|为] {account} , {product} {quantity} [的]',
      '(<建>|开|做|下|来) [<个>|一张|张|一份|份] [新] [的] <订单> [:|,] [客户] [是|给|为] {account} , {quantity} [的] {product} [<账号>]',
      '{account} 的 [新] <订单> {value}',
      '(create|add|new) [一个|个] order 给 {account}',
      '(用|从|按|根据|基于|以) {deal} [的] (单子|商机|deal|这单|那单|项目) (<转成>|<建>|开|下) [<个>] [新] [的] <订单>',
      '[直接|那就|现在] (生成订单|转订单|出订单|生成一个订单|生成个订单) [吧|了]',
    ],
  },
  followUps: {
    en: [
      '<placeorder> [<a>] [new] <order> (for|from) {account} (for|of|with) {quantity} [<units>] [of] {product} [<units>] [at|@|for] {price} (each|apiece|per unit|a piece|per piece|a unit)',
    ],
    zh: [
      '{account} (要|想要|要买|要订|订|订了) {quantity} [台|套|个|件|份|箱] [的] {product} , [帮我|请] (开单|下单|下个单|开个单|建订单|建个订单|生成订单)',
    ],
  },
  run: async (ctx, { account, deal, product, ...sale }) => {
    const zh = ctx.locale === 'zh';
    // "order 20 Pro for the Globex renewal" names a deal where an account might stand.
    const from = deal ?? (account?.entity === 'deal' ? account : undefined);
    const order = await create(ctx, {
      ...sale,
      productId: product?.id,
      dealId: from?.id,
      accountId: account?.entity === 'account' ? account.id : undefined,
    });
    const { name } = orderRef(order);
    const total = totalText(order, ctx.locale);
    const sentence = zh
      ? `已为 ${order.account.name} 创建订单 ${name}（草稿），${total}。`
      : `Created order ${name} for ${order.account.name}, a draft of ${total}.`;
    const hint = zh
      ? `还没有明细，可以说“给 ${name} 加 20 套专业版”。`
      : `Nothing is on it yet. Say “add 20 Pro to ${name}”.`;
    const notes = order.lines.length === 0 ? [{ kind: 'note' as const, text: hint }] : [];
    const own = await ownFieldsBlock(ctx, 'order', order);
    return {
      reply: orderReply(sentence, order, ctx.locale, ...own, ...notes),
      about: aboutOrder(order),
    };
  },
});
