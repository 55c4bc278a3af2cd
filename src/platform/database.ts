import { join, resolve } from 'node:path';
import type { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Client, Pool, PoolClient, QueryConfig } from 'pg';
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { joinable } from './join.ts';
import { lockDirectory } from './lock.ts';
import { applyMigrations, readMigrations } from './migration.ts';
import { Refusal } from './refusal.ts';
import { READERS, type RunSql, type SendSql, type Sql, type Statement, sqlOver } from './sql.ts';

declare module './refusal.ts' {
  interface RefusalFacts {
    row_security_bypassed: Record<string, never>;
    database_not_reached: { reason: string };
  }
}

/** What a piece of work does in the database: all of it or nothing. Through Prisma's models, or in SQL. */
export type Transaction = Prisma.TransactionClient & {
  sql: Sql;
  send: SendSql;
  /** Marks this point. What comes back goes back to it, and the transaction goes on from there. */
  savepoint: () => () => Promise<void>;
};

export type Database = {
  kind: 'pglite' | 'postgres';
  /** Runs work for one organization: the database shows it no other one's rows. Short: no HTTP, no waiting inside. */
  inOrganization: <T>(organizationId: string, work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Runs work that belongs to no organization: finding whose message this is, sweeping up after a crash. */
  asSystem: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** One statement outside of a transaction, as the system. */
  single: PrismaClient;
  /** The same in SQL. */
  sql: Sql;
  close: () => Promise<void>;
};

export type DatabaseSettings =
  /** Embedded PostgreSQL in a directory; `memory` keeps nothing. `template` is a dumped data directory to start from. */
  | { kind: 'pglite'; directory: string | 'memory'; template?: Blob }
  | { kind: 'postgres'; url: string; connections: number };

const MIGRATIONS = resolve(import.meta.dirname, '../../prisma/migrations');

/** A transaction may wait this long for a connection, and run this long. */
const LIMIT_MS = 20_000;

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
  const { PrismaPGlite } = await import('pglite-prisma-adapter');
  const { engine, unlock } = await openEngine(settings, progress);
  const factory = new PrismaPGlite(engine);
  await migrate(factory, progress);
  const prisma = joinable(factory);
  const transact = <T>(begin: readonly string[], work: (tx: Transaction) => Promise<T>) =>
    engine.transact(begin, (tx) =>
      inTime(
        prisma.within(
          {
            run: (statement) => tx.rows(statement, READERS),
            ahead: tx.ahead,
            connection: tx,
          },
          work,
        ),
      ),
    );
  return {
    kind: 'pglite',
    single: prisma.client,
    sql: sqlOver((statement) => engine.rows(statement, READERS)),
    inOrganization: (organizationId, work) => transact(beginFor(organizationId, true), work),
    asSystem: (work) => transact(['BEGIN'], work),
    close: async () => {
      // Behind what still runs.
      await engine.transact([], async () => undefined);
      await prisma.client.$disconnect();
      if (!engine.closed) await engine.close();
      unlock();
    },
  };
}

/** A server ends transactions that take too long by itself; the engine would keep all others waiting for ever. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the transaction took too long')), LIMIT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function openEngine(
  settings: Extract<DatabaseSettings, { kind: 'pglite' }>,
  progress: (step: 'creating' | 'migrating') => void,
): Promise<{ engine: EmbeddedPostgres; unlock: () => void }> {
  const { EmbeddedPostgres } = await import('./embedded-postgres.ts');
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
  const { default: pg } = await import('pg');
  const { PrismaPg } = await import('@prisma/adapter-pg');
  // Row-level security lets the system see all rows; work for an organization switches this off for its transaction.
  const address = { connectionString: settings.url, options: '-c app.system=on' };
  const nameOf = statementNames(settings.url);
  await mustAnswer(new pg.Client({ ...address, connectionTimeoutMillis: LIMIT_MS }));
  await migrateServer(new PrismaPg({ ...address, max: 2 }), progress);
  const pool = new pg.Pool({
    ...address,
    max: settings.connections,
    connectionTimeoutMillis: LIMIT_MS,
    statement_timeout: LIMIT_MS,
    idle_in_transaction_session_timeout: LIMIT_MS,
  });
  // A connection that breaks while nobody uses it: the pool makes another one.
  pool.on('error', () => undefined);
  const factory = new PrismaPg(pool, {
    statementNameGenerator: ({ sql }) => nameOf(sql),
  });
  const prisma = joinable(factory);
  const types = {
    getTypeParser: (type: number) => READERS[type] ?? pg.types.getTypeParser(type),
  };
  const runOn =
    (by: Pick<Pool, 'query'>): RunSql =>
    async ({ text, values }) =>
      (await by.query({ name: nameOf(text), text, values, types })).rows;
  const transact = <T>(begin: readonly string[], work: (tx: Transaction) => Promise<T>) =>
    transactOn(pool, begin, async (connection) => {
      const ahead: Statement[] = [];
      const one = runOn(connection);
      const sendAhead = async (): Promise<void> => {
        for (const statement of ahead.splice(0)) await one(statement);
      };
      const session = {
        run: async (statement: Statement) => {
          await sendAhead();
          return one(statement);
        },
        ahead: (statement: Statement) => {
          ahead.push(statement);
        },
        connection: {
          query: async (asked: QueryConfig) => {
            await sendAhead();
            return connection.query(asked);
          },
        },
      };
      const result = await prisma.within(session, work);
      await sendAhead();
      return result;
    });
  const sql = sqlOver(runOn(pool));
  const switchRole = await mustSwitchRole(sql);
  return {
    kind: 'postgres',
    single: prisma.client,
    sql,
    inOrganization: (organizationId, work) => transact(beginFor(organizationId, switchRole), work),
    asSystem: (work) => transact(['BEGIN'], work),
    close: async () => {
      await prisma.client.$disconnect();
      await pool.end();
    },
  };
}

/** @throws Refusal `database_not_reached` with the code of the failure. */
async function mustAnswer(client: Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no_answer';
    throw new Refusal('database_not_reached', { reason: code });
  }
  await client.end();
}

/** Replicas that start together migrate one after the other. */
async function migrateServer(
  factory: PrismaPg,
  progress: (step: 'creating' | 'migrating') => void,
): Promise<void> {
  const client = new PrismaClient({ adapter: factory });
  await client.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(7274553918)`;
      await migrate(wholeScripts(factory), progress);
      // A server may have got its trigrams only after the migration.
      await tx.$executeRaw`SELECT parley_use_trigrams()`;
    },
    { maxWait: 60_000, timeout: 300_000 },
  );
  await client.$disconnect();
}

/** Runs work in a transaction on a connection of its own. */
async function transactOn<T>(
  pool: Pool,
  begin: readonly string[],
  work: (connection: PoolClient) => Promise<T>,
): Promise<T> {
  const connection = await pool.connect();
  let broken = false;
  const onError = (): void => {
    broken = true;
  };
  connection.on('error', onError);
  try {
    await connection.query(begin.join('; '));
    const result = await work(connection);
    // A statement failed and somebody went on as if it had not: PostgreSQL answers such a COMMIT with ROLLBACK.
    if ((await connection.query('COMMIT')).command !== 'COMMIT')
      throw new Error('the transaction had failed before');
    return result;
  } catch (error) {
    await connection.query('ROLLBACK').catch(onError);
    throw error;
  } finally {
    connection.removeListener('error', onError);
    connection.release(broken);
  }
}

/** So many statements stay prepared on a connection: Prisma writes one anew for every length of a list. */
const STATEMENTS_KEPT = 500;

/**
 * Names statements, so that a connection parses and plans each once: 40 % less work for the server in a turn. A pooler in
 * transaction mode cannot have that; `pgbouncer=true` in the address says so, as Prisma has it.
 */
function statementNames(url: string): (sql: string) => string {
  const names = new Map<string, string>();
  const named = !/[?&]pgbouncer=true\b/.test(url);
  return (sql) => {
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
async function mustSwitchRole(sql: Sql): Promise<boolean> {
  const [user] = await sql<{ bypasses: boolean; member: boolean | null }>`
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

/** The second wall: inside such a transaction the database itself shows only one organization's rows. */
function beginFor(organizationId: string, switchRole: boolean): string[] {
  if (!UUID.test(organizationId)) throw new Error('not the id of an organization');
  const begin = [
    'BEGIN',
    `SET LOCAL app.organization = '${organizationId}'`,
    `SET LOCAL app.system = ''`,
  ];
  return switchRole ? [...begin, 'SET LOCAL ROLE parley_app'] : begin;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

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
