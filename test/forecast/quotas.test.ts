import { describe, expect, it } from 'vitest';
import { coveredBy, quotaFor, setQuota } from '../../src/forecast/quotas.ts';
import { isRefusal } from '../../src/platform/refusal.ts';
import { aCompany } from '../harness/company.ts';

const Q1 = { start: '2026-01-01', end: '2026-03-31' };
const JANUARY = { start: '2026-01-01', end: '2026-01-31' };
const FEBRUARY = { start: '2026-02-01', end: '2026-02-28' };
const MARCH = { start: '2026-03-01', end: '2026-03-31' };
const dollars = (amount: number) => ({ minor: BigInt(amount) * 100n, currency: 'USD' });
const quota = (period: typeof Q1, amount: number) => ({ period, value: dollars(amount) });
const same = (money: { minor: bigint; currency: string }) => money;

describe('the quota of a period', () => {
  it('is the one for just these days, else that of its parts together', () => {
    expect(coveredBy([quota(Q1, 90)], Q1, same)).toBe(90_00n);
    const months = [quota(JANUARY, 20), quota(FEBRUARY, 30), quota(MARCH, 40)];
    expect(coveredBy(months, Q1, same)).toBe(90_00n);
    expect(coveredBy([...months, quota(Q1, 100)], Q1, same)).toBe(100_00n);
  });

  it('is not known where days are missing, or a rate', () => {
    expect(coveredBy([quota(JANUARY, 20), quota(MARCH, 40)], Q1, same)).toBeNull();
    expect(coveredBy([quota(Q1, 90)], Q1, () => null)).toBeNull();
    expect(coveredBy([], Q1, same)).toBeNull();
  });

  it('of the company is its own, else that of the teams, else that of the people', async () => {
    const company = await aCompany();
    const east = await company.team('East');
    const alex = await company.member('Alex', { role: 'admin' });
    const dana = await company.member('Dana', { teamId: east });
    const bob = await company.member('Bob', { teamId: east });
    const ids = [alex.id, dana.id, bob.id];
    const whole = { kind: 'whole' } as const;
    const asked = () => alex.does((ctx) => quotaFor(ctx, whole, ids, Q1, 'USD'));
    expect(await asked()).toBeNull();
    const said = (amount: number) => ({ amount, currency: null });
    const ofDana = { kind: 'member', id: dana.id, name: 'Dana' } as const;
    await alex.does((ctx) => setQuota(ctx, ofDana, Q1, said(100)));
    await alex.does((ctx) =>
      setQuota(ctx, { kind: 'member', id: bob.id, name: 'Bob' }, Q1, said(50)),
    );
    expect(await asked()).toEqual(dollars(150));
    const ofEast = { kind: 'team', id: east, name: 'East' } as const;
    await alex.does((ctx) => setQuota(ctx, ofEast, Q1, said(200)));
    expect(await asked()).toEqual(dollars(200));
    const some = { kind: 'people' } as const;
    expect(await alex.does((ctx) => quotaFor(ctx, some, [dana.id], Q1, 'USD'))).toEqual(
      dollars(100),
    );
    expect(await alex.does((ctx) => quotaFor(ctx, some, [dana.id, bob.id], Q1, 'USD'))).toEqual(
      dollars(200),
    );
    await alex.does((ctx) => setQuota(ctx, whole, Q1, said(300)));
    expect(await asked()).toEqual(dollars(300));
    expect(await alex.does((ctx) => quotaFor(ctx, ofDana, [dana.id], Q1, 'USD'))).toEqual(
      dollars(100),
    );
  });

  it('is set once: again with another amount it changes, with the same one it is refused', async () => {
    const company = await aCompany();
    const alex = await company.member('Alex', { role: 'admin' });
    const whole = { kind: 'whole' } as const;
    const set = (amount: number) =>
      alex.does((ctx) => setQuota(ctx, whole, Q1, { amount, currency: null }));
    expect((await set(100)).before).toBeNull();
    expect((await set(120)).before).toEqual(dollars(100));
    await expect(set(120)).rejects.toSatisfy((error) => isRefusal(error, 'quota_exists'));
    expect(await company.in((tx) => tx.quota.count())).toBe(1);
  });

  it('is not set for people whom a manager may not see', async () => {
    const company = await aCompany();
    const [east, west] = [await company.team('East'), await company.team('West')];
    const maya = await company.member('Maya', { role: 'manager', teamId: east });
    const dana = await company.member('Dana', { teamId: west });
    const set = (owner: Parameters<typeof setQuota>[1]) =>
      maya.does((ctx) => setQuota(ctx, owner, Q1, { amount: 1, currency: null }));
    for (const owner of [
      { kind: 'member', id: dana.id, name: 'Dana' },
      { kind: 'team', id: west, name: 'West' },
      { kind: 'whole' },
    ] as const)
      await expect(set(owner)).rejects.toSatisfy((error) => isRefusal(error, 'outside_scope'));
  });
});
