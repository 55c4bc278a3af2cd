import type { CrmContext } from '../crm/context.ts';
import type { DeskContext } from './tickets.ts';

export const TICKET_EVENTS = [
  'shown',
  'assigned',
  'priority',
  'closed',
  'confirmed',
  'reopened',
] as const;
export type TicketEvent = (typeof TICKET_EVENTS)[number];

export type TicketMessage = {
  kind: 'customer' | 'agent' | 'note' | 'event';
  author: string;
  event: string | null;
  text: string;
  at: Date;
};

/** Adds what was said, by whoever speaks. */
export async function addMessage(
  ctx: CrmContext,
  ticketId: string,
  kind: 'customer' | 'agent' | 'note',
  text: string,
  at: Date = ctx.clock.now(),
): Promise<void> {
  await add(ctx, ticketId, { kind, event: null, text, at });
}

/** Adds what became of the ticket; `text` is what of it: a name, the titles shown. */
export async function addEvent(
  ctx: CrmContext,
  ticketId: string,
  event: TicketEvent,
  text = '',
  at: Date = ctx.clock.now(),
): Promise<void> {
  await add(ctx, ticketId, { kind: 'event', event, text, at });
}

async function add(
  ctx: CrmContext,
  ticketId: string,
  message: Omit<TicketMessage, 'author'>,
): Promise<void> {
  const { actor, organization, ids } = ctx;
  await ctx.tx.ticketMessage.create({
    data: {
      ...message,
      id: ids.next(),
      organizationId: organization.id,
      ticketId,
      author: actor.name,
      memberId: actor.kind === 'member' ? actor.id : null,
    },
  });
}

/** What was said in a ticket, oldest first: the latest so many. Notes and events are for the desk alone. */
export async function messagesOf(
  ctx: CrmContext,
  ticketId: string,
  { desk, limit }: { desk: boolean; limit: number },
): Promise<TicketMessage[]> {
  const rows = await ctx.tx.ticketMessage.findMany({
    where: {
      organizationId: ctx.organization.id,
      ticketId,
      ...(desk ? {} : { kind: { in: ['customer', 'agent'] as const } }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.reverse();
}

/** A question that is handed over belongs to what was asked within this time. */
const ASKED_WITHIN_MS = 60 * 60_000;
const MOST_QUESTIONS = 10;

/** What whoever speaks asked the knowledge base here just before, oldest first, and the titles of what he was shown. */
export async function questionsBefore(
  ctx: DeskContext,
): Promise<{ text: string; at: Date; titles: string[] }[]> {
  const organizationId = ctx.organization.id;
  const rows = await ctx.tx.askedQuestion.findMany({
    where: {
      organizationId,
      identityId: ctx.identity.id,
      conversationId: ctx.conversation.id,
      at: { gt: new Date(ctx.clock.now().getTime() - ASKED_WITHIN_MS) },
    },
    orderBy: { at: 'desc' },
    take: MOST_QUESTIONS,
  });
  const slugs = rows.flatMap(({ articles }) => articles);
  const articles = await ctx.tx.article.findMany({
    where: { organizationId, slug: { in: slugs } },
    select: { slug: true, title: true, language: true },
  });
  return rows.reverse().map(({ text, at, language, articles: shown }) => ({
    text,
    at,
    titles: shown.flatMap((slug) => {
      const known = articles.filter((article) => article.slug === slug);
      return (known.find((article) => article.language === language) ?? known[0])?.title ?? [];
    }),
  }));
}
