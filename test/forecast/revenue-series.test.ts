import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastRevenue, loadLearners } from '../../src/forecast/revenue-series.ts';
import { COMBINED } from '../../src/forecast/series/candidates.ts';
import { rollOrigins } from '../../src/forecast/series/rolling-origin.ts';

const SHAPE = [0.7, 0.8, 1.1, 0.9, 1, 1.2, 0.8, 0.6, 1.1, 1, 1.1, 1.7];
/** Grows by 1 % a month, with a season and a noise of 4 %. */
const months = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => trueMonth(i) * (1 + 0.04 * noise(i)));
const trueMonth = (i: number): number => 1000 * 1.01 ** i * (SHAPE[i % 12] ?? 1);
/** Looks random, and is the same each time. */
const noise = (i: number): number => 2 * ((Math.sin(i * 12.9898) * 43758.5453) % 1);

describe('a forecast of revenue', () => {
  it('follows trend and season, says that it beats the naive ones, and by how much', () => {
    const { periods, model, parts, backTest } = forecastRevenue(months(60), 6);
    for (const [h, { p50 }] of periods.entries())
      expect(Math.abs(p50 / trueMonth(60 + h) - 1)).toBeLessThan(0.12);
    expect(model).toBe('combined');
    expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(backTest.verdict).toBe('better');
    expect(backTest.origins).toBe(9);
    expect(backTest.combined).toBeLessThan((backTest.seasonalNaive ?? 0) * 0.7);
    expect(backTest.naive).toBeGreaterThan(backTest.seasonalNaive ?? 0);
  });

  it('shows a season after two and a half years', () => {
    const { periods } = forecastRevenue(months(30), 6);
    // The sixth month ahead is a December.
    expect(periods[5]?.p50).toBeGreaterThan(1.3 * (periods[4]?.p50 ?? 0));
  });

  it('uses the naive forecast, and says so, where the level only jumps now and then', () => {
    const levels = [100, 320, 40, 260, 150, 400, 90];
    const jumping = Array.from({ length: 70 }, (_, i) => levels[Math.floor(i / 10)] ?? 0);
    const { model, periods, parts, backTest } = forecastRevenue(jumping, 3);
    expect(backTest.verdict).toBe('worse');
    expect(backTest.naive).toBeLessThan(backTest.combined ?? 0);
    expect(model).toBe('naive');
    expect(periods.map(({ p50 }) => p50)).toEqual([90, 90, 90]);
    expect(parts).toEqual([]);
  });

  it('uses last year again where each year is quite another one, month by month the same', () => {
    const year = [9, 2, 60, 3, 41, 5, 77, 1, 30, 8, 55, 4];
    const repeating = Array.from({ length: 40 }, (_, i) =>
      i < 14 ? 70 - i * 5 : (year[i % 12] ?? 0),
    );
    const { model, periods } = forecastRevenue(repeating, 3);
    expect(model).toBe('seasonal-naive');
    expect(periods.map(({ p50 }) => p50)).toEqual([41, 5, 77]);
  });

  it('leaves it open where a naive forecast was better by no more than chance', () => {
    const verdicts = Array.from({ length: 20 }, (_, shift) => {
      let level = 500;
      const walk = Array.from({ length: 60 }, (_, i) => {
        level += 20 * noise(i + 100 * shift);
        return level;
      });
      return forecastRevenue(walk, 3);
    });
    const unclear = verdicts.filter(({ backTest }) => backTest.verdict === 'unclear');
    expect(unclear.length).toBeGreaterThan(3);
    for (const { model, backTest } of unclear) {
      expect(model).toBe('combined');
      expect(Math.min(backTest.naive ?? 0, backTest.seasonalNaive ?? 0)).toBeLessThanOrEqual(
        backTest.combined ?? 0,
      );
    }
  });

  it('puts the range around the forecast, and the range of the sum inside of the sum of ranges', () => {
    const { periods, total } = forecastRevenue(months(48), 6);
    const sum = (pick: 'p10' | 'p50' | 'p90'): number =>
      periods.reduce((all, range) => all + range[pick], 0);
    for (const { p10, p50, p90 } of periods) {
      expect(p10).toBeLessThan(p50);
      expect(p90).toBeGreaterThan(p50);
    }
    expect(total.p50).toBeCloseTo(sum('p50'), 6);
    expect(total.p90 - total.p10).toBeLessThan(sum('p90') - sum('p10'));
  });

  it('covers about four of five values that came later', () => {
    let [inside, count] = [0, 0];
    for (let length = 40; length < 100; length += 1) {
      const { periods } = forecastRevenue(months(length), 3, { origins: 8 });
      for (const [h, { p10, p90 }] of periods.entries()) {
        const value = months(length + 3)[length + h] ?? 0;
        count += 1;
        if (value >= p10 && value <= p90) inside += 1;
      }
    }
    expect(inside / count).toBeGreaterThan(0.7);
    expect(inside / count).toBeLessThan(0.92);
  });

  it('does not change when the unit does', () => {
    const small = forecastRevenue(months(40), 4);
    const large = forecastRevenue(
      months(40).map((value) => value * 2 ** 40),
      4,
    );
    for (const [h, { p10 }] of small.periods.entries())
      expect(large.periods[h]?.p10).toBe(p10 * 2 ** 40);
    expect(large.backTest.combined).toBe((small.backTest.combined ?? 0) * 2 ** 40);
  });

  it('is the same twice, also with the learners', async () => {
    const options = { learners: await loadLearners(3), origins: 2 };
    const first = forecastRevenue(months(48), 3, options);
    const again = { learners: await loadLearners(3), origins: 2 };
    expect(forecastRevenue(months(48), 3, again)).toEqual(first);
    expect(first.backTest.candidates.map(({ name }) => name)).toContain('random-forest');
    expect(first.parts).toHaveLength(4);
  });

  it('back-tests with nothing that came after the moment: another end changes no earlier origin', () => {
    const series = Float64Array.from(months(60));
    const changed = series.map((value, i) => (i < 50 ? value : value * 3 + i));
    const at = (values: Float64Array) => rollOrigins(values, COMBINED, [40, 44], 6, 12);
    expect(at(changed)).toEqual(at(series));
  });
});

describe('a series that has little to tell', () => {
  it.each([
    ['one value', [500], 500],
    ['four values', [400, 500, 450, 550], 475],
  ])('%s: their average', (_, series, expected) => {
    const { periods, model, backTest } = forecastRevenue(series, 3);
    expect(periods.map(({ p50 }) => p50)).toEqual([expected, expected, expected]);
    expect(periods[0]?.p10).toBeLessThan(expected);
    expect(model).toBe('average');
    expect(backTest.verdict).toBe('untested');
  });

  it.each([
    ['zeros', 0],
    ['a constant', 1234.5],
    ['a negative constant', -20],
  ])('%s: itself, without a doubt', (_, value) => {
    for (const length of [1, 5, 7, 30, 80]) {
      const { periods } = forecastRevenue(
        Array.from({ length }, () => value),
        4,
      );
      for (const { p50 } of periods) expect(p50).toBeCloseTo(value, 6);
      if (length > 1) expect((periods[3]?.p90 ?? 0) - (periods[3]?.p10 ?? 0)).toBeCloseTo(0, 6);
    }
  });

  it('never falls below zero where the history never did, and may where it did', () => {
    const falling = Array.from({ length: 30 }, (_, i) => Math.max(0, 300 - 12 * i));
    for (const { p10, p50 } of forecastRevenue(falling, 12).periods) {
      expect(p10).toBeGreaterThanOrEqual(0);
      expect(p50).toBeGreaterThanOrEqual(0);
    }
    const sinking = Array.from({ length: 30 }, (_, i) => 100 - 12 * i);
    expect(forecastRevenue(sinking, 3).periods[2]?.p50).toBeLessThan(-200);
  });

  it('fills missing months from the year before and after, and says how many', () => {
    const holes: (number | null)[] = months(60);
    for (const i of [17, 18, 30, 41]) holes[i] = null;
    const { periods, filled } = forecastRevenue([null, null, ...holes], 3);
    expect(filled).toBe(4);
    for (const [h, { p50 }] of periods.entries())
      expect(Math.abs(p50 / trueMonth(60 + h) - 1)).toBeLessThan(0.15);
  });

  it.each([
    ['no value', [], 3, {}],
    ['nothing known', [null, null], 3, {}],
    ['not a number', [1, Number.NaN, 3], 3, {}],
    ['infinite', [1, Number.POSITIVE_INFINITY], 3, {}],
    ['no period ahead', [1, 2, 3], 0, {}],
    ['half a period ahead', [1, 2, 3], 1.5, {}],
    ['no season', [1, 2, 3], 3, { period: 0 }],
    ['less than no origins', [1, 2, 3], 3, { origins: -1 }],
  ])('%s: refused with a reason', (_, series, horizon, options) => {
    expect(() => forecastRevenue(series, horizon, options)).toThrow(RangeError);
  });

  it('gives finite ranges in order for whatever the values', () => {
    const value = fc.oneof(
      fc.constant(0),
      fc.double({ min: -1e15, max: 1e15, noNaN: true }),
      fc.double({ min: 0, max: 1e-9, noNaN: true }),
      fc.integer({ min: 0, max: 100 }),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(1, 4, 12, 52),
        (series, period) => {
          const { periods, total } = forecastRevenue(series, 5, { period, origins: 3 });
          for (const { p10, p50, p90 } of [...periods, total]) {
            expect([p10, p50, p90].every(Number.isFinite)).toBe(true);
            expect(p10).toBeLessThanOrEqual(p50);
            expect(p50).toBeLessThanOrEqual(p90);
            if (Math.min(...series) >= 0) expect(p10).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  });
});
