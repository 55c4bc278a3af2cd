import type { StoredField } from './fields.ts';

/**
 * The organization's own fields lie together in the column `custom`. Whoever writes and whoever keeps the history sees each as a
 * column of its own, `custom.contractType`, whose value is JSON text: so two people may change two of them, and each is taken
 * back alone.
 */
const PREFIX = 'custom.';

export function isOwnColumn(column: string): boolean {
  return column.startsWith(PREFIX);
}

export function ownColumn(key: string): string {
  return `${PREFIX}${key}`;
}

/** Values by key as columns that `createRecord` and `updateRecord` take; null empties a field. */
export function ownColumns(
  values: Readonly<Record<string, unknown>>,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [ownColumn(key), value === null ? null : JSON.stringify(value)]),
  );
}

/** A row with its own fields as columns, in place of those it had as columns before. */
export function withOwnColumns<R extends Readonly<Record<string, unknown>>>(row: R): R {
  const own = Object.entries(customOf(row));
  const stale = Object.keys(row).some(isOwnColumn);
  if (own.length === 0 && !stale) return row;
  const others = Object.entries(row).filter(([column]) => !isOwnColumn(column));
  const columns = own.map(([key, value]) => [ownColumn(key), JSON.stringify(value)] as const);
  return Object.fromEntries([...others, ...columns]) as R;
}

/** The columns to write: own ones put into `custom`, beside the values that the row has there already. */
export function writtenColumns(
  row: Readonly<Record<string, unknown>> | null,
  columns: readonly (readonly [string, unknown])[],
): Record<string, unknown> {
  const own = columns.filter(([column]) => isOwnColumn(column));
  const others = Object.fromEntries(columns.filter(([column]) => !isOwnColumn(column)));
  if (own.length === 0) return others;
  const custom = new Map(Object.entries(customOf(row)));
  for (const [column, text] of own) {
    const key = column.slice(PREFIX.length);
    if (typeof text === 'string') custom.set(key, JSON.parse(text));
    else custom.delete(key);
  }
  return { ...others, custom: Object.fromEntries(custom) };
}

/** What the column `custom` of a row holds. */
export function customOf(row: Readonly<Record<string, unknown>> | null): Record<string, unknown> {
  const custom = row?.custom;
  return typeof custom === 'object' && custom !== null ? (custom as Record<string, unknown>) : {};
}

/** The own fields among a change's columns, by their keys, beside those that every organization has. */
export function ownFieldsIn(
  ...columns: readonly Readonly<Record<string, unknown>>[]
): [string, StoredField][] {
  const own = new Set(columns.flatMap(Object.keys).filter(isOwnColumn));
  return [...own].map((column) => [column.slice(PREFIX.length), { kind: 'own', column }]);
}
