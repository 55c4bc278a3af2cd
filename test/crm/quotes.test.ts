import { beforeEach, describe, expect, it } from 'vitest';
import { updateDeal } from '../../src/crm/deals.ts';
import { createProduct } from '../../src/crm/products.ts';
import {
  acceptQuote,
  createQuote,
  listQuotes,
  quoteName,
  reviseQuote,
} from '../../src/crm/quotes.ts';
import { anOffice, change, type Office, undoes, worth } from './office.ts';

let office: Office;
let deal: string;
let pro: string;

beforeEach(async () => {
  office = await anOffice();
  deal = (await office.aDeal(worth(500))).id;
  const price = { amount: 49, currency: 'USD' };
  pro = (await office.maya.does((ctx) => createProduct(ctx, { name: 'Pro', price }))).id;
});

const quoted = (more: Omit<Parameters<typeof createQuote>[1], 'dealId'> = {}) =>
  office.dana.does((ctx) => createQuote(ctx, { dealId: deal, ...more }));

describe('a quote', () => {
  it('for a product is the first revision of a new number', async () => {
    const quote = await quoted({
      productId: pro,
      quantity: 10,
      discount: 0.1,
      validUntil: '2026-03-31',
    });
    expect(quoteName(quote)).toBe('Q-1');
    expect(quote).toMatchObject({ status: 'draft', validUntil: '2026-03-31', expired: false });
    expect(Number(quote.total.minor)).toBe(44_100);
  });

  it('without a word about goods is for the value of the deal', async () => {
    expect(Number((await quoted()).total.minor)).toBe(50_000);
  });

  it('needs something to quote', async () => {
    deal = (await office.aDeal({ value: undefined })).id;
    await expect(quoted()).rejects.toMatchObject({ code: 'quote_empty' });
  });

  it('cannot be valid until a day that has passed', async () => {
    await expect(quoted({ validUntil: '2026-03-17' })).rejects.toMatchObject({
      code: 'validity_over',
    });
    expect(await quoted({ validUntil: '2026-03-18' })).toMatchObject({ expired: false });
  });

  it('that is revised becomes the next revision of its number; the one before stays as it was sent', async () => {
    const first = await quoted({ productId: pro, quantity: 10 });
    const second = await office.dana.does((ctx) => reviseQuote(ctx, first.id, { discount: 0.2 }));
    expect(quoteName(second)).toBe('Q-1 v2');
    expect(Number(second.total.minor)).toBe(39_200);
    const before = await office.company.in((tx) =>
      tx.quote.findUniqueOrThrow({ where: { id: first.id } }),
    );
    expect(before.total.toFixed()).toBe('490');
    expect(
      (await office.dana.does((ctx) => listQuotes(ctx, {}, 25))).quotes.map(quoteName),
    ).toEqual(['Q-1 v2']);
    await expect(
      office.dana.does((ctx) => reviseQuote(ctx, first.id, { discount: 0.3 })),
    ).rejects.toMatchObject({ code: 'quote_superseded', facts: { latest: 'Q-1 v2' } });
  });

  it('that is accepted becomes an order with its lines and terms, once', async () => {
    const { id } = await quoted({ productId: pro, quantity: 10, discount: 0.1, tax: 0.19 });
    const { quote, order } = await office.dana.does((ctx) => acceptQuote(ctx, id));
    expect(quote.status).toBe('accepted');
    expect(order).toMatchObject({ status: 'draft', quote: { number: 1 }, deal: { id: deal } });
    expect(order.total).toEqual(quote.total);
    expect(order.lines.map(({ name, quantity }) => [name, quantity])).toEqual([['Pro', '10']]);
    for (const again of [
      () => office.dana.does((ctx) => acceptQuote(ctx, id)),
      () => office.dana.does((ctx) => reviseQuote(ctx, id, { discount: 0.2 })),
    ])
      await expect(again()).rejects.toMatchObject({ code: 'quote_accepted' });
  });

  it('that has expired is accepted only after a new revision', async () => {
    const { id } = await quoted({ validUntil: '2026-03-31' });
    office.company.clock.set(new Date('2026-04-01T10:00:00Z'));
    await expect(office.dana.does((ctx) => acceptQuote(ctx, id))).rejects.toMatchObject({
      code: 'quote_expired',
    });
    const fresh = await office.dana.does((ctx) =>
      reviseQuote(ctx, id, { validUntil: '2026-04-30' }),
    );
    expect((await office.dana.does((ctx) => acceptQuote(ctx, fresh.id))).order.number).toBe(1);
  });

  it('that was accepted by mistake is open again after undo, and the order gone', async () => {
    const { id } = await quoted();
    const set = await change(office.dana, (ctx) => acceptQuote(ctx, id));
    await undoes(office.dana, set);
    const [quote] = (await office.dana.does((ctx) => listQuotes(ctx, { dealId: deal }, 25))).quotes;
    expect(quote?.status).toBe('draft');
    expect(await office.company.in((tx) => tx.order.count({ where: { deletedAt: null } }))).toBe(0);
  });

  it('does not move when its deal does', async () => {
    const { id } = await quoted();
    await office.dana.does((ctx) => updateDeal(ctx, deal, worth(900)));
    const row = await office.company.in((tx) => tx.quote.findUniqueOrThrow({ where: { id } }));
    expect(row.total.toFixed()).toBe('500');
  });
});
