import type { FeatureTable } from '../feature-table.ts';

/** A table of one of the rows. */
export function rowOf(table: FeatureTable, row: number): FeatureTable {
  return { ...table, rows: 1, columns: table.columns.map((column) => column.slice(row, row + 1)) };
}
