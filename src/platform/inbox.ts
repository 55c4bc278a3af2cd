import type { Clock } from './clock.ts';
import type { Database, Transaction } from './database.ts';
import type { Ids } from './ids.ts';

/** An event as it waits: its message is what the adapter wrote. */
export type WaitingEvent = {
  id: string;
  organizationId: string;
  provider: 'slack' | 'teams' | 'console';
  conversationKey: string;
  message: unknown;
  attempts: number;
};

/** Messages in, stored before they are acknowledged. An event delivered again finds the row of the first time. */
export type Inbox = {
  /** One INSERT. `fresh` is false for an event that was stored before. */
  store: (event: {
    organizationId: string;
    provider: 'slack' | 'teams' | 'console';
    eventKey: string;
    conversationKey: string;
    message: object;
  }) => Promise<{ id: string; fresh: boolean }>;
  /** The oldest event of a conversation that waits for its answer. */
  next: (organizationId: string, conversationKey: string) => Promise<WaitingEvent | null>;
  /** The same inside the turn, with the conversation's turn order held until it ends. */
  claim: (
    tx: Transaction,
    organizationId: string,
    conversationKey: string,
  ) => Promise<string | null>;
  /** Marks an event as answered (or given up) and queues what is to be posted for it, in one statement before the commit. */
  settle: (
    tx: Transaction,
    event: WaitingEvent,
    answer: { status: 'done' | 'failed'; reply: object; replyTo: object | null },
  ) => void;
  /** Counts a failed attempt. */
  markAttempt: (id: string) => Promise<void>;
  /** Whether an event was answered, and with what. */
  answerTo: (id: string) => Promise<{ done: boolean; reply: unknown }>;
  /** Conversations with events that a process left behind. */
  leftBehind: (olderThan: Date) => Promise<{ organizationId: string; conversationKey: string }[]>;
};

export function createInbox(ctx: { db: Database; clock: Clock; ids: Ids }): Inbox {
  const { db, clock, ids } = ctx;
  return {
    store: async (event) => {
      const id = ids.next();
      const stored = await db.sql<{ id: string }>`
        INSERT INTO "InboundEvent" ("id", "organizationId", "provider", "eventKey", "conversationKey", "message", "receivedAt")
        VALUES (${id}::uuid, ${event.organizationId}::uuid, ${event.provider}::"Provider", ${event.eventKey},
          ${event.conversationKey}, ${JSON.stringify(event.message)}::jsonb, ${clock.now()})
        ON CONFLICT ("organizationId", "provider", "eventKey") DO NOTHING RETURNING "id"`;
      if (stored.length > 0) return { id, fresh: true };
      const { provider, eventKey, organizationId } = event;
      const first = await db.single.inboundEvent.findUniqueOrThrow({
        where: { organizationId_provider_eventKey: { organizationId, provider, eventKey } },
        select: { id: true },
      });
      return { id: first.id, fresh: false };
    },
    next: (organizationId, conversationKey) =>
      db.single.inboundEvent.findFirst({
        where: { organizationId, conversationKey, status: 'waiting' },
        orderBy: { id: 'asc' },
      }),
    claim: async (tx, organizationId, conversationKey) => {
      // PGlite runs one transaction at a time; on a server two replicas may hold events of one conversation.
      if (db.kind === 'postgres') {
        await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${conversationKey}, 0))`;
      }
      const [row] = await tx.sql<{ id: string }>`
        SELECT "id" FROM "InboundEvent" WHERE "organizationId" = ${organizationId}::uuid
          AND "conversationKey" = ${conversationKey} AND "status" = 'waiting' ORDER BY "id" LIMIT 1`;
      return row?.id ?? null;
    },
    settle: (tx, event, { status, reply, replyTo }) => {
      const now = clock.now();
      const json = JSON.stringify(reply);
      tx.send`
        WITH answered AS (
          UPDATE "InboundEvent" SET "status" = ${status}::"InboundStatus", "doneAt" = ${now}, "reply" = ${json}::jsonb
          WHERE "id" = ${event.id}::uuid
        )
        INSERT INTO "OutboundMessage" ("id", "organizationId", "provider", "conversationKey", "replyTo", "reply", "availableAt")
        SELECT ${ids.next()}::uuid, ${event.organizationId}::uuid, ${event.provider}::"Provider", ${event.conversationKey},
          ${JSON.stringify(replyTo)}::jsonb, ${json}::jsonb, ${now}
        WHERE ${replyTo !== null}`;
    },
    markAttempt: async (id) => {
      await db.single.inboundEvent.update({ where: { id }, data: { attempts: { increment: 1 } } });
    },
    answerTo: async (id) => {
      const row = await db.single.inboundEvent.findUniqueOrThrow({
        where: { id },
        select: { status: true, reply: true },
      });
      return { done: row.status !== 'waiting', reply: row.reply };
    },
    leftBehind: (olderThan) =>
      db.single.inboundEvent.findMany({
        where: { status: 'waiting', receivedAt: { lt: olderThan } },
        select: { organizationId: true, conversationKey: true },
        distinct: ['organizationId', 'conversationKey'],
        take: 200,
      }),
  };
}
