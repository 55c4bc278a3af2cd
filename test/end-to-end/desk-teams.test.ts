import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlackAdapter, type SlackAdapter } from '../../src/adapters/slack/adapter.ts';
import { EVENTS_PATH } from '../../src/adapters/slack/listens.ts';
import { createTeamsAdapter, type TeamsAdapter } from '../../src/adapters/teams/adapter.ts';
import { type App, openApp } from '../../src/app.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { uuids } from '../../src/platform/ids.ts';
import { serve } from '../harness/serve.ts';
import { SlackDouble } from '../harness/slack-double.ts';
import { anActivity, aPress, TeamsConnector } from '../harness/teams-connector.ts';
import { until } from '../harness/until.ts';
import { NOW, quiet, theDatabase } from '../harness/world.ts';

const clock = clockFrom(NOW);
/** Its own: files of one worker share their database. */
const TENANT = 'tenant-desk';
const CHANNEL = '19:desk@thread.tacv2';
let slack: SlackDouble;
let connector: TeamsConnector;
let app: App;
let slackAdapter: SlackAdapter;
let teamsAdapter: TeamsAdapter;
let slackServer: Awaited<ReturnType<typeof serve>>;
let teamsServer: Awaited<ReturnType<typeof serve>>;

/** The desk is in Teams, the customer in Slack: one organization. */
beforeAll(async () => {
  slack = await SlackDouble.start(clock, 'T0DESK2');
  connector = await TeamsConnector.start();
  app = await openApp({
    database: await theDatabase(),
    organization: { slug: v7(), name: 'Home' },
    demo: false,
    clock,
    ids: uuids,
    log: quiet,
  });
  const { assistant } = app;
  teamsAdapter = createTeamsAdapter({ settings: null, assistant, log: quiet, clock });
  teamsServer = await serve((request, response) => void teamsAdapter.handle(request, response));
  await app.connect(teamsAdapter.platform, TENANT);
  slackAdapter = createSlackAdapter({ settings: slack.settings, assistant, log: quiet, clock });
  slackServer = await serve((request, response) =>
    slackAdapter.requestListener?.(request, response),
  );
  slack.connect(`${slackServer.origin}${EVENTS_PATH}`);
  await app.connect(slackAdapter.platform, (await slackAdapter.start()).teamId);
  slack.addUser({ id: 'UCLEO', name: 'Cleo Martin', guest: true });
});

afterAll(async () => {
  await teamsAdapter.idle();
  await slackAdapter.stop();
  teamsServer.close();
  slackServer.close();
  await app.close();
  await connector.close();
  await slack.stop();
});

async function send(activity: object): Promise<void> {
  const response = await fetch(`${teamsServer.origin}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  expect(response.status).toBe(200);
  await response.text();
  await teamsAdapter.idle();
  await app.assistant.idle();
}

/** Written in a channel: in the thread of a message, or as one of its own. */
function inChannel(text: string, root: string): Record<string, unknown> {
  return anActivity(connector.url, {
    text: `<at>Parley</at> ${text}`,
    entities: [{ type: 'mention', text: '<at>Parley</at>', mentioned: { id: '28:parley' } }],
    conversation: {
      id: `${CHANNEL};messageid=${root}`,
      conversationType: 'channel',
      tenantId: TENANT,
      isGroup: true,
    },
    channelData: { tenant: { id: TENANT }, team: { id: '19:team' }, channel: { id: CHANNEL } },
  });
}

type Shown = { conversation: string; text: string; content: string };

/** Messages posted to Teams since, without typing indicators. */
function shown(since: number): Shown[] {
  return connector.recorded
    .slice(since)
    .filter(({ method, activity }) => method === 'POST' && activity.type === 'message')
    .map(({ conversation, activity }) => ({
      conversation,
      text: JSON.stringify(activity),
      content: String(
        (activity as { attachments?: { content?: { fallbackText?: string } }[] }).attachments?.[0]
          ?.content?.fallbackText ?? activity.text,
      ),
    }));
}

async function writes(text: string): Promise<string> {
  const before = slack.posts.length;
  await slack.message('UCLEO', text);
  const post = await slack.post(before + 1, 20_000);
  await app.assistant.idle();
  return post.text;
}

const told = () =>
  app.db.single.ticketMessage.findMany({
    where: { organizationId: app.organization.id, kind: { not: 'event' } },
    orderBy: { id: 'asc' },
    select: { kind: true, text: true },
  });

describe('a desk in a Teams channel, for a customer in Slack', () => {
  let root = '';

  it('shows the ticket as a message of its own', async () => {
    await send(inChannel('use this channel as the support desk', '1700'));
    const since = connector.recorded.length;
    expect(await writes('open a ticket: the scanner will not pair')).toMatch(/TK-1/);
    await until(() => shown(since).length === 1);
    const [card] = shown(since);
    expect(card).toMatchObject({ conversation: CHANNEL });
    expect(card?.content).toMatch(/TK-1 the scanner will not pair/);
    const { ref } = await app.db.single.outboundMessage.findFirstOrThrow({
      where: { organizationId: app.organization.id, internal: true },
    });
    root = ref ?? '';
    expect(root).toMatch(/^posted-/);
  });

  it('sends nothing on a guess: it asks, and sends what is confirmed', async () => {
    const since = connector.recorded.length;
    const before = slack.posts.length;
    await send(inChannel('Which firmware does it have?', root));
    const [asked] = shown(since);
    expect(asked).toMatchObject({ conversation: `${CHANNEL};messageid=${root}` });
    expect(asked?.content).toMatch(/Send this to the customer, Cleo Martin\?/);
    expect(slack.posts).toHaveLength(before);
    await send(inChannel('yes', root));
    const post = await slack.post(before + 1, 20_000);
    expect(post.text).toMatch(/^Dana: Which firmware does it have\?/);
  });

  it('keeps what is not to be sent, and notes', async () => {
    const before = slack.posts.length;
    await send(inChannel('Do they pay on time?', root));
    await send(inChannel('no', root));
    await send(inChannel('note: asked sales', root));
    expect(slack.posts).toHaveLength(before);
    expect((await told()).slice(1)).toEqual([
      { kind: 'agent', text: 'Which firmware does it have?' },
      { kind: 'note', text: 'asked sales' },
    ]);
  });

  it('shows in the thread what the customer answers in Slack', async () => {
    const since = connector.recorded.length;
    expect(await writes('It has 4.2')).toMatch(/Passed on to support/);
    await until(() => shown(since).length === 1);
    expect(shown(since)[0]).toMatchObject({
      conversation: `${CHANNEL};messageid=${root}`,
      content: expect.stringMatching(/It has 4\.2/),
    });
  });

  it('takes a command in the thread for one, and a press on the card', async () => {
    await send(inChannel('make this ticket urgent', root));
    const { id } = await app.db.single.ticket.findFirstOrThrow({
      where: { organizationId: app.organization.id, priority: 'urgent' },
    });
    const run = { kind: 'run', command: 'ticket.close', arguments: { ticket: `ticket:${id}` } };
    const before = slack.posts.length;
    const { conversation, channelData } = inChannel('', root);
    await send(
      aPress(connector.url, { parley: run }, { replyToId: root, conversation, channelData }),
    );
    expect((await slack.post(before + 1, 20_000)).text).toMatch(/Was this solved\?/);
  });
});
