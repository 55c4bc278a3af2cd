import { z } from 'zod';
import { updateProduct as update } from '../../crm/products.ts';
import { askWhatToChange, changedReply } from '../cards/changed.ts';
import { productRef, productTitle } from '../cards/product-card.ts';
import { defineCommand } from '../command.ts';
import { SKU, UNIT } from '../cues.ts';
import { flag, price, record, text } from '../parameters.ts';

export const updateProduct = defineCommand({
  name: 'product.update',
  risk: 'write',
  roles: ['manager'],
  summary: { en: 'Change a product.', zh: '修改产品。' },
  parameters: z.object({
    product: record('product', {
      label: { en: 'product', zh: '产品' },
      question: { en: 'Which product?', zh: '哪个产品？' },
    }),
    name: text({ label: { en: 'name', zh: '名称' }, rest: true }).optional(),
    price: price({ label: { en: 'price', zh: '价格' } }).optional(),
    sku: text({ label: { en: 'SKU', zh: '编码 SKU' }, cues: SKU, max: 60 }).optional(),
    unit: text({ label: { en: 'unit', zh: '单位' }, cues: UNIT, max: 40 }).optional(),
    active: flag({ label: { en: 'active', zh: '在售' } }).optional(),
  }),
  examples: {
    en: [
      'change the list price of Pro to $59',
      'Pro now costs $55',
      'rename product Pro to Professional',
      'we no longer sell Starter',
      'update product Insight, sku INS-2',
      'discontinue Basic',
      'raise the price of product Care to 320',
      'we sell Starter again',
    ],
    zh: [
      '把产品专业版的价格改成599元',
      '产品专业版改名为专业版2026',
      '下架标准版',
      '专业版涨价到 599 元',
      '修改产品旗舰版，SKU QJ-02',
      '重新上架标准版',
      '产品 Pro 调价到 59 美元',
    ],
  },
  patterns: {
    en: [
      '(change|set|update|raise|increase|lower|reduce|drop|make|adjust) [<the>] (list price|unit price) (of|for|on) [the] [product] {product} [up|down] (to|at|=) {price}',
      '(change|set|update|raise|increase|lower|reduce|drop|make|adjust) [<the>] price (of|for|on) [the] product {product} [up|down] (to|at|=) {price}',
      '(change|set|update|raise|lower|make|adjust) [<the>] product {product} [price|list price] (to|at) {price}',
      '[product] {product} [now] (costs|cost|is priced at|sells for|goes for) [now] {price} [now|from now on]',
      '[the] (list price|unit price|price of product|price of the product) [of] {product} (is|is now|should be|went up to|goes up to) {price}',
      '(rename|retitle|change the name of) [<the>] product {product} (to|into|as) {name}',
      "[we|we'll|we will|we have] (no longer|don't|dont|stopped|do not|not) [anymore] (sell|selling|offer|offering) {product} [anymore|any more|any longer] {active=false}",
      '(discontinue|retire|deactivate|phase out|stop selling|sunset) [<the>] [product] {product} {active=false}',
      '(we sell|we offer|start selling|reactivate|bring back|sell|offer) [<the>] [product] {product} again {active=true}',
      '(reactivate|relaunch) [<the>] product {product} {active=true}',
      '(update|change|edit|modify) [<the>] product {product} [with|to|so]',
    ],
    zh: [
      '[<把>] [产品|商品] {product} [的] (价格|售价|单价|定价|标价|列表价) (<改>|涨到|降到|调到|设为|设成|改成|调价到) {price}',
      '[<把>] (产品|商品) {product} [的] [价格] (<改>|涨到|降到|调价到|调到|涨价到|降价到) {price}',
      '[产品] {product} [现在|以后] (涨价到|降价到|调价到|涨价到了|现价|卖) {price} [了]',
      '[<把>] (产品|商品) {product} (改名为|改名叫|改名成|更名为|重命名为|名字改成|名称改成|名称改为) {name}',
      '[<把>] (下架|停售|停用) [产品|商品] {product} {active=false} [<了>]',
      '[<把>] [产品|商品] {product} (下架|停售|不卖了|停卖|停产) [<了>] {active=false}',
      '(重新上架|恢复销售|重新卖|再上架) [产品|商品] {product} {active=true}',
      '[<把>] [产品|商品] {product} (重新上架|恢复销售) [<了>] {active=true}',
      '(修改|更新|编辑|改一下) (产品|商品) {product}',
    ],
  },
  run: async (ctx, { product: about, ...patch }) => {
    if (!Object.values(patch).some((value) => value !== undefined))
      return { reply: askWhatToChange(ctx, 'product.update', about), about: [about] };
    const product = await update(ctx, about.id, patch);
    return {
      reply: await changedReply(ctx, productTitle(product)),
      about: [productRef(product)],
    };
  },
});
