import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createSlackAdapter,
  type SlackAdapter,
  type SlackSettings,
} from '../../../src/adapters/slack/adapter.ts';
import { EVENTS_PATH } from '../../../src/adapters/slack/listens.ts';
import type {
  Assistant,
  FileContent,
  InboundMessage,
  Receipt,
} from '../../../src/conversation/message.ts';
import { type Form, type Reply, say } from '../../../src/reply/reply.ts';
import { SlackDouble } from '../../harness/slack-double.ts';

/** The assistant's side of the port: keeps what it was given and answers what the test says. */
export class RecordingAssistant implements Assistant {
  readonly received: InboundMessage[] = [];
  readonly answered: { receipt: Receipt; deliver: boolean }[] = [];
  readonly asked: { what: string; message: InboundMessage; filledIn?: unknown }[] = [];
  replies: (message: InboundMessage) => Reply | null = () => null;
  homeReply: Reply = say('home');
  openForm: Form | null = null;
  prompts: { title: string; text: string }[] = [];
  /** The next inserts fail, so many. */
  failInserts = 0;
  failAnswers = 0;
  answerAfterMs = 0;
  platform: SlackAdapter['platform'] | null = null;

  async receive(message: InboundMessage): Promise<Receipt> {
    if (this.failInserts > 0) {
      this.failInserts -= 1;
      throw new Error('the database is away');
    }
    const first = this.received.findIndex(({ eventKey }) => eventKey === message.eventKey);
    this.received.push(message);
    return {
      id: `r${first < 0 ? this.received.length - 1 : first}`,
      conversationKey: message.conversation.key,
      fresh: first < 0,
    };
  }

  async answer(receipt: Receipt, options?: { deliver?: boolean }): Promise<Reply | null> {
    if (this.failAnswers > 0) {
      this.failAnswers -= 1;
      throw new Error('the assistant is confused');
    }
    const deliver = options?.deliver ?? true;
    this.answered.push({ receipt, deliver });
    const message = this.received[Number(receipt.id.slice(1))];
    if (message === undefined) return null;
    if (this.answerAfterMs > 0)
      await new Promise((resolve) => setTimeout(resolve, this.answerAfterMs));
    const reply = this.replies(message);
    if (reply !== null && deliver && receipt.fresh)
      await this.platform?.deliver({ id: receipt.id, replyTo: message.replyTo, reply });
    return reply;
  }

  async home(message: InboundMessage): Promise<Reply> {
    this.asked.push({ what: 'home', message });
    return this.homeReply;
  }

  async form(
    message: InboundMessage,
    command: string,
    filledIn: Readonly<Record<string, unknown>>,
  ): Promise<Form | null> {
    this.asked.push({ what: `form ${command}`, message, filledIn });
    return this.openForm;
  }

  async suggestions(message: InboundMessage): Promise<{ title: string; text: string }[]> {
    this.asked.push({ what: 'suggestions', message });
    return this.prompts;
  }

  files: FileContent[] = [];

  async file(id: string): Promise<FileContent | null> {
    return this.files.find((file) => file.id === id) ?? null;
  }
}

type LogLine = { level: string; event: string; facts: object };

export type SlackWorld = {
  slack: SlackDouble;
  assistant: RecordingAssistant;
  adapter: SlackAdapter;
  log: LogLine[];
  /** Moves the clock. */
  later: (ms: number) => void;
  stop: () => Promise<void>;
};

/** The adapter behind a real HTTP server, with Slack's double on the other side and a clock that only tests move. */
export async function aSlackWorld(settings: Partial<SlackSettings> = {}): Promise<SlackWorld> {
  let now = new Date('2026-03-18T10:00:00Z');
  const clock = { now: () => now };
  const slack = await SlackDouble.start(clock);
  slack.addUser({ id: 'UDANA', name: 'Dana Reed', email: 'dana@home.test' });
  slack.addChannel({ id: 'C0SALES', members: ['UDANA', 'UBOT'] });
  const assistant = new RecordingAssistant();
  const log: LogLine[] = [];
  const write =
    (level: string) =>
    (event: string, facts: object = {}) => {
      log.push({ level, event, facts });
    };
  const adapter = createSlackAdapter({
    settings: { ...slack.settings, ...settings },
    assistant,
    clock,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
  });
  assistant.platform = adapter.platform;
  const server = createServer(
    adapter.requestListener ?? ((_, response) => response.writeHead(404).end()),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  slack.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}${EVENTS_PATH}`);
  await adapter.start();
  return {
    slack,
    assistant,
    adapter,
    log,
    later: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    stop: async () => {
      await adapter.stop();
      server.closeAllConnections();
      server.close();
      await slack.stop();
    },
  };
}
