import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Transaction } from '../../src/platform/database.ts';
import { aCompany, type Company } from '../harness/company.ts';
import { theDatabase } from '../harness/world.ts';

let company: Company;

beforeAll(async () => {
  company = await aCompany();
});

const team = (name: string) => ({ organizationId: company.organization.id, name });

async function teams(prefix: string): Promise<string[]> {
  const { single } = await theDatabase();
  const rows = await single.team.findMany({
    where: { ...team(''), name: { startsWith: prefix } },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ name }) => name.slice(prefix.length));
}

/** By SQL that nobody waits for. */
function send(tx: Transaction, name: string): void {
  tx.send`INSERT INTO "Team" ("id", "organizationId", "name") VALUES (${v7()}, ${company.organization.id}, ${name})`;
}

describe('SQL in a transaction', () => {
  it('gives values as the models do, outside of a transaction too', async () => {
    const db = await theDatabase();
    const at = new Date('2026-03-18T10:00:00.123Z');
    const ask = (by: Pick<Transaction, 'sql'>) =>
      by.sql<Record<string, unknown>>`SELECT ${'é 中'}::text AS "text", ${42}::int AS "int",
        ${9007199254740993n}::bigint AS "bigint", ${'1.50'}::numeric AS "numeric", ${true}::boolean AS "boolean",
        ${null}::text AS "nothing", ${at}::timestamptz AS "at", ${'2026-03-31'}::date AS "day",
        ${'{"a":[1,null]}'}::jsonb AS "json", ${['a', 'b,c', '"']}::text[] AS "texts"`;
    const expected = {
      text: 'é 中',
      int: 42,
      bigint: 9007199254740993n,
      numeric: '1.5',
      boolean: true,
      nothing: null,
      at,
      day: new Date('2026-03-31T00:00:00Z'),
      json: { a: [1, null] },
      texts: ['a', 'b,c', '"'],
    };
    for (const rows of [await ask(db), await db.asSystem(ask), await company.in(ask)])
      expect(rows.map((row) => ({ ...row, numeric: String(row.numeric) }))).toEqual([expected]);
  });

  it('sees what the models wrote, and they see what was only sent', async () => {
    await company.in(async (tx) => {
      await tx.team.create({ data: team('mixed/1') });
      send(tx, 'mixed/2');
      expect(await tx.team.count({ where: { name: { startsWith: 'mixed/' } } })).toBe(2);
      send(tx, 'mixed/3');
      const rows = await tx.sql`SELECT "id" FROM "Team" WHERE "name" LIKE 'mixed/%'`;
      expect(rows).toHaveLength(3);
    });
    expect(await teams('mixed/')).toEqual(['1', '2', '3']);
  });

  it('is undone with the models when the work fails', async () => {
    const fails = company.in(async (tx) => {
      await tx.team.create({ data: team('failed/1') });
      send(tx, 'failed/2');
      await tx.sql`SELECT 1`;
      throw new Error('no');
    });
    await expect(fails).rejects.toThrow('no');
    expect(await teams('failed/')).toEqual([]);
  });

  it('that was sent and cannot be done lets nothing be committed', async () => {
    const id = v7();
    const twice = company.in(async (tx) => {
      await tx.team.create({ data: { ...team('doubled/1'), id } });
      tx.send`INSERT INTO "Team" ("id", "organizationId", "name") VALUES (${id}, ${company.organization.id}, 'doubled/2')`;
    });
    await expect(twice).rejects.toThrow();
    expect(await teams('doubled/')).toEqual([]);
  });

  it('that failed is no success when the work goes on as if it had not', async () => {
    const hidden = company.in(async (tx) => {
      send(tx, 'hidden/1');
      await tx.sql`SELECT 1 / 0`.catch(() => undefined);
    });
    await expect(hidden).rejects.toThrow();
    expect(await teams('hidden/')).toEqual([]);
  });

  it('goes back to a savepoint and on from there', async () => {
    await company.in(async (tx) => {
      send(tx, 'saved/1');
      const goBack = tx.savepoint();
      await tx.team.create({ data: team('saved/2') });
      send(tx, 'saved/3');
      await goBack();
      send(tx, 'saved/4');
    });
    expect(await teams('saved/')).toEqual(['1', '4']);
  });

  it('is refused once the transaction is over', async () => {
    const over = await company.in(async (tx) => tx);
    await expect(over.sql`SELECT 1`).rejects.toThrow('over');
    await expect(over.team.count()).rejects.toThrow('over');
    expect(() => send(over, 'late/1')).toThrow('over');
  });
});

describe('transactions side by side', () => {
  it('keep to themselves, whichever of them ask the models', async () => {
    const each = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        company
          .in(async (tx) => {
            const name = `beside/${String(i).padStart(2, '0')}`;
            if (i % 2 === 0) await tx.team.create({ data: team(name) });
            else send(tx, name);
            const mine = await tx.team.findMany({ where: { name } });
            if (i % 3 === 0) throw new Error('no');
            return mine.length;
          })
          .catch(() => 'undone'),
      ),
    );
    expect(each).toEqual(Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? 'undone' : 1)));
    expect(await teams('beside/')).toEqual(['01', '02', '04', '05', '07', '08', '10', '11']);
  });

  it('show each organization its own rows', async () => {
    const other = await aCompany();
    const counts = await Promise.all(
      [company, other, company, other].map(({ in: inside, organization }) =>
        inside(async (tx) => {
          const rows = await tx.pipeline.findMany();
          const same = await tx.sql<{
            organizationId: string;
          }>`SELECT "organizationId" FROM "Pipeline"`;
          return [...rows, ...same].every((row) => row.organizationId === organization.id);
        }),
      ),
    );
    expect(counts).toEqual([true, true, true, true]);
  });
});
