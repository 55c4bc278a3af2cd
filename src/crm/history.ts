import { momentOf, wallClock } from '../platform/clock.ts';
import { moneyFrom, moneyToJson } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import { insertRows } from './bulk.ts';
import type { CrmContext } from './context.ts';
import { columnsOf, FIELDS, type RecordKind, type StoredField } from './fields.ts';
import { scopeOf } from './members.ts';
import { columnsIn, type RecordedChange, type Stored } from './recorder.ts';
import { findRow, labelOf, namesOf, setDeleted } from './store.ts';

/** One field that changed, as people read it: the catalogue's parameter and JSON forms, records and persons by name. */
export type FieldChange = {
  /** The catalogue's noun with a capital: `Deal`; a member's own settings are a `Profile`. */
  entity: string;
  id: string;
  label: string;
  field: string;
  before: unknown;
  after: unknown;
};

/** Writes what the turn changed. Nothing is written when nothing changed. */
export async function writeHistory(
  ctx: CrmContext,
  turn: {
    commands: readonly string[];
    conversationId: string | null;
    origin: 'chat' | 'rule' | 'import' | 'api';
    importBatchId?: string;
  },
): Promise<void> {
  const { history } = ctx;
  if (history.changes.length === 0) return;
  await ctx.tx.changeSet.create({
    data: {
      id: history.changeSetId,
      organizationId: ctx.organization.id,
      actorId: ctx.actor.kind === 'member' ? ctx.actor.id : null,
      origin: turn.origin,
      conversationId: turn.conversationId,
      commands: [...turn.commands],
      at: ctx.clock.now(),
      undoesId: history.undoes,
      importBatchId: turn.importBatchId ?? null,
    },
  });
  const changes = history.changes.map((change, position) => ({
    organizationId: ctx.organization.id,
    changeSetId: history.changeSetId,
    position,
    ...change,
  }));
  if (changes.length < MANY) await ctx.tx.change.createMany({ data: changes });
  else
    await insertRows(
      ctx.tx,
      'Change',
      changes.map((change) => ({ id: ctx.ids.next(), ...change })),
    );
}

/** From so many on, one statement with a JSON text is faster than one with a parameter for each value. */
const MANY = 50;

/** Changes by field, in the catalogue's terms. Values that name records and persons are looked up. */
export async function describeChanges(
  ctx: CrmContext,
  changes: readonly RecordedChange[],
): Promise<FieldChange[]> {
  const namesById = await namesIn(ctx, changes);
  const described: FieldChange[] = [];
  for (const change of changes) {
    if (change.operation === 'delete' || change.operation === 'restore') {
      const gone = change.operation === 'delete';
      described.push({
        entity: entityName(change.entity, 'deleted'),
        id: change.recordId,
        label: change.label,
        field: 'deleted',
        before: !gone,
        after: gone,
      });
      continue;
    }
    for (const [field, spec] of Object.entries(FIELDS[change.entity])) {
      if (!columnsOf(spec).some((column) => column in change.after || column in change.before))
        continue;
      const before = jsonValue(ctx, spec, change.before, namesById);
      const after = jsonValue(ctx, spec, change.after, namesById);
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      described.push({
        entity: entityName(change.entity, field),
        id: change.recordId,
        label: change.label,
        field,
        before,
        after,
      });
    }
  }
  return described;
}

function entityName(entity: RecordKind, field: string): string {
  if (entity === 'member' && field !== 'role') return 'Profile';
  return entity.charAt(0).toUpperCase() + entity.slice(1);
}

function jsonValue(
  ctx: CrmContext,
  spec: StoredField,
  columns: Readonly<Record<string, Stored>>,
  names: ReadonlyMap<string, string>,
): unknown {
  const at = (column: string): Stored => columns[column] ?? null;
  switch (spec.kind) {
    case 'money': {
      const amount = at(spec.amount);
      const currency = at(spec.currency);
      if (amount === null) return null;
      return currency === null
        ? { amount: Number(amount), currency: null }
        : moneyToJson(moneyFrom(String(amount), String(currency)));
    }
    case 'ref':
    case 'stage': {
      const id = at(spec.column);
      return id === null ? null : (names.get(String(id)) ?? null);
    }
    case 'about': {
      const id = at(spec.deal) ?? at(spec.contact) ?? at(spec.account);
      return id === null ? null : (names.get(String(id)) ?? null);
    }
    case 'day':
      return dayText(at(spec.column));
    case 'moment':
      return momentText(ctx, at(spec.column));
    case 'due':
      return momentText(ctx, at(spec.moment)) ?? dayText(at(spec.day));
    case 'percent': {
      const percent = at(spec.column);
      return percent === null ? null : Number(percent) / 100;
    }
    case 'number': {
      const value = at(spec.column);
      return value === null ? null : Number(value);
    }
    case 'list': {
      const list = at(spec.column);
      return list === null ? null : JSON.parse(String(list));
    }
    case 'text':
    case 'flag':
      return at(spec.column);
    default:
      return spec satisfies never;
  }
}

function dayText(value: Stored): string | null {
  return typeof value === 'string' ? value.slice(0, 10) : null;
}

function momentText(ctx: CrmContext, value: Stored): string | null {
  const moment = typeof value === 'string' ? momentOf(value, 'utc') : null;
  return moment === null ? null : wallClock(ctx.actor.timeZone, moment);
}

async function namesIn(
  ctx: CrmContext,
  changes: readonly RecordedChange[],
): Promise<Map<string, string>> {
  const ids = new Map<RecordKind, Set<string>>();
  const note = (kind: RecordKind, value: Stored | undefined): void => {
    if (typeof value === 'string') ids.set(kind, (ids.get(kind) ?? new Set()).add(value));
  };
  for (const change of changes) {
    for (const spec of Object.values(FIELDS[change.entity])) {
      for (const columns of [change.before, change.after]) {
        if (spec.kind === 'ref') note(spec.to, columns[spec.column]);
        if (spec.kind === 'stage') note('stage', columns[spec.column]);
        if (spec.kind === 'about') {
          note('deal', columns[spec.deal]);
          note('contact', columns[spec.contact]);
          note('account', columns[spec.account]);
        }
      }
    }
  }
  const names = new Map<string, string>();
  for (const [kind, set] of ids) {
    if (kind === 'stage') continue;
    for (const { id, name } of await namesOf(ctx, kind, [...set])) names.set(id, name);
  }
  const stages = ids.get('stage');
  if (stages !== undefined) {
    const where = { organizationId: ctx.organization.id, id: { in: [...stages] } };
    for (const stage of await ctx.tx.stage.findMany({ where })) names.set(stage.id, stage.key);
  }
  return names;
}

/** One entry of a record's history. */
export type HistoryEntry = {
  at: Date;
  actor: string | null;
  origin: string;
  /** The contact or deal of the account that it is about; null for the record itself. */
  part: string | null;
  operation: 'create' | 'update' | 'delete' | 'restore';
  fields: readonly FieldChange[];
  undone: boolean;
  undoes: boolean;
};

/**
 * A record's changes, the latest first, at most `limit`. An account's history is also that of its contacts and of those of its deals
 * that the actor may see.
 */
export async function recordHistory(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
  limit: number,
): Promise<HistoryEntry[]> {
  const rows = await ctx.tx.change.findMany({
    where: {
      organizationId: ctx.organization.id,
      OR: [{ entity, recordId: id }, ...(await partsOf(ctx, entity, id))],
    },
    include: { changeSet: { include: { actor: true } } },
    orderBy: [{ changeSetId: 'desc' }, { position: 'desc' }],
    take: limit,
  });
  const entries: HistoryEntry[] = [];
  for (const row of rows) {
    const change: RecordedChange = {
      entity: row.entity as RecordKind,
      recordId: row.recordId,
      label: row.label,
      operation: row.operation,
      before: columnsIn(row.before),
      after: columnsIn(row.after),
    };
    entries.push({
      at: row.changeSet.at,
      actor: row.changeSet.actor?.name ?? null,
      origin: row.changeSet.origin,
      part: row.recordId === id ? null : row.label,
      operation: row.operation,
      fields: await describeChanges(ctx, [change]),
      undone: row.changeSet.undoneAt !== null,
      undoes: row.changeSet.undoesId !== null,
    });
  }
  return entries;
}

async function partsOf(ctx: CrmContext, entity: RecordKind, id: string): Promise<object[]> {
  if (entity !== 'account') return [];
  const where = { organizationId: ctx.organization.id, accountId: id };
  const scope = await scopeOf(ctx);
  const deals = await ctx.tx.deal.findMany({
    where: { ...where, ...(scope === 'all' ? {} : { ownerId: { in: [...scope] } }) },
    select: { id: true },
  });
  const contacts = await ctx.tx.contact.findMany({ where, select: { id: true } });
  const ids = (rows: readonly { id: string }[]) => ({ in: rows.map((row) => row.id) });
  return [
    { entity: 'deal', recordId: ids(deals) },
    { entity: 'contact', recordId: ids(contacts) },
  ];
}

/** Deletes a record softly. */
export async function deleteRecord(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
): Promise<string> {
  const row = await findRow(ctx, entity, id);
  if (row === null || row.deletedAt !== null) throw new Refusal('record_gone', { entity });
  await setDeleted(ctx, entity, row, true);
  return labelOf(entity, row);
}
