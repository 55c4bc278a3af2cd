import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { logDeal } from '../../src/crm/deals.ts';
import { findAlike, findDuplicates, findIdentical } from '../../src/crm/duplicates.ts';
import type { Mergeable } from '../../src/crm/fields.ts';
import { createRecord } from '../../src/crm/store.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

let company: Company;
let dana: Colleague;
let kim: Colleague;

beforeEach(async () => {
  company = await aCompany();
  dana = await company.member('Dana', { teamId: await company.team('East') });
  kim = await company.member('Kim', { teamId: await company.team('West') });
});

async function pairs(kind: Mergeable, who = dana): Promise<string[]> {
  const found = await who.does((ctx) => findDuplicates(ctx, kind));
  return found.map(({ from, into, sign }) => `${from.name} = ${into.name}: ${sign}`);
}

const accounts = (...names: string[]) =>
  dana.does(async (ctx) => {
    for (const name of names) await createAccount(ctx, { name });
  });

describe('duplicates', () => {
  it('are accounts of one name, whatever its legal form, blanks and accents', async () => {
    await accounts(
      'Acme Inc',
      'Acme Ltd',
      'GTX Pro',
      'GTXPro',
      'Müller AG',
      'Muller GmbH',
      '顺丰集团',
      '顺丰有限公司',
      'Hooli',
    );
    expect(await pairs('account')).toEqual([
      'Acme Ltd = Acme Inc: name',
      'GTXPro = GTX Pro: name',
      'Muller GmbH = Müller AG: name',
      '顺丰有限公司 = 顺丰集团: name',
    ]);
  });

  it('are names with a letter wrong, but not numbered ones, and not short ones', async () => {
    await accounts(
      'Northwind Technology',
      'Northwind Technolgy',
      'Plant 1',
      'Plant 2',
      'Ford',
      'Fort',
    );
    expect(await pairs('account')).toEqual(['Northwind Technolgy = Northwind Technology: alike']);
  });

  it('of three are each paired with the oldest', async () => {
    await accounts('Acme Inc', 'Acme Ltd', 'Acme GmbH');
    expect(await pairs('account')).toEqual([
      'Acme Ltd = Acme Inc: name',
      'Acme GmbH = Acme Inc: name',
    ]);
  });

  it('are people with one number, and leads with one address', async () => {
    await dana.does(async (ctx) => {
      await createContact(ctx, { name: 'Bob Stone', phone: '+1 415 555 0100' });
      await createContact(ctx, { name: 'R. Stone', phone: '(415) 555-0100' });
      for (const name of ['Ann Lee', 'A. Lee'])
        await createRecord(ctx, 'lead', {
          name,
          nameKey: name.toLowerCase(),
          email: 'ann@x.com',
          ownerId: dana.id,
        });
    });
    expect(await pairs('contact')).toEqual(['R. Stone = Bob Stone: phone']);
    expect(await pairs('lead')).toEqual(['A. Lee = Ann Lee: email']);
  });

  it('are deals of one name only with one account', async () => {
    await dana.does(async (ctx) => {
      const acme = await createAccount(ctx, { name: 'Acme' });
      const hooli = await createAccount(ctx, { name: 'Hooli' });
      for (const { id } of [acme, hooli, acme])
        await logDeal(ctx, { name: 'Renewal', accountId: id });
    });
    expect(await pairs('deal')).toEqual(['Renewal = Renewal: name']);
  });

  it('are looked for only among what the actor may see', async () => {
    await accounts('Acme Inc');
    await kim.does((ctx) => createAccount(ctx, { name: 'Acme Ltd' }));
    expect(await pairs('account')).toEqual([]);
    expect(await pairs('account', kim)).toEqual([]);
    const lee = await company.member('Lee', { role: 'admin' });
    expect(await pairs('account', lee)).toEqual(['Acme Ltd = Acme Inc: name']);
  });
});

describe('a new record', () => {
  const identical = (
    kind: 'account' | 'contact',
    data: Parameters<typeof findIdentical>[2],
    who = dana,
  ) => who.does((ctx) => findIdentical(ctx, kind, data));

  it('is one that is there by its domain, however it is written, or by exactly its name', async () => {
    await dana.does((ctx) => createAccount(ctx, { name: 'Acme Inc', domain: 'acme.com' }));
    for (const domain of ['acme.com', 'ACME.com', 'https://www.acme.com/about'])
      expect(await identical('account', { name: 'Other', domain })).toMatchObject({
        sign: 'domain',
        twin: { number: 1 },
      });
    expect(await identical('account', { name: 'ACME, Inc.' })).toMatchObject({ sign: 'name' });
    expect(await identical('account', { name: 'Acme Ltd' })).toBeNull();
    expect(await identical('account', { name: 'Other', domain: 'acme.co' })).toBeNull();
  });

  it('is one that is there by its address, its number, or its name at the same account', async () => {
    const ids = await dana.does(async (ctx) => {
      const acme = await createAccount(ctx, { name: 'Acme' });
      const hooli = await createAccount(ctx, { name: 'Hooli' });
      await createContact(ctx, {
        name: 'Bob Stone',
        email: 'bob@acme.com',
        phone: '+14155550100',
        accountId: acme.id,
      });
      return { acme: acme.id, hooli: hooli.id };
    });
    expect(await identical('contact', { name: 'B', email: 'BOB@acme.com' })).toMatchObject({
      sign: 'email',
    });
    expect(await identical('contact', { name: 'B', phone: '415 555 0100' })).toMatchObject({
      sign: 'phone',
    });
    expect(await identical('contact', { name: 'bob stone', accountId: ids.acme })).toMatchObject({
      sign: 'name',
    });
    expect(await identical('contact', { name: 'Bob Stone', accountId: ids.hooli })).toBeNull();
    expect(await identical('contact', { name: 'Bob Stone' })).toBeNull();
  });

  it('that another team has is not named', async () => {
    await kim.does((ctx) => createAccount(ctx, { name: 'Secret', domain: 'secret.com' }));
    expect(await identical('account', { name: 'Other', domain: 'secret.com' })).toEqual({
      sign: 'domain',
      twin: null,
    });
    const asked = await dana.executes('account.create', { name: 'Other', domain: 'secret.com' });
    expect(asked).toMatchObject({ kind: 'confirm', doubt: { instead: null } });
    expect(JSON.stringify(asked)).not.toContain('Secret');
  });

  it('is told of those with a like name', async () => {
    await accounts('Acme Inc', 'Acme Ltd', 'Northwind', 'Norhtwind', 'Acme Foods');
    const alike = (name: string) =>
      dana.does(async (ctx) => {
        const row = await ctx.tx.account.findFirstOrThrow({
          where: { name, organizationId: ctx.organization.id },
        });
        return (await findAlike(ctx, 'account', { id: row.id, name })).map((a) => a.name);
      });
    expect(await alike('Acme Ltd')).toEqual(['Acme Inc']);
    expect(await alike('Norhtwind')).toEqual(['Northwind']);
    expect(await alike('Acme Foods')).toEqual([]);
  });
});
