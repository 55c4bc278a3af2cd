import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { isMergeable, NUMBER_PREFIXES } from './fields.ts';
import type { Findable } from './lookup.ts';
import { mayName, scopeOf } from './members.ts';
import { dealNameKey, nameKey } from './names.ts';
import { maySee, withinScope } from './record-scope.ts';
import { delegateOf, findRow, labelOf, namesOf, type Row, setDeleted } from './store.ts';
import { refuseTaken } from './undo.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    not_deleted: { name: string };
    nothing_deleted: { name: string };
  }
}

/** What can be deleted, and comes back. */
export const DELETABLE = [
  'account',
  'contact',
  'lead',
  'deal',
  'task',
  'activity',
  'product',
  'quote',
  'order',
] as const satisfies readonly Findable[];
export type Deletable = (typeof DELETABLE)[number];

export type DeletedRecord = {
  entity: Deletable;
  id: string;
  /** `D-12`. */
  code: string;
  name: string;
  /** The account that a deal, a quote or an order belongs to. */
  account: string | null;
  deletedAt: Date;
  by: string | null;
};

/**
 * Records that were deleted and that the actor may see, the last deleted first. What was merged away is not deleted: it lives on.
 *
 * @param which what it was called, by its number or by words of its name; what kind it was; how many at most.
 */
export async function deletedRecords(
  ctx: CrmContext,
  which: {
    name?: string | undefined;
    id?: string | undefined;
    entity?: Deletable | undefined;
    limit: number;
  },
): Promise<DeletedRecord[]> {
  const scope = await scopeOf(ctx);
  const found: { entity: Deletable; row: Row }[] = [];
  for (const entity of which.entity === undefined ? DELETABLE : [which.entity]) {
    const called = which.name === undefined ? {} : calledSo(entity, which.name);
    if (called === null) continue;
    const rows = await delegateOf(ctx.tx, entity).findMany({
      where: {
        organizationId: ctx.organization.id,
        deletedAt: { not: null },
        ...(which.id === undefined ? {} : { id: which.id }),
        ...(isMergeable(entity) ? { mergedIntoId: null } : {}),
        AND: [withinScope(entity, scope), called],
      },
      orderBy: { deletedAt: 'desc' },
      take: which.limit,
    });
    found.push(...rows.map((row) => ({ entity, row })));
  }
  const latest = found
    .sort((a, b) => deletedAt(b.row).getTime() - deletedAt(a.row).getTime())
    .slice(0, which.limit);
  const accounts = await accountsOf(ctx, latest);
  const deleters = await deletersOf(ctx, latest);
  return latest.map(({ entity, row }) => ({
    entity,
    id: row.id,
    code: `${NUMBER_PREFIXES[entity]}-${String(row.number)}`,
    name: labelOf(entity, row),
    account: accounts.get(String(row.accountId)) ?? null,
    deletedAt: deletedAt(row),
    by: deleters.get(row.id) ?? null,
  }));
}

/**
 * Brings a deleted record back as it was: what pointed to it still does.
 *
 * @returns what it is called.
 * @throws Refusal `record_gone`, `not_deleted`, `outside_scope`, `account_exists`, `contact_exists`.
 */
export async function restoreRecord(
  ctx: CrmContext,
  entity: Deletable,
  id: string,
): Promise<string> {
  const row = await findRow(ctx, entity, id);
  if (row === null) throw new Refusal('record_gone', { entity });
  if (!(await maySee(ctx, entity, row))) throw new Refusal('outside_scope', { entity });
  if (row.deletedAt === null || (row.mergedIntoId ?? null) !== null)
    throw new Refusal('not_deleted', { name: labelOf(entity, row) });
  await refuseTaken(ctx, entity, row, row);
  await setDeleted(ctx, entity, row, false);
  return labelOf(entity, row);
}

/** Which rows are called so; null where nothing of this kind can be. */
function calledSo(entity: Deletable, name: string): object | null {
  const code = /^([a-z]{1,2})-(\d{1,9})$/i.exec(name.trim());
  if (code !== null)
    return code[1]?.toUpperCase() === NUMBER_PREFIXES[entity] ? { number: Number(code[2]) } : null;
  const has = (column: string, text: string) => ({
    [column]: { contains: text, mode: 'insensitive' },
  });
  const key = nameKey(name);
  switch (entity) {
    case 'task':
      return has('title', name);
    case 'activity':
      return has('summary', name);
    case 'quote':
    case 'order':
      return { account: has('nameKey', key) };
    case 'deal': {
      const words = dealNameKey(name).split(' ');
      // "Acme renewal" is the deal Renewal of Acme.
      return {
        AND: words.map((word) => ({
          OR: [has('nameKey', word), { account: has('nameKey', word) }],
        })),
      };
    }
    default:
      return has('nameKey', key);
  }
}

function deletedAt(row: Row): Date {
  return row.deletedAt as Date;
}

async function accountsOf(
  ctx: CrmContext,
  found: readonly { entity: Deletable; row: Row }[],
): Promise<Map<string, string>> {
  const of = found.filter(({ entity }) => ['deal', 'quote', 'order', 'contact'].includes(entity));
  const ids = of.flatMap(({ row }) => (typeof row.accountId === 'string' ? [row.accountId] : []));
  if (ids.length === 0) return new Map();
  const accounts = await delegateOf(ctx.tx, 'account').findMany({
    where: { organizationId: ctx.organization.id, id: { in: ids } },
  });
  const named: [string, string][] = [];
  for (const row of accounts) {
    const ownerId = typeof row.ownerId === 'string' ? row.ownerId : null;
    if (await mayName(ctx, { ownerId })) named.push([row.id, row.name ?? '']);
  }
  return new Map(named);
}

async function deletersOf(
  ctx: CrmContext,
  found: readonly { row: Row }[],
): Promise<Map<string, string>> {
  const changes = await ctx.tx.change.findMany({
    where: {
      organizationId: ctx.organization.id,
      recordId: { in: found.map(({ row }) => row.id) },
      operation: 'delete',
    },
    orderBy: { changeSetId: 'asc' },
    select: { recordId: true, changeSet: { select: { actorId: true } } },
  });
  const ids = changes.flatMap(({ changeSet }) => changeSet.actorId ?? []);
  const names = new Map((await namesOf(ctx, 'member', ids)).map(({ id, name }) => [id, name]));
  return new Map(
    changes.flatMap(({ recordId, changeSet }) => {
      const name = names.get(changeSet.actorId ?? '');
      return name === undefined ? [] : [[recordId, name] as const];
    }),
  );
}
