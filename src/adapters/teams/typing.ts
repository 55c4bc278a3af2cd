import type { Outgoing } from './outgoing.ts';

/** Most answers are quicker; for those an indicator would only flicker. */
const FIRST_AFTER_MS = 500;
/** Teams shows it for a few seconds. */
const AGAIN_AFTER_MS = 4_000;
const AT_MOST = 20;

/** Does some work and shows meanwhile that an answer is being written. */
export async function whileTyping(
  outgoing: Outgoing,
  replyTo: Record<string, unknown>,
  work: () => Promise<void>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let shown = 0;
  const show = () => {
    shown += 1;
    if (shown < AT_MOST) timer = setTimeout(show, AGAIN_AFTER_MS);
    void outgoing.showTyping(replyTo);
  };
  timer = setTimeout(show, FIRST_AFTER_MS);
  try {
    await work();
  } finally {
    clearTimeout(timer);
  }
}
