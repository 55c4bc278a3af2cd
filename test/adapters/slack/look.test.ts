import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboundMessage, Surroundings } from '../../../src/conversation/message.ts';
import { aSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await aSlackWorld();
});
afterEach(() => world.stop());

function look(user: string, channel?: string): Promise<Surroundings> {
  const message: InboundMessage = {
    provider: 'slack',
    tenantKey: 'T0HOME',
    eventKey: 'e',
    conversation: { key: 'c', kind: 'direct' },
    sender: { key: user },
    content: { kind: 'text', text: '' },
    replyTo:
      channel === undefined ? { kind: 'direct', user } : { kind: 'thread', channel, thread: '1.1' },
  };
  return world.adapter.platform.look(message);
}

describe('who is speaking', () => {
  it('is told with name, address, language and time zone', async () => {
    world.slack.addUser({
      id: 'UWANG',
      name: '王小明',
      email: 'wang@home.test',
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
    });
    expect(await look('UWANG')).toEqual({
      sender: {
        name: '王小明',
        email: 'wang@home.test',
        locale: 'zh-CN',
        timeZone: 'Asia/Shanghai',
        outsider: false,
      },
      outsidersRead: false,
    });
  });

  it('is asked once in ten minutes', async () => {
    await look('UDANA');
    await look('UDANA');
    expect(world.slack.callsOf('users.info')).toHaveLength(1);
    world.later(10 * 60_000);
    await look('UDANA');
    expect(world.slack.callsOf('users.info')).toHaveLength(2);
  });

  it.each([
    ['of another team', { team: 'T0OTHER' }],
    ['whom Slack calls a stranger', { stranger: true }],
    ['who is a guest', { guest: true }],
  ])('is an outsider %s, who reads their own direct messages', async (_, kind) => {
    world.slack.addUser({ id: 'UKIM', ...kind });
    expect(await look('UKIM')).toMatchObject({ sender: { outsider: true }, outsidersRead: true });
  });

  it("is told without a stranger's address: another company vouches for it", async () => {
    world.slack.addUser({ id: 'UKIM', team: 'T0OTHER', email: 'dana@home.test' });
    expect((await look('UKIM')).sender.email).toBeNull();
  });

  it('counts as an outsider when the bot may not ask, and the log says so', async () => {
    world.slack.missingScopes.set('users.info', 'users:read');
    expect(await look('UDANA')).toMatchObject({ sender: { outsider: true }, outsidersRead: true });
    expect(world.log).toContainEqual({
      level: 'error',
      event: 'slack.sender_unknown',
      facts: { user: 'UDANA', reason: 'missing_scope' },
    });
  });

  it('is asked again when Slack stumbles, and is not taken for a stranger when it falls', async () => {
    const stumble = { kind: 'status', status: 500, done: false } as const;
    world.slack.breakNext('users.info', stumble);
    expect((await look('UDANA')).sender.outsider).toBe(false);
    world.slack.addUser({ id: 'UEVE' });
    world.slack.breakNext('users.info', stumble, stumble);
    await expect(look('UEVE')).rejects.toThrow();
    expect((await look('UEVE')).sender.outsider).toBe(false);
  });
});

describe('who reads along', () => {
  it('is nobody else in an internal channel', async () => {
    expect((await look('UDANA', 'C0SALES')).outsidersRead).toBe(false);
  });

  it('is another company in a shared channel', async () => {
    world.slack.addChannel({ id: 'C0SHARED', shared: true });
    expect((await look('UDANA', 'C0SHARED')).outsidersRead).toBe(true);
  });

  it('is a guest who sits in the channel', async () => {
    world.slack.addUser({ id: 'UGUEST', guest: true });
    expect((await look('UDANA', 'C0SALES')).outsidersRead).toBe(false);
    world.later(10 * 60_000);
    world.slack.addChannel({ id: 'C0SALES', members: ['UDANA', 'UGUEST'] });
    expect((await look('UDANA', 'C0SALES')).outsidersRead).toBe(true);
  });

  it.each(['conversations.info', 'conversations.members', 'users.list'])(
    'is taken to be somebody when %s does not say',
    async (method) => {
      world.slack.addUser({ id: 'UGUEST', guest: true });
      world.slack.missingScopes.set(method, 'x');
      expect((await look('UDANA', 'C0SALES')).outsidersRead).toBe(true);
      expect(world.log.map(({ event }) => event)).toContain('slack.readers_unknown');
    },
  );

  it('is the outsider who writes', async () => {
    world.slack.addUser({ id: 'UKIM', team: 'T0OTHER' });
    expect((await look('UKIM', 'C0SALES')).outsidersRead).toBe(true);
  });
});
