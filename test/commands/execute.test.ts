import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '../../src/commands/command.ts';
import { execute, type Outcome } from '../../src/commands/execute.ts';
import { createAccount } from '../../src/crm/accounts.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { logDeal } from '../../src/crm/deals.ts';
import { createTask } from '../../src/crm/tasks.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

/** Writes something and then finds that it may not. */
const changesItsMind = defineCommand({
  name: 'test.changeMind',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'Changes its mind.', zh: '改主意。' },
  parameters: z.object({}),
  examples: { en: [], zh: [] },
  run: async (ctx) => {
    await createAccount(ctx, { name: 'Half-way' });
    throw new Refusal('nothing_to_change', { name: 'Half-way' });
  },
});

let company: Company;
let dana: Colleague;
let kim: Colleague;
let ids: Record<'acme' | 'globex' | 'bob' | 'renewal' | 'call', string>;

beforeEach(async () => {
  company = await aCompany({ commands: [changesItsMind] });
  dana = await company.member('Dana Ruiz', { teamId: await company.team('East') });
  kim = await company.member('Kim Park', { teamId: await company.team('West') });
  ids = await dana.does(async (ctx) => {
    const acme = (await createAccount(ctx, { name: 'Acme Inc' })).id;
    const globex = (await createAccount(ctx, { name: 'Globex' })).id;
    return {
      acme,
      globex,
      bob: (await createContact(ctx, { name: 'Bob Stone', accountId: acme })).id,
      renewal: (await logDeal(ctx, { accountId: acme, name: 'Renewal' })).id,
      call: (await createTask(ctx, { title: 'Call Bob' })).id,
    };
  });
});

/** The deal as it is after a turn. */
const deal = () =>
  company.in((tx) =>
    tx.deal.findUniqueOrThrow({ where: { id: ids.renewal }, include: { stage: true } }),
  );

/** How a turn ended, and that it changed nothing. */
async function withoutEffect(work: Promise<Outcome>): Promise<Outcome> {
  const before = await company.in((tx) => tx.changeSet.count());
  const outcome = await work;
  expect(await company.in((tx) => tx.changeSet.count())).toBe(before);
  return outcome;
}

describe('a command that is executed', () => {
  it('with all it needs is done: it says what it spoke of, and its change is in the history', async () => {
    const outcome = await dana.executes('deal.move', { deal: 'Renewal', stage: 'proposal' });
    expect(outcome).toMatchObject({
      kind: 'done',
      about: [
        { entity: 'deal', id: ids.renewal },
        { entity: 'account', id: ids.acme },
      ],
    });
    expect((await deal()).stage.key).toBe('proposal');
    const set = await company.in((tx) =>
      tx.changeSet.findFirstOrThrow({ orderBy: { id: 'desc' }, include: { changes: true } }),
    );
    expect(set).toMatchObject({
      actorId: dana.id,
      origin: 'chat',
      changes: [{ entity: 'deal', recordId: ids.renewal }],
    });
  });

  it('without something that it needs says what is missing, the first thing first', async () => {
    expect(await withoutEffect(dana.executes('deal.move'))).toMatchObject({
      kind: 'missing',
      parameter: { name: 'deal' },
    });
    expect(await withoutEffect(dana.executes('deal.move', { deal: 'Renewal' }))).toMatchObject({
      kind: 'missing',
      parameter: { name: 'stage' },
      arguments: { deal: `deal:${ids.renewal}` },
    });
  });

  it('with something empty has not got it', async () => {
    for (const stage of ['', null, undefined]) {
      expect(await dana.executes('deal.move', { deal: 'Renewal', stage })).toMatchObject({
        kind: 'missing',
        parameter: { name: 'stage' },
      });
    }
  });

  it('with something that cannot be says which, and keeps the rest', async () => {
    const said = { deal: 'Renewal', value: { amount: -5, currency: null }, nextStep: 'Call' };
    expect(await withoutEffect(dana.executes('deal.update', said))).toMatchObject({
      kind: 'invalid',
      parameter: { name: 'value' },
      arguments: { deal: 'Renewal', nextStep: 'Call' },
    });
  });

  it('with a time zone that does not exist leaves the person the old one', async () => {
    expect(await dana.executes('profile.update', { timeZone: 'Mars/Olympus' })).toMatchObject({
      kind: 'invalid',
      parameter: { name: 'timeZone' },
    });
    expect(await dana.executes('profile.show')).toMatchObject({ kind: 'done' });
  });

  it('ignores what it does not know', async () => {
    const said = { deal: 'Renewal', stage: 'proposal', ownerId: kim.id, organizationId: 'x' };
    expect(await dana.executes('deal.move', said)).toMatchObject({ kind: 'done' });
    expect((await deal()).ownerId).toBe(dana.id);
  });

  it('that is refused says so with code and facts', async () => {
    expect(
      await withoutEffect(dana.executes('deal.move', { deal: 'Renewal', stage: 'signed' })),
    ).toMatchObject({
      kind: 'refused',
      refusal: { code: 'no_such_stage', facts: { stage: 'signed' } },
    });
  });

  it('that is refused half-way leaves nothing behind, and lets the other commands of the turn stand', async () => {
    await dana.turn(async (ctx) => {
      await execute(ctx, { command: 'account.create', arguments: { name: 'Before' } });
      const outcome = await execute(ctx, { command: 'test.changeMind', arguments: {} });
      expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'nothing_to_change' } });
      await execute(ctx, { command: 'account.create', arguments: { name: 'After' } });
      expect(ctx.history.changes.map((change) => change.label)).toEqual(['Before', 'After']);
    });
    const accounts = await company.in((tx) => tx.account.findMany({ orderBy: { number: 'asc' } }));
    expect(accounts.map((account) => account.name)).toEqual([
      'Acme Inc',
      'Globex',
      'Before',
      'After',
    ]);
  });
});

describe('a command that cannot simply be taken back', () => {
  it('waits: it says what it will do, names the record by its id, and does it when told so', async () => {
    const asked = await withoutEffect(dana.executes('record.delete', { record: 'Renewal' }));
    expect(asked).toMatchObject({ kind: 'confirm', arguments: { record: `deal:${ids.renewal}` } });
    if (asked.kind !== 'confirm') return;
    expect(asked.preview.text).toBe('Delete the deal Renewal? You can undo it later.');

    const done = await dana.executes('record.delete', asked.arguments, { confirmed: true });
    expect(done).toMatchObject({ kind: 'done' });
    expect((await deal()).deletedAt).not.toBeNull();
  });

  it('is refused although it was confirmed, when the record is gone meanwhile', async () => {
    const said = { record: `deal:${ids.renewal}` };
    await dana.executes('record.delete', said, { confirmed: true });
    expect(
      await withoutEffect(dana.executes('record.delete', said, { confirmed: true })),
    ).toMatchObject({ kind: 'not-found' });
  });

  it('cannot be confirmed past the rights of a person', async () => {
    const said = { record: `deal:${ids.renewal}` };
    expect(
      await withoutEffect(kim.executes('record.delete', said, { confirmed: true })),
    ).toMatchObject({ kind: 'not-found' });
    const vera = await company.member('Vera', { role: 'viewer' });
    expect(
      await withoutEffect(vera.executes('record.delete', said, { confirmed: true })),
    ).toMatchObject({ kind: 'refused' });
  });
});

describe('a record that is handed over', () => {
  it.each([
    ['deal.update', { deal: 'Renewal', owner: 'Kim Park' }],
    ['account.update', { account: 'Acme Inc', owner: 'Kim Park' }],
    ['account.create', { name: 'Hooli', owner: 'Kim Park' }],
    ['task.create', { title: 'Visit', assignee: 'Kim Park' }],
  ])('to another team by %s is done, and said so', async (command, said) => {
    const outcome = await dana.executes(command, said);
    expect(outcome).toMatchObject({ kind: 'done' });
    expect(outcome.kind === 'done' ? outcome.reply.text : '').toMatch(/Kim Park/);
  });
});
