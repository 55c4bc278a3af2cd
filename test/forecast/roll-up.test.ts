import { describe, expect, it } from 'vitest';
import { chanceToReach, type RollUpInput, rollUp } from '../../src/forecast/roll-up.ts';

function input(given: Partial<RollUpInput> = {}): RollUpInput {
  return {
    deals: Array.from({ length: 60 }, (_, i) => ({
      id: `deal ${i}`,
      ownerId: `owner ${i % 4}`,
      teamId: `team ${i % 2}`,
      chance: ((i * 37) % 90) / 100,
      amount: 100 + ((i * 53) % 40) * 10,
    })),
    closedSoFar: [{ ownerId: 'owner 0', teamId: 'team 0', amount: 900 }],
    newBusiness: [400, 900, 650],
    newBusinessShares: [{ ownerId: 'owner 1', teamId: 'team 1', amount: 0.75 }],
    ratios: [0.8, 1, 1, 1.1],
    shock: 0.15,
    stretch: 1.2,
    seed: 7,
    ...given,
  };
}

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);

describe('a roll-up', () => {
  it('adds up: means, and the shares of each quantile, by owner and by team', () => {
    const whole = rollUp(input());
    for (const parts of [whole.owners, whole.teams]) {
      expect(sum(parts.map(({ mean }) => mean))).toBeCloseTo(whole.mean, 6);
      expect(sum(parts.map(({ inP10 }) => inP10))).toBeCloseTo(whole.p10, 6);
      expect(sum(parts.map(({ inP50 }) => inP50))).toBeCloseTo(whole.p50, 6);
      expect(sum(parts.map(({ inP90 }) => inP90))).toBeCloseTo(whole.p90, 6);
    }
    expect(whole.closedSoFar + whole.fromDeals + whole.fromNewBusiness).toBeCloseTo(whole.mean, 6);
  });

  it('has draws whose mean is what the chances say', () => {
    const { draws, mean } = rollUp(input({ draws: 20_000 }));
    expect(sum([...draws]) / draws.length / mean).toBeCloseTo(1, 1);
  });

  it('gives the same for the same seed', () => {
    expect(rollUp(input())).toEqual(rollUp(input()));
    expect(rollUp(input()).p10).not.toBe(rollUp(input({ seed: 8 })).p10);
  });

  it('differs between scenarios by the changed deal only', () => {
    const plain = input({ shock: 0, stretch: 1 });
    const [base, without] = [
      rollUp(plain),
      rollUp({ ...plain, changes: [{ id: 'deal 3', chance: 0 }] }),
    ];
    const deal = plain.deals[3];
    const expected = (deal?.chance ?? 0) * (deal?.amount ?? 0) * 0.975;
    expect(base.mean - without.mean).toBeCloseTo(expected, 6);
    const others = (one: typeof base) => one.owners.filter(({ id }) => id !== 'owner 3');
    for (const part of others(without)) {
      const before = base.owners.find(({ id }) => id === part.id);
      expect(part.p50).toBeCloseTo(before?.p50 ?? -1, 6);
    }
  });

  it('makes the range wider with a shock and with a stretch, and never less than what is closed', () => {
    const width = (given: Partial<RollUpInput>) => {
      const { p10, p90 } = rollUp(input(given));
      return p90 - p10;
    };
    const plain = width({ shock: 0, stretch: 1 });
    expect(width({ shock: 0.4, stretch: 1 })).toBeGreaterThan(plain);
    expect(width({ shock: 0, stretch: 2 })).toBeGreaterThan(plain);
    expect(rollUp(input({ stretch: 3, shock: 1 })).draws[0]).toBeGreaterThanOrEqual(900 - 1e-6);
  });

  it('is scaled to the combined forecast', () => {
    const scaled = rollUp(input({ scaleRestTo: 5000 }));
    expect(scaled.mean).toBeCloseTo(5900, 6);
  });

  it('draws many small deals as one sum, with the same spread', () => {
    const deals = Array.from({ length: 4000 }, (_, i) => ({
      id: `deal ${i}`,
      ownerId: 'one',
      teamId: null,
      chance: 0.3,
      amount: 100,
    }));
    const { p10, p90, mean } = rollUp(
      input({ deals, closedSoFar: [], newBusiness: [], ratios: [1], shock: 0, stretch: 1 }),
    );
    const deviation = 100 * Math.sqrt(4000 * 0.3 * 0.7);
    expect(mean).toBeCloseTo(120_000, 4);
    expect((p90 - p10) / (2 * 1.2816 * deviation)).toBeCloseTo(1, 1);
  });

  it('draws many small deals that are rarely won from win to win, each scenario on the same draws', () => {
    const deals = Array.from({ length: 4000 }, (_, i) => ({
      id: `deal ${i}`,
      ownerId: `owner ${i % 400}`,
      teamId: null,
      chance: i < 3000 ? 0.02 : 0.1,
      amount: 100,
    }));
    const plain = input({
      deals,
      closedSoFar: [],
      newBusiness: [],
      ratios: [1],
      shock: 0,
      stretch: 1,
    });
    const base = rollUp(plain);
    expect(base.mean).toBeCloseTo(100 * (60 + 100), 4);
    expect(sum([...base.draws]) / base.draws.length / base.mean).toBeCloseTo(1, 1);
    const deviation = 100 * Math.sqrt(3000 * 0.02 * 0.98 + 1000 * 0.1 * 0.9);
    expect((base.p90 - base.p10) / (2 * 1.2816 * deviation)).toBeCloseTo(1, 1);
    for (const [chance, difference] of [
      [0, -2],
      [0.01, -1],
      [1, 98],
    ] as const) {
      const supposed = rollUp({ ...plain, changes: [{ id: 'deal 7', chance }] });
      expect(supposed.mean - base.mean).toBeCloseTo(difference, 6);
      const others = ({ owners }: typeof base) =>
        new Map(owners.filter(({ id }) => id !== 'owner 7').map(({ id, p90 }) => [id, p90]));
      expect(others(supposed)).toEqual(others(base));
    }
  });

  it('tells the chance to reach an amount', () => {
    const whole = rollUp(input());
    expect(chanceToReach(whole, 0)).toBe(1);
    expect(chanceToReach(whole, whole.p90)).toBeCloseTo(0.1, 1);
    expect(chanceToReach(whole, 1e9)).toBe(0);
  });

  it('is what is closed where nothing is open, and nothing where nothing is', () => {
    const closed = rollUp(input({ deals: [], newBusiness: [] }));
    expect([closed.p10, closed.mean, closed.p90]).toEqual([900, 900, 900]);
    expect(rollUp(input({ deals: [], newBusiness: [], closedSoFar: [] })).mean).toBe(0);
  });

  it('refuses a chance or an amount that is none', () => {
    const deal = { id: 'x', ownerId: 'a', teamId: null, chance: 1.2, amount: 5 };
    expect(() => rollUp(input({ deals: [deal] }))).toThrow(RangeError);
    expect(() => rollUp(input({ deals: [{ ...deal, chance: 0.5, amount: Number.NaN }] }))).toThrow(
      RangeError,
    );
  });
});
