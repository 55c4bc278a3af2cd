import { z } from 'zod';
import type { Fetched, OfferedFile } from '../../conversation/message.ts';
import { download } from '../../platform/download.ts';
import type { TeamsActivity } from './activity.ts';
import { isLoopback } from './address.ts';

const Attachment = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().max(400).optional(),
  content: z.object({ downloadUrl: z.url(), fileType: z.string().optional() }),
});

/** The files that a person dropped into a chat. Pictures pasted into a text are none. */
export function offeredFiles(activity: TeamsActivity): OfferedFile[] {
  return (activity.attachments ?? []).flatMap((raw) => {
    const { data } = Attachment.safeParse(raw);
    if (data === undefined) return [];
    const name = data.name ?? `file.${data.content.fileType ?? 'bin'}`;
    return [
      {
        name,
        mediaType: 'application/octet-stream',
        size: null,
        source: { url: data.content.downloadUrl },
      },
    ];
  });
}

/** Fetches a dropped file from where Teams keeps them; in local mode from this machine only. */
export async function fetchFile(
  { source }: OfferedFile,
  options: { limit: number; local: boolean },
): Promise<Fetched> {
  const url = typeof source.url === 'string' ? source.url : '';
  const ours = URL.canParse(url) && (options.local ? isLoopback(url) : isMicrosoft(url));
  // An activity could name any address of our network, and its answer would come back as a file.
  if (!ours) return { kind: 'failed', reason: 'address_not_allowed' };
  return download(url, { limit: options.limit });
}

function isMicrosoft(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' &&
    /\.(?:sharepoint\.(?:com|us|cn)|sharepoint-mil\.us|svc\.ms)$/.test(hostname)
  );
}
