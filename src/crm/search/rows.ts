import type {
  Account,
  Activity,
  Contact,
  Deal,
  Lead,
  Member,
  Order,
  Product,
  Quote,
  Task,
  Ticket,
} from '../../generated/prisma/client.ts';
import { formatMoney, moneyFrom } from '../../platform/money.ts';
import type { SqlValue } from '../../platform/sql.ts';
import type { CrmContext } from '../context.ts';
import { isMergeable } from '../fields.ts';
import type { Findable } from '../lookup.ts';
import { scopeOf } from '../members.ts';
import { nameKey } from '../names.ts';
import { OWNED_BY } from '../record-scope.ts';
import { ticketScope } from '../ticket-scope.ts';

/** A record as far as it can be named and told from its neighbours. */
export type Row = {
  entity: Findable;
  id: string;
  name: string;
  key: string;
  also: string | null;
  alsoKey: string | null;
  /** Domain, e-mail address, phone number: a mention that is one of them names the row. */
  addresses: readonly string[];
  detail: string;
  open: boolean;
};

type Which = { id: string } | { ids: readonly string[] } | { number: number } | 'all' | 'deleted';

/** The live records of a kind with these ids or this number that the actor may see; or those that were deleted. */
export async function rowsOf(ctx: CrmContext, entity: Findable, which: Which): Promise<Row[]> {
  // Also of what has no owner a customer finds nothing.
  if (ctx.actor.kind === 'customer' && entity !== 'ticket') return [];
  const { from, columns } = SOURCES[entity];
  const owner = OWNED_BY[entity];
  if (entity === 'member' && typeof which === 'object' && 'number' in which) return [];
  const values: SqlValue[] = [ctx.organization.id];
  const put = (value: SqlValue): string => `$${values.push(value)}`;
  const live = which === 'deleted' ? 'IS NOT NULL' : 'IS NULL';
  const conditions = ['r."organizationId" = $1', `r."deletedAt" ${live}`];
  if (typeof which === 'object') {
    if ('number' in which) conditions.push(`r."number" = ${put(which.number)}`);
    else if ('id' in which) conditions.push(`r."id" = ${put(which.id)}`);
    else conditions.push(`r."id" = ANY(${put(which.ids)}::uuid[])`);
  }
  if (entity === 'ticket') {
    const own = await ticketScope(ctx);
    if (own !== 'all')
      conditions.push(
        `(r."requesterId" = ANY(${put([...own.requesters])}::uuid[]) OR r."assigneeId" = ${put(own.assignee)}::uuid)`,
      );
  }
  const scope = await scopeOf(ctx);
  if (scope !== 'all' && owner !== undefined) {
    const theirs = `r."${owner.column}" = ANY(${put([...scope])}::uuid[])`;
    conditions.push(owner.orNobody ? `(${theirs} OR r."${owner.column}" IS NULL)` : theirs);
  }
  const found = await ctx.tx.sql<object>(
    `SELECT ${columns} FROM ${from} WHERE ${conditions.join(' AND ')}
     ${entity === 'quote' ? 'ORDER BY r."revision" DESC' : ''}`,
    ...values,
  );
  return toRows(entity, found, ctx.actor.locale);
}

/** The records behind hits, in their order. */
export async function rowsFor(
  ctx: CrmContext,
  hits: readonly { entity: Findable; recordId: string }[],
): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (const entity of new Set(hits.map((hit) => hit.entity))) {
    const ids = hits.filter((hit) => hit.entity === entity).map((hit) => hit.recordId);
    for (const row of await rowsOf(ctx, entity, { ids })) rows.set(row.id, row);
  }
  return hits.flatMap((hit) => rows.get(hit.recordId) ?? []);
}

/** The record that a merged one lives on in; null when this one was never merged. */
export async function mergedInto(
  ctx: CrmContext,
  entity: Findable,
  which: { id: string } | { number: number },
): Promise<string | null> {
  if (!isMergeable(entity)) return null;
  const where = {
    ...which,
    organizationId: ctx.organization.id,
    deletedAt: { not: null },
    mergedIntoId: { not: null },
  };
  const row = await (ctx.tx[entity] as typeof ctx.tx.account).findFirst({
    where,
    select: { mergedIntoId: true },
  });
  return row?.mergedIntoId ?? null;
}

/** Where the rows of a kind are. */
type Source = { from: string; columns: string };

const OF_ACCOUNT =
  '"Account" a ON a."organizationId" = r."organizationId" AND a."id" = r."accountId"';
const WITH_ACCOUNT = 'r.*, a."name" AS "accountName"';

const SOURCES: Readonly<Record<Findable, Source>> = {
  account: { from: '"Account" r', columns: 'r.*' },
  contact: {
    from: `"Contact" r LEFT JOIN ${OF_ACCOUNT}`,
    columns: WITH_ACCOUNT,
  },
  lead: { from: '"Lead" r', columns: 'r.*' },
  deal: {
    from: `"Deal" r JOIN ${OF_ACCOUNT} JOIN "Stage" s ON s."organizationId" = r."organizationId" AND s."id" = r."stageId"`,
    columns: `${WITH_ACCOUNT}, s."nameEn" AS "stageEn", s."nameZh" AS "stageZh"`,
  },
  product: { from: '"Product" r', columns: 'r.*' },
  quote: { from: `"Quote" r JOIN ${OF_ACCOUNT}`, columns: WITH_ACCOUNT },
  order: { from: `"Order" r JOIN ${OF_ACCOUNT}`, columns: WITH_ACCOUNT },
  task: {
    from: '"Task" r JOIN "Member" m ON m."organizationId" = r."organizationId" AND m."id" = r."assigneeId"',
    columns: 'r.*, m."name" AS "assigneeName"',
  },
  activity: {
    from: `"Activity" r LEFT JOIN ${OF_ACCOUNT}
      LEFT JOIN "Deal" d ON d."organizationId" = r."organizationId" AND d."id" = r."dealId"
      LEFT JOIN "Contact" c ON c."organizationId" = r."organizationId" AND c."id" = r."contactId"`,
    columns: 'r.*, coalesce(d."name", c."name", a."name") AS "aboutName"',
  },
  // Whose they are, `ticketScope` says.
  ticket: {
    from: `"Ticket" r LEFT JOIN ${OF_ACCOUNT}`,
    columns: WITH_ACCOUNT,
  },
  member: { from: '"Member" r', columns: 'r.*' },
};

/** What is compared and shown of the rows that the source of a kind gives. */
function toRows(entity: Findable, found: readonly object[], locale: 'en' | 'zh'): Row[] {
  const amountOf = (amount: { toFixed: () => string }, currency: string): string =>
    formatMoney(moneyFrom(amount.toFixed(), currency), locale);
  switch (entity) {
    case 'account':
      return (found as Account[]).map((r) =>
        row(entity, r, r.name, {
          key: r.nameKey,
          details: [`A-${r.number}`, r.domain, r.region],
          addresses: [r.domain],
        }),
      );
    case 'contact':
      return (found as (Contact & { accountName: string | null })[]).map((r) =>
        row(entity, r, r.name, {
          key: r.nameKey,
          details: [r.accountName, r.title, r.email],
          addresses: [r.email, r.phoneKey],
        }),
      );
    case 'lead':
      return (found as Lead[]).map((r) =>
        row(entity, r, r.name, {
          key: r.nameKey,
          also: r.company,
          details: [`L-${r.number}`, r.company, r.email],
          open: r.status !== 'converted' && r.status !== 'unqualified',
          addresses: [r.email, r.phoneKey],
        }),
      );
    case 'deal':
      return (found as (Deal & { accountName: string; stageEn: string; stageZh: string })[]).map(
        (r) =>
          row(entity, r, r.name, {
            key: r.nameKey,
            also: r.accountName,
            details: [
              `D-${r.number}`,
              r.accountName === r.name ? null : r.accountName,
              r.amount === null || r.currency === null ? null : amountOf(r.amount, r.currency),
              locale === 'zh' ? r.stageZh : r.stageEn,
            ],
            open: r.status === 'open',
          }),
      );
    case 'product':
      return (found as Product[]).map((r) =>
        row(entity, r, r.name, {
          key: r.nameKey,
          details: [`P-${r.number}`, r.sku, amountOf(r.amount, r.currency)],
          open: r.active,
          addresses: [r.sku?.toLowerCase() ?? null],
        }),
      );
    case 'quote':
      // Of the revisions of a quote only the latest is spoken of.
      return (found as (Quote & { accountName: string })[])
        .filter((r, i, all) => all.findIndex((o) => o.number === r.number) === i)
        .map((r) =>
          row(entity, r, `Q-${r.number}`, {
            key: `q ${r.number}`,
            also: r.accountName,
            details: [r.accountName, amountOf(r.total, r.currency)],
            open: r.status === 'draft' || r.status === 'sent',
          }),
        );
    case 'order':
      return (found as (Order & { accountName: string })[]).map((r) =>
        row(entity, r, `SO-${r.number}`, {
          key: `so ${r.number}`,
          also: r.accountName,
          details: [r.accountName, amountOf(r.total, r.currency)],
          open: r.status === 'draft' || r.status === 'confirmed',
        }),
      );
    case 'task':
      return (found as (Task & { assigneeName: string })[]).map((r) =>
        row(entity, r, r.title, {
          key: nameKey(r.title),
          details: [`T-${r.number}`, r.assigneeName],
          open: r.status === 'open',
        }),
      );
    case 'activity':
      return (found as (Activity & { aboutName: string | null })[]).map((r) =>
        row(entity, r, r.summary ?? r.kind, {
          key: '',
          details: [`N-${r.number}`, r.aboutName],
        }),
      );
    case 'ticket':
      return (found as (Ticket & { accountName: string | null })[]).map((r) =>
        row(entity, r, r.subject, {
          key: nameKey(r.subject),
          also: r.accountName ?? r.requesterName,
          details: [`TK-${r.number}`, r.accountName, r.requesterName],
          open: r.status !== 'closed',
        }),
      );
    case 'member':
      return (found as Member[]).map((r) =>
        row(entity, r, r.name, {
          key: r.nameKey,
          details: [r.role, r.email],
          addresses: [r.email],
        }),
      );
    default:
      return entity satisfies never;
  }
}

function row(
  entity: Findable,
  { id }: { id: string },
  name: string,
  more: {
    key: string;
    also?: string | null;
    details: readonly (string | null)[];
    open?: boolean;
    addresses?: readonly (string | null)[];
  },
): Row {
  const also = more.also ?? null;
  return {
    entity,
    id,
    name,
    key: more.key,
    also,
    alsoKey: also === null ? null : nameKey(also),
    addresses: (more.addresses ?? []).filter((address) => address !== null),
    detail: more.details.filter((d) => d !== null && d !== '').join(', '),
    open: more.open ?? true,
  };
}
