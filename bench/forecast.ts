import { parseArgs } from 'node:util';
import { runDeals } from './forecast/deals-file.ts';
import { runSimulated } from './forecast/simulated.ts';

const { values: options } = parseArgs({
  options: {
    simulate: { type: 'string' },
    rate: { type: 'string', default: '40' },
    deals: { type: 'string' },
  },
});

if (options.simulate !== undefined) await runSimulated(options.simulate, Number(options.rate));
if (options.deals !== undefined) await runDeals(options.deals);
