import type { WebClient } from '@slack/web-api';
import type { Assistant, Delivery, Fetched, OfferedFile } from '../../conversation/message.ts';
import { download } from '../../platform/download.ts';
import { shortText } from '../../reply/format.ts';
import type { FileRef } from '../../reply/reply.ts';
import { byNetwork, byStatus, classify } from './faults.ts';
import type { SlackFile } from './payloads.ts';
import { isSlackUrl } from './response-url.ts';

const UPLOAD_TIMEOUT_MS = 60_000;
const LONGEST_ALT = 1000;

/** Files that lie at Slack and are in no conversation yet: nobody sees them. */
export type Uploaded = { id: string; title: string };

type FilesContext = {
  client: WebClient;
  apiUrl: string | undefined;
  file: Assistant['file'];
};

/**
 * Brings the files of a reply to Slack; `share` then puts them into a conversation. A file that has expired is left out: its
 * name stands in the message.
 *
 * @returns a delivery where it failed: nobody has seen anything then.
 */
export async function upload(
  ctx: FilesContext,
  files: readonly (FileRef & { alt?: string })[],
): Promise<{ uploaded: Uploaded[] } | Exclude<Delivery, { kind: 'sent' }>> {
  const uploaded: Uploaded[] = [];
  for (const { id, alt } of files) {
    const file = await ctx.file(id);
    if (file === null) continue;
    try {
      const place = await ctx.client.files.getUploadURLExternal({
        filename: file.name,
        length: file.content.byteLength,
        ...altOf(alt),
      });
      const url = place.upload_url ?? '';
      if (place.file_id === undefined || !isSlackUrl(url, ctx.apiUrl))
        return { kind: 'failed', reason: 'no_upload_url' };
      const response = await fetch(url, {
        method: 'POST',
        body: Buffer.from(file.content),
        redirect: 'error',
        signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
      }).catch((error: unknown) => byNetwork(error));
      if (!('ok' in response)) return unseen(response);
      await response.body?.cancel();
      if (!response.ok) return unseen(byStatus(response.status));
      uploaded.push({ id: place.file_id, title: file.name });
    } catch (error) {
      return unseen(classify(error));
    }
  }
  return { uploaded };
}

/** What a picture shows, for those who do not see it. */
function altOf(alt: string | undefined): { alt_txt?: string } {
  return alt === undefined ? {} : { alt_txt: shortText(alt, LONGEST_ALT) };
}

const AGAIN_AFTER_MS = 5000;

/** An upload whose end is not known may be repeated: what it left is in no conversation. */
function unseen(delivery: Delivery): Exclude<Delivery, { kind: 'sent' }> {
  if (delivery.kind === 'unsure')
    return { kind: 'retry', afterMs: AGAIN_AFTER_MS, reason: delivery.reason };
  return delivery.kind === 'sent' ? { kind: 'failed', reason: 'not_uploaded' } : delivery;
}

/** Puts uploaded files into a conversation, in a thread where one is named. */
export async function share(
  client: WebClient,
  files: readonly Uploaded[],
  place: { channel: string; thread: string | null },
): Promise<Delivery> {
  const [first, ...rest] = files;
  if (first === undefined) return { kind: 'sent', ref: null };
  try {
    await client.files.completeUploadExternal({
      files: [first, ...rest],
      channel_id: place.channel,
      ...(place.thread !== null && { thread_ts: place.thread }),
    } as Parameters<WebClient['files']['completeUploadExternal']>[0]);
    return { kind: 'sent', ref: null };
  } catch (error) {
    return classify(error);
  }
}

/** The files of a message, as the assistant knows them. */
export function offeredFiles(files: readonly SlackFile[]): OfferedFile[] {
  return files.map((file) => ({
    name: file.name ?? file.id,
    mediaType: file.mimetype ?? 'application/octet-stream',
    size: file.size ?? null,
    source: { id: file.id, url: file.url_private_download ?? file.url_private ?? '' },
  }));
}

/** Fetches a file that a person dropped. The token goes to Slack only. */
export async function fetchFile(
  ctx: { client: WebClient; apiUrl: string | undefined; botToken: string },
  { source }: OfferedFile,
  limit: number,
): Promise<Fetched> {
  try {
    const url = typeof source.url === 'string' ? source.url : '';
    // A file of a shared channel says only its id.
    const known = url === '' ? await askForUrl(ctx.client, String(source.id)) : url;
    if (!isSlackUrl(known, ctx.apiUrl)) return { kind: 'failed', reason: 'no_url' };
    return await download(known, { headers: { authorization: `Bearer ${ctx.botToken}` }, limit });
  } catch (error) {
    return { kind: 'failed', reason: classify(error).reason };
  }
}

async function askForUrl(client: WebClient, id: string): Promise<string> {
  const { file } = await client.files.info({ file: id });
  return file?.url_private_download ?? file?.url_private ?? '';
}
