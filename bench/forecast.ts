import { parseArgs } from 'node:util';
import { runSimulated } from './forecast/simulated.ts';

const { values: options } = parseArgs({
  options: {
    simulate: { type: 'string' },
    rate: { type: 'string', default: '40' },
  },
});

if (options.simulate !== undefined) await runSimulated(options.simulate, Number(options.rate));
