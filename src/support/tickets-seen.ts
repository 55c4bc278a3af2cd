import type { Transaction } from '../platform/database.ts';

/** A ticket as far as feedback and gaps ask about it. */
export type TicketSeen = {
  id: string;
  number: number;
  requesterId: string;
  agentId: string | null;
  agent: string | null;
  createdAt: Date;
  closedAt: Date | null;
  /** `confirmed`: its requester said that it is solved. */
  outcome: 'confirmed' | 'assumed' | null;
  /** How it was solved, or else what the desk said last. */
  answer: string | null;
};

type Where = { tx: Transaction; organization: { id: string } };

/** Tickets opened in a span of time, the oldest first. */
export function ticketsOpened(
  { tx, organization }: Where,
  span: { from: Date; to: Date },
): Promise<TicketSeen[]> {
  return tx.sql<TicketSeen>(
    `${SELECTED} AND t."createdAt" >= $2 AND t."createdAt" < $3 ORDER BY t."createdAt", t."id"`,
    organization.id,
    span.from,
    span.to,
  );
}

/** A ticket that this chat identity opened: by its id or number, else the one last closed since a moment. */
export async function ownTicket(
  { tx, organization }: Where,
  identityId: string,
  which: { id: string } | { number: number } | { closedSince: Date },
): Promise<TicketSeen | null> {
  const [condition, value] = conditionOf(which);
  const [found] = await tx.sql<TicketSeen>(
    `${SELECTED} AND t."requesterId" = $2 AND ${condition} ORDER BY t."closedAt" DESC NULLS LAST LIMIT 1`,
    organization.id,
    identityId,
    value,
  );
  return found ?? null;
}

function conditionOf(which: Parameters<typeof ownTicket>[2]): [string, string | number | Date] {
  if ('id' in which) return ['t."id" = $3::uuid', which.id];
  if ('number' in which) return ['t."number" = $3', which.number];
  return ['t."closedAt" >= $3', which.closedSince];
}

const SELECTED = `
  SELECT t."id", t."number", t."requesterId", t."assigneeId" AS "agentId", m."name" AS "agent", t."createdAt", t."closedAt",
    t."outcome"::text AS "outcome",
    coalesce(t."resolution", (
      SELECT r."text" FROM "TicketMessage" r
      WHERE r."organizationId" = t."organizationId" AND r."ticketId" = t."id" AND r."kind" = 'agent'
      ORDER BY r."at" DESC, r."id" DESC LIMIT 1)) AS "answer"
  FROM "Ticket" t
  LEFT JOIN "Member" m ON m."organizationId" = t."organizationId" AND m."id" = t."assigneeId"
  WHERE t."organizationId" = $1 AND t."deletedAt" IS NULL`;
