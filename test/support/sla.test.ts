import { beforeAll, describe, expect, it } from 'vitest';
import { supportSettings } from '../../src/support/sla.ts';
import { priorityIn } from '../../src/support/ticket-routing.ts';
import {
  assignTicket,
  closeTicket,
  createTicket,
  getTicket,
  listTickets,
  replyFromDesk,
  replyFromRequester,
  type Ticket,
  updateTicket,
} from '../../src/support/tickets.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

const HOUR = 60 * 60_000;

let company: Company;
let sam: Colleague;
let lin: Colleague;
let cleo: Colleague;
let carl: Colleague;

beforeAll(async () => {
  company = await aCompany();
  sam = await company.member('Sam', { role: 'support' });
  lin = await company.member('Lin', { role: 'support' });
  cleo = await company.customer('Cleo');
  carl = await company.customer('Carl');
});

const opens = (who: Colleague, subject: string): Promise<Ticket> =>
  who.does((ctx) =>
    createTicket({ ...ctx, later: { conversationKey: who.name, replyTo: {} } }, { subject }),
  );
const seenBy = (who: Colleague, { id }: Ticket): Promise<Ticket> =>
  who.does((ctx) => getTicket(ctx, id));

describe('a ticket', () => {
  it('goes to the agent with the fewest open ones, and to the one who had the customer last time', async () => {
    const first = await opens(cleo, 'The robot does not charge');
    const second = await opens(carl, 'The scanner is offline');
    expect([first.assignee?.name, second.assignee?.name]).toEqual(['Sam', 'Lin']);
    await opens(carl, 'The scanner is offline again');
    const next = await opens(carl, 'And again');
    expect(next.assignee?.name).toBe('Lin');
    await lin.does((ctx) => assignTicket(ctx, next.id, sam.id));
    expect((await opens(carl, 'Once more')).assignee?.name).toBe('Sam');
  });

  it('is seen by its customer and the desk, and by nobody else', async () => {
    const ticket = await opens(cleo, 'Mine alone');
    const dana = await company.member('Dana');
    expect((await seenBy(cleo, ticket)).subject).toBe('Mine alone');
    expect((await seenBy(sam, ticket)).subject).toBe('Mine alone');
    for (const other of [carl, dana])
      await expect(seenBy(other, ticket)).rejects.toMatchObject({ code: 'record_gone' });
    const listed = await carl.does((ctx) => listTickets(ctx, {}));
    expect(listed.map(({ subject }) => subject)).not.toContain('Mine alone');
  });

  it('is due in business hours, sooner where it is urgent', async () => {
    // Wednesday 10:00 UTC.
    const normal = await opens(cleo, 'A question about labels');
    const urgent = await opens(cleo, 'Nobody can work, the warehouse is down');
    expect(normal).toMatchObject({
      priority: 'normal',
      firstReplyDueAt: new Date('2026-03-19T10:00:00Z'),
      resolutionDueAt: new Date('2026-03-25T10:00:00Z'),
    });
    expect(urgent).toMatchObject({
      priority: 'urgent',
      firstReplyDueAt: new Date('2026-03-18T11:00:00Z'),
      resolutionDueAt: new Date('2026-03-19T10:00:00Z'),
    });
    const raised = await sam.does((ctx) => updateTicket(ctx, normal.id, { priority: 'high' }));
    expect(raised.firstReplyDueAt).toEqual(new Date('2026-03-18T14:00:00Z'));
  });

  it('stops the clock of its resolution while the customer is waited for', async () => {
    const ticket = await opens(cleo, 'Waiting');
    const waiting = await sam.does((ctx) => replyFromDesk(ctx, ticket.id, 'Which version?'));
    expect(waiting).toMatchObject({ status: 'waiting', firstReplyWarnAt: null });
    company.clock.advance(24 * HOUR);
    const { ticket: open } = await cleo.does((ctx) => replyFromRequester(ctx, ticket.id, '8.4'));
    company.clock.advance(-24 * HOUR);
    expect(open).toMatchObject({ status: 'open', pausedAt: null });
    expect(open.resolutionDueAt).toEqual(new Date('2026-03-26T10:00:00Z'));
  });

  it('is the same ticket when its customer writes within seven days of closing, later a new one', async () => {
    const ticket = await opens(cleo, 'Closed soon');
    const close = () => sam.does((ctx) => closeTicket(ctx, ticket.id, 'Restarted'));
    expect((await close()).ticket).toMatchObject({ outcome: 'assumed', closedBy: { name: 'Sam' } });
    company.clock.advance(6 * 24 * HOUR);
    const again = await cleo.does((ctx) => replyFromRequester(ctx, ticket.id, 'Still broken'));
    expect(again).toMatchObject({ became: 'reopened', ticket: { id: ticket.id, reopened: 1 } });
    await close();
    company.clock.advance(8 * 24 * HOUR);
    const later = await cleo.does((ctx) =>
      replyFromRequester(
        { ...ctx, later: { conversationKey: 'Cleo', replyTo: {} } },
        ticket.id,
        'Broken once more',
      ),
    );
    company.clock.advance(-14 * 24 * HOUR);
    expect(later).toMatchObject({ became: 'new', ticket: { follows: { number: ticket.number } } });
  });

  it('is confirmed as solved where its customer closes it', async () => {
    const ticket = await opens(cleo, 'Solved by itself');
    const closed = await cleo.does((ctx) => closeTicket(ctx, ticket.id, undefined));
    expect(closed).toMatchObject({
      byRequester: true,
      ticket: { outcome: 'confirmed', closedBy: null },
    });
  });

  it('is opened again by the undo of its closing, with its clock as it was', async () => {
    const ticket = await opens(cleo, 'Closed by mistake');
    const closing = await sam.turn((ctx) => closeTicket(ctx, ticket.id, 'Wrong one'));
    const undone = await sam.executes('change.undo', { change: closing.changeSetId });
    expect(undone.kind).toBe('done');
    const { status, outcome, closedAt, resolutionDueAt, resolutionWarnAt } = await seenBy(
      sam,
      ticket,
    );
    expect({ status, outcome, closedAt, resolutionDueAt, resolutionWarnAt }).toEqual({
      status: 'new',
      outcome: null,
      closedAt: null,
      resolutionDueAt: ticket.resolutionDueAt,
      resolutionWarnAt: ticket.resolutionWarnAt,
    });
  });
});

describe('priority in words', () => {
  it.each([
    ['the whole site is down', 'urgent'],
    ['URGENT: sorter', 'urgent'],
    ['nobody can work here', 'urgent'],
    ['系统宕机了', 'urgent'],
    ['仓库停摆，紧急', 'urgent'],
    ['we cannot ship', 'high'],
    ['比较严重，请尽快', 'high'],
    ['not urgent, just wondering', 'low'],
    ['不急，有空再看', 'low'],
    ['how do I download the manual', null],
    ['scroll down to the list', null],
    ['怎么打印标签', null],
  ])('%s', (said, priority) => {
    expect(priorityIn(said)).toBe(priority);
  });
});

describe('the settings of the desk', () => {
  it('are set by a manager and undone', async () => {
    const maya = await company.member('Maya', { role: 'manager' });
    const read = () => maya.does((ctx) => supportSettings(ctx));
    const before = await read();
    const set = await maya.executes('sla.set', { priority: 'urgent', firstReply: '15 min' });
    expect(set.kind).toBe('done');
    expect((await read()).targets.urgent.firstReply).toBe(15);
    await maya.executes('hours.set', { hours: 'Mon-Sat 8:00-20:00 Asia/Shanghai' });
    expect((await read()).hours).toEqual({
      timeZone: 'Asia/Shanghai',
      days: [1, 2, 3, 4, 5, 6],
      opensAt: '08:00',
      closesAt: '20:00',
    });
    await maya.executes('change.undo');
    await maya.executes('change.undo');
    expect(await read()).toEqual(before);
  });

  it.each([
    [{ priority: 'urgent', firstReply: 'soon' }, 'bad_sla'],
    [{ priority: 'urgent', firstReply: '3 days', resolution: '1 hour' }, 'bad_sla'],
  ])('refuse what is no time: %j', async (args, code) => {
    const maya = await company.member('Mona', { role: 'manager' });
    const outcome = await maya.executes('sla.set', args);
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code } });
  });
});
