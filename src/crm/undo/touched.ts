import { columnsOf, FIELDS, type RecordKind, type StoredField } from '../fields.ts';
import { ownFieldsIn } from '../own-columns.ts';
import type { Stored } from '../recorder.ts';

/** A change as the history keeps it. */
export type ChangeRow = {
  entity: string;
  recordId: string;
  label: string;
  operation: string;
  before: unknown;
  after: unknown;
};

/** A field that a change touched: its columns, and those that go wherever it goes. */
export type Touched = {
  name: string;
  spec: StoredField;
  columns: readonly string[];
  followers: readonly string[];
};

/** The fields that a change touched; those that make sense only together in one group. */
export function groupsIn(entity: RecordKind, after: Readonly<Record<string, Stored>>): Touched[][] {
  const groups = new Map<string, Touched[]>();
  for (const [name, spec] of [...Object.entries(FIELDS[entity]), ...ownFieldsIn(after)]) {
    const columns = columnsOf(spec).filter((column) => column in after);
    if (columns.length === 0) continue;
    const followers = (spec.follows ?? []).filter((column) => column in after);
    const key = spec.with ?? name;
    groups.set(key, [...(groups.get(key) ?? []), { name, spec, columns, followers }]);
  }
  return [...groups.values()];
}

/** The values from before a change, for these fields with all that follows them, and for these other columns. */
export function patchOf(
  before: Readonly<Record<string, Stored>>,
  fields: readonly Touched[],
  others: readonly string[],
): Record<string, unknown> {
  const own = fields.flatMap(({ spec, columns }) =>
    columns.map((column) => [column, columnValue(before[column], isTime(spec))] as const),
  );
  const silent = [...fields.flatMap((field) => field.followers), ...others].map(
    (column) => [column, columnValue(before[column], null)] as const,
  );
  return Object.fromEntries([...own, ...silent]);
}

/** A stored value back as its column takes it; `time` is null where only the text tells whether it is one. */
function columnValue(value: Stored | undefined, time: boolean | null): unknown {
  if (typeof value !== 'string') return value ?? null;
  return (time ?? /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) ? new Date(value) : value;
}

function isTime(spec: StoredField): boolean {
  return spec.kind === 'day' || spec.kind === 'moment' || spec.kind === 'due';
}
