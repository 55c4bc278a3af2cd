import { addDays } from '../../src/platform/clock.ts';
import type { Transaction } from '../../src/platform/database.ts';
import { uuids } from '../../src/platform/ids.ts';
import { type Priority, startClocks, supportSettings } from '../../src/support/sla.ts';
import { type Calendar, pastMoment } from './calendar.ts';
import type { ContactPlan } from './contacts.ts';
import type { MemberName } from './members.ts';

type Said = readonly [who: 'customer' | 'agent' | 'note', text: string];
type Plan = {
  /** A contact of the demo company. */
  from: string;
  subject: string;
  language: 'en' | 'zh';
  priority: Priority;
  status: 'new' | 'open' | 'waiting' | 'closed';
  daysAgo: number;
  assignee: MemberName;
  said: readonly Said[];
  resolution?: string;
  outcome?: 'confirmed' | 'assumed';
};

const TICKETS: readonly Plan[] = [
  {
    from: 'Cleo Martin',
    subject: 'Shuttle 12 stops with E1042 at the charging dock',
    language: 'en',
    priority: 'high',
    status: 'closed',
    daysAgo: 19,
    assignee: 'Sam Okafor',
    said: [
      ['customer', 'Shuttle 12 stops with E1042 at the charging dock'],
      ['agent', 'Please clean the two dock sensors and calibrate the robot once.'],
      ['customer', 'That did it, thank you.'],
    ],
    resolution: 'Dock sensors cleaned, robot calibrated.',
    outcome: 'confirmed',
  },
  {
    from: 'Tom Barrett',
    subject: 'Label printer offline after the WMS update',
    language: 'en',
    priority: 'normal',
    status: 'closed',
    daysAgo: 11,
    assignee: 'Sam Okafor',
    said: [
      ['customer', 'Since the update to 8.4 the label printer shows as offline (W507).'],
      ['note', 'Known after 8.4: the print service keeps the old address.'],
      ['agent', 'Restart the print service on the WMS server, then add the printer again.'],
    ],
    resolution: 'Print service restarted, printer added again.',
    outcome: 'assumed',
  },
  {
    from: 'Grace Tran',
    subject: 'Single sign-on fails for new users',
    language: 'en',
    priority: 'high',
    status: 'waiting',
    daysAgo: 2,
    assignee: 'Sam Okafor',
    said: [
      ['customer', 'Users added this week cannot sign in with SSO.'],
      ['agent', 'Which certificate does your identity provider show, and until when is it valid?'],
    ],
  },
  {
    from: 'Nadia Karim',
    subject: 'How do we raise the API rate limit?',
    language: 'en',
    priority: 'low',
    status: 'new',
    daysAgo: 0,
    assignee: 'Sam Okafor',
    said: [['customer', 'We hit C429 every evening. How do we raise the API rate limit?']],
  },
  {
    from: '唐磊',
    subject: '分拣机报 E2008，包裹卡住',
    language: 'zh',
    priority: 'urgent',
    status: 'closed',
    daysAgo: 8,
    assignee: '林薇',
    said: [
      ['customer', '分拣机报 E2008，包裹卡住，整条线停了'],
      ['agent', '请先按下急停，取出包裹，再检查皮带张力后复位。'],
      ['customer', '好了，谢谢'],
    ],
    resolution: '取出卡住的包裹，重新张紧皮带。',
    outcome: 'confirmed',
  },
  {
    from: '袁莉',
    subject: '盘点数量和 ERP 对不上',
    language: 'zh',
    priority: 'normal',
    status: 'open',
    daysAgo: 1,
    assignee: '林薇',
    said: [
      ['customer', '昨天盘点后数量和 ERP 对不上，报 W521'],
      ['agent', '请问盘点时有没有未完成的上架任务？'],
      ['customer', '有三个上架任务没做完'],
    ],
  },
];

/** Adds the tickets of the demo company, with the customers who asked them, and gives their number. */
export async function addTickets(
  tx: Transaction,
  organization: { id: string; timeZone: string },
  calendar: Calendar,
  contacts: readonly ContactPlan[],
  known: {
    member: ReadonlyMap<string, string>;
    contact: ReadonlyMap<string, string>;
    account: ReadonlyMap<string, string>;
  },
): Promise<number> {
  const organizationId = organization.id;
  const settings = await supportSettings({ tx, organization });
  for (const [position, plan] of TICKETS.entries()) {
    const contact = contacts.find(({ name }) => name === plan.from);
    if (contact === undefined) throw new Error(`no contact ${plan.from}`);
    const opened = pastMoment(
      calendar,
      addDays(calendar.today, -plan.daysAgo),
      '09:10',
      calendar.timeZone,
    );
    const at = (minutes: number): Date =>
      new Date(Math.min(opened.getTime() + minutes * 60_000, calendar.now.getTime()));
    const contactId = known.contact.get(contact.email) ?? null;
    const assigneeId = known.member.get(plan.assignee) ?? null;
    const requester = await tx.externalIdentity.create({
      data: {
        organizationId,
        provider: 'console',
        tenantKey: organizationId,
        userKey: contact.email,
        name: contact.name,
        contactId,
        outsider: true,
        locale: plan.language,
        seenAt: opened,
      },
    });
    const answered = plan.said.some(([who]) => who === 'agent');
    const isClosed = plan.status === 'closed';
    const last = at(plan.said.length * 20);
    const clocks = startClocks(settings, plan.priority, opened);
    const ticket = await tx.ticket.create({
      data: {
        organizationId,
        number: position + 1,
        origin: 'seed',
        createdAt: opened,
        updatedAt: last,
        subject: plan.subject,
        language: plan.language,
        priority: plan.priority,
        status: plan.status,
        accountId: known.account.get(contact.account) ?? null,
        contactId,
        requesterId: requester.id,
        requesterName: contact.name,
        assigneeId,
        ...clocks,
        firstReplyAt: answered ? at(20) : null,
        ...(answered ? { firstReplyWarnAt: null } : {}),
        pausedAt: plan.status === 'waiting' ? last : null,
        ...(isClosed
          ? {
              closedAt: last,
              closedById: assigneeId,
              resolution: plan.resolution ?? null,
              outcome: plan.outcome ?? null,
              resolutionWarnAt: null,
            }
          : {}),
        provider: 'console',
        conversationKey: `console/${organizationId}/${contact.email}`,
        replyTo: {},
        direct: true,
        lastMessageAt: last,
      },
    });
    await tx.ticketMessage.createMany({
      data: plan.said.map(([kind, text], i) => ({
        id: uuids.next(),
        organizationId,
        ticketId: ticket.id,
        kind,
        author: kind === 'customer' ? contact.name : plan.assignee,
        memberId: kind === 'customer' ? null : assigneeId,
        text,
        at: at(i * 20),
      })),
    });
  }
  return TICKETS.length;
}
