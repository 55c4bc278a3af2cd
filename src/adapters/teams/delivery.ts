import type { Delivery } from '../../conversation/message.ts';
import { ConnectorError, type ConnectorProblem } from './connector-client.ts';

const BUSY_MS = 2_000;
const UNREACHABLE_MS = 5_000;
const NO_TOKEN_MS = 30_000;

/**
 * What became of a post that threw. Teams has no idempotency key: whatever may have arrived is never sent again.
 *
 * @param begun whether a request had left for the connector; without one nobody has seen anything.
 */
export function deliveryOf(error: unknown, begun: boolean): Delivery {
  if (error instanceof ConnectorError) return deliveryAfter(error.problem);
  const reason = error instanceof Error ? error.name : 'unknown';
  return begun
    ? { kind: 'unsure', reason }
    : { kind: 'retry', afterMs: NO_TOKEN_MS, reason: `no token: ${reason}` };
}

function deliveryAfter(problem: ConnectorProblem): Delivery {
  switch (problem.kind) {
    case 'unreachable':
      return { kind: 'retry', afterMs: UNREACHABLE_MS, reason: problem.code };
    case 'interrupted':
      return { kind: 'unsure', reason: problem.code };
    case 'refused':
      return deliveryRefused(problem.status, problem.retryAfterMs);
    default:
      return problem satisfies never;
  }
}

/** 408, 412 and 5xx come from proxies on the way too: behind them the message may have been posted. */
function deliveryRefused(status: number, retryAfterMs: number | null): Delivery {
  const reason = `HTTP ${status}`;
  if (status === 429) return { kind: 'retry', afterMs: retryAfterMs ?? BUSY_MS, reason };
  if (status === 408 || status === 412 || status >= 500) return { kind: 'unsure', reason };
  return { kind: 'failed', reason };
}
