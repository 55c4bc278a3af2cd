import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { say } from '../../../src/reply/reply.ts';
import { anActivity, BOT, DANA, TENANT } from '../../harness/teams-connector.ts';
import { type Bot, startBot } from './bot.ts';

let bot: Bot;
afterEach(async () => {
  await bot.close();
});

const SETTINGS = {
  appId: '11111111-1111-1111-1111-111111111111',
  appPassword: 'secret',
  tenantId: TENANT,
  appType: 'SingleTenant',
} as const;

describe('a message from Teams', () => {
  it('is stored before it is acknowledged and answered in its conversation', async () => {
    bot = await startBot();
    const { status } = await bot.post(anActivity(bot.connector.url, { id: 'm1', text: 'hi' }));
    expect(status).toBe(200);
    expect(bot.assistant.received).toMatchObject([
      {
        provider: 'teams',
        tenantKey: TENANT,
        eventKey: 'a:chat-1/m1',
        conversation: { key: 'a:chat-1', kind: 'direct' },
        sender: { key: DANA.aadObjectId },
        content: { kind: 'text', text: 'hi' },
      },
    ]);
    await bot.connector.until(() => bot.connector.messages.length === 1);
    expect(bot.connector.recorded.at(-1)).toMatchObject({
      conversation: 'a:chat-1',
      activity: { type: 'message', text: 'Heard.', textFormat: 'plain' },
    });
  });

  it('is not acknowledged when it could not be stored, so that Teams sends it again', async () => {
    bot = await startBot();
    bot.assistant.broken = true;
    expect((await bot.post(anActivity(bot.connector.url))).status).toBe(500);
    expect(bot.events.map((e) => e.event)).toEqual(['teams.request_failed']);
  });

  it('delivered twice has one key', async () => {
    bot = await startBot();
    const activity = anActivity(bot.connector.url);
    await bot.post(activity);
    await bot.post(activity);
    const keys = bot.assistant.received.map((m) => m.eventKey);
    expect(new Set(keys).size).toBe(1);
    await bot.adapter.idle();
    expect(bot.connector.messages).toHaveLength(1);
  });

  it('in a channel loses the mention of the bot, keeps other people, and stays in its thread', async () => {
    bot = await startBot();
    const conversation = { id: '19:sales@thread.tacv2;messageid=42', conversationType: 'channel' };
    await bot.post(
      anActivity(bot.connector.url, {
        conversation,
        channelData: { tenant: { id: TENANT }, team: { id: '19:team' }, channel: { id: '19:c' } },
        text: '<at>Parley</at> assign&nbsp;Globex to <at>Lee Wong</at>&#160; &amp; win &lt;it&gt;',
        entities: [
          { type: 'mention', text: '<at>Parley</at>', mentioned: BOT },
          {
            type: 'mention',
            text: '<at>Lee Wong</at>',
            mentioned: { id: '29:lee', name: 'Lee Wong' },
          },
          { type: 'clientInfo', locale: 'zh-CN', timezone: 'Asia/Shanghai' },
        ],
        locale: undefined,
      }),
    );
    const [message] = bot.assistant.received;
    expect(message).toMatchObject({
      conversation: { key: conversation.id, kind: 'channel' },
      content: { kind: 'text', text: 'assign Globex to Lee Wong & win <it>' },
      replyTo: { locale: 'zh-CN', timeZone: 'Asia/Shanghai', team: '19:team' },
    });
    expect(JSON.parse(JSON.stringify(message))).toEqual(message);
    await bot.connector.until(() => bot.connector.messages.length === 1);
    expect(bot.connector.recorded.at(-1)?.conversation).toBe(conversation.id);
  });

  it('that only mentions the bot is answered with hello', async () => {
    bot = await startBot();
    await bot.post(
      anActivity(bot.connector.url, {
        conversation: { id: '19:group', conversationType: 'groupChat' },
        text: '<at>Parley</at>&nbsp;',
      }),
    );
    expect(bot.assistant.received).toMatchObject([
      { content: { kind: 'arrival' }, conversation: { kind: 'group' } },
    ]);
  });

  it('from a bot is not answered, so that two bots do not talk for ever', async () => {
    bot = await startBot();
    const activity = anActivity(bot.connector.url, { from: { id: '28:other-bot', name: 'Other' } });
    expect((await bot.post(activity)).status).toBe(200);
    expect(bot.assistant.received).toEqual([]);
  });

  it('shows typing while a slow answer is written', async () => {
    bot = await startBot();
    bot.assistant.respond = async () => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      return null;
    };
    await bot.post(anActivity(bot.connector.url));
    await bot.adapter.idle();
    expect(bot.connector.recorded.map((r) => r.activity.type)).toEqual(['typing']);
  });
});

describe('the typing indicator', () => {
  it('never follows the answer, however slowly it travels', async () => {
    bot = await startBot();
    bot.connector.delayTyping(400);
    bot.assistant.respond = async () => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      return say('Here.');
    };
    await bot.post(anActivity(bot.connector.url));
    await bot.adapter.idle();
    expect(bot.connector.recorded.map((r) => r.activity.type)).toEqual(['typing', 'message']);
  });
});

describe('being added', () => {
  it('is one arrival although Teams says it twice, and greets again after another day', async () => {
    bot = await startBot();
    const added = { type: 'conversationUpdate', text: undefined, membersAdded: [BOT, DANA] };
    const installed = { type: 'installationUpdate', text: undefined, action: 'add' };
    await bot.post(anActivity(bot.connector.url, installed));
    await bot.post(anActivity(bot.connector.url, added));
    await bot.adapter.idle();
    expect(bot.assistant.received.map((m) => m.content.kind)).toEqual(['arrival', 'arrival']);
    expect(bot.connector.messages).toHaveLength(1);
    bot.advance(25 * 3_600_000);
    await bot.post(anActivity(bot.connector.url, installed));
    await bot.adapter.idle();
    expect(bot.connector.messages).toHaveLength(2);
  });

  it.each([
    ['somebody else', { type: 'conversationUpdate', membersAdded: [DANA] }],
    ['being removed', { type: 'installationUpdate', action: 'remove' }],
    ['a reaction', { type: 'messageReaction' }],
  ])('%s is no arrival', async (_, fields) => {
    bot = await startBot();
    const { status } = await bot.post(anActivity(bot.connector.url, fields));
    expect(status).toBe(200);
    expect(bot.assistant.received).toEqual([]);
  });
});

describe('the door', () => {
  it.each([
    ['no token', {}],
    ['a token that is none', { authorization: 'Bearer nonsense' }],
    ['another scheme', { authorization: 'Basic YTpi' }],
  ])('is closed to %s when an app id is set', async (_, headers) => {
    bot = await startBot({ settings: SETTINGS });
    expect((await bot.post(anActivity(bot.connector.url), headers)).status).toBe(401);
    expect((await bot.post({ type: 'message', text: 'hi' })).status).toBe(401);
    expect(bot.assistant.received).toEqual([]);
  });

  it.each([
    ['a web page', { origin: 'https://evil.example' }],
    ['a form of a web page', { 'content-type': 'text/plain' }],
  ])('is closed to %s in local mode', async (_, headers) => {
    bot = await startBot();
    const { status } = await bot.post(anActivity(bot.connector.url), headers);
    expect(status).toBe(403);
    expect(bot.assistant.received).toEqual([]);
  });

  it.each([
    ['another machine as service', { serviceUrl: 'http://169.254.169.254/' }],
    ['another chat channel', { channelId: 'directline' }],
    ['no sender', { from: undefined }],
  ])('takes nothing with %s', async (_, fields) => {
    bot = await startBot();
    expect((await bot.post(anActivity(bot.connector.url, fields))).status).toBe(400);
    expect(bot.assistant.received).toEqual([]);
  });

  it('answers 405 to anything but POST and 413 to more than a megabyte', async () => {
    bot = await startBot();
    expect((await fetch(bot.url, { method: 'HEAD' })).status).toBe(405);
    const big = JSON.stringify(anActivity(bot.connector.url, { text: 'x'.repeat(1_100_000) }));
    expect((await bot.post(big)).status).toBe(413);
    expect((await bot.post(anActivity(bot.connector.url))).status).toBe(200);
  });

  it('answers a thousand malformed bodies with 400 and goes on working', async () => {
    bot = await startBot();
    const bodies = [
      ...fc.sample(fc.string({ maxLength: 200 }), { numRuns: 300, seed: 1 }),
      ...fc.sample(fc.json(), { numRuns: 300, seed: 2 }),
      ...fc
        .sample(fc.dictionary(fc.constantFrom('type', 'from', 'text', 'x'), fc.anything()), {
          numRuns: 400,
          seed: 3,
        })
        .map((value) => stringOf(value)),
    ];
    const statuses = new Set<number>();
    for (const body of bodies) statuses.add((await bot.post(body)).status);
    expect([...statuses]).toEqual([400]);
    expect(bot.assistant.received).toEqual([]);
    expect((await bot.post(anActivity(bot.connector.url))).status).toBe(200);
  }, 60_000);

  it('survives fields of every wrong type in an otherwise right activity', async () => {
    bot = await startBot();
    const names = Object.keys(anActivity(''));
    const wrong = fc.record({
      name: fc.constantFrom(...names, 'value', 'entities', 'membersAdded', 'name', 'replyToId'),
      type: fc.constantFrom('message', 'invoke', 'conversationUpdate', 'installationUpdate'),
      value: fc.jsonValue(),
    });
    for (const { name, type, value } of fc.sample(wrong, { numRuns: 400, seed: 4 })) {
      const { status } = await bot.post(anActivity(bot.connector.url, { type, [name]: value }));
      expect([200, 400, 501]).toContain(status);
    }
  }, 60_000);
});

/** JSON of a value that may hold what JSON cannot say. */
function stringOf(value: unknown): string {
  try {
    return JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v));
  } catch {
    return '{"type":';
  }
}
