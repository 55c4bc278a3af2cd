import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { MAIL_DOMAIN } from '../prisma/seed/members.ts';
import { ParleyProcess } from '../test/harness/parley-process.ts';
import { anActivity, TeamsConnector } from '../test/harness/teams-connector.ts';
import { median } from './measure/percentiles.ts';
import { inDatabase, inDirectory } from './measure/places.ts';

/**
 * Parley as `npm start` runs it, so from what `npm ci` or `npm run build` made of these sources: from the start of the process until it is ready, with nothing there and with all there,
 * and its resident memory after a working day of turns.
 */
const STARTS = 5;
const CONVERSATIONS = 4;

const { values: options } = parseArgs({
  options: { database: { type: 'string' }, turns: { type: 'string', default: '1000' } },
});

const print = (line: string) => process.stdout.write(`${line}\n`);

type Figures = { newMs: number; readyMs: number; memoryMb: number };

print('PGlite');
const embedded = await inDirectory((directory) => measure(directory, {}));
const server =
  options.database === undefined
    ? null
    : await inDatabase(options.database, (url) => {
        print('PostgreSQL');
        return inDirectory((directory) => measure(directory, { DATABASE_URL: url }));
      });
const { newMs, readyMs, memoryMb } = embedded;
const result = [`ready_ms=${readyMs} new_ms=${newMs} rss_mb=${memoryMb}`];
if (server !== null)
  result.push(
    `postgres_ready_ms=${server.readyMs} postgres_new_ms=${server.newMs} postgres_rss_mb=${server.memoryMb}`,
  );
print(`RESULT ${result.join(' ')}`);

async function measure(
  directory: string,
  settings: Readonly<Record<string, string>>,
): Promise<Figures> {
  const newMs = await startUp(directory, settings);
  const again: number[] = [];
  while (again.length < STARTS) again.push(await startUp(directory, settings));
  print(`  ready in ${newMs} ms on nothing, then in ${again.join(', ')} ms`);
  const memoryMb = await memoryAfterTurns(directory, settings);
  return { newMs, readyMs: median(again), memoryMb };
}

/** Milliseconds from the start of the process until it is ready. */
async function startUp(
  directory: string,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const begun = performance.now();
  const parley = ParleyProcess.start(directory, settings);
  await parley.ready();
  const took = Math.round(performance.now() - begun);
  await parley.stop();
  return took;
}

async function memoryAfterTurns(
  directory: string,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const connector = await TeamsConnector.start();
  const parley = ParleyProcess.start(directory, { ...settings, LOG_LEVEL: 'info' });
  try {
    const port = await parley.ready();
    const atStart = residentMb(parley.pid);
    const turns = Number(options.turns);
    const each = Array.from({ length: CONVERSATIONS }, (_, i) =>
      talk(connector, port, `a:chat-${i}`, Math.ceil(turns / CONVERSATIONS)),
    );
    await Promise.all(each);
    const atEnd = residentMb(parley.pid);
    print(`  resident ${atStart} MB at the start, ${atEnd} MB after ${turns} turns`);
    return atEnd;
  } finally {
    await parley.stop();
    await connector.close();
  }
}

/** Logs deals one after the other, each when the last one is answered. */
async function talk(
  connector: TeamsConnector,
  port: number,
  conversation: string,
  turns: number,
): Promise<void> {
  const dana = { id: `29:${conversation}`, name: 'Dana Ruiz', aadObjectId: conversation };
  connector.rosters.set(conversation, [{ ...dana, email: `dana.ruiz@${MAIL_DOMAIN}` }]);
  const answers = () =>
    connector.recorded.filter(
      (r) => r.conversation === conversation && r.activity.type === 'message',
    ).length;
  for (let turn = 1; turn <= turns; turn += 1) {
    const activity = anActivity(connector.url, {
      text: `log a $${turn}k deal with Globex Corporation closing end of month`,
      from: dana,
      conversation: { id: conversation, conversationType: 'personal' },
      channelData: undefined,
    });
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    if (response.status !== 200) throw new Error(`answered with ${response.status}`);
    await connector.until(() => answers() >= turn, 20_000);
  }
}

function residentMb(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Math.round(Number(kilobytes) / 1024);
}
