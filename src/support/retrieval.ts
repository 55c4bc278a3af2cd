import type { Audience } from './audience.ts';
import { askedOf } from './retrieval/asked.ts';
import { COMPARED, type Evidence, evidenceOf } from './retrieval/evidence.ts';
import { libraryOf, type Passage, type Shelf, shelfFor } from './retrieval/library.ts';
import { rank } from './retrieval/rank.ts';
import { WEIGHTS, type Weights } from './retrieval/weights.ts';
import { type Concepts, conceptsOf } from './synonyms.ts';

export type { Evidence } from './retrieval/evidence.ts';
export type { Passage } from './retrieval/library.ts';
export type { Weights } from './retrieval/weights.ts';

export type Question = {
  text: string;
  /** What was said before in the conversation, by both sides, newest first. */
  earlier?: readonly string[];
  /** Who asks: only what he may read is looked at and counted. */
  audience: Audience;
  /** In which language passages are preferred. */
  language: 'en' | 'zh' | null;
};

export type Ranking = {
  /** Best first. */
  found: readonly { passage: Passage; score: number }[];
  evidence: Evidence;
};

export type Retrieval = {
  search(question: Question, options?: { limit?: number }): Ranking;
};

/** Beyond this a question is no question, and a conversation is about something else by now. */
const MOST_CHARACTERS = 2000;
const MOST_TURNS = 20;

/**
 * An index in memory over these passages: BM25 of the passage, its title and its document, then pairs of words (see
 * `Weights`). Two indexes of the same passages, in whatever order given, answer the same.
 */
export function createRetrieval(
  passages: readonly Passage[],
  {
    weights = WEIGHTS,
    concepts = conceptsOf([]),
  }: { weights?: Weights | undefined; concepts?: Concepts } = {},
): Retrieval {
  const library = libraryOf(passages, concepts);
  const shelves = new Map<Audience, Shelf>();
  const shelfOf = (audience: Audience): Shelf => {
    const shelf = shelves.get(audience) ?? shelfFor(library, audience);
    shelves.set(audience, shelf);
    return shelf;
  };
  return {
    search({ text, earlier = [], audience, language }, { limit = 10 } = {}) {
      const shelf = shelfOf(audience);
      const turns = earlier.slice(0, MOST_TURNS).map(cut);
      const asked = askedOf(library, { text: cut(text), earlier: turns }, weights, concepts);
      const ranked = rank(library, shelf, asked, weights, {
        limit: Math.max(limit, COMPARED),
        language,
      });
      const found = ranked.slice(0, limit).flatMap(({ passage, score }) => {
        const at = library.passages[passage];
        return at === undefined ? [] : [{ passage: at, score }];
      });
      return { found, evidence: evidenceOf(library, shelf, asked, ranked) };
    },
  };
}

function cut(text: string): string {
  return text.slice(0, MOST_CHARACTERS);
}
