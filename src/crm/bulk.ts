import type { Transaction } from '../platform/database.ts';

// In SQL and not through Prisma's client, which keeps texts of this size for long: an import would take hundreds of megabytes.

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * Inserts rows in one statement, whatever their number: PostgreSQL reads them from one JSON text by the types of its columns, which
 * takes a fraction of what a parameter for each value does. Every row has the columns of the first.
 */
export async function insertRows(tx: Transaction, table: string, rows: Rows): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first).map(quoted).join(', ');
  await tx.sql(
    `INSERT INTO ${quoted(table)} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${quoted(table)}, $1::jsonb)`,
    JSON.stringify(rows),
  );
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
  const name = quoted(table);
  const sets = columns.map((column) => `${quoted(column)} = r.${quoted(column)}`).join(', ');
  const changed = await tx.sql(
    `UPDATE ${name} t SET ${sets}, "version" = t."version" + 1, "updatedAt" = $1
    FROM jsonb_populate_recordset(NULL::${name}, $2::jsonb) r
    WHERE t."id" = r."id" AND t."version" = r."version" RETURNING t."id"`,
    now,
    JSON.stringify(rows),
  );
  return changed.length;
}

/**
 * The live rows of an organization that have one of these values in a column with an index that begins with the organization: a look
 * into the index for each value. A list of a thousand values after `IN` reads the whole table where its statistics are old, as
 * they are while it grows.
 */
export async function rowsByValues<Row extends object>(
  tx: Transaction,
  table: string,
  organizationId: string,
  column: { name: string; type: 'text' | 'int4'; index: 'of-live' | 'of-all' },
  values: readonly (string | number)[],
): Promise<Row[]> {
  if (values.length === 0) return [];
  return tx.sql<Row>(
    `SELECT r.* FROM unnest($1::${column.type}[]) AS wanted(value)
    CROSS JOIN LATERAL (SELECT * FROM ${quoted(table)} t WHERE t."organizationId" = $2
      AND t.${quoted(column.name)} = wanted.value ${column.index === 'of-live' ? LIVE : ''} OFFSET 0) r
    WHERE r."deletedAt" IS NULL`,
    [...new Set(values.map(String))],
    organizationId,
  );
}

// Only where it helps: with it, an index of live rows by another column looks as good, and a thousand looks take a second.
const LIVE = 'AND t."deletedAt" IS NULL';

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
