import type { CrmContext } from '../crm/context.ts';
import { scopeOf } from '../crm/members.ts';
import type { Team } from '../crm/teams.ts';
import { Refusal } from '../platform/refusal.ts';
import { type QuotaWhose, seesEverybody, teamsOutside } from './quotas.ts';

/** Whose deals a forecast is made of. Nobody gets a number of deals that he may not see. */
export type ForecastScope = {
  readonly whose: QuotaWhose;
  /** `all`, or the members whose deals count. */
  readonly members: 'all' | readonly string[];
};

/**
 * Whose deals the actor is told of: a rep's own, a manager's people, all for administrators and viewers; of these one owner's or one
 * team's where that is asked for.
 *
 * @throws Refusal `outside_scope` where he may not see all of the deals behind it.
 */
export async function forecastScope(
  ctx: CrmContext,
  asked: { owner?: { id: string; name: string } | undefined; team?: Team | undefined },
): Promise<ForecastScope> {
  const { actor } = ctx;
  if (actor.kind !== 'member') throw new Refusal('not_allowed', { command: 'forecast.show' });
  const scope =
    actor.role === 'rep' ? [actor.id] : (await seesEverybody(ctx)) ? 'all' : await scopeOf(ctx);
  const { owner, team } = asked;
  if (owner !== undefined) {
    if (scope !== 'all' && !scope.includes(owner.id))
      throw new Refusal('outside_scope', { entity: 'deal' });
    return { whose: { kind: 'member', ...owner }, members: [owner.id] };
  }
  if (team !== undefined) {
    if (scope !== 'all' && (await teamsOutside(ctx, scope)).has(team.id))
      throw new Refusal('outside_scope', { entity: 'deal' });
    return {
      whose: { kind: 'team', id: team.id, name: team.name },
      members: await membersOf(ctx, team),
    };
  }
  if (actor.role === 'rep')
    return { whose: { kind: 'member', id: actor.id, name: actor.name }, members: [actor.id] };
  return { whose: { kind: scope === 'all' ? 'whole' : 'people' }, members: scope };
}

/** Those who left the company sold in their team, too. */
async function membersOf(ctx: CrmContext, team: Team): Promise<string[]> {
  const rows = await ctx.tx.sql<{ id: string }>`
    SELECT "id" FROM "Member" WHERE "organizationId" = ${ctx.organization.id} AND "teamId" = ${team.id}::uuid`;
  return rows.map(({ id }) => id);
}

export function counts({ members }: ForecastScope, ownerId: string): boolean {
  return members === 'all' || members.includes(ownerId);
}
