import { actorOfMember } from '../crm/members.ts';
import { organizationById } from '../crm/organization.ts';
import type { Transaction } from '../platform/database.ts';
import { momentText } from '../reply/format.ts';
import { type Locale, type Reply, say } from '../reply/reply.ts';
import { claimDue, type Due, supportSettings } from '../support/sla.ts';
import { cardPlace, reachOf, ticketById } from '../support/ticket-desk.ts';
import type { Ticket } from '../support/tickets.ts';
import { type Background, type Notices, watching } from './background.ts';
import { type Reader, ticketName } from './cards/ticket-card.ts';
import type { Place } from './context.ts';
import type { House } from './people.ts';

/**
 * Watches what is due: warns in a ticket's thread and its assignee before it is late, and tells when it is. What is told is noted in
 * the transaction that tells it, so that each is told once, after a crash and beside other replicas too.
 */
export function slaWatch(house: House & { notices: Notices }, organizationId: string): Background {
  async function look(): Promise<void> {
    const now = house.clock.now();
    const told = await house.db.inOrganization(organizationId, async (tx) => {
      const due = await claimDue(tx, organizationId, now);
      const places: Place[] = [];
      for (const one of due) places.push(...(await tell(house, tx, organizationId, one)));
      return { count: due.length, places };
    });
    if (told.count > 0) house.log.info('sla.told', { count: told.count });
    for (const place of told.places) await house.notices.flush(organizationId, place);
  }

  return watching(house.log, 'sla.not_watched', look);
}

/** Tells of one thing that is due: in the thread of the card, and to the assignee alone. Gives where. */
async function tell(
  house: House & { notices: Notices },
  tx: Transaction,
  organizationId: string,
  due: Due,
): Promise<Place[]> {
  const organization = await organizationById(tx, organizationId);
  const ticket = await ticketById({ tx, organization }, due.ticketId);
  const settings = await supportSettings({ tx, organization });
  const places: Place[] = [];
  const card = await cardPlace({ tx, organization }, ticket.cardId);
  const put = async (place: Place, reply: Reply, underId: string | null): Promise<void> => {
    await house.notices.post(tx, organizationId, { to: place, reply, underId, internal: true });
    places.push(place);
  };
  if (card !== null) {
    const { timeZone } = settings.hours;
    await put(card, warning(ticket, due, { locale: organization.locale, timeZone }), ticket.cardId);
  }
  const { assignee } = ticket;
  const actor = assignee === null ? null : await actorOfMember(tx, organization, assignee.id);
  const own = assignee === null ? null : await reachOf({ tx, organization }, assignee.id);
  // Where there is no desk, the card itself is with the assignee.
  if (own !== null && actor !== null && own.conversationKey !== card?.conversationKey)
    await put(own, warning(ticket, due, actor), null);
  return places;
}

const WHAT: Readonly<Record<Due['what'], Readonly<Record<Locale, string>>>> = {
  firstReply: { en: 'first reply', zh: '首次回复' },
  resolution: { en: 'resolution', zh: '解决' },
};

function warning(ticket: Ticket, { what, late }: Due, { locale, timeZone }: Reader): Reply {
  const zh = locale === 'zh';
  const moment = what === 'firstReply' ? ticket.firstReplyDueAt : ticket.resolutionDueAt;
  const at = momentText(moment, timeZone, locale);
  const who = ticket.assignee?.name ?? (zh ? '尚未分配' : 'nobody yet');
  const title = ticketName(ticket);
  const name = WHAT[what][locale];
  if (late)
    return say(
      zh
        ? `⚠ ${title}：${name}已超时（截止 ${at}）。处理人：${who}。`
        : `⚠ ${title}: the ${name} is late, it was due ${at}. Assignee: ${who}.`,
    );
  return say(
    zh
      ? `⏰ ${title}：${name}即将超时，截止 ${at}。处理人：${who}。`
      : `⏰ ${title}: the ${name} is due ${at}. Assignee: ${who}.`,
  );
}
