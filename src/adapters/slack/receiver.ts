import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { type App, type Receiver, verifySlackRequest } from '@slack/bolt';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { decodeJson } from './action-code.ts';
import { reasonOf } from './faults.ts';
import { EVENTS_PATH } from './listens.ts';

const BODY_MAX = 4 * 1024 * 1024;
const TOO_LATE_MS = 5 * 60_000;

type Answer = { status: number; body?: unknown };

/**
 * Bolt's door for signed HTTP requests. Unlike Bolt's own it answers only after the listeners are done, refuses requests from
 * the future, shares a server with others, and no body can throw outside of its reach.
 */
export function createReceiver(ctx: { signingSecret: string; clock: Clock; log: Log }) {
  let bolt: App | null = null;
  let open: App | null = null;
  const receiver: Receiver = {
    init: (app) => {
      bolt = app;
    },
    start: async () => {
      open = bolt;
    },
    stop: async () => {
      open = null;
    },
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    if (request.url?.split('?')[0] !== EVENTS_PATH) return { status: 404 };
    if (request.method !== 'POST') return { status: 405 };
    const raw = await readBody(request);
    if (raw === null) return { status: 413 };
    if (!isSigned(ctx, request, raw)) {
      ctx.log.warn('slack.request_refused', { bytes: raw.length });
      return { status: 401 };
    }
    const body = parseBody(request.headers['content-type'] ?? '', raw);
    return body === null ? { status: 400 } : handOver(open, request, body);
  };

  const requestListener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request)
      .catch((error: unknown): Answer => {
        ctx.log.error('slack.request_failed', { reason: reasonOf(error) });
        return { status: 500 };
      })
      .then(({ status, body }) => write(response, status, body))
      .catch(() => response.destroy());
  };

  return { receiver, requestListener };
}

/** Hands the request to Bolt; what a listener acknowledged is answered once all of them are done. */
async function handOver(
  app: App | null,
  request: IncomingMessage,
  body: Record<string, unknown>,
): Promise<Answer> {
  if (body.type === 'url_verification') return { status: 200, body: { challenge: body.challenge } };
  // Another replica takes it, or this one when it is back: Slack asks again.
  if (app === null) return { status: 503 };
  let acknowledged: unknown;
  const retryNum = Number(request.headers['x-slack-retry-num']);
  await app.processEvent({
    body,
    ack: async (content?: unknown) => {
      acknowledged = content;
    },
    ...(Number.isInteger(retryNum) && { retryNum }),
  });
  return { status: 200, body: acknowledged };
}

function isSigned(
  { signingSecret, clock }: { signingSecret: string; clock: Clock },
  { headers }: IncomingMessage,
  raw: Buffer,
): boolean {
  const signature = headers['x-slack-signature'];
  const seconds = Number(headers['x-slack-request-timestamp'] ?? Number.NaN);
  const now = clock.now().getTime();
  if (typeof signature !== 'string' || !(seconds * 1000 <= now + TOO_LATE_MS)) return false;
  try {
    verifySlackRequest({
      signingSecret,
      body: raw.toString(),
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds },
      nowMilliseconds: now,
    });
    return true;
  } catch {
    return false;
  }
}

/** @returns null when it is longer than Slack ever sends. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_MAX) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** @returns null when it is no JSON object. */
function parseBody(contentType: string, raw: Buffer): Record<string, unknown> | null {
  if (!contentType.startsWith('application/x-www-form-urlencoded'))
    return asObject(decodeJson(raw.toString()));
  const form = parse(raw.toString());
  return typeof form.payload === 'string' ? asObject(decodeJson(form.payload)) : { ...form };
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function write(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const closing = status === 413 ? { connection: 'close' } : {};
  if (body === undefined || body === '') {
    response.writeHead(status, closing).end();
    return;
  }
  response
    .writeHead(status, { 'content-type': 'application/json', ...closing })
    .end(JSON.stringify(body));
}
