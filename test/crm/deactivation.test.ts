import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import {
  deactivateMember,
  planDeactivation,
  reactivateMember,
} from '../../src/crm/deactivation.ts';
import { getDeal, logDeal, moveDeal, updateDeal } from '../../src/crm/deals.ts';
import { findActor, meet } from '../../src/crm/members.ts';
import { createTask } from '../../src/crm/tasks.ts';
import { undo } from '../../src/crm/undo.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

/** Dana leaves: she has an open and a won deal, reports to Maya, and Kim reports to her. */
let company: Company;
let ada: Colleague;
let maya: Colleague;
let dana: Colleague;
let kim: Colleague;
let vera: Colleague;
let deals: { open: string; won: string };

beforeAll(async () => {
  company = await aCompany();
  ada = await company.member('Ada', { role: 'admin' });
  maya = await company.member('Maya', { role: 'manager' });
  dana = await company.member('Dana', { managerId: maya.id, email: 'dana@acme.test' });
  kim = await company.member('Kim', { managerId: dana.id });
  vera = await company.member('Vera', { role: 'viewer' });
  deals = await dana.does(async (ctx) => {
    const { id: accountId } = await createAccount(ctx, { name: 'Globex' });
    const open = await logDeal(ctx, { name: 'Open', accountId });
    const won = await logDeal(ctx, { name: 'Won', accountId });
    await moveDeal(ctx, won.id, 'won', {});
    return { open: open.id, won: won.id };
  });
});

const managerOf = ({ id }: Colleague) =>
  company
    .in((tx) => tx.member.findUniqueOrThrow({ where: { id } }))
    .then(({ managerId }) => managerId);

describe('somebody who leaves', () => {
  it('is counted first: what is open, and who reports to him', async () => {
    expect(await ada.does((ctx) => planDeactivation(ctx, dana.id))).toEqual({
      work: [
        { entity: 'deal', count: 1 },
        { entity: 'account', count: 1 },
      ],
      reports: 1,
      manager: 'Maya',
    });
  });

  it('hands over to somebody who works on records, and not to himself', async () => {
    const to = (heir: Colleague) => ada.does((ctx) => deactivateMember(ctx, dana.id, heir.id));
    await expect(to(dana)).rejects.toMatchObject({ code: 'hands_to_himself' });
    await expect(to(vera)).rejects.toMatchObject({
      code: 'cannot_own',
      facts: { name: 'Vera', role: 'viewer' },
    });
  });

  it('who has tasks only may hand them to a support agent, sales records not', async () => {
    const [tom, sam] = [
      await company.member('Tom', { role: 'support' }),
      await company.member('Sam', { role: 'support' }),
    ];
    await tom.does((ctx) => createTask(ctx, { title: 'Call back' }));
    await expect(ada.does((ctx) => deactivateMember(ctx, dana.id, sam.id))).rejects.toMatchObject({
      code: 'cannot_own',
    });
    expect(await ada.does((ctx) => deactivateMember(ctx, tom.id, sam.id))).toEqual([
      { entity: 'task', count: 1 },
    ]);
  });

  it('is not the only administrator, nor oneself', async () => {
    const one = company.member('Otto', { role: 'admin' });
    const otto = await one;
    await ada.does((ctx) => deactivateMember(ctx, otto.id, null));
    await expect(ada.does((ctx) => deactivateMember(ctx, ada.id, maya.id))).rejects.toMatchObject({
      code: 'deactivates_himself',
    });
    await expect(maya.does((ctx) => deactivateMember(ctx, ada.id, maya.id))).rejects.toMatchObject({
      code: 'last_administrator',
    });
  });

  it('keeps what is closed, hands on what is open, and comes back by undo', async () => {
    const { changeSetId } = await ada.turn((ctx) => deactivateMember(ctx, dana.id, kim.id));
    const owners = () =>
      ada.does(async (ctx) => [
        (await getDeal(ctx, deals.open)).owner.name,
        (await getDeal(ctx, deals.won)).owner.name,
      ]);
    expect(await owners()).toEqual(['Kim', 'Dana']);
    expect(await managerOf(kim)).toBe(maya.id);

    const who = { provider: 'slack', tenantKey: 'T1', userKey: 'U-dana' } as const;
    await company.in((tx) =>
      meet(
        tx,
        company.organization,
        {
          ...who,
          name: 'Dana',
          email: 'Dana@acme.test',
          locale: null,
          timeZone: null,
          outsider: false,
        },
        NOW,
      ),
    );
    const speaks = () => company.in((tx) => findActor(tx, company.organization, who));
    expect((await speaks())?.actor).toMatchObject({ kind: 'customer' });

    const takesBack = (person: Colleague) =>
      person.does((ctx) => undo(ctx, { changeSetId: changeSetId ?? '', conversationId: null }));
    await expect(takesBack(maya)).rejects.toMatchObject({ code: 'not_allowed' });
    await takesBack(ada);
    expect(await owners()).toEqual(['Dana', 'Dana']);
    expect(await managerOf(kim)).toBe(dana.id);
    expect((await speaks())?.actor).toMatchObject({ kind: 'member', id: dana.id });
  });
});

describe('somebody who comes back', () => {
  it('has her role, and reports to the next above her who is still there', async () => {
    const top = await company.member('Tess', { role: 'manager' });
    const lead = await company.member('Lee', { role: 'manager', managerId: top.id });
    const nora = await company.member('Nora', { role: 'support', managerId: lead.id });
    for (const { id } of [nora, lead]) await ada.does((ctx) => deactivateMember(ctx, id, null));
    const back = await ada.turn((ctx) => reactivateMember(ctx, nora.id));
    expect(await managerOf(nora)).toBe(top.id);
    await expect(ada.does((ctx) => reactivateMember(ctx, nora.id))).rejects.toMatchObject({
      code: 'not_deactivated',
    });
    const undone = ada.does((ctx) =>
      undo(ctx, { changeSetId: back.changeSetId ?? '', conversationId: null }),
    );
    expect((await undone).kept).toEqual([]);
    expect(await managerOf(nora)).toBe(lead.id);
    await expect(ada.does((ctx) => deactivateMember(ctx, nora.id, null))).rejects.toMatchObject({
      code: 'record_gone',
    });
  });

  it('does not take an e-mail address that somebody else has by now', async () => {
    const old = await company.member('Rosa', { email: 'rosa@acme.test' });
    const gone = await ada.turn((ctx) => deactivateMember(ctx, old.id, null));
    await company.member('Rosa Neu', { email: 'rosa@acme.test' });
    const refused = { code: 'member_exists', facts: { name: 'Rosa Neu' } };
    await expect(ada.does((ctx) => reactivateMember(ctx, old.id))).rejects.toMatchObject(refused);
    await expect(
      ada.does((ctx) => undo(ctx, { changeSetId: gone.changeSetId ?? '', conversationId: null })),
    ).rejects.toMatchObject(refused);
  });

  it('stays where taking it back would leave nobody to administer', async () => {
    const other = await aCompany();
    const [eve, max] = [
      await other.member('Eve', { role: 'admin' }),
      await other.member('Max', { role: 'admin' }),
    ];
    await eve.does((ctx) => deactivateMember(ctx, max.id, null));
    const back = await eve.turn((ctx) => reactivateMember(ctx, max.id));
    await max.does((ctx) => deactivateMember(ctx, eve.id, null));
    await expect(
      max.does((ctx) => undo(ctx, { changeSetId: back.changeSetId ?? '', conversationId: null })),
    ).rejects.toMatchObject({ code: 'last_administrator' });
  });
});

describe('a large hand-over', { timeout: 120_000 }, () => {
  /** So many deals and accounts of one who leaves: each undone by itself, they would outlast a transaction. */
  const COUNT = 2500;

  it('goes back at once, but for what others changed since, and can be done again', async () => {
    const other = await aCompany();
    const id = other.organization.id;
    const [boss, lena, otto] = [
      await other.member('Boss', { role: 'admin' }),
      await other.member('Lena'),
      await other.member('Otto'),
    ];
    const account = await lena.does((ctx) => createAccount(ctx, { name: 'Globex' }));
    await other.in(
      (tx) => tx.$executeRaw`
      INSERT INTO "Deal" ("id", "organizationId", "number", "name", "nameKey", "accountId", "pipelineId", "stageId", "ownerId",
        "createdAt", "updatedAt", "stageEnteredAt", "lastActivityAt", "amount", "currency")
      SELECT gen_random_uuid(), ${id}::uuid, n, 'Deal ' || n, 'deal ' || n, ${account.id}::uuid, s."pipelineId", s."id",
        ${lena.id}::uuid, s."createdAt", s."createdAt", s."createdAt", s."createdAt", n, 'USD'
      FROM generate_series(1, ${COUNT}::int) n
      JOIN (SELECT * FROM "Stage" WHERE "organizationId" = ${id}::uuid ORDER BY "position" LIMIT 1) s ON true`,
    );
    const { changeSetId } = await boss.turn((ctx) => deactivateMember(ctx, lena.id, otto.id));
    const [first, second] = await other.in((tx) =>
      tx.deal.findMany({ where: { organizationId: id }, orderBy: { number: 'asc' }, take: 2 }),
    );
    await boss.does((ctx) => updateDeal(ctx, first?.id ?? '', { ownerId: boss.id }));
    await otto.does((ctx) =>
      updateDeal(ctx, second?.id ?? '', { value: { amount: 7, currency: 'USD' } }),
    );
    const owned = () =>
      other.in((tx) =>
        tx.deal.groupBy({ by: ['ownerId'], where: { organizationId: id }, _count: true }),
      );
    const of = async (who: Colleague) =>
      (await owned()).find((group) => group.ownerId === who.id)?._count ?? 0;
    const back = await boss.turn(async (ctx) => {
      const undone = await undo(ctx, { changeSetId: changeSetId ?? '', conversationId: null });
      expect(undone.kept).toEqual([{ label: 'Deal 1', field: 'owner', by: 'Boss' }]);
      // All deals but one, the account, and who left.
      expect(undone.restored).toHaveLength(COUNT + 2);
    });
    expect([await of(lena), await of(otto), await of(boss)]).toEqual([COUNT - 1, 0, 1]);
    const history = await other.in((tx) =>
      tx.change.count({ where: { changeSetId: back.changeSetId ?? '' } }),
    );
    expect(history).toBe(COUNT + 1);
    await boss.does((ctx) =>
      undo(ctx, { changeSetId: back.changeSetId ?? '', conversationId: null }),
    );
    expect([await of(lena), await of(otto), await of(boss)]).toEqual([0, COUNT - 1, 1]);
  });
});
