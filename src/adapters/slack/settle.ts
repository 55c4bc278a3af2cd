import type { ChatUpdateArguments, WebClient } from '@slack/web-api';
import type { ChatPlatform, Delivery, Post } from '../../conversation/message.ts';
import type { Log } from '../../platform/log.ts';
import { type Action, filesOf } from '../../reply/reply.ts';
import { settledCard, stamped, withoutSpent } from './card.ts';
import { insist } from './deliver.ts';
import { classify } from './faults.ts';
import type { SlackBlock } from './limits.ts';

/** A message that was pressed, and by whom. */
export type Card = {
  channel: string;
  ts: string;
  text: string;
  blocks: readonly SlackBlock[];
  user: string;
};

/**
 * Shows the answer to a press on the card itself: its used-up buttons go, and what happened stands below. Where that does
 * not fit or Slack refuses it, the answer is posted under the card.
 */
export function createSettle(ctx: {
  client: WebClient;
  deliver: ChatPlatform['deliver'];
  log: Log;
}) {
  return async (card: Card, action: Action, post: Post): Promise<void> => {
    // A file cannot stand on a card: it comes with a message of its own.
    const settled = filesOf(post.reply).length > 0 ? null : settledCard(card, action, post.reply);
    const bare = { text: card.text, blocks: withoutSpent(card.blocks, action) };
    const { text, blocks } = settled ?? bare;
    const shown = await update(ctx.client, card, {
      text,
      blocks: stamped(blocks, card.user, post.id),
    });
    if (settled !== null && shown.kind === 'sent') return;
    if (shown.kind !== 'sent') ctx.log.warn('slack.card_not_updated', { reason: shown.reason });
    const outcome = await insist(() => ctx.deliver(post));
    if (outcome.kind !== 'sent')
      ctx.log.error('slack.answer_unsent', { post: post.id, reason: outcome.reason });
  };
}

/** An update may be repeated without harm, so it is, once, when its outcome is not known. */
async function update(
  client: WebClient,
  { channel, ts }: Card,
  message: { text: string; blocks: SlackBlock[] },
): Promise<Delivery> {
  const attempt = async (): Promise<Delivery> => {
    try {
      // chat.update reads names and addresses as links unless told otherwise; chat.postMessage does not.
      const changed = { channel, ts, ...message, parse: 'none', link_names: false };
      await client.chat.update(changed as ChatUpdateArguments);
      return { kind: 'sent', ref: `${channel}:${ts}` };
    } catch (error) {
      return classify(error);
    }
  };
  const first = await insist(attempt);
  return first.kind === 'unsure' ? insist(attempt) : first;
}
