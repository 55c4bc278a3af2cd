import { parseArgs } from 'node:util';
import { runBank } from './forecast/bank.ts';
import { runDeals } from './forecast/deals-file.ts';
import { runSimulated } from './forecast/simulated.ts';

/**
 * Forecasts of the past, made with nothing that was known later. `--simulate 1-10`: a company whose truth is known, against an oracle
 * that sees it. `--deals FILE`: an export of a CRM, its next 30 and 91 days every week. `--bank`: calls of a bank in time order.
 */
const { values: options } = parseArgs({
  options: {
    simulate: { type: 'string' },
    rate: { type: 'string', default: '40' },
    deals: { type: 'string' },
    bank: { type: 'boolean', default: false },
    'bank-file': { type: 'string', default: '../shared/data/forecast/bank_full.csv.gz' },
    verbose: { type: 'boolean', short: 'v', default: false },
  },
});
const figure = (value: number | null | undefined) =>
  value === null || value === undefined || Number.isNaN(value) ? 'none' : value.toFixed(3);
const nothingAsked = options.simulate === undefined && options.deals === undefined && !options.bank;

if (options.simulate !== undefined || nothingAsked) {
  const result = await runSimulated(options.simulate ?? '1-3', Number(options.rate));
  process.stdout.write(
    `RESULT wape_0_2=${figure(result.wape[0])} wape_4_8=${figure(result.wape[1])} wape_10_12=${figure(result.wape[2])} ` +
      `oracle_gap=${figure(result.oracleGap)} naive_ratio=${figure(result.naiveRatio)} coverage=${figure(result.coverage)} ` +
      `ece=${figure(result.calibrationError)} auc=${figure(result.auc)}\n`,
  );
}
if (options.deals !== undefined || nothingAsked) {
  const file = options.deals ?? '../shared/data/crm/sales_pipeline.csv';
  const results = await runDeals(file, options.verbose);
  const [near, far] = [30, 91].map((days) => results?.find((one) => one.days === days));
  const ratio = Math.max(near?.naiveRatio ?? Number.NaN, far?.naiveRatio ?? Number.NaN);
  process.stdout.write(
    `RESULT wape_30=${figure(near?.wape)} wape_91=${figure(far?.wape)} naive_ratio=${figure(ratio)} coverage=${figure(near?.coverage)} ` +
      `ece=${figure(near?.calibrationError)} auc_30=${figure(near?.auc)} auc_91=${figure(far?.auc)}\n`,
  );
}
if (options.bank || nothingAsked)
  process.stdout.write(`RESULT ece=${figure(await runBank(options['bank-file']))}\n`);
