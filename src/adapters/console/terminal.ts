import { mkdir, open, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type {
  Assistant,
  ChatPlatform,
  InboundMessage,
  OfferedFile,
} from '../../conversation/message.ts';
import type { Ids } from '../../platform/ids.ts';
import { filesOf, type Reply } from '../../reply/reply.ts';

/** Who types in the terminal. */
export type TerminalPerson = {
  name: string;
  customer: boolean;
  locale: 'en' | 'zh';
  timeZone: string;
};

/**
 * A terminal as a chat platform: replies are returned to whoever typed; what comes by itself later is handed to `hear`, where it is for
 * the person who sits there. What is for somebody else is not shown to him.
 */
export function terminalPlatform(
  person: TerminalPerson,
  hear: (reply: Reply) => void = () => undefined,
): ChatPlatform {
  return {
    provider: 'console',
    look: async () => ({
      sender: {
        name: person.name,
        email: null,
        locale: person.locale,
        timeZone: person.timeZone,
        outsider: person.customer,
      },
      outsidersRead: false,
    }),
    deliver: async (post) => {
      if (post.replyTo.terminal !== person.name) return { kind: 'failed', reason: 'not_here' };
      hear(post.reply);
      return { kind: 'sent', ref: post.id };
    },
    update: async () => ({ kind: 'sent', ref: null }),
    fetch: async (_message, { source, size }, limit) => {
      if (size !== null && size > limit) return { kind: 'too-large' };
      const handle = await open(String(source.path));
      try {
        return { kind: 'content', content: await handle.readFile() };
      } finally {
        await handle.close();
      }
    },
  };
}

/** Says a line to the assistant and waits for its answer. Files that the line names by path, or that are given, go with it. */
export async function say(
  ctx: { assistant: Assistant; ids: Ids },
  person: TerminalPerson,
  line: string,
  attached: readonly string[] = [],
): Promise<{ eventId: string; reply: Reply | null }> {
  const { text, paths } = await pathsIn(line);
  const files = await Promise.all([...paths, ...attached].map(offered));
  const message: InboundMessage = {
    provider: 'console',
    tenantKey: 'local',
    eventKey: ctx.ids.next(),
    conversation: { key: `terminal/${person.name}`, kind: 'direct' },
    sender: { key: person.name },
    content: { kind: 'text', text, ...(files.length > 0 && { files }) },
    replyTo: { terminal: person.name },
  };
  const receipt = await ctx.assistant.receive(message);
  return { eventId: receipt.id, reply: await ctx.assistant.answer(receipt, { deliver: false }) };
}

/** A word of a line that ends like a data file, in quotes where it has spaces. */
const PATH =
  /"([^"]+\.(?:csv|tsv|txt|xlsx?))"|'([^']+\.(?:csv|tsv|txt|xlsx?))'|(\S+\.(?:csv|tsv|txt|xlsx?))(?=\s|$)/gi;

/** The files that a line names and that exist, and the line without them. */
async function pathsIn(line: string): Promise<{ text: string; paths: string[] }> {
  const paths: string[] = [];
  let text = line;
  for (const match of line.matchAll(PATH)) {
    const path = resolve(match[1] ?? match[2] ?? match[3] ?? '');
    const found = await stat(path).catch(() => null);
    if (found?.isFile() !== true) continue;
    paths.push(path);
    text = text.replace(match[0], ' ');
  }
  return { text: paths.length === 0 ? line : text.replace(/\s+/g, ' ').trim(), paths };
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.txt': 'text/plain',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

async function offered(path: string): Promise<OfferedFile> {
  const { size } = await stat(path);
  return {
    name: basename(path),
    mediaType: MEDIA_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    size,
    source: { path: resolve(path) },
  };
}

/** Saves the files of a reply in a folder and tells where. A file of the same name there is kept: the new one gets a number. */
export async function saveFiles(
  assistant: Assistant,
  reply: Reply | null,
  folder: string,
): Promise<{ name: string; path: string }[]> {
  const saved: { name: string; path: string }[] = [];
  for (const { id, name } of reply === null ? [] : filesOf(reply)) {
    const file = await assistant.file(id);
    if (file === null) continue;
    await mkdir(folder, { recursive: true });
    saved.push({ name, path: await writeNew(folder, name, file.content) });
  }
  return saved;
}

async function writeNew(folder: string, name: string, content: Uint8Array): Promise<string> {
  const ending = extname(name);
  for (let copy = 1; ; copy += 1) {
    const numbered = copy === 1 ? name : `${basename(name, ending)}-${copy}${ending}`;
    const path = resolve(join(folder, numbered));
    try {
      await writeFile(path, content, { flag: 'wx' });
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
