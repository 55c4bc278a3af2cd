import { extend, fitSmoothing } from './smoothing.ts';

/**
 * The Theta method (Assimakopoulos & Nikolopoulos 2000) as the M4 competition's benchmark code has it: the mean of the regression line
 * and of simple exponential smoothing of the line with doubled curvature. For series without a season.
 */
export function theta(values: Float64Array, horizon: number): Float64Array {
  return thetaLine(values, horizon, 2).forecast;
}

/** Curvatures tried by `optimisedTheta`. */
const CURVATURES = [1, 1.5, 2, 3, 5];

/** Theta with the curvature of least one-step error (after Fiorucci et al. 2016). */
export function optimisedTheta(values: Float64Array, horizon: number): Float64Array {
  return CURVATURES.map((curvature) => thetaLine(values, horizon, curvature)).reduce((best, one) =>
    one.squares < best.squares ? one : best,
  ).forecast;
}

/** The squares are those of the one-step errors of the values themselves. */
function thetaLine(
  values: Float64Array,
  horizon: number,
  curvature: number,
): { forecast: Float64Array; squares: number } {
  const { intercept, slope } = regressionLine(values);
  const curved = values.map(
    (value, i) => curvature * value + (1 - curvature) * (intercept + slope * i),
  );
  const smoothing = fitSmoothing(curved, 'none');
  const forecast = extend(smoothing, horizon).map((level, h) => {
    const line = intercept + slope * (values.length + h);
    return level / curvature + (1 - 1 / curvature) * line;
  });
  return { forecast, squares: smoothing.squares / curvature ** 2 };
}

/** Least squares over the positions 0, 1, 2, …; the slope of one value is 0. */
export function regressionLine(values: Float64Array): { intercept: number; slope: number } {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  let [products, squares] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    products += (i - middle) * ((values[i] ?? 0) - mean);
    squares += (i - middle) ** 2;
  }
  const slope = squares === 0 ? 0 : products / squares;
  return { intercept: mean - slope * middle, slope };
}
