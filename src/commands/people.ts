import type { CrmContext, OrganizationSettings } from '../crm/context.ts';
import { describeChanges, type FieldChange, writeHistory } from '../crm/history.ts';
import { findActor, type Identified, meet, rememberReach, type Stranger } from '../crm/members.ts';
import { organizationOf } from '../crm/organization.ts';
import { newRecorder } from '../crm/recorder.ts';
import { type Clock, dayIn } from '../platform/clock.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Knowledge } from '../support/knowledge-base.ts';
import type { Catalogue } from './catalogue.ts';
import type { CommandContext } from './context.ts';
import { catalogueWith } from './own-parameters.ts';

/** What is the same for all turns of a process. */
export type House = {
  db: Database;
  clock: Clock;
  ids: Ids;
  log: Log;
  catalogue: Catalogue;
  knowledge: Knowledge;
};

type Provider = 'slack' | 'teams' | 'console';

/** The organization a chat tenant belongs to; null when Parley is not installed there. */
export function findOrganization(
  house: House,
  provider: Provider,
  tenantKey: string,
): Promise<OrganizationSettings | null> {
  return house.db.asSystem((tx) => organizationOf(tx, provider, tenantKey));
}

/** Remembers who a chat user is, or brings it up to date. */
export async function introduce(
  house: House,
  organization: OrganizationSettings,
  who: Stranger,
): Promise<void> {
  await house.db.inOrganization(organization.id, (tx) =>
    meet(tx, organization, who, house.clock.now()),
  );
}

export type Speaker = Identified;

/** Who speaks; null when he was never introduced. */
export function identify(
  tx: Transaction,
  organization: OrganizationSettings,
  who: { provider: Provider; tenantKey: string; userKey: string },
): Promise<Speaker | null> {
  return findActor(tx, organization, who);
}

/** Remembers where a member can be told something by himself: a ticket that became his. */
export function keepReach(
  tx: Transaction,
  speaker: Speaker,
  reach: { conversationKey: string; replyTo: object } | null,
): void {
  if (reach !== null && speaker.actor.kind === 'member')
    rememberReach(tx, speaker, JSON.stringify(reach));
}

/** The context in which a person's commands run during one turn. */
export function contextFor(
  house: House,
  tx: Transaction,
  organization: OrganizationSettings,
  speaker: Speaker,
  where: {
    provider: Provider;
    tenantKey: string;
    userKey: string;
    conversationId: string;
    outsidersRead: boolean;
    link?: string | null;
    /** Nobody else takes part. */
    direct?: boolean;
    later?: CommandContext['later'];
    channel?: CommandContext['channel'];
  },
): CommandContext {
  return {
    tx,
    organization,
    ownFields: speaker.ownFields,
    actor: speaker.actor,
    today: dayIn(speaker.actor.timeZone, house.clock.now()),
    clock: house.clock,
    ids: house.ids,
    log: house.log,
    knowledge: house.knowledge,
    history: newRecorder(house.ids.next()),
    locale: speaker.actor.locale,
    catalogue: catalogueWith(house.catalogue, speaker.ownFields),
    identity: {
      id: speaker.identityId,
      provider: where.provider,
      tenantKey: where.tenantKey,
      userKey: where.userKey,
    },
    conversation: {
      id: where.conversationId,
      outsidersRead: where.outsidersRead,
      direct: where.direct ?? true,
      link: where.link ?? null,
    },
    later: where.later ?? null,
    channel: where.channel ?? null,
    posts: [],
    files: [],
  };
}

/** Writes the history of a turn and tells what it changed, in the catalogue's terms. */
export async function finish(
  ctx: CommandContext,
  commands: readonly string[],
  describe: boolean,
): Promise<readonly FieldChange[]> {
  await writeHistory(ctx, {
    commands,
    conversationId: ctx.conversation.id,
    messageLink: ctx.conversation.link,
    origin: 'chat',
  });
  return describe ? describeChanges(ctx satisfies CrmContext, ctx.history.changes) : [];
}
