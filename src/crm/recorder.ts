import type { RecordKind } from './fields.ts';

/** A column's value as the history keeps it. */
export type Stored = string | number | boolean | null;

/** One record's change, the touched columns only. */
export type RecordedChange = {
  entity: RecordKind;
  recordId: string;
  /** What the record is called. */
  label: string;
  operation: 'create' | 'update' | 'delete' | 'restore';
  before: Readonly<Record<string, Stored>>;
  after: Readonly<Record<string, Stored>>;
};

/** The columns of a change as they were written, read back from its JSON. */
export function columnsIn(json: unknown): Record<string, Stored> {
  return typeof json === 'object' && json !== null ? (json as Record<string, Stored>) : {};
}

/** Collects what a turn changes; `history.ts` writes it in the same transaction. */
export type ChangeRecorder = {
  /** The id that the change set will have, known before it is written: an Undo button names it. */
  changeSetId: string;
  changes: RecordedChange[];
  /** The change set that this turn takes back. */
  undoes: string | null;
};

export function newRecorder(changeSetId: string): ChangeRecorder {
  return { changeSetId, changes: [], undoes: null };
}
