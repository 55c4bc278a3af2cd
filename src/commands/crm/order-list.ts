import { z } from 'zod';
import { listOrders as list } from '../../crm/orders.ts';
import { rateBook, totalOf } from '../../crm/rates.ts';

import { replyOf, say } from '../../reply/reply.ts';
import { moreNote } from '../cards/deal-card.ts';
import { orderRef, orderTable } from '../cards/order-card.ts';
import { totalText } from '../cards/total-text.ts';
import { defineCommand } from '../command.ts';
import { listVariations } from '../list-wording.ts';
import { choice, period, person, record } from '../parameters.ts';

const STATUS_EN =
  '(open {status=open}|pending {status=open}|outstanding {status=open}|unfulfilled {status=open}|undelivered {status=open}|unshipped {status=open}|draft {status=draft}|unconfirmed {status=draft}|confirmed {status=confirmed}|fulfilled {status=fulfilled}|delivered {status=fulfilled}|shipped {status=fulfilled}|completed {status=fulfilled}|cancelled {status=cancelled}|canceled {status=cancelled})';
const STATUS_ZH =
  '(未完成的 {status=open}|还没交付的 {status=open}|未交付的 {status=open}|没交付的 {status=open}|没发货的 {status=open}|未发货的 {status=open}|还没发货的 {status=open}|进行中的 {status=open}|待处理的 {status=open}|未完成 {status=open}|待交付的 {status=confirmed}|草稿状态的 {status=draft}|草稿 {status=draft}|未确认的 {status=draft}|待确认的 {status=draft}|没确认的 {status=draft}|已确认的 {status=confirmed}|已确认 {status=confirmed}|确认了的 {status=confirmed}|已交付的 {status=fulfilled}|已交付 {status=fulfilled}|已完成的 {status=fulfilled}|已完成 {status=fulfilled}|已发货的 {status=fulfilled}|已发货 {status=fulfilled}|交付了的 {status=fulfilled}|已取消的 {status=cancelled}|取消的 {status=cancelled}|取消了的 {status=cancelled}|已取消 {status=cancelled})';

const ROWS = 25;

export const listOrders = defineCommand({
  name: 'order.list',
  risk: 'read',
  roles: ['rep', 'support'],
  ownFields: { entity: 'order', as: 'filter' },
  summary: { en: 'List orders.', zh: '列出订单。' },
  parameters: z.object({
    account: record(['account', 'member'], { label: { en: 'account', zh: '客户' } }).optional(),
    period: period({
      label: { en: 'period', zh: '时间' },
      cues: {
        en: ['in', 'from', 'during', 'for', 'since', 'of', 'ordered', 'placed', 'on'],
        zh: ['在', '从'],
        after: { zh: ['的', '下的', '以来'] },
      },
      past: true,
    }).optional(),
    status: choice(
      {
        draft: { en: 'draft', zh: '草稿' },
        confirmed: { en: 'confirmed', zh: '已确认' },
        fulfilled: { en: 'fulfilled', zh: '已交付' },
        cancelled: { en: 'cancelled', zh: '已取消' },
        open: { en: 'open', zh: '未完成' },
      },
      { label: { en: 'status', zh: '状态' } },
    ).optional(),
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
  }),
  examples: {
    en: [
      'orders this month',
      'list all orders',
      'orders for Acme',
      'show me the open orders',
      'what did Globex order?',
      'confirmed orders this quarter',
      'which orders were cancelled last month',
      'any draft orders?',
      'my orders',
      'how many orders did we get this week',
      'what orders do we have from Initech',
      "show Dana's orders",
      'what has Hooli ordered this year',
    ],
    zh: [
      '本月订单',
      '看看所有订单',
      '华为的订单',
      '这个月有哪些订单',
      '已取消的订单有哪些',
      '上周的订单列一下',
      '还没交付的订单',
      '小米今年下了哪些订单',
      '我的订单',
      '有多少个草稿订单',
      '腾讯订了什么',
    ],
  },
  patterns: {
    en: [
      `[<list>|are there|do we have|what|which|what are|how many|find] [me] [all|any|every|all of] [the|our|we have] [my {owner=me}] [${STATUS_EN}] <orders> [are there|do we have|do i have|did we get|did we have|have we got|have we had|came in|are ${STATUS_EN}|have been ${STATUS_EN}|were ${STATUS_EN}|were placed|got placed] [in|from|so far|there|please|pls|right now]`,
      `[<list>|are there|do we have|what|which|what are|how many|find] [me] [all|any|every] [the|our] [my {owner=me}] [${STATUS_EN}] <orders> [do we have|are there|did we get|have we got] (for|from|of|by|with|at) {account} [in|from|so far|please|pls|yet]`,
      `[<list>] [me] [all|the|all of] {account} [${STATUS_EN}] <orders> [in|from|so far|please|pls]`,
      `[<list>] [me] [all] [the] [${STATUS_EN}] <orders> (of|by|owned by|from|for) (me|mine) {owner=me}`,
      '(what|which products|how much|what all|what products) (did|has|have|does) {account} (order|ordered|ordering|bought|buy|purchased|purchase) [from us|so far|in|before|already]',
      "(what|what's|whats|what has) [has] [been] (ordered|came in as orders) [in|so far]",
      '[<the>] <order> (history|list) (of|for|with) {account}',
      '{account} <order> history',
      '[<show>] [the|me] (order list|order book|orders list|list of orders|order overview|all orders)',
      `<orders> [that are|which are|still|that were] ${STATUS_EN} [in|from]`,
      `(which|what) <orders> (are|were|have been|got|still are) [still] ${STATUS_EN} [in|from]`,
      '[<list>] [the|my|our] (recent|latest|newest|last) <orders> [please|pls]',
    ],
    zh: [
      `[<看>|列出|列一下|有没有|有|查] [一下] [我们|咱们] [所有|全部|有哪些|哪些|有多少个|多少个|几个] [的] [我的 {owner=me}] [我 {owner=me}] [${STATUS_ZH}] <订单> [<尾>] [列表|记录]`,
      `[<看>|列出|列一下|查] [一下] [客户] {account} [所有|全部] [的] [所有|全部] [${STATUS_ZH}] <订单> [<尾>] [列表|记录]`,
      `[我们|咱们] [有|收到|收到了|接了|下了|来了] [哪些|多少个|多少|几个|什么|多少张] [${STATUS_ZH}] [新] <订单> [<了>]`,
      '{account} [都|现在|一共] 有 (哪些|多少|几个|什么|多少个|几张) <订单>',
      '{account} [都] (下了|下过|订了|订过|买了|买过|采购了|采购过) [哪些|什么|多少|几个|些什么|啥|多少个] [<订单>|产品|东西]',
      `(哪些|有哪些|什么) <订单> [是|还|被] ${STATUS_ZH}`,
      '哪些 <订单> (还没交付 {status=open}|没交付 {status=open}|还没发货 {status=open}|还没确认 {status=draft}|取消了 {status=cancelled}|被取消了 {status=cancelled}|已经交付了 {status=fulfilled}|交付了 {status=fulfilled}|已经确认了 {status=confirmed}|确认了 {status=confirmed})',
      '(list|show|看看) [所有|全部|all] [的] orders',
      '{account} 的 orders',
    ],
  },
  followUps: {
    en: [
      `[<show>|<list>|what are|and] [me] [all] (their|its) [${STATUS_EN}] <orders> [so far|again|please|pls] {account=them}`,
      '[<list>] [all] [of] [the] <orders> [that|which] {account} [has|have] [ever] (placed|made|put in|submitted) [with us|so far]',
      "[<list>|which|what] [all] [the|of the] <orders> [that|which] (haven't|have not|aren't|are not|havent|arent|hasn't) [been] [yet] (fulfilled|shipped|delivered|sent) {status=open} [yet]",
    ],
    zh: [
      '{account} [现在|目前] [还|都] (有|有没有) [哪些|什么|几个|多少|没] (草稿 {status=draft}|未确认的 {status=draft}|没确认的 {status=draft}|已确认的 {status=confirmed}|未交付的 {status=open}|没交付的 {status=open}|没发货的 {status=open}) [的] <订单> [吗|么|没]',
    ],
  },
  variations: listVariations('period'),
  run: async (ctx, { account, owner, period: within, status, custom }) => {
    const zh = ctx.locale === 'zh';
    // "Dana's orders" names a colleague where an account might stand.
    const customer = account?.entity === 'account' ? account : undefined;
    const colleague = account?.entity === 'member' ? account : owner;
    const filter = {
      accountId: customer?.id,
      ownerId: colleague?.id,
      period: within,
      status,
      custom,
    };
    const { orders, count, amounts } = await list(ctx, filter, ROWS);
    if (count === 0)
      return {
        reply: say(zh ? '没有符合条件的订单。' : 'There are no such orders.'),
        about: account === undefined ? [] : [account],
      };
    const sums = totalText(totalOf(await rateBook(ctx), amounts), ctx.locale);
    const title = zh
      ? `${count} 个订单，${sums}`
      : `${count} ${count === 1 ? 'order' : 'orders'}, ${sums}`;
    return {
      reply: replyOf(orderTable(orders, title, ctx.locale), ...moreNote(count, ROWS, ctx.locale)),
      about: [
        ...(account === undefined ? [] : [account]),
        ...orders.slice(0, 5).map((order) => orderRef(order)),
      ],
    };
  },
});
