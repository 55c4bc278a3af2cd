import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount, updateAccount } from '../../src/crm/accounts.ts';
import { logActivity } from '../../src/crm/activities.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { logDeal } from '../../src/crm/deals.ts';
import { deleteRecord } from '../../src/crm/deletion.ts';
import { fillPinyin } from '../../src/crm/search/pinyin.ts';
import { search } from '../../src/crm/search.ts';
import { createRecord } from '../../src/crm/store.ts';
import { createTask } from '../../src/crm/tasks.ts';
import { undo } from '../../src/crm/undo.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { NOW, theDatabase } from '../harness/world.ts';

type Office = { company: Company; dana: Colleague; kim: Colleague };

/** Dana's records of every kind, and some of Kim's, who is of another team. */
async function anOffice(): Promise<Office> {
  const company = await aCompany();
  const dana = await company.member('Dana Ruiz', { teamId: await company.team('East') });
  const kim = await company.member('Kim Park', { teamId: await company.team('West') });
  await dana.does(async (ctx) => {
    const account = async (name: string, more: object = {}) =>
      (await createAccount(ctx, { name, ...more })).id;
    const northwind = await account('Northwind Traders Inc', {
      domain: 'northwind.io',
      region: 'Berlin',
    });
    const huawei = await account('华为技术有限公司', { industry: '通信' });
    await account('GTXPro');
    await account('Blue Harbor Logistics', { industry: 'shipping' });
    await createContact(ctx, { name: '张伟', email: 'zw@huawei.example', accountId: huawei });
    await createContact(ctx, {
      name: 'Jane Roe',
      email: 'jane.roe@northwind.io',
      phone: '+44 20 7946 0018',
      title: 'CFO',
    });
    await logDeal(ctx, { name: 'Renewal 2026', accountId: northwind });
    await createTask(ctx, { title: 'Send the contract to Jane' });
    await logActivity(ctx, {
      kind: 'note',
      at: NOW,
      summary:
        'They run everything on Kubernetes and want data residency in Frankfurt, decided by June',
    });
    await logActivity(ctx, { kind: 'call', at: NOW, summary: '客户要求私有化部署' });
    await createRecord(ctx, 'lead', {
      name: 'Priya Shah',
      nameKey: 'priya shah',
      company: 'Raviga',
      companyKey: 'raviga',
      ownerId: dana.id,
    });
    await createRecord(ctx, 'product', {
      name: 'Data Hub',
      nameKey: 'data hub',
      sku: 'DH-100',
      amount: '10',
      currency: 'USD',
    });
    await createRecord(ctx, 'order', {
      accountId: northwind,
      ownerId: dana.id,
      orderedOn: NOW,
      currency: 'USD',
      subtotal: '1',
      discount: '0',
      tax: '0',
      total: '1',
    });
  });
  await kim.does((ctx) => createAccount(ctx, { name: 'Northwind Secret' }));
  return { company, dana, kim };
}

let office: Office;

beforeAll(async () => {
  office = await anOffice();
});

async function found(query: string, who = office.dana): Promise<string[]> {
  const { found: rows } = await who.does((ctx) => search(ctx, query, { skip: 0, take: 20 }));
  return rows.map((r) => `${r.entity} ${r.name}: ${r.why.kind} ${r.why.text}`.trim());
}

const CASES: readonly [string, string, string][] = [
  ['a name', 'northwind traders', 'account Northwind Traders Inc: name'],
  ['the start of a name', 'north', 'account Northwind Traders Inc: name'],
  ['the middle of a word', 'orthwi', 'account Northwind Traders Inc: name'],
  ['a name without its blank', 'gtx pro', 'account GTXPro: name'],
  ['a letter that is missing', 'northwnd', 'account Northwind Traders Inc: alike'],
  [
    'two letters that changed places',
    'blue habror logistics',
    'account Blue Harbor Logistics: alike',
  ],
  ['a domain', 'northwind.io', 'account Northwind Traders Inc: address northwind.io'],
  ['an e-mail address', 'JANE.ROE@northwind.io', 'contact Jane Roe: address jane.roe@northwind.io'],
  ['a phone number', '+44 20 7946 0018', 'contact Jane Roe: address +442079460018'],
  ['the end of a phone number', '7946 0018', 'contact Jane Roe: address +442079460018'],
  ['a title', 'cfo', 'contact Jane Roe: detail'],
  ['a region', 'accounts in Berlin', 'account Northwind Traders Inc: detail'],
  [
    'words of a note',
    'data residency',
    'activity They run everything on Kubernetes and want data residency in Frankfurt, decided by June',
  ],
  ['Chinese words of a call', '私有化', 'activity 客户要求私有化部署: passage 客户要求私有化部署'],
  ['a task', 'contract jane', 'task Send the contract to Jane: name'],
  ['the company of a lead', 'raviga', 'lead Priya Shah: account Raviga'],
  ['a SKU', 'dh-100', 'product Data Hub'],
  ['a number', 'SO-1', 'order SO-1: number'],
  ['two Chinese characters', '华为', 'account 华为技术有限公司: name'],
  ['Chinese characters in the middle', '为技', 'account 华为技术有限公司: name'],
  ['pinyin', 'huawei', 'account 华为技术有限公司: sound huaweijishu'],
  ['pinyin with blanks', 'hua wei ji shu', 'account 华为技术有限公司: sound huaweijishu'],
  ['the first letters of pinyin', 'hwjs', 'account 华为技术有限公司: sound hwjs'],
  ['the first two of them', 'hw', 'account 华为技术有限公司: sound'],
  ['a person by pinyin', 'zhangwei', 'contact 张伟: sound zhangwei'],
  ['other characters of the same sound', '张卫', 'contact 张伟: sound zhangwei'],
  ['a Chinese kind', '通信的客户', 'account 华为技术有限公司: detail'],
];

describe('a search', () => {
  it.each(CASES)('finds by %s: “%s”', async (_, query, expected) => {
    const all = await found(query);
    expect(
      all.filter((line) => line.startsWith(expected)),
      all.join('\n'),
    ).toHaveLength(1);
  });

  it('finds a deal and an order also by their account', async () => {
    expect(await found('northwind')).toEqual(
      expect.arrayContaining([
        'deal Renewal 2026: account Northwind Traders Inc',
        'order SO-1: account Northwind Traders Inc',
      ]),
    );
    await office.dana.does(async (ctx) => {
      const [account] = await ctx.tx.account.findMany({
        where: { name: 'GTXPro', organizationId: ctx.organization.id },
      });
      await logDeal(ctx, { name: 'Pilot', accountId: account?.id ?? '' });
      await updateAccount(ctx, account?.id ?? '', { name: 'Zyxel' });
    });
    expect(await found('zyxel')).toContain('deal Pilot: account Zyxel');
    expect(await found('gtxpro')).toEqual([]);
    await office.dana.does(async (ctx) => {
      const [account] = await ctx.tx.account.findMany({
        where: { name: 'Zyxel', organizationId: ctx.organization.id },
      });
      await updateAccount(ctx, account?.id ?? '', { name: 'GTXPro' });
    });
  });

  it('finds nothing of people whom the actor may not see', async () => {
    expect((await found('northwind')).join()).not.toContain('Secret');
    expect((await found('northwind', office.kim)).join()).toBe('account Northwind Secret: name');
    expect(await found('kubernetes', office.kim)).toEqual([]);
  });

  it('finds nothing in another organization', async () => {
    const stranger = await (await aCompany()).member('Dana Ruiz', { role: 'admin' });
    for (const query of ['northwind', 'northwnd', '华为', 'huawei', 'jane.roe@northwind.io'])
      expect(await found(query, stranger), query).toEqual([]);
  });

  it('finds nothing by what matches no word, or would match any', async () => {
    for (const query of [
      'zebra quilting',
      '%',
      '_',
      '%%%',
      '\\',
      '"',
      "' OR 1=1 --",
      '{"like":["%"]}',
      '()',
    ])
      expect(await found(query), query).toEqual([]);
  });

  it('puts the whole name first, then the actor’s own, then the latest', async () => {
    const { dana, company } = await anOffice();
    const lee = await company.member('Lee', { role: 'admin' });
    await lee.does(async (ctx) => {
      for (const name of ['Orchid Foods', 'Orchid', 'Orchid Media'])
        await createAccount(ctx, { name });
    });
    const maya = await company.member('Maya', { role: 'admin' });
    company.clock.advance(1000);
    await maya.does((ctx) => createAccount(ctx, { name: 'The old Orchid Hotel' }));
    await maya.does((ctx) => createAccount(ctx, { name: 'Orchid Garden' }));
    const names = (await found('orchid', maya)).map((line) =>
      line.replace(/^account (.*): name$/, '$1'),
    );
    expect(names.slice(0, 2)).toEqual(['Orchid', 'Orchid Garden']);
    expect(names.at(-1)).toBe('The old Orchid Hotel');
    expect(await found('orchid', dana)).toEqual([]);
  });

  it('comes in pages', async () => {
    const { dana } = await anOffice();
    await dana.does(async (ctx) => {
      for (let i = 0; i < 23; i += 1)
        await createContact(ctx, { name: `Okafor ${'ABCDEFGHIJKLMNOPQRSTUVW'.charAt(i)}` });
    });
    const seen = new Set<string>();
    for (const skip of [0, 10, 20]) {
      const page = await dana.does((ctx) => search(ctx, 'okafor', { skip, take: 10 }));
      expect(page.total).toBe(23);
      for (const { id } of page.found) seen.add(id);
    }
    expect(seen.size).toBe(23);
  });

  it('forgets what was deleted, and finds what came back', async () => {
    const { dana } = await anOffice();
    const { changeSetId } = await dana.turn(async (ctx) => {
      const [gtx] = await ctx.tx.account.findMany({
        where: { name: 'GTXPro', organizationId: ctx.organization.id },
      });
      return deleteRecord(ctx, 'account', gtx?.id ?? '');
    });
    expect(await found('gtxpro', dana)).toEqual([]);
    await dana.does((ctx) => undo(ctx, { changeSetId: changeSetId ?? '', conversationId: null }));
    expect(await found('gtxpro', dana)).toEqual(['account GTXPro: name']);
  });

  it('knows by pinyin also what was written past the store, once it was filled in', async () => {
    const { dana, company } = await anOffice();
    await company.in((tx) =>
      tx.account.create({
        data: {
          organizationId: company.organization.id,
          number: 900,
          name: '小米集团',
          nameKey: '小米',
        },
      }),
    );
    expect(await found('xiaomi', dana)).toEqual([]);
    expect(await company.in((tx) => fillPinyin(tx, null))).toBe(1);
    expect(await found('xiaomi', dana)).toEqual(['account 小米集团: sound xiaomi']);
  });
});

describe('without trigrams', () => {
  const index = '"SearchEntry_text_trigrams"';

  afterAll(async () => {
    const db = await theDatabase();
    expect(await db.single.$queryRaw`SELECT parley_use_trigrams() AS used`).toEqual([
      { used: true },
    ]);
  });

  it('finds the same, by reading all entries', async () => {
    const db = await theDatabase();
    await db.single.$executeRawUnsafe(`DROP INDEX IF EXISTS ${index}`);
    for (const [what, query, expected] of CASES) {
      const all = await found(query);
      expect(
        all.filter((line) => line.startsWith(expected)),
        what,
      ).toHaveLength(1);
    }
  });
});
