import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount, listAccounts, showAccount } from '../../src/crm/accounts.ts';
import { logActivity } from '../../src/crm/activities.ts';
import { activityTotals } from '../../src/crm/activity-totals.ts';
import { createContact, listContacts, updateContact } from '../../src/crm/contacts.ts';
import { addTotals, dealTotals } from '../../src/crm/deal-totals.ts';
import { listDeals, logDeal } from '../../src/crm/deals.ts';
import { exportRecords } from '../../src/crm/exports.ts';
import { recordHistory } from '../../src/crm/history.ts';
import { pipelineMovement } from '../../src/crm/pipeline-movement.ts';
import { search } from '../../src/crm/search.ts';
import { createTask } from '../../src/crm/tasks.ts';
import { undo } from '../../src/crm/undo.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

/** A sum says whose deals are in it. */
const WORTH: Readonly<Record<string, number>> = { Dana: 5, Wanda: 7 };
const SUMS: Readonly<Record<number, string>> = {
  5: 'Dana deal',
  7: 'Wanda deal',
  12: 'Dana deal, Wanda deal',
};
const ofSum = (minor: bigint | undefined) => SUMS[Number(minor ?? 0n) / 100];

const MARCH = { start: '2026-03-01', end: '2026-03-31' };

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
        value: { amount: WORTH[who.name] ?? 0, currency: null },
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
    [
      'a report of open deals by owner',
      (ctx) =>
        dealTotals(ctx, {
          spans: [{ name: 'now', closed: null, grouped: true }],
          groupBy: 'owner',
          most: 10,
        }).then((rows) => rows.map(({ label }) => `${label} deal`)),
    ],
    [
      'the sum of open deals',
      (ctx) =>
        dealTotals(ctx, {
          spans: [{ name: 'now', closed: null, grouped: false }],
          groupBy: null,
          most: 10,
        }).then(([row]) => ofSum(row?.totals.converted.minor)),
    ],
    [
      'the pipeline and its movement',
      async (ctx) => {
        const { stages, moves } = await pipelineMovement(ctx, MARCH);
        const end = addTotals(
          'USD',
          stages.map((stage) => stage.end),
        );
        expect(moves.get('new')?.converted).toEqual(end.converted);
        return ofSum(end.converted.minor);
      },
    ],
    [
      'a report of activities by person',
      (ctx) =>
        activityTotals(ctx, {
          spans: [{ name: 'now', period: MARCH, grouped: true }],
          groupBy: 'owner',
        }).then((rows) => rows.map(({ label }) => `${label} note`)),
    ],
    [
      'the deals that a list adds up',
      async (ctx) =>
        ofSum(
          (await listDeals(ctx, {})).reduce((sum, { value }) => sum + (value?.minor ?? 0n), 0n),
        ),
    ],
  ] as readonly [string, Parameters<Colleague['does']>[0]][])(
    'sees in %s what is theirs',
    async (_, read) => {
      Object.assign(company.organization, { repSees });
      const shown = await people.get(name)?.does(read);
      expect(whose(shown)).toBe(seen);
    },
  );
});

/** Whose changes somebody may take back; that a rep sees all lets nobody undo all. */
const TAKES_BACK: readonly (readonly [
  name: string,
  repSees: 'own' | 'team' | 'all',
  whose: string,
])[] = [
  ['Dana', 'own', 'Dana'],
  ['Dana', 'all', 'Dana'],
  ['Wanda', 'team', 'Wanda'],
  ['Maya', 'team', 'Dana'],
  ['Vera', 'all', ''],
  ['Sam', 'all', ''],
  ['Ada', 'own', 'Dana, Wanda'],
  ['Carla', 'all', ''],
];

describe('undo', () => {
  it.each(TAKES_BACK)(
    'of %s, where a rep sees %s, reaches the work of “%3$s”',
    async (name, repSees, theirs) => {
      Object.assign(company.organization, { repSees });
      const reached: string[] = [];
      for (const owner of ['Dana', 'Wanda']) {
        const { changeSetId } = (await people
          .get(owner)
          ?.turn((ctx) => createAccount(ctx, { name: `${owner} for ${name}, ${repSees}` }))) ?? {
          changeSetId: null,
        };
        const outcome = await people
          .get(name)
          ?.does((ctx) => undo(ctx, { changeSetId: changeSetId ?? '', conversationId: null }))
          .then(
            ({ restored }) => restored.length,
            (error: unknown) => error,
          );
        if (outcome === 1) reached.push(owner);
        else
          expect(outcome).toMatchObject({
            code: expect.stringMatching(/not_yours_to_undo|nothing_to_undo/),
          });
      }
      expect(reached.join(', ')).toBe(theirs);
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
