import { fileToDeliver, type StoredFile } from '../crm/files.ts';
import type { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';

/** A file that a reply named, for the chat it went to; null when it has expired. */
export function deliveredFile(
  ctx: { tx: Transaction; clock: Clock },
  id: string,
): Promise<StoredFile | null> {
  return fileToDeliver(ctx, id);
}
