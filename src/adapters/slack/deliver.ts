import type { ChatPostMessageArguments, ChatUpdateArguments, WebClient } from '@slack/web-api';
import type { Assistant, Delivery, Post } from '../../conversation/message.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { filesOf } from '../../reply/reply.ts';
import { stamped } from './card.ts';
import { blocksRefused, classify } from './faults.ts';
import { share, upload } from './files.ts';
import type { Holds } from './holds.ts';
import { actionsLeftOut, renderMessages, type SlackMessage } from './render.ts';
import { isResponseUrl, RESPONSE_USES, respond } from './response-url.ts';
import { readTarget, refOf, type Target } from './target.ts';

export type DeliveryContext = {
  client: WebClient;
  log: Log;
  clock: Clock;
  apiUrl: string | undefined;
  /** Told of every thread the bot has posted in: it takes part there from now on. */
  onPosted: (channel: string, thread: string) => void;
  holds: Holds;
  file: Assistant['file'];
};

type SendOne = (
  message: Pick<SlackMessage, 'text'> & { blocks?: SlackMessage['blocks'] },
) => Promise<Delivery>;

/** How long to wait, all in all, for the rest of an answer whose first message people have already seen. */
const PATIENCE_MS = 60_000;

/** Posts a reply where its target says. */
export async function deliver(ctx: DeliveryContext, post: Post): Promise<Delivery> {
  const target = readTarget(post.replyTo);
  if (target === null) return { kind: 'failed', reason: 'unknown_target' };
  const leftOut = actionsLeftOut(post.reply);
  if (leftOut.length > 0)
    ctx.log.warn('slack.action_left_out', { post: post.id, count: leftOut.length });
  const files = filesOf(post.reply);
  if (files.length === 0) return deliverMessages(ctx, target, post, renderMessages(post.reply));
  const ready = await upload(ctx, files);
  if (!('uploaded' in ready)) return ready;
  // A file cannot be shown to one person in a channel: it goes to them alone.
  const place: Target = target.kind === 'response' ? { kind: 'direct', user: target.user } : target;
  const delivery = await deliverMessages(ctx, place, post, renderMessages(post.reply));
  if (delivery.kind !== 'sent') return delivery;
  const channel = delivery.ref?.split(':')[0] ?? '';
  const thread = place.kind === 'thread' ? place.thread : null;
  const shared = await insist(() => share(ctx.client, ready.uploaded, { channel, thread }));
  return shared.kind === 'sent' ? delivery : { kind: 'unsure', reason: `in_part:${shared.reason}` };
}

/** Changes a message posted before: a progress bar moves on. Twice does no harm. */
export async function update(
  ctx: DeliveryContext,
  post: Post & { ref: string },
): Promise<Delivery> {
  const [channel = '', ts = ''] = post.ref.split(':');
  const [message] = renderMessages(post.reply);
  if (message === undefined || ts === '') return { kind: 'failed', reason: 'nothing_to_change' };
  const { text, blocks } = message;
  try {
    const changed = { channel, ts, text, blocks, parse: 'none', link_names: false };
    await ctx.client.chat.update(changed as ChatUpdateArguments);
    return { kind: 'sent', ref: post.ref };
  } catch (error) {
    return classify(error);
  }
}

async function deliverMessages(
  ctx: DeliveryContext,
  target: Target,
  post: Post,
  messages: readonly SlackMessage[],
): Promise<Delivery> {
  switch (target.kind) {
    case 'thread':
      return sendAll(postTo(ctx, target.channel, target.thread), marked(target, post, messages));
    case 'direct':
      return sendAll(postTo(ctx, target.user, null), messages);
    case 'response': {
      const direct = postTo(ctx, target.user, null);
      if (!usable(ctx, target, messages)) return sendAll(direct, messages);
      const delivery = await sendAll(respondTo(target), messages);
      // Used up or expired: Slack surely showed nothing.
      return delivery.kind === 'failed' ? sendAll(direct, messages) : delivery;
    }
    default:
      return target satisfies never;
  }
}

function marked(
  { user }: Extract<Target, { kind: 'thread' }>,
  post: Post,
  messages: readonly SlackMessage[],
): readonly SlackMessage[] {
  if (user === undefined) return messages;
  return messages.map((message) => ({
    ...message,
    blocks: stamped(message.blocks, user, post.id),
  }));
}

function usable(
  ctx: DeliveryContext,
  target: Extract<Target, { kind: 'response' }>,
  messages: readonly SlackMessage[],
): boolean {
  return (
    ctx.clock.now().getTime() < target.untilMs &&
    messages.length < RESPONSE_USES &&
    isResponseUrl(target.url, ctx.apiUrl)
  );
}

/**
 * Sends the messages of one answer in order. Only the first may end in `retry` or `failed`: after it somebody has seen a
 * part, so the rest is waited for here, and given up as `unsure`.
 */
function sendAll(send: SendOne, messages: readonly SlackMessage[]): Promise<Delivery> {
  return inOrder(messages.map((message) => () => sendOne(send, message)));
}

async function sendOne(send: SendOne, message: SlackMessage): Promise<Delivery> {
  const delivery = await send(message);
  if (!blocksRefused(delivery)) return delivery;
  // Refused for its blocks, so nobody has seen it: once more, in words.
  return inOrder(message.withoutBlocks.map((text) => () => send({ text })));
}

async function inOrder(sends: readonly (() => Promise<Delivery>)[]): Promise<Delivery> {
  let first: Delivery | null = null;
  for (const send of sends) {
    const delivery: Delivery = await (first === null ? send() : insist(send));
    if (delivery.kind !== 'sent')
      return first === null ? delivery : { kind: 'unsure', reason: `in_part:${delivery.reason}` };
    first ??= delivery;
  }
  return first ?? { kind: 'failed', reason: 'nothing_to_say' };
}

/** Repeats while nobody has seen it and the platform asks to wait. */
export async function insist(send: () => Promise<Delivery>): Promise<Delivery> {
  let waited = 0;
  for (;;) {
    const delivery = await send();
    if (delivery.kind !== 'retry' || waited + delivery.afterMs > PATIENCE_MS) return delivery;
    waited += delivery.afterMs;
    await new Promise((resolve) => setTimeout(resolve, delivery.afterMs));
  }
}

function postTo(ctx: DeliveryContext, channel: string, thread: string | null): SendOne {
  return (message) =>
    ctx.holds.keep(channel, async () => {
      const posted = await ctx.client.chat.postMessage({
        ...message,
        channel,
        ...(thread !== null && { thread_ts: thread }),
        unfurl_links: false,
        unfurl_media: false,
        mrkdwn: false,
      } as ChatPostMessageArguments);
      const { channel: place = channel, ts = '' } = posted;
      ctx.onPosted(place, thread ?? ts);
      return { kind: 'sent', ref: refOf(place, ts) };
    });
}

function respondTo(target: Extract<Target, { kind: 'response' }>): SendOne {
  let replaces = target.replaces;
  return async (message) => {
    const delivery = await respond(target.url, { ...message, replace_original: replaces });
    if (delivery.kind === 'sent') replaces = false;
    return delivery;
  };
}
