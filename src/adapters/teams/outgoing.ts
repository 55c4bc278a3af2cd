import type { ChatPlatform, Delivery } from '../../conversation/message.ts';
import type { Reply } from '../../reply/reply.ts';
import { type Address, isLoopback, readAddress } from './address.ts';
import type { LinkTo } from './card.ts';
import type { Connection } from './connection.ts';
import { watchAttempt } from './connector-client.ts';
import { deliveryOf } from './delivery.ts';
import { renderAsCard, renderMessage } from './render.ts';
import { createTyping } from './typing.ts';

export type Outgoing = {
  deliver: ChatPlatform['deliver'];
  /** Replaces a message posted before. */
  replace: (
    replyTo: Record<string, unknown>,
    messageId: string,
    reply: Reply,
    nonce: string,
  ) => Promise<Delivery>;
  /** Does some work and shows in the conversation meanwhile that an answer is being written. */
  whileTyping: (replyTo: Record<string, unknown>, work: () => Promise<void>) => Promise<void>;
};

/** Everything that leaves for Teams. */
export function createOutgoing(ctx: {
  connection: Connection;
  local: boolean;
  linkTo: LinkTo;
}): Outgoing {
  const { inConversation } = ctx.connection;
  const typing = createTyping();

  /** Where to; null when it is not ours, or not on this machine in local mode. */
  function destination(replyTo: Record<string, unknown>): Address | null {
    const address = readAddress(replyTo);
    if (address === null || (ctx.local && !isLoopback(address.serviceUrl))) return null;
    return address;
  }

  async function send(
    replyTo: Record<string, unknown>,
    work: (address: Address) => Promise<string | null>,
  ): Promise<Delivery> {
    const address = destination(replyTo);
    if (address === null) return { kind: 'failed', reason: 'no address' };
    const attempt = await watchAttempt(() => work(address));
    return attempt.kind === 'done'
      ? { kind: 'sent', ref: attempt.value }
      : deliveryOf(attempt.error, attempt.begun);
  }

  return {
    deliver: (post) =>
      send(post.replyTo, async (address) => {
        await typing.end(address.conversation.id);
        return inConversation(address, async (turn) => {
          const posted = await turn.sendActivity(renderMessage(post.reply, post.id, ctx.linkTo));
          return posted?.id ?? null;
        });
      }),
    replace: (replyTo, messageId, reply, nonce) =>
      send(replyTo, (address) =>
        inConversation(address, async (turn) => {
          await turn.updateActivity({ ...renderAsCard(reply, nonce, ctx.linkTo), id: messageId });
          return messageId;
        }),
      ),
    whileTyping: async (replyTo, work) => {
      const address = destination(replyTo);
      if (address === null) return work();
      // Nobody needs an indicator: that one did not arrive is nothing to tell.
      const show = async () => {
        await watchAttempt(() =>
          inConversation(address, (turn) => turn.sendActivity({ type: 'typing' })),
        );
      };
      return typing.during(address.conversation.id, show, work);
    },
  };
}
