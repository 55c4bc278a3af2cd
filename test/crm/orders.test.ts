import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { confirmOrder, createOrder, getOrder, listOrders } from '../../src/crm/orders.ts';
import { setBookPrice } from '../../src/crm/price-books.ts';
import { undoes, worth } from './office.ts';
import {
  care,
  cents,
  confirmed,
  dollars,
  fulfilled,
  linesOf,
  now,
  office,
  openOrderDesk,
  order,
  pro,
  updated,
} from './order-desk.ts';

beforeEach(openOrderDesk);

describe('a new order', () => {
  it('of a product costs the quantity times its price', async () => {
    const { number, status, lines, ...rest } = await order({ productId: pro, quantity: 20 });
    expect([number, status]).toEqual([1, 'draft']);
    expect(linesOf({ lines, number, status, ...rest })).toEqual([['Pro', '20', '49', 98_000]]);
  });

  it('costs what was said, with and without a product', async () => {
    const agreed = await order({
      productId: pro,
      quantity: 3,
      value: { amount: 100, currency: null },
    });
    expect(linesOf(agreed)).toEqual([['Pro', '3', '33.3333', 10_000]]);
    const plain = await order({ value: dollars(15_000) });
    expect(linesOf(plain)).toEqual([['Acme', '1', '15000', 1_500_000]]);
  });

  it('takes the price of the book in the currency in which the account buys', async () => {
    await office.maya.does((ctx) =>
      setBookPrice(ctx, { productId: pro, price: { amount: 45, currency: 'EUR' } }),
    );
    await office.aDeal({ value: { amount: 900, currency: 'EUR' } });
    const { total } = await order({ productId: pro, quantity: 2 });
    expect(total).toEqual({ minor: 9000n, currency: 'EUR' });
  });

  it('takes the list price in its own currency where there is no other', async () => {
    await office.aDeal({ value: { amount: 900, currency: 'EUR' } });
    expect((await order({ productId: care })).total).toEqual({ minor: 30_000n, currency: 'USD' });
  });

  it('from a deal has its account, owner, value and product', async () => {
    const deal = await office.aDeal({ ...worth(500), product: 'pro' });
    const made = await office.maya.does((ctx) => createOrder(ctx, { dealId: deal.id }));
    expect(made).toMatchObject({
      account: { name: 'Acme' },
      deal: { id: deal.id },
      owner: { name: 'Dana' },
      lines: [{ product: { name: 'Pro' } }],
    });
    expect(Number(made.total.minor)).toBe(50_000);
  });

  it('without a word about goods or money has no lines yet', async () => {
    const { id, lines, total } = await order();
    expect([lines.length, total.minor]).toEqual([0, 0n]);
    await expect(confirmed(id)).rejects.toMatchObject({ code: 'order_empty' });
  });

  it.each([0, -1, 0.00001, 2e9])('cannot be for a quantity of %s', async (quantity) => {
    await expect(order({ productId: pro, quantity })).rejects.toMatchObject({
      code: 'bad_quantity',
    });
  });

  it('cannot have the account of one and the deal of another', async () => {
    const deal = await office.aDeal();
    const other = await office.dana.does((ctx) => createAccount(ctx, { name: 'Globex' }));
    await expect(order({ accountId: other.id, dealId: deal.id })).rejects.toMatchObject({
      code: 'deal_of_another_account',
    });
  });
});

describe('the lines of an order', () => {
  it('are added, raised, changed and removed by product', async () => {
    const { id } = await order({ productId: pro, quantity: 20 });
    expect(linesOf(await updated(id, { line: 'add', productId: care, quantity: 2 }))).toEqual([
      ['Pro', '20', '49', 98_000],
      ['Care', '2', '300', 60_000],
    ]);
    expect(linesOf(await updated(id, { line: 'add', productId: pro, quantity: 5 }))[0]?.[1]).toBe(
      '25',
    );
    expect(linesOf(await updated(id, { productId: pro, quantity: 5 }))[0]?.[1]).toBe('5');
    expect(cents(await updated(id, { line: 'remove', productId: care }))).toEqual([
      24_500, 0, 0, 24_500,
    ]);
  });

  it('that are not there cannot be changed or removed', async () => {
    const { id } = await order({ productId: pro });
    for (const line of ['change', 'remove'] as const)
      await expect(updated(id, { line, productId: care })).rejects.toMatchObject({
        code: 'no_such_line',
        facts: { name: 'SO-1', product: 'Care' },
      });
  });

  it('take a new value for all of it only where there is one', async () => {
    const { id } = await order({ value: dollars(100) });
    expect(cents(await updated(id, { value: dollars(180) }))[3]).toBe(18_000);
    await updated(id, { line: 'add', productId: care });
    await expect(updated(id, { value: dollars(1) })).rejects.toMatchObject({
      code: 'value_of_several_lines',
    });
  });

  it('are all in one currency', async () => {
    const { id } = await order({ value: { amount: 100, currency: 'EUR' } });
    await expect(updated(id, { line: 'add', productId: care })).rejects.toMatchObject({
      code: 'no_price',
    });
    const price = { amount: 10, currency: 'USD' };
    await expect(updated(id, { line: 'add', productId: care, price })).rejects.toMatchObject({
      code: 'one_currency',
    });
  });

  it('add up with discount and tax after any sequence of changes, and so does the database', async () => {
    const { id } = await order({ productId: pro, quantity: 1 });
    const step = fc.oneof(
      fc.record({ discount: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000) }),
      fc.record({ tax: fc.integer({ min: 0, max: 3000 }).map((n) => n / 10_000) }),
      fc.record({
        line: fc.constantFrom('add' as const, 'change' as const, undefined),
        productId: fc.constantFrom(pro, care),
        quantity: fc.integer({ min: 1, max: 99_999 }).map((n) => n / 100),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const patch of steps)
          await updated(id, patch).catch((error: { code?: string }) => {
            if (error.code !== 'nothing_to_change' && error.code !== 'no_such_line') throw error;
          });
        const { lines, subtotal, discount, tax, total } = await now(id);
        expect(lines.reduce((sum, line) => sum + line.total.minor, 0n)).toBe(subtotal.minor);
        expect(subtotal.minor - discount.minor + tax.minor).toBe(total.minor);
      }),
      { numRuns: 25 },
    );
  });
});

describe('an order on its way', () => {
  it('is a draft, confirmed, fulfilled, in this order', async () => {
    const { id } = await order({ productId: pro });
    await expect(fulfilled(id)).rejects.toMatchObject({
      code: 'order_not_ready',
      facts: { status: 'draft', wanted: 'fulfilled' },
    });
    expect((await confirmed(id)).status).toBe('confirmed');
    await expect(confirmed(id)).rejects.toMatchObject({ code: 'order_not_ready' });
    expect((await fulfilled(id)).status).toBe('fulfilled');
  });

  it('keeps the rate of the day on which it was confirmed', async () => {
    const { company } = office;
    const rate = (day: string, value: string) =>
      company.in((tx) =>
        tx.currencyRate.create({
          data: {
            organizationId: company.organization.id,
            name: 'EUR',
            currency: 'EUR',
            day: new Date(`${day}T00:00:00Z`),
            rate: value,
          },
        }),
      );
    await rate('2026-03-01', '1.1');
    const { id } = await order({ value: { amount: 100, currency: 'EUR' } });
    expect(await confirmed(id)).toMatchObject({ rate: '1.1', rateOn: '2026-03-01' });
    await rate('2026-03-18', '1.2');
    expect(await fulfilled(id)).toMatchObject({ rate: '1.1', rateOn: '2026-03-01' });
  });

  it('keeps no rate in the base currency, which is worth what it says, nor in one without a rate', async () => {
    const base = await order({ value: dollars(1) });
    expect(await confirmed(base.id)).toMatchObject({ rate: null, rateOn: null });
    const foreign = await order({ value: { amount: 1, currency: 'GBP' } });
    expect(await confirmed(foreign.id)).toMatchObject({ rate: null, rateOn: null });
  });
});

describe('the orders of a person', () => {
  it('are those of the people he may see, by account, day and status', async () => {
    const first = await order({ value: dollars(1) });
    office.company.clock.set(new Date('2026-04-02T10:00:00Z'));
    await order({ value: dollars(2) });
    await confirmed(first.id);
    const totals = async (filter: Parameters<typeof listOrders>[1]) =>
      (await office.dana.does((ctx) => listOrders(ctx, filter, 25))).orders.map(
        ({ number }) => number,
      );
    expect(await totals({})).toEqual([2, 1]);
    expect(await totals({ period: { start: '2026-03-01', end: '2026-03-31' } })).toEqual([1]);
    expect(await totals({ status: 'draft' })).toEqual([2]);
    expect(await totals({ status: 'open' })).toEqual([2, 1]);
    expect(await totals({ accountId: office.acme, status: 'cancelled' })).toEqual([]);
  });

  it('are not those of another team', async () => {
    const { company } = office;
    const [east, west] = [await company.team('East'), await company.team('West')];
    const eva = await company.member('Eva', { teamId: east });
    const wu = await company.member('Wu', { teamId: west });
    await office.company.in((tx) =>
      tx.account.updateMany({ where: { id: office.acme }, data: { ownerId: null } }),
    );
    const { id } = await eva.does((ctx) =>
      createOrder(ctx, { accountId: office.acme, value: dollars(1) }),
    );
    expect(await wu.does((ctx) => listOrders(ctx, {}, 25))).toMatchObject({ orders: [], count: 0 });
    await expect(wu.does((ctx) => getOrder(ctx, id))).rejects.toMatchObject({
      code: 'outside_scope',
    });
    await expect(wu.does((ctx) => confirmOrder(ctx, id))).rejects.toMatchObject({
      code: 'outside_scope',
    });
  });
});

describe('a discount', () => {
  it('with a product named is for that line alone, the rest of the order costs what it did', async () => {
    const { id } = await order({ productId: pro, quantity: 10 });
    await updated(id, { line: 'add', productId: care, quantity: 1 });
    await updated(id, { productId: care, discount: 0.1 });
    expect(linesOf(await now(id))).toEqual([
      ['Pro', '10', '49', 49_000],
      ['Care', '1', '300', 27_000],
    ]);
    expect(cents(await now(id))).toEqual([76_000, 0, 0, 76_000]);
    // The line keeps it when there is more of it.
    await updated(id, { productId: care, quantity: 2 });
    expect((await now(id)).lines[1]).toMatchObject({
      discountPct: '10',
      total: { minor: 54_000n },
    });
    await undoes(office.dana);
    await undoes(office.dana);
    expect(cents(await now(id))).toEqual([79_000, 0, 0, 79_000]);
  });

  it('on a product that the order has not adds nothing', async () => {
    const { id } = await order({ productId: pro, quantity: 10 });
    await expect(updated(id, { productId: care, discount: 0.1 })).rejects.toMatchObject({
      code: 'no_such_line',
    });
  });
});
