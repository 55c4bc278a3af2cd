import { Prisma } from '../generated/prisma/client.ts';
import type { Transaction } from '../platform/database.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * Inserts rows in one statement, whatever their number: PostgreSQL reads them from one JSON text by the types of its columns, which
 * takes a fraction of what a parameter for each value does. Every row has the columns of the first.
 */
export async function insertRows(tx: Transaction, table: string, rows: Rows): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Prisma.raw(Object.keys(first).map(quoted).join(', '));
  const name = Prisma.raw(quoted(table));
  await tx.$executeRaw`INSERT INTO ${name} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::jsonb)`;
}

/**
 * Sets columns of rows that still have the version that was read; `version` goes up.
 *
 * @param columns those that are set; a row holds them with `id` and the `version` it was read with.
 * @returns how many rows were changed.
 */
export async function updateRows(
  tx: Transaction,
  table: string,
  columns: readonly string[],
  rows: Rows,
  now: Date,
): Promise<number> {
  const name = Prisma.raw(quoted(table));
  const sets = Prisma.raw(
    columns.map((column) => `${quoted(column)} = r.${quoted(column)}`).join(', '),
  );
  return tx.$executeRaw`UPDATE ${name} t SET ${sets}, "version" = t."version" + 1, "updatedAt" = ${now}
    FROM jsonb_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::jsonb) r
    WHERE t."id" = r."id" AND t."version" = r."version"`;
}

/**
 * The live rows of an organization that have one of these values in a column with an index that begins with the organization: a look
 * into the index for each value. A list of a thousand values after `IN` reads the whole table where its statistics are old, as
 * they are while it grows.
 */
export async function rowsByValues<Row>(
  tx: Transaction,
  table: string,
  organizationId: string,
  column: { name: string; type: 'text' | 'int4'; index: 'of-live' | 'of-all' },
  values: readonly (string | number)[],
): Promise<Row[]> {
  if (values.length === 0) return [];
  const name = Prisma.raw(quoted(table));
  const [field, type] = [Prisma.raw(quoted(column.name)), Prisma.raw(`${column.type}[]`)];
  return tx.$queryRaw<
    Row[]
  >`SELECT r.* FROM unnest(${[...new Set(values)]}::${type}) AS wanted(value)
    CROSS JOIN LATERAL (SELECT * FROM ${name} t WHERE t."organizationId" = ${organizationId}::uuid
      AND t.${field} = wanted.value ${column.index === 'of-live' ? LIVE : Prisma.empty} OFFSET 0) r
    WHERE r."deletedAt" IS NULL`;
}

// Only where it helps: with it, an index of live rows by another column looks as good, and a thousand looks take a second.
const LIVE = Prisma.raw('AND t."deletedAt" IS NULL');

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
