import type { Transaction } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, CrmContext, MemberRole } from './context.ts';
import { type OwnField, ownFieldsAt } from './custom-fields.ts';
import { nameKey } from './names.ts';
import { type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    last_administrator: { name: string };
    outside_scope: { entity: string };
    member_exists: { name: string; email: string };
  }
}

/** A person as a chat platform shows him. */
export type Stranger = {
  provider: 'slack' | 'teams' | 'console';
  tenantKey: string;
  userKey: string;
  name: string | null;
  email: string | null;
  locale: 'en' | 'zh' | null;
  timeZone: string | null;
  outsider: boolean;
  /** Seen from afar, by a mention: whoever is known already stays as he is. */
  onlyNew?: boolean;
};

/** `languageChosen`: the person set a language himself, it was not only seen on the platform. */
export type Identified = {
  identityId: string;
  actor: Actor;
  languageChosen: boolean;
  /** Where he can be told something by himself, as it was last kept. */
  reach: string | null;
  ownFields: readonly OwnField[];
};

type IdentityRow = {
  identityId: string;
  identityName: string;
  contactId: string | null;
  identityLocale: 'en' | 'zh' | null;
  identityZone: string | null;
  memberId: string | null;
  memberName: string | null;
  role: MemberRole | null;
  teamId: string | null;
  memberLocale: 'en' | 'zh' | null;
  memberZone: string | null;
  reach: string | null;
  fieldsVersion: number;
};

/**
 * Who a chat user is; null when he was never met. His own settings win over what the platform says, and that over the
 * organization's.
 */
export async function findActor(
  tx: Transaction,
  organization: { id: string; locale: 'en' | 'zh'; timeZone: string },
  who: { provider: string; tenantKey: string; userKey: string },
): Promise<Identified | null> {
  const [row] = await tx.sql<IdentityRow>`
    SELECT i."id" AS "identityId", i."name" AS "identityName", coalesce(c."mergedIntoId", i."contactId") AS "contactId", i."locale"::text AS "identityLocale",
      i."timeZone" AS "identityZone", m."id" AS "memberId", m."name" AS "memberName", m."role"::text AS "role", m."teamId",
      m."locale"::text AS "memberLocale", m."timeZone" AS "memberZone", i."reach",
      (SELECT coalesce(sum(f."version" + 1), 0)::int FROM "CustomField" f WHERE f."organizationId" = i."organizationId") AS "fieldsVersion"
    FROM "ExternalIdentity" i
    LEFT JOIN "Member" m ON m."organizationId" = i."organizationId" AND m."id" = i."memberId" AND m."deletedAt" IS NULL
    LEFT JOIN "Contact" c ON c."organizationId" = i."organizationId" AND c."id" = i."contactId"
    WHERE i."provider"::text = ${who.provider} AND i."tenantKey" = ${who.tenantKey} AND i."userKey" = ${who.userKey}
      AND i."organizationId" = ${organization.id}::uuid`;
  if (row === undefined) return null;
  const locale = row.memberLocale ?? row.identityLocale ?? organization.locale;
  const timeZone = row.memberZone ?? row.identityZone ?? organization.timeZone;
  const actor: Actor =
    row.memberId === null || row.role === null
      ? {
          kind: 'customer',
          identityId: row.identityId,
          name: row.identityName,
          contactId: row.contactId,
          locale,
          timeZone,
        }
      : {
          kind: 'member',
          id: row.memberId,
          name: row.memberName ?? row.identityName,
          role: row.role,
          teamId: row.teamId,
          locale,
          timeZone,
        };
  const ownFields = await ownFieldsAt(tx, organization.id, row.fieldsVersion);
  return {
    identityId: row.identityId,
    actor,
    languageChosen: row.memberLocale !== null,
    reach: row.reach,
    ownFields,
  };
}

/** Keeps where somebody can be told something by himself, where it is another place than before. */
export function rememberReach(
  tx: Transaction,
  { identityId, reach: before }: Pick<Identified, 'identityId' | 'reach'>,
  reach: string,
): void {
  if (reach !== before)
    tx.send`UPDATE "ExternalIdentity" SET "reach" = ${reach} WHERE "id" = ${identityId}::uuid`;
}

/**
 * Remembers a chat user, or brings what is known of him up to date. An insider is a member: the one with his e-mail address,
 * else a new one with the organization's role for newcomers (the first of all is the administrator). An outsider is a customer.
 */
export async function meet(
  tx: Transaction,
  organization: { id: string },
  who: Stranger,
  now: Date,
): Promise<void> {
  const seen = {
    name: who.name ?? who.userKey,
    locale: who.locale,
    timeZone: who.timeZone,
    outsider: who.outsider,
    seenAt: now,
  };
  const key = { provider: who.provider, tenantKey: who.tenantKey, userKey: who.userKey };
  const known = await tx.externalIdentity.findUnique({
    where: { provider_tenantKey_userKey: key },
  });
  if (known !== null) {
    if (who.onlyNew === true) return;
    // A person who became a guest loses the CRM at once; one who became a member is let in by an administrator.
    await tx.externalIdentity.update({
      where: { id: known.id },
      data: { ...seen, ...(who.outsider ? { memberId: null } : {}) },
    });
    return;
  }
  const memberId = who.outsider ? null : await memberFor(tx, organization.id, who);
  const contact =
    who.outsider && who.email !== null
      ? await tx.contact.findFirst({
          where: {
            organizationId: organization.id,
            email: who.email.toLowerCase(),
            deletedAt: null,
          },
        })
      : null;
  await tx.externalIdentity.create({
    data: {
      ...key,
      ...seen,
      organizationId: organization.id,
      memberId,
      contactId: contact?.id ?? null,
    },
  });
}

async function memberFor(tx: Transaction, organizationId: string, who: Stranger): Promise<string> {
  const email = who.email?.toLowerCase() ?? null;
  const known =
    email === null
      ? null
      : // One who was deactivated does not come in again by another platform.
        await tx.member.findFirst({
          where: { organizationId, email },
          orderBy: { deletedAt: { sort: 'desc', nulls: 'first' } },
        });
  if (known !== null) return known.id;
  const organization = await tx.organization.findUniqueOrThrow({ where: { id: organizationId } });
  const anybody = await tx.member.count({ where: { organizationId, deletedAt: null } });
  const name = who.name ?? email ?? who.userKey;
  const role = anybody === 0 ? 'admin' : organization.newMemberRole;
  const member = await tx.member.create({
    data: { organizationId, name, nameKey: nameKey(name), email, role },
  });
  return member.id;
}

/** A member as the one who acts: for work that goes on after his message was answered. Null when he is gone. */
export async function actorOfMember(
  tx: Transaction,
  organization: { id: string; locale: 'en' | 'zh'; timeZone: string },
  memberId: string,
): Promise<Actor | null> {
  const member = await tx.member.findFirst({
    where: { id: memberId, organizationId: organization.id, deletedAt: null },
  });
  if (member === null) return null;
  return {
    kind: 'member',
    id: member.id,
    name: member.name,
    role: member.role,
    teamId: member.teamId,
    locale: member.locale ?? organization.locale,
    timeZone: member.timeZone ?? organization.timeZone,
  };
}

/** Lets a chat user speak for a member or a customer: the terminal and the local page, where one person plays all. */
export async function actAs(
  tx: Transaction,
  organization: { id: string },
  who: { provider: 'slack' | 'teams' | 'console'; tenantKey: string; userKey: string },
  as: { memberId: string } | { customer: string; contactId: string | null },
  now: Date,
): Promise<void> {
  const person =
    'memberId' in as
      ? { memberId: as.memberId, contactId: null, outsider: false, name: who.userKey }
      : { memberId: null, contactId: as.contactId, outsider: true, name: as.customer };
  await tx.externalIdentity.upsert({
    where: {
      provider_tenantKey_userKey: {
        provider: who.provider,
        tenantKey: who.tenantKey,
        userKey: who.userKey,
      },
    },
    create: {
      organizationId: organization.id,
      provider: who.provider,
      tenantKey: who.tenantKey,
      userKey: who.userKey,
      seenAt: now,
      ...person,
    },
    update: { ...person, seenAt: now },
  });
}

/** The member of this name, created with the role when absent. For the terminal. */
export async function ensureMember(
  tx: Transaction,
  organization: { id: string },
  name: string,
  role: MemberRole,
): Promise<{ id: string; role: MemberRole }> {
  const where = { organizationId: organization.id, nameKey: nameKey(name), deletedAt: null };
  const known = await tx.member.findFirst({ where });
  if (known !== null) return known;
  return tx.member.create({
    data: { organizationId: organization.id, name, nameKey: nameKey(name), role },
  });
}

/** The member or contact of exactly this name; null when there is none. */
export async function findPersonByName(
  tx: Transaction,
  organization: { id: string },
  name: string,
): Promise<{ kind: 'member' | 'contact'; id: string; name: string } | null> {
  const where = { organizationId: organization.id, nameKey: nameKey(name), deletedAt: null };
  const member = await tx.member.findFirst({ where });
  if (member !== null) return { kind: 'member', id: member.id, name: member.name };
  const contact = await tx.contact.findFirst({ where });
  return contact === null ? null : { kind: 'contact', id: contact.id, name: contact.name };
}

/**
 * Whose records the actor may see and change: `all`, or the ids of members. A rep: himself and his team, or as the
 * organization has it himself alone or everybody. A manager: his whole
 * tree and their teams. Administrators, support agents and viewers: all.
 */
export function scopeOf(ctx: CrmContext): Promise<'all' | readonly string[]> {
  const known = scopes.get(ctx) ?? findScope(ctx);
  scopes.set(ctx, known);
  return known;
}

/** Of the records that have an owner: those of people in the actor's scope, and those nobody has taken yet. */
export async function ownedInScope(ctx: CrmContext): Promise<object> {
  // Also of what has no owner a customer sees nothing.
  if (ctx.actor.kind === 'customer') return { id: { in: [] } };
  const scope = await scopeOf(ctx);
  return scope === 'all' ? {} : { OR: [{ ownerId: { in: [...scope] } }, { ownerId: null }] };
}

/** Whether the actor may be told of this record. */
export async function mayName(ctx: CrmContext, row: { ownerId: string | null }): Promise<boolean> {
  const scope = await scopeOf(ctx);
  return scope === 'all' || row.ownerId === null || scope.includes(row.ownerId);
}

/** Asked many times in a turn and the same throughout it. */
const scopes = new WeakMap<CrmContext, Promise<'all' | readonly string[]>>();

async function findScope(ctx: CrmContext): Promise<'all' | readonly string[]> {
  const { actor } = ctx;
  if (actor.kind === 'customer') return [];
  if (actor.role !== 'rep' && actor.role !== 'manager') return 'all';
  const { repSees } = ctx.organization;
  if (actor.role === 'rep' && repSees !== 'team') return repSees === 'all' ? 'all' : [actor.id];
  // Without teams the company is one team.
  if (actor.role === 'rep') {
    const team = await ctx.tx.sql<{ id: string }>`
      SELECT "id" FROM "Member" WHERE "organizationId" = ${ctx.organization.id}
        AND ("teamId" IS NOT DISTINCT FROM ${actor.teamId}::uuid OR "id" = ${actor.id})`;
    return team.map((row) => row.id);
  }
  const rows = await ctx.tx.sql<{ id: string }>`
    WITH RECURSIVE tree AS (
      SELECT "id", "teamId" FROM "Member" WHERE "organizationId" = ${ctx.organization.id}::uuid AND "id" = ${actor.id}::uuid
      UNION
      SELECT m."id", m."teamId" FROM "Member" m JOIN tree t ON m."managerId" = t."id"
      WHERE m."organizationId" = ${ctx.organization.id}::uuid
    )
    SELECT "id" FROM tree
    UNION
    SELECT m."id" FROM "Member" m JOIN tree t ON m."teamId" IS NOT DISTINCT FROM t."teamId"
    WHERE m."organizationId" = ${ctx.organization.id}::uuid`;
  return rows.map((row) => row.id);
}

/** Changes the role of a member. There is always an administrator left. */
export async function setRole(ctx: CrmContext, memberId: string, role: MemberRole): Promise<Row> {
  const member = await ctx.tx.member.findFirstOrThrow({
    where: { id: memberId, organizationId: ctx.organization.id, deletedAt: null },
  });
  await keepAnAdministrator(ctx, member, role);
  return updateRecord(ctx, 'member', member, { role });
}

/**
 * Looks whether a member may get a role.
 *
 * @throws Refusal `last_administrator` when nobody would be an administrator then.
 */
export async function keepAnAdministrator(
  ctx: CrmContext,
  member: Row,
  role: unknown,
): Promise<void> {
  if (member.role !== 'admin' || role === 'admin') return;
  const others = await ctx.tx.member.count({
    where: {
      organizationId: ctx.organization.id,
      role: 'admin',
      deletedAt: null,
      id: { not: member.id },
    },
  });
  if (others === 0) throw new Refusal('last_administrator', { name: member.name ?? '' });
}

export type Profile = {
  name: string;
  role: MemberRole | 'customer';
  locale: 'en' | 'zh';
  timeZone: string;
};

/** Changes the actor's own language or time zone. */
export async function updateProfile(
  ctx: CrmContext,
  identityId: string,
  patch: { locale?: 'en' | 'zh' | undefined; timeZone?: string | undefined },
): Promise<Profile> {
  const { actor } = ctx;
  const locale = patch.locale ?? actor.locale;
  const timeZone = patch.timeZone ?? actor.timeZone;
  if (actor.kind === 'member') {
    const member = await ctx.tx.member.findFirstOrThrow({
      where: { id: actor.id, organizationId: ctx.organization.id },
    });
    await updateRecord(ctx, 'member', member, patch);
  } else {
    await ctx.tx.externalIdentity.update({ where: { id: identityId }, data: { locale, timeZone } });
  }
  return {
    name: actor.name,
    role: actor.kind === 'member' ? actor.role : 'customer',
    locale,
    timeZone,
  };
}

/** The member behind a chat platform's mention, also one who was deactivated; undefined when none is. */
export async function anyMemberOfIdentity(
  ctx: CrmContext,
  { provider, tenantKey, userKey }: Pick<Stranger, 'provider' | 'tenantKey' | 'userKey'>,
): Promise<string | undefined> {
  const identity = await ctx.tx.externalIdentity.findFirst({
    where: { organizationId: ctx.organization.id, provider, tenantKey, userKey },
    select: { memberId: true },
  });
  return identity?.memberId ?? undefined;
}

/**
 * Looks whether nobody else has the e-mail address of a member who comes back.
 *
 * @throws Refusal `member_exists`.
 */
export async function refuseMemberTwin(ctx: CrmContext, row: Row): Promise<void> {
  if (typeof row.email !== 'string') return;
  const twin = await ctx.tx.member.findFirst({
    where: {
      organizationId: ctx.organization.id,
      email: row.email,
      deletedAt: null,
      id: { not: row.id },
    },
  });
  if (twin !== null) throw new Refusal('member_exists', { name: twin.name, email: row.email });
}

/** The member whom a chat platform's mention names; null when he never wrote and so is not known. */
export async function memberOfIdentity(
  ctx: CrmContext,
  who: { provider: 'slack' | 'teams' | 'console'; tenantKey: string; userKey: string },
): Promise<{ id: string; name: string } | null> {
  const identity = await ctx.tx.externalIdentity.findFirst({
    where: {
      organizationId: ctx.organization.id,
      provider: who.provider,
      tenantKey: who.tenantKey,
      userKey: who.userKey,
    },
    include: { member: { select: { id: true, name: true, deletedAt: true } } },
  });
  const member = identity?.member ?? null;
  return member === null || member.deletedAt !== null ? null : { id: member.id, name: member.name };
}
