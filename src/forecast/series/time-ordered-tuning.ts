import type { Learn } from './lags.ts';

/** Each fold is this share of the rows, taken from the end. */
const FOLD = 1 / 6;
const FOLDS = 2;

/**
 * The setting of least absolute error in time-ordered cross-validation: each fold is predicted from the rows before it only. The first
 * of equals. Rows must be in order of time.
 *
 * @throws RangeError without settings.
 */
export function tuneInTimeOrder<Setting>(
  settings: readonly Setting[],
  learnWith: (setting: Setting) => Learn,
  rows: readonly (readonly number[])[],
  targets: readonly number[],
): Setting {
  if (settings.length === 0) throw new RangeError('nothing to choose from');
  const length = Math.max(1, Math.floor(rows.length * FOLD));
  const errorOf = (setting: Setting): number => {
    let sum = 0;
    for (let fold = FOLDS; fold >= 1; fold -= 1) {
      const from = rows.length - fold * length;
      const regression = learnWith(setting)(rows.slice(0, from), targets.slice(0, from));
      for (let i = from; i < from + length; i += 1)
        sum += Math.abs((targets[i] ?? 0) - regression.predict(rows[i] ?? []));
      regression.free();
    }
    return sum;
  };
  const tried = settings.map((setting) => ({ setting, error: errorOf(setting) }));
  return tried.reduce((best, one) => (one.error < best.error ? one : best)).setting;
}
