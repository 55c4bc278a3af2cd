import { TeamsInfo } from 'botbuilder';
import { z } from 'zod';
import type { InboundMessage, Surroundings } from '../../conversation/message.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Log, reasonOf } from '../../platform/log.ts';
import { type Address, readAddress } from './address.ts';
import type { Connection } from './connection.ts';

const REMEMBERED_MS = 10 * 60_000;
const REMEMBERED_ENTRIES = 5_000;
const ROSTER_PAGE = 500;
const ROSTER_PAGES = 20;

type LookContext = {
  /** The organization's own tenant; null in local mode, where nobody is an outsider. */
  homeTenant: string | null;
  clock: Clock;
  /** Runs something in the conversation's turn. */
  inConversation: Connection['inConversation'];
  alone: Connection['alone'];
  log: Pick<Log, 'warn'>;
};

const MemberSchema = z.looseObject({
  name: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userRole: z.string().nullish(),
  tenantId: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
});
type Member = z.infer<typeof MemberSchema>;

/** Makes `look`: who speaks and who reads, from the roster of Teams. What cannot be found out counts as outside. */
export function createLook(ctx: LookContext): {
  look: (message: InboundMessage) => Promise<Surroundings>;
  /**
   * A person whom a message names, by his id in Teams.
   *
   * @throws when the roster does not have him.
   */
  lookAt: (message: InboundMessage, id: string) => Promise<Seen | null>;
  /** The same for a message that goes out by itself. */
  readByOthers: (replyTo: Record<string, unknown>) => Promise<boolean>;
} {
  const members = remembering<Member>(ctx.clock);
  const audiences = remembering<boolean>(ctx.clock);
  const chats = remembering<string>(ctx.clock);

  /** Where a colleague is told alone what the others in a conversation may not read; nowhere where he has not installed Parley for himself. */
  const asideOf = async (address: Address): Promise<Surroundings['aside']> => {
    const id = await orNull(ctx, 'teams.person_not_reached', () =>
      chats(address.person.id, () => ctx.alone(address)),
    );
    if (id === null) return undefined;
    const { tenantId } = address.conversation;
    const conversation = { id, conversationType: 'personal', tenantId, isGroup: false };
    return {
      conversation: { key: id, kind: 'direct' },
      replyTo: { ...address, conversation, team: null, shared: false },
    };
  };

  const look = async (message: InboundMessage): Promise<Surroundings> => {
    const address = readAddress(message.replyTo);
    if (address === null) return STRANGER;
    const member = await orNull(ctx, 'teams.member_not_found', () =>
      members(`${placeOf(address)}/${address.person.id}`, () =>
        fetchMember(ctx, address, address.person.id),
      ),
    );
    const outsider =
      ctx.homeTenant !== null &&
      (member === null ||
        message.tenantKey !== ctx.homeTenant ||
        isOutsider(member, ctx.homeTenant));
    const among =
      !outsider &&
      message.conversation.kind !== 'direct' &&
      (await outsidersRead(ctx, address, audiences));
    const aside = among ? await asideOf(address) : undefined;
    return {
      sender: {
        name: member?.name ?? address.person.name,
        email: member?.email ?? null,
        locale: address.locale,
        timeZone: address.timeZone,
        outsider,
      },
      outsidersRead: outsider || among,
      ...(aside !== undefined && { aside }),
    };
  };
  const lookAt = async (message: InboundMessage, id: string): Promise<Seen | null> => {
    const address = readAddress(message.replyTo);
    if (address === null) return null;
    const member = await members(`${placeOf(address)}/${id}`, () => fetchMember(ctx, address, id));
    return {
      key: member.aadObjectId ?? member.objectId ?? id,
      sender: {
        name: member.name ?? null,
        email: member.email ?? null,
        locale: null,
        timeZone: null,
        outsider: ctx.homeTenant !== null && isOutsider(member, ctx.homeTenant),
      },
    };
  };
  const readByOthers = async (replyTo: Record<string, unknown>): Promise<boolean> => {
    const address = readAddress(replyTo);
    return address === null || outsidersRead(ctx, address, audiences);
  };
  return { look, lookAt, readByOthers };
}

type Seen = { key: string; sender: Surroundings['sender'] };

const STRANGER: Surroundings = {
  sender: { name: null, email: null, locale: null, timeZone: null, outsider: true },
  outsidersRead: true,
};

type Remembering<T> = (key: string, find: () => Promise<T>) => Promise<T>;

async function outsidersRead(
  ctx: LookContext,
  address: Address,
  audiences: Remembering<boolean>,
): Promise<boolean> {
  const home = ctx.homeTenant;
  if (home === null) return false;
  if (address.shared) return true;
  const found = await orNull(ctx, 'teams.roster_not_found', () =>
    audiences(placeOf(address), async () => {
      const roster = await fetchRoster(ctx, address);
      return roster === null || roster.some((member) => isOutsider(member, home));
    }),
  );
  return found ?? true;
}

function isOutsider(member: Member, homeTenant: string): boolean {
  const role = member.userRole?.toLowerCase();
  return (
    (member.userPrincipalName ?? '').toUpperCase().includes('#EXT#') ||
    role === 'guest' ||
    role === 'anonymous' ||
    (typeof member.tenantId === 'string' && member.tenantId !== homeTenant)
  );
}

/** Whose roster it is: the team's for a channel, otherwise the chat's; threads of a channel share one. */
function placeOf(address: Address): string {
  return address.team ?? address.conversation.id.replace(/;messageid=.*$/, '');
}

async function fetchMember(ctx: LookContext, address: Address, id: string): Promise<Member> {
  const { team } = address;
  const found: unknown = await ctx.inConversation(address, (turn) =>
    team === null ? TeamsInfo.getMember(turn, id) : TeamsInfo.getTeamMember(turn, team, id),
  );
  return MemberSchema.parse(found);
}

/** Everybody in a conversation; null when there are too many to look at. */
function fetchRoster(ctx: LookContext, address: Address): Promise<Member[] | null> {
  const { team } = address;
  return ctx.inConversation(address, async (turn) => {
    const roster: Member[] = [];
    let next: string | undefined;
    for (let page = 0; page < ROSTER_PAGES; page += 1) {
      const found =
        team === null
          ? await TeamsInfo.getPagedMembers(turn, ROSTER_PAGE, next)
          : await TeamsInfo.getPagedTeamMembers(turn, team, ROSTER_PAGE, next);
      roster.push(...z.array(MemberSchema).parse(found.members));
      next = found.continuationToken;
      if (!next) return roster;
    }
    return null;
  });
}

async function orNull<T>(
  ctx: LookContext,
  event: string,
  find: () => Promise<T>,
): Promise<T | null> {
  try {
    return await find();
  } catch (error) {
    ctx.log.warn(event, reasonOf(error));
    return null;
  }
}

/** Remembers what was found for a while; failures are not remembered. */
function remembering<T>(clock: Clock): Remembering<T> {
  const known = new Map<string, { value: T; until: number }>();
  return async (key, find) => {
    const now = clock.now().getTime();
    const remembered = known.get(key);
    if (remembered !== undefined && remembered.until > now) return remembered.value;
    const value = await find();
    known.delete(key);
    known.set(key, { value, until: now + REMEMBERED_MS });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED_ENTRIES && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
