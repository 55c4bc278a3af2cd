import type { WinModel } from '../win-model.ts';
import { readBlob, UnreadableModel } from './blob.ts';
import { readBoosted } from './boosted-model.ts';
import {
  type ForestRegressor,
  readForestClassifier,
  readForestRegressor,
} from './forest-models.ts';
import { readLogistic } from './logistic.ts';

/** @throws UnreadableModel when the bytes are no model of wins, of a later version, or damaged. */
export function readWinModel(bytes: Uint8Array): WinModel {
  const contents = readBlob(bytes);
  const model = readForestClassifier(contents) ?? readBoosted(contents) ?? readLogistic(contents);
  if (model === null) throw new UnreadableModel(`a model of the kind "${contents.kind}"`);
  return model;
}

/** @throws UnreadableModel when the bytes are no forest of numbers, of a later version, or damaged. */
export function readRegressionForest(bytes: Uint8Array): ForestRegressor {
  const contents = readBlob(bytes);
  const model = readForestRegressor(contents);
  if (model === null) throw new UnreadableModel(`a model of the kind "${contents.kind}"`);
  return model;
}
