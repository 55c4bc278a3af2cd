import { describe, expect, it } from 'vitest';
import {
  combine,
  combinedAtOrigins,
  verdictOf,
  weightsOf,
} from '../../../src/forecast/series/combination.ts';
import { type Origin, placeOrigins } from '../../../src/forecast/series/rolling-origin.ts';

const originWith = (errors: readonly number[]): Origin => ({
  known: 10,
  actual: Float64Array.of(0),
  forecasts: errors.map((error) => Float64Array.of(error)),
  errors,
});

describe('the combined forecast', () => {
  it('weighs by the inverse of the error, and leaves out what is beyond the best four', () => {
    const weights = weightsOf([originWith([9, 1, 2, 4, 8, 4])], [1, 2, 3, 4, 5]);
    expect(weights[0]).toBe(0);
    expect(weights[4]).toBe(0);
    expect((weights[1] ?? 0) / (weights[2] ?? 1)).toBeCloseTo(2, 4);
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it('weighs all alike without a back-test, and where none of them erred', () => {
    expect(Array.from(weightsOf([], [0, 1]))).toEqual([0.5, 0.5]);
    expect(Array.from(weightsOf([originWith([0, 0])], [0, 1]))).toEqual([0.5, 0.5]);
  });

  it('is judged at an origin by weights from earlier origins only', () => {
    const [first, second] = combinedAtOrigins([originWith([0, 10]), originWith([10, 0])], [0, 1]);
    expect(first?.error).toBeCloseTo(5, 9);
    // The first candidate was without error until then, so it counts alone, and errs now.
    expect(second?.error).toBeCloseTo(10, 4);
  });

  it('is the weighted sum', () => {
    const sum = combine(
      [Float64Array.of(10, 20), Float64Array.of(30, 0)],
      Float64Array.of(0.25, 0.75),
    );
    expect(Array.from(sum)).toEqual([25, 5]);
  });
});

describe('the verdict beside the naive forecast', () => {
  it.each([
    [8, 10, 1, 'better'],
    [10, 9, 2, 'unclear'],
    [10, 7, 2, 'unclear'],
    [10, 5, 8, 'worse'],
    [10, 9, 2000, 'worse'],
    [10, 0, 1, 'worse'],
    [0, 0, 3, 'unclear'],
    [10, 5, 0, 'untested'],
  ] as const)('combined %d, naive %d, %d origins: %s', (combined, naive, origins, verdict) => {
    expect(verdictOf(combined, naive, origins)).toBe(verdict);
  });
});

describe('the origins of a back-test', () => {
  it.each([
    ['a year ahead of ten years', 120, 12, 3, 60, [96, 102, 108]],
    ['at most a quarter of the series ahead', 20, 18, 3, 10, [11, 13, 15]],
    ['with enough known at each', 20, 3, 50, 15, [15, 16, 17]],
    ['none where too little would be known', 6, 3, 5, 6, []],
  ])('%s', (_, length, horizon, most, fewest, places) => {
    expect(placeOrigins(length, horizon, most, fewest)).toEqual(places);
  });
});
