import { decimalOf, digitsOf, type Money, moneyFrom } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { customColumns } from './custom-fields.ts';
import { moneySaid, plainDecimal, type SaidMoney } from './deals.ts';
import { nameKey, plainName } from './names.ts';
import { createRecord, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    product_exists: { name: string; field: 'name' | 'sku'; value: string };
    price_too_fine: { amount: string; currency: string; digits: number };
  }
}

export type Product = {
  id: string;
  number: number;
  name: string;
  sku: string | null;
  unit: string | null;
  /** The list price of one. */
  price: Money;
  active: boolean;
  /** The organization's own fields. */
  custom: unknown;
};

export type ProductPatch = {
  name?: string | undefined;
  price?: SaidMoney | undefined;
  sku?: string | undefined;
  unit?: string | undefined;
  active?: boolean | undefined;
  custom?: Readonly<Record<string, unknown>> | undefined;
};

/**
 * Adds a product with its list price.
 *
 * @throws Refusal `product_exists` when one has this name or this SKU; `unknown_currency`, `price_too_fine`.
 */
export async function createProduct(
  ctx: CrmContext,
  data: ProductPatch & { name: string; price: SaidMoney },
): Promise<Product> {
  await refuseProductTwin(ctx, data, null);
  const price = priceSaid(data.price, ctx.organization.baseCurrency);
  const row = await createRecord(ctx, 'product', {
    name: data.name,
    nameKey: nameKey(data.name),
    sku: data.sku ?? null,
    unit: data.unit ?? null,
    amount: amountText(price),
    currency: price.currency,
    ...(await customColumns(ctx, 'product', data.custom)),
  });
  return getProduct(ctx, row.id);
}

/**
 * Changes a product. What was ordered and quoted keeps its price.
 *
 * @throws Refusal `nothing_to_change`, `product_exists`, `unknown_currency`, `price_too_fine`.
 */
export async function updateProduct(
  ctx: CrmContext,
  id: string,
  patch: ProductPatch,
): Promise<Product> {
  const product = await getProduct(ctx, id);
  await refuseProductTwin(ctx, patch, id);
  const row = await ctx.tx.product.findFirstOrThrow({ where: own(ctx, { id }) });
  const price = patch.price && priceSaid(patch.price, product.price.currency);
  const before = ctx.history.changes.length;
  await updateRecord(ctx, 'product', row, {
    name: patch.name,
    ...(patch.name === undefined ? {} : { nameKey: nameKey(patch.name) }),
    sku: patch.sku,
    unit: patch.unit,
    active: patch.active,
    ...(await customColumns(ctx, 'product', patch.custom)),
    ...(price === undefined ? {} : { amount: amountText(price), currency: price.currency }),
  });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: product.name });
  return getProduct(ctx, id);
}

/** @throws Refusal `record_gone`. */
export async function getProduct(ctx: CrmContext, id: string): Promise<Product> {
  const row = await ctx.tx.product.findFirst({ where: { ...own(ctx, { id }), deletedAt: null } });
  if (row === null) throw new Refusal('record_gone', { entity: 'product' });
  return { ...row, price: moneyFrom(row.amount.toFixed(), row.currency) };
}

/** What is sold, by name; also what is not sold any more when that is asked for. */
export async function listProducts(
  ctx: CrmContext,
  filter: { alsoInactive?: boolean } = {},
): Promise<Product[]> {
  const rows = await ctx.tx.product.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      ...(filter.alsoInactive === true ? {} : { active: true }),
    },
    orderBy: [{ nameKey: 'asc' }, { number: 'asc' }],
  });
  return rows.map((row) => ({ ...row, price: moneyFrom(row.amount.toFixed(), row.currency) }));
}

/** The product of exactly this name, in any spelling; null when there is none or several. */
export async function findProductNamed(ctx: CrmContext, name: string): Promise<Product | null> {
  const rows = await ctx.tx.product.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null, nameKey: nameKey(name) },
    take: 2,
  });
  const [only] = rows;
  return only === undefined || rows.length > 1 ? null : getProduct(ctx, only.id);
}

function own(ctx: CrmContext, where: { id: string }) {
  return { ...where, organizationId: ctx.organization.id };
}

/** A price of one as said. @throws Refusal `unknown_currency`; `price_too_fine` rather than round a price silently. */
export function priceSaid(said: SaidMoney, otherwise: string): Money {
  const money = moneySaid(said, otherwise);
  const digits = digitsOf(money.currency);
  const amount = plainDecimal(said.amount);
  if ((amount.split('.')[1] ?? '').length > digits)
    throw new Refusal('price_too_fine', { amount, currency: money.currency, digits });
  return money;
}

/** An amount as the history compares it: without trailing zeros. */
export function amountText(money: Money): string {
  const exact = decimalOf(money);
  return exact.includes('.') ? exact.replace(/\.?0+$/, '') : exact;
}

async function refuseProductTwin(
  ctx: CrmContext,
  data: ProductPatch,
  except: string | null,
): Promise<void> {
  const live = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    ...(except === null ? {} : { id: { not: except } }),
  };
  const { name, sku } = data;
  if (sku !== undefined) {
    // Asked so, Prisma takes "_" and "%" in it for any characters.
    const alike = await ctx.tx.product.findMany({
      where: { ...live, sku: { equals: sku, mode: 'insensitive' } },
    });
    const twin = alike.find((product) => product.sku?.toLowerCase() === sku.toLowerCase());
    if (twin !== undefined)
      throw new Refusal('product_exists', { name: twin.name, field: 'sku', value: sku });
  }
  if (name !== undefined) {
    const alike = await ctx.tx.product.findMany({ where: { ...live, nameKey: nameKey(name) } });
    const twin = alike.find((product) => plainName(product.name) === plainName(name));
    if (twin !== undefined)
      throw new Refusal('product_exists', { name: twin.name, field: 'name', value: name });
  }
}
