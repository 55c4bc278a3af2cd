import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBlob, UnreadableModel, writeBlob } from '../../../src/forecast/forest/blob.ts';
import { boost } from '../../../src/forecast/forest/boosting.ts';
import { growForest, growRegressionForest } from '../../../src/forecast/forest/forest.ts';
import { fitLogistic } from '../../../src/forecast/forest/logistic.ts';
import { readRegressionForest, readWinModel } from '../../../src/forecast/forest/read-model.ts';
import { deals } from './tables.ts';

const { table, won } = deals(400, 6);
const models = {
  forest: growForest(table, won, { seed: 1, trees: 5 }).model,
  boosting: boost(table, won, { seed: 1, trees: 5 }).model,
  logistic: fitLogistic(table, won),
};

describe('a stored model', () => {
  it.each(Object.entries(models))('of %s is read from anywhere in a buffer', (kind, model) => {
    const bytes = model.toBytes();
    const elsewhere = new Uint8Array(bytes.length + 3);
    elsewhere.set(bytes, 3);
    const again = readWinModel(elsewhere.subarray(3));
    expect(again.kind).toBe(kind);
    expect(again.probabilities(table)).toEqual(model.probabilities(table));
  });

  it.each(Object.entries(models))('of %s that is damaged anywhere is refused', (_, model) => {
    const bytes = model.toBytes();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(() => readWinModel(damaged)).toThrow(UnreadableModel);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it.each(Object.entries(models))('of %s that was cut off is refused', (_, model) => {
    const bytes = model.toBytes();
    for (const length of [0, 3, 15, 16, 100, bytes.length - 1])
      expect(() => readWinModel(bytes.subarray(0, length))).toThrow(UnreadableModel);
  });

  it('of another kind or a later version is refused by name', () => {
    const numbers = growRegressionForest(table, won, { seed: 1, trees: 2 }).model.toBytes();
    expect(() => readWinModel(numbers)).toThrow(/number forest/);
    expect(() => readRegressionForest(models.forest.toBytes())).toThrow(UnreadableModel);
    const later = models.forest.toBytes();
    later[4] = 2;
    expect(() => readWinModel(later)).toThrow(/version 2/);
  });

  it('whose trees would go round in a circle is refused, though its checksum agrees', () => {
    const contents = readBlob(models.forest.toBytes());
    const right = contents.arrays['right']?.map(() => 0);
    const circle = {
      ...contents,
      arrays: { ...contents.arrays, right: Uint32Array.from(right ?? []) },
    };
    expect(() => readWinModel(writeBlob(circle))).toThrow(/leads nowhere/);
  });

  it('without one of its arrays is refused', () => {
    const { kind, facts, arrays } = readBlob(models.logistic.toBytes());
    expect(Object.keys(arrays)).toEqual(['coefficients']);
    expect(() => readWinModel(writeBlob({ kind, facts, arrays: {} }))).toThrow(
      /lacks "coefficients"/,
    );
  });
});
