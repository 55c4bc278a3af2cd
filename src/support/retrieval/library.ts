import { AUDIENCES, type Audience, LANGUAGES, type Language } from '../audience.ts';
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
  /** The terms of each passage in the order of the text, title and heading first. */
  terms: Uint32Array;
  bounds: Uint32Array;
  body: Postings;
  title: Postings;
  document: Postings;
  documentOf: Uint32Array;
  /** How many passages of the same document stand under the same title and heading. */
  sharing: Uint32Array;
  /** 0 is English, 1 Chinese. */
  language: Uint8Array;
  documentLanguage: Uint8Array;
  /** The number of a passage by its id, and of the parts of a document by its id. */
  numberOf: ReadonlyMap<string, number>;
  partsOf: ReadonlyMap<string, readonly number[]>;
};

/** What one audience sees of a library. */
export type Shelf = { units: number; body: Field; title: Field; document: Field };

export function libraryOf(given: readonly Passage[]): Library {
  const passages = given.toSorted(byAudienceAndId);
  const termOf = new Map<string, number>();
  const numberOf = (token: string): number => {
    const known = termOf.get(token);
    if (known !== undefined) return known;
    termOf.set(token, termOf.size);
    return termOf.size - 1;
  };
  const titles = new Sequences(passages.length);
  const bodies = new Sequences(passages.length);
  for (const { title, heading, text } of passages) {
    const named = tokensOf(`${title}\n${heading}`).map(numberOf);
    titles.add(named);
    bodies.add([...named, ...tokensOf(text).map(numberOf)]);
  }
  const { documentOf, bounds } = documentsOf(passages, bodies.bounds);
  const language = Uint8Array.from(passages, (p) => LANGUAGES.indexOf(p.language));
  const documentLanguage = new Uint8Array(bounds.length - 1);
  for (const [p, d] of documentOf.entries()) documentLanguage[d] = language[p] ?? 0;
  const vocabulary = termOf.size;
  const terms = bodies.terms();
  return {
    passages,
    termOf,
    terms,
    bounds: bodies.bounds,
    body: postingsOf(terms, bodies.bounds, vocabulary),
    title: postingsOf(titles.terms(), titles.bounds, vocabulary),
    document: postingsOf(terms, bounds, vocabulary),
    documentOf,
    sharing: sharingOf(passages),
    language,
    documentLanguage,
    numberOf: new Map(passages.map(({ id }, i) => [id, i])),
    partsOf: partsOf(passages),
  };
}

export function shelfFor(library: Library, audience: Audience): Shelf {
  const rank = AUDIENCES.indexOf(audience);
  const first = library.passages.findIndex((p) => AUDIENCES.indexOf(p.audience) > rank);
  const units = first < 0 ? library.passages.length : first;
  const documents = units === 0 ? 0 : (library.documentOf[units - 1] ?? 0) + 1;
  return {
    units,
    body: fieldOf(library.body, units, library.language),
    title: fieldOf(library.title, units, library.language),
    document: fieldOf(library.document, documents, library.documentLanguage),
  };
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

function sharingOf(passages: readonly Passage[]): Uint32Array {
  // By audience too, or a title would tell that there are parts which the reader may not see.
  const keys = passages.map(({ document, audience, title, heading }) =>
    [document, audience, title, heading].join('\n'),
  );
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Uint32Array.from(keys, (key) => counts.get(key) ?? 1);
}

function partsOf(passages: readonly Passage[]): Map<string, number[]> {
  const parts = new Map<string, number[]>();
  for (const [i, { document }] of passages.entries()) {
    const known = parts.get(document);
    if (known === undefined) parts.set(document, [i]);
    else known.push(i);
  }
  return parts;
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

  terms(): Uint32Array {
    return this.values.slice(0, this.bounds[this.added] ?? 0);
  }
}
