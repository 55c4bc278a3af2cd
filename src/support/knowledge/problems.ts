import type { CalendarDay } from '../../platform/clock.ts';
import { addMonths } from '../../platform/clock.ts';
import type { ArticleText } from './article.ts';
import { contradictionsIn } from './contradictions.ts';
import type { EntityText } from './entities.ts';

/** What is wrong with the files of a knowledge base. `path` is below its folder. */
export type Problem =
  | { kind: 'no-front-matter' | 'empty' | 'too-large' | 'not-read'; path: string }
  /** Of a PDF; one that took too long is read the next time. */
  | { kind: 'encrypted' | 'broken' | 'too-slow'; path: string }
  | { kind: 'bad-front-matter' | 'bad-graph'; path: string; detail: string }
  /** A relation or a link to what is not there. */
  | { kind: 'dead-link'; path: string; to: string }
  /** Two files of one language with one name, or one key of the graph told twice. */
  | { kind: 'twice'; path: string; other: string }
  /** Articles that replace each other in a ring: none of them is replaced. */
  | { kind: 'circle'; path: string; to: string }
  | { kind: 'same-title' | 'alike'; path: string; other: string }
  /** Nearly the same sentence with another quantity, of both articles. */
  | { kind: 'contradicts'; path: string; other: string; said: readonly [string, string] }
  | { kind: 'stale'; path: string; updated: string }
  | { kind: 'untranslated'; path: string };

/** After so long an article is to be looked at again. */
const STALE_AFTER_MONTHS = 18;
/** Articles that share so much of their words say the same. */
const ALIKE = 0.8;

/** What is wrong with articles taken together. */
export function problemsOf(
  articles: readonly ArticleText[],
  entities: readonly EntityText[],
  today: CalendarDay,
): Problem[] {
  const keys = new Set(entities.map((entity) => entity.key));
  const slugs = new Set(articles.map((article) => article.slug));
  return [
    ...articles.flatMap((article) => deadLinks(article, slugs, keys)),
    ...articles.flatMap((article) => staleness(article, today)),
    ...circlesIn(articles),
    ...likenesses(articles),
    ...contradictionsIn(articles, entities),
    ...untranslated(articles),
  ];
}

function deadLinks(
  { path, relations, links, products }: ArticleText,
  slugs: ReadonlySet<string>,
  keys: ReadonlySet<string>,
): Problem[] {
  const toArticles = [
    ...relations.requires,
    ...relations.supersedes,
    ...relations.related,
    ...links.map((link) => link.to),
  ].filter((slug) => !slugs.has(slug));
  const toThings = [...relations.about, ...products].filter((key) => !keys.has(key));
  return [...new Set([...toArticles, ...toThings])].map((to) => ({ kind: 'dead-link', path, to }));
}

function staleness({ path, updated }: ArticleText, today: CalendarDay): Problem[] {
  return updated !== null && addMonths(updated, STALE_AFTER_MONTHS) < today
    ? [{ kind: 'stale', path, updated }]
    : [];
}

function circlesIn(articles: readonly ArticleText[]): Problem[] {
  const replaced = replacedBy(articles);
  return articles.flatMap(({ slug, path, relations }) =>
    relations.supersedes
      .filter((old) => reaches(replaced, slug, old))
      .map((to): Problem => ({ kind: 'circle', path, to })),
  );
}

/** By which article each one is replaced, rings included. */
function replacedBy(articles: readonly ArticleText[]): ReadonlyMap<string, ReadonlySet<string>> {
  const by = new Map<string, Set<string>>();
  for (const { slug, relations } of articles)
    for (const old of relations.supersedes) by.set(old, (by.get(old) ?? new Set()).add(slug));
  return by;
}

function reaches(
  by: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  to: string,
  seen = new Set<string>(),
): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return [...(by.get(from) ?? [])].some((next) => reaches(by, next, to, seen));
}

function likenesses(articles: readonly ArticleText[]): Problem[] {
  const known = articles.map((article) => ({ article, words: shinglesOf(article) }));
  return known.flatMap(({ article, words }, i) =>
    known.slice(i + 1).flatMap(({ article: other, words: others }): Problem[] => {
      if (article.language !== other.language) return [];
      // The old one of a pair is not read any more.
      if ([article, other].some((a) => a.relations.supersedes.length > 0)) return [];
      if (article.title.toLowerCase() === other.title.toLowerCase())
        return [{ kind: 'same-title', path: article.path, other: other.path }];
      return shareOf(words, others) >= ALIKE
        ? [{ kind: 'alike', path: article.path, other: other.path }]
        : [];
    }),
  );
}

/** Runs of three words, or of five Chinese characters. */
function shinglesOf({ passages }: ArticleText): ReadonlySet<string> {
  const text = passages.map((passage) => passage.text.toLowerCase()).join('\n');
  const words = text.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];
  const length = /\p{Script=Han}/u.test(text) ? 5 : 3;
  return new Set(words.map((_, i) => words.slice(i, i + length).join(' ')));
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  // Most pairs differ in size already.
  if (small.size < large.size * ALIKE) return 0;
  let shared = 0;
  for (const one of small) if (large.has(one)) shared += 1;
  return shared / (small.size + large.size - shared);
}

function untranslated(articles: readonly ArticleText[]): Problem[] {
  const languages = new Set(articles.map((article) => article.language));
  if (languages.size < 2) return [];
  const known = new Set(articles.map(({ language, slug }) => `${language}/${slug}`));
  return articles
    .filter(({ slug }) => [...languages].some((language) => !known.has(`${language}/${slug}`)))
    .map(({ path }) => ({ kind: 'untranslated', path }));
}
