import { extend, fitSmoothing } from './smoothing.ts';

/**
 * The Theta method (Assimakopoulos & Nikolopoulos 2000) as the M4 competition's benchmark code has it: the mean of the regression line
 * and of simple exponential smoothing of the line with doubled curvature. For series without a season.
 */
export function theta(values: Float64Array, horizon: number): Float64Array {
  const { intercept, slope } = regressionLine(values);
  const curved = values.map((value, i) => 2 * value - (intercept + slope * i));
  const smoothing = extend(fitSmoothing(curved, 'none'), horizon);
  return smoothing.map((level, h) => (level + intercept + slope * (values.length + h)) / 2);
}

/** Least squares over the positions 0, 1, 2, …; the slope of one value is 0. */
function regressionLine(values: Float64Array): { intercept: number; slope: number } {
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
