import type { CrmContext } from '../crm/context.ts';
import { createRecord, type Row, updateRecord } from '../crm/store.ts';
import { ticketScope } from '../crm/ticket-scope.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  type Clocks,
  PRIORITIES,
  type Priority,
  reprioritised,
  resumed,
  startClocks,
  startResolution,
  supportSettings,
} from './sla.ts';
import { addEvent, addMessage, questionsBefore } from './ticket-messages.ts';
import { agentFor, priorityIn } from './ticket-routing.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    ticket_closed: { number: number };
    ticket_open: { number: number };
    not_on_desk: Record<string, never>;
    no_such_agent: { name: string };
    nowhere_to_answer: Record<string, never>;
  }
}

export const TICKET_STATUSES = ['new', 'open', 'waiting', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** What the help desk needs of the world: the chat identity that speaks, and where. */
export type DeskContext = CrmContext & {
  identity: { id: string; provider: 'slack' | 'teams' | 'console' };
  conversation: { id: string; direct: boolean };
  later: { conversationKey: string; replyTo: unknown } | null;
};

export type Ticket = Clocks & {
  id: string;
  number: number;
  subject: string;
  priority: Priority;
  status: TicketStatus;
  language: 'en' | 'zh';
  account: { id: string; name: string } | null;
  contact: { id: string; name: string } | null;
  requester: { id: string; memberId: string | null };
  requesterName: string;
  assignee: { id: string; name: string; locale: 'en' | 'zh' | null } | null;
  follows: { number: number } | null;
  firstReplyLateAt: Date | null;
  resolutionLateAt: Date | null;
  closedAt: Date | null;
  closedBy: { name: string } | null;
  resolution: string | null;
  outcome: 'confirmed' | 'assumed' | null;
  reopened: number;
  provider: 'slack' | 'teams' | 'console';
  conversationKey: string;
  replyTo: unknown;
  direct: boolean;
  cardId: string | null;
  createdAt: Date;
};

export type NewTicket = {
  subject: string;
  priority?: Priority | undefined;
  /** Everything that was said of it, from which the priority is read. */
  said?: string;
  accountId?: string | undefined;
  /** The one that it goes on with. */
  followsId?: string;
};

/**
 * Opens a ticket for whoever speaks, with what he asked the knowledge base here before as its transcript, and gives it to an agent.
 *
 * @throws Refusal `nowhere_to_answer` where nobody can be told anything later.
 */
export async function createTicket(ctx: DeskContext, data: NewTicket): Promise<Ticket> {
  const { actor, later, identity, clock } = ctx;
  if (later === null) throw new Refusal('nowhere_to_answer', {});
  const now = clock.now();
  const asked = data.followsId === undefined ? await questionsBefore(ctx) : [];
  const words = [data.subject, data.said ?? '', ...asked.map(({ text }) => text)].join('\n');
  const priority = data.priority ?? priorityIn(words) ?? 'normal';
  const contactId = actor.kind === 'customer' ? actor.contactId : null;
  const accountId = data.accountId ?? (await accountOf(ctx, contactId));
  const assigneeId = await agentFor(ctx, {
    requesterId: identity.id,
    contactId,
    accountId,
    except: { memberId: actor.kind === 'member' ? actor.id : null },
  });
  const row = await createRecord(ctx, 'ticket', {
    subject: data.subject,
    priority,
    status: 'new',
    language: actor.locale,
    accountId,
    contactId,
    assigneeId,
    followsId: data.followsId ?? null,
    requesterId: identity.id,
    requesterName: actor.name,
    ...startClocks(await supportSettings(ctx), priority, now),
    provider: identity.provider,
    conversationKey: later.conversationKey,
    replyTo: JSON.stringify(later.replyTo),
    direct: ctx.conversation.direct,
    lastMessageAt: now,
  });
  for (const { text, at, titles } of asked) {
    await addMessage(ctx, row.id, 'customer', text, at);
    if (titles.length > 0) await addEvent(ctx, row.id, 'shown', titles.join('\n'), at);
  }
  if (!asked.some(({ text }) => text.trim() === data.subject.trim()))
    await addMessage(ctx, row.id, 'customer', data.said ?? data.subject);
  return ticketAsItIs(ctx, row.id);
}

async function accountOf(ctx: CrmContext, contactId: string | null): Promise<string | null> {
  if (contactId === null) return null;
  const contact = await ctx.tx.contact.findFirst({
    where: { id: contactId, organizationId: ctx.organization.id },
    select: { accountId: true },
  });
  return contact?.accountId ?? null;
}

/** Whether the actor asked for this ticket. */
export async function isRequester(ctx: DeskContext, ticket: Ticket): Promise<boolean> {
  if (ticket.requester.id === ctx.identity.id) return true;
  if (ctx.actor.kind === 'member') return ticket.requester.memberId === ctx.actor.id;
  const scope = await ticketScope(ctx);
  return scope !== 'all' && scope.requesters.includes(ticket.requester.id);
}

/** Whether the actor answers tickets: support agents, managers and administrators, and whoever one was given to. */
export function isOnDesk({ actor }: CrmContext, ticket: Pick<Ticket, 'assignee'>): boolean {
  if (actor.kind === 'customer') return false;
  return (actor.role !== 'rep' && actor.role !== 'viewer') || ticket.assignee?.id === actor.id;
}

/** After so long a closed ticket is not opened again: a new one goes on with it. */
export const REOPENED_WITHIN_DAYS = 7;

export function mayReopen(ctx: CrmContext, { closedAt }: Pick<Ticket, 'closedAt'>): boolean {
  const days =
    closedAt === null ? 0 : (ctx.clock.now().getTime() - closedAt.getTime()) / 86_400_000;
  return days <= REOPENED_WITHIN_DAYS;
}

/** The desk says something to the requester. @throws Refusal `ticket_closed`, `not_on_desk`. */
export async function replyFromDesk(ctx: DeskContext, id: string, text: string): Promise<Ticket> {
  const row = await rowInScope(ctx, id);
  const ticket = await ticketAsItIs(ctx, id);
  if (ctx.actor.kind !== 'member' || !isOnDesk(ctx, ticket)) throw new Refusal('not_on_desk', {});
  if (ticket.status === 'closed') throw new Refusal('ticket_closed', { number: ticket.number });
  await addMessage(ctx, id, 'agent', text);
  const now = ctx.clock.now();
  await updateRecord(ctx, 'ticket', row, {
    status: 'waiting',
    pausedAt: ticket.pausedAt ?? now,
    firstReplyAt: ticket.firstReplyAt ?? now,
    firstReplyWarnAt: null,
    assigneeId: ticket.assignee?.id ?? ctx.actor.id,
  });
  return ticketAsItIs(ctx, id);
}

/** What became of what a requester wrote: into the ticket, into it opened again, or into a new one that goes on with it. */
export type FromRequester = { ticket: Ticket; became: 'added' | 'reopened' | 'new' };

/** The requester says something to the desk. From here on he is answered where he said it. */
export async function replyFromRequester(
  ctx: DeskContext,
  id: string,
  text: string,
): Promise<FromRequester> {
  const row = await rowInScope(ctx, id);
  const ticket = await ticketAsItIs(ctx, id);
  if (ticket.status === 'closed' && !mayReopen(ctx, ticket)) {
    const { subject, priority, account } = ticket;
    const next = await createTicket(ctx, {
      subject,
      priority,
      said: text,
      accountId: account?.id,
      followsId: id,
    });
    return { ticket: next, became: 'new' };
  }
  const isClosed = ticket.status === 'closed';
  if (isClosed) await openAgain(ctx, row, ticket);
  else if (ticket.status === 'waiting')
    await updateRecord(ctx, 'ticket', row, {
      status: 'open',
      ...resumed(await supportSettings(ctx), ticket, ctx.clock.now()),
    });
  await addMessage(ctx, id, 'customer', text);
  await raise(ctx, id, text);
  await answerHere(ctx, id);
  return { ticket: await ticketAsItIs(ctx, id), became: isClosed ? 'reopened' : 'added' };
}

/** What the requester writes may make it more urgent, never less: an agent knows better by then. */
async function raise(ctx: DeskContext, id: string, text: string): Promise<void> {
  const said = priorityIn(text);
  const { priority } = await ticketAsItIs(ctx, id);
  if (said === null || PRIORITIES.indexOf(said) >= PRIORITIES.indexOf(priority)) return;
  await updateTicket(ctx, id, { priority: said });
}

async function answerHere(ctx: DeskContext, id: string): Promise<void> {
  const { later, identity, conversation, tx } = ctx;
  if (later === null) return;
  await tx.ticket.update({
    where: { id, organizationId: ctx.organization.id },
    data: {
      provider: identity.provider,
      conversationKey: later.conversationKey,
      replyTo: JSON.parse(JSON.stringify(later.replyTo)),
      direct: conversation.direct,
      lastMessageAt: ctx.clock.now(),
    },
  });
}

/** Opens a closed ticket again. @throws Refusal `ticket_open`. */
export async function reopenTicket(ctx: DeskContext, id: string): Promise<Ticket> {
  const row = await rowInScope(ctx, id);
  const ticket = await ticketAsItIs(ctx, id);
  if (ticket.status !== 'closed') throw new Refusal('ticket_open', { number: ticket.number });
  await openAgain(ctx, row, ticket);
  return ticketAsItIs(ctx, id);
}

async function openAgain(ctx: DeskContext, row: Row, ticket: Ticket): Promise<void> {
  const settings = await supportSettings(ctx);
  await updateRecord(ctx, 'ticket', row, {
    status: 'open',
    closedAt: null,
    closedById: null,
    outcome: null,
    pausedAt: null,
    resolutionLateAt: null,
    reopened: ticket.reopened + 1,
    ...startResolution(settings, ticket.priority, ctx.clock.now()),
  });
  await addEvent(ctx, ticket.id, 'reopened');
}

/**
 * Closes a ticket: confirmed as solved where its requester closes it, else assumed.
 *
 * @throws Refusal `ticket_closed`.
 */
export async function closeTicket(
  ctx: DeskContext,
  id: string,
  resolution: string | undefined,
): Promise<{ ticket: Ticket; byRequester: boolean }> {
  const row = await rowInScope(ctx, id);
  const ticket = await ticketAsItIs(ctx, id);
  if (ticket.status === 'closed') throw new Refusal('ticket_closed', { number: ticket.number });
  const byRequester = await closesOwn(ctx, ticket);
  await updateRecord(ctx, 'ticket', row, {
    status: 'closed',
    closedAt: ctx.clock.now(),
    closedById: byRequester || ctx.actor.kind !== 'member' ? null : ctx.actor.id,
    outcome: byRequester ? 'confirmed' : 'assumed',
    resolution: resolution ?? ticket.resolution,
    pausedAt: null,
    firstReplyWarnAt: null,
    resolutionWarnAt: null,
  });
  await addEvent(ctx, id, 'closed', resolution ?? '');
  return { ticket: await ticketAsItIs(ctx, id), byRequester };
}

/** An agent who opened a ticket for somebody closes it as an agent. */
async function closesOwn(ctx: DeskContext, ticket: Ticket): Promise<boolean> {
  if (!(await isRequester(ctx, ticket))) return false;
  return ctx.actor.kind === 'customer' || ticket.assignee?.id !== ctx.actor.id;
}

/** The requester says that a closed ticket is solved. Closes one that is open. */
export async function confirmSolved(ctx: DeskContext, id: string): Promise<Ticket> {
  const row = await rowInScope(ctx, id);
  const ticket = await ticketAsItIs(ctx, id);
  if (!(await isRequester(ctx, ticket))) throw new Refusal('not_on_desk', {});
  if (ticket.status !== 'closed') return (await closeTicket(ctx, id, undefined)).ticket;
  await updateRecord(ctx, 'ticket', row, { outcome: 'confirmed' });
  if (ticket.outcome !== 'confirmed') await addEvent(ctx, id, 'confirmed');
  return ticketAsItIs(ctx, id);
}

/**
 * Gives a ticket to a member.
 *
 * @throws Refusal `nothing_to_change`, `no_such_agent` when the member may only read.
 */
export async function assignTicket(
  ctx: DeskContext,
  id: string,
  memberId: string,
): Promise<Ticket> {
  const row = await rowInScope(ctx, id);
  const member = await ctx.tx.member.findFirstOrThrow({
    where: { id: memberId, organizationId: ctx.organization.id },
  });
  if (member.role === 'viewer' || member.deletedAt !== null)
    throw new Refusal('no_such_agent', { name: member.name });
  const before = ctx.history.changes.length;
  await updateRecord(ctx, 'ticket', row, { assigneeId: memberId });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: `TK-${String(row.number)}` });
  await addEvent(ctx, id, 'assigned', member.name);
  return ticketAsItIs(ctx, id);
}

/** Changes what a ticket is called and how urgent it is. @throws Refusal `nothing_to_change`. */
export async function updateTicket(
  ctx: DeskContext,
  id: string,
  patch: { priority?: Priority | undefined; subject?: string | undefined },
): Promise<Ticket> {
  const row = await rowInScope(ctx, id);
  const ticket = await ticketAsItIs(ctx, id);
  const before = ctx.history.changes.length;
  const { priority = ticket.priority, subject = ticket.subject } = patch;
  const change = { from: ticket.priority, to: priority };
  const isOpen = ticket.status !== 'closed' && change.from !== change.to;
  await updateRecord(ctx, 'ticket', row, {
    subject,
    priority,
    ...(isOpen ? reprioritised(await supportSettings(ctx), ticket, change, ctx.clock.now()) : {}),
  });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: `TK-${ticket.number}` });
  if (change.from !== change.to) await addEvent(ctx, id, 'priority', priority);
  return ticketAsItIs(ctx, id);
}

/** Notes something for the desk alone. @throws Refusal `not_on_desk`. */
export async function noteOnTicket(ctx: DeskContext, id: string, text: string): Promise<Ticket> {
  await rowInScope(ctx, id);
  const ticket = await ticketAsItIs(ctx, id);
  if (!isOnDesk(ctx, ticket)) throw new Refusal('not_on_desk', {});
  await addMessage(ctx, id, 'note', text);
  return ticket;
}

/** The message that shows a ticket to the desk. */
export async function setCard(ctx: CrmContext, id: string, cardId: string): Promise<void> {
  await ctx.tx.ticket.update({
    where: { id, organizationId: ctx.organization.id },
    data: { cardId },
  });
}

/** A ticket the actor may see. */
export async function getTicket(ctx: DeskContext, id: string): Promise<Ticket> {
  await rowInScope(ctx, id);
  return ticketAsItIs(ctx, id);
}

export type TicketFilter = {
  status?: TicketStatus | undefined;
  priority?: Priority | undefined;
  assigneeId?: string | undefined;
  accountId?: string | undefined;
};

/** The tickets the actor may see: those not closed, unless a status is asked for; the most urgent first, then the first due. */
export async function listTickets(ctx: CrmContext, filter: TicketFilter): Promise<Ticket[]> {
  const rows = await ctx.tx.ticket.findMany({
    where: {
      ...(await visible(ctx)),
      status: filter.status ?? { not: 'closed' },
      ...(filter.priority === undefined ? {} : { priority: filter.priority }),
      ...(filter.assigneeId === undefined ? {} : { assigneeId: filter.assigneeId }),
      ...(filter.accountId === undefined ? {} : { accountId: filter.accountId }),
    },
    include: WITH_NAMES,
    orderBy: [{ priority: 'desc' }, { resolutionDueAt: 'asc' }, { number: 'asc' }],
  });
  return rows;
}

const NAMED = { select: { id: true, name: true } } as const;
export const WITH_NAMES = {
  account: NAMED,
  contact: NAMED,
  requester: { select: { id: true, memberId: true } },
  assignee: { select: { id: true, name: true, locale: true } },
  closedBy: { select: { name: true } },
  follows: { select: { number: true } },
} as const;

async function ticketAsItIs(ctx: CrmContext, id: string): Promise<Ticket> {
  return ctx.tx.ticket.findFirstOrThrow({
    where: { id, organizationId: ctx.organization.id },
    include: WITH_NAMES,
  });
}

async function visible(ctx: CrmContext) {
  const scope = await ticketScope(ctx);
  const own = { organizationId: ctx.organization.id, deletedAt: null };
  if (scope === 'all') return own;
  const requester = { requesterId: { in: [...scope.requesters] } };
  return scope.assignee === null
    ? { ...own, ...requester }
    : { ...own, OR: [requester, { assigneeId: scope.assignee }] };
}

async function rowInScope(ctx: CrmContext, id: string): Promise<Row> {
  const row = await ctx.tx.ticket.findFirst({ where: { AND: [await visible(ctx), { id }] } });
  if (row === null) throw new Refusal('record_gone', { entity: 'ticket' });
  return row;
}
