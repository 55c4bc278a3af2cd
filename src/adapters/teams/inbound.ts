import { createHash } from 'node:crypto';
import type { InboundContent, InboundMessage } from '../../conversation/message.ts';
import { peopleIn, type TeamsActivity, tenantOf, typedText } from './activity.ts';
import { addressOf, channelOf } from './address.ts';
import { offeredFiles } from './files.ts';
import { type Press, readPress, submissionKey } from './press.ts';

/** The tenant of everything that arrives without authentication and names none. */
const LOCAL_TENANT = 'local';

/** What an activity's sender wants. */
function inboundOf(
  activity: TeamsActivity,
  content: InboundContent,
  eventKey: string,
): InboundMessage {
  const link = linkTo(activity);
  return {
    provider: 'teams',
    tenantKey: tenantOf(activity) ?? LOCAL_TENANT,
    eventKey: `${activity.conversation.id}/${eventKey}`,
    conversation: { key: activity.conversation.id, kind: kindOf(activity) },
    sender: { key: activity.from.aadObjectId ?? activity.from.id },
    content,
    ...(link !== null && { link }),
    replyTo: addressOf(activity),
    ...channelIn(activity),
  };
}

/** In a channel Teams hands on only what names the bot; a group chat has no threads. */
function channelIn(activity: TeamsActivity): Pick<InboundMessage, 'channel'> {
  if (kindOf(activity) !== 'channel') return {};
  const { channel, thread } = channelOf(addressOf(activity));
  const { id: key } = channel.conversation;
  return { channel: { key, replyTo: channel, thread, named: 'always' } };
}

/** The address of a message in a channel or group, as Teams' own "copy link" gives it; null for others. */
function linkTo(activity: TeamsActivity): string | null {
  const tenant = tenantOf(activity);
  if (activity.type !== 'message' || activity.id === undefined || tenant === null) return null;
  if (activity.conversation.conversationType === 'personal') return null;
  const [place = ''] = activity.conversation.id.split(';');
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(place)}/${encodeURIComponent(activity.id)}?tenantId=${encodeURIComponent(tenant)}`;
}

/** Unknown kinds count as groups: what is private stays out of them. */
function kindOf(activity: TeamsActivity): InboundMessage['conversation']['kind'] {
  const kind = activity.conversation.conversationType;
  if (kind === 'personal') return 'direct';
  return kind === 'channel' ? 'channel' : 'group';
}

/** A typed message, or a button pressed on a client that knows only Action.Submit. */
export function messageOf(activity: TeamsActivity): {
  message: InboundMessage;
  press: Press | null;
} {
  const press = readPress(activity.value);
  if (press !== null) return { message: pressedOf(activity, press), press };
  const text = typedText(activity);
  // A mention with nothing else, or a picture: the polite answer is hello.
  const files = offeredFiles(activity);
  const mentions = peopleIn(activity);
  const content: InboundContent =
    text === '' && files.length === 0
      ? { kind: 'arrival' }
      : {
          kind: 'text',
          text,
          ...(files.length > 0 && { files }),
          ...(mentions.length > 0 && { mentions }),
        };
  return { message: inboundOf(activity, content, eventId(activity)), press: null };
}

/** A press as a message. One that opens a form or chooses nothing is never stored; its key does not matter. */
export function pressedOf(activity: TeamsActivity, press: Press): InboundMessage {
  switch (press.kind) {
    case 'action':
      return inboundOf(activity, press, eventId(activity));
    case 'form': {
      const { kind, command, values, shownAt } = press;
      const content = { kind, command, values, shownAt };
      const sender = activity.from.aadObjectId ?? activity.from.id;
      return inboundOf(activity, content, `${sender}/${submissionKey(press)}`);
    }
    case 'nothing':
      return inboundOf(activity, { kind: 'arrival' }, eventId(activity));
    default:
      return press satisfies never;
  }
}

/**
 * Parley was added to this conversation. Teams says so twice (installationUpdate and conversationUpdate), so both have
 * one key; installed again in another period, it says hello again.
 *
 * @returns null when somebody else was added.
 */
export function arrivalOf(activity: TeamsActivity, period: string): InboundMessage | null {
  const added =
    activity.type === 'installationUpdate'
      ? activity.action?.startsWith('add') === true
      : (activity.membersAdded ?? []).some((m) => m.id === activity.recipient.id);
  return added ? inboundOf(activity, { kind: 'arrival' }, `arrival:${period}`) : null;
}

/** Teams always gives an id; without one, equal activities are one event. */
function eventId(activity: TeamsActivity): string {
  return activity.id ?? createHash('sha256').update(JSON.stringify(activity)).digest('base64url');
}
