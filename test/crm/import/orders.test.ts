import { describe, expect, it } from 'vitest';
import { anImportWorld, type ImportWorld } from '../../harness/import-world.ts';

const HEADER = 'order number,customer,product,qty,unit price,status,order date\n';

async function aShop(): Promise<ImportWorld> {
  const world = await anImportWorld();
  await world.dropper.says('new product Care, $100');
  await world.dropper.says('new product Pro, $250, sku PRO-1');
  return world;
}

async function imports(world: ImportWorld, content: string, name = 'orders.csv') {
  const shown = await world.drops(name, content);
  await world.dropper.says('yes');
  return { shown: shown.text, told: await world.settled() };
}

const orders = ({ db, organizationId }: ImportWorld) =>
  db.inOrganization(organizationId, async (tx) => {
    const rows = await tx.order.findMany({
      where: { organizationId, deletedAt: null },
      include: {
        account: true,
        lines: { where: { deletedAt: null }, orderBy: { position: 'asc' } },
      },
      orderBy: { number: 'asc' },
    });
    return rows.map((row) => ({
      account: row.account.name,
      status: row.status,
      day: row.orderedOn.toISOString().slice(0, 10),
      note: row.note,
      total: `${row.total.toFixed(2)} ${row.currency}`,
      lines: row.lines.map((l) => `${l.quantity.toFixed()} ${l.name} ${l.total.toFixed(2)}`),
    }));
  });

describe('an import of orders', { timeout: 90_000 }, () => {
  it('makes one order of the rows with the same number, with the products’ prices where none is said', async () => {
    const world = await aShop();
    const { shown, told } = await imports(
      world,
      `${HEADER}PO-1,Acme,Care,5,,fulfilled,2026-01-15\nPO-1,,PRO-1,2,$200,,\nPO-2,Globex,Care,1.5,,confirmed,2026-02-01\n`,
    );
    expect(shown).toMatch(/Import orders: orders\.csv, 3 rows/);
    expect(shown).toMatch(/2 new/);
    expect(told).toMatch(/2 added/);
    expect(await orders(world)).toEqual([
      {
        account: 'Acme',
        status: 'fulfilled',
        day: '2026-01-15',
        note: 'PO-1',
        total: '900.00 USD',
        lines: ['5 Care 500.00', '2 Pro 400.00'],
      },
      {
        account: 'Globex',
        status: 'confirmed',
        day: '2026-02-01',
        note: 'PO-2',
        total: '150.00 USD',
        lines: ['1.5 Care 150.00'],
      },
    ]);
  });

  it('takes an order in whole or not at all, says why, and takes it once it is corrected', async () => {
    const world = await aShop();
    const { told } = await imports(
      world,
      `${HEADER}PO-1,Acme,Care,5,,,\nPO-1,,Caar,2,,,\nPO-2,Acme,Care,0,,,\nPO-3,Acme,Care,1,,,\nPO-1,Acme,Care,1,,,\nPO-4,Acme,Care,1,,,\nPO-4,Globex,Care,1,,,\nPO-5,,Care,1,,,\n`,
    );
    expect(told).toMatch(/no product “Caar”/);
    expect(told).toMatch(/1 added/);
    expect((await orders(world)).map(({ note }) => note)).toEqual(['PO-3']);
    const again = await imports(world, `${HEADER}PO-1,Acme,Care,5,,,\nPO-3,Acme,Care,1,,,\n`);
    expect(again.told).toMatch(/exists already/);
    expect((await orders(world)).map(({ note }) => note)).toEqual(['PO-3', 'PO-1']);
  });

  it('is taken back as a whole, delivered orders too, and the accounts it brought along', async () => {
    const world = await aShop();
    const many = Array.from({ length: 60 }, (_, i) => `PO-${i},Acme,Care,1,,fulfilled,2026-01-15`);
    await imports(world, `${HEADER}${many.join('\n')}\n`);
    expect(await orders(world)).toHaveLength(60);
    await world.dropper.says('undo the import');
    await world.settled();
    expect(await orders(world)).toEqual([]);
    await imports(world, `${HEADER}PO-1,Acme,Care,5,,fulfilled,2026-01-15\nPO-1,,Pro,1,,,\n`);
    expect(await orders(world)).toHaveLength(1);
    await world.dropper.says('undo the import');
    expect(await orders(world)).toEqual([]);
    const { db, organizationId } = world;
    const accounts = await db.inOrganization(organizationId, (tx) =>
      tx.account.count({ where: { organizationId, deletedAt: null } }),
    );
    expect(accounts).toBe(0);
  });

  it('does not part an order between two chunks of rows', async () => {
    const world = await aShop();
    const lines = Array.from({ length: 49 }, (_, i) => `PO-${i},Acme,Care,1,,,`);
    await imports(
      world,
      `${HEADER}${lines.join('\n')}\nBIG,Acme,Care,1,,,\nBIG,,Pro,1,,,\nBIG,,Care,2,,,\n`,
    );
    const all = await orders(world);
    expect(all).toHaveLength(50);
    expect(all.at(-1)).toMatchObject({ note: 'BIG', total: '550.00 USD' });
  });

  it('in Chinese: columns are found by meaning, amounts in the currency of the order', async () => {
    const world = await aShop();
    const { shown } = await imports(
      world,
      '订单号,客户名称,产品,数量,单价,状态,下单日期\n甲1,华为,Care,2,￥80,已确认,2026-03-01\n',
      '订单.csv',
    );
    expect(shown).toMatch(/orders|订单/);
    expect(await orders(world)).toMatchObject([
      { account: '华为', status: 'confirmed', total: '160.00 CNY', lines: ['2 Care 160.00'] },
    ]);
  });
});
