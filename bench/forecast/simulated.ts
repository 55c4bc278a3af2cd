import type { BackTest, TestedOrigin } from '../../src/forecast/back-test.ts';
import { trainDealModel } from '../../src/forecast/deal-model.ts';
import { wape } from '../../src/forecast/scores.ts';
import { simulate } from './simulated-world.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const GROUPS = [
  { name: '0-2', from: 0, to: 2 },
  { name: '4-8', from: 4, to: 8 },
  { name: '10-12', from: 10, to: 12 },
] as const;

/** The company with a known truth, for some seeds ("1-10", "3"): how near the forecast comes to an oracle, and to naive forecasts. */
export async function runSimulated(seeds: string, perWeek: number): Promise<void> {
  const [first = 1, last = first] = seeds.split('-').map(Number);
  const runs: { own: BackTest; oracle: BackTest }[] = [];
  for (let seed = first; seed <= last; seed++) {
    const world = simulate(seed, perWeek);
    const options = { seed, fiscalYearStartMonth: 1 };
    const begun = performance.now();
    const model = await trainDealModel(world.history, options);
    const seconds = (performance.now() - begun) / 1000;
    const oracle = await trainDealModel(world.oracle, options);
    const { facts } = model;
    print(
      `seed ${seed}: ${facts.closedDeals} closed deals, ${facts.rows} rows, ${seconds.toFixed(1)} s: ${facts.chosen}; ` +
        facts.candidates
          .map(
            ({ name, logLoss, standardError }) =>
              `${name} ${logLoss.toFixed(4)}±${standardError.toFixed(4)}`,
          )
          .join(', '),
    );
    const s = facts.scores;
    print(
      `  AUC ${s?.auc.toFixed(3)} log loss ${s?.logLoss.toFixed(4)} (rate ${s?.baseLogLoss.toFixed(4)}) ECE ${s?.calibrationError.toFixed(4)}; oracle ${oracle.facts.chosen} AUC ${oracle.facts.scores?.auc.toFixed(3)} log loss ${oracle.facts.scores?.logLoss.toFixed(4)}`,
    );
    if (model.backTest === null || oracle.backTest === null) throw new Error('no back-test');
    runs.push({ own: model.backTest, oracle: oracle.backTest });
    report(runs.slice(-1));
  }
  print('all seeds');
  report(runs);
}

function report(runs: readonly { own: BackTest; oracle: BackTest }[]): void {
  const own = runs.flatMap((run) => run.own.origins.filter(isQuarter));
  const oracle = runs.flatMap((run) => run.oracle.origins.filter(isQuarter));
  for (const { name, from, to } of GROUPS) {
    const inGroup = (origin: TestedOrigin) => weekOf(origin) >= from && weekOf(origin) <= to;
    const those = own.filter(inGroup);
    const of = (forecast: (one: TestedOrigin) => number | null, origins = those) =>
      wape(
        origins.flatMap((one) => {
          const value = forecast(one);
          return value === null ? [] : [{ actual: one.actual, forecast: value }];
        }),
      ).toFixed(3);
    const held = those.filter(({ actual, p10, p90 }) => actual >= p10 && actual <= p90).length;
    const width =
      those.reduce((sum, { p10, p90 }) => sum + p90 - p10, 0) /
      those.reduce((sum, { actual }) => sum + actual, 0);
    print(
      `  weeks ${name.padEnd(6)} shown ${of((o) => o.forecast)} combined ${of((o) => o.combined)} deals ${of((o) => o.deals)} series ${of((o) => o.series)} | ` +
        `oracle ${of((o) => o.forecast, oracle.filter(inGroup))} deals ${of((o) => o.deals, oracle.filter(inGroup))} | last ${of((o) => o.naive.lastPeriod)} year ${of((o) => o.naive.lastYear)} stage ${of((o) => o.naive.stageWeighted)} commit ${of((o) => o.naive.commit)} | ` +
        `covers ${(held / those.length).toFixed(2)} of ${those.length}, width ${width.toFixed(2)}`,
    );
  }
}

/** The quarters of the last two years: the years before are learned from. */
function isQuarter({ kind, period }: TestedOrigin): boolean {
  return kind === 'quarter' && period.start >= '2022-01-01';
}

function weekOf({ on, period }: TestedOrigin): number {
  return Math.round((Date.parse(on) - Date.parse(period.start)) / (7 * 86_400_000));
}
