import type { Transaction } from '../platform/database.ts';
import type { Audience, Language } from './audience.ts';
import { graphOf, type KnowledgeGraph, namesOf } from './knowledge-graph.ts';
import { createRetrieval, type Retrieval, type Weights } from './retrieval.ts';
import { conceptsOf } from './synonyms.ts';

/** An article in service, without its text. */
export type Article = {
  id: string;
  slug: string;
  language: Language;
  title: string;
  kind: string;
  audience: Audience;
  /** `2026-01-15` */
  updated: string | null;
  path: string;
};

/** A passage in service, and the article it is part of. */
export type ArticlePassage = {
  id: string;
  article: Article;
  position: number;
  headings: readonly string[];
  text: string;
  steps: readonly string[];
};

/** The knowledge base of an organization in memory: what this process answers from. */
export type KnowledgeBase = {
  version: number;
  articles: readonly Article[];
  passages: ReadonlyMap<string, ArticlePassage>;
  /** The passages of an article in their order. */
  passagesOf: (articleId: string) => readonly ArticlePassage[];
  /** Articles that are not replaced by another one. */
  retrieval: Retrieval;
  graph: KnowledgeGraph;
};

/** The folder that articles are read from, and what was read, for all organizations of this process. */
export type Knowledge = {
  /** Null where there is none. */
  folder: string | null;
  /** As it is in service: made again when the version in the database is another one. Null when nothing was read yet. */
  base: (tx: Transaction, organizationId: string) => Promise<KnowledgeBase | null>;
};

/** Before an article's passages lie the other ways to ask for it, a line each: found by, never shown. */
export const QUESTIONS_AT = -1;

/** A process serves few organizations at a time. */
const MOST_KEPT = 50;

export function createKnowledge(folder: string | null): Knowledge {
  const kept = new Map<string, KnowledgeBase>();
  return {
    folder,
    base: async (tx, organizationId) => {
      const [state] = await tx.sql<{ version: number }>`
        SELECT "version" FROM "KnowledgeState" WHERE "organizationId" = ${organizationId}::uuid`;
      if (state === undefined) return null;
      const known = kept.get(organizationId);
      if (known?.version === state.version) return known;
      const fresh = await load(tx, organizationId, state.version);
      kept.delete(organizationId);
      kept.set(organizationId, fresh);
      for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
      return fresh;
    },
  };
}

async function load(
  tx: Transaction,
  organizationId: string,
  version: number,
): Promise<KnowledgeBase> {
  const where = { organizationId };
  const rows = await tx.article.findMany({ where, orderBy: { id: 'asc' } });
  const articles = new Map(
    rows.map((row): [string, Article] => [
      row.id,
      {
        id: row.id,
        slug: row.slug,
        language: row.language as Language,
        title: row.title,
        kind: row.kind,
        audience: row.audience,
        updated: row.updatedOn?.toISOString().slice(0, 10) ?? null,
        path: row.path,
      },
    ]),
  );
  const { passages, questions } = await passagesIn(tx, organizationId, articles);
  const graph = await graphIn(tx, organizationId);
  return baseOf({ version, articles: [...articles.values()], passages, questions, graph });
}

/** What is read, put into service. Questions by the id of their article: how else it is asked for. */
export function baseOf(
  {
    version,
    articles,
    passages,
    questions,
    graph,
  }: {
    version: number;
    articles: readonly Article[];
    passages: readonly ArticlePassage[];
    questions: ReadonlyMap<string, readonly string[]>;
    graph: KnowledgeGraph;
  },
  weights?: Weights,
): KnowledgeBase {
  const served = passages.filter(({ article }) => !graph.replaced.has(`article/${article.slug}`));
  const byArticle = new Map<string, ArticlePassage[]>();
  for (const passage of passages) {
    const { id } = passage.article;
    byArticle.set(id, [...(byArticle.get(id) ?? []), passage]);
  }
  return {
    version,
    articles,
    passages: new Map(passages.map((passage) => [passage.id, passage])),
    passagesOf: (articleId) => byArticle.get(articleId) ?? [],
    retrieval: createRetrieval(
      served.map(({ id, article, headings, text }) => ({
        id,
        document: article.id,
        title: article.title,
        heading: headings.join(' › '),
        text,
        questions: questions.get(article.id) ?? [],
        about: graph
          .at(`article/${article.slug}`)
          .flatMap(({ kind, to }) => (kind === 'about' ? [to] : [])),
        language: article.language,
        audience: article.audience,
      })),
      { concepts: conceptsOf(namesOf(graph.things)), weights },
    ),
    graph,
  };
}

async function passagesIn(
  tx: Transaction,
  organizationId: string,
  articles: ReadonlyMap<string, Article>,
): Promise<{
  passages: ArticlePassage[];
  questions: Map<string, readonly string[]>;
}> {
  const rows = await tx.passage.findMany({
    where: { organizationId },
    orderBy: [{ articleId: 'asc' }, { position: 'asc' }],
  });
  const asked = rows.filter(({ position }) => position === QUESTIONS_AT);
  return {
    questions: new Map(asked.map(({ articleId, text }) => [articleId, text.split('\n')])),
    passages: rows.flatMap(({ id, articleId, position, headings, text, steps }) => {
      const article = articles.get(articleId);
      return article === undefined || position === QUESTIONS_AT
        ? []
        : [{ id, article, position, headings, text, steps }];
    }),
  };
}

async function graphIn(tx: Transaction, organizationId: string): Promise<KnowledgeGraph> {
  const where = { organizationId };
  const things = await tx.knowledgeEntity.findMany({ where, orderBy: { key: 'asc' } });
  const edges = await tx.knowledgeEdge.findMany({
    where,
    select: { from: true, kind: true, to: true, provenance: true },
    orderBy: [{ from: 'asc' }, { kind: 'asc' }, { to: 'asc' }],
  });
  return graphOf(
    things.map(({ key, kind, nameEn, nameZh, aliasesEn, aliasesZh }) => ({
      key,
      kind,
      name: { en: nameEn, zh: nameZh },
      aliases: { en: aliasesEn, zh: aliasesZh },
    })),
    edges,
  );
}
