import type { Asked } from './asked.ts';
import { addScores, idfOf } from './bm25.ts';
import type { Library, Shelf } from './library.ts';
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
  { limit, language, boost }: { limit: number; language: string | null; boost: Boost },
): Ranked[] {
  const scores = scoresOf(library, shelf, asked, weights);
  if (language !== null && library.languages > 1)
    for (let p = 0; p < shelf.units; p += 1)
      if (library.passages[p]?.language === language)
        scores[p] = (scores[p] ?? 0) * weights.language;
  addBoost(library, shelf, scores, boost);

  const idf = (term: number): number => idfOf(shelf.body, term);
  const best = bestOf(scores, Math.max(limit, weights.reranked));
  for (const entry of best.slice(0, weights.reranked))
    entry.score += weights.pair * pairsIn(library, entry.passage, asked, idf);
  return best.sort(byScore).slice(0, limit);
}

function scoresOf(library: Library, shelf: Shelf, asked: Asked, weights: Weights): Float64Array {
  const body = new Float64Array(shelf.units);
  const title = new Float64Array(shelf.units);
  const document = new Float64Array(shelf.document.units);
  for (const [term, weight] of asked.inPassage) {
    if (weight === 0) continue;
    addScores(shelf.body, term, weight * idfOf(shelf.body, term), body);
    addScores(shelf.title, term, weight * idfOf(shelf.title, term), title);
  }
  if (weights.document > 0)
    for (const [term, weight] of asked.inDocument)
      if (weight > 0) addScores(shelf.document, term, weight * idfOf(shelf.document, term), document);

  for (let p = 0; p < shelf.units; p += 1) {
    const own = body[p] ?? 0;
    if (own === 0) continue;
    const titleWeight = Math.max(weights.sharedTitle, weights.ownTitle / (library.sharing[p] ?? 1));
    const prior = document[library.documentOf[p] ?? 0] ?? 0;
    body[p] = own + titleWeight * (title[p] ?? 0) + weights.document * prior;
  }
  return body;
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
  for (let passage = 0; passage < scores.length; passage += 1) {
    const score = scores[passage] ?? 0;
    if (score <= 0 || (best.length === n && score <= (best[n - 1]?.score ?? 0))) continue;
    let place = best.length;
    while (place > 0 && (best[place - 1]?.score ?? 0) < score) place -= 1;
    best.splice(place, 0, { passage, score });
    if (best.length > n) best.pop();
  }
  return best;
}

function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || a.passage - b.passage;
}
