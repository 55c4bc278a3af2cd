import { join, resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { EmbeddedPostgres } from './embedded-postgres.ts';
import { lockDirectory } from './lock.ts';
import { applyMigrations, readMigrations } from './migration.ts';
import { Refusal } from './refusal.ts';

declare module './refusal.ts' {
  interface RefusalFacts {
    row_security_bypassed: Record<string, never>;
  }
}

/** What a piece of work does in the database: all of it or nothing. */
export type Transaction = Prisma.TransactionClient;

export type Database = {
  kind: 'pglite' | 'postgres';
  /** Runs work for one organization: the database shows it no other one's rows. Short: no HTTP, no waiting inside. */
  inOrganization: <T>(organizationId: string, work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Runs work that belongs to no organization: finding whose message this is, sweeping up after a crash. */
  asSystem: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** One statement outside of a transaction, as the system. */
  single: PrismaClient;
  close: () => Promise<void>;
};

export type DatabaseSettings =
  /** Embedded PostgreSQL in a directory; `memory` keeps nothing. `template` is a dumped data directory to start from. */
  | { kind: 'pglite'; directory: string | 'memory'; template?: Blob }
  | { kind: 'postgres'; url: string; connections: number };

const MIGRATIONS = resolve(import.meta.dirname, '../../prisma/migrations');

/** A transaction may wait this long for its turn on the one connection of PGlite, and run this long. */
const LIMITS = { maxWait: 20_000, timeout: 20_000 };

/** Opens the database, migrated to today's schema. `progress` hears of the steps that take long. */
export async function openDatabase(
  settings: DatabaseSettings,
  progress: (step: 'creating' | 'migrating') => void = () => undefined,
): Promise<Database> {
  return settings.kind === 'pglite'
    ? openEmbedded(settings, progress)
    : openServer(settings, progress);
}

async function openEmbedded(
  settings: Extract<DatabaseSettings, { kind: 'pglite' }>,
  progress: (step: 'creating' | 'migrating') => void,
): Promise<Database> {
  const { engine, unlock } = await openEngine(settings, progress);
  const factory = new PrismaPGlite(engine);
  await migrate(factory, progress);
  const client = new PrismaClient({ adapter: factory });
  const inTurn = queue();
  return {
    kind: 'pglite',
    single: client,
    inOrganization: (organizationId, work) =>
      inTurn(() => client.$transaction((tx) => confined(tx, organizationId, true, work), LIMITS)),
    asSystem: (work) => inTurn(() => client.$transaction(work, LIMITS)),
    close: async () => {
      await inTurn(() => client.$disconnect());
      if (!engine.closed) await engine.close();
      unlock();
    },
  };
}

async function openEngine(
  settings: Extract<DatabaseSettings, { kind: 'pglite' }>,
  progress: (step: 'creating' | 'migrating') => void,
): Promise<{ engine: EmbeddedPostgres; unlock: () => void }> {
  const template = settings.template === undefined ? {} : { loadDataDir: settings.template };
  if (settings.directory === 'memory')
    return { engine: await EmbeddedPostgres.open(template), unlock: () => undefined };
  const unlock = lockDirectory(settings.directory);
  try {
    const dataDir = join(settings.directory, 'postgres');
    if (!(await holdsDatabase(dataDir))) progress('creating');
    return { engine: await EmbeddedPostgres.open({ dataDir, ...template }), unlock };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function holdsDatabase(dataDir: string): Promise<boolean> {
  const { access } = await import('node:fs/promises');
  return access(join(dataDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

async function openServer(
  settings: Extract<DatabaseSettings, { kind: 'postgres' }>,
  progress: (step: 'creating' | 'migrating') => void,
): Promise<Database> {
  // Row-level security lets the system see all rows; work for an organization switches this off for its transaction.
  const pool = {
    connectionString: settings.url,
    max: settings.connections,
    options: '-c app.system=on',
  };
  const factory = new PrismaPg(pool, { statementNameGenerator: statementNames(settings.url) });
  const client = new PrismaClient({ adapter: factory });
  // Replicas that start together migrate one after the other.
  await client.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(7274553918)`;
      await migrate(wholeScripts(factory), progress);
      // A server may have got its trigrams only after the migration.
      await tx.$executeRaw`SELECT parley_use_trigrams()`;
    },
    { maxWait: 60_000, timeout: 300_000 },
  );
  const switchRole = await mustSwitchRole(client);
  return {
    kind: 'postgres',
    single: client,
    inOrganization: (organizationId, work) =>
      client.$transaction((tx) => confined(tx, organizationId, switchRole, work), LIMITS),
    asSystem: (work) => client.$transaction(work, LIMITS),
    close: () => client.$disconnect(),
  };
}

/** So many statements stay prepared on a connection: Prisma writes one anew for every length of a list. */
const STATEMENTS_KEPT = 500;

/**
 * Names statements, so that a connection parses and plans each once: 40 % less work for the server in a turn. A pooler in
 * transaction mode cannot have that; `pgbouncer=true` in the address says so, as Prisma has it.
 */
function statementNames(url: string): (statement: { sql: string }) => string {
  const names = new Map<string, string>();
  const named = !/[?&]pgbouncer=true\b/.test(url);
  return ({ sql }) => {
    const known = names.get(sql);
    // An empty name is the unnamed statement, which every connection has one of.
    if (known !== undefined || !named || names.size >= STATEMENTS_KEPT) return known ?? '';
    const name = `parley_${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/**
 * Whether row-level security binds this user only in the role `parley_app`: a superuser, or one that bypasses it.
 *
 * @throws Refusal `row_security_bypassed` when such a user cannot take on that role: the second wall would be missing.
 */
async function mustSwitchRole(client: PrismaClient): Promise<boolean> {
  const [user] = await client.$queryRaw<{ bypasses: boolean; member: boolean | null }[]>`
    SELECT rolsuper OR rolbypassrls AS bypasses,
      (SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = 'parley_app') AS member
    FROM pg_roles WHERE rolname = current_user`;
  if (user?.bypasses === true && user.member !== true)
    throw new Refusal('row_security_bypassed', {});
  return user?.bypasses === true;
}

/** `PrismaPg` cuts a script at every semicolon, also inside a function's body: hand it to the server whole. */
function wholeScripts(factory: PrismaPg): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect();
      adapter.executeScript = async (script) => {
        await adapter.underlyingDriver().query(script);
      };
      return adapter;
    },
  };
}

/** The second wall: inside, the database itself shows only one organization's rows. */
async function confined<T>(
  tx: Transaction,
  organizationId: string,
  switchRole: boolean,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  if (switchRole) {
    await tx.$executeRaw`SELECT set_config('app.organization', ${organizationId}, true), set_config('app.system', '', true), set_config('role', 'parley_app', true)`;
  } else {
    await tx.$executeRaw`SELECT set_config('app.organization', ${organizationId}, true), set_config('app.system', '', true)`;
  }
  return work(tx);
}

/** Marks a point in a transaction. What comes back goes back to that point, and the transaction goes on from there. */
export async function savepoint(tx: Transaction): Promise<() => Promise<void>> {
  await tx.$executeRaw`SAVEPOINT parley`;
  return async () => {
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT parley`;
  };
}

/** Starts the schema engine only when a migration is missing: the look costs a millisecond, the engine 300. */
async function migrate(
  factory: SqlMigrationAwareDriverAdapterFactory,
  progress: (step: 'migrating') => void,
): Promise<void> {
  const client = new PrismaClient({ adapter: factory });
  const known = await client.$queryRaw<
    { found: boolean }[]
  >`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`;
  const applied = known[0]?.found
    ? await client.$queryRaw<{ name: string; checksum: string }[]>`
        SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
    : [];
  const missing = readMigrations(MIGRATIONS).filter(
    (m) => !applied.some((a) => a.name === m.name && a.checksum === m.checksum),
  );
  if (missing.length === 0) return;
  progress('migrating');
  await applyMigrations(factory, MIGRATIONS);
}

/** PGlite has one connection, and a second transaction beside a first one fails after a wait: they go one by one. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
