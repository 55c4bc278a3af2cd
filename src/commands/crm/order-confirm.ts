import { z } from 'zod';
import { confirmOrder as confirm } from '../../crm/orders.ts';
import { aboutOrder, orderRef, orderReply } from '../cards/order-card.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const confirmOrder = defineCommand({
  name: 'order.confirm',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'Confirm an order.', zh: '确认订单。' },
  parameters: z.object({
    order: record('order', {
      label: { en: 'order', zh: '订单' },
      question: { en: 'Which order?', zh: '哪个订单？' },
    }),
  }),
  examples: {
    en: [
      'confirm SO-3',
      'confirm the Acme order',
      'SO-5 is confirmed',
      'mark order SO-4 as confirmed',
      'confirm order SO-6',
      'please confirm that order',
      'set SO-2 to confirmed',
    ],
    zh: [
      '确认订单 SO-3',
      'SO-6 确认了',
      '把华为的订单确认一下',
      '确认这个订单',
      '订单 SO-4 已确认',
      'SO-2 标记为已确认',
    ],
  },
  patterns: {
    en: [
      'confirm [the|that|this|my] [sales] order [please|pls|now] {order=it}',
      'confirm [<the>] [<order>] {order#} [please|pls|now]',
      'confirm [<the>] {order} <order> [please|pls|now]',
      'confirm (it|that|this|that order|this order|the order) [now|please|pls] {order=it}',
      '[<the>] [<order>] {order#} (is|got|was|has been|is now) confirmed [now|by them]',
      '{_} [has|just] confirmed [<the>] [<order>] {order#}',
      'go ahead and confirm [<order>] {order#}',
      '[<the>] {order} <order> (is|got|was|has been|is now) confirmed [now|by them]',
      '<mark> [<the>] [<order>] {order#} [status] [to|as|=] confirmed',
      '<mark> [<the>] {order} <order> [status] [to|as|=] confirmed',
      '(approve|finalize|finalise|lock in) [<the>] <order> {order#}',
    ],
    zh: [
      '确认 [一下|下] [这个|那个|这张|那张] 订单 [吧] {order=it}',
      '[请] 确认 [一下] [<订单>] {order#} [<订单>] [<了>]',
      '[请] 确认 [一下] {order} [的] <订单>',
      '[请] (确认一下|确认) (它|这单|这个订单) {order=it}',
      '[<把>] [<订单>] {order#} [这个订单] [已经|已|可以] (确认了|确认一下|确认掉|确认|确认完了)',
      '[<把>] {order} [的] [这个|那个] <订单> [已经|已] (确认了|确认一下|确认掉|确认)',
      '[<把>] [<订单>] {order#} [的状态] (标记为|标记成|标为|标成|设为|设成|改成|改为) [已] 确认',
    ],
  },
  followUps: {
    en: ['(confirm) [please|pls|now] {order=it}'],
    zh: ['[请] (确认|确认一下|确认下) [订单|下单] {order=它}'],
  },
  run: async (ctx, { order: { id } }) => {
    const zh = ctx.locale === 'zh';
    const order = await confirm(ctx, id);
    const { name } = orderRef(order);
    const note = zh
      ? `没有 ${order.currency} 的汇率，所以没有固定汇率：换算金额时不计入。`
      : `There is no rate for ${order.currency}, so none was frozen: totals in the base currency leave this order out.`;
    const notes = order.rate === null ? [{ kind: 'note' as const, text: note }] : [];
    return {
      reply: orderReply(
        zh ? `已确认订单 ${name}。` : `Confirmed order ${name}.`,
        order,
        ctx.locale,
        ...notes,
      ),
      about: aboutOrder(order),
    };
  },
});
