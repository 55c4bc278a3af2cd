import { type App, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { Log } from '../../platform/log.ts';
import { reasonOf } from './faults.ts';
import { libraryLogger } from './library-logger.ts';

const LONGEST_PAUSE_MS = 30_000;

/**
 * Bolt's Socket Mode door, made durable: Bolt acknowledges an event before its listeners run; here the acknowledgement
 * leaves only after they are done, and not at all when one failed, so that Slack sends the event again.
 *
 * It connects again by itself. The library's own way of doing so ends the process when Slack cannot be asked for an address.
 */
export class DurableSocketReceiver extends SocketModeReceiver {
  connected = false;

  readonly #log: Log;
  #wanted = false;
  #failures = 0;
  #next: NodeJS.Timeout | undefined;

  constructor(options: { appToken: string; log: Log; clientOptions: webApi.WebClientOptions }) {
    super({
      appToken: options.appToken,
      logger: libraryLogger(options.log),
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: options.clientOptions },
    });
    this.#log = options.log;
    this.client.on('connected', () => {
      this.connected = true;
      this.#failures = 0;
      this.#log.info('slack.socket_connected', {});
    });
    this.client.on('disconnected', () => {
      if (this.connected) this.#log.warn('slack.socket_disconnected', {});
      this.connected = false;
      this.#reconnect();
    });
  }

  override init(app: App): void {
    const durable: App = Object.create(app);
    durable.processEvent = async (event) => {
      let answer: unknown;
      const ack = async (content?: unknown) => {
        answer = content;
      };
      await app.processEvent({ ...event, ack });
      await event.ack(answer);
    };
    super.init(durable);
  }

  /** @throws when the first connection fails. */
  override async start() {
    this.#wanted = false;
    const opened = await super.start();
    this.#wanted = true;
    return opened;
  }

  override async stop(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#next);
    await super.stop();
  }

  #reconnect(): void {
    if (!this.#wanted || this.#next !== undefined) return;
    const pauseMs =
      this.#failures === 0 ? 0 : Math.min(1000 * 2 ** this.#failures, LONGEST_PAUSE_MS);
    this.#failures += 1;
    this.#next = setTimeout(() => {
      this.#next = undefined;
      this.client.start().catch((error: unknown) => {
        this.#log.error('slack.socket_not_connected', { reason: reasonOf(error) });
        this.#reconnect();
      });
    }, pauseMs);
  }
}
