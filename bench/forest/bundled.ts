import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { inDirectory } from '../measure/places.ts';
import type { Settings } from './peer.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const Told = z.object({
  seconds: z.number(),
  cpu: z.number(),
  p99: z.number(),
  resident: z.number(),
});
/** Wall and CPU seconds of a training; how late the main thread was meanwhile, p99 in ms; the greatest resident memory, in MB. */
export type ThreadedFit = z.infer<typeof Told>;

/** Trains in threads of a program of its own, bundled as Parley is: reading sources would count, too. */
export function fitInThreads(
  rows: number,
  workers: number,
  runs: number,
  { seed, trees, minLeaf, mtry }: Settings,
): Promise<ThreadedFit[]> {
  return inDirectory(async (directory) => {
    await build({
      absWorkingDir: ROOT,
      entryPoints: {
        threads: 'bench/forest/threads.ts',
        'training-worker': 'src/forecast/forest/training-worker.ts',
      },
      outdir: directory,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      keepNames: true,
      logLevel: 'error',
    });
    return Array.from({ length: runs }, (_, run) => {
      const numbers = [rows, workers, seed + run, trees, minLeaf, mtry];
      const argv = [join(directory, 'threads.mjs'), ...numbers.map(String)];
      return Told.parse(JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8' })));
    });
  });
}
