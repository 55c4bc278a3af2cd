import type { Clock } from './clock.ts';
import type { Database, Transaction } from './database.ts';
import { type Log, reasonOf } from './log.ts';
import { storable } from './storable.ts';

/** A message to post, in the adapter's terms. */
export type Outgoing = {
  id: string;
  provider: 'slack' | 'teams' | 'console';
  replyTo: unknown;
  reply: unknown;
  /** The message in whose thread it is to be; it comes after that one in the same queue. */
  underId?: string | null;
  /** Not for outsiders. */
  internal?: boolean;
};

/** A message as it is posted: `under` is what the platform calls the message in whose thread it is to be, where that is known. */
export type Posting = Outgoing & { under: string | null };

/** What became of a post. Only `retry` promises that nobody has seen it. */
export type PostResult =
  | { kind: 'sent'; ref: string | null }
  | { kind: 'retry'; afterMs: number; reason: string }
  | { kind: 'unsure'; reason: string }
  | { kind: 'failed'; reason: string };

/**
 * Messages out. Written by `Inbox.settle` in the transaction of their cause, posted right after it by the same process, and after a crash by
 * whichever process finds them. A post whose fate is unknown is marked so and never repeated.
 */
export type Outbox = {
  /** Posts what waits in a conversation, in order. Stops at one that has to wait. */
  flush: (organizationId: string, conversationKey: string) => Promise<void>;
  /** Puts a message of its own at the end of what waits in a conversation, with its cause; `flush` posts it. */
  put: (
    tx: Transaction,
    message: Outgoing & { organizationId: string; conversationKey: string },
  ) => Promise<void>;
  /** What the platform calls a message that was posted; null when it was not, or not surely. */
  refOf: (id: string) => Promise<string | null>;
  /** Posts what other processes left, and marks as unsure what they were in the middle of. */
  sweep: (interruptedBefore: Date) => Promise<void>;
};

const LONGEST_WAIT_MS = 5 * 60_000;
const MOST_ATTEMPTS = 8;

type Claimed = Posting & { attempts: number };

/** A post that still has to wait after this attempt is given up: what comes behind it must not wait for it. */
const isLast = (message: Claimed): boolean => message.attempts >= MOST_ATTEMPTS;

export function createOutbox(ctx: {
  db: Database;
  clock: Clock;
  log: Log;
  post: (message: Posting) => Promise<PostResult>;
}): Outbox {
  const { db, clock, log } = ctx;

  /** The next message of a conversation, once the one before is noted as posted: in one statement. */
  async function claim(
    organizationId: string,
    conversationKey: string,
    posted: { id: string; ref: string | null } | null,
  ): Promise<Claimed | null> {
    const now = clock.now();
    const before = posted?.id ?? null;
    const [row] = await db.sql<Claimed>`
      WITH posted AS (
        UPDATE "OutboundMessage" SET "status" = 'sent', "sentAt" = ${now}, "lastError" = NULL, "ref" = ${posted?.ref ?? null}
        WHERE "id" = ${before}::uuid
      )
      UPDATE "OutboundMessage" SET "status" = 'sending', "attempts" = "attempts" + 1, "availableAt" = ${now}
      WHERE "id" = (
        SELECT "id" FROM "OutboundMessage" WHERE "organizationId" = ${organizationId}::uuid
          AND "conversationKey" = ${conversationKey} AND "status" IN ('waiting', 'sending')
          AND "id" IS DISTINCT FROM ${before}::uuid ORDER BY "id" LIMIT 1
      ) AND "status" = 'waiting' AND "availableAt" <= ${now}
      RETURNING "id", "provider"::text AS "provider", "replyTo", "reply", "attempts", "internal",
        (SELECT u."ref" FROM "OutboundMessage" u WHERE u."id" = "OutboundMessage"."underId") AS "under"`;
    return row ?? null;
  }

  /** Notes that a message was not posted, or perhaps not. */
  async function settle(
    message: Claimed,
    result: Exclude<PostResult, { kind: 'sent' }>,
  ): Promise<void> {
    const data = { lastError: result.reason };
    if (result.kind === 'retry' && !isLast(message)) {
      const availableAt = new Date(
        clock.now().getTime() + Math.min(result.afterMs, LONGEST_WAIT_MS),
      );
      await db.single.outboundMessage.update({
        where: { id: message.id },
        data: { ...data, status: 'waiting', availableAt },
      });
      return;
    }
    const status = result.kind === 'unsure' ? 'unsure' : 'failed';
    log.warn('post.not_delivered', {
      post: message.id,
      status,
      reason: result.reason,
      attempts: message.attempts,
    });
    await db.single.outboundMessage.update({
      where: { id: message.id },
      data: { ...data, status },
    });
  }

  const flush = async (organizationId: string, conversationKey: string): Promise<void> => {
    for (let message = await claim(organizationId, conversationKey, null); message !== null; ) {
      const result = await ctx.post(message).catch(
        // An adapter that throws has broken its promise to tell what happened: the post may have arrived.
        (error: unknown): PostResult => ({ kind: 'unsure', reason: reasonOf(error).reason }),
      );
      if (result.kind !== 'sent') await settle(message, result);
      if (result.kind === 'retry' && !isLast(message)) return;
      const posted = result.kind === 'sent' ? { id: message.id, ref: result.ref } : null;
      message = await claim(organizationId, conversationKey, posted);
    }
  };

  return {
    flush,
    put: async (tx, message) => {
      const { id, organizationId, provider, conversationKey, replyTo, reply } = message;
      const json = (value: unknown) => JSON.parse(JSON.stringify(storable(value))) as object;
      await tx.outboundMessage.create({
        data: {
          id,
          organizationId,
          provider,
          conversationKey,
          replyTo: json(replyTo),
          reply: json(reply),
          underId: message.underId ?? null,
          internal: message.internal ?? false,
          availableAt: clock.now(),
        },
      });
    },
    refOf: async (id) => {
      const row = await db.single.outboundMessage.findUnique({
        where: { id },
        select: { ref: true, status: true },
      });
      return row?.status === 'sent' ? row.ref : null;
    },
    sweep: async (interruptedBefore) => {
      const { count } = await db.single.outboundMessage.updateMany({
        where: { status: 'sending', availableAt: { lt: interruptedBefore } },
        data: { status: 'unsure', lastError: 'interrupted' },
      });
      if (count > 0) log.warn('posts.interrupted', { count });
      const waiting = await db.single.outboundMessage.findMany({
        where: { status: 'waiting', availableAt: { lte: clock.now() } },
        select: { organizationId: true, conversationKey: true },
        distinct: ['organizationId', 'conversationKey'],
        take: 200,
      });
      for (const { organizationId, conversationKey } of waiting)
        await flush(organizationId, conversationKey);
    },
  };
}
