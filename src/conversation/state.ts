import { z } from 'zod';
import { ASKED_FIELDS, type AskedField } from '../commands/asked-field.ts';
import { contextFor, type House, identify, keepReach, type Speaker } from '../commands/people.ts';
import type { Focus } from '../commands/references.ts';
import { stageWordsOf } from '../commands/stage-words.ts';
import type { Transaction } from '../platform/database.ts';
import type { Locale } from '../reply/reply.ts';
import type { Pending, Question } from './dialogue.ts';
import {
  channelKeyOf,
  conversationKeyOf,
  type InboundMessage,
  type Surroundings,
} from './message.ts';
import type { Turn } from './turn.ts';
import { plainLanguageOf } from './understanding/language.ts';
import type { Clues } from './understanding/span.ts';

type Organization = Parameters<typeof identify>[1];

const FOCUS_LASTS_MS = 60 * 60_000;
/** Of so many people a conversation remembers what each spoke of. */
const MOST_PEOPLE = 20;

/**
 * What a conversation was about: the records last spoken of by anyone, and by each person by identity. In a channel "it" is
 * what the person himself spoke of; only one who spoke of nothing yet means what the others spoke of.
 */
export type Spoken = {
  focus: Focus;
  people: Readonly<
    Record<
      string,
      {
        focus: Focus;
        last: LastCommand | null;
        shown?: Shown | undefined;
        report?: ShownReport | null | undefined;
        wrote?: boolean | undefined;
        at: number;
      }
    >
  >;
};

/** The report last shown, which "and last month?" is about. */
export type ShownReport = { command: string; arguments: Readonly<Record<string, unknown>> };

/** The rows a person was shown last, in their order, and whether that was in the turn before this one. */
export type Shown = { rows: Focus; justNow: boolean };

export const NOTHING_SHOWN: Shown = { rows: [], justNow: false };

/** A command as it was said, and whether it was taken back since. */
export type LastCommand = {
  command: string;
  arguments: Readonly<Record<string, unknown>>;
  asks?: AskedField | undefined;
  undone: boolean;
};

const NOTHING_SPOKEN: Spoken = { focus: [], people: {} };

const REFS = z.array(z.object({ entity: z.string(), id: z.string(), name: z.string() }));
const SPOKEN = z.object({
  focus: REFS,
  people: z.record(
    z.string(),
    z.object({
      focus: REFS,
      last: z
        .object({
          command: z.string(),
          arguments: z.record(z.string(), z.unknown()),
          asks: z.enum(ASKED_FIELDS).optional(),
          undone: z.boolean(),
        })
        .nullable(),
      shown: z.object({ rows: REFS, justNow: z.boolean() }).optional(),
      report: z
        .object({ command: z.string(), arguments: z.record(z.string(), z.unknown()) })
        .nullish(),
      wrote: z.boolean().optional(),
      at: z.number(),
    }),
  ),
});

/** A turn about to be answered: who speaks, what was spoken of, what is still open. */
export type OpenTurn = {
  turn: Turn;
  pending: Pending | null;
  clues: Clues;
  /** Where a member is answered alone what others may not read; null where he is answered where he spoke. */
  aside: InboundMessage['aside'] | null;
};

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
  const hidden = around.outsidersRead && speaker.actor.kind === 'member';
  // Outsiders read: what was spoken of, and what is asked, belongs to the conversation that only this person reads.
  const aside = hidden ? (message.aside ?? around.aside ?? null) : null;
  const spokenIn = aside?.conversation ?? message.conversation;
  const state = await conversationState(
    parts,
    tx,
    organization.id,
    { ...message, conversation: spokenIn },
    speaker,
  );
  // A person is answered in the language he chose, else in the one he writes where that is plain, else in his platform's.
  const said =
    message.content.kind === 'text' && !speaker.languageChosen
      ? plainLanguageOf(message.content.text)
      : null;
  const context = contextFor(parts, tx, organization, inLanguage(speaker, said), {
    ...who,
    conversationId: state.id,
    outsidersRead: hidden && aside === null,
    link: message.link ?? null,
    direct: spokenIn.kind === 'direct',
    later: {
      conversationKey: conversationKeyOf({ ...message, conversation: spokenIn }),
      replyTo: aside?.replyTo ?? message.replyTo,
    },
    // Where outsiders read there is no desk, and no thread of one.
    channel: around.outsidersRead ? null : channelOf(message),
  });
  keepReach(tx, speaker, reachIn(message));
  const ctx = { ...context, files };
  const clues: Clues = {
    now: parts.clock.now(),
    timeZone: ctx.actor.timeZone,
    locale: ctx.locale,
    baseCurrency: organization.baseCurrency,
    fiscalYearStartMonth: organization.fiscalYearStartMonth,
    weekStartsOn: organization.weekStartsOnSunday ? 'sunday' : 'monday',
    dateOrder: 'mdy',
    stages: await stageWordsOf(ctx),
  };
  return {
    turn: {
      ctx,
      focus: state.focus,
      last: state.last,
      shown: state.shown,
      spoken: state.spoken,
      replies: [],
      planned: [],
      ran: [],
      internal: false,
      report: state.report,
      rows: null,
      wrote: state.wrote,
    },
    aside,
    pending: state.pending,
    clues,
  };
}

/** Where the sender can be told something by himself, if this message shows it. */
function reachIn(message: InboundMessage): { conversationKey: string; replyTo: object } | null {
  const { aside, conversation, replyTo } = message;
  const alone = aside ?? (conversation.kind === 'direct' ? { conversation, replyTo } : null);
  if (alone === null) return null;
  const conversationKey = conversationKeyOf({ ...message, conversation: alone.conversation });
  return { conversationKey, replyTo: alone.replyTo };
}

function channelOf(message: InboundMessage): Turn['ctx']['channel'] {
  const { channel, provider } = message;
  if (channel === undefined) return null;
  const { replyTo, thread, named } = channel;
  return { provider, conversationKey: channelKeyOf(message, channel), replyTo, thread, named };
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
): Promise<{
  id: string;
  focus: Focus;
  last: LastCommand | null;
  shown: Shown;
  report: ShownReport | null;
  wrote: boolean;
  spoken: Spoken;
  pending: Pending | null;
}> {
  const key = `${message.tenantKey}/${message.conversation.key}`;
  const now = parts.clock.now();
  const [row] = await tx.sql<StateRow>`
    SELECT c."id", c."focus", c."updatedAt", p."id" AS "pendingId", p."question", p."expiresAt"
    FROM "Conversation" c
    LEFT JOIN "PendingAction" p ON p."conversationId" = c."id" AND p."identityId" = ${speaker.identityId}::uuid
    WHERE c."organizationId" = ${organizationId}::uuid AND c."provider" = ${message.provider}::"Provider" AND c."key" = ${key}`;
  if (row === undefined) {
    const made = await tx.conversation.create({
      data: { organizationId, provider: message.provider, key, updatedAt: now },
    });
    return {
      id: made.id,
      focus: [],
      last: null,
      shown: NOTHING_SHOWN,
      report: null,
      wrote: false,
      spoken: NOTHING_SPOKEN,
      pending: null,
    };
  }
  const since = now.getTime() - FOCUS_LASTS_MS;
  const read = row.updatedAt.getTime() > since ? SPOKEN.safeParse(row.focus) : null;
  const spoken: Spoken = read?.success === true ? (read.data as Spoken) : NOTHING_SPOKEN;
  const mine = spoken.people[speaker.identityId];
  const own = mine !== undefined && mine.at > since ? mine : null;
  const open = row.pendingId !== null && row.expiresAt !== null && row.expiresAt > now;
  return {
    id: row.id,
    focus: own !== null && own.focus.length > 0 ? own.focus : spoken.focus,
    last: own?.last ?? null,
    shown: own?.shown ?? NOTHING_SHOWN,
    report: own?.report ?? null,
    wrote: own?.wrote === true,
    spoken,
    pending:
      open && row.pendingId !== null
        ? { id: row.pendingId, identityId: speaker.identityId, question: row.question as Question }
        : null,
  };
}

/** Remembers what was spoken of, in the conversation and by this person. */
export function saveFocus(turn: Turn): void {
  const { ctx } = turn;
  const { [ctx.identity.id]: _mine, ...others } = turn.spoken.people;
  const at = ctx.clock.now().getTime();
  const people = Object.fromEntries([
    ...Object.entries(others)
      .sort(([, a], [, b]) => b.at - a.at)
      .slice(0, MOST_PEOPLE - 1),
    [
      ctx.identity.id,
      {
        focus: turn.focus,
        last: turn.last,
        shown: shownBy(turn),
        report: turn.report,
        wrote: ctx.history.changes.length > 0,
        at,
      },
    ],
  ]);
  const spoken: Spoken = { focus: turn.focus, people };
  ctx.tx
    .send`UPDATE "Conversation" SET "focus" = ${JSON.stringify(spoken)}::jsonb, "updatedAt" = ${ctx.clock.now()}
    WHERE "id" = ${ctx.conversation.id}::uuid`;
}

function shownBy({ shown, rows }: Turn): Shown {
  return rows === null || rows.length < 2 ? { ...shown, justNow: false } : { rows, justNow: true };
}
