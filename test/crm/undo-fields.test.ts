import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount, updateAccount } from '../../src/crm/accounts.ts';
import { logActivity } from '../../src/crm/activities.ts';
import { createContact, updateContact } from '../../src/crm/contacts.ts';
import { getDeal, moveDeal, updateDeal } from '../../src/crm/deals.ts';
import { completeTask, createTask } from '../../src/crm/tasks.ts';
import type { Colleague } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';
import { anOffice, change, type Office, undoes, undoing, worth } from './office.ts';

let company: Office['company'];
let dana: Colleague;
let maya: Colleague;
let acme: string;
let aDeal: Office['aDeal'];
let dealRow: Office['dealRow'];
let accountRow: Office['accountRow'];

beforeEach(async () => {
  ({ company, dana, maya, acme, aDeal, dealRow, accountRow } = await anOffice());
});

describe('fields that belong together', () => {
  it('stay together when a won deal was lost since: neither stage nor day goes back', async () => {
    const { id } = await aDeal();
    const set = await change(dana, (ctx) => moveDeal(ctx, id, 'won'));
    await maya.does((ctx) => moveDeal(ctx, id, 'lost', { reason: 'budget' }));
    const done = await undoes(dana, set);
    expect(done.restored).toEqual([]);
    expect(done.kept.map(({ field, by }) => [field, by])).toEqual([
      ['stage', 'Maya'],
      ['closedOn', 'Maya'],
    ]);
    expect(await dealRow(id)).toMatchObject({ status: 'lost', lossReason: 'budget' });
  });

  it('stay together when the day of a win was corrected since', async () => {
    const { id } = await aDeal();
    const set = await change(dana, (ctx) => moveDeal(ctx, id, 'won'));
    await maya.does((ctx) => moveDeal(ctx, id, 'won', { closedOn: '2026-03-02' }));
    expect((await undoes(dana, set)).kept.map(({ field }) => field)).toEqual(['stage', 'closedOn']);
    expect(await dealRow(id)).toMatchObject({
      status: 'won',
      closedOn: new Date('2026-03-02T00:00:00Z'),
    });
  });

  it('stay together when a reopened deal was moved on since', async () => {
    const { id } = await aDeal({ stage: 'lost' });
    const set = await change(dana, (ctx) => moveDeal(ctx, id, 'proposal'));
    await maya.does((ctx) => moveDeal(ctx, id, 'negotiation'));
    expect((await undoes(dana, set)).restored).toEqual([]);
    expect(await dealRow(id)).toMatchObject({ status: 'open', closedOn: null });
  });

  it('go back together although another field of the win was changed since', async () => {
    const { id } = await aDeal();
    const set = await change(dana, (ctx) =>
      moveDeal(ctx, id, 'won', { value: { amount: 20, currency: null } }),
    );
    await maya.does((ctx) => updateDeal(ctx, id, worth(30)));
    const done = await undoes(dana, set);
    expect(done.kept).toEqual([{ label: 'Renewal', field: 'value', by: 'Maya' }]);
    expect(await dana.does((ctx) => getDeal(ctx, id))).toMatchObject({
      status: 'open',
      stage: { key: 'prospecting' },
      closedOn: null,
      stageEnteredAt: NOW,
      value: { minor: 3000n },
    });
  });

  it('are a name and the key that it is found by', async () => {
    const set = await change(dana, (ctx) =>
      updateAccount(ctx, acme, { name: 'Globex', industry: 'retail' }),
    );
    await maya.does((ctx) => updateAccount(ctx, acme, { industry: 'software' }));
    await undoes(dana, set);
    expect(await accountRow(acme)).toMatchObject({
      name: 'Acme',
      nameKey: 'acme',
      industry: 'software',
    });
  });

  it('are an amount and its currency', async () => {
    const { id } = await aDeal();
    const set = await change(dana, (ctx) =>
      updateDeal(ctx, id, { value: { amount: 20, currency: 'EUR' } }),
    );
    await maya.does((ctx) => updateDeal(ctx, id, { value: { amount: 30, currency: 'EUR' } }));
    expect((await undoes(dana, set)).kept).toMatchObject([{ field: 'value' }]);
    expect(await dealRow(id)).toMatchObject({ currency: 'EUR' });
  });

  it('are a done task and the moment it was done', async () => {
    const { id } = await dana.does((ctx) =>
      createTask(ctx, { title: 'Call', due: '2026-03-20T15:00' }),
    );
    const set = await change(dana, (ctx) => completeTask(ctx, id));
    const back = await undoing(dana, set);
    expect(await company.in((tx) => tx.task.findUniqueOrThrow({ where: { id } }))).toMatchObject({
      status: 'open',
      doneAt: null,
    });
    await undoes(dana, back);
    expect(await company.in((tx) => tx.task.findUniqueOrThrow({ where: { id } }))).toMatchObject({
      status: 'done',
      doneAt: NOW,
    });
  });
});

describe('how long a deal was silent', () => {
  const later = new Date(NOW.getTime() + 60 * 60_000);
  const calls = (who: Colleague, about: string, at: Date) =>
    change(who, (ctx) =>
      logActivity(ctx, { kind: 'call', about: { entity: 'deal', id: about }, at }),
    );

  it('is as before when the only call is taken back', async () => {
    const { id } = await aDeal();
    await undoes(dana, await calls(dana, id, later));
    expect((await dealRow(id)).lastActivityAt).toEqual(NOW);
  });

  it('stays as somebody’s later call has it', async () => {
    const { id } = await aDeal();
    const set = await calls(dana, id, later);
    const last = new Date(later.getTime() + 1000);
    await calls(maya, id, last);
    await undoes(dana, set);
    expect((await dealRow(id)).lastActivityAt).toEqual(last);
  });
});

describe('a value that comes back', () => {
  it('is the text it was, also when it looks like a moment', async () => {
    const { id } = await aDeal();
    await dana.does((ctx) => updateDeal(ctx, id, { nextStep: '2026-03-18T10:00:00.000Z' }));
    const set = await change(dana, (ctx) => updateDeal(ctx, id, { nextStep: 'Call' }));
    await undoes(dana, set);
    expect((await dealRow(id)).nextStep).toBe('2026-03-18T10:00:00.000Z');
  });

  it('is refused when another record has taken its place since', async () => {
    const account = await change(dana, (ctx) =>
      updateAccount(ctx, acme, { domain: 'acme.example' }),
    );
    await maya.does((ctx) => createAccount(ctx, { name: 'Other', domain: 'acme.com' }));
    await expect(undoes(dana, account)).rejects.toMatchObject({
      code: 'account_exists',
      facts: { name: 'Other', field: 'domain' },
    });

    const { id } = await dana.does((ctx) =>
      createContact(ctx, { name: 'Bob', email: 'bob@acme.com' }),
    );
    const contact = await change(dana, (ctx) => updateContact(ctx, id, { email: 'b@acme.com' }));
    await maya.does((ctx) => createContact(ctx, { name: 'Robert', email: 'bob@acme.com' }));
    await expect(undoes(dana, contact)).rejects.toMatchObject({
      code: 'contact_exists',
      facts: { name: 'Robert' },
    });
  });
});
