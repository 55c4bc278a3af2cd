import { aggregatedSmoothing } from './aggregation.ts';
import { automaticSmoothing } from './exponential-smoothing.ts';
import { withoutSeason, withSeason } from './seasonality.ts';
import { extend, fitSmoothing, type Trend } from './smoothing.ts';
import { theta } from './theta.ts';

/** From the values so far, oldest first and at least one, to the next `horizon`. */
export type Forecaster = (values: Float64Array, horizon: number, period: number) => Float64Array;

export type Candidate = { readonly name: string; readonly forecast: Forecaster };

/** The last value for each period to come. */
export const naive: Candidate = {
  name: 'naive',
  forecast: (values, horizon) => new Float64Array(horizon).fill(values.at(-1) ?? 0),
};

/** The value one season before; the last value where there is no whole season. */
export const seasonalNaive: Candidate = {
  name: 'seasonal-naive',
  forecast: (values, horizon, period) => {
    const back = values.length < period ? 1 : period;
    return Float64Array.from(
      { length: horizon },
      (_, h) => values[values.length - back + (h % back)] ?? 0,
    );
  },
};

/** What the combined forecast is made of, besides the learners. */
export const COMBINED: readonly Candidate[] = [
  { name: 'theta', forecast: adjusted(theta, true) },
  { name: 'multiplicative-theta', forecast: adjusted(ofLogarithms(theta), true) },
  { name: 'exponential-smoothing', forecast: automaticSmoothing },
  { name: 'temporal-aggregation', forecast: adjusted(aggregatedSmoothing, true) },
];

/** The benchmarks of the M4 competition (Makridakis et al. 2020), as its code has them: what the others are measured against. */
export const BENCHMARKS: readonly Candidate[] = [
  naive,
  seasonalNaive,
  { name: 'naive2', forecast: adjusted(naive.forecast, false) },
  { name: 'ses', forecast: adjusted(smoothed('none'), false) },
  { name: 'holt', forecast: adjusted(smoothed('linear'), false) },
  { name: 'damped', forecast: adjusted(smoothed('damped'), false) },
  { name: 'm4-theta', forecast: adjusted(theta, false) },
  { name: 'comb', forecast: adjusted(comb, false) },
];

function smoothed(trend: Trend): Forecaster {
  return (values, horizon) => extend(fitSmoothing(values, trend), horizon);
}

function comb(values: Float64Array, horizon: number): Float64Array {
  const three = (['none', 'linear', 'damped'] as const).map((trend) =>
    extend(fitSmoothing(values, trend), horizon),
  );
  return new Float64Array(horizon).map((_, h) =>
    three.reduce((sum, forecast) => sum + (forecast[h] ?? 0) / three.length, 0),
  );
}

/** Takes the season out, forecasts, and puts it back. */
function adjusted(forecaster: Forecaster, shrunk: boolean): Forecaster {
  return (values, horizon, period) => {
    const adjustment = withoutSeason(values, period, shrunk);
    return withSeason(forecaster(adjustment.adjusted, horizon, period), adjustment);
  };
}

/** Of the logarithms where every value is positive, else of the values. */
function ofLogarithms(forecaster: Forecaster): Forecaster {
  return (values, horizon, period) => {
    if (!values.every((value) => value > 0)) return forecaster(values, horizon, period);
    return forecaster(values.map(Math.log), horizon, period).map(Math.exp);
  };
}
