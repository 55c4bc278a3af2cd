import { describe, expect, it } from 'vitest';
import { backTest, settingFor } from '../../src/forecast/back-test.ts';
import { dayNumber } from '../../src/forecast/deals/calendar.ts';
import type { RawOrigin } from '../../src/forecast/deals/origins.ts';
import { seededRandom } from '../../src/forecast/deals/seeded.ts';
import { combine, FIRST_SETTING } from '../../src/forecast/deals/setting.ts';
import { addMonths } from '../../src/platform/clock.ts';

type Errors = { deals: number; series: number; lastPeriod: number };

/** Quarters at their beginning: each forecast is off by a normal share of so much. */
function quarters(count: number, errors: Errors): RawOrigin[] {
  const random = seededRandom(11);
  const off = (by: number) => 1 + by * (random() + random() + random() - 1.5) * 2;
  return Array.from({ length: count }, (_, i) => {
    const start = addMonths('2010-01-01', 3 * i);
    const actual = 10_000 * (1 + random() / 2);
    return {
      kind: 'quarter',
      on: dayNumber(start),
      span: { start: dayNumber(start), end: dayNumber(addMonths(start, 3)) - 1, months: 3 },
      phase: 'early',
      closedSoFar: 0,
      actual,
      deals: actual * off(errors.deals),
      series: actual * off(errors.series),
      naive: {
        lastPeriod: actual * off(errors.lastPeriod),
        lastQuarter: null,
        lastYear: null,
        stageWeighted: actual * 2,
        commit: actual / 2,
      },
      open: [{ id: `deal ${i}`, ownerId: 'a', teamId: null, chance: 0.5, amount: 500 }],
      won: new Float64Array([i % 2]),
      ratios: [1],
      newBusiness: [9_000, 10_000, 11_000],
      noise: 800,
    };
  });
}

describe('a back-test', () => {
  it('leans on what was nearer until then', () => {
    const raw = quarters(40, { deals: 0.05, series: 0.3, lastPeriod: 0.5 });
    const [result] = backTest(raw, raw).results;
    expect(result?.setting.dealWeight).toBeGreaterThan(0.8);
    expect(result?.setting.used).toBe('combined');
    expect(result?.beatsNaive).toBe(true);
    expect(result?.errors.combined).toBeLessThan(result?.errors.lastPeriod ?? 0);
  });

  it('says so and uses the naive forecast where nothing beats it', () => {
    const raw = quarters(40, { deals: 0.9, series: 0.8, lastPeriod: 0.02 });
    const { results, origins } = backTest(raw, raw);
    const [result] = results;
    expect(result?.bestNaive).toBe('lastPeriod');
    expect(result?.wape).toBeLessThan(2 * (result?.errors.lastPeriod ?? 0) + 0.05);
    expect(origins.at(-1)?.setting.topDown).toBe('lastPeriod');
  });

  it('has ranges that hold for four of five periods, whatever the errors are', () => {
    for (const deals of [0.05, 0.15, 0.4]) {
      const raw = quarters(120, { deals, series: 0.4, lastPeriod: 0.5 });
      const held = backTest(raw, raw)
        .origins.slice(20)
        .map(({ actual, p10, p90 }) => actual >= p10 && actual <= p90);
      const share = held.filter(Boolean).length / held.length;
      expect(share).toBeGreaterThan(0.7);
      expect(share).toBeLessThan(0.92);
    }
  });

  it('judges a forecast by periods that had ended before it only', () => {
    const raw = quarters(30, { deals: 0.1, series: 0.2, lastPeriod: 0.3 });
    const changed = raw.map((one, i) => (i < 20 ? one : { ...one, actual: 1, deals: 9e9 }));
    const [a, b] = [backTest(raw, raw), backTest(changed, changed)];
    expect(b.origins.slice(0, 20)).toEqual(a.origins.slice(0, 20));
  });

  it('starts with what is believed, and is not there for periods that were never tested', () => {
    const raw = quarters(3, { deals: 0.1, series: 0.1, lastPeriod: 0.1 });
    expect(backTest(raw, raw).origins[0]?.setting).toEqual(FIRST_SETTING);
    expect(settingFor(null, 91, 'early')).toBeNull();
    expect(settingFor(backTest(raw, raw), 30, 'late')?.kind).toBe('quarter');
    expect(backTest([], []).results).toEqual([]);
  });

  it('takes the deals alone where there is no other forecast', () => {
    const naive = {
      lastPeriod: null,
      lastQuarter: null,
      lastYear: null,
      stageWeighted: 0,
      commit: 0,
    };
    const origin = { deals: 70, series: null, naive, closedSoFar: 0 };
    expect(combine(origin, FIRST_SETTING)).toBe(70);
  });
});
