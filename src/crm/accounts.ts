import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { customColumns, customConditions } from './custom-fields.ts';
import { type Deal, listDeals } from './deals.ts';
import type { RecordKind } from './fields.ts';
import { mayName, ownedInScope, scopeOf } from './members.ts';
import { nameKey, plainName } from './names.ts';
import { getPriceBook, type PriceBook, refuseInvalid, toBook } from './price-books.ts';
import { withinScope } from './record-scope.ts';
import { createRecord, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    /** `name` and `owner` are null where the person may not see whose it is. */
    account_exists: { name: string | null; owner: string | null; field: 'name' | 'domain' };
    bad_domain: { domain: string };
  }
}

export type AccountData = {
  name?: string | undefined;
  domain?: string | undefined;
  industry?: string | undefined;
  employees?: number | undefined;
  region?: string | undefined;
  ownerId?: string | undefined;
  /** The price book that it buys from, by name; null takes it off. */
  priceBook?: string | null | undefined;
  custom?: Readonly<Record<string, unknown>> | undefined;
};

/**
 * Adds an account, owned by the actor unless said otherwise.
 *
 * @throws Refusal `account_exists` when one has this domain, or exactly this name and the person was not asked about that.
 */
export async function createAccount(
  ctx: CrmContext,
  data: AccountData & { name: string },
  asked: { namesake: boolean } = { namesake: false },
): Promise<Row> {
  await refuseAccountTwin(ctx, asked.namesake ? { domain: data.domain } : data, null);
  const owner = data.ownerId ?? (ctx.actor.kind === 'member' ? ctx.actor.id : null);
  return createRecord(ctx, 'account', { ...(await columns(ctx, data)), ownerId: owner });
}

/** Changes an account. @throws Refusal `nothing_to_change`, `account_exists`, `no_such_book`, `book_not_valid`. */
export async function updateAccount(ctx: CrmContext, id: string, data: AccountData): Promise<Row> {
  const row = await getAccountRow(ctx, id);
  await refuseAccountTwin(ctx, data, id);
  const before = ctx.history.changes.length;
  const updated = await updateRecord(ctx, 'account', row, await columns(ctx, data));
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: row.name ?? '' });
  return updated;
}

export type AccountCard = {
  id: string;
  number: number;
  name: string;
  domain: string | null;
  industry: string | null;
  employees: number | null;
  region: string | null;
  owner: string | null;
  /** The price book that it buys from, unless that was removed. */
  priceBook: PriceBook | null;
  /** The organization's own fields. */
  custom: unknown;
  contacts: readonly {
    id: string;
    name: string;
    title: string | null;
    email: string | null;
    phone: string | null;
  }[];
  deals: readonly Deal[];
  activities: readonly { kind: string; at: Date; summary: string | null; author: string }[];
  tasks: readonly { number: number; title: string; dueOn: Date | null }[];
};

/** An account with its people, open deals, latest activities and open tasks. */
export async function showAccount(ctx: CrmContext, id: string): Promise<AccountCard> {
  await getAccountRow(ctx, id);
  return accountAsItIs(ctx, id);
}

/** An account without a look at who may see it: who has just added it for another team still sees what he added. */
export async function accountAsItIs(ctx: CrmContext, id: string): Promise<AccountCard> {
  const scope = await scopeOf(ctx);
  const seen = (entity: RecordKind) => ({ deletedAt: null, ...withinScope(entity, scope) });
  const row = await ctx.tx.account.findFirstOrThrow({
    where: { id, organizationId: ctx.organization.id },
    include: {
      owner: true,
      priceBook: true,
      contacts: { where: seen('contact'), orderBy: { name: 'asc' }, take: 10 },
      activities: {
        where: seen('activity'),
        orderBy: { at: 'desc' },
        take: 5,
        include: { author: true },
      },
      tasks: { where: { ...seen('task'), status: 'open' }, orderBy: { dueOn: 'asc' }, take: 10 },
    },
  });
  return {
    ...row,
    owner: row.owner?.name ?? null,
    priceBook:
      row.priceBook === null || row.priceBook.deletedAt !== null ? null : toBook(row.priceBook),
    activities: row.activities.map((a) => ({ ...a, author: a.author.name })),
    deals: await listDeals(ctx, { accountId: id }),
  };
}

export type AccountFilter = {
  ownerId?: string | undefined;
  industry?: string | undefined;
  /** Also what the account's industry is called: "in biotech" does not say which of the two it means. */
  region?: string | undefined;
  custom?: Readonly<Record<string, unknown>> | undefined;
};

export type ListedAccount = {
  id: string;
  number: number;
  name: string;
  domain: string | null;
  industry: string | null;
  region: string | null;
  owner: { id: string; name: string } | null;
};

/** The accounts the actor may see that a filter lets through: how many there are, and the first by name. */
export async function listAccounts(
  ctx: CrmContext,
  { ownerId, industry, region, custom }: AccountFilter,
  limit: number,
): Promise<{ accounts: ListedAccount[]; count: number }> {
  const where = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    AND: [
      await ownedInScope(ctx),
      ...(await customConditions(ctx, 'account', custom)),
      ...(ownerId === undefined ? [] : [{ ownerId }]),
      ...(industry === undefined ? [] : [{ industry: has(industry) }]),
      ...(region === undefined
        ? []
        : [{ OR: [{ region: has(region) }, { industry: has(region) }] }]),
    ],
  };
  const accounts = await ctx.tx.account.findMany({
    where,
    include: { owner: { select: { id: true, name: true } } },
    orderBy: [{ name: 'asc' }, { number: 'asc' }],
    take: limit,
  });
  return { accounts, count: await ctx.tx.account.count({ where }) };
}

const has = (text: string) => ({ contains: text, mode: 'insensitive' }) as const;

/** An account the actor may see. */
export async function getAccountRow(ctx: CrmContext, id: string): Promise<Row> {
  const row = await ctx.tx.account.findFirst({
    where: { id, organizationId: ctx.organization.id, deletedAt: null },
  });
  if (row === null) throw new Refusal('record_gone', { entity: 'account' });
  const scope = await scopeOf(ctx);
  const ownerId = row.ownerId;
  if (scope !== 'all' && ownerId !== null && !scope.includes(ownerId)) {
    throw new Refusal('outside_scope', { entity: 'account' });
  }
  return row;
}

async function columns(ctx: CrmContext, data: AccountData): Promise<Record<string, unknown>> {
  const { name, domain, priceBook, custom, ...rest } = data;
  return {
    ...rest,
    ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
    ...(domain === undefined ? {} : { domain: domainOf(domain) }),
    ...(priceBook === undefined ? {} : { priceBookId: await bookId(ctx, priceBook) }),
    ...(await customColumns(ctx, 'account', custom)),
  };
}

async function bookId(ctx: CrmContext, said: string | null): Promise<string | null> {
  if (said === null) return null;
  const book = await getPriceBook(ctx, said);
  refuseInvalid(ctx, book, 'account');
  return book.id;
}

/** `https://www.Acme.com/about` is acme.com. */
function domainOf(text: string): string {
  const host =
    text
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .replace(/^www\./, '')
      .split(/[/?#:]/)[0] ?? '';
  if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(host))
    throw new Refusal('bad_domain', { domain: text });
  return host;
}

/**
 * Looks whether an account may have this, with `except` as the record itself.
 *
 * @throws Refusal `account_exists`.
 */
export async function refuseAccountTwin(
  ctx: CrmContext,
  data: AccountData,
  except: string | null,
): Promise<void> {
  const live = {
    organizationId: ctx.organization.id,
    deletedAt: null,
    ...(except === null ? {} : { id: { not: except } }),
  };
  if (data.domain !== undefined) {
    const twin = await ctx.tx.account.findFirst({
      where: { ...live, domain: domainOf(data.domain) },
      include: { owner: { select: { id: true, name: true } } },
    });
    if (twin !== null) {
      const named = (await mayName(ctx, twin)) ? twin : null;
      throw new Refusal('account_exists', {
        name: named?.name ?? null,
        owner: named?.owner?.name ?? null,
        field: 'domain',
      });
    }
  }
  const name = data.name;
  if (name !== undefined) {
    const alike = await ctx.tx.account.findMany({ where: { ...live, nameKey: nameKey(name) } });
    const twin = alike.find((account) => plainName(account.name) === plainName(name));
    // The name is the person's own word: it tells nothing that he did not say.
    if (twin !== undefined)
      throw new Refusal('account_exists', { name, owner: null, field: 'name' });
  }
}
