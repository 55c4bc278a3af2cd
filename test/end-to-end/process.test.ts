import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database.ts';
import { templatePath } from '../harness/database-template.ts';
import { type Exit, ParleyProcess } from '../harness/parley-process.ts';
import { anActivity, TeamsConnector } from '../harness/teams-connector.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-process-'));
const started: ParleyProcess[] = [];

function start(name: string, settings: Readonly<Record<string, string>> = {}): ParleyProcess {
  const directory = join(folder, name);
  mkdirSync(directory, { recursive: true });
  const parley = ParleyProcess.start(directory, settings);
  started.push(parley);
  return parley;
}

afterAll(async () => {
  await Promise.all(started.map((parley) => parley.stop('SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
});

describe('settings', () => {
  let bad: ParleyProcess;
  let production: ParleyProcess;

  beforeAll(() => {
    bad = start('bad-settings', {
      PORT: 'abc',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://localhost/parley',
      ORGANIZATION_TIME_ZONE: 'Europe/Nowhere',
      SLACK_APP_TOKEN: 'xapp-1',
      TEAMS_APP_ID: 'app',
    });
    production = start('production', { NODE_ENV: 'production' });
  });

  it('that are wrong are all named, and nothing starts', async () => {
    expect(await bad.ended).toEqual({ code: 1, signal: null });
    const named = bad.output.split('\n').map((line) => /^[A-Z_, ]+(?=:)/.exec(line)?.[0]);
    expect(named.filter((names) => names !== undefined).toSorted()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'ORGANIZATION_TIME_ZONE',
      'PORT',
      'SLACK_BOT_TOKEN',
      'TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID',
    ]);
  });

  it('of production without credentials are refused: anyone could speak as anyone', async () => {
    expect(await production.ended).toEqual({ code: 1, signal: null });
    expect(production.output).toMatch(/production does not start without credentials/);
  });
});

/** One message of the load: it logs a deal of an amount that no other one has. */
type Sent = { amount: number; activity: object; acknowledged: boolean };

const CONVERSATIONS = 10;
/** Messages of a conversation that are on their way at the same time. */
const AT_ONCE = 2;
const KILLED = { from: 10_001, count: 200, whenPosted: 30 };
const STOPPED = { from: 20_001, count: 60, whenPosted: 15 };
/** So many of those that nobody acknowledged are sent again, as Teams does. */
const SENT_AGAIN = 20;

/** What one data directory goes through: a process and a second beside it, a kill, a restart, a graceful stop. */
describe('processes on one data directory', () => {
  let connector: TeamsConnector;
  let first: ParleyProcess;
  let second: ParleyProcess;
  let secondExit: Exit;
  let killed: Sent[];
  let stopped: Sent[];
  let atKill: Sent[];
  let stopExit: Exit;
  let stopTookMs: number;
  let db: Database;

  beforeAll(async () => {
    connector = await TeamsConnector.start();
    const template = new Blob([readFileSync(templatePath())]);
    await (
      await openDatabase({ kind: 'pglite', directory: join(folder, 'shared/data'), template })
    ).close();
    first = start('shared');
    const port = await first.ready();
    second = start('shared');
    secondExit = await second.ended;
    killed = messagesOf(KILLED);
    await Promise.all([sendAll(port, killed), whenPosted(KILLED, () => first.stop('SIGKILL'))]);
    const third = start('shared');
    const newPort = await third.ready();
    atKill = killed.filter((sent) => sent.acknowledged);
    await sendAll(newPort, killed.filter((sent) => !sent.acknowledged).slice(0, SENT_AGAIN));
    stopped = messagesOf(STOPPED);
    await Promise.all([
      sendAll(newPort, stopped),
      whenPosted(STOPPED, async () => {
        const begun = performance.now();
        stopExit = await third.stop('SIGTERM');
        stopTookMs = performance.now() - begun;
      }),
    ]);
    db = await openDatabase({ kind: 'pglite', directory: join(folder, 'shared/data') });
  }, 90_000);

  afterAll(async () => {
    await db.close();
    await connector.close();
  });

  /** Messages of Dana's, who has many conversations at once. */
  function messagesOf({ from, count }: { from: number; count: number }): Sent[] {
    return Array.from({ length: count }, (_, i) => {
      const id = `a:load-${i % CONVERSATIONS}`;
      const dana = { id: `29:${id}`, name: 'Dana Ruiz', aadObjectId: `aad-${id}` };
      const email = 'dana.ruiz@northwind-robotics.example';
      connector.rosters.set(id, [{ ...dana, email }]);
      const activity = anActivity(connector.url, {
        text: `log a $${from + i} deal with Globex Corporation`,
        from: dana,
        conversation: { id, conversationType: 'personal' },
        channelData: undefined,
      });
      return { amount: from + i, activity, acknowledged: false };
    });
  }

  async function whenPosted(
    load: { from: number; count: number; whenPosted: number },
    act: () => Promise<unknown>,
  ): Promise<void> {
    await connector.until(() => postsOf(load).length >= load.whenPosted, 30_000);
    await act();
  }

  /** The amounts of the load's deals in the order in which their replies were posted. */
  function postsOf({ from, count }: { from: number; count: number }): number[] {
    const amounts = connector.messages.map(({ summary }) =>
      Number(/Value: \$([\d,]+)/.exec(String(summary))?.[1]?.replace(',', '')),
    );
    return amounts.filter((amount) => amount >= from && amount < from + count);
  }

  async function sendAll(port: number, messages: readonly Sent[]): Promise<void> {
    const lanes = Array.from({ length: CONVERSATIONS }, (_, lane) =>
      messages.filter(({ amount }) => amount % CONVERSATIONS === lane),
    );
    await Promise.all(
      lanes.map(async (lane) => {
        for (let i = 0; i < lane.length; i += AT_ONCE)
          await Promise.all(lane.slice(i, i + AT_ONCE).map((sent) => send(port, sent)));
      }),
    );
  }

  async function send(port: number, sent: Sent): Promise<void> {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sent.activity),
      });
      sent.acknowledged = response.status === 200;
    } catch {
      // The process is gone: it promised nothing.
    }
  }

  /** How many deals each message has made. */
  async function dealsOf(messages: readonly Sent[]): Promise<number[]> {
    const rows = await db.single.deal.findMany({
      where: { amount: { in: messages.map(({ amount }) => amount) } },
      select: { amount: true },
    });
    return messages.map(({ amount }) => rows.filter((row) => Number(row.amount) === amount).length);
  }

  it('a second one ends at once, and says which process has the directory', () => {
    expect(secondExit).toEqual({ code: 1, signal: null });
    expect(second.output).toContain(`in use by process ${first.pid}`);
  });

  it('one killed in the middle of 200 turns leaves exactly one deal for every message it acknowledged', async () => {
    expect(atKill.length).toBeGreaterThan(KILLED.whenPosted);
    expect(await dealsOf(atKill)).toEqual(atKill.map(() => 1));
  });

  it('one killed in the middle of 200 turns leaves at most one deal for a message it did not acknowledge, and one when that comes again', async () => {
    const again = killed.filter((sent) => sent.acknowledged && !atKill.includes(sent));
    expect(await dealsOf(again)).toEqual(again.map(() => 1));
    expect((await dealsOf(killed)).filter((deals) => deals > 1)).toEqual([]);
  });

  it('one killed in the middle of 200 turns posts no reply twice, and none is lost but those marked as unsure', async () => {
    const posted = postsOf(KILLED);
    expect(new Set(posted).size).toBe(posted.length);
    const rows = await db.single.outboundMessage.groupBy({ by: ['status'], _count: true });
    const unsure = rows.find(({ status }) => status === 'unsure')?._count ?? 0;
    // At most one a conversation was on its way.
    expect(unsure).toBeLessThanOrEqual(CONVERSATIONS);
    expect(rows.map(({ status }) => status)).not.toContain('failed');
    expect(rows.map(({ status }) => status)).not.toContain('sending');
    const deals = (await dealsOf(killed)).filter((count) => count === 1).length;
    expect(posted.length).toBeGreaterThanOrEqual(deals - unsure);
  });

  it('one stopped under load ends in order within ten seconds, and loses nothing it acknowledged', async () => {
    expect(stopExit).toEqual({ code: 0, signal: null });
    expect(stopTookMs).toBeLessThan(10_000);
    const acknowledged = stopped.filter((sent) => sent.acknowledged);
    expect(acknowledged.length).toBeGreaterThanOrEqual(STOPPED.whenPosted);
    const waiting = await db.single.inboundEvent.count({ where: { status: 'waiting' } });
    const deals = await dealsOf(acknowledged);
    expect(deals.filter((count) => count > 1)).toEqual([]);
    expect(deals.filter((count) => count === 1).length + waiting).toBeGreaterThanOrEqual(
      acknowledged.length,
    );
    const posted = postsOf(STOPPED);
    expect(new Set(posted).size).toBe(posted.length);
  });
});
