import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackAdapter, type SlackAdapter } from '../../../src/adapters/slack/adapter.ts';
import { SlackDouble } from '../../harness/slack-double.ts';
import { until } from '../../harness/until.ts';
import { RecordingAssistant } from './slack-world.ts';

const clock = { now: () => new Date('2026-03-18T10:00:00Z') };
let slack: SlackDouble;
let assistant: RecordingAssistant;
let adapter: SlackAdapter;

beforeEach(async () => {
  slack = await SlackDouble.start(clock);
  assistant = new RecordingAssistant();
  const { botToken, apiUrl } = slack.settings;
  adapter = createSlackAdapter({
    settings: { botToken, apiUrl, appToken: slack.appToken },
    assistant,
    clock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  await adapter.start();
});
afterEach(async () => {
  await adapter.stop();
  await slack.stop();
});

const said = (ts: string) => ({
  type: 'event_callback',
  team_id: 'T0HOME',
  event_id: `Ev${ts}`,
  event: { type: 'message', channel_type: 'im', channel: 'DUDANA', user: 'UDANA', text: 'hi', ts },
});
const isAcknowledged = (id: string) =>
  slack.socket.acknowledged.some(({ envelope_id }) => envelope_id === id);

describe('in Socket Mode', () => {
  it('there is no door for HTTP, and the adapter is ready', () => {
    expect(adapter.requestListener).toBeNull();
    expect(adapter.ready()).toBe(true);
  });

  it('a message is stored and then acknowledged', async () => {
    const id = slack.socket.send('events_api', said('1.1'));
    await until(() => isAcknowledged(id));
    expect(assistant.received[0]).toMatchObject({ eventKey: 'message:DUDANA:1.1' });
  });

  it('a message that could not be stored is not acknowledged, and taken when it comes again', async () => {
    assistant.failInserts = 1;
    const lost = slack.socket.send('events_api', said('1.1'));
    const again = slack.socket.send('events_api', said('1.1'));
    await until(() => isAcknowledged(again));
    expect(isAcknowledged(lost)).toBe(false);
    expect(assistant.received).toHaveLength(1);
  });

  it('a slash command is taken too', async () => {
    const id = slack.socket.send('slash_commands', {
      command: '/parley',
      text: 'help',
      user_id: 'UDANA',
      team_id: 'T0HOME',
      channel_id: 'C0SALES',
      trigger_id: 't1',
      response_url: `${slack.origin}/response/UDANA/C0SALES/r1`,
    });
    await until(() => isAcknowledged(id));
    expect(assistant.received[0]?.content).toEqual({ kind: 'text', text: 'help' });
  });

  it('the adapter connects again when Slack asks for it', async () => {
    slack.socket.recycle();
    await until(() => slack.socket.connections === 2 && adapter.ready());
    const id = slack.socket.send('events_api', said('1.1'));
    await until(() => isAcknowledged(id));
  });

  it('the adapter connects again when the connection breaks and Slack is away for a while', {
    timeout: 15_000,
  }, async () => {
    slack.breakNext('apps.connections.open', { kind: 'reset', done: false });
    slack.socket.drop();
    await until(() => !adapter.ready());
    await until(() => slack.socket.connections === 2 && adapter.ready(), 10_000);
  });

  it('a stopped adapter stays away', async () => {
    await adapter.stop();
    await until(() => !slack.socket.connected);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(slack.socket.connections).toBe(1);
    expect(adapter.ready()).toBe(false);
  });

  it.each([
    ['SLACK_BOT_TOKEN', 'auth.test', { kind: 'error', code: 'invalid_auth' }, 'invalid_auth'],
    [
      'SLACK_APP_TOKEN',
      'apps.connections.open',
      { kind: 'error', code: 'not_allowed_token_type' },
      'not_allowed_token_type',
    ],
  ] as const)(
    'a start with a wrong %s is refused by the name of the setting',
    async (setting, method, fault, reason) => {
      await adapter.stop();
      const { botToken, apiUrl } = slack.settings;
      adapter = createSlackAdapter({
        settings: { botToken, apiUrl, appToken: slack.appToken },
        assistant,
        clock,
        log: { info: () => {}, warn: () => {}, error: () => {} },
      });
      slack.breakNext(method, fault);
      await expect(adapter.start()).rejects.toMatchObject({
        code: 'slack_not_connected',
        facts: { setting, reason },
      });
      expect(adapter.ready()).toBe(false);
    },
  );
});
