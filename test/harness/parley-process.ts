import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const RUN = resolve(import.meta.dirname, '../../scripts/run.mjs');
const READY = /"port":(\d+),"milliseconds":\d+,"msg":"parley\.ready"/;

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** Parley as `npm start` runs it, in a process of its own, on a free port and without the page to chat in. */
export class ParleyProcess {
  readonly pid: number;
  /** How it ended. */
  readonly ended: Promise<Exit>;
  /** All that it wrote so far. */
  output = '';
  private readonly child: ChildProcess;

  /** Settings of the developer's own environment stay outside; `.env` is not read, because `directory` has none. */
  static start(directory: string, settings: Readonly<Record<string, string>> = {}): ParleyProcess {
    const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
    const environment = { PARLEY_DATA: join(directory, 'data'), PORT: '0', PLAYGROUND: 'off' };
    return new ParleyProcess(
      spawn(process.execPath, [RUN, 'main'], {
        cwd: directory,
        env: { PATH, HOME, ...(TMPDIR === '' ? {} : { TMPDIR }), ...environment, ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  private constructor(child: ChildProcess) {
    this.child = child;
    this.pid = child.pid ?? 0;
    const read = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    this.ended = new Promise((done) => {
      child.once('close', (code, signal) => done({ code, signal }));
    });
  }

  /**
   * Resolves with its port when it is ready.
   *
   * @throws Error when it ends before.
   */
  async ready(): Promise<number> {
    for (;;) {
      const port = READY.exec(this.output)?.[1];
      if (port !== undefined) return Number(port);
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`Parley ended before it was ready:\n${this.output}`);
      await new Promise((wake) => setTimeout(wake, 2));
    }
  }

  /** Sends a signal and waits for the end. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<Exit> {
    this.child.kill(signal);
    return this.ended;
  }
}
