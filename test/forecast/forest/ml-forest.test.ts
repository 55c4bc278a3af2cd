import { RandomForestClassifier } from 'ml-random-forest';
import { describe, expect, it } from 'vitest';
import { growForest } from '../../../src/forecast/forest/forest.ts';
import { growMlForest, growMlRegressionForest } from '../../../src/forecast/forest/ml-forest.ts';
import { readRegressor, readWinModel } from '../../../src/forecast/forest/read-model.ts';
import { trainMlForest } from '../../../src/forecast/forest/train.ts';
import { deals, logLossOf, rowsOf, tableOf } from './tables.ts';

/** Without what it cannot take: missing values. */
function complete(rows: number, seed: number) {
  const made = deals(rows, seed);
  const columns = made.table.columns.map((column) => column.map((v) => (Number.isNaN(v) ? -1 : v)));
  return { ...made, table: { ...made.table, columns } };
}

const all = complete(600, 12);
const [train, test] = [rowsOf(all, 0, 200), rowsOf(all, 200, 600)];
const options = { seed: 3, trees: 12 };
const count = (rows: number) => Array.from({ length: rows }, (_, row) => row);

describe('the forest of ml-random-forest', () => {
  const model = growMlForest(train.table, train.won, options);

  it('gives the share of its trees that vote for a win', () => {
    const forest = new RandomForestClassifier({
      ...{ seed: 3, nEstimators: 12, maxFeatures: 3, replacement: false },
      ...{ useSampleBagging: true, noOOB: true, treeOptions: {} },
    });
    const rows = ({ table }: typeof train) =>
      count(table.rows).map((row) => table.columns.map((column) => column[row] ?? 0));
    forest.train(rows(train), [...train.won]);
    const votes = forest.predictionValues(rows(test));
    const shares = count(400).map((row) => votes.getRow(row).reduce((a, b) => a + b, 0) / 12);
    expect([...model.probabilities(test.table)]).toEqual(shares);
  });

  it('adds up each prediction from its parts', () => {
    const predicted = model.probabilities(test.table);
    for (const row of count(50)) {
      const { base, parts, prediction } = model.contributions(test.table, row);
      expect(prediction).toBe(predicted[row]);
      expect(Math.abs(parts.reduce((a, b) => a + b, base) - prediction)).toBeLessThan(1e-9);
    }
  });

  it('tells the same after a round trip, and when trained in a thread', async () => {
    expect(readWinModel(model.toBytes()).probabilities(test.table)).toEqual(
      model.probabilities(test.table),
    );
    const there = await trainMlForest(train.table, train.won, options);
    expect(there.toBytes()).toEqual(model.toBytes());
  });

  it('is no better than ours on the same split', () => {
    const own = growForest(train.table, train.won, { seed: 3, trees: 100 }).model;
    const lossOf = (one: typeof own) => logLossOf(one.probabilities(test.table), test.won);
    expect(lossOf(own)).toBeLessThanOrEqual(lossOf(model));
  });

  it('takes a split that leaves no error, which it refuses by itself', () => {
    const x = count(40);
    const target = Float64Array.from(x, (value) => (value < 20 ? 0 : 10));
    const step = growMlRegressionForest(tableOf({ x }), target, { seed: 1, trees: 20 });
    const [low, high] = step.predict(tableOf({ x: [3, 36] }));
    expect(low).toBeCloseTo(0, 6);
    expect(high).toBeCloseTo(10, 6);
    expect(readRegressor(step.toBytes()).predict(tableOf({ x: [3, 36] }))).toEqual(
      step.predict(tableOf({ x: [3, 36] })),
    );
  });

  it.each([
    ['one row', [1], [1]],
    ['one class', count(30), count(30).map(() => 0)],
    ['a constant feature', count(30).map(() => 2), count(30).map((i) => i % 2)],
  ])('learns from %s what there is to learn', (_, age, won) => {
    const table = tableOf({ age });
    for (const p of growMlForest(table, Float64Array.from(won), options).probabilities(table))
      expect(p >= 0 && p <= 1).toBe(true);
  });

  it('refuses missing values and more rows than it can take', () => {
    const gap = tableOf({ age: [1, Number.NaN] });
    expect(() => growMlForest(gap, Float64Array.of(0, 1), options)).toThrow(
      /"age" is missing in row 1/,
    );
    const many = tableOf({ age: count(1001) });
    expect(() => growMlForest(many, new Float64Array(1001), options)).toThrow(/at most 1000/);
  });
});
