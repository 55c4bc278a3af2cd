import type { IncomingMessage, ServerResponse } from 'node:http';

const BODY_BYTES = 1_000_000;

/** What a handler answers; `after` is work for when the answer is out. */
export type Outcome = { status: number; body?: object; after?: () => Promise<void> };

/** A request's JSON object, or why there is none. */
export async function readJson(
  request: IncomingMessage,
): Promise<
  { kind: 'object'; value: Record<string, unknown> } | { kind: 'refused'; status: number }
> {
  const text = await readText(request);
  if (text === null) return { kind: 'refused', status: 413 };
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return { kind: 'refused', status: 400 };
    return { kind: 'object', value };
  } catch {
    return { kind: 'refused', status: 400 };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_BYTES) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function reply(response: ServerResponse, outcome: Outcome): void {
  if (response.headersSent || response.destroyed) return;
  const body = outcome.body === undefined ? '' : JSON.stringify(outcome.body);
  response.writeHead(outcome.status, {
    'content-length': Buffer.byteLength(body),
    ...(body === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    // The rest of an oversized body is still on its way: the connection cannot be used again.
    ...(outcome.status === 413 ? { connection: 'close' } : {}),
  });
  response.end(body);
}

/**
 * Whether a request may come in without authentication: only from programs on this machine. A web page open in a
 * browser could post here too; it cannot without an Origin, as JSON, or to a name that is not this machine's.
 */
export function isFromThisMachine(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  const name = (host ?? '').replace(/:\d+$/, '');
  return (
    origin === undefined &&
    /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(name) &&
    /^application\/json\b/i.test(request.headers['content-type'] ?? '')
  );
}
