import { insertRows } from '../../src/crm/bulk.ts';
import { dealNameKey, nameKey } from '../../src/crm/names.ts';
import { addDays, type CalendarDay, dayIn } from '../../src/platform/clock.ts';
import type { Transaction } from '../../src/platform/database.ts';
import { uuids } from '../../src/platform/ids.ts';
import { ACCOUNTS, type AccountName, accountNamed, accountStarts } from './accounts.ts';
import { type ActivityPlan, activityPlans } from './activities.ts';
import { type Calendar, calendarOf, latest, pastMoment } from './calendar.ts';
import { addCloseDateChanges } from './close-dates.ts';
import { addCommerce } from './commerce.ts';
import { type ContactPlan, contactPlans } from './contacts.ts';
import { type DealPlan, dealPlans } from './deals.ts';
import { addLeads } from './leads.ts';
import { MAIL_DOMAIN, members, TEAMS, zoneOf } from './members.ts';
import {
  addPipelines,
  addStageChanges,
  categoryOf,
  frozenRateOf,
  pipelineOf,
  type Sales,
} from './pipelines.ts';
import { randomFrom } from './random.ts';
import { type TaskPlan, taskPlans } from './tasks.ts';
import { addTickets } from './tickets.ts';

/** Whom a visitor of the demo can be. */
export const DEMO_PERSONAS: readonly {
  key: 'rep' | 'manager' | 'customer' | 'admin';
  name: string;
}[] = [
  { key: 'rep', name: 'Dana Ruiz' },
  { key: 'manager', name: 'Maya Patel' },
  { key: 'customer', name: 'Cleo Martin' },
  { key: 'admin', name: 'Alex Kim' },
];

/** The rows of a table by what the plans call them: a name, a contact's e-mail address. */
type Ids = ReadonlyMap<string, string>;

type Known = { member: Ids; account: Ids; contact: Ids; deal: Ids };

/**
 * Fills an organization that has its default pipeline and no records yet, though perhaps members of these names, with the demo company: people, accounts, contacts, deals of
 * the last two years and the next two quarters, activities and tasks, products, orders and quotes. The same at every call, but for the ids, and counted from `now`.
 *
 * @throws when the organization, its default pipeline or one of the six stages is missing.
 */
export async function seedDemoCompany(
  tx: Transaction,
  options: { organizationId: string; now: Date },
): Promise<void> {
  const { organizationId } = options;
  const organization = await tx.organization.findUniqueOrThrow({ where: { id: organizationId } });
  const calendar = calendarOf(organization, options.now);
  const member = await addMembers(tx, organizationId, calendar);
  const contactList = contactPlans();
  const deals = dealPlans(calendar, contactList);
  const starts = accountStarts(calendar, deals);
  const account = await addAccounts(tx, organizationId, starts, member);
  const contact = await addContacts(tx, organizationId, calendar, contactList, starts, {
    member,
    account,
  });
  const activities = activityPlans(calendar, deals, contactList);
  const people = { member, account, contact };
  const sales = await addPipelines(tx, organization, calendar);
  const deal = await addDeals(tx, organizationId, calendar, deals, activities, people, sales);
  await addStageChanges(tx, organizationId, deals, deal, sales);
  await addCloseDateChanges(tx, organizationId, deals, { member, deal });
  await addActivities(tx, organizationId, activities, { ...people, deal });
  const tasks = taskPlans(calendar, deals);
  await addTasks(tx, organizationId, tasks, { ...people, deal });
  const leads = await addLeads(tx, organizationId, calendar, member);
  const tickets = await addTickets(tx, organization, calendar, contactList, people);
  const { baseCurrency } = organization;
  await addCommerce(tx, calendar, deals, { organizationId, baseCurrency, ...people, deal });
  await tx.numberSequence.createMany({
    data: [
      { organizationId, entity: 'lead', last: leads },
      { organizationId, entity: 'ticket', last: tickets },
      { organizationId, entity: 'account', last: ACCOUNTS.length },
      { organizationId, entity: 'contact', last: contactList.length },
      { organizationId, entity: 'deal', last: deals.length },
      { organizationId, entity: 'activity', last: activities.length },
      { organizationId, entity: 'task', last: tasks.length },
    ],
  });
}

async function addMembers(
  tx: Transaction,
  organizationId: string,
  calendar: Calendar,
): Promise<Ids> {
  const random = randomFrom(1);
  const team = idsFor(TEAMS);
  const known = await tx.member.findMany({ where: { organizationId, deletedAt: null } });
  const keyed = new Map(known.map(({ nameKey: key, id }) => [key, id]));
  const ids = new Map([
    ...idsFor(members.map(({ name }) => name)),
    ...members.flatMap(({ name }) => {
      const id = keyed.get(nameKey(name));
      return id === undefined ? [] : [[name, id] as const];
    }),
  ]);
  await tx.team.createMany({
    data: TEAMS.map((name) => ({ id: idOf(team, name), organizationId, name })),
  });
  const rows = members.map(({ name, mailbox, role, team: teamName, manager, locale, timeZone }) => {
    const day = addDays(calendar.today, -random.whole(1000, 1300));
    const joined = pastMoment(calendar, day, '09:00', timeZone ?? calendar.timeZone);
    return {
      id: idOf(ids, name),
      organizationId,
      createdAt: joined,
      updatedAt: joined,
      name,
      nameKey: nameKey(name),
      email: `${mailbox}@${MAIL_DOMAIN}`,
      role,
      managerId: manager === undefined ? null : idOf(ids, manager),
      teamId: teamName === undefined ? null : idOf(team, teamName),
      locale: locale ?? null,
      timeZone: timeZone ?? null,
    };
  });
  const isKnown = ({ id }: { id: string }) => known.some((member) => member.id === id);
  await tx.member.createMany({ data: rows.filter((row) => !isKnown(row)) });
  for (const { id, ...data } of rows.filter(isKnown))
    await tx.member.update({ where: { id }, data });
  return ids;
}

async function addAccounts(
  tx: Transaction,
  organizationId: string,
  starts: ReadonlyMap<AccountName, Date>,
  member: Ids,
): Promise<Ids> {
  const plans = inOrder(ACCOUNTS, ({ name }) => startOf(starts, name));
  const ids = idsFor(plans.map(({ name }) => name));
  await tx.account.createMany({
    data: plans.map(({ name, domain, industry, employees, region, owner }, position) => ({
      ...recordColumns(organizationId, position, startOf(starts, name)),
      id: idOf(ids, name),
      name,
      nameKey: nameKey(name),
      domain,
      industry,
      employees,
      region,
      ownerId: idOf(member, owner),
    })),
  });
  return ids;
}

async function addContacts(
  tx: Transaction,
  organizationId: string,
  calendar: Calendar,
  contacts: readonly ContactPlan[],
  starts: ReadonlyMap<AccountName, Date>,
  known: Pick<Known, 'member' | 'account'>,
): Promise<Ids> {
  const random = randomFrom(12);
  const dated = contacts.map((contact) => {
    const zone = zoneOf(accountNamed(contact.account).owner, calendar);
    const day = addDays(dayIn(zone, startOf(starts, contact.account)), random.whole(0, 3));
    return { ...contact, createdAt: pastMoment(calendar, day, '08:20', zone) };
  });
  const plans = inOrder(dated, ({ createdAt }) => createdAt);
  const ids = idsFor(plans.map(({ email }) => email));
  await tx.contact.createMany({
    data: plans.map(({ name, title, email, phone, account, createdAt }, position) => ({
      ...recordColumns(organizationId, position, createdAt),
      id: idOf(ids, email),
      name,
      nameKey: nameKey(name),
      title,
      email,
      phone,
      phoneKey: phone,
      accountId: idOf(known.account, account),
      ownerId: idOf(known.member, accountNamed(account).owner),
    })),
  });
  return ids;
}

async function addDeals(
  tx: Transaction,
  organizationId: string,
  calendar: Calendar,
  deals: readonly DealPlan[],
  activities: readonly ActivityPlan[],
  known: Omit<Known, 'deal'>,
  sales: Sales,
): Promise<Ids> {
  const plans = inOrder(deals, ({ createdAt }) => createdAt);
  const ids = idsFor(plans.map(({ name }) => name));
  const lastTouches = lastTouched(activities);
  await insertRows(
    tx,
    'Deal',
    plans.map((deal, position) => {
      const lastActivityAt = lastOf(lastTouches, deal);
      const { pipelineId, stages } = pipelineOf(sales, deal);
      return {
        ...recordColumns(organizationId, position, deal.createdAt),
        updatedAt: latest([lastActivityAt, deal.stageEnteredAt]),
        id: idOf(ids, deal.name),
        name: deal.name,
        nameKey: dealNameKey(deal.name),
        accountId: idOf(known.account, deal.account),
        contactId: idOf(known.contact, deal.contact),
        pipelineId,
        stageId: idOf(stages, deal.stage),
        ownerId: idOf(known.member, deal.owner),
        status: deal.stage === 'won' || deal.stage === 'lost' ? deal.stage : 'open',
        amount: deal.amount,
        currency: deal.amount === null ? null : deal.currency,
        ...frozenRateOf(sales, deal),
        forecastCategory: categoryOf(calendar, deal),
        closeDate: dateColumn(deal.closeDate),
        closedOn: deal.closedOn === null ? null : dateColumn(deal.closedOn),
        lossReason: deal.lossReason,
        nextStep: deal.nextStep,
        product: deal.product,
        stageEnteredAt: deal.stageEnteredAt,
        lastActivityAt,
        version: 1 + (deal.pushes?.length ?? 0),
        custom: {},
      };
    }),
  );
  return ids;
}

async function addActivities(
  tx: Transaction,
  organizationId: string,
  activities: readonly ActivityPlan[],
  known: Known,
): Promise<void> {
  await insertRows(
    tx,
    'Activity',
    inOrder(activities, ({ at }) => at).map((activity, position) => ({
      ...recordColumns(organizationId, position, activity.at),
      id: uuids.next(),
      kind: activity.kind,
      at: activity.at,
      summary: activity.summary,
      authorId: idOf(known.member, activity.author),
      accountId: idOf(known.account, activity.account),
      dealId: activity.deal === null ? null : idOf(known.deal, activity.deal),
      contactId: activity.contact === null ? null : idOf(known.contact, activity.contact),
      version: 1,
    })),
  );
}

async function addTasks(
  tx: Transaction,
  organizationId: string,
  tasks: readonly TaskPlan[],
  known: Known,
): Promise<void> {
  await tx.task.createMany({
    data: inOrder(tasks, ({ createdAt }) => createdAt).map((task, position) => ({
      ...recordColumns(organizationId, position, task.createdAt),
      updatedAt: task.doneAt ?? task.createdAt,
      id: uuids.next(),
      title: task.title,
      dueOn: dateColumn(task.dueOn),
      dueAt: task.dueAt,
      status: task.doneAt === null ? 'open' : 'done',
      doneAt: task.doneAt,
      assigneeId: idOf(known.member, task.assignee),
      accountId: idOf(known.account, task.account),
      dealId: task.deal === null ? null : idOf(known.deal, task.deal),
    })),
  });
}

function recordColumns(organizationId: string, position: number, createdAt: Date) {
  return {
    organizationId,
    number: position + 1,
    createdAt,
    updatedAt: createdAt,
    origin: 'seed' as const,
  };
}

/** The oldest first: numbers are given in this order. */
function inOrder<T>(plans: readonly T[], moment: (plan: T) => Date): T[] {
  return [...plans].sort((a, b) => moment(a).getTime() - moment(b).getTime());
}

function idsFor(names: readonly string[]): Ids {
  return new Map(names.map((name) => [name, uuids.next()]));
}

function idOf(ids: Ids, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new RangeError(`the demo company has no ${name}`);
  return id;
}

function startOf(starts: ReadonlyMap<AccountName, Date>, name: AccountName): Date {
  const start = starts.get(name);
  if (start === undefined) throw new RangeError(`no start for ${name}`);
  return start;
}

/** When somebody was last in touch, by the deal's name. */
function lastTouched(activities: readonly ActivityPlan[]): ReadonlyMap<string, Date> {
  const last = new Map<string, Date>();
  for (const { deal, at } of activities)
    if (deal !== null) last.set(deal, latest([last.get(deal) ?? at, at]));
  return last;
}

function lastOf(touched: ReadonlyMap<string, Date>, deal: DealPlan): Date {
  return latest([deal.createdAt, touched.get(deal.name) ?? deal.createdAt]);
}

/** A day as the database driver wants it: midnight in UTC. */
function dateColumn(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`);
}
