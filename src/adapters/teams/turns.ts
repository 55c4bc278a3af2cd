import type { Assistant, InboundMessage, Receipt } from '../../conversation/message.ts';
import { type Log, reasonOf } from '../../platform/log.ts';
import type { Action, Reply } from '../../reply/reply.ts';
import { replyOf, say } from '../../reply/reply.ts';
import type { TeamsActivity } from './activity.ts';
import { clientOf } from './activity.ts';
import type { LinkTo } from './card.ts';
import { arrivalOf, messageOf, pressedOf } from './inbound.ts';
import { cardAnswer, readCardAction, refusedPress } from './invoke.ts';
import type { Outgoing } from './outgoing.ts';
import type { Press } from './press.ts';
import type { Outcome } from './request.ts';
import { spokenIn, WORDING } from './wording.ts';

type TurnsContext = {
  assistant: Assistant;
  outgoing: Outgoing;
  linkTo: LinkTo;
  log: Log;
  /** How long a press may take before its card says "working on it". */
  patienceMs: number;
  /** Names the present day or minute: within one, being added again is the same arrival. */
  period: () => string;
};

/** Decides what an authenticated activity means, stores it, and answers it. */
export function createTurns(ctx: TurnsContext): {
  take: (activity: TeamsActivity) => Promise<Outcome>;
} {
  return {
    take: async (activity) => {
      // Bots answering bots would never end. Their ids begin with 28.
      if (activity.from.id.startsWith('28:') && activity.type === 'message') return DONE;
      switch (activity.type) {
        case 'message':
          return takeMessage(ctx, activity);
        case 'invoke':
          return activity.name === 'adaptiveCard/action' ? takePress(ctx, activity) : UNKNOWN;
        case 'conversationUpdate':
        case 'installationUpdate':
          return takeArrival(ctx, activity);
        default:
          return DONE;
      }
    },
  };
}

const DONE: Outcome = { status: 200 };
const UNKNOWN: Outcome = { status: 501 };

async function takeMessage(ctx: TurnsContext, activity: TeamsActivity): Promise<Outcome> {
  const { message, press } = messageOf(activity);
  const spoken = press === null ? null : unstored(press);
  if (spoken === null) return receiveAndAnswer(ctx, message);
  // A button of a client that knows only Action.Submit: its answer is a message of its own.
  return { status: 200, after: () => answerSubmit(ctx, activity, message, spoken) };
}

async function takeArrival(ctx: TurnsContext, activity: TeamsActivity): Promise<Outcome> {
  const message = arrivalOf(activity, ctx.period());
  return message === null ? DONE : receiveAndAnswer(ctx, message);
}

/** Acknowledged only once it is stored: what was answered with 200 is never lost. */
async function receiveAndAnswer(ctx: TurnsContext, message: InboundMessage): Promise<Outcome> {
  const receipt = await ctx.assistant.receive(message);
  return {
    status: 200,
    after: () =>
      ctx.outgoing.whileTyping(message.replyTo, async () => {
        await ctx.assistant.answer(receipt);
      }),
  };
}

type Unstored = { kind: 'nothing' } | { kind: 'open-form'; action: OpenForm };
type OpenForm = Extract<Action, { kind: 'open-form' }>;

/** A press that changes nothing and is answered without being stored; null for all others. */
function unstored(press: Press): Unstored | null {
  if (press.kind === 'nothing') return press;
  if (press.kind === 'action' && press.action.kind === 'open-form')
    return { kind: 'open-form', action: press.action };
  return null;
}

async function answerUnstored(
  ctx: TurnsContext,
  activity: TeamsActivity,
  message: InboundMessage,
  press: Unstored,
): Promise<Reply> {
  const language = spokenIn(clientOf(activity).locale);
  if (press.kind === 'nothing') return say(WORDING.chooseFirst[language]);
  const { command, arguments: filledIn } = press.action;
  const form = await ctx.assistant.form(message, command, filledIn);
  return form === null ? say(WORDING.notAvailable[language]) : replyOf({ kind: 'form', form });
}

async function answerSubmit(
  ctx: TurnsContext,
  activity: TeamsActivity,
  message: InboundMessage,
  press: Unstored,
): Promise<void> {
  const reply = await answerUnstored(ctx, activity, message, press);
  const post = { id: message.eventKey, replyTo: message.replyTo, reply };
  const delivery = await ctx.outgoing.deliver(post);
  if (delivery.kind !== 'sent') ctx.log.warn('teams.form_not_posted', { delivery: delivery.kind });
}

/** A press of Action.Execute: the answer replaces the card it was pressed on. */
async function takePress(ctx: TurnsContext, activity: TeamsActivity): Promise<Outcome> {
  const language = spokenIn(clientOf(activity).locale);
  const press = readCardAction(activity.value);
  if (press === null) return refusedPress(WORDING.notUnderstood[language]);
  const message = pressedOf(activity, press);
  const asked = unstored(press);
  if (asked?.kind === 'nothing') return refusedPress(WORDING.chooseFirst[language]);
  if (asked !== null) {
    const reply = await answerUnstored(ctx, activity, message, asked);
    return cardAnswer(reply, message.eventKey);
  }
  const receipt = await ctx.assistant.receive(message);
  return answerPress(ctx, activity, message, receipt);
}

async function answerPress(
  ctx: TurnsContext,
  activity: TeamsActivity,
  message: InboundMessage,
  receipt: Receipt,
): Promise<Outcome> {
  const language = spokenIn(clientOf(activity).locale);
  const answering = ctx.assistant.answer(receipt, { deliver: false });
  answering.catch((error: unknown) => ctx.log.error('teams.press_failed', reasonOf(error)));
  const reply = await within(ctx.patienceMs, answering);
  const settle = async (final: Reply | null) => {
    if (final !== null) await showEverywhere(ctx, activity, message, receipt, final);
  };
  if (reply === 'late')
    return {
      ...cardAnswer(say(WORDING.working[language]), receipt.id),
      after: async () => settle(await answering.catch(() => say(WORDING.failed[language]))),
    };
  return {
    ...cardAnswer(reply ?? say(WORDING.done[language]), receipt.id, ctx.linkTo),
    after: () => settle(reply),
  };
}

/**
 * Puts the answer in the message itself: the invoke's answer is seen by the person who pressed, and until the chat is
 * opened again; others would still see, and press, the old buttons.
 */
async function showEverywhere(
  ctx: TurnsContext,
  activity: TeamsActivity,
  message: InboundMessage,
  receipt: Receipt,
  reply: Reply,
): Promise<void> {
  const { replyTo } = message;
  const shown = activity.replyToId;
  const delivery =
    shown === undefined
      ? await ctx.outgoing.deliver({ id: receipt.id, replyTo, reply })
      : await ctx.outgoing.replace(replyTo, shown, reply, receipt.id);
  if (delivery.kind !== 'sent')
    ctx.log.warn('teams.card_not_replaced', { delivery: delivery.kind, reason: delivery.reason });
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
