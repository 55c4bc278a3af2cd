import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuids } from '../../src/platform/ids.ts';
import { createInbox, type Inbox, type WaitingEvent } from '../../src/platform/inbox.ts';
import { aCompany, type Company, handClock } from '../harness/company.ts';

/** Long before any other test's rows: what is left behind here is left behind by this test. */
const LONG_AGO = new Date('2002-01-01T10:00:00Z');

let company: Company;
let inbox: Inbox;

beforeEach(async () => {
  company = await aCompany({ clock: handClock(LONG_AGO) });
  inbox = createInbox({ db: company.db, clock: company.clock, ids: uuids });
});

// What still waits here would be answered and posted by a sweep of another test.
afterEach(() =>
  company.in(async (tx) => {
    await tx.inboundEvent.deleteMany();
    await tx.outboundMessage.deleteMany();
  }),
);

/** Stores an event of this test's organization. */
function arrives(eventKey: string, conversationKey = 'dm/dana', text = eventKey) {
  return inbox.store({
    organizationId: company.organization.id,
    provider: 'console',
    eventKey,
    conversationKey,
    message: { text },
  });
}

const next = (conversationKey = 'dm/dana') => inbox.next(company.organization.id, conversationKey);

async function nextOf(conversationKey?: string): Promise<WaitingEvent> {
  const event = await next(conversationKey);
  if (event === null) throw new Error('nothing waits');
  return event;
}

const settle = (
  event: WaitingEvent,
  status: 'done' | 'failed',
  reply: object,
  replyTo: object | null,
) => company.in(async (tx) => inbox.settle(tx, event, { status, reply, replyTo }));

const outgoing = () => company.in((tx) => tx.outboundMessage.findMany({ orderBy: { id: 'asc' } }));

describe('an event that arrives', () => {
  it('four times at once is one row, and fresh once', async () => {
    const stored = await Promise.all(['e1', 'e1', 'e1', 'e1'].map((key) => arrives(key)));
    expect(new Set(stored.map((receipt) => receipt.id)).size).toBe(1);
    expect(stored.filter((receipt) => receipt.fresh)).toHaveLength(1);
    expect(await company.in((tx) => tx.inboundEvent.count())).toBe(1);
  });

  it('again after it was answered finds its answer', async () => {
    const first = await arrives('e1');
    await settle(await nextOf(), 'done', { text: 'Logged.' }, null);
    const again = await arrives('e1', 'dm/dana', 'something else');
    expect(again).toEqual({ id: first.id, fresh: false });
    expect(await inbox.answerTo(again.id)).toEqual({ done: true, reply: { text: 'Logged.' } });
    expect(await next()).toBeNull();
  });

  it('with the key of an event of another organization or platform is another event', async () => {
    const mine = await arrives('e1');
    const elsewhere = await aCompany();
    const event = {
      provider: 'console' as const,
      eventKey: 'e1',
      conversationKey: 'dm/dana',
      message: {},
    };
    const theirs = await inbox.store({ ...event, organizationId: elsewhere.organization.id });
    const slack = await inbox.store({
      ...event,
      provider: 'slack',
      organizationId: company.organization.id,
    });
    expect([theirs.fresh, slack.fresh]).toEqual([true, true]);
    expect(new Set([mine.id, theirs.id, slack.id]).size).toBe(3);
  });
});

describe('the events of a conversation', () => {
  it('are answered in the order in which they arrived, beside those of other conversations', async () => {
    for (const key of ['e1', 'e2', 'e3']) await arrives(key);
    await arrives('other', 'dm/bob');
    const order: unknown[] = [];
    for (let event = await next(); event !== null; event = await next()) {
      order.push(event.message);
      await settle(event, 'done', {}, null);
    }
    expect(order).toEqual([{ text: 'e1' }, { text: 'e2' }, { text: 'e3' }]);
    expect((await next('dm/bob'))?.message).toEqual({ text: 'other' });
  });

  it('are claimed inside the turn in the same order', async () => {
    const first = await arrives('e1');
    await arrives('e2');
    const claimed = await company.in((tx) => inbox.claim(tx, company.organization.id, 'dm/dana'));
    expect(claimed).toBe(first.id);
    expect(await company.in((tx) => inbox.claim(tx, company.organization.id, 'dm/bob'))).toBeNull();
  });
});

describe('an answer', () => {
  it('is there only when the turn is', async () => {
    const { id } = await arrives('e1');
    expect(await inbox.answerTo(id)).toEqual({ done: false, reply: null });
    const event = await nextOf();
    const turn = company.in(async (tx) => {
      inbox.settle(tx, event, { status: 'done', reply: { text: 'Hi' }, replyTo: {} });
      throw new Error('the turn failed');
    });
    await expect(turn).rejects.toThrow('the turn failed');
    expect(await inbox.answerTo(id)).toEqual({ done: false, reply: null });
    expect(await outgoing()).toEqual([]);
    expect(await next()).toMatchObject({ id });
  });

  it('is queued to be posted where it belongs, in the same statement', async () => {
    await arrives('e1');
    await settle(await nextOf(), 'done', { text: 'Hi' }, { channel: 'C1' });
    expect(await outgoing()).toMatchObject([
      {
        provider: 'console',
        conversationKey: 'dm/dana',
        replyTo: { channel: 'C1' },
        reply: { text: 'Hi' },
        status: 'waiting',
      },
    ]);
  });

  it('that is handed over directly is not queued', async () => {
    await arrives('e1');
    await settle(await nextOf(), 'done', { text: 'Hi' }, null);
    expect(await outgoing()).toEqual([]);
  });

  it('that failed is over too, with what the person was told', async () => {
    const { id } = await arrives('e1');
    const event = await nextOf();
    await inbox.markAttempt(id);
    await inbox.markAttempt(id);
    expect((await nextOf()).attempts).toBe(2);
    await settle(event, 'failed', { text: 'Sorry' }, null);
    expect(await inbox.answerTo(id)).toEqual({ done: true, reply: { text: 'Sorry' } });
    expect(await next()).toBeNull();
  });
});

describe('what a process left behind', () => {
  it('is told by conversation, once it is old enough', async () => {
    const conversation = v7();
    await arrives('e1', conversation);
    company.clock.advance(10_000);
    await arrives('e2', conversation);
    const mine = async (olderThan: Date) =>
      (await inbox.leftBehind(olderThan)).filter((left) => left.conversationKey === conversation);
    expect(await mine(LONG_AGO)).toEqual([]);
    expect(await mine(new Date(LONG_AGO.getTime() + 60_000))).toEqual([
      { organizationId: company.organization.id, conversationKey: conversation },
    ]);
    await settle(await nextOf(conversation), 'done', {}, null);
    await settle(await nextOf(conversation), 'done', {}, null);
    expect(await mine(new Date(LONG_AGO.getTime() + 60_000))).toEqual([]);
  });
});
