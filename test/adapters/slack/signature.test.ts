import { stringify } from 'node:querystring';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackAdapter } from '../../../src/adapters/slack/adapter.ts';
import { aSlackWorld, RecordingAssistant, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await aSlackWorld();
});
afterEach(() => world.stop());

const SPOKEN = JSON.stringify({
  type: 'event_callback',
  team_id: 'T0HOME',
  event_id: 'Ev1',
  event: {
    type: 'message',
    channel_type: 'im',
    channel: 'DUDANA',
    user: 'UDANA',
    text: 'hi',
    ts: '1.2',
  },
});
const MINUTES = 60;

describe("a request to Slack's door", () => {
  it('is taken when its signature is right', async () => {
    expect((await world.slack.send(SPOKEN)).status).toBe(200);
    expect(world.assistant.received).toHaveLength(1);
  });

  it.each([
    ['has no signature', { headers: { 'x-slack-signature': undefined } }],
    ['has no timestamp', { headers: { 'x-slack-request-timestamp': undefined } }],
    ['is signed with another secret', { secret: 'guessed' }],
    ['is signed with an empty secret', { secret: '' }],
    ['is six minutes old', { ageSeconds: 6 * MINUTES }],
    ['comes from six minutes ahead', { ageSeconds: -6 * MINUTES }],
    [
      'names another time than was signed',
      { headers: { 'x-slack-request-timestamp': '1773828060' } },
    ],
    ['names no time', { headers: { 'x-slack-request-timestamp': 'soon' } }],
    ['names an endless time', { headers: { 'x-slack-request-timestamp': 'Infinity' } }],
    ['has an empty signature', { headers: { 'x-slack-signature': '' } }],
    ['has half a signature', { headers: { 'x-slack-signature': 'v0=' } }],
    ['has a signature of another version', { headers: { 'x-slack-signature': 'v1=00' } }],
  ])('is refused when it %s', async (_, tampering) => {
    expect((await world.slack.send(SPOKEN, tampering)).status).toBe(401);
    expect(world.assistant.received).toEqual([]);
  });

  it('is refused when its body was changed after signing', async () => {
    const seconds = Math.floor(Date.parse('2026-03-18T10:00:00Z') / 1000);
    const { sign } = await import('../../harness/slack-double.ts');
    const signature = sign(world.slack.signingSecret, seconds, SPOKEN);
    const changed = await world.slack.send(SPOKEN.replace('"hi"', '"erase everything"'), {
      headers: { 'x-slack-signature': signature },
    });
    expect(changed.status).toBe(401);
    expect(world.assistant.received).toEqual([]);
  });

  it('is still taken when it is four minutes old', async () => {
    expect((await world.slack.send(SPOKEN, { ageSeconds: 4 * MINUTES })).status).toBe(200);
  });

  it('needs a signature for the certificate check too', async () => {
    const response = await world.slack.send('ssl_check=1', {
      contentType: 'application/x-www-form-urlencoded',
      secret: 'guessed',
    });
    expect(response.status).toBe(401);
  });

  it('answers the challenge of a signed URL verification', async () => {
    const asked = JSON.stringify({ type: 'url_verification', challenge: 'c-123' });
    expect(await (await world.slack.send(asked)).json()).toEqual({ challenge: 'c-123' });
  });

  it('does not open without a secret or an app token', () => {
    const clock = { now: () => new Date('2026-03-18T10:00:00Z') };
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const boot = (settings: { botToken: string; signingSecret?: string }) =>
      createSlackAdapter({ settings, assistant: new RecordingAssistant(), clock, log });
    expect(() => boot({ botToken: 'xoxb' })).toThrow(/app token or a signing secret/);
    expect(() => boot({ botToken: 'xoxb', signingSecret: '' })).toThrow(/signing secret/);
  });
});

describe('a malformed body', () => {
  const FORM = 'application/x-www-form-urlencoded';
  it.each([
    ['no JSON', 'application/json', 'not json', 400],
    ['null', 'application/json', 'null', 400],
    ['a list', 'application/json', '[]', 400],
    ['a number', 'application/json', '7', 400],
    ['nothing', 'application/json', '', 400],
    ['a payload that is no JSON', FORM, 'payload=%7B', 400],
    ['an event that is no object', 'application/json', '{"type":"event_callback","event":5}', 500],
    [
      'a message without a sender',
      'application/json',
      '{"type":"event_callback","event_id":"E","event":{"type":"message","channel":"D1","ts":"1.1"}}',
      200,
    ],
    [
      'a press without actions',
      FORM,
      `payload=${encodeURIComponent('{"type":"block_actions","actions":[],"user":{"id":"U"}}')}`,
      200,
    ],
    [
      'a press of a foreign button',
      FORM,
      `payload=${encodeURIComponent('{"type":"block_actions","user":{"id":"U"},"container":{"type":"message"},"actions":[{"action_id":"parley:1","action_ts":"1","value":"{}"}]}')}`,
      200,
    ],
    [
      'a submission with broken metadata',
      FORM,
      `payload=${encodeURIComponent('{"type":"view_submission","user":{"id":"U"},"team":{"id":"T"},"view":{"id":"V","callback_id":"parley:form","private_metadata":"{","state":{"values":{}}}}')}`,
      200,
    ],
    ['something unheard of', 'application/json', '{"type":"surprise"}', 200],
  ])('of %s stores nothing and leaves the process alive', async (_, contentType, body, status) => {
    const response = await world.slack.send(body, { contentType });
    expect(response.status).toBe(status);
    expect(world.assistant.received).toEqual([]);
    expect((await world.slack.message('UDANA', 'still there?')).response.status).toBe(200);
  });

  it('of five megabytes is refused before it is read to its end', async () => {
    const answer = await world.slack.send('x'.repeat(5 * 1024 * 1024)).then(
      ({ status }) => status,
      () => 413,
    );
    expect(answer).toBe(413);
    expect((await world.slack.message('UDANA', 'still there?')).response.status).toBe(200);
  });
});

const leaf = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(null, true, [], {}));
const anyBody = fc.oneof(
  fc.object({
    key: fc.constantFrom('event', 'type', 'user', 'view', 'actions', 'channel', 'message'),
  }),
  fc.record(
    {
      type: fc.constantFrom(
        'event_callback',
        'block_actions',
        'view_submission',
        'shortcut',
        'message_action',
      ),
      event: fc.oneof(
        leaf,
        fc.record({
          type: fc.constantFrom('message', 'app_mention', 'app_home_opened'),
          user: leaf,
          channel: leaf,
          text: leaf,
          ts: leaf,
        }),
      ),
      command: fc.oneof(leaf, fc.constant('/parley')),
      actions: fc.oneof(
        leaf,
        fc.array(fc.record({ action_id: fc.constant('parley:1'), value: leaf, action_ts: leaf })),
      ),
      view: fc.oneof(
        leaf,
        fc.record({
          callback_id: fc.constant('parley:form'),
          id: leaf,
          state: leaf,
          private_metadata: leaf,
        }),
      ),
      user: leaf,
      team: leaf,
      callback_id: fc.constantFrom('log_deal', 'log_activity'),
      container: leaf,
      response_url: leaf,
    },
    { requiredKeys: [] },
  ),
);

describe('five hundred signed bodies without sense', () => {
  it('each get an answer, and the process lives', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyBody, fc.boolean(), async (body, asForm) => {
        const json = JSON.stringify(body);
        const response = asForm
          ? await world.slack.send(stringify({ payload: json }), {
              contentType: 'application/x-www-form-urlencoded',
            })
          : await world.slack.send(json);
        expect([200, 400, 500]).toContain(response.status);
      }),
      { numRuns: 500, seed: 7 },
    );
    expect((await world.slack.message('UDANA', 'still there?')).response.status).toBe(200);
  });
});

describe('a stopped adapter', () => {
  it('asks Slack to come again', async () => {
    await world.adapter.stop();
    expect(world.adapter.ready()).toBe(false);
    expect((await world.slack.message('UDANA', 'hi')).response.status).toBe(503);
    expect(world.assistant.received).toEqual([]);
  });
});

describe("the paths beside Slack's", () => {
  it('are not found', async () => {
    const url = new URL('/api/messages', world.slack.botUrl);
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
    expect((await fetch(world.slack.botUrl)).status).toBe(405);
  });
});
