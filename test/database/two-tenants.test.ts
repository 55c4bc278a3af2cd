import { beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../src/generated/prisma/client.ts';
import type { Transaction } from '../../src/platform/database.ts';
import { theDatabase } from '../harness/world.ts';
import {
  aCompanyWithOneOfEverything,
  type FullCompany,
  TENANT_MODELS,
} from './one-of-everything.ts';

let acme: FullCompany;
let globex: FullCompany;

beforeAll(async () => {
  acme = await aCompanyWithOneOfEverything();
  globex = await aCompanyWithOneOfEverything();
});

const table = (model: string): Prisma.Sql => Prisma.raw(`"${model}"`);

/** The rows of a table as JSON, as far as this transaction sees them. */
async function rowsOf(tx: Transaction, model: string, where = Prisma.sql`true`) {
  const rows = await tx.$queryRaw<{ row: Record<string, unknown> }[]>(
    Prisma.sql`SELECT to_jsonb(t) AS row FROM ${table(model)} t WHERE ${where}`,
  );
  return rows.map(({ row }) => row);
}

const belongsTo = (company: FullCompany): Prisma.Sql =>
  Prisma.sql`"organizationId" = ${company.organization.id}::uuid`;

describe('between two organizations', () => {
  it('every table that the schema gives an organization is looked at here', () => {
    expect(TENANT_MODELS).toEqual(
      expect.arrayContaining(['Deal', 'Change', 'InboundEvent', 'NumberSequence']),
    );
    expect(
      Object.values(Prisma.ModelName).filter((model) => !TENANT_MODELS.includes(model)),
    ).toEqual(['Organization']);
  });

  it.each(TENANT_MODELS)('a %s of one is not seen by the other', async (model) => {
    const seen = await globex.in((tx) => rowsOf(tx, model));
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map((row) => row.organizationId))).toEqual(
      new Set([globex.organization.id]),
    );
    expect(await globex.in((tx) => rowsOf(tx, model, belongsTo(acme)))).toEqual([]);
    expect((await acme.in((tx) => rowsOf(tx, model))).length).toBeGreaterThan(0);
  });

  it.each(TENANT_MODELS)('a %s cannot be made in the name of the other', async (model) => {
    const [theirs] = await acme.in((tx) => rowsOf(tx, model));
    const intrusion = globex.in(
      (tx) => tx.$executeRaw`
        INSERT INTO ${table(model)} SELECT * FROM jsonb_populate_record(NULL::${table(model)}, ${JSON.stringify(theirs)}::jsonb)`,
    );
    await expect(intrusion).rejects.toThrow(/row-level security/);
  });

  it.each(TENANT_MODELS)('a %s cannot be moved to the other', async (model) => {
    // The history refuses every update, before anything else is looked at.
    const refusal = model === 'Change' ? /append-only/ : /row-level security/;
    const intrusion = globex.in(
      (tx) =>
        tx.$executeRaw`UPDATE ${table(model)} SET "organizationId" = ${acme.organization.id}::uuid`,
    );
    await expect(intrusion).rejects.toThrow(refusal);
  });

  it.each(TENANT_MODELS)('a %s of one cannot be changed or deleted by the other', async (model) => {
    const before = await acme.in((tx) => rowsOf(tx, model));
    const counts = await globex.in(async (tx) => [
      await tx.$executeRaw`UPDATE ${table(model)} SET "organizationId" = "organizationId" WHERE ${belongsTo(acme)}`,
      await tx.$executeRaw`DELETE FROM ${table(model)} WHERE ${belongsTo(acme)}`,
    ]);
    expect(counts).toEqual([0, 0]);
    expect(await acme.in((tx) => rowsOf(tx, model))).toEqual(before);
  });

  it('an organization sees itself only, and cannot change another', async () => {
    expect(await globex.in((tx) => tx.organization.findMany({ select: { id: true } }))).toEqual([
      { id: globex.organization.id },
    ]);
    const renamed = await globex.in((tx) =>
      tx.organization.updateMany({ where: { id: acme.organization.id }, data: { name: 'Taken' } }),
    );
    expect(renamed.count).toBe(0);
  });

  it('nothing at all is seen while no organization is named', async () => {
    const seen = await globex.in(async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.organization', '', true)`;
      const counts: number[] = [];
      for (const model of TENANT_MODELS) counts.push((await rowsOf(tx, model)).length);
      return counts;
    });
    expect(seen).toEqual(TENANT_MODELS.map(() => 0));
  });
});

type ForeignKey = {
  name: string;
  child: string;
  parent: string;
  columns: string[];
  targets: string[];
};

/** Every foreign key between tables, with its columns in order. */
async function foreignKeys(): Promise<ForeignKey[]> {
  const db = await theDatabase();
  return db.single.$queryRaw<ForeignKey[]>`
    SELECT c.conname AS name, c.conrelid::regclass::text AS child, c.confrelid::regclass::text AS parent,
      (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n)
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum) AS columns,
      (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(attnum, n)
        JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum) AS targets
    FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace ORDER BY c.conname`;
}

const nameIn = (quoted: string): string => quoted.replaceAll('"', '');

describe('a reference', () => {
  it('to a row of an organization always names the organization too', async () => {
    const keys = await foreignKeys();
    expect(keys.length).toBeGreaterThan(20);
    const loose = keys.filter(
      (key) =>
        nameIn(key.parent) !== 'Organization' &&
        !(key.columns.includes('organizationId') && key.targets.includes('organizationId')),
    );
    expect(loose).toEqual([]);
  });

  it('into another organization is refused by every foreign key, also to the system itself', async () => {
    const db = await theDatabase();
    const keys = (await foreignKeys()).filter(
      (key) => key.columns.length > 1 && nameIn(key.child) !== 'Change',
    );
    const letThrough: string[] = [];
    for (const key of keys) {
      const column = Prisma.raw(`"${key.columns.at(-1)}"`);
      const parent = table(nameIn(key.parent));
      const intrusion = db.asSystem(
        (tx) => tx.$executeRaw`
          UPDATE ${table(nameIn(key.child))} SET ${column} = (SELECT "id" FROM ${parent} WHERE ${belongsTo(acme)} LIMIT 1)
          WHERE ${belongsTo(globex)}`,
      );
      const message = await intrusion.then(() => 'nothing', String);
      if (!/foreign key constraint/.test(message)) letThrough.push(`${key.name}: ${message}`);
    }
    expect(letThrough).toEqual([]);
  });

  it('of a change to the change set of another organization is refused', async () => {
    const db = await theDatabase();
    const change = {
      organizationId: globex.organization.id,
      changeSetId: acme.ids.changeSet,
      position: 7,
      entity: 'deal',
      recordId: globex.ids.deal,
      label: 'Acme',
      operation: 'update' as const,
      before: {},
      after: {},
    };
    await expect(db.asSystem((tx) => tx.change.create({ data: change }))).rejects.toThrow(
      /foreign key/i,
    );
  });
});
