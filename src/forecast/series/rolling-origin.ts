import { absoluteError } from './accuracy.ts';
import type { Candidate } from './candidates.ts';

/** What was forecast from one earlier moment, and what came. */
export type Origin = {
  /** How many values were known. */
  readonly known: number;
  readonly actual: Float64Array;
  /** By candidate, in their order; as long as `actual`. */
  readonly forecasts: readonly Float64Array[];
  /** The mean absolute error of each. */
  readonly errors: readonly number[];
};

/**
 * Rolling-origin evaluation (Tashman 2000): forecasts from earlier moments, each from nothing but the values before it, against what
 * came then. Oldest first; none where the series is too short for one.
 */
export function rollOrigins(
  values: Float64Array,
  candidates: readonly Candidate[],
  knownAt: readonly number[],
  horizon: number,
  period: number,
): Origin[] {
  return knownAt.map((known) => {
    const actual = values.slice(known, known + horizon);
    const history = values.slice(0, known);
    const forecasts = candidates.map(({ forecast }) => forecast(history, actual.length, period));
    const errors = forecasts.map((forecast) => absoluteError(actual, forecast));
    return { known, actual, forecasts, errors };
  });
}

/** An origin is asked at most this far ahead as a share of all values, so that enough are left to learn from. */
const SHARE_AHEAD = 1 / 4;

/**
 * How many values are known at each origin, oldest first: the last one leaves the horizon (or a quarter of the series) to be compared,
 * the others lie half of that earlier each. At least `fewest` values are known at each.
 */
export function placeOrigins(
  length: number,
  horizon: number,
  most: number,
  fewest: number,
): number[] {
  const ahead = Math.max(1, Math.min(horizon, Math.floor(length * SHARE_AHEAD)));
  const apart = Math.max(1, Math.floor(ahead / 2));
  const places: number[] = [];
  for (let known = length - ahead; known >= fewest && places.length < most; known -= apart)
    places.unshift(known);
  return places;
}

/** How many origins there would be if they did not overlap, at least 1 where there is one: origins close together tell the same. */
export function independentOrigins(
  origins: readonly { readonly known: number; readonly actual: Float64Array }[],
): number {
  const [first, last] = [origins[0], origins.at(-1)];
  if (first === undefined || last === undefined) return 0;
  return (last.known + last.actual.length - first.known) / first.actual.length;
}
