import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isResponseUrl } from '../../../src/adapters/slack/response-url.ts';
import type { Delivery } from '../../../src/conversation/message.ts';
import { type Reply, replyOf, say } from '../../../src/reply/reply.ts';
import { SlackDouble } from '../../harness/slack-double.ts';
import type { SlackFault } from '../../harness/slack-faults.ts';
import { aSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await aSlackWorld({ callTimeoutMs: 400 });
});
afterEach(() => world.stop());

const HERE = { kind: 'thread', channel: 'C0SALES', thread: '1.1' };
const post = (reply: Reply = say('Won.'), replyTo: Record<string, unknown> = HERE, id = 'p1') =>
  world.adapter.platform.deliver({ id, replyTo, reply });
const LONG = say('One sentence of many. '.repeat(1200));

describe('a post', () => {
  it('stands in its thread, with a text for those who see no blocks, and unfurls nothing', async () => {
    expect(await post()).toEqual({
      kind: 'sent',
      ref: expect.stringMatching(/^C0SALES:\d+\.\d+$/),
    });
    const [call] = world.slack.callsOf('chat.postMessage');
    expect(call?.args).toMatchObject({
      channel: 'C0SALES',
      thread_ts: '1.1',
      text: 'Won.',
      unfurl_links: 'false',
      unfurl_media: 'false',
      mrkdwn: 'false',
    });
  });

  it('goes to a person as a direct message', async () => {
    await post(say('Hello.'), { kind: 'direct', user: 'UDANA' });
    expect(world.slack.posts[0]).toMatchObject({ channel: 'DUDANA', text: 'Hello.' });
  });

  it('with a place that is none fails without a call', async () => {
    expect(await post(say('x'), { channel: 'C1' })).toEqual({
      kind: 'failed',
      reason: 'unknown_target',
    });
    expect(world.slack.callsOf('chat.postMessage')).toEqual([]);
  });

  it('that is too long for one message goes over several, in order', async () => {
    expect((await post(LONG)).kind).toBe('sent');
    expect(world.slack.posts.length).toBeGreaterThan(1);
  });
});

describe('what became of a post', () => {
  const cases: [string, SlackFault, Delivery][] = [
    [
      'is a retry after the time Slack names',
      { kind: 'limited', retryAfter: 7 },
      { kind: 'retry', afterMs: 7000, reason: 'rate_limited' },
    ],
    [
      'is a retry when Slack names no time',
      { kind: 'limited', retryAfter: null },
      { kind: 'retry', afterMs: 1000, reason: 'rate_limited' },
    ],
    [
      'is a retry when Slack says it in its answer',
      { kind: 'error', code: 'ratelimited' },
      { kind: 'retry', afterMs: 1000, reason: 'rate_limited' },
    ],
    [
      'is unknown after a broken connection',
      { kind: 'reset', done: true },
      { kind: 'unsure', reason: 'UND_ERR_SOCKET' },
    ],
    [
      'is unknown after a server error',
      { kind: 'status', status: 500, done: true },
      { kind: 'unsure', reason: 'http_500' },
    ],
    [
      'is unknown after a gateway error',
      { kind: 'status', status: 502, done: false },
      { kind: 'unsure', reason: 'http_502' },
    ],
    [
      'is unknown after a fatal error',
      { kind: 'error', code: 'fatal_error' },
      { kind: 'unsure', reason: 'fatal_error' },
    ],
    [
      'is unknown after an answer that nobody can read',
      { kind: 'garbage' },
      { kind: 'unsure', reason: 'unreadable_answer' },
    ],
    [
      'is a failure where the bot is not',
      { kind: 'error', code: 'not_in_channel' },
      { kind: 'failed', reason: 'not_in_channel' },
    ],
    [
      'is a failure with a token revoked',
      { kind: 'error', code: 'token_revoked' },
      { kind: 'failed', reason: 'token_revoked' },
    ],
    [
      'is a failure on a refusal by status',
      { kind: 'status', status: 403, done: false },
      { kind: 'failed', reason: 'http_403' },
    ],
  ];
  it.each(cases)('%s, and it was called once', async (_, fault, outcome) => {
    world.slack.breakNext('chat.postMessage', fault);
    expect(await post()).toEqual(outcome);
    expect(world.slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('is unknown when Slack does not answer in time', async () => {
    world.slack.breakNext('chat.postMessage', { kind: 'hang', done: true });
    expect(await post()).toEqual({ kind: 'unsure', reason: expect.stringMatching(/Timeout/) });
    expect(world.slack.posts).toHaveLength(1);
  });

  it('is a retry when nobody listens: nothing was sent', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    const { createSlackAdapter } = await import('../../../src/adapters/slack/adapter.ts');
    const lost = createSlackAdapter({
      settings: { ...world.slack.settings, apiUrl: `http://127.0.0.1:${port}/api/` },
      assistant: world.assistant,
      clock: { now: () => new Date('2026-03-18T10:00:00Z') },
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    const outcome = await lost.platform.deliver({ id: 'p', replyTo: HERE, reply: say('x') });
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'ECONNREFUSED' });
  });

  it('is sent once more in words when Slack surely refused the blocks', async () => {
    for (const code of ['invalid_blocks', 'msg_blocks_too_long']) {
      world.slack.breakNext('chat.postMessage', { kind: 'error', code });
      expect((await post(replyOf({ kind: 'heading', text: 'Deals <3' }))).kind).toBe('sent');
    }
    expect(world.slack.posts).toMatchObject([
      { text: 'Deals &lt;3', blocks: [] },
      { text: 'Deals &lt;3', blocks: [] },
    ]);
  });

  it('is not tried in words when nobody knows whether the blocks arrived', async () => {
    world.slack.breakNext('chat.postMessage', { kind: 'reset', done: true });
    expect((await post()).kind).toBe('unsure');
    expect(world.slack.posts).toHaveLength(1);
  });

  it('waits for the rest of an answer when Slack asks to slow down in the middle', async () => {
    world.slack.breakNext('chat.postMessage', ...LET_ONE_PASS, { kind: 'limited', retryAfter: 1 });
    expect((await post(LONG)).kind).toBe('sent');
    const [, refused, again] = world.slack.callsOf('chat.postMessage');
    expect((again?.atMs ?? 0) - (refused?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('is unknown when the rest of an answer is lost: a part was seen', async () => {
    world.slack.breakNext('chat.postMessage', ...LET_ONE_PASS, {
      kind: 'error',
      code: 'is_archived',
    });
    expect(await post(LONG)).toEqual({ kind: 'unsure', reason: 'in_part:is_archived' });
  });
});

const LET_ONE_PASS: SlackFault[] = [{ kind: 'none' }];

describe('after Slack asked to slow down', () => {
  it('the channel is left alone until the time is over, and others are not', async () => {
    world.slack.breakNext('chat.postMessage', { kind: 'limited', retryAfter: 1 });
    await post();
    const held = await post();
    expect(held).toMatchObject({ kind: 'retry', reason: 'rate_limited' });
    expect(world.slack.callsOf('chat.postMessage')).toHaveLength(1);
    expect((await post(say('x'), { ...HERE, channel: 'C0OTHER' })).kind).toBe('sent');
    await new Promise((resolve) => setTimeout(resolve, 1050));
    expect((await post()).kind).toBe('sent');
  });
});

describe('the answer to a slash command', () => {
  const target = (url: string) => ({
    kind: 'response',
    user: 'UDANA',
    url,
    untilMs: Date.parse('2026-03-18T10:25:00Z'),
    replaces: false,
  });
  const url = () => `${world.slack.origin}/response/UDANA/C0SALES/r1`;

  it('is seen by the person alone', async () => {
    expect(await post(say('Yours.'), target(url()))).toEqual({ kind: 'sent', ref: null });
    expect(world.slack.posts[0]).toMatchObject({
      ephemeral: true,
      user: 'UDANA',
      channel: 'C0SALES',
    });
  });

  it.each([404, 410])('is a direct message once the URL is used up (%i)', async (status) => {
    world.slack.breakNext('response_url', { kind: 'status', status, done: false });
    expect((await post(say('Yours.'), target(url()))).kind).toBe('sent');
    expect(world.slack.posts).toMatchObject([{ channel: 'DUDANA', ephemeral: false }]);
  });

  it('is a direct message after 25 minutes', async () => {
    world.later(26 * 60_000);
    await post(say('Yours.'), target(url()));
    expect(world.slack.callsOf('response_url')).toEqual([]);
    expect(world.slack.posts[0]).toMatchObject({ channel: 'DUDANA' });
  });

  it('is a direct message when the URL is not Slack’s, which is not called', async () => {
    const elsewhere = await SlackDouble.start({ now: () => new Date('2026-03-18T10:00:00Z') });
    await post(say('Yours.'), target(`${elsewhere.origin}/response/UDANA/C0SALES/r1`));
    expect(elsewhere.calls).toEqual([]);
    expect(world.slack.posts[0]).toMatchObject({ channel: 'DUDANA' });
    await elsewhere.stop();
  });

  it.each([
    ['https://hooks.slack.com/commands/T/1/x', true],
    ['https://hooks.slack-gov.com/commands/T/1/x', true],
    ['http://hooks.slack.com/commands/T/1/x', false],
    ['https://hooks.slack.com.evil.test/', false],
    ['https://evil.test/?hooks.slack.com', false],
    ['https://hooks.slack.com@evil.test/', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('trusts the URL %s: %s', (given, trusted) => {
    expect(isResponseUrl(given, undefined)).toBe(trusted);
  });

  it('is unknown after a broken connection, and not said again', async () => {
    world.slack.breakNext('response_url', { kind: 'reset', done: true });
    expect((await post(say('Yours.'), target(url()))).kind).toBe('unsure');
    expect(world.slack.posts).toHaveLength(1);
  });

  it('is a retry when Slack asks to slow down', async () => {
    world.slack.breakNext('response_url', { kind: 'limited', retryAfter: 3 });
    expect(await post(say('Yours.'), target(url()))).toEqual({
      kind: 'retry',
      afterMs: 3000,
      reason: 'rate_limited',
    });
  });

  it('is a direct message when it is long', async () => {
    await post(say('One sentence of many. '.repeat(3000)), target(url()));
    expect(world.slack.callsOf('response_url')).toEqual([]);
    expect(world.slack.posts.length).toBeGreaterThan(4);
  });
});
