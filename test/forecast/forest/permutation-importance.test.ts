import { describe, expect, it } from 'vitest';
import type { FeatureTable } from '../../../src/forecast/feature-table.ts';
import { growForest } from '../../../src/forecast/forest/forest.ts';
import { permutationImportance } from '../../../src/forecast/forest/permutation-importance.ts';
import { drawFrom } from '../../../src/forecast/forest/seeded-random.ts';
import { logLossOf, tableOf } from './tables.ts';

const draw = drawFrom(3, 0);
const x = Array.from({ length: 2000 }, () => draw(1000));
const idle = x.map(() => draw(1000));
const won = Float64Array.from(x, (value) => Number(value > 500));
const table = tableOf({ idle, x, twin: x });
const { model } = growForest(table, won, { seed: 1, trees: 40, minLeaf: 10 });
const lossOf = (other: FeatureTable) => logLossOf(model.probabilities(other), won);

describe('permutation importance', () => {
  it('puts what decides first, and finds that the rest tells nothing', () => {
    const found = permutationImportance(table, lossOf, { seed: 1, groups: [['x', 'twin']] });
    expect(found.map(({ features }) => features)).toEqual([['x', 'twin'], ['idle']]);
    expect(found[0]?.loss).toBeGreaterThan(0.5);
    expect(Math.abs(found[1]?.loss ?? 1)).toBeLessThan(0.02);
  });

  it('finds a pair of twins to be worth more together than either seems alone', () => {
    const alone = permutationImportance(table, lossOf, { seed: 1 });
    const together = permutationImportance(table, lossOf, { seed: 1, groups: [['x', 'twin']] });
    const most = Math.max(...alone.map(({ loss }) => loss));
    expect(together[0]?.loss).toBeGreaterThan(most);
  });

  it('is the same for the same seed', () => {
    const found = permutationImportance(table, lossOf, { seed: 4, repeats: 2 });
    expect(permutationImportance(table, lossOf, { seed: 4, repeats: 2 })).toEqual(found);
  });

  it('refuses a group of what is no feature, and a feature in two groups', () => {
    const of = (groups: string[][]) => () =>
      permutationImportance(table, lossOf, { seed: 1, groups });
    expect(of([['y']])).toThrow(/"y" is no feature/);
    expect(of([['x'], ['x', 'idle']])).toThrow(/in two groups/);
  });
});
