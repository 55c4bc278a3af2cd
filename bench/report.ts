import { parseArgs } from 'node:util';
import { catalogueOf } from '../src/commands/catalogue.ts';
import { execute } from '../src/commands/execute.ts';
import { contextFor, type House } from '../src/commands/people.ts';
import type { OrganizationSettings } from '../src/crm/context.ts';
import { actAs } from '../src/crm/members.ts';
import { ensureOrganization } from '../src/crm/organization.ts';
import { type Database, openDatabase } from '../src/platform/database.ts';
import { uuids } from '../src/platform/ids.ts';
import { createKnowledge } from '../src/support/knowledge-base.ts';
import { median } from './measure/percentiles.ts';
import { inDatabase } from './measure/places.ts';
import { anAdministrator, BENCH_NOW, fillCompany } from './report/company.ts';

/**
 * Every report as the command runs it, over the deals of five years: of the running quarter or week as people ask for them, and
 * of all five years. An administrator asks, who sees everything.
 */
const ROUNDS = 5;
const SLOWEST_MS = 1000;

const { values: options } = parseArgs({
  options: {
    database: { type: 'string' },
    deals: { type: 'string', default: '10000,100000,1000000' },
  },
});

const QUARTER = { start: '2026-01-01', end: '2026-03-31' };
const ALL = { start: '2021-01-01', end: '2026-12-31' };
const GROUPS = ['month', 'owner', 'team', 'account', 'product', 'region', 'industry', 'source'];

const REPORTS: readonly { name: string; arguments: Record<string, unknown> }[] = [
  ...[QUARTER, ALL].flatMap((period) =>
    GROUPS.map((groupBy) => ({
      name: `sales by ${groupBy}, ${period === ALL ? 'five years' : 'a quarter'}`,
      arguments: { report: 'sales', period, groupBy },
    })),
  ),
  { name: 'leaderboard, a quarter', arguments: { report: 'leaderboard', period: QUARTER } },
  { name: 'leaderboard, five years', arguments: { report: 'leaderboard', period: ALL } },
  { name: 'win/loss, a year', arguments: { report: 'win-loss' } },
  { name: 'win/loss, five years', arguments: { report: 'win-loss', period: ALL } },
  {
    name: 'win/loss by source, five years',
    arguments: { report: 'win-loss', period: ALL, groupBy: 'source' },
  },
  { name: 'pipeline, a week', arguments: { report: 'pipeline' } },
  {
    name: 'pipeline, a month',
    arguments: { report: 'pipeline', period: { start: '2026-02-18', end: '2026-03-18' } },
  },
  ...['owner', 'team', 'account', 'product', 'month'].map((groupBy) => ({
    name: `pipeline by ${groupBy}, a week`,
    arguments: { report: 'pipeline', groupBy },
  })),
  { name: 'activity, a week', arguments: { report: 'activity' } },
  { name: 'activity, five years', arguments: { report: 'activity', period: ALL } },
];

const print = (line: string) => process.stdout.write(`${line}\n`);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const catalogue = catalogueOf();

if (options.database === undefined) {
  process.stderr.write(
    'Name a server: npm run bench -- report --database postgresql://postgres@127.0.0.1:5432/postgres\n',
  );
  process.exit(2);
}
await inDatabase(options.database, async (url) => {
  const db = await openDatabase({ kind: 'postgres', url, connections: 3 });
  try {
    await measureAll(db, url);
  } finally {
    await db.close();
  }
});

/** An organization of each size, the smallest first: it is measured before the next one fills the tables. */
async function measureAll(db: Database, url: string): Promise<void> {
  const sizes = options.deals.split(',').map(Number);
  const times = new Map(REPORTS.map(({ name }) => [name, [] as number[]]));
  for (const deals of sizes) {
    const { settings } = await ensureOrganization(db, { slug: `bench-${deals}`, name: 'Bench' });
    await fillCompany(url, settings.id, deals);
    for (const { name, arguments: args } of REPORTS)
      times.get(name)?.push(await timeOf(db, settings, args));
  }
  print(
    `${'milliseconds, median of 5'.padEnd(36)}${sizes.map((n) => String(n).padStart(9)).join('')} deals`,
  );
  for (const [name, own] of times)
    print(`${name.padEnd(36)}${own.map((ms) => ms.toFixed(0).padStart(9)).join('')}`);
  const slowest = Math.max(...[...times.values()].map((own) => own.at(-1) ?? 0));
  print(`the slowest at ${sizes.at(-1)} deals may take ${SLOWEST_MS} ms`);
  print(`RESULT slowest_ms=${slowest.toFixed(0)}`);
}

async function timeOf(
  db: Database,
  organization: OrganizationSettings,
  args: Readonly<Record<string, unknown>>,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) times.push(await once(db, organization, args));
  // The first one warms the cache.
  return median(times.slice(1));
}

async function once(
  db: Database,
  organization: OrganizationSettings,
  args: Readonly<Record<string, unknown>>,
): Promise<number> {
  const house: House = {
    db,
    clock: { now: () => BENCH_NOW },
    ids: uuids,
    log: silent,
    catalogue,
    knowledge: createKnowledge(null),
  };
  return db.inOrganization(organization.id, async (tx) => {
    const who = { provider: 'console' as const, tenantKey: organization.id, userKey: 'bench' };
    const { id, name } = await anAdministrator(tx, organization.id);
    await actAs(tx, organization, who, { memberId: id }, BENCH_NOW);
    const actor = {
      kind: 'member',
      id,
      name,
      role: 'admin',
      teamId: null,
      locale: 'en',
      timeZone: 'UTC',
    } as const;
    const speaker = { identityId: id, actor, reach: null, languageChosen: true, ownFields: [] };
    const ctx = contextFor(house, tx, organization, speaker, {
      ...who,
      conversationId: id,
      outsidersRead: false,
    });
    const begun = performance.now();
    const outcome = await execute(ctx, { command: 'report.run', arguments: args });
    if (outcome.kind !== 'done') throw new Error(`the report was not made: ${outcome.kind}`);
    return performance.now() - begun;
  });
}
