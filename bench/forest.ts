import { parseArgs } from 'node:util';
import { RandomForestClassifier } from 'ml-random-forest';
import { boost } from '../src/forecast/forest/boosting.ts';
import { growForest } from '../src/forecast/forest/forest.ts';
import { fitInThreads } from './forest/bundled.ts';
import { bank, type Split, synthetic } from './forest/data.ts';
import { fitPeer, pythonWithPeer } from './forest/peer.ts';
import { auc, logLoss } from './forest/scores.ts';
import { median } from './measure/percentiles.ts';

/**
 * Our random forest, 100 trees over 15 features, leaves of 20 rows: the time of a fit on two threads, how long it holds up the main
 * thread and what memory it takes; beside scikit-learn's on one core each (CPU seconds) with AUC and log-loss on the same rows; and
 * beside ml-random-forest. `--reference none` leaves that one out: it takes a minute.
 */
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '50000,500000' },
    seeds: { type: 'string', default: '5' },
    'quality-rows': { type: 'string', default: '20000' },
    workers: { type: 'string', default: '2' },
    runs: { type: 'string', default: '3' },
    reference: { type: 'string', default: 'ml-random-forest' },
    dataset: { type: 'string', default: '../shared/data/forecast/bank_full.csv.gz' },
  },
});
const SEED = 20_260_401;
const FOREST = { trees: 100, minLeaf: 20, mtry: 4 };
const print = (line: string) => process.stdout.write(`${line}\n`);
const peer = pythonWithPeer();
const result: Record<string, string> = {};

if (peer === null) print('skipped: scikit-learn (no Python with sklearn)');
for (const rows of options.rows.split(',').map(Number)) await measureThreads(rows);
const ownSeconds = await measureCores(Math.min(100_000, Number(options.rows.split(',')[0])));
await measureQuality();
if (options.reference === 'none') print('skipped: ml-random-forest (--reference none)');
else measureReference(ownSeconds);
print(
  `RESULT ${Object.entries(result)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')}`,
);

/** Wall time on the threads, with the main thread's delays and the greatest resident memory meanwhile. */
async function measureThreads(rows: number): Promise<void> {
  const count = rows > 100_000 ? 1 : Number(options.runs);
  const settings = { ...FOREST, seed: SEED };
  const runs = await fitInThreads(rows, Number(options.workers), count, settings);
  const [seconds, cpu] = [median(runs.map((r) => r.seconds)), median(runs.map((r) => r.cpu))];
  const delay = Math.max(...runs.map(({ p99 }) => p99));
  const resident = Math.max(...runs.map((run) => run.resident));
  print(
    `${rows.toLocaleString('en').padStart(9)} rows, ${options.workers} workers: fit ${seconds.toFixed(2)} s (${cpu.toFixed(2)} CPU s); main thread late by p99 ${delay.toFixed(1)} ms; ${resident.toFixed(0)} MB resident`,
  );
  result[`fit_s_${rows / 1000}k`] = seconds.toFixed(2);
  result['loop_p99_ms'] = Math.max(delay, Number(result['loop_p99_ms'] ?? 0)).toFixed(1);
  result['rss_mb'] = Math.max(resident, Number(result['rss_mb'] ?? 0)).toFixed(0);
}

/** CPU seconds of one fit on one core, ours and the peer's in turn; gives ours at 10,000 rows. */
async function measureCores(rows: number): Promise<number> {
  const split = synthetic(rows, SEED);
  grow(synthetic(2000, SEED), 0);
  const [own, theirs]: [number[], number[]] = [[], []];
  for (let run = 0; run < Number(options.runs); run++) {
    own.push(grow(split, run).cpu);
    if (peer === null) continue;
    theirs.push((await fitPeer(peer.python, split, { ...FOREST, seed: run })).cpu);
  }
  const [ours, sklearn] = [median(own), median(theirs)];
  print(
    `${rows.toLocaleString('en').padStart(9)} rows, one core: ${ours.toFixed(2)} CPU s; scikit-learn ${peer?.version ?? ''} ${sklearn.toFixed(2)} CPU s`,
  );
  result['sklearn_ratio'] = peer === null ? 'skipped' : (sklearn / ours).toFixed(2);
  measureScoring(split);
  return grow(synthetic(10_000, SEED), 0).cpu;
}

/** CPU time to score 10,000 rows, and to explain one by a forest and by boosting of depth 5. */
function measureScoring({ train, test }: Split): void {
  const forest = growForest(train.table, train.won, { ...FOREST, seed: 0 }).model;
  const settings = { seed: 0, trees: 100, maxDepth: 5, lastBlock: 0 };
  const boosted = boost(train.table, train.won, settings).model;
  const score = cpuMillisecondsOf(() => forest.probabilities(test.table));
  const explain = [forest, boosted].map(
    (model) =>
      cpuMillisecondsOf(() => {
        for (let row = 0; row < 200; row++) model.contributions(test.table, row);
      }) / 200,
  );
  const ten = (score / test.table.rows) * 10_000;
  const [ofForest = 0, ofBoosting = 0] = explain;
  print(
    `10,000 rows scored in ${ten.toFixed(0)} CPU ms; one explained in ${ofForest.toFixed(2)} (forest), ${ofBoosting.toFixed(2)} CPU ms (boosting, Shapley values)`,
  );
}

function cpuMillisecondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return cpuSecondsSince(before) * 1000;
}

/** A fit on this thread, and what it predicts; the CPU time is that of the whole process, so garbage collection is in it. */
function grow({ train, test }: Split, seed: number) {
  const before = process.cpuUsage();
  const { model } = growForest(train.table, train.won, { ...FOREST, seed });
  const cpu = cpuSecondsSince(before);
  return { cpu, predicted: model.probabilities(test.table) };
}

/** AUC and log-loss of both on the same rows, seed for seed. */
async function measureQuality(): Promise<void> {
  const gaps: { auc: number; loss: number }[] = [];
  for (const dataset of ['synthetic', 'bank']) {
    const scores: { own: Score; theirs: Score }[] = [];
    for (let seed = 1; seed <= Number(options.seeds); seed++) {
      const split =
        dataset === 'bank'
          ? bank(options.dataset, seed)
          : synthetic(Number(options['quality-rows']), seed);
      if (split === null) {
        print(`skipped: no file ${options.dataset}`);
        break;
      }
      const own = scoreOf(grow(split, seed).predicted, split);
      if (peer === null) print(`${split.name}, seed ${seed}: ${textOf(own)}`);
      else {
        const { predicted } = await fitPeer(peer.python, split, { ...FOREST, seed });
        scores.push({ own, theirs: scoreOf(predicted, split) });
      }
    }
    if (scores.length === 0) continue;
    const mean = (of: (one: { own: Score; theirs: Score }) => number) =>
      scores.reduce((sum, one) => sum + of(one) / scores.length, 0);
    const own = { auc: mean((one) => one.own.auc), loss: mean((one) => one.own.loss) };
    const theirs = { auc: mean((one) => one.theirs.auc), loss: mean((one) => one.theirs.loss) };
    print(
      `${dataset}, ${scores.length} seeds: ours ${textOf(own)}; scikit-learn ${textOf(theirs)}`,
    );
    gaps.push({ auc: theirs.auc - own.auc, loss: own.loss - theirs.loss });
  }
  const worst = (of: (gap: { auc: number; loss: number }) => number) =>
    gaps.length === 0 ? 'skipped' : Math.max(...gaps.map(of)).toFixed(4);
  result['auc_gap'] = worst((gap) => gap.auc);
  result['logloss_gap'] = worst((gap) => gap.loss);
}

type Score = { auc: number; loss: number };

function scoreOf(predicted: Float64Array, { test }: Split): Score {
  return { auc: auc(predicted, test.won), loss: logLoss(predicted, test.won) };
}

function textOf({ auc, loss }: Score): string {
  return `AUC ${auc.toFixed(4)}, log-loss ${loss.toFixed(4)}`;
}

/** Ten of its trees on 1,000 rows, and one on 10,000: its effort grows with the square of the rows, so a whole forest would take most of an hour. */
function measureReference(ownSeconds: number): void {
  const small = referenceSeconds(1000, 10) * 10;
  const large = referenceSeconds(10_000, 1) * 100;
  print(
    `ml-random-forest, 100 trees: 1,000 rows ${small.toFixed(0)} CPU s (10 trees x 10), 10,000 rows ${large.toFixed(0)} CPU s (one tree x 100); ours at 10,000: ${ownSeconds.toFixed(2)} CPU s`,
  );
  result['reference_ratio_10k'] = (large / ownSeconds).toFixed(0);
}

function referenceSeconds(rows: number, nEstimators: number): number {
  const { train } = synthetic(rows, SEED);
  const matrix = Array.from({ length: rows }, (_, row) =>
    train.table.columns.map((column) => column[row] ?? 0),
  );
  const before = process.cpuUsage();
  const forest = new RandomForestClassifier({
    nEstimators,
    seed: 42,
    maxFeatures: 1,
    replacement: false,
    useSampleBagging: true,
    noOOB: true,
    isClassifier: true,
    treeOptions: {},
  });
  forest.train(matrix, [...train.won]);
  return cpuSecondsSince(before);
}

/** Of the whole process with its threads. */
function cpuSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
