import { addAbortListener } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { TaskNews, TrainingTask } from './training-task.ts';

/** How a training goes on beside the main thread. */
export type TrainingRun = {
  /** How many threads; where nothing is said, one less than the machine has, but one. */
  readonly workers?: number;
  /** Ends the training: its promise is then rejected with the reason of the signal. */
  readonly signal?: AbortSignal;
  /** Told how much is done, 0..1, never less than before. */
  readonly onProgress?: (share: number) => void;
};

export function workersOf({ workers }: TrainingRun, most: number): number {
  return Math.max(1, Math.min(workers ?? availableParallelism() - 1, most));
}

/**
 * Starts threads on one task and hears what they tell, until all have ended.
 *
 * @throws what a thread failed with, and the reason of the signal.
 */
export async function onThreads(
  task: TrainingTask,
  count: number,
  signal: AbortSignal | undefined,
  hear: (news: TaskNews) => void,
): Promise<void> {
  signal?.throwIfAborted();
  const workers = Array.from({ length: count }, () => startWorker(task));
  try {
    await Promise.all(workers.map((worker) => endOf(worker, signal, hear)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function endOf(
  worker: Worker,
  signal: AbortSignal | undefined,
  hear: (news: TaskNews) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const listening = signal && addAbortListener(signal, () => reject(signal.reason));
    worker.on('message', (news: TaskNews) => {
      if (news.kind === 'failed') reject(news.error);
      else hear(news);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      listening?.[Symbol.dispose]();
      if (code === 0) resolve();
      else reject(new Error(`a training thread ended with ${code}`));
    });
  });
}

/** Beside this file lies the worker: in the bundle as a program of its own, else as a source, which Node reads with tsx. */
function startWorker(workerData: TrainingTask): Worker {
  const here = import.meta.url;
  if (!here.endsWith('.ts'))
    return new Worker(new URL('./training-worker.mjs', here), { workerData, execArgv: [] });
  const tsx = import.meta.resolve('tsx/esm/api');
  const source = new URL('./training-worker.ts', here).href;
  // `--import tsx` does nothing in a worker of Node 20: there its hooks have to be registered.
  const program = `import(${JSON.stringify(tsx)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(source)});
  });`;
  return new Worker(program, { eval: true, workerData, execArgv: [] });
}
