import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { ensureOrganization } from '../../src/crm/organization.ts';
import { theDatabase } from '../harness/world.ts';

/** Runs twice: the first run prepares the statement, the second finds it prepared. */
async function twice<T>(ask: () => Promise<T>): Promise<T> {
  const first = await ask();
  expect(await ask()).toEqual(first);
  return first;
}

describe('a prepared statement', () => {
  it('takes and gives values of every kind', async () => {
    const { single } = await theDatabase();
    const at = new Date('2026-03-18T10:00:00.123Z');
    const [row] = await twice(
      () =>
        single.$queryRaw<object[]>`SELECT ${'é 中 \' " \\'}::text AS "text", ${42}::int AS "int",
          ${9007199254740993n}::bigint AS "bigint", ${'1.50'}::numeric AS "numeric", ${true}::boolean AS "boolean",
          ${null}::text AS "nothing", ${at}::timestamptz AS "at", ${'{"a":[1,null]}'}::jsonb AS "json",
          ${['a', 'b,c', '"']}::text[] AS "texts", ${Buffer.from([0, 255, 39])}::bytea AS "bytes"`,
    );
    expect(row).toEqual({
      text: 'é 中 \' " \\',
      int: 42,
      bigint: 9007199254740993n,
      numeric: expect.objectContaining({}),
      boolean: true,
      nothing: null,
      at,
      json: { a: [1, null] },
      texts: ['a', 'b,c', '"'],
      bytes: new Uint8Array([0, 255, 39]),
    });
    expect(String((row as { numeric: unknown }).numeric)).toBe('1.5');
  });

  it('counts the rows that it touched', async () => {
    const db = await theDatabase();
    const slug = v7();
    await ensureOrganization(db, { slug, name: 'One' });
    const rename = (name: string) =>
      db.single.$executeRaw`UPDATE "Organization" SET "name" = ${name} WHERE "slug" = ${slug}`;
    expect(await rename('Two')).toBe(1);
    expect(await rename('Three')).toBe(1);
    expect(
      await db.single.$executeRaw`UPDATE "Organization" SET "name" = '' WHERE "slug" = ${v7()}`,
    ).toBe(0);
  });

  it('shows each organization its own rows, and the system all of them', async () => {
    const db = await theDatabase();
    const [one, two] = await Promise.all(
      [v7(), v7()].map((slug) => ensureOrganization(db, { slug, name: slug })),
    );
    const ids = [one, two].map((made) => made?.settings.id ?? '');
    type Asked = Pick<typeof db.single, '$queryRaw'>;
    const seen = async (by: Asked) => {
      const rows = await by.$queryRaw<
        { id: string }[]
      >`SELECT "organizationId"::text AS "id" FROM "Pipeline" WHERE "organizationId" = ANY(${ids}::uuid[]) ORDER BY 1`;
      return rows.map(({ id }) => id);
    };
    for (let round = 0; round < 8; round += 1) {
      for (const id of ids) expect(await db.inOrganization(id, seen)).toEqual([id]);
      expect(await seen(db.single)).toEqual(ids.toSorted());
    }
  });

  it('that fails is none, and leaves the connection in order', async () => {
    const { single } = await theDatabase();
    const divide = (by: number) => single.$queryRaw<object[]>`SELECT 6 / ${by}::int AS "result"`;
    await expect(single.$queryRaw`SELECT nonsense FROM nowhere`).rejects.toThrow();
    await expect(divide(0)).rejects.toThrow();
    expect(await divide(2)).toEqual([{ result: 3 }]);
    await expect(divide(0)).rejects.toThrow();
    expect(await divide(3)).toEqual([{ result: 2 }]);
  });

  it('outlives the transaction in which it was prepared, also one that failed', async () => {
    const db = await theDatabase();
    const marker = v7();
    const ask = (by: Pick<typeof db.single, '$queryRawUnsafe'>) =>
      by.$queryRawUnsafe<object[]>(`SELECT '${marker}' AS "marker"`);
    await expect(
      db.asSystem(async (tx) => {
        await ask(tx);
        await tx.$queryRaw`SELECT 1 / 0`;
      }),
    ).rejects.toThrow();
    expect(await ask(db.single)).toEqual([{ marker }]);
    expect(await db.asSystem(ask)).toEqual([{ marker }]);
  });

  it('is not run by a transaction that is over', async () => {
    const db = await theDatabase();
    const slug = v7();
    await ensureOrganization(db, { slug, name: 'Before' });
    const rename = (by: Pick<typeof db.single, '$executeRaw'>) =>
      by.$executeRaw`UPDATE "Organization" SET "name" = 'After' WHERE "slug" = ${slug}`;
    const over = await db.asSystem(async (tx) => tx);
    await expect(rename(over)).rejects.toThrow();
    const known = await db.single.organization.findUniqueOrThrow({ where: { slug } });
    expect(known.name).toBe('Before');
  });

  it('is prepared again when hundreds of others came in between', async () => {
    const { single } = await theDatabase();
    const ask = (n: number) => single.$queryRawUnsafe<object[]>(`SELECT ${n} AS "n"`);
    expect(await ask(-1)).toEqual([{ n: -1 }]);
    for (let n = 0; n < 600; n += 1) expect(await ask(n)).toEqual([{ n }]);
    expect(await ask(-1)).toEqual([{ n: -1 }]);
    const [held] = await single.$queryRaw<
      { count: bigint }[]
    >`SELECT count(*) AS "count" FROM pg_prepared_statements`;
    expect(Number(held?.count)).toBeLessThanOrEqual(500);
  });
});
