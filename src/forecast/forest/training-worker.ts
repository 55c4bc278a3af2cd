import { parentPort, workerData } from 'node:worker_threads';
import { doTask, type TaskNews, type TrainingTask } from './training-task.ts';

/** The thread beside the main one in which a model is trained: it does the task that it is started with, and ends. */
const task: TrainingTask = workerData;

await doTask(task, (news) => parentPort?.postMessage(news, buffersOf(news)));

/** What the main thread gets without a copy. */
function buffersOf(news: TaskNews): ArrayBuffer[] {
  if (news.kind === 'tree') return buffersIn(news.tree);
  if (news.kind === 'grown' && news.outOfBag !== null) return buffersIn(news.outOfBag);
  return [];
}

function buffersIn(arrays: object): ArrayBuffer[] {
  return Object.values(arrays).flatMap((array: unknown) =>
    ArrayBuffer.isView(array) && array.buffer instanceof ArrayBuffer ? [array.buffer] : [],
  );
}
