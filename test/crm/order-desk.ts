import type { LineChange } from '../../src/crm/line-changes.ts';
import {
  confirmOrder,
  createOrder,
  fulfilOrder,
  getOrder,
  type NewOrder,
  type Order,
  updateOrder,
} from '../../src/crm/orders.ts';
import { createProduct } from '../../src/crm/products.ts';
import type { Terms } from '../../src/crm/sales-documents.ts';
import { anOffice, type Office } from './office.ts';

export const dollars = (amount: number) => ({ amount, currency: 'USD' });

/** The office, and the two products that it sells: set anew before each test. */
export let office: Office;
export let pro: string;
export let care: string;

export async function openOrderDesk(): Promise<void> {
  office = await anOffice();
  const product = (name: string, price: number) =>
    office.maya.does((ctx) => createProduct(ctx, { name, price: dollars(price) }));
  pro = (await product('Pro', 49)).id;
  care = (await product('Care', 300)).id;
}

export const order = (more: NewOrder = {}): Promise<Order> =>
  office.dana.does((ctx) => createOrder(ctx, { accountId: office.acme, ...more }));
export const updated = (id: string, patch: LineChange & Terms): Promise<Order> =>
  office.dana.does((ctx) => updateOrder(ctx, id, patch));
export const confirmed = (id: string) => office.dana.does((ctx) => confirmOrder(ctx, id));
export const fulfilled = (id: string) => office.dana.does((ctx) => fulfilOrder(ctx, id));
export const now = (id: string): Promise<Order> => office.dana.does((ctx) => getOrder(ctx, id));
export const cents = ({ subtotal, discount, tax, total }: Order) =>
  [subtotal, discount, tax, total].map(({ minor }) => Number(minor));
export const linesOf = ({ lines }: Order) =>
  lines.map(({ name, quantity, unitPrice, total }) => [
    name,
    quantity,
    unitPrice,
    Number(total.minor),
  ]);
