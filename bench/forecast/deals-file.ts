import { basename } from 'node:path';
import { trainDealModel } from '../../src/forecast/deal-model.ts';
import { addDays } from '../../src/platform/clock.ts';
import { readExport } from './crm-export.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const HORIZONS = [30, 91];

/** An export of a CRM: every week of its last two thirds the next 30 and 91 days are forecast. */
export async function runDeals(file: string): Promise<void> {
  const { history, verdicts, skipped } = readExport(file);
  print(`${basename(file)}: ${history.outcomes.length} deals (${skipped} without days), ${history.snapshots.length} weekly snapshots`);
  for (const { name, verdict, reasons } of verdicts)
    if (verdict !== 'clear') print(`  ${name} is ${verdict}: ${reasons.map(({ kind }) => kind).join(', ')}`);
  const days = [...new Set(history.snapshots.map(({ takenOn }) => takenOn))].sort();
  const origins = HORIZONS.flatMap((length) =>
    days.map((on) => ({ kind: `${length} days`, on, period: { start: on, end: addDays(on, length - 1) } })),
  );
  const begun = performance.now();
  const model = await trainDealModel(history, { seed: 1, fiscalYearStartMonth: 1 }, { origins });
  const { facts, backTest } = model;
  print(`${facts.closedDeals} closed, ${facts.rows} rows, ${((performance.now() - begun) / 1000).toFixed(1)} s: ${facts.chosen}; ` + facts.candidates.map(({ name, logLoss }) => `${name} ${logLoss.toFixed(4)}`).join(', '));
  print(`${model.features.join(' ')}`);
  for (const result of backTest?.results ?? []) {
    print(`${result.kind}: ${result.origins} origins, shown ${result.wape.toFixed(3)} (bias ${result.bias.toFixed(3)}), covers ${result.coverage.toFixed(2)}, width ${result.width.toFixed(2)}; deals AUC ${result.deals?.auc.toFixed(3)}, ECE ${result.deals?.calibrationError.toFixed(3)}`);
    print('  ' + Object.entries(result.errors).map(([name, error]) => `${name} ${error?.toFixed(3) ?? '-'}`).join(', ') + ` | used next: ${result.setting.used}, deals weigh ${result.setting.dealWeight.toFixed(2)}`);
    const those = (backTest?.origins ?? []).filter(({ kind }) => kind === result.kind);
    for (const o of those) print(`   ${o.on} actual ${o.actual.toFixed(0)} shown ${o.forecast.toFixed(0)} (${o.setting.used}) deals ${o.deals.toFixed(0)} series ${o.series?.toFixed(0)} last ${o.naive.lastPeriod?.toFixed(0)} lastQ ${o.naive.lastQuarter?.toFixed(0)}`);
  }
}
