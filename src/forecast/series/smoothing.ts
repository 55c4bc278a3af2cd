import { minimise } from './nelder-mead.ts';

export type Trend = 'none' | 'linear' | 'damped';

/** An additive exponential smoothing, fitted: what it ends at, and the sum of squares of its one-step errors. */
export type Smoothing = {
  readonly trend: Trend;
  readonly level: number;
  readonly slope: number;
  readonly damping: number;
  /** The last season of seasonal states, that of the next period first; empty without a season. */
  readonly season: Float64Array;
  readonly squares: number;
  /** α, β/α, φ, γ/(1-α): as many of them as the form has. */
  readonly parameters: readonly number[];
};

/** Evaluations for each parameter: 25 gave the same accuracy on the monthly series of M3. */
const STEPS = 20;
/** Bounds of R's `ets`: α and the shares from .0001 to .9999, φ from .8 to .98. */
const [LEAST, MOST] = [0.0001, 0.9999];
const [LEAST_DAMPING, MOST_DAMPING] = [0.8, 0.98];

/**
 * Exponential smoothing with additive errors (Hyndman et al. 2008, `ANN`, `AAN`, `AAdN`, `ANA`, `AAA`, `AAdA`), the parameters by least
 * squares. The first level and slope enter the errors linearly, so they are solved for at each step and only the smoothing parameters
 * are searched. Initial seasonal states are given: `season`, one for each place, that of the first value first.
 */
export function fitSmoothing(
  values: Float64Array,
  trend: Trend,
  season: Float64Array | null = null,
): Smoothing {
  const filter = new LinearFilter(values, trend, season);
  const box = boxOf(trend, season !== null);
  const starts = startsOf(trend, season !== null);
  const steps = STEPS * box.lower.length;
  const { point } = minimise((parameters) => filter.run(parameters), starts, box, steps);
  filter.run(point);
  return filter.result(Array.from(point));
}

/** The forecast of a fitted smoothing, 1 to `horizon` periods ahead. */
export function extend(smoothing: Smoothing, horizon: number): Float64Array {
  const { level, slope, damping, season } = smoothing;
  const forecast = new Float64Array(horizon);
  let grown = 0;
  let weight = 1;
  for (let h = 0; h < horizon; h += 1) {
    weight *= damping;
    grown += weight * slope;
    forecast[h] = level + grown + (season.length === 0 ? 0 : (season[h % season.length] ?? 0));
  }
  return forecast;
}

function boxOf(trend: Trend, seasonal: boolean) {
  const lower = [LEAST];
  const upper = [MOST];
  if (trend !== 'none') [lower[1], upper[1]] = [LEAST, MOST];
  if (trend === 'damped') [lower[2], upper[2]] = [LEAST_DAMPING, MOST_DAMPING];
  if (seasonal) {
    lower.push(LEAST);
    upper.push(MOST);
  }
  return { lower, upper };
}

function startsOf(trend: Trend, seasonal: boolean): number[][] {
  const rest = seasonal ? [0.05] : [];
  const alphas = [0.05, 0.2, 0.4, 0.7, 0.95];
  if (trend === 'none') return alphas.map((alpha) => [alpha, ...rest]);
  const damping = trend === 'damped' ? [0.93] : [];
  return alphas.flatMap((alpha) => [0.02, 0.25].map((beta) => [alpha, beta, ...damping, ...rest]));
}

/**
 * The recursion over all values, three times at once: for the values with nothing to begin with, and for a first level and a first slope
 * of one over zeros. The errors of any first state are the sum of these, so the best first state is a regression.
 */
class LinearFilter {
  readonly #values: Float64Array;
  readonly #trend: Trend;
  readonly #initial: Float64Array | null;
  readonly #season: Float64Array;
  readonly #offset: number;
  /** Level and slope at the end, of the three recursions. */
  readonly #ends = new Float64Array(6);
  #damping = 1;
  #first: readonly [number, number] = [0, 0];
  #squares = 0;

  constructor(values: Float64Array, trend: Trend, season: Float64Array | null) {
    this.#trend = trend;
    this.#initial = season;
    this.#season = new Float64Array(3 * (season?.length ?? 0));
    this.#offset = values[0] ?? 0;
    // Differences to the first value keep the sums of squares from cancelling.
    this.#values = values.map((value) => value - this.#offset);
  }

  /** The sum of squared one-step errors with these parameters and the best first state. */
  run(parameters: Float64Array): number {
    const alpha = parameters[0] ?? 0;
    const beta = this.#trend === 'none' ? 0 : alpha * (parameters[1] ?? 0);
    this.#damping = this.#trend === 'damped' ? (parameters[2] ?? 1) : 1;
    const gamma =
      this.#initial === null ? 0 : (1 - alpha) * (parameters[parameters.length - 1] ?? 0);
    const sums =
      this.#initial === null ? this.#plain(alpha, beta) : this.#seasonal(alpha, beta, gamma);
    return this.#solve(sums);
  }

  result(parameters: readonly number[]): Smoothing {
    const [level, slope] = this.#first;
    const at = (place: number): number =>
      (this.#ends[place] ?? 0) +
      level * (this.#ends[place + 2] ?? 0) +
      slope * (this.#ends[place + 4] ?? 0);
    const period = this.#initial?.length ?? 0;
    const season = Float64Array.from({ length: period }, (_, i) => {
      const place = (this.#values.length + i) % period;
      return (
        (this.#season[place] ?? 0) +
        level * (this.#season[period + place] ?? 0) +
        slope * (this.#season[2 * period + place] ?? 0)
      );
    });
    const trend = this.#trend;
    const squares = Math.max(0, this.#squares);
    return {
      trend,
      level: at(0) + this.#offset,
      slope: trend === 'none' ? 0 : at(1),
      damping: this.#damping,
      season,
      squares,
      parameters,
    };
  }

  #plain(alpha: number, beta: number): Sums {
    const values = this.#values;
    const damping = this.#damping;
    let [l0, b0, l1, b1, l2, b2] = [0, 0, 1, 0, 0, 1];
    let [ee, eu, ev, uu, uv, vv] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < values.length; i += 1) {
      const p0 = l0 + damping * b0;
      const p1 = l1 + damping * b1;
      const p2 = l2 + damping * b2;
      const e = (values[i] ?? 0) - p0;
      ee += e * e;
      eu -= e * p1;
      ev -= e * p2;
      uu += p1 * p1;
      uv += p1 * p2;
      vv += p2 * p2;
      l0 = p0 + alpha * e;
      l1 = p1 - alpha * p1;
      l2 = p2 - alpha * p2;
      b0 = damping * b0 + beta * e;
      b1 = damping * b1 - beta * p1;
      b2 = damping * b2 - beta * p2;
    }
    this.#endAt(l0, b0, l1, b1, l2, b2);
    return { ee, eu, ev, uu, uv, vv };
  }

  #seasonal(alpha: number, beta: number, gamma: number): Sums {
    const values = this.#values;
    const damping = this.#damping;
    const season = this.#season;
    const period = this.#initial?.length ?? 0;
    season.fill(0);
    season.set(this.#initial ?? []);
    let [l0, b0, l1, b1, l2, b2] = [0, 0, 1, 0, 0, 1];
    let [ee, eu, ev, uu, uv, vv] = [0, 0, 0, 0, 0, 0];
    let place = 0;
    for (let i = 0; i < values.length; i += 1) {
      const s0 = season[place] ?? 0;
      const s1 = season[period + place] ?? 0;
      const s2 = season[2 * period + place] ?? 0;
      const g0 = l0 + damping * b0;
      const g1 = l1 + damping * b1;
      const g2 = l2 + damping * b2;
      const e = (values[i] ?? 0) - g0 - s0;
      const u = -g1 - s1;
      const v = -g2 - s2;
      ee += e * e;
      eu += e * u;
      ev += e * v;
      uu += u * u;
      uv += u * v;
      vv += v * v;
      l0 = g0 + alpha * e;
      l1 = g1 + alpha * u;
      l2 = g2 + alpha * v;
      b0 = damping * b0 + beta * e;
      b1 = damping * b1 + beta * u;
      b2 = damping * b2 + beta * v;
      season[place] = s0 + gamma * e;
      season[period + place] = s1 + gamma * u;
      season[2 * period + place] = s2 + gamma * v;
      place = place + 1 === period ? 0 : place + 1;
    }
    this.#endAt(l0, b0, l1, b1, l2, b2);
    return { ee, eu, ev, uu, uv, vv };
  }

  // One by one: setting them from an array costs as much as ten values of the recursion.
  #endAt(l0: number, b0: number, l1: number, b1: number, l2: number, b2: number): void {
    const ends = this.#ends;
    ends[0] = l0;
    ends[1] = b0;
    ends[2] = l1;
    ends[3] = b1;
    ends[4] = l2;
    ends[5] = b2;
  }

  #solve({ ee, eu, ev, uu, uv, vv }: Sums): number {
    const determinant = uu * vv - uv * uv;
    // Without a trend, or where slope and level cannot be told apart, only the level is free.
    if (this.#trend === 'none' || determinant <= 1e-12 * uu * vv) this.#first = [-eu / uu, 0];
    else this.#first = [(-eu * vv + ev * uv) / determinant, (-ev * uu + eu * uv) / determinant];
    const [level, slope] = this.#first;
    this.#squares = ee + level * eu + slope * ev;
    return this.#squares;
  }
}

/** Sums of products of the errors e, of the effects u of a first level and v of a first slope. */
type Sums = { ee: number; eu: number; ev: number; uu: number; uv: number; vv: number };
