import type { CrmContext } from '../crm/context.ts';
import type { Transaction } from '../platform/database.ts';
import { answerFrom } from './answering.ts';
import type { Knowledge } from './knowledge-base.ts';
import { createRetrieval } from './retrieval.ts';
import type { DeskPlace } from './sla.ts';
import {
  type DeskContext,
  mayReopen,
  REOPENED_WITHIN_DAYS,
  type Ticket,
  WITH_NAMES,
} from './tickets.ts';
import { tokensOf } from './tokens.ts';

/** The ticket whose card is the message in whose thread this is said: `ref` is what the platform calls it. Null elsewhere. */
export async function ticketOfThread(
  { tx, organization }: Pick<CrmContext, 'tx' | 'organization'>,
  thread: { conversationKey: string; ref: string },
): Promise<Ticket | null> {
  const [found] = await tx.sql<{ id: string }>`
    SELECT t."id" FROM "OutboundMessage" o
    JOIN "Ticket" t ON t."organizationId" = o."organizationId" AND t."cardId" = o."id" AND t."deletedAt" IS NULL
    WHERE o."organizationId" = ${organization.id}::uuid AND o."ref" = ${thread.ref}
      AND o."conversationKey" = ${thread.conversationKey} LIMIT 1`;
  if (found === undefined) return null;
  return ticketById({ tx, organization }, found.id);
}

/** A ticket by its id. */
export function ticketById(
  { tx, organization }: Pick<CrmContext, 'tx'> & { organization: { id: string } },
  id: string,
): Promise<Ticket> {
  return tx.ticket.findFirstOrThrow({
    where: { id, organizationId: organization.id },
    include: WITH_NAMES,
  });
}

/** Where the card of a ticket was posted; null when it has none. */
export async function cardPlace(
  { tx, organization }: Pick<CrmContext, 'tx' | 'organization'>,
  cardId: string | null,
): Promise<DeskPlace | null> {
  if (cardId === null) return null;
  return tx.outboundMessage.findFirst({
    where: { id: cardId, organizationId: organization.id },
    select: { provider: true, conversationKey: true, replyTo: true },
  });
}

/** Where a member can be told something by himself, the chat he used last first; null when he never wrote alone. */
export async function reachOf(
  { tx, organization }: Pick<CrmContext, 'tx' | 'organization'>,
  memberId: string,
): Promise<DeskPlace | null> {
  const identity = await tx.externalIdentity.findFirst({
    where: { organizationId: organization.id, memberId, reach: { not: null } },
    orderBy: { seenAt: 'desc' },
    select: { provider: true, reach: true },
  });
  if (identity?.reach == null) return null;
  const { conversationKey, replyTo } = JSON.parse(identity.reach) as Omit<DeskPlace, 'provider'>;
  return { provider: identity.provider, conversationKey, replyTo };
}

/**
 * The ticket that a customer goes on with when he just writes on: one of this conversation that is open, or was closed a short time
 * ago; the one last written in. Null when there is none.
 */
export async function ticketHere(ctx: DeskContext): Promise<Ticket | null> {
  if (ctx.later === null) return null;
  const since = new Date(ctx.clock.now().getTime() - REOPENED_WITHIN_DAYS * 86_400_000);
  const tickets = await ctx.tx.ticket.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      conversationKey: ctx.later.conversationKey,
      provider: ctx.identity.provider,
      requesterId: ctx.identity.id,
      OR: [{ status: { not: 'closed' } }, { closedAt: { gte: since } }],
    },
    include: WITH_NAMES,
    orderBy: { lastMessageAt: 'desc' },
    take: 20,
  });
  const open = tickets.find(({ status }) => status !== 'closed');
  return open ?? tickets.find((ticket) => mayReopen(ctx, ticket)) ?? null;
}

const SUGGESTED = 3;

/** Titles of the articles that may help the agent, best first. */
export async function articlesFor(
  ctx: { tx: Transaction; organization: { id: string }; knowledge: Knowledge },
  text: string,
  language: 'en' | 'zh',
): Promise<string[]> {
  const base = await ctx.knowledge.base(ctx.tx, ctx.organization.id);
  if (base === null) return [];
  const { answered } = answerFrom(base, { text, language, audience: 'support', earlier: [] });
  const passages =
    answered.kind === 'answer'
      ? [answered.passage, ...answered.also]
      : answered.kind === 'clarify'
        ? answered.topics
        : [];
  return passages.slice(0, SUGGESTED).map(({ article }) => `${article.title} (${article.path})`);
}

const COMPARED = 500;
/** So many words, an error code counting for two, make two tickets alike. */
const ALIKE = 2;

/** Closed tickets about the same that say how they were solved, best first. For the desk alone. */
export async function solvedAlike(
  ctx: Pick<CrmContext, 'tx' | 'organization'>,
  ticket: Pick<Ticket, 'id'>,
  text: string,
): Promise<{ number: number; subject: string; resolution: string }[]> {
  const solved = await ctx.tx.ticket.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      status: 'closed',
      resolution: { not: null },
      id: { not: ticket.id },
    },
    orderBy: { closedAt: 'desc' },
    take: COMPARED,
    select: { id: true, number: true, subject: true, resolution: true, language: true },
  });
  if (solved.length === 0) return [];
  const retrieval = createRetrieval(
    solved.map(({ id, subject, resolution, language }) => ({
      id,
      document: id,
      title: subject,
      heading: '',
      text: resolution ?? '',
      language,
      audience: 'support',
    })),
  );
  const asked = new Set(tokensOf(text));
  const { found } = retrieval.search(
    { text, audience: 'support', language: null },
    { limit: SUGGESTED },
  );
  return found.flatMap(({ passage }) => {
    const one = solved.find(({ id }) => id === passage.id);
    const shared = [...new Set(tokensOf(`${passage.title}\n${passage.text}`))].filter((token) =>
      asked.has(token),
    );
    const weight = shared.reduce((sum, token) => sum + (/\d/.test(token) ? ALIKE : 1), 0);
    if (one === undefined || weight < ALIKE) return [];
    return [{ number: one.number, subject: one.subject, resolution: one.resolution ?? '' }];
  });
}
