import { z } from 'zod';
import { updateOrder as update } from '../../crm/orders.ts';
import { askWhatToChange } from '../cards/changed.ts';
import { aboutOrder, orderRef, orderReply } from '../cards/order-card.ts';
import { ownFieldsBlock } from '../cards/own-fields.ts';
import { defineCommand } from '../command.ts';
import { documentChange } from '../line-parameters.ts';
import { record } from '../parameters.ts';

export const updateOrder = defineCommand({
  name: 'order.update',
  risk: 'write',
  roles: ['rep'],
  ownFields: { entity: 'order', as: 'change' },
  summary: {
    en: 'Change an order: its lines, discount and tax.',
    zh: '修改订单：明细、折扣和税。',
  },
  parameters: z.object({
    order: record('order', {
      label: { en: 'order', zh: '订单' },
      question: { en: 'Which order?', zh: '哪个订单？' },
    }),
    ...documentChange,
  }),
  examples: {
    en: [
      'give SO-3 a 10% discount',
      'add 5 Care to SO-3',
      'set the tax on SO-7 to 19%',
      'remove Insight from SO-2',
      'change Pro to 25 on SO-4',
      'discount SO-1 by 15 percent',
      'add 2 Connect to that order',
      'take Care off order SO-9',
      'SO-3: 8% tax',
      'make SO-6 $18,000',
      'put 10 seats of Pro on the Acme order',
      'give it a 10% discount',
      '10% off please',
      '10% off the Care line of SO-3',
      'give Pro on SO-4 a 5% discount',
    ],
    zh: [
      'SO-3 打九折',
      '给 SO-3 加 5 套维保',
      '把 SO-2 里的专业版去掉',
      'SO-4 的专业版改成25套',
      '订单 SO-7 税率 13%',
      '给这个订单加 2 套旗舰版',
      'SO-6 的金额改成 18 万',
      '订单 SO-5 优惠 5%',
      '打九折',
      '再打个九五折',
      '优惠 8%',
      'SO-3 的维保打九折',
      '给 SO-4 的专业版打八五折',
    ],
  },
  patterns: {
    en: [
      '[<a>] {discount} (off|discount on|discount for|on|for) [<the>] {product} [line|item|position|lines] (of|on|in|for|from) [<the>] [<order>] {order#}',
      '(give|grant|offer|apply|put|take|set|make) [<a>] {discount} [off|discount] (on|to|for|off) [<the>] {product} [line|item|position] (of|on|in|for|from) [<the>] [<order>] {order#}',
      '[<a>] {discount} (off|discount on|discount for|on|for) [<the>] {product} [line|item|position] (of|on|in|for|from) [<the>] {order} <order>',
      '(discount|reduce) [<the>] {product} [line|item|position] (of|on|in) [<the>] [<order>] {order#} [by] {discount}',
      '(give|grant|offer) [<the>] {product} [line|item|position] (of|on|in) [<the>] [<order>] {order#} [<a>] {discount} [off|discount]',
      '(give|grant|offer) [<the>] [<order>] {order#} [<a>] {discount}',
      '(give|grant|offer) [<the>] {order} <order> [<a>] {discount}',
      '(discount|reduce) [<the>] [<order>] {order#} [by|with] {discount}',
      '(apply|put|set|add|use|take) [<a>] {discount} [discount] (to|on|for|off|from) [<the>] [<order>] {order#}',
      '(apply|put|set|add|use|take) [<a>] {discount} [discount] (to|on|for|off|from) [<the>] {order} <order>',
      '(set|change|make|update) [<the>] (tax|vat|sales tax|tax rate) (on|of|for) [<order>] {order#} (to|at|as|=) {tax}',
      '(set|change|make|update) [<the>] discount (on|of|for) [<order>] {order#} (to|at|as|=) {discount}',
      '(apply|put|set|add|charge|use) {tax} (to|on|for) [<the>] [<order>] {order#}',
      '(apply|put|set|add|charge|use) {tax} (to|on|for) [<the>] {order} <order>',
      '[<order>] {order#} [<with>|gets|has|:] [<a>] {discount}',
      '[<order>] {order#} [<with>|gets|has|:] [<a>] {tax}',
      '(add {line=add}|put {line=add}|include {line=add}) {quantity} [more] [<units>] [of] {product} [<units>] (to|on|onto|in|into) [<the>] [<order>] {order#} [at|@|for]',
      '(add {line=add}|put {line=add}|include {line=add}) {quantity} [more] [<units>] [of] {product} [<units>] (to|on|onto|in|into) [<the>] {order} <order> [at|@|for]',
      '(add {line=add}|put {line=add}|include {line=add}) [<a>] {product} (to|on|onto) [<the>] [<order>] {order#} [at|@|for]',
      '(remove {line=remove}|delete {line=remove}|drop {line=remove}|take {line=remove}|strike {line=remove}) [<the>] {product} (from|off|out of) [<the>] [<order>] {order#}',
      '(remove {line=remove}|delete {line=remove}|drop {line=remove}|take {line=remove}|strike {line=remove}) [<the>] {product} (from|off|out of) [<the>] {order} <order>',
      '(change {line=change}|set {line=change}|update {line=change}|make {line=change}) [<the>] [quantity of|number of|qty of] {product} (to|at|=) {quantity} [<units>] (on|in|for|of) [<the>] [<order>] {order#}',
      '(change {line=change}|set {line=change}|update {line=change}|make {line=change}) [<the>] [quantity of|number of|qty of] {product} (on|in|for) [<order>] {order#} (to|at|=) {quantity} [<units>]',
      '(make|set|change|update|put) [<the>] [value|total|amount] [of] [<order>] {order#} [value|total|amount] [to|at] {value}',
      '[<order>] {order#} [should be|is|total] {value}',
      '(give|grant|offer) (it|this|that|them) {order=it} [<a>] {discount} [off|discount]',
      '[with|make it] [<a>] {discount} (off|discount) [please|pls]',
      '(apply|put|set|add|use) [<a>] {discount} [discount] [to|on|for] [it|this|that] {order=it}',
      '(apply|put|set|add|charge|use) {tax} [to|on|for] [it|this|that] {order=it}',
      '(add {line=add}|put {line=add}|include {line=add}) {quantity} [more] [<units>] [of] {product} [<units>] (to|on|onto|in|into) (it|this|that) {order=it} [at|@|for]',
      '(add {line=add}|include {line=add}) {quantity} more [<units>] [of] {product} [<units>] [at|@|for]',
      '(remove {line=remove}|delete {line=remove}|drop {line=remove}|take {line=remove}) [<the>] {product} (from|off|out of) (it|this|that) {order=it}',
      '(edit|change|update|modify) [<the>] <order> {order#}',
      '(edit|change|update|modify) [<the>] {order} <order>',
    ],
    zh: [
      '[给|把|对] [<订单>] {order#} [里|上|里面|中] [的] {product} [这行|这一行|这项|明细] [给|再] {discount} [<了>]',
      '[给|把|对] {order} [的] <订单> [里|上|里面|中] [的] {product} [给|再] {discount} [<了>]',
      '[给|把|对] [<订单>] {order#} [的|这个] [<订单>] [整单] [给|再] {discount} [<了>]',
      '[给|把|对] {order} [的] <订单> [整单] [给|再] {discount} [<了>]',
      '[给|把] [<订单>] {order#} [的] (税率|税|增值税) [<改>|是|按] {tax}',
      '[给|把] [<订单>] {order#} [加|按|含] {tax}',
      '[给|把] [<订单>] {order#} [的] 折扣 [<改>|是|设为|设成] {discount}',
      '[给|往|在|向] [<订单>] {order#} [里|上|里面] [再] (加上 {line=add}|加 {line=add}|添加 {line=add}|增加 {line=add}|加入 {line=add}) {quantity} [的] {product} [<账号>]',
      '[给|往|在|向] {order} [的] <订单> [里|上|里面] [再] (加上 {line=add}|加 {line=add}|添加 {line=add}|增加 {line=add}|加入 {line=add}) {quantity} [的] {product} [<账号>]',
      '(给|往|在|向) {order} [里|上] [再] (加上 {line=add}|加 {line=add}|添加 {line=add}) {quantity} [的] {product} [<账号>] 到 <订单>',
      '[<把>|从] [<订单>] {order#} [里|上|里面|中] [的] {product} (去掉 {line=remove}|删掉 {line=remove}|移除 {line=remove}|删了 {line=remove}|拿掉 {line=remove}|删除 {line=remove}|不要了 {line=remove})',
      '从 [<订单>] {order#} [里|上|里面|中] (去掉 {line=remove}|删掉 {line=remove}|移除 {line=remove}|拿掉 {line=remove}|删除 {line=remove}) {product}',
      '[<把>] [<订单>] {order#} [里|上|里面|中] [的] {product} [的] [数量] (<改> {line=change}|改 {line=change}|设为 {line=change}|设成 {line=change}) {quantity}',
      '[<把>] [<订单>] {order#} [的] (金额|总额|总价|价格) (<改>|设为|设成|是) {value}',
      '(给|把|对) (它|这单) {order=it} [整单] [再] {discount} [<了>]',
      '[整单] [再] (打|打个|优惠|让利|便宜) {discount} [吧|<了>]',
      '[给|往|在] [它|这单|里面] 再 (加上 {line=add}|加 {line=add}|添加 {line=add}) {order=it} {quantity} [的] {product} [<账号>]',
      '(修改|更新|编辑) <订单> {order#}',
    ],
  },
  run: async (ctx, { order: about, product, ...change }) => {
    const said = { ...change, productId: product?.id };
    if (!Object.values(said).some((value) => value !== undefined))
      return { reply: askWhatToChange(ctx, 'order.update', about), about: [about] };
    const order = await update(ctx, about.id, said);
    const { name } = orderRef(order);
    const sentence = ctx.locale === 'zh' ? `已更新 ${name}。` : `Updated ${name}.`;
    const own = await ownFieldsBlock(ctx, 'order', order);
    return { reply: orderReply(sentence, order, ctx.locale, ...own), about: aboutOrder(order) };
  },
});
