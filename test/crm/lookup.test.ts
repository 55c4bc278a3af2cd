import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { logActivity } from '../../src/crm/activities.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { logDeal } from '../../src/crm/deals.ts';
import { deleteRecord } from '../../src/crm/deletion.ts';
import { type Candidate, type Findable, lookUp, lookUpId, SURE } from '../../src/crm/lookup.ts';
import { completeTask, createTask } from '../../src/crm/tasks.ts';
import { aCompany, type Colleague } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

let dana: Colleague;
let kim: Colleague;
let maya: Colleague;
let sam: Colleague;
let carl: Colleague;
const ids = new Map<string, string>();

beforeAll(async () => {
  const company = await aCompany();
  const east = await company.team('East');
  const west = await company.team('West');
  dana = await company.member('Dana Ruiz', { teamId: east, email: 'dana@northwind.example' });
  kim = await company.member('Kim Park', { teamId: west });
  sam = await company.member('Sam Okafor', { teamId: west, role: 'support' });
  maya = await company.member('Maya Patel', { role: 'admin' });
  await company.member('王小明', { teamId: east });
  carl = await company.customer('Carl');
  await dana.does(async (ctx) => {
    for (const [name, domain] of [
      ['Acme Inc', 'acme.com'],
      ['Acme Ltd', undefined],
      ['Globex Corporation', 'globex.com'],
      ['云帆科技有限公司', undefined],
      ['Blue Harbor Logistics', 'blueharbor.com'],
      ['Initech', undefined],
      ['Stark Industries', undefined],
    ] as const) {
      ids.set(name, (await createAccount(ctx, { name, domain })).id);
    }
    const account = (name: string): string => ids.get(name) ?? '';
    const people = [
      {
        name: 'Li Wei',
        email: 'Li.Wei@Globex.com',
        phone: '+86 138 0013 8000',
        accountId: account('Globex Corporation'),
      },
      { name: 'Bob Stone', email: 'bob@acme.com', phone: '(415) 555-0100', title: 'CFO' },
      { name: 'Ann Stone' },
    ];
    for (const person of people) ids.set(person.name, (await createContact(ctx, person)).id);
    const deals = [
      {
        name: 'Renewal 2026',
        accountId: account('Globex Corporation'),
        value: { amount: 50_000, currency: 'USD' },
      },
      { name: 'Blue Harbor pilot', accountId: account('Blue Harbor Logistics') },
      { name: 'Blue Harbor trial', accountId: account('Blue Harbor Logistics'), stage: 'won' },
      { name: '云帆续约', accountId: account('云帆科技有限公司') },
      { name: 'Stark rollout', accountId: account('Stark Industries'), stage: 'lost' },
    ];
    for (const deal of deals) ids.set(deal.name, (await logDeal(ctx, deal)).id);
    for (const title of ['Send the proposal to Globex', 'Call Bob', 'Call Ann', '给云帆发合同']) {
      ids.set(title, (await createTask(ctx, { title })).id);
    }
    await completeTask(ctx, ids.get('Call Ann') ?? '');
    ids.set(
      'note',
      (await logActivity(ctx, { kind: 'note', at: NOW, summary: 'Bob likes blue' })).id,
    );
    await deleteRecord(ctx, 'account', account('Initech'));
  });
  await company.in((tx) =>
    tx.account.create({
      data: {
        organizationId: company.organization.id,
        number: 90,
        name: 'Nobody’s Own',
        nameKey: 'nobodys own',
      },
    }),
  );
  await kim.does(async (ctx) => {
    const hooli = await createAccount(ctx, { name: 'Hooli', domain: 'hooli.com' });
    ids.set('Hooli', hooli.id);
    await createContact(ctx, {
      name: 'Gavin Belson',
      email: 'gavin@hooli.com',
      accountId: hooli.id,
    });
    ids.set('Hooli box', (await logDeal(ctx, { name: 'Hooli box', accountId: hooli.id })).id);
    await createTask(ctx, { title: 'Visit Hooli' });
  });
});

const found = (
  entities: Findable | Findable[],
  mention: string,
  who = dana,
): Promise<Candidate[]> => who.does((ctx) => lookUp(ctx, [entities].flat(), mention));

async function names(
  entities: Findable | Findable[],
  mention: string,
  who = dana,
): Promise<string[]> {
  return (await found(entities, mention, who)).map((candidate) => candidate.name).sort();
}

/** The one record a mention names, surely; else what came back. */
async function sure(entities: Findable | Findable[], mention: string, who = dana): Promise<string> {
  const all = await found(entities, mention, who);
  const [best] = all;
  if (all.length === 1 && best !== undefined && best.score >= SURE) return best.name;
  return `${all.length}: ${all.map((c) => `${c.name} ${c.score.toFixed(2)}`).join(', ')}`;
}

describe('a mention names', () => {
  const cases: readonly [Findable, string, string][] = [
    ['account', 'Globex Corporation', 'Globex Corporation'],
    ['account', 'globex', 'Globex Corporation'],
    ['account', 'GLOBEX, Inc.', 'Globex Corporation'],
    ['account', 'Acme Inc', 'Acme Inc'],
    ['account', 'acme ltd.', 'Acme Ltd'],
    ['account', 'Blue Harbor', 'Blue Harbor Logistics'],
    ['account', 'Harbor', 'Blue Harbor Logistics'],
    ['account', 'globex.com', 'Globex Corporation'],
    ['account', 'Acme.com', 'Acme Inc'],
    ['account', '云帆科技有限公司', '云帆科技有限公司'],
    ['account', '云帆科技', '云帆科技有限公司'],
    ['account', '云帆', '云帆科技有限公司'],
    ['account', 'ｇｌｏｂｅｘ', 'Globex Corporation'],
    ['contact', 'Li Wei', 'Li Wei'],
    ['contact', 'li.wei@globex.com', 'Li Wei'],
    ['contact', 'BOB@acme.com', 'Bob Stone'],
    ['contact', '+8613800138000', 'Li Wei'],
    ['contact', '138 0013 8000', 'Li Wei'],
    ['contact', '415 555 0100', 'Bob Stone'],
    ['contact', 'Bob', 'Bob Stone'],
    ['deal', 'Renewal 2026', 'Renewal 2026'],
    ['deal', 'renewal', 'Renewal 2026'],
    ['deal', 'Globex', 'Renewal 2026'],
    ['deal', 'the Globex renewal', 'Renewal 2026'],
    ['deal', 'the Globex deal', 'Renewal 2026'],
    ['deal', '云帆续约', '云帆续约'],
    ['deal', '云帆科技', '云帆续约'],
    ['task', 'Send the proposal to Globex', 'Send the proposal to Globex'],
    ['task', 'proposal', 'Send the proposal to Globex'],
    ['task', 'Globex proposal', 'Send the proposal to Globex'],
    ['task', '发合同', '给云帆发合同'],
    ['member', 'Dana', 'Dana Ruiz'],
    ['member', 'dana@northwind.example', 'Dana Ruiz'],
    ['member', '小明', '王小明'],
  ];

  it.each(cases)('a %s by “%s”: %s', async (entity, mention, name) => {
    expect(await sure(entity, mention)).toBe(name);
  });

  it.each([
    ['A-3', ['account', 'deal'], 'Globex Corporation'],
    ['d-1', ['account', 'deal'], 'Renewal 2026'],
    ['C-2', ['contact'], 'Bob Stone'],
    ['T-1', ['task'], 'Send the proposal to Globex'],
    ['#2', ['deal'], 'Blue Harbor pilot'],
    ['2', ['task'], 'Call Bob'],
  ] as [string, Findable[], string][])(
    'a record by its number %s',
    async (mention, entities, name) => {
      expect(await sure(entities, mention)).toBe(name);
    },
  );

  it('nothing by a number that nobody has, or of a kind that is not asked for', async () => {
    expect(await found('deal', 'D-99')).toEqual([]);
    expect(await found('deal', 'A-1')).toEqual([]);
    expect(await found('account', '#0')).toEqual([]);
  });

  it('an open deal before a closed one, and a closed one where it is alone', async () => {
    expect(await sure('deal', 'Blue Harbor')).toBe('Blue Harbor pilot');
    expect(await sure('deal', 'Blue Harbor trial')).toBe('Blue Harbor trial');
    expect(await sure('deal', 'Stark')).toBe('Stark rollout');
  });

  it('an open task before one that is done', async () => {
    expect(await names('task', 'call')).toEqual(['Call Bob']);
  });

  it('several records where it fits several, and says what tells them apart', async () => {
    const accounts = await found('account', 'Acme');
    expect(accounts.map((account) => account.name).sort()).toEqual(['Acme Inc', 'Acme Ltd']);
    expect(accounts.every((account) => account.score >= SURE)).toBe(true);
    expect(accounts.map((account) => account.detail).sort()).toEqual(['A-1, acme.com', 'A-2']);
    expect(await names('contact', 'Stone')).toEqual(['Ann Stone', 'Bob Stone']);
    const [deal] = await found('deal', 'renewal');
    expect(deal?.detail).toBe('D-1, Globex Corporation, $50,000, Prospecting');
  });
});

describe('a name that is only alike', () => {
  it.each([
    ['account', 'Globx', 'Globex Corporation'],
    ['account', 'Starck Industries', 'Stark Industries'],
    ['contact', 'Bob Stome', 'Bob Stone'],
    ['deal', 'Blue Harbour pilot', 'Blue Harbor pilot'],
    ['member', 'Danna Ruiz', 'Dana Ruiz'],
  ] as const)('(%s “%s”) is offered and never sure', async (entity, mention, name) => {
    const all = await found(entity, mention);
    expect(all.map((candidate) => candidate.name)).toContain(name);
    expect(all.filter((candidate) => candidate.score >= SURE)).toEqual([]);
  });

  it('is not offered when it is not even alike', async () => {
    expect(await found(['account', 'contact', 'deal', 'task'], 'Zebra Quilting')).toEqual([]);
    expect(await found('account', '顺丰速运')).toEqual([]);
  });

  it('by one Chinese character names nothing', async () => {
    expect((await found('account', '云')).filter((candidate) => candidate.score >= SURE)).toEqual(
      [],
    );
  });

  it('in the middle of a word names nothing', async () => {
    expect((await found('account', 'arb')).filter((candidate) => candidate.score >= SURE)).toEqual(
      [],
    );
  });
});

describe('what is not found', () => {
  it('is a record that was deleted', async () => {
    expect(await found('account', 'Initech')).toEqual([]);
    expect(await found('account', 'A-6')).toEqual([]);
    expect(await dana.does((ctx) => lookUpId(ctx, 'account', ids.get('Initech') ?? ''))).toBeNull();
  });

  it('is a record of people whom the rep may not see, by any way of naming it', async () => {
    for (const mention of [
      'Hooli',
      'hooli.com',
      'A-8',
      'Holi',
      'gavin@hooli.com',
      'D-6',
      'Visit Hooli',
      'T-5',
    ]) {
      expect(await found(['account', 'contact', 'deal', 'task'], mention), mention).toEqual([]);
    }
    for (const [entity, name] of [
      ['account', 'Hooli'],
      ['deal', 'Hooli box'],
    ] as const) {
      expect(await dana.does((ctx) => lookUpId(ctx, entity, ids.get(name) ?? ''))).toBeNull();
    }
  });

  it('is anything for a customer', async () => {
    const mentions = ['Globex', 'A-3', 'li.wei@globex.com', 'Renewal 2026', 'T-1', 'Nobody’s Own'];
    for (const mention of mentions) {
      const all = await found(['account', 'contact', 'deal', 'task'], mention, carl);
      expect(all, mention).toEqual([]);
    }
  });

  it('is found by every member when it belongs to nobody', async () => {
    expect(await sure('account', 'Nobody’s Own')).toBe('Nobody’s Own');
    expect(await sure('account', 'Nobody’s Own', kim)).toBe('Nobody’s Own');
  });

  it('is found by those who may see it: its owner, an administrator, a support agent', async () => {
    expect(await sure('account', 'Hooli', kim)).toBe('Hooli');
    expect(await sure('account', 'Hooli', maya)).toBe('Hooli');
    expect(await sure('account', 'hooli.com', sam)).toBe('Hooli');
    expect(await sure('task', 'T-5', maya)).toBe('Visit Hooli');
  });

  it('is a record of another organization', async () => {
    const elsewhere = await (await aCompany()).member('Dana Ruiz', { role: 'admin' });
    expect(await found(['account', 'contact', 'deal', 'task'], 'Globex', elsewhere)).toEqual([]);
    const id = ids.get('Globex Corporation') ?? '';
    expect(await elsewhere.does((ctx) => lookUpId(ctx, 'account', id))).toBeNull();
  });
});

describe('a record by its id', () => {
  it('is found for sure', async () => {
    const deal = await dana.does((ctx) => lookUpId(ctx, 'deal', ids.get('Renewal 2026') ?? ''));
    expect(deal).toMatchObject({ entity: 'deal', name: 'Renewal 2026', score: 1, open: true });
    const note = await dana.does((ctx) => lookUpId(ctx, 'activity', ids.get('note') ?? ''));
    expect(note).toMatchObject({ entity: 'activity', name: 'Bob likes blue' });
  });
});
