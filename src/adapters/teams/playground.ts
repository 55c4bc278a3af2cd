import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Somebody of the demo company, as the playground shows and names them. */
export type Persona = { id: string; name: string; email: string };

export type PlaygroundOptions = {
  /** Where the bot listens, such as http://127.0.0.1:3978/api/messages. It must listen before. */
  botUrl: string;
  port: number;
  /** For the playground's settings and log; made when absent. */
  directory: string;
  company: string;
  /** Who writes is the first; up to five others are in the group chat and the team. */
  people: readonly Persona[];
  /** Passed on to the playground's process; nothing else of our environment is. */
  environment?: Readonly<Record<string, string>>;
};

export type Playground = {
  /** The page to open. */
  url: string;
  /** Resolves when the process has ended. */
  stop: () => Promise<void>;
};

const READY_WITHIN_MS = 30_000;

/** It would listen on all interfaces, and whoever reaches it is a member of the demo company. */
const ONLY_THIS_MACHINE = `data:text/javascript,${encodeURIComponent(`
  import { Server } from 'node:net';
  const listen = Server.prototype.listen;
  Server.prototype.listen = function (port, ...rest) {
    return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
  };
`)}`;

/**
 * Starts Microsoft's Agents Playground, a page that shows a bot as Teams does, without an account. It is a development
 * tool that Microsoft licenses for evaluation only: installed from npm, never part of what Parley ships.
 *
 * @returns null when it is not installed.
 * @throws Error when it does not come up.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground | null> {
  const program = findProgram();
  if (program === null) return null;
  const settings = join(options.directory, 'm365agentsplayground.yml');
  const logFile = join(options.directory, 'm365agentsplayground.log');
  await mkdir(options.directory, { recursive: true });
  await writeFile(settings, JSON.stringify(playgroundSettings(options.company, options.people)));
  const child = spawn(
    process.execPath,
    [
      ...['--import', ONLY_THIS_MACHINE, program, 'start', '--disable-telemetry'],
      ...['--app-endpoint', options.botUrl, '--channel-id', 'msteams'],
      ...['--port', String(options.port)],
      ...['--service-url', `http://127.0.0.1:${options.port}/_connector`],
    ],
    {
      cwd: options.directory,
      stdio: 'ignore',
      env: {
        ...options.environment,
        BROWSER: 'none',
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: settings,
        M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
      },
    },
  );
  // Ctrl-C ends both; when we end otherwise, it would stay behind and hold the port.
  process.once('exit', () => child.kill());
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill();
    await ended;
  };
  const url = `http://127.0.0.1:${options.port}`;
  try {
    await answering(url, child);
  } catch {
    await stop();
    throw new Error(`the playground did not start; it says why in ${logFile}`);
  }
  return { url, stop };
}

function findProgram(): string | null {
  try {
    return createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  } catch {
    return null;
  }
}

/** Waits until the page is there. A port in use makes it take another one silently: that counts as not started. */
async function answering(url: string, child: ChildProcess): Promise<void> {
  const deadline = AbortSignal.timeout(READY_WITHIN_MS);
  while (!deadline.aborted && child.exitCode === null) {
    const page = await fetch(url, { signal: deadline }).catch(() => null);
    if (page?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('not answering');
}

/** The playground's settings (JSON is YAML). It insists on exactly five others, and on ids that are all different. */
export function playgroundSettings(company: string, people: readonly Persona[]) {
  const [writer, ...others] = people;
  const missing = Array.from({ length: Math.max(0, 6 - people.length) }, (_, i) => ({
    id: `colleague-${i + 1}`,
    name: `Colleague ${i + 1}`,
    email: `colleague-${i + 1}@example.com`,
  }));
  const [currentUser, ...users] = [...(writer ? [writer] : []), ...others, ...missing]
    .slice(0, 6)
    .map(userOf);
  return {
    version: '0.1.1',
    tenantId: 'local',
    bot: { id: 'parley', name: 'Parley' },
    currentUser,
    users,
    personalChat: { id: `personal-${writer?.id ?? 'nobody'}` },
    groupChat: { id: 'group-sales', name: 'Sales' },
    team: {
      id: 'team-sales',
      name: company,
      aadGroupId: '00000000-0000-0000-0000-000000000031',
      channels: [{ id: 'channel-deals', name: 'Deals' }],
    },
  };
}

function userOf({ id, name, email }: Persona): object {
  const [givenName = name, ...rest] = name.split(' ');
  return {
    id: `user-${id}`,
    name,
    userPrincipleName: email,
    aadObjectId: id,
    givenName,
    surname: rest.join(' ') || givenName,
    email,
  };
}
