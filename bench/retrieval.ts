import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { PLAIN_WEIGHTS, WEIGHTS, type Weights } from '../src/support/retrieval/weights.ts';
import { createRetrieval } from '../src/support/retrieval.ts';
import { percentile } from './measure/percentiles.ts';
import { scoreOwn } from './retrieval/answers.ts';
import {
  type Dataset,
  oddOnes,
  type Query,
  readDataset,
  wasChosenOn,
} from './retrieval/datasets.ts';
import { grown } from './retrieval/growth.ts';
import { EDGES } from './retrieval/own.ts';
import { miniSearches, type Searcher } from './retrieval/peer.ts';

/**
 * Finding the passage that answers: R@1, R@5 and MRR@10, beside MiniSearch (the best of its tunings) and plain BM25 in the
 * same run; then the time of an index and of a question from 1,000 to 100,000 passages. The weights were chosen on the even
 * questions of three sets (see `Weights`): of those the odd ones are scored, of any other set all.
 * `--edges none` leaves out the document a passage is part of; these files have no other edges, so that `all` is `part_of`.
 * `--dataset own` asks our own labelled questions of our own articles and graph instead; `--half held-out` those on which nothing
 * was chosen.
 */
const { values: options } = parseArgs({
  options: {
    dataset: { type: 'string', default: '../shared/data/retrieval/squad2_dev.json' },
    edges: { type: 'string', default: 'all' },
    queries: { type: 'string' },
    half: { type: 'string', default: 'held-out' },
    sizes: { type: 'string', default: '1000,10000,100000' },
  },
});
const GROWTH_QUERIES = 300;
const print = (line: string) => process.stdout.write(`${line}\n`);

type Score = { r1: number; r5: number; mrr10: number };

const dataset = options.dataset === 'own' ? 'own' : readDataset(options.dataset);
if (dataset === 'own') {
  const edges = EDGES.find((one) => one === options.edges) ?? 'all';
  await scoreOwn(options.half === 'development' ? 'development' : 'held-out', edges, print);
} else if (dataset === null) print(`skipped: no file ${options.dataset}`);
else run(dataset);

function run(data: Dataset): void {
  const odd = (options.queries ?? (wasChosenOn(data) ? 'odd' : 'all')) === 'odd';
  const queries = odd ? oddOnes(data.queries) : data.queries;
  const weights = options.edges === 'none' ? { ...WEIGHTS, document: 0 } : WEIGHTS;
  print(
    `${data.name}: ${data.passages.length} passages, ${odd ? 'the odd' : 'all'} ${queries.length} questions, edges ${options.edges}`,
  );
  const search = parley(data, weights);
  const own = scoreOf(queries, search);
  const plain = scoreOf(queries, parley(data, PLAIN_WEIGHTS));
  print(lineOf('Parley', own));
  if (odd) print(lineOf('Parley, all questions', scoreOf(data.queries, search)));
  print(lineOf('plain BM25', plain));
  const hasHistory = queries.some(({ earlier }) => earlier.length > 0);
  const peers = miniSearches(data.passages, hasHistory).map(({ name, search }) => {
    const score = scoreOf(queries, search);
    print(lineOf(name, score));
    return score;
  });
  const grownTo = options.sizes.split(',').map((size) => growth(data, Number(size), weights));
  const last = grownTo.at(-1);
  const best = (key: keyof Score) => Math.max(...peers.map((peer) => peer[key]));
  print(
    `RESULT r1=${pc(own.r1)} r5=${pc(own.r5)} mrr10=${pc(own.mrr10)} minisearch_r1=${pc(best('r1'))} minisearch_r5=${pc(best('r5'))} bm25_r1=${pc(plain.r1)} p50_ms=${last?.p50.toFixed(2)} p95_ms=${last?.p95.toFixed(2)} index_s=${last?.seconds.toFixed(1)} rss_mb=${last?.rss.toFixed(0)}`,
  );
}

function parley({ passages, language }: Dataset, weights: Weights): Searcher {
  const retrieval = createRetrieval(passages, { weights });
  return ({ text, earlier }) =>
    retrieval
      .search({ text, earlier, audience: 'customer', language })
      .found.map(({ passage }) => passage.id);
}

function scoreOf(queries: readonly Query[], search: Searcher): Score {
  const places = queries.map((query) => search(query).findIndex((id) => query.relevant.has(id)));
  const share = (worth: (place: number) => number): number =>
    places.reduce((sum, place) => sum + (place < 0 ? 0 : worth(place)), 0) / places.length;
  return {
    r1: share((place) => (place === 0 ? 1 : 0)),
    r5: share((place) => (place < 5 ? 1 : 0)),
    mrr10: share((place) => (place < 10 ? 1 / (place + 1) : 0)),
  };
}

/** Real questions, with their history, on a collection of this size. Memory is the resident set of the whole process. */
function growth(data: Dataset, size: number, weights: Weights) {
  const passages = grown(data.passages, size);
  const begun = performance.now();
  const search = parley({ ...data, passages }, weights);
  search({ text: data.passages[0]?.text ?? '', earlier: [], relevant: new Set() });
  const seconds = (performance.now() - begun) / 1000;
  const times = data.queries.slice(0, GROWTH_QUERIES).map((query) => {
    const start = performance.now();
    search(query);
    return performance.now() - start;
  });
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const rss = process.memoryUsage.rss() / 1e6;
  print(
    `${size.toLocaleString('en').padStart(9)} passages: index ${seconds.toFixed(1)} s; a question p50 ${p50.toFixed(2)}, p95 ${p95.toFixed(2)} ms; ${rss.toFixed(0)} MB resident`,
  );
  return { seconds, p50, p95, rss };
}

function lineOf(name: string, { r1, r5, mrr10 }: Score): string {
  return `${name.padEnd(36)} R@1 ${pc(r1)}  R@5 ${pc(r5)}  MRR@10 ${pc(mrr10)}`;
}

function pc(share: number): string {
  return (share * 100).toFixed(1);
}
