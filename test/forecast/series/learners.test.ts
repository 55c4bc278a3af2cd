import { describe, expect, it } from 'vitest';
import { forecastByLags, type Learn } from '../../../src/forecast/series/lags.ts';
import { learners } from '../../../src/forecast/series/learners.ts';
import { tuneInTimeOrder } from '../../../src/forecast/series/time-ordered-tuning.ts';

const [forest, supportVectors] = learners(42);
/** A cycle of three months in the growth, which no season of twelve months and no trend explains. */
const cycle = (count: number): Float64Array => {
  const growth = [0.2, -0.05, -0.12];
  let level = Math.log(100);
  return Float64Array.from({ length: count }, (_, i) => {
    level += (growth[i % 3] ?? 0) + 0.002 * Math.sin(i * i);
    return Math.exp(level);
  });
};

describe.each([
  ['the forest', forest],
  ['the support-vector machine', supportVectors],
])('%s on lags', (_, learner) => {
  it('learns a cycle, far better than the last value', () => {
    const values = cycle(46);
    const history = values.slice(0, 40);
    const forecast = learner?.forecast(history, 6, 7) ?? new Float64Array(6);
    const errors = (guess: (h: number) => number): number =>
      values.slice(40).reduce((sum, value, h) => sum + Math.abs(value - guess(h)), 0);
    expect(errors((h) => forecast[h] ?? 0)).toBeLessThan(0.5 * errors(() => history[39] ?? 0));
  });

  it('is the same twice', () => {
    const again = learners(42).find(({ name }) => name === learner?.name);
    expect(again?.forecast(cycle(40), 3, 12)).toEqual(learner?.forecast(cycle(40), 3, 12));
  });

  it('says the last season again where there is too little, or nothing, to learn', () => {
    expect(Array.from(learner?.forecast(Float64Array.of(1, 5, 2, 8), 3, 2) ?? [])).toEqual([
      2, 8, 2,
    ]);
    expect(Array.from(learner?.forecast(new Float64Array(50).fill(3), 2, 12) ?? [])).toEqual([
      3, 3,
    ]);
  });

  it('takes zeros and negative values', () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => ((i * 7) % 11) - 3);
    expect(learner?.forecast(values, 12, 12).every(Number.isFinite)).toBe(true);
  });
});

describe('lags', () => {
  it('give the learner rows in order of time, none of which holds its own target', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => 100 + i + (i % 5) ** 2);
    let [rowsSeen, targetsSeen]: [readonly (readonly number[])[], readonly number[]] = [[], []];
    const learn: Learn = (rows, targets) => {
      [rowsSeen, targetsSeen] = [rows, targets];
      return { predict: () => 0, free: () => undefined };
    };
    forecastByLags(values, 1, 12, learn);
    // The latest change of a row is the target of the row before.
    expect(rowsSeen.slice(1).map(([latest]) => latest)).toEqual(targetsSeen.slice(0, -1));
  });
});

describe('tuning in time order', () => {
  it('takes what predicts the end from the beginning, not what fits best in between', () => {
    const targets = Array.from({ length: 30 }, (_, i) => i);
    const rows = targets.map((i) => [i]);
    const seen: number[] = [];
    const constant =
      (offset: number): Learn =>
      (known, knownTargets) => {
        seen.push(known.length);
        const last = knownTargets.at(-1) ?? 0;
        return { predict: () => last + offset, free: () => undefined };
      };
    expect(tuneInTimeOrder([-9, 3, 20], constant, rows, targets)).toBe(3);
    expect(new Set(seen)).toEqual(new Set([20, 25]));
  });

  it('needs something to choose from', () => {
    expect(() =>
      tuneInTimeOrder([], () => () => ({ predict: () => 0, free: () => undefined }), [], []),
    ).toThrow(RangeError);
  });
});
