import type { z } from 'zod';

/** What became of asking a model. `reason` is short and of our own words: never what the model or its server wrote. */
export type Asked<T> = { kind: 'said'; value: T } | { kind: 'failed'; reason: string };

/** A language model behind an OpenAI-compatible interface. What it answers is untrusted input. */
export type LanguageModel = {
  /**
   * Asks once, without repeating, for an answer of this shape. Never throws: an answer that is late, refused or of another shape
   * is `failed`.
   */
  ask: <Schema extends z.ZodObject>(question: {
    /** Names the shape: lower-case letters and underscores. */
    name: string;
    shape: Schema;
    system: string;
    user: string;
    timeoutMs: number;
  }) => Promise<Asked<z.infer<Schema>>>;
};

const MOST_TOKENS = 800;

/** `baseUrl` is where the interface lies, such as `https://api.openai.com/v1`; null for OpenAI itself. */
export function openAiModel(settings: {
  apiKey: string | null;
  baseUrl: string | null;
  model: string;
}): LanguageModel {
  return {
    ask: async ({ name, shape, system, user, timeoutMs }) => {
      try {
        // Loaded at the first question: a start does not wait for it.
        const { ChatOpenAI } = await import('@langchain/openai');
        const chat = new ChatOpenAI({
          model: settings.model,
          // A server of one's own may want no key; the library insists on one.
          apiKey: settings.apiKey ?? 'none',
          ...(settings.baseUrl === null ? {} : { configuration: { baseURL: settings.baseUrl } }),
          temperature: 0,
          maxTokens: MOST_TOKENS,
          maxRetries: 0,
          timeout: timeoutMs,
        });
        // Servers that are like OpenAI's know the calling of functions; few know a schema for the answer itself.
        const asking = chat.withStructuredOutput(shape, { name, method: 'functionCalling' });
        const said = await asking.invoke(
          [
            ['system', system],
            ['human', user],
          ],
          { signal: AbortSignal.timeout(timeoutMs) },
        );
        const read = shape.safeParse(said);
        return read.success
          ? { kind: 'said', value: read.data }
          : { kind: 'failed', reason: 'other_shape' };
      } catch (error) {
        return { kind: 'failed', reason: reasonFor(error) };
      }
    },
  };
}

function reasonFor(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (/abort|timeout/i.test(`${error.name} ${error.message}`)) return 'timeout';
  if ('status' in error && typeof error.status === 'number') return `status_${error.status}`;
  return /pars|json/i.test(`${error.name} ${error.message}`) ? 'other_shape' : error.name;
}
