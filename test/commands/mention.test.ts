import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordRef } from '../../src/commands/command.ts';
import type { Outcome } from '../../src/commands/execute.ts';
import { idMention } from '../../src/commands/references.ts';
import { createAccount } from '../../src/crm/accounts.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { logDeal } from '../../src/crm/deals.ts';
import { createTask } from '../../src/crm/tasks.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

let company: Company;
let dana: Colleague;
let kim: Colleague;
let ids: Record<'acme' | 'globex' | 'bob' | 'renewal' | 'call', string>;

beforeEach(async () => {
  company = await aCompany();
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

const ref = (entity: RecordRef['entity'], id: string, name = 'x'): RecordRef =>
  ({ entity, id, name }) as RecordRef;

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

describe('a record that is mentioned', () => {
  it('by its id is that one, as buttons and confirmations carry it', async () => {
    const id = idMention({ entity: 'deal', id: ids.renewal });
    expect(await dana.executes('deal.show', { deal: id })).toMatchObject({
      kind: 'done',
      about: [{ id: ids.renewal }, {}],
    });
  });

  it('by the id of another kind, or of one the person may not see, is not found', async () => {
    const account = idMention({ entity: 'account', id: ids.acme });
    expect(await dana.executes('deal.show', { deal: account })).toMatchObject({
      kind: 'not-found',
    });
    const deal = idMention({ entity: 'deal', id: ids.renewal });
    expect(await kim.executes('deal.show', { deal })).toMatchObject({
      kind: 'not-found',
      parameter: { name: 'deal' },
    });
  });

  it('by a name that nobody has is not found, and the rest is kept', async () => {
    expect(
      await withoutEffect(
        dana.executes('deal.log', { account: 'Hooli', value: { amount: 5, currency: null } }),
      ),
    ).toMatchObject({
      kind: 'not-found',
      parameter: { name: 'account' },
      mention: 'Hooli',
      arguments: { value: { amount: 5, currency: null } },
    });
  });

  it('by the name of an account that has no deal is not found, and the account is named', async () => {
    expect(await dana.executes('deal.show', { deal: 'Globex' })).toMatchObject({
      kind: 'not-found',
      dealless: { entity: 'account', id: ids.globex },
    });
  });

  it('by a name that two have is a choice, never a guess', async () => {
    await dana.does((ctx) => createAccount(ctx, { name: 'Acme Ltd' }));
    const outcome = await withoutEffect(
      dana.executes('account.update', { account: 'Acme', region: 'EMEA' }),
    );
    expect(outcome).toMatchObject({
      kind: 'choose',
      sure: true,
      mention: 'Acme',
      arguments: { region: 'EMEA' },
    });
    const options = outcome.kind === 'choose' ? outcome.options.map((option) => option.name) : [];
    expect(options.sort()).toEqual(['Acme Inc', 'Acme Ltd']);
  });

  it('by a name that is only alike is a choice, also when only one is alike', async () => {
    expect(
      await withoutEffect(dana.executes('account.update', { account: 'Globx', region: 'EMEA' })),
    ).toMatchObject({
      kind: 'choose',
      sure: false,
      options: [{ name: 'Globex' }],
    });
  });

  it('of several kinds is of the one that the command asks for first', async () => {
    const outcome = await dana.executes('activity.log', {
      kind: 'note',
      about: 'Acme',
      summary: 'Met them',
    });
    expect(outcome).toMatchObject({
      kind: 'done',
      about: [{ entity: 'account', id: ids.acme }, { entity: 'activity' }],
    });
  });

  it.each(['me', 'Me', 'myself', '我'])('as “%s” is who speaks', async (me) => {
    await dana.executes('task.create', { title: 'Write', assignee: me });
    const task = await company.in((tx) => tx.task.findFirstOrThrow({ where: { title: 'Write' } }));
    expect(task.assigneeId).toBe(dana.id);
  });

  it.each(['it', 'that deal', 'this one', '它', '这单', '那个商机'])(
    'as “%s” is the one last spoken of',
    async (it) => {
      const focus = [ref('deal', ids.renewal), ref('account', ids.globex)];
      await dana.executes('deal.move', { deal: it, stage: 'proposal' }, { focus });
      expect((await deal()).stage.key).toBe('proposal');
    },
  );

  it.each(['that deal', '这单', '那个商机'])(
    'as “%s” is the deal last spoken of, also after an account that has none',
    async (it) => {
      const focus = [ref('account', ids.globex), ref('deal', ids.renewal)];
      await dana.executes('deal.move', { deal: it, stage: 'proposal' }, { focus });
      expect((await deal()).stage.key).toBe('proposal');
    },
  );

  it.each(['it', 'this one', '它'])(
    'as “%s” is no deal of another account than the one just spoken of',
    async (it) => {
      const focus = [ref('account', ids.globex), ref('deal', ids.renewal)];
      const outcome = await dana.executes('deal.move', { deal: it, stage: 'proposal' }, { focus });
      expect(outcome).toMatchObject({ kind: 'not-found' });
      expect((await deal()).stage.key).toBe('prospecting');
    },
  );

  it('as “it” is nothing while nothing was spoken of', async () => {
    expect(await dana.executes('deal.move', { deal: 'it', stage: 'proposal' })).toMatchObject({
      kind: 'not-found',
      mention: 'it',
    });
  });

  it('as “it” is not one that the person may not see any more', async () => {
    const focus = [ref('deal', ids.renewal)];
    expect(await kim.executes('deal.move', { deal: 'it', stage: 'won' }, { focus })).toMatchObject({
      kind: 'not-found',
    });
  });

  it('not at all is the one last spoken of, where something was said about it', async () => {
    const focus = [ref('deal', ids.renewal)];
    expect(await dana.executes('deal.move', { stage: 'proposal' }, { focus })).toMatchObject({
      kind: 'done',
    });
    expect((await deal()).stage.key).toBe('proposal');
  });
});
