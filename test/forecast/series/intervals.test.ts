import { describe, expect, it } from 'vitest';
import { halfWidths, spreadOf } from '../../../src/forecast/series/intervals.ts';

describe('how far a series moves', () => {
  it('is the mean difference of values so far apart, and grows with the root beyond a third of it', () => {
    const line = Float64Array.from({ length: 12 }, (_, i) => 5 * i);
    const spread = spreadOf(line, 6, 1);
    expect(Array.from(spread.subarray(0, 4))).toEqual([5, 10, 15, 20]);
    expect(spread[4]).toBeCloseTo(20 * Math.sqrt(5 / 4), 9);
  });

  it('is nothing for a constant, and for a single value', () => {
    expect(Array.from(spreadOf(new Float64Array(9).fill(4), 3, 12))).toEqual([0, 0, 0]);
    expect(Array.from(spreadOf(Float64Array.of(4), 2, 12))).toEqual([0, 0]);
  });
});

describe('the width of a range', () => {
  const spread = Float64Array.of(10, 20);
  const past = (error: number) => ({ errors: Float64Array.of(error, 2 * error), spread });

  it('follows the errors of the back-test, the more of them the closer', () => {
    const usual = halfWidths(spread, [], 0)[0] ?? 0;
    const few = halfWidths(spread, [past(1)], 1)[0] ?? 0;
    const many =
      halfWidths(
        spread,
        Array.from({ length: 30 }, () => past(1)),
        30,
      )[0] ?? 0;
    expect(few).toBeLessThan(usual);
    expect(many).toBeLessThan(few);
    // Normal errors of mean 1 have an 80 % point of 1.6.
    expect(many).toBeGreaterThan(1.6);
    expect(many).toBeLessThan(2.2);
  });

  it('grows as the series moves', () => {
    const [near = 0, far = 0] = halfWidths(spread, [past(3)], 1);
    expect(far).toBeCloseTo(2 * near, 9);
  });

  it('passes over an origin before the series moved', () => {
    const still = { errors: Float64Array.of(1, 1), spread: Float64Array.of(0, 0) };
    expect(halfWidths(spread, [still], 0)).toEqual(halfWidths(spread, [], 0));
  });
});
