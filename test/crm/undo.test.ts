import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/commands/context.ts';
import { createAccount } from '../../src/crm/accounts.ts';
import { logActivity } from '../../src/crm/activities.ts';
import { createContact } from '../../src/crm/contacts.ts';
import { getDeal, logDeal, moveDeal, updateDeal } from '../../src/crm/deals.ts';
import { deleteRecord } from '../../src/crm/deletion.ts';
import { setRole } from '../../src/crm/members.ts';
import { createProduct, updateProduct } from '../../src/crm/products.ts';
import { updateSettings } from '../../src/crm/settings.ts';
import { createTask } from '../../src/crm/tasks.ts';
import { createTeam, setManager } from '../../src/crm/teams.ts';
import { undo } from '../../src/crm/undo.ts';
import { uuids } from '../../src/platform/ids.ts';
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

describe('an undo', () => {
  it('puts back every field of a change, and says what it put back', async () => {
    const { id } = await aDeal({ closeDate: '2026-03-31' });
    const set = await change(dana, (ctx) =>
      updateDeal(ctx, id, { ...worth(20), closeDate: '2026-04-30', nextStep: 'Call' }),
    );
    const done = await undoes(dana, set);
    expect(done.kept).toEqual([]);
    expect(done.restored).toEqual([{ entity: 'deal', id, label: 'Renewal' }]);
    expect(done.fields.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['value', { amount: 20, currency: 'USD' }, { amount: 10, currency: 'USD' }],
      ['closeDate', '2026-04-30', '2026-03-31'],
      ['nextStep', 'Call', null],
    ]);
    expect(await dana.does((ctx) => getDeal(ctx, id))).toMatchObject({
      value: { minor: 1000n },
      closeDate: '2026-03-31',
      nextStep: null,
    });
  });

  it('leaves alone and names a field that somebody else changed since, and puts back the others', async () => {
    const { id } = await aDeal();
    const set = await change(dana, (ctx) =>
      updateDeal(ctx, id, { ...worth(20), nextStep: 'Call' }),
    );
    await maya.does((ctx) => updateDeal(ctx, id, worth(30)));
    const done = await undoes(dana, set);
    expect(done.kept).toEqual([{ label: 'Renewal', field: 'value', by: 'Maya' }]);
    expect(await dana.does((ctx) => getDeal(ctx, id))).toMatchObject({
      value: { minor: 3000n },
      nextStep: null,
    });
  });

  it('puts back a field that somebody changed since and changed back', async () => {
    const { id } = await aDeal();
    const set = await change(dana, (ctx) => updateDeal(ctx, id, worth(20)));
    const theirs = await change(maya, (ctx) => updateDeal(ctx, id, worth(30)));
    await undoes(maya, theirs);
    expect((await undoes(dana, set)).kept).toEqual([]);
    expect((await dealRow(id)).amount?.toFixed()).toBe('10');
  });

  it('can be undone, and that again', async () => {
    const { id } = await aDeal();
    const set = await change(dana, (ctx) => updateDeal(ctx, id, worth(20)));
    const amounts: (string | undefined)[] = [];
    let last = set;
    for (let round = 1; round <= 4; round++) {
      last = await undoing(dana, last);
      amounts.push((await dealRow(id)).amount?.toFixed());
      if (round % 2 === 1)
        await expect(undoes(dana, set)).rejects.toMatchObject({ code: 'already_undone' });
    }
    expect(amounts).toEqual(['10', '20', '10', '20']);
    // Undone an even number of times the change stands again, and can be taken back itself.
    await undoes(dana, set);
    expect((await dealRow(id)).amount?.toFixed()).toBe('10');
  });

  it('takes back everything that one turn did', async () => {
    const set = await change(dana, async (ctx) => {
      const globex = await createAccount(ctx, { name: 'Globex' });
      const deal = await logDeal(ctx, { accountId: globex.id, name: 'Pilot' });
      await moveDeal(ctx, deal.id, 'proposal');
      await createTask(ctx, { title: 'Call', about: { entity: 'deal', id: deal.id } });
    });
    const done = await undoes(dana, set);
    expect(done.restored.map((record) => record.label)).toEqual(['Call', 'Pilot', 'Globex']);
    expect(done.kept).toEqual([]);
    const live = await company.in((tx) => tx.account.findMany({ where: { deletedAt: null } }));
    expect(live.map((account) => account.name)).toEqual(['Acme']);
  });

  it('without a name takes back the actor’s last change in this conversation, then the one before', async () => {
    const { id } = await aDeal();
    await change(dana, (ctx) => updateDeal(ctx, id, worth(20)));
    await change(dana, (ctx) => updateDeal(ctx, id, { nextStep: 'Call' }));
    await change(maya, (ctx) => updateDeal(ctx, id, { closeDate: '2026-05-01' }));
    expect((await undoes(dana)).fields.map((field) => field.field)).toEqual(['nextStep']);
    expect((await undoes(dana)).fields.map((field) => field.field)).toEqual(['value']);
    expect(await dealRow(id)).toMatchObject({
      nextStep: null,
      closeDate: new Date('2026-05-01T00:00:00Z'),
    });
    await expect(
      dana.does((ctx) => undo(ctx, { conversationId: uuids.next() })),
    ).rejects.toMatchObject({ code: 'nothing_to_undo' });
  });

  it('is done once', async () => {
    const { id } = await aDeal();
    const set = await change(dana, (ctx) => updateDeal(ctx, id, worth(20)));
    await undoes(dana, set);
    await expect(undoes(dana, set)).rejects.toMatchObject({ code: 'already_undone' });
  });

  it('of something that never was is refused', async () => {
    await expect(undoes(maya)).rejects.toMatchObject({ code: 'nothing_to_undo' });
    await expect(undoes(maya, uuids.next())).rejects.toMatchObject({ code: 'nothing_to_undo' });
  });

  it('is for who made the change, and for a manager who may see it', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const li = await company.member('Li');
    const { id } = await aDeal();
    const set = await change(dana, (ctx) => updateDeal(ctx, id, worth(20)));
    await expect(undoes(li, set)).rejects.toMatchObject({
      code: 'not_yours_to_undo',
      facts: { actor: 'Dana' },
    });
    const theirs = await change(kim, (ctx) => createAccount(ctx, { name: 'Hooli' }));
    await expect(undoes(maya, theirs)).rejects.toMatchObject({
      code: 'not_yours_to_undo',
      facts: { actor: 'Kim' },
    });
    await expect(undoes(await company.customer('Carl'), set)).rejects.toMatchObject({
      code: 'nothing_to_undo',
    });
    expect((await undoes(maya, set)).restored).toHaveLength(1);
  });
});

describe('the undo of a new record', () => {
  it('deletes it, and the undo of that brings it back', async () => {
    const set = await change(dana, (ctx) =>
      createContact(ctx, { name: 'Bob', email: 'bob@acme.com' }),
    );
    const back = await undoing(dana, set);
    expect(await company.in((tx) => tx.contact.count({ where: { deletedAt: null } }))).toBe(0);
    await undoes(dana, back);
    expect(await company.in((tx) => tx.contact.count({ where: { deletedAt: null } }))).toBe(1);
  });

  it('leaves it alone when somebody has changed it since', async () => {
    const set = await change(dana, (ctx) => logDeal(ctx, { accountId: acme, name: 'Pilot' }));
    const { id } = await company.in((tx) => tx.deal.findFirstOrThrow());
    await maya.does((ctx) => updateDeal(ctx, id, worth(30)));
    const done = await undoes(dana, set);
    expect(done).toMatchObject({ restored: [], kept: [{ label: 'Pilot', field: '', by: 'Maya' }] });
    expect((await dealRow(id)).deletedAt).toBeNull();
  });

  it.each([
    ['a deal', (ctx: CommandContext, id: string) => logDeal(ctx, { accountId: id, name: 'Pilot' })],
    [
      'a contact',
      (ctx: CommandContext, id: string) => createContact(ctx, { name: 'Bob', accountId: id }),
    ],
    [
      'a task',
      (ctx: CommandContext, id: string) =>
        createTask(ctx, { title: 'Call', about: { entity: 'account', id } }),
    ],
    [
      'a call',
      (ctx: CommandContext, id: string) =>
        logActivity(ctx, { kind: 'call', about: { entity: 'account', id }, at: NOW }),
    ],
  ])('leaves it alone when somebody has built %s on it since', async (_, build) => {
    const set = await change(dana, (ctx) => createAccount(ctx, { name: 'Globex' }));
    const { id } = await company.in((tx) =>
      tx.account.findFirstOrThrow({ where: { name: 'Globex' } }),
    );
    const built = await change(maya, (ctx) => build(ctx, id));
    expect(await undoes(dana, set)).toMatchObject({
      restored: [],
      kept: [{ label: 'Globex', by: 'Maya' }],
    });
    expect((await accountRow(id)).deletedAt).toBeNull();
    await undoes(maya, built);
    expect((await undoes(dana, set)).restored).toMatchObject([{ label: 'Globex' }]);
  });
});

describe('the undo of a deletion', () => {
  it.each(['account', 'deal', 'task', 'activity'] as const)(
    'brings the %s back',
    async (entity) => {
      const { id: deal } = await aDeal();
      const { id: task } = await dana.does((ctx) => createTask(ctx, { title: 'Call' }));
      const { id: activity } = await dana.does((ctx) =>
        logActivity(ctx, { kind: 'note', at: NOW }),
      );
      const { id: account } = await dana.does((ctx) => createAccount(ctx, { name: 'Globex' }));
      const id = { account, deal, task, activity }[entity];
      const set = await change(dana, (ctx) => deleteRecord(ctx, entity, id));
      await expect(dana.does((ctx) => deleteRecord(ctx, entity, id))).rejects.toMatchObject({
        code: 'record_gone',
        facts: { entity },
      });
      const done = await undoes(dana, set);
      expect(done.fields).toMatchObject([{ field: 'deleted', before: true, after: false }]);
      const label = await dana.does((ctx) => deleteRecord(ctx, entity, id));
      expect(label).toBe(
        { account: 'Globex', deal: 'Renewal', task: 'Call', activity: 'note' }[entity],
      );
    },
  );

  it('is refused when its domain was given to another account since', async () => {
    const set = await change(dana, (ctx) => deleteRecord(ctx, 'account', acme));
    await maya.does((ctx) => createAccount(ctx, { name: 'New Acme', domain: 'acme.com' }));
    await expect(undoes(dana, set)).rejects.toMatchObject({
      code: 'account_exists',
      facts: { name: 'New Acme', field: 'domain' },
    });
    expect((await accountRow(acme)).deletedAt).not.toBeNull();
  });

  it('is refused when its address was given to another contact since', async () => {
    const { id } = await dana.does((ctx) =>
      createContact(ctx, { name: 'Bob', email: 'bob@acme.com' }),
    );
    const set = await change(dana, (ctx) => deleteRecord(ctx, 'contact', id));
    await maya.does((ctx) => createContact(ctx, { name: 'Robert', email: 'bob@acme.com' }));
    await expect(undoes(dana, set)).rejects.toMatchObject({
      code: 'contact_exists',
      facts: { name: 'Robert' },
    });
  });
});

describe('the undo of a new role', () => {
  it('needs an administrator, also when it was one’s own change', async () => {
    const alex = await company.member('Alex', { role: 'admin' });
    const ann = await company.member('Ann', { role: 'admin' });
    const set = await change(alex, (ctx) => setRole(ctx, dana.id, 'manager'));
    await ann.does((ctx) => setRole(ctx, alex.id, 'manager'));
    for (const who of [alex, maya, dana]) {
      await expect(undoes(who, set)).rejects.toMatchObject({
        code: 'not_allowed',
        facts: { command: 'member.setRole' },
      });
    }
    expect((await undoes(ann, set)).fields).toMatchObject([
      { field: 'role', before: 'manager', after: 'rep' },
    ]);
  });

  it.each([
    [
      'organization.update',
      (ctx: CommandContext) => updateSettings(ctx, { repSees: 'own' as const }),
    ],
    ['team.create', (ctx: CommandContext) => createTeam(ctx, 'East')],
    [
      'member.setManager',
      (ctx: CommandContext) => setManager(ctx, dana.id, { id: maya.id, name: 'Maya' }),
    ],
  ])(
    'and of %s is no matter of a manager, nor of one who was an administrator',
    async (command, does) => {
      const alex = await company.member('Alex', { role: 'admin' });
      const ann = await company.member('Ann', { role: 'admin' });
      const set = await change(alex, does);
      await ann.does((ctx) => setRole(ctx, alex.id, 'manager'));
      for (const who of [alex, maya])
        await expect(undoes(who, set)).rejects.toMatchObject({
          code: 'not_allowed',
          facts: { command },
        });
      expect((await undoes(ann, set)).restored).toHaveLength(1);
    },
  );

  it('and of a price is a manager’s', async () => {
    const product = await maya.does((ctx) =>
      createProduct(ctx, { name: 'Pro', price: { amount: 49, currency: 'USD' } }),
    );
    const set = await change(maya, (ctx) =>
      updateProduct(ctx, product.id, { price: { amount: 59, currency: 'USD' } }),
    );
    const ann = await company.member('Ann', { role: 'admin' });
    await ann.does((ctx) => setRole(ctx, maya.id, 'rep'));
    await expect(undoes(maya, set)).rejects.toMatchObject({
      code: 'not_allowed',
      facts: { command: 'product.update' },
    });
  });

  it('is refused when nobody else would be an administrator', async () => {
    const alex = await company.member('Alex', { role: 'admin' });
    const set = await change(alex, (ctx) => setRole(ctx, dana.id, 'admin'));
    await dana.does((ctx) => setRole(ctx, alex.id, 'rep'));
    await expect(undoes(dana, set)).rejects.toMatchObject({
      code: 'last_administrator',
      facts: { name: 'Dana' },
    });
  });
});
