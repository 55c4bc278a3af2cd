import { LANGUAGES } from '../audience.ts';
import type { Asked } from './asked.ts';
import { addScores, type Field, idfOf } from './bm25.ts';
import type { Library, Passage, Shelf } from './library.ts';
import { pairsIn } from './pairs.ts';
import type { Weights } from './weights.ts';

/** Through which a graph acts: shares of the best score that are added to passages and to documents, by id. */
export type Boost = {
  passages?: ReadonlyMap<string, number>;
  documents?: ReadonlyMap<string, number>;
};

export type Ranked = { passage: number; score: number };

/** The best passages of a shelf, best first; equal scores in the order of the library, so that replicas agree. */
export function rank(
  library: Library,
  shelf: Shelf,
  asked: Asked,
  weights: Weights,
  { limit, language, boost }: { limit: number; language: Passage['language'] | null; boost: Boost },
): Ranked[] {
  const scores = scoresOf(library, shelf, asked, weights);
  if (language !== null) preferLanguage(library, scores, LANGUAGES.indexOf(language), weights);
  addBoost(library, shelf, scores, boost);

  const idf = (term: number): number => idfOf(shelf.body, term);
  const best = bestOf(scores, Math.max(limit, weights.reranked));
  for (const entry of best.slice(0, weights.reranked))
    entry.score += weights.pair * pairsIn(library, entry.passage, asked, idf);
  return best.sort(byScore).slice(0, limit);
}

function scoresOf(library: Library, shelf: Shelf, asked: Asked, weights: Weights): Float64Array {
  const body = scoresIn(shelf.body, asked.inPassage);
  const title = scoresIn(shelf.title, asked.inPassage);
  const document =
    weights.document > 0 ? scoresIn(shelf.document, asked.inDocument) : new Float64Array();
  for (let p = 0; p < shelf.units; p += 1) {
    const own = body[p] ?? 0;
    if (own === 0) continue;
    const prior = document[library.documentOf[p] ?? 0] ?? 0;
    body[p] = own + titleWeightOf(library, p, weights) * (title[p] ?? 0) + weights.document * prior;
  }
  return body;
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

function addBoost(library: Library, shelf: Shelf, scores: Float64Array, boost: Boost): void {
  if (boost.passages === undefined && boost.documents === undefined) return;
  const best = scores.reduce((a, b) => Math.max(a, b), 0);
  const add = (passage: number | undefined, share: number): void => {
    if (passage !== undefined && passage < shelf.units)
      scores[passage] = (scores[passage] ?? 0) + share * best;
  };
  for (const [id, share] of boost.passages ?? []) add(library.numberOf.get(id), share);
  for (const [id, share] of boost.documents ?? [])
    for (const part of library.partsOf.get(id) ?? []) add(part, share);
}

/** The n best in one pass: sorting all would take longer than scoring them. */
function bestOf(scores: Float64Array, n: number): Ranked[] {
  const best: Ranked[] = [];
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

function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || a.passage - b.passage;
}
