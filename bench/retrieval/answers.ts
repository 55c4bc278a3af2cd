import { answerFrom } from '../../src/support/answering.ts';
import { rankArticles } from '../../src/support/articles-ranked.ts';
import type { Language } from '../../src/support/audience.ts';
import type { KnowledgeBase } from '../../src/support/knowledge-base.ts';
import { type Edges, type Half, type OwnQuestion, ownBase, ownQuestions } from './own.ts';

type Row = {
  question: OwnQuestion;
  /** Slugs, best first. */
  ranked: readonly string[];
  outcome: 'answer' | 'clarify' | 'abstain';
  language: Language | null;
  confidence: number;
};

/**
 * Our own labelled questions over our own articles, asked as a customer: the right article first (R@1), one among five (R@5), the
 * share of the right ones among five (recall), and what becomes of the question: answered, asked back, or not known.
 */
export async function scoreOwn(half: Half, edges: Edges, print: (line: string) => void) {
  const base = await ownBase(edges);
  const rows = ownQuestions(half).map((question) => rowOf(base, question));
  const answerable = rows.filter(({ question }) => question.articles.length > 0);
  const others = rows.filter(({ question }) => question.articles.length === 0);
  print(`own questions, the ${half} half, edges ${edges}`);
  for (const language of ['en', 'zh', null] as const)
    for (const kind of ['single', 'multi-hop', 'account', null] as const) {
      const of = answerable.filter(
        ({ question }) =>
          (language === null || question.language === language) &&
          (kind === null || question.kind === kind),
      );
      print(`${`${language ?? 'both'} ${kind ?? 'all'}`.padEnd(16)} ${lineOf(of)}`);
    }
  const answered = answerable.filter(({ outcome }) => outcome === 'answer');
  const right = answered.filter(({ question, ranked }) => isRight(question, ranked[0]));
  const wrongly = others.filter(({ outcome }) => outcome === 'answer');
  const foreign = rows.filter(
    (row) => row.language !== null && row.language !== row.question.language,
  );
  const asked = (of: readonly Row[]): string =>
    pc(share(of, ({ outcome }) => (outcome === 'clarify' ? 1 : 0)));
  print(
    `answerable: ${pc(answered.length / answerable.length)} % answered, ${pc(right.length / answered.length)} % of these from a right article; ${asked(answerable)} % asked back`,
  );
  print(
    `not answerable: ${pc(wrongly.length / others.length)} % answered, ${asked(others)} % asked back`,
  );
  const hops = answerable.filter(({ question }) => question.kind === 'multi-hop');
  print(
    `RESULT r1=${pc(share(answerable, first))} r5=${pc(share(answerable, amongFive))} mrr10=${pc(share(answerable, reciprocal))} multi_hop_r5=${pc(share(hops, amongFive))} multi_hop_recall5=${pc(share(hops, recall))} auroc=${auroc(answerable, others).toFixed(3)} answered_share=${(answered.length / answerable.length).toFixed(3)} false_answers=${(wrongly.length / others.length).toFixed(3)} wrong_language=${foreign.length}`,
  );
}

function rowOf(base: KnowledgeBase, question: OwnQuestion): Row {
  const { text, language, history: earlier } = question;
  const asked = { text, language, earlier, audience: 'customer' } as const;
  const { answered, confidence } = answerFrom(base, asked);
  return {
    question,
    ranked: rankArticles(base, asked).best.map(({ article }) => article.slug),
    outcome: answered.kind,
    language: answered.kind === 'answer' ? answered.passage.article.language : null,
    confidence,
  };
}

function lineOf(rows: readonly Row[]): string {
  return `${String(rows.length).padStart(4)} questions  R@1 ${pc(share(rows, first))}  R@5 ${pc(share(rows, amongFive))}  MRR@10 ${pc(share(rows, reciprocal))}  recall@5 ${pc(share(rows, recall))}`;
}

function isRight({ articles }: OwnQuestion, slug: string | undefined): boolean {
  return slug !== undefined && articles.includes(slug);
}

function first({ question, ranked }: Row): number {
  return isRight(question, ranked[0]) ? 1 : 0;
}

function amongFive({ question, ranked }: Row): number {
  return ranked.slice(0, 5).some((slug) => isRight(question, slug)) ? 1 : 0;
}

function reciprocal({ question, ranked }: Row): number {
  const place = ranked.slice(0, 10).findIndex((slug) => isRight(question, slug));
  return place < 0 ? 0 : 1 / (place + 1);
}

function recall({ question, ranked }: Row): number {
  const found = ranked.slice(0, 5).filter((slug) => isRight(question, slug));
  return found.length / question.articles.length;
}

function share(rows: readonly Row[], worth: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + worth(row), 0) / rows.length;
}

/** The chance that an answerable question has the higher confidence (Mann-Whitney), equal ones counting half. */
function auroc(answerable: readonly Row[], others: readonly Row[]): number {
  let wins = 0;
  for (const { confidence } of answerable)
    for (const other of others)
      wins += confidence > other.confidence ? 1 : confidence === other.confidence ? 0.5 : 0;
  return wins / (answerable.length * others.length);
}

function pc(value: number): string {
  return (value * 100).toFixed(1);
}
