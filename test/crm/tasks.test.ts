import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { logDeal } from '../../src/crm/deals.ts';
import { deleteRecord } from '../../src/crm/deletion.ts';
import {
  completeTask,
  createTask,
  listTasks,
  type NewTask,
  type TaskFilter,
} from '../../src/crm/tasks.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

let company: Company;
let dana: Colleague;

beforeEach(async () => {
  company = await aCompany();
  dana = await company.member('Dana', {
    teamId: await company.team('East'),
    timeZone: 'America/New_York',
  });
});

const adds = (title: string, more: Partial<NewTask> = {}, who = dana) =>
  who.does((ctx) => createTask(ctx, { title, ...more }));
const listed = async (filter: TaskFilter = {}, who = dana) =>
  (await who.does((ctx) => listTasks(ctx, filter, 25))).tasks.map((task) => task.title);

describe('a task', () => {
  it('is for who added it, unless said otherwise', async () => {
    const li = await company.member('Li');
    expect(await adds('Call')).toMatchObject({
      number: 1,
      title: 'Call',
      assignee: 'Dana',
      done: false,
      dueOn: null,
    });
    expect(await adds('Write', { assigneeId: li.id })).toMatchObject({ number: 2, assignee: 'Li' });
  });

  it('can be given to somebody of another team, and is then that person’s', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const task = await adds('Call', { assigneeId: kim.id });
    expect(task).toMatchObject({ assignee: 'Kim' });
    expect(await listed({}, kim)).toEqual(['Call']);
    await expect(dana.does((ctx) => completeTask(ctx, task.id))).rejects.toMatchObject({
      code: 'outside_scope',
      facts: { entity: 'task' },
    });
  });

  it('due on a day is late when the day is over where the actor lives', async () => {
    await adds('Call', { due: '2026-03-18' });
    company.clock.set(new Date('2026-03-19T03:59:00Z'));
    expect(await listed({ overdue: true })).toEqual([]);
    company.clock.set(new Date('2026-03-19T04:00:00Z'));
    expect(await listed({ overdue: true })).toEqual(['Call']);
    expect(await listed({ overdue: false })).toEqual([]);
  });

  it('due at a time is late from that moment on', async () => {
    const task = await adds('Call', { due: '2026-03-18T15:00' });
    expect(task).toMatchObject({ dueOn: '2026-03-18', dueAt: new Date('2026-03-18T19:00:00Z') });
    company.clock.set(new Date('2026-03-18T19:00:00Z'));
    expect(await listed({ overdue: true })).toEqual([]);
    company.clock.set(new Date('2026-03-18T19:00:01Z'));
    expect(await listed({ overdue: true })).toEqual(['Call']);
  });

  it('is about a deal and what stands above it, a contact, or an account with its only open deal', async () => {
    const acme = await dana.does((ctx) => createAccount(ctx, { name: 'Acme' }));
    const bob = await dana.does((ctx) => createContact(ctx, { name: 'Bob', accountId: acme.id }));
    const deal = await dana.does((ctx) => logDeal(ctx, { accountId: acme.id, name: 'Renewal' }));
    const linksOf = async (about: NonNullable<NewTask['about']>) => {
      const { id } = await adds('x', { about });
      return company.in((tx) => tx.task.findUniqueOrThrow({ where: { id } }));
    };
    expect(await linksOf({ entity: 'deal', id: deal.id })).toMatchObject({
      dealId: deal.id,
      accountId: acme.id,
      contactId: null,
    });
    expect(await linksOf({ entity: 'contact', id: bob.id })).toMatchObject({
      dealId: null,
      accountId: acme.id,
      contactId: bob.id,
    });
    expect(await linksOf({ entity: 'account', id: acme.id })).toMatchObject({
      dealId: deal.id,
      accountId: acme.id,
      contactId: null,
    });
    await dana.does((ctx) => logDeal(ctx, { accountId: acme.id, name: 'Second' }));
    expect(await linksOf({ entity: 'account', id: acme.id })).toMatchObject({
      dealId: null,
      accountId: acme.id,
    });
  });

  it('is ticked off once', async () => {
    const { id } = await adds('Call');
    expect(await dana.does((ctx) => completeTask(ctx, id))).toMatchObject({
      done: true,
      overdue: false,
    });
    await expect(dana.does((ctx) => completeTask(ctx, id))).rejects.toMatchObject({
      code: 'task_done',
      facts: { title: 'Call' },
    });
  });

  it('that was deleted is gone', async () => {
    const { id } = await adds('Call');
    await dana.does((ctx) => deleteRecord(ctx, 'task', id));
    expect(await listed()).toEqual([]);
    await expect(dana.does((ctx) => completeTask(ctx, id))).rejects.toMatchObject({
      code: 'record_gone',
    });
  });

  it('is not added by a customer', async () => {
    const carl = await company.customer('Carl');
    await expect(adds('Call', {}, carl)).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('the list of tasks', () => {
  it('holds the open ones, the most urgent first', async () => {
    await adds('someday');
    await adds('late', { due: '2026-03-25' });
    await adds('morning', { due: '2026-03-20T09:00' });
    await adds('evening', { due: '2026-03-20T18:00' });
    const { id } = await adds('done', { due: '2026-03-19' });
    await dana.does((ctx) => completeTask(ctx, id));
    expect(await listed()).toEqual(['morning', 'evening', 'late', 'someday']);
    expect(await listed({ due: { start: '2026-03-20', end: '2026-03-24' } })).toEqual([
      'morning',
      'evening',
    ]);
  });

  it('holds only what the actor may see, also when he asks for somebody else’s', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const sam = await company.member('Sam', { role: 'support' });
    await adds('ours');
    await adds('theirs', {}, kim);
    expect(await listed()).toEqual(['ours']);
    expect(await listed({ assigneeId: kim.id })).toEqual([]);
    expect(await listed({ assigneeId: kim.id }, sam)).toEqual(['theirs']);
    expect(await listed({}, await company.customer('Carl'))).toEqual([]);
  });
});
