import type { Asked } from './asked.ts';
import { type Field, idfOf, MOST_PER_IDF } from './bm25.ts';
import type { Library, Shelf } from './library.ts';
import type { Ranked } from './rank.ts';

/** How well the best passage fits the question: what confidence is estimated from. All 0 when nothing was found. */
export type Evidence = {
  /** Score of the best passage, and as a share of what a passage full of the asked terms would get. */
  score: number;
  ofIdeal: number;
  /** Share of the last turn's idf that the best passage holds; a term that no article has counts as the rarest. */
  coverage: number;
  /** How far the next ones are behind on average, as a share of the ideal. */
  lead: number;
  /** Terms in the last turn. */
  length: number;
  /** How alike the last turn and the title are: Dice's coefficient over idf, 0..1. */
  title: number;
};

/** The best passage and those that it is compared with. */
export const COMPARED = 10;

export function evidenceOf(
  library: Library,
  shelf: Shelf,
  asked: Asked,
  ranked: readonly Ranked[],
): Evidence {
  const [best, ...others] = ranked.slice(0, COMPARED);
  const length = asked.last.length + asked.unknown;
  if (best === undefined || length === 0)
    return { score: 0, ofIdeal: 0, coverage: 0, lead: 0, length, title: 0 };
  const rarest = Math.log(1 + (shelf.units + 0.5) / 0.5);
  const worth = (field: Field, terms: Iterable<number>): number =>
    [...terms].reduce((sum, term) => sum + (idfOf(field, term) || rarest), 0);

  const unknown = asked.unknown * rarest;
  let ideal = unknown;
  for (const [term, weight] of asked.inPassage) ideal += weight * idfOf(shelf.body, term);
  ideal = Math.max(ideal, Number.MIN_VALUE) * MOST_PER_IDF;

  const from = library.bounds[best.passage] ?? 0;
  const titleEnd = from + (library.title.length[best.passage] ?? 0);
  const held = new Set(library.terms.subarray(from, library.bounds[best.passage + 1] ?? from));
  const title = new Set(library.terms.subarray(from, titleEnd));
  const covered = asked.last.filter((term) => held.has(term));
  const inTitle = asked.last.filter((term) => title.has(term));
  const next = others.reduce((sum, { score }) => sum + score, 0) / Math.max(others.length, 1);
  return {
    score: best.score,
    ofIdeal: best.score / ideal,
    coverage: worth(shelf.body, covered) / (worth(shelf.body, asked.last) + unknown),
    lead: (best.score - next) / ideal,
    length,
    title:
      (2 * worth(shelf.title, inTitle)) /
      (worth(shelf.title, asked.last) + unknown + worth(shelf.title, title)),
  };
}
