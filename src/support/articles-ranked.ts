import { type Audience, type Language, mayRead } from './audience.ts';
import type { Article, ArticlePassage, KnowledgeBase } from './knowledge-base.ts';
import { nearTo } from './knowledge-graph.ts';
import type { Evidence } from './retrieval.ts';

export type KnowledgeQuestion = {
  text: string;
  language: Language;
  audience: Audience;
  /** What was asked before, newest first. */
  earlier: readonly string[];
};

export type RankedArticles = {
  /** Of each article the passage that fits best; best article first. */
  best: readonly ArticlePassage[];
  evidence: Evidence;
  /** Whether the question is a title, a way to ask that an article tells, or names the one error code that the first is about. */
  named: boolean;
};

/** So many passages hold the articles that matter. */
const LOOKED_AT = 60;

/** So alike are a question and a way to ask that says the same. */
const SAME = 0.8;

type Candidate = { passage: ArticlePassage; score: number };

/**
 * The articles that a question asks for, in its language; in another one what there is only there. The text decides on the first;
 * what hangs together with it in the graph, or with what the question names, moves up behind it.
 */
export function rankArticles(
  base: KnowledgeBase,
  question: KnowledgeQuestion,
  { edges = true }: { edges?: boolean } = {},
): RankedArticles {
  const { text, earlier, audience, language } = question;
  const { found, evidence } = base.retrieval.search(
    { text, earlier, audience, language },
    { limit: LOOKED_AT },
  );
  const translated = slugsIn(base, question);
  const candidates = onePerArticle(
    found.flatMap(({ passage: { id }, score }) => {
      const passage = base.passages.get(id);
      if (passage === undefined) return [];
      const foreign = passage.article.language !== language;
      return foreign && translated.has(passage.article.slug) ? [] : [{ passage, score }];
    }),
  );
  const code = codeIn(base, text);
  const about = candidates.find(({ passage }) => isAbout(base, passage, code));
  const called = about ?? candidates.find(({ passage: { article } }) => isTitle(article, text));
  const first = called ?? candidates[0];
  if (first === undefined) return { best: [], evidence, named: false };
  const rest = candidates.filter((candidate) => candidate !== first);
  const others = edges ? withNear(base, question, first, rest) : rest;
  return {
    best: [first, ...others].map(({ passage }) => passage),
    evidence,
    named: called !== undefined || evidence.way >= SAME,
  };
}

/** The articles in the question's language that its asker may read. */
function slugsIn(
  { articles }: KnowledgeBase,
  { audience, language }: KnowledgeQuestion,
): ReadonlySet<string> {
  return new Set(
    articles
      .filter((article) => article.language === language && mayRead(audience, article.audience))
      .map(({ slug }) => slug),
  );
}

function onePerArticle(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ passage: { article } }) => {
    if (seen.has(article.slug)) return false;
    seen.add(article.slug);
    return true;
  });
}

/** The error that the question names by its code; null where it names none or several. */
function codeIn({ graph }: KnowledgeBase, text: string): string | null {
  const [code, other] = graph.named(text).filter((node) => node.startsWith('error/'));
  return other === undefined ? (code ?? null) : null;
}

function isAbout(
  { graph }: KnowledgeBase,
  { article }: ArticlePassage,
  code: string | null,
): boolean {
  return (
    article.kind === 'error' &&
    graph.at(`article/${article.slug}`).some(({ kind, to }) => kind === 'about' && to === code)
  );
}

/** A title that was pressed, or typed as it is. */
function isTitle({ title }: Article, text: string): boolean {
  return title.toLowerCase() === text.trim().toLowerCase();
}

/** With what is near in the graph moved up, or taken in: on what hangs together the words differ. */
function withNear(
  base: KnowledgeBase,
  question: KnowledgeQuestion,
  first: Candidate,
  rest: readonly Candidate[],
): Candidate[] {
  const named = base.graph.named([question.text, ...question.earlier].join('\n'));
  const found = [first, ...rest].map(({ passage }) => passage.article.slug);
  const near = nearTo(base.graph, named, found);
  const gain = ({ slug }: Article): number => (near.get(slug) ?? 0) * first.score;
  const known = new Set(found);
  const taken = base.articles
    .filter(
      (article) =>
        near.has(article.slug) &&
        !known.has(article.slug) &&
        article.language === question.language &&
        mayRead(question.audience, article.audience) &&
        !base.graph.replaced.has(`article/${article.slug}`),
    )
    .flatMap((article) => {
      const [passage] = base.passagesOf(article.id);
      return passage === undefined ? [] : [{ passage, score: 0 }];
    });
  return [...rest, ...taken]
    .map(({ passage, score }) => ({ passage, score: score + gain(passage.article) }))
    .sort((a, b) => b.score - a.score);
}
