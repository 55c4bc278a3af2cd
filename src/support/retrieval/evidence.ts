import type { Asked } from './asked.ts';
import { type Field, idfOf } from './bm25.ts';
import { idealOf, missingFrom, rarestIn } from './ideal.ts';
import type { Library, Shelf } from './library.ts';
import type { Ranked } from './rank.ts';

/**
 * How well the best passage fits the question: what confidence is estimated from. Shares are of idf, and a term that no article
 * has counts as the rarest. All 0 when nothing was found.
 */
export type Evidence = {
  /** Whether articles say how else they are asked for. */
  asked: boolean;
  /** Whether the best passage is in Chinese, which has more tokens for the same. */
  chinese: boolean;
  /** The idf of the rarest term: scores grow with it, and it with the collection. */
  rarest: number;
  /** Score of the best passage. */
  score: number;
  /**
   * Of the score: from words in the passage, its title and its document; that as a share of what a passage full of the asked terms
   * would get, and how far the next ones are behind on average in this; what the ways to ask for it and what it speaks of add.
   */
  words: number;
  ofIdeal: number;
  wordsLead: number;
  wayScore: number;
  conceptScore: number;
  /** Share of the last turn that the best passage holds, and that its document holds. */
  coverage: number;
  inDocument: number;
  /** How far the next ones are behind on average, and the best of another document, as a share of the best. */
  lead: number;
  margin: number;
  /** Terms in the last turn. */
  length: number;
  /** How alike the last turn and the title are: Dice's coefficient over idf, 0..1. The same for the best of the ways to ask. */
  title: number;
  way: number;
  /** Share of the last turn that is in no article. */
  unknown: number;
};

/** The best passage and those that it is compared with. */
export const COMPARED = 10;

const NOTHING: Evidence = {
  asked: false,
  chinese: false,
  rarest: 0,
  score: 0,
  ofIdeal: 0,
  words: 0,
  wordsLead: 0,
  wayScore: 0,
  conceptScore: 0,
  coverage: 0,
  inDocument: 0,
  lead: 0,
  margin: 0,
  length: 0,
  title: 0,
  way: 0,
  unknown: 0,
};

export function evidenceOf(
  library: Library,
  shelf: Shelf,
  asked: Asked,
  ranked: readonly Ranked[],
): Evidence {
  const [best, ...others] = ranked.slice(0, COMPARED);
  const length = asked.last.length + asked.unknown;
  if (best === undefined || length === 0) return { ...NOTHING, length };
  const worth = worthIn(shelf);
  const unknown = asked.unknown * rarestIn(shelf);
  const ideal = idealOf(shelf, asked);
  const all = worth(shelf.body, asked.last) + unknown;
  const document = library.documentOf[best.passage] ?? 0;
  const held = termsOf(library, best.passage);
  const other = others.find(({ passage }) => library.documentOf[passage] !== document);
  const share = (terms: ReadonlySet<number>): number =>
    worth(
      shelf.body,
      asked.last.filter((term) => terms.has(term)),
    ) / all;
  return {
    asked: shelf.asked.units > 0,
    chinese: library.language[best.passage] === 1,
    rarest: rarestIn(shelf),
    score: best.score,
    ofIdeal: best.words / ideal,
    words: best.words,
    wordsLead: (best.words - mean(others.map(({ words }) => words))) / ideal,
    wayScore: best.way,
    conceptScore: best.concepts,
    coverage: share(held),
    inDocument: share(documentTerms(library, document)),
    lead: (best.score - mean(others.map(({ score }) => score))) / best.score,
    margin: (best.score - (other?.score ?? 0)) / best.score,
    length,
    title: likeness(titleOf(library, best.passage), asked, unknown, shelf.title, worth),
    way: Math.max(
      0,
      ...waysTo(library, shelf, document).map((way) =>
        likeness(wayTerms(library, way), asked, unknown, shelf.body, worth),
      ),
    ),
    unknown: (missingFrom(shelf, asked) * rarestIn(shelf)) / all,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}

type Worth = (field: Field, terms: Iterable<number>) => number;

function worthIn(shelf: Shelf): Worth {
  const rarest = rarestIn(shelf);
  return (field, terms) =>
    [...terms].reduce((sum, term) => sum + (idfOf(field, term) || rarest), 0);
}

function likeness(
  terms: ReadonlySet<number>,
  asked: Asked,
  unknown: number,
  field: Field,
  worth: Worth,
): number {
  const shared = asked.last.filter((term) => terms.has(term));
  return (2 * worth(field, shared)) / (worth(field, asked.last) + unknown + worth(field, terms));
}

function termsOf({ terms, bounds }: Library, passage: number): Set<number> {
  return new Set(terms.subarray(bounds[passage] ?? 0, bounds[passage + 1] ?? 0));
}

function titleOf({ terms, bounds, title }: Library, passage: number): Set<number> {
  const from = bounds[passage] ?? 0;
  return new Set(terms.subarray(from, from + (title.length[passage] ?? 0)));
}

function documentTerms(library: Library, document: number): Set<number> {
  const first = library.documentOf.indexOf(document);
  let end = first;
  while (library.documentOf[end] === document) end += 1;
  return new Set(library.terms.subarray(library.bounds[first] ?? 0, library.bounds[end] ?? 0));
}

function waysTo({ askedFor }: Library, { asked }: Shelf, document: number): number[] {
  const ways: number[] = [];
  for (let way = askedFor.indexOf(document); way >= 0 && askedFor[way] === document; way += 1)
    if (way < asked.units) ways.push(way);
  return ways;
}

function wayTerms({ askedTerms, askedBounds }: Library, way: number): Set<number> {
  return new Set(askedTerms.subarray(askedBounds[way] ?? 0, askedBounds[way + 1] ?? 0));
}
