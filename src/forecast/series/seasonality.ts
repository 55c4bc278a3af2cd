/**
 * A series without its season, and what puts the season back. `factors` are those of the periods after the last value, in order,
 * one season of them; a forecast is `adjusted` multiplied by them or, where they are additive, plus them.
 */
export type SeasonalAdjustment = {
  readonly adjusted: Float64Array;
  readonly kind: 'none' | 'additive' | 'multiplicative';
  readonly factors: Float64Array;
};

/** The 90 % point of the autocorrelation test, as in the M4 competition's benchmark code. */
const CRITICAL = 1.645;

/**
 * Whether a series has a season: the autocorrelation at one season is beyond its 90 % limit (Bartlett), and there are three seasons
 * of values. The test of the M4 competition (Makridakis et al. 2020).
 */
export function hasSeason(values: Float64Array, period: number): boolean {
  if (period < 2 || values.length < 3 * period) return false;
  const lags = autocorrelations(values, period);
  if (lags === null) return false;
  const before = lags.subarray(0, period - 1).reduce((sum, r) => sum + 2 * r * r, 1);
  const limit = (CRITICAL / Math.sqrt(values.length)) * Math.sqrt(before);
  return Math.abs(lags[period - 1] ?? 0) > limit;
}

/** With fewer seasons there is not a second value for most places, and no telling a season from chance. */
const FEWEST_SEASONS = 2.25;

/**
 * The series without its season. Multiplicative where every value is positive, else additive.
 *
 * @param shrunk whether the factors are drawn towards "no season" by as much as they are noise (James-Stein, as Miller & Williams
 * 2003 do with seasonal factors): then no test is needed, and two and a quarter seasons are enough. Else as the benchmarks of the M4
 * competition do it: whole factors, where `hasSeason`. Periods under 4 leave nothing to shrink and are tested.
 */
export function withoutSeason(
  values: Float64Array,
  period: number,
  shrunk: boolean,
): SeasonalAdjustment {
  const shrinks = shrunk && period >= 4;
  const seasonal = shrinks ? values.length >= FEWEST_SEASONS * period : hasSeason(values, period);
  if (!seasonal) return { adjusted: values, kind: 'none', factors: new Float64Array(0) };
  const kind = values.every((value) => value > 0) ? 'multiplicative' : 'additive';
  const season = shrinks ? shrunkSeason(values, period, kind) : seasonOf(values, period, kind);
  const at = (i: number): number => season[i % period] ?? 0;
  const adjusted = values.map((value, i) => (kind === 'additive' ? value - at(i) : value / at(i)));
  const factors = Float64Array.from({ length: period }, (_, i) => at(values.length + i));
  return { adjusted, kind, factors };
}

/** Puts the season back into a forecast of the adjusted series. */
export function withSeason(
  forecast: Float64Array,
  { kind, factors }: SeasonalAdjustment,
): Float64Array {
  if (kind === 'none') return forecast;
  return forecast.map((value, i) => {
    const factor = factors[i % factors.length] ?? 0;
    return kind === 'additive' ? value + factor : value * factor;
  });
}

/**
 * The season by classical decomposition: means by place in the season of what a centred moving average leaves, normalised to sum 0
 * or to mean 1. The first is that of the first value. Needs two seasons of values.
 */
export function seasonOf(
  values: Float64Array,
  period: number,
  kind: 'additive' | 'multiplicative',
): Float64Array {
  return normalised(averages(leftByTrend(values, period, kind), period), kind);
}

function shrunkSeason(
  values: Float64Array,
  period: number,
  kind: 'additive' | 'multiplicative',
): Float64Array {
  const left = leftByTrend(values, period, kind);
  const means = averages(left, period);
  const season = normalised(means, kind);
  const known = left.filter((value) => !Number.isNaN(value)).length;
  if (known <= period) return season;
  const noise = left.reduce(
    (sum, value, i) => sum + (Number.isNaN(value) ? 0 : (value - (means[i % period] ?? 0)) ** 2),
    0,
  );
  const variance = (noise / (known - period)) * (period / known);
  const none = kind === 'additive' ? 0 : 1;
  const spread = season.reduce((sum, factor) => sum + (factor - none) ** 2, 0);
  const kept = spread === 0 ? 0 : Math.max(0, 1 - ((period - 3) * variance) / spread);
  return season.map((factor) => none + kept * (factor - none));
}

/** What the trend leaves: the difference or the ratio to a centred moving average; NaN for the half season at both ends. */
function leftByTrend(
  values: Float64Array,
  period: number,
  kind: 'additive' | 'multiplicative',
): Float64Array {
  const trend = centredAverage(values, period);
  return values.map((value, i) =>
    kind === 'additive' ? value - (trend[i] ?? 0) : value / (trend[i] ?? 1),
  );
}

/** The mean for each place in the season. */
function averages(left: Float64Array, period: number): Float64Array {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let i = 0; i < left.length; i += 1) {
    const value = left[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const place = i % period;
    sums[place] = (sums[place] ?? 0) + value;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return sums.map((sum, place) => sum / (counts[place] || 1));
}

function normalised(season: Float64Array, kind: 'additive' | 'multiplicative'): Float64Array {
  const mean = season.reduce((a, b) => a + b, 0) / season.length;
  return season.map((factor) => (kind === 'additive' ? factor - mean : factor / mean));
}

/** NaN for the half season at both ends. */
function centredAverage(values: Float64Array, period: number): Float64Array {
  const trend = new Float64Array(values.length).fill(Number.NaN);
  const half = Math.floor(period / 2);
  for (let i = half; i + half < values.length; i += 1) {
    let sum = 0;
    for (let k = i - half; k <= i + half; k += 1) sum += values[k] ?? 0;
    if (period % 2 === 0) sum -= ((values[i - half] ?? 0) + (values[i + half] ?? 0)) / 2;
    trend[i] = sum / period;
  }
  return trend;
}

/** Of the lags 1 to `last`; null where the series is constant. */
function autocorrelations(values: Float64Array, last: number): Float64Array | null {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (variance <= 1e-20 * mean * mean * values.length || variance === 0) return null;
  return Float64Array.from({ length: last }, (_, k) => {
    let sum = 0;
    for (let i = k + 1; i < values.length; i += 1)
      sum += ((values[i] ?? 0) - mean) * ((values[i - k - 1] ?? 0) - mean);
    return sum / variance;
  });
}
