import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Assistant } from '../../conversation/message.ts';
import type { FileLinks } from '../../platform/file-links.ts';

/** Serves GET /files/…: the file that a signed link names. Whoever has no good link learns nothing, not even whether there is one. */
export async function serveFile(
  ctx: { assistant: Pick<Assistant, 'file'>; links: FileLinks | null },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const id = reads ? (ctx.links?.fileAskedFor(request.url ?? '') ?? null) : null;
    const file = id === null ? null : await ctx.assistant.file(id);
    if (file === null) {
      response
        .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
        .end('This link is over. Ask for the file again. 链接已失效，请重新获取文件。\n');
      return;
    }
    response.writeHead(200, {
      'content-type': file.mediaType,
      'content-length': file.content.byteLength,
      'content-disposition': `attachment; filename="file${endingOf(file.name)}"; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    response.end(request.method === 'HEAD' ? undefined : file.content);
  } catch {
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

function endingOf(name: string): string {
  return /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
}
