import {
  isLocked,
  type listOrders,
  type Order,
  type OrderStatus,
  orderName,
} from '../../crm/orders.ts';
import { type Quote, quoteName } from '../../crm/quotes.ts';
import { sumsOf } from '../../crm/rates.ts';
import type { Line, SalesDocument } from '../../crm/sales-documents.ts';
import { decimalOf, type Money, moneyFrom } from '../../platform/money.ts';
import { dayText, moneyText, percentText, sumsText } from '../../reply/format.ts';
import {
  type Block,
  type Button,
  type Locale,
  type Reply,
  replyOf,
  type Table,
} from '../../reply/reply.ts';
import type { RecordRef } from '../command.ts';
import { FIELD_LABELS, ORDER_STATUS_LABELS, QUOTE_STATUS_LABELS } from '../labels.ts';
import { idMention } from '../references.ts';
import { moreNote, runButton } from './deal-card.ts';

export const orderRef = (order: Pick<Order, 'id' | 'number'>): RecordRef<'order'> => ({
  entity: 'order',
  id: order.id,
  name: orderName(order),
});

export const quoteRef = (quote: Pick<Quote, 'id' | 'number'>): RecordRef<'quote'> => ({
  entity: 'quote',
  id: quote.id,
  name: `Q-${quote.number}`,
});

/** What was spoken of with an order or a quote: itself, its deal, its account. */
export function aboutOrder(order: Order): RecordRef[] {
  const deal: RecordRef[] = order.deal === null ? [] : [{ entity: 'deal', ...order.deal }];
  return [orderRef(order), ...deal, { entity: 'account', ...order.account }];
}

export function aboutQuote(quote: Quote): RecordRef[] {
  return [
    quoteRef(quote),
    { entity: 'deal', ...quote.deal },
    { entity: 'account', ...quote.account },
  ];
}

/** A sentence about what happened, and the order as it is now with the next steps. */
export function orderReply(
  sentence: string,
  order: Order,
  locale: Locale,
  ...notes: readonly Block[]
): Reply {
  const fields: Values = [
    ['account', order.account.name],
    ['deal', order.deal?.name ?? null],
    ['quote', order.quote === null ? null : quoteName(order.quote)],
    ['status', statusText(order.status, locale)],
    ['priceBook', order.priceBook?.name ?? null],
    ['orderedOn', dayText(order.orderedOn, locale)],
    ['owner', order.owner.name],
    ...termsOf(order, locale),
    ['note', order.note],
  ];
  return replyOf(
    { kind: 'text', text: sentence },
    ...lineTable(order, locale),
    fieldsBlock(fields, locale),
    ...notes,
    ...orderButtons(order, locale),
  );
}

export function quoteReply(sentence: string, quote: Quote, locale: Locale): Reply {
  const fields: Values = [
    ['account', quote.account.name],
    ['deal', quote.deal.name],
    ['status', quoteStatusText(quote, locale)],
    ['reason', quote.reason],
    ['priceBook', quote.priceBook?.name ?? null],
    ['validUntil', quote.validUntil === null ? null : dayText(quote.validUntil, locale)],
    ['owner', quote.owner.name],
    ...termsOf(quote, locale),
  ];
  return replyOf(
    { kind: 'text', text: sentence },
    ...lineTable(quote, locale),
    fieldsBlock(fields, locale),
    ...quoteButtons(quote, locale),
  );
}

function quoteStatusText(quote: Quote, locale: Locale): string {
  const status = QUOTE_STATUS_LABELS[quote.status]?.[locale] ?? quote.status;
  const over = locale === 'zh' ? '（已过期）' : ' (expired)';
  return quote.expired ? `${status}${over}` : status;
}

/** One that has expired is revised before it can be accepted; one that is accepted stays as it is. */
function quoteButtons(quote: Quote, locale: Locale): Block[] {
  if (quote.status === 'accepted') return [];
  const zh = locale === 'zh';
  const mention = { quote: idMention({ entity: 'quote', id: quote.id }) };
  const send = runButton(zh ? '标记已发送' : 'Mark sent', 'quote.send', mention);
  const accept = runButton(zh ? '客户已接受' : 'Accepted', 'quote.accept', mention);
  const decline = runButton(zh ? '客户已拒绝' : 'Declined', 'quote.decline', mention);
  const revise: Button = {
    label: zh ? '修订' : 'Revise',
    action: { kind: 'open-form', command: 'quote.revise', arguments: mention },
  };
  const decided = quote.status === 'declined';
  return [
    {
      kind: 'buttons',
      buttons: [
        ...(quote.status === 'draft' && !quote.expired ? [send] : []),
        ...(quote.expired || decided ? [] : [accept]),
        ...(decided ? [] : [decline]),
        revise,
      ],
    },
  ];
}

/** `$980`, said of an order or a quote in a sentence. */
export function totalText(document: Pick<SalesDocument, 'total'>, locale: Locale): string {
  return moneyText(document.total, locale);
}

type Values = (readonly [field: string, value: string | null])[];

function fieldsBlock(values: Values, locale: Locale): Block {
  return {
    kind: 'fields',
    fields: values.flatMap(([name, value]) =>
      value === null ? [] : [{ label: FIELD_LABELS[name]?.[locale] ?? name, value }],
    ),
  };
}

/** What it adds up to; without discount and tax the total says all. */
function termsOf(document: SalesDocument, locale: Locale): Values {
  const { subtotal, discount, tax, total, discountPct, taxPct } = document;
  const plain = discountPct === '0' && taxPct === '0';
  const less = (money: Money): Money => ({ ...money, minor: -money.minor });
  return [
    ['subtotal', plain ? null : moneyText(subtotal, locale)],
    [
      'discount',
      discountPct === '0'
        ? null
        : `${moneyText(less(discount), locale)} (${percentText(discountPct)})`,
    ],
    ['tax', taxPct === '0' ? null : `${moneyText(tax, locale)} (${percentText(taxPct)})`],
    ['total', moneyText(total, locale)],
  ];
}

const LINE_COLUMNS = {
  en: ['Item', 'Quantity', 'Unit price', 'Total'],
  zh: ['明细', '数量', '单价', '金额'],
} as const;

function lineTable(document: SalesDocument, locale: Locale): Block[] {
  if (document.lines.length === 0) return [];
  const { currency } = document;
  return [
    {
      kind: 'table',
      title: '',
      columns: LINE_COLUMNS[locale].map((label, i) => ({
        label,
        align: i === 0 ? 'left' : 'right',
      })),
      rows: document.lines
        .slice(0, MOST_ROWS)
        .map((line) => [
          line.name,
          line.quantity,
          unitPriceText(line, currency, locale),
          moneyText(line.total, locale),
        ]),
    },
    ...moreNote(document.lines.length, MOST_ROWS, locale),
  ];
}

const MOST_ROWS = 50;

/** Of what was agreed for all of it the price of one may be only near. */
function unitPriceText({ unitPrice, discountPct }: Line, currency: string, locale: Locale): string {
  const price = moneyFrom(unitPrice, currency);
  const exact = Number(decimalOf(price)) === Number(unitPrice);
  const less = discountPct === '0' ? '' : ` −${percentText(discountPct)}`;
  return `${exact ? '' : '≈ '}${moneyText(price, locale)}${less}`;
}

export function statusText(status: OrderStatus, locale: Locale): string {
  return ORDER_STATUS_LABELS[status]?.[locale] ?? status;
}

/** What may be done next with an order: nothing once it is delivered or called off. */
function orderButtons(order: Order, locale: Locale): Block[] {
  if (isLocked(order.status)) return [];
  const zh = locale === 'zh';
  const mention = { order: idMention({ entity: 'order', id: order.id }) };
  const step =
    order.status === 'draft'
      ? runButton(zh ? '确认订单' : 'Confirm order', 'order.confirm', mention)
      : runButton(zh ? '标记已交付' : 'Mark fulfilled', 'order.fulfil', mention);
  const edit: Button = {
    label: zh ? '修改' : 'Edit',
    action: { kind: 'open-form', command: 'order.update', arguments: mention },
  };
  const cancel = runButton(zh ? '取消订单' : 'Cancel order', 'order.cancel', mention);
  const next: Button[] = order.lines.length === 0 ? [] : [{ ...step, style: 'primary' }];
  return [{ kind: 'buttons', buttons: [...next, edit, cancel] }];
}

const ORDER_COLUMNS = {
  en: ['Order', 'Account', 'Date', 'Total', 'Status', 'Owner'],
  zh: ['订单', '客户', '日期', '金额', '状态', '负责人'],
} as const;

/** Orders as a table of at most `limit` rows. One owner of all needs no column. */
export function orderTable(
  orders: readonly Order[],
  title: string,
  locale: Locale,
  limit = 25,
): Table {
  const columns = new Set(orders.map((order) => order.owner.id)).size > 1 ? 6 : 5;
  return {
    kind: 'table',
    title,
    columns: ORDER_COLUMNS[locale]
      .slice(0, columns)
      .map((label, i) => ({ label, align: i === 3 ? 'right' : 'left' })),
    rows: orders
      .slice(0, limit)
      .map((order) =>
        [
          orderName(order),
          order.account.name,
          dayText(order.orderedOn, locale),
          totalText(order, locale),
          statusText(order.status, locale),
          order.owner.name,
        ].slice(0, columns),
      ),
  };
}

/** The orders of an account or a deal, on its card. */
export function ordersBlock({ orders, count, amounts }: Orders, locale: Locale): Block[] {
  if (count === 0) return [];
  const sums = sumsText(sumsOf(amounts), locale);
  const title = locale === 'zh' ? `${count} 个订单，${sums}` : `Orders: ${count}, ${sums}`;
  return [
    orderTable(orders, title, locale, ORDERS_SHOWN),
    ...moreNote(count, ORDERS_SHOWN, locale),
  ];
}

/** So many orders stand on the card of an account or a deal. */
export const ORDERS_SHOWN = 10;

/** Orders as they are listed: how many there are, what they add up to, and the first of them. */
export type Orders = Awaited<ReturnType<typeof listOrders>>;

export function quoteTable(quotes: readonly Quote[], title: string, locale: Locale): Table {
  const zh = locale === 'zh';
  const columns = zh
    ? ['报价', '客户', '商机', '金额', '状态', '有效期至']
    : ['Quote', 'Account', 'Deal', 'Total', 'Status', 'Valid until'];
  return {
    kind: 'table',
    title,
    columns: columns.map((label, i) => ({ label, align: i === 3 ? 'right' : 'left' })),
    rows: quotes
      .slice(0, 25)
      .map((quote) => [
        quoteName(quote),
        quote.account.name,
        quote.deal.name,
        totalText(quote, locale),
        quoteStatusText(quote, locale) +
          (quote.reason === null ? '' : `${zh ? '：' : ': '}${quote.reason}`),
        quote.validUntil === null ? '–' : dayText(quote.validUntil, locale),
      ]),
  };
}
