/**
 * What counts how much beside BM25 of a passage's own text, which is 1.
 *
 * Chosen on the even questions of SQuAD2 dev, Doc2Dial validation and the COVID FAQ together, one set of weights for all,
 * rounded, and where a range did equally well in its middle; also so that Doc2Dial's first questions, put after another
 * conversation, are still found. The odd questions were left for scoring (`bench retrieval`). No set has weights of its
 * own: what differs between kinds of articles is seen in how many passages share a title.
 * Some fifty Chinese questions of our own were looked at once, to let words that are pairs count once and titles of all kinds
 * weigh the same.
 */
export type Weights = {
  /** Earlier turns in the passage and in its document: the newest counts this much, each before it `fading` times that. */
  earlier: number;
  earlierInDocument: number;
  fading: number;
  /** A title of the passage's own (shared by n passages: this by n, but no less than the next). */
  ownTitle: number;
  sharedTitle: number;
  /** The document that the passage is part of: the last turn decides on the passage, the conversation on the document. */
  document: number;
  /** The best of the ways to ask: for the document, and more for the passage that it is about. */
  askedFor: number;
  askedAbout: number;
  /** Two terms of the question side by side in the passage too, in the same order. */
  pair: number;
  /** How many of the best passages are looked at for pairs. */
  reranked: number;
  /** What the question speaks of, in whatever words: in a passage, and in a way to ask. */
  concept: number;
  conceptInWay: number;
  /** From this share of the ideal score on, the words of a passage say enough, and concepts count nothing. */
  enough: number;
  /** A code, version or part number in the question counts so many times a word. */
  code: number;
  /** Factor for a passage in the language of the question (by reasoning: of two translations the right one is first). */
  language: number;
};

export const WEIGHTS: Weights = {
  earlier: 0.1,
  earlierInDocument: 0.7,
  fading: 0.75,
  ownTitle: 1,
  sharedTitle: 0.25,
  document: 1.5,
  askedFor: 2,
  askedAbout: 0.7,
  pair: 0.3,
  reranked: 30,
  concept: 3,
  conceptInWay: 1.5,
  enough: 0.4,
  code: 2,
  language: 1.5,
};

/** Textbook BM25 over title and text, to compare with. */
export const PLAIN_WEIGHTS: Weights = {
  ...WEIGHTS,
  earlier: 0,
  earlierInDocument: 0,
  ownTitle: 0,
  sharedTitle: 0,
  document: 0,
  askedFor: 0,
  askedAbout: 0,
  concept: 0,
  conceptInWay: 0,
  code: 1,
  pair: 0,
};
