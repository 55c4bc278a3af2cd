import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from './clock.ts';

export const FILES_PATH = '/files/';

const GOOD_FOR_MS = 24 * 60 * 60_000;

/** Links to files that whoever has them may follow, for a day. */
export type FileLinks = {
  linkTo: (fileId: string) => string;
  /** The file that a request asks for; null when the link was not made here, was changed, or is over. */
  fileAskedFor: (url: string) => string | null;
};

/** `key` is secret and the same for all replicas. `baseUrl` is where Parley's own server is reached. */
export function createFileLinks(ctx: { key: Buffer; baseUrl: string; clock: Clock }): FileLinks {
  const sign = (fileId: string, until: string): string =>
    createHmac('sha256', ctx.key).update(`${fileId}\n${until}`).digest('base64url');
  return {
    linkTo: (fileId) => {
      const until = String(ctx.clock.now().getTime() + GOOD_FOR_MS);
      const url = new URL(`${FILES_PATH}${fileId}`, ctx.baseUrl);
      url.search = new URLSearchParams({ until, signature: sign(fileId, until) }).toString();
      return url.href;
    },
    fileAskedFor: (url) => {
      if (!URL.canParse(url, 'http://localhost')) return null;
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      const fileId = pathname.slice(FILES_PATH.length);
      const until = searchParams.get('until') ?? '';
      const given = Buffer.from(searchParams.get('signature') ?? '');
      const right = Buffer.from(sign(fileId, until));
      if (!pathname.startsWith(FILES_PATH) || given.length !== right.length) return null;
      if (!timingSafeEqual(given, right)) return null;
      return Number(until) > ctx.clock.now().getTime() ? fileId : null;
    },
  };
}
