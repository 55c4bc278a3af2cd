import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replyOf } from '../../../src/reply/reply.ts';
import { aSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await aSlackWorld();
  world.assistant.files = [
    { id: 'f1', name: 'deals.csv', mediaType: 'text/csv', size: 4, content: Buffer.from('a,b\n') },
  ];
});
afterEach(() => world.stop());

const REPLY = replyOf(
  { kind: 'text', text: 'Exported 1 deal.' },
  { kind: 'file', file: { id: 'f1', name: 'deals.csv', mediaType: 'text/csv', size: 4 } },
);
const deliver = (replyTo: Record<string, unknown>) =>
  world.adapter.platform.deliver({ id: 'p1', replyTo, reply: REPLY });
const shared = () => [...world.slack.files.values()].filter(({ channel }) => channel !== undefined);

describe('a file of a reply', () => {
  it('is uploaded into the thread of the answer', async () => {
    const target = { kind: 'thread', channel: 'C0SALES', thread: '1.2', user: 'UDANA' };
    expect(await deliver(target)).toMatchObject({ kind: 'sent' });
    expect(shared()).toMatchObject([{ name: 'deals.csv', channel: 'C0SALES', thread: '1.2' }]);
    expect(shared()[0]?.content.toString()).toBe('a,b\n');
  });

  it('goes to the person alone where the answer is for them alone', async () => {
    await deliver({ kind: 'direct', user: 'UDANA' });
    expect(shared()).toMatchObject([{ channel: 'DUDANA' }]);
  });

  it('is tried again as a whole when it cannot be uploaded: nobody has seen anything', async () => {
    world.slack.breakNext('files.getUploadURLExternal', {
      kind: 'status',
      status: 503,
      done: false,
    });
    expect(await deliver({ kind: 'direct', user: 'UDANA' })).toMatchObject({ kind: 'retry' });
    expect(world.slack.posts).toEqual([]);
  });

  it('that has expired is left out, its name stands in the message', async () => {
    world.assistant.files = [];
    expect(await deliver({ kind: 'direct', user: 'UDANA' })).toMatchObject({ kind: 'sent' });
    expect(world.slack.posts[0]?.text).toContain('deals.csv');
    expect(shared()).toEqual([]);
  });
});

describe('a picture of a reply', () => {
  it('is shared with words for those who do not see it; they stand in the message, too', async () => {
    const file = { id: 'f1', name: 'graph.png', mediaType: 'image/png', size: 4 };
    const reply = replyOf({ kind: 'image', file, alt: 'Graph around E1042' });
    const replyTo = { kind: 'direct', user: 'UDANA' };
    const delivery = await world.adapter.platform.deliver({ id: 'p1', replyTo, reply });
    expect(delivery).toMatchObject({ kind: 'sent' });
    expect(world.slack.posts[0]?.text).toBe('Graph around E1042');
    expect(shared()).toMatchObject([{ channel: 'DUDANA', alt: 'Graph around E1042' }]);
  });
});

describe('a file that a person drops', () => {
  it('becomes part of the message and is fetched with the token', async () => {
    const file = world.slack.dropped('deals.csv', 'name,value\n');
    await world.slack.message('UDANA', '', { extra: { subtype: 'file_share', files: [file] } });
    const [message] = world.assistant.received;
    if (message?.content.kind !== 'text') throw new Error('no message');
    const [offered] = message.content.files ?? [];
    expect(offered).toMatchObject({ name: 'deals.csv', mediaType: 'text/csv', size: 11 });
    if (offered === undefined) throw new Error('no file');
    const got = await world.adapter.platform.fetch?.(message, offered, 1000);
    expect(got).toEqual({ kind: 'content', content: Buffer.from('name,value\n') });
    expect(await world.adapter.platform.fetch?.(message, offered, 5)).toEqual({
      kind: 'too-large',
    });
  });

  it('of a shared channel, which says its id only, is asked for', async () => {
    const { id } = world.slack.dropped('deals.csv', 'x');
    await world.slack.message('UDANA', '', { extra: { subtype: 'file_share', files: [{ id }] } });
    const [message] = world.assistant.received;
    if (message?.content.kind !== 'text') throw new Error('no message');
    const [offered] = message.content.files ?? [];
    if (offered === undefined) throw new Error('no file');
    expect(await world.adapter.platform.fetch?.(message, offered, 10)).toMatchObject({
      kind: 'content',
    });
  });

  it('is not fetched from elsewhere: the token stays with Slack', async () => {
    const source = { id: 'F1', url: 'https://evil.example/F1' };
    const file = { name: 'x.csv', mediaType: 'text/csv', size: 1, source };
    await world.slack.message('UDANA', 'hello');
    const [message] = world.assistant.received;
    if (message === undefined) throw new Error('no message');
    expect(await world.adapter.platform.fetch?.(message, file, 10)).toEqual({
      kind: 'failed',
      reason: 'no_url',
    });
  });
});
