import { formatMoney, moneyFrom } from '../../platform/money.ts';
import type { CrmContext } from '../context.ts';
import { isMergeable } from '../fields.ts';
import type { Findable } from '../lookup.ts';
import { scopeOf } from '../members.ts';
import { nameKey } from '../names.ts';

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

type Filter = { id?: string | { in: string[] }; number?: number };
type Live = Filter & { organizationId: string; deletedAt: null };
type Reader = (ctx: CrmContext, where: Live, owners: string[] | null) => Promise<Row[]>;

/** The live records of a kind with these ids or this number that the actor may see. */
export async function rowsOf(ctx: CrmContext, entity: Findable, which: Filter): Promise<Row[]> {
  // Also of what has no owner a customer finds nothing.
  if (ctx.actor.kind === 'customer') return [];
  const scope = await scopeOf(ctx);
  const where = { ...which, organizationId: ctx.organization.id, deletedAt: null };
  return READERS[entity](ctx, where, scope === 'all' ? null : [...scope]);
}

/** The records behind hits, in their order. */
export async function rowsFor(
  ctx: CrmContext,
  hits: readonly { entity: Findable; recordId: string }[],
): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (const entity of new Set(hits.map((hit) => hit.entity))) {
    const ids = hits.filter((hit) => hit.entity === entity).map((hit) => hit.recordId);
    for (const row of await rowsOf(ctx, entity, { id: { in: ids } })) rows.set(row.id, row);
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

/** Whose: of these people, or nobody's. */
const ofOrNobodys = (owners: string[] | null): object =>
  owners === null ? {} : { OR: [{ ownerId: { in: owners } }, { ownerId: null }] };
const of = (column: string, owners: string[] | null): object =>
  owners === null ? {} : { [column]: { in: owners } };

const READERS: Readonly<Record<Findable, Reader>> = {
  account: async (ctx, where, owners) => {
    const rows = await ctx.tx.account.findMany({ where: { ...where, ...ofOrNobodys(owners) } });
    return rows.map((r) =>
      row('account', r, r.name, {
        key: r.nameKey,
        details: [`A-${r.number}`, r.domain, r.region],
        addresses: [r.domain],
      }),
    );
  },
  contact: async (ctx, where, owners) => {
    const rows = await ctx.tx.contact.findMany({
      where: { ...where, ...ofOrNobodys(owners) },
      include: { account: { select: { name: true } } },
    });
    return rows.map((r) =>
      row('contact', r, r.name, {
        key: r.nameKey,
        details: [r.account?.name ?? null, r.title, r.email],
        addresses: [r.email, r.phoneKey],
      }),
    );
  },
  lead: async (ctx, where, owners) => {
    const rows = await ctx.tx.lead.findMany({ where: { ...where, ...ofOrNobodys(owners) } });
    return rows.map((r) =>
      row('lead', r, r.name, {
        key: r.nameKey,
        also: r.company,
        details: [`L-${r.number}`, r.company, r.email],
        open: r.status !== 'converted' && r.status !== 'unqualified',
        addresses: [r.email, r.phoneKey],
      }),
    );
  },
  deal: async (ctx, where, owners) => {
    const rows = await ctx.tx.deal.findMany({
      where: { ...where, ...of('ownerId', owners) },
      include: { account: { select: { name: true } }, stage: true },
    });
    return rows.map((r) =>
      row('deal', r, r.name, {
        key: r.nameKey,
        also: r.account.name,
        details: [
          `D-${r.number}`,
          r.account.name === r.name ? null : r.account.name,
          r.amount === null || r.currency === null ? null : amountOf(ctx, r.amount, r.currency),
          ctx.actor.locale === 'zh' ? r.stage.nameZh : r.stage.nameEn,
        ],
        open: r.status === 'open',
      }),
    );
  },
  product: async (ctx, where) => {
    const rows = await ctx.tx.product.findMany({ where });
    return rows.map((r) =>
      row('product', r, r.name, {
        key: r.nameKey,
        details: [`P-${r.number}`, r.sku, amountOf(ctx, r.amount, r.currency)],
        open: r.active,
        addresses: [r.sku?.toLowerCase() ?? null],
      }),
    );
  },
  quote: async (ctx, where, owners) => {
    const rows = await ctx.tx.quote.findMany({
      where: { ...where, ...of('ownerId', owners) },
      include: { account: { select: { name: true } } },
      orderBy: { revision: 'desc' },
    });
    // Of the revisions of a quote only the latest is spoken of.
    const latest = rows.filter((r, i) => rows.findIndex((o) => o.number === r.number) === i);
    return latest.map((r) =>
      row('quote', r, `Q-${r.number}`, {
        key: `q ${r.number}`,
        also: r.account.name,
        details: [r.account.name, amountOf(ctx, r.total, r.currency)],
        open: r.status === 'draft' || r.status === 'sent',
      }),
    );
  },
  order: async (ctx, where, owners) => {
    const rows = await ctx.tx.order.findMany({
      where: { ...where, ...of('ownerId', owners) },
      include: { account: { select: { name: true } } },
    });
    return rows.map((r) =>
      row('order', r, `SO-${r.number}`, {
        key: `so ${r.number}`,
        also: r.account.name,
        details: [r.account.name, amountOf(ctx, r.total, r.currency)],
        open: r.status === 'draft' || r.status === 'confirmed',
      }),
    );
  },
  task: async (ctx, where, owners) => {
    const rows = await ctx.tx.task.findMany({
      where: { ...where, ...of('assigneeId', owners) },
      include: { assignee: { select: { name: true } } },
    });
    return rows.map((r) =>
      row('task', r, r.title, {
        key: nameKey(r.title),
        details: [`T-${r.number}`, r.assignee.name],
        open: r.status === 'open',
      }),
    );
  },
  activity: async (ctx, where, owners) => {
    const rows = await ctx.tx.activity.findMany({
      where: { ...where, ...of('authorId', owners) },
      include: {
        account: { select: { name: true } },
        deal: { select: { name: true } },
        contact: { select: { name: true } },
      },
    });
    return rows.map((r) =>
      row('activity', r, r.summary ?? r.kind, {
        key: '',
        details: [`N-${r.number}`, (r.deal ?? r.contact ?? r.account)?.name ?? null],
      }),
    );
  },
  member: async (ctx, where) => {
    const { number, ...rest } = where;
    if (number !== undefined) return [];
    const rows = await ctx.tx.member.findMany({ where: rest });
    return rows.map((r) =>
      row('member', r, r.name, {
        key: r.nameKey,
        details: [r.role, r.email],
        addresses: [r.email],
      }),
    );
  },
};

function amountOf(ctx: CrmContext, amount: { toFixed: () => string }, currency: string): string {
  return formatMoney(moneyFrom(amount.toFixed(), currency), ctx.actor.locale);
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
