import { NUMBER_PREFIXES, type NumberedKind } from '../crm/fields.ts';

const KINDS = new Map(
  Object.entries(NUMBER_PREFIXES).map(([kind, prefix]) => [prefix as string, kind as NumberedKind]),
);

/** What kind of record a number names: D-12 a deal, Q-3 v2 a quote. Null where it names none. */
export function kindOfNumber(said: string): NumberedKind | null {
  const prefix = /^([a-z]{1,2})-\d{1,9}(?: v\d{1,2})?$/i.exec(said.trim())?.[1];
  return KINDS.get(prefix?.toUpperCase() ?? '') ?? null;
}
