import { z } from 'zod';
import { clientOf, type TeamsActivity } from './activity.ts';

const Person = z.object({
  id: z.string(),
  name: z.string().nullable(),
  aadObjectId: z.string().nullable(),
});

const AddressSchema = z.object({
  serviceUrl: z.url({ protocol: /^https?$/ }),
  bot: Person,
  person: Person,
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().nullable(),
    tenantId: z.string().nullable(),
    isGroup: z.boolean(),
  }),
  /** The team of a channel: its roster is the team's. */
  team: z.string().nullable(),
  /** A shared channel: people of other organizations may read it without being in the team. */
  shared: z.boolean(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
});

/** Where an answer goes and what the activity said of its sender: the `replyTo` of Teams, plain JSON. */
export type Address = z.infer<typeof AddressSchema>;

export function addressOf(activity: TeamsActivity): Address {
  const { from, recipient, conversation, channelData } = activity;
  return {
    serviceUrl: activity.serviceUrl,
    bot: personOf(recipient),
    person: personOf(from),
    conversation: {
      id: conversation.id,
      conversationType: conversation.conversationType ?? null,
      tenantId: conversation.tenantId ?? null,
      isGroup: conversation.isGroup ?? conversation.conversationType !== 'personal',
    },
    team: channelData?.team?.id ?? null,
    shared: channelData?.channel?.type?.toLowerCase() === 'shared',
    ...clientOf(activity),
  };
}

function personOf(from: TeamsActivity['from']): Address['person'] {
  return { id: from.id, name: from.name ?? null, aadObjectId: from.aadObjectId ?? null };
}

const ROOT = ';messageid=';

/** The channel of an address, where a message begins a thread, and the message in whose thread the address is. */
export function channelOf(address: Address): { channel: Address; thread: string | null } {
  const [id = '', thread = null] = address.conversation.id.split(ROOT);
  return { channel: { ...address, conversation: { ...address.conversation, id } }, thread };
}

/** The thread of a message posted to a channel. */
export function threadOf(address: Address, messageId: string): Address | null {
  if (address.conversation.conversationType !== 'channel') return null;
  const { channel } = channelOf(address);
  const id = `${channel.conversation.id}${ROOT}${messageId}`;
  return { ...channel, conversation: { ...channel.conversation, id } };
}

/** Reads a stored `replyTo` back; null when this adapter did not write it. */
export function readAddress(replyTo: unknown): Address | null {
  return AddressSchema.safeParse(replyTo).data ?? null;
}

/** Whether a service address is on this machine. Without authentication anyone could name another. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
