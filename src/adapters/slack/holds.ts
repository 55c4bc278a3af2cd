import type { Delivery } from '../../conversation/message.ts';
import { classify, limited, RATE_LIMITED } from './faults.ts';

export type Holds = ReturnType<typeof createHolds>;

/** Leaves a channel alone for as long as Slack asked for it: calling on in the meantime prolongs the wait. */
export function createHolds() {
  // Of performance.now(): a wait is a span of real time, whatever the clock says.
  const untilMs = new Map<string, number>();
  return {
    /** Sends, unless the channel is to be left alone; what goes wrong is classified. */
    async keep(channel: string, send: () => Promise<Delivery>): Promise<Delivery> {
      const heldMs = (untilMs.get(channel) ?? 0) - performance.now();
      if (heldMs > 0) return limited(Math.ceil(heldMs));
      untilMs.delete(channel);
      try {
        return await send();
      } catch (error) {
        const fault = classify(error);
        if (fault.kind === 'retry' && fault.reason === RATE_LIMITED)
          untilMs.set(channel, performance.now() + fault.afterMs);
        return fault;
      }
    },
  };
}
