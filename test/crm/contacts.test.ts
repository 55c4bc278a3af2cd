import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { createContact, showContact, updateContact } from '../../src/crm/contacts.ts';
import { logDeal } from '../../src/crm/deals.ts';
import { deleteRecord } from '../../src/crm/deletion.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

let company: Company;
let dana: Colleague;

beforeEach(async () => {
  company = await aCompany();
  dana = await company.member('Dana', { teamId: await company.team('East') });
});

const makes = (name: string, more: object = {}, who = dana) =>
  who.does((ctx) => createContact(ctx, { name, ...more }));

describe('a contact', () => {
  it('is numbered, belongs to who added it, and keeps the address in lower case', async () => {
    expect(await makes('Bob Stone', { email: 'Bob@Acme.com', title: 'CFO' })).toMatchObject({
      number: 1,
      nameKey: 'bob stone',
      email: 'bob@acme.com',
      title: 'CFO',
      ownerId: dana.id,
    });
  });

  it.each([
    ['en', '(415) 555-0100', '+14155550100'],
    ['en', '+86 138 0013 8000', '+8613800138000'],
    ['en', '+44 20 7946 0958', '+442079460958'],
    ['zh', '138 0013 8000', '+8613800138000'],
    ['zh', '010-62345678', '+861062345678'],
  ] as const)(
    'of a %s speaker with the phone number %s is found by %s',
    async (locale, phone, e164) => {
      const speaker = await company.member('Speaker', { locale });
      expect(await makes('Bob', { phone }, speaker)).toMatchObject({ phone, phoneKey: e164 });
    },
  );

  it.each(['12', 'call me', '1234567890123456'])(
    'is refused with the phone number “%s”',
    async (phone) => {
      await expect(makes('Bob', { phone })).rejects.toMatchObject({
        code: 'bad_phone',
        facts: { phone },
      });
    },
  );

  it('has an address of its own, but may share a name', async () => {
    await makes('Bob Stone', { email: 'bob@acme.com' });
    await expect(makes('Robert', { email: 'BOB@acme.com' })).rejects.toMatchObject({
      code: 'contact_exists',
      facts: { name: 'Bob Stone', email: 'bob@acme.com' },
    });
    expect(await makes('Bob Stone')).toMatchObject({ number: 2 });
  });

  it('leaves the address to others once it is deleted', async () => {
    const { id } = await makes('Bob', { email: 'bob@acme.com' });
    await dana.does((ctx) => deleteRecord(ctx, 'contact', id));
    expect(await makes('Bob', { email: 'bob@acme.com' })).toMatchObject({ number: 2 });
  });

  it('changes what is said and nothing else', async () => {
    const { id: accountId } = await dana.does((ctx) => createAccount(ctx, { name: 'Acme' }));
    const { id } = await makes('Bob', { email: 'bob@acme.com' });
    const row = await dana.does((ctx) =>
      updateContact(ctx, id, { accountId, title: 'CEO', email: 'bob@acme.com' }),
    );
    expect(row).toMatchObject({ name: 'Bob', accountId, title: 'CEO', version: 2 });
    await expect(
      dana.does((ctx) => updateContact(ctx, id, { title: 'CEO' })),
    ).rejects.toMatchObject({ code: 'nothing_to_change' });
  });

  it('of another team is neither shown nor changed', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const { id } = await makes('Bob');
    const refusal = { code: 'outside_scope', facts: { entity: 'contact' } };
    await expect(kim.does((ctx) => showContact(ctx, id))).rejects.toMatchObject(refusal);
    await expect(kim.does((ctx) => updateContact(ctx, id, { title: 'CEO' }))).rejects.toMatchObject(
      refusal,
    );
  });

  it('is shown with the account and those open deals that the actor may see', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const account = await dana.does((ctx) => createAccount(ctx, { name: 'Acme' }));
    const bob = await makes('Bob', { accountId: account.id });
    const about = { accountId: account.id, contactId: bob.id };
    await dana.does(async (ctx) => {
      await logDeal(ctx, { ...about, name: 'Ours' });
      await logDeal(ctx, { ...about, name: 'Done', stage: 'won' });
    });
    await kim.does((ctx) => logDeal(ctx, { ...about, name: 'Theirs' }));
    const card = await dana.does((ctx) => showContact(ctx, bob.id));
    expect(card).toMatchObject({ name: 'Bob', account: { name: 'Acme' }, owner: 'Dana' });
    expect(card.deals.map((deal) => deal.name)).toEqual(['Ours']);
  });

  it('that was deleted is gone', async () => {
    const { id } = await makes('Bob');
    await dana.does((ctx) => deleteRecord(ctx, 'contact', id));
    await expect(dana.does((ctx) => showContact(ctx, id))).rejects.toMatchObject({
      code: 'record_gone',
    });
  });
});
