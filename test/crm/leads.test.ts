import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { createContact } from '../../src/crm/contacts.ts';
import {
  convertLead,
  createLead,
  getLead,
  listLeads,
  qualifyLead,
  updateLead,
} from '../../src/crm/leads.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { change, undoes } from './office.ts';

let company: Company;
let dana: Colleague;
let maya: Colleague;

beforeEach(async () => {
  company = await aCompany();
  const teamId = await company.team('East');
  dana = await company.member('Dana', { teamId });
  maya = await company.member('Maya', { role: 'manager', teamId });
});

const adds = async (name: string, more: object = {}, who = dana) =>
  (await who.does((ctx) => createLead(ctx, { name, ...more }))).lead;
const counts = () =>
  company.in(async (tx) => ({
    accounts: await tx.account.count({ where: { deletedAt: null } }),
    contacts: await tx.contact.count({ where: { deletedAt: null } }),
    deals: await tx.deal.count({ where: { deletedAt: null } }),
  }));

describe('a lead', () => {
  it('is new, numbered, and belongs to who added it', async () => {
    const lead = await adds('Jane Doe', { company: 'Initech', email: 'Jane@Initech.com' });
    expect(lead).toMatchObject({
      number: 1,
      status: 'new',
      company: 'Initech',
      email: 'jane@initech.com',
      owner: { name: 'Dana' },
    });
  });

  it.each([
    ['the same e-mail address', { email: 'jane@initech.com' }, 'J. Doe'],
    ['the same phone number', { phone: '+1 415 555 0100' }, 'Jane D'],
    ['the same name and company', { company: 'Initech Inc' }, 'Jane Doe'],
  ])('with %s as another is added with a word about it', async (_, same, name) => {
    await adds('Jane Doe', {
      company: 'Initech',
      email: 'jane@initech.com',
      phone: '(415) 555-0100',
    });
    const { twins } = await dana.does((ctx) => createLead(ctx, { name, ...same }));
    expect(twins.map((twin) => twin.name)).toEqual(['Jane Doe']);
  });

  it('of another team is not seen, one without an owner is', async () => {
    const west = await company.member('Wes', { teamId: await company.team('West') });
    const theirs = await adds('Jane Doe', {}, west);
    const nobodys = await adds('Sam Free');
    await company.in((tx) =>
      tx.lead.update({ where: { id: nobodys.id }, data: { ownerId: null } }),
    );
    await expect(dana.does((ctx) => getLead(ctx, theirs.id))).rejects.toMatchObject({
      code: 'outside_scope',
    });
    const { leads: seen } = await dana.does((ctx) => listLeads(ctx, {}, 25));
    expect(seen.map((lead) => lead.name)).toEqual(['Sam Free']);
  });

  it('that was decided on is new again when somebody says so', async () => {
    const { id } = await adds('Jane Doe');
    await maya.does((ctx) => qualifyLead(ctx, id, { approve: false, reason: 'no budget' }));
    expect(await dana.does((ctx) => updateLead(ctx, id, { status: 'working' }))).toMatchObject({
      status: 'working',
      reason: null,
      decidedBy: null,
    });
  });
});

describe('the list of leads', () => {
  it('holds those that want work, and others when their status is asked for', async () => {
    const open = await adds('Open');
    const gone = await adds('Gone', { source: 'Webinar' });
    await maya.does((ctx) => qualifyLead(ctx, gone.id, { approve: false }));
    const names = async (filter: object) =>
      (await dana.does((ctx) => listLeads(ctx, filter, 25))).leads.map((lead) => lead.name);
    expect(await names({})).toEqual([open.name]);
    expect(await names({ status: 'unqualified' })).toEqual([gone.name]);
    expect(await names({ status: 'unqualified', source: 'webinar' })).toEqual([gone.name]);
    expect(await names({ source: 'website' })).toEqual([]);
  });
});

describe('the decision on a lead', () => {
  it('is kept with its reason and who made it, and is taken back by undo', async () => {
    const { id } = await adds('Jane Doe');
    const set = await change(maya, (ctx) =>
      qualifyLead(ctx, id, { approve: false, reason: 'no budget' }),
    );
    expect(await dana.does((ctx) => getLead(ctx, id))).toMatchObject({
      status: 'unqualified',
      reason: 'no budget',
      decidedBy: { name: 'Maya' },
    });
    await undoes(maya, set);
    expect(await dana.does((ctx) => getLead(ctx, id))).toMatchObject({
      status: 'new',
      reason: null,
      decidedBy: null,
    });
  });

  it('is not made twice', async () => {
    const { id } = await adds('Jane Doe');
    await maya.does((ctx) => qualifyLead(ctx, id, { approve: true }));
    await expect(maya.does((ctx) => qualifyLead(ctx, id, { approve: true }))).rejects.toMatchObject(
      { code: 'lead_already', facts: { status: 'qualified' } },
    );
  });
});

describe('the conversion of a lead', () => {
  const converts = (id: string, into?: { id: string; name: string }) =>
    dana.does((ctx) =>
      convertLead(ctx, id, { value: { amount: 20_000, currency: 'USD' }, account: into }),
    );

  it('makes an account, a contact and a deal, each knowing the others', async () => {
    const { id } = await adds('Jane Doe', { company: 'Initech', email: 'jane@initech.com' });
    const made = await converts(id);
    expect(made).toMatchObject({
      account: { name: 'Initech', new: true },
      contact: { name: 'Jane Doe', new: true },
      deal: { value: { minor: 2_000_000n, currency: 'USD' }, contact: { name: 'Jane Doe' } },
      lead: { status: 'converted', account: { name: 'Initech' }, deal: { number: 1 } },
    });
  });

  it('takes the account and the contact that are there', async () => {
    const account = await dana.does((ctx) => createAccount(ctx, { name: 'Initech, Inc.' }));
    await dana.does((ctx) =>
      createContact(ctx, { name: 'Jane', accountId: account.id, email: 'jane@initech.com' }),
    );
    const { id } = await adds('Jane Doe', { company: 'initech', email: 'jane@initech.com' });
    expect(await converts(id)).toMatchObject({
      account: { id: account.id, new: false },
      contact: { name: 'Jane', new: false },
    });
    expect(await counts()).toEqual({ accounts: 1, contacts: 1, deals: 1 });
  });

  it('goes into the account that was named', async () => {
    const hooli = await dana.does((ctx) => createAccount(ctx, { name: 'Hooli' }));
    const { id } = await adds('Jane Doe', { company: 'Initech' });
    expect(await converts(id, { id: hooli.id, name: 'Hooli' })).toMatchObject({
      account: { id: hooli.id, new: false },
    });
  });

  it.each([
    ['the account', { name: 'Initech' }, null],
    ['the contact', { name: 'Hooli' }, 'jane@initech.com'],
  ])('is refused where %s is another team’s', async (what, theirs, email) => {
    const wes = await company.member('Wes', { teamId: await company.team('West') });
    const account = await wes.does((ctx) => createAccount(ctx, theirs));
    if (email !== null)
      await wes.does((ctx) => createContact(ctx, { name: 'J', accountId: account.id, email }));
    const { id } = await adds('Jane Doe', { company: 'Initech', email: 'jane@initech.com' });
    await expect(converts(id)).rejects.toMatchObject({
      code: 'outside_scope',
      facts: { entity: what.replace('the ', '') },
    });
  });

  it('happens once', async () => {
    const { id } = await adds('Jane Doe', { company: 'Initech' });
    await converts(id);
    await expect(converts(id)).rejects.toMatchObject({
      code: 'lead_converted',
      facts: { name: 'Jane Doe', became: 'Initech' },
    });
    expect(await counts()).toEqual({ accounts: 1, contacts: 1, deals: 1 });
  });

  it('is refused after a manager said no', async () => {
    const { id } = await adds('Jane Doe');
    await maya.does((ctx) => qualifyLead(ctx, id, { approve: false, reason: 'too small' }));
    await expect(converts(id)).rejects.toMatchObject({
      code: 'lead_turned_down',
      facts: { reason: 'too small' },
    });
  });

  it('is taken back as a whole, and can then be done again', async () => {
    const { id } = await adds('Jane Doe', { company: 'Initech' });
    const set = await change(dana, (ctx) => convertLead(ctx, id));
    await undoes(dana, set);
    expect(await counts()).toEqual({ accounts: 0, contacts: 0, deals: 0 });
    expect(await dana.does((ctx) => getLead(ctx, id))).toMatchObject({
      status: 'new',
      account: null,
      deal: null,
    });
    expect(await converts(id)).toMatchObject({ lead: { status: 'converted' } });
  });
});
