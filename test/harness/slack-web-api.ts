import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/platform/clock.ts';
import { blockFaults, viewFaults } from './slack-block-limits.ts';
import { answerJson, type SlackFault, spoil, willBeDone } from './slack-faults.ts';
import { type Json, objectOf, readForm } from './slack-json.ts';
import { directChannel, profileOf, type SlackChannel, type SlackUser } from './slack-people.ts';
import { until } from './until.ts';

/** A call of the bot's to the Web API or to a response URL (`response_url`). `atMs` only grows. */
export type SlackCall = { method: string; args: Record<string, unknown>; atMs: number };

/** A message that people see. */
export type SlackPost = {
  channel: string;
  ts: string;
  thread?: string;
  text: string;
  blocks: Json[];
  ephemeral: boolean;
  user: string;
};

type Result = { ok: boolean; [field: string]: unknown };

const TRIGGER_LIVES_MS = 3000;

/** Slack's Web API on loopback, as far as Parley uses it, with its limits and its faults. */
export class SlackWebApi {
  readonly botUserId = 'UBOT';
  readonly botToken = 'xoxb-double';
  readonly appToken = 'xapp-double';
  readonly signingSecret = 'shhh-signing-secret';
  readonly calls: SlackCall[] = [];
  readonly posts: SlackPost[] = [];
  readonly views: { id: string; hash: string; user: string; view: Json }[] = [];
  readonly homes = new Map<string, Json>();
  /** Files by id, once they are shared with where. */
  readonly files = new Map<
    string,
    {
      name: string;
      size: number;
      content: Buffer;
      alt?: string;
      channel?: string;
      thread?: string | undefined;
    }
  >();
  /** Set to refuse calls for want of a scope: method -> scope. */
  readonly missingScopes = new Map<string, string>();
  /** Told of every message at the moment it comes in. */
  onPost: (post: SlackPost) => void = () => undefined;

  private readonly users = new Map<string, SlackUser>();
  private readonly channels = new Map<string, SlackChannel>();
  private readonly faults = new Map<string, SlackFault[]>();
  private readonly triggers = new Map<string, { user: string; mintedMs: number }>();
  protected readonly server = createServer((req, res) => {
    this.serve(req, res).catch(() => res.destroy());
  });
  private serial = 0;
  protected readonly clock: Clock;
  readonly teamId: string;

  constructor(clock: Clock, teamId: string) {
    this.clock = clock;
    this.teamId = teamId;
  }

  async listen(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The settings that make a bot speak to this double over signed HTTP. */
  get settings() {
    const { botToken, signingSecret } = this;
    return { botToken, signingSecret, apiUrl: `${this.origin}/api/` };
  }

  addUser(user: SlackUser): void {
    this.users.set(user.id, user);
  }

  addChannel(channel: SlackChannel): void {
    this.channels.set(channel.id, channel);
  }

  /** The next calls of `method` go wrong, in this order; `response_url` is a method here too. */
  breakNext(method: string, ...faults: SlackFault[]): void {
    this.faults.set(method, [...(this.faults.get(method) ?? []), ...faults]);
  }

  callsOf(method: string): SlackCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Waits until there are so many posts, and gives the last of them. */
  async post(count: number, withinMs = 5000): Promise<SlackPost> {
    await until(
      () => this.posts.length >= count,
      withinMs,
      `${count} posts, have ${this.posts.length}`,
    );
    const post = this.posts[count - 1];
    if (post === undefined) throw new Error('no post');
    return post;
  }

  async call(method: string, count = 1, withinMs = 5000): Promise<SlackCall> {
    await until(() => this.callsOf(method).length >= count, withinMs, `${count} of ${method}`);
    const call = this.callsOf(method)[count - 1];
    if (call === undefined) throw new Error('no call');
    return call;
  }
  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path.startsWith('/upload/') || path.startsWith('/files-pri/')) {
      this.serveFile(path, Buffer.concat(chunks), request, response);
      return;
    }
    const raw = Buffer.concat(chunks).toString();
    const answering = path.startsWith('/response/');
    const method = answering ? 'response_url' : path.replace('/api/', '');
    const args = answering ? objectOf(JSON.parse(raw)) : readForm(raw);
    this.calls.push({ method, args, atMs: performance.now() });
    const fault = this.faults.get(method)?.shift();
    const run = () => (answering ? this.answer(path, args) : this.run(method, args, request));
    if (fault === undefined || fault.kind === 'none') return reply(response, answering, run());
    if (willBeDone(fault)) run();
    spoil(response, fault);
  }

  /** What lies at files.slack.com: uploads go there, and what people dropped comes from there to who shows the token. */
  private serveFile(
    path: string,
    content: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const id = path.split('/').at(-1) ?? '';
    const fault = this.faults.get('upload')?.shift();
    if (path.startsWith('/upload/') && fault !== undefined && fault.kind !== 'none') {
      spoil(response, fault);
      return;
    }
    const file = this.files.get(id);
    if (path.startsWith('/upload/')) {
      if (file !== undefined) file.content = content;
      response.writeHead(file?.size === content.length ? 200 : 400).end('OK');
      return;
    }
    if (request.headers.authorization !== `Bearer ${this.botToken}` || file === undefined)
      response.writeHead(404).end();
    else response.writeHead(200).end(file.content);
  }

  /** Somebody drops a file into a conversation: what a message says of it. */
  dropped(name: string, content: string | Uint8Array, mimetype = 'text/csv'): Json {
    const id = this.next('F');
    const bytes = Buffer.from(content);
    this.files.set(id, { name, size: bytes.length, content: bytes });
    const url = `${this.origin}/files-pri/${id}`;
    return { id, name, mimetype, size: bytes.length, url_private_download: url };
  }

  private run(method: string, args: Json, request: IncomingMessage): Result {
    const token = method === 'apps.connections.open' ? this.appToken : this.botToken;
    if (request.headers.authorization !== `Bearer ${token}`)
      return { ok: false, error: 'invalid_auth' };
    const needed = this.missingScopes.get(method);
    if (needed !== undefined) return { ok: false, error: 'missing_scope', needed };
    const handler = this.methods[method];
    return handler === undefined ? { ok: false, error: 'unknown_method' } : handler(args);
  }

  private readonly methods: Readonly<Record<string, (args: Json) => Result>> = {
    'auth.test': () => ({
      ok: true,
      team_id: this.teamId,
      user_id: this.botUserId,
      bot_id: 'BBOT',
      url: 'https://northwind.slack.example/',
    }),
    'apps.connections.open': () => ({ ok: true, url: `${this.origin.replace('http', 'ws')}/link` }),
    'users.info': ({ user }) => {
      const known = this.users.get(String(user));
      return known === undefined
        ? { ok: false, error: 'user_not_found' }
        : { ok: true, user: profileOf(known, this.teamId) };
    },
    'users.list': () => ({
      ok: true,
      members: [...this.users.values()].map((user) => profileOf(user, this.teamId)),
      response_metadata: { next_cursor: '' },
    }),
    'conversations.info': ({ channel }) => {
      const known = this.channels.get(String(channel));
      if (known === undefined) return { ok: false, error: 'channel_not_found' };
      return { ok: true, channel: { id: known.id, is_ext_shared: known.shared === true } };
    },
    'conversations.members': ({ channel }) => ({
      ok: true,
      members: this.channels.get(String(channel))?.members ?? [],
      response_metadata: { next_cursor: '' },
    }),
    'conversations.replies': ({ channel, ts }) => ({
      ok: true,
      messages: this.posts
        .filter((post) => post.channel === channel && (post.thread ?? post.ts) === ts)
        .map((post) => ({ user: this.botUserId, ts: post.ts, text: post.text })),
    }),
    'chat.postMessage': (args) => this.postMessage(args),
    'files.getUploadURLExternal': ({ filename, length, alt_txt }) => {
      const id = this.next('F');
      const size = Number(length);
      if (typeof filename !== 'string' || filename === '' || !(size > 0))
        return { ok: false, error: 'invalid_arguments' };
      const alt = typeof alt_txt === 'string' ? { alt: alt_txt } : {};
      this.files.set(id, { name: filename, size, content: Buffer.alloc(0), ...alt });
      return { ok: true, upload_url: `${this.origin}/upload/${id}`, file_id: id };
    },
    'files.completeUploadExternal': ({ files, channel_id, thread_ts }) => {
      const named = (typeof files === 'string' ? JSON.parse(files) : files) as { id: string }[];
      const channel = String(channel_id);
      if (!/^[CDG]/.test(channel)) return { ok: false, error: 'channel_not_found' };
      for (const { id } of named) {
        const file = this.files.get(id);
        if (file === undefined || file.content.length !== file.size)
          return { ok: false, error: 'file_not_found' };
        file.channel = channel;
        file.thread = thread_ts === undefined ? undefined : String(thread_ts);
      }
      return { ok: true, files: named };
    },
    'files.info': ({ file }) =>
      this.files.has(String(file))
        ? { ok: true, file: { id: file, url_private: `${this.origin}/files-pri/${String(file)}` } }
        : { ok: false, error: 'file_not_found' },
    'chat.update': (args) => this.updateMessage(args),
    'chat.postEphemeral': (args) => this.postMessage(args, true),
    'views.open': (args) => this.openView(args),
    'views.publish': ({ user_id, view }) => {
      const faults = viewFaults(view);
      if (faults.length > 0) return refuse('invalid_arguments', faults);
      this.homes.set(String(user_id), objectOf(view));
      return { ok: true, view };
    },
    'assistant.threads.setStatus': () => ({ ok: true }),
    // With a thread_ts Slack says ok under an agent_view and does nothing; here the mistake is seen.
    'assistant.threads.setSuggestedPrompts': ({ thread_ts, prompts }) =>
      thread_ts !== undefined || !Array.isArray(prompts) || prompts.length > 4
        ? { ok: false, error: 'invalid_arguments' }
        : { ok: true },
  };

  private postMessage(args: Json, ephemeral = false): Result {
    const refused = refuseMessage(args);
    if (refused !== null) return refused;
    const place = String(args.channel);
    const channel = place.startsWith('U') ? directChannel(place) : place;
    const ts = this.nextTs();
    const post: SlackPost = {
      channel,
      ts,
      text: String(args.text),
      blocks: (args.blocks ?? []) as Json[],
      ephemeral,
      user: String(args.user ?? ''),
    };
    if (typeof args.thread_ts === 'string') post.thread = args.thread_ts;
    this.posts.push(post);
    this.onPost(post);
    return { ok: true, channel, ts, message: { ts, text: post.text } };
  }

  private updateMessage(args: Json): Result {
    const refused = refuseMessage(args);
    if (refused !== null) return refused;
    const post = this.posts.find(({ channel, ts }) => channel === args.channel && ts === args.ts);
    if (post === undefined) return { ok: false, error: 'message_not_found' };
    post.text = String(args.text);
    post.blocks = (args.blocks ?? []) as Json[];
    return { ok: true, channel: post.channel, ts: post.ts };
  }

  private openView({ trigger_id, view }: Json): Result {
    const trigger = this.triggers.get(String(trigger_id));
    if (trigger === undefined) return { ok: false, error: 'invalid_trigger_id' };
    if (performance.now() - trigger.mintedMs > TRIGGER_LIVES_MS)
      return { ok: false, error: 'expired_trigger_id' };
    const faults = viewFaults(view);
    if (faults.length > 0) return refuse('invalid_arguments', faults);
    this.triggers.delete(String(trigger_id));
    const id = this.next('V');
    const hash = this.next('h');
    this.views.push({ id, hash, user: trigger.user, view: objectOf(view) });
    return { ok: true, view: { id, hash } };
  }

  /** A response URL: the answer is seen by one person, in the place of the message pressed when it replaces that. */
  private answer(path: string, args: Json): Result {
    const [, , user = '', channel = ''] = path.split('/');
    const refused = refuseMessage(args);
    if (refused !== null) return { ok: false, error: 'invalid_blocks', status: 400 };
    if (args.replace_original === true) {
      const old = this.posts.findLast((post) => post.ephemeral && post.user === user);
      if (old !== undefined) this.posts.splice(this.posts.indexOf(old), 1);
    }
    this.postMessage({ ...args, channel, user }, true);
    return { ok: true };
  }

  protected trigger(user: string): string {
    const id = this.next('trigger');
    this.triggers.set(id, { user, mintedMs: performance.now() });
    return id;
  }

  protected responseUrl(user: string, channel: string): string {
    return `${this.origin}/response/${user}/${channel}/${this.next('r')}`;
  }

  protected next(prefix: string): string {
    this.serial += 1;
    return `${prefix}${this.serial}`;
  }

  protected nextTs(): string {
    this.serial += 1;
    const seconds = Math.floor(this.clock.now().getTime() / 1000);
    return `${seconds}.${String(this.serial).padStart(6, '0')}`;
  }
}

function refuseMessage({ text, blocks }: Json): Result | null {
  if (typeof text !== 'string' || text.trim() === '') return { ok: false, error: 'no_text' };
  const faults = blocks === undefined ? [] : blockFaults(blocks, 'message');
  return faults.length > 0 ? refuse('invalid_blocks', faults) : null;
}

function refuse(error: string, messages: string[]): Result {
  return { ok: false, error, response_metadata: { messages } };
}

function reply(response: ServerResponse, answering: boolean, result: Result): void {
  if (!answering) {
    answerJson(response, result);
    return;
  }
  response.writeHead(result.ok ? 200 : 400).end(result.ok ? 'ok' : String(result.error));
}
