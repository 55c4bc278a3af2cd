import { Refusal } from '../platform/refusal.ts';
import type { CrmContext, MemberRole } from './context.ts';
import type { NumberedKind } from './fields.ts';
import { updateRecords } from './many-records.ts';
import { keepAnAdministrator, refuseMemberTwin } from './members.ts';
import { delegateOf, findRow, type Row, setDeleted, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    deactivates_himself: Record<string, never>;
    not_deactivated: { name: string };
    hands_to_himself: { name: string };
    cannot_own: { name: string; role: MemberRole };
  }
}

type Handed = { entity: NumberedKind; column: 'ownerId' | 'assigneeId'; open: object };

/** What a member still works on: it goes to somebody else. What is closed, delivered or done stays his. */
const OPEN_WORK: readonly Handed[] = [
  { entity: 'deal', column: 'ownerId', open: { status: 'open' } },
  {
    entity: 'lead',
    column: 'ownerId',
    open: { status: { in: ['new', 'working', 'qualified'] } },
  },
  { entity: 'account', column: 'ownerId', open: {} },
  { entity: 'contact', column: 'ownerId', open: {} },
  { entity: 'quote', column: 'ownerId', open: { status: { in: ['draft', 'sent'] } } },
  { entity: 'order', column: 'ownerId', open: { status: { in: ['draft', 'confirmed'] } } },
  { entity: 'task', column: 'assigneeId', open: { status: 'open' } },
  { entity: 'ticket', column: 'assigneeId', open: { status: { in: ['new', 'open', 'waiting'] } } },
];

/** What a support agent may take over. */
const OF_SUPPORT: ReadonlySet<NumberedKind> = new Set(['task', 'ticket']);

type Counts = readonly { entity: NumberedKind; count: number }[];

/** What would be handed over, and how many people report to him. */
export type Handover = { work: Counts; reports: number; manager: string | null };

/**
 * What taking a member out of the company would move.
 *
 * @throws Refusal `record_gone`, `deactivates_himself`, `last_administrator`.
 */
export async function planDeactivation(ctx: CrmContext, memberId: string): Promise<Handover> {
  const member = await leaving(ctx, memberId);
  const work = await workOf(ctx, memberId);
  const manager = await aboveOf(ctx, member);
  return {
    work,
    reports: (await reportsTo(ctx, memberId)).length,
    manager: manager?.name ?? null,
  };
}

/**
 * Takes a member out of the company: he loses access at once, what he still works on goes to somebody else, and who reported to him
 * reports to his manager. His name stays in the history and on what is closed.
 *
 * @param toId who takes over; null is for somebody without open work.
 * @throws Refusal as `planDeactivation`, `hands_to_himself`, `cannot_own` when the other one may not work on records.
 */
export async function deactivateMember(
  ctx: CrmContext,
  memberId: string,
  toId: string | null,
): Promise<Counts> {
  const member = await leaving(ctx, memberId);
  if (toId !== null) await refuseHeir(ctx, member, toId);
  const moved: { entity: NumberedKind; count: number }[] = [];
  for (const { entity, column, open } of toId === null ? [] : OPEN_WORK) {
    const rows = await delegateOf(ctx.tx, entity).findMany({
      where: openOf(ctx, memberId, { column, open }),
    });
    if (rows.length === 0) continue;
    const patches = rows.map((row) => ({ row, patch: { [column]: toId } }));
    await updateRecords(ctx, entity, patches);
    moved.push({ entity, count: rows.length });
  }
  const above = await aboveOf(ctx, member);
  for (const row of await reportsTo(ctx, memberId))
    await updateRecord(ctx, 'member', row, { managerId: above?.id ?? null });
  await setDeleted(ctx, 'member', member, true);
  return moved;
}

/**
 * Lets a member in again who was deactivated: with the role and the team he had, reporting to the next above him who is still there.
 * What went to others stays with them.
 *
 * @returns the member, and who he reports to.
 * @throws Refusal `record_gone`, `not_deactivated`, `member_exists` when somebody else has his e-mail address by now.
 */
export async function reactivateMember(
  ctx: CrmContext,
  memberId: string,
): Promise<{ name: string; role: MemberRole; manager: string | null }> {
  const member = await findRow(ctx, 'member', memberId);
  if (member === null) throw new Refusal('record_gone', { entity: 'member' });
  const name = member.name ?? '';
  if (member.deletedAt === null) throw new Refusal('not_deactivated', { name });
  await refuseMemberTwin(ctx, member);
  const manager = await presentAbove(ctx, member);
  const placed = await updateRecord(ctx, 'member', member, { managerId: manager?.id ?? null });
  await setDeleted(ctx, 'member', placed, false);
  return { name, role: member.role as MemberRole, manager: manager?.name ?? null };
}

/** The next above a member who is still there, past those who left; null where there is none. */
async function presentAbove(ctx: CrmContext, member: Row): Promise<Row | null> {
  const passed = new Set([member.id]);
  let next = typeof member.managerId === 'string' ? member.managerId : null;
  while (next !== null && !passed.has(next)) {
    passed.add(next);
    const above = await findRow(ctx, 'member', next);
    if (above?.deletedAt === null) return above;
    next = typeof above?.managerId === 'string' ? above.managerId : null;
  }
  return null;
}

/** @throws Refusal `hands_to_himself`, `cannot_own`, `record_gone`. */
export async function refuseHeir(ctx: CrmContext, member: { id: string }, toId: string) {
  const heir = await findRow(ctx, 'member', toId);
  if (heir === null || heir.deletedAt !== null)
    throw new Refusal('record_gone', { entity: 'member' });
  if (heir.id === member.id) throw new Refusal('hands_to_himself', { name: heir.name ?? '' });
  const role = heir.role as MemberRole;
  const refused =
    role === 'viewer' ||
    (role === 'support' &&
      (await workOf(ctx, member.id)).some(({ entity }) => !OF_SUPPORT.has(entity)));
  if (refused) throw new Refusal('cannot_own', { name: heir.name ?? '', role });
}

async function workOf(ctx: CrmContext, memberId: string): Promise<Counts> {
  const work: { entity: NumberedKind; count: number }[] = [];
  for (const { entity, ...where } of OPEN_WORK) {
    const count = await delegateOf(ctx.tx, entity).count({ where: openOf(ctx, memberId, where) });
    if (count > 0) work.push({ entity, count });
  }
  return work;
}

async function leaving(ctx: CrmContext, memberId: string): Promise<Row> {
  const member = await findRow(ctx, 'member', memberId);
  if (member === null || member.deletedAt !== null)
    throw new Refusal('record_gone', { entity: 'member' });
  if (ctx.actor.kind === 'member' && ctx.actor.id === memberId)
    throw new Refusal('deactivates_himself', {});
  await keepAnAdministrator(ctx, member, null);
  return member;
}

function openOf(
  ctx: CrmContext,
  memberId: string,
  { column, open }: Pick<Handed, 'column' | 'open'>,
): object {
  return { organizationId: ctx.organization.id, deletedAt: null, [column]: memberId, ...open };
}

function reportsTo(ctx: CrmContext, managerId: string): Promise<Row[]> {
  const where = { organizationId: ctx.organization.id, deletedAt: null, managerId };
  return delegateOf(ctx.tx, 'member').findMany({ where });
}

/** Whom a member reports to, as long as that one is there. */
async function aboveOf(ctx: CrmContext, member: Row): Promise<Row | null> {
  const above =
    typeof member.managerId === 'string' ? await findRow(ctx, 'member', member.managerId) : null;
  return above?.deletedAt === null ? above : null;
}
