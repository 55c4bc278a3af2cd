import type { OfferedFile } from '../../src/conversation/message.ts';
import { aWorld, type Heard, type Person, type Who, type World } from './world.ts';

/** A world where a person drops files, and hears what goes on after the answer. */
export type ImportWorld = World & {
  /** Who drops files. */
  dropper: Person;
  drops: (name: string, content: string | Uint8Array, text?: string) => Promise<Heard>;
  /** Waits for what goes on in the background; what was told meanwhile. */
  settled: () => Promise<string>;
  /** What is in a file that was posted or answered last. */
  fileNamed: (pattern: RegExp) => Promise<string>;
};

export async function anImportWorld(
  who: Who = { name: 'Maya', role: 'admin' },
  options: Parameters<typeof aWorld>[0] = {},
): Promise<ImportWorld> {
  const contents = new Map<string, Uint8Array>();
  const world = await aWorld({
    ...options,
    fetch: async ({ source }, limit) => {
      const content = contents.get(String(source.key));
      if (content === undefined) return { kind: 'failed', reason: 'gone' };
      return content.byteLength > limit ? { kind: 'too-large' } : { kind: 'content', content };
    },
  });
  const dropper = await world.person(who);
  const told = () => world.posts.map(({ reply }) => reply);
  return {
    ...world,
    dropper,
    drops: (name, content, text = '') => {
      const key = `${contents.size}`;
      const bytes = Buffer.from(content);
      contents.set(key, bytes);
      const file: OfferedFile = {
        name,
        mediaType: 'text/csv',
        size: bytes.length,
        source: { key },
      };
      return dropper.sends({ kind: 'text', text, files: [file] });
    },
    settled: async () => {
      await world.app.background.idle();
      return told().at(-1)?.text ?? '';
    },
    fileNamed: async (pattern) => {
      const files = told().flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'file' ? [block.file] : [])),
      );
      const file = files.findLast(({ name }) => pattern.test(name));
      if (file === undefined)
        throw new Error(`no file ${pattern} among ${files.map((f) => f.name).join(', ')}`);
      const found = await world.app.assistant.file(file.id);
      return Buffer.from(found?.content ?? []).toString('utf8');
    },
  };
}

/** Contacts of the person who drops files, at an account Acme, as an import long ago left them. */
export async function manyContacts(world: ImportWorld, count: number): Promise<void> {
  const { organizationId: id } = world;
  await world.dropper.says('add account Acme');
  await world.db.inOrganization(id, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "Contact" ("id", "organizationId", "number", "name", "nameKey", "accountId", "ownerId", "createdAt", "updatedAt")
      SELECT gen_random_uuid(), ${id}::uuid, n, 'Person ' || n, 'person ' || n, a."id", a."ownerId", a."createdAt", a."createdAt"
      FROM generate_series(1, ${count}::int) n JOIN "Account" a ON a."organizationId" = ${id}::uuid`;
  });
}
