import { dayColumn, dayOf } from '../crm/columns.ts';
import type { CrmContext } from '../crm/context.ts';
import { scopeOf } from '../crm/members.ts';
import { exchanged, rateBook } from '../crm/rates.ts';
import type { Period } from '../crm/report-period.ts';
import { createRecord, findRow, updateRecord } from '../crm/store.ts';
import { addDays } from '../platform/clock.ts';
import { isCurrency, type Money, moneyFrom } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    quota_exists: { name: string };
  }
}

/** Whose quota it is: a member's, a team's, or the organization's. */
export type QuotaOwner =
  | { readonly kind: 'member' | 'team'; readonly id: string; readonly name: string }
  | { readonly kind: 'whole' };

/** For whom quotas are added up: also some people who are no team of their own. */
export type QuotaWhose = QuotaOwner | { readonly kind: 'people' };

export type Quota = {
  readonly id: string;
  readonly owner: QuotaOwner;
  readonly period: Period;
  readonly value: Money;
};

/**
 * Sets a quota, in the base currency where none is named; one of the same owner and days is changed.
 *
 * @returns what it was before; null for a new one.
 * @throws Refusal `unknown_currency`, `outside_scope`, `quota_exists` when it is so already.
 */
export async function setQuota(
  ctx: CrmContext,
  owner: QuotaOwner,
  period: Period,
  said: { amount: number; currency: string | null },
): Promise<{ value: Money; before: Money | null }> {
  const currency = said.currency ?? ctx.organization.baseCurrency;
  if (!isCurrency(currency)) throw new Refusal('unknown_currency', { currency });
  await refuseOutsideScope(ctx, owner);
  const value = moneyFrom(PLAIN.format(said.amount), currency);
  const known = await ctx.tx.quota.findFirst({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      ...columnsOf(owner),
      startsOn: dayColumn(period.start),
      endsOn: dayColumn(period.end),
    },
  });
  const written = { amount: PLAIN.format(said.amount), currency };
  const name = owner.kind === 'whole' ? ctx.organization.name : owner.name;
  if (known === null) {
    await createRecord(ctx, 'quota', {
      name,
      ...columnsOf(owner),
      startsOn: dayColumn(period.start),
      endsOn: dayColumn(period.end),
      ...written,
    });
    return { value, before: null };
  }
  const row = await findRow(ctx, 'quota', known.id);
  if (row === null) throw new Error('a quota that was found is there');
  const changes = ctx.history.changes.length;
  await updateRecord(ctx, 'quota', row, written);
  if (ctx.history.changes.length === changes) throw new Refusal('quota_exists', { name });
  return { value, before: moneyFrom(known.amount.toFixed(), known.currency) };
}

/** For whom the actor may set a quota: the whole company first, then teams, then people, by their names. */
export async function possibleOwners(ctx: CrmContext): Promise<QuotaOwner[]> {
  const scope = await scopeOf(ctx);
  const whole = await seesEverybody(ctx);
  const own = { organizationId: ctx.organization.id, deletedAt: null };
  const inScope = whole || scope === 'all' ? {} : { id: { in: [...scope] } };
  const members = await ctx.tx.member.findMany({
    where: { ...own, ...inScope, role: { in: ['rep', 'manager', 'admin'] } },
    select: { id: true, name: true, teamId: true },
    orderBy: { name: 'asc' },
  });
  const outside = whole ? new Set<string>() : await teamsOutside(ctx, scope);
  const teams = await ctx.tx.team.findMany({
    where: { ...own, members: { some: { id: { in: members.map(({ id }) => id) } } } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  return [
    ...(whole ? [{ kind: 'whole' } as const] : []),
    ...teams
      .filter(({ id }) => !outside.has(id))
      .map(({ id, name }) => ({ kind: 'team', id, name }) as const),
    ...members.map(({ id, name }) => ({ kind: 'member', id, name }) as const),
  ];
}

const PLAIN = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 4 });

/** The quotas that touch a period, of whom the actor may see: members in his scope, teams that lie in it, the organization's for all. */
export async function listQuotas(
  ctx: CrmContext,
  filter: { period?: Period | undefined; ownerId?: string | undefined },
): Promise<Quota[]> {
  const rows = await ctx.tx.quota.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      ...(filter.ownerId === undefined ? {} : { memberId: filter.ownerId }),
      ...(filter.period === undefined
        ? {}
        : {
            startsOn: { lte: dayColumn(filter.period.end) },
            endsOn: { gte: dayColumn(filter.period.start) },
          }),
    },
    include: {
      member: { select: { id: true, name: true } },
      team: { select: { id: true, name: true } },
    },
    orderBy: [{ startsOn: 'asc' }, { name: 'asc' }],
  });
  const scope = (await seesEverybody(ctx)) ? 'all' : await scopeOf(ctx);
  const outside = await teamsOutside(ctx, scope);
  return rows
    .filter(
      ({ memberId, teamId }) =>
        scope === 'all' ||
        (memberId !== null && scope.includes(memberId)) ||
        (teamId !== null && !outside.has(teamId)),
    )
    .map((row) => ({
      id: row.id,
      owner: ownerOf(row),
      period: { start: dayOf(row.startsOn) ?? '', end: dayOf(row.endsOn) ?? '' },
      value: moneyFrom(row.amount.toFixed(), row.currency),
    }));
}

type Named = { id: string; name: string } | null;

function ownerOf({ member, team }: { member: Named; team: Named }): QuotaOwner {
  if (member !== null) return { kind: 'member', ...member };
  return team === null ? { kind: 'whole' } : { kind: 'team', ...team };
}

/**
 * What some people are to win in a period, in a currency. Their own quota if it is for just these days, else the quotas of the parts
 * that the period falls into (the months of a quarter); where the organization or a team has none, those of its teams and members
 * together. Null where days are not covered, or a rate is missing.
 */
export async function quotaFor(
  ctx: CrmContext,
  whose: QuotaWhose,
  memberIds: readonly string[],
  period: Period,
  currency: string,
): Promise<Money | null> {
  const quotas = await listQuotasOf(ctx, period);
  const book = await rateBook(ctx);
  const inOne = (money: Money) => exchanged(book, money, currency);
  const of = (belongs: (quota: Quota) => boolean) =>
    coveredBy(quotas.filter(belongs), period, inOne);
  if (whose.kind !== 'people') {
    const own = of(({ owner }) => isSame(owner, whose));
    if (own !== null) return { minor: own, currency };
    if (whose.kind === 'member') return null;
  }
  // Teams whose people are all among these count as such; those who are in none of them one by one.
  const teams = whose.kind === 'team' ? [] : await teamsWithin(ctx, memberIds);
  const theirs = teams.map((team) => ({
    ...team,
    minor: of(({ owner }) => owner.kind === 'team' && owner.id === team.id),
  }));
  const alone = memberIds.filter(
    (id) => !theirs.some(({ minor, members }) => minor !== null && members.includes(id)),
  );
  const parts = [
    ...theirs.map(({ minor }) => minor),
    ...alone.map((id) => of(({ owner }) => owner.kind === 'member' && owner.id === id)),
  ].filter((minor) => minor !== null);
  if (parts.length === 0) return null;
  return { minor: parts.reduce((sum, minor) => sum + minor, 0n), currency };
}

function isSame(owner: QuotaOwner, whose: QuotaOwner): boolean {
  if (owner.kind === 'whole' || whose.kind === 'whole') return owner.kind === whose.kind;
  return owner.kind === whose.kind && owner.id === whose.id;
}

/** The teams all of whose people are among these. */
async function teamsWithin(
  { tx, organization }: CrmContext,
  memberIds: readonly string[],
): Promise<{ id: string; members: readonly string[] }[]> {
  const rows = await tx.sql<{ id: string; teamId: string }>`
    SELECT "id", "teamId" FROM "Member" WHERE "organizationId" = ${organization.id} AND "deletedAt" IS NULL AND "teamId" IS NOT NULL`;
  const teams = [...new Set(rows.map(({ teamId }) => teamId))].map((id) => ({
    id,
    members: rows.filter(({ teamId }) => teamId === id).map((row) => row.id),
  }));
  return teams.filter(({ members }) => members.every((id) => memberIds.includes(id)));
}

/** Quotas that lie within a period. */
async function listQuotasOf(ctx: CrmContext, period: Period): Promise<Quota[]> {
  const rows = await ctx.tx.quota.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      startsOn: { gte: dayColumn(period.start) },
      endsOn: { lte: dayColumn(period.end) },
    },
    include: {
      member: { select: { id: true, name: true } },
      team: { select: { id: true, name: true } },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    owner: ownerOf(row),
    period: { start: dayOf(row.startsOn) ?? '', end: dayOf(row.endsOn) ?? '' },
    value: moneyFrom(row.amount.toFixed(), row.currency),
  }));
}

/** The sum of quotas that follow each other from the first to the last day of a period; the longest ones are taken. */
export function coveredBy(
  quotas: readonly Pick<Quota, 'period' | 'value'>[],
  period: Period,
  inOne: (money: Money) => Money | null,
): bigint | null {
  let minor = 0n;
  let day = period.start;
  while (day <= period.end) {
    const from = day;
    const [longest] = quotas
      .filter((quota) => quota.period.start === from)
      .sort((a, b) => (a.period.end < b.period.end ? 1 : -1));
    const worth = longest === undefined ? null : inOne(longest.value);
    if (longest === undefined || worth === null) return null;
    minor += worth.minor;
    day = addDays(longest.period.end, 1);
  }
  return minor;
}

function columnsOf(owner: QuotaOwner): { memberId: string | null; teamId: string | null } {
  return {
    memberId: owner.kind === 'member' ? owner.id : null,
    teamId: owner.kind === 'team' ? owner.id : null,
  };
}

async function refuseOutsideScope(ctx: CrmContext, owner: QuotaOwner): Promise<void> {
  const scope = await scopeOf(ctx);
  if (scope === 'all' || (await seesEverybody(ctx))) return;
  const within =
    owner.kind === 'member'
      ? scope.includes(owner.id)
      : owner.kind === 'team' && !(await teamsOutside(ctx, scope)).has(owner.id);
  if (!within) throw new Refusal('outside_scope', { entity: 'member' });
}

/** Whether the actor may see everybody's records: by his role, or because there is nobody else. */
export async function seesEverybody(ctx: CrmContext): Promise<boolean> {
  const scope = await scopeOf(ctx);
  if (scope === 'all') return true;
  const [row] = await ctx.tx.sql<{ others: boolean }>`
    SELECT EXISTS (SELECT 1 FROM "Member" WHERE "organizationId" = ${ctx.organization.id}
      AND NOT ("id" = ANY(${[...scope]}::uuid[]))) AS "others"`;
  return row?.others === false;
}

/** Teams of which the actor may not see everybody. */
export async function teamsOutside(
  ctx: CrmContext,
  scope: 'all' | readonly string[],
): Promise<ReadonlySet<string>> {
  if (scope === 'all') return new Set();
  const rows = await ctx.tx.sql<{ teamId: string }>`
    SELECT DISTINCT "teamId" FROM "Member" WHERE "organizationId" = ${ctx.organization.id} AND "deletedAt" IS NULL
      AND "teamId" IS NOT NULL AND NOT ("id" = ANY(${[...scope]}::uuid[]))`;
  return new Set(rows.map(({ teamId }) => teamId));
}
