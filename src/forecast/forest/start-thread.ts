import { Worker } from 'node:worker_threads';

/**
 * A thread that runs a source beside its caller: in the bundle that is a program of its own, which lies beside all others; else Node
 * reads the source with tsx.
 */
export function startThread(source: URL, workerData: unknown): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL(source.href.replace(/\.ts$/, '.mjs')), { workerData, execArgv: [] });
  const tsx = import.meta.resolve('tsx/esm/api');
  // `--import tsx` does nothing in a worker of Node 20: there its hooks have to be registered.
  const program = `import(${JSON.stringify(tsx)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(source.href)});
  });`;
  return new Worker(program, { eval: true, workerData, execArgv: [] });
}
