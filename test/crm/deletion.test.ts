import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { moveDeal, updateDeal } from '../../src/crm/deals.ts';
import { deletedRecords, restoreRecord } from '../../src/crm/deleted-records.ts';
import { deleteRecord, planDeletion } from '../../src/crm/deletion.ts';
import { mergeRecords } from '../../src/crm/merge.ts';
import { lastMerge } from '../../src/crm/past-changes.ts';
import { anOffice, change, type Office, undoes } from './office.ts';

let office: Office;
beforeEach(async () => {
  office = await anOffice();
});

/** From now on a rep sees his own records only: the context of a turn holds the settings as they are here. */
const ownOnly = ({ company }: Office) => Object.assign(company.organization, { repSees: 'own' });

describe('deleting an account', () => {
  it('is refused while a deal is open, and says how many', async () => {
    const { dana, acme, aDeal } = office;
    await aDeal();
    for (const wanted of [planDeletion, deleteRecord])
      await expect(dana.does(async (ctx) => wanted(ctx, 'account', acme))).rejects.toMatchObject({
        code: 'has_open_work',
        facts: { name: 'Acme', deals: 1, orders: 0 },
      });
  });

  it('leaves what belongs to it, which is its again when it is restored', async () => {
    const { dana, acme, aDeal, dealRow, company } = office;
    const { id: deal } = await aDeal();
    const { id: contact } = await dana.does((ctx) =>
      createContact(ctx, { name: 'Jane', accountId: acme }),
    );
    await dana.does((ctx) => moveDeal(ctx, deal, 'lost', { reason: 'price' }));
    expect(await dana.does((ctx) => planDeletion(ctx, 'account', acme))).toEqual({
      name: 'Acme',
      attached: [
        { entity: 'deal', count: 1 },
        { entity: 'contact', count: 1 },
      ],
    });
    await dana.does((ctx) => deleteRecord(ctx, 'account', acme));
    const [gone] = await dana.does((ctx) => deletedRecords(ctx, { name: 'acme', limit: 5 }));
    expect(gone).toMatchObject({ entity: 'account', id: acme, code: 'A-1', by: 'Dana' });
    await dana.does((ctx) => restoreRecord(ctx, 'account', acme));
    expect((await dealRow(deal)).accountId).toBe(acme);
    const row = await company.in((tx) => tx.contact.findUniqueOrThrow({ where: { id: contact } }));
    expect(row.accountId).toBe(acme);
    expect(await dana.does((ctx) => deletedRecords(ctx, { limit: 5 }))).toEqual([]);
  });

  it('does not let it come back where its domain is taken', async () => {
    const { dana, acme } = office;
    await dana.does((ctx) => deleteRecord(ctx, 'account', acme));
    await dana.does((ctx) => createAccount(ctx, { name: 'Other', domain: 'acme.com' }));
    await expect(dana.does((ctx) => restoreRecord(ctx, 'account', acme))).rejects.toMatchObject({
      code: 'account_exists',
    });
  });
});

describe('what was deleted', () => {
  it('is listed and restored by those who may see it', async () => {
    const { dana, company, aDeal } = office;
    const { id } = await aDeal();
    await dana.does((ctx) => deleteRecord(ctx, 'deal', id));
    ownOnly(office);
    const rita = await company.member('Rita');
    expect(await rita.does((ctx) => deletedRecords(ctx, { limit: 5 }))).toEqual([]);
    await expect(rita.does((ctx) => restoreRecord(ctx, 'deal', id))).rejects.toMatchObject({
      code: 'outside_scope',
    });
    const customer = await company.customer('Carla');
    expect(await customer.does((ctx) => deletedRecords(ctx, { limit: 5 }))).toEqual([]);
  });
});

describe('an undo', () => {
  it('of an own change is refused once the record belongs to others', async () => {
    const { dana, maya, aDeal } = office;
    const { id } = await aDeal();
    const set = await change(dana, (ctx) => updateDeal(ctx, id, { nextStep: 'Call' }));
    await maya.does((ctx) => updateDeal(ctx, id, { ownerId: maya.id }));
    ownOnly(office);
    await expect(undoes(dana, set)).rejects.toMatchObject({ code: 'outside_scope' });
  });

  it('of an own handover is not', async () => {
    const { dana, maya, aDeal, dealRow } = office;
    const { id } = await aDeal();
    ownOnly(office);
    const set = await change(dana, (ctx) => updateDeal(ctx, id, { ownerId: maya.id }));
    await undoes(dana, set);
    expect((await dealRow(id)).ownerId).toBe(dana.id);
  });

  it('of a merge waits for that of the merge after it', async () => {
    const { dana, maya, acme } = office;
    const [b, c] = await dana.does(async (ctx) => [
      (await createAccount(ctx, { name: 'Globex' })).id,
      (await createAccount(ctx, { name: 'Initech' })).id,
    ]);
    const merge = (from: string, into: string) =>
      change(maya, (ctx) => mergeRecords(ctx, 'account', from, into));
    const first = await merge(acme, String(b));
    const second = await merge(String(b), String(c));
    await expect(undoes(maya, first)).rejects.toMatchObject({
      code: 'merged_further',
      facts: { name: 'Acme' },
    });
    expect(await maya.does((ctx) => lastMerge(ctx, ['Globex'], null))).toBe(second);
    await undoes(maya, second);
    await undoes(maya, first);
    await expect(maya.does((ctx) => lastMerge(ctx, ['Acme'], null))).rejects.toMatchObject({
      code: 'no_merge',
    });
  });
});
