import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount, updateAccount } from '../../src/crm/accounts.ts';
import { logActivity } from '../../src/crm/activities.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { createField } from '../../src/crm/custom-field-definitions.ts';
import { updateDeal } from '../../src/crm/deals.ts';
import { lookUp, lookUpId } from '../../src/crm/lookup.ts';
import { actAs, findActor } from '../../src/crm/members.ts';
import { mergeRecords, planMerge } from '../../src/crm/merge.ts';
import { createRecord } from '../../src/crm/store.ts';
import { createTask } from '../../src/crm/tasks.ts';
import type { Colleague } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';
import { anOffice, change, type Office, undoes, undoing, worth } from './office.ts';

let office: Office;
let dana: Colleague;
let maya: Colleague;
/** The one that stays. */
let acme: string;
/** The one that goes: with an industry, which Acme has not, and another region. */
let acmeLtd: string;

beforeEach(async () => {
  office = await anOffice();
  ({ dana, maya, acme } = office);
  await dana.does((ctx) => updateAccount(ctx, acme, { region: 'EMEA' }));
  const data = { name: 'Acme Ltd', domain: 'acme.co.uk', industry: 'retail', region: 'APAC' };
  acmeLtd = (await dana.does((ctx) => createAccount(ctx, data))).id;
});

const merge = (who = maya): Promise<string> =>
  change(who, (ctx) => mergeRecords(ctx, 'account', acmeLtd, acme));

describe('a merge', () => {
  it('combines own fields: the winner’s stay, what it lacks is filled, and parting them brings both back', async () => {
    const ada = await office.company.member('Ada', { role: 'admin' });
    for (const name of ['Tier', 'Segment', 'Terms'])
      await ada.does((ctx) => createField(ctx, { entity: 'account', type: 'text', name }));
    const sets = (id: string, custom: object) =>
      dana.does((ctx) => updateAccount(ctx, id, { custom: { ...custom } }));
    const custom = async (id: string) => (await office.accountRow(id)).custom;
    await sets(acme, { tier: 'gold', terms: '30 days' });
    await sets(acmeLtd, { tier: 'silver', segment: 'retail' });
    const plan = await maya.does((ctx) => planMerge(ctx, 'account', acmeLtd, acme));
    expect(plan.filled).toContainEqual(
      expect.objectContaining({
        field: 'segment',
        value: 'retail',
        name: { en: 'Segment', zh: 'Segment' },
      }),
    );
    expect(plan.kept).toContainEqual(
      expect.objectContaining({ field: 'tier', value: 'gold', lost: 'silver' }),
    );
    const set = await merge();
    expect(await custom(acme)).toEqual({ tier: 'gold', terms: '30 days', segment: 'retail' });
    await undoes(maya, set);
    expect(await custom(acme)).toEqual({ tier: 'gold', terms: '30 days' });
    expect(await custom(acmeLtd)).toEqual({ tier: 'silver', segment: 'retail' });
  });

  it('says before what would move and which values win', async () => {
    await office.aDeal({ accountId: acmeLtd });
    await dana.does((ctx) => createContact(ctx, { name: 'Bob', accountId: acmeLtd }));
    await dana.does((ctx) => createContact(ctx, { name: 'Ann', accountId: acmeLtd }));
    const plan = await maya.does((ctx) => planMerge(ctx, 'account', acmeLtd, acme));
    expect(plan).toMatchObject({
      from: { name: 'Acme Ltd', number: 2 },
      into: { name: 'Acme', number: 1 },
      moves: [
        { entity: 'deal', count: 1 },
        { entity: 'contact', count: 2 },
      ],
      filled: [{ field: 'industry', value: 'retail' }],
      kept: [
        { field: 'domain', value: 'acme.com', lost: 'acme.co.uk' },
        { field: 'region', value: 'EMEA', lost: 'APAC' },
      ],
    });
  });

  it('moves everything, fills what was empty, and leaves the loser deleted', async () => {
    const deal = await office.aDeal({ accountId: acmeLtd });
    const bob = await dana.does((ctx) => createContact(ctx, { name: 'Bob', accountId: acmeLtd }));
    const about = { entity: 'account', id: acmeLtd } as const;
    const task = await dana.does((ctx) => createTask(ctx, { title: 'Call', about }));
    const note = await dana.does((ctx) =>
      logActivity(ctx, { kind: 'note', at: NOW, summary: 'Hi', about }),
    );
    const lead = await dana.does((ctx) =>
      createRecord(ctx, 'lead', { name: 'Lee', nameKey: 'lee', accountId: acmeLtd }),
    );
    await merge();
    await office.company.in(async (tx) => {
      const where = (id: string) => ({ where: { id } });
      const moved = [
        await tx.deal.findUniqueOrThrow(where(deal.id)),
        await tx.contact.findUniqueOrThrow(where(bob.id)),
        await tx.task.findUniqueOrThrow(where(task.id)),
        await tx.activity.findUniqueOrThrow(where(note.id)),
        await tx.lead.findUniqueOrThrow(where(lead.id)),
      ];
      expect(moved.map((row) => row.accountId)).toEqual(moved.map(() => acme));
    });
    expect(await office.accountRow(acme)).toMatchObject({
      name: 'Acme',
      domain: 'acme.com',
      industry: 'retail',
      region: 'EMEA',
    });
    expect(await office.accountRow(acmeLtd)).toMatchObject({ mergedIntoId: acme, deletedAt: NOW });
  });

  it('lets the old number and the old id lead to the record that stays, also after a second merge', async () => {
    const group = await dana.does((ctx) => createAccount(ctx, { name: 'Acme Group Holding' }));
    await merge();
    await change(maya, (ctx) => mergeRecords(ctx, 'account', acme, group.id));
    await dana.does(async (ctx) => {
      expect(await lookUpId(ctx, 'account', acmeLtd)).toMatchObject({ id: group.id });
      expect(await lookUp(ctx, ['account'], 'A-2')).toMatchObject([{ id: group.id }]);
      expect(await lookUp(ctx, ['account'], 'A-1')).toMatchObject([{ id: group.id }]);
      expect(await lookUp(ctx, ['account'], 'Acme Ltd')).not.toMatchObject([{ id: acmeLtd }]);
    });
  });

  it('gives the winner a domain that only the loser had', async () => {
    const hooli = await dana.does((ctx) => createAccount(ctx, { name: 'Hooli' }));
    const inc = await dana.does((ctx) =>
      createAccount(ctx, { name: 'Hooli Inc.', domain: 'hooli.com' }),
    );
    const set = await change(maya, (ctx) => mergeRecords(ctx, 'account', inc.id, hooli.id));
    expect(await office.accountRow(hooli.id)).toMatchObject({ domain: 'hooli.com' });
    await undoes(maya, set);
    expect(await office.accountRow(hooli.id)).toMatchObject({ domain: null });
    expect(await office.accountRow(inc.id)).toMatchObject({ domain: 'hooli.com', deletedAt: null });
  });

  it('fills a phone number together with what it is found by, and takes both back', async () => {
    const [bob, robert] = await dana.does(async (ctx) => [
      await createContact(ctx, { name: 'Bob' }),
      await createContact(ctx, { name: 'Robert', phone: '+1 415 555 0100' }),
    ]);
    const set = await change(maya, (ctx) => mergeRecords(ctx, 'contact', robert.id, bob.id));
    const row = await office.company.in((tx) =>
      tx.contact.findUniqueOrThrow({ where: { id: bob.id } }),
    );
    expect(row).toMatchObject({ phone: '+1 415 555 0100', phoneKey: '+14155550100' });
    await undoes(maya, set);
    const back = await office.company.in((tx) =>
      tx.contact.findUniqueOrThrow({ where: { id: bob.id } }),
    );
    expect(back).toMatchObject({ phone: null, phoneKey: null });
  });

  it('lets the chat of a merged contact belong to the one that stays', async () => {
    const { organization } = office.company;
    const [bob, robert] = await dana.does(async (ctx) => [
      await createContact(ctx, { name: 'Bob' }),
      await createContact(ctx, { name: 'Robert' }),
    ]);
    const who = { provider: 'console', tenantKey: organization.id, userKey: 'robert' } as const;
    await office.company.in((tx) =>
      actAs(tx, organization, who, { customer: 'Robert', contactId: robert.id }, NOW),
    );
    const contactOf = async () =>
      (await office.company.in((tx) => findActor(tx, organization, who)))?.actor;
    const set = await change(maya, (ctx) => mergeRecords(ctx, 'contact', robert.id, bob.id));
    expect(await contactOf()).toMatchObject({ kind: 'customer', contactId: bob.id });
    await undoes(maya, set);
    expect(await contactOf()).toMatchObject({ kind: 'customer', contactId: robert.id });
  });

  it('keeps one price of a product in a price book: the one of the product that stays', async () => {
    const ids = await dana.does(async (ctx) => {
      const product = (name: string) =>
        createRecord(ctx, 'product', { name, nameKey: name, amount: '10', currency: 'USD' });
      const [kept, gone] = [await product('seat'), await product('seats')];
      const book = await createRecord(ctx, 'priceBook', {
        name: 'EU',
        nameKey: 'eu',
        currency: 'EUR',
      });
      const other = await createRecord(ctx, 'priceBook', {
        name: 'UK',
        nameKey: 'uk',
        currency: 'GBP',
      });
      const price = (productId: string, priceBookId: string, amount: string) =>
        createRecord(ctx, 'priceEntry', { productId, priceBookId, amount });
      await price(kept.id, book.id, '9');
      await price(gone.id, book.id, '8');
      await price(gone.id, other.id, '7');
      return { kept: kept.id, gone: gone.id };
    });
    await change(maya, (ctx) => mergeRecords(ctx, 'product', ids.gone, ids.kept));
    const prices = await office.company.in((tx) =>
      tx.priceEntry.findMany({
        where: { productId: ids.kept, deletedAt: null },
        orderBy: { amount: 'asc' },
      }),
    );
    expect(prices.map((p) => p.amount.toNumber())).toEqual([7, 9]);
  });

  it('of a record with itself is refused', async () => {
    await expect(
      maya.does((ctx) => mergeRecords(ctx, 'account', acme, acme)),
    ).rejects.toMatchObject({
      code: 'merge_with_itself',
    });
  });

  it('of records of two kinds is refused by name', async () => {
    const bob = await dana.does((ctx) => createContact(ctx, { name: 'Bob Stone' }));
    expect(
      await maya.executes('account.merge', { from: `contact:${bob.id}`, into: 'Acme Ltd' }),
    ).toMatchObject({
      kind: 'refused',
      refusal: {
        code: 'merge_across_kinds',
        facts: { from: 'Bob Stone', fromKind: 'contact', into: 'Acme Ltd', intoKind: 'account' },
      },
    });
  });

  it('is a manager’s, of records that he may see', async () => {
    const east = await office.company.team('East');
    const kim = await office.company.member('Kim', { role: 'manager', teamId: east });
    expect(await dana.executes('account.merge', { from: 'Acme Ltd', into: 'Acme' })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not_allowed' },
    });
    await expect(
      kim.does((ctx) => mergeRecords(ctx, 'account', acmeLtd, acme)),
    ).rejects.toMatchObject({
      code: 'outside_scope',
    });
  });
});

describe('a merge that is undone', () => {
  it('parts the two again, and leaves with the winner what came to it since', async () => {
    const theirs = await office.aDeal({ accountId: acmeLtd, name: 'Theirs' });
    const set = await merge();
    const later = await office.aDeal({ accountId: acme, name: 'Later' });
    const done = await undoes(maya, set);
    expect(done.kept).toEqual([]);
    expect(await office.dealRow(theirs.id)).toMatchObject({ accountId: acmeLtd });
    expect(await office.dealRow(later.id)).toMatchObject({ accountId: acme });
    expect(await office.accountRow(acmeLtd)).toMatchObject({ mergedIntoId: null, deletedAt: null });
    expect(await office.accountRow(acme)).toMatchObject({ industry: null });
  });

  it('keeps what was edited since, and says which', async () => {
    const theirs = await office.aDeal({ accountId: acmeLtd });
    const set = await merge();
    await dana.does((ctx) => updateAccount(ctx, acme, { industry: 'software' }));
    await dana.does((ctx) => updateDeal(ctx, theirs.id, worth(99)));
    const done = await undoes(maya, set);
    expect(done.kept).toEqual([{ label: 'Acme', field: 'industry', by: 'Dana' }]);
    expect(await office.accountRow(acme)).toMatchObject({ industry: 'software' });
    const deal = await office.dealRow(theirs.id);
    expect(deal.accountId).toBe(acmeLtd);
    expect(deal.amount?.toNumber()).toBe(99);
  });

  it('and done again ends as it was after the merge', async () => {
    const theirs = await office.aDeal({ accountId: acmeLtd });
    const set = await merge();
    const undone = await undoing(maya, set);
    await undoes(maya, undone);
    expect(await office.dealRow(theirs.id)).toMatchObject({ accountId: acme });
    expect(await office.accountRow(acmeLtd)).toMatchObject({ mergedIntoId: acme, deletedAt: NOW });
    expect(await office.accountRow(acme)).toMatchObject({ industry: 'retail' });
  });
});
