import type { TrainedDealModel } from './deal-model.ts';
import { baseRateFromBytes } from './deals/base-rate.ts';
import { HAZARD, hazardFromBytes } from './deals/hazard.ts';
import { type PastJson, pastFromJson, pastToJson } from './deals/past-json.ts';
import { arrayIn, readBlob, UnreadableModel, writeBlob } from './forest/blob.ts';
import { readWinModel } from './forest/read-model.ts';
import type { WinModel } from './win-model.ts';

const KIND = 'deal-model-1';

/** Everything but the model of wins, as JSON that keeps numbers which are none. */
type Kept = Omit<TrainedDealModel, 'win' | 'past'> & { readonly past: PastJson };

/** A model as bytes, to be stored: the same ones for the same model. */
export function dealModelToBytes({ win, past, ...rest }: TrainedDealModel): Uint8Array {
  const kept: Kept = { ...rest, past: pastToJson(past) };
  const json = new TextEncoder().encode(JSON.stringify(kept, keepNumber));
  return writeBlob({ kind: KIND, facts: win.kind, arrays: { json, win: win.toBytes() } });
}

/** @throws UnreadableModel where the bytes are no deal model, one of a later version, or damaged. */
export function dealModelFromBytes(bytes: Uint8Array): TrainedDealModel {
  const contents = readBlob(bytes);
  if (contents.kind !== KIND) throw new UnreadableModel(`not a deal model but: ${contents.kind}`);
  const json = arrayIn(contents, 'json', Uint8Array);
  const win = arrayIn(contents, 'win', Uint8Array);
  // Its checksum has been compared: this is what `dealModelToBytes` wrote.
  const { past, ...rest }: Kept = JSON.parse(new TextDecoder().decode(json), readNumber);
  return {
    ...rest,
    past: pastFromJson(past),
    win: winModelFrom(win, contents.facts),
  };
}

function winModelFrom(bytes: Uint8Array, kind: unknown): WinModel {
  if (kind === 'base-rate') return baseRateFromBytes(bytes);
  return readBlob(bytes).kind === HAZARD ? hazardFromBytes(bytes) : readWinModel(bytes);
}

/** JSON has no NaN and no infinity; no text of ours begins with a zero character. */
function keepNumber(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? `\0${value}` : value;
}

function readNumber(_: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('\0') ? Number(value.slice(1)) : value;
}
