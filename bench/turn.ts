import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { MAIL_DOMAIN } from '../prisma/seed/members.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { DatabaseSettings } from '../src/platform/database.ts';
import { SlackDouble } from '../test/harness/slack-double.ts';
import type { SlackPost } from '../test/harness/slack-web-api.ts';
import { latencies, median, percentile } from './measure/percentiles.ts';
import { inDatabase, inDirectory } from './measure/places.ts';
import { type Bot, withBot } from './turn/child.ts';

/**
 * A whole turn: from the signed request on its way until the answer has come in at Slack's side. Parley logs a deal for a
 * seeded company; the bare Bolt listener inserts one row and posts one line. Both in turn, in blocks, each in a process of
 * its own; one message at a time with a pause between, so that only a turn's own work counts. Then Parley alone, with many
 * conversations at once and no pause.
 */
const SENTENCE = 'log a $50k deal with Globex Corporation closing end of month';
const BLOCK = 20;
const WARM_UP = 60;
const PAUSE_MS = 10;
const CONVERSATIONS = 8;
const ANSWERED_WITHIN_MS = 20_000;

const { values: options } = parseArgs({
  options: {
    database: { type: 'string' },
    turns: { type: 'string', default: '300' },
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '10' },
    /** A directory for the CPU profiles of the two bots. */
    profile: { type: 'string' },
  },
});

const slack = await SlackDouble.start(systemClock);
for (let i = 0; i < CONVERSATIONS; i += 1)
  slack.addUser({ id: `U${i}`, name: 'Dana Ruiz', email: `dana.ruiz@${MAIL_DOMAIN}` });
/** By channel, who waits for the answer there. */
const waiting = new Map<string, (post: { text: string; atMs: number }) => void>();
slack.onPost = ({ channel, text }: SlackPost) =>
  waiting.get(channel)?.({ text, atMs: performance.now() });
const print = (line: string) => process.stdout.write(`${line}\n`);

try {
  const { database } = options;
  print(database === undefined ? 'PGlite' : 'PostgreSQL');
  if (database === undefined)
    await inDirectory((ours) =>
      inDirectory((theirs) =>
        compare({ kind: 'pglite', directory: ours }, { kind: 'pglite', directory: theirs }),
      ),
    );
  else
    await inDatabase(database, (ours) =>
      inDatabase(database, (theirs) =>
        compare(
          { kind: 'postgres', url: ours, connections: 10 },
          { kind: 'postgres', url: theirs, connections: 10 },
        ),
      ),
    );
} finally {
  await slack.stop();
}

async function compare(ours: DatabaseSettings, theirs: DatabaseSettings): Promise<void> {
  const common = { slack: slack.settings };
  await withBot('parley', { ...common, database: ours }, options.profile, (parley) =>
    withBot('bolt', { ...common, database: theirs }, options.profile, (bolt) =>
      measure(parley, bolt),
    ),
  );
}

async function measure(parley: Bot, bolt: Bot): Promise<void> {
  await turns(parley, WARM_UP);
  await turns(bolt, WARM_UP);
  const ratios: { p50: number; p99: number }[] = [];
  for (let run = 0; run < Number(options.runs); run += 1)
    ratios.push(await alternate(parley, bolt));
  const perSecond = await sustained(parley);
  const p50 = median(ratios.map((ratio) => ratio.p50)).toFixed(2);
  const p99 = median(ratios.map((ratio) => ratio.p99)).toFixed(2);
  print(`RESULT p50_ratio=${p50} p99_ratio=${p99} turns_per_s=${perSecond.toFixed(0)}`);
}

async function alternate(parley: Bot, bolt: Bot): Promise<{ p50: number; p99: number }> {
  const ours: number[] = [];
  const theirs: number[] = [];
  const before = [await parley.cpuMs(), await bolt.cpuMs()] as const;
  while (ours.length < Number(options.turns)) {
    ours.push(...(await turns(parley, BLOCK)));
    theirs.push(...(await turns(bolt, BLOCK)));
  }
  const perTurn = (after: number, start: number) => ((after - start) / ours.length).toFixed(1);
  const cpu = [perTurn(await parley.cpuMs(), before[0]), perTurn(await bolt.cpuMs(), before[1])];
  const ratio = (share: number) => percentile(ours, share) / percentile(theirs, share);
  print(`${ours.length} turns each`);
  print(`  Parley     ${latencies(ours)}, ${cpu[0]} ms of processor a turn`);
  print(`  bare Bolt  ${latencies(theirs)}, ${cpu[1]} ms of processor a turn`);
  print(`  ratios     ${[0.5, 0.95, 0.99].map((share) => ratio(share).toFixed(2)).join(', ')}`);
  return { p50: ratio(0.5), p99: ratio(0.99) };
}

/** Turns of one conversation, one after the other: milliseconds each. */
async function turns(bot: Bot, count: number): Promise<number[]> {
  slack.connect(bot.url);
  const times: number[] = [];
  while (times.length < count) {
    times.push(await turn('U0'));
    await pause(PAUSE_MS);
  }
  return times;
}

/** Turns a second with all conversations at once, each saying its next sentence when its last one is answered. */
async function sustained(bot: Bot): Promise<number> {
  slack.connect(bot.url);
  const begun = performance.now();
  const end = begun + Number(options.seconds) * 1000;
  const times: number[] = [];
  const talk = async (user: string): Promise<void> => {
    while (performance.now() < end) times.push(await turn(user));
  };
  await Promise.all(Array.from({ length: CONVERSATIONS }, (_, i) => talk(`U${i}`)));
  const perSecond = (times.length / (performance.now() - begun)) * 1000;
  print(
    `${CONVERSATIONS} conversations at once for ${options.seconds} s: ${perSecond.toFixed(1)} turns/s, ${latencies(times)}`,
  );
  return perSecond;
}

/** Milliseconds from the request to the answer. */
async function turn(user: string): Promise<number> {
  const answered = nextPostTo(user);
  const begun = performance.now();
  const { response } = await slack.message(user, SENTENCE);
  if (response.status !== 200) throw new Error(`refused with ${response.status}`);
  const { text, atMs } = await answered;
  if (!text.startsWith('Logged')) throw new Error(`not the answer expected: ${text}`);
  return atMs - begun;
}

function nextPostTo(user: string): Promise<{ text: string; atMs: number }> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no answer')), ANSWERED_WITHIN_MS);
    waiting.set(`D${user}`, (post) => {
      clearTimeout(late);
      resolve(post);
    });
  });
}
