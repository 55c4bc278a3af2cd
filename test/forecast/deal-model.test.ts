import { describe, expect, it } from 'vitest';
import { closeCurve, explainDeal } from '../../src/forecast/deal-explanation.ts';
import { forecastPeriod } from '../../src/forecast/deal-forecast.ts';
import { predictDeals, trainDealModel } from '../../src/forecast/deal-model.ts';
import { dealModelFromBytes, dealModelToBytes } from '../../src/forecast/deal-model-bytes.ts';
import type { DealHistory, DealOutcome } from '../../src/forecast/deal-snapshot.ts';
import { UnreadableModel } from '../../src/forecast/forest/blob.ts';
import { logLoss } from '../../src/forecast/scores.ts';
import { addDays } from '../../src/platform/clock.ts';
import { aHistory, anOutcome, aSnapshot } from './deals-world.ts';

const OPTIONS = { seed: 1, fiscalYearStartMonth: 1 };
const QUARTER = { start: '2026-01-01', end: '2026-03-31' };

function openOf({ snapshots, asOf }: DealHistory) {
  return snapshots.filter(({ takenOn }) => takenOn === asOf);
}

function forecastOf(model: Awaited<ReturnType<typeof trainDealModel>>, history: DealHistory) {
  return forecastPeriod(model, {
    period: QUARTER,
    on: history.asOf,
    open: openOf(history),
    outcomes: history.outcomes,
    seed: 1,
    draws: 500,
  });
}

describe('a deal model of some hundred deals', async () => {
  const history = aHistory(330, 600);
  const model = await trainDealModel(history, OPTIONS);

  it('tells deals that are won from those that are not, on later days than it learned from', () => {
    expect(model.facts.scores?.auc).toBeGreaterThan(0.7);
    expect(model.facts.scores?.logLoss).toBeLessThan(model.facts.scores?.baseLogLoss ?? 0);
    expect(model.facts.prior).toBe(false);
  });

  it('gives the same bytes for the same history and seed, and reads them again', async () => {
    const bytes = dealModelToBytes(model);
    expect(dealModelToBytes(await trainDealModel(history, OPTIONS))).toEqual(bytes);
    const read = dealModelFromBytes(bytes);
    expect(read.facts).toEqual(model.facts);
    expect(read.backTest).toEqual(model.backTest);
    const open = openOf(history);
    expect(predictDeals(read, open, '2026-03-31')).toEqual(predictDeals(model, open, '2026-03-31'));
  });

  it('refuses bytes that are damaged', () => {
    const bytes = dealModelToBytes(model);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    expect(() => dealModelFromBytes(bytes)).toThrow(UnreadableModel);
    expect(() => dealModelFromBytes(new Uint8Array(3))).toThrow(UnreadableModel);
  });

  it('explains a chance by reasons that add up to it', () => {
    for (const snapshot of openOf(history).slice(0, 20)) {
      const { probability, base, reasons } = explainDeal(model, snapshot, '2026-03-31');
      const sum = reasons.reduce((total, { points }) => total + points, base);
      expect(sum).toBeCloseTo(probability, 9);
      expect(probability).toBeCloseTo(predictDeals(model, [snapshot], '2026-03-31')[0] ?? -1, 9);
    }
  });

  it('never makes a later end less likely than an earlier one', () => {
    for (const snapshot of openOf(history).slice(0, 20)) {
      const { weeks, likely } = closeCurve(model, snapshot);
      expect(weeks.every(({ won }) => won >= 0)).toBe(true);
      expect(weeks.at(-1)?.wonBy).toBeLessThanOrEqual(1);
      expect(likely).not.toBeNull();
    }
  });

  it('says nothing else when what happens later is shuffled', async () => {
    const cut = '2025-10-06';
    const until = { ...history, asOf: cut };
    const shuffled: DealHistory = {
      asOf: cut,
      snapshots: history.snapshots.map((one) =>
        one.takenOn > cut ? { ...one, amount: 1, stageId: 'elsewhere', ownerId: 'Zoe' } : one,
      ),
      outcomes: history.outcomes.map((one) =>
        one.closedOn !== null && one.closedOn >= cut
          ? {
              ...one,
              status: one.status === 'won' ? 'lost' : 'won',
              value: 9e9,
              closedOn: addDays(one.closedOn, 5),
            }
          : one,
      ),
    };
    const [a, b] = [await trainDealModel(until, OPTIONS), await trainDealModel(shuffled, OPTIONS)];
    expect(dealModelToBytes(b)).toEqual(dealModelToBytes(a));
    expect(a.facts.closedDeals).toBeLessThan(model.facts.closedDeals);
  });

  it('tests itself beside naive forecasts, with nothing that was known later', () => {
    const { results, origins } = model.backTest ?? { results: [], origins: [] };
    expect(origins.length).toBeGreaterThan(10);
    expect(origins.every(({ on, period }) => period.start <= on && on <= period.end)).toBe(true);
    expect(results.every(({ wape }) => wape < 1)).toBe(true);
    expect(results.some(({ errors }) => errors.lastPeriod !== null)).toBe(true);
  });

  it('forecasts a period whose parts add up, and scenarios on the same draws', () => {
    const { range, deals } = forecastOf(model, history);
    const parts = range.owners.reduce((sum, { mean }) => sum + mean, 0);
    expect(parts).toBeCloseTo(range.mean, 4);
    expect(range.p10).toBeLessThan(range.p50);
    expect(range.p50).toBeLessThan(range.p90);
    expect(range.p10).toBeGreaterThanOrEqual(range.closedSoFar);
    const [largest] = deals.toSorted((a, b) => b.chance * b.amount - a.chance * a.amount);
    const without = forecastPeriod(model, {
      period: QUARTER,
      on: history.asOf,
      open: openOf(history),
      outcomes: history.outcomes,
      seed: 1,
      draws: 500,
      changes: [{ id: largest?.id ?? '', chance: 0 }],
    });
    expect(without.range.mean).toBeLessThan(range.mean);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const training = trainDealModel(history, OPTIONS, {
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    await expect(training).rejects.toThrow();
  });
});

describe('a deal model of little or odd history', () => {
  const cases: Readonly<Record<string, DealHistory>> = {
    'nothing at all': { snapshots: [], outcomes: [], asOf: '2026-03-02' },
    'open deals only': { ...aHistory(20, 60), outcomes: [] },
    'one deal': { snapshots: [aSnapshot()], outcomes: [anOutcome()], asOf: '2026-03-02' },
    'all lost': lost(aHistory(300, 400)),
    'values 0 or missing': withoutValues(aHistory(300, 400)),
    'closed before created': backwards(aHistory(300, 400)),
    'one deal worth more than all others': withGiant(aHistory(300, 400)),
    'a clock that was set back': setBack(aHistory(300, 400)),
  };

  for (const [name, history] of Object.entries(cases))
    it(`is sane: ${name}`, async () => {
      const model = dealModelFromBytes(dealModelToBytes(await trainDealModel(history, OPTIONS)));
      const snapshot = aSnapshot({ takenOn: history.asOf });
      const [chance = -1] = predictDeals(model, [snapshot], '2026-03-31');
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1);
      const { base, reasons, probability } = explainDeal(model, snapshot, '2026-03-31');
      const sum = reasons.reduce((total, { points }) => total + points, base);
      expect(sum).toBeCloseTo(probability, 9);
      const { range } = forecastOf(model, history);
      for (const value of [range.mean, range.p10, range.p50, range.p90])
        expect(Number.isFinite(value)).toBe(true);
    });

  it('believes more in late stages and long horizons before anything has closed, and says that it is a prior', async () => {
    const model = await trainDealModel(cases['open deals only'] ?? aHistory(0, 1), OPTIONS);
    const [early = 1, late = 0] = predictDeals(
      model,
      [aSnapshot({ stagePosition: 0 }), aSnapshot({ stagePosition: 1 })],
      '2026-03-31',
    );
    expect(late).toBeGreaterThan(early);
    expect(predictDeals(model, [aSnapshot()], '2026-02-07')[0]).toBeLessThan(early);
    expect(model.facts.prior).toBe(true);
    expect(model.facts.chosen).toBe('base-rate');
  });

  it('is no worse than the plain rate of 20, 40 or 80 deals', async () => {
    const later = aHistory(300, 500, 99);
    const asked = later.snapshots.filter(({ takenOn }) => takenOn < '2025-11-01');
    const ends = new Map(later.outcomes.map((one) => [one.dealId, one]));
    const happened = asked.map(({ dealId, takenOn }) => wonBy(ends.get(dealId), takenOn));
    for (const deals of [20, 40, 80]) {
      let [model, rate] = [0, 0];
      for (const seed of [1, 2, 3, 4]) {
        const history = aHistory(deals, 300, seed);
        const own = new Map(history.outcomes.map((one) => [one.dealId, one]));
        const seen = history.snapshots.filter(({ takenOn }) => addDays(takenOn, 45) < history.asOf);
        const wins = seen.filter((one) => wonBy(own.get(one.dealId), one.takenOn) === 1).length;
        const plain = (wins + 1) / (seen.length + 4);
        const trained = await trainDealModel(history, OPTIONS);
        const chances = asked.map(
          (one) => predictDeals(trained, [one], addDays(one.takenOn, 45))[0] ?? 0,
        );
        model += logLoss(happened, chances);
        rate += logLoss(
          happened,
          happened.map(() => plain),
        );
      }
      expect(model / rate).toBeLessThan(1.01);
    }
  });

  it('names a day that is none', async () => {
    const history = { ...aHistory(5, 60), asOf: '2026-02-30' };
    await expect(trainDealModel(history, OPTIONS)).rejects.toThrow('2026-02-30');
  });
});

function wonBy(outcome: DealOutcome | undefined, takenOn: string): number {
  const closedOn = outcome?.closedOn ?? null;
  return outcome?.status === 'won' && closedOn !== null && closedOn <= addDays(takenOn, 45) ? 1 : 0;
}

function lost(history: DealHistory): DealHistory {
  return { ...history, outcomes: history.outcomes.map((one) => ({ ...one, status: 'lost' })) };
}

function withoutValues(history: DealHistory): DealHistory {
  return {
    ...history,
    snapshots: history.snapshots.map((one, i) => ({ ...one, amount: i % 2 === 0 ? null : 0 })),
    outcomes: history.outcomes.map((one, i) => ({ ...one, value: i % 2 === 0 ? null : 0 })),
  };
}

function backwards(history: DealHistory): DealHistory {
  return {
    ...history,
    outcomes: history.outcomes.map((one) => ({
      ...one,
      createdOn: addDays(one.closedOn ?? '', 9),
    })),
  };
}

function withGiant(history: DealHistory): DealHistory {
  const giant = { dealId: 'giant', amount: 1e12 };
  return {
    ...history,
    snapshots: [...history.snapshots, aSnapshot({ ...giant, takenOn: history.asOf })],
    outcomes: [
      ...history.outcomes,
      anOutcome({ dealId: 'old giant', value: 1e12, closedOn: '2025-08-08' }),
    ],
  };
}

function setBack(history: DealHistory): DealHistory {
  return {
    ...history,
    snapshots: history.snapshots.map((one, i) =>
      i % 3 === 0
        ? { ...one, createdOn: addDays(one.takenOn, 40), stageEnteredOn: '2027-01-01' }
        : one,
    ),
  };
}
