import type { Block, Locale, Reply } from '../../reply/reply.ts';
import { replyOf } from '../../reply/reply.ts';
import { supportSettings } from '../../support/sla.ts';
import {
  articlesFor,
  cardPlace,
  reachOf,
  solvedAlike,
  ticketOfThread,
} from '../../support/ticket-desk.ts';
import { messagesOf } from '../../support/ticket-messages.ts';
import { setCard, type Ticket } from '../../support/tickets.ts';
import { deskCard, type Reader, ticketName } from '../cards/ticket-card.ts';
import { type CommandContext, type Place, tellElsewhere } from '../context.ts';

/** The ticket in whose thread at the desk this is said; null elsewhere. */
export async function ticketInThread(ctx: CommandContext): Promise<Ticket | null> {
  const { channel } = ctx;
  if (channel?.thread == null) return null;
  return ticketOfThread(ctx, {
    conversationKey: channel.conversationKey,
    ref: channel.thread,
  });
}

/** How the desk reads: in the organization's language, on the desk's clock. */
async function deskReader(ctx: CommandContext): Promise<Reader> {
  const { hours } = await supportSettings(ctx);
  return { locale: ctx.organization.locale, timeZone: hours.timeZone };
}

const HANDED_OVER = 30;

/**
 * Shows a ticket to whoever answers it: in the desk's channel, else to its assignee alone. Nobody is told where there is no desk and
 * he was never met.
 */
export async function showToDesk(ctx: CommandContext, ticket: Ticket): Promise<void> {
  const { desk } = await supportSettings(ctx);
  const place: Place | null =
    desk ?? (ticket.assignee === null ? null : await reachOf(ctx, ticket.assignee.id));
  if (place === null) return;
  const reader = await deskReader(ctx);
  if (desk === null) reader.locale = ticket.assignee?.locale ?? reader.locale;
  const messages = await messagesOf(ctx, ticket.id, { desk: true, limit: HANDED_OVER });
  const words = [
    ticket.subject,
    ...messages.filter(({ kind }) => kind === 'customer').map(({ text }) => text),
  ].join('\n');
  const card = deskCard(ticket, reader, {
    messages,
    articles: await articlesFor(ctx, words, ticket.language),
    alike: await solvedAlike(ctx, ticket, words),
  });
  await setCard(ctx, ticket.id, tellElsewhere(ctx, place, card, { internal: true }));
}

/** Tells the desk something in a ticket's thread, unless it is said there. */
export async function tellDesk(
  ctx: CommandContext,
  ticket: Ticket,
  blocks: (locale: Locale) => readonly Block[],
): Promise<void> {
  if ((await ticketInThread(ctx))?.id === ticket.id) return;
  const place = await cardPlace(ctx, ticket.cardId);
  // Nobody could be shown it when it was opened: perhaps by now.
  if (place === null) return showToDesk(ctx, ticket);
  const here = ctx.later?.conversationKey === place.conversationKey;
  if (here) return;
  const { locale } = await deskReader(ctx);
  tellElsewhere(ctx, place, replyOf(...blocks(locale)), {
    underId: ticket.cardId,
    internal: true,
  });
}

/** Tells the requester something where he asked, unless that is where it is said. */
export function tellRequester(ctx: CommandContext, ticket: Ticket, reply: Reply): void {
  const { provider, conversationKey, replyTo } = ticket;
  if (ctx.later?.conversationKey === conversationKey) return;
  tellElsewhere(ctx, { provider, conversationKey, replyTo }, reply);
}

/** Somebody else answers now: where there is no desk, he is shown the ticket. */
export async function handOver(ctx: CommandContext, ticket: Ticket): Promise<void> {
  const zh = ctx.organization.locale === 'zh';
  const { assignee } = ticket;
  const { desk } = await supportSettings(ctx);
  const toMe = ctx.actor.kind === 'member' && ctx.actor.id === assignee?.id;
  if (desk === null && !toMe) return showToDesk(ctx, ticket);
  const text = zh
    ? `${ticketName(ticket)} 现在由 ${assignee?.name} 处理。`
    : `${assignee?.name} takes ${ticketName(ticket)}.`;
  return tellDesk(ctx, ticket, () => [{ kind: 'text', text }]);
}
