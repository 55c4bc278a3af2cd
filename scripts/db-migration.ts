/** `npm run db:migration -- NAME`: writes the SQL from the migration history to the schema files as the next migration. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { pendingSql, readMigrations } from '../src/platform/migration.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'prisma/migrations');
const name = process.argv[2];
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write(
    'Give the migration a name in lower_snake_case: npm run db:migration -- add_leads\n',
  );
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const database = await PGlite.create();
const sql = await pendingSql(new PrismaPGlite(database), folder, join(root, 'prisma/schema'));
await database.close();
if (sql === '') {
  process.stdout.write('The schema files and the migration history agree: nothing to write.\n');
} else {
  const number = String(readMigrations(folder).length + 1).padStart(4, '0');
  const target = join(folder, `${number}_${name}`);
  mkdirSync(target);
  writeFileSync(join(target, 'migration.sql'), sql);
  process.stdout.write(`${target}/migration.sql\n`);
}
process.exit(0);
