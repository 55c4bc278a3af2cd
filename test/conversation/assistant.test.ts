import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import type { ChatPlatform, InboundMessage } from '../../src/conversation/message.ts';
import { uuids } from '../../src/platform/ids.ts';
import { handClock } from '../harness/company.ts';
import { NOW, quiet, theDatabase } from '../harness/world.ts';

/** An assistant as one process after another has it: on the same organization, posting to the same place. */
async function aHouse() {
  const slug = v7();
  const clock = handClock(NOW);
  const posted: string[] = [];
  const house = { posted, clock, onPost: (): void => undefined };
  const platform: ChatPlatform = {
    provider: 'console',
    look: async () => ({
      sender: { name: 'Dana', email: null, locale: 'en', timeZone: 'UTC', outsider: false },
      outsidersRead: false,
    }),
    deliver: async ({ reply }) => {
      posted.push(reply.text);
      house.onPost();
      return { kind: 'sent', ref: null };
    },
  };
  const open = async (): Promise<App> => {
    const organization = { slug, name: 'House' };
    const database = await theDatabase();
    const app = await openApp({
      database,
      organization,
      demo: false,
      clock,
      ids: uuids,
      log: quiet,
    });
    await app.connect(platform, slug);
    return app;
  };
  const message = (text: string): InboundMessage => ({
    provider: 'console',
    tenantKey: slug,
    eventKey: v7(),
    conversation: { key: 'dm/dana', kind: 'direct' },
    sender: { key: 'dana' },
    content: { kind: 'text', text },
    replyTo: {},
  });
  return Object.assign(house, { open, message });
}

describe('an assistant that pauses', () => {
  it('begins no further turn, and what waits is answered in order by the next process', async () => {
    const house = await aHouse();
    const first = await house.open();
    const receipts = [];
    for (const name of ['Acme', 'Globex', 'Initech'])
      receipts.push(await first.assistant.receive(house.message(`add account ${name}`)));
    first.assistant.pause();
    const answers = await Promise.all(receipts.map((receipt) => first.assistant.answer(receipt)));
    await first.assistant.idle();
    expect(answers).toEqual([null, null, null]);
    expect(house.posted).toEqual([]);
    const next = await house.open();
    house.clock.advance(1000);
    await next.assistant.sweep(house.clock.now(), house.clock.now());
    expect(house.posted).toEqual([
      expect.stringContaining('Acme'),
      expect.stringContaining('Globex'),
      expect.stringContaining('Initech'),
    ]);
  });

  it('still posts what it has answered', async () => {
    const house = await aHouse();
    const app = await house.open();
    house.onPost = () => app.assistant.pause();
    const receipts = [];
    for (const name of ['Acme', 'Globex'])
      receipts.push(await app.assistant.receive(house.message(`add account ${name}`)));
    const answers = await Promise.all(receipts.map((receipt) => app.assistant.answer(receipt)));
    expect(answers.map((answer) => answer?.text ?? null)).toEqual([...house.posted, null]);
    expect(house.posted).toEqual([expect.stringContaining('Acme')]);
  });
});
