import { createRetrieval, type Evidence, type Passage } from '../../src/support/retrieval.ts';
import { randomFrom } from '../search/names.ts';
import type { Dataset, Query } from './datasets.ts';

export type Judged = { evidence: Evidence; answerable: boolean };

/**
 * Half of the articles, by a seed, are taken out of the index; then each question is asked that stands alone (the first of
 * its conversation). It is answerable while a passage that answers it is still there.
 */
export function askWithHalfWithheld(
  { passages, language }: Dataset,
  queries: readonly Query[],
  seed: number,
): Judged[] {
  const random = randomFrom(seed);
  const order = [...new Set(passages.map(articleOf))].map((article) => ({ article, at: random() }));
  order.sort((a, b) => a.at - b.at);
  const kept = new Set(order.slice(0, order.length >> 1).map(({ article }) => article));
  const left = passages.filter((passage) => kept.has(articleOf(passage)));
  const ids = new Set(left.map(({ id }) => id));
  const retrieval = createRetrieval(left);
  return queries
    .filter(({ earlier }) => earlier.length === 0)
    .map(({ text, relevant }) => ({
      evidence: retrieval.search({ text, audience: 'customer', language }).evidence,
      answerable: [...relevant].some((id) => ids.has(id)),
    }));
}

/** In a collection of questions and answers each entry is an article, whoever published it. */
function articleOf({ document, title }: Passage): string {
  return `${document}\n${title}`;
}
