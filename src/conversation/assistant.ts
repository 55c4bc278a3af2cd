import { createHash } from 'node:crypto';
import { contextFor, findOrganization, finish, type House, identify, introduce, type Speaker } from '../commands/people.ts';
import type { CommandContext } from '../commands/context.ts';
import type { RecordRef } from '../commands/command.ts';
import { execute, type Focus } from '../commands/execute.ts';
import { mayUse } from '../commands/permission.ts';
import type { PlannedCommand } from '../commands/plan.ts';
import type { Transaction } from '../platform/database.ts';
import type { Inbox, WaitingEvent } from '../platform/inbox.ts';
import { reasonOf } from '../platform/log.ts';
import type { Outbox } from '../platform/outbox.ts';
import { joinReplies, type Locale, type Reply, say } from '../reply/reply.ts';
import type { Pending, Question } from './dialogue.ts';
import { formOf } from './form.ts';
import type { Assistant, ChatPlatform, InboundMessage, Receipt, Surroundings } from './message.ts';
import { respond } from './respond.ts';
import type { Turn } from './turn.ts';
import type { Clues } from './understanding/span.ts';
import type { Understander } from './understanding/understand.ts';
import { languageOf, plainLanguageOf } from './understanding/language.ts';
import { PHRASES } from './wording.ts';

/** What a turn did, for whoever watches: the terminal's `--json`. */
export type TurnRecord = {
  eventId: string;
  commands: readonly PlannedCommand[];
  changes: readonly { entity: string; id: string; field: string; before: unknown; after: unknown }[];
};

export type AssistantParts = House & {
  inbox: Inbox;
  outbox: Outbox;
  understander: Understander;
  /** The platform an event came from, to ask who is speaking. */
  platform: (provider: InboundMessage['provider']) => ChatPlatform;
  /** Hears of every turn, after it is committed. */
  watch?: (record: TurnRecord) => void;
};

type Organization = NonNullable<Awaited<ReturnType<typeof findOrganization>>>;

/** A turn that fails is tried again this often; then the person is told. */
const MOST_ATTEMPTS = 3;
const FOCUS_LASTS_MS = 60 * 60_000;
const KNOWN_FOR_MS = 10 * 60_000;

/** An assistant that answers what adapters hand in, and picks up what a dead process left behind. */
export type RunningAssistant = Assistant & {
  /** Answers and posts what other processes left since before a moment. */
  sweep: (leftBefore: Date) => Promise<void>;
  /** Resolves when no turn is running any more. */
  idle: () => Promise<void>;
};

export function createAssistant(parts: AssistantParts): RunningAssistant {
  const organizations = new Map<string, Organization>();
  const introduced = new Map<string, { what: string; until: number }>();
  const running = new Map<string, Promise<unknown>>();

  async function organizationFor(message: InboundMessage): Promise<Organization> {
    const key = `${message.provider}/${message.tenantKey}`;
    const known = organizations.get(key);
    if (known !== undefined) return known;
    const found = await findOrganization(parts, message.provider, message.tenantKey);
    if (found === null) throw new Error(`no organization has installed Parley for this ${message.provider} tenant`);
    organizations.set(key, found);
    return found;
  }

  /** Keeps the order within a conversation: its turns run one after the other, those of others beside them. */
  function inTurn<T>(conversationKey: string, work: () => Promise<T>): Promise<T> {
    const before = running.get(conversationKey) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined).then(() => {
      if (running.get(conversationKey) === settled) running.delete(conversationKey);
    });
    running.set(conversationKey, settled);
    return mine;
  }

  async function introduceSender(organization: Organization, message: InboundMessage): Promise<Surroundings> {
    const around = await parts.platform(message.provider).look(message);
    const key = `${message.provider}/${message.tenantKey}/${message.sender.key}`;
    const what = JSON.stringify(around.sender);
    const now = parts.clock.now().getTime();
    const known = introduced.get(key);
    if (known?.what === what && known.until > now) return around;
    await introduce(parts, organization, {
      provider: message.provider,
      tenantKey: message.tenantKey,
      userKey: message.sender.key,
      name: around.sender.name,
      email: around.sender.email,
      locale: localeOf(around.sender.locale),
      timeZone: around.sender.timeZone,
      outsider: around.sender.outsider,
    });
    introduced.set(key, { what, until: now + KNOWN_FOR_MS });
    return around;
  }

  /** Answers the oldest waiting event of a conversation. False when there is none. */
  async function answerNext(organization: Organization, conversationKey: string, deliverNot: string | null): Promise<boolean> {
    const event = await parts.inbox.next(organization.id, conversationKey);
    if (event === null) return false;
    try {
      await takeTurn(organization, event, event.id !== deliverNot);
    } catch (error) {
      parts.log.error('turn.failed', { event: event.id, attempt: event.attempts + 1, ...reasonOf(error) });
      await parts.inbox.markAttempt(event.id);
      if (event.attempts + 1 >= MOST_ATTEMPTS) await giveUp(organization, event, event.id !== deliverNot);
    }
    return true;
  }

  async function takeTurn(organization: Organization, event: WaitingEvent, deliver: boolean): Promise<void> {
    const message = event.message as InboundMessage;
    const around = await introduceSender(organization, message);
    let record: TurnRecord | null = null;
    await parts.db.inOrganization(organization.id, async (tx) => {
      // Another replica may have been quicker: the order within the conversation is decided in the database.
      if ((await parts.inbox.claim(tx, organization.id, event.conversationKey)) !== event.id) return;
      const turn = await openTurn(parts, tx, organization, message, around);
      const reply = await respond(turn.turn, { understander: parts.understander, clues: turn.clues }, turn.pending, message.content);
      const changes = await finish(turn.turn.ctx, turn.turn.ran, parts.watch !== undefined);
      await saveFocus(turn.turn);
      const json = JSON.parse(JSON.stringify(reply));
      if (deliver) {
        await parts.outbox.add(tx, {
          organizationId: organization.id,
          provider: message.provider,
          conversationKey: event.conversationKey,
          replyTo: JSON.parse(JSON.stringify(message.replyTo)),
          reply: json,
        });
      }
      await parts.inbox.markDone(tx, event.id, json);
      record = { eventId: event.id, commands: turn.turn.planned, changes };
    });
    if (record !== null) parts.watch?.(record);
  }

  async function giveUp(organization: Organization, event: WaitingEvent, deliver: boolean): Promise<void> {
    const message = event.message as InboundMessage;
    const text = message.content.kind === 'text' ? message.content.text : '';
    const reply = JSON.parse(JSON.stringify(say(PHRASES.broken[text === '' ? organization.locale : languageOf(text)])));
    await parts.db.inOrganization(organization.id, async (tx) => {
      await parts.inbox.markFailed(tx, event.id, reply);
      if (!deliver) return;
      await parts.outbox.add(tx, {
        organizationId: organization.id,
        provider: message.provider,
        conversationKey: event.conversationKey,
        replyTo: JSON.parse(JSON.stringify(message.replyTo)),
        reply,
      });
    });
  }

  /** Everything that waits in a conversation, one after the other, then the posts. */
  async function work(organization: Organization, conversationKey: string, deliverNot: string | null): Promise<void> {
    while (await answerNext(organization, conversationKey, deliverNot)) {
      // until nothing waits
    }
    await parts.outbox.flush(organization.id, conversationKey);
  }

  /** Runs reads for a person outside of the inbox: what he sees on opening the assistant. */
  async function reading<T>(message: InboundMessage, work: (turn: Turn) => Promise<T>): Promise<T> {
    const organization = await organizationFor(message);
    const around = await introduceSender(organization, message);
    return parts.db.inOrganization(organization.id, async (tx) => {
      const { turn } = await openTurn(parts, tx, organization, message, around);
      return work(turn);
    });
  }

  return {
    receive: async (message) => {
      const organization = await organizationFor(message);
      const conversationKey = keyOf(message);
      const { id, fresh } = await parts.inbox.store({
        organizationId: organization.id,
        provider: message.provider,
        eventKey: eventKeyOf(message),
        conversationKey,
        message,
      });
      return { id, conversationKey: `${organization.id}|${conversationKey}`, fresh };
    },
    answer: async (receipt, options = {}) => {
      const [organizationId, conversationKey] = splitKey(receipt);
      const organization = [...organizations.values()].find((o) => o.id === organizationId);
      if (organization === undefined) throw new Error('a receipt of another assistant');
      const silent = options.deliver === false ? receipt.id : null;
      await inTurn(receipt.conversationKey, () => work(organization, conversationKey, silent));
      const { reply } = await parts.inbox.answerTo(receipt.id);
      return reply === null ? null : (reply as Reply);
    },
    home: (message) =>
      reading(message, async (turn) => {
        const replies: Reply[] = [];
        for (const invocation of homeCommands(turn.ctx)) {
          const outcome = await execute(turn.ctx, invocation);
          if (outcome.kind === 'done') replies.push(outcome.reply);
        }
        return joinReplies(replies);
      }),
    form: (message, command, filledIn) => reading(message, (turn) => formOf(turn.ctx, command, filledIn)),
    suggestions: (message) =>
      reading(message, async (turn) => suggestionsFor(turn.ctx)),
    sweep: async (leftBefore) => {
      for (const { organizationId, conversationKey } of await parts.inbox.leftBehind(leftBefore)) {
        const event = await parts.inbox.next(organizationId, conversationKey);
        if (event === null) continue;
        const organization = await organizationFor(event.message as InboundMessage);
        await inTurn(`${organizationId}|${conversationKey}`, () => work(organization, conversationKey, null));
      }
      await parts.outbox.sweep(new Date(parts.clock.now().getTime() - 60_000));
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

function splitKey(receipt: Receipt): [string, string] {
  const at = receipt.conversationKey.indexOf('|');
  return [receipt.conversationKey.slice(0, at), receipt.conversationKey.slice(at + 1)];
}

function keyOf(message: InboundMessage): string {
  return `${message.provider}/${message.tenantKey}/${message.conversation.key}`;
}

/**
 * What makes two deliveries one event. A press that changes something carries a nonce, and an answer its question: however
 * often the platform sends it again, and with whatever id, it is one effect of this person.
 */
function eventKeyOf(message: InboundMessage): string {
  const { content } = message;
  if (content.kind === 'action' && content.action.kind === 'run' && content.action.nonce !== undefined) {
    return short(`nonce/${content.action.nonce}/${message.sender.key}`);
  }
  if (content.kind === 'action' && content.action.kind === 'answer') {
    return short(`answer/${content.action.pending}/${message.sender.key}`);
  }
  return short(`${message.tenantKey}/${message.eventKey}`);
}

/** Keys come from outside and are indexed: of bounded length. */
function short(key: string): string {
  return key.length <= 200 ? key : createHash('sha256').update(key).digest('hex');
}

function localeOf(tag: string | null): Locale | null {
  if (tag === null) return null;
  return tag.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

type OpenTurn = { turn: Turn; pending: Pending | null; clues: Clues };

async function openTurn(
  parts: AssistantParts,
  tx: Transaction,
  organization: Organization,
  message: InboundMessage,
  around: Surroundings,
): Promise<OpenTurn> {
  const who = { provider: message.provider, tenantKey: message.tenantKey, userKey: message.sender.key };
  const speaker = await identify(tx, organization, who);
  if (speaker === null) throw new Error('the sender was not introduced');
  const state = await conversationState(parts, tx, organization.id, message, speaker);
  // A person is answered in the language he chose, else in the one he writes where that is plain, else in his platform's.
  const said = message.content.kind === 'text' && !speaker.languageChosen ? plainLanguageOf(message.content.text) : null;
  const ctx = contextFor(parts, tx, organization, inLanguage(speaker, said), {
    ...who,
    conversationId: state.id,
    outsidersRead: around.outsidersRead && speaker.actor.kind === 'member',
  });
  const clues: Clues = {
    now: parts.clock.now(),
    timeZone: ctx.actor.timeZone,
    locale: ctx.locale,
    baseCurrency: organization.baseCurrency,
    fiscalYearStartMonth: organization.fiscalYearStartMonth,
    weekStartsOn: organization.weekStartsOnSunday ? 'sunday' : 'monday',
    dateOrder: 'mdy',
  };
  return { turn: { ctx, focus: state.focus, replies: [], planned: [], ran: [] }, pending: state.pending, clues };
}

function inLanguage(speaker: Speaker, said: Locale | null): Speaker {
  return said === null ? speaker : { ...speaker, actor: { ...speaker.actor, locale: said } };
}

type StateRow = { id: string; focus: unknown; updatedAt: Date; pendingId: string | null; question: unknown; expiresAt: Date | null };

async function conversationState(
  parts: AssistantParts,
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
    const made = await tx.conversation.create({ data: { organizationId, provider: message.provider, key, updatedAt: now } });
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

async function saveFocus(turn: Turn): Promise<void> {
  const { ctx } = turn;
  await ctx.tx.$executeRaw`UPDATE "Conversation" SET "focus" = ${JSON.stringify(turn.focus)}::jsonb, "updatedAt" = ${ctx.clock.now()}
    WHERE "id" = ${ctx.conversation.id}::uuid`;
}

function homeCommands(ctx: CommandContext): { command: string; arguments: Record<string, unknown> }[] {
  const month = { start: ctx.today, end: `${ctx.today.slice(0, 8)}${lastDay(ctx.today)}` };
  return [
    { command: 'pipeline.show', arguments: { owner: 'me' } },
    { command: 'task.list', arguments: { assignee: 'me' } },
    { command: 'deal.list', arguments: { owner: 'me', closing: month } },
  ];
}

function lastDay(day: string): string {
  const [year, month] = day.split('-').map(Number);
  return String(new Date(Date.UTC(year ?? 1970, month ?? 1, 0)).getUTCDate()).padStart(2, '0');
}

function suggestionsFor(ctx: CommandContext): { title: string; text: string }[] {
  return ['deal.log', 'deal.list', 'pipeline.show', 'task.list', 'help']
    .flatMap((name) => {
      const command = ctx.catalogue.find(name);
      const text = command?.examples[ctx.locale][0];
      if (command === null || text === undefined || !mayUse(ctx.actor, command)) return [];
      return [{ title: command.summary[ctx.locale].replace(/[.。]$/, ''), text }];
    })
    .slice(0, 4);
}
