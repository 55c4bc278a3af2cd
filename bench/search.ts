import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { v7 } from 'uuid';
import type { CrmContext } from '../src/crm/context.ts';
import { lookUpId } from '../src/crm/lookup.ts';
import { nameKey } from '../src/crm/names.ts';
import { ensureOrganization } from '../src/crm/organization.ts';
import { newRecorder } from '../src/crm/recorder.ts';
import { fillPinyin, typedOf } from '../src/crm/search/pinyin.ts';
import { search } from '../src/crm/search.ts';
import { dayIn, systemClock } from '../src/platform/clock.ts';
import { type Database, openDatabase } from '../src/platform/database.ts';
import { uuids } from '../src/platform/ids.ts';
import { latencies, percentile } from './measure/percentiles.ts';
import { inDatabase, inDirectory, onServer } from './measure/places.ts';
import { type Named, namesFrom, randomFrom } from './search/names.ts';

/**
 * Finding among many names: accounts and contacts, half of them Chinese, made from a seed and inserted by SQL. A rep searches as people do:
 * names, their starts, words out of them, misspelt ones, addresses, pinyin; and two Chinese characters. Beside it, through the
 * same door, a look-up by primary key.
 */
const { values: options } = parseArgs({
  options: {
    database: { type: 'string' },
    sizes: { type: 'string' },
    searches: { type: 'string', default: '400' },
  },
});

const SEED = 20_260_318;
const BATCH = 5000;
const MEMBERS = 50;
const print = (line: string) => process.stdout.write(`${line}\n`);

type Office = {
  db: Database;
  organizationId: string;
  context: (tx: CrmContext['tx']) => CrmContext;
};
type Sample = Named & {
  id: string;
  email: string | null;
  domain: string | null;
  phone: string | null;
};

let members: string[] = [];
let serial = 0;

const TWO_CHARACTERS = 'two Chinese characters';
const letters = (name: string) => nameKey(name).split(' ')[0] ?? '';

/** What people type, made of a record that is there; null where it has nothing of the kind. */
const QUERIES: readonly (readonly [string, (s: Sample, random: () => number) => string | null])[] =
  [
    ['the whole name', (s) => s.name],
    ['three letters', (s) => (s.chinese ? null : letters(s.name).slice(0, 3))],
    ['the start of a name', (s) => (s.chinese ? null : nameKey(s.name).slice(0, 8).trim())],
    [
      'two of its words',
      (s) => (s.chinese ? null : nameKey(s.name).split(' ').slice(-2).join(' ')),
    ],
    ['a letter wrong', (s, random) => (s.chinese ? null : misspelt(nameKey(s.name), random))],
    [
      'four Chinese characters',
      (s) => (s.chinese && s.kind === 'account' ? s.name.slice(2, 6) : null),
    ],
    ['pinyin', (s) => (s.chinese ? (typedOf(nameKey(s.name))?.full ?? null) : null)],
    [
      'the initials of pinyin',
      (s) =>
        s.chinese && s.kind === 'account' ? (typedOf(nameKey(s.name))?.initials ?? null) : null,
    ],
    ['an e-mail address', (s) => s.email],
    ['a domain', (s) => s.domain],
    ['a phone number', (s) => s.phone],
    [
      TWO_CHARACTERS,
      (s) => (s.chinese ? (s.kind === 'account' ? s.name.slice(2, 4) : s.name.slice(0, 2)) : null),
    ],
  ];

const { database } = options;
const sizes = (options.sizes ?? (database === undefined ? '10000,100000' : '10000,100000,1000000'))
  .split(',')
  .map(Number);
print(database === undefined ? 'PGlite' : 'PostgreSQL');
if (database === undefined) {
  await inDirectory(async (directory) =>
    measure(await openDatabase({ kind: 'pglite', directory }), null),
  );
} else {
  await inDatabase(database, async (url) =>
    measure(await openDatabase({ kind: 'postgres', url, connections: 4 }), url),
  );
}

async function measure(db: Database, url: string | null): Promise<void> {
  const office = await anOffice(db);
  const random = randomFrom(SEED);
  const next = namesFrom(random);
  const samples: Sample[] = [];
  const results: string[] = [];
  let zh2 = Number.NaN;
  let size = 0;
  try {
    await costOfIndex(office, next);
    for (const wanted of sizes) {
      const begun = performance.now();
      size = await grow(office, size, wanted, next, random, samples);
      const filled = performance.now() - begun;
      if (url === null) await db.single.$executeRawUnsafe('VACUUM ANALYZE');
      else await onServer(url, 'VACUUM ANALYZE');
      print(`${wanted.toLocaleString('en')} records, made in ${(filled / 1000).toFixed(0)} s`);
      const floor = await timed(
        office,
        samples.slice(0, 400),
        ({ kind, id }) =>
          (ctx) =>
            lookUpId(ctx, kind, id).then((r) => r !== null),
      );
      print(`  by primary key                ${latencies(floor.times)}`);
      const all: number[] = [];
      for (const [name, queryOf] of QUERIES) {
        const fitting = samples.flatMap((s) => {
          const query = queryOf(s, random);
          return query === null ? [] : [{ ...s, query }];
        });
        const asked = shuffled(fitting, random).slice(
          0,
          Math.ceil(Number(options.searches) / QUERIES.length),
        );
        const { times, found } = await timed(office, asked, ({ id, query }) => async (ctx) => {
          const page = await search(ctx, query, { skip: 0, take: 10 });
          return page.found.some((f) => f.id === id);
        });
        print(
          `  ${name.padEnd(30)}${latencies(times)}, found on the first page ${(found * 100).toFixed(0)} %`,
        );
        if (name === TWO_CHARACTERS) zh2 = percentile(times, 0.95);
        else all.push(...times);
      }
      const p95 = percentile(all, 0.95);
      print(
        `  3 letters or more             ${latencies(all)}; ${(p95 / percentile(floor.times, 0.95)).toFixed(1)} times the look-up by key`,
      );
      results.push(
        `p95_ms_${wanted >= 1_000_000 ? `${wanted / 1_000_000}m` : `${wanted / 1000}k`}=${p95.toFixed(1)}`,
      );
    }
  } finally {
    await db.close();
  }
  const largest = sizes.at(-1) ?? 0;
  const label = largest >= 1_000_000 ? `${largest / 1_000_000}m` : `${largest / 1000}k`;
  print(`RESULT ${results.join(' ')} zh2_p95_ms_${label}=${zh2.toFixed(1)}`);
}

function misspelt(key: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (key.length - 2));
  const way = Math.floor(random() * 3);
  if (way === 0) return key.slice(0, at) + key.slice(at + 1);
  if (way === 1) return `${key.slice(0, at)}${key.charAt(at)}${key.slice(at)}`;
  return key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
}

async function timed<T>(
  office: Office,
  items: readonly T[],
  work: (item: T) => (ctx: CrmContext) => Promise<boolean>,
): Promise<{ times: number[]; found: number }> {
  const once = (item: T): Promise<boolean> =>
    office.db.inOrganization(office.organizationId, (tx) => work(item)(office.context(tx)));
  for (const item of items.slice(0, 10)) await once(item);
  const times: number[] = [];
  let found = 0;
  for (const item of items) {
    const begun = performance.now();
    if (await once(item)) found += 1;
    times.push(performance.now() - begun);
  }
  return { times, found: found / Math.max(1, items.length) };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

async function anOffice(db: Database): Promise<Office> {
  const { settings: organization } = await ensureOrganization(db, { slug: 'bench', name: 'Bench' });
  members = Array.from({ length: MEMBERS }, () => v7());
  await db.asSystem((tx) =>
    tx.member.createMany({
      data: members.map((id, i) => ({
        id,
        organizationId: organization.id,
        name: `Member ${i}`,
        nameKey: `member ${i}`,
        role: 'rep' as const,
      })),
    }),
  );
  const context = (tx: CrmContext['tx']): CrmContext => ({
    tx,
    organization,
    ownFields: [],
    actor: {
      kind: 'member',
      id: members[0] ?? '',
      name: 'Member 0',
      role: 'rep',
      teamId: null,
      locale: 'en',
      timeZone: 'UTC',
    },
    today: dayIn('UTC', systemClock.now()),
    clock: systemClock,
    ids: uuids,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    history: newRecorder(v7()),
  });
  return { db, organizationId: organization.id, context };
}

/** Adds records until there are `to`, and notes how their Chinese is typed. */
async function grow(
  office: Office,
  from: number,
  to: number,
  next: () => Named,
  random: () => number,
  samples: Sample[],
): Promise<number> {
  for (let size = from; size < to; size += BATCH) {
    const made = Array.from({ length: Math.min(BATCH, to - size) }, () => record(next()));
    await insert(office, made);
    // Some of all, so that a search is for old and new ones alike.
    for (const one of made) if (random() < Math.min(1, 6000 / to)) samples.push(one);
  }
  for (;;) {
    const filled = await office.db.inOrganization(office.organizationId, (tx) =>
      fillPinyin(tx, null),
    );
    if (filled === 0) break;
  }
  return to;
}

function record(named: Named): Sample {
  serial += 1;
  const { kind } = named;
  const local = named.chinese ? (typedOf(named.name)?.full ?? '') : letters(named.name);
  return {
    ...named,
    id: v7(),
    email: kind === 'contact' ? `${local}.${serial.toString(36)}@example.com` : null,
    domain: kind === 'account' ? `${local}-${serial.toString(36)}.com` : null,
    phone: kind === 'contact' ? `+1${String(2_000_000_000 + serial * 7919)}` : null,
  };
}

async function insert({ db, organizationId }: Office, made: readonly Sample[]): Promise<void> {
  for (const kind of ['account', 'contact'] as const) {
    const rows = made.filter((m) => m.kind === kind);
    const column = <K extends keyof Sample>(key: K) => rows.map((r) => r[key]);
    const base = serial - made.length;
    await db.asSystem((tx) =>
      kind === 'account'
        ? tx.$executeRaw`
            INSERT INTO "Account" ("id", "organizationId", "number", "updatedAt", "name", "nameKey", "domain", "ownerId")
            SELECT t.id, ${organizationId}::uuid, ${base}::int + t.n, now(), t.name, t.key, t.domain, t.owner
            FROM unnest(${column('id')}::uuid[], ${column('name')}::text[], ${rows.map((r) => nameKey(r.name))}::text[],
              ${column('domain')}::text[], ${rows.map((_, i) => members[i % MEMBERS] ?? '')}::uuid[])
              WITH ORDINALITY AS t(id, name, key, domain, owner, n)`
        : tx.$executeRaw`
            INSERT INTO "Contact" ("id", "organizationId", "number", "updatedAt", "name", "nameKey", "email", "phone", "phoneKey", "ownerId")
            SELECT t.id, ${organizationId}::uuid, ${base}::int + t.n, now(), t.name, t.key, t.email, t.phone, t.phone, t.owner
            FROM unnest(${column('id')}::uuid[], ${column('name')}::text[], ${rows.map((r) => nameKey(r.name))}::text[],
              ${column('email')}::text[], ${column('phone')}::text[], ${rows.map((_, i) => members[i % MEMBERS] ?? '')}::uuid[])
              WITH ORDINALITY AS t(id, name, key, email, phone, owner, n)`,
    );
  }
}

/** What the entries cost when records are added: with them, without the pairs' index, and without any. */
async function costOfIndex(office: Office, next: () => Named): Promise<void> {
  const { db } = office;
  const run = async (): Promise<number> => {
    const made = Array.from({ length: BATCH }, () => record(next()));
    const begun = performance.now();
    await insert(office, made);
    const micros = ((performance.now() - begun) * 1000) / BATCH;
    await db.asSystem((tx) => tx.$executeRaw`DELETE FROM "Account"`);
    await db.asSystem((tx) => tx.$executeRaw`DELETE FROM "Contact"`);
    return micros;
  };
  const sql = (text: string) => db.single.$executeRawUnsafe(text);
  await run();
  const whole = await run();
  await sql('DROP INDEX "SearchEntry_pairs_idx"');
  const noPairs = await run();
  await sql('CREATE INDEX "SearchEntry_pairs_idx" ON "SearchEntry" USING gin ("pairs")');
  for (const table of ['Account', 'Contact'])
    await sql(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  const bare = await run();
  for (const table of ['Account', 'Contact'])
    await sql(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
  print(
    `an added record takes ${whole.toFixed(0)} µs with its entry, ${noPairs.toFixed(0)} without the index of pairs, ${bare.toFixed(0)} without any`,
  );
}
