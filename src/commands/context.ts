import type { CrmContext } from '../crm/context.ts';
import type { Tell } from '../crm/imports.ts';
import type { Locale, Reply } from '../reply/reply.ts';
import type { Knowledge } from '../support/knowledge-base.ts';
import type { Catalogue } from './catalogue.ts';

/** What a command's `run` gets: the world, the person, and where he is speaking. */
export type CommandContext = CrmContext & {
  locale: Locale;
  catalogue: Catalogue;
  knowledge: Knowledge;
  /** The chat identity that speaks. */
  identity: {
    id: string;
    provider: 'slack' | 'teams' | 'console';
    tenantKey: string;
    userKey: string;
  };
  /** `direct`: nobody but the person reads. `link`: where the message can be seen again. */
  conversation: { id: string; outsidersRead: boolean; direct: boolean; link: string | null };
  /** Where this conversation is answered later, in the adapter's terms; null where nobody can be told anything later. */
  later: { conversationKey: string; replyTo: unknown } | null;
  /** The channel where this is said; null in a conversation with Parley alone. */
  channel: (Place & { thread: string | null; named: 'no' | 'yes' | 'always' }) | null;
  /** What is told elsewhere, with the commit of the turn: `tellElsewhere()` adds to it. */
  posts: ElsewherePost[];
  /** The tables that came with this message, by their ids. */
  files: readonly { id: string; name: string }[];
};

/** Where something is posted: `conversationKey` is the queue, in whose order it is. */
export type Place = {
  provider: 'slack' | 'teams' | 'console';
  conversationKey: string;
  replyTo: unknown;
};

/** A message to another conversation than the one that is answered. */
export type ElsewherePost = {
  id: string;
  to: Place;
  reply: Reply;
  /** The message in whose thread it is to be. */
  underId: string | null;
  /** Not for outsiders. */
  internal: boolean;
};

/** Tells somebody elsewhere something, once the turn is committed. Gives the id of the message. */
export function tellElsewhere(
  ctx: Pick<CommandContext, 'ids' | 'posts'>,
  to: Place,
  reply: Reply,
  { underId = null, internal = false }: { underId?: string | null; internal?: boolean } = {},
): string {
  const id = ctx.ids.next();
  ctx.posts.push({ id, to, reply, underId, internal });
  return id;
}

/** Where this conversation is told later, and in which language; null where it cannot be. */
export function tellOf(ctx: CommandContext): Tell | null {
  const { later, identity, locale } = ctx;
  return later === null ? null : { provider: identity.provider, ...later, locale };
}
