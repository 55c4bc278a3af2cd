import { blocksIn } from './marks.ts';
import { latestStartIn, type Pattern } from './pattern.ts';

/**
 * Tells which of many patterns can match a text at all, by the words they need. One pass over the text finds all words of all
 * patterns (in a trie), and each found word moves on the patterns that wait for it: the needed words have to come in the
 * order of the pattern. Regular expressions are dear (each is compiled when it is first tried), so few are to be tried.
 */
export type Candidates = {
  /**
   * @param marked whether values are marked: only then words have to stand apart as the regular expression wants them, for
   * "5kwon" may become a mark and "won", and only then a value that is needed can be missed.
   */
  in: (text: string, marked: boolean) => Matchable;
};

/** The patterns that may match a text, by their places. */
export type Matchable = { readonly places: readonly number[]; has: (place: number) => boolean };

type Trie = { next: Map<number, Trie>; waiting: Waiting[]; latinStart: boolean; latinEnd: boolean };
/** A pattern, by its place, that needs this word as its `step`-th. */
type Waiting = { place: number; step: number; leads: boolean };
type Occurrence = { start: number; end: number; waiting: readonly Waiting[] };

export function candidatesOf(patterns: readonly Pattern[]): Candidates {
  const root = branch();
  const steps = new Uint8Array(patterns.length);
  for (const [place, { needs, leads }] of patterns.entries()) {
    let step = 0;
    for (const words of needs) {
      if (words.includes('')) continue;
      for (const word of new Set(words))
        nodeOf(root, word).waiting.push({ place, step, leads: leads && step === 0 });
      step += 1;
    }
    steps[place] = step;
  }
  const always = [...steps.keys()].filter((place) => steps[place] === 0);
  return {
    in: (text, marked) => {
      const done = new Uint8Array(patterns.length);
      const from = new Uint16Array(patterns.length);
      const reached: number[] = [];
      // A pattern that begins with a word needs it at the beginning, which only the marked text shows.
      const latest = marked ? latestStartIn(text) : text.length;
      const blocks = marked ? blocksIn(text) : null;
      for (const { start, end, waiting } of occurrencesIn(text.toLowerCase(), root, marked))
        for (const { place, step, leads } of waiting)
          if (done[place] === step && (from[place] ?? 0) <= start && (!leads || start <= latest)) {
            done[place] = step + 1;
            from[place] = end;
            if (steps[place] === step + 1) reached.push(place);
          }
      return {
        get places() {
          return [...always, ...reached].sort((a, b) => a - b);
        },
        has: (place) =>
          done[place] === steps[place] &&
          (blocks === null || hasBlocks(blocks, patterns[place]?.blocks ?? [])),
      };
    },
  };
}

function hasBlocks(blocks: ReadonlySet<number>, needed: readonly (readonly number[])[]): boolean {
  return needed.every((options) => options.some((block) => blocks.has(block)));
}

/** Every word of the trie in the text, those that end first before others: the earliest leaves most room for the next. */
function occurrencesIn(text: string, root: Trie, bounded: boolean): Occurrence[] {
  const found: Occurrence[] = [];
  for (let start = 0; start < text.length; start += 1) {
    const inWord = bounded && start > 0 && isLatin(text.charCodeAt(start - 1));
    let node: Trie | undefined = root;
    for (let end = start + 1; end <= text.length; end += 1) {
      node = node.next.get(text.charCodeAt(end - 1));
      if (node === undefined) break;
      if (node.waiting.length === 0 || (inWord && node.latinStart)) continue;
      if (bounded && node.latinEnd && end < text.length && isLatin(text.charCodeAt(end))) continue;
      found.push({ start, end, waiting: node.waiting });
    }
  }
  return found.sort((a, b) => a.end - b.end);
}

function nodeOf(root: Trie, word: string): Trie {
  let node = root;
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i);
    const next = node.next.get(code) ?? branch();
    node.next.set(code, next);
    node = next;
  }
  node.latinStart = /^[a-z0-9]/.test(word);
  node.latinEnd = /[a-z0-9]$/.test(word);
  return node;
}

function branch(): Trie {
  return { next: new Map(), waiting: [], latinStart: false, latinEnd: false };
}

/** What a word of a pattern may not touch; a capital has been put in lower case. */
function isLatin(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 0xc0 && code <= 0x24f)
  );
}
