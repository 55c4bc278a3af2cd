import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuids } from '../../src/platform/ids.ts';
import { createInbox } from '../../src/platform/inbox.ts';
import {
  createOutbox,
  type Outbox,
  type Outgoing,
  type PostResult,
} from '../../src/platform/outbox.ts';
import { aCompany, type Company, handClock } from '../harness/company.ts';
import { quiet } from '../harness/world.ts';

/** Long before any other test's rows, so that a sweep here finds only what this test left. */
const LONG_AGO = new Date('2001-01-01T10:00:00Z');
const MINUTE = 60_000;

let company: Company;
let outbox: Outbox;
let posted: string[];
/** What the platform answers; `sent` when not said. */
let answers: (text: string) => PostResult | Promise<PostResult>;
let warnings: { event: string; facts: object }[];

beforeEach(async () => {
  company = await aCompany({ clock: handClock(LONG_AGO) });
  posted = [];
  warnings = [];
  answers = () => ({ kind: 'sent', ref: null });
  outbox = createOutbox({
    db: company.db,
    clock: company.clock,
    log: { ...quiet, warn: (event, facts = {}) => warnings.push({ event, facts }) },
    post: async (message: Outgoing) => {
      const { text } = message.reply as { text: string };
      posted.push(text);
      return answers(text);
    },
  });
});

// What still waits here would be posted by a sweep of another test.
afterEach(() => company.in((tx) => tx.outboundMessage.deleteMany()));

/** Queues answers to be posted, as a turn does. */
async function queue(texts: readonly string[], conversationKey = 'dm/dana'): Promise<void> {
  const inbox = createInbox({ db: company.db, clock: company.clock, ids: uuids });
  const about = {
    organizationId: company.organization.id,
    provider: 'console' as const,
    conversationKey,
  };
  for (const text of texts) {
    const { id } = await inbox.store({
      ...about,
      eventKey: `${conversationKey}/${text}`,
      message: {},
    });
    await company.in(async (tx) =>
      inbox.settle(
        tx,
        { ...about, id, message: {}, attempts: 0 },
        { status: 'done', reply: { text }, replyTo: {} },
      ),
    );
  }
}

const flush = (conversationKey = 'dm/dana') =>
  outbox.flush(company.organization.id, conversationKey);

/** The state of every post of this organization, in order. */
async function states(): Promise<string[]> {
  const rows = await company.in((tx) => tx.outboundMessage.findMany({ orderBy: { id: 'asc' } }));
  return rows.map((row) => row.status);
}

describe('messages out', () => {
  it('are posted in the order of their conversation, each once', async () => {
    await queue(['one', 'two', 'three']);
    await queue(['elsewhere'], 'dm/bob');
    await flush();
    await flush();
    expect(posted).toEqual(['one', 'two', 'three']);
    expect(await states()).toEqual(['sent', 'sent', 'sent', 'waiting']);
    await flush('dm/bob');
    expect(posted.at(-1)).toBe('elsewhere');
  });

  it('are posted once also when two processes see them', async () => {
    await queue(['one', 'two', 'three']);
    await Promise.all([flush(), flush(), flush()]);
    await flush();
    expect([...posted].sort()).toEqual(['one', 'three', 'two']);
    expect(posted[0]).toBe('one');
  });

  it('remember what the platform calls them', async () => {
    await queue(['one']);
    answers = () => ({ kind: 'sent', ref: '1700.42' });
    await flush();
    const row = await company.in((tx) => tx.outboundMessage.findFirstOrThrow());
    expect(row).toMatchObject({ ref: '1700.42', sentAt: LONG_AGO, attempts: 1 });
  });
});

describe('a post that the platform wants later', () => {
  it('is tried again after the wait, and what comes behind it waits with it', async () => {
    await queue(['one', 'two']);
    answers = () => ({ kind: 'retry', afterMs: 30_000, reason: 'rate_limited' });
    await flush();
    expect(posted).toEqual(['one']);

    answers = () => ({ kind: 'sent', ref: null });
    company.clock.advance(29_000);
    await flush();
    expect(posted).toEqual(['one']);

    company.clock.advance(1000);
    await flush();
    expect(posted).toEqual(['one', 'one', 'two']);
    expect(await states()).toEqual(['sent', 'sent']);
  });

  it('waits five minutes at most', async () => {
    await queue(['one']);
    answers = () => ({ kind: 'retry', afterMs: 24 * 60 * MINUTE, reason: 'rate_limited' });
    await flush();
    answers = () => ({ kind: 'sent', ref: null });
    company.clock.advance(5 * MINUTE);
    await flush();
    expect(await states()).toEqual(['sent']);
  });

  it('is found by the sweep of another process', async () => {
    await queue(['one']);
    answers = () => ({ kind: 'retry', afterMs: 1000, reason: 'rate_limited' });
    await flush();
    answers = () => ({ kind: 'sent', ref: null });
    company.clock.advance(1000);
    await outbox.sweep(LONG_AGO);
    expect(posted).toEqual(['one', 'one']);
  });

  it('is given up after eight attempts, and lets the next one go', async () => {
    await queue(['stuck', 'next']);
    answers = (text) =>
      text === 'stuck'
        ? { kind: 'retry', afterMs: 1000, reason: 'busy' }
        : { kind: 'sent', ref: null };
    for (let attempt = 1; attempt <= 8; attempt++) {
      await flush();
      company.clock.advance(1000);
    }
    expect(posted).toEqual([...Array<string>(8).fill('stuck'), 'next']);
    expect(await states()).toEqual(['failed', 'sent']);
  });
});

describe('a post whose fate is unknown', () => {
  it('is never repeated, and lets the next one go', async () => {
    await queue(['one', 'two']);
    answers = (text) =>
      text === 'one' ? { kind: 'unsure', reason: 'ECONNRESET' } : { kind: 'sent', ref: null };
    await flush();
    company.clock.advance(60 * MINUTE);
    await flush();
    await outbox.sweep(company.clock.now());
    expect(posted).toEqual(['one', 'two']);
    expect(await states()).toEqual(['unsure', 'sent']);
    expect(warnings).toMatchObject([
      {
        event: 'post.not_delivered',
        facts: { status: 'unsure', reason: 'ECONNRESET', attempts: 1 },
      },
    ]);
  });

  it('is one whose adapter threw, and the log does not quote what was thrown', async () => {
    await queue(['one']);
    answers = () => {
      throw new TypeError('could not post "Acme pays $50k"');
    };
    await flush();
    answers = () => ({ kind: 'sent', ref: null });
    await flush();
    expect(posted).toEqual(['one']);
    expect(await states()).toEqual(['unsure']);
    expect(warnings[0]?.facts).toMatchObject({ reason: 'TypeError' });
    expect(JSON.stringify(warnings)).not.toContain('Acme');
  });

  it('is one that a process died over: the sweep says so and does not post it', async () => {
    await queue(['one', 'two']);
    const died = new Promise<void>((resolve) => {
      answers = async () => {
        resolve();
        return new Promise<never>(() => undefined);
      };
    });
    void flush();
    await died;
    expect(await states()).toEqual(['sending', 'waiting']);

    answers = () => ({ kind: 'sent', ref: null });
    await flush();
    expect(posted, 'what is under way is not overtaken').toEqual(['one']);
    await outbox.sweep(LONG_AGO);
    expect(await states(), 'not interrupted for long enough').toEqual(['sending', 'waiting']);

    company.clock.advance(2 * MINUTE);
    await outbox.sweep(new Date(LONG_AGO.getTime() + MINUTE));
    expect(posted).toEqual(['one', 'two']);
    expect(await states()).toEqual(['unsure', 'sent']);
    expect(warnings).toContainEqual({ event: 'posts.interrupted', facts: { count: 1 } });
  });
});

describe('a post that the platform refuses', () => {
  it('has failed, with the reason, and is not repeated', async () => {
    await queue(['one', 'two']);
    answers = (text) =>
      text === 'one'
        ? { kind: 'failed', reason: 'channel_not_found' }
        : { kind: 'sent', ref: null };
    await flush();
    await flush();
    expect(posted).toEqual(['one', 'two']);
    const row = await company.in((tx) =>
      tx.outboundMessage.findFirstOrThrow({ orderBy: { id: 'asc' } }),
    );
    expect(row).toMatchObject({ status: 'failed', lastError: 'channel_not_found' });
  });
});
