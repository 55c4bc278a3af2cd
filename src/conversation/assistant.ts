import { createHash } from 'node:crypto';
import { asQuoted } from '../commands/composed-reply.ts';
import { execute } from '../commands/execute.ts';
import { deliveredFile } from '../commands/files.ts';
import { FILE_LIMIT_BYTES, type TakenIn, takeInFile } from '../commands/incoming-files.ts';
import { withOwnTogether } from '../commands/own-parameters.ts';
import { findOrganization, finish, type House } from '../commands/people.ts';
import type { PlannedCommand } from '../commands/plan.ts';
import type { Inbox, WaitingEvent } from '../platform/inbox.ts';
import { reasonOf } from '../platform/log.ts';
import type { Outbox } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { storable } from '../platform/storable.ts';
import { joinReplies, type Reply, replyOf, say } from '../reply/reply.ts';
import { formOf } from './form.ts';
import { createIntroductions } from './introduce.ts';
import {
  type Assistant,
  type ChatPlatform,
  conversationKeyOf,
  type Fetched,
  type InboundMessage,
  type Receipt,
} from './message.ts';
import { respond } from './respond.ts';
import { openTurn, saveFocus } from './state.ts';
import { homeCommands, suggestionsFor } from './surface.ts';
import type { Turn } from './turn.ts';
import { languageOf } from './understanding/language.ts';
import { withOwnFields } from './understanding/own-fields.ts';
import type { Understander } from './understanding/understand.ts';
import { PHRASES, refusalText } from './wording.ts';

/** What a turn did, for whoever watches: the terminal's `--json`. */
export type TurnRecord = {
  eventId: string;
  commands: readonly PlannedCommand[];
  changes: readonly {
    entity: string;
    id: string;
    field: string;
    before: unknown;
    after: unknown;
  }[];
};

export type AssistantParts = House & {
  inbox: Inbox;
  outbox: Outbox;
  understander: Understander;
  /** The platform an event came from, to ask who is speaking. */
  platform: (provider: InboundMessage['provider']) => ChatPlatform;
  /** Makes short answers of the quotations of a reply, outside of any transaction; null where there is no model. */
  compose?: ((reply: Reply) => Promise<Reply>) | null;
  /** There is work that goes on after a turn. */
  wake?: () => void;
  /** Hears of every turn, after it is committed. */
  watch?: (record: TurnRecord) => void;
};

type Organization = NonNullable<Awaited<ReturnType<typeof findOrganization>>>;

/** A turn that fails is tried again this often; then the person is told. */
const MOST_ATTEMPTS = 3;
/** Settings of the organization that another replica changed hold here after this time. */
const SETTINGS_HOLD_FOR_MS = 15_000;
const HELD_AT_MOST = 1000;
const FILES_AT_ONCE = 3;

type Attempt =
  /** `told`: other conversations in which something waits to be posted. */
  | { kind: 'answered'; reply: Reply; told: readonly string[] }
  | { kind: 'elsewhere' }
  | { kind: 'again' };

/** An assistant that answers what adapters hand in, and picks up what a dead process left behind. */
export type RunningAssistant = Assistant & {
  /**
   * Answers and posts what other processes left: events stored before the one moment, and posts begun before the other,
   * which are marked as unsure so that what waits behind them can go out.
   */
  sweep: (leftBefore: Date, interruptedBefore: Date) => Promise<void>;
  /** Begins no further turn: what waits is stored, and answered by another process or after the next start. */
  pause: () => void;
  /** Resolves when no turn is running any more. */
  idle: () => Promise<void>;
};

export function createAssistant(parts: AssistantParts): RunningAssistant {
  const organizations = new Map<string, { organization: Organization; until: number }>();
  const introduceSender = createIntroductions(parts);
  const running = new Map<string, Promise<unknown>>();
  /** Events stored a moment ago by this process: they need not be read back. */
  const held = new Map<string, WaitingEvent>();
  let paused = false;

  async function organizationFor(message: InboundMessage): Promise<Organization> {
    const key = `${message.provider}/${message.tenantKey}`;
    const known = organizations.get(key);
    const now = parts.clock.now().getTime();
    if (known !== undefined && known.until > now) return known.organization;
    const found = await findOrganization(parts, message.provider, message.tenantKey);
    if (found === null)
      throw new Error(`no organization has installed Parley for this ${message.provider} tenant`);
    organizations.set(key, { organization: found, until: now + SETTINGS_HOLD_FOR_MS });
    return found;
  }

  /** Keeps the order within a conversation: its turns run one after the other, those of others beside them. */
  function inTurn<T>(conversationKey: string, work: () => Promise<T>): Promise<T> {
    const before = running.get(conversationKey) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine
      .catch(() => undefined)
      .then(() => {
        if (running.get(conversationKey) === settled) running.delete(conversationKey);
      });
    running.set(conversationKey, settled);
    return mine;
  }

  /** Tries to answer an event. `elsewhere` when another one comes first or another replica was quicker. */
  async function attempt(
    organization: Organization,
    event: WaitingEvent,
    deliver: boolean,
  ): Promise<Attempt> {
    try {
      return await takeTurn(organization, event, deliver);
    } catch (error) {
      parts.log.error('turn.failed', {
        event: event.id,
        attempt: event.attempts + 1,
        ...reasonOf(error),
      });
      await parts.inbox.markAttempt(event.id);
      if (event.attempts + 1 >= MOST_ATTEMPTS) await giveUp(organization, event, deliver);
      return { kind: 'again' };
    }
  }

  async function takeTurn(
    organization: Organization,
    event: WaitingEvent,
    deliver: boolean,
  ): Promise<Attempt> {
    const message = event.message as InboundMessage;
    const around = await introduceSender(organization, message);
    const taken = await takeInFiles(organization, message);
    const answered = await parts.db.inOrganization(organization.id, async (tx) => {
      // Another replica may have been quicker: the order within the conversation is decided in the database.
      if ((await parts.inbox.claim(tx, organization.id, event.conversationKey)) !== event.id)
        return null;
      const opened = await openTurn(parts, tx, organization, message, around, taken.files);
      const { turn, pending, clues } = opened;
      for (const refusal of taken.refusals)
        turn.replies.push(say(refusalText(refusal, turn.ctx.locale)));
      // A label that was cut may end in half a character.
      const answer = await respond(
        turn,
        { understander: withOwnFields(parts.understander, turn.ctx.catalogue), clues },
        pending,
        message.content,
      );
      const said = storable(parts.compose ? answer : asQuoted(answer));
      const changes = await finish(turn.ctx, turn.ran, parts.watch !== undefined);
      for (const { to, ...post } of turn.ctx.posts)
        await parts.outbox.put(tx, { ...post, ...to, organizationId: organization.id });
      saveFocus(turn);
      const apart = turn.internal ? opened.aside : null;
      const reply = apart ? say(PHRASES.answeredAside[turn.ctx.locale]) : said;
      parts.inbox.settle(tx, event, {
        status: 'done',
        reply,
        replyTo: deliver ? message.replyTo : null,
        ...(apart && { aside: { reply: said, replyTo: apart.replyTo } }),
      });
      const settingsChanged = turn.ctx.history.changes.some((c) => c.entity === 'organization');
      const background = turn.ran.some((name) => parts.catalogue.find(name)?.background === true);
      return {
        reply,
        settingsChanged,
        background,
        told: [...new Set(turn.ctx.posts.map(({ to }) => to.conversationKey))],
        record: { eventId: event.id, commands: turn.planned.map(readable), changes },
      };
    });
    if (answered === null) return { kind: 'elsewhere' };
    // Looked at again by the next message; a receipt that is out already keeps its organization.
    if (answered.settingsChanged) for (const known of organizations.values()) known.until = 0;
    parts.watch?.(answered.record);
    if (answered.background) parts.wake?.();
    return { kind: 'answered', reply: answered.reply, told: answered.told };
  }

  /** Fetches the files that came with a message, before its turn: an answer from outside may take long. */
  async function takeInFiles(
    organization: Organization,
    message: InboundMessage,
  ): Promise<TakenIn> {
    const taken: TakenIn = { files: [], refusals: [] };
    const { content, provider, tenantKey, sender } = message;
    const offered = content.kind === 'text' ? (content.files ?? []) : [];
    const fetch = parts.platform(provider).fetch;
    const who = { provider, tenantKey, userKey: sender.key };
    for (const file of fetch === undefined ? [] : offered.slice(0, FILES_AT_ONCE)) {
      const get = async (): Promise<Fetched> =>
        file.size !== null && file.size > FILE_LIMIT_BYTES
          ? { kind: 'too-large' }
          : ((await fetch?.(message, file, FILE_LIMIT_BYTES)) ?? {
              kind: 'failed',
              reason: 'none',
            });
      await takeInFile(parts, organization, who, file, get, taken);
    }
    if (offered.length > FILES_AT_ONCE)
      taken.refusals.push(new Refusal('too_many_files', { limit: FILES_AT_ONCE }));
    return taken;
  }

  async function giveUp(
    organization: Organization,
    event: WaitingEvent,
    deliver: boolean,
  ): Promise<void> {
    const message = event.message as InboundMessage;
    const text = message.content.kind === 'text' ? message.content.text : '';
    const reply = say(PHRASES.broken[text === '' ? organization.locale : languageOf(text)]);
    await parts.db.inOrganization(organization.id, async (tx) =>
      parts.inbox.settle(tx, event, {
        status: 'failed',
        reply,
        replyTo: deliver ? message.replyTo : null,
      }),
    );
  }

  /**
   * Answers a conversation's events in order, then posts the answers: up to the one given, or all that wait. An event that
   * was just stored is not read again.
   *
   * @returns the reply to the event given, if this call made it.
   */
  async function work(
    organization: Organization,
    conversationKey: string,
    upTo: { id: string; deliver: boolean } | null,
  ): Promise<Reply | null> {
    let known = upTo === null ? null : take(held, upTo.id);
    let reply: Reply | null = null;
    const told = new Set<string>();
    while (reply === null && !paused) {
      const event = known ?? (await parts.inbox.next(organization.id, conversationKey));
      known = null;
      if (event === null) break;
      const wanted = event.id === upTo?.id;
      const result = await attempt(organization, event, wanted ? upTo.deliver : true);
      if (result.kind !== 'answered') continue;
      if (wanted) reply = result.reply;
      for (const key of result.told) told.add(key);
    }
    await parts.outbox.flush(organization.id, conversationKey);
    for (const key of told) await parts.outbox.flush(organization.id, key);
    return reply;
  }

  /** Answers what waits in a conversation that another process left. */
  async function pickUp(organizationId: string, conversationKey: string): Promise<void> {
    const event = await parts.inbox.next(organizationId, conversationKey);
    if (event === null) return;
    const organization = await organizationFor(event.message as InboundMessage);
    await inTurn(`${organizationId}|${conversationKey}`, () =>
      work(organization, conversationKey, null),
    );
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
    receive: async (sent) => {
      const message = storable(sent);
      const organization = await organizationFor(message);
      const conversationKey = conversationKeyOf(message);
      const { id, fresh } = await parts.inbox.store({
        organizationId: organization.id,
        provider: message.provider,
        eventKey: eventKeyOf(message),
        conversationKey,
        message,
      });
      if (fresh && held.size < HELD_AT_MOST) {
        held.set(id, {
          id,
          organizationId: organization.id,
          provider: message.provider,
          conversationKey,
          message,
          attempts: 0,
        });
      }
      return { id, conversationKey: `${organization.id}|${conversationKey}`, fresh };
    },
    answer: async (receipt, options = {}) => {
      const [organizationId, conversationKey] = splitKey(receipt);
      const organization = [...organizations.values()].find(
        (known) => known.organization.id === organizationId,
      )?.organization;
      if (organization === undefined) throw new Error('a receipt of another assistant');
      const upTo = { id: receipt.id, deliver: options.deliver !== false };
      const made = await inTurn(receipt.conversationKey, () =>
        work(organization, conversationKey, upTo),
      );
      if (made !== null)
        return upTo.deliver ? made : await (parts.compose?.(made) ?? Promise.resolve(made));
      const { reply } = await parts.inbox.answerTo(receipt.id);
      return reply === null ? null : (reply as Reply);
    },
    home: (message) =>
      reading(message, async (turn) => {
        const replies: Reply[] = [];
        for (const { heading, ...invocation } of homeCommands(turn.ctx)) {
          const outcome = await execute(turn.ctx, invocation);
          if (outcome.kind !== 'done') continue;
          if (heading !== undefined)
            replies.push(replyOf({ kind: 'heading', text: heading[turn.ctx.locale] }));
          replies.push(outcome.reply);
        }
        return joinReplies(replies);
      }),
    form: (message, command, filledIn) =>
      reading(message, (turn) => formOf(turn.ctx, command, storable(filledIn))),
    file: (id) => parts.db.asSystem((tx) => deliveredFile({ tx, clock: parts.clock }, id)),
    suggestions: (message) => reading(message, async (turn) => suggestionsFor(turn.ctx)),
    sweep: async (leftBefore, interruptedBefore) => {
      for (const { organizationId, conversationKey } of await parts.inbox.leftBehind(leftBefore)) {
        // One conversation that cannot be answered does not keep the others waiting.
        await pickUp(organizationId, conversationKey).catch((error: unknown) => {
          parts.log.error('event.left_behind', {
            organization: organizationId,
            ...reasonOf(error),
          });
        });
      }
      await parts.outbox.sweep(interruptedBefore);
    },
    pause: () => {
      paused = true;
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

/** A plan as programs read it. */
function readable(plan: PlannedCommand): PlannedCommand {
  return { ...plan, arguments: withOwnTogether(plan.arguments) };
}

function splitKey(receipt: Receipt): [string, string] {
  const at = receipt.conversationKey.indexOf('|');
  return [receipt.conversationKey.slice(0, at), receipt.conversationKey.slice(at + 1)];
}

/**
 * What makes two deliveries one event. A press that changes something carries a nonce, and an answer its question: however
 * often the platform sends it again, and with whatever id, it is one effect of this person.
 */
function eventKeyOf(message: InboundMessage): string {
  const { content } = message;
  if (
    content.kind === 'action' &&
    content.action.kind === 'run' &&
    content.action.nonce !== undefined
  ) {
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

function take<T>(from: Map<string, T>, key: string): T | null {
  const value = from.get(key) ?? null;
  from.delete(key);
  return value;
}
