import { z } from 'zod';
import { fulfilOrder as fulfil } from '../../crm/orders.ts';
import { aboutOrder, orderRef, orderReply } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const fulfilOrder = defineCommand({
  name: 'order.fulfil',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'Mark an order as fulfilled.', zh: '标记订单已交付。' },
  parameters: z.object({
    order: record('order', {
      label: { en: 'order', zh: '订单' },
      question: { en: 'Which order?', zh: '哪个订单？' },
    }),
  }),
  examples: {
    en: [
      'fulfil SO-3',
      'SO-3 shipped',
      'mark SO-8 as delivered',
      'order SO-2 has been fulfilled',
      'fulfill the Acme order',
      'we delivered SO-5',
      'the Globex order was delivered',
      'that order is delivered',
    ],
    zh: [
      'SO-3 已发货',
      '订单 SO-4 交付了',
      '把 SO-9 标记为已交付',
      '华为的订单发货了',
      '完成订单 SO-2',
      '这个订单交付了',
    ],
  },
  patterns: {
    en: [
      '(fulfil|fulfill|deliver|ship|complete|close out|ship out) [<the>] [<order>] {order#} [now|please]',
      '(fulfil|fulfill|deliver|ship|complete|ship out) [<the>] {order} <order> [now|please]',
      '(fulfil|fulfill|deliver|ship) (it|that|this|that order|this order|the order) {order=it}',
      '(it|that) [has|was|is] [been] (shipped|delivered|fulfilled|sent out) {order=it}',
      '<mark> (it|that|this) [as|to] (fulfilled|delivered|shipped) {order=it}',
      '[<the>] [<order>] {order#} [is|was|has been|got|has|is now|just] (shipped|delivered|fulfilled|fulfiled|completed|sent out|shipped out|gone out|went out|complete|out the door)',
      '[<the>] {order} <order> [is|was|has been|got|has|is now|just] (shipped|delivered|fulfilled|fulfiled|completed|sent out|shipped out|gone out|complete)',
      '<we> (shipped|delivered|fulfilled|completed|sent out) [<the>] [<order>] {order#}',
      '<we> (shipped|delivered|fulfilled|completed|sent out) [<the>] {order} <order>',
      '(ship|send) [<order>] {order#} [out]',
      '<mark> [<the>] [<order>] {order#} [status] [to|as|=] (fulfilled|delivered|shipped|complete|completed|done)',
      '<mark> [<the>] {order} <order> [status] [to|as|=] (fulfilled|delivered|shipped|complete|completed|done)',
    ],
    zh: [
      '[<把>] [<订单>] {order#} [这个订单] [已经|已|都|全部] (发货了|发货|发了|交付了|交付|交货了|交货|完成了|完成|送到了|送达了|履行了|发出了)',
      '[<把>] {order} [的] [这个|那个] <订单> [已经|已|都|全部] (发货了|发货|发了|交付了|交付|交货了|交货|完成了|完成|送到了|送达了|发出了)',
      '[<把>] [<订单>] {order#} [的状态] (标记为|标记成|标为|标成|设为|设成|改成|改为) [已] (交付|发货|完成|交货)',
      '[<把>] {order} [的] <订单> [的状态] (标记为|标记成|标为|标成|设为|设成|改成|改为) [已] (交付|发货|完成|交货)',
      '[它] [已经|已] (发货了|交付了|交货了) {order=it}',
      '(交付|完成|发货|履行) [一下] [<订单>] {order#}',
      '(交付|完成|发货|履行) [一下] {order} [的] <订单>',
    ],
  },
  followUps: {
    en: [
      '[all|it] [just|has|got|was] (shipped|delivered|fulfilled) [today|now|already] {order=it}',
    ],
    zh: [],
  },
  run: async (ctx, { order: { id } }) => {
    const order = await fulfil(ctx, id);
    const { name } = orderRef(order);
    const sentence =
      ctx.locale === 'zh'
        ? `订单 ${name} 已交付，现已锁定。`
        : `Order ${name} is fulfilled, and locked from now on.`;
    return { reply: orderReply(sentence, order, ctx.locale), about: aboutOrder(order) };
  },
});
