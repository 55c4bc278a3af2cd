import type { FeatureTable } from '../feature-table.ts';
import { checkCount } from './checks.ts';
import { drawFrom, shuffleFirst } from './seeded-random.ts';

/** How much worse predictions become when these features tell nothing. */
export type Importance = {
  readonly features: readonly string[];
  /** The mean growth of the loss, in its unit; about 0, also below, where they tell nothing. */
  readonly loss: number;
  /** The standard deviation of that growth between repetitions. */
  readonly spread: number;
};

export type ImportanceOptions = {
  readonly seed: number;
  /** 1..100; 5 where nothing is said. */
  readonly repeats?: number;
  /** Features that say nearly the same and are shuffled together, by name: alone each would seem idle beside the other. The rest stand alone. */
  readonly groups?: readonly (readonly string[])[];
};

/**
 * Permutation importance (Breiman 2001; grouped: Gregorutti, Michel and Saint-Pierre 2015), the greatest first. On rows that the model
 * has not learnt from.
 *
 * @throws RangeError when a group names what is no feature, or the same one twice.
 */
export function permutationImportance(
  table: FeatureTable,
  lossOf: (table: FeatureTable) => number,
  { seed, repeats = 5, groups = [] }: ImportanceOptions,
): Importance[] {
  checkCount('repeats', repeats, 1, 100);
  const usual = lossOf(table);
  return allGroups(table.names, groups)
    .map((names, g) => {
      const features = names.map((name) => table.names.indexOf(name));
      const growths = Array.from(
        { length: repeats },
        (_, r) => lossOf(shuffled(table, features, seed, g * repeats + r)) - usual,
      );
      const loss = growths.reduce((sum, growth) => sum + growth / repeats, 0);
      const variance = growths.reduce((sum, growth) => sum + (growth - loss) ** 2 / repeats, 0);
      return { features: names, loss, spread: Math.sqrt(variance) };
    })
    .sort((a, b) => b.loss - a.loss);
}

/** The table with the values of some features given to other rows, those of one row together. */
function shuffled(
  table: FeatureTable,
  features: readonly number[],
  seed: number,
  stream: number,
): FeatureTable {
  const from = Int32Array.from({ length: table.rows }, (_, row) => row);
  shuffleFirst(from, from.length, drawFrom(seed, stream));
  const columns = table.columns.map((column, f) =>
    features.includes(f) ? column.map((_, row) => column[from[row] ?? 0] ?? Number.NaN) : column,
  );
  return { ...table, columns };
}

function allGroups(
  names: readonly string[],
  groups: readonly (readonly string[])[],
): (readonly string[])[] {
  const grouped = groups.flat();
  for (const name of grouped)
    if (!names.includes(name)) throw new RangeError(`"${name}" is no feature`);
  if (new Set(grouped).size < grouped.length)
    throw new RangeError('a feature is in two groups of features');
  return [...groups, ...names.filter((name) => !grouped.includes(name)).map((name) => [name])];
}
