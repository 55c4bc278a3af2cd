import { beforeEach, describe, expect, it } from 'vitest';
import { accountAsItIs, createAccount, updateAccount } from '../../src/crm/accounts.ts';
import { mergeRecords } from '../../src/crm/merge.ts';
import { fulfilOrder, updateOrder } from '../../src/crm/orders.ts';
import { findPrice, listBookPrices, setBookPrice } from '../../src/crm/price-books.ts';
import { getProduct } from '../../src/crm/products.ts';
import { acceptQuote, createQuote, reviseQuote } from '../../src/crm/quotes.ts';
import { anImportWorld } from '../harness/import-world.ts';
import { change, undoes, worth } from './office.ts';
import {
  care,
  confirmed,
  dollars,
  linesOf,
  office,
  openOrderDesk,
  order,
  pro,
} from './order-desk.ts';

beforeEach(openOrderDesk);

const priced = (book: string, amount: number, more: object = {}) =>
  office.maya.does((ctx) =>
    setBookPrice(ctx, { productId: pro, price: { amount, currency: 'USD' }, book, ...more }),
  );
const on = (priceBook: string | null, id = office.acme) =>
  change(office.dana, (ctx) => updateAccount(ctx, id, { priceBook }));
const unitPrice = async (more = {}) => linesOf(await order({ productId: pro, ...more }))[0]?.[2];
const another = async (name: string) =>
  (await office.dana.does((ctx) => createAccount(ctx, { name }))).id;

describe('what a product costs', () => {
  it('is what was said, else in the book of the document, of the account, of everybody, on the list', async () => {
    const accountId = await another('Globex');
    expect(await unitPrice({ accountId })).toBe('49');
    await priced('Everybody', 48);
    expect(await unitPrice({ accountId })).toBe('48');
    await priced('Partner', 39);
    await on('Partner');
    await priced('Reseller', 35);
    await on('Reseller', await another('Initech'));
    expect(await unitPrice({ accountId })).toBe('48');
    expect(await unitPrice()).toBe('39');
    expect(await unitPrice({ priceBook: 'the reseller price list' })).toBe('35');
    expect(await unitPrice({ priceBook: 'Reseller', price: dollars(30) })).toBe('30');
  });

  it('falls back to the book of the account, then to the list, where the named book has no price for it', async () => {
    await priced('Partner', 39);
    await on('Partner');
    await office.maya.does((ctx) =>
      setBookPrice(ctx, { productId: care, price: dollars(250), book: 'Care only' }),
    );
    expect(await unitPrice({ priceBook: 'Care only' })).toBe('39');
    await on(null);
    await on('Partner', await another('Globex'));
    expect(await unitPrice({ priceBook: 'Care only' })).toBe('49');
  });

  it('is in the currency of the book that the account is on', async () => {
    await priced('EMEA', 45, { price: { amount: 45, currency: 'EUR' } });
    await on('EMEA');
    expect((await order({ productId: pro })).total).toEqual({ minor: 4500n, currency: 'EUR' });
    const deal = await office.aDeal(worth(100));
    const quote = await office.dana.does((ctx) =>
      createQuote(ctx, { dealId: deal.id, productId: pro, quantity: 1 }),
    );
    expect(quote).toMatchObject({ total: { minor: 4900n, currency: 'USD' }, priceBook: null });
  });

  it('is of the book on its days only', async () => {
    await priced('Spring', 30, { validFrom: '2026-03-01', validTo: '2026-03-31' });
    await on('Spring');
    const made = await order({ productId: pro });
    expect(linesOf(made)[0]?.[2]).toBe('30');
    office.company.clock.set(new Date('2026-04-01T10:00:00Z'));
    const later = await order({ productId: pro });
    expect([linesOf(later)[0]?.[2], later.priceBook]).toEqual(['49', null]);
    const added = await office.dana.does((ctx) =>
      updateOrder(ctx, made.id, { line: 'add', productId: care }),
    );
    expect(linesOf(added)[1]?.[2]).toBe('300');
    await expect(order({ productId: pro, priceBook: 'Spring' })).rejects.toMatchObject({
      code: 'book_not_valid',
    });
    const globex = await another('Globex');
    await expect(on('Spring', globex)).rejects.toMatchObject({ code: 'book_not_valid' });
  });
});

describe('a price book', () => {
  it('of another currency than the document is refused, and nothing is made', async () => {
    await priced('EMEA', 45, { price: { amount: 45, currency: 'EUR' } });
    const deal = await office.aDeal(worth(100));
    const refused = { code: 'book_of_another_currency', facts: { book: 'EMEA', document: 'USD' } };
    const attempts = [
      () => order({ productId: pro, price: dollars(40), priceBook: 'EMEA' }),
      () => order({ dealId: deal.id, priceBook: 'EMEA' }),
      () =>
        office.dana.does((ctx) =>
          createQuote(ctx, { dealId: deal.id, productId: pro, priceBook: 'EMEA' }),
        ),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(refused);
    const empty = await order({ priceBook: 'EMEA' });
    expect([empty.currency, empty.priceBook?.name]).toEqual(['EUR', 'EMEA']);
    await expect(
      office.dana.does((ctx) => updateOrder(ctx, empty.id, { line: 'add', value: dollars(5) })),
    ).rejects.toMatchObject({ code: 'one_currency' });
  });

  it('that nobody knows is refused, with those that there are', async () => {
    await priced('Partner North', 39);
    await priced('Partner South', 38);
    for (const said of ['Asia', 'Partner'])
      await expect(order({ productId: pro, priceBook: said })).rejects.toMatchObject({
        code: 'no_such_book',
        facts: { known: ['Partner North', 'Partner South'] },
      });
    expect(await unitPrice({ priceBook: 'south' })).toBe('38');
  });

  it('stays with a quote through its revisions and with its order', async () => {
    await priced('Partner', 39);
    const deal = await office.aDeal(worth(100));
    const { dana } = office;
    const quote = await dana.does((ctx) =>
      createQuote(ctx, { dealId: deal.id, productId: pro, quantity: 2, priceBook: 'Partner' }),
    );
    const revised = await dana.does((ctx) =>
      reviseQuote(ctx, quote.id, { line: 'add', productId: care }),
    );
    const { order: made } = await dana.does((ctx) => acceptQuote(ctx, revised.id));
    for (const { priceBook } of [quote, revised, made]) expect(priceBook?.name).toBe('Partner');
    const { id } = await confirmed(made.id);
    await dana.does((ctx) => fulfilOrder(ctx, id));
    await expect(
      office.company.in((tx) => tx.order.update({ where: { id }, data: { priceBookId: null } })),
    ).rejects.toThrow(/locked/);
  });

  it('goes back with undo, and one that an account is on stays', async () => {
    const made = await change(office.maya, (ctx) =>
      setBookPrice(ctx, { productId: pro, price: dollars(39), book: 'Partner' }),
    );
    const put = await on('Partner');
    const undone = await undoes(office.maya, made);
    expect(undone.kept).toMatchObject([{ label: 'Partner', by: 'Dana' }]);
    expect(await office.maya.does((ctx) => listBookPrices(ctx))).toEqual([]);
    await undoes(office.dana, put);
    expect((await office.accountRow(office.acme)).priceBookId).toBeNull();
  });

  it('fills the winner of a merge, which keeps its own where it has one', async () => {
    await priced('Partner', 39);
    await priced('Reseller', 35);
    const [globex, hooli] = [await another('Globex'), await another('Hooli')];
    await on('Partner', globex);
    await on('Reseller', hooli);
    const merge = (from: string) =>
      change(office.maya, (ctx) => mergeRecords(ctx, 'account', from, office.acme));
    const bookOf = () =>
      office.dana.does(async (ctx) => (await accountAsItIs(ctx, office.acme)).priceBook?.name);
    const first = await merge(globex);
    expect(await bookOf()).toBe('Partner');
    await merge(hooli);
    expect(await bookOf()).toBe('Partner');
    await undoes(office.maya, first);
    expect(await bookOf()).toBeUndefined();
  });

  it('with accounts on it holds for them alone, and for everybody again when none is left', async () => {
    await priced('Partner', 39);
    const product = await office.dana.does((ctx) => getProduct(ctx, pro));
    const everybody = () => office.dana.does((ctx) => findPrice(ctx, product, 'USD'));
    expect(await everybody()).toMatchObject({ minor: 3900n });
    await on('Partner');
    expect(await everybody()).toMatchObject({ minor: 4900n });
    await on(null);
    expect(await everybody()).toMatchObject({ minor: 3900n });
  });
});

describe('a table', { timeout: 60_000 }, () => {
  it('brings accounts on their price books, names one that is not there, and gives it out again', async () => {
    const world = await anImportWorld();
    await world.dropper.says('add product Pro at $49');
    await world.dropper.says('set Pro to $39 in the Partner price book');
    await world.drops(
      'accounts.csv',
      'name,industry,price list\nAcme,retail,Partner price list\nGlobex,retail,\nHooli,retail,Asia\n',
    );
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/2 added/);
    expect((await world.dropper.says('show Acme')).text).toMatch(/Price book: Partner/);
    const { text } = await world.dropper.says('export accounts as csv');
    expect(text).toMatch(/2/);
    const rows = await world.db.inOrganization(world.organizationId, (tx) =>
      tx.account.findMany({
        where: { organizationId: world.organizationId },
        include: { priceBook: true },
        orderBy: { number: 'asc' },
      }),
    );
    expect(rows.map(({ name, priceBook }) => [name, priceBook?.name ?? null])).toEqual([
      ['Acme', 'Partner'],
      ['Globex', null],
    ]);
  });
});
