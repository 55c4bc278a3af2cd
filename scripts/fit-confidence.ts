import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { evenOnes, readDataset } from '../bench/retrieval/datasets.ts';
import { type OwnQuestion, ownBase, ownQuestions } from '../bench/retrieval/own.ts';
import { askWithHalfWithheld } from '../bench/retrieval/withheld.ts';
import { OUT_OF_SCOPE } from '../src/conversation/understanding/out-of-scope.ts';
import { rankArticles } from '../src/support/articles-ranked.ts';
import type { Language } from '../src/support/audience.ts';
import { featuresOf, type Model, type Thresholds } from '../src/support/confidence.ts';
import { languageOf } from '../src/support/tokens.ts';

/**
 * Fits src/support/confidence/models.ts: `node --import tsx scripts/fit-confidence.ts [--data ../shared/data/retrieval]`.
 *
 * `plain`: the even questions of the two sets whose licences allow it (COVID FAQ Apache-2.0, Doc2Dial CC BY 3.0), half of the
 * articles withheld by five seeds, both sets weighing the same. SQuAD2 and the odd questions are for `bench abstain`.
 *
 * `asked`: the development half of our own labelled questions, and what has nothing to do with any of our articles: those of the
 * sets, and small talk in both languages. The held-out half is for `bench answers`.
 */
const { values } = parseArgs({
  options: { data: { type: 'string', default: '../shared/data/retrieval' } },
});
const SEEDS = [1, 2, 3, 4, 5];
const STEPS = 30;
const FOLDS = 10;
/** The features overlap. Of 1, 3, 8, 20 (`asked`) and 10, 50, 150, 300 (`plain`) the best by cross validation. */
const RIDGE: Readonly<Record<Model, number>> = { plain: 300, asked: 8 };
/** Of what is not answerable at most this share is answered, and this share of what has nothing to do with it is asked back. */
const ANSWER_AT = 0.1;
const CLARIFY_AT = 0.1;
const STRANGE_WEIGHT = 0.4;
const MOST_STRANGE = 80;
const TITLE_WEIGHT = 0.3;

type Row = { x: number[]; y: number; weight: number; strange: boolean; language: Language };

const models = { plain: modelOf('plain', plainRows()), asked: modelOf('asked', await askedRows()) };
writeFileSync(
  'src/support/confidence/models.ts',
  `/** Written by scripts/fit-confidence.ts. */
export const MODELS = ${JSON.stringify(models, null, 2)};
`,
);
process.stdout.write(`${JSON.stringify(models)}\n`);

function plainRows(): Row[] {
  return ['covid_faq', 'doc2dial_val'].flatMap((name): Row[] => {
    const judged = SEEDS.flatMap((seed) => {
      const dataset = datasetOf(name);
      return askWithHalfWithheld(dataset, evenOnes(dataset.queries), seed);
    });
    return judged.map(({ evidence, answerable }) => ({
      x: featuresOf(evidence, 'plain'),
      y: answerable ? 1 : 0,
      weight: 1000 / judged.length,
      strange: false,
      language: 'en' as const,
    }));
  });
}

async function askedRows(): Promise<Row[]> {
  const base = await ownBase();
  const row = (question: Pick<OwnQuestion, 'text' | 'language' | 'history'>): number[] => {
    const { text, language, history: earlier } = question;
    const { evidence } = rankArticles(base, { text, language, earlier, audience: 'customer' });
    return featuresOf(evidence, 'asked');
  };
  const own = ownQuestions('development').map((question) => ({
    x: row(question),
    y: question.articles.length > 0 ? 1 : 0,
    weight: 1,
    strange: false,
    language: question.language,
  }));
  const strange = strangeQuestions().map(({ text, language }) => ({
    x: row({ text, language, history: [] }),
    y: 0,
    weight: STRANGE_WEIGHT,
    strange: true,
    language,
  }));
  // A title asks for its article, in whole ("Replace the battery") or as a part of a sentence.
  const titles = base.articles
    .filter(
      ({ audience, slug }) =>
        audience === 'customer' && !base.graph.replaced.has(`article/${slug}`),
    )
    .map(({ title: text, language }) => ({
      x: row({ text, language, history: [] }),
      y: 1,
      weight: TITLE_WEIGHT,
      strange: false,
      language,
    }));
  return [...own, ...strange, ...titles];
}

function strangeQuestions(): { text: string; language: Language }[] {
  const sets = ['squad2_dev', 'covid_faq', 'doc2dial_val'].flatMap((name) => {
    const alone = evenOnes(datasetOf(name).queries).filter(({ earlier }) => earlier.length === 0);
    return spread(
      alone.map(({ text }) => text),
      MOST_STRANGE / 3,
    );
  });
  const chinese = OUT_OF_SCOPE.filter((text) => languageOf(text) === 'zh');
  return [
    ...sets.map((text) => ({ text, language: 'en' as const })),
    ...spread(chinese, MOST_STRANGE).map((text) => ({ text, language: 'zh' as const })),
  ];
}

function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, i) => i % step === 0).slice(0, Math.ceil(count));
}

function datasetOf(name: string) {
  const dataset = readDataset(`${values.data}/${name}.json`);
  if (dataset === null) throw new Error(`no ${name}.json in ${values.data}`);
  return dataset;
}

/** The thresholds are taken from rows that the weights were not fitted on. */
function modelOf(name: Model, rows: readonly Row[]) {
  const unseen = rows.map((row, i) => ({ row, fold: i % FOLDS }));
  const judged = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitted(
      unseen.filter((one) => one.fold !== fold).map(({ row }) => row),
      RIDGE[name],
    );
    return unseen
      .filter((one) => one.fold === fold)
      .map(({ row }) => ({ ...row, p: probability(row.x, weights) }));
  }).flat();
  const thresholds = (language: Language): Thresholds => {
    const seen = judged.filter((one) => one.language === language);
    // What was fitted on English alone holds for both.
    const among = seen.length > 0 ? seen : judged;
    const wrong = among.filter(({ y, strange }) => y === 0 && !strange);
    const strange = among.filter((one) => one.strange);
    const answer = at(wrong, ANSWER_AT);
    const clarify = strange.length > 0 ? at(strange, CLARIFY_AT) : at(wrong, 4 * ANSWER_AT);
    return { answer, clarify: Math.min(answer, clarify) };
  };
  return {
    weights: fitted(rows, RIDGE[name]).map(rounded),
    thresholds: { en: thresholds('en'), zh: thresholds('zh') },
  };
}

/** The probability that at most this share of these has. */
function at(among: readonly { p: number }[], share: number): number {
  const sorted = among.map(({ p }) => p).sort((a, b) => b - a);
  return rounded((sorted[Math.floor(sorted.length * share)] ?? 1) + 0.0001);
}

/**
 * Logistic regression by Newton's method with a ridge on standardized features: the same numbers in every run.
 *
 * @returns the bias, then a weight for each feature as it is
 */
function fitted(data: readonly Row[], ridge: number): number[] {
  const size = data[0]?.x.length ?? 0;
  const columns = Array.from({ length: size }, (_, j) => data.map(({ x }) => x[j] ?? 0));
  const mean = columns.map((values) => values.reduce((a, b) => a + b, 0) / values.length);
  const deviation = columns.map((values, j) => {
    const square = values.reduce((sum, value) => sum + (value - (mean[j] ?? 0)) ** 2, 0);
    return Math.sqrt(square / values.length) || 1;
  });
  const rows = data.map((row) => ({
    ...row,
    x: [1, ...row.x.map((value, j) => (value - (mean[j] ?? 0)) / (deviation[j] ?? 1))],
  }));
  const [bias = 0, ...weights] = newton(rows, ridge);
  const own = weights.map((weight, j) => weight / (deviation[j] ?? 1));
  return [own.reduce((sum, weight, j) => sum - weight * (mean[j] ?? 0), bias), ...own];
}

function newton(data: readonly Row[], ridge: number): number[] {
  let w = (data[0]?.x ?? []).map(() => 0);
  const penalty = w.map((_, i) => (i === 0 ? 1e-6 : ridge));
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = w.map((v, i) => -(penalty[i] ?? 0) * v);
    const hessian = w.map((_, i) => w.map((__, j) => (i === j ? (penalty[i] ?? 0) : 0)));
    for (const { x, y, weight } of data) {
      const p = 1 / (1 + Math.exp(-x.reduce((z, v, i) => z + v * (w[i] ?? 0), 0)));
      for (const [i, xi] of x.entries()) {
        gradient[i] = (gradient[i] ?? 0) + weight * (y - p) * xi;
        const row = hessian[i] ?? [];
        for (const [j, xj] of x.entries()) row[j] = (row[j] ?? 0) + weight * p * (1 - p) * xi * xj;
      }
    }
    const change = solved(hessian, gradient);
    w = w.map((v, i) => v + (change[i] ?? 0));
  }
  return w;
}

/** Gauss-Jordan; the ridge keeps the matrix regular. */
function solved(matrix: readonly number[][], right: readonly number[]): number[] {
  const a = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (const [i, pivot] of a.entries()) {
    const scale = pivot[i] ?? 1;
    for (let k = 0; k < pivot.length; k += 1) pivot[k] = (pivot[k] ?? 0) / scale;
    for (const [j, row] of a.entries()) {
      const factor = row[i] ?? 0;
      if (j !== i)
        for (let k = 0; k < row.length; k += 1) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  return a.map((row) => row.at(-1) ?? 0);
}

function probability(x: readonly number[], [bias = 0, ...w]: readonly number[]): number {
  return 1 / (1 + Math.exp(-x.reduce((z, v, i) => z + v * (w[i] ?? 0), bias)));
}

function rounded(value: number): number {
  if (!Number.isFinite(value)) throw new Error('a feature is no number');
  return Number(value.toFixed(4));
}
