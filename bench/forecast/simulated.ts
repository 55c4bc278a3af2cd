import type { BackTest, TestedOrigin } from '../../src/forecast/back-test.ts';
import { type TrainedDealModel, trainDealModel } from '../../src/forecast/deal-model.ts';
import { wape } from '../../src/forecast/scores.ts';
import { simulate } from './simulated-world.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const GROUPS = [
  { name: '0-2', from: 0, to: 2 },
  { name: '4-8', from: 4, to: 8 },
  { name: '10-12', from: 10, to: 12 },
] as const;

type Run = { readonly own: BackTest; readonly oracle: BackTest };

/** Of the quarters of the last two years, at three times of the quarter; the gap to the oracle is the largest of the three. */
export type SimulatedResult = {
  readonly wape: readonly number[];
  readonly oracleGap: number;
  /** Mean error against that of the better of last quarter and last year. */
  readonly naiveRatio: number;
  readonly coverage: number;
  readonly calibrationError: number;
  readonly auc: number;
};

/** The company with a known truth, for some seeds ("1-10", "3"): how near the forecast comes to an oracle, and to naive forecasts. */
export async function runSimulated(seeds: string, perWeek: number): Promise<SimulatedResult> {
  const [first = 1, last = first] = seeds.split('-').map(Number);
  const runs: Run[] = [];
  const scores: { auc: number; calibrationError: number }[] = [];
  for (let seed = first; seed <= last; seed++) {
    const world = simulate(seed, perWeek);
    const options = { seed, fiscalYearStartMonth: 1 };
    const begun = performance.now();
    const model = await trainDealModel(world.history, options, { workers: 2 });
    const seconds = (performance.now() - begun) / 1000;
    const oracle = await trainDealModel(world.oracle, options, { workers: 2 });
    describe(seed, model, oracle, seconds);
    if (model.backTest === null || oracle.backTest === null) throw new Error('no back-test');
    if (model.facts.scores !== null) scores.push(model.facts.scores);
    runs.push({ own: model.backTest, oracle: oracle.backTest });
    for (const { line } of report(runs.slice(-1))) print(line);
  }
  const groups = report(runs);
  print(`seeds ${seeds}`);
  for (const { line } of groups) print(line);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, one) => sum + one, 0) / values.length;
  const all = mean(groups.map(({ coverage }) => coverage));
  return {
    wape: groups.map(({ shown }) => shown),
    oracleGap: Math.max(...groups.map(({ shown, oracle }) => shown - oracle)),
    naiveRatio: mean(groups.map(({ shown }) => shown)) / mean(groups.map(({ naive }) => naive)),
    coverage: all,
    calibrationError: mean(scores.map(({ calibrationError }) => calibrationError)),
    auc: mean(scores.map(({ auc }) => auc)),
  };
}

function describe(
  seed: number,
  { facts }: TrainedDealModel,
  oracle: TrainedDealModel,
  seconds: number,
) {
  const { scores } = facts;
  print(
    `seed ${seed}: ${facts.closedDeals} closed deals, ${facts.rows} rows, ${seconds.toFixed(1)} s: ${facts.chosen}; ` +
      facts.candidates.map(({ name, logLoss }) => `${name} ${logLoss.toFixed(4)}`).join(', '),
  );
  print(
    `  AUC ${scores?.auc.toFixed(3)}, log loss ${scores?.logLoss.toFixed(4)} (rate ${scores?.baseLogLoss.toFixed(4)}), calibration error ${scores?.calibrationError.toFixed(4)}; ` +
      `oracle AUC ${oracle.facts.scores?.auc.toFixed(3)}, log loss ${oracle.facts.scores?.logLoss.toFixed(4)}`,
  );
}

function report(runs: readonly Run[]) {
  const own = runs.flatMap((run) => run.own.origins.filter(isTested));
  const seen = runs.flatMap((run) => run.oracle.origins.filter(isTested));
  return GROUPS.map(({ name, from, to }) => {
    const inGroup = (origin: TestedOrigin) => weekOf(origin) >= from && weekOf(origin) <= to;
    const those = own.filter(inGroup);
    const errorOf = (forecast: (one: TestedOrigin) => number | null, origins = those): number =>
      wape(
        origins.flatMap((one) => {
          const value = forecast(one);
          return value === null ? [] : [{ actual: one.actual, forecast: value }];
        }),
      );
    const shown = errorOf((one) => one.forecast);
    const oracle = errorOf((one) => one.forecast, seen.filter(inGroup));
    const last = errorOf(({ naive }) => naive.lastPeriod);
    const year = errorOf(({ naive }) => naive.lastYear);
    const held = those.filter(({ actual, p10, p90 }) => actual >= p10 && actual <= p90).length;
    const actual = those.reduce((sum, one) => sum + one.actual, 0);
    const width = those.reduce((sum, { p10, p90 }) => sum + p90 - p10, 0) / actual;
    const line =
      `  weeks ${name.padEnd(6)} ${shown.toFixed(3)} (deals ${errorOf((one) => one.deals).toFixed(3)}, series ${errorOf((one) => one.series).toFixed(3)}, combined ${errorOf((one) => one.combined).toFixed(3)}) | ` +
      `oracle ${oracle.toFixed(3)} | last quarter ${last.toFixed(3)}, year ${year.toFixed(3)}, by stage ${errorOf(({ naive }) => naive.stageWeighted).toFixed(3)}, commit ${errorOf(({ naive }) => naive.commit).toFixed(3)} | ` +
      `P10-P90 covers ${(held / those.length).toFixed(2)} of ${those.length}, width ${width.toFixed(2)}`;
    return { line, shown, oracle, naive: Math.min(last, year), coverage: held / those.length };
  });
}

/** The quarters of the last two years: the years before are learned from. */
function isTested({ kind, period }: TestedOrigin): boolean {
  return kind === 'quarter' && period.start >= '2022-01-01';
}

function weekOf({ on, period }: TestedOrigin): number {
  return Math.round((Date.parse(on) - Date.parse(period.start)) / (7 * 86_400_000));
}
