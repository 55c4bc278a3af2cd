import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { type About, logActivity } from '../../src/crm/activities.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { getDeal, logDeal } from '../../src/crm/deals.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

const HOUR = 60 * 60_000;
const later = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR);

let company: Company;
let dana: Colleague;
let acme: string;
let deal: string;

beforeEach(async () => {
  company = await aCompany();
  dana = await company.member('Dana');
  acme = (await dana.does((ctx) => createAccount(ctx, { name: 'Acme' }))).id;
  deal = (await dana.does((ctx) => logDeal(ctx, { accountId: acme, name: 'Renewal' }))).id;
});

const logs = (about: About | undefined, at = later(1)) =>
  dana.does((ctx) => logActivity(ctx, { kind: 'call', about, summary: 'Went well', at }));
const lastActivity = () => dana.does(async (ctx) => (await getDeal(ctx, deal)).lastActivityAt);

describe('an activity', () => {
  it('is numbered and by who logged it, about something or nothing', async () => {
    expect(await logs({ entity: 'deal', id: deal })).toMatchObject({
      number: 1,
      kind: 'call',
      authorId: dana.id,
      dealId: deal,
      accountId: acme,
      contactId: null,
      at: later(1),
    });
    expect(await logs(undefined)).toMatchObject({
      number: 2,
      dealId: null,
      accountId: null,
      contactId: null,
    });
  });

  it('ends the silence of the deal it is about', async () => {
    await logs({ entity: 'deal', id: deal });
    expect(await lastActivity()).toEqual(later(1));
  });

  it('about an account ends the silence of its only open deal', async () => {
    await logs({ entity: 'account', id: acme });
    expect(await lastActivity()).toEqual(later(1));
    await dana.does((ctx) => logDeal(ctx, { accountId: acme, name: 'Second' }));
    expect(await logs({ entity: 'account', id: acme }, later(2))).toMatchObject({ dealId: null });
    expect(await lastActivity()).toEqual(later(1));
  });

  it('about a contact is about the account too, and about no deal', async () => {
    const bob = await dana.does((ctx) => createContact(ctx, { name: 'Bob', accountId: acme }));
    expect(await logs({ entity: 'contact', id: bob.id })).toMatchObject({
      contactId: bob.id,
      accountId: acme,
      dealId: null,
    });
    expect(await lastActivity()).toEqual(NOW);
  });

  it('that lies further back than the last one does not turn the clock back', async () => {
    await logs({ entity: 'deal', id: deal }, later(-48));
    expect(await lastActivity()).toEqual(NOW);
  });

  it('is not logged by a customer', async () => {
    const carl = await company.customer('Carl');
    const log = carl.does((ctx) => logActivity(ctx, { kind: 'note', at: NOW }));
    await expect(log).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
