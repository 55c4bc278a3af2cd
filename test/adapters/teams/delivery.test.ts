import { afterEach, describe, expect, it } from 'vitest';
import type { Post } from '../../../src/conversation/message.ts';
import { say } from '../../../src/reply/reply.ts';
import { anActivity, type Fault } from '../../harness/teams-connector.ts';
import { type Bot, startBot } from './bot.ts';

let bot: Bot;
afterEach(async () => {
  await bot.close();
});

/** A post to the conversation that Dana wrote in. */
async function aPost(): Promise<Post> {
  bot.assistant.respond = async () => null;
  await bot.post(anActivity(bot.connector.url));
  const replyTo = bot.assistant.received[0]?.replyTo ?? {};
  // As the outbox hands it over: it has been JSON.
  return { id: 'post-1', replyTo: JSON.parse(JSON.stringify(replyTo)), reply: say('Done.') };
}

const status = (code: number, headers?: Record<string, string>): Fault => ({
  kind: 'status',
  status: code,
  ...(headers === undefined ? {} : { headers }),
});

describe('a post to Teams', () => {
  it('that is accepted is sent, under the id that Teams gave it', async () => {
    bot = await startBot();
    expect(await bot.adapter.platform.deliver(await aPost())).toEqual({
      kind: 'sent',
      ref: 'posted-1',
    });
  });

  it('that is accepted with an answer nobody can read is sent all the same', async () => {
    bot = await startBot();
    const post = await aPost();
    bot.connector.fail({ kind: 'garbage' });
    expect((await bot.adapter.platform.deliver(post)).kind).toBe('sent');
  });

  it.each<[string, Fault, object]>([
    ['429', status(429, { 'retry-after': '7' }), { kind: 'retry', afterMs: 7000 }],
    ['429 without a time', status(429), { kind: 'retry', afterMs: 2000 }],
    ['408', status(408), { kind: 'unsure' }],
    ['412', status(412), { kind: 'unsure' }],
    ['500', status(500), { kind: 'unsure' }],
    ['502', status(502), { kind: 'unsure' }],
    ['503', status(503, { 'retry-after': '1' }), { kind: 'unsure' }],
    ['504', status(504), { kind: 'unsure' }],
    ['400', status(400), { kind: 'failed' }],
    ['401', status(401), { kind: 'failed' }],
    ['403', status(403), { kind: 'failed' }],
    ['404', status(404), { kind: 'failed' }],
    ['413', status(413), { kind: 'failed' }],
    ['a redirect', status(307, { location: 'http://127.0.0.1:9/' }), { kind: 'failed' }],
    ['a broken connection', { kind: 'reset' }, { kind: 'unsure' }],
    ['silence', { kind: 'silence' }, { kind: 'unsure', reason: 'ETIMEDOUT' }],
  ])('that meets %s is tried once and judged', async (_, fault, delivery) => {
    bot = await startBot({ timeoutMs: 300 });
    const post = await aPost();
    bot.connector.fail(fault);
    expect(await bot.adapter.platform.deliver(post)).toMatchObject(delivery);
    expect(bot.connector.recorded).toHaveLength(1);
  });

  it('that finds nobody there is to be repeated', async () => {
    bot = await startBot();
    const post = await aPost();
    const serviceUrl = 'http://127.0.0.1:9';
    const lost = { ...post, replyTo: { ...post.replyTo, serviceUrl } };
    expect(await bot.adapter.platform.deliver(lost)).toMatchObject({ kind: 'retry' });
  });

  it.each([
    ['nothing', {}],
    ['another machine in local mode', { serviceUrl: 'https://smba.example/' }],
    ['no web address', { serviceUrl: 'file:///etc/passwd' }],
  ])('addressed to %s fails', async (_, change) => {
    bot = await startBot();
    const post = await aPost();
    const replyTo = Object.keys(change).length === 0 ? {} : { ...post.replyTo, ...change };
    expect(await bot.adapter.platform.deliver({ ...post, replyTo })).toEqual({
      kind: 'failed',
      reason: 'no address',
    });
  });
});
