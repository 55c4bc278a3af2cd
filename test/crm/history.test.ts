import { beforeEach, describe, expect, it } from 'vitest';
import { moveDeal, updateDeal } from '../../src/crm/deals.ts';
import { recordHistory } from '../../src/crm/history.ts';
import { updateProfile } from '../../src/crm/members.ts';
import { createTask } from '../../src/crm/tasks.ts';
import type { Colleague } from '../harness/company.ts';
import { anOffice, change, type Office, undoes, worth } from './office.ts';

let company: Office['company'];
let dana: Colleague;
let maya: Colleague;
let acme: string;
let aDeal: Office['aDeal'];

beforeEach(async () => {
  ({ company, dana, maya, acme, aDeal } = await anOffice());
});

describe('a record’s history', () => {
  it('tells who did what, the latest first, in the catalogue’s terms and JSON forms', async () => {
    const { id } = await aDeal();
    const set = await change(maya, (ctx) =>
      updateDeal(ctx, id, { ...worth(20), ownerId: maya.id }),
    );
    await dana.does((ctx) => moveDeal(ctx, id, 'proposal'));
    await undoes(maya, set);
    const { entries } = await dana.does((ctx) => recordHistory(ctx, 'deal', id, { limit: 10 }));
    const lines = entries.map((entry) => [
      entry.actor,
      entry.operation,
      entry.undone,
      entry.undoes,
      Object.fromEntries(entry.fields.map((field) => [field.field, [field.before, field.after]])),
    ]);
    const usd = (amount: number) => ({ amount, currency: 'USD' });
    expect(lines).toEqual([
      ['Maya', 'update', false, true, { value: [usd(20), usd(10)], owner: ['Maya', 'Dana'] }],
      ['Dana', 'update', false, false, { stage: ['prospecting', 'proposal'] }],
      ['Maya', 'update', true, false, { value: [usd(10), usd(20)], owner: ['Dana', 'Maya'] }],
      [
        'Dana',
        'create',
        false,
        false,
        {
          account: [null, 'Acme'],
          name: [null, 'Renewal'],
          value: [null, usd(10)],
          stage: [null, 'prospecting'],
          owner: [null, 'Dana'],
        },
      ],
    ]);
    const two = await dana.does((ctx) => recordHistory(ctx, 'deal', id, { limit: 2 }));
    expect(two.entries).toHaveLength(2);
    expect(two.more).toBe(true);
    const owners = await dana.does((ctx) =>
      recordHistory(ctx, 'deal', id, { limit: 9, only: 'owner' }),
    );
    expect(owners.entries.map(({ fields }) => fields.map(({ field }) => field))).toEqual([
      ['owner'],
      ['owner'],
      ['owner'],
    ]);
    expect(owners.more).toBe(false);
  });

  it('shows moments on the wall clock of who asks', async () => {
    const li = await company.member('Li', { timeZone: 'Asia/Shanghai' });
    const { id } = await li.does((ctx) =>
      createTask(ctx, { title: 'Call', due: '2026-03-20T15:00' }),
    );
    const dueFor = (who: Colleague) =>
      who.does(async (ctx) => {
        const {
          entries: [entry],
        } = await recordHistory(ctx, 'task', id, { limit: 1 });
        return entry?.fields.find((field) => field.field === 'due')?.after;
      });
    expect(await dueFor(li)).toBe('2026-03-20T15:00');
    expect(await dueFor(dana)).toBe('2026-03-20T07:00');
  });

  it('is not written when nothing changed', async () => {
    const { changeSetId } = await dana.turn((ctx) =>
      recordHistory(ctx, 'account', acme, { limit: 5 }),
    );
    expect(changeSetId).toBeNull();
    const sets = await company.in((tx) => tx.changeSet.count({ where: { changes: { none: {} } } }));
    expect(sets).toBe(0);
  });

  it('calls a member’s own settings a profile', async () => {
    await dana.does((ctx) => updateProfile(ctx, ctx.identity.id, { locale: 'zh' }));
    const {
      entries: [entry],
    } = await dana.does((ctx) => recordHistory(ctx, 'member', dana.id, { limit: 1 }));
    expect(entry?.fields).toMatchObject([
      { entity: 'Profile', field: 'language', before: null, after: 'zh' },
    ]);
  });
});
