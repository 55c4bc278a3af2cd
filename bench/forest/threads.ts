import { performance } from 'node:perf_hooks';
import { trainForest } from '../../src/forecast/forest/train.ts';
import { percentile } from '../measure/percentiles.ts';
import { synthetic } from './data.ts';

/** What `bench/forest.ts` starts as a program of its own, bundled as Parley is: one training in threads. Prints what it took. */
const TICK_MS = 5;
const MEGABYTE = 2 ** 20;
const [rows = 0, workers = 0, seed = 0, trees = 0, minLeaf = 0, mtry = 0] = process.argv
  .slice(2)
  .map(Number);

const { table, won } = synthetic(rows, seed).train;
const delays: number[] = [];
let resident = 0;
let last = performance.now();
const timer = setInterval(() => {
  const now = performance.now();
  delays.push(Math.max(0, now - last - TICK_MS));
  last = now;
  resident = Math.max(resident, process.memoryUsage.rss() / MEGABYTE);
}, TICK_MS);
const [begun, before] = [performance.now(), process.cpuUsage()];
await trainForest(table, won, { seed, trees, minLeaf, mtry }, { workers });
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(before);
clearInterval(timer);
process.stdout.write(
  JSON.stringify({ seconds, cpu: (user + system) / 1e6, p99: percentile(delays, 0.99), resident }),
);
