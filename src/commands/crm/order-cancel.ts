import { z } from 'zod';
import { cancelOrder as cancel, getOrder, refuseLocked } from '../../crm/orders.ts';
import { say } from '../../reply/reply.ts';
import { aboutOrder, orderRef, orderReply, totalText } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const cancelOrder = defineCommand({
  name: 'order.cancel',
  risk: 'destructive',
  roles: ['rep'],
  summary: { en: 'Cancel an order.', zh: '取消订单。' },
  parameters: z.object({
    order: record('order', {
      label: { en: 'order', zh: '订单' },
      question: { en: 'Which order?', zh: '哪个订单？' },
    }),
  }),
  examples: {
    en: [
      'cancel order SO-2',
      'cancel SO-4',
      'cancel the Globex order',
      'call off SO-11',
      'please cancel that order',
      'SO-6 was cancelled',
      'Acme cancelled their order',
      'void order SO-8',
    ],
    zh: [
      '取消订单 SO-2',
      'SO-5 不要了，取消',
      '把小米的订单取消掉',
      '取消这个订单',
      '订单 SO-7 取消了',
      '作废订单 SO-3',
      '华为取消了订单',
    ],
  },
  patterns: {
    en: [
      '(cancel|call off|void|scrap|withdraw|kill|annul) [<the>] [<order>] {order#} [please|pls|now]',
      '(cancel|call off|void|scrap|withdraw|kill|annul) [<the>] {order} <order> [please|pls|now]',
      '(cancel|call off|void|scrap) (that|this|the) <order> {order=it}',
      '(cancel|call off|void) [<the>] <order> (for|from|of|by) {order}',
      '[<the>] [<order>] {order#} [is|was|has been|got] (cancelled|canceled|called off|withdrawn)',
      '[<the>] {order} <order> [is|was|has been|got] (cancelled|canceled|called off|withdrawn)',
      '{order} [has|have|just] (cancelled|canceled|withdrew|called off) [their|the|its] <order>',
      '<mark> [<the>] [<order>] {order#} [status] [to|as|=] (cancelled|canceled)',
    ],
    zh: [
      '(取消|作废|撤掉|取消掉|作废掉) [一下|掉] [<订单>] {order#} [<订单>] [<了>]',
      '(取消|作废|撤掉|取消掉) [一下|掉] {order} [的] <订单>',
      '[<把>] [<订单>] {order#} [这个订单] [不要了] [已经|已|给] (取消掉|取消了|取消吧|取消|作废|作废了|撤掉|退掉)',
      '[<把>] {order} [的] [这个|那个] <订单> [不要了] [已经|已|给] (取消掉|取消了|取消吧|取消|作废|作废了|撤掉|退掉)',
      '[<订单>] {order#} 不要了',
      '{order} [要] (取消了|取消|撤销了|撤了) [这个|那个|他们的] <订单>',
      '[<把>] [<订单>] {order#} [的状态] (标记为|标记成|标为|标成|设为|设成|改成|改为) [已] 取消',
    ],
  },
  preview: async (ctx, { order: { id } }) => {
    const order = await getOrder(ctx, id);
    refuseLocked(order);
    const { name } = orderRef(order);
    const total = totalText(order, ctx.locale);
    return say(
      ctx.locale === 'zh'
        ? `要取消 ${order.account.name} 的订单 ${name}（${total}）吗？取消后订单会锁定。`
        : `Cancel order ${name} for ${order.account.name} (${total})? It is locked afterwards.`,
    );
  },
  run: async (ctx, { order: { id } }) => {
    const order = await cancel(ctx, id);
    const { name } = orderRef(order);
    const sentence = ctx.locale === 'zh' ? `已取消订单 ${name}。` : `Cancelled order ${name}.`;
    return { reply: orderReply(sentence, order, ctx.locale), about: aboutOrder(order) };
  },
});
