import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { MAIL_DOMAIN } from '../prisma/seed/members.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { DatabaseSettings } from '../src/platform/database.ts';
import { SlackDouble } from '../test/harness/slack-double.ts';
import type { SlackPost } from '../test/harness/slack-web-api.ts';
import { latencies, median, percentile } from './measure/percentiles.ts';
import { inDatabase, inDirectory } from './measure/places.ts';
import { withBot } from './turn/child.ts';

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
const waiting = new Map<string, (atMs: number) => void>();
slack.onPost = ({ channel, text }: SlackPost) => {
  if (!text.startsWith('Logged')) throw new Error(`not the answer expected: ${text}`);
  waiting.get(channel)?.(performance.now());
};
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

async function measure(parley: string, bolt: string): Promise<void> {
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

async function alternate(parley: string, bolt: string): Promise<{ p50: number; p99: number }> {
  const ours: number[] = [];
  const theirs: number[] = [];
  while (ours.length < Number(options.turns)) {
    ours.push(...(await turns(parley, BLOCK)));
    theirs.push(...(await turns(bolt, BLOCK)));
  }
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map(
    (share) => percentile(ours, share) / percentile(theirs, share),
  ) as [number, number, number];
  print(`${ours.length} turns each: Parley ${latencies(ours)}; bare Bolt ${latencies(theirs)}`);
  print(`  ratios p50 ${p50.toFixed(2)}, p95 ${p95.toFixed(2)}, p99 ${p99.toFixed(2)}`);
  return { p50, p99 };
}

/** Turns of one conversation, one after the other: milliseconds each. */
async function turns(bot: string, count: number): Promise<number[]> {
  slack.connect(bot);
  const times: number[] = [];
  while (times.length < count) {
    times.push(await turn('U0'));
    await pause(PAUSE_MS);
  }
  return times;
}

/** Turns a second with all conversations at once, each saying its next sentence when its last one is answered. */
async function sustained(bot: string): Promise<number> {
  slack.connect(bot);
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

async function turn(user: string): Promise<number> {
  const answered = nextPostTo(user);
  const begun = performance.now();
  const { response } = await slack.message(user, SENTENCE);
  if (response.status !== 200) throw new Error(`answered with ${response.status}`);
  const arrived = await answered;
  return arrived - begun;
}

function nextPostTo(user: string): Promise<number> {
  return new Promise((resolve) => waiting.set(`D${user}`, resolve));
}
