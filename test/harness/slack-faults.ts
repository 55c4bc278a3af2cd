import type { ServerResponse } from 'node:http';

/** What goes wrong with the next call of a method. `…done` carries the call out first. */
export type SlackFault =
  /** Nothing: this call passes. */
  | { kind: 'none' }
  | { kind: 'limited'; retryAfter: number | null }
  | { kind: 'reset'; done: boolean }
  | { kind: 'status'; status: number; done: boolean }
  | { kind: 'hang'; done: boolean }
  | { kind: 'error'; code: string }
  | { kind: 'garbage' };

/** Whether the call is carried out although its answer is spoiled. */
export function willBeDone(fault: SlackFault): boolean {
  return 'done' in fault && fault.done;
}

/** Answers as the fault says. */
export function spoil(response: ServerResponse, fault: SlackFault): void {
  switch (fault.kind) {
    case 'none':
      return;
    case 'limited': {
      const wait = fault.retryAfter === null ? {} : { 'retry-after': String(fault.retryAfter) };
      response.writeHead(429, wait).end('{"ok":false,"error":"ratelimited"}');
      return;
    }
    case 'reset':
      response.destroy();
      return;
    case 'status':
      response.writeHead(fault.status).end('trouble');
      return;
    case 'hang':
      return;
    case 'error':
      answerJson(response, { ok: false, error: fault.code });
      return;
    case 'garbage':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html>Upstream said hello</html>');
      return;
    default:
      fault satisfies never;
  }
}

export function answerJson(response: ServerResponse, result: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
}
