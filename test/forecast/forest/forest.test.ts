import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growForest, growRegressionForest } from '../../../src/forecast/forest/forest.ts';
import { readRegressionForest, readWinModel } from '../../../src/forecast/forest/read-model.ts';
import { baseLossOf, deals, logLossOf, rowsOf, tableOf } from './tables.ts';

const all = deals(4000, 1);
const [train, test] = [rowsOf(all, 0, 3000), rowsOf(all, 3000, 4000)];
const count = (rows: number) => Array.from({ length: rows }, (_, row) => row);

describe('a forest of wins', () => {
  it('predicts later deals better than the share of wins does', () => {
    const { model } = growForest(train.table, train.won, { seed: 1, minLeaf: 10 });
    const loss = logLossOf(model.probabilities(test.table), test.won);
    expect(loss).toBeLessThan(baseLossOf(train, test) * 0.85);
  });

  it('gives the same bytes for the same seed, and others for another', () => {
    const grown = (seed: number) => growForest(train.table, train.won, { seed, trees: 10 }).model;
    expect(grown(7).toBytes()).toEqual(grown(7).toBytes());
    expect(grown(7).toBytes()).not.toEqual(grown(8).toBytes());
  });

  it('estimates by out-of-bag rows what it will be worth on rows it has not seen', () => {
    const options = { seed: 2, minLeaf: 10, outOfBag: true };
    const { model, outOfBag } = growForest(train.table, train.won, options);
    const fresh = logLossOf(model.probabilities(test.table), test.won);
    expect(Math.abs(logLossOf(outOfBag ?? train.won, train.won) - fresh)).toBeLessThan(0.03);
  });

  it('adds up each prediction from its parts, deep or shallow', () => {
    for (const maxDepth of [3, 40]) {
      const { model } = growForest(train.table, train.won, { seed: 3, trees: 30, maxDepth });
      const predicted = model.probabilities(test.table);
      for (const row of count(50)) {
        const { base, parts, prediction, scale } = model.contributions(test.table, row);
        expect(scale).toBe('probability');
        expect(prediction).toBe(predicted[row]);
        expect(Math.abs(parts.reduce((a, b) => a + b, base) - prediction)).toBeLessThan(1e-9);
      }
    }
  });

  it('gives no part to a feature that is the same everywhere', () => {
    const constant = { ...train.table, columns: [...train.table.columns] };
    constant.columns[4] = new Float64Array(train.table.rows).fill(3);
    const { model } = growForest(constant, train.won, { seed: 3, trees: 20 });
    expect(model.contributions(test.table, 5).parts[4]).toBe(0);
  });

  it('learns from what is missing', () => {
    const called = count(600).map((row) => (row % 3 === 0 ? Number.NaN : row % 7));
    const won = Float64Array.from(called, (value) => (Number.isNaN(value) ? 1 : 0));
    const { model } = growForest(tableOf({ called }), won, { seed: 1, minLeaf: 5 });
    const [missing, there] = model.probabilities(tableOf({ called: [Number.NaN, 4] }));
    expect(missing).toBeGreaterThan(0.95);
    expect(there).toBeLessThan(0.05);
  });

  it('divides categories by what they are like, not by their codes', () => {
    const kind = count(800).map((row) => row % 8);
    const won = Float64Array.from(kind, (code) => ([1, 4, 6].includes(code) ? 1 : 0));
    const { model } = growForest(tableOf({ kind }), won, { seed: 1, trees: 10, maxDepth: 1 });
    const predicted = model.probabilities(tableOf({ kind: count(8) }));
    expect([...predicted].map(Math.round)).toEqual([0, 1, 0, 0, 1, 0, 1, 0]);
  });

  it('predicts a category and a gap that training did not have, between the others', () => {
    const { model } = growForest(train.table, train.won, { seed: 1 });
    const odd = rowsOf(test, 0, 2).table;
    odd.columns[2]?.set([77, 5]);
    odd.columns[0]?.set([0.5, Number.NaN]);
    for (const p of model.probabilities(odd)) expect(p > 0 && p < 1).toBe(true);
  });

  it('keeps apart more categories than there are bins, the most common ones', () => {
    const kind = count(6000).map((row) => (row % 2 === 0 ? row % 20 : 1000 + row));
    const won = Float64Array.from(kind, (code) => (code === 4 ? 1 : 0));
    const { model } = growForest(tableOf({ kind }), won, { seed: 1, trees: 20 });
    const [four = 0, six = 0] = model.probabilities(tableOf({ kind: [4, 6] }));
    expect(four).toBeGreaterThan(0.9);
    expect(six).toBeLessThan(0.1);
  });

  it('weighs the rarer class up when asked to', () => {
    const plain = growForest(train.table, train.won, { seed: 1, trees: 30 }).model;
    const weighed = growForest(train.table, train.won, {
      seed: 1,
      trees: 30,
      classWeights: [1, 5],
    }).model;
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(weighed.probabilities(test.table))).toBeGreaterThan(
      mean(plain.probabilities(test.table)) + 0.1,
    );
  });

  it('does not learn from rows without weight', () => {
    const spoilt = train.won.map((value, row) => (row < 1500 ? 1 - value : value));
    const weights = train.won.map((_, row) => (row < 1500 ? 0 : 1));
    const { model } = growForest(train.table, spoilt, { seed: 1, minLeaf: 10, weights });
    const loss = logLossOf(model.probabilities(test.table), test.won);
    expect(loss).toBeLessThan(baseLossOf(train, test) * 0.9);
  });

  it('takes weights as it would take the row that often', () => {
    const weights = new Float64Array(train.table.rows).fill(3);
    const options = { seed: 1, trees: 20 };
    const plain = growForest(train.table, train.won, options).model.probabilities(test.table);
    const tripled = growForest(train.table, train.won, { ...options, weights });
    const other = tripled.model.probabilities(test.table);
    const apart = plain.reduce((sum, p, row) => sum + Math.abs(p - (other[row] ?? 0)), 0);
    expect(apart / plain.length).toBeLessThan(0.02);
  });

  it('grows the same tree of many rows, whether they are added up packed or one by one', () => {
    const many = deals(160_000, 2);
    const weights = new Float64Array(160_000).fill(1);
    const options = { seed: 5, trees: 1, maxDepth: 5, mtry: 2 };
    expect(growForest(many.table, many.won, options).model.toBytes()).toEqual(
      growForest(many.table, many.won, { ...options, weights }).model.toBytes(),
    );
  });

  it.each([
    ['one row', tableOf({ age: [1] }), [1], 1],
    ['one class', tableOf({ age: count(50) }), count(50).map(() => 0), 0],
    ['a constant feature', tableOf({ age: [2, 2, 2, 2] }), [1, 0, 1, 0], 0.5],
    ['only missing values', tableOf({ age: count(4).map(() => Number.NaN) }), [1, 0, 1, 0], 0.5],
  ])('learns from %s what there is to learn', (_, table, won, share) => {
    const options = { seed: 1, trees: 200, minLeaf: 1 };
    const { model } = growForest(table, Float64Array.from(won), options);
    const [p = -1] = model.probabilities(table);
    expect(Math.abs(p - share)).toBeLessThan(0.1);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'no rows',
      () => growForest(tableOf({ age: [] }), new Float64Array(0), { seed: 1 }),
      /no rows/,
    ],
    [
      'no features',
      () => growForest({ ...tableOf({}), rows: 1 }, Float64Array.of(1), { seed: 1 }),
      /no features/,
    ],
    [
      'a missing target',
      () => growForest(tableOf({ age: [1, 2] }), Float64Array.of(1, Number.NaN), { seed: 1 }),
      /target of row 1/,
    ],
    [
      'a target between the classes',
      () => growForest(tableOf({ age: [1] }), Float64Array.of(0.5), { seed: 1 }),
      /target of row 0: 0.5/,
    ],
    [
      'an infinite value',
      () => growForest(tableOf({ age: [1, Infinity] }), Float64Array.of(1, 0), { seed: 1 }),
      /"age", row 1: Infinity/,
    ],
    [
      'a category that is no code',
      () => growForest(tableOf({ kind: [1, 0.5] }), Float64Array.of(1, 0), { seed: 1 }),
      /"kind", row 1: 0.5/,
    ],
    [
      'weights that are all 0',
      () => growForest(train.table, train.won, { seed: 1, weights: new Float64Array(3000) }),
      /weight of every row/,
    ],
    [
      'a negative weight',
      () =>
        growForest(tableOf({ age: [1] }), Float64Array.of(1), {
          seed: 1,
          weights: Float64Array.of(-1),
        }),
      /weight of row 0: -1/,
    ],
    [
      'too few targets',
      () => growForest(train.table, Float64Array.of(1), { seed: 1 }),
      /1 values for 3000 rows/,
    ],
    ['no trees', () => growForest(train.table, train.won, { seed: 1, trees: 0 }), /trees 0/],
    [
      'half a feature',
      () => growForest(train.table, train.won, { seed: 1, mtry: 1.5 }),
      /mtry 1.5/,
    ],
    [
      'a seed that is no number',
      () => growForest(train.table, train.won, { seed: Number.NaN }),
      /seed NaN/,
    ],
  ])('refuses %s', (_, grow, message) => {
    expect(grow).toThrow(RangeError);
    expect(grow).toThrow(message);
  });

  it('refuses to predict from other features than it learnt from', () => {
    const { model } = growForest(train.table, train.won, { seed: 1, trees: 2 });
    const other = { ...test.table, names: ['age', 'sum', 'kind', 'called', 'idle'] };
    expect(() => model.probabilities(other)).toThrow(/feature 1 is "sum"/);
    expect(() => model.contributions(test.table, 1000)).toThrow(/no row 1000/);
  });
});

describe('any forest of wins', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(Number.NaN, 0, -0, 1, 1e308, -1e308),
  );
  const row = fc.record({ age: value, kind: fc.nat(300), won: fc.boolean() });
  const rows = fc.array(row, { minLength: 1, maxLength: 60 });

  it('predicts within 0..1, from parts that add up, and alike after a round trip', () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.integer({ min: 1, max: 8 }), (made, seed, maxDepth) => {
        const table = tableOf({ age: made.map((r) => r.age), kind: made.map((r) => r.kind) });
        const won = Float64Array.from(made, (r) => Number(r.won));
        const { model } = growForest(table, won, { seed, trees: 5, minLeaf: 1, maxDepth });
        const predicted = model.probabilities(table);
        const again = readWinModel(model.toBytes());
        expect(again.probabilities(table)).toEqual(predicted);
        expect(again.toBytes()).toEqual(model.toBytes());
        predicted.forEach((p, i) => {
          const { base, parts, prediction } = model.contributions(table, i);
          expect(p >= 0 && p <= 1).toBe(true);
          expect(prediction).toBe(p);
          expect(Math.abs(parts.reduce((a, b) => a + b, base) - p)).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe('a forest of numbers', () => {
  const x = count(3000).map((row) => (row * 0.618034) % 1);
  const noise = count(3000).map((row) => (row * 0.414214) % 1);
  const target = Float64Array.from(x, (value, row) => 1e6 + 10 * value + value * (noise[row] ?? 0));
  const table = tableOf({ x });

  it('follows the target, however far it lies from 0', () => {
    const { model } = growRegressionForest(table, target, { seed: 1, minLeaf: 10 });
    const [low = 0, high = 0] = model.predict(tableOf({ x: [0.1, 0.9] }));
    expect(low).toBeCloseTo(1e6 + 1.05, 0);
    expect(high).toBeCloseTo(1e6 + 9.45, 0);
  });

  it('tells between which values a share of the targets lies', () => {
    const { model } = growRegressionForest(table, target, { seed: 1, quantiles: true });
    const [low, high] = model.quantiles(table, [0.1, 0.9]);
    const within = target.filter((y, row) => y >= (low?.[row] ?? y) && y <= (high?.[row] ?? 0));
    expect(within.length / target.length).toBeGreaterThan(0.75);
    expect(within.length / target.length).toBeLessThan(0.97);
    expect(() =>
      growRegressionForest(table, target, { seed: 1, trees: 2 }).model.quantiles(table, [0.5]),
    ).toThrow(/without quantiles/);
  });

  it('tells the same after a round trip, and its parts add up', () => {
    const { model } = growRegressionForest(table, target, { seed: 1, trees: 20, quantiles: true });
    const again = readRegressionForest(model.toBytes());
    expect(again.predict(table)).toEqual(model.predict(table));
    expect(again.quantiles(table, [0.3])).toEqual(model.quantiles(table, [0.3]));
    const { base, parts, prediction } = again.contributions(table, 17);
    expect(Math.abs((parts[0] ?? 0) + base - prediction)).toBeLessThan(1e-3);
    expect(prediction).toBe(again.predict(table)[17]);
  });

  it('keeps the few that are worth more than all others apart', () => {
    const amount = count(20_000).map((row) => (((row + 1) * 0.618034) % 1) ** -1.2);
    const worth = Float64Array.from(amount, (value) => 2 * value);
    const options = { seed: 1, trees: 30, minLeaf: 1, mtry: 1 };
    const { model } = growRegressionForest(tableOf({ amount }), worth, options);
    const predicted = model.predict(tableOf({ amount }));
    const mean = worth.reduce((a, b) => a + b, 0) / worth.length;
    const square = (of: (row: number) => number) =>
      count(worth.length).reduce((sum, row) => sum + ((worth[row] ?? 0) - of(row)) ** 2, 0);
    expect(1 - square((row) => predicted[row] ?? 0) / square(() => mean)).toBeGreaterThan(0.9);
  });

  it('predicts a target that is the same everywhere', () => {
    const same = new Float64Array(3000).fill(-2.5);
    const { model, outOfBag } = growRegressionForest(table, same, { seed: 1, outOfBag: true });
    expect(new Set(model.predict(table))).toEqual(new Set([-2.5]));
    expect(new Set(outOfBag)).toEqual(new Set([-2.5]));
  });

  it('refuses an infinite target', () => {
    expect(() =>
      growRegressionForest(tableOf({ x: [1] }), Float64Array.of(Infinity), { seed: 1 }),
    ).toThrow(/target of row 0/);
  });
});
