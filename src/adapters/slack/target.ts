import { z } from 'zod';
import type { InboundMessage } from '../../conversation/message.ts';

/** Where an answer goes: what stands in `replyTo`. */
const TargetShape = z.discriminatedUnion('kind', [
  /** Into a conversation; `thread` null is its top level. */
  z.object({
    kind: z.literal('thread'),
    channel: z.string(),
    thread: z.string().nullable(),
    group: z.boolean().exactOptional(),
    /** Who is answered: a press of theirs may change the card, one of somebody else only adds to the thread. */
    user: z.string().exactOptional(),
  }),
  /** To a person alone, as a direct message. */
  z.object({ kind: z.literal('direct'), user: z.string() }),
  /**
   * Shown to the person alone where they typed or pressed, through Slack's response URL while it lives, else as a direct
   * message. `replaces` puts the first answer in the place of the message that was pressed.
   */
  z.object({
    kind: z.literal('response'),
    user: z.string(),
    url: z.string(),
    untilMs: z.number(),
    replaces: z.boolean(),
  }),
]);

export type Target = z.infer<typeof TargetShape>;

/** @returns null when it is none that this adapter wrote. */
export function readTarget(replyTo: unknown): Target | null {
  return TargetShape.safeParse(replyTo).data ?? null;
}

/**
 * The conversation that answers at this place. All of a person's direct conversation is one, whatever thread, slash command
 * or Home button it came from: the answer to a question may be typed anywhere there.
 */
export function conversationOf(target: Target, user: string): InboundMessage['conversation'] {
  if (target.kind !== 'thread' || isDirectChannel(target.channel))
    return directConversationOf(user);
  return {
    key: `${target.channel}:${target.thread ?? ''}`,
    kind: target.group === true ? 'group' : 'channel',
  };
}

export function directConversationOf(user: string): { key: string; kind: 'direct' } {
  return { key: `im:${user}`, kind: 'direct' };
}

/** What a posted message is called outside of this adapter. */
export function refOf(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

/** The thread of a posted message, as an answer's target; null when it names none. */
export function threadOf(ref: string): Target | null {
  const [channel, thread] = ref.split(':');
  return channel === undefined || thread === undefined ? null : { kind: 'thread', channel, thread };
}

/** Whether a channel id is that of a person's direct messages with the bot. */
export function isDirectChannel(channel: string): boolean {
  return channel.startsWith('D');
}
