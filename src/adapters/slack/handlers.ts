import type { z } from 'zod';
import type { Assistant, InboundMessage } from '../../conversation/message.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { createBackground } from './background.ts';
import { isSpent, stampedFor } from './card.ts';
import {
  homeMessage,
  isSpoken,
  joinedChannel,
  openedHome,
  pressedAction,
  pressedMessage,
  shortcutMessage,
  spokenMessage,
  submittedForm,
  typedCommand,
} from './entrances.ts';
import type { EVENT_TYPES } from './listens.ts';
import type { Installation } from './look.ts';
import {
  CommandBody,
  HomeBody,
  JoinBody,
  MessageBody,
  type Press,
  PressBody,
  ShortcutBody,
  SubmissionBody,
} from './payloads.ts';
import type { Card, createSettle } from './settle.ts';
import type { Surfaces } from './surfaces.ts';
import { isDirectChannel, readTarget } from './target.ts';
import { mentions, typedText } from './text.ts';
import type { createThreads } from './threads.ts';

export type HandlerContext = {
  assistant: Assistant;
  surfaces: Surfaces;
  settle: ReturnType<typeof createSettle>;
  threads: ReturnType<typeof createThreads>;
  background: ReturnType<typeof createBackground>;
  installation: () => Promise<Installation>;
  clock: Clock;
  log: Log;
};

/** Reads a body and stores what it says. What it throws reaches Slack as a failure, and Slack sends the body again. */
type Handler = (body: unknown) => Promise<void>;

export type Handlers = {
  events: Readonly<Record<(typeof EVENT_TYPES)[number], Handler>>;
  command: Handler;
  press: Handler;
  submission: Handler;
  dealShortcut: Handler;
  activityShortcut: Handler;
};

/** What happens at each entrance: store the message, then answer it after Slack has its acknowledgement. */
export function createHandlers(ctx: HandlerContext): Handlers {
  const handle =
    <B>(
      entrance: string,
      shape: z.ZodType<B>,
      work: (body: B, home: Installation) => Promise<void>,
    ): Handler =>
    async (raw) => {
      const body = shape.safeParse(raw);
      if (body.success) return work(body.data, await ctx.installation());
      const fields = body.error.issues.map(({ path }) => path.join('.'));
      ctx.log.warn('slack.payload_unread', { entrance, fields });
    };

  return {
    events: {
      message: handle('message', MessageBody, (body, home) => hear(ctx, body.event, home)),
      app_mention: handle('app_mention', MessageBody, (body, home) => hear(ctx, body.event, home)),
      app_home_opened: handle('app_home_opened', HomeBody, (body, home) =>
        welcome(ctx, body, home),
      ),
      member_joined_channel: handle('member_joined_channel', JoinBody, async (body, home) => {
        const message = joinedChannel(home, body);
        if (message !== null) await takeIn(ctx, message);
      }),
    },
    command: handle('command', CommandBody, (body, home) =>
      takeIn(ctx, typedCommand(home, body, ctx.clock.now())),
    ),
    press: handle('press', PressBody, (body, home) => press(ctx, body, home)),
    submission: handle('submission', SubmissionBody, async (body, home) => {
      const message = submittedForm(home, body);
      if (message !== null) await takeIn(ctx, message);
    }),
    dealShortcut: handle('shortcut', ShortcutBody, async (body, home) =>
      openShortcut(ctx, home, body, 'deal.log', {}),
    ),
    activityShortcut: handle('shortcut', ShortcutBody, async (body, home) =>
      openShortcut(ctx, home, body, 'activity.log', {
        summary: typedText(body.message?.text ?? '', home.botUserId),
      }),
    ),
  };
}

/** Stores the message, and answers it in the background. */
async function takeIn(ctx: HandlerContext, message: InboundMessage): Promise<void> {
  const receipt = await ctx.assistant.receive(message);
  ctx.background.run('slack.answer_failed', { event: message.eventKey }, async () => {
    const target = readTarget(message.replyTo);
    const working =
      receipt.fresh && target?.kind === 'thread' && target.thread !== null
        ? ctx.surfaces.showWorking(target.channel, target.thread, message.sender.key)
        : null;
    let answered = false;
    try {
      answered = (await ctx.assistant.answer(receipt)) !== null;
    } finally {
      await working?.finished(answered);
    }
  });
}

async function hear(
  ctx: HandlerContext,
  event: z.infer<typeof MessageBody>['event'],
  home: Installation,
): Promise<void> {
  if (!isSpoken(event, home.botUserId)) return;
  if (event.channel_type !== 'im' && !(await isAddressed(ctx, event, home))) return;
  const message = spokenMessage(home, event);
  const wordless = message.content.kind === 'text' && message.content.text === '';
  if (wordless && event.subtype === 'file_share' && event.files === undefined) return;
  await takeIn(ctx, message);
}

/** Whether a message in a channel is for the bot: it names the bot, or stands in a thread where the bot takes part. */
async function isAddressed(
  { threads }: HandlerContext,
  event: z.infer<typeof MessageBody>['event'],
  home: Installation,
): Promise<boolean> {
  const { channel, thread_ts: thread } = event;
  if (mentions(event.text, home.botUserId)) {
    threads.join(channel, thread ?? event.ts);
    return true;
  }
  if (thread === undefined) return false;
  if (event.parent_user_id === home.botUserId) threads.join(channel, thread);
  return threads.takesPart(channel, thread, home.botUserId);
}

async function welcome(
  ctx: HandlerContext,
  body: z.infer<typeof HomeBody>,
  home: Installation,
): Promise<void> {
  const { user, channel, tab } = body.event;
  const arrival = openedHome(home, body);
  const receipt = await ctx.assistant.receive(arrival);
  const own = homeMessage(home, user);
  const facts = { user, tab };
  if (tab === 'home')
    ctx.background.run('slack.home_failed', facts, () => ctx.surfaces.publishHome(own));
  else if (channel !== undefined)
    ctx.background.run('slack.prompts_failed', facts, () =>
      ctx.surfaces.suggestPrompts(own, channel),
    );
  if (receipt.fresh)
    ctx.background.run('slack.answer_failed', facts, () => ctx.assistant.answer(receipt));
}

async function press(ctx: HandlerContext, body: Press, home: Installation): Promise<void> {
  const action = pressedAction(body);
  const now = ctx.clock.now();
  if (action === null) {
    ctx.log.warn('slack.action_unread', { container: body.container.type });
    return;
  }
  const spent = isSpent(action);
  const message = pressedMessage(home, body, action, now, spent);
  const facts = { event: message.eventKey };
  if (action.kind === 'open-form') {
    const trigger = body.trigger_id ?? '';
    ctx.background.run('slack.form_failed', facts, () =>
      ctx.surfaces.openForm(message, action, trigger),
    );
    return;
  }
  const receipt = await ctx.assistant.receive(message);
  const card = spent ? cardOf(body) : null;
  ctx.background.run('slack.answer_failed', facts, async () => {
    const reply = await ctx.assistant.answer(receipt, { deliver: card === null });
    if (card !== null && reply !== null)
      await ctx.settle(card, action, { id: receipt.id, replyTo: message.replyTo, reply });
    if (body.container.type === 'view')
      await ctx.surfaces.publishHome(homeMessage(home, body.user.id));
  });
}

/**
 * The message that was pressed, to show the answer on. Null in the Home tab, where only the presser sees it, and in a channel
 * when somebody else was asked: a bystander's press must not take the buttons away from them.
 */
function cardOf({ channel, message, container, user, actions }: Press): Card | null {
  if (channel === undefined || message === undefined || container.is_ephemeral === true)
    return null;
  const asked = stampedFor(actions[0]?.block_id ?? '');
  if (!isDirectChannel(channel.id) && asked !== user.id) return null;
  const { ts, text, blocks } = message;
  return { channel: channel.id, ts, text, blocks, user: user.id };
}

/** The trigger is good for three seconds: nothing is stored first, the form's answer will be. */
function openShortcut(
  ctx: HandlerContext,
  home: Installation,
  body: z.infer<typeof ShortcutBody>,
  command: string,
  filledIn: Readonly<Record<string, string>>,
): void {
  const action = { kind: 'open-form', command, arguments: filledIn } as const;
  const message = shortcutMessage(home, body.user.id, body.trigger_id, action);
  ctx.background.run('slack.form_failed', { event: message.eventKey }, () =>
    ctx.surfaces.openForm(message, action, body.trigger_id),
  );
}
