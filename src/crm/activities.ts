import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';
import { createRecord, findRow, type Row, updateRecord } from './store.ts';

/** What an activity or a task is about. */
export type About = { entity: 'account' | 'contact' | 'deal'; id: string };

export type NewActivity = {
  kind: 'call' | 'email' | 'meeting' | 'note';
  about?: About | undefined;
  summary?: string | undefined;
  /** When it happened; now when not said. */
  at: Date;
};

/** Logs what happened. A deal it is about, or the only open one of its account, is no longer silent. */
export async function logActivity(ctx: CrmContext, activity: NewActivity): Promise<Row> {
  if (ctx.actor.kind !== 'member') throw new Refusal('not_allowed', { command: 'activity.log' });
  const links = await linksOf(ctx, activity.about);
  const row = await createRecord(ctx, 'activity', {
    kind: activity.kind,
    at: activity.at,
    summary: activity.summary ?? null,
    authorId: ctx.actor.id,
    ...links,
  });
  const deal = links.dealId === null ? null : await findRow(ctx, 'deal', links.dealId);
  const last = deal?.lastActivityAt;
  if (deal !== null && last instanceof Date && last < activity.at) {
    await updateRecord(ctx, 'deal', deal, { lastActivityAt: activity.at });
  }
  return row;
}

/** The columns that link an activity or a task to what it is about, and to what stands above that. */
export async function linksOf(
  ctx: CrmContext,
  about: About | undefined,
): Promise<{ accountId: string | null; contactId: string | null; dealId: string | null }> {
  const none = { accountId: null, contactId: null, dealId: null };
  if (about === undefined) return none;
  switch (about.entity) {
    case 'deal': {
      const deal = await findRow(ctx, 'deal', about.id);
      return { ...none, dealId: about.id, accountId: idIn(deal, 'accountId') };
    }
    case 'contact': {
      const contact = await findRow(ctx, 'contact', about.id);
      return { ...none, contactId: about.id, accountId: idIn(contact, 'accountId') };
    }
    case 'account': {
      const open = await ctx.tx.deal.findMany({
        where: {
          organizationId: ctx.organization.id,
          accountId: about.id,
          status: 'open',
          deletedAt: null,
        },
        select: { id: true },
        take: 2,
      });
      return {
        ...none,
        accountId: about.id,
        dealId: open.length === 1 ? (open[0]?.id ?? null) : null,
      };
    }
    default:
      return about.entity satisfies never;
  }
}

function idIn(row: Row | null, column: string): string | null {
  const id = row?.[column];
  return typeof id === 'string' ? id : null;
}
