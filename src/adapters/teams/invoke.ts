import { z } from 'zod';
import type { Reply } from '../../reply/reply.ts';
import type { LinkTo } from './card.ts';
import { type Press, readPress } from './press.ts';
import { renderCard } from './render.ts';
import type { Outcome } from './request.ts';

const CardAction = z.object({ action: z.object({ data: z.unknown().optional() }) });

/** What was pressed, from an `adaptiveCard/action` invoke; null when it is not a press of ours. */
export function readCardAction(value: unknown): Press | null {
  const invoke = CardAction.safeParse(value).data;
  return invoke === undefined ? null : readPress(invoke.action.data);
}

/** The answer to a press that replaces its card. */
export function cardAnswer(reply: Reply, nonce: string, linkTo?: LinkTo): Outcome {
  return {
    status: 200,
    body: {
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: renderCard(reply, nonce, linkTo),
    },
  };
}

/** The answer to a press that cannot be used: the card stays, the words appear under it. */
export function refusedPress(words: string): Outcome {
  return {
    status: 200,
    body: {
      statusCode: 400,
      type: 'application/vnd.microsoft.error',
      value: { code: 'BadRequest', message: words },
    },
  };
}
