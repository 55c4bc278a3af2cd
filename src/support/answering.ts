import { type KnowledgeQuestion, rankArticles } from './articles-ranked.ts';
import { mayRead } from './audience.ts';
import { bandOf, confidenceOf, thresholdsFor } from './confidence.ts';
import type { Article, ArticlePassage, KnowledgeBase } from './knowledge-base.ts';
import type { OwnThing } from './own-things.ts';
import { type Relation, relationAsked, relationBetween } from './relation.ts';
import { sentencesIn } from './sentences.ts';
import { tokensOf } from './tokens.ts';
import { settledByVersion } from './versions.ts';

/** What the knowledge base says to a question: never more than its asker may read. */
export type Answered =
  | {
      kind: 'answer';
      passage: ArticlePassage;
      /** The sentence of the passage that fits the question best; null where it is short or a procedure. */
      sentence: string | null;
      /** How what the question names hangs together, where it asks for that. */
      relation: Relation | null;
      /** What the asker's account has of what the answer is about. */
      own: readonly OwnThing[];
      /** Articles to follow first. */
      first: readonly Article[];
      /** What else may be of use, best first. */
      also: readonly ArticlePassage[];
    }
  /** Which of these topics is meant? */
  | { kind: 'clarify'; topics: readonly ArticlePassage[] }
  | { kind: 'abstain' };

const TOPICS = 3;

export function answerFrom(
  base: KnowledgeBase,
  question: KnowledgeQuestion,
  own: readonly OwnThing[] = [],
): { answered: Answered; confidence: number } {
  const { best, evidence, named } = rankArticles(base, question);
  const confidence = confidenceOf(evidence);
  const relation = relationIn(base, question, best);
  const [found] = best;
  // Of a code that is named there is no doubt, nor of a way in the graph.
  const judged =
    named || relation !== null ? 'answer' : bandOf(confidence, thresholdsFor(evidence));
  const band = judged === 'clarify' && settledByVersion(best, question.text) ? 'answer' : judged;
  if (found === undefined || band === 'abstain')
    return { answered: { kind: 'abstain' }, confidence };
  if (band === 'clarify')
    return { answered: { kind: 'clarify', topics: best.slice(0, TOPICS) }, confidence };
  const onTheWay = best.find(({ article }) => relation?.through.includes(article.slug));
  const theirs = ownIn(base, (onTheWay ?? found).article, own);
  const passage = forOwnPlan(base, onTheWay ?? found, theirs, question.text);
  const first = requiredBy(base, passage.article, question);
  const also = best
    .filter(({ article }) => article.slug !== passage.article.slug && !first.includes(article))
    .slice(0, TOPICS);
  const sentence = sentenceFor(passage, question.text);
  return {
    answered: { kind: 'answer', passage, sentence, relation, own: theirs, first, also },
    confidence,
  };
}

function relationIn(
  base: KnowledgeBase,
  question: KnowledgeQuestion,
  best: readonly ArticlePassage[],
): Relation | null {
  const ends = relationAsked(base, question.text);
  if (ends === null) return null;
  const ranked = best.map(({ article }) => article.slug);
  const relation = relationBetween(base, ends, question, ranked);
  // With no article on the way there is nothing to quote.
  return relation !== null && ranked.some((slug) => relation.through.includes(slug))
    ? relation
    : null;
}

/** What the account has of what the article is about: that itself, or a part of it. */
function ownIn(
  { graph }: KnowledgeBase,
  { slug }: Article,
  own: readonly OwnThing[],
): readonly OwnThing[] {
  const about = new Set(
    graph.at(`article/${slug}`).flatMap(({ kind, to }) => (kind === 'about' ? [to] : [])),
  );
  return own.filter(
    ({ node }) =>
      about.has(node) ||
      graph.at(node).some(({ kind, from, to }) => {
        return kind === 'part_of' && from === node && about.has(to);
      }),
  );
}

/** Where an article has a section for each plan, the one of the asker's own plan, unless he asks for another. */
function forOwnPlan(
  base: KnowledgeBase,
  passage: ArticlePassage,
  own: readonly OwnThing[],
  text: string,
): ArticlePassage {
  const plan = own.find((thing) => thing.plan);
  const asked = base.graph.named(text).some((node) => node.startsWith('plan/'));
  if (plan === undefined || asked) return passage;
  const section = base
    .passagesOf(passage.article.id)
    .find(({ headings }) => base.graph.named(headings.at(-1) ?? '').includes(plan.node));
  return section ?? passage;
}

/** What an article asks to be done first, the farthest first. A ring ends where it began. */
export function requiredBy(
  base: KnowledgeBase,
  article: Article,
  { audience }: Pick<KnowledgeQuestion, 'audience'>,
): Article[] {
  const order: Article[] = [];
  const visit = (slug: string, seen: ReadonlySet<string>): void => {
    for (const { from, kind, to } of base.graph.at(`article/${slug}`)) {
      const next = to.replace('article/', '');
      if (kind !== 'requires' || from !== `article/${slug}` || seen.has(next)) continue;
      const found = base.articles.find(
        (a) => a.slug === next && a.language === article.language && mayRead(audience, a.audience),
      );
      visit(next, new Set([...seen, next]));
      if (found !== undefined && !order.includes(found)) order.push(found);
    }
  };
  visit(article.slug, new Set([article.slug]));
  return order;
}

/** A passage of so few sentences needs no mark. */
const SHORT = 2;

function sentenceFor(passage: ArticlePassage, question: string): string | null {
  if (passage.steps.length > 0) return null;
  const asked = new Set(tokensOf(question));
  const all = passage.text
    .split('\n')
    .flatMap((line) => sentencesIn(line, passage.article.language))
    .filter((sentence) => sentence.length > 8);
  if (all.length <= SHORT) return null;
  const worth = (sentence: string): number => {
    const tokens = tokensOf(sentence);
    const shared = new Set(tokens.filter((token) => asked.has(token)));
    return shared.size / Math.sqrt(Math.max(4, tokens.length));
  };
  const best = all.reduce((a, b) => (worth(b) > worth(a) ? b : a));
  return worth(best) > 0 ? best : null;
}
