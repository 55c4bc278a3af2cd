import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import {
  type Closing,
  type DealFilter,
  getDeal,
  listDeals,
  logDeal,
  moveDeal,
  type NewDeal,
} from '../../src/crm/deals.ts';
import { deleteRecord } from '../../src/crm/deletion.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

const DAY = 24 * 60 * 60_000;

let company: Company;
let dana: Colleague;
let acme: string;

beforeEach(async () => {
  company = await aCompany();
  dana = await company.member('Dana', {
    teamId: await company.team('East'),
    timeZone: 'Asia/Shanghai',
  });
  acme = (await dana.does((ctx) => createAccount(ctx, { name: 'Acme' }))).id;
});

const logs = (deal: Partial<NewDeal> = {}, who = dana) =>
  who.does((ctx) => logDeal(ctx, { accountId: acme, name: 'Renewal', ...deal }));

const moves = (id: string, stage: string, closing: Closing = {}) =>
  dana.does((ctx) => moveDeal(ctx, id, stage, closing));

const usd = (amount: number) => ({ amount, currency: 'USD' });

describe('a stale deal', () => {
  it('is an open one that was silent for longer than its stage allows', async () => {
    const { id } = await logs({ stage: 'proposal' });
    const staleNow = () => dana.does(async (ctx) => (await getDeal(ctx, id)).stale);
    company.clock.advance(21 * DAY);
    expect(await staleNow()).toBe(false);
    company.clock.advance(DAY);
    expect(await staleNow()).toBe(true);
    await moves(id, 'won');
    expect(await staleNow()).toBe(false);
  });
});

describe('the list of deals', () => {
  const listed = async (filter: DealFilter, who = dana) =>
    (await who.does((ctx) => listDeals(ctx, filter))).map((deal) => deal.name);

  beforeEach(async () => {
    const globex = (await dana.does((ctx) => createAccount(ctx, { name: 'Globex' }))).id;
    await logs({ name: 'late', closeDate: '2026-06-30', value: usd(300) });
    await logs({ name: 'someday', value: { amount: 200, currency: 'EUR' } });
    await logs({
      name: 'soon',
      closeDate: '2026-03-20',
      value: usd(100),
      stage: 'proposal',
      accountId: globex,
    });
    await logs({ name: 'won', closeDate: '2026-03-01', stage: 'won' });
    await logs({ name: 'lost', stage: 'lost' });
    const gone = await logs({ name: 'gone', closeDate: '2026-03-19' });
    await dana.does((ctx) => deleteRecord(ctx, 'deal', gone.id));
  });

  it('holds the open ones, the soonest to close first', async () => {
    expect(await listed({})).toEqual(['soon', 'late', 'someday']);
  });

  it('holds closed ones only when their stage is asked for, by the day they closed', async () => {
    expect(await listed({ stage: 'won' })).toEqual(['won']);
    expect(await listed({ stage: 'lost' })).toEqual(['lost']);
    const march = { start: '2026-03-01', end: '2026-03-31' };
    expect(await listed({ stage: 'won', closing: march })).toEqual(['won']);
    expect(
      await listed({ stage: 'won', closing: { start: '2026-03-01', end: '2026-03-17' } }),
    ).toEqual([]);
    expect(await listed({ closing: march })).toEqual(['soon']);
  });

  it('is narrowed by account, stage, period and value', async () => {
    expect(await listed({ accountId: acme })).toEqual(['late', 'someday']);
    expect(await listed({ stage: 'proposal' })).toEqual(['soon']);
    expect(await listed({ closing: { start: '2026-03-20', end: '2026-06-30' } })).toEqual([
      'soon',
      'late',
    ]);
    expect(await listed({ minValue: { amount: 150, currency: null } })).toEqual([
      'late',
      'someday',
    ]);
    expect(await listed({ minValue: usd(150) })).toEqual(['late']);
    expect(await listed({ maxValue: usd(100) })).toEqual(['soon']);
    expect(await listed({ minValue: usd(100), maxValue: usd(300) })).toEqual(['soon', 'late']);
  });

  it('tells the stale ones from the others', async () => {
    company.clock.advance(25 * DAY);
    expect(await listed({ stale: true })).toEqual(['soon']);
    expect(await listed({ stale: false })).toEqual(['late', 'someday']);
  });

  it('holds only what the actor may see, also when he asks for somebody else’s', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const maya = await company.member('Maya', { role: 'admin' });
    await logs({ name: 'theirs' }, kim);
    expect(await listed({}, kim)).toEqual(['theirs']);
    expect(await listed({ ownerId: dana.id }, kim)).toEqual([]);
    expect(await listed({ ownerId: kim.id })).toEqual([]);
    expect(await listed({ ownerId: kim.id }, maya)).toEqual(['theirs']);
    expect(await listed({}, await company.customer('Carl'))).toEqual([]);
  });
});
