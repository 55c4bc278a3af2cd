import { describe, expect, it } from 'vitest';
import { requestDueTraining } from '../../src/forecast/due-training.ts';
import { drifted, trainingDue } from '../../src/forecast/trainings.ts';
import { uuids } from '../../src/platform/ids.ts';
import { aCompany } from '../harness/company.ts';

const NOW = new Date('2026-03-18T10:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);
const model = (closedDeals: number, days: number) => ({
  trainedAt: daysAgo(days),
  facts: { closedDeals },
});

describe('a training is due', () => {
  it.each([
    ['before anything has closed', null, 0, false, null],
    ['when the first deals have closed', null, 3, false, 'first'],
    ['when a tenth more has closed', model(200, 1), 220, false, 'closed'],
    ['not yet when a few more have', model(200, 1), 215, false, null],
    ['not for one deal more of a handful', model(5, 1), 7, false, null],
    ['after a week in which something closed', model(200, 8), 201, false, 'week'],
    ['not after a week in which nothing did', model(200, 8), 200, false, null],
    ['at once when what happens is not what was forecast', model(200, 1), 205, true, 'drift'],
    ['not again when fewer are closed than it knew of', model(200, 30), 150, true, null],
  ] as const)('%s', (_, known, closed, drifts, due) => {
    expect(trainingDue(known, closed, NOW, drifts)).toBe(due);
  });
});

describe('chances have drifted', () => {
  const deals = (count: number, won: number, chance: number) =>
    Array.from({ length: count }, (_, i) => ({ chance, won: i < won }));

  it('when far more or fewer deals were won than they said', () => {
    expect(drifted(deals(100, 50, 0.2))).toBe(true);
    expect(drifted(deals(100, 5, 0.3))).toBe(true);
    expect(drifted(deals(100, 24, 0.2))).toBe(false);
  });

  it('not by the outcome of a few', () => {
    expect(drifted(deals(20, 20, 0.1))).toBe(false);
    expect(drifted([])).toBe(false);
  });
});

describe('a training that nobody asked for', () => {
  const requested = async (role: 'manager' | 'rep') => {
    const company = await aCompany();
    const dana = await company.member('Dana', { role });
    await dana.executes('account.create', { name: 'Acme' });
    await dana.executes('deal.log', { account: 'Acme' });
    await dana.executes('deal.lose', { deal: 'D-1' });
    company.clock.advance(2 * 24 * 60 * 60 * 1000);
    const ask = () =>
      company.in((tx) =>
        requestDueTraining({
          tx,
          organization: company.organization,
          clock: company.clock,
          ids: uuids,
        }),
      );
    return { company, first: await ask(), second: await ask() };
  };

  it('is asked for once, in the name of somebody who may train', async () => {
    const { company, first, second } = await requested('manager');
    expect([first, second]).toEqual(['first', null]);
    const rows = await company.in((tx) => tx.forecastTraining.findMany());
    expect(rows).toMatchObject([{ automatic: true, tell: {} }]);
  });

  it('is not asked for where nobody may', async () => {
    const { company, first } = await requested('rep');
    expect(first).toBeNull();
    expect(await company.in((tx) => tx.forecastTraining.count())).toBe(0);
  });
});
