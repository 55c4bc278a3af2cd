import { createHash } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CrmContext } from './context.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    file_gone: Record<string, never>;
  }
}

/** A stored file. `size` in bytes. */
export type FileRef = { id: string; name: string; mediaType: string; size: number };
export type StoredFile = FileRef & { content: Uint8Array };

/** The largest file that Parley takes in. */
export const LARGEST_FILE_BYTES = 50_000_000;

const KEPT_FOR_MS = 7 * 24 * 60 * 60_000;

/** Keeps a file for a week. It belongs to the actor: only he, and administrators, can read it by its id. */
export async function storeFile(
  ctx: Pick<CrmContext, 'tx' | 'organization' | 'actor' | 'clock' | 'ids'>,
  file: { name: string; mediaType: string; content: Uint8Array; profile?: object },
): Promise<FileRef> {
  const id = ctx.ids.next();
  const now = ctx.clock.now();
  const name = fileName(file.name);
  const size = file.content.byteLength;
  await ctx.tx.storedFile.create({
    data: {
      id,
      organizationId: ctx.organization.id,
      name,
      mediaType: file.mediaType,
      size,
      digest: createHash('sha256').update(file.content).digest('hex'),
      content: Buffer.from(file.content),
      memberId: ctx.actor.kind === 'member' ? ctx.actor.id : null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + KEPT_FOR_MS),
      ...(file.profile === undefined
        ? {}
        : { profile: JSON.parse(JSON.stringify(file.profile).replaceAll('\\u0000', '')) }),
    },
    select: { id: true },
  });
  return { id, name, mediaType: file.mediaType, size };
}

/** Makes a file of the parts of an export, inside the database: it may be larger than what a process should hold. */
export async function storeParts(
  ctx: Pick<CrmContext, 'tx' | 'organization' | 'actor' | 'clock' | 'ids'>,
  file: { name: string; mediaType: string; exportId: string },
): Promise<FileRef> {
  const id = ctx.ids.next();
  const now = ctx.clock.now();
  const name = fileName(file.name);
  const [row] = await ctx.tx.sql<{ size: number }>`
    INSERT INTO "StoredFile" ("id", "organizationId", "name", "mediaType", "size", "digest", "content", "memberId", "createdAt", "expiresAt")
    SELECT ${id}::uuid, ${ctx.organization.id}::uuid, ${name}, ${file.mediaType}, length("whole"), encode(sha256("whole"), 'hex'), "whole",
      ${ctx.actor.kind === 'member' ? ctx.actor.id : null}::uuid, ${now}, ${new Date(now.getTime() + KEPT_FOR_MS)}
    FROM (
      SELECT coalesce(string_agg("content", ''::bytea ORDER BY "position"), ''::bytea) AS "whole" FROM "ExportPart"
      WHERE "organizationId" = ${ctx.organization.id}::uuid AND "exportId" = ${file.exportId}::uuid
    ) AS parts
    RETURNING "size"`;
  return { id, name, mediaType: file.mediaType, size: row?.size ?? 0 };
}

/**
 * A file with what is in it.
 *
 * @throws Refusal `file_gone` when it has expired, or belongs to somebody else.
 */
export async function readFile(
  ctx: Pick<CrmContext, 'tx' | 'organization' | 'actor' | 'clock'>,
  id: string,
): Promise<StoredFile> {
  const file = await ctx.tx.storedFile.findFirst({
    where: { id, organizationId: ctx.organization.id, expiresAt: { gt: ctx.clock.now() } },
  });
  const { actor } = ctx;
  const mine = actor.kind === 'member' && (actor.role === 'admin' || file?.memberId === actor.id);
  if (file === null || !mine) throw new Refusal('file_gone', {});
  return file;
}

/** A file for the chat that its reply went to: who may read it was decided when it was made. Null when it has expired. */
export async function fileToDeliver(
  ctx: { tx: Transaction; clock: Clock },
  id: string,
): Promise<StoredFile | null> {
  return ctx.tx.storedFile.findFirst({ where: { id, expiresAt: { gt: ctx.clock.now() } } });
}

/** Removes the files whose time is over; an import that is done remembers what it did without its file. */
export async function removeExpiredFiles(ctx: { tx: Transaction; clock: Clock }): Promise<void> {
  const now = ctx.clock.now();
  await ctx.tx.importBatch.updateMany({
    where: { file: { expiresAt: { lte: now } }, status: { not: 'running' } },
    data: { fileId: null },
  });
  await ctx.tx.storedFile.deleteMany({
    where: { expiresAt: { lte: now }, imports: { none: {} } },
  });
}

/** A name that is safe to write to a disk: no folders, nothing invisible, at most 120 characters with its ending. */
export function fileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  if (clean === '') return 'file';
  if (clean.length <= 120) return clean;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  return `${clean.slice(0, 120 - ending.length)}${ending}`;
}
