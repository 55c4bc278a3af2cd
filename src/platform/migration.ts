import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';

/** What of WebAssembly is used here: Node has it, its type declarations leave it to the browser's. */
type WasmExports = { __wbindgen_start: () => void };
declare const WebAssembly: {
  instantiate: (
    bytes: Uint8Array,
    imports: object,
  ) => Promise<{ instance: { exports: WasmExports } }>;
};

const NO_FILTER = { externalTables: [], externalEnums: [] };

/** A step of the migration history as it lies in `prisma/migrations`. */
export type Migration = { name: string; sql: string; checksum: string };

/** The migration history of a folder, oldest first. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .sort((a, b) => a.localeCompare(b))
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Prisma's schema engine in WebAssembly, over a driver adapter: migrations then need no native binary and no download. */
async function engineOver(factory: SqlMigrationAwareDriverAdapterFactory): Promise<SchemaEngine> {
  // A second instance in this process would take over the bindings of the first, whose memory it does not know.
  engineCode ??= loadEngine();
  const { SchemaEngine } = await engineCode;
  return SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');

let engineCode: Promise<Bindings> | null = null;

/** Loaded only when there is something to migrate, because it costs 0.3 s and 40 MB. */
async function loadEngine(): Promise<Bindings> {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const path = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  );
  const bytes = readFileSync(path.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  // Not in its declarations: meant for the loader that bundlers write.
  const glue = bindings as unknown as { __wbg_set_wasm: (exports: WasmExports) => void };
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/** Applies what is not applied yet, recorded in `_prisma_migrations` as Prisma Migrate does. */
export async function applyMigrations(
  factory: SqlMigrationAwareDriverAdapterFactory,
  folder: string,
): Promise<readonly string[]> {
  const engine = await engineOver(factory);
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: listOf(folder),
    filters: NO_FILTER,
  });
  return appliedMigrationNames;
}

/** The SQL that leads from the migration history to the schema files; empty when they agree. */
export async function pendingSql(
  factory: SqlMigrationAwareDriverAdapterFactory,
  folder: string,
  schemaFolder: string,
): Promise<string> {
  const engine = await engineOver(factory);
  const files = readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({
      path: join(schemaFolder, name),
      content: readFileSync(join(schemaFolder, name), 'utf8'),
    }));
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...listOf(folder) },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  });
  const sql = stdout ?? '';
  return /^-- This is an empty migration/.test(sql.trim()) ? '' : sql;
}

function listOf(folder: string): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: readMigrations(folder).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}
