import { type Clock, dayIn } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import { LANGUAGES, type Language } from './audience.ts';
import type { ArticleText } from './knowledge/article.ts';
import { type EntityText, readEntities } from './knowledge/entities.ts';
import { type KnowledgeFiles, readFolder } from './knowledge/folder.ts';
import { edgesOf } from './knowledge/graph.ts';
import { type Problem, problemsOf } from './knowledge/problems.ts';
import { QUESTIONS_AT } from './knowledge-base.ts';

export type { Problem } from './knowledge/problems.ts';

/** What a reading of the folder found. Articles are named by language and slug: `en/clean-the-dock`. */
export type KnowledgeReport = {
  /** Counts up with every change. */
  version: number;
  articles: Readonly<Record<Language, number>>;
  added: readonly string[];
  changed: readonly string[];
  removed: readonly string[];
  problems: readonly Problem[];
};

/** What reading the knowledge base needs of the world. */
export type KnowledgeContext = { tx: Transaction; clock: Clock; ids: Ids };

/**
 * Brings the knowledge base of an organization to what the folder holds: what changed is written, and the version counts up. An article whose
 * file cannot be read any more stays as it was last good.
 *
 * @returns null when the folder is not there, or has lost all of its articles: what is in service stays.
 */
export async function readKnowledge(
  ctx: KnowledgeContext,
  organization: { id: string; timeZone: string },
  folder: string,
): Promise<KnowledgeReport | null> {
  const files = await readFolder(folder);
  if (files === null) return null;
  const { tx } = ctx;
  const { id: organizationId, timeZone } = organization;
  // Replicas that see the same change write it once.
  await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`knowledge/${organizationId}`}, 0))`;
  const state = await tx.knowledgeState.findUnique({ where: { organizationId } });
  if (state?.digest === files.digest) return unchanged(tx, organizationId, state);
  const stored = await storedArticles(tx, organizationId);
  if (files.articles.length === 0 && stored.size > 0) return null;
  const read = await understood(files, dayIn(timeZone, ctx.clock.now()), ctx.clock);
  const change = changeOf(stored, files, read.articles);
  const version = (state?.version ?? 0) + 1;
  await write(ctx, organizationId, { files, read, change, version });
  return {
    version,
    articles: await countsOf(tx, organizationId),
    ...namesOf(change),
    problems: read.problems,
  };
}

async function unchanged(
  tx: Transaction,
  organizationId: string,
  { version, problems }: { version: number; problems: unknown },
): Promise<KnowledgeReport> {
  return {
    version,
    articles: await countsOf(tx, organizationId),
    ...namesOf({ added: [], changed: [], removed: [] }),
    problems: problems as Problem[],
  };
}

type Read = { articles: ArticleText[]; entities: EntityText[]; problems: Problem[] };
type Stored = { id: string; language: string; slug: string; path: string; digest: string };
type Change = { added: ArticleText[]; changed: ArticleText[]; removed: Stored[] };

/** What was read last: the same files are not read again for another organization, nor for the next look. */
let lastRead: { of: string; read: Promise<Read> } | null = null;

function understood(files: KnowledgeFiles, today: string, clock: Clock): Promise<Read> {
  const of = `${files.digest} ${today}`;
  if (lastRead?.of !== of) {
    const read = readAll(files, today, clock);
    read.catch(() => {
      lastRead = null;
    });
    lastRead = { of, read };
  }
  return lastRead.read;
}

async function readAll(files: KnowledgeFiles, today: string, clock: Clock): Promise<Read> {
  // Readers of Markdown are loaded when there is something to read: not at each start.
  const { readArticle } = await import('./knowledge/article.ts');
  const { createImporter } = await import('./knowledge/imported.ts');
  const imported = createImporter(() => clock.now().getTime());
  const read: (ArticleText | Problem)[] = [];
  for (const file of files.articles)
    read.push(/\.md$/i.test(file.path) ? readArticle(file) : await imported(file));
  const articles = firstOfEach(
    read.filter((one) => 'slug' in one),
    nameOf,
  );
  const graph = files.graph.map(readEntities);
  const entities = firstOfEach(
    graph.flatMap((one) => one.entities),
    ({ key }) => key,
  );
  return {
    articles: articles.first,
    entities: entities.first,
    problems: [
      ...files.problems,
      ...read.filter((one): one is Problem => !('slug' in one)),
      ...graph.flatMap((one) => one.problems),
      ...articles.problems,
      ...entities.problems,
      ...problemsOf(articles.first, entities.first, today),
    ],
  };
}

/** Of several with one name the first counts; the others are told as problems. */
function firstOfEach<T extends { path: string }>(
  all: readonly T[],
  nameOfOne: (one: T) => string,
): { first: T[]; problems: Problem[] } {
  const known = new Map<string, T>();
  const problems: Problem[] = [];
  for (const one of all) {
    const before = known.get(nameOfOne(one));
    if (before === undefined) known.set(nameOfOne(one), one);
    else problems.push({ kind: 'twice', path: one.path, other: before.path });
  }
  return { first: [...known.values()], problems };
}

function nameOf({ language, slug }: { language: string; slug: string }): string {
  return `${language}/${slug}`;
}

async function storedArticles(
  tx: Transaction,
  organizationId: string,
): Promise<ReadonlyMap<string, Stored>> {
  const rows = await tx.article.findMany({
    where: { organizationId },
    select: { id: true, language: true, slug: true, path: true, digest: true },
  });
  return new Map(rows.map((row) => [nameOf(row), row]));
}

function changeOf(
  stored: ReadonlyMap<string, Stored>,
  files: KnowledgeFiles,
  articles: readonly ArticleText[],
): Change {
  const digests = new Map(files.articles.map(({ path, digest }) => [path, digest]));
  const names = new Set(articles.map(nameOf));
  // A file that is there but cannot be understood leaves its article as it was.
  const unread = new Set(
    [...files.articles.map(({ path }) => path), ...files.problems.map(({ path }) => path)].filter(
      (path) => !articles.some((article) => article.path === path),
    ),
  );
  return {
    added: articles.filter((article) => !stored.has(nameOf(article))),
    changed: articles.filter((article) => {
      const known = stored.get(nameOf(article));
      return known !== undefined && known.digest !== digests.get(article.path);
    }),
    removed: [...stored.values()].filter((row) => !names.has(nameOf(row)) && !unread.has(row.path)),
  };
}

async function write(
  ctx: KnowledgeContext,
  organizationId: string,
  {
    files,
    read,
    change,
    version,
  }: { files: KnowledgeFiles; read: Read; change: Change; version: number },
): Promise<void> {
  const { tx, clock } = ctx;
  const readAt = clock.now();
  const gone = new Set([...change.changed.map(nameOf), ...change.removed.map(nameOf)]);
  for (const name of gone) {
    const [language = '', slug = ''] = name.split(/\/(.*)/s);
    await tx.article.deleteMany({ where: { organizationId, language, slug } });
  }
  const digests = new Map(files.articles.map(({ path, digest }) => [path, digest]));
  const articles = [...change.added, ...change.changed].map((article) => ({
    article,
    id: ctx.ids.next(),
  }));
  await tx.article.createMany({
    data: articles.map(({ id, article }) => ({
      id,
      organizationId,
      slug: article.slug,
      language: article.language,
      path: article.path,
      digest: digests.get(article.path) ?? '',
      title: article.title,
      kind: article.kind,
      audience: article.audience,
      products: [...article.products],
      versions: [...article.versions],
      updatedOn: article.updated === null ? null : new Date(`${article.updated}T00:00:00Z`),
      readAt,
    })),
  });
  await tx.passage.createMany({
    data: articles.flatMap(({ id, article }) =>
      rowsOf(article).map((row) => ({
        ...row,
        id: ctx.ids.next(),
        organizationId,
        articleId: id,
      })),
    ),
  });
  await writeGraph(ctx, organizationId, read);
  // What was left for the next time is read although nothing changed.
  const left = read.problems.some(({ kind }) => kind === 'too-slow');
  const digest = left ? '' : files.digest;
  const state = { version, digest, readAt, problems: read.problems };
  await tx.knowledgeState.upsert({
    where: { organizationId },
    create: { organizationId, ...state },
    update: state,
  });
}

function rowsOf({ passages, questions }: ArticleText) {
  const rows = passages.map(({ headings, text, steps }, position) => ({
    position,
    headings: [...headings],
    text,
    steps: [...steps],
  }));
  if (questions.length === 0) return rows;
  return [{ position: QUESTIONS_AT, headings: [], text: questions.join('\n'), steps: [] }, ...rows];
}

/** The graph is small: it is written anew. */
async function writeGraph(
  { tx, ids }: { tx: Transaction; ids: Ids },
  organizationId: string,
  { articles, entities }: Read,
): Promise<void> {
  await tx.knowledgeEdge.deleteMany({ where: { organizationId } });
  await tx.knowledgeEntity.deleteMany({ where: { organizationId } });
  await tx.knowledgeEntity.createMany({
    data: entities.map(({ key, kind, name, aliases }) => ({
      id: ids.next(),
      organizationId,
      key,
      kind,
      nameEn: name.en,
      nameZh: name.zh,
      aliasesEn: [...aliases.en],
      aliasesZh: [...aliases.zh],
    })),
  });
  await tx.knowledgeEdge.createMany({
    data: edgesOf(articles, entities).map((edge) => ({ id: ids.next(), organizationId, ...edge })),
  });
}

async function countsOf(
  tx: Transaction,
  organizationId: string,
): Promise<Record<Language, number>> {
  const rows = await tx.article.groupBy({
    by: ['language'],
    where: { organizationId },
    _count: true,
  });
  const of = (language: Language) => rows.find((row) => row.language === language)?._count ?? 0;
  return { en: of(LANGUAGES[0]), zh: of(LANGUAGES[1]) };
}

function namesOf({ added, changed, removed }: Change) {
  return {
    added: added.map(nameOf),
    changed: changed.map(nameOf),
    removed: removed.map(nameOf),
  };
}
