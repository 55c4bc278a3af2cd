import { v7 } from 'uuid';
import { expect } from 'vitest';
import { createSlackAdapter } from '../../src/adapters/slack/adapter.ts';
import { EVENTS_PATH } from '../../src/adapters/slack/listens.ts';
import { type App, openApp } from '../../src/app.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { uuids } from '../../src/platform/ids.ts';
import { serve } from './serve.ts';
import { SlackDouble } from './slack-double.ts';
import type { SlackPost } from './slack-web-api.ts';
import { NOW, quiet, theDatabase } from './world.ts';

/** The whole application behind signed HTTP, with Slack's double on the other side. */
export type SlackHouse = {
  slack: SlackDouble;
  app: App;
  /** Writes to the bot alone and waits for its answer; the first one waits until the understanding is ready. */
  says: (user: string, text: string) => Promise<SlackPost>;
  /** Presses and waits until the card shows what came of it. */
  presses: (user: string, card: SlackPost, label: string) => Promise<SlackPost>;
  /** Forgets what was posted and asked so far, once nothing is under way. */
  settle: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Opens an organization of its own, with Alex, who is first and so its administrator, and Dana in it. */
export async function openSlackHouse(): Promise<SlackHouse> {
  const clock = clockFrom(NOW);
  // A workspace of its own: the files of a worker share a database, where a workspace belongs to one organization.
  const slack = await SlackDouble.start(clock, `T${v7().replaceAll('-', '').toUpperCase()}`);
  const app = await openApp({
    database: await theDatabase(),
    organization: { slug: v7(), name: 'Home' },
    demo: false,
    clock,
    ids: uuids,
    log: quiet,
  });
  const { assistant } = app;
  const adapter = createSlackAdapter({ settings: slack.settings, assistant, log: quiet, clock });
  const server = await serve((request, response) => adapter.requestListener?.(request, response));
  slack.connect(`${server.origin}${EVENTS_PATH}`);
  await app.connect(adapter.platform, (await adapter.start()).teamId);
  slack.addUser({ id: 'UALEX', name: 'Alex Kim' });
  slack.addUser({ id: 'UDANA', name: 'Dana Reed' });
  const says = async (user: string, text: string): Promise<SlackPost> => {
    const before = slack.posts.length;
    await slack.message(user, text);
    return slack.post(before + 1, 60_000);
  };
  app.warmUp();
  await says('UALEX', 'add account Initech');
  return {
    slack,
    app,
    says,
    presses: async (user, card, label) => {
      const before = slack.callsOf('chat.update').length;
      expect((await slack.press(user, card, label)).status).toBe(200);
      await slack.call('chat.update', before + 1);
      return card;
    },
    settle: async () => {
      await assistant.idle();
      slack.calls.length = 0;
      slack.posts.length = 0;
    },
    stop: async () => {
      await adapter.stop();
      server.close();
      await app.close();
      await slack.stop();
    },
  };
}

/** A button that nobody offered: whoever presses may have built it himself. */
export function buttonThat(command: string, args: Record<string, unknown> = {}) {
  return {
    type: 'button',
    action_id: 'parley:forged',
    value: JSON.stringify({ kind: 'run', command, arguments: args }),
  };
}
