import { fork } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DatabaseSettings } from '../../src/platform/database.ts';

/** What a bot of the benchmark is started with. */
export type BotSettings = {
  slack: { botToken: string; signingSecret: string; apiUrl: string };
  database: DatabaseSettings;
};

export type Bot = {
  url: string;
  /** Processor time used since the start, in milliseconds. */
  cpuMs: () => Promise<number>;
};

/**
 * Runs a bot of this folder in a process of its own for as long as the work with it takes. `profile` is the
 * directory of its CPU profile, if one is wanted.
 */
export async function withBot<T>(
  name: 'parley' | 'bolt',
  settings: BotSettings,
  profile: string | undefined,
  work: (bot: Bot) => Promise<T>,
): Promise<T> {
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = fork(join(import.meta.dirname, `${name}.ts`), [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx', ...profiling],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const endedEarly = ended.then((code) => {
    throw new Error(`${name} ended with ${code}`);
  });
  endedEarly.catch(() => undefined);
  try {
    const told = (): Promise<string> =>
      Promise.race([
        new Promise<string>((resolve) => child.once('message', (text) => resolve(String(text)))),
        endedEarly,
      ]);
    const url = await told();
    const cpuMs = async (): Promise<number> => {
      child.send('cpu');
      return Number(await told());
    };
    return await work({ url, cpuMs });
  } finally {
    if (child.connected) child.disconnect();
    await ended;
  }
}

/** The child's side of it: tells where it listens and what it used, and ends when its parent lets go of it. */
export function serveParent(
  work: (settings: BotSettings) => Promise<{
    listener: RequestListener;
    path: string;
    close: () => Promise<unknown>;
  }>,
): void {
  const settings = JSON.parse(process.argv[2] ?? '') as BotSettings;
  void work(settings).then(({ listener, path, close }) => {
    const server = createServer(listener);
    server.listen(0, '127.0.0.1', () => {
      process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    });
    process.on('message', () => {
      const { user, system } = process.cpuUsage();
      process.send?.(String((user + system) / 1000));
    });
    process.once('disconnect', () => {
      server.closeAllConnections();
      server.close();
      void close().finally(() => process.exit());
    });
  });
}
