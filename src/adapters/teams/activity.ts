import { z } from 'zod';

/** A field that Teams may leave out or send in a shape we have not seen: then it is as if it were absent. */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const Id = z.string().min(1).max(1000);
const Person = z.looseObject({
  id: Id,
  name: lenient(z.string().max(400)),
  aadObjectId: lenient(Id),
});

/** The parts of a Bot Framework activity that Parley reads. Everything else passes by. */
const ActivitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: lenient(Id),
  name: lenient(z.string()),
  channelId: z.literal('msteams'),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: Person,
  recipient: Person,
  conversation: z.looseObject({
    id: Id,
    conversationType: lenient(z.string()),
    tenantId: lenient(Id),
    isGroup: lenient(z.boolean()),
  }),
  text: lenient(z.string()),
  value: z.unknown().optional(),
  locale: lenient(z.string().max(35)),
  localTimezone: lenient(z.string().max(60)),
  replyToId: lenient(Id),
  action: lenient(z.string()),
  attachments: lenient(z.array(z.unknown())),
  membersAdded: lenient(z.array(z.looseObject({ id: Id }))),
  entities: lenient(z.array(z.looseObject({ type: lenient(z.string()) }))),
  channelData: lenient(
    z.looseObject({
      tenant: lenient(z.looseObject({ id: Id })),
      team: lenient(z.looseObject({ id: Id })),
      channel: lenient(z.looseObject({ id: lenient(Id), type: lenient(z.string()) })),
    }),
  ),
});

export type TeamsActivity = z.infer<typeof ActivitySchema>;

/** Reads a request's body as an activity of Microsoft Teams; null when it is none. */
export function readActivity(body: unknown): TeamsActivity | null {
  return ActivitySchema.safeParse(body).data ?? null;
}

export function tenantOf(activity: TeamsActivity): string | null {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? null;
}

const Mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1).max(1000),
  mentioned: z.object({ id: z.string(), name: lenient(z.string()) }),
});

/** The people whom a message names, by their ids in Teams, the bot excepted; each once. */
export function peopleIn(activity: TeamsActivity): string[] {
  const ids = mentionsIn(activity).map(({ mentioned }) => mentioned.id);
  return [...new Set(ids)].filter((id) => id !== activity.recipient.id && !id.startsWith('28:'));
}

function mentionsIn(activity: TeamsActivity) {
  return (activity.entities ?? []).flatMap((e) => Mention.safeParse(e).data ?? []);
}

/** What a person typed: without the mention of the bot, other people by name, without HTML entities. */
export function typedText(activity: TeamsActivity): string {
  const named = mentionsIn(activity).reduce(
    (text, { text: mark, mentioned }) =>
      text.replaceAll(
        mark,
        mentioned.id === activity.recipient.id ? ' ' : (mentioned.name ?? mark),
      ),
    activity.text ?? '',
  );
  const plain = named.replace(/<at[^<>]{0,200}>([^<>]{0,400})<\/at>/gi, (_, name: string) =>
    name === activity.recipient.name ? ' ' : name,
  );
  return decodeEntities(plain)
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decodeEntities(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const surrogate = code >= 0xd800 && code <= 0xdfff;
    return code > 0 && code <= 0x10ffff && !surrogate ? String.fromCodePoint(code) : whole;
  });
}

const ClientInfo = z.object({
  type: z.literal('clientInfo'),
  locale: lenient(z.string().max(35)),
  timezone: lenient(z.string().max(60)),
});

/** The language and time zone that the person's Teams says; null where it says none. */
export function clientOf(activity: TeamsActivity): {
  locale: string | null;
  timeZone: string | null;
} {
  const client = (activity.entities ?? []).flatMap((e) => ClientInfo.safeParse(e).data ?? []).at(0);
  return {
    locale: activity.locale ?? client?.locale ?? null,
    timeZone: knownZone(activity.localTimezone) ?? knownZone(client?.timezone),
  };
}

function knownZone(name: string | undefined): string | null {
  if (name === undefined) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
