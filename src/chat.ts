/** `npm run chat`: the assistant in a terminal, on the embedded database. What it prints is described in README.md. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  saveFiles,
  say,
  type TerminalPerson,
  terminalPlatform,
} from './adapters/console/terminal.ts';
import { openApp } from './app.ts';
import type { TurnRecord } from './conversation/assistant.ts';
import { languageOf } from './conversation/understanding/language.ts';
import type { MemberRole } from './crm/context.ts';
import { actAs, ensureMember, findPersonByName } from './crm/members.ts';
import { clockFrom, momentOf, systemClock } from './platform/clock.ts';
import { loadDotEnv, readSettings } from './platform/config.ts';
import { uuids } from './platform/ids.ts';
import { openAiModel } from './platform/language-model.ts';
import { logTo } from './platform/log.ts';
import { Refusal } from './platform/refusal.ts';
import { joinReplies, type Reply } from './reply/reply.ts';

const DEFAULT_NAMES = {
  rep: 'Dana Ruiz',
  manager: 'Maya Patel',
  support: 'Sam Okafor',
  customer: 'Cleo Martin',
  admin: 'Alex Kim',
} as const;
type Role = keyof typeof DEFAULT_NAMES;

const USAGE = `npm run chat -- [options]
  --as ROLE        rep, manager, support, customer or admin (default rep)
  --name NAME      who you are; created with the role when absent
  --now MOMENT     the present, such as 2026-03-18T10:00
  --timezone ZONE  your time zone (default UTC)
  --locale LOCALE  en or zh (default: the language of your first line)
  --data DIR       the data directory (default: the project's)
  --demo           fill a new directory with the demo company
  --script FILE    read the lines from a file
  --attach FILE    a file that goes with your first line; a path in a line (import deals ./deals.csv) does too
  --downloads DIR  where files that you are given are saved (default: the working directory)
  --json           print one JSON line for each line typed
`;

class UsageError extends Error {}

function readOptions(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      as: { type: 'string', default: 'rep' },
      name: { type: 'string' },
      now: { type: 'string' },
      timezone: { type: 'string', default: 'UTC' },
      locale: { type: 'string' },
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
      script: { type: 'string' },
      attach: { type: 'string', multiple: true, default: [] },
      downloads: { type: 'string', default: '.' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const role = (Object.keys(DEFAULT_NAMES) as Role[]).find((r) => r === values.as);
  if (role === undefined) throw new UsageError(`--as: there is no role “${values.as}”`);
  const locale = values.locale;
  if (locale !== undefined && !isLocale(locale)) throw new UsageError('--locale is en or zh');
  try {
    new Intl.DateTimeFormat('en', { timeZone: values.timezone });
  } catch {
    throw new UsageError(`--timezone: there is no time zone “${values.timezone}”`);
  }
  const now = values.now === undefined ? null : momentOf(values.now, values.timezone);
  if (values.now !== undefined && now === null)
    throw new UsageError(`--now: “${values.now}” is no moment; one looks like 2026-03-18T10:00`);
  return {
    ...values,
    role,
    locale,
    name: values.name ?? DEFAULT_NAMES[role],
    clock: now === null ? systemClock : clockFrom(now),
  };
}

function isLocale(text: string): text is 'en' | 'zh' {
  return text === 'en' || text === 'zh';
}

/** Where lines come from and where answers go. */
export type ChatStreams = {
  input: Readable;
  /** Somebody types: each line is asked for. */
  interactive: boolean;
  out: (text: string) => void;
  err: (text: string) => void;
};

/** Runs the command line; resolves with the exit code. */
export async function chatFromCommandLine(
  argv: readonly string[],
  streams: ChatStreams,
): Promise<number> {
  try {
    await chat(argv, streams);
    return 0;
  } catch (error) {
    const bad =
      error instanceof UsageError ||
      (error instanceof Error &&
        'code' in error &&
        String(error.code).startsWith('ERR_PARSE_ARGS'));
    if (bad) streams.err(`${error.message}\n\n${USAGE}`);
    else if (error instanceof Refusal) streams.err(`${startRefusal(error)}\n`);
    else throw error;
    return bad ? 2 : 1;
  }
}

async function chat(argv: readonly string[], streams: ChatStreams): Promise<void> {
  const options = readOptions(argv);
  if (options.help) {
    streams.out(USAGE);
    return;
  }
  await mustBeReadable('--script', options.script === undefined ? [] : [options.script]);
  await mustBeReadable('--attach', options.attach);
  loadDotEnv();
  const settings = readSettings(undefined, { listens: false });
  const records = new Map<string, TurnRecord>();
  const app = await openApp({
    database: { kind: 'pglite', directory: options.data ?? settings.dataDirectory },
    organization: { slug: 'default', ...settings.organization },
    demo: options.demo,
    knowledge: settings.knowledge,
    model: settings.model && openAiModel(settings.model),
    clock: options.clock,
    ids: uuids,
    log: logTo('error'),
    watch: (record) => records.set(record.eventId, record),
    progress: (step) => streams.err(`${PROGRESS[step]}\n`),
  });
  try {
    await app.readKnowledge();
    const terminal = streams.interactive && options.script === undefined;
    const input = options.script === undefined ? streams.input : createReadStream(options.script);
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    let person: TerminalPerson | null = null;
    let attached: readonly string[] = options.attach;
    const heard: Reply[] = [];
    if (terminal) streams.out(`${options.name}> `);
    for await (const line of lines) {
      if (line.trim() !== '' || options.json) {
        person ??= await enter(app, options, line, (said) => heard.push(said));
        const { eventId, reply } = await say(
          { assistant: app.assistant, ids: uuids },
          person,
          line,
          attached,
        );
        attached = [];
        // What goes on after the answer is waited for: the next line may be about it.
        await app.background.idle();
        const whole = [...(reply === null ? [] : [reply]), ...heard.splice(0)];
        const all = whole.length === 0 ? null : joinReplies(whole);
        const files = await saveFiles(app.assistant, all, options.downloads);
        const record = records.get(eventId);
        records.delete(eventId);
        const output = options.json
          ? JSON.stringify({
              text: line,
              commands: (record?.commands ?? []).map(
                ({ command, arguments: args, missing, confidence }) => ({
                  command,
                  arguments: args,
                  missing,
                  confidence: Math.round(confidence * 100) / 100,
                }),
              ),
              reply: all,
              changes:
                record?.changes.map(({ entity, id, field, before, after }) => ({
                  entity,
                  id,
                  field,
                  before,
                  after,
                })) ?? [],
              ...(files.length > 0 && { files }),
            })
          : `${[all?.text ?? '', ...files.map(({ path }) => `→ ${path}`)].join('\n')}\n`;
        streams.out(`${output}\n`);
      }
      if (terminal) streams.out(`${options.name}> `);
    }
  } finally {
    await app.close();
  }
}

async function mustBeReadable(option: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile() !== true) throw new UsageError(`${option}: there is no file “${path}”`);
  }
}

const PROGRESS = {
  creating: 'Creating the database (once, a few seconds) …',
  migrating: 'Setting up the tables …',
  seeding: 'Moving the demo company in …',
} as const;

/** The person typing, bound to the member or customer of that name. */
async function enter(
  app: Awaited<ReturnType<typeof openApp>>,
  options: ReturnType<typeof readOptions>,
  firstLine: string,
  hear: (reply: Reply) => void,
): Promise<TerminalPerson> {
  const { role, name } = options;
  const locale = options.locale ?? languageOf(firstLine);
  const person = { name, customer: role === 'customer', locale, timeZone: options.timezone };
  await app.connect(terminalPlatform(person, hear), 'local');
  const who = { provider: 'console' as const, tenantKey: 'local', userKey: name };
  await app.db.inOrganization(app.organization.id, async (tx) => {
    const now = options.clock.now();
    if (role === 'customer') {
      const contact = await findPersonByName(tx, app.organization, name);
      await actAs(
        tx,
        app.organization,
        who,
        { customer: name, contactId: contact?.kind === 'contact' ? contact.id : null },
        now,
      );
    } else {
      const member = await ensureMember(tx, app.organization, name, role satisfies MemberRole);
      await actAs(tx, app.organization, who, { memberId: member.id }, now);
    }
  });
  return person;
}

function startRefusal(refusal: Refusal): string {
  const facts = refusal.facts as Record<string, unknown>;
  if (refusal.code === 'data_in_use') {
    return `The data directory ${String(facts.directory)} is in use by process ${String(facts.process)}. Stop that process (perhaps “npm start” in another window), or choose another directory with --data.`;
  }
  return refusal.code === 'bad_settings'
    ? `These settings are wrong:\n${String(facts.problems)}`
    : refusal.code;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // A reader that closes early (`| head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await chatFromCommandLine(process.argv.slice(2), {
    input: process.stdin,
    interactive: process.stdin.isTTY,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
