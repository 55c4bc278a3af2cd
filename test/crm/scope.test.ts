import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount, listAccounts, showAccount } from '../../src/crm/accounts.ts';
import { logActivity } from '../../src/crm/activities.ts';
import { createContact, listContacts, updateContact } from '../../src/crm/contacts.ts';
import { listDeals, logDeal } from '../../src/crm/deals.ts';
import { exportRecords } from '../../src/crm/exports.ts';
import { recordHistory } from '../../src/crm/history.ts';
import { search } from '../../src/crm/search.ts';
import { createTask } from '../../src/crm/tasks.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

/** Who sees what of Dana's and of Wanda's work, who are in two teams; Maya leads Dana, and both work on one account of nobody. */
let company: Company;
let shared: string;
const people = new Map<string, Colleague>();

beforeAll(async () => {
  company = await aCompany();
  const [east, west] = [await company.team('East'), await company.team('West')];
  const maya = await company.member('Maya', { role: 'manager', teamId: east });
  const dana = await company.member('Dana', { teamId: east, managerId: maya.id });
  const wanda = await company.member('Wanda', { teamId: west });
  const others = [
    await company.member('Vera', { role: 'viewer' }),
    await company.member('Sam', { role: 'support' }),
    await company.member('Ada', { role: 'admin' }),
    await company.customer('Carla'),
  ];
  for (const one of [maya, dana, wanda, ...others]) people.set(one.name, one);
  shared = (await dana.does((ctx) => createAccount(ctx, { name: 'Shared' }))).id;
  await company.in((tx) => tx.account.update({ where: { id: shared }, data: { ownerId: null } }));
  for (const who of [dana, wanda])
    await who.does(async (ctx) => {
      const accountId = shared;
      const about = { entity: 'account' as const, id: shared };
      await createContact(ctx, { name: `${who.name} contact`, accountId });
      await logDeal(ctx, {
        name: `${who.name} deal`,
        accountId,
        value: { amount: 5, currency: null },
      });
      await logActivity(ctx, { kind: 'note', at: NOW, summary: `${who.name} note`, about });
      await createTask(ctx, { title: `${who.name} task`, about });
    });
});

const SEES: readonly (readonly [name: string, repSees: 'own' | 'team' | 'all', whose: string])[] = [
  ['Dana', 'own', 'Dana'],
  ['Dana', 'team', 'Dana'],
  ['Dana', 'all', 'Dana, Wanda'],
  ['Wanda', 'team', 'Wanda'],
  ['Maya', 'own', 'Dana'],
  ['Vera', 'own', 'Dana, Wanda'],
  ['Sam', 'own', 'Dana, Wanda'],
  ['Ada', 'own', 'Dana, Wanda'],
];

const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** Whose work a text speaks of. */
const whose = (shown: unknown): string =>
  ['Dana', 'Wanda']
    .filter((name) =>
      new RegExp(`${name} (contact|deal|note|task)`).test(JSON.stringify(shown, plain)),
    )
    .join(', ');

describe.each(SEES)('%s, where a rep sees %s', (name, repSees, seen) => {
  it.each([
    ['lists of deals', (ctx) => listDeals(ctx, {})],
    ['lists of contacts', (ctx) => listContacts(ctx, {}, 20)],
    [
      'the card of an account',
      (ctx) => showAccount(ctx, shared).then(({ deals: _, ...card }) => card),
    ],
    ['the deals of an account', async (ctx) => (await showAccount(ctx, shared)).deals],
    ['the history of an account', (ctx) => recordHistory(ctx, 'account', shared, { limit: 50 })],
    ['a search', (ctx) => search(ctx, 'deal', { skip: 0, take: 20 })],
    ['an export of deals', (ctx) => exportRecords(ctx, 'deals', {})],
    ['an export of contacts', (ctx) => exportRecords(ctx, 'contacts', {})],
    ['an export of tasks', (ctx) => exportRecords(ctx, 'tasks', {})],
    ['an export of activities', (ctx) => exportRecords(ctx, 'activities', {})],
  ] as readonly [string, Parameters<Colleague['does']>[0]][])(
    'sees in %s what is theirs',
    async (_, read) => {
      Object.assign(company.organization, { repSees });
      const shown = await people.get(name)?.does(read);
      expect(whose(shown)).toBe(seen);
    },
  );
});

describe('the owner of a contact', () => {
  it('can be changed, and taken back', async () => {
    const [dana, wanda] = [people.get('Dana'), people.get('Wanda')];
    if (dana === undefined || wanda === undefined) throw new Error('nobody');
    const { id } = await dana.does((ctx) => createContact(ctx, { name: 'Jane' }));
    await dana.does((ctx) => updateContact(ctx, id, { ownerId: wanda.id }));
    const { entries } = await wanda.does((ctx) => recordHistory(ctx, 'contact', id, { limit: 1 }));
    expect(entries[0]?.fields).toMatchObject([{ field: 'owner', before: 'Dana', after: 'Wanda' }]);
  });
});

describe('a customer', () => {
  it('sees no account at all', async () => {
    const { accounts } = (await people.get('Carla')?.does((ctx) => listAccounts(ctx, {}, 9))) ?? {
      accounts: [],
    };
    expect(accounts.map(({ name }) => name)).toEqual([]);
  });
});
