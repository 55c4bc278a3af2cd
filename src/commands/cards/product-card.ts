import type { BookPrice } from '../../crm/price-books.ts';
import type { Product } from '../../crm/products.ts';
import { dayText, moneyText } from '../../reply/format.ts';
import {
  type Block,
  type Field,
  type Locale,
  type Reply,
  replyOf,
  type Table,
} from '../../reply/reply.ts';
import type { RecordRef } from '../command.ts';
import { FIELD_LABELS } from '../labels.ts';

export const productRef = (product: Pick<Product, 'id' | 'name'>): RecordRef<'product'> => ({
  entity: 'product',
  id: product.id,
  name: product.name,
});

/** `P-3 Pro`. */
export function productTitle(product: Pick<Product, 'number' | 'name'>): string {
  return `P-${product.number} ${product.name}`;
}

export function productReply(
  sentence: string,
  product: Product,
  locale: Locale,
  ...more: readonly Block[]
): Reply {
  const zh = locale === 'zh';
  const values: readonly (readonly [field: string, value: string | null])[] = [
    ['price', priceText(product, locale)],
    ['sku', product.sku],
    ['active', product.active ? null : zh ? '否' : 'no'],
  ];
  const fields: Field[] = values.flatMap(([name, value]) =>
    value === null ? [] : [{ label: FIELD_LABELS[name]?.[locale] ?? name, value }],
  );
  return replyOf({ kind: 'text', text: sentence }, { kind: 'fields', fields }, ...more);
}

/** `$49 / seat`. */
function priceText(product: Product, locale: Locale): string {
  const unit = product.unit === null ? '' : ` / ${product.unit}`;
  return `${moneyText(product.price, locale)}${unit}`;
}

export function productTable(products: readonly Product[], title: string, locale: Locale): Table {
  const columns = locale === 'zh' ? ['产品', 'SKU', '价格'] : ['Product', 'SKU', 'Price'];
  return {
    kind: 'table',
    title,
    columns: columns.map((label, i) => ({ label, align: i === 2 ? 'right' : 'left' })),
    rows: products
      .slice(0, 50)
      .map((product) => [productTitle(product), product.sku ?? '–', priceText(product, locale)]),
  };
}

export function bookPriceTable(prices: readonly BookPrice[], title: string, locale: Locale): Table {
  const zh = locale === 'zh';
  const columns = zh
    ? ['价格表', '产品', '价格', '生效日期', '有效期至']
    : ['Price book', 'Product', 'Price', 'Valid from', 'Valid until'];
  return {
    kind: 'table',
    title,
    columns: columns.map((label, i) => ({ label, align: i === 2 ? 'right' : 'left' })),
    rows: prices
      .slice(0, 50)
      .map(({ book, product, price, validFrom, validTo }) => [
        book,
        product.name,
        moneyText(price, locale),
        validFrom === null ? '–' : dayText(validFrom, locale),
        validTo === null ? '–' : dayText(validTo, locale),
      ]),
  };
}
