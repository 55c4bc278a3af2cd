import type { Actor } from '../crm/context.ts';
import type { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import { type Audience, type Language, mayRead } from './audience.ts';
import { bandOf, confidenceOf } from './confidence.ts';
import type { Article, ArticlePassage, Knowledge, KnowledgeBase } from './knowledge-base.ts';
import { nearTo } from './knowledge-graph.ts';
import { tokensOf } from './tokens.ts';
import { inVersion, settledByVersion } from './versions.ts';

/** What the knowledge base says to a question: never more than its asker may read. */
export type Answered =
  | {
      kind: 'answer';
      passage: ArticlePassage;
      /** The sentence of the passage that fits the question best; null where it is short or a procedure. */
      sentence: string | null;
      /** Articles to follow first. */
      first: readonly Article[];
      /** What else may be of use, best first. */
      also: readonly ArticlePassage[];
    }
  /** Which of these topics is meant? */
  | { kind: 'clarify'; topics: readonly ArticlePassage[] }
  | { kind: 'abstain' };

/** What asking needs of the world. */
export type AskContext = {
  tx: Transaction;
  organization: { id: string };
  actor: Actor;
  identity: { id: string };
  conversation: { id: string; outsidersRead: boolean };
  knowledge: Knowledge;
  clock: Clock;
  ids: Ids;
};

const LOOKED_AT = 20;
const TOPICS = 3;
/** A follow-up builds on what the same person asked here before. */
const EARLIER = 3;
const EARLIER_FOR_MS = 30 * 60_000;

/**
 * Answers a question from the knowledge base, and notes that it was asked: as what, says `id`.
 *
 * @returns null when there is no knowledge base.
 */
export async function ask(
  ctx: AskContext,
  question: { text: string; language: Language },
): Promise<{ id: string; answered: Answered } | null> {
  const base = await ctx.knowledge.base(ctx.tx, ctx.organization.id);
  if (base === null) return null;
  const earlier = await earlierQuestions(ctx);
  const { answered, confidence } = answerFrom(base, audienceOf(ctx), question, earlier);
  return { id: await note(ctx, question, answered, confidence), answered };
}

/** Who may read the answer: where outsiders read along, only what they may. */
export function audienceOf({
  actor,
  conversation,
}: Pick<AskContext, 'actor'> & { conversation: { outsidersRead: boolean } }): Audience {
  if (actor.kind === 'customer' || conversation.outsidersRead) return 'customer';
  return actor.role === 'rep' || actor.role === 'viewer' ? 'member' : 'support';
}

export function answerFrom(
  base: KnowledgeBase,
  audience: Audience,
  { text, language }: { text: string; language: Language },
  earlier: readonly string[],
): { answered: Answered; confidence: number } {
  const question = { text, earlier, audience, language };
  const { found, evidence } = base.retrieval.search(question, { limit: LOOKED_AT });
  const passages = inVersion(
    inLanguage(
      found.flatMap((one) => base.passages.get(one.passage.id) ?? []),
      language,
    ),
    text,
  );
  const code = codeIn(base, text);
  const aboutCode = passages.find((passage) => isAbout(base, passage, code));
  const best = aboutCode ?? passages[0];
  const confidence = confidenceOf(evidence);
  // Of a code that is named there is no doubt.
  const judged =
    best === undefined ? 'abstain' : aboutCode === undefined ? bandOf(confidence) : 'answer';
  const band = judged === 'clarify' && settledByVersion(passages, text) ? 'answer' : judged;
  if (best === undefined || band === 'abstain')
    return { answered: { kind: 'abstain' }, confidence };
  const near = besides(base, best, question);
  if (band === 'clarify') {
    const topics = onePerArticle([best, ...passages, ...near]).slice(0, TOPICS);
    return { answered: { kind: 'clarify', topics }, confidence };
  }
  const first = requiredBy(base, best.article, audience);
  const also = onePerArticle([best, ...near, ...passages])
    .slice(1)
    .filter(({ article }) => !first.includes(article))
    .slice(0, TOPICS);
  return {
    answered: { kind: 'answer', passage: best, sentence: sentenceFor(best, text), first, also },
    confidence,
  };
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

/** What there is in the question's language; what there is only in another one where that is all. */
function inLanguage(
  passages: readonly ArticlePassage[],
  language: Language,
): readonly ArticlePassage[] {
  const own = passages.filter(({ article }) => article.language === language);
  return own.length > 0 ? own : passages;
}

/** Articles near to the best one and to what the question names, in the graph: on what hangs together words differ. */
function besides(
  base: KnowledgeBase,
  best: ArticlePassage,
  question: { text: string; earlier: readonly string[]; audience: Audience; language: Language },
): readonly ArticlePassage[] {
  const named = base.graph.named([question.text, ...question.earlier].join('\n'));
  const near = nearTo(base.graph, named, [best.article.slug]);
  const documents = new Map(
    base.articles
      .filter(({ language }) => language === best.article.language)
      .flatMap(({ id, slug }) => {
        const share = near.get(slug);
        return share === undefined ? [] : [[id, share] as const];
      }),
  );
  const { found } = base.retrieval.search(question, { limit: LOOKED_AT, boost: { documents } });
  return inLanguage(
    found.flatMap((one) => base.passages.get(one.passage.id) ?? []),
    question.language,
  );
}

function onePerArticle(passages: readonly ArticlePassage[]): ArticlePassage[] {
  const seen = new Set<string>();
  return passages.filter(({ article }) => {
    if (seen.has(article.slug)) return false;
    seen.add(article.slug);
    return true;
  });
}

/** What an article asks to be done first, the farthest first. A ring ends where it began. */
export function requiredBy(base: KnowledgeBase, article: Article, audience: Audience): Article[] {
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

const sentences = {
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
  zh: new Intl.Segmenter('zh', { granularity: 'sentence' }),
} as const;
/** A passage of so few sentences needs no mark. */
const SHORT = 2;

function sentenceFor(passage: ArticlePassage, question: string): string | null {
  if (passage.steps.length > 0) return null;
  const asked = new Set(tokensOf(question));
  const all = passage.text
    .split('\n')
    .flatMap((line) => [...sentences[passage.article.language].segment(line)])
    .map(({ segment }) => segment.trim())
    .filter((segment) => segment.length > 8);
  if (all.length <= SHORT) return null;
  const worth = (sentence: string): number => {
    const tokens = tokensOf(sentence);
    const shared = new Set(tokens.filter((token) => asked.has(token)));
    return shared.size / Math.sqrt(Math.max(4, tokens.length));
  };
  const best = all.reduce((a, b) => (worth(b) > worth(a) ? b : a));
  return worth(best) > 0 ? best : null;
}

async function earlierQuestions({
  tx,
  organization,
  identity,
  conversation,
  clock,
}: AskContext): Promise<string[]> {
  const rows = await tx.askedQuestion.findMany({
    where: {
      organizationId: organization.id,
      conversationId: conversation.id,
      identityId: identity.id,
      outcome: { not: 'unknown' },
      at: { gt: new Date(clock.now().getTime() - EARLIER_FOR_MS) },
    },
    orderBy: { at: 'desc' },
    take: EARLIER,
    select: { text: true },
  });
  return rows.map((row) => row.text);
}

/** Notes what was neither a command nor a question that is answered: the gaps of the knowledge base count it. */
export function noteUnknown(
  { tx, organization, identity, conversation, clock, ids }: Omit<AskContext, 'knowledge' | 'actor'>,
  { text, language }: { text: string; language: Language },
): void {
  tx.send`
    INSERT INTO "AskedQuestion" ("id", "organizationId", "identityId", "conversationId", "at", "text", "language", "outcome",
      "confidence", "articles")
    VALUES (${ids.next()}, ${organization.id}, ${identity.id}, ${conversation.id}, ${clock.now()}, ${text.slice(0, 2000)},
      ${language}, 'unknown', 0, '{}')`;
}

async function note(
  { tx, organization, identity, conversation, clock, ids }: AskContext,
  { text, language }: { text: string; language: Language },
  answered: Answered,
  confidence: number,
): Promise<string> {
  const shown =
    answered.kind === 'answer'
      ? [answered.passage, ...answered.also]
      : answered.kind === 'clarify'
        ? answered.topics
        : [];
  const id = ids.next();
  await tx.askedQuestion.create({
    data: {
      id,
      organizationId: organization.id,
      identityId: identity.id,
      conversationId: conversation.id,
      at: clock.now(),
      text: text.slice(0, 2000),
      language,
      outcome: answered.kind,
      confidence,
      articles: shown.map(({ article }) => article.slug),
      passage: answered.kind === 'answer' ? answered.passage.position : null,
    },
  });
  return id;
}
