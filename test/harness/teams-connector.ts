import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next matching request meets instead of success. */
export type Fault =
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** The request is read and recorded, then the connection breaks. */
  | { kind: 'reset' }
  /** The request is read and recorded, and never answered. */
  | { kind: 'silence' }
  /** Accepted, with an answer that is no JSON. */
  | { kind: 'garbage' };

export type Recorded = {
  method: string;
  conversation: string;
  /** The activity that a PUT replaces. */
  replaces: string | null;
  activity: Record<string, unknown>;
};

export type RosterMember = {
  id: string;
  name?: string;
  email?: string;
  userPrincipalName?: string;
  userRole?: string;
  tenantId?: string;
  aadObjectId?: string;
};

/** Microsoft's connector service on this machine: records what a bot posts, and knows rosters. */
export class TeamsConnector {
  readonly recorded: Recorded[] = [];
  readonly rosters = new Map<string, RosterMember[]>();
  /** People who have the bot only in a team: it cannot write to them alone. */
  readonly unreached = new Set<string>();
  chatsAsked = 0;
  rosterRequests = 0;
  private readonly faults: Fault[] = [];
  private readonly server: Server;
  private readonly waiting: (() => void)[] = [];
  private ids = 0;
  private typingDelayMs = 0;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.serve(request, response);
    });
  }

  static async start(): Promise<TeamsConnector> {
    const connector = new TeamsConnector();
    await new Promise<void>((resolve) => connector.server.listen(0, '127.0.0.1', resolve));
    return connector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Messages posted, without typing indicators. */
  get messages(): readonly Record<string, unknown>[] {
    return this.recorded
      .filter((r) => r.method === 'POST' && r.activity.type === 'message')
      .map((r) => r.activity);
  }

  /** Requests after this one meet the faults in order, roster requests excepted. */
  fail(...faults: readonly Fault[]): void {
    this.faults.push(...faults);
  }

  /** Typing indicators take so long from now on to arrive. */
  delayTyping(ms: number): void {
    this.typingDelayMs = ms;
  }

  /** Resolves when what was recorded satisfies a condition. */
  async until(condition: () => boolean, timeoutMs = 5000): Promise<void> {
    const deadline = AbortSignal.timeout(timeoutMs);
    while (!condition()) {
      if (deadline.aborted) throw new Error(`not seen: ${JSON.stringify(this.recorded)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const url = new URL(request.url ?? '/', this.url);
    const [, conversation = '', what = '', id = ''] =
      /^\/v3\/conversations\/([^/]+)\/(\w+)(?:\/(.+))?$/.exec(url.pathname) ?? [];
    const place = decodeURIComponent(conversation);
    if (what === 'members' || what === 'pagedmembers') {
      this.serveRoster(place, decodeURIComponent(id), response);
      return;
    }
    if (url.pathname === '/v3/conversations') {
      this.serveChat(JSON.parse(Buffer.concat(chunks).toString('utf8')), response);
      return;
    }
    const activity = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
    if (activity.type === 'typing')
      await new Promise((resolve) => setTimeout(resolve, this.typingDelayMs));
    this.recorded.push({
      method: request.method ?? '',
      conversation: place,
      replaces: request.method === 'PUT' ? decodeURIComponent(id) : null,
      activity,
    });
    for (const wake of this.waiting.splice(0)) wake();
    this.answer(request, response);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const fault = this.faults.shift();
    switch (fault?.kind) {
      case undefined:
        this.ids += 1;
        send(response, 201, { id: `posted-${this.ids}` });
        return;
      case 'status':
        send(response, fault.status, { error: { code: 'Fault' } }, fault.headers);
        return;
      case 'reset':
        request.socket.destroy();
        return;
      case 'silence':
        return;
      case 'garbage':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
        return;
      default:
        fault satisfies undefined;
    }
  }

  /** One conversation for a person and the bot, however often it is asked for. */
  private serveChat(
    { members, tenantId }: { members: { id: string }[]; tenantId?: string },
    response: ServerResponse,
  ): void {
    this.chatsAsked += 1;
    const [member] = members;
    if (member === undefined || tenantId === undefined || this.unreached.has(member.id))
      send(response, 403, { error: { code: 'ForbiddenOperationException' } });
    else send(response, 201, { id: `a:alone-${member.id}` });
  }

  private serveRoster(place: string, id: string, response: ServerResponse): void {
    this.rosterRequests += 1;
    const roster = this.rosters.get(place);
    const found =
      id === '' && roster !== undefined ? { members: roster } : roster?.find((m) => m.id === id);
    if (found === undefined) send(response, 404, { error: { code: 'NotFound' } });
    else send(response, 200, found);
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export const BOT = { id: '28:parley', name: 'Parley' };
export const DANA = { id: '29:dana', name: 'Dana', aadObjectId: 'aad-dana' };
export const TENANT = 'tenant-1';

let lastId = 0;

/** An activity as Teams sends it: a message in Dana's chat with Parley, unless said otherwise. */
export function anActivity(
  serviceUrl: string,
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  lastId += 1;
  return {
    type: 'message',
    id: `activity-${lastId}`,
    channelId: 'msteams',
    serviceUrl,
    from: DANA,
    recipient: BOT,
    conversation: { id: 'a:chat-1', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    locale: 'en-US',
    text: 'hello',
    ...fields,
  };
}

/** A press of Action.Execute on the message `replyToId`. */
export function aPress(
  serviceUrl: string,
  data: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return anActivity(serviceUrl, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    text: undefined,
    replyToId: 'posted-1',
    value: { action: { type: 'Action.Execute', verb: 'x', data }, trigger: 'manual' },
    ...fields,
  });
}
