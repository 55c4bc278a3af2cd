import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTeamsAdapter, type TeamsAdapter } from '../../../src/adapters/teams/adapter.ts';
import type { TeamsSettings } from '../../../src/adapters/teams/connection.ts';
import type {
  Assistant,
  ChatPlatform,
  FileContent,
  InboundMessage,
  Receipt,
} from '../../../src/conversation/message.ts';
import type { Facts } from '../../../src/platform/log.ts';
import { type Form, type Reply, say } from '../../../src/reply/reply.ts';
import { TeamsConnector } from '../../harness/teams-connector.ts';

/** An assistant that remembers what it was asked and answers what it is told to. */
class RecordingAssistant implements Assistant {
  readonly received: InboundMessage[] = [];
  readonly formsAsked: { command: string; filledIn: Readonly<Record<string, unknown>> }[] = [];
  platform: ChatPlatform | null = null;
  offeredForm: Form | null = null;
  /** Set to make the next `receive` fail. */
  broken = false;
  respond: (message: InboundMessage) => Promise<Reply | null> = async () => say('Heard.');
  private readonly answered = new Map<string, Promise<Reply | null>>();

  receive = async (message: InboundMessage): Promise<Receipt> => {
    if (this.broken) throw new Error('no database');
    const fresh = !this.received.some((m) => m.eventKey === message.eventKey);
    this.received.push(message);
    return { id: message.eventKey, conversationKey: message.conversation.key, fresh };
  };

  answer = async (receipt: Receipt, options?: { deliver?: boolean }): Promise<Reply | null> => {
    const message = this.received.find((m) => m.eventKey === receipt.id);
    if (message === undefined) return null;
    const before = this.answered.get(receipt.id);
    const reply = await (before ?? this.remember(receipt.id, message));
    if (before === undefined && options?.deliver !== false && reply !== null)
      await this.platform?.deliver({ id: receipt.id, replyTo: message.replyTo, reply });
    return reply;
  };

  home = async (): Promise<Reply> => say('Home.');

  form = async (
    _message: InboundMessage,
    command: string,
    filledIn: Readonly<Record<string, unknown>>,
  ): Promise<Form | null> => {
    this.formsAsked.push({ command, filledIn });
    return this.offeredForm;
  };

  suggestions = async () => [];

  files: FileContent[] = [];
  file = async (id: string) => this.files.find((file) => file.id === id) ?? null;

  private remember(id: string, message: InboundMessage): Promise<Reply | null> {
    const reply = this.respond(message);
    this.answered.set(id, reply);
    return reply;
  }
}

export type Bot = {
  connector: TeamsConnector;
  assistant: RecordingAssistant;
  adapter: TeamsAdapter;
  events: { event: string; facts: Facts }[];
  /** Posts an activity, or any text, to the bot. */
  post: (
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; body: Record<string, unknown> | null }>;
  url: string;
  advance: (ms: number) => void;
  close: () => Promise<void>;
};

/** A bot over real HTTP between a recording assistant and a fake connector. */
export async function startBot(
  options: { settings?: TeamsSettings; patienceMs?: number; timeoutMs?: number } = {},
): Promise<Bot> {
  const connector = await TeamsConnector.start();
  const assistant = new RecordingAssistant();
  const events: Bot['events'] = [];
  const record = (event: string, facts: Facts = {}) => events.push({ event, facts });
  let now = Date.UTC(2026, 2, 18, 10);
  const adapter = createTeamsAdapter({
    settings: options.settings ?? null,
    assistant,
    log: { info: record, warn: record, error: record },
    clock: { now: () => new Date(now) },
    patienceMs: options.patienceMs ?? 2000,
    timeoutMs: options.timeoutMs ?? 2000,
  });
  assistant.platform = adapter.platform;
  const server = createServer((request, response) => {
    void adapter.handle(request, response);
  });
  const url = await listen(server);
  return {
    connector,
    assistant,
    adapter,
    events,
    url,
    post: (body, headers) => post(url, body, headers),
    advance: (ms) => {
      now += ms;
    },
    close: async () => {
      await adapter.idle();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await connector.close();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
