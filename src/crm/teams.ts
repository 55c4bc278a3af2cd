import { Refusal } from '../platform/refusal.ts';
import type { CrmContext, MemberRole } from './context.ts';
import { createRecord, findRow, type Row, updateRecord } from './store.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_such_team: { team: string; teams: string };
    team_exists: { name: string };
    circle_of_managers: { person: string; manager: string };
  }
}

export type Team = { id: string; name: string };

/** A team by its name, however it is written; "the East team" is East. Null when there is none. */
export async function findTeam(ctx: CrmContext, name: string): Promise<Team | null> {
  const plain = plainTeam(name);
  return ctx.tx.team.findFirst({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      name: { in: [plain, name.trim()], mode: 'insensitive' },
    },
  });
}

function plainTeam(name: string): string {
  const plain = name
    .replace(/^(?:the\s+)?(?:team\s+)?|\s+team$/gi, '')
    .replace(/(?:团队|小组)$/u, '')
    .trim();
  return plain === '' ? name.trim() : plain;
}

/**
 * A team by its name.
 *
 * @throws Refusal `no_such_team` with the teams that exist.
 */
export async function getTeam(ctx: CrmContext, name: string): Promise<Team> {
  const team = await findTeam(ctx, name);
  if (team === null) {
    const teams = await listTeams(ctx);
    throw new Refusal('no_such_team', { team: name, teams: teams.map((t) => t.name).join(', ') });
  }
  return team;
}

/**
 * Makes a team.
 *
 * @throws Refusal `team_exists`.
 */
export async function createTeam(ctx: CrmContext, name: string): Promise<Team> {
  const known = await findTeam(ctx, name);
  if (known !== null) throw new Refusal('team_exists', { name: known.name });
  const plain = plainTeam(name);
  const { id } = await createRecord(ctx, 'team', { name: plain });
  return { id, name: plain };
}

/** The team that the actor is in; null for one without. */
export async function ownTeam(ctx: CrmContext): Promise<Team | null> {
  const { actor, organization } = ctx;
  if (actor.kind !== 'member' || actor.teamId === null) return null;
  return ctx.tx.team.findFirst({
    where: { organizationId: organization.id, id: actor.teamId, deletedAt: null },
  });
}

/** The teams and who is in them. */
export async function listTeams(
  ctx: CrmContext,
): Promise<(Team & { members: { name: string }[] })[]> {
  return ctx.tx.team.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null },
    include: {
      members: { where: { deletedAt: null }, select: { name: true }, orderBy: { name: 'asc' } },
    },
    orderBy: { name: 'asc' },
  });
}

export type MemberLine = {
  id: string;
  name: string;
  email: string | null;
  role: MemberRole;
  team: { name: string } | null;
  manager: { name: string } | null;
};

/** The people of the organization by name. */
export async function listMembers(
  ctx: CrmContext,
  filter: { role?: MemberRole | undefined; teamId?: string | undefined },
): Promise<MemberLine[]> {
  return ctx.tx.member.findMany({
    where: {
      organizationId: ctx.organization.id,
      deletedAt: null,
      ...(filter.role === undefined ? {} : { role: filter.role }),
      ...(filter.teamId === undefined ? {} : { teamId: filter.teamId }),
    },
    include: { team: { select: { name: true } }, manager: { select: { name: true } } },
    orderBy: { name: 'asc' },
  });
}

/** Puts a member into a team; he sees what its members see. */
export async function setTeam(ctx: CrmContext, memberId: string, team: Team): Promise<void> {
  await changeMember(ctx, memberId, { teamId: team.id });
}

/**
 * Says to whom a member reports.
 *
 * @throws Refusal `circle_of_managers` when the manager would report to himself in the end.
 */
export async function setManager(
  ctx: CrmContext,
  memberId: string,
  manager: { id: string; name: string },
): Promise<void> {
  const above = new Set<string>();
  for (let id: string | null = manager.id; id !== null && !above.has(id); ) {
    above.add(id);
    const row: Row | null = await findRow(ctx, 'member', id);
    id = typeof row?.managerId === 'string' ? row.managerId : null;
  }
  if (above.has(memberId)) {
    const member = await findRow(ctx, 'member', memberId);
    throw new Refusal('circle_of_managers', { person: member?.name ?? '', manager: manager.name });
  }
  await changeMember(ctx, memberId, { managerId: manager.id });
}

async function changeMember(
  ctx: CrmContext,
  memberId: string,
  patch: Readonly<Record<string, unknown>>,
): Promise<void> {
  const row = await findRow(ctx, 'member', memberId);
  if (row === null || row.deletedAt !== null)
    throw new Refusal('record_gone', { entity: 'member' });
  const before = ctx.history.changes.length;
  await updateRecord(ctx, 'member', row, patch);
  if (ctx.history.changes.length === before)
    throw new Refusal('nothing_to_change', { name: row.name ?? '' });
}
