import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { EXTENSIONS } from '../../src/platform/embedded-postgres.ts';
import { applyMigrations, readMigrations } from '../../src/platform/migration.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MIGRATIONS = join(ROOT, 'prisma/migrations');

/** Where the migrated, empty data directory lies as one file: made once for a migration history. */
export function templatePath(): string {
  const history = readMigrations(MIGRATIONS).map((m) => m.checksum);
  const hash = createHash('sha256').update(history.join()).digest('hex').slice(0, 16);
  return join(ROOT, 'node_modules/.cache/parley', `template-${hash}.tar`);
}

/** Vitest's global setup: initdb takes three seconds, so every worker starts from a copy of one made before. */
export async function setup(): Promise<void> {
  const path = templatePath();
  if (existsSync(path)) return;
  const database = await PGlite.create({ extensions: EXTENSIONS });
  await applyMigrations(new PrismaPGlite(database), MIGRATIONS);
  const dump = await database.dumpDataDir('none');
  await database.close();
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(`${path}.new`, Buffer.from(await dump.arrayBuffer()));
  renameSync(`${path}.new`, path);
}
