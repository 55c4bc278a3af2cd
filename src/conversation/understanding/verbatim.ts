import { INVISIBLE, normalise } from './normalise.ts';

/**
 * A free text as its writer typed it: reading spells marks and shorthand otherwise ("，" becomes ", ", "til" "until"), and what is
 * kept of a note should be the person's own words. The text as read where it is not found again in the utterance.
 *
 * @param read what was read as the text, in normalised spelling.
 */
export function verbatim(read: string, utterance: string): string {
  if (utterance.includes(read)) return read;
  const typed = lettersOf(utterance);
  const wanted = lettersOf(read);
  if (wanted.letters === '') return read;
  const from = typed.letters.indexOf(wanted.letters);
  if (from < 0) return spelledOut(read, wanted.letters, utterance);
  if (typed.letters.indexOf(wanted.letters, from + 1) >= 0) return read;
  const start = typed.at[from];
  const last = typed.at[from + wanted.letters.length - 1];
  if (start === undefined || last === undefined) return read;
  const end = endOf(utterance, last);
  const typedText = `${utterance.slice(start, end)}${CLOSING.exec(utterance.slice(end))?.[0] ?? ''}`;
  return typedText.replace(INVISIBLE, '');
}

/** So many of its first letters say where a text may begin. */
const OPENING = 12;
/** Where one may begin or end at most: beyond, the text as read has to do. */
const MOST_PLACES = 400;

/** The words of which reading made others, "til" and "w/": what is typed there reads alike. */
function spelledOut(read: string, letters: string, utterance: string): string {
  const places = [...utterance.matchAll(/(?<![\p{L}\p{N}'’])[\p{L}\p{N}'’]/gu)].map((m) => m.index);
  if (places.length > MOST_PLACES) return read;
  const opening = letters.slice(0, OPENING);
  const readingOf = (text: string) => lettersOf(normalise(text)).letters;
  for (const start of places) {
    if (!readingOf(utterance.slice(start, start + 4 * OPENING)).startsWith(opening)) continue;
    const ends = [utterance.length, ...places.filter((place) => place > start).reverse()];
    const end = ends.find((place) => readingOf(utterance.slice(start, place)) === letters);
    if (end !== undefined) return utterance.slice(start, end).replace(INVISIBLE, '').trim();
  }
  return read;
}

/** A bracket or quote that closes what was opened inside belongs to it. */
const CLOSING = /^[)）\]”’」』》%％]+/u;

/** The letters and digits of a text in one spelling, and where in it each one stands. */
function lettersOf(text: string): { letters: string; at: number[] } {
  let letters = '';
  const at: number[] = [];
  let place = 0;
  for (const char of text) {
    for (const plain of char
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]/gu) ?? []) {
      letters += plain;
      for (let unit = 0; unit < plain.length; unit += 1) at.push(place);
    }
    place += char.length;
  }
  return { letters, at };
}

function endOf(text: string, at: number): number {
  return at + String.fromCodePoint(text.codePointAt(at) ?? 0).length;
}
