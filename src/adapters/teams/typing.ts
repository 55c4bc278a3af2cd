/** Most answers are quicker; for those an indicator would only flicker. */
const FIRST_AFTER_MS = 500;
/** Teams shows it for a few seconds. */
const AGAIN_AFTER_MS = 4_000;
const AT_MOST = 20;

/** Shows in a conversation that an answer is being written. */
export type Typing = {
  /** Does some work and shows meanwhile that it goes on. `show` sends one indicator and never fails. */
  during: (
    conversation: string,
    show: () => Promise<void>,
    work: () => Promise<void>,
  ) => Promise<void>;
  /**
   * Ends the showing in a conversation; resolves when no indicator is on its way any more. Before every post: one that
   * arrives after the answer would stand below it as if more were coming.
   */
  end: (conversation: string) => Promise<void>;
};

type Indicator = { timer: NodeJS.Timeout; sending: Promise<void>; shown: number };

export function createTyping(): Typing {
  const indicators = new Map<string, Set<Indicator>>();

  function begin(conversation: string, show: () => Promise<void>): Indicator {
    const tick = () => {
      indicator.sending = show();
      indicator.shown += 1;
      if (indicator.shown < AT_MOST) indicator.timer = setTimeout(tick, AGAIN_AFTER_MS);
    };
    const indicator: Indicator = {
      timer: setTimeout(tick, FIRST_AFTER_MS),
      sending: Promise.resolve(),
      shown: 0,
    };
    const others = indicators.get(conversation) ?? new Set();
    indicators.set(conversation, others.add(indicator));
    return indicator;
  }

  function finish(conversation: string, indicator: Indicator): void {
    clearTimeout(indicator.timer);
    const others = indicators.get(conversation);
    others?.delete(indicator);
    if (others?.size === 0) indicators.delete(conversation);
  }

  return {
    during: async (conversation, show, work) => {
      const indicator = begin(conversation, show);
      try {
        await work();
      } finally {
        finish(conversation, indicator);
        await indicator.sending;
      }
    },
    end: async (conversation) => {
      const shown = [...(indicators.get(conversation) ?? [])];
      for (const indicator of shown) clearTimeout(indicator.timer);
      await Promise.all(shown.map((indicator) => indicator.sending));
    },
  };
}
