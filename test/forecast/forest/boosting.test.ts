import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boost } from '../../../src/forecast/forest/boosting.ts';
import { readWinModel } from '../../../src/forecast/forest/read-model.ts';
import { baseLossOf, deals, logLossOf, rowsOf, tableOf } from './tables.ts';

const all = deals(5000, 3);
const [train, test] = [rowsOf(all, 0, 4000), rowsOf(all, 4000, 5000)];

describe('boosting', () => {
  it('predicts later deals better than the share of wins does', () => {
    const { model } = boost(train.table, train.won, { seed: 1 });
    const loss = logLossOf(model.probabilities(test.table), test.won);
    expect(loss).toBeLessThan(baseLossOf(train, test) * 0.8);
  });

  it('stops when the last block has nothing more to gain', () => {
    const enough = boost(train.table, train.won, { seed: 1, trees: 1000, shrinkage: 0.3 });
    const tooMany = boost(train.table, train.won, {
      seed: 1,
      trees: 1000,
      shrinkage: 0.3,
      lastBlock: 0,
    });
    expect(enough.trees).toBeLessThan(200);
    expect(tooMany.trees).toBe(1000);
    const lossOf = ({ model }: typeof enough) =>
      logLossOf(model.probabilities(test.table), test.won);
    expect(lossOf(enough)).toBeLessThan(lossOf(tooMany));
  });

  it('asks the last block, not rows drawn at random, how many trees are enough', () => {
    // The last rows know nothing: so no tree helps there, however clear the others are.
    const won = train.won.map((value, row) => (row < 3400 ? value : row % 2));
    expect(boost(train.table, won, { seed: 1 }).trees).toBeLessThan(
      boost(train.table, train.won, { seed: 1 }).trees / 2,
    );
  });

  it('adds up log-odds from parts', () => {
    const { model } = boost(train.table, train.won, { seed: 1, maxDepth: 5 });
    const predicted = model.probabilities(test.table);
    for (let row = 0; row < 100; row++) {
      const { base, parts, prediction, scale } = model.contributions(test.table, row);
      expect(scale).toBe('log-odds');
      expect(Math.abs(parts.reduce((a, b) => a + b, base) - prediction)).toBeLessThan(1e-9);
      expect(1 / (1 + Math.exp(-prediction))).toBeCloseTo(predicted[row] ?? 0, 12);
    }
  });

  it('gives the same bytes for the same seed, also where it draws rows and features', () => {
    const options = { trees: 20, rowShare: 0.5, mtry: 2 };
    const bytes = (seed: number) =>
      boost(train.table, train.won, { ...options, seed }).model.toBytes();
    expect(bytes(4)).toEqual(bytes(4));
    expect(bytes(4)).not.toEqual(bytes(5));
  });

  it('does not learn from rows without weight', () => {
    const spoilt = train.won.map((value, row) => (row % 2 === 0 ? 1 - value : value));
    const weights = train.won.map((_, row) => row % 2);
    const { model } = boost(train.table, spoilt, { seed: 1, weights });
    const loss = logLossOf(model.probabilities(test.table), test.won);
    expect(loss).toBeLessThan(baseLossOf(train, test) * 0.85);
  });

  it.each([
    ['one row', [1], 1],
    ['one class', Array.from({ length: 300 }, () => 0), 0],
  ])('predicts from %s without certainty', (_, won, side) => {
    const { model } = boost(tableOf({ age: won.map((_, i) => i) }), Float64Array.from(won), {
      seed: 1,
    });
    const [p = -1] = model.probabilities(tableOf({ age: [0] }));
    expect(p > 0 && p < 1).toBe(true);
    expect(Math.round(p)).toBe(side);
  });

  it.each<[string, object, RegExp]>([
    ['a depth that cannot be explained in time', { maxDepth: 6 }, /maxDepth 6/],
    ['a step of nothing', { shrinkage: 0 }, /shrinkage 0/],
    ['a last block of everything', { lastBlock: 1 }, /lastBlock 1/],
    ['weights of another length', { weights: Float64Array.of(1) }, /weights: 1 values/],
  ])('refuses %s', (_, option, message) => {
    expect(() => boost(train.table, train.won, { seed: 1, ...option })).toThrow(message);
  });

  it('tells the same after a round trip, whatever it learnt from', () => {
    const row = fc.record({
      age: fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constant(Number.NaN)),
      kind: fc.nat(20),
      won: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), (rows) => {
        const table = tableOf({ age: rows.map((r) => r.age), kind: rows.map((r) => r.kind) });
        const won = Float64Array.from(rows, (r) => Number(r.won));
        const { model } = boost(table, won, { seed: 1, trees: 10, minLeaf: 1, maxDepth: 3 });
        const again = readWinModel(model.toBytes());
        expect(again.kind).toBe('boosting');
        expect(again.probabilities(table)).toEqual(model.probabilities(table));
        const { base, parts, prediction } = again.contributions(table, 0);
        expect(Math.abs(parts.reduce((a, b) => a + b, base) - prediction)).toBeLessThan(1e-9);
      }),
      { numRuns: 40, seed: 5 },
    );
  });
});
