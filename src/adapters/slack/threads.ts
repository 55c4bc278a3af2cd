import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { classify, reasonOf } from './faults.ts';
import { mentions } from './text.ts';

const REMEMBERED = 5000;
/** Another replica may be drawn into a thread that this one found foreign. */
const FOREIGN_FOR_MS = 60_000;
const LOOKED_THROUGH = 200;

/**
 * The channel threads in which the bot takes part: there it is addressed without a mention. Slack is asked about a thread
 * that this replica has not seen, so that a restart or another replica changes nothing.
 */
export function createThreads(ctx: { client: WebClient; clock: Clock; log: Log }) {
  const joined = new Set<string>();
  const foreign = new Map<string, number>();

  const join = (channel: string, thread: string): void => {
    const key = `${channel}:${thread}`;
    joined.delete(key);
    joined.add(key);
    foreign.delete(key);
    const [oldest] = joined;
    if (joined.size > REMEMBERED && oldest !== undefined) joined.delete(oldest);
  };

  return {
    join,
    /** @throws when Slack cannot be asked now: the event has to come again. */
    async takesPart(channel: string, thread: string, botUserId: string): Promise<boolean> {
      const key = `${channel}:${thread}`;
      const now = ctx.clock.now().getTime();
      if (joined.has(key)) return true;
      if ((foreign.get(key) ?? 0) > now) return false;
      if (await askThread(ctx, channel, thread, botUserId)) {
        join(channel, thread);
        return true;
      }
      if (foreign.size >= REMEMBERED) foreign.clear();
      foreign.set(key, now + FOREIGN_FOR_MS);
      return false;
    },
  };
}

async function askThread(
  ctx: { client: WebClient; log: Log },
  channel: string,
  thread: string,
  botUserId: string,
): Promise<boolean> {
  try {
    const { messages = [] } = await ctx.client.conversations.replies({
      channel,
      ts: thread,
      limit: LOOKED_THROUGH,
    });
    return messages.some(
      ({ user, text, reply_users }) =>
        user === botUserId ||
        mentions(text ?? '', botUserId) ||
        (reply_users ?? []).includes(botUserId),
    );
  } catch (error) {
    // Too many threads to ask about: better to leave one alone than to fail, for Slack unsubscribes who fails often.
    if (classify(error).kind === 'unsure') throw error;
    ctx.log.warn('slack.thread_unknown', { channel, reason: reasonOf(error) });
    return false;
  }
}
