/** Start here: settings, then the app, then the chat platforms. `npm start` runs it. */
import { hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { DEMO_PERSONAS } from '../prisma/seed/demo-company.ts';
import { serveFile } from './adapters/files/serve-file.ts';
import type { SlackAdapter } from './adapters/slack/adapter.ts';
import { EVENTS_PATH } from './adapters/slack/listens.ts';
import { createTeamsAdapter, type TeamsAdapter } from './adapters/teams/adapter.ts';
import { type Playground, startPlayground } from './adapters/teams/playground.ts';
import { type App, openApp } from './app.ts';
import { personaCommands } from './commands/local/persona.ts';
import type { Assistant } from './conversation/message.ts';
import { refusalText } from './conversation/wording.ts';
import { systemClock } from './platform/clock.ts';
import { loadDotEnv, readSettings, type Settings, toolEnvironment } from './platform/config.ts';
import { createFileLinks, FILES_PATH } from './platform/file-links.ts';
import { uuids } from './platform/ids.ts';
import { openAiModel } from './platform/language-model.ts';
import { type Log, logTo, reasonOf } from './platform/log.ts';
import { Refusal } from './platform/refusal.ts';

type Running = {
  app: App;
  server: Server;
  slack: SlackAdapter | null;
  teams: TeamsAdapter | null;
  playground: Playground | null;
};

const STOP_WITHIN_MS = 9000;
/** For so long a stop goes on answering what waits; the rest is stored and answered after the next start. */
const ANSWER_FOR_MS = 5000;

async function start(settings: Settings, log: Log): Promise<Running> {
  const begun = performance.now();
  const local = settings.slack === null && settings.teams === null;
  const app = await openApp({
    database:
      settings.database === null
        ? { kind: 'pglite', directory: settings.dataDirectory }
        : { kind: 'postgres', ...settings.database },
    organization: {
      slug: 'default',
      ...settings.organization,
      ...(local ? { name: 'Northwind Robotics' } : {}),
    },
    demo: local,
    knowledge: settings.knowledge,
    model: settings.model && openAiModel(settings.model),
    clock: systemClock,
    ids: uuids,
    log,
    ...(local ? { commands: personaCommands(DEMO_PERSONAS) } : {}),
    progress: (step) => tell(PROGRESS[step]),
  });
  const { assistant } = app;
  const slack = await slackAdapter(settings, assistant, log);
  const files = fileDoor(settings, assistant);
  const teams =
    local || settings.teams !== null
      ? createTeamsAdapter({
          settings: teamsSettings(settings),
          assistant,
          log,
          clock: systemClock,
          linkTo: files.linkTo,
        })
      : null;
  await app.readKnowledge();
  const server = await listen(settings, { slack, teams, files });
  if (teams !== null) await app.connect(teams.platform, settings.teams?.tenantId ?? 'local');
  if (slack !== null) await app.connect(slack.platform, (await slack.start()).teamId);
  await app.startSweeping();
  const { port } = server.address() as AddressInfo;
  log.info('parley.ready', { port, milliseconds: Math.round(performance.now() - begun) });
  const playground = await openPlayground(settings, port, log);
  greet(settings, port, playground);
  setImmediate(() => {
    app.warmUp();
    keepGarbageSmall();
  });
  return { app, server, slack, teams, playground };
}

/**
 * A turn leaves little behind, yet V8 lets garbage grow to several times the live heap before it collects: 100 MB less so. Not
 * before all is loaded: that makes much that stays, and it would be looked through a dozen times for a second.
 */
function keepGarbageSmall(): void {
  setFlagsFromString('--optimize-for-size');
}

/** Bolt and what it brings along are loaded only where Slack is connected. */
async function slackAdapter(
  { slack }: Settings,
  assistant: Assistant,
  log: Log,
): Promise<SlackAdapter | null> {
  if (slack === null) return null;
  const { createSlackAdapter } = await import('./adapters/slack/adapter.ts');
  return createSlackAdapter({ settings: slack, assistant, log, clock: systemClock });
}

type FileDoor = {
  linkTo: (fileId: string) => string | null;
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/** Files of replies for platforms that cannot carry them: behind a signed link that ends after a day. */
function fileDoor(settings: Settings, assistant: Assistant): FileDoor {
  const local = settings.teams === null ? `http://127.0.0.1:${settings.port}` : null;
  const baseUrl = settings.publicUrl ?? local;
  const secret = settings.teams?.appPassword;
  // Replicas share the secret; alone and without one, the links live as long as the process.
  const key =
    secret === undefined
      ? randomBytes(32)
      : Buffer.from(hkdfSync('sha256', secret, '', 'parley file links', 32));
  const links = baseUrl === null ? null : createFileLinks({ key, baseUrl, clock: systemClock });
  return {
    linkTo: (fileId) => links?.linkTo(fileId) ?? null,
    handle: (request, response) => serveFile({ assistant, links }, request, response),
  };
}

function teamsSettings(settings: Settings) {
  return settings.teams === null ? null : { ...settings.teams, appType: 'SingleTenant' as const };
}

const PROGRESS = {
  creating: 'Creating the database (once, a few seconds) …',
  migrating: 'Setting up the tables …',
  seeding: 'Moving the demo company in …',
} as const;

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One port for both platforms, and two addresses that tell whether the process lives and is ready. */
async function listen(
  settings: Settings,
  { slack, teams, files }: Pick<Running, 'slack' | 'teams'> & { files: FileDoor },
): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === '/api/messages' && teams !== null) {
      void teams.handle(request, response);
    } else if (path === EVENTS_PATH && slack?.requestListener) {
      slack.requestListener(request, response);
    } else if (path?.startsWith(FILES_PATH)) {
      void files.handle(request, response);
    } else if (path === '/livez' || path === '/readyz') {
      const ready = path === '/livez' || slack === null || slack.ready();
      response.writeHead(ready ? 200 : 503).end(ready ? 'ok' : 'not ready');
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  return server;
}

async function openPlayground(
  settings: Settings,
  port: number,
  log: Log,
): Promise<Playground | null> {
  if (settings.playground === null) return null;
  try {
    return await startPlayground({
      botUrl: `http://127.0.0.1:${port}/api/messages`,
      port: settings.playground.port,
      directory: join(settings.dataDirectory, 'playground'),
      company: 'Northwind Robotics',
      people: PEOPLE,
      environment: toolEnvironment(),
    });
  } catch (error) {
    log.warn('playground.not_started', reasonOf(error));
    tell(error instanceof Error ? `The page to chat in did not start: ${error.message}` : '');
    return null;
  }
}

/** Who writes in the playground is Dana, until the persona menu says otherwise. */
const PEOPLE = ['Dana Ruiz', 'Maya Patel', 'Bob Lee', 'Sara Novak', 'Sam Okafor', 'Alex Kim'].map(
  (name) => ({
    id: name.toLowerCase().replace(' ', '-'),
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@northwind-robotics.example`,
  }),
);

function greet(settings: Settings, port: number, playground: Playground | null): void {
  tell('');
  tell('Parley is ready.');
  if (playground !== null) tell(`  Chat in your browser:  ${playground.url}`);
  if (settings.teams === null && settings.slack === null)
    tell(`  Teams endpoint:        http://${settings.host}:${port}/api/messages`);
  if (settings.slack !== null) tell('  Slack:                 connected');
  if (settings.teams !== null)
    tell(`  Teams:                 http://${settings.host}:${port}/api/messages`);
  tell('  Stop:                  Ctrl-C');
}

/** Takes nothing more in, ends what is under way, closes the database; at the latest after nine seconds. */
async function stop(running: Running, log: Log): Promise<void> {
  const late = setTimeout(() => {
    log.error('parley.stopped_late');
    process.exit(1);
  }, STOP_WITHIN_MS);
  const enough = setTimeout(() => running.app.assistant.pause(), ANSWER_FOR_MS);
  running.server.close();
  running.server.closeIdleConnections();
  await running.playground?.stop();
  await running.slack?.stop();
  await running.teams?.idle();
  running.server.closeAllConnections();
  await running.app.close();
  clearTimeout(late);
  clearTimeout(enough);
  log.info('parley.stopped');
}

/** What the operating system refuses at the start, by its code: the setting to look at. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'PORT: the port is in use by another program. Stop that program, or choose another number.',
  EADDRNOTAVAIL: 'HOST: this machine has no such address.',
  ENOTFOUND: 'HOST: there is no such name.',
  EACCES:
    'PORT or PARLEY_DATA: the system does not allow this port, or to write in this directory.',
  EROFS: 'PARLEY_DATA: nothing can be written in this directory.',
  ENOTDIR: 'PARLEY_DATA: this is no directory.',
  EEXIST: 'PARLEY_DATA: this is no directory.',
  ENOSPC: 'PARLEY_DATA: the disk is full.',
};

function explain(error: unknown): string {
  if (error instanceof Refusal) {
    const facts = error.facts as Record<string, unknown>;
    if (error.code === 'bad_settings')
      return `Parley cannot start. These settings are wrong:\n${String(facts.problems)}`;
    if (error.code === 'row_security_bypassed') {
      return 'The database user bypasses row-level security and cannot become parley_app. Use an ordinary user that owns the tables, or run as an administrator: CREATE ROLE parley_app NOLOGIN NOBYPASSRLS; GRANT parley_app TO that user; then SELECT parley_guard_tables();';
    }
    if (error.code === 'data_in_use') {
      return `The data directory ${String(facts.directory)} is in use by process ${String(facts.process)}. Stop that process, or set PARLEY_DATA to another directory.`;
    }
  }
  if (error instanceof Refusal) return `Parley cannot start. ${refusalText(error, 'en')}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const hint = SYSTEM_ERRORS[code];
  if (hint !== undefined && error instanceof Error)
    return `Parley cannot start. ${hint} (${error.message})`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  loadDotEnv();
  const settings = readSettings();
  const log = logTo(settings.logLevel);
  const running = await start(settings, log);
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) return;
    stopping = true;
    void stop(running, log).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('parley.stop_failed', reasonOf(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
