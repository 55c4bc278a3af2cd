import { describe, expect, it } from 'vitest';
import { automaticSmoothing } from '../../../src/forecast/series/exponential-smoothing.ts';
import { extend, fitSmoothing } from '../../../src/forecast/series/smoothing.ts';
import { theta } from '../../../src/forecast/series/theta.ts';

const LINE = Float64Array.from({ length: 30 }, (_, i) => 100 + 3 * i);
const UNEVEN = Float64Array.of(12, 15, 11, 18, 17, 14, 21, 19, 24, 20, 22, 27, 25, 23, 29, 31);

describe('exponential smoothing', () => {
  it('continues a line', () => {
    const forecast = extend(fitSmoothing(LINE, 'linear'), 3);
    for (const [h, value] of forecast.entries()) expect(value).toBeCloseTo(190 + 3 * h, 6);
  });

  it('errs no more than any parameters of a grid, with the recursion written out', () => {
    const byHand = (alpha: number, level: number): number => {
      let [sum, state] = [0, level];
      for (const value of UNEVEN) {
        sum += (value - state) ** 2;
        state += alpha * (value - state);
      }
      return sum;
    };
    const grid = Array.from({ length: 99 }, (_, a) =>
      Array.from({ length: 200 }, (_, l) => byHand((a + 1) / 100, 5 + l / 10)),
    ).flat();
    const { squares, level } = fitSmoothing(UNEVEN, 'none');
    expect(squares).toBeLessThanOrEqual(Math.min(...grid) * 1.0001);
    expect(squares).toBeGreaterThan(0.9 * Math.min(...grid));
    expect(level).toBeGreaterThan(20);
  });

  it('keeps a trend that is damped below one that is not', () => {
    const linear = extend(fitSmoothing(UNEVEN, 'linear'), 24);
    const damped = extend(fitSmoothing(UNEVEN, 'damped'), 24);
    expect(damped[23]).toBeLessThan(linear[23] ?? 0);
  });

  it('continues a season that grows with the level', () => {
    const shape = [0.6, 0.8, 1, 1.6];
    const at = (i: number): number => 50 * 1.02 ** i * (shape[i % 4] ?? 1);
    const values = Float64Array.from(
      { length: 32 },
      (_, i) => at(i) * (1 + 0.01 * Math.sin(i * i)),
    );
    const forecast = automaticSmoothing(values, 4, 4);
    for (const [h, value] of forecast.entries())
      expect(Math.abs(value / at(32 + h) - 1)).toBeLessThan(0.06);
  });
});

describe('Theta', () => {
  it('adds half of the slope of the regression line each period', () => {
    const forecast = theta(UNEVEN, 5);
    const n = UNEVEN.length;
    const mean = UNEVEN.reduce((a, b) => a + b, 0) / n;
    const [products, squares] = UNEVEN.reduce(
      ([xy = 0, xx = 0], value, i) => [
        xy + (i - (n - 1) / 2) * (value - mean),
        xx + (i - (n - 1) / 2) ** 2,
      ],
      [0, 0],
    );
    const slope = products / squares;
    for (let h = 1; h < 5; h += 1)
      expect((forecast[h] ?? 0) - (forecast[h - 1] ?? 0)).toBeCloseTo(slope / 2, 9);
  });
});
