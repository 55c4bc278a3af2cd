import { addAbortListener } from 'node:events';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { TestOptions, TrainedDealModel, TrainOptions, TrainWork } from '../deal-model.ts';
import { dealModelFromBytes } from '../deal-model-bytes.ts';
import type { DealHistory, DealOutcome, DealSnapshot } from '../deal-snapshot.ts';
import { startThread } from '../forest/start-thread.ts';
import type { OriginDay } from './origins.ts';

/** What a thread is started with. The history follows in pieces. */
export type LearningTask = {
  readonly asOf: DealHistory['asOf'];
  readonly options: TrainOptions;
  readonly origins: readonly OriginDay[] | null;
  /** Threads that grow trees beside it; 0: none. */
  readonly workers: number;
};

export type HistoryPiece =
  | { readonly kind: 'snapshots'; readonly snapshots: readonly DealSnapshot[] }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly DealOutcome[] }
  | { readonly kind: 'end' };

/** What a thread tells: how far it is, and at last the model or what went wrong. */
export type LearningNews =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'model'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A copy of so many snapshots is made within some milliseconds; of a whole history within seconds. */
const PIECE = 500;

/**
 * Learns a deal model in a thread beside this one.
 *
 * @throws what the thread failed with, and the reason of the signal.
 */
export async function learnInThread(
  { snapshots, outcomes, asOf }: DealHistory,
  options: TrainOptions,
  { signal, progress, workers = 1, origins }: TrainWork & TestOptions,
): Promise<TrainedDealModel> {
  signal?.throwIfAborted();
  const task: LearningTask = {
    asOf,
    options,
    origins: origins ?? null,
    workers: workers > 1 ? workers : 0,
  };
  const worker = startThread(new URL('./learning-worker.ts', import.meta.url), task);
  const bytes = bytesFrom(worker, signal, progress);
  try {
    // Where the thread dies while it is told, that is what is thrown.
    await Promise.race([bytes, tellHistory(worker, { snapshots, outcomes, asOf })]);
    return dealModelFromBytes(await bytes);
  } finally {
    await worker.terminate();
  }
}

async function tellHistory(worker: Worker, { snapshots, outcomes }: DealHistory): Promise<void> {
  const tell = async (piece: HistoryPiece): Promise<void> => {
    worker.postMessage(piece);
    await yieldToOthers();
  };
  for (let i = 0; i < snapshots.length; i += PIECE)
    await tell({ kind: 'snapshots', snapshots: snapshots.slice(i, i + PIECE) });
  for (let i = 0; i < outcomes.length; i += PIECE)
    await tell({ kind: 'outcomes', outcomes: outcomes.slice(i, i + PIECE) });
  await tell({ kind: 'end' });
}

/** The model that a thread makes, as bytes; an error where it ends without one. */
export function bytesFrom(
  worker: Worker,
  signal: AbortSignal | undefined,
  progress: TrainWork['progress'],
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const listening = signal && addAbortListener(signal, () => reject(signal.reason));
    worker.on('message', (news: LearningNews) => {
      if (news.kind === 'model') resolve(news.bytes);
      else if (news.kind === 'failed') reject(news.error);
      else if (signal?.aborted !== true) progress?.(news.share);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      listening?.[Symbol.dispose]();
      reject(new Error(`the training thread ended with ${code}`));
    });
  });
}
