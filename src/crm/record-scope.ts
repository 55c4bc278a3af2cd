import type { CrmContext } from './context.ts';
import type { RecordKind } from './fields.ts';
import { scopeOf } from './members.ts';

/** The column that says whose a record is, and whether one of nobody is everybody's. Kinds that are not here are everybody's. */
export const OWNED_BY: Partial<
  Readonly<Record<RecordKind, { column: string; orNobody: boolean }>>
> = {
  account: { column: 'ownerId', orNobody: true },
  contact: { column: 'ownerId', orNobody: true },
  lead: { column: 'ownerId', orNobody: true },
  deal: { column: 'ownerId', orNobody: false },
  quote: { column: 'ownerId', orNobody: false },
  order: { column: 'ownerId', orNobody: false },
  task: { column: 'assigneeId', orNobody: false },
  activity: { column: 'authorId', orNobody: false },
};

type Scope = 'all' | readonly string[];

/** The records of a kind within a scope, as a condition for Prisma. */
export function withinScope(entity: RecordKind, scope: Scope): object {
  const owned = OWNED_BY[entity];
  if (scope === 'all' || owned === undefined) return {};
  const theirs = { [owned.column]: { in: [...scope] } };
  return owned.orNobody ? { OR: [theirs, { [owned.column]: null }] } : theirs;
}

/** Whether the actor may see a record. */
export async function maySee(
  ctx: CrmContext,
  entity: RecordKind,
  row: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  return isWithin(entity, row, await scopeOf(ctx));
}

export function isWithin(
  entity: RecordKind,
  row: Readonly<Record<string, unknown>>,
  scope: Scope,
): boolean {
  const owned = OWNED_BY[entity];
  if (scope === 'all' || owned === undefined) return true;
  const owner = row[owned.column];
  return typeof owner === 'string' ? scope.includes(owner) : owned.orNobody;
}
