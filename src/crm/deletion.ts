import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import type { RecordKind } from './fields.ts';
import { isLocked } from './orders.ts';
import { maySee } from './record-scope.ts';
import { delegateOf, findRow, labelOf, POINTING, type Row, setDeleted } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    has_open_work: { name: string; deals: number; orders: number };
  }
}

/** What hangs on a record that is to be deleted: live records by kind. They stay, and belong to it again when it is restored. */
export type Deletion = {
  name: string;
  attached: readonly { entity: RecordKind; count: number }[];
};

/**
 * What deleting a record would leave behind.
 *
 * @throws Refusal as `deleteRecord`.
 */
export async function planDeletion(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
): Promise<Deletion> {
  const row = await deletable(ctx, entity, id);
  const pointing = POINTING[entity];
  const attached: { entity: RecordKind; count: number }[] = [];
  for (const from of pointing?.from ?? []) {
    if (from.endsWith('Line') || from === 'priceEntry') continue;
    const count = await pointingTo(ctx, from, pointing?.column ?? '', id);
    if (count > 0) attached.push({ entity: from, count });
  }
  return { name: labelOf(entity, row), attached };
}

/**
 * Deletes a record softly. What belongs to it stays; an account that is still worked with stays, too.
 *
 * @throws Refusal `record_gone`, `outside_scope`, `order_locked`, `has_open_work`.
 */
export async function deleteRecord(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
): Promise<string> {
  const row = await deletable(ctx, entity, id);
  await setDeleted(ctx, entity, row, true);
  return labelOf(entity, row);
}

async function deletable(ctx: CrmContext, entity: RecordKind, id: string): Promise<Row> {
  const row = await findRow(ctx, entity, id);
  if (row === null || row.deletedAt !== null) throw new Refusal('record_gone', { entity });
  if (!(await maySee(ctx, entity, row))) throw new Refusal('outside_scope', { entity });
  if (entity === 'order' && isLocked(row.status))
    throw new Refusal('order_locked', { name: labelOf(entity, row), status: row.status });
  if (entity === 'account') await refuseOpenWork(ctx, row);
  return row;
}

/** Deals and orders need their account: deleting it under them would leave a pipeline of nobody. */
async function refuseOpenWork(ctx: CrmContext, account: Row): Promise<void> {
  const open = (entity: RecordKind, status: object) =>
    pointingTo(ctx, entity, 'accountId', account.id, { status });
  const deals = await open('deal', { equals: 'open' });
  const orders = await open('order', { in: ['draft', 'confirmed'] });
  if (deals + orders > 0)
    throw new Refusal('has_open_work', { name: account.name ?? '', deals, orders });
}

function pointingTo(
  ctx: CrmContext,
  entity: RecordKind,
  column: string,
  id: string,
  more: object = {},
): Promise<number> {
  return delegateOf(ctx.tx, entity).count({
    where: { organizationId: ctx.organization.id, [column]: id, deletedAt: null, ...more },
  });
}
