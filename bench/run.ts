/** `npm run bench -- NAME [options]` runs one benchmark; without a name it lists them. */
const BENCHMARKS: Readonly<Record<string, string>> = {
  turn: 'a whole turn over signed HTTP against a bare Bolt listener [--database URL] [--turns 300] [--runs 3] [--seconds 10]',
  start:
    'time until ready, on a new and on a used directory, and memory after 1,000 turns [--database URL] [--turns 1000]',
  report:
    'every report over 10,000, 100,000 and 1,000,000 deals on PostgreSQL [--database URL] [--deals 10000,100000,1000000]',
  search:
    'finding among 10,000 to 1,000,000 names, half of them Chinese [--database URL] [--sizes 10000,100000] [--searches 400]',
  import:
    '100,000 deals with accounts from CSV against COPY and hand-written SQL, and memory --database URL [--rows 100000] [--runs 3]',
  retrieval:
    'finding the passage that answers, against tuned MiniSearch and plain BM25, and 1,000 to 100,000 passages [--dataset FILE|own] [--edges none|part_of|all] [--half development|held-out] [--queries odd|all] [--sizes 1000,100000]',
  abstain: 'telling what the articles do not say, with half of them withheld [--dataset FILE]',
  forest:
    'our random forest against scikit-learn and ml-random-forest: time, memory, accuracy [--rows 50000,500000] [--seeds 5] [--workers 2] [--reference none]',
  series:
    'forecasts of many series whose end is kept back, against the benchmarks of the M4 competition [--file FILE] [--frequency 12] [--origins 12] [--learners 60]',
  forecast:
    'forecasts of the past: a simulated company against an oracle, an export of a CRM, calls of a bank [--simulate 1-10] [--deals FILE] [--bank] [--verbose]',
  understand:
    'understanding without a model: time a sentence, time until ready, sentences understood',
};

const [name, ...options] = process.argv.slice(2);

if (name === undefined || !(name in BENCHMARKS)) {
  const lines = Object.entries(BENCHMARKS).map(([known, what]) => `${known.padEnd(12)}${what}`);
  process.stdout.write(`npm run bench -- NAME [options]\n\n${lines.join('\n')}\n`);
  process.exitCode = name === undefined ? 0 : 1;
} else {
  process.argv.splice(2, process.argv.length, ...options);
  await import(`./${name}.ts`);
}
