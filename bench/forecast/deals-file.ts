import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { BackTest, TestedOrigin } from '../../src/forecast/back-test.ts';
import { trainDealModel } from '../../src/forecast/deal-model.ts';
import { addDays } from '../../src/platform/clock.ts';
import { readExport } from './crm-export.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const HORIZONS = [30, 91];

/** What the RESULT line says of one horizon: errors as fractions, the error against the best naive forecast's. */
export type HorizonResult = {
  readonly days: number;
  readonly wape: number;
  readonly naiveRatio: number;
  readonly coverage: number;
  readonly auc: number;
  readonly calibrationError: number;
};

/** An export of a CRM: every week of its last two thirds the next 30 and 91 days are forecast. */
export async function runDeals(file: string, verbose: boolean): Promise<HorizonResult[] | null> {
  if (!existsSync(file)) {
    print(`skipped: no file ${file}`);
    return null;
  }
  const { history, verdicts, skipped } = readExport(file);
  const { outcomes, snapshots } = history;
  print(
    `${basename(file)}: ${outcomes.length} deals (${skipped} without days), ${snapshots.length} weekly snapshots`,
  );
  for (const { name, verdict, reasons } of verdicts)
    if (verdict !== 'clear')
      print(`  ${name} is ${verdict}: ${reasons.map(({ kind }) => kind).join(', ')}`);
  const days = [...new Set(snapshots.map(({ takenOn }) => takenOn))].sort();
  const origins = HORIZONS.flatMap((length) =>
    days.map((on) => ({
      kind: `${length} days`,
      on,
      period: { start: on, end: addDays(on, length - 1) },
    })),
  );
  const begun = performance.now();
  const model = await trainDealModel(history, { seed: 1, fiscalYearStartMonth: 1 }, { origins });
  const { facts, backTest } = model;
  const seconds = (performance.now() - begun) / 1000;
  print(
    `  ${facts.closedDeals} closed deals, ${facts.rows} rows, ${seconds.toFixed(1)} s: ${facts.chosen}; ` +
      facts.candidates.map(({ name, logLoss }) => `${name} ${logLoss.toFixed(4)}`).join(', '),
  );
  print(`  reads ${model.features.join(', ')}`);
  return backTest === null ? null : resultsOf(backTest, verbose);
}

function resultsOf({ results, origins }: BackTest, verbose: boolean): HorizonResult[] {
  return results.map((result) => {
    const { kind, wape, bias, coverage, width, deals, errors, setting, bestNaive } = result;
    print(
      `  ${kind}, ${result.origins} origins: shown ${wape.toFixed(3)} (bias ${bias.toFixed(3)}), P10-P90 covers ${coverage.toFixed(2)}, width ${width.toFixed(2)}; ` +
        `deals AUC ${deals?.auc.toFixed(3)}, calibration error ${deals?.calibrationError.toFixed(3)}`,
    );
    const each = Object.entries(errors).map(
      ([name, error]) => `${name} ${error?.toFixed(3) ?? '-'}`,
    );
    print(
      `    ${each.join(', ')}; next: ${setting.used}, deals weigh ${setting.dealWeight.toFixed(2)} against ${setting.topDown}`,
    );
    if (verbose)
      for (const one of origins.filter((origin) => origin.kind === kind)) printOrigin(one);
    const naive = bestNaive === null ? null : errors[bestNaive];
    return {
      days: Number.parseInt(kind, 10),
      wape,
      naiveRatio: naive === null ? Number.NaN : wape / naive,
      coverage,
      auc: deals?.auc ?? Number.NaN,
      calibrationError: deals?.calibrationError ?? Number.NaN,
    };
  });
}

function printOrigin({
  on,
  actual,
  forecast,
  p10,
  p90,
  deals,
  series,
  naive,
  setting,
}: TestedOrigin): void {
  const whole = (value: number | null) => value?.toFixed(0) ?? '-';
  print(
    `    ${on} actual ${whole(actual)} shown ${whole(forecast)} [${whole(p10)}, ${whole(p90)}] (${setting.used}, ${setting.topDown}, ${setting.dealWeight.toFixed(2)}) ` +
      `deals ${whole(deals)} series ${whole(series)} last ${whole(naive.lastPeriod)} last quarter ${whole(naive.lastQuarter)}`,
  );
}
