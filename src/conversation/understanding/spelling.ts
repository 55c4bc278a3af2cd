import { isEveryday } from './mention.ts';

/**
 * Puts right the small slips of fast typing in words that the patterns know: two letters swapped ("serach"), one left out
 * ("acount") or doubled ("deall"). A letter replaced by another is left alone, for that is how names differ.
 */
export type Spelling = { correct: (text: string) => string };

const SHORTEST = 4;

export function spellingOf(words: Iterable<string>): Spelling {
  const known = new Set<string>();
  const slips = new Map<string, string>();
  for (const word of words) if (/^[a-z]+$/.test(word)) known.add(word);
  for (const word of known) {
    if (word.length < SHORTEST) continue;
    for (const slip of slipsOf(word))
      if (!known.has(slip) && !slips.has(slip)) slips.set(slip, word);
  }
  return {
    correct: (text) =>
      text
        .replace(/(?<![\w'.@<-])[a-z]{3,20}(?![\w'.@-])|^[A-Z][a-z]{3,20}(?=\s)/g, (word) => {
          const lower = word.toLowerCase();
          return known.has(lower) || isEveryday(lower) ? word : (slips.get(lower) ?? word);
        })
        .replace(/^([a-z]{4,10})(?=\s)/, (verb) =>
          known.has(verb) ? verb : (verbLike(verb) ?? verb),
        ),
  };
}

/** Said first, a word with one wrong letter is the verb: "muve it to proposal". */
function verbLike(word: string): string | null {
  return VERBS.find((verb) => verb.length === word.length && differences(verb, word) === 1) ?? null;
}

function differences(a: string, b: string): number {
  return [...a].filter((char, i) => char !== b[i]).length;
}

const VERBS =
  'move push create update change remind delete remove rename assign complete finish search schedule record advance cancel close undo redo mark show list'.split(
    ' ',
  );

function slipsOf(word: string): string[] {
  const slips: string[] = [];
  for (let i = 1; i < word.length; i += 1) {
    const [before, a = '', b = '', after] = [
      word.slice(0, i),
      word[i],
      word[i + 1],
      word.slice(i + 2),
    ];
    if (b !== '') slips.push(before + b + a + after);
    slips.push(before + a + a + word.slice(i + 1));
    if (word.length > SHORTEST) slips.push(before + word.slice(i + 1));
  }
  return slips;
}
