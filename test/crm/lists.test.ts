import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount, listAccounts } from '../../src/crm/accounts.ts';
import { createContact, listContacts } from '../../src/crm/contacts.ts';
import { createField } from '../../src/crm/custom-field-definitions.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

let company: Company;
let dana: Colleague;
let wes: Colleague;
let acme: string;

beforeEach(async () => {
  company = await aCompany();
  dana = await company.member('Dana', { teamId: await company.team('East') });
  wes = await company.member('Wes', { teamId: await company.team('West') });
  const adds = async (who: Colleague, name: string, more: object = {}) =>
    (await who.does((ctx) => createAccount(ctx, { name, ...more }))).id;
  await adds(dana, 'Globex', { industry: 'Retail', region: 'EMEA' });
  acme = await adds(dana, 'Acme', { industry: 'biotech', region: 'APAC', domain: 'acme.com' });
  await adds(wes, 'Hooli', { industry: 'Retail', domain: 'hooli.com' });
});

const accounts = async (who: Colleague, filter: object = {}, limit = 25) => {
  const { accounts: rows, count } = await who.does((ctx) => listAccounts(ctx, filter, limit));
  return [count, ...rows.map(({ name }) => name)];
};

describe('a list of accounts', () => {
  it('holds those the person may see, by name, and says how many there are', async () => {
    expect(await accounts(dana)).toEqual([2, 'Acme', 'Globex']);
    expect(await accounts(dana, {}, 1)).toEqual([2, 'Acme']);
    expect(await accounts(wes)).toEqual([1, 'Hooli']);
  });

  it('is narrowed by owner, industry and region; "in biotech" may be either', async () => {
    expect(await accounts(dana, { industry: 'retail' })).toEqual([1, 'Globex']);
    expect(await accounts(dana, { region: 'apac' })).toEqual([1, 'Acme']);
    expect(await accounts(dana, { region: 'biotech' })).toEqual([1, 'Acme']);
    expect(await accounts(dana, { ownerId: wes.id })).toEqual([0]);
  });

  it('is narrowed by an own field', async () => {
    const ada = await company.member('Ada', { role: 'admin' });
    await ada.does((ctx) => createField(ctx, { entity: 'account', type: 'text', name: 'Tier' }));
    await ada.does((ctx) => createAccount(ctx, { name: 'Initech', custom: { tier: 'gold' } }));
    expect(await accounts(ada, { custom: { tier: 'gold' } })).toEqual([1, 'Initech']);
  });
});

describe('a list of contacts', () => {
  it('holds those of an account or an owner that the person may see', async () => {
    await dana.does((ctx) => createContact(ctx, { name: 'Jane Roe', accountId: acme }));
    await dana.does((ctx) => createContact(ctx, { name: 'Bob Lee' }));
    await wes.does((ctx) => createContact(ctx, { name: 'Ann Hidden' }));
    const names = async (filter: object) =>
      (await dana.does((ctx) => listContacts(ctx, filter, 25))).contacts.map(({ name }) => name);
    expect(await names({})).toEqual(['Bob Lee', 'Jane Roe']);
    expect(await names({ accountId: acme })).toEqual(['Jane Roe']);
    expect(await names({ ownerId: wes.id })).toEqual([]);
  });
});

describe('what only one record may have', () => {
  it('is not told with the name of an account that the person may not see', async () => {
    await expect(
      dana.does((ctx) => createAccount(ctx, { name: 'Mine', domain: 'hooli.com' })),
    ).rejects.toMatchObject({ code: 'account_exists', facts: { name: null, owner: null } });
    await expect(
      dana.does((ctx) => createAccount(ctx, { name: 'Mine', domain: 'acme.com' })),
    ).rejects.toMatchObject({ facts: { name: 'Acme', owner: 'Dana' } });
  });

  it('is not told with the name of such a contact either', async () => {
    const email = 'ann@hooli.com';
    await wes.does((ctx) => createContact(ctx, { name: 'Ann', email }));
    await expect(
      dana.does((ctx) => createContact(ctx, { name: 'Me', email })),
    ).rejects.toMatchObject({ code: 'contact_exists', facts: { name: null } });
  });
});
