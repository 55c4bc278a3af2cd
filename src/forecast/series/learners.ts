import SVM from 'libsvm-js/asm';
import { RandomForestRegression } from 'ml-random-forest';
import type { Candidate, Forecaster } from './candidates.ts';
import { forecastByLags, type Learn, type Regression } from './lags.ts';
import { tuneInTimeOrder } from './time-ordered-tuning.ts';

const TREES = 100;
/** So small that a forecast does not show it, and no leaf is ever without an error. */
const JITTER = 1e-4;
/** The fractional parts of its multiples are spread evenly and never equal. */
const GOLDEN = 0.6180339887498949;

/**
 * A random forest and a support-vector machine on lags. A forest takes some 0.3 s a series: for one series, not for thousands. Both say
 * the last season again where there is too little to learn from.
 *
 * @param seed of the forest, a whole number.
 */
export function learners(seed: number): Candidate[] {
  return [
    { name: 'random-forest', forecast: onLags(forest(seed)) },
    { name: 'support-vectors', forecast: onLags(supportVectors) },
  ];
}

function onLags(learn: Learn): Forecaster {
  return (values, horizon, period) => {
    const forecast = forecastByLags(values, horizon, period, learn);
    if (forecast !== null) return forecast;
    const back = values.length < period ? 1 : period;
    return Float64Array.from(
      { length: horizon },
      (_, h) => values[values.length - back + (h % back)] ?? 0,
    );
  };
}

/**
 * `ml-random-forest` with its defects kept away: out-of-bag results off (they fail with few rows), features drawn without replacement;
 * it refuses a split that leaves no error and predicts the mean instead, so no two targets are quite equal.
 */
function forest(seed: number): Learn {
  return (rows, targets) => {
    const model = new RandomForestRegression({
      nEstimators: TREES,
      seed,
      maxFeatures: 0.7,
      replacement: false,
      useSampleBagging: true,
      noOOB: true,
      treeOptions: { minNumSamples: 3 },
    });
    model.train(
      rows.map((row) => [...row]),
      targets.map((target, i) => target + JITTER * (((i + 1) * GOLDEN) % 1)),
    );
    return { predict: (row) => model.predict([[...row]])[0] ?? 0, free: () => undefined };
  };
}

const COSTS = [0.03, 0.1, 0.3, 1];
const WIDTHS = [0.03, 0.1, 0.3];

/** ε-regression with a radial kernel (libsvm), its cost and the width of its kernel tuned in time order. */
function supportVectors(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
): Regression {
  const settings = COSTS.flatMap((cost) => WIDTHS.map((gamma) => ({ cost, gamma })));
  return radialRegression(tuneInTimeOrder(settings, radialRegression, rows, targets))(
    rows,
    targets,
  );
}

function radialRegression({ cost, gamma }: { cost: number; gamma: number }): Learn {
  return (rows, targets) => {
    const model = new SVM({
      type: SVM.SVM_TYPES.EPSILON_SVR,
      kernel: SVM.KERNEL_TYPES.RBF,
      cost,
      gamma,
      epsilon: 0.1,
      quiet: true,
    });
    model.train(rows, targets);
    return { predict: (row) => model.predictOne(row), free: () => model.free() };
  };
}
