import { moneyToJson } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import { createAccount } from './accounts.ts';
import { contactPhoneKey, createContact } from './contacts.ts';
import type { CrmContext } from './context.ts';
import { customColumns, customConditions } from './custom-fields.ts';
import { type Deal, getDeal, logDeal, type SaidMoney, updateDeal } from './deals.ts';
import { ownedInScope, scopeOf } from './members.ts';
import { nameKey, plainName } from './names.ts';
import { settingsOf } from './settings.ts';
import { createRecord, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    lead_converted: { name: string; became: string };
    lead_turned_down: { name: string; reason: string };
    lead_not_qualified: { name: string };
    lead_already: { name: string; status: LeadStatus };
  }
}

export const LEAD_STATUSES = ['new', 'working', 'qualified', 'unqualified', 'converted'] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

export type LeadData = {
  name?: string | undefined;
  company?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  title?: string | undefined;
  source?: string | undefined;
  ownerId?: string | undefined;
  custom?: Readonly<Record<string, unknown>> | undefined;
};

export type Lead = {
  id: string;
  number: number;
  name: string;
  company: string | null;
  title: string | null;
  email: string | null;
  phone: string | null;
  source: string | null;
  status: LeadStatus;
  reason: string | null;
  /** The organization's own fields. */
  custom: unknown;
  owner: { id: string; name: string } | null;
  /** The manager who approved it or turned it down. */
  decidedBy: { name: string } | null;
  /** What it became. */
  account: { id: string; name: string } | null;
  contact: { id: string; name: string } | null;
  deal: { id: string; name: string; number: number } | null;
  createdAt: Date;
};

/**
 * Adds a lead, owned by the actor unless said otherwise.
 *
 * @throws Refusal `bad_phone` when the number cannot be one.
 */
export async function createLead(
  ctx: CrmContext,
  data: LeadData & { name: string },
): Promise<{ lead: Lead; twins: Lead[] }> {
  const owner = data.ownerId ?? (ctx.actor.kind === 'member' ? ctx.actor.id : null);
  const row = await createRecord(ctx, 'lead', {
    ...(await columns(ctx, data)),
    ownerId: owner,
  });
  return { lead: await leadAsItIs(ctx, row.id), twins: await twinsOf(ctx, row) };
}

/** Open leads with the same e-mail address, phone number, or name at the same company. */
async function twinsOf(ctx: CrmContext, row: Row): Promise<Lead[]> {
  const { email, phoneKey: phone, nameKey: name, companyKey: company } = row;
  const same = [
    ...(typeof email === 'string' ? [{ email }] : []),
    ...(typeof phone === 'string' ? [{ phoneKey: phone }] : []),
    { nameKey: String(name), companyKey: typeof company === 'string' ? company : null },
  ];
  const rows = await ctx.tx.lead.findMany({
    where: { AND: [await visible(ctx), { id: { not: row.id }, OR: same, status: OPEN }] },
    include: WITH_NAMES,
    orderBy: { number: 'asc' },
    take: 3,
  });
  return rows;
}

/**
 * Changes a lead. Setting it to `new` or `working` takes a decision back.
 *
 * @throws Refusal `lead_converted`, `nothing_to_change`, `bad_phone`.
 */
export async function updateLead(
  ctx: CrmContext,
  id: string,
  data: LeadData & { status?: 'new' | 'working' | undefined },
): Promise<Lead> {
  const row = await openRow(ctx, id);
  const before = ctx.history.changes.length;
  const { status, ...fields } = data;
  await updateRecord(ctx, 'lead', row, {
    ...(await columns(ctx, fields)),
    ...(status === undefined ? {} : { status, reason: null, decidedById: null, decidedAt: null }),
  });
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: row.name ?? '' });
  return leadAsItIs(ctx, id);
}

/**
 * Approves a lead as worth it, or turns it down.
 *
 * @throws Refusal `lead_converted`, `lead_already` when it was decided so before.
 */
export async function qualifyLead(
  ctx: CrmContext,
  id: string,
  decision: { approve: boolean; reason?: string | undefined },
): Promise<Lead> {
  const row = await openRow(ctx, id);
  const status = decision.approve ? 'qualified' : 'unqualified';
  if (row.status === status && (decision.reason ?? null) === row.reason)
    throw new Refusal('lead_already', { name: row.name ?? '', status });
  await updateRecord(ctx, 'lead', row, {
    status,
    reason: decision.reason ?? null,
    decidedById: ctx.actor.kind === 'member' ? ctx.actor.id : null,
    decidedAt: ctx.clock.now(),
  });
  return leadAsItIs(ctx, id);
}

/** What a conversion made or found. `new` tells which of the records did not exist before. */
export type Conversion = {
  lead: Lead;
  account: { id: string; name: string; new: boolean };
  contact: { id: string; name: string; new: boolean };
  deal: Deal & { new: boolean };
};

/** Where a lead goes, as far as a person said so, and what its deal is worth. */
export type Into = {
  account?: { id: string; name: string } | undefined;
  dealId?: string | undefined;
  value?: SaidMoney | undefined;
};

/**
 * Makes a lead an account, a contact and a deal, all in one change set. An account of its company's name and a contact with its
 * e-mail address are taken where they exist. A lead without a company becomes an account of its own name. Into a deal that exists
 * it goes as a contact of that deal's account.
 *
 * @throws Refusal `lead_converted` the second time, `lead_turned_down` when a manager said no, `lead_not_qualified` where the
 * organization wants that first, `deal_of_another_account`, `outside_scope` when the account, the contact or the deal is another
 * team's.
 */
export async function convertLead(
  ctx: CrmContext,
  id: string,
  into: Into = {},
): Promise<Conversion> {
  const row = await openRow(ctx, id);
  const name = row.name ?? '';
  if (row.status === 'unqualified')
    throw new Refusal('lead_turned_down', { name, reason: String(row.reason ?? '') });
  // As it is now: the context may hold the settings of a moment ago.
  if (row.status !== 'qualified' && (await settingsOf(ctx)).qualifiedLeadsOnly)
    throw new Refusal('lead_not_qualified', { name });
  const ownerId = typeof row.ownerId === 'string' ? row.ownerId : undefined;
  const company = typeof row.company === 'string' ? row.company : name;
  const existing = into.dealId === undefined ? null : await getDeal(ctx, into.dealId);
  if (existing !== null && into.account !== undefined && into.account.id !== existing.account.id)
    throw new Refusal('deal_of_another_account', {
      deal: existing.name,
      account: into.account.name,
    });
  const known = existing?.account ?? into.account ?? (await accountCalled(ctx, company));
  const account =
    known === null
      ? { ...asNamed(await createAccount(ctx, { name: company, ownerId })), new: true }
      : { ...known, new: false };
  const contact = await contactFor(ctx, row, account);
  const { value } = into;
  const deal =
    existing === null
      ? await logDeal(ctx, {
          accountId: account.id,
          name: account.name,
          contactId: contact.id,
          value,
          ownerId,
        })
      : await joinDeal(ctx, existing, contact.id, value);
  await updateRecord(ctx, 'lead', row, {
    status: 'converted',
    convertedAt: ctx.clock.now(),
    accountId: account.id,
    contactId: contact.id,
    dealId: deal.id,
  });
  return {
    lead: await leadAsItIs(ctx, id),
    account,
    contact,
    deal: { ...deal, new: existing === null },
  };
}

/** A deal with the lead's contact, where it has none yet, and with the value that was said. */
function joinDeal(
  ctx: CrmContext,
  deal: Deal,
  contactId: string,
  value: SaidMoney | undefined,
): Deal | Promise<Deal> {
  const worth = deal.value === null ? null : moneyToJson(deal.value);
  const same =
    value === undefined ||
    (value.amount === worth?.amount && (value.currency ?? worth.currency) === worth.currency);
  if (deal.contact !== null && same) return deal;
  return updateDeal(ctx, deal.id, {
    ...(same ? {} : { value }),
    ...(deal.contact === null ? { contactId } : {}),
  });
}

async function accountCalled(
  ctx: CrmContext,
  company: string,
): Promise<{ id: string; name: string } | null> {
  const alike = await ctx.tx.account.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null, nameKey: nameKey(company) },
    orderBy: { number: 'asc' },
  });
  const exact = alike.filter((a) => plainName(a.name) === plainName(company));
  return firstInScope(ctx, 'account', exact.length > 0 ? exact : alike);
}

/** The first that the actor may see. @throws Refusal `outside_scope` when there are some, and all are other people's. */
async function firstInScope<R extends { ownerId: string | null }>(
  ctx: CrmContext,
  entity: 'account' | 'contact',
  rows: readonly R[],
): Promise<R | null> {
  const scope = await scopeOf(ctx);
  const seen = rows.find(
    ({ ownerId }) => scope === 'all' || ownerId === null || scope.includes(ownerId),
  );
  if (seen === undefined && rows.length > 0) throw new Refusal('outside_scope', { entity });
  return seen ?? null;
}

async function contactFor(
  ctx: CrmContext,
  lead: Row,
  account: { id: string },
): Promise<{ id: string; name: string; new: boolean }> {
  const email = typeof lead.email === 'string' ? lead.email : null;
  const alike = await ctx.tx.contact.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      ...(email === null
        ? { accountId: account.id, nameKey: nameKey(lead.name ?? '') }
        : { OR: [{ email }, { accountId: account.id, nameKey: nameKey(lead.name ?? '') }] }),
    },
    orderBy: { number: 'asc' },
  });
  const known = await firstInScope(ctx, 'contact', alike);
  if (known !== null) return { id: known.id, name: known.name, new: false };
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const made = await createContact(ctx, {
    name: lead.name ?? '',
    accountId: account.id,
    email: text(lead.email),
    phone: text(lead.phone),
    title: text(lead.title),
  });
  return { ...asNamed(made), new: true };
}

const asNamed = (row: Row) => ({ id: row.id, name: row.name ?? '' });

export type LeadFilter = {
  ownerId?: string | undefined;
  status?: LeadStatus | undefined;
  source?: string | undefined;
  custom?: Readonly<Record<string, unknown>> | undefined;
};

/** Leads of these statuses still want work. */
const OPEN = { in: ['new', 'working', 'qualified'] as LeadStatus[] };

/**
 * The leads the actor may see, those still to be worked on unless a status is asked for: how many there are, and the newest of them.
 */
export async function listLeads(
  ctx: CrmContext,
  filter: LeadFilter,
  limit: number,
): Promise<{ leads: Lead[]; count: number }> {
  const where = {
    AND: [
      await visible(ctx),
      ...(await customConditions(ctx, 'lead', filter.custom)),
      {
        status: filter.status ?? OPEN,
        ...(filter.ownerId === undefined ? {} : { ownerId: filter.ownerId }),
        ...(filter.source === undefined
          ? {}
          : { source: { contains: filter.source, mode: 'insensitive' as const } }),
      },
    ],
  };
  const leads = await ctx.tx.lead.findMany({
    where,
    include: WITH_NAMES,
    orderBy: { number: 'desc' },
    take: limit,
  });
  return { leads, count: await ctx.tx.lead.count({ where }) };
}

/** A lead the actor may see. */
export async function getLead(ctx: CrmContext, id: string): Promise<Lead> {
  await rowInScope(ctx, id);
  return leadAsItIs(ctx, id);
}

const WITH_NAMES = {
  owner: { select: { id: true, name: true } },
  decidedBy: { select: { name: true } },
  account: { select: { id: true, name: true } },
  contact: { select: { id: true, name: true } },
  deal: { select: { id: true, name: true, number: true } },
} as const;

function leadAsItIs(ctx: CrmContext, id: string): Promise<Lead> {
  return ctx.tx.lead.findFirstOrThrow({
    where: { id, organizationId: ctx.organization.id },
    include: WITH_NAMES,
  });
}

/** Own and the team's leads, and those nobody has taken yet. */
async function visible(ctx: CrmContext): Promise<object> {
  return {
    organizationId: ctx.organization.id,
    deletedAt: null,
    ...(await ownedInScope(ctx)),
  };
}

async function rowInScope(ctx: CrmContext, id: string): Promise<Row> {
  const row = await ctx.tx.lead.findFirst({
    where: { id, organizationId: ctx.organization.id, deletedAt: null },
  });
  if (row === null) throw new Refusal('record_gone', { entity: 'lead' });
  const scope = await scopeOf(ctx);
  if (scope !== 'all' && row.ownerId !== null && !scope.includes(row.ownerId))
    throw new Refusal('outside_scope', { entity: 'lead' });
  return row;
}

/** A lead that is not converted yet. */
async function openRow(ctx: CrmContext, id: string): Promise<Row> {
  const row = await rowInScope(ctx, id);
  if (row.status === 'converted') {
    const { account, name } = await leadAsItIs(ctx, id);
    throw new Refusal('lead_converted', { name, became: account?.name ?? '' });
  }
  return row;
}

async function columns(ctx: CrmContext, data: LeadData): Promise<Record<string, unknown>> {
  const { name, company, email, phone, custom, ...rest } = data;
  return {
    ...rest,
    ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
    ...(company === undefined ? {} : { company, companyKey: nameKey(company) }),
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
    ...(phone === undefined ? {} : { phone: phone.trim(), phoneKey: contactPhoneKey(ctx, phone) }),
    ...(await customColumns(ctx, 'lead', custom)),
  };
}
