/** A column longer than this is judged by a sample, but for its tails. */
const SAMPLE = 65_536;
/** The share of a sample beyond which, at each end, a long column is read in full. */
const TAIL = 1 / 128;
/** Edges at each end that lie ever closer to it. */
const TAIL_EDGES = 30;
const MOST_EDGES = 254;

/** Values ascending, and where in them the value of a rank in the whole column lies. */
type Ordered = { sorted: Float64Array; count: number; placeOf(rank: number): number };

/**
 * The edges between the bins of a number, ascending, at most 254. Few different values get a bin each. Of many, most edges lie
 * at equal shares of the rows, and the others at ranks that shrink by a factor towards both ends: sums of money have long
 * tails, and one bin for the upper half per cent would lose most of their variance.
 */
export function numericEdges(values: Float64Array): Float64Array {
  const count = countOf(values);
  const ordered = count <= SAMPLE ? allOf(values) : sampleOf(values, count);
  const distinct = distinctOf(ordered.sorted);
  if (distinct.length <= MOST_EDGES + 1) return between(distinct);
  const edges = new Set<number>();
  for (const rank of ranks(ordered.count)) {
    const edge = edgeAt(ordered.sorted, ordered.placeOf(rank));
    if (edge !== null) edges.add(edge);
  }
  return Float64Array.from(edges).sort();
}

/** The ranks to cut at: so many values lie below. */
function ranks(count: number): number[] {
  const body = MOST_EDGES - 2 * TAIL_EDGES;
  const widest = count / (body + 1);
  const equal = Array.from({ length: body }, (_, i) => Math.round((i + 1) * widest));
  const towardsEnd = Array.from({ length: TAIL_EDGES }, (_, i) =>
    Math.max(1, Math.round(widest ** ((i + 0.5) / TAIL_EDGES))),
  );
  return [...equal, ...towardsEnd, ...towardsEnd.map((rank) => count - rank)];
}

/** An edge in front of the value at a place; in front of the next greater one where it is equal to the one before. */
function edgeAt(sorted: Float64Array, place: number): number | null {
  const below = sorted[place - 1];
  if (below === undefined) return null;
  let above = place;
  while (above < sorted.length && sorted[above] === below) above++;
  const next = sorted[above];
  return next === undefined ? null : middle(below, next);
}

function between(distinct: readonly number[]): Float64Array {
  return Float64Array.from(distinct.slice(1), (value, i) => middle(distinct[i] ?? value, value));
}

/** Halfway, but always below `above`: rounding may reach it. */
function middle(below: number, above: number): number {
  const half = below / 2 + above / 2;
  return half < above && half >= below ? half : below;
}

/** The different values, no more than one over what can have a bin each. */
function distinctOf(sorted: Float64Array): number[] {
  const distinct: number[] = [];
  for (const value of sorted) {
    if (distinct.at(-1) !== value) distinct.push(value);
    if (distinct.length > MOST_EDGES + 1) break;
  }
  return distinct;
}

function countOf(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count++;
  return count;
}

function allOf(values: Float64Array): Ordered {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return { sorted, count: sorted.length, placeOf: (rank) => rank };
}

/** A sample of the body, taken at equal steps, between tails that are whole. A long column is never copied. */
function sampleOf(values: Float64Array, count: number): Ordered {
  const sample = new Float64Array(SAMPLE);
  const step = count / SAMPLE;
  let [taken, met] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (met >= taken * step && taken < SAMPLE) sample[taken++] = value;
    met++;
  }
  sample.sort();
  const margin = Math.floor(SAMPLE * TAIL);
  const [low = 0, high = 0] = [sample[margin], sample[SAMPLE - 1 - margin]];
  const lower = values.filter((value) => value < low).sort();
  const upper = values.filter((value) => value > high).sort();
  const body = sample.filter((value) => value >= low && value <= high);
  const sorted = new Float64Array(lower.length + body.length + upper.length);
  sorted.set(lower);
  sorted.set(body, lower.length);
  sorted.set(upper, lower.length + body.length);
  const scale = body.length / (count - lower.length - upper.length);
  const placeOf = (rank: number): number => {
    if (rank < lower.length) return rank;
    if (count - rank < upper.length) return sorted.length - (count - rank);
    return lower.length + Math.round((rank - lower.length) * scale);
  };
  return { sorted, count, placeOf };
}
