import { beforeEach, describe, expect, it } from 'vitest';
import { deleteRecord } from '../../src/crm/deletion.ts';
import {
  cancelOrder,
  createOrder,
  fulfilOrder,
  getOrder,
  listOrders,
  updateOrder,
} from '../../src/crm/orders.ts';
import { change, undoes, undoing } from './office.ts';
import {
  care,
  cents,
  confirmed,
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

describe.each(['fulfilled', 'cancelled'] as const)('a %s order', (status) => {
  const ended = async () => {
    const { id } = await order({ productId: pro, quantity: 2 });
    const discounted = await change(office.dana, (ctx) => updateOrder(ctx, id, { discount: 0.1 }));
    await confirmed(id);
    const end = await change(office.dana, (ctx) =>
      status === 'fulfilled' ? fulfilOrder(ctx, id) : cancelOrder(ctx, id),
    );
    return { id, discounted, end };
  };

  it('is locked against every change', async () => {
    const { id } = await ended();
    const locked = { code: 'order_locked', facts: { name: 'SO-1', status } };
    await expect(updated(id, { discount: 0.2 })).rejects.toMatchObject(locked);
    await expect(fulfilled(id)).rejects.toMatchObject(locked);
    await expect(office.dana.does((ctx) => cancelOrder(ctx, id))).rejects.toMatchObject(locked);
    await expect(office.dana.does((ctx) => deleteRecord(ctx, 'order', id))).rejects.toMatchObject(
      locked,
    );
  });

  it('is locked by the database too, with its lines', async () => {
    const { id } = await ended();
    const { company } = office;
    const line = { organizationId: company.organization.id, orderId: id, name: 'X', position: 9 };
    const attempts = [
      () =>
        company.in((tx) =>
          tx.order.updateMany({
            where: { id },
            data: { note: 'x', subtotal: '0', discount: '0', total: '0' },
          }),
        ),
      () =>
        company.in((tx) =>
          tx.orderLine.updateMany({ where: { orderId: id }, data: { quantity: '3' } }),
        ),
      () => company.in((tx) => tx.orderLine.deleteMany({ where: { orderId: id } })),
      () =>
        company.in((tx) =>
          tx.orderLine.create({ data: { ...line, quantity: '1', unitPrice: '1', total: '1' } }),
        ),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(/locked/);
  });

  it('may still go to another owner', async () => {
    const { id } = await ended();
    const data = { ownerId: office.maya.id };
    await office.company.in((tx) => tx.order.updateMany({ where: { id }, data }));
    expect((await office.maya.does((ctx) => getOrder(ctx, id))).owner.name).toBe('Maya');
  });

  it('refuses to take back what came before it ended, and says why', async () => {
    const { id, discounted } = await ended();
    await expect(undoes(office.dana, discounted)).rejects.toMatchObject({
      code: 'order_locked',
      facts: { name: 'SO-1', status },
    });
    expect(cents(await now(id))[3]).toBe(8820);
  });

  it('comes back by undo of how it ended', async () => {
    const { id, end } = await ended();
    await undoes(office.dana, end);
    expect((await now(id)).status).toBe('confirmed');
  });
});

describe('undo of an order', () => {
  it('takes a new one away with its lines, and redo brings both back', async () => {
    const set = await change(office.dana, (ctx) =>
      createOrder(ctx, { accountId: office.acme, productId: pro, quantity: 2 }),
    );
    const back = await undoing(office.dana, set);
    expect(await office.dana.does((ctx) => listOrders(ctx, {}, 25))).toMatchObject({
      orders: [],
      count: 0,
    });
    await undoes(office.dana, back);
    const [again] = (await office.dana.does((ctx) => listOrders(ctx, {}, 25))).orders;
    expect(again && linesOf(again)).toEqual([['Pro', '2', '49', 9800]]);
  });

  it('leaves a new one alone, with its lines, that was changed since', async () => {
    const set = await change(office.dana, (ctx) =>
      createOrder(ctx, { accountId: office.acme, productId: pro, quantity: 2 }),
    );
    const [made] = (await office.dana.does((ctx) => listOrders(ctx, {}, 25))).orders;
    await confirmed(made?.id ?? '');
    const { kept } = await undoes(office.dana, set);
    expect(kept.map(({ label, by }) => [label, by])).toEqual([
      ['Pro', 'Dana'],
      ['SO-1', 'Dana'],
    ]);
    expect(linesOf(await now(made?.id ?? ''))).toEqual([['Pro', '2', '49', 9800]]);
  });

  it('of a line adds up again with the discount that came after', async () => {
    const { id } = await order({ productId: pro, quantity: 2 });
    const added = await change(office.dana, (ctx) =>
      updateOrder(ctx, id, { line: 'add', productId: care }),
    );
    await updated(id, { discount: 0.5 });
    const { kept } = await undoes(office.dana, added);
    expect(kept).toEqual([]);
    expect(cents(await now(id))).toEqual([9800, 4900, 0, 4900]);
  });
});
