import type { Concepts } from '../synonyms.ts';
import { tokensOf } from '../tokens.ts';
import type { Library } from './library.ts';
import type { Weights } from './weights.ts';

/** A conversation as weighted terms of a library. */
export type Asked = {
  /** Weight of each term in a passage, and in a document. */
  inPassage: ReadonlyMap<number, number>;
  inDocument: ReadonlyMap<number, number>;
  /** Weight of each concept in a passage, and in a document and the ways to ask for it. */
  concepts: ReadonlyMap<number, number>;
  conceptsInDocument: ReadonlyMap<number, number>;
  turns: readonly { terms: readonly number[]; weight: number }[];
  /** The last turn alone, without what is no term of the library (`unknown` of them). */
  last: readonly number[];
  unknown: number;
};

/** Letters and digits in one word: E1042, nb-2417, 8.4. */
const CODE = /^(?=.*\d)(?=.*[a-z.]).{3,}$/;

/** Stands between two known terms, so that they do not look like neighbours. */
export const NO_TERM = -1;

export function askedOf(
  { termOf, conceptOf }: Library,
  { text, earlier = [] }: { text: string; earlier?: readonly string[] },
  weights: Weights,
  conceptsOf: Concepts,
): Asked {
  const inPassage = new Map<number, number>();
  const inDocument = new Map<number, number>();
  const concepts = new Map<number, number>();
  const conceptsInDocument = new Map<number, number>();
  const isCode = new Set<number>();
  const numbers = (words: string): number[] =>
    tokensOf(words).map((token) => {
      const term = termOf.get(token) ?? NO_TERM;
      if (CODE.test(token)) isCode.add(term);
      return term;
    });
  const count = (terms: Iterable<number>, passage: number, document: number): void => {
    for (const term of terms) {
      if (term === NO_TERM) continue;
      const times = isCode.has(term) ? weights.code : 1;
      inPassage.set(term, (inPassage.get(term) ?? 0) + times * passage);
      inDocument.set(term, (inDocument.get(term) ?? 0) + times * document);
    }
  };
  const turns = [text, ...earlier].map((words, k) => {
    const fading = weights.fading ** (k - 1);
    const weight = k === 0 ? 1 : weights.earlier * fading;
    const document = k === 0 ? 1 : weights.earlierInDocument * fading;
    const terms = numbers(words);
    count(terms, weight, document);
    for (const key of new Set(conceptsOf(words))) {
      const concept = conceptOf.get(key);
      if (concept === undefined) continue;
      concepts.set(concept, Math.max(concepts.get(concept) ?? 0, weight));
      conceptsInDocument.set(concept, Math.max(conceptsInDocument.get(concept) ?? 0, document));
    }
    return { terms, weight };
  });
  const asked = new Set(tokensOf(text));
  const last = [...asked].flatMap((token) => termOf.get(token) ?? []);
  return {
    inPassage,
    inDocument,
    concepts,
    conceptsInDocument,
    turns,
    last,
    unknown: asked.size - last.length,
  };
}
