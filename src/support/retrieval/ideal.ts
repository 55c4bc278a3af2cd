import type { Asked } from './asked.ts';
import { idfOf, MOST_PER_IDF } from './bm25.ts';
import type { Shelf } from './library.ts';

/** What a passage full of the asked terms would get from its own text; a term of the last turn that no passage has counts as the rarest. */
export function idealOf(shelf: Shelf, asked: Asked): number {
  let ideal = missingFrom(shelf, asked) * rarestIn(shelf);
  for (const [term, weight] of asked.inPassage) ideal += weight * idfOf(shelf.body, term);
  return Math.max(ideal, Number.MIN_VALUE) * MOST_PER_IDF;
}

/** How many terms of the last turn are in no passage of the shelf: what only others may read does not count as known. */
export function missingFrom({ body }: Shelf, { last, unknown }: Asked): number {
  return unknown + last.filter((term) => idfOf(body, term) === 0).length;
}

/** The idf of a term that one passage less than one has. */
export function rarestIn({ units }: Shelf): number {
  return Math.log(1 + (units + 0.5) / 0.5);
}
