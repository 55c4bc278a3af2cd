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

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
