import type { OrganizationSettings } from '../crm/context.ts';
import { LARGEST_FILE_BYTES, storeFile } from '../crm/files.ts';
import { kindOfFile, lookThrough } from '../crm/imports.ts';
import { Refusal } from '../platform/refusal.ts';
import type { CommandContext } from './context.ts';
import { type House, identify, type Speaker } from './people.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    file_too_large: { name: string; limit: number };
    file_not_fetched: { name: string };
    bad_table: { name: string; refusal: Refusal };
    too_many_files: { limit: number };
  }
}

export const FILE_LIMIT_BYTES = LARGEST_FILE_BYTES;

/** The tables that came with a message, and what is wrong with those that are none. */
export type TakenIn = { files: { id: string; name: string }[]; refusals: Refusal[] };

/** What an adapter could get of a file. */
type Got =
  | { kind: 'content'; content: Uint8Array }
  | { kind: 'too-large' }
  | { kind: 'failed'; reason: string };

/**
 * Looks through a file and keeps it for the member who sent it. Outside of the turn's transaction: a large one takes a second.
 * Files of people who are no members are not looked at.
 */
export async function takeInFile(
  house: House,
  organization: OrganizationSettings,
  who: Parameters<typeof identify>[2],
  file: { name: string; mediaType: string },
  get: () => Promise<Got>,
  into: TakenIn,
): Promise<void> {
  const speaker = await house.db.inOrganization(organization.id, (tx) =>
    identify(tx, organization, who),
  );
  if (speaker?.actor.kind !== 'member') return;
  const got = await get();
  const { name } = file;
  if (got.kind !== 'content') {
    if (got.kind === 'failed') house.log.warn('file.not_fetched', { reason: got.reason });
    into.refusals.push(
      got.kind === 'too-large'
        ? new Refusal('file_too_large', { name, limit: FILE_LIMIT_BYTES })
        : new Refusal('file_not_fetched', { name }),
    );
    return;
  }
  const seen = await lookThrough(got.content);
  if ('refusal' in seen) {
    into.refusals.push(new Refusal('bad_table', { name, refusal: seen.refusal }));
    return;
  }
  into.files.push(
    await keep(house, organization, speaker, { ...file, ...got, profile: seen.profile }),
  );
}

function keep(
  house: House,
  organization: OrganizationSettings,
  { actor }: Speaker,
  file: { name: string; mediaType: string; content: Uint8Array; profile: object },
): Promise<{ id: string; name: string }> {
  return house.db.inOrganization(organization.id, (tx) =>
    storeFile({ tx, organization, actor, clock: house.clock, ids: house.ids }, file),
  );
}

/** The arguments of an import of a table that came with a message: its kind as said, else as it looks. */
export async function importArguments(
  ctx: CommandContext,
  file: { id: string; name: string },
  said: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const kind = said.kind ?? (await kindOfFile(ctx, file.id)) ?? undefined;
  return { ...(kind === undefined ? {} : { kind }), file: `file:${file.id}` };
}
