import type { Regressor } from '../regressor.ts';
import type { WinModel } from '../win-model.ts';
import { readBlob, UnreadableModel } from './blob.ts';
import { readBoosted } from './boosted-model.ts';
import {
  type ForestRegressor,
  readForestClassifier,
  readForestRegressor,
} from './forest-models.ts';
import { readLogistic } from './logistic.ts';
import { readMlClassifier, readMlRegressor } from './ml-models.ts';

/** @throws UnreadableModel when the bytes are no model of wins, of a later version, or damaged. */
export function readWinModel(bytes: Uint8Array): WinModel {
  const contents = readBlob(bytes);
  const model =
    readForestClassifier(contents) ??
    readBoosted(contents) ??
    readLogistic(contents) ??
    readMlClassifier(contents);
  if (model === null) throw new UnreadableModel(`a model of the kind "${contents.kind}"`);
  return model;
}

/** @throws UnreadableModel when the bytes are no model of numbers, of a later version, or damaged. */
export function readRegressor(bytes: Uint8Array): Regressor {
  const contents = readBlob(bytes);
  const model = readForestRegressor(contents) ?? readMlRegressor(contents);
  if (model === null) throw new UnreadableModel(`a model of the kind "${contents.kind}"`);
  return model;
}

/** As `readRegressor`, of one that knows quantiles. */
export function readRegressionForest(bytes: Uint8Array): ForestRegressor {
  const contents = readBlob(bytes);
  const model = readForestRegressor(contents);
  if (model === null) throw new UnreadableModel(`a model of the kind "${contents.kind}"`);
  return model;
}
