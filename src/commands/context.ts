import type { CrmContext } from '../crm/context.ts';
import type { Tell } from '../crm/imports.ts';
import type { Locale } from '../reply/reply.ts';
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
  /** `alone`: nobody but the person reads. `link`: where the message can be seen again. */
  conversation: { id: string; outsidersRead: boolean; alone: boolean; link: string | null };
  /** Where this conversation is answered later, in the adapter's terms; null where nobody can be told anything later. */
  later: { conversationKey: string; replyTo: unknown } | null;
  /** The tables that came with this message, by their ids. */
  files: readonly { id: string; name: string }[];
};

/** Where this conversation is told later, and in which language; null where it cannot be. */
export function tellOf(ctx: CommandContext): Tell | null {
  const { later, identity, locale } = ctx;
  return later === null ? null : { provider: identity.provider, ...later, locale };
}
