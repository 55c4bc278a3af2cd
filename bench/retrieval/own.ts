import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LANGUAGES } from '../../src/support/audience.ts';
import { type ArticleText, readArticle } from '../../src/support/knowledge/article.ts';
import { readEntities } from '../../src/support/knowledge/entities.ts';
import { readFolder } from '../../src/support/knowledge/folder.ts';
import { edgesOf } from '../../src/support/knowledge/graph.ts';
import {
  type Article,
  type ArticlePassage,
  baseOf,
  type KnowledgeBase,
} from '../../src/support/knowledge-base.ts';
import { graphOf } from '../../src/support/knowledge-graph.ts';
import { WEIGHTS } from '../../src/support/retrieval/weights.ts';

const Question = z.object({
  text: z.string(),
  language: z.enum(LANGUAGES),
  /** Slugs; none when the articles do not tell. */
  articles: z.array(z.string()),
  kind: z.enum(['single', 'multi-hop', 'account', 'unanswerable']),
  /** What was asked before, newest first. */
  history: z.array(z.string()).default([]),
});
export type OwnQuestion = z.infer<typeof Question>;

export type Half = 'development' | 'held-out';

/** Our own labelled questions. Which half one is in its text decides; nothing is chosen on the held-out half. */
export function ownQuestions(half: Half): OwnQuestion[] {
  return ['software', 'hardware']
    .flatMap((name) =>
      readFileSync(`test/evaluation/knowledge-questions-${name}.jsonl`, 'utf8').trim().split('\n'),
    )
    .map((line) => Question.parse(JSON.parse(line)))
    .filter(({ text }) => halfOf(text) === half);
}

function halfOf(text: string): Half {
  const last = createHash('sha256').update(text).digest().at(-1) ?? 0;
  return last % 2 === 0 ? 'development' : 'held-out';
}

/** `part_of`: which article a passage is part of; `all`: what it is about, requires and links to, too. */
export const EDGES = ['none', 'part_of', 'all'] as const;
export type Edges = (typeof EDGES)[number];

const FOLDER = 'knowledge';

/** The knowledge base of the demo company as it is in service, without a database, with these edges of its graph. */
export async function ownBase(edges: Edges = 'all'): Promise<KnowledgeBase> {
  const files = await readFolder(FOLDER);
  if (files === null) throw new Error(`no folder ${FOLDER}`);
  const texts = files.articles.map(readArticle).filter((one): one is ArticleText => 'slug' in one);
  const entities = files.graph.flatMap((file) => readEntities(file).entities);
  const articles = texts.map((text): Article => ({ ...text, id: `${text.language}/${text.slug}` }));
  const passages = texts.flatMap((text, i) =>
    text.passages.flatMap((passage, position): ArticlePassage[] => {
      const article = articles[i];
      const id = `${article?.id}#${String(position).padStart(2, '0')}`;
      return article === undefined ? [] : [{ ...passage, id, article, position }];
    }),
  );
  const all = edgesOf(texts, entities);
  // What was replaced is in no index, whatever the graph adds.
  const kept = edges === 'all' ? all : all.filter(({ kind }) => kind === 'supersedes');
  return baseOf(
    {
      version: 1,
      articles,
      passages,
      questions: new Map(
        texts.map(({ language, slug, questions }) => [`${language}/${slug}`, questions]),
      ),
      graph: graphOf(entities, kept),
    },
    edges === 'none' ? { ...WEIGHTS, document: 0 } : WEIGHTS,
  );
}
