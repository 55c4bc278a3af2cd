import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import { Prisma } from '../../src/generated/prisma/client.ts';
import { aCompany } from '../harness/company.ts';
import { NOW, theDatabase } from '../harness/world.ts';
import {
  aCompanyWithOneOfEverything,
  type FullCompany,
  TENANT_MODELS,
} from './one-of-everything.ts';

let company: FullCompany;

beforeAll(async () => {
  company = await aCompanyWithOneOfEverything();
});

type Guarded = { name: string; enabled: boolean; forced: boolean; policies: string[] };

describe('row-level security', () => {
  it('is forced, with the policy, on every table with an organization', async () => {
    const db = await theDatabase();
    const tables = await db.single.$queryRaw<Guarded[]>`
      SELECT c.relname::text AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
        ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
      FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
      ORDER BY c.relname`;
    expect(tables.map((table) => table.name)).toEqual([...TENANT_MODELS, 'Organization'].sort());
    for (const { name, enabled, forced, policies } of tables) {
      expect({ name, enabled, forced, policies }).toEqual({
        name,
        enabled: true,
        // The search goes past it: it runs as the tables' owner, and holds the wall itself.
        forced: name !== 'SearchEntry',
        policies: ['own_organization'],
      });
    }
  });

  it('binds the role that works for organizations: it can neither log in nor get around it', async () => {
    const db = await theDatabase();
    const roles = await db.single.$queryRaw`
      SELECT rolcanlogin AS login, rolsuper AS super, rolbypassrls AS bypasses FROM pg_roles WHERE rolname = 'parley_app'`;
    expect(roles).toEqual([{ login: false, super: false, bypasses: false }]);
  });
});

describe('the history', () => {
  it('is only ever added to, whoever asks', async () => {
    const db = await theDatabase();
    const where = { changeSetId: company.ids.changeSet };
    for (const run of [company.in, db.asSystem]) {
      await expect(
        run((tx) => tx.change.updateMany({ where, data: { label: 'Else' } })),
      ).rejects.toThrow(/append-only/);
      await expect(run((tx) => tx.change.deleteMany({ where }))).rejects.toThrow(/append-only/);
    }
    expect(await company.in((tx) => tx.change.findMany({ where }))).toMatchObject([
      { label: 'Acme' },
    ]);
  });

  it('keeps its change set as long as it has changes', async () => {
    const gone = company.in((tx) => tx.changeSet.delete({ where: { id: company.ids.changeSet } }));
    await expect(gone).rejects.toThrow(/foreign key/i);
  });
});

describe('a value that cannot be', () => {
  it.each([
    ['a negative amount', 'Deal', `"amount" = -1`, 'Deal_amount_not_negative'],
    ['an amount without a currency', 'Deal', `"currency" = NULL`, 'Deal_amount_has_currency'],
    ['a currency without an amount', 'Deal', `"amount" = NULL`, 'Deal_amount_has_currency'],
    ['a currency in lower case', 'Deal', `"currency" = 'usd'`, 'Deal_currency_is_iso'],
    ['a won deal that never closed', 'Deal', `"status" = 'won'`, 'Deal_closed_when_decided'],
    ['an open deal that closed', 'Deal', `"closedOn" = '2026-03-18'`, 'Deal_closed_when_decided'],
    ['a probability above one', 'Stage', `"probability" = 1.5`, 'Stage_probability_is_share'],
    ['a probability below zero', 'Stage', `"probability" = -0.1`, 'Stage_probability_is_share'],
    ['a done task without its moment', 'Task', `"status" = 'done'`, 'Task_done_has_moment'],
    ['an open task that was done', 'Task', `"doneAt" = now()`, 'Task_done_has_moment'],
    [
      'a base currency that is no code',
      'Organization',
      `"baseCurrency" = 'Eur'`,
      'Organization_currency_is_iso',
    ],
    [
      'a thirteenth month',
      'Organization',
      `"fiscalYearStartMonth" = 13`,
      'Organization_fiscal_month',
    ],
  ])('such as %s is refused by the database', async (_, model, set, constraint) => {
    const write = company.in(
      (tx) => tx.$executeRaw`UPDATE ${Prisma.raw(`"${model}"`)} SET ${Prisma.raw(set)}`,
    );
    await expect(write).rejects.toThrow(constraint);
  });

  it('such as a stage of another pipeline is refused by the database', async () => {
    const own = { organizationId: company.organization.id };
    const write = company.in(async (tx) => {
      const other = await tx.pipeline.create({ data: { ...own, name: 'Partners' } });
      const stage = await tx.stage.create({
        data: {
          ...own,
          pipelineId: other.id,
          key: 'lead',
          nameEn: 'Lead',
          nameZh: '线索',
          position: 0,
          kind: 'open',
          probability: '0.1',
        },
      });
      await tx.deal.update({ where: { id: company.ids.deal }, data: { stageId: stage.id } });
    });
    await expect(write).rejects.toThrow(/foreign key/i);
  });
});

describe('what there is once', () => {
  const own = () => ({ organizationId: company.organization.id });
  const chat = () => ({ ...own(), provider: 'console' as const });
  const named = (number: number) => ({ ...own(), number, name: 'Twin', nameKey: 'twin' });
  const deal = (number: number) => ({
    ...named(number),
    accountId: company.ids.account,
    pipelineId: company.ids.pipeline,
    stageId: company.ids.stage,
    ownerId: company.ids.member,
    stageEnteredAt: NOW,
    lastActivityAt: NOW,
  });

  type Tx = Parameters<Parameters<FullCompany['in']>[0]>[0];
  const twins: [string, (tx: Tx) => Promise<unknown>][] = [
    ['an account’s number', (tx) => tx.account.create({ data: named(1) })],
    ['a contact’s number', (tx) => tx.contact.create({ data: named(1) })],
    ['a deal’s number', (tx) => tx.deal.create({ data: deal(1) })],
    [
      'a task’s number',
      (tx) =>
        tx.task.create({
          data: { ...own(), number: 1, title: 'x', assigneeId: company.ids.member },
        }),
    ],
    [
      'an activity’s number',
      (tx) =>
        tx.activity.create({
          data: { ...own(), number: 1, kind: 'note', at: NOW, authorId: company.ids.member },
        }),
    ],
    [
      'a live account’s domain',
      (tx) => tx.account.create({ data: { ...named(2), domain: 'acme.com' } }),
    ],
    [
      'a live contact’s address',
      (tx) => tx.contact.create({ data: { ...named(2), email: 'li@acme.com' } }),
    ],
    ['a pipeline’s name', (tx) => tx.pipeline.create({ data: { ...own(), name: 'Sales' } })],
    [
      'the default pipeline',
      (tx) => tx.pipeline.create({ data: { ...own(), name: 'Second', isDefault: true } }),
    ],
    ['a team’s name', (tx) => tx.team.create({ data: { ...own(), name: 'East' } })],
    [
      'a conversation',
      (tx) => tx.conversation.create({ data: { ...chat(), key: 'dm/dana', updatedAt: NOW } }),
    ],
    [
      'an event of a platform',
      (tx) =>
        tx.inboundEvent.create({
          data: {
            ...chat(),
            eventKey: 'e1',
            conversationKey: 'x',
            message: {},
            status: 'done',
            receivedAt: NOW,
          },
        }),
    ],
    [
      'an installation',
      (tx) =>
        tx.chatInstallation.create({ data: { ...chat(), tenantKey: company.organization.id } }),
    ],
    [
      'a chat identity',
      (tx) =>
        tx.externalIdentity.create({
          data: {
            ...chat(),
            tenantKey: company.organization.id,
            userKey: 'Dana',
            name: 'Dana',
            seenAt: NOW,
          },
        }),
    ],
    [
      'a place in a change set',
      (tx) =>
        tx.change.create({
          data: {
            ...own(),
            changeSetId: company.ids.changeSet,
            position: 0,
            entity: 'deal',
            recordId: company.ids.deal,
            label: '',
            operation: 'update',
            before: {},
            after: {},
          },
        }),
    ],
  ];

  it.each(twins)('%s cannot be had twice', async (_, create) => {
    await expect(company.in(create)).rejects.toMatchObject({ code: 'P2002' });
  });

  it('one open question a person and conversation', async () => {
    const twin = company.in(async (tx) => {
      const { conversationId, identityId } = await tx.pendingAction.findFirstOrThrow();
      await tx.pendingAction.create({
        data: {
          ...own(),
          conversationId,
          identityId,
          kind: 'choose',
          question: {},
          expiresAt: NOW,
        },
      });
    });
    await expect(twin).rejects.toMatchObject({ code: 'P2002' });
  });

  it('is free again once the record that had it is deleted, and is no matter where there is none', async () => {
    const fresh = await aCompanyWithOneOfEverything();
    const mine = { organizationId: fresh.organization.id, name: 'Twin', nameKey: 'twin' };
    await fresh.in(async (tx) => {
      await tx.account.updateMany({ data: { deletedAt: NOW } });
      await tx.contact.updateMany({ data: { deletedAt: NOW } });
      await tx.account.create({ data: { ...mine, number: 2, domain: 'acme.com' } });
      await tx.contact.create({ data: { ...mine, number: 2, email: 'li@acme.com' } });
      for (const number of [3, 4]) await tx.account.create({ data: { ...mine, number } });
    });
    expect(await fresh.in((tx) => tx.account.count({ where: { domain: 'acme.com' } }))).toBe(2);
  });

  it('is each number, when several people add records at the same moment', async () => {
    const busy = await aCompany();
    const people = await Promise.all(['Dana', 'Li', 'Sam', 'Kim'].map((name) => busy.member(name)));
    const rows = await Promise.all(
      people.flatMap((person) =>
        [1, 2].map((n) =>
          person.does((ctx) => createAccount(ctx, { name: `${person.name} ${n}` })),
        ),
      ),
    );
    const numbers = rows.map((row) => Number(row.number));
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
