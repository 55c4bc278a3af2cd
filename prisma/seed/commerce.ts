import { type LineTerms, lineTotal } from '../../src/crm/lines.ts';
import { nameKey } from '../../src/crm/names.ts';
import { amountText } from '../../src/crm/products.ts';
import { totalColumns } from '../../src/crm/sales-documents.ts';
import { addDays, type CalendarDay } from '../../src/platform/clock.ts';
import type { Transaction } from '../../src/platform/database.ts';
import { uuids } from '../../src/platform/ids.ts';
import type { Money } from '../../src/platform/money.ts';
import type { Currency } from './accounts.ts';
import { type Calendar, pastMoment } from './calendar.ts';
import type { DealPlan } from './deals.ts';
import { zoneOf } from './members.ts';
import { type Random, randomFrom } from './random.ts';

type ProductPlan = {
  name: string;
  sku: string;
  unit: string | null;
  /** The list price in dollars, and the prices of the other currencies' books. */
  prices: Readonly<Record<Currency, number>>;
};

/** What Northwind Robotics sells. Deals name the first six. */
const PRODUCTS: readonly ProductPlan[] = [
  product('Northwind WMS', 'WMS-1', 'site', 24_000),
  product('Shuttle AMR', 'AMR-1', null, 18_500),
  product('SortLine', 'SRT-1', null, 62_000),
  product('Connect', 'CON-1', null, 9500),
  product('Insight', 'INS-1', 'year', 6400),
  product('Care', 'CAR-1', 'year', 3200),
  product('Shuttle AMR battery', 'AMR-B', null, 890),
  product('Charging dock', 'AMR-D', null, 1450),
  product('Handheld scanner', 'SCN-1', null, 420),
  product('Operator training', 'TRN-1', 'day', 1100),
];

function product(name: string, sku: string, unit: string | null, dollars: number): ProductPlan {
  const rounded = (factor: number) => Math.round((dollars * factor) / 10) * 10;
  const prices = { USD: dollars, EUR: rounded(0.9), GBP: rounded(0.8), CNY: rounded(7) };
  return { name, sku, unit, prices };
}

const BOOK_CURRENCIES = ['EUR', 'GBP', 'CNY'] as const;

/** The rows of a table by what the plans call them. */
type Ids = ReadonlyMap<string, string>;

type Known = {
  organizationId: string;
  baseCurrency: string;
  member: Ids;
  account: Ids;
  contact: Ids;
  deal: Ids;
};

/** Adds the products with their price books, an order for each deal that was won lately, and quotes for the deals in negotiation. */
export async function addCommerce(
  tx: Transaction,
  calendar: Calendar,
  deals: readonly DealPlan[],
  known: Known,
): Promise<void> {
  const { organizationId } = known;
  const product = await addProducts(tx, organizationId, calendar);
  const orders = await addOrders(tx, calendar, deals, { ...known, product });
  const quotes = await addQuotes(tx, calendar, deals, { ...known, product });
  await tx.numberSequence.createMany({
    data: [
      { organizationId, entity: 'product', last: PRODUCTS.length },
      { organizationId, entity: 'order', last: orders },
      { organizationId, entity: 'quote', last: quotes },
    ],
  });
}

async function addProducts(
  tx: Transaction,
  organizationId: string,
  calendar: Calendar,
): Promise<Ids> {
  const ids = new Map(PRODUCTS.map(({ name }) => [name, uuids.next()]));
  const made = pastMoment(calendar, addDays(calendar.today, -500), '09:00', calendar.timeZone);
  const when = { createdAt: made, updatedAt: made };
  await tx.product.createMany({
    data: PRODUCTS.map(({ name, sku, unit, prices }, position) => ({
      ...when,
      id: idOf(ids, name),
      organizationId,
      number: position + 1,
      origin: 'seed' as const,
      name,
      nameKey: nameKey(name),
      sku,
      unit,
      amount: String(prices.USD),
      currency: 'USD',
    })),
  });
  for (const currency of BOOK_CURRENCIES) {
    const name = `${currency} list`;
    const book = { ...when, organizationId, name, nameKey: nameKey(currency), currency };
    const { id } = await tx.priceBook.create({ data: book });
    await tx.priceEntry.createMany({
      data: PRODUCTS.map((plan) => ({
        ...when,
        organizationId,
        priceBookId: id,
        productId: idOf(ids, plan.name),
        amount: String(plan.prices[currency]),
      })),
    });
  }
  return ids;
}

type LinePlan = LineTerms & { name: string; total: Money };

/** Lines worth about as much as the deal: so many of its product, and something that goes with it. */
function linesFor(deal: DealPlan, random: Random): LinePlan[] {
  const amount = deal.amount ?? 0;
  const main = planOf(deal.product);
  const extra = random.pick(PRODUCTS.slice(6));
  const price = main.prices[deal.currency];
  const sold: readonly (readonly [plan: ProductPlan, quantity: number])[] = [
    [main, Math.max(1, Math.round((amount * 0.95) / price))],
    [extra, random.whole(1, 8)],
  ];
  return sold.map(([plan, quantity]) => {
    const unitPrice = String(plan.prices[deal.currency]);
    const terms = { quantity: String(quantity), unitPrice, discountPct: '0' };
    return { ...terms, name: plan.name, total: lineTotal(terms, deal.currency) };
  });
}

/** Orders for the deals won last: the older one is, the further it got. Gives how many. */
async function addOrders(
  tx: Transaction,
  calendar: Calendar,
  deals: readonly DealPlan[],
  known: Known & { product: Ids },
): Promise<number> {
  const random = randomFrom(51);
  const won = deals
    .filter(({ stage }) => stage === 'won')
    .sort((a, b) => a.stageEnteredAt.getTime() - b.stageEnteredAt.getTime())
    .slice(-ORDERS);
  const plans = won.map((deal, position) => {
    const day = deal.closedOn ?? calendar.today;
    const status = statusOf(won.length - position);
    const lines = linesFor(deal, random);
    const at = pastMoment(calendar, day, '17:55', zoneOf(deal.owner, calendar));
    const discountPct = random.pick(['0', '0', '5', '10']);
    return { id: uuids.next(), number: position + 1, deal, day, status, lines, at, discountPct };
  });
  await tx.order.createMany({
    data: plans.map(({ id, number, deal, day, status, lines, at, discountPct }) => {
      const confirmed = status !== 'draft' && deal.currency === known.baseCurrency;
      return {
        ...documentColumns(deal, lines, discountPct, known),
        ...stamps(at),
        id,
        number,
        contactId: idOf(known.contact, deal.contact),
        orderedOn: dateColumn(day),
        rate: confirmed ? '1' : null,
        rateOn: confirmed ? dateColumn(day) : null,
      };
    }),
  });
  const { organizationId } = known;
  await tx.orderLine.createMany({
    data: plans.flatMap(({ id, lines, at }) =>
      lineRows(lines, known.product, { organizationId, orderId: id, ...times(at) }),
    ),
  });
  // Last: an order that is fulfilled takes no more lines.
  for (const status of ['confirmed', 'fulfilled', 'cancelled'] as const) {
    const ids = plans.filter((plan) => plan.status === status).map(({ id }) => id);
    await tx.$executeRaw`UPDATE "Order" SET "status" = ${status}::"OrderStatus" WHERE "id" = ANY(${ids}::uuid[])`;
  }
  return won.length;
}

const ORDERS = 24;

function statusOf(age: number): 'draft' | 'confirmed' | 'fulfilled' | 'cancelled' {
  if (age <= 4) return 'draft';
  if (age <= 11) return 'confirmed';
  return age === 17 ? 'cancelled' : 'fulfilled';
}

/** A quote for each open deal with a value that is proposed or negotiated. Gives how many. */
async function addQuotes(
  tx: Transaction,
  calendar: Calendar,
  deals: readonly DealPlan[],
  known: Known & { product: Ids },
): Promise<number> {
  const random = randomFrom(52);
  const offered = deals
    .filter(({ stage, amount }) => OFFERED.has(stage) && amount !== null)
    .sort((a, b) => a.stageEnteredAt.getTime() - b.stageEnteredAt.getTime());
  const plans = offered.map((deal, position) => {
    const lines = linesFor(deal, random);
    const validUntil = addDays(calendar.today, random.whole(-10, 45));
    const discountPct = random.pick(['0', '5', '10', '15']);
    return { id: uuids.next(), number: position + 1, deal, lines, validUntil, discountPct };
  });
  await tx.quote.createMany({
    data: plans.map(({ id, number, deal, lines, validUntil, discountPct }) => ({
      ...documentColumns(deal, lines, discountPct, known),
      ...stamps(deal.stageEnteredAt),
      id,
      number,
      validUntil: dateColumn(validUntil),
    })),
  });
  const { organizationId } = known;
  await tx.quoteLine.createMany({
    data: plans.flatMap(({ id, deal, lines }) => {
      const row = { organizationId, quoteId: id, ...times(deal.stageEnteredAt) };
      return lineRows(lines, known.product, row);
    }),
  });
  return offered.length;
}

const OFFERED: ReadonlySet<string> = new Set(['proposal', 'negotiation']);

function documentColumns(
  deal: DealPlan,
  lines: readonly LinePlan[],
  discountPct: string,
  known: Known,
) {
  const totals = lines.map(({ total }) => total);
  return {
    organizationId: known.organizationId,
    accountId: idOf(known.account, deal.account),
    dealId: idOf(known.deal, deal.name),
    ownerId: idOf(known.member, deal.owner),
    ...totalColumns(totals, { discountPct, taxPct: '0' }, deal.currency),
  };
}

function lineRows<Row extends object>(lines: readonly LinePlan[], product: Ids, row: Row) {
  return lines.map(({ name, quantity, unitPrice, total }, position) => ({
    ...row,
    position,
    productId: idOf(product, name),
    name,
    quantity,
    unitPrice,
    total: amountText(total),
  }));
}

const times = (at: Date) => ({ createdAt: at, updatedAt: at });
const stamps = (at: Date) => ({ ...times(at), origin: 'seed' as const });

function planOf(name: string): ProductPlan {
  const plan = PRODUCTS.find((candidate) => candidate.name === name);
  if (plan === undefined) throw new RangeError(`the demo company does not sell ${name}`);
  return plan;
}

function idOf(ids: Ids, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new RangeError(`the demo company has no ${name}`);
  return id;
}

function dateColumn(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`);
}
