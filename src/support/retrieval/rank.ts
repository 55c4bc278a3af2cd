import { LANGUAGES } from '../audience.ts';
import type { Asked } from './asked.ts';
import { addScores, type Field, idfOf } from './bm25.ts';
import { idealOf } from './ideal.ts';
import type { Library, Passage, Shelf } from './library.ts';
import { pairsIn } from './pairs.ts';
import type { Weights } from './weights.ts';

export type Ranked = {
  passage: number;
  score: number;
  /** Of the score: from words in the passage, its title and its document; what it speaks of, and the ways to ask for it, unweighted. */
  words: number;
  concepts: number;
  way: number;
};

type Scored = { passage: number; score: number };

/** The best passages of a shelf, best first; equal scores in the order of the library, so that replicas agree. */
export function rank(
  library: Library,
  shelf: Shelf,
  asked: Asked,
  weights: Weights,
  { limit, language }: { limit: number; language: Passage['language'] | null },
): Ranked[] {
  const parts = partsOf(library, shelf, asked, weights);
  const scores = scoresOf(library, shelf, asked, parts, weights);
  if (language !== null) preferLanguage(library, scores, LANGUAGES.indexOf(language), weights);

  const idf = (term: number): number => idfOf(shelf.body, term);
  return bestOf(scores, Math.max(limit, weights.reranked))
    .map(({ passage, score }, i) => {
      const beside =
        i < weights.reranked ? weights.pair * pairsIn(library, passage, asked, idf) : 0;
      return {
        passage,
        score: score + beside,
        words: (parts.words[passage] ?? 0) + beside,
        concepts: parts.concepts[passage] ?? 0,
        way: parts.ways.ofDocument[library.documentOf[passage] ?? 0] ?? 0,
      };
    })
    .sort(byScore)
    .slice(0, limit);
}

type Parts = {
  words: Float64Array;
  concepts: Float64Array;
  ways: { ofDocument: Float64Array; ofPassage: Float64Array };
  /** 0..1 */
  open: number;
};

function partsOf(library: Library, shelf: Shelf, asked: Asked, weights: Weights): Parts {
  const words = scoresIn(shelf.body, asked.inPassage);
  const open = leftOpen(shelf, asked, words, weights);
  return {
    words,
    concepts: scoresIn(shelf.concept, open > 0 ? asked.concepts : new Map()),
    ways: scoresOfWays(library, shelf, asked, open * weights.conceptInWay),
    open,
  };
}

function scoresOf(
  library: Library,
  shelf: Shelf,
  asked: Asked,
  { words, concepts, ways, open }: Parts,
  weights: Weights,
): Float64Array {
  const title = scoresIn(shelf.title, asked.inPassage);
  const document =
    weights.document > 0 ? scoresIn(shelf.document, asked.inDocument) : new Float64Array();
  const scores = new Float64Array(shelf.units);
  for (let p = 0; p < shelf.units; p += 1) {
    const d = library.documentOf[p] ?? 0;
    const own =
      (words[p] ?? 0) +
      open * weights.concept * (concepts[p] ?? 0) +
      weights.askedFor * (ways.ofDocument[d] ?? 0) +
      weights.askedAbout * (ways.ofPassage[p] ?? 0);
    if (own === 0) continue;
    const more =
      titleWeightOf(library, p, weights) * (title[p] ?? 0) + weights.document * (document[d] ?? 0);
    words[p] = (words[p] ?? 0) + more;
    scores[p] = own + more;
  }
  return scores;
}

/**
 * How much of the question the words of the best passage leave open, 0..1: where they say it in the same words, other words for the
 * same add nothing but noise.
 */
function leftOpen(shelf: Shelf, asked: Asked, body: Float64Array, { enough }: Weights): number {
  let best = 0;
  for (const score of body) if (score > best) best = score;
  return Math.max(0, 1 - best / idealOf(shelf, asked) / enough);
}

/** How well the best of the ways to ask fits, for the document that it asks for and the passage that it is about. */
function scoresOfWays(library: Library, shelf: Shelf, asked: Asked, conceptWeight: number) {
  const concept = scoresIn(
    shelf.askedConcept,
    conceptWeight > 0 ? asked.conceptsInDocument : new Map(),
  );
  const ofDocument = new Float64Array(shelf.document.units);
  const ofPassage = new Float64Array(shelf.units);
  for (const [way, words] of scoresIn(shelf.asked, asked.inDocument).entries()) {
    const score = words + conceptWeight * (concept[way] ?? 0);
    const document = library.askedFor[way] ?? 0;
    const passage = library.askedAbout[way] ?? 0;
    ofDocument[document] = Math.max(ofDocument[document] ?? 0, score);
    ofPassage[passage] = Math.max(ofPassage[passage] ?? 0, score);
  }
  return { ofDocument, ofPassage };
}

function scoresIn(field: Field, asked: ReadonlyMap<number, number>): Float64Array {
  const scores = new Float64Array(field.units);
  for (const [term, weight] of asked)
    if (weight > 0) addScores(field, term, weight * idfOf(field, term), scores);
  return scores;
}

function titleWeightOf({ sharing }: Library, passage: number, weights: Weights): number {
  return Math.max(weights.sharedTitle, weights.ownTitle / (sharing[passage] ?? 1));
}

function preferLanguage(
  library: Library,
  scores: Float64Array,
  language: number,
  weights: Weights,
): void {
  for (let p = 0; p < scores.length; p += 1)
    if (library.language[p] === language) scores[p] = (scores[p] ?? 0) * weights.language;
}

/** The n best in one pass: sorting all would take longer than scoring them. */
function bestOf(scores: Float64Array, n: number): Scored[] {
  const best: Scored[] = [];
  let least = 0;
  for (let passage = 0; passage < scores.length; passage += 1) {
    const score = scores[passage] ?? 0;
    if (score <= least) continue;
    const place = best.findIndex((other) => other.score < score);
    best.splice(place < 0 ? best.length : place, 0, { passage, score });
    if (best.length > n) best.pop();
    if (best.length === n) least = best.at(-1)?.score ?? 0;
  }
  return best;
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || a.passage - b.passage;
}
