import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { LANGUAGES } from '../audience.ts';
import type { Problem } from './problems.ts';

export type KnowledgeFile = {
  path: string;
  text: string;
  digest: string;
  /** Of a PDF, instead of its text. */
  bytes?: Uint8Array;
  /** What `NAME.yaml` beside `NAME.html` or `NAME.pdf` tells of it, as front matter does of Markdown. */
  beside?: string;
};

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
const LARGEST_PDF_BYTES = 20_000_000;
/** So many files are read; a folder with more is no knowledge base. */
const MOST_FILES = 20_000;
const AT_ONCE = 16;

/**
 * Reads a folder: Markdown, HTML and PDF below `en/` and `zh/`, YAML below `graph/`. Links of the file system are not followed.
 *
 * @returns null when the folder is not there: what is in service stays.
 */
export async function readFolder(folder: string): Promise<KnowledgeFiles | null> {
  const there = await stat(folder).catch(() => null);
  if (there?.isDirectory() !== true) return null;
  const articles = await filesBelow(folder, LANGUAGES, /\.(?:md|html?|pdf|ya?ml)$/i);
  const graph = await filesBelow(folder, ['graph'], /\.ya?ml$/i);
  const read = await readAll(folder, [...articles, ...graph]);
  const files = read.flatMap((file) => ('text' in file ? [file] : []));
  const digest = createHash('sha256');
  for (const file of files) digest.update(`${file.path}\n${file.digest}\n`);
  return {
    articles: withBeside(files.filter(({ path }) => !path.startsWith('graph/'))),
    graph: files.filter(({ path }) => path.startsWith('graph/')),
    problems: read.flatMap((file) => ('kind' in file ? [file] : [])),
    digest: digest.digest('hex'),
  };
}

const YAML = /\.ya?ml$/i;

function withBeside(files: readonly KnowledgeFile[]): KnowledgeFile[] {
  const stem = (path: string): string => path.replace(/\.\w+$/, '');
  const beside = new Map(
    files.filter(({ path }) => YAML.test(path)).map((file) => [stem(file.path), file]),
  );
  return files
    .filter(({ path }) => !YAML.test(path))
    .map((file) => {
      const told = beside.get(stem(file.path));
      return told === undefined || /\.md$/i.test(file.path)
        ? file
        : { ...file, beside: told.text, digest: digestOf(`${file.digest} ${told.digest}`) };
    });
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
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
    const isPdf = /\.pdf$/i.test(path);
    if (size > (isPdf ? LARGEST_PDF_BYTES : LARGEST_ARTICLE_BYTES))
      return { kind: 'too-large', path };
    const bytes = await readFile(join(folder, path));
    if (isPdf) return { path, text: '', bytes, digest: digestOf(bytes) };
    // A NUL cannot be kept in the database.
    const text = bytes.toString('utf8').replaceAll('\0', '');
    return { path, text, digest: digestOf(bytes) };
  } catch {
    return { kind: 'not-read', path };
  }
}
