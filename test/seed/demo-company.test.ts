import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PERSONAS, seedDemoCompany } from '../../prisma/seed/demo-company.ts';
import { ensureOrganization } from '../../src/crm/organization.ts';
import { addDays, dayIn } from '../../src/platform/clock.ts';
import { type Database, openDatabase } from '../../src/platform/database.ts';

/** A Wednesday in the middle of a quarter. */
const NOW = new Date('2026-05-13T14:00:00Z');
const TODAY = '2026-05-13';

let db: Database;
let world: World;

beforeAll(async () => {
  db = await openDatabase({ kind: 'pglite', directory: 'memory' });
  world = await aDemoCompany('first');
}, 60_000);

afterAll(() => db.close());

type World = Awaited<ReturnType<typeof readWorld>>;

async function aDemoCompany(
  slug: string,
  options: { now?: Date; timeZone?: string } = {},
): Promise<World> {
  const { now = NOW, timeZone = 'UTC' } = options;
  const { settings } = await ensureOrganization(db, { slug, name: slug, timeZone });
  const organizationId = settings.id;
  await db.inOrganization(organizationId, (tx) => seedDemoCompany(tx, { organizationId, now }));
  return readWorld(organizationId);
}

async function readWorld(organizationId: string) {
  return db.inOrganization(organizationId, async (tx) => {
    const inNumberOrder = { orderBy: { number: 'asc' } } as const;
    return {
      teams: await tx.team.findMany({ include: { members: true } }),
      members: await tx.member.findMany({ include: { manager: true, team: true } }),
      tickets: await tx.ticket.findMany({ include: { messages: true } }),
      accounts: await tx.account.findMany({ ...inNumberOrder, include: { owner: true } }),
      contacts: await tx.contact.findMany({ ...inNumberOrder, include: { account: true } }),
      deals: await tx.deal.findMany({
        ...inNumberOrder,
        include: {
          account: true,
          contact: true,
          owner: true,
          stage: true,
          activities: true,
          stageChanges: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
        },
      }),
      activities: await tx.activity.findMany({ ...inNumberOrder, include: { deal: true } }),
      tasks: await tx.task.findMany({ ...inNumberOrder, include: { assignee: true, deal: true } }),
      products: await tx.product.findMany(inNumberOrder),
      orders: await tx.order.findMany({ ...inNumberOrder, include: { lines: true, deal: true } }),
      quotes: await tx.quote.findMany({ ...inNumberOrder, include: { lines: true, deal: true } }),
      sequences: await tx.numberSequence.findMany(),
      rates: await tx.currencyRate.findMany(),
      changes: await tx.change.findMany({
        include: { changeSet: true },
        orderBy: { changeSetId: 'asc' },
      }),
    };
  });
}

const dayOf = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? '';
const open = (deals: World['deals']) => deals.filter((deal) => deal.status === 'open');

/** The world without the ids: what two organizations have in common. */
const namesIn = (of: World) => ({
  members: of.members.map(({ name, email, role }) => [name, email, role]),
  accounts: of.accounts.map(({ number, name, createdAt }) => [number, name, createdAt]),
  contacts: of.contacts.map(({ number, name, email, phone }) => [number, name, email, phone]),
  deals: of.deals.map((deal) => [deal.number, deal.name, String(deal.amount), deal.closeDate]),
  activities: of.activities.map(({ number, summary, at }) => [number, summary, at]),
  orders: of.orders.map(({ number, total, orderedOn }) => [number, String(total), orderedOn]),
  quotes: of.quotes.map(({ number, total, validUntil }) => [number, String(total), validUntil]),
  tasks: of.tasks.map(({ number, title, dueOn }) => [number, title, dueOn]),
});

describe('the demo company', () => {
  it('has people in two teams under managers who report to the administrator', () => {
    expect(world.members).toHaveLength(12);
    expect(world.teams.map(({ name, members }) => [name, members.length])).toEqual(
      expect.arrayContaining([
        ['East', 4],
        ['Asia', 4],
      ]),
    );
    const managers = world.members.filter((member) => member.role === 'manager');
    expect(managers.map((manager) => manager.manager?.name)).toEqual(['Alex Kim', 'Alex Kim']);
    for (const rep of world.members.filter((member) => member.role === 'rep')) {
      expect(rep.manager?.teamId).toBe(rep.teamId);
    }
    const chenWei = world.members.find((member) => member.name.startsWith('Chen Wei'));
    expect(chenWei).toMatchObject({ locale: 'zh', timeZone: 'Asia/Shanghai', role: 'manager' });
  });

  it('has as many records as a small company has', () => {
    expect(world.accounts).toHaveLength(45);
    expect(world.accounts.filter(({ name }) => /\p{Script=Han}/u.test(name))).toHaveLength(17);
    expect(world.contacts.length).toBeGreaterThanOrEqual(90);
    expect(world.deals.length).toBeGreaterThanOrEqual(380);
    expect(world.activities.length).toBeGreaterThanOrEqual(400);
    expect(world.activities.length).toBeLessThanOrEqual(1600);
    expect(world.tasks).toHaveLength(45);
    const records = [...world.accounts, ...world.contacts, ...world.deals, ...world.activities];
    expect(new Set(records.map((record) => record.origin))).toEqual(new Set(['seed']));
  });

  it.each(['accounts', 'contacts', 'deals', 'activities', 'tasks', 'orders', 'quotes'] as const)(
    'numbers its %s from 1 in the order they were made, and the next number is free',
    (kind) => {
      const records: readonly { number: number; createdAt: Date }[] = world[kind];
      expect(records.map(({ number }) => number)).toEqual(records.map((_, i) => i + 1));
      const moments = records.map(({ createdAt }) => createdAt.getTime());
      expect(moments).toEqual([...moments].sort((a, b) => a - b));
      const entity = kind === 'activities' ? 'activity' : kind.slice(0, -1);
      expect(world.sequences.find((sequence) => sequence.entity === entity)?.last).toBe(
        records.length,
      );
    },
  );

  it('sells ten products, in orders of every status and in quotes, some of them expired', () => {
    expect(world.products).toHaveLength(10);
    const names = new Set(world.products.map(({ name }) => name));
    for (const { product } of world.deals) expect(names).toContain(product);
    expect(world.orders.length).toBeGreaterThanOrEqual(20);
    expect(new Set(world.orders.map(({ status }) => status)).size).toBe(4);
    expect(world.orders.every(({ deal }) => deal?.status === 'won')).toBe(true);
    expect(world.quotes.length).toBeGreaterThanOrEqual(10);
    const valid = world.quotes.filter(({ validUntil }) => dayOf(validUntil) >= TODAY);
    expect(valid.length).toBeGreaterThan(0);
    expect(valid.length).toBeLessThan(world.quotes.length);
    for (const { lines, subtotal, discount, tax, total } of [...world.orders, ...world.quotes]) {
      const sum = lines.reduce((all, line) => all + Number(line.total), 0);
      expect(sum).toBeCloseTo(Number(subtotal), 2);
      expect(Number(subtotal) - Number(discount) + Number(tax)).toBeCloseTo(Number(total), 2);
    }
  });

  it('gives each deal, contact and account a name or address of its own', () => {
    expect(new Set(world.deals.map(({ name }) => name)).size).toBe(world.deals.length);
    expect(new Set(world.contacts.map(({ phone }) => phone)).size).toBe(world.contacts.length);
    for (const { phone, email } of world.contacts) {
      expect(phone).toMatch(/^\+[1-9]\d{7,14}$/);
      expect(email).toMatch(/^[a-z.]+@[a-z-]+\.example$/);
    }
    for (const { domain } of world.accounts) expect(domain).toMatch(/^[a-z-]+\.example$/);
  });

  it('has two accounts called Acme, both with an open deal, and one Globex with one open deal', () => {
    expect(world.accounts.filter(({ nameKey }) => nameKey === 'acme')).toHaveLength(2);
    const acme = open(world.deals).filter(({ account }) => account.nameKey === 'acme');
    expect(new Set(acme.map(({ accountId }) => accountId)).size).toBe(2);
    const globex = open(world.deals).filter(({ account }) => account.name === 'Globex Corporation');
    expect(globex.map(({ name, contact }) => [name, contact?.name])).toEqual([
      ['Globex renewal', 'Cleo Martin'],
    ]);
  });

  it('gives Dana nine open deals, one of them stale and overdue', () => {
    const danas = open(world.deals).filter(({ owner }) => owner.name === 'Dana Ruiz');
    expect(danas).toHaveLength(9);
    expect(danas.filter(({ account }) => account.name === 'Globex Corporation')).toHaveLength(1);
    expect(danas.filter(({ closeDate }) => dayOf(closeDate) < TODAY)).toHaveLength(1);
  });

  it('has open deals in all four stages, and in those of the second pipeline, that close late, this month, this quarter and later', () => {
    const stages = new Set(open(world.deals).map(({ stage }) => stage.key));
    expect([...stages].sort((a, b) => a.localeCompare(b))).toEqual([
      'contacted',
      'negotiation',
      'proposal',
      'prospecting',
      'qualification',
      'quoted',
      'upcoming',
    ]);
    const days = open(world.deals).map(({ closeDate }) => dayOf(closeDate));
    const between = (from: string, to: string) => days.filter((d) => d >= from && d <= to).length;
    expect(days.filter((day) => day < TODAY).length).toBeGreaterThanOrEqual(4);
    expect(between(TODAY, '2026-05-31')).toBeGreaterThanOrEqual(8);
    expect(between(TODAY, '2026-06-30')).toBeGreaterThanOrEqual(15);
    expect(between('2026-07-01', '2026-12-31')).toBeGreaterThanOrEqual(15);
    expect(between('2027-01-01', '9999-12-31')).toBe(0);
  });

  it('has moved the close dates of half of its closed deals out, while they were open', () => {
    const deals = new Map(world.deals.map((deal) => [deal.id, deal]));
    expect(new Set(world.changes.map(({ recordId }) => recordId)).size).toBeGreaterThan(
      world.deals.filter(({ status }) => status !== 'open').length / 2,
    );
    for (const { before, after, recordId, changeSet } of world.changes) {
      const deal = deals.get(recordId);
      expect(changeSet.at > (deal?.createdAt ?? NOW)).toBe(true);
      expect(changeSet.at < (deal?.stageEnteredAt ?? NOW)).toBe(true);
      expect(closeDateIn(after) > closeDateIn(before)).toBe(true);
    }
    for (const deal of world.deals) {
      const last = world.changes.findLast(({ recordId }) => recordId === deal.id);
      if (last !== undefined) expect(closeDateIn(last.after)).toBe(deal.closeDate?.toISOString());
    }
  });

  it('leaves some open deals without any contact for over 30 days, long in their stage', () => {
    const monthAgo = new Date(`${addDays(TODAY, -30)}T00:00:00Z`);
    const stale = open(world.deals).filter(({ lastActivityAt }) => lastActivityAt < monthAgo);
    expect(stale.length).toBeGreaterThanOrEqual(5);
    expect(stale.every(({ stageEnteredAt }) => stageEnteredAt < monthAgo)).toBe(true);
  });

  it('has a stage that fits the status, and a reason for each loss', () => {
    for (const deal of world.deals) {
      expect(deal.status).toBe(deal.stage.kind);
      expect(deal.lossReason !== null).toBe(deal.status === 'lost');
      expect(deal.contact?.accountId).toBe(deal.accountId);
    }
    const currencies = world.deals.map(({ currency }) => currency);
    expect(new Set(currencies)).toEqual(new Set(['USD', 'EUR', 'GBP', 'CNY', null]));
    expect(currencies.filter((c) => c === 'USD').length).toBeGreaterThan(currencies.length / 2);
  });

  it('has rates for its currencies, and each closed deal keeps the one of its day', () => {
    expect(new Set(world.rates.map(({ currency }) => currency))).toEqual(
      new Set(['EUR', 'GBP', 'CNY']),
    );
    expect(world.rates.every(({ day }) => dayOf(day) <= TODAY)).toBe(true);
    for (const deal of world.deals) {
      const abroad = deal.currency !== null && deal.currency !== 'USD';
      expect(deal.rate !== null).toBe(deal.status !== 'open' && abroad);
      expect(dayOf(deal.rateOn) <= dayOf(deal.closedOn)).toBe(true);
    }
  });

  it('knows which stages each deal went through, the last one being where it is', () => {
    for (const deal of world.deals) {
      const moments = deal.stageChanges.map(({ at }) => at.getTime());
      expect(moments).toEqual([...moments].sort((a, b) => a - b));
      expect(deal.stageChanges.at(-1)).toMatchObject({
        toStageId: deal.stageId,
        at: deal.stageEnteredAt,
      });
    }
    const moved = world.deals.filter(({ stageChanges }) => stageChanges.length > 2);
    expect(moved.length).toBeGreaterThan(world.deals.length / 2);
    const weekAgo = addDays(TODAY, -7);
    const lately = world.deals.flatMap(({ stageChanges }) =>
      stageChanges.filter(({ at }) => dayOf(at) >= weekAgo),
    );
    expect(lately.length).toBeGreaterThanOrEqual(3);
  });

  it('was last active in a deal when its last activity says so', () => {
    for (const deal of world.deals) {
      const last = Math.max(...deal.activities.map(({ at }) => at.getTime()));
      expect(deal.lastActivityAt.getTime()).toBe(last);
    }
  });

  it('has tasks that are overdue, due today, due this week and done', () => {
    const pending = world.tasks.filter(({ status }) => status === 'open');
    const due = (from: string, to: string) =>
      pending.filter(({ dueOn }) => dayOf(dueOn) >= from && dayOf(dueOn) <= to).length;
    expect(due('2000-01-01', addDays(TODAY, -1))).toBeGreaterThanOrEqual(6);
    expect(due(TODAY, TODAY)).toBeGreaterThanOrEqual(5);
    expect(due(TODAY, '2026-05-17')).toBeGreaterThanOrEqual(12);
    expect(world.tasks.length - pending.length).toBeGreaterThanOrEqual(10);
  });

  it('has tickets of its customers in both languages: new, open, waiting, solved', () => {
    expect(new Set(world.tickets.map(({ status }) => status))).toEqual(
      new Set(['new', 'open', 'waiting', 'closed']),
    );
    expect(new Set(world.tickets.map(({ language }) => language))).toEqual(new Set(['en', 'zh']));
    for (const { contactId, accountId, assigneeId, messages } of world.tickets) {
      expect([contactId, accountId, assigneeId]).not.toContain(null);
      expect(messages.length).toBeGreaterThan(0);
    }
  });

  it('knows whom a visitor can be', () => {
    const people = [...world.members, ...world.contacts].map(({ name }) => name);
    expect(people).toEqual(expect.arrayContaining(DEMO_PERSONAS.map(({ name }) => name)));
  });

  it('is the same in a second organization', async () => {
    expect(namesIn(await aDemoCompany('second'))).toEqual(namesIn(world));
  });

  it.each([
    ['new year in Auckland', '2025-12-31T11:30:00Z', 'Pacific/Auckland'],
    ['a Sunday morning in New York', '2026-03-01T13:00:00Z', 'America/New_York'],
    ['the last minute of a leap-year quarter', '2028-03-31T23:59:00Z', 'UTC'],
    ['a Monday, just after midnight in Shanghai', '2026-08-02T16:05:00Z', 'Asia/Shanghai'],
  ])('has no future in its past on %s', async (slug, moment, timeZone) => {
    const now = new Date(moment);
    const today = dayIn(timeZone, now);
    const company = await aDemoCompany(slug.replaceAll(' ', '-'), { now, timeZone });
    const past = [
      ...company.members.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt]),
      ...company.accounts.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt]),
      ...company.contacts.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt]),
      ...company.deals.flatMap((d) => [d.updatedAt, d.stageEnteredAt, d.lastActivityAt]),
      ...company.orders.flatMap((order) => [order.createdAt, order.updatedAt, order.orderedOn]),
      ...company.quotes.map(({ createdAt }) => createdAt),
      ...company.activities.flatMap(({ createdAt, at }) => [createdAt, at]),
      ...company.tasks.flatMap(({ createdAt, doneAt }) => [createdAt, doneAt ?? createdAt]),
      ...company.tickets.flatMap((t) => [t.createdAt, t.updatedAt, t.closedAt ?? now]),
      ...company.tickets.flatMap(({ messages }) => messages.map(({ at }) => at)),
    ];
    expect(past.filter((at) => at > now)).toEqual([]);
    for (const deal of company.deals) {
      expect(dayOf(deal.closedOn) <= today).toBe(true);
      expect(deal.createdAt <= deal.stageEnteredAt).toBe(true);
      expect(deal.activities.every(({ at }) => at >= deal.createdAt)).toBe(true);
      expect(deal.account.createdAt <= deal.createdAt).toBe(true);
      expect((deal.contact?.createdAt ?? now) <= deal.createdAt).toBe(true);
    }
    for (const task of company.tasks) {
      expect((task.deal?.createdAt ?? task.createdAt) <= task.createdAt).toBe(true);
      expect(task.createdAt <= (task.doneAt ?? now)).toBe(true);
    }
  });
});

function closeDateIn(columns: unknown): string {
  const { closeDate } = columns as { closeDate: string };
  return closeDate;
}
