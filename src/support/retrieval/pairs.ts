import { type Asked, NO_TERM } from './asked.ts';
import type { Library } from './library.ts';

/**
 * What the pairs of neighbouring terms in the conversation are worth that are neighbours in the passage too, in the same
 * order: the idf of both, each pair once, times the weight of its turn.
 */
export function pairsIn(
  library: Library,
  passage: number,
  { turns }: Asked,
  idf: (term: number) => number,
): number {
  const here = neighboursIn(library, passage);
  let sum = 0;
  for (const { terms, weight } of turns) {
    const found = new Map<number, number>();
    for (const [i, first] of terms.slice(0, -1).entries()) {
      const second = terms[i + 1] ?? NO_TERM;
      const pair = pairOf(first, second);
      if (here.has(pair)) found.set(pair, idf(first) + idf(second));
    }
    for (const worth of found.values()) sum += weight * worth;
  }
  return sum;
}

function neighboursIn({ terms, bounds }: Library, passage: number): ReadonlySet<number> {
  const pairs = new Set<number>();
  for (let i = bounds[passage] ?? 0; i + 1 < (bounds[passage + 1] ?? 0); i += 1)
    pairs.add(pairOf(terms[i] ?? 0, terms[i + 1] ?? 0));
  return pairs;
}

/** Two terms as one number, exact while there are fewer than 2 ** 26 terms; with `NO_TERM` it is none that a passage has. */
function pairOf(first: number, second: number): number {
  return first === NO_TERM || second === NO_TERM ? NO_TERM : first * 2 ** 26 + second;
}
