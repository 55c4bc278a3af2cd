import { parseArgs } from 'node:util';
import { forecastRevenue, loadLearners } from '../src/forecast/revenue-series.ts';
import { BENCHMARKS, COMBINED } from '../src/forecast/series/candidates.ts';
import { periodOf, readSeries, type Split } from './series/file.ts';
import { overallAccuracy, type Score, scoreOf } from './series/scores.ts';

/**
 * Forecasts of many series whose last values are kept back, as the M3 and M4 competitions had them: sMAPE, MASE, and OWA, the mean of
 * both beside those of Naive2. Every choice is made inside of a history, by rolling origins; the values kept back are only for the score.
 * The first rows are the competition's benchmarks, the next what is combined, the last what the product says. With `--learners N` the
 * forest and the support-vector machine are tried on every so many-th series, all on those alone.
 */
const { values: options } = parseArgs({
  options: {
    file: { type: 'string', default: '../shared/data/forecast/m3_monthly.csv.gz' },
    frequency: { type: 'string' },
    origins: { type: 'string', default: '12' },
    learners: { type: 'string' },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const period = Number(options.frequency ?? periodOf(options.file));
const origins = Number(options.origins);
const every = Number(options.learners ?? 1);

const all = readSeries(options.file);
if (all === null) print(`skipped: no file ${options.file}`);
else {
  const series = all.filter((_, i) => i % every === 0);
  print(`${series.length} series, period ${period}, ${origins} origins\n`);
  const slow = options.learners === undefined ? [] : await loadLearners(1);
  const tried = [...BENCHMARKS, ...COMBINED, ...slow];
  const rows = tried.map(({ name, forecast }) => {
    const began = process.cpuUsage();
    const forecasts = series.map(({ history, actual }) => forecast(history, actual.length, period));
    return {
      name,
      score: scoreOf(series, forecasts, period),
      milliseconds: since(began) / series.length,
    };
  });
  const naive2 = rows.find(({ name }) => name === 'naive2')?.score;
  if (naive2 === undefined) throw new Error('there is nothing to compare with');

  const began = process.cpuUsage();
  const told = series.map(({ history, actual }) =>
    forecastRevenue(Array.from(history), actual.length, {
      period,
      origins,
      learners: slow,
    }),
  );
  const milliseconds = since(began) / series.length;
  const points = told.map(({ periods }) => Float64Array.from(periods, ({ p50 }) => p50));
  const score = scoreOf(series, points, period);

  print(`${'forecast'.padEnd(24)}  sMAPE   MASE    OWA  CPU ms a series`);
  for (const row of [...rows, { name: 'combined', score, milliseconds }])
    print(line(row.name, row.score, overallAccuracy(row.score, naive2), row.milliseconds));
  const counts = (['better', 'unclear', 'worse', 'untested'] as const).map(
    (verdict) => `${verdict} ${told.filter(({ backTest }) => backTest.verdict === verdict).length}`,
  );
  print(`\nthe back-test beside the naive forecasts: ${counts.join(', ')}`);
  print(
    `P10 to P90 covers ${coverageByThird(series, told)} in the first, second, last third ahead,`,
  );
  print(`and ${coverageOfTotals(series, told).toFixed(3)} of the sums of all periods ahead\n`);
  const owa = overallAccuracy(score, naive2).toFixed(4);
  const coverage = coverageBetween(series, told, 0, 1).toFixed(3);
  print(
    `RESULT smape=${score.smape.toFixed(3)} mase=${score.mase.toFixed(3)} owa=${owa} coverage80=${coverage} ms_per_series=${milliseconds.toFixed(2)}`,
  );
}

type Told = ReturnType<typeof forecastRevenue>;

/** The share of values between P10 and P90, of those `from` to `to` of the way ahead. */
function coverageBetween(
  series: readonly Split[],
  told: readonly Told[],
  from: number,
  to: number,
): number {
  let [inside, count] = [0, 0];
  for (const [i, { actual }] of series.entries()) {
    for (const [h, value] of actual.entries()) {
      const range = told[i]?.periods[h];
      if (range === undefined || h < from * actual.length || h >= to * actual.length) continue;
      count += 1;
      if (value >= range.p10 && value <= range.p90) inside += 1;
    }
  }
  return inside / count;
}

function coverageByThird(series: readonly Split[], told: readonly Told[]): string {
  const thirds = [0, 1, 2].map((third) =>
    coverageBetween(series, told, third / 3, (third + 1) / 3),
  );
  return thirds.map((share) => share.toFixed(3)).join(', ');
}

function coverageOfTotals(series: readonly Split[], told: readonly Told[]): number {
  const inside = series.filter(({ actual }, i) => {
    const sum = actual.reduce((a, b) => a + b, 0);
    const total = told[i]?.total;
    return total !== undefined && sum >= total.p10 && sum <= total.p90;
  });
  return inside.length / series.length;
}

function line(name: string, { smape, mase }: Score, owa: number, milliseconds: number): string {
  const numbers = [smape.toFixed(2), mase.toFixed(3), owa.toFixed(3), milliseconds.toFixed(2)];
  return `${name.padEnd(24)}${numbers.map((number) => number.padStart(7)).join('')}`;
}

/** Processor time in milliseconds: what runs beside the bench does not count. */
function since(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
