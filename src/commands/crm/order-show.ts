import { z } from 'zod';
import { getOrder } from '../../crm/orders.ts';
import { aboutOrder, orderRef, orderReply } from '../cards/order-card.ts';
import { ownFieldsBlock } from '../cards/own-fields.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const showOrder = defineCommand({
  name: 'order.show',
  risk: 'read',
  roles: ['rep', 'support'],
  summary: { en: 'Show an order.', zh: '查看订单。' },
  parameters: z.object({
    order: record('order', {
      label: { en: 'order', zh: '订单' },
      question: { en: 'Which order?', zh: '哪个订单？' },
    }),
  }),
  examples: {
    en: [
      'show SO-3',
      'SO-12',
      'show me the Acme order',
      "what's the status of order SO-4?",
      'details of order SO-2',
      'open order SO-7',
      'has SO-9 been shipped yet?',
      'how much is SO-5',
      "what's on SO-6",
      'show that order',
      'what did they order on SO-8',
      'is the Globex order confirmed?',
    ],
    zh: [
      '查看订单 SO-3',
      '看一下华为的那个订单',
      'SO-8 什么状态',
      '订单 SO-6 详情',
      '这个订单多少钱',
      '打开 SO-15',
      'SO-9 发货了吗',
      'SO-4 里有什么',
      '小米的订单到哪一步了',
    ],
  },
  patterns: {
    en: [
      '[<show>] [<the>] [<order>] [number|no|nr] {order#} [please|again]',
      '<show> [me] [<the>] {order} <order> [again|please]',
      '<show> [me] [<the>] [details|status|lines|contents|total] [of|for|on] [<the>] {order} <order>',
      '<show> [<the>] <order> [for|of|from|by|with] {order}',
      "(what's|what is|whats|how's|how is|hows) [<the>] (status|state|total|value|amount|price|progress) (of|on|for|with) [<the>] (order|po|sales order|purchase order) {order}",
      '[<the>] (details|info|status|lines|items|contents|total|summary) (of|on|for) [<the>] (order|sales order|purchase order) {order}',
      "(where is|where's|wheres|any news on|any update on|what about) [<the>] (order|sales order|purchase order) {order} [at|now]",
      '(has|is|was) [<the>] (order|sales order|purchase order) {order} [already|been|still] [been] (shipped|delivered|fulfilled|confirmed|cancelled|canceled|ship|open|done|out|sent|a draft|on its way) [yet|already|out]',
      "(what's|what is|whats|how's|how is|hows) [<the>] (status|state|total|value|amount|price|progress) (of|on|for|with) [<the>] [<order>] {order#}",
      "(what's|what is|whats|how's|how is|hows) [<the>] (status|state|total|value|amount|price|progress) (of|on|for|with) [<the>] {order} <order>",
      "(what's|whats|what is|what was|what products are|what items are) (in|on|inside|part of) [<the>] [<order>] {order#}",
      "(what's|whats|what is|what was) (in|on) [<the>] {order} <order>",
      'what did they order (on|in|with) {order#}',
      'how much (is|was|are) [<the>] [<order>] {order#} [worth|in total]',
      'how much (is|was) [<the>] {order} <order> [worth|in total]',
      '(has|is|was|did|have|are) [<the>] [<order>] {order#} [already|been|still] [been] (shipped|delivered|fulfilled|confirmed|cancelled|canceled|ship|open|done|out|go out|sent|a draft|on its way) [yet|already|out]',
      '(has|is|was|did) [<the>] {order} <order> [already|been|still] [been] (shipped|delivered|fulfilled|confirmed|cancelled|canceled|ship|open|done|out|go out|sent|on its way) [yet|already|out]',
      '[<the>] (details|info|status|lines|items|contents|total|summary) (of|on|for) [<the>] [<order>] {order#}',
      '[<order>] {order#} [<the>] (status|details|info|total|lines|items|please|pls)',
      '[<order>] status {order#}',
      "(where is|where's|wheres|what about|any news on|any update on) [<the>] [<order>] {order#} [at|now]",
      "(where is|where's|what about|any news on) [<the>] {order} <order> [at|now]",
    ],
    zh: [
      '[<把>] [<订单>] {order#} [这个] [<订单>] (调出来|打开|找出来|调出|发我看看|给我看看|给我看一下)',
      '[<看>] [一下] [<订单>] {order#} [这个|那个] [<订单>] [的] [详情|情况|明细|内容|状态]',
      '<看> [一下] {order} [的] [这个|那个|这笔|那笔] <订单> [的] [详情|情况|明细|内容|状态]',
      '[<订单>] {order#} [现在] [的] [是|到] (什么状态|啥状态|状态|什么情况|啥情况|怎么样了|怎么样|咋样了|进度|到哪了|哪一步了|哪了|多少钱|金额多少|金额是多少|总额多少|总价多少|详情|明细|情况)',
      '{order} [的] [这个|那个|这笔|那笔] <订单> [现在] [的] [是|到] (什么状态|状态|什么情况|怎么样了|怎么样|进度|到哪了|哪一步了|到哪一步了|多少钱|金额多少|金额是多少|总额多少|详情|明细)',
      '[<订单>] {order#} [里|里面|上] (有什么|有哪些|都有什么|有啥|是什么|订了什么|买了什么)',
      '[<订单>] {order#} [已经] (发货了吗|发了吗|交付了吗|确认了吗|取消了吗|发货没有|发货了没|交付了没|确认了没|到了吗)',
      '{order} [的] <订单> [已经] (发货了吗|发了吗|交付了吗|确认了吗|取消了吗|发货没有|发货了没|交付了没|到了吗)',
      '<订单> {order} [现在] [的] [是|到] (什么状态|啥状态|状态|什么情况|啥情况|怎么样了|怎么样|咋样了|进度|到哪了|哪一步了|多少钱|金额多少|详情|明细|情况) [了|呢]',
      '<订单> {order} [已经] (发货了吗|发了吗|交付了吗|确认了吗|取消了吗|发货没有|发货了没|交付了没|确认了没|到了吗)',
      '<看> [一下] <订单> {order} [的] [详情|情况|明细|内容|状态]',
    ],
  },
  followUps: {
    en: [],
    zh: [
      '[<订单>] {order#} [里|里面|上] [都|到底] (有啥|有什么|有些什么|有些啥|是些什么|包含什么) [产品|商品|东西]',
      '[<订单>] {order#} [已经] (发出去了吗|发走了吗|出库了吗|发出了吗|寄出了吗|寄了吗|发出去没有|发出去没)',
    ],
  },
  run: async (ctx, { order: { id } }) => {
    const order = await getOrder(ctx, id);
    return {
      reply: orderReply(
        orderRef(order).name,
        order,
        ctx.locale,
        ...(await ownFieldsBlock(ctx, 'order', order)),
      ),
      about: aboutOrder(order),
    };
  },
});
