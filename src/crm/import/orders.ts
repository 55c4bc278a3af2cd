import { Refusal } from '../../platform/refusal.ts';
import { dayColumn } from '../columns.ts';
import type { CrmContext } from '../context.ts';
import { newLine } from '../line-changes.ts';
import { rowsWith } from '../many-records.ts';
import { nameKey, plainName } from '../names.ts';
import { frozenRate } from '../rates.ts';
import {
  addLine,
  booksFor,
  idsOf,
  type NewLine,
  totalColumns,
  usualCurrency,
} from '../sales-documents.ts';
import { createRecord, type Row, updateRecord } from '../store.ts';
import type { Amount, Draft, RowProblem } from './draft.ts';
import {
  claim,
  grouped,
  type Item,
  isOutside,
  itemOf,
  type Office,
  ownColumnsOf,
  ownerOf,
  refuse,
  refuseStrangers,
  text,
  type Written,
} from './items.ts';
import { findAccounts } from './named-records.ts';

/** Rows with the same order number, one below the other: the lines of one order. Without a number a row is an order. */
type ImportedOrder = { reference: string | null; head: Item; items: Item[]; lines: NewLine[] };

/** What holds for the whole order: the first line says it, the others leave it empty or say the same. */
const OF_ALL = ['account', 'status', 'orderedOn', 'owner', 'currency', 'note'];
const NO_TERMS = { discountPct: '0', taxPct: '0' };

/** Whether a row continues the order of the row before. */
export function continuesOrder(before: Draft | undefined, row: Draft): boolean {
  const reference = referenceOf(row);
  return reference !== null && before !== undefined && referenceOf(before) === reference;
}

/** Writes orders. One comes in whole or not at all: without one of its lines it would come to less than was sold. */
export async function writeOrders(
  ctx: CrmContext,
  office: Office,
  drafts: readonly Draft[],
  dry: boolean,
): Promise<Written> {
  const orders = ordersOf(drafts);
  for (const order of orders) check(office, order);
  await refuseExisting(ctx, orders);
  const live = () =>
    orders.filter(({ items }) => items.every((item) => item.problems.length === 0));
  await findLines(ctx, live());
  for (const { items } of orders) refuseRest(items);
  // Accounts that are new come in with the orders that can.
  await findAccounts(
    ctx,
    office,
    live().map(({ head }) => head),
    dry,
  );
  for (const { items } of orders) refuseRest(items);
  const good = live();
  if (!dry) for (const order of good) await write(ctx, office, order);
  const items = orders.flatMap((order) => order.items);
  return {
    created: good.length,
    updated: 0,
    unchanged: 0,
    existingNames: [],
    bad: items
      .filter(({ problems }) => problems.length > 0)
      .map(({ draft, problems }) => ({ draft, problems })),
  };
}

/** Notes which orders came in before: an import that goes on after a crash knows them. */
export function rememberOrders(office: Office, drafts: readonly Draft[]): void {
  for (const order of ordersOf(drafts)) check(office, order);
}

function ordersOf(drafts: readonly Draft[]): ImportedOrder[] {
  const orders: ImportedOrder[] = [];
  let before: Draft | undefined;
  for (const draft of drafts) {
    const item = itemOf(draft);
    const last = orders.at(-1);
    if (last !== undefined && continuesOrder(before, draft)) last.items.push(item);
    else orders.push({ reference: referenceOf(draft), head: item, items: [item], lines: [] });
    before = draft;
  }
  return orders;
}

function referenceOf({ values }: Draft): string | null {
  const said = values.get('order');
  return typeof said === 'string' && said.trim() !== '' ? said.trim() : null;
}

/** What is wrong with an order as far as its rows alone tell. */
function check(office: Office, { reference, head, items }: ImportedOrder): void {
  if (reference !== null && !claim(office, [`order:${reference.toLowerCase()}`]))
    for (const item of items) refuse(item, 'order_apart', '', reference);
  if (office.mode === 'update') refuse(head, 'not_found');
  if (text(head, 'account') === undefined) refuse(head, 'no_account');
  if (isOutside(office, ownerOf(office, head)))
    refuse(head, 'owner_outside', '', text(head, 'owner') ?? '');
  for (const item of items) {
    refuseStrangers(office, item);
    for (const field of item === head ? [] : OF_ALL) {
      const said = text(item, field);
      if (said !== undefined && said !== text(head, field))
        refuse(item, 'order_differs', field, said);
    }
  }
}

/** An order that is here by its number, or that came in before under the same one. */
async function refuseExisting(ctx: CrmContext, orders: readonly ImportedOrder[]): Promise<void> {
  const references = orders.flatMap(({ reference }) => (reference === null ? [] : [reference]));
  if (references.length === 0) return;
  const numbers = references.flatMap((said) => {
    const number = /^SO-(\d{1,9})$/i.exec(said)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  const numbered = await rowsWith(ctx, 'order', { number: numbers });
  const noted = await ctx.tx.order.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null, note: { in: references } },
    select: { note: true },
  });
  const known = new Set([
    ...numbered.map((row) => `SO-${String(row.number)}`),
    ...noted.map(({ note }) => note),
  ]);
  for (const { reference, items } of orders)
    if (reference !== null && (known.has(reference) || known.has(reference.toUpperCase())))
      for (const item of items) refuse(item, 'exists');
}

/** The lines of orders, priced as if they had been said. */
async function findLines(ctx: CrmContext, orders: readonly ImportedOrder[]): Promise<void> {
  const productOf = await productsOf(
    ctx,
    orders.flatMap(({ items }) => items.flatMap((item) => text(item, 'product') ?? [])),
  );
  const buyers = new Map<string, Promise<Buyer>>();
  for (const order of orders) {
    const account = text(order.head, 'account') ?? '';
    const known = buyers.get(account) ?? buyerOf(ctx, account);
    buyers.set(account, known);
    const buyer = await known;
    const currency = currencySaid(order) ?? buyer.currency;
    for (const item of order.items) {
      const said = text(item, 'product');
      const product = said === undefined ? undefined : productOf(said);
      if (said !== undefined && product === undefined) refuse(item, 'product_unknown', '', said);
      else await takeLine(ctx, order, item, product, { ...buyer, currency });
    }
  }
}

async function takeLine(
  ctx: CrmContext,
  order: ImportedOrder,
  item: Item,
  product: Row | undefined,
  { currency, books }: Buyer,
): Promise<void> {
  const { values } = item.draft;
  const [quantity, price, value] = ['quantity', 'price', 'value'].map((field) => values.get(field));
  if (product === undefined && price === undefined && value === undefined)
    return refuse(item, 'nothing_ordered');
  const saying = (amount: unknown) =>
    amount === undefined ? undefined : inCurrency(amount as Amount, currency);
  const sale = {
    productId: product?.id,
    quantity: typeof quantity === 'number' ? quantity : undefined,
    value: saying(value),
    price: saying(price),
  };
  const first = order.lines[0]?.total.currency;
  const usual = first ?? currency ?? ctx.organization.baseCurrency;
  const free = first === undefined && currency === null;
  const otherwise = text(order.head, 'account') ?? '';
  try {
    const line = await newLine(ctx, sale, { currency: usual, books, free }, otherwise);
    if (first !== undefined && line.total.currency !== first)
      return refuse(item, 'one_currency', '', line.total.currency);
    order.lines.push(line);
    totalColumns(
      order.lines.map(({ total }) => total),
      NO_TERMS,
      line.total.currency,
    );
  } catch (error) {
    const code = error instanceof Refusal ? LINE_PROBLEMS[error.code] : undefined;
    if (code === undefined) throw error;
    refuse(item, code, '', product?.name ?? String(quantity ?? ''));
  }
}

const LINE_PROBLEMS: Readonly<Record<string, RowProblem['code']>> = {
  bad_quantity: 'bad_quantity',
  no_price: 'no_order_price',
  too_much: 'too_much',
};

function inCurrency({ amount, currency }: Amount, ofOrder: string | null) {
  return { amount: Number(amount), currency: currency ?? ofOrder };
}

/** The currency that the rows of an order name. */
function currencySaid({ head, items }: ImportedOrder): string | null {
  const named = text(head, 'currency');
  if (named !== undefined) return named;
  for (const { draft } of items)
    for (const field of ['price', 'value']) {
      const said = draft.values.get(field);
      if (typeof said === 'object' && said.currency !== null) return said.currency;
    }
  return null;
}

/** In which currency an account buys, null where it is not there yet, and from which price books first. */
type Buyer = { currency: string | null; books: readonly string[] };

async function buyerOf(ctx: CrmContext, name: string): Promise<Buyer> {
  const [row] = await rowsWith(ctx, 'account', { nameKey: [nameKey(name)] });
  if (row === undefined) return { currency: null, books: [] };
  const books = await booksFor(ctx, row.id, undefined);
  return { currency: await usualCurrency(ctx, row.id), books: idsOf(books) };
}

/** Products by number, SKU or name. */
async function productsOf(
  ctx: CrmContext,
  said: readonly string[],
): Promise<(name: string) => Row | undefined> {
  const rows = await rowsWith(ctx, 'product', {
    nameKey: [...new Set(said.map(nameKey))],
    sku: [...new Set(said)],
    number: said.flatMap((name) => Number(/^P-(\d{1,9})$/i.exec(name)?.[1] ?? Number.NaN) || []),
  });
  const named = grouped(rows, (row) => String(row.nameKey));
  return (name) => {
    const alike = named.get(nameKey(name)) ?? [];
    return (
      rows.find((row) => row.sku === name || `P-${String(row.number)}` === name.toUpperCase()) ??
      alike.find((row) => plainName(row.name ?? '') === plainName(name)) ??
      alike[0]
    );
  };
}

/** The good lines of an order wait with the bad one. */
function refuseRest(items: readonly Item[]): void {
  const bad = items.find(({ problems }) => problems.length > 0);
  if (bad === undefined) return;
  for (const item of items)
    if (item.problems.length === 0) refuse(item, 'order_incomplete', '', String(bad.draft.line));
}

async function write(ctx: CrmContext, office: Office, order: ImportedOrder): Promise<void> {
  const { head, lines, reference } = order;
  const currency = lines[0]?.total.currency ?? ctx.organization.baseCurrency;
  const day = text(head, 'orderedOn') ?? ctx.today;
  const row = await createRecord(
    ctx,
    'order',
    {
      accountId: head.accountId,
      ownerId: ownerOf(office, head) ?? office.actorId,
      status: 'draft',
      orderedOn: dayColumn(day),
      note: [reference, text(head, 'note')].filter(Boolean)[0] ?? null,
      ...totalColumns(
        lines.map(({ total }) => total),
        NO_TERMS,
        currency,
      ),
      ...ownColumnsOf(ctx, office, head),
    },
    'import',
  );
  for (const [position, line] of lines.entries())
    await addLine(ctx, 'order', row.id, line, position);
  const status = text(head, 'status') ?? 'draft';
  if (status === 'draft') return;
  // Last: the lines of an order that is delivered or called off are locked.
  const rate = status === 'cancelled' ? {} : await frozenRate(ctx, currency, day);
  await updateRecord(ctx, 'order', row, { status, ...rate });
}
