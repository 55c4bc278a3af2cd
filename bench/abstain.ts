import { parseArgs } from 'node:util';
import { confidenceOf } from '../src/support/confidence.ts';
import { oddOnes, readDataset, wasChosenOn } from './retrieval/datasets.ts';
import { askWithHalfWithheld, type Judged } from './retrieval/withheld.ts';

/**
 * Knowing what the articles do not tell: half of them are withheld, five times by other seeds than the fit's. AUROC of the
 * confidence, mean and range; and the share of the answerable questions that is answered where at most a tenth of the others
 * would be, that threshold taken from the even questions. Sets that the fit has seen are scored on their odd ones.
 */
const { values: options } = parseArgs({ options: { dataset: { type: 'string' } } });
const SEEDS = [11, 12, 13, 14, 15];
const FALSE_ANSWERS = 0.1;
const print = (line: string) => process.stdout.write(`${line}\n`);

const dataset = readDataset(options.dataset ?? '../shared/data/retrieval/squad2_dev.json');
if (dataset === null) print(`skipped: no file ${options.dataset ?? 'squad2_dev.json'}`);
else {
  const runs = SEEDS.map((seed) => {
    const alone = dataset.queries.filter(({ earlier }) => earlier.length === 0);
    return askWithHalfWithheld(dataset, alone, seed).map(({ evidence, answerable }) => ({
      confidence: confidenceOf(evidence),
      evidence,
      answerable,
    }));
  });
  const scored = wasChosenOn(dataset) ? runs.map(oddOnes) : runs;
  const areas = scored.map((run) => auroc(run, ({ confidence }) => confidence));
  print(
    `${dataset.name}: ${scored[0]?.length} questions, ${SEEDS.length} times half of the articles`,
  );
  print(`AUROC by seed ${areas.map((area) => area.toFixed(3)).join(' ')}`);
  const raw = mean(scored.map((run) => auroc(run, ({ evidence }) => evidence.score)));
  const ideal = mean(scored.map((run) => auroc(run, ({ evidence }) => evidence.ofIdeal)));
  print(`the score alone ${raw.toFixed(3)}, as a share of the ideal ${ideal.toFixed(3)}`);

  const shares = runs.map((run) => {
    const wrong = run
      .filter(({ answerable }, i) => i % 2 === 0 && !answerable)
      .map(({ confidence }) => confidence)
      .sort((a, b) => b - a);
    const threshold = wrong[Math.floor(wrong.length * FALSE_ANSWERS)] ?? 1;
    const share = (of: boolean): number => {
      const those = oddOnes(run).filter(({ answerable }) => answerable === of);
      return those.filter(({ confidence }) => confidence > threshold).length / those.length;
    };
    return { answered: share(true), wrongly: share(false) };
  });
  const answered = mean(shares.map((share) => share.answered));
  const wrongly = mean(shares.map((share) => share.wrongly));
  print(`answered ${percent(answered)} of the answerable, ${percent(wrongly)} of the others`);
  print(`RESULT auroc=${mean(areas).toFixed(3)} answered_share=${answered.toFixed(3)}`);
}

/** The chance that an answerable question gets the higher value (Mann-Whitney), equal values counting half. */
function auroc<T extends Judged>(rows: readonly T[], value: (row: T) => number): number {
  const order = rows.toSorted((a, b) => value(a) - value(b));
  let sum = 0;
  let positives = 0;
  for (let i = 0; i < order.length; ) {
    let end = i;
    while (end < order.length && same(order[end], order[i], value)) end += 1;
    const answerable = order.slice(i, end).filter((row) => row.answerable).length;
    sum += (answerable * (i + 1 + end)) / 2;
    positives += answerable;
    i = end;
  }
  return (sum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

function same<T>(a: T | undefined, b: T | undefined, value: (row: T) => number): boolean {
  return a !== undefined && b !== undefined && value(a) === value(b);
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
