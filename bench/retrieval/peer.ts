import MiniSearch from 'minisearch';
import type { Passage } from '../../src/support/retrieval.ts';
import { tokensOf } from '../../src/support/tokens.ts';
import type { Query } from './datasets.ts';

export type Searcher = (query: Query) => string[];

type Tuning = { titleBoost: number | null; turns: number };

/**
 * MiniSearch as well tuned as we could: our tokens (stems and stop list, Chinese words and pairs), one field with d = 0.5 or
 * the title by itself with 1.5, and the last turn alone or with the two before it. The best of the four is reported.
 */
const TUNINGS: readonly Tuning[] = [1, 3].flatMap((turns) => [
  { titleBoost: null, turns },
  { titleBoost: 1.5, turns },
]);

export function miniSearches(
  passages: readonly Passage[],
  hasHistory: boolean,
): readonly { name: string; search: Searcher }[] {
  return TUNINGS.filter(({ turns }) => hasHistory || turns === 1).map((tuning) => ({
    name: `MiniSearch, ${tuning.titleBoost === null ? 'one field' : 'title x1.5'}, ${tuning.turns} turn(s)`,
    search: miniSearch(passages, tuning),
  }));
}

function miniSearch(passages: readonly Passage[], { titleBoost, turns }: Tuning): Searcher {
  const index = new MiniSearch<{ id: string; title: string; text: string }>({
    fields: titleBoost === null ? ['text'] : ['title', 'text'],
    tokenize: tokensOf,
    processTerm: (term) => term,
    searchOptions:
      titleBoost === null ? { bm25: { k: 1.2, b: 0.7, d: 0.5 } } : { boost: { title: titleBoost } },
  });
  index.addAll(
    passages.map(({ id, title, text }) => ({
      id,
      title,
      text: titleBoost === null ? `${title}\n${text}` : text,
    })),
  );
  return ({ text, earlier }) =>
    index
      .search([text, ...earlier.slice(0, turns - 1)].join('\n'))
      .slice(0, 10)
      .map(({ id }) => String(id));
}
