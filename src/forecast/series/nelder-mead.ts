/** A box of parameters, one lower and one upper bound for each. */
export type Box = { readonly lower: readonly number[]; readonly upper: readonly number[] };

export type Minimum = { readonly point: Float64Array; readonly value: number };

/** The steps of the simplex: reflect, expand, contract, shrink (the usual coefficients of Nelder and Mead 1965). */
const EXPAND = 2;
const CONTRACT = 0.5;
const SHRINK = 0.5;
/** The first simplex spans this share of the box. */
const SPAN = 0.2;
/** A simplex so small along each axis has arrived, where its values are alike. */
const SMALL = 0.01;

/**
 * The smallest value of `objective` in a box, by the downhill simplex of Nelder and Mead (1965), points outside of the box mirrored at
 * its border (moved to the border instead, a simplex collapses there). A local method: `starts` are evaluated first, and it begins at the best of them. Deterministic. An objective that
 * gives NaN counts as infinitely bad there.
 *
 * @param evaluations an upper bound for the calls of `objective` after the starts.
 * @throws RangeError without a start.
 */
export function minimise(
  objective: (point: Float64Array) => number,
  starts: readonly (readonly number[])[],
  box: Box,
  evaluations: number,
): Minimum {
  const valueAt = (point: Float64Array): number => {
    const value = objective(inside(point, box));
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  const tried = starts.map((start) => vertexAt(Float64Array.from(start), valueAt));
  const first = tried.toSorted((a, b) => a.value - b.value)[0];
  if (first === undefined) throw new RangeError('a search needs a point to begin at');
  const simplex = [first, ...neighbours(first.point, box).map((point) => vertexAt(point, valueAt))];
  let left = evaluations - first.point.length;
  while (left > 0) {
    simplex.sort((a, b) => a.value - b.value);
    if (hasConverged(simplex)) break;
    left -= step(simplex, valueAt);
  }
  const { point, value } = simplex.reduce((a, b) => (b.value < a.value ? b : a));
  return { point: inside(point, box), value };
}

function vertexAt(point: Float64Array, valueAt: (point: Float64Array) => number): Minimum {
  return { point, value: valueAt(point) };
}

/** Replaces the worst vertex, or shrinks towards the best. How often the objective was asked. */
function step(simplex: Minimum[], valueAt: (point: Float64Array) => number): number {
  const last = simplex.length - 1;
  const [best, nextWorst, worst] = [simplex[0], simplex[last - 1], simplex[last]];
  if (best === undefined || nextWorst === undefined || worst === undefined) return 1;
  const centre = centreOf(simplex, last);

  const reflected = vertexAt(between(centre, worst.point, -1), valueAt);
  if (reflected.value < best.value) {
    const expanded = vertexAt(between(centre, worst.point, -EXPAND), valueAt);
    simplex[last] = expanded.value < reflected.value ? expanded : reflected;
    return 2;
  }
  if (reflected.value < nextWorst.value) {
    simplex[last] = reflected;
    return 1;
  }
  const side = reflected.value < worst.value ? -CONTRACT : CONTRACT;
  const contracted = vertexAt(between(centre, worst.point, side), valueAt);
  if (contracted.value < Math.min(worst.value, reflected.value)) {
    simplex[last] = contracted;
    return 2;
  }
  for (let i = 1; i <= last; i += 1) {
    const vertex = simplex[i];
    if (vertex !== undefined)
      simplex[i] = vertexAt(between(best.point, vertex.point, SHRINK), valueAt);
  }
  return 2 + last;
}

/** Equal values alone are no end: two points mirrored at a border have them. */
function hasConverged(simplex: readonly Minimum[]): boolean {
  const [best, worst] = [simplex[0], simplex.at(-1)];
  if (best === undefined || worst === undefined) return true;
  if (worst.value - best.value > 1e-7 * Math.abs(best.value) + 1e-300) return false;
  return simplex.every(({ point }) =>
    point.every((value, axis) => Math.abs(value - (best.point[axis] ?? 0)) < SMALL),
  );
}

/** The vertices of the first simplex besides `start`: a step along each axis, away from the nearer border. */
function neighbours(start: Float64Array, { lower, upper }: Box): Float64Array[] {
  return Array.from(start, (value, axis) => {
    const [low = 0, high = 0] = [lower[axis], upper[axis]];
    const length = SPAN * (high - low);
    const point = start.slice();
    point[axis] = value + length <= high ? value + length : value - length;
    return point;
  });
}

function centreOf(simplex: readonly Minimum[], count: number): Float64Array {
  const centre = new Float64Array(simplex[0]?.point.length ?? 0);
  for (let i = 0; i < count; i += 1) {
    for (let axis = 0; axis < centre.length; axis += 1)
      centre[axis] = (centre[axis] ?? 0) + (simplex[i]?.point[axis] ?? 0) / count;
  }
  return centre;
}

function between(from: Float64Array, to: Float64Array, share: number): Float64Array {
  const point = new Float64Array(from.length);
  for (let axis = 0; axis < point.length; axis += 1) {
    const start = from[axis] ?? 0;
    point[axis] = start + share * ((to[axis] ?? 0) - start);
  }
  return point;
}

/** Mirrored at the borders, as often as it takes. */
function inside(point: Float64Array, { lower, upper }: Box): Float64Array {
  const mirrored = new Float64Array(point.length);
  for (let axis = 0; axis < point.length; axis += 1)
    mirrored[axis] = mirror(point[axis] ?? 0, lower[axis] ?? 0, upper[axis] ?? 0);
  return mirrored;
}

function mirror(value: number, low: number, high: number): number {
  if (value >= low && value <= high) return value;
  const width = high - low;
  if (width <= 0) return low;
  const turn = Math.abs(value - low) % (2 * width);
  return low + (turn <= width ? turn : 2 * width - turn);
}
