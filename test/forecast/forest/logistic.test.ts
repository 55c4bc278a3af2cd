import { describe, expect, it } from 'vitest';
import { fitLogistic } from '../../../src/forecast/forest/logistic.ts';
import { readWinModel } from '../../../src/forecast/forest/read-model.ts';
import { drawFrom } from '../../../src/forecast/forest/seeded-random.ts';
import { baseLossOf, deals, logLossOf, rowsOf, tableOf } from './tables.ts';

const all = deals(3000, 4);
const [train, test] = [rowsOf(all, 0, 2000), rowsOf(all, 2000, 3000)];
const count = (rows: number) => Array.from({ length: rows }, (_, row) => row);

describe('ridge logistic regression', () => {
  it('finds the line that the outcomes were drawn from', () => {
    const draw = drawFrom(1, 0);
    const x = count(20_000).map(() => draw(2001) / 1000 - 1);
    const won = Float64Array.from(x, (v) =>
      Number(draw(1e6) / 1e6 < 1 / (1 + Math.exp(-(0.5 + 2 * v)))),
    );
    const model = fitLogistic(tableOf({ x }), won);
    const logOdds = [...model.probabilities(tableOf({ x: [-0.5, 0, 0.5] }))].map((p) =>
      Math.log(p / (1 - p)),
    );
    expect(logOdds[1]).toBeCloseTo(0.5, 0.7);
    expect((logOdds[2] ?? 0) - (logOdds[0] ?? 0)).toBeCloseTo(2, 0.7);
  });

  it('ends where the penalised loss has no slope', () => {
    // One standardised column and an intercept: the sums that the conditions are made of can be written down.
    const x = [-2, -1, 0, 1, 2, 3];
    const won = Float64Array.of(0, 1, 0, 0, 1, 1);
    const p = fitLogistic(tableOf({ x }), won, { ridge: 2 }).probabilities(tableOf({ x }));
    const deviation = Math.sqrt(x.reduce((sum, v) => sum + (v - 0.5) ** 2 / 6, 0));
    const slope =
      (Math.log((p[5] ?? 0) / (1 - (p[5] ?? 0))) - Math.log((p[0] ?? 0) / (1 - (p[0] ?? 0)))) / 5;
    const residual = (of: (row: number) => number) =>
      won.reduce((sum, y, row) => sum + (y - (p[row] ?? 0)) * of(row), 0);
    expect(residual(() => 1)).toBeCloseTo(0, 6);
    expect(residual((row) => ((x[row] ?? 0) - 0.5) / deviation)).toBeCloseTo(
      2 * slope * deviation,
      6,
    );
  });

  it('predicts later deals better than the share of wins does, from categories and gaps, too', () => {
    const model = fitLogistic(train.table, train.won);
    const loss = logLossOf(model.probabilities(test.table), test.won);
    expect(loss).toBeLessThan(baseLossOf(train, test) * 0.8);
  });

  it('adds up log-odds from parts', () => {
    const model = fitLogistic(train.table, train.won);
    const predicted = model.probabilities(test.table);
    for (const row of count(100)) {
      const { base, parts, prediction, scale } = model.contributions(test.table, row);
      expect(scale).toBe('log-odds');
      expect(Math.abs(parts.reduce((a, b) => a + b, base) - prediction)).toBeLessThan(1e-9);
      expect(1 / (1 + Math.exp(-prediction))).toBeCloseTo(predicted[row] ?? 0, 12);
    }
  });

  it('tells the same after a round trip', () => {
    const model = fitLogistic(train.table, train.won);
    const again = readWinModel(model.toBytes());
    expect(again.kind).toBe('logistic');
    expect(again.probabilities(test.table)).toEqual(model.probabilities(test.table));
    expect(again.contributions(test.table, 3)).toEqual(model.contributions(test.table, 3));
  });

  it('is held by the ridge where a feature divides the classes', () => {
    const x = count(100);
    const won = Float64Array.from(x, (value) => Number(value > 49));
    const [low = 0, high = 0] = fitLogistic(tableOf({ x }), won).probabilities(
      tableOf({ x: [0, 99] }),
    );
    expect(low).toBeLessThan(0.05);
    expect(high).toBeGreaterThan(0.95);
    expect(high).toBeLessThan(1);
  });

  it('is not tilted by one deal that is worth more than all others', () => {
    const draw = drawFrom(2, 0);
    const amount = count(1000).map(() => draw(100));
    const won = Float64Array.from(amount, (value) => Number(draw(100) > value));
    const huge = amount.with(0, 1e12);
    const p = (from: number[]) =>
      fitLogistic(tableOf({ amount: from }), won).probabilities(tableOf({ amount: [10, 90] }));
    const [few, many] = [p(amount), p(huge)];
    expect(many[0]).toBeCloseTo(few[0] ?? 0, 1);
    expect(many[1]).toBeCloseTo(few[1] ?? 0, 1);
  });

  it.each([
    ['one row', [5], [1]],
    ['one class', count(40), count(40).map(() => 0)],
    ['a constant feature', count(40).map(() => 1e9), count(40).map((i) => i % 2)],
    ['only missing values', count(40).map(() => Number.NaN), count(40).map((i) => i % 2)],
  ])('predicts from %s without certainty', (_, age, won) => {
    const table = tableOf({ age, kind: age.map(() => 3) });
    const model = fitLogistic(table, Float64Array.from(won));
    for (const p of model.probabilities(table)) expect(p > 0 && p < 1).toBe(true);
    const odd = model.probabilities(tableOf({ age: [-7, Number.NaN], kind: [0, Number.NaN] }));
    for (const p of odd) expect(p > 0 && p < 1).toBe(true);
  });

  it('takes weights as it would take the row that often', () => {
    const table = tableOf({ age: [1, 2, 3, 4, 5, 6] });
    const won = Float64Array.of(0, 1, 0, 1, 0, 1);
    const weights = Float64Array.of(2, 2, 2, 2, 2, 2);
    const doubled = tableOf({ age: [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6] });
    const twice = fitLogistic(doubled, Float64Array.of(...won, ...won)).probabilities(table);
    fitLogistic(table, won, { weights })
      .probabilities(table)
      .forEach((p, row) => {
        expect(p).toBeCloseTo(twice[row] ?? 0, 9);
      });
  });

  it('refuses what nothing can be learnt from', () => {
    expect(() => fitLogistic(tableOf({ age: [] }), new Float64Array(0))).toThrow(/no rows/);
    expect(() => fitLogistic(tableOf({ age: [1] }), Float64Array.of(2))).toThrow(/target of row 0/);
    expect(() => fitLogistic(tableOf({ age: [Infinity] }), Float64Array.of(1))).toThrow(
      /not finite/,
    );
    expect(() => fitLogistic(train.table, train.won, { ridge: 0 })).toThrow(/ridge 0/);
  });
});
