import type { IncomingMessage, ServerResponse } from 'node:http';
import { serve } from './serve.ts';

type Sentence = { text: string; passages: readonly number[] };

/** How the model answers the next question. */
export type ModelAnswer =
  | { kind: 'sentences'; sentences: readonly Sentence[] }
  /** What it calls the function with, as it is. */
  | { kind: 'raw'; arguments: string }
  | { kind: 'status'; status: number }
  /** It never answers. */
  | { kind: 'silence' };

/** A language model behind an OpenAI-compatible interface, over HTTP, that says what a test tells it to. */
export class ModelDouble {
  readonly requests: { path: string; key: string | undefined; body: string }[] = [];
  answer: ModelAnswer = { kind: 'silence' };

  readonly baseUrl: string;
  readonly close: () => void;

  private constructor(baseUrl: string, close: () => void) {
    this.baseUrl = baseUrl;
    this.close = close;
  }

  static async start(): Promise<ModelDouble> {
    const { origin, close } = await serve((request, response) => {
      void double.respond(request, response);
    });
    const double = new ModelDouble(`${origin}/v1`, close);
    return double;
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    this.requests.push({ path: request.url ?? '', key: request.headers.authorization, body });
    const { answer } = this;
    if (answer.kind === 'silence') return;
    response.setHeader('content-type', 'application/json');
    if (answer.kind === 'status') {
      response
        .writeHead(answer.status)
        .end(JSON.stringify({ error: { message: 'secret-detail' } }));
      return;
    }
    const given =
      answer.kind === 'raw' ? answer.arguments : JSON.stringify({ sentences: answer.sentences });
    response.end(JSON.stringify(completion(given)));
  }
}

function completion(given: string): object {
  const call = { id: 'call_1', type: 'function', function: { name: 'answer', arguments: given } };
  return {
    id: 'completion_1',
    object: 'chat.completion',
    created: 1,
    model: 'double',
    choices: [
      {
        index: 0,
        finish_reason: 'tool_calls',
        message: { role: 'assistant', content: null, tool_calls: [call] },
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}
