import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FeatureTable } from '../feature-table.ts';

/** An array that threads can share, filled with zeros. */
export function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

/** The same table, its columns where threads can share them: one that is not there yet is copied, a turn of the event loop each. */
export async function shareTable(table: FeatureTable): Promise<FeatureTable> {
  const columns: Float64Array[] = [];
  for (const column of table.columns) columns.push(await share(column));
  return { ...table, columns };
}

export async function share(values: Float64Array): Promise<Float64Array> {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  await nextTurn();
  const shared = sharedNumbers(values.length);
  shared.set(values);
  return shared;
}
