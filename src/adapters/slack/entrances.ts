import type { z } from 'zod';
import type { InboundContent, InboundMessage } from '../../conversation/message.ts';
import type { Action } from '../../reply/reply.ts';
import { decodeAction } from './action-code.ts';
import { offeredFiles } from './files.ts';
import type { Installation } from './look.ts';
import { readMetadata, submittedValues } from './modal.ts';
import type {
  CommandBody,
  HomeBody,
  JoinBody,
  MessageBody,
  Press,
  Submission,
} from './payloads.ts';
import { RESPONSE_LIFETIME_MS } from './response-url.ts';
import {
  conversationOf,
  directConversationOf,
  isDirectChannel,
  refOf,
  type Target,
} from './target.ts';
import { mentions, peopleIn, typedText } from './text.ts';

/** Edits, deletions and notices of Slack have other subtypes. */
const SPOKEN_SUBTYPES = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);
const SLACKBOT = 'USLACKBOT';

type MessageEvent = z.infer<typeof MessageBody>['event'];

/** Whether a person said this just now; bots' messages, the bot's own among them, could answer each other for ever. */
export function isSpoken(event: MessageEvent, botUserId: string): boolean {
  return (
    SPOKEN_SUBTYPES.has(event.subtype) &&
    event.bot_id === undefined &&
    event.edited === undefined &&
    event.user !== botUserId &&
    event.user !== SLACKBOT
  );
}

/**
 * A message or a mention. Its key is the message, not the event: Slack announces a mention twice, as `app_mention` and as
 * `message`, under two event ids.
 */
export function spokenMessage(home: Installation, event: MessageEvent): InboundMessage {
  const target: Target = {
    kind: 'thread',
    channel: event.channel,
    thread: event.thread_ts ?? event.ts,
    user: event.user,
    ...(event.channel_type === 'mpim' && { group: true }),
  };
  const content = {
    ...textContent(home, event.text),
    ...((event.files?.length ?? 0) > 0 && { files: offeredFiles(event.files ?? []) }),
  };
  const key = `message:${event.channel}:${event.ts}`;
  const named = mentions(event.text, home.botUserId) ? 'yes' : 'no';
  return inbound(home, event.user, target, key, content, { link: linkTo(home, event), named });
}

function textContent(home: Installation, markup: string) {
  const people = peopleIn(markup, home.botUserId);
  return {
    kind: 'text' as const,
    text: typedText(markup, home.botUserId),
    ...(people.length > 0 && { mentions: people }),
  };
}

/** A person opened the bot's tab: greeted once, however often they open it. */
export function openedHome(
  home: Installation,
  { event }: z.infer<typeof HomeBody>,
): InboundMessage {
  const key = `arrival:${home.teamId}:${event.user}`;
  return inbound(home, event.user, { kind: 'direct', user: event.user }, key, { kind: 'arrival' });
}

/**
 * The bot was added to a channel, by somebody.
 *
 * @returns null when somebody else joined.
 */
export function joinedChannel(
  home: Installation,
  { event }: z.infer<typeof JoinBody>,
): InboundMessage | null {
  if (event.user !== home.botUserId || event.inviter === undefined) return null;
  const target: Target = { kind: 'thread', channel: event.channel, thread: null };
  const key = `arrival:${event.channel}`;
  return inbound(home, event.inviter, target, key, { kind: 'arrival' });
}

/** `/parley …`: seen by the person alone, so it belongs to their direct conversation, wherever they typed it. */
export function typedCommand(
  home: Installation,
  body: z.infer<typeof CommandBody>,
  now: Date,
): InboundMessage {
  const target: Target =
    body.response_url === ''
      ? { kind: 'direct', user: body.user_id }
      : responseTarget(body.user_id, body.response_url, now, false);
  const content = textContent(home, body.text);
  return inbound(home, body.user_id, target, `command:${body.trigger_id}`, content);
}

/** @returns null when the button is none of ours. */
export function pressedAction(press: Press): Action | null {
  const [pressed] = press.actions;
  const value = pressed?.value ?? pressed?.selected_option?.value;
  return value === undefined ? null : decodeAction(value);
}

/** A button or a menu; `replaces` puts the answer in the place of a message that only this person sees. */
export function pressedMessage(
  home: Installation,
  press: Press,
  action: Action,
  now: Date,
  replaces: boolean,
): InboundMessage {
  const { container, channel, message } = press;
  const place = channel?.id ?? container.view_id ?? '';
  const ts = container.message_ts ?? message?.ts ?? '';
  const key = `action:${place}:${ts}:${press.actions[0]?.action_ts ?? ''}`;
  const content: InboundContent = { kind: 'action', action };
  return inbound(home, press.user.id, pressTarget(press, now, replaces), key, content);
}

function pressTarget(press: Press, now: Date, replaces: boolean): Target {
  const { container, channel, message, user } = press;
  if (container.is_ephemeral === true && press.response_url !== undefined)
    return responseTarget(user.id, press.response_url, now, replaces);
  const root = message?.thread_ts ?? message?.ts;
  if (channel === undefined || root === undefined || container.is_ephemeral === true)
    return { kind: 'direct', user: user.id };
  return { kind: 'thread', channel: channel.id, thread: root, user: user.id };
}

/** @returns null when the modal is none of ours. */
export function submittedForm(home: Installation, body: Submission): InboundMessage | null {
  const opened = readMetadata(body.view.private_metadata);
  if (opened === null) return null;
  const key = `view:${body.view.id}:${body.view.hash}`;
  return inbound(home, body.user.id, opened.target, key, {
    kind: 'form',
    command: opened.command,
    values: { ...opened.hidden, ...submittedValues(body.view.state) },
    shownAt: opened.shownAt,
  });
}

/** A shortcut opens a form; what comes of it is for the person alone. */
export function shortcutMessage(
  home: Installation,
  user: string,
  triggerId: string,
  action: Action,
): InboundMessage {
  const target: Target = { kind: 'direct', user };
  return inbound(home, user, target, `shortcut:${triggerId}`, { kind: 'action', action });
}

/** The person's own place, to ask what they see on opening the bot. */
export function homeMessage(home: Installation, user: string): InboundMessage {
  const target: Target = { kind: 'direct', user };
  return inbound(home, user, target, `home:${user}`, { kind: 'arrival' });
}

function responseTarget(user: string, url: string, now: Date, replaces: boolean): Target {
  return {
    kind: 'response',
    user,
    url,
    untilMs: now.getTime() + RESPONSE_LIFETIME_MS,
    replaces,
  };
}

function inbound(
  home: Installation,
  user: string,
  target: Target,
  eventKey: string,
  content: InboundContent,
  { link = null, named = 'yes' }: { link?: string | null; named?: 'yes' | 'no' } = {},
): InboundMessage {
  const conversation = conversationOf(target, user);
  const alone: Target = { kind: 'direct', user };
  return {
    provider: 'slack',
    tenantKey: home.teamId,
    eventKey,
    conversation,
    sender: { key: user },
    content,
    replyTo: target,
    ...channelOf(target, named),
    aside: { conversation: directConversationOf(user), replyTo: alone },
    ...(link !== null && { link }),
  };
}

/** The channel that is spoken in, and the message in whose thread: what was said at its top level begins one. */
function channelOf(target: Target, named: 'yes' | 'no'): Pick<InboundMessage, 'channel'> {
  if (target.kind !== 'thread' || isDirectChannel(target.channel) || target.group === true)
    return {};
  const { channel, thread } = target;
  const top: Target = { kind: 'thread', channel, thread: null };
  const ref = thread === null ? null : refOf(channel, thread);
  return { channel: { key: channel, replyTo: top, thread: ref, named } };
}

/** The address of a message, as Slack's own "copy link" gives it; null where the workspace's is not known. */
function linkTo(home: Installation, event: MessageEvent): string | null {
  if (home.url === null) return null;
  const place = `${home.url}archives/${event.channel}/p${event.ts.replace('.', '')}`;
  return event.thread_ts === undefined || event.thread_ts === event.ts
    ? place
    : `${place}?thread_ts=${event.thread_ts}&cid=${event.channel}`;
}
