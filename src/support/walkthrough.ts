import { z } from 'zod';
import { Refusal } from '../platform/refusal.ts';
import { requiredBy } from './answering.ts';
import { type AskContext, audienceOf } from './ask.ts';
import { AUDIENCES, type Audience, mayRead } from './audience.ts';
import type { Article, ArticlePassage, KnowledgeBase } from './knowledge-base.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_procedure: Record<string, never>;
    no_walkthrough: Record<string, never>;
  }
}

/** A step of a procedure: `first` is the article that has to be followed before it, `section` the heading it stands under. */
export type WalkStep = { first: string | null; section: string | null; text: string };

/** Where somebody is in a procedure. `position` counts from 0; at the length of `steps` all of them are done. */
export type Walk = {
  questionId: string;
  title: string;
  source: string;
  steps: readonly WalkStep[];
  position: number;
};

const STEPS = z.array(
  z.object({ first: z.string().nullable(), section: z.string().nullable(), text: z.string() }),
);

/** Whoever comes back later is asked what he wants, rather than led on. */
const LASTS_MS = 12 * 60 * 60_000;
/** "Step by step" is about an answer given so short a time ago. */
const ANSWERED_WITHIN_MS = 60 * 60_000;

/**
 * Begins to lead whoever speaks through the procedure that answered his question: the one named, else the last one here. What
 * it requires comes first, as steps of its own.
 *
 * @throws Refusal `no_procedure` where there is no such answer, or it is no procedure.
 */
export async function startWalk(ctx: AskContext, questionId: string | null): Promise<Walk> {
  const base = await ctx.knowledge.base(ctx.tx, ctx.organization.id);
  const asked = await answeredQuestion(ctx, questionId);
  const passage = base === null || asked === null ? null : procedureOf(ctx, base, asked);
  if (base === null || asked === null || passage === null) throw new Refusal('no_procedure', {});
  const audience = audienceOf(ctx);
  const first = requiredBy(base, passage.article, { audience });
  const walk: Walk = {
    questionId: asked.id,
    title: passage.article.title,
    source: `${[passage.article.title, ...passage.headings].join(' › ')} (${passage.article.path})`,
    steps: [...first.flatMap((article) => stepsBefore(base, article)), ...stepsFrom(base, passage)],
    position: 0,
  };
  const strictest = strictestOf([passage.article, ...first]);
  await saveWalk(ctx, walk, strictest);
  return walk;
}

/**
 * Goes to another step: so many on, or back where `by` is negative. Beyond the last one all are done; before the first one
 * there is none.
 *
 * @throws Refusal `no_walkthrough` where nobody is led here, it was too long ago, or people read by now who may not.
 */
export async function moveWalk(ctx: AskContext, by: number | 'start'): Promise<Walk> {
  const walk = await currentWalk(ctx);
  const position =
    by === 'start' ? 0 : Math.min(Math.max(walk.position + by, 0), walk.steps.length);
  await ctx.tx.walkthrough.updateMany({
    where: placeOf(ctx),
    data: { position, expiresAt: expiry(ctx) },
  });
  return { ...walk, position };
}

/** Where whoever speaks is in his procedure. Throws as `moveWalk` does. */
export async function currentWalk(ctx: AskContext): Promise<Walk> {
  const row = await ctx.tx.walkthrough.findFirst({
    where: { ...placeOf(ctx), expiresAt: { gt: ctx.clock.now() } },
  });
  if (row === null || !mayRead(audienceOf(ctx), row.audience))
    throw new Refusal('no_walkthrough', {});
  const { questionId, title, source, position } = row;
  return { questionId, title, source, position, steps: STEPS.parse(row.steps) };
}

/** Nobody is led any more. */
export async function endWalk(ctx: AskContext): Promise<void> {
  await ctx.tx.walkthrough.deleteMany({ where: placeOf(ctx) });
}

function placeOf({ organization, conversation, identity }: AskContext) {
  return {
    organizationId: organization.id,
    conversationId: conversation.id,
    identityId: identity.id,
  };
}

function expiry({ clock }: AskContext): Date {
  return new Date(clock.now().getTime() + LASTS_MS);
}

async function saveWalk(
  ctx: AskContext,
  { questionId, title, source, steps, position }: Walk,
  audience: Audience,
): Promise<void> {
  const place = placeOf(ctx);
  const data = {
    ...{ questionId, title, source, audience, position, expiresAt: expiry(ctx) },
    steps: steps.map((step) => ({ ...step })),
  };
  await ctx.tx.walkthrough.upsert({
    where: { organizationId_conversationId_identityId: place },
    create: { id: ctx.ids.next(), ...place, ...data },
    update: data,
  });
}

type AnsweredQuestion = {
  id: string;
  language: string;
  articles: readonly string[];
  passage: number | null;
};

/** A question of whoever speaks that was answered. */
async function answeredQuestion(
  ctx: AskContext,
  id: string | null,
): Promise<AnsweredQuestion | null> {
  const since = new Date(ctx.clock.now().getTime() - ANSWERED_WITHIN_MS);
  return ctx.tx.askedQuestion.findFirst({
    where: {
      organizationId: ctx.organization.id,
      identityId: ctx.identity.id,
      outcome: 'answer',
      ...(id === null ? { conversationId: ctx.conversation.id, at: { gt: since } } : { id }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { id: true, language: true, articles: true, passage: true },
  });
}

/** The passage with steps that answered: the one shown, else the first of its article. */
function procedureOf(
  ctx: AskContext,
  base: KnowledgeBase,
  { articles, language, passage }: AnsweredQuestion,
): ArticlePassage | null {
  const audience = audienceOf(ctx);
  const named = base.articles.filter(
    (article) => article.slug === articles[0] && mayRead(audience, article.audience),
  );
  const article = named.find((one) => one.language === language) ?? named[0];
  const parts = article === undefined ? [] : base.passagesOf(article.id);
  const withSteps = parts.filter(({ steps }) => steps.length > 0);
  return withSteps.find(({ position }) => position === passage) ?? withSteps[0] ?? null;
}

/** An article that has to be followed first: its first steps (how to go back may follow), or where it has none what it says. */
function stepsBefore(base: KnowledgeBase, article: Article): WalkStep[] {
  const parts = base.passagesOf(article.id);
  const texts = parts.find(({ steps }) => steps.length > 0)?.steps ?? [parts[0]?.text ?? ''];
  return texts.map((text) => ({ first: article.title, section: null, text }));
}

/**
 * The steps from a passage on. A procedure goes through all of its sections, and what is to be known before or between is a step
 * of its own; in other articles the sections are ways to choose from.
 */
function stepsFrom(base: KnowledgeBase, passage: ArticlePassage): WalkStep[] {
  const { article } = passage;
  const ofPassage = (part: ArticlePassage): WalkStep[] => {
    const section = part.headings.at(-1) ?? null;
    const texts = part.steps.length > 0 ? part.steps : section === null ? [] : [part.text];
    return texts.map((text) => ({ first: null, section, text }));
  };
  if (article.kind !== 'procedure') return ofPassage(passage);
  const parts = base.passagesOf(article.id);
  const isFirst = parts.find(({ steps }) => steps.length > 0) === passage;
  const last = parts.findLastIndex(({ steps }) => steps.length > 0);
  return parts
    .slice(isFirst ? 0 : parts.indexOf(passage), last + 1)
    .flatMap((part) => ofPassage(part));
}

function strictestOf(articles: readonly Article[]): Audience {
  const levels = articles.map(({ audience }) => AUDIENCES.indexOf(audience));
  return AUDIENCES[Math.max(...levels)] ?? 'support';
}
