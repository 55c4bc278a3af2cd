import { INVISIBLE } from './normalise.ts';

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
  if (from < 0 || typed.letters.indexOf(wanted.letters, from + 1) >= 0) return read;
  const start = typed.at[from];
  const last = typed.at[from + wanted.letters.length - 1];
  if (start === undefined || last === undefined) return read;
  const end = endOf(utterance, last);
  const typedText = `${utterance.slice(start, end)}${CLOSING.exec(utterance.slice(end))?.[0] ?? ''}`;
  return typedText.replace(INVISIBLE, '');
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
