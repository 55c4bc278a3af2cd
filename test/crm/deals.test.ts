import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '../../src/crm/accounts.ts';
import {
  type Closing,
  getDeal,
  logDeal,
  moveDeal,
  type NewDeal,
  updateDeal,
} from '../../src/crm/deals.ts';
import { deleteRecord } from '../../src/crm/deletion.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';
import { NOW } from '../harness/world.ts';

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

describe('a deal that is logged', () => {
  it('is open in the first stage and belongs to who logged it', async () => {
    expect(await logs({ value: usd(50_000), closeDate: '2026-03-31' })).toMatchObject({
      number: 1,
      name: 'Renewal',
      account: { name: 'Acme' },
      owner: { id: dana.id },
      stage: { key: 'prospecting' },
      status: 'open',
      value: { minor: 5_000_000n, currency: 'USD' },
      closeDate: '2026-03-31',
      closedOn: null,
      stale: false,
    });
  });

  it('takes the organization’s currency when none was named', async () => {
    expect((await logs({ value: { amount: 10, currency: null } })).value).toEqual({
      minor: 1000n,
      currency: 'USD',
    });
  });

  it('keeps every digit of its amount', async () => {
    const value = { amount: 999_999_999_999.99, currency: 'EUR' };
    expect((await logs({ value })).value).toEqual({ minor: 99_999_999_999_999n, currency: 'EUR' });
    expect(
      (await logs({ value: { amount: 123_456_789_012_345, currency: 'JPY' } })).value?.minor,
    ).toBe(123_456_789_012_345n);
    expect((await logs({ value: { amount: 0.125, currency: 'KWD' } })).value?.minor).toBe(125n);
    expect((await logs({ value: usd(0.000_000_1) })).value?.minor).toBe(0n);
  });

  it('is refused with a currency that does not exist', async () => {
    await expect(logs({ value: { amount: 5, currency: 'XQQ' } })).rejects.toMatchObject({
      code: 'unknown_currency',
      facts: { currency: 'XQQ' },
    });
  });

  it('is refused in a stage that does not exist, with the stages that do', async () => {
    await expect(logs({ stage: 'signed' })).rejects.toMatchObject({
      code: 'no_such_stage',
      facts: {
        stage: 'signed',
        stages: expect.arrayContaining([expect.objectContaining({ nameEn: 'Negotiation' })]),
      },
    });
  });

  it('as won is closed on the actor’s own calendar day', async () => {
    company.clock.set(new Date('2026-03-18T20:00:00Z'));
    expect(await logs({ stage: 'won' })).toMatchObject({ status: 'won', closedOn: '2026-03-19' });
  });

  it('is not logged by a customer', async () => {
    const carl = await company.customer('Carl');
    await expect(logs({}, carl)).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('a deal that is changed', () => {
  it('keeps its currency when only a number was said', async () => {
    const { id } = await logs({ value: { amount: 10, currency: 'EUR' } });
    const deal = await dana.does((ctx) =>
      updateDeal(ctx, id, { value: { amount: 12.5, currency: null } }),
    );
    expect(deal.value).toEqual({ minor: 1250n, currency: 'EUR' });
  });

  it('changes what is said and nothing else', async () => {
    const { id } = await logs({ value: usd(10), closeDate: '2026-03-31' });
    const deal = await dana.does((ctx) =>
      updateDeal(ctx, id, { name: 'Big renewal', nextStep: 'Send contract' }),
    );
    expect(deal).toMatchObject({
      name: 'Big renewal',
      nextStep: 'Send contract',
      value: { minor: 1000n },
      closeDate: '2026-03-31',
      stage: { key: 'prospecting' },
    });
  });

  it('that is so already is not changed', async () => {
    const { id } = await logs({ value: usd(10), closeDate: '2026-03-31' });
    const same = {
      value: { amount: 10, currency: null },
      closeDate: '2026-03-31',
      ownerId: dana.id,
    };
    await expect(dana.does((ctx) => updateDeal(ctx, id, same))).rejects.toMatchObject({
      code: 'nothing_to_change',
      facts: { name: 'Renewal' },
    });
  });

  it('can be handed to somebody of another team', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const { id } = await logs();
    const handed = await dana.does((ctx) => updateDeal(ctx, id, { ownerId: kim.id }));
    expect(handed.owner.name).toBe('Kim');
    await expect(dana.does((ctx) => getDeal(ctx, id))).rejects.toMatchObject({
      code: 'outside_scope',
    });
  });

  it('of another team is neither shown, changed nor moved', async () => {
    const kim = await company.member('Kim', { teamId: await company.team('West') });
    const { id } = await logs();
    const refusal = { code: 'outside_scope', facts: { entity: 'deal' } };
    await expect(kim.does((ctx) => getDeal(ctx, id))).rejects.toMatchObject(refusal);
    await expect(kim.does((ctx) => updateDeal(ctx, id, { nextStep: 'x' }))).rejects.toMatchObject(
      refusal,
    );
    await expect(kim.does((ctx) => moveDeal(ctx, id, 'won'))).rejects.toMatchObject(refusal);
  });

  it('after it was deleted is gone', async () => {
    const { id } = await logs();
    await dana.does((ctx) => deleteRecord(ctx, 'deal', id));
    const refusal = { code: 'record_gone', facts: { entity: 'deal' } };
    await expect(dana.does((ctx) => getDeal(ctx, id))).rejects.toMatchObject(refusal);
    await expect(moves(id, 'won')).rejects.toMatchObject(refusal);
  });
});

describe('a deal that is moved', () => {
  it('into won closes today, on the day said, or with the value said', async () => {
    const [one, two] = [await logs(), await logs({ value: usd(10) })];
    expect(await dana.does((ctx) => moveDeal(ctx, one.id, 'won'))).toMatchObject({
      status: 'won',
      closedOn: '2026-03-18',
    });
    const closing = { closedOn: '2026-03-02', value: { amount: 12, currency: null } };
    expect(await dana.does((ctx) => moveDeal(ctx, two.id, 'won', closing))).toMatchObject({
      closedOn: '2026-03-02',
      value: { minor: 1200n, currency: 'USD' },
    });
  });

  it('into lost keeps the reason, and out of it opens again without one', async () => {
    const { id } = await logs();
    const lost = await moves(id, 'lost', { reason: 'too expensive' });
    expect(lost).toMatchObject({
      status: 'lost',
      lossReason: 'too expensive',
      closedOn: '2026-03-18',
    });
    const again = await moves(id, 'proposal');
    expect(again).toMatchObject({
      status: 'open',
      lossReason: null,
      closedOn: null,
      stage: { key: 'proposal' },
    });
  });

  it('from won to lost is lost, and lost again with a better reason keeps its day', async () => {
    const { id } = await logs({ stage: 'won' });
    await moves(id, 'lost');
    company.clock.advance(3 * DAY);
    const lost = await moves(id, 'lost', { reason: 'budget cut' });
    expect(lost).toMatchObject({
      status: 'lost',
      lossReason: 'budget cut',
      closedOn: '2026-03-18',
    });
  });

  it('to where it is stays as it is', async () => {
    const { id } = await logs();
    await expect(moves(id, 'prospecting')).rejects.toMatchObject({
      code: 'already_in_stage',
      facts: { name: 'Renewal', stage: { nameEn: 'Prospecting', nameZh: '初步接触' } },
    });
  });

  it('remembers since when it is in its stage', async () => {
    const { id } = await logs();
    company.clock.advance(5 * DAY);
    const moved = await moves(id, 'proposal');
    expect(moved.stageEnteredAt).toEqual(new Date(NOW.getTime() + 5 * DAY));
  });
});
