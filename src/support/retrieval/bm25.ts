import { holding, type Postings } from './postings.ts';

/** Okapi BM25 with the usual constants (Robertson & Zaragoza 2009): 1.2 and 0.75 hold for articles of any kind. */
const K1 = 1.2;
const B = 0.75;

/** The most that one term adds, per unit of its idf. */
export const MOST_PER_IDF = K1 + 1;

/** A field as one reader sees it: only the first `units` units are there, in the scores and in the statistics. */
export type Field = { postings: Postings; units: number; norm: Float32Array };

/**
 * @param languages the language of each unit: a text has more tokens in Chinese (words and pairs) than in English, so that
 * it is long or short only beside others of its language
 */
export function fieldOf(postings: Postings, units: number, languages: Uint8Array): Field {
  const total = [0, 0];
  const filled = [0, 0];
  for (let u = 0; u < units; u += 1) {
    const [length = 0, language = 0] = [postings.length[u], languages[u]];
    total[language] = (total[language] ?? 0) + length;
    if (length > 0) filled[language] = (filled[language] ?? 0) + 1;
  }
  const means = total.map((sum, language) => sum / (filled[language] || 1) || 1);
  const norm = Float32Array.from({ length: units }, (_, u) => {
    const mean = means[languages[u] ?? 0] ?? 1;
    return K1 * (1 - B + (B * (postings.length[u] ?? 0)) / mean);
  });
  return { postings, units, norm };
}

export function idfOf({ postings, units }: Field, term: number): number {
  const df = holding(postings, term, units);
  return df === 0 ? 0 : Math.log(1 + (units - df + 0.5) / (df + 0.5));
}

/** Adds what the term is worth to the score of each unit that holds it. */
export function addScores(
  { postings, units, norm }: Field,
  term: number,
  weight: number,
  scores: Float64Array,
): void {
  const { unit, count, start } = postings;
  const end = start[term + 1] ?? 0;
  for (let i = start[term] ?? 0; i < end; i += 1) {
    const u = unit[i] ?? 0;
    if (u >= units) return;
    const tf = count[i] ?? 0;
    scores[u] = (scores[u] ?? 0) + (weight * tf * MOST_PER_IDF) / (tf + (norm[u] ?? 1));
  }
}
