/** What became of a download. */
export type Downloaded =
  | { kind: 'content'; content: Uint8Array }
  | { kind: 'too-large' }
  | { kind: 'failed'; reason: string };

const TIMEOUT_MS = 60_000;

/**
 * Downloads at most `limit` bytes: a larger file is left as soon as that shows, whatever its header said. Follows no redirect,
 * so that the headers, which may hold a token, go nowhere else.
 */
export async function download(
  url: string,
  options: { headers?: Record<string, string>; limit: number },
): Promise<Downloaded> {
  try {
    const response = await fetch(url, {
      headers: options.headers ?? {},
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { kind: 'failed', reason: `http_${response.status}` };
    }
    if (Number(response.headers.get('content-length') ?? '0') > options.limit) {
      await response.body.cancel();
      return { kind: 'too-large' };
    }
    return await readAtMost(response.body, options.limit);
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.name : 'unknown' };
  }
}

/** Reads a stream to its end, or until it turns out to be too large. */
export async function readAtMost(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Downloaded> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    // Leaving the loop ends the stream.
    if (size > limit) return { kind: 'too-large' };
    chunks.push(chunk);
  }
  return { kind: 'content', content: Buffer.concat(chunks) };
}
