import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { InboundMessage, Surroundings } from '../../conversation/message.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { createCache } from './cache.ts';
import { classify, reasonOf } from './faults.ts';
import { isDirectChannel, readTarget } from './target.ts';

export type Installation = {
  teamId: string;
  enterpriseId: string | null;
  botUserId: string;
  /** Of the workspace, ending in a slash: links to messages begin with it. */
  url: string | null;
};

type Sender = Surroundings['sender'];

const REMEMBERED = { lifetimeMs: 10 * 60_000, size: 5000 };
const PAGE = 1000;
/** Beyond as many pages of people the question is left open: an open question counts as yes. */
const MAX_PAGES = 20;
const LONGEST_WAIT_MS = 3000;

const UNKNOWN_SENDER: Sender = {
  name: null,
  email: null,
  locale: null,
  timeZone: null,
  outsider: true,
};

/** Who is speaking and who reads along, as Slack knows it; remembered for ten minutes. */
export function createLook(ctx: {
  client: WebClient;
  clock: Clock;
  log: Log;
  installation: () => Promise<Installation>;
}) {
  const senders = createCache<Sender>(ctx.clock, REMEMBERED);
  const channels = createCache<boolean>(ctx.clock, REMEMBERED);
  const guests = createCache<ReadonlySet<string>>(ctx.clock, REMEMBERED);

  const sender = (user: string) =>
    senders
      .get(user, () => askSender(ctx, user))
      .catch((error: unknown) => {
        // Without the right to ask, everyone counts as a stranger. Any other failure passes: the message waits for the answer
        // rather than being taken for a stranger's.
        if (!lacksRight(error)) throw error;
        ctx.log.error('slack.sender_unknown', { user, reason: reasonOf(error) });
        return UNKNOWN_SENDER;
      });

  const outsidersRead = (channel: string) =>
    channels
      .get(channel, () =>
        askOutsiders(ctx, channel, () => guests.get('all', () => askGuests(ctx.client))),
      )
      .catch((error: unknown) => {
        ctx.log.warn('slack.readers_unknown', { channel, reason: reasonOf(error) });
        return true;
      });

  const readByOthers = async (replyTo: Record<string, unknown>): Promise<boolean> => {
    const target = readTarget(replyTo);
    if (target === null) return true;
    if (target.kind !== 'thread' || isDirectChannel(target.channel)) return false;
    return outsidersRead(target.channel);
  };

  return {
    async look(message: InboundMessage): Promise<Surroundings> {
      const known = await sender(message.sender.key);
      return {
        sender: known,
        outsidersRead: known.outsider || (await readByOthers(message.replyTo)),
      };
    },
    /** A person whom a message names. */
    async lookAt(_message: InboundMessage, mention: string) {
      return { key: mention, sender: await sender(mention) };
    },
    readByOthers,
    /** The language tag of a person, null when Slack does not say. */
    localeOf: (user: string): Promise<string | null> =>
      sender(user).then(
        ({ locale }) => locale,
        () => null,
      ),
  };
}

type Asking = { client: WebClient; installation: () => Promise<Installation> };

async function askSender({ client, installation }: Asking, user: string): Promise<Sender> {
  const home = await installation();
  const answer = await patiently(() => client.users.info({ user, include_locale: true }));
  const person = answer.user;
  if (person === undefined) return UNKNOWN_SENDER;
  const ours =
    person.team_id === home.teamId ||
    (home.enterpriseId !== null && person.enterprise_user?.enterprise_id === home.enterpriseId);
  const stranger = !ours || person.is_stranger === true;
  return {
    name: person.profile?.real_name ?? person.real_name ?? person.name ?? null,
    // Another company vouches for a stranger's address, and not to us.
    email: stranger ? null : (person.profile?.email ?? null),
    locale: person.locale ?? null,
    timeZone: person.tz ?? null,
    outsider:
      stranger ||
      person.is_restricted === true ||
      person.is_ultra_restricted === true ||
      // Neither writes; a message may name one, and neither is a colleague that work could be given to.
      person.is_bot === true ||
      person.deleted === true,
  };
}

/** Whether another company shares the channel or a guest sits in it. */
async function askOutsiders(
  { client }: Asking,
  channel: string,
  guests: () => Promise<ReadonlySet<string>>,
): Promise<boolean> {
  const info = await patiently(() => client.conversations.info({ channel }));
  const conversation = info.channel;
  if (conversation === undefined) return true;
  const shared =
    conversation.is_ext_shared === true ||
    conversation.is_pending_ext_shared === true ||
    (conversation.pending_connected_team_ids ?? []).length > 0;
  return shared || (await seatsGuest(client, channel, await guests()));
}

async function seatsGuest(
  client: WebClient,
  channel: string,
  guests: ReadonlySet<string>,
): Promise<boolean> {
  if (guests.size === 0) return false;
  return somePage(
    (cursor) => client.conversations.members({ channel, limit: PAGE, ...cursor }),
    ({ members }) => (members ?? []).some((member) => guests.has(member)),
  );
}

async function askGuests(client: WebClient): Promise<ReadonlySet<string>> {
  const guests = new Set<string>();
  const tooMany = await somePage(
    (cursor) => client.users.list({ limit: PAGE, ...cursor }),
    ({ members }) => {
      for (const { id, is_restricted, is_ultra_restricted } of members ?? [])
        if (id !== undefined && (is_restricted || is_ultra_restricted)) guests.add(id);
      return false;
    },
  );
  if (tooMany) throw new RangeError('more people than can be looked through');
  return guests;
}

/** Whether some page answers yes; true as well when there are more pages than are looked through. */
async function somePage<P extends { response_metadata?: { next_cursor?: string } }>(
  ask: (cursor: { cursor?: string }) => Promise<P>,
  yes: (page: P) => boolean,
): Promise<boolean> {
  let cursor: { cursor?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const next = cursor;
    const answer = await patiently(() => ask(next));
    if (yes(answer)) return true;
    const after = answer.response_metadata?.next_cursor ?? '';
    if (after === '') return false;
    cursor = { cursor: after };
  }
  return true;
}

/** Asks once more when Slack was busy or out of reach: asking twice changes nothing. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const fault = classify(error);
    if (fault.kind === 'failed' || (fault.kind === 'retry' && fault.afterMs > LONGEST_WAIT_MS))
      throw error;
    const waitMs = fault.kind === 'retry' ? fault.afterMs : 0;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    return ask();
  }
}

function lacksRight(error: unknown): boolean {
  return error instanceof WebAPIPlatformError;
}
