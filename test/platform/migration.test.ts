import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/platform/database.ts';
import { applyMigrations, pendingSql, readMigrations } from '../../src/platform/migration.ts';
import { templatePath } from '../harness/database-template.ts';
import { theDatabase } from '../harness/world.ts';

const PRISMA = resolve(import.meta.dirname, '../../prisma');
const MIGRATIONS = join(PRISMA, 'migrations');
const EMPTY = 'DROP SCHEMA public CASCADE; CREATE SCHEMA public';

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'parley-migration-'));
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe('the migration history', () => {
  it('is read from the oldest step to the newest, each with the checksum of its text', () => {
    const history = readMigrations(MIGRATIONS);
    expect(history[0]?.name).toBe('0001_foundation');
    expect(history.map((step) => step.name)).toEqual(history.map((step) => step.name).sort());
    for (const step of history) expect(step.checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  it('leads exactly to the schema files, and builds a database from nothing', async () => {
    // One engine stands for both databases that the comparison asks for, and starts from a copy: initdb takes seconds.
    const engine = await PGlite.create({ loadDataDir: new Blob([readFileSync(templatePath())]) });
    await engine.exec(EMPTY);
    const factory = new PrismaPGlite(engine);
    factory.connectToShadowDb = () => factory.connect();
    expect(await pendingSql(factory, MIGRATIONS, join(PRISMA, 'schema'))).toBe('');

    await engine.exec(EMPTY);
    expect(await applyMigrations(factory, MIGRATIONS)).toEqual(
      readMigrations(MIGRATIONS).map((step) => step.name),
    );
    expect(await applyMigrations(factory, MIGRATIONS)).toEqual([]);
    const { rows } = await engine.query(
      'SELECT count(*)::int AS tables FROM pg_tables WHERE tablename = $1',
      ['Deal'],
    );
    expect(rows).toEqual([{ tables: 1 }]);
    await engine.close();
  });

  it('is written down in the database as Prisma Migrate does it', async () => {
    const db = await theDatabase();
    const applied = await db.single.$queryRaw`
      SELECT migration_name AS name, checksum FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`;
    expect(applied).toEqual(
      readMigrations(MIGRATIONS).map(({ name, checksum }) => ({ name, checksum })),
    );
  });
});

describe('a database', () => {
  it('that is opened again keeps its rows, and nothing is applied a second time', async () => {
    const directory = join(scratch, 'data');
    const template = new Blob([readFileSync(templatePath())]);
    const steps: string[] = [];
    const first = await openDatabase({ kind: 'pglite', directory, template }, (step) =>
      steps.push(step),
    );
    await first.single.organization.create({ data: { slug: 'kept', name: 'Kept' } });
    await expect(openDatabase({ kind: 'pglite', directory })).rejects.toMatchObject({
      code: 'data_in_use',
      facts: { process: process.pid },
    });
    await first.close();
    expect(steps).toEqual(['creating']);

    steps.length = 0;
    const second = await openDatabase({ kind: 'pglite', directory }, (step) => steps.push(step));
    expect(await second.single.organization.count({ where: { slug: 'kept' } })).toBe(1);
    await second.close();
    expect(steps).toEqual([]);
  });

  it('that cannot be opened is no longer locked', async () => {
    const directory = join(scratch, 'broken');
    mkdirSync(directory);
    writeFileSync(join(directory, 'postgres'), 'a file where a directory should be');
    await expect(openDatabase({ kind: 'pglite', directory })).rejects.toThrow();
    expect(readdirSync(directory)).toEqual(['postgres']);
  });
});
