import { type findOrganization, type House, introduce } from '../commands/people.ts';
import { reasonOf } from '../platform/log.ts';
import { storable } from '../platform/storable.ts';
import type { Locale } from '../reply/reply.ts';
import type { ChatPlatform, InboundMessage, Surroundings } from './message.ts';

type Organization = NonNullable<Awaited<ReturnType<typeof findOrganization>>>;

const KNOWN_FOR_MS = 10 * 60_000;
/** So many of those whom a message names by @ are asked about. */
const MENTIONS_AT_MOST = 10;

/**
 * Who speaks and who reads along, asked of the platform and stored before the turn: outside of its transaction, because the
 * platform may take its time. The same for colleagues whom the message names by @: they may never have written to Parley.
 */
export function createIntroductions(
  house: House & { platform: (provider: InboundMessage['provider']) => ChatPlatform },
): (organization: Organization, message: InboundMessage) => Promise<Surroundings> {
  const introduced = new Map<string, { what: string; until: number }>();

  async function remember(
    organization: Organization,
    { provider, tenantKey }: InboundMessage,
    userKey: string,
    sender: Surroundings['sender'],
    onlyNew: boolean,
  ): Promise<void> {
    const key = `${onlyNew ? '@' : ''}${provider}/${tenantKey}/${userKey}`;
    const what = JSON.stringify(sender);
    const now = house.clock.now().getTime();
    const known = introduced.get(key);
    if (known?.what === what && known.until > now) return;
    const { name, email, locale, timeZone, outsider } = sender;
    await introduce(house, organization, {
      ...{ provider, tenantKey, userKey, name, email, timeZone, outsider },
      ...{ locale: localeOf(locale), onlyNew },
    });
    introduced.set(key, { what, until: now + KNOWN_FOR_MS });
  }

  /** Who is from outside, or cannot be found, stays unknown: the turn says so. */
  async function mentioned(organization: Organization, message: InboundMessage): Promise<void> {
    const { content, provider } = message;
    const mentions = content.kind === 'text' ? (content.mentions ?? []) : [];
    const { lookAt } = house.platform(provider);
    for (const mention of lookAt === undefined ? [] : mentions.slice(0, MENTIONS_AT_MOST)) {
      const found = await lookAt?.(message, mention).catch((error: unknown) => {
        house.log.warn('mention.not_found', { provider, ...reasonOf(error) });
        return null;
      });
      if (found === null || found === undefined || found.sender.outsider) continue;
      await remember(organization, message, found.key, storable(found.sender), true);
    }
  }

  return async (organization, message) => {
    const around = storable(await house.platform(message.provider).look(message));
    await remember(organization, message, message.sender.key, around.sender, false);
    if (!around.sender.outsider) await mentioned(organization, message);
    return around;
  };
}

function localeOf(tag: string | null): Locale | null {
  if (tag === null) return null;
  return tag.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
