import type { Passage } from '../../src/support/retrieval.ts';
import { randomFrom } from '../search/names.ts';

const SENTENCES = 5;
const PASSAGES_PER_DOCUMENT = 8;

/**
 * As many passages as wanted, of sentences drawn by a seed from those given, with words of their own: a vocabulary that
 * grows with the collection, as it does with real articles.
 */
export function grown(passages: readonly Passage[], count: number): Passage[] {
  const random = randomFrom(20_260_318);
  const sentences = passages.flatMap(
    ({ text }) => text.match(/[^.!?。！？\n]{20,}[.!?。！？]?/gu) ?? [],
  );
  const pick = <T>(values: readonly T[]): T | undefined =>
    values[Math.floor(random() * values.length)];
  return Array.from({ length: count }, (_, i) => {
    const like = pick(passages);
    const own = [0, 1, 2].map(() => `x${Math.floor(random() ** 2 * count).toString(36)}`);
    const text = Array.from({ length: SENTENCES }, () => pick(sentences) ?? '').join(' ');
    return {
      id: `grown-${i}`,
      document: `grown-${Math.floor(i / PASSAGES_PER_DOCUMENT)}`,
      title: like?.title ?? '',
      heading: own[0] ?? '',
      text: `${text} ${own.join(' ')}`,
      language: like?.language ?? 'en',
      audience: 'customer',
    };
  });
}
