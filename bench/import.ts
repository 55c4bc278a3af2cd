import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { backgroundOf } from '../src/commands/background.ts';
import { importWork } from '../src/commands/background-import.ts';
import { catalogueOf } from '../src/commands/catalogue.ts';
import { storeFile } from '../src/crm/files.ts';
import { lookThrough, proposeImport, startImport } from '../src/crm/imports.ts';
import { actorOfMember, ensureMember } from '../src/crm/members.ts';
import { ensureOrganization } from '../src/crm/organization.ts';
import { newRecorder } from '../src/crm/recorder.ts';
import { dayIn, systemClock } from '../src/platform/clock.ts';
import { openDatabase } from '../src/platform/database.ts';
import { uuids } from '../src/platform/ids.ts';
import { logTo } from '../src/platform/log.ts';
import { createKnowledge } from '../src/support/knowledge-base.ts';
import { median } from './measure/percentiles.ts';
import { inDatabase, inDirectory } from './measure/places.ts';

/**
 * An import of deals with their accounts, as a chat would do it from a file that is stored, against PostgreSQL's own COPY into a table
 * and hand-written statements that make the same records with the same constraints and history. Both on new databases of the
 * same server, in turn.
 */
const { values: options } = parseArgs({
  options: {
    database: { type: 'string' },
    rows: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '3' },
  },
});
const ROWS = Number(options.rows);
const server = options.database;
if (server === undefined) {
  process.stderr.write(
    'This one needs a server that reads files of this machine: --database URL\n',
  );
  process.exit(1);
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const csv = deals(ROWS);
print(
  `${ROWS} deals of ${Math.ceil(ROWS / 5)} accounts, ${(csv.length / 1e6).toFixed(1)} MB of CSV`,
);
const ours: number[] = [];
const theirs: number[] = [];
const growths: number[] = [];
// The first run compiles what the others use.
await inDatabase(server, (url) => importIt(url, deals(2000)));
for (let run = 0; run < Number(options.runs); run += 1) {
  await inDatabase(server, async (url) => theirs.push(await copyIt(url, csv)));
  await inDatabase(server, async (url) => {
    const { milliseconds, growthMb } = await importIt(url, csv);
    ours.push(milliseconds);
    growths.push(growthMb);
  });
  print(
    `  COPY and SQL ${seconds(theirs.at(-1))}, import ${seconds(ours.at(-1))}, ${growths.at(-1)?.toFixed(0)} MB more`,
  );
}
const ratio = median(ours) / median(theirs);
print(
  `RESULT copy_ratio=${ratio.toFixed(2)} rss_growth_mb=${Math.max(...growths).toFixed(0)} rows_per_second=${Math.round(ROWS / (median(ours) / 1000))}`,
);

function seconds(milliseconds = Number.NaN): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function deals(rows: number): string {
  const stages = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'];
  const lines = Array.from({ length: rows }, (_, i) => {
    const account = i % Math.ceil(rows / 5);
    const day = `2026-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`;
    return `Project ${i} of ${account},Customer ${account} Ltd,${1000 + ((i * 37) % 90_000)},USD,${stages[i % 4]},${day}`;
  });
  return `deal,account,amount,currency,stage,close date\n${lines.join('\n')}\n`;
}

async function importIt(
  url: string,
  content: string,
): Promise<{ milliseconds: number; growthMb: number }> {
  const db = await openDatabase({ kind: 'postgres', url, connections: 5 });
  try {
    const { settings: organization } = await ensureOrganization(db, {
      slug: 'bench',
      name: 'Bench',
    });
    const house = {
      db,
      clock: systemClock,
      ids: uuids,
      log: logTo('error'),
      catalogue: catalogueOf(),
      knowledge: createKnowledge(null),
    };
    const as = <T>(work: (ctx: Parameters<typeof startImport>[0]) => Promise<T>): Promise<T> =>
      db.inOrganization(organization.id, async (tx) => {
        const { id } = await ensureMember(tx, organization, 'Alex Kim', 'admin');
        const actor = await actorOfMember(tx, organization, id);
        if (actor === null) throw new Error('no member');
        const today = dayIn('UTC', systemClock.now());
        const { clock, ids, log } = house;
        return work({
          tx,
          organization,
          actor,
          today,
          clock,
          ids,
          log,
          history: newRecorder(ids.next()),
          ownFields: [],
        });
      });
    const notices = {
      outsidersRead: async () => false,
      post: async () => undefined,
      put: async () => '',
      flush: async () => undefined,
      change: async () => false,
    };
    const runner = backgroundOf({ ...house, notices }, organization.id, importWork(house));
    const bytes = Buffer.from(content);
    globalThis.gc?.();
    const idle = process.memoryUsage.rss();
    let peak = idle;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 20);
    const begun = performance.now();
    const seen = await lookThrough(bytes);
    if ('refusal' in seen) throw seen.refusal;
    const file = {
      name: 'deals.csv',
      mediaType: 'text/csv',
      content: bytes,
      profile: seen.profile,
    };
    const { id: fileId } = await as((ctx) => storeFile(ctx, file));
    await as((ctx) =>
      proposeImport(ctx, { fileId, kind: 'deals', conversationId: null, tell: null }),
    );
    await as((ctx) => startImport(ctx, null));
    runner.wake();
    await runner.idle();
    const milliseconds = performance.now() - begun;
    clearInterval(watch);
    const rows = content.split('\n').length - 2;
    const made = await db.asSystem((tx) => tx.deal.count());
    if (made !== rows) throw new Error(`${made} deals of ${rows}`);
    return { milliseconds, growthMb: (peak - idle) / 1e6 };
  } finally {
    await db.close();
  }
}

async function copyIt(url: string, content: string): Promise<number> {
  const db = await openDatabase({ kind: 'postgres', url, connections: 2 });
  const { settings: organization } = await ensureOrganization(db, { slug: 'bench', name: 'Bench' });
  const member = await db.asSystem((tx) => ensureMember(tx, organization, 'Alex Kim', 'admin'));
  await db.close();
  return inDirectory(async (directory) => {
    chmodSync(directory, 0o755);
    const path = join(directory, 'deals.csv');
    writeFileSync(path, content, { mode: 0o644 });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const begun = performance.now();
      for (const statement of byHand(path, organization.id, member.id))
        await client.query(statement);
      return performance.now() - begun;
    } finally {
      await client.end();
    }
  });
}

/**
 * The same records, history and stage changes, by statements for this very file: as the same user under the same policies, but for
 * the file itself, which only a superuser may read, and the sizes of tables, which only their owner may measure.
 */
function byHand(path: string, organization: string, member: string): string[] {
  const org = `'${organization}'::uuid`;
  const set = `'${uuids.next()}'::uuid`;
  return [
    'BEGIN',
    'CREATE TEMP TABLE staging (deal text, account text, amount numeric, currency char(3), stage text, close date) ON COMMIT DROP',
    `COPY staging FROM '${path}' WITH (FORMAT csv, HEADER)`,
    'GRANT SELECT ON staging TO parley_app',
    'ANALYZE staging',
    `SET LOCAL app.organization = '${organization}'`,
    'SET LOCAL ROLE parley_app',
    `INSERT INTO "ChangeSet" ("id", "organizationId", "actorId", "origin", "commands", "at") VALUES (${set}, ${org}, '${member}', 'import', '{data.import}', now())`,
    `INSERT INTO "Account" ("id", "organizationId", "number", "updatedAt", "origin", "name", "nameKey", "ownerId")
      SELECT gen_random_uuid(), ${org}, row_number() OVER (), now(), 'import', account, regexp_replace(lower(account), ' ltd$', ''), '${member}'
      FROM (SELECT DISTINCT account FROM staging) a`,
    // Without it the join below may go through all accounts for every deal, and take minutes.
    'RESET ROLE',
    'ANALYZE "Account"',
    'SET LOCAL ROLE parley_app',
    `INSERT INTO "Deal" ("id", "organizationId", "number", "updatedAt", "origin", "name", "nameKey", "accountId", "pipelineId", "stageId", "ownerId", "status", "amount", "currency", "closeDate", "stageEnteredAt", "lastActivityAt")
      SELECT gen_random_uuid(), ${org}, row_number() OVER (), now(), 'import', s.deal, lower(s.deal), a."id", t."pipelineId", t."id", '${member}', 'open', s.amount, s.currency, s.close, now(), now()
      FROM staging s JOIN "Account" a ON a."name" = s.account JOIN "Stage" t ON t."nameEn" = s.stage`,
    `INSERT INTO "StageChange" ("id", "organizationId", "dealId", "pipelineId", "toStageId", "at", "amount", "currency", "changeSetId")
      SELECT gen_random_uuid(), ${org}, "id", "pipelineId", "stageId", now(), "amount", "currency", ${set} FROM "Deal"`,
    `INSERT INTO "Change" ("id", "organizationId", "changeSetId", "position", "entity", "recordId", "label", "operation", "before", "after")
      SELECT gen_random_uuid(), ${org}, ${set}, "number", 'account', "id", "name", 'create', '{}', jsonb_build_object('name', "name", 'nameKey', "nameKey", 'ownerId', "ownerId") FROM "Account"`,
    `INSERT INTO "Change" ("id", "organizationId", "changeSetId", "position", "entity", "recordId", "label", "operation", "before", "after")
      SELECT gen_random_uuid(), ${org}, ${set}, 1000000 + "number", 'deal', "id", "name", 'create', '{}', jsonb_build_object('name', "name", 'nameKey', "nameKey", 'accountId', "accountId", 'pipelineId', "pipelineId", 'stageId', "stageId", 'ownerId', "ownerId", 'status', "status", 'amount', "amount"::text, 'currency', "currency", 'closeDate', "closeDate", 'stageEnteredAt', "stageEnteredAt", 'lastActivityAt', "lastActivityAt") FROM "Deal"`,
    `INSERT INTO "NumberSequence" ("organizationId", "entity", "last") VALUES (${org}, 'account', (SELECT count(*) FROM "Account")), (${org}, 'deal', (SELECT count(*) FROM "Deal"))`,
    'COMMIT',
  ];
}
