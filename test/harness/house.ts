import { v7 } from 'uuid';
import { type App, openApp } from '../../src/app.ts';
import type { ChatPlatform, InboundMessage } from '../../src/conversation/message.ts';
import { uuids } from '../../src/platform/ids.ts';
import { handClock } from './company.ts';
import { NOW, quiet, theDatabase } from './world.ts';

/** An assistant as one process after another has it: on the same organization, posting to the same place. */
export async function aHouse() {
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
