import { AUDIENCES, type Audience, LANGUAGES, type Language } from '../audience.ts';
import type { Concepts } from '../synonyms.ts';
import { tokensOf } from '../tokens.ts';
import { type Field, fieldOf } from './bm25.ts';
import { type Postings, postingsOf } from './postings.ts';

/** The unit that retrieval returns: a part of an article under one heading. */
export type Passage = {
  id: string;
  /** The article that it is part of. */
  document: string;
  title: string;
  /** The headings above the text, outermost first; empty when the title is all. */
  heading: string;
  text: string;
  /** How else people ask for the document. */
  questions?: readonly string[];
  /** Keys of what the document is about, as `Concepts` names them. */
  about?: readonly string[];
  language: Language;
  audience: Audience;
};

/**
 * All passages by number, customers' first, then members', then those for support: what somebody may read is the first so
 * many passages, so that nothing else can be ranked, counted in a document frequency, or noticed in a score.
 */
export type Library = {
  passages: readonly Passage[];
  termOf: ReadonlyMap<string, number>;
  conceptOf: ReadonlyMap<string, number>;
  /** The terms of each passage in the order of the text, title and heading first. */
  terms: Uint32Array;
  bounds: Uint32Array;
  body: Postings;
  title: Postings;
  document: Postings;
  /** What is spoken of in each passage, in whatever words. */
  concept: Postings;
  /** The ways to ask for a document are units of their own: one that fits well is worth more than several that fit a bit. */
  asked: Postings;
  askedConcept: Postings;
  /** The terms of each way to ask. */
  askedTerms: Uint32Array;
  askedBounds: Uint32Array;
  documentOf: Uint32Array;
  /** The document that a way to ask is for, and the passage of it that it fits best. */
  askedFor: Uint32Array;
  askedAbout: Uint32Array;
  /** How many passages of the same document stand under the same title and heading. */
  sharing: Uint32Array;
  /** 0 is English, 1 Chinese. */
  language: Uint8Array;
  documentLanguage: Uint8Array;
  askedLanguage: Uint8Array;
};

/** What one audience sees of a library. */
export type Shelf = {
  units: number;
  body: Field;
  title: Field;
  document: Field;
  concept: Field;
  asked: Field;
  askedConcept: Field;
};

export function libraryOf(given: readonly Passage[], conceptsOf: Concepts): Library {
  const passages = given.toSorted(byAudienceAndId);
  const termOf = new Map<string, number>();
  const conceptOf = new Map<string, number>();
  const term = (token: string): number => numberIn(termOf, token);
  const concept = (key: string): number => numberIn(conceptOf, key);
  const titles = new Sequences(passages.length);
  const bodies = new Sequences(passages.length);
  const concepts = new Sequences(passages.length);
  for (const { title, heading, text, about = [] } of passages) {
    const named = tokensOf(`${title}\n${heading}`).map(term);
    titles.add(named);
    bodies.add([...named, ...tokensOf(text).map(term)]);
    const spoken = conceptsOf(`${title}\n${heading}\n${text}`);
    concepts.add([...about, ...spoken].map(concept));
  }
  const { documentOf, bounds } = documentsOf(passages, bodies.bounds);
  const ways = waysToAsk(passages, documentOf);
  const asked = new Sequences(ways.length);
  const askedConcepts = new Sequences(ways.length);
  for (const { text } of ways) {
    asked.add(tokensOf(text).map(term));
    askedConcepts.add(conceptsOf(text).map(concept));
  }
  const language = Uint8Array.from(passages, (p) => LANGUAGES.indexOf(p.language));
  const documentLanguage = new Uint8Array(bounds.length - 1);
  for (const [p, d] of documentOf.entries()) documentLanguage[d] = language[p] ?? 0;
  const vocabulary = termOf.size;
  const terms = bodies.terms();
  return {
    passages,
    termOf,
    conceptOf,
    terms,
    bounds: bodies.bounds,
    body: postingsOf(terms, bodies.bounds, vocabulary),
    title: postingsOf(titles.terms(), titles.bounds, vocabulary),
    document: postingsOf(terms, bounds, vocabulary),
    concept: postingsOf(concepts.terms(), concepts.bounds, conceptOf.size),
    asked: postingsOf(asked.terms(), asked.bounds, vocabulary),
    askedTerms: asked.terms(),
    askedBounds: asked.bounds,
    askedConcept: postingsOf(askedConcepts.terms(), askedConcepts.bounds, conceptOf.size),
    documentOf,
    askedFor: Uint32Array.from(ways, ({ document }) => document),
    askedAbout: aboutOf(ways, asked, bodies),
    sharing: sharingOf(passages),
    language,
    documentLanguage,
    askedLanguage: Uint8Array.from(ways, (way) => documentLanguage[way.document] ?? 0),
  };
}

export function shelfFor(library: Library, audience: Audience): Shelf {
  const rank = AUDIENCES.indexOf(audience);
  const first = library.passages.findIndex((p) => AUDIENCES.indexOf(p.audience) > rank);
  const units = first < 0 ? library.passages.length : first;
  const documents = units === 0 ? 0 : (library.documentOf[units - 1] ?? 0) + 1;
  const ways = waysBefore(library, documents);
  return {
    units,
    body: fieldOf(library.body, units, library.language),
    title: fieldOf(library.title, units, library.language),
    document: fieldOf(library.document, documents, library.documentLanguage),
    concept: fieldOf(library.concept, units, library.language),
    asked: fieldOf(library.asked, ways, library.askedLanguage),
    askedConcept: fieldOf(library.askedConcept, ways, library.askedLanguage),
  };
}

function numberIn(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

function byAudienceAndId(a: Passage, b: Passage): number {
  return (
    AUDIENCES.indexOf(a.audience) - AUDIENCES.indexOf(b.audience) ||
    compare(a.document, b.document) ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A document whose parts are for different audiences counts as one for each. */
function documentsOf(
  passages: readonly Passage[],
  bounds: Uint32Array,
): { documentOf: Uint32Array; bounds: Uint32Array } {
  const documentOf = new Uint32Array(passages.length);
  const starts: number[] = [];
  for (const [i, { document, audience }] of passages.entries()) {
    const before = passages[i - 1];
    if (before?.document !== document || before.audience !== audience) starts.push(bounds[i] ?? 0);
    documentOf[i] = starts.length - 1;
  }
  return { documentOf, bounds: Uint32Array.from([...starts, bounds[passages.length] ?? 0]) };
}

type Way = { text: string; document: number; first: number; end: number };

/** Each way to ask for a document, with the passages that the document has. */
function waysToAsk(passages: readonly Passage[], documentOf: Uint32Array): Way[] {
  return passages.flatMap(({ questions = [] }, first) => {
    const document = documentOf[first] ?? 0;
    if (questions.length === 0 || (first > 0 && documentOf[first - 1] === document)) return [];
    let end = first + 1;
    while (documentOf[end] === document) end += 1;
    return questions.map((text) => ({ text, document, first, end }));
  });
}

function waysBefore({ askedFor }: Library, documents: number): number {
  const after = askedFor.findIndex((document) => document >= documents);
  return after < 0 ? askedFor.length : after;
}

/** The passage that holds most of the different terms of a way to ask; of several the first. */
function aboutOf(ways: readonly Way[], asked: Sequences, bodies: Sequences): Uint32Array {
  return Uint32Array.from(ways, ({ first, end }, way) => {
    const terms = new Set(asked.at(way));
    const shared = (passage: number): number =>
      new Set(bodies.at(passage).filter((term) => terms.has(term))).size;
    let best = first;
    for (let passage = first + 1; passage < end; passage += 1)
      if (shared(passage) > shared(best)) best = passage;
    return best;
  });
}

function sharingOf(passages: readonly Passage[]): Uint32Array {
  // By audience too, or a title would tell that there are parts which the reader may not see.
  const keys = passages.map(({ document, audience, title, heading }) =>
    [document, audience, title, heading].join('\n'),
  );
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Uint32Array.from(keys, (key) => counts.get(key) ?? 1);
}

/** Sequences of terms one after another in one growing array. */
class Sequences {
  readonly bounds: Uint32Array;
  private values = new Uint32Array(1024);
  private added = 0;

  constructor(count: number) {
    this.bounds = new Uint32Array(count + 1);
  }

  add(terms: readonly number[]): void {
    const from = this.bounds[this.added] ?? 0;
    while (from + terms.length > this.values.length) {
      const larger = new Uint32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values.set(terms, from);
    this.added += 1;
    this.bounds[this.added] = from + terms.length;
  }

  at(i: number): Uint32Array {
    return this.values.subarray(this.bounds[i] ?? 0, this.bounds[i + 1] ?? 0);
  }

  terms(): Uint32Array {
    return this.values.slice(0, this.bounds[this.added] ?? 0);
  }
}
