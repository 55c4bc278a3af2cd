import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/commands/context.ts';
import { createAccount } from '../../src/crm/accounts.ts';
import { logDeal, updateDeal } from '../../src/crm/deals.ts';
import { findRow, type Row, setDeleted, stored, updateRecord } from '../../src/crm/store.ts';
import { Prisma } from '../../src/generated/prisma/client.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

let company: Company;
let dana: Colleague;
let maya: Colleague;
let deal: string;

beforeEach(async () => {
  company = await aCompany();
  dana = await company.member('Dana');
  maya = await company.member('Maya');
  deal = await dana.does(async (ctx) => {
    const { id } = await createAccount(ctx, { name: 'Acme' });
    return (await logDeal(ctx, { accountId: id, name: 'Renewal' })).id;
  });
});

async function rowOf(ctx: CommandContext): Promise<Row> {
  const row = await findRow(ctx, 'deal', deal);
  if (row === null) throw new Error('the deal is gone');
  return row;
}

describe('two people who change a record at the same moment', () => {
  it('do not overwrite each other: the one who read it before the change is refused', async () => {
    const read = await dana.does(rowOf);
    await maya.does((ctx) => updateDeal(ctx, deal, { nextStep: 'Call' }));
    const late = dana.does((ctx) => updateRecord(ctx, 'deal', read, { nextStep: 'Write' }));
    await expect(late).rejects.toMatchObject({
      code: 'changed_meanwhile',
      facts: { entity: 'deal', field: 'nextStep', now: 'Call' },
    });
    expect(await dana.does(rowOf)).toMatchObject({ nextStep: 'Call', version: 2 });
  });

  it('both stand where they changed different fields', async () => {
    const read = await dana.does(rowOf);
    await maya.does((ctx) => updateDeal(ctx, deal, { nextStep: 'Call' }));
    await dana.does((ctx) => updateRecord(ctx, 'deal', read, { product: 'Pro' }));
    expect(await dana.does(rowOf)).toMatchObject({ nextStep: 'Call', product: 'Pro', version: 3 });
  });

  it('do not delete what the other has just changed', async () => {
    const read = await dana.does(rowOf);
    await maya.does((ctx) => updateDeal(ctx, deal, { nextStep: 'Call' }));
    const late = dana.does((ctx) => setDeleted(ctx, 'deal', read, true));
    await expect(late).rejects.toMatchObject({ code: 'changed_meanwhile' });
    expect((await dana.does(rowOf)).deletedAt).toBeNull();
  });

  it('both succeed when each reads what the other has written', async () => {
    await Promise.all([
      dana.does((ctx) => updateDeal(ctx, deal, { nextStep: 'Call' })).catch(() => null),
      maya.does((ctx) => updateDeal(ctx, deal, { closeDate: '2026-05-01' })).catch(() => null),
    ]);
    // On a server they run side by side and one may be refused; then it says it again.
    await dana.does((ctx) => updateDeal(ctx, deal, { nextStep: 'Call' })).catch(() => null);
    await maya.does((ctx) => updateDeal(ctx, deal, { closeDate: '2026-05-01' })).catch(() => null);
    expect(await dana.does(rowOf)).toMatchObject({
      nextStep: 'Call',
      closeDate: new Date('2026-05-01T00:00:00Z'),
      version: 3,
    });
  });
});

describe('a change', () => {
  it('that changes nothing is not written', async () => {
    const { changeSetId } = await dana.turn(async (ctx) =>
      updateRecord(ctx, 'deal', await rowOf(ctx), {
        name: 'Renewal',
        nextStep: null,
        product: undefined,
      }),
    );
    expect(changeSetId).toBeNull();
    expect((await dana.does(rowOf)).version).toBe(1);
  });

  it('keeps in the history what it touched, and a field with two columns whole', async () => {
    await dana.does((ctx) => updateDeal(ctx, deal, { value: { amount: 10, currency: 'USD' } }));
    const { changeSetId } = await dana.turn((ctx) =>
      updateDeal(ctx, deal, { value: { amount: 20, currency: null } }),
    );
    const changes = await company.in((tx) =>
      tx.change.findMany({ where: { changeSetId: changeSetId ?? '' } }),
    );
    expect(changes).toMatchObject([
      {
        entity: 'deal',
        label: 'Renewal',
        operation: 'update',
        before: { amount: '10', currency: 'USD' },
        after: { amount: '20', currency: 'USD' },
      },
    ]);
  });

  it('is gone with its turn, history and all', async () => {
    const turn = dana.does(async (ctx) => {
      await updateDeal(ctx, deal, { nextStep: 'Call' });
      throw new Error('the turn failed');
    });
    await expect(turn).rejects.toThrow('the turn failed');
    expect(await dana.does(rowOf)).toMatchObject({ nextStep: null, version: 1 });
    expect(await company.in((tx) => tx.change.count({ where: { operation: 'update' } }))).toBe(0);
  });
});

describe('a value as the history keeps it', () => {
  it.each([
    [new Prisma.Decimal('50000.0000'), '50000'],
    [new Prisma.Decimal('0.1250'), '0.125'],
    [new Prisma.Decimal('999999999999999.9999'), '999999999999999.9999'],
    [new Prisma.Decimal('100'), '100'],
    [new Date('2026-03-18T10:00:00Z'), '2026-03-18T10:00:00.000Z'],
    ['10.00', '10.00'],
    [3, 3],
    [false, false],
    [null, null],
    [undefined, null],
  ])('%s is %s', (value, expected) => {
    expect(stored(value)).toBe(expected);
  });
});
