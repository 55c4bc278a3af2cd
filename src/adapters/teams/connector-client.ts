import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

type Options = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]
>;
type HttpClient = NonNullable<Options['httpClient']>;
type Request = Parameters<HttpClient['sendRequest']>[0];
type Response = Awaited<ReturnType<HttpClient['sendRequest']>>;

/** Why the connector service did not take a request. */
export type ConnectorProblem =
  | { kind: 'refused'; status: number; retryAfterMs: number | null }
  /** No connection came about: nobody has seen the request. */
  | { kind: 'unreachable'; code: string }
  /** The connection broke or stayed silent after the request may have left. */
  | { kind: 'interrupted'; code: string };

export class ConnectorError extends Error {
  readonly problem: ConnectorProblem;

  constructor(problem: ConnectorProblem) {
    super(`connector ${problem.kind}`);
    this.name = 'ConnectorError';
    this.problem = problem;
  }
}

const attempt = new AsyncLocalStorage<{ begun: boolean }>();

/** Runs `work` and knows afterwards whether it came as far as a request (fetching a token comes before). */
export async function watchAttempt<T>(
  work: () => Promise<T>,
): Promise<{ kind: 'done'; value: T } | { kind: 'failed'; error: unknown; begun: boolean }> {
  const state = { begun: false };
  try {
    return { kind: 'done', value: await attempt.run(state, work) };
  } catch (error) {
    return { kind: 'failed', error, begun: state.begun };
  }
}

/**
 * The HTTP client of botbuilder's connector. Its pipeline repeats a request up to three times on resets and 5xx, and so
 * posts a message twice or more; it does not repeat on errors it does not know, so every failure becomes one of those.
 */
export function singleAttemptClient(timeoutMs: number): HttpClient {
  return {
    async sendRequest(request) {
      const state = attempt.getStore();
      if (state !== undefined) state.begun = true;
      const { status, body, retryAfter } = await exchange(request, timeoutMs);
      if (status >= 200 && status < 300) return responseOf(request, status, body);
      throw new ConnectorError({
        kind: 'refused',
        status,
        retryAfterMs: millisecondsOf(retryAfter),
      });
    },
  };
}

type Answer = { status: number; body: string; retryAfter: string | undefined };

function exchange(request: Request, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url);
    const headers = request.headers.rawHeaders();
    // What is not asked for compressed need not be unpacked.
    const plain = Object.entries(headers).filter(([name]) => !/^accept-encoding$/i.test(name));
    const open = url.protocol === 'https:' ? requestHttps : requestHttp;
    const body = typeof request.body === 'string' ? request.body : '';
    let connected = false;
    const sent = open(url, {
      method: request.method,
      headers: { ...Object.fromEntries(plain), 'content-length': Buffer.byteLength(body) },
      // A proxy, where the environment names one.
      ...(request.agent instanceof Agent ? { agent: request.agent } : {}),
    });
    const fail = (code: string) => {
      const kind = connected ? 'interrupted' : 'unreachable';
      reject(new ConnectorError({ kind, code }));
      sent.destroy();
    };
    const timer = setTimeout(() => fail('ETIMEDOUT'), timeoutMs);
    sent.on('socket', (socket) => {
      connected = sent.reusedSocket;
      if (connected) return;
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name));
    sent.on('close', () => clearTimeout(timer));
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => fail('ECONNRESET'));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
          retryAfter: response.headers['retry-after'],
        }),
      );
    });
    sent.end(body);
  });
}

function responseOf(request: Request, status: number, body: string): Response {
  const headers = request.headers.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  headers.set('content-type', 'application/json');
  // It was accepted; an answer that is no JSON must not look like a failure.
  return { request, status, headers, bodyAsText: isJson(body) ? body : '{}' };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Retry-After in seconds; as a date it is left to the caller's default, because clocks differ. */
function millisecondsOf(retryAfter: string | undefined): number | null {
  const seconds = Number(retryAfter ?? 'none');
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : null;
}
