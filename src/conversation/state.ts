import type { RecordRef } from '../commands/command.ts';
import type { Focus } from '../commands/execute.ts';
import { contextFor, type House, identify, type Speaker } from '../commands/people.ts';
import type { Transaction } from '../platform/database.ts';
import type { Locale } from '../reply/reply.ts';
import type { Pending, Question } from './dialogue.ts';
import { conversationKeyOf, type InboundMessage, type Surroundings } from './message.ts';
import type { Turn } from './turn.ts';
import { plainLanguageOf } from './understanding/language.ts';
import type { Clues } from './understanding/span.ts';

type Organization = Parameters<typeof identify>[1];

const FOCUS_LASTS_MS = 60 * 60_000;

/** A turn about to be answered: who speaks, what was spoken of, what is still open. */
export type OpenTurn = { turn: Turn; pending: Pending | null; clues: Clues };

/** Loads what a turn begins with, inside its transaction. */
export async function openTurn(
  parts: House,
  tx: Transaction,
  organization: Organization,
  message: InboundMessage,
  around: Surroundings,
  files: readonly { id: string; name: string }[] = [],
): Promise<OpenTurn> {
  const who = {
    provider: message.provider,
    tenantKey: message.tenantKey,
    userKey: message.sender.key,
  };
  const speaker = await identify(tx, organization, who);
  if (speaker === null) throw new Error('the sender was not introduced');
  const state = await conversationState(parts, tx, organization.id, message, speaker);
  // A person is answered in the language he chose, else in the one he writes where that is plain, else in his platform's.
  const said =
    message.content.kind === 'text' && !speaker.languageChosen
      ? plainLanguageOf(message.content.text)
      : null;
  const context = contextFor(parts, tx, organization, inLanguage(speaker, said), {
    ...who,
    conversationId: state.id,
    outsidersRead: around.outsidersRead && speaker.actor.kind === 'member',
    later: { conversationKey: conversationKeyOf(message), replyTo: message.replyTo },
  });
  const ctx = { ...context, files };
  const clues: Clues = {
    now: parts.clock.now(),
    timeZone: ctx.actor.timeZone,
    locale: ctx.locale,
    baseCurrency: organization.baseCurrency,
    fiscalYearStartMonth: organization.fiscalYearStartMonth,
    weekStartsOn: organization.weekStartsOnSunday ? 'sunday' : 'monday',
    dateOrder: 'mdy',
  };
  return {
    turn: { ctx, focus: state.focus, replies: [], planned: [], ran: [] },
    pending: state.pending,
    clues,
  };
}

function inLanguage(speaker: Speaker, said: Locale | null): Speaker {
  return said === null ? speaker : { ...speaker, actor: { ...speaker.actor, locale: said } };
}

type StateRow = {
  id: string;
  focus: unknown;
  updatedAt: Date;
  pendingId: string | null;
  question: unknown;
  expiresAt: Date | null;
};

async function conversationState(
  parts: House,
  tx: Transaction,
  organizationId: string,
  message: InboundMessage,
  speaker: Speaker,
): Promise<{ id: string; focus: Focus; pending: Pending | null }> {
  const key = `${message.tenantKey}/${message.conversation.key}`;
  const now = parts.clock.now();
  const [row] = await tx.$queryRaw<StateRow[]>`
    SELECT c."id", c."focus", c."updatedAt", p."id" AS "pendingId", p."question", p."expiresAt"
    FROM "Conversation" c
    LEFT JOIN "PendingAction" p ON p."conversationId" = c."id" AND p."identityId" = ${speaker.identityId}::uuid
    WHERE c."organizationId" = ${organizationId}::uuid AND c."provider" = ${message.provider}::"Provider" AND c."key" = ${key}`;
  if (row === undefined) {
    const made = await tx.conversation.create({
      data: { organizationId, provider: message.provider, key, updatedAt: now },
    });
    return { id: made.id, focus: [], pending: null };
  }
  const fresh = now.getTime() - row.updatedAt.getTime() < FOCUS_LASTS_MS;
  const open = row.pendingId !== null && row.expiresAt !== null && row.expiresAt > now;
  return {
    id: row.id,
    focus: fresh ? (row.focus as RecordRef[]) : [],
    pending:
      open && row.pendingId !== null
        ? { id: row.pendingId, identityId: speaker.identityId, question: row.question as Question }
        : null,
  };
}

/** Remembers what was spoken of. */
export async function saveFocus(turn: Turn): Promise<void> {
  const { ctx } = turn;
  await ctx.tx
    .$executeRaw`UPDATE "Conversation" SET "focus" = ${JSON.stringify(turn.focus)}::jsonb, "updatedAt" = ${ctx.clock.now()}
    WHERE "id" = ${ctx.conversation.id}::uuid`;
}
