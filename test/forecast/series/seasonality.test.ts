import { describe, expect, it } from 'vitest';
import {
  hasSeason,
  seasonOf,
  withoutSeason,
  withSeason,
} from '../../../src/forecast/series/seasonality.ts';

const SHAPE = [0.5, 1, 1.5, 1];
const seasonal = (count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => (100 + i) * (SHAPE[i % 4] ?? 1));
/** No season: looks random, and is the same each time. */
const shapeless = Float64Array.from(
  { length: 60 },
  (_, i) => 100 + 10 * ((Math.sin(i * 12.9898) * 43758.5453) % 1),
);

describe('the season of a series', () => {
  it('is found where there is one, with three seasons of values and not with fewer', () => {
    expect(hasSeason(seasonal(24), 4)).toBe(true);
    expect(hasSeason(seasonal(11), 4)).toBe(false);
    expect(hasSeason(shapeless, 12)).toBe(false);
    expect(hasSeason(new Float64Array(40).fill(7), 4)).toBe(false);
    expect(hasSeason(seasonal(24), 1)).toBe(false);
  });

  it('is what multiplies the trend, with a mean of one, or is added to it, with a sum of zero', () => {
    for (const [place, factor] of seasonOf(seasonal(40), 4, 'multiplicative').entries())
      expect(factor).toBeCloseTo(SHAPE[place] ?? 0, 1);
    const added = Float64Array.from({ length: 40 }, (_, i) => i + ([-3, 1, 4, -2][i % 4] ?? 0));
    const season = seasonOf(added, 4, 'additive');
    expect(Array.from(season, Math.round)).toEqual([-3, 1, 4, -2]);
    expect(season.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 9);
  });

  it('is put back in its place after the last value', () => {
    for (const count of [24, 25, 26, 27]) {
      const adjustment = withoutSeason(seasonal(count), 4, false);
      const forecast = withSeason(new Float64Array(4).fill(100), adjustment);
      for (const [h, value] of forecast.entries())
        expect(value / 100).toBeCloseTo(SHAPE[(count + h) % 4] ?? 0, 1);
    }
  });

  it('is added where a value is zero or negative', () => {
    const values = seasonal(24).map((value) => value - 60);
    expect(withoutSeason(values, 4, true).kind).toBe('additive');
  });

  it('is drawn to none where it is noise, and hardly where it is clear', () => {
    const spread = (factors: Float64Array): number => Math.max(...factors) - Math.min(...factors);
    const whole = spread(seasonOf(shapeless, 12, 'multiplicative'));
    expect(spread(withoutSeason(shapeless, 12, true).factors)).toBeLessThan(0.5 * whole);
    expect(spread(withoutSeason(seasonal(24), 4, true).factors)).toBeGreaterThan(0.97);
  });
});
