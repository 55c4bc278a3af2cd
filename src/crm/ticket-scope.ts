import type { CrmContext } from './context.ts';

/** Whose tickets somebody sees: those that these chat identities asked, and those that this member answers. */
export type OwnTickets = { requesters: readonly string[]; assignee: string | null };

/**
 * Which tickets the actor may see: support agents, managers and administrators all; other members those they asked for or
 * answer; a customer his own, from whichever chat he asked.
 */
export async function ticketScope(ctx: CrmContext): Promise<'all' | OwnTickets> {
  const { actor, organization, tx } = ctx;
  const own = { organizationId: organization.id };
  if (actor.kind === 'member') {
    if (actor.role !== 'rep' && actor.role !== 'viewer') return 'all';
    const mine = await tx.externalIdentity.findMany({
      where: { ...own, memberId: actor.id },
      select: { id: true },
    });
    return { requesters: mine.map(({ id }) => id), assignee: actor.id };
  }
  const others =
    actor.contactId === null
      ? []
      : await tx.externalIdentity.findMany({
          where: { ...own, contactId: actor.contactId, memberId: null },
          select: { id: true },
        });
  return {
    requesters: [...new Set([actor.identityId, ...others.map(({ id }) => id)])],
    assignee: null,
  };
}
