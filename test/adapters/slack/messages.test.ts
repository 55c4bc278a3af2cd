import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { say } from '../../../src/reply/reply.ts';
import { until } from '../../harness/until.ts';
import { aSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await aSlackWorld();
});
afterEach(() => world.stop());

describe('a direct message', () => {
  it('becomes a text of its sender, answered in its thread', async () => {
    world.assistant.replies = () => say('Logged.');
    const { ts } = await world.slack.message('UDANA', 'log a $50k deal with Acme');
    expect(world.assistant.received).toEqual([
      {
        provider: 'slack',
        tenantKey: 'T0HOME',
        eventKey: `message:DUDANA:${ts}`,
        conversation: { key: 'im:UDANA', kind: 'direct' },
        sender: { key: 'UDANA' },
        content: { kind: 'text', text: 'log a $50k deal with Acme' },
        link: `https://northwind.slack.example/archives/DUDANA/p${ts.replace('.', '')}`,
        replyTo: { kind: 'thread', channel: 'DUDANA', thread: ts, user: 'UDANA' },
        aside: {
          conversation: { key: 'im:UDANA', kind: 'direct' },
          replyTo: { kind: 'direct', user: 'UDANA' },
        },
      },
    ]);
    expect(await world.slack.post(1)).toMatchObject({
      channel: 'DUDANA',
      thread: ts,
      text: 'Logged.',
    });
  });

  it('in a channel says where its sender can be answered alone', async () => {
    await world.slack.message('UDANA', '<@UBOT> my deals', { channel: 'C0SALES' });
    expect(world.assistant.received[0]?.aside).toEqual({
      conversation: { key: 'im:UDANA', kind: 'direct' },
      replyTo: { kind: 'direct', user: 'UDANA' },
    });
  });

  it('keeps to one conversation, whichever thread it is typed in', async () => {
    await world.slack.message('UDANA', 'log a deal');
    await world.slack.message('UDANA', 'Acme', { thread: '1773828000.000001' });
    const keys = world.assistant.received.map(({ conversation }) => conversation.key);
    expect(keys).toEqual(['im:UDANA', 'im:UDANA']);
  });

  it('is read as it was typed: links by their label, entities decoded, people kept', async () => {
    await world.slack.message(
      'UDANA',
      'mail <mailto:kim@acme.test|kim@acme.test> at <http://acme.test|acme.test> &amp; tell <@U042|kim> in <#C1|sales> &lt;soon&gt; <!here>',
    );
    expect(world.assistant.received[0]?.content).toEqual({
      kind: 'text',
      text: 'mail kim@acme.test at acme.test & tell <@U042> in #sales <soon> @here',
      mentions: ['U042'],
    });
  });

  it.each([
    ['an edit', { subtype: 'message_changed' }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['a bot', { bot_id: 'BOTHER' }],
    ['a bot of old', { subtype: 'bot_message', bot_id: 'BOTHER' }],
    ['an edited message told anew', { edited: { user: 'UDANA', ts: '1.3' } }],
    ['the bot itself', { user: 'UBOT' }],
    ['Slackbot', { user: 'USLACKBOT' }],
    ['a file without a word', { subtype: 'file_share', text: '' }],
  ])('is not taken from %s', async (_, extra) => {
    const { response } = await world.slack.message('UDANA', 'hello', { extra });
    expect(response.status).toBe(200);
    expect(world.assistant.received).toEqual([]);
  });

  it('with a file is taken for its words', async () => {
    await world.slack.message('UDANA', 'the signed contract', { extra: { subtype: 'file_share' } });
    expect(world.assistant.received).toHaveLength(1);
  });

  it('keeps its key when Slack delivers it again', async () => {
    const said = { ts: '1773828000.000100', eventId: 'Ev7' };
    await world.slack.message('UDANA', 'win Acme', said);
    await world.slack.message('UDANA', 'win Acme', said);
    const keys = world.assistant.received.map(({ eventKey }) => eventKey);
    expect(new Set(keys).size).toBe(1);
  });

  it('that could not be stored is refused with 500, and taken when Slack sends it again', async () => {
    world.assistant.failInserts = 1;
    const said = { ts: '1773828000.000100', eventId: 'Ev7' };
    expect((await world.slack.message('UDANA', 'win Acme', said)).response.status).toBe(500);
    expect((await world.slack.message('UDANA', 'win Acme', said)).response.status).toBe(200);
    expect(world.assistant.received).toHaveLength(1);
  });

  it('is acknowledged before it is answered', async () => {
    world.assistant.answerAfterMs = 300;
    world.assistant.replies = () => say('done');
    const before = performance.now();
    await world.slack.message('UDANA', 'forecast');
    expect(performance.now() - before).toBeLessThan(250);
    expect((await world.slack.post(1)).text).toBe('done');
  });

  it('stays acknowledged when its answer fails, and the failure is logged without the text', async () => {
    world.assistant.failAnswers = 1;
    expect((await world.slack.message('UDANA', 'secret plan')).response.status).toBe(200);
    await until(() => world.log.some(({ event }) => event === 'slack.answer_failed'));
    expect(JSON.stringify(world.log)).not.toContain('secret plan');
  });

  it('shows that the bot is at work while an answer takes long', async () => {
    world.assistant.answerAfterMs = 600;
    world.assistant.replies = () => say('done');
    const { ts } = await world.slack.message('UDANA', 'forecast');
    const { args } = await world.slack.call('assistant.threads.setStatus');
    expect(args).toMatchObject({
      channel_id: 'DUDANA',
      thread_ts: ts,
      status: 'is working on it…',
    });
  });

  it('shows no sign of work for an answer that is there at once', async () => {
    world.assistant.replies = () => say('done');
    await world.slack.message('UDANA', 'forecast');
    await world.slack.post(1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(world.slack.callsOf('assistant.threads.setStatus')).toEqual([]);
  });

  it('takes the sign of work away when there is no answer', async () => {
    world.assistant.answerAfterMs = 600;
    await world.slack.message('UDANA', 'forecast');
    expect((await world.slack.call('assistant.threads.setStatus', 2)).args).toMatchObject({
      status: '',
    });
  });
});

describe('in a channel', () => {
  it('a mention is taken without the mention and answered in its thread', async () => {
    const { ts } = await world.slack.mention('UDANA', 'show my pipeline', { channel: 'C0SALES' });
    expect(world.assistant.received[0]).toMatchObject({
      conversation: { key: `C0SALES:${ts}`, kind: 'channel' },
      content: { kind: 'text', text: 'show my pipeline' },
      replyTo: { kind: 'thread', channel: 'C0SALES', thread: ts },
    });
  });

  it('a mention that Slack tells of twice has one key', async () => {
    await world.slack.mention('UDANA', 'hi', { channel: 'C0SALES', alsoAsMessage: true });
    const keys = world.assistant.received.map(({ eventKey }) => eventKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('what people say to each other is left alone', async () => {
    await world.slack.message('UDANA', 'lunch?', { channel: 'C0SALES' });
    await world.slack.message('UDANA', 'yes', { channel: 'C0SALES', thread: '1773820000.000001' });
    expect(world.assistant.received).toEqual([]);
  });

  it('a reply is taken in a thread where the bot was mentioned', async () => {
    const { ts } = await world.slack.mention('UDANA', 'log a deal', { channel: 'C0SALES' });
    await world.slack.message('UDANA', 'Acme', { channel: 'C0SALES', thread: ts });
    const [first, second] = world.assistant.received;
    expect(second?.content).toEqual({ kind: 'text', text: 'Acme' });
    expect(second?.conversation).toEqual(first?.conversation);
  });

  it('a reply is taken under a message that the bot posted', async () => {
    await world.slack.message('UDANA', 'why?', {
      channel: 'C0SALES',
      thread: '1773820000.000001',
      extra: { parent_user_id: 'UBOT' },
    });
    expect(world.assistant.received).toHaveLength(1);
  });

  it('a reply is taken in a thread where the bot posted before it was restarted', async () => {
    world.slack.posts.push({
      channel: 'C0SALES',
      ts: '1773820009.000001',
      thread: '1773820000.000001',
      text: 'here',
      blocks: [],
      ephemeral: false,
      user: '',
    });
    await world.slack.message('UDANA', 'why?', { channel: 'C0SALES', thread: '1773820000.000001' });
    expect(world.assistant.received).toHaveLength(1);
  });

  it('a reply comes again when Slack could not say whether the bot takes part', async () => {
    world.slack.breakNext('conversations.replies', { kind: 'status', status: 500, done: false });
    const said = { channel: 'C0SALES', thread: '1773820000.000001' };
    expect((await world.slack.message('UDANA', 'why?', said)).response.status).toBe(500);
    expect((await world.slack.message('UDANA', 'why?', said)).response.status).toBe(200);
  });

  it('a reply is left alone, not failed, when Slack is asked about too many threads', async () => {
    world.slack.breakNext('conversations.replies', { kind: 'limited', retryAfter: 9 });
    const said = { channel: 'C0SALES', thread: '1773820000.000001' };
    expect((await world.slack.message('UDANA', 'why?', said)).response.status).toBe(200);
    expect(world.assistant.received).toEqual([]);
  });

  it('a foreign thread is asked about once a minute at most', async () => {
    const said = { channel: 'C0SALES', thread: '1773820000.000001' };
    await world.slack.message('UDANA', 'one', said);
    await world.slack.message('UDANA', 'two', said);
    expect(world.slack.callsOf('conversations.replies')).toHaveLength(1);
    world.later(61_000);
    await world.slack.message('UDANA', 'three', said);
    expect(world.slack.callsOf('conversations.replies')).toHaveLength(2);
  });

  it('a group conversation is answered when the bot is named', async () => {
    await world.slack.message('UDANA', '<@UBOT> help', { channel: 'G1', channelType: 'mpim' });
    await world.slack.message('UDANA', 'never mind', { channel: 'G1', channelType: 'mpim' });
    expect(world.assistant.received).toHaveLength(1);
    expect(world.assistant.received[0]?.conversation.kind).toBe('group');
  });

  it('the bot says hello once when somebody adds it', async () => {
    world.assistant.replies = () => say('Hello, channel.');
    const joined = {
      type: 'member_joined_channel',
      user: 'UBOT',
      channel: 'C0SALES',
      inviter: 'UDANA',
    };
    await world.slack.event(joined);
    await world.slack.event(joined);
    expect(world.assistant.received[0]).toMatchObject({
      sender: { key: 'UDANA' },
      content: { kind: 'arrival' },
      replyTo: { kind: 'thread', channel: 'C0SALES', thread: null },
    });
    expect(new Set(world.assistant.received.map(({ eventKey }) => eventKey)).size).toBe(1);
    expect((await world.slack.post(1)).text).toBe('Hello, channel.');
  });

  it('somebody else who joins is no arrival', async () => {
    await world.slack.event({
      type: 'member_joined_channel',
      user: 'UKIM',
      channel: 'C0SALES',
      inviter: 'UDANA',
    });
    expect(world.assistant.received).toEqual([]);
  });
});

describe('the slash command', () => {
  it("belongs to the person's direct conversation and is answered to them alone", async () => {
    world.assistant.replies = () => say('Your pipeline.');
    const response = await world.slack.command('UDANA', 'show my pipeline');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(world.assistant.received[0]).toMatchObject({
      conversation: { key: 'im:UDANA', kind: 'direct' },
      content: { kind: 'text', text: 'show my pipeline' },
    });
    expect(world.assistant.received[0]?.eventKey).toMatch(/^command:trigger/);
    expect(await world.slack.post(1)).toMatchObject({
      ephemeral: true,
      user: 'UDANA',
      text: 'Your pipeline.',
    });
  });

  it('that could not be stored is not acknowledged', async () => {
    world.assistant.failInserts = 1;
    expect((await world.slack.command('UDANA', 'win Acme')).status).toBe(500);
  });
});
