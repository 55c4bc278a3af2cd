import {
  DISCOUNT,
  PRICE_BOOK,
  PRODUCT,
  QUANTITY,
  TAX,
  UNIT_PRICE,
  VALID_UNTIL,
  VALUE,
} from './cues.ts';
import { choice, date, money, percent, price, quantity, record, text } from './parameters.ts';

const amounts = {
  quantity: quantity({ label: { en: 'quantity', zh: '数量' }, cues: QUANTITY }).optional(),
  price: price({ label: { en: 'unit price', zh: '单价' }, cues: UNIT_PRICE }).optional(),
};

/** What the first line of a new order or quote sells. */
export const firstLine = {
  product: record('product', { label: { en: 'product', zh: '产品' }, cues: PRODUCT }).optional(),
  ...amounts,
};

/** The price book that a new order or quote is made from. */
export const priceBook = text({
  label: { en: 'price book', zh: '价格表' },
  cues: PRICE_BOOK,
  max: 80,
}).optional();

/** What holds for the whole of an order or quote. */
export const terms = {
  discount: percent({ label: { en: 'discount', zh: '折扣' }, cues: DISCOUNT }).optional(),
  tax: percent({ label: { en: 'tax', zh: '税率' }, cues: TAX }).optional(),
};

/** What may be changed of an order, and said anew of a quote: one line, what it comes to, the terms. */
export const documentChange = {
  line: choice(
    {
      add: { en: 'add', zh: '添加' },
      change: { en: 'change', zh: '修改' },
      remove: { en: 'remove', zh: '移除' },
    },
    { label: { en: 'line', zh: '明细操作' } },
  ).optional(),
  product: record('product', { label: { en: 'product', zh: '产品' } }).optional(),
  ...amounts,
  value: money({
    label: { en: 'value', zh: '金额' },
    cues: { ...VALUE, after: {} },
  }).optional(),
  ...terms,
};

/** Until when a quote holds. */
export const validUntil = date({
  label: { en: 'valid until', zh: '有效期至' },
  cues: VALID_UNTIL,
}).optional();
