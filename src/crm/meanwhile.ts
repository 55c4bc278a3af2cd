import type { CrmContext } from './context.ts';
import { columnsOf, FIELDS, type RecordKind } from './fields.ts';
import { describeChanges, type FieldChange } from './history.ts';
import { maySee } from './record-scope.ts';
import { columnsIn } from './recorder.ts';
import { findRow } from './store.ts';

/** What a field of a record was changed to, and by whom. */
export type ChangeByOther = { by: string; change: FieldChange };

/** So many changes of one record are looked through: more in the time of a form are none. */
const MOST = 50;

/**
 * The last change of each of these fields of a record after a moment, where somebody else than the actor made it. Empty for a record
 * that the actor may not see.
 */
export async function changedByOthers(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
  fields: readonly string[],
  since: Date,
): Promise<ChangeByOther[]> {
  const row = await findRow(ctx, entity, id);
  if (row === null || !(await maySee(ctx, entity, row))) return [];
  const rows = await ctx.tx.change.findMany({
    where: {
      organizationId: ctx.organization.id,
      entity,
      recordId: id,
      operation: 'update',
      changeSet: { at: { gt: since } },
    },
    include: { changeSet: { include: { actor: { select: { id: true, name: true } } } } },
    orderBy: { changeSetId: 'desc' },
    take: MOST,
  });
  const found: ChangeByOther[] = [];
  for (const field of fields) {
    const spec = FIELDS[entity][field];
    const last = rows.find(({ after }) =>
      spec === undefined ? false : columnsOf(spec).some((column) => column in columnsIn(after)),
    );
    if (last === undefined || isActor(ctx, last.changeSet.actor?.id)) continue;
    const { recordId, label, operation } = last;
    const [before, after] = [columnsIn(last.before), columnsIn(last.after)];
    const described = await describeChanges(ctx, [
      { entity, recordId, label, operation, before, after },
    ]);
    const change = described.find((one) => one.field === field);
    if (change !== undefined) found.push({ by: last.changeSet.actor?.name ?? 'Parley', change });
  }
  return found;
}

function isActor({ actor }: CrmContext, id: string | undefined): boolean {
  return actor.kind === 'member' && actor.id === id;
}
