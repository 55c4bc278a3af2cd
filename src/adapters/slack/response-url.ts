import type { Delivery } from '../../conversation/message.ts';
import { byNetwork, byStatus, limited } from './faults.ts';
import type { SlackBlock } from './limits.ts';

const TIMEOUT_MS = 10_000;
/** Slack takes answers for 30 minutes; the last ones are left for the clocks to differ. */
export const RESPONSE_LIFETIME_MS = 25 * 60_000;
/** And five of them. */
export const RESPONSE_USES = 5;

/** Posts to the URL that Slack gave with a command or a press. `failed` is certain: nobody saw it. */
export async function respond(
  url: string,
  body: { text: string; blocks?: SlackBlock[]; replace_original: boolean },
): Promise<Delivery> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', ...body }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    return byNetwork(error);
  }
  const answer = await response.text().catch(() => '');
  if (response.ok) return { kind: 'sent', ref: null };
  if (response.status === 429)
    return limited(Number(response.headers.get('retry-after') ?? '1') * 1000);
  if (response.status < 500 && answer.includes('invalid_blocks'))
    return { kind: 'failed', reason: 'invalid_blocks' };
  return byStatus(response.status);
}

/** Whether a URL is one of Slack's files: the token and contents of files go nowhere else. */
export function isSlackUrl(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname } = new URL(url);
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && /(?:^|\.)slack(?:-gov|-files)?\.com$/.test(hostname);
}

/** Whether a URL is Slack's own: what is posted there must not go anywhere else. */
export function isResponseUrl(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname } = new URL(url);
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && /^hooks\.slack(?:-gov)?\.com$/.test(hostname);
}
