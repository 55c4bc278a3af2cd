/** For each term the units (passages, or documents) that hold it, in order, with how often. In typed arrays: 100,000 passages fit. */
export type Postings = {
  /** The postings of term t are start[t] .. start[t + 1]. */
  start: Uint32Array;
  unit: Uint32Array;
  /** How often the term stands in the unit; more than 255 is 255, the score has long saturated there. */
  count: Uint8Array;
  /** Terms in each unit. */
  length: Uint32Array;
};

/**
 * @param terms the terms of all units, one unit after another
 * @param bounds where each unit begins in `terms`; one more than there are units
 */
export function postingsOf(terms: Uint32Array, bounds: Uint32Array, vocabulary: number): Postings {
  const units = bounds.length - 1;
  const start = new Uint32Array(vocabulary + 1);
  const seenIn = new Uint32Array(vocabulary);
  eachTerm(terms, bounds, (unit, term) => {
    if (seenIn[term] === unit + 1) return;
    seenIn[term] = unit + 1;
    start[term + 1] = at(start, term + 1) + 1;
  });
  for (let t = 0; t < vocabulary; t += 1) start[t + 1] = at(start, t + 1) + at(start, t);

  const next = start.slice(0, vocabulary);
  const unitOf = new Uint32Array(at(start, vocabulary));
  const count = new Uint8Array(unitOf.length);
  seenIn.fill(0);
  eachTerm(terms, bounds, (unit, term) => {
    if (seenIn[term] !== unit + 1) {
      seenIn[term] = unit + 1;
      unitOf[at(next, term)] = unit;
      next[term] = at(next, term) + 1;
    }
    const last = at(next, term) - 1;
    count[last] = Math.min(255, at(count, last) + 1);
  });
  const length = Uint32Array.from({ length: units }, (_, u) => at(bounds, u + 1) - at(bounds, u));
  return { start, unit: unitOf, count, length };
}

/** How many of the first `units` units hold the term. */
export function holding(postings: Postings, term: number, units: number): number {
  const from = at(postings.start, term);
  let low = from;
  let high = at(postings.start, term + 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(postings.unit, middle) < units) low = middle + 1;
    else high = middle;
  }
  return low - from;
}

function eachTerm(
  terms: Uint32Array,
  bounds: Uint32Array,
  visit: (unit: number, term: number) => void,
): void {
  for (let unit = 0; unit + 1 < bounds.length; unit += 1)
    for (let i = at(bounds, unit); i < at(bounds, unit + 1); i += 1) visit(unit, at(terms, i));
}

function at(array: Uint32Array | Uint8Array, i: number): number {
  return array[i] ?? 0;
}
