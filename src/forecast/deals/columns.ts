import type { FeatureTable } from '../feature-table.ts';
import { quantile } from '../scores.ts';

/** The names of the columns that say something: not the same value, or none, in every row. All of them in a table without rows. */
export function varying<Name extends string>(
  table: FeatureTable,
  names: readonly Name[],
): readonly Name[] {
  if (table.rows === 0) return names;
  return names.filter((name) => {
    const column = table.columns[table.names.indexOf(name)] ?? new Float64Array();
    const first = column[0] ?? Number.NaN;
    return column.some((value) => !Object.is(value, first));
  });
}

/** The median of each column without its missing values; NaN where all are missing. */
export function medians(table: FeatureTable): number[] {
  return table.columns.map((column) =>
    quantile(column.filter((value) => !Number.isNaN(value)).sort(), 0.5),
  );
}

/** The columns of those names, in their order; the values are shared. */
export function withColumns(table: FeatureTable, names: readonly string[]): FeatureTable {
  const at = names.map((name) => table.names.indexOf(name)).filter((i) => i !== -1);
  return {
    rows: table.rows,
    names: at.map((i) => table.names[i] ?? ''),
    categorical: at.map((i) => table.categorical[i] ?? false),
    columns: at.map((i) => table.columns[i] ?? new Float64Array(table.rows)),
  };
}
