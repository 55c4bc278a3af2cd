import type { CrmContext } from '../crm/context.ts';
import { createRecord, findRow, type Row, setDeleted, updateRecord } from '../crm/store.ts';
import { Refusal } from '../platform/refusal.ts';
import { ownTicket } from './tickets-seen.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    not_your_question: Record<string, never>;
    not_your_ticket: Record<string, never>;
  }
}

/** From here on an answer was helpful, and a customer content: the two best of five, as CSAT counts. */
export const CONTENT = 4;

type FeedbackContext = CrmContext & { identity: { id: string }; conversation: { id: string } };

/** What is rated: an answer to a question of one's own, a ticket of one's own, or support as a whole. */
export type Rated =
  | { kind: 'answer'; id: string; question: string; rating: number | null }
  | { kind: 'ticket'; id: string; number: number; agentId: string | null; rating: number | null }
  | { kind: 'support'; rating: number | null };

/** What is said right after an answer is about it; a ticket is rated some days after it was closed. */
const ANSWERED_WITHIN_MS = 24 * 60 * 60_000;
const CLOSED_WITHIN_MS = 7 * 24 * 60 * 60_000;

/**
 * What whoever speaks rates: the question or ticket named, else what was answered or solved for him last here.
 *
 * @throws Refusal `not_your_question`, `not_your_ticket`: also where there is no such one, so that nobody learns whether there is.
 */
export async function ratedBy(
  ctx: FeedbackContext,
  which: {
    question?: string | undefined;
    ticket?: { id: string } | { number: number } | undefined;
  },
): Promise<Rated> {
  if (which.question !== undefined) {
    const asked = await askedBy(ctx, { id: which.question });
    if (asked === null) throw new Refusal('not_your_question', {});
    return asAnswer(ctx, asked);
  }
  if (which.ticket !== undefined) {
    const ticket = await ownTicket(ctx, ctx.identity.id, which.ticket);
    if (ticket === null) throw new Refusal('not_your_ticket', {});
    return asTicket(ctx, ticket);
  }
  const now = ctx.clock.now().getTime();
  const asked = await askedBy(ctx, {
    conversationId: ctx.conversation.id,
    outcome: 'answer',
    at: { gt: new Date(now - ANSWERED_WITHIN_MS) },
  });
  const ticket = await ownTicket(ctx, ctx.identity.id, {
    closedSince: new Date(now - CLOSED_WITHIN_MS),
  });
  const ticketIsLater = ticket?.closedAt != null && (asked === null || ticket.closedAt > asked.at);
  if (ticket !== null && ticketIsLater) return asTicket(ctx, ticket);
  if (asked !== null) return asAnswer(ctx, asked);
  return { kind: 'support', rating: (await standing(ctx, asAWhole(ctx)))?.rating ?? null };
}

/** Support as a whole, as it was rated lately. */
function asAWhole({ clock }: FeedbackContext) {
  const since = new Date(clock.now().getTime() - ANSWERED_WITHIN_MS);
  return { questionId: null, ticketId: null, createdAt: { gt: since } };
}

type Asked = { id: string; text: string; at: Date };

async function askedBy(ctx: FeedbackContext, where: object): Promise<Asked | null> {
  return ctx.tx.askedQuestion.findFirst({
    where: { organizationId: ctx.organization.id, identityId: ctx.identity.id, ...where },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { id: true, text: true, at: true },
  });
}

async function asAnswer(ctx: FeedbackContext, { id, text }: Asked): Promise<Rated> {
  const rating = (await standing(ctx, { questionId: id }))?.rating ?? null;
  return { kind: 'answer', id, question: text, rating };
}

async function asTicket(
  ctx: FeedbackContext,
  { id, number, agentId }: { id: string; number: number; agentId: string | null },
): Promise<Rated> {
  const rating = (await standing(ctx, { ticketId: id }))?.rating ?? null;
  return { kind: 'ticket', id, number, agentId, rating };
}

/** What the person said of it before and did not take back. */
async function standing(
  ctx: FeedbackContext,
  of: { questionId: string } | { ticketId: string } | ReturnType<typeof asAWhole>,
): Promise<{ rating: number } | null> {
  return ctx.tx.feedback.findFirst({
    where: {
      organizationId: ctx.organization.id,
      identityId: ctx.identity.id,
      deletedAt: null,
      ...of,
    },
    select: { rating: true },
  });
}

/**
 * Notes what somebody thinks. A second time changes what he said before of the same answer or ticket; a comment alone leaves his
 * rating.
 *
 * @param said the rating from 1 to 5.
 */
export async function giveFeedback(
  ctx: FeedbackContext,
  rated: Rated,
  said: { rating: number; comment: string | undefined },
): Promise<void> {
  const of = {
    questionId: rated.kind === 'answer' ? rated.id : null,
    ticketId: rated.kind === 'ticket' ? rated.id : null,
  };
  const before = await rowOf(ctx, rated.kind === 'support' ? asAWhole(ctx) : of);
  const { rating, comment } = said;
  if (before === null) {
    const agentId = rated.kind === 'ticket' ? rated.agentId : null;
    const data = { identityId: ctx.identity.id, rating, comment: comment ?? null, ...of, agentId };
    await createRecord(ctx, 'feedback', data);
    return;
  }
  if (before.deletedAt === null) {
    await updateRecord(ctx, 'feedback', before, { rating, comment });
    return;
  }
  const row = await restored(ctx, before);
  await updateRecord(ctx, 'feedback', row, { rating, comment: comment ?? null });
}

/** What was taken back by Undo is said again. */
async function restored(ctx: FeedbackContext, row: Row): Promise<Row> {
  await setDeleted(ctx, 'feedback', row, false);
  return (await findRow(ctx, 'feedback', row.id)) ?? row;
}

async function rowOf(
  ctx: FeedbackContext,
  of: { questionId: string | null; ticketId: string | null; createdAt?: { gt: Date } },
): Promise<Row | null> {
  const found = await ctx.tx.feedback.findFirst({
    where: { organizationId: ctx.organization.id, identityId: ctx.identity.id, ...of },
    select: { id: true },
  });
  return found === null ? null : findRow(ctx, 'feedback', found.id);
}
