import type { Actor } from '../crm/context.ts';
import type { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import { type Answered, answerFrom } from './answering.ts';
import type { Audience, Language } from './audience.ts';
import type { Knowledge } from './knowledge-base.ts';
import { ownThings } from './own-things.ts';
import { MOST_QUESTIONS, questionsIn } from './questions-in.ts';
import { tokensOf } from './tokens.ts';

export type { Answered } from './answering.ts';

/** What asking needs of the world. */
export type AskContext = {
  tx: Transaction;
  organization: { id: string };
  actor: Actor;
  identity: { id: string };
  /** `direct`: nobody but the asker reads. */
  conversation: { id: string; outsidersRead: boolean; direct: boolean };
  knowledge: Knowledge;
  clock: Clock;
  ids: Ids;
};

/** The questions of a message in order, each with its answer; `left` of them are not answered. */
export type Answers = {
  /** `id`: as what it was noted that it was asked. */
  all: readonly { id: string; question: string; answered: Answered }[];
  left: number;
};

/** A follow-up builds on what the same person asked here before. */
const EARLIER = 3;
const EARLIER_FOR_MS = 30 * 60_000;

/**
 * Answers the questions of a message from the knowledge base, and notes that they were asked.
 *
 * @returns null when there is no knowledge base.
 */
export async function ask(
  ctx: AskContext,
  message: { text: string; language: Language },
): Promise<Answers | null> {
  const base = await ctx.knowledge.base(ctx.tx, ctx.organization.id);
  if (base === null) return null;
  const { language } = message;
  const audience = audienceOf(ctx);
  const own = await ownThings(ctx, base.graph, language);
  const before = await earlierQuestions(ctx);
  const questions = questionsIn(message.text);
  const all: Answers['all'][number][] = [];
  for (const [i, text] of questions.slice(0, MOST_QUESTIONS).entries()) {
    const earlier = earlierOf(questions, i, before);
    const { answered, confidence } = answerFrom(base, { text, language, audience, earlier }, own);
    const id = await note(ctx, { text, language }, answered, confidence);
    all.push({ id, question: text, answered });
  }
  return { all, left: questions.length - all.length };
}

/** Of several questions one that goes on from the one before it ("and how long does it take?") is understood with it, another one by itself. */
function earlierOf(
  questions: readonly string[],
  i: number,
  before: readonly string[],
): readonly string[] {
  if (questions.length === 1) return before;
  const previous = questions.slice(0, i).toReversed();
  const text = questions[i] ?? '';
  const goesOn = GOES_ON.test(text) && tokensOf(text).length <= FEW;
  return goesOn ? [...previous, ...before] : [];
}

const FEW = 3;
const GOES_ON =
  /^(?:and|also|then|so|or)(?![a-z])|(?<![a-z])(?:it|that|this|they|them|those|these|there)(?![a-z])|^(?:那|还|另外|再|又|然后)|它|这个|那个|这样/iu;

/** Who may read the answer: where outsiders read along, only what they may. */
export function audienceOf({
  actor,
  conversation,
}: Pick<AskContext, 'actor'> & { conversation: { outsidersRead: boolean } }): Audience {
  if (actor.kind === 'customer' || conversation.outsidersRead) return 'customer';
  return actor.role === 'rep' || actor.role === 'viewer' ? 'member' : 'support';
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
