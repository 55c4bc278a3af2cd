import { parentPort, workerData } from 'node:worker_threads';
import { dealModelToBytes } from '../deal-model-bytes.ts';
import type { DealOutcome, DealSnapshot } from '../deal-snapshot.ts';
import { learnDealModel } from './learning.ts';
import type { HistoryPiece, LearningNews, LearningTask } from './learning-thread.ts';

/** The thread beside the main one in which a deal model is trained: a history in pieces in, the bytes of the model out. */
const { asOf, options, origins, workers }: LearningTask = workerData;
const snapshots: DealSnapshot[] = [];
const outcomes: DealOutcome[] = [];

parentPort?.on('message', (piece: HistoryPiece) => {
  if (piece.kind === 'snapshots') for (const one of piece.snapshots) snapshots.push(one);
  else if (piece.kind === 'outcomes') for (const one of piece.outcomes) outcomes.push(one);
  else void tellModel();
});

async function tellModel(): Promise<void> {
  tell(await learn());
  parentPort?.close();
}

async function learn(): Promise<LearningNews> {
  try {
    const model = await learnDealModel({ snapshots, outcomes, asOf }, options, {
      workers,
      progress: (share) => tell({ kind: 'progress', share }),
      ...(origins === null ? {} : { origins }),
    });
    return { kind: 'model', bytes: dealModelToBytes(model) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function tell(news: LearningNews): void {
  parentPort?.postMessage(news);
}
