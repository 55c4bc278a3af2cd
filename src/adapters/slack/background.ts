import type { Log } from '../../platform/log.ts';
import { reasonOf } from './faults.ts';

/** Work that goes on after a request was answered: its failures are logged, and a stop waits for it. */
export function createBackground(log: Log) {
  const running = new Set<Promise<void>>();
  return {
    run(event: string, facts: object, work: () => Promise<unknown>): void {
      const task = work().then(
        () => undefined,
        (error: unknown) => log.error(event, { ...facts, reason: reasonOf(error) }),
      );
      running.add(task);
      void task.finally(() => running.delete(task));
    },
    /** Waits for what is running, at most this long. */
    async settled(longestMs: number): Promise<void> {
      const timeout = new Promise((resolve) => setTimeout(resolve, longestMs).unref());
      await Promise.race([Promise.all(running), timeout]);
    },
  };
}
