import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { LANGUAGES } from '../audience.ts';
import type { Problem } from './problems.ts';

export type KnowledgeFile = { path: string; text: string; digest: string };

/** The files of a knowledge base as they are now, and which of them could not be read. */
export type KnowledgeFiles = {
  articles: readonly KnowledgeFile[];
  graph: readonly KnowledgeFile[];
  problems: readonly Problem[];
  /** SHA-256 over all of them: another one says that something changed. */
  digest: string;
};

/** Larger files are no articles. */
const LARGEST_ARTICLE_BYTES = 1_000_000;
/** So many files are read; a folder with more is no knowledge base. */
const MOST_FILES = 20_000;
const AT_ONCE = 16;

/**
 * Reads a folder: Markdown below `en/` and `zh/`, YAML below `graph/`. Links of the file system are not followed.
 *
 * @returns null when the folder is not there: what is in service stays.
 */
export async function readFolder(folder: string): Promise<KnowledgeFiles | null> {
  const there = await stat(folder).catch(() => null);
  if (there?.isDirectory() !== true) return null;
  const articles = await filesBelow(folder, LANGUAGES, /\.md$/i);
  const graph = await filesBelow(folder, ['graph'], /\.ya?ml$/i);
  const read = await readAll(folder, [...articles, ...graph]);
  const files = read.flatMap((file) => ('text' in file ? [file] : []));
  const digest = createHash('sha256');
  for (const file of files) digest.update(`${file.path}\n${file.digest}\n`);
  return {
    articles: files.filter(({ path }) => !path.startsWith('graph/')),
    graph: files.filter(({ path }) => path.startsWith('graph/')),
    problems: read.flatMap((file) => ('kind' in file ? [file] : [])),
    digest: digest.digest('hex'),
  };
}

async function filesBelow(
  folder: string,
  roots: readonly string[],
  named: RegExp,
): Promise<string[]> {
  const found: string[] = [];
  for (const root of roots) {
    const entries = await readdir(join(folder, root), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    for (const entry of entries)
      if (entry.isFile() && named.test(entry.name) && found.length < MOST_FILES)
        found.push(relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  }
  return found.sort();
}

async function readAll(
  folder: string,
  paths: readonly string[],
): Promise<(KnowledgeFile | Problem)[]> {
  const read: (KnowledgeFile | Problem)[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE)
    read.push(
      ...(await Promise.all(paths.slice(at, at + AT_ONCE).map((path) => readOne(folder, path)))),
    );
  return read;
}

async function readOne(folder: string, path: string): Promise<KnowledgeFile | Problem> {
  try {
    const { size } = await stat(join(folder, path));
    if (size > LARGEST_ARTICLE_BYTES) return { kind: 'too-large', path };
    const bytes = await readFile(join(folder, path));
    // A NUL cannot be kept in the database.
    const text = bytes.toString('utf8').replaceAll('\0', '');
    return { path, text, digest: createHash('sha256').update(bytes).digest('hex') };
  } catch {
    return { kind: 'not-read', path };
  }
}
