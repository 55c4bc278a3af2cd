import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { Delivery } from '../../conversation/message.ts';

type Unsent = Exclude<Delivery, { kind: 'sent' }>;

/** Failures before a byte of the request was on its way. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const NOT_CONNECTED_RETRY_MS = 5000;
const DEFAULT_RETRY_MS = 1000;

/** Slack says of these that a part may have been done. */
const MAY_BE_DONE = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
]);

const BLOCKS_REFUSED = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'only_one_table_allowed',
]);

/**
 * What became of a call that failed. Slack has no idempotency key: only what was surely not carried out may be repeated.
 */
export function classify(error: unknown): Unsent {
  if (error instanceof WebAPIRateLimitedError) return limited(error.retryAfter * 1000);
  if (error instanceof WebAPIPlatformError) return refused(error.data.error);
  if (error instanceof WebAPIHTTPError) return byStatus(error.statusCode);
  if (error instanceof WebAPIRequestError) return byNetwork(error.original);
  // The web client's own error for a 429 that does not say how long to wait.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return limited(DEFAULT_RETRY_MS);
  return { kind: 'unsure', reason: reasonOf(error) };
}

export const RATE_LIMITED = 'rate_limited';

export function limited(afterMs: number): Unsent {
  return { kind: 'retry', afterMs, reason: RATE_LIMITED };
}

/** An answer by its HTTP status: refused below 500, unknown from there on. */
export function byStatus(status: number): Unsent {
  const reason = `http_${status}`;
  return { kind: status >= 500 || status === 408 ? 'unsure' : 'failed', reason };
}

/** A request that got no answer. */
export function byNetwork(error: unknown): Unsent {
  const code = networkCode(error);
  if (NEVER_SENT.has(code)) return { kind: 'retry', afterMs: NOT_CONNECTED_RETRY_MS, reason: code };
  return { kind: 'unsure', reason: code };
}

/** Whether Slack surely refused a message for its blocks, and only for them. */
export function blocksRefused(outcome: Delivery): boolean {
  return outcome.kind === 'failed' && BLOCKS_REFUSED.has(outcome.reason);
}

/** A short name for a log line: never what somebody wrote. */
export function reasonOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return safeCode(error.data.error);
  if (error instanceof WebAPIHTTPError) return `http_${error.statusCode}`;
  if (error instanceof WebAPIRequestError) return networkCode(error.original);
  return error instanceof Error ? error.name : typeof error;
}

function refused(code: string): Unsent {
  const reason = safeCode(code);
  if (reason === 'ratelimited' || reason === RATE_LIMITED) return limited(DEFAULT_RETRY_MS);
  // An answer that is no JSON arrives here too: nobody knows what was done.
  const unsure = MAY_BE_DONE.has(reason) || reason === UNREADABLE;
  return { kind: unsure ? 'unsure' : 'failed', reason };
}

const UNREADABLE = 'unreadable_answer';

function safeCode(code: string): string {
  return /^[a-z0-9_:.]{1,60}$/.test(code) ? code : UNREADABLE;
}

function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return error.name;
}
