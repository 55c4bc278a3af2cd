import { describe, expect, it } from 'vitest';
import { findPrice, listBookPrices, setBookPrice } from '../../src/crm/price-books.ts';
import { createProduct, getProduct, listProducts, updateProduct } from '../../src/crm/products.ts';
import { anOffice, change, undoes } from './office.ts';

const dollars = (amount: number) => ({ amount, currency: 'USD' });
const euros = (amount: number) => ({ amount, currency: 'EUR' });
const PRO = { name: 'Pro', price: dollars(49), sku: 'PRO-1' };

describe('a SKU', () => {
  it('is taken only by the same one, however it is written', async () => {
    const office = await anOffice();
    const adds = (name: string, sku: string) =>
      office.dana.does((ctx) => createProduct(ctx, { name, sku, price: dollars(1) }));
    await adds('One', 'ABX1');
    await expect(adds('Two', 'AB_1')).resolves.toMatchObject({ sku: 'AB_1' });
    await expect(adds('Three', '%')).resolves.toMatchObject({ sku: '%' });
    await expect(adds('Four', 'ab_1')).rejects.toMatchObject({ code: 'product_exists' });
  });
});

describe('a product', () => {
  it('has a number, a list price, and a name and an SKU of its own', async () => {
    const { maya } = await anOffice();
    const pro = await maya.does((ctx) => createProduct(ctx, PRO));
    expect(pro).toMatchObject({ number: 1, name: 'Pro', price: { minor: 4900n, currency: 'USD' } });
    const twins = [
      { ...PRO, sku: 'X' },
      { ...PRO, name: 'PRO', sku: 'Y' },
      { ...PRO, name: 'Other', sku: 'pro-1' },
    ];
    for (const twin of twins)
      await expect(maya.does((ctx) => createProduct(ctx, twin))).rejects.toMatchObject({
        code: 'product_exists',
      });
    await expect(
      maya.does((ctx) =>
        createProduct(ctx, { ...PRO, name: 'Fine', sku: 'F', price: dollars(0.005) }),
      ),
    ).rejects.toMatchObject({ code: 'price_too_fine' });
  });

  it('may be called again what a deleted one was called', async () => {
    const { maya } = await anOffice();
    const set = await change(maya, (ctx) => createProduct(ctx, PRO));
    await undoes(maya, set);
    expect(await maya.does((ctx) => createProduct(ctx, PRO))).toMatchObject({ number: 2 });
  });

  it('that is not sold any more is not listed', async () => {
    const { maya } = await anOffice();
    const { id } = await maya.does((ctx) => createProduct(ctx, PRO));
    await maya.does((ctx) => updateProduct(ctx, id, { active: false }));
    expect(await maya.does((ctx) => listProducts(ctx))).toEqual([]);
    expect(await maya.does((ctx) => listProducts(ctx, { alsoInactive: true }))).toHaveLength(1);
  });
});

describe('the price of a product', () => {
  it('is that of a book in the currency, else the list price, else there is none', async () => {
    const { maya } = await anOffice();
    const pro = await maya.does((ctx) => createProduct(ctx, PRO));
    const priceIn = (code: string) => maya.does((ctx) => findPrice(ctx, pro, code));
    expect(await priceIn('USD')).toEqual({ minor: 4900n, currency: 'USD' });
    expect(await priceIn('EUR')).toBeNull();
    await maya.does((ctx) => setBookPrice(ctx, { productId: pro.id, price: euros(45) }));
    expect(await priceIn('EUR')).toEqual({ minor: 4500n, currency: 'EUR' });
    await maya.does((ctx) =>
      setBookPrice(ctx, { productId: pro.id, price: dollars(40), book: 'Partners' }),
    );
    expect(await priceIn('USD')).toEqual({ minor: 4000n, currency: 'USD' });
  });

  it('of a season holds for the season, and before a price without dates', async () => {
    const { maya, company } = await anOffice();
    const pro = await maya.does((ctx) => createProduct(ctx, PRO));
    const set = (book: string, price: number, validTo?: string) =>
      maya.does((ctx) =>
        setBookPrice(ctx, { productId: pro.id, price: dollars(price), book, validTo }),
      );
    await set('Spring', 30, '2026-03-31');
    expect(await maya.does((ctx) => findPrice(ctx, pro, 'USD'))).toMatchObject({ minor: 3000n });
    company.clock.set(new Date('2026-04-01T10:00:00Z'));
    expect(await maya.does((ctx) => findPrice(ctx, pro, 'USD'))).toMatchObject({ minor: 4900n });
  });

  it('in a book is in the currency of the book, and is changed, not added twice', async () => {
    const { maya } = await anOffice();
    const { id } = await maya.does((ctx) => createProduct(ctx, PRO));
    const set = (price: { amount: number; currency: string | null }) =>
      maya.does((ctx) => setBookPrice(ctx, { productId: id, price, book: 'the EMEA price book' }));
    await set(euros(45));
    await set({ amount: 44, currency: null });
    await expect(set(dollars(50))).rejects.toMatchObject({ code: 'book_currency' });
    const prices = await maya.does((ctx) => listBookPrices(ctx, { book: 'emea' }));
    expect(prices.map(({ price }) => price)).toEqual([{ minor: 4400n, currency: 'EUR' }]);
  });

  it('goes back with undo, the new book with it', async () => {
    const { maya } = await anOffice();
    const { id } = await maya.does((ctx) => createProduct(ctx, PRO));
    const set = await change(maya, (ctx) => setBookPrice(ctx, { productId: id, price: euros(45) }));
    await undoes(maya, set);
    expect(await maya.does((ctx) => listBookPrices(ctx))).toEqual([]);
    expect(await maya.does((ctx) => getProduct(ctx, id))).toMatchObject({ name: 'Pro' });
  });
});
