import type { RequestListener } from 'node:http';
import { App, type Receiver, type webApi } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Assistant, ChatPlatform } from '../../conversation/message.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { Refusal } from '../../platform/refusal.ts';
import { createBackground } from './background.ts';
import { deliver, update } from './deliver.ts';
import { reasonOf } from './faults.ts';
import { fetchFile } from './files.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { createHolds } from './holds.ts';
import { libraryLogger } from './library-logger.ts';
import {
  ACTION_PREFIX,
  ACTIVITY_SHORTCUT,
  DEAL_SHORTCUT,
  EVENT_TYPES,
  FORM_CALLBACK,
  SLASH_COMMAND,
} from './listens.ts';
import { createLook, type Installation } from './look.ts';
import { createReceiver } from './receiver.ts';
import { createSettle } from './settle.ts';
import { DurableSocketReceiver } from './socket.ts';
import { createSurfaces } from './surfaces.ts';
import { threadOf } from './target.ts';
import { createThreads } from './threads.ts';

declare module '../../platform/refusal.ts' {
  interface RefusalFacts {
    slack_not_connected: { setting: string; reason: string };
  }
}

export type SlackSettings = {
  /** `xoxb-…` */
  botToken: string;
  /** Of the app's signed HTTP requests; needed without an app token. */
  signingSecret?: string | undefined;
  /** `xapp-…`: Socket Mode, no public address needed. */
  appToken?: string | undefined;
  /** Slack's Web API unless a test puts a double there; ends in a slash. */
  apiUrl?: string | undefined;
  /** How long a call of the Web API may take; 10 seconds unless a test is in a hurry. */
  callTimeoutMs?: number | undefined;
};

export type SlackAdapter = {
  platform: ChatPlatform;
  /**
   * Asks Slack who we are and, in Socket Mode, connects. May be called again after it failed.
   *
   * @throws Refusal `slack_not_connected` when Slack refuses a token or is out of reach.
   */
  start: () => Promise<{ teamId: string }>;
  /** Takes in nothing more and waits for the answers under way, at most eight seconds. */
  stop: () => Promise<void>;
  /** Whether messages can come in now. */
  ready: () => boolean;
  /** Slack's door for the application's HTTP server, at `EVENTS_PATH`; null in Socket Mode. */
  requestListener: RequestListener | null;
};

const CALL_TIMEOUT_MS = 10_000;
const STOP_WITHIN_MS = 8000;

/**
 * Slack, as one more chat platform: Bolt for what comes in, the Web API for what goes out.
 *
 * @throws Error when there is neither an app token nor a signing secret: anyone could speak to the bot.
 */
export function createSlackAdapter(ctx: {
  settings: SlackSettings;
  assistant: Assistant;
  log: Log;
  clock: Clock;
}): SlackAdapter {
  const { settings, assistant, log, clock } = ctx;
  const clientOptions: webApi.WebClientOptions = {
    ...(settings.apiUrl !== undefined && { slackApiUrl: settings.apiUrl }),
    // The outbox decides about repeating: the client's own retries post twice when a connection breaks.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: settings.callTimeoutMs ?? CALL_TIMEOUT_MS,
    logger: libraryLogger(log),
  };
  const client = new WebClient(settings.botToken, clientOptions);
  const identity = createIdentity(client);
  const background = createBackground(log);
  const threads = createThreads({ client, clock, log });
  const { look, lookAt, localeOf, readByOthers } = createLook({
    client,
    clock,
    log,
    installation: identity.ask,
  });
  const posting = {
    client,
    log,
    clock,
    apiUrl: settings.apiUrl,
    onPosted: threads.join,
    holds: createHolds(),
    file: (id: string) => assistant.file(id),
  };
  const platform: ChatPlatform = {
    provider: 'slack',
    look,
    lookAt,
    outsidersRead: readByOthers,
    deliver: (post) => deliver(posting, post),
    threadOf: (_replyTo, ref) => threadOf(ref),
    update: (post) => update(posting, post),
    fetch: (_message, file, limit) =>
      fetchFile({ client, apiUrl: settings.apiUrl, botToken: settings.botToken }, file, limit),
  };
  const outgoing = { client, deliver: platform.deliver, log };
  const surfaces = createSurfaces({ ...outgoing, assistant, languageOf: localeOf });
  const handlers = createHandlers({
    assistant,
    surfaces,
    settle: createSettle(outgoing),
    threads,
    background,
    installation: identity.ask,
    clock,
    log,
  });
  const door = openDoor(settings, clientOptions, clock, log);
  listen(createBolt(door.receiver, identity.ask, settings.botToken, clientOptions, log), handlers);

  let started = false;
  return {
    platform,
    async start() {
      const { teamId } = await withSetting('SLACK_BOT_TOKEN', identity.ask());
      await withSetting('SLACK_APP_TOKEN', Promise.resolve(door.start()));
      started = true;
      log.info('slack.started', { team: teamId, socket: door.requestListener === null });
      return { teamId };
    },
    async stop() {
      started = false;
      await door.stop();
      await background.settled(STOP_WITHIN_MS);
    },
    ready: () => started && door.connected(),
    requestListener: door.requestListener,
  };
}

/** A failure that names the setting to look at. */
async function withSetting<T>(setting: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Refusal('slack_not_connected', { setting, reason: reasonOf(error) });
  }
}

type Door = {
  receiver: Receiver;
  requestListener: RequestListener | null;
  connected: () => boolean;
  start: () => Promise<unknown>;
  stop: () => Promise<unknown>;
};

function openDoor(
  { appToken, signingSecret }: SlackSettings,
  clientOptions: webApi.WebClientOptions,
  clock: Clock,
  log: Log,
): Door {
  if (appToken !== undefined && appToken !== '') {
    const receiver = new DurableSocketReceiver({ appToken, log, clientOptions });
    return {
      receiver,
      requestListener: null,
      connected: () => receiver.connected,
      start: () => receiver.start(),
      stop: () => receiver.stop(),
    };
  }
  if (signingSecret === undefined || signingSecret === '')
    throw new Error('Slack needs an app token or a signing secret');
  const { receiver, requestListener } = createReceiver({ signingSecret, clock, log });
  const { start, stop } = receiver;
  return { receiver, requestListener, connected: () => true, start, stop };
}

function createBolt(
  receiver: Receiver,
  installation: () => Promise<Installation>,
  botToken: string,
  clientOptions: webApi.WebClientOptions,
  log: Log,
): App {
  const app = new App({
    receiver,
    // Not `token`: Bolt would ask Slack at once, and a failure of that ends the process.
    authorize: async () => {
      const { teamId, botUserId } = await installation();
      return { botToken, teamId, botUserId };
    },
    clientOptions,
    convoStore: false,
    logger: libraryLogger(log),
  });
  // Rethrown: only so does Slack learn that the message was not stored, and sends it again.
  app.error(async (error) => {
    log.error('slack.request_unhandled', { reason: reasonOf(error) });
    throw error;
  });
  return app;
}

/** Acknowledges after the message is stored. Within that, a listener does nothing slow. */
function listen(app: App, handlers: Handlers): void {
  for (const type of EVENT_TYPES) app.event(type, ({ body }) => handlers.events[type](body));
  app.command(SLASH_COMMAND, async ({ body, ack }) => {
    await handlers.command(body);
    await ack();
  });
  app.action(new RegExp(`^${ACTION_PREFIX}`), async ({ body, ack }) => {
    await handlers.press(body);
    await ack();
  });
  app.view(FORM_CALLBACK, async ({ body, ack }) => {
    await handlers.submission(body);
    await ack();
  });
  app.shortcut(DEAL_SHORTCUT.callbackId, async ({ body, ack }) => {
    await handlers.dealShortcut(body);
    await ack();
  });
  app.shortcut(ACTIVITY_SHORTCUT.callbackId, async ({ body, ack }) => {
    await handlers.activityShortcut(body);
    await ack();
  });
}

/** Who we are to Slack; asked once, and again after a failure. */
function createIdentity(client: WebClient) {
  let known: Promise<Installation> | null = null;
  const ask = (): Promise<Installation> => {
    known ??= askInstallation(client).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  return { ask };
}

async function askInstallation(client: WebClient): Promise<Installation> {
  const { team_id, user_id, enterprise_id, url } = await client.auth.test();
  if (team_id === undefined || user_id === undefined)
    throw new Error('Slack did not say who the bot is');
  return {
    teamId: team_id,
    botUserId: user_id,
    enterpriseId: enterprise_id ?? null,
    url: url ?? null,
  };
}
