import { phoneKey } from '../platform/phone.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { customColumns, customConditions } from './custom-fields.ts';
import { type Deal, getDeal } from './deals.ts';
import { mayName, ownedInScope, scopeOf } from './members.ts';
import { nameKey } from './names.ts';
import { withinScope } from './record-scope.ts';
import { createRecord, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    /** `name` is null where the person may not see who it is. */
    contact_exists: { name: string | null; email: string };
    bad_phone: { phone: string };
  }
}

export type ContactData = {
  name?: string | undefined;
  accountId?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  title?: string | undefined;
  ownerId?: string | undefined;
  custom?: Readonly<Record<string, unknown>> | undefined;
};

/**
 * Adds a person, owned by the actor.
 *
 * @throws Refusal `contact_exists` when one has this e-mail address, `bad_phone` when the number cannot be one.
 */
export async function createContact(
  ctx: CrmContext,
  data: ContactData & { name: string },
): Promise<Row> {
  await refuseContactTwin(ctx, data, null);
  const owner = ctx.actor.kind === 'member' ? ctx.actor.id : null;
  return createRecord(ctx, 'contact', { ...(await columns(ctx, data)), ownerId: owner });
}

/** Changes a contact. */
export async function updateContact(ctx: CrmContext, id: string, data: ContactData): Promise<Row> {
  const row = await getContactRow(ctx, id);
  await refuseContactTwin(ctx, data, id);
  const before = ctx.history.changes.length;
  const updated = await updateRecord(ctx, 'contact', row, await columns(ctx, data));
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: row.name ?? '' });
  return updated;
}

export type ContactCard = {
  id: string;
  number: number;
  name: string;
  title: string | null;
  email: string | null;
  phone: string | null;
  account: { id: string; name: string } | null;
  owner: string | null;
  /** The organization's own fields. */
  custom: unknown;
  deals: readonly Deal[];
  activities: readonly { kind: string; at: Date; summary: string | null; author: string }[];
};

/** A contact with his account, open deals and latest activities. */
export async function showContact(ctx: CrmContext, id: string): Promise<ContactCard> {
  await getContactRow(ctx, id);
  const scope = await scopeOf(ctx);
  const row = await ctx.tx.contact.findFirstOrThrow({
    where: { id, organizationId: ctx.organization.id },
    include: {
      owner: true,
      account: { select: { id: true, name: true } },
      deals: {
        where: {
          deletedAt: null,
          status: 'open',
          ...(scope === 'all' ? {} : { ownerId: { in: [...scope] } }),
        },
        select: { id: true },
        take: 10,
      },
      activities: {
        where: { deletedAt: null, ...withinScope('activity', scope) },
        orderBy: { at: 'desc' },
        take: 5,
        include: { author: true },
      },
    },
  });
  const deals: Deal[] = [];
  for (const { id: deal } of row.deals) deals.push(await getDeal(ctx, deal));
  return {
    ...row,
    owner: row.owner?.name ?? null,
    activities: row.activities.map((a) => ({ ...a, author: a.author.name })),
    deals,
  };
}

export type ContactFilter = {
  ownerId?: string | undefined;
  accountId?: string | undefined;
  custom?: Readonly<Record<string, unknown>> | undefined;
};

export type ListedContact = {
  id: string;
  number: number;
  name: string;
  title: string | null;
  email: string | null;
  phone: string | null;
  account: { id: string; name: string } | null;
  owner: { id: string; name: string } | null;
};

/** The contacts the actor may see that a filter lets through: how many there are, and the first by name. */
export async function listContacts(
  ctx: CrmContext,
  { ownerId, accountId, custom }: ContactFilter,
  limit: number,
): Promise<{ contacts: ListedContact[]; count: number }> {
  const where = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    AND: [
      await ownedInScope(ctx),
      ...(await customConditions(ctx, 'contact', custom)),
      ...(ownerId === undefined ? [] : [{ ownerId }]),
      ...(accountId === undefined ? [] : [{ accountId }]),
    ],
  };
  const named = { select: { id: true, name: true } } as const;
  const contacts = await ctx.tx.contact.findMany({
    where,
    include: { account: named, owner: named },
    orderBy: [{ name: 'asc' }, { number: 'asc' }],
    take: limit,
  });
  return { contacts, count: await ctx.tx.contact.count({ where }) };
}

async function getContactRow(ctx: CrmContext, id: string): Promise<Row> {
  const row = await ctx.tx.contact.findFirst({
    where: { id, organizationId: ctx.organization.id, deletedAt: null },
  });
  if (row === null) throw new Refusal('record_gone', { entity: 'contact' });
  const scope = await scopeOf(ctx);
  if (scope !== 'all' && row.ownerId !== null && !scope.includes(row.ownerId)) {
    throw new Refusal('outside_scope', { entity: 'contact' });
  }
  return row;
}

async function columns(ctx: CrmContext, data: ContactData): Promise<Record<string, unknown>> {
  const { name, email, phone, custom, ...rest } = data;
  return {
    ...rest,
    ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
    ...(phone === undefined ? {} : { phone: phone.trim(), phoneKey: contactPhoneKey(ctx, phone) }),
    ...(await customColumns(ctx, 'contact', custom)),
  };
}

/**
 * A phone number as numbers are compared; one without a country code is the speaker's.
 *
 * @throws Refusal `bad_phone`.
 */
export function contactPhoneKey(ctx: CrmContext, phone: string): string {
  const chinese = ctx.organization.locale === 'zh' || ctx.actor.locale === 'zh';
  const key = phoneKey(phone, chinese ? 'CN' : 'US');
  if (key === null) throw new Refusal('bad_phone', { phone });
  return key;
}

/**
 * Looks whether a contact may have this, with `except` as the record itself.
 *
 * @throws Refusal `contact_exists`.
 */
export async function refuseContactTwin(
  ctx: CrmContext,
  data: ContactData,
  except: string | null,
): Promise<void> {
  if (data.email === undefined) return;
  const email = data.email.toLowerCase();
  const twin = await ctx.tx.contact.findFirst({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      email,
      ...(except === null ? {} : { id: { not: except } }),
    },
  });
  if (twin === null) return;
  const name = (await mayName(ctx, twin)) ? twin.name : null;
  throw new Refusal('contact_exists', { name, email });
}
