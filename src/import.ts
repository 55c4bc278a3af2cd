/** `npm run import -- FILE`: an import from a terminal, through the same assistant as in a chat. */
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import {
  saveFiles,
  say,
  type TerminalPerson,
  terminalPlatform,
} from './adapters/console/terminal.ts';
import { type App, openApp } from './app.ts';
import { actAs, ensureMember } from './crm/members.ts';
import { systemClock } from './platform/clock.ts';
import { loadDotEnv, readSettings } from './platform/config.ts';
import { uuids } from './platform/ids.ts';
import { logTo } from './platform/log.ts';
import { joinReplies, type Reply } from './reply/reply.ts';

const USAGE = `npm run import -- FILE [options]
  --kind KIND      accounts, contacts, leads, deals, products or orders (default: as the file looks)
  --say SENTENCE   a correction, such as "column 3 is the close date"; as often as needed
  --yes            do not ask before writing
  --as NAME        the administrator who imports (default Alex Kim)
  --data DIR       the data directory (default: the project's; a server with DATABASE_URL)
  --locale LOCALE  en or zh
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kind: { type: 'string' },
    say: { type: 'string', multiple: true, default: [] },
    yes: { type: 'boolean', default: false },
    as: { type: 'string', default: 'Alex Kim' },
    data: { type: 'string' },
    locale: { type: 'string', default: 'en' },
  },
});
const [file, ...more] = positionals;
const zh = options.locale === 'zh';

if (file === undefined || more.length > 0 || !existsSync(file)) {
  const missing = file !== undefined && more.length === 0 ? `There is no file ${file}.\n\n` : '';
  process.stderr.write(`${missing}${USAGE}`);
  process.exitCode = 2;
} else {
  await importFile(file);
}

async function importFile(path: string): Promise<void> {
  loadDotEnv();
  const settings = readSettings(undefined, { listens: false });
  const embedded = settings.database === null || options.data !== undefined;
  const app = await openApp({
    database:
      embedded || settings.database === null
        ? { kind: 'pglite', directory: options.data ?? settings.dataDirectory }
        : { kind: 'postgres', ...settings.database },
    organization: { slug: 'default', ...settings.organization },
    demo: false,
    clock: systemClock,
    ids: uuids,
    log: logTo('error'),
  });
  try {
    await converse(app, path);
  } finally {
    await app.close();
  }
}

async function converse(app: App, path: string): Promise<void> {
  const heard: Reply[] = [];
  const person = await enter(app, (reply) => heard.push(reply));
  const tell = async (line: string, attached: readonly string[] = []): Promise<string> => {
    const { reply } = await say({ assistant: app.assistant, ids: uuids }, person, line, attached);
    await app.background.idle();
    const whole = joinReplies([...(reply === null ? [] : [reply]), ...heard.splice(0)]);
    const saved = await saveFiles(app.assistant, whole, '.');
    process.stdout.write(`${[whole.text, ...saved.map((s) => `→ ${s.path}`)].join('\n')}\n\n`);
    return whole.text;
  };
  await tell(options.kind === undefined ? '' : `import ${options.kind}`, [path]);
  for (const correction of options.say) await tell(correction);
  if (options.yes || (await asked())) await tell(zh ? '确认' : 'yes');
}

async function asked(): Promise<boolean> {
  const input = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await input.question(zh ? '开始导入？(y/n) ' : 'Import this? (y/n) ');
  input.close();
  return /^(?:y|yes|是|好|确认)$/i.test(answer.trim());
}

/** The administrator who imports. */
async function enter(app: App, hear: (reply: Reply) => void): Promise<TerminalPerson> {
  const name = options.as;
  const locale = zh ? 'zh' : 'en';
  const person: TerminalPerson = {
    name,
    customer: false,
    locale,
    timeZone: app.organization.timeZone,
  };
  await app.connect(terminalPlatform(person, hear), 'local');
  await app.db.inOrganization(app.organization.id, async (tx) => {
    const { id } = await ensureMember(tx, app.organization, name, 'admin');
    const who = { provider: 'console' as const, tenantKey: 'local', userKey: name };
    await actAs(tx, app.organization, who, { memberId: id }, systemClock.now());
  });
  return person;
}
