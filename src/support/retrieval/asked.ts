import type { Synonyms } from '../synonyms.ts';
import { tokensOf } from '../tokens.ts';
import type { Library } from './library.ts';
import type { Weights } from './weights.ts';

/** A conversation as weighted terms of a library. */
export type Asked = {
  /** Weight of each term in a passage, and in a document. */
  inPassage: ReadonlyMap<number, number>;
  inDocument: ReadonlyMap<number, number>;
  turns: readonly { terms: readonly number[]; weight: number }[];
  /** The last turn alone, without what is no term of the library (`unknown` of them). */
  last: readonly number[];
  unknown: number;
};

/** Stands between two known terms, so that they do not look like neighbours. */
export const NO_TERM = -1;

export function askedOf(
  { termOf }: Library,
  { text, earlier = [] }: { text: string; earlier?: readonly string[] },
  weights: Weights,
  synonyms: Synonyms,
): Asked {
  const inPassage = new Map<number, number>();
  const inDocument = new Map<number, number>();
  const numbers = (words: string): number[] =>
    tokensOf(words).map((token) => termOf.get(token) ?? NO_TERM);
  const count = (terms: Iterable<number>, passage: number, document: number): void => {
    for (const term of terms) {
      if (term === NO_TERM) continue;
      inPassage.set(term, (inPassage.get(term) ?? 0) + passage);
      inDocument.set(term, (inDocument.get(term) ?? 0) + document);
    }
  };
  const turns = [text, ...earlier].map((words, k) => {
    const fading = weights.fading ** (k - 1);
    const weight = k === 0 ? 1 : weights.earlier * fading;
    const document = k === 0 ? 1 : weights.earlierInDocument * fading;
    const terms = numbers(words);
    count(terms, weight, document);
    const others = new Set(synonyms.otherNames(words).flatMap(numbers));
    for (const term of terms) others.delete(term);
    count(others, weight * weights.synonym, document * weights.synonym);
    return { terms, weight };
  });
  const asked = new Set(tokensOf(text));
  const last = [...asked].flatMap((token) => termOf.get(token) ?? []);
  return { inPassage, inDocument, turns, last, unknown: asked.size - last.length };
}
