import { ticketHere } from '../support/ticket-desk.ts';
import type { Ticket } from '../support/tickets.ts';
import { ticketRef } from './cards/ticket-card.ts';
import type { RecordRef } from './command.ts';
import type { CommandContext } from './context.ts';
import { ticketInThread as find } from './support/desk.ts';
import { MESSAGE_LIMIT } from './support/ticket-parameters.ts';

/** A ticket as far as a conversation needs to know it. */
export type DeskTicket = { ref: RecordRef<'ticket'>; requester: string; open: boolean };

const deskTicket = (ticket: Ticket): DeskTicket => ({
  ref: ticketRef(ticket),
  requester: ticket.requesterName,
  open: ticket.status !== 'closed',
});

/** Whether what somebody writes fits into one message of a ticket. */
export function fitsInTicket(text: string): boolean {
  return text.length <= MESSAGE_LIMIT;
}

/** The ticket in whose thread at the desk this is said; null elsewhere. */
export async function ticketInThread(ctx: CommandContext): Promise<DeskTicket | null> {
  const ticket = await find(ctx);
  return ticket === null ? null : deskTicket(ticket);
}

/** The ticket that a customer goes on with when he writes on here: open, or closed a short time ago. */
export async function ticketGoingOn(ctx: CommandContext): Promise<DeskTicket | null> {
  const ticket = await ticketHere(ctx);
  return ticket === null ? null : deskTicket(ticket);
}
