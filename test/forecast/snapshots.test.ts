import { describe, expect, it } from 'vitest';
import { logDeal, moveDeal, updateDeal } from '../../src/crm/deals.ts';
import { changesSince } from '../../src/forecast/since-snapshot.ts';
import {
  lastSnapshotBefore,
  pipelineNow,
  pipelineOn,
  takeTodaysSnapshot,
} from '../../src/forecast/snapshots.ts';
import { uuids } from '../../src/platform/ids.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

async function aDeal(company: Company, dana: Colleague, name: string, amount = 1000) {
  const account = await company.in((tx) =>
    tx.account.create({
      data: {
        organizationId: company.organization.id,
        number: Math.floor(amount),
        name,
        nameKey: name.toLowerCase(),
      },
    }),
  );
  return dana.does((ctx) =>
    logDeal(ctx, {
      accountId: account.id,
      name,
      value: { amount, currency: null },
      closeDate: '2026-03-31',
    }),
  );
}

const taken = (company: Company) =>
  takeTodaysSnapshot({ db: company.db, clock: company.clock, ids: uuids }, company.organization);

describe('the snapshot of a day', () => {
  it('is taken once, also by two replicas at a time', async () => {
    const company = await aCompany();
    const dana = await company.member('Dana');
    await aDeal(company, dana, 'Acme', 1000);
    await aDeal(company, dana, 'Globex', 2000);
    company.clock.advance(DAY_MS);
    const counts = await Promise.all([taken(company), taken(company)]);
    expect(counts.filter((count) => count !== null)).toEqual([2]);
    expect(await taken(company)).toBeNull();
    expect(await company.in((tx) => tx.pipelineSnapshot.count())).toBe(2);
  });

  it('goes on where a dead process stopped', async () => {
    const company = await aCompany();
    const dana = await company.member('Dana');
    await aDeal(company, dana, 'Acme', 1000);
    company.clock.advance(DAY_MS);
    const { id: organizationId } = company.organization;
    await company.in((tx) =>
      tx.snapshotDay.create({
        data: {
          organizationId,
          takenOn: new Date('2026-03-19T00:00:00Z'),
          leasedUntil: new Date(company.clock.now().getTime() + 30_000),
        },
      }),
    );
    expect(await taken(company)).toBeNull();
    company.clock.advance(60_000);
    expect(await taken(company)).toBe(1);
  });

  it('holds deals as the day began, and is never changed', async () => {
    const company = await aCompany();
    const dana = await company.member('Dana');
    const acme = await aDeal(company, dana, 'Acme', 1000);
    company.clock.advance(DAY_MS);
    await dana.does((ctx) => updateDeal(ctx, acme.id, { value: { amount: 5000, currency: null } }));
    await taken(company);
    const [row] = await company.in((tx) => tx.pipelineSnapshot.findMany());
    expect(row?.baseAmount?.toFixed()).toBe('1000');
    await expect(
      company.in((tx) => tx.pipelineSnapshot.updateMany({ data: { pushes: 9 } })),
    ).rejects.toThrow(/never changed/);
    const now = await dana.does((ctx) => pipelineNow(ctx));
    expect(now.map(({ amount }) => amount)).toEqual([5000]);
  });

  it('of a day before the first one is rebuilt from the history as it would have been taken', async () => {
    const company = await aCompany();
    const dana = await company.member('Dana');
    const acme = await aDeal(company, dana, 'Acme', 1000);
    await aDeal(company, dana, 'Globex', 2000);
    company.clock.advance(3 * DAY_MS);
    await dana.does((ctx) => moveDeal(ctx, acme.id, 'proposal'));
    company.clock.advance(2 * DAY_MS);
    await dana.does((ctx) => updateDeal(ctx, acme.id, { closeDate: '2026-04-30' }));
    company.clock.advance(DAY_MS);
    await taken(company);
    const day = '2026-03-24';
    const stored = await dana.does((ctx) => pipelineOn(ctx, day));
    expect(stored.rebuilt).toBe(false);
    await company.in((tx) => tx.snapshotDay.deleteMany());
    const rebuilt = await dana.does((ctx) => pipelineOn(ctx, day));
    expect(rebuilt.rebuilt).toBe(true);
    const inOrder = (all: typeof stored) =>
      all.snapshots.toSorted((a, b) => (a.dealId < b.dealId ? -1 : 1));
    expect(inOrder(rebuilt)).toEqual(inOrder(stored));
    const before = await dana.does((ctx) => pipelineOn(ctx, '2026-03-20'));
    const then = before.snapshots.find(({ dealId }) => dealId === acme.id);
    expect(then).toMatchObject({ stagePosition: 0, expectedCloseOn: '2026-03-31', pushes: 0 });
  });

  it('is there after a clock was set back, and the day after it as well', async () => {
    const company = await aCompany();
    const dana = await company.member('Dana');
    await aDeal(company, dana, 'Acme', 1000);
    company.clock.advance(5 * DAY_MS);
    await taken(company);
    company.clock.advance(-3 * DAY_MS);
    expect(await taken(company)).toBe(1);
    expect(await dana.does((ctx) => lastSnapshotBefore(ctx, '2026-03-23'))).toBe('2026-03-20');
    expect(await dana.does((ctx) => pipelineNow(ctx))).toHaveLength(1);
  });
});

describe('what changed since a snapshot', () => {
  it('adds up to what the pipeline is worth now, from what was taken then', async () => {
    const company = await aCompany();
    const dana = await company.member('Dana');
    const acme = await aDeal(company, dana, 'Acme', 1000);
    const globex = await aDeal(company, dana, 'Globex', 2000);
    const hooli = await aDeal(company, dana, 'Hooli', 4000);
    const initech = await aDeal(company, dana, 'Initech', 8000);
    await dana.does((ctx) => updateDeal(ctx, initech.id, { closeDate: '2026-05-15' }));
    company.clock.advance(DAY_MS);
    await taken(company);
    company.clock.advance(DAY_MS);
    await dana.does((ctx) => moveDeal(ctx, acme.id, 'won'));
    await dana.does((ctx) => updateDeal(ctx, globex.id, { closeDate: '2026-04-10' }));
    await dana.does((ctx) =>
      updateDeal(ctx, hooli.id, { value: { amount: 5000, currency: null } }),
    );
    await dana.does((ctx) => updateDeal(ctx, initech.id, { closeDate: '2026-03-30' }));
    await aDeal(company, dana, 'Umbrella', 16_000);
    const changes = await dana.does((ctx) =>
      changesSince(ctx, {
        period: { start: '2026-01-01', end: '2026-03-31' },
        scope: { whose: { kind: 'whole' }, members: 'all' },
      }),
    );
    expect(changes).toMatchObject({ since: '2026-03-19', rebuilt: false, start: 7000_00n });
    expect(changes.steps.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['new', 16_000_00n],
      ['pulledIn', 8000_00n],
      ['up', 1000_00n],
      ['won', -1000_00n],
      ['pushedOut', -2000_00n],
    ]);
    expect(changes.end).toBe(29_000_00n);
  });
});
