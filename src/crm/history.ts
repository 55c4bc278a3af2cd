import { momentOf, wallClock } from '../platform/clock.ts';
import { moneyFrom, moneyToJson } from '../platform/money.ts';
import { insertRows } from './bulk.ts';
import type { CrmContext } from './context.ts';
import { customFieldNames } from './custom-fields.ts';
import { columnsOf, FIELDS, type RecordKind, type StoredField } from './fields.ts';
import { ownedInScope, scopeOf } from './members.ts';
import { ownFieldsIn } from './own-columns.ts';
import type { StageNames } from './pipelines.ts';
import { columnsIn, type RecordedChange, type Stored } from './recorder.ts';
import { fillPinyin } from './search/pinyin.ts';
import { findRow, namesOf } from './store.ts';

/** One field that changed, as people read it: the catalogue's parameter and JSON forms, records and persons by name. */
export type FieldChange = {
  /** The catalogue's noun with a capital: `Deal`; a member's own settings are a `Profile`. */
  entity: string;
  id: string;
  label: string;
  field: string;
  /** What the organization calls a field of its own. */
  name?: { en: string; zh: string };
  before: unknown;
  after: unknown;
  /** What people call the stages, where the JSON form is their key. */
  called?: { before: StageNames | null; after: StageNames | null };
};

/** Writes what the turn changed. Nothing is written when nothing changed. */
export async function writeHistory(
  ctx: CrmContext,
  turn: {
    commands: readonly string[];
    conversationId: string | null;
    messageLink?: string | null;
    origin: 'chat' | 'rule' | 'import' | 'api';
    importBatchId?: string;
  },
): Promise<void> {
  const { history } = ctx;
  if (history.changes.length === 0) return;
  const { id: organizationId } = ctx.organization;
  const { tx, actor } = ctx;
  tx.send`
    INSERT INTO "ChangeSet" ("id", "organizationId", "actorId", "origin", "conversationId", "commands", "at", "undoesId", "messageLink",
      "importBatchId")
    VALUES (${history.changeSetId}, ${organizationId}, ${actor.kind === 'member' ? actor.id : null}, ${turn.origin},
      ${turn.conversationId}, ${turn.commands}, ${ctx.clock.now()}, ${history.undoes}, ${turn.messageLink ?? null},
      ${turn.importBatchId ?? null})`;
  if (history.changes.length >= MANY) {
    const { changeSetId } = history;
    await insertRows(
      tx,
      'Change',
      history.changes.map((change, position) => ({
        id: ctx.ids.next(),
        organizationId,
        changeSetId,
        position,
        ...change,
      })),
    );
  } else {
    for (const [position, change] of history.changes.entries()) {
      tx.send`
        INSERT INTO "Change" ("id", "organizationId", "changeSetId", "position", "entity", "recordId", "label", "operation",
          "before", "after")
        VALUES (${ctx.ids.next()}, ${organizationId}, ${history.changeSetId}, ${position}, ${change.entity}, ${change.recordId},
          ${change.label}, ${change.operation}, ${JSON.stringify(change.before)}, ${JSON.stringify(change.after)})`;
    }
  }
  const named = history.changes.filter((change) => HAN.test(JSON.stringify(change.after)));
  if (named.length > 0) await fillPinyin(tx, [...new Set(named.map((c) => c.recordId))]);
}

const HAN = /\p{Script=Han}/u;
/** From so many on, one statement with a JSON text is faster than one with a parameter for each value. */
const MANY = 50;

/** Changes by field, in the catalogue's terms. Values that name records and persons are looked up. */
export async function describeChanges(
  ctx: CrmContext,
  changes: readonly RecordedChange[],
): Promise<FieldChange[]> {
  const { names: namesById, stages } = await namesIn(ctx, changes);
  const own = changes.some(({ before, after }) => ownFieldsIn(before, after).length > 0);
  const ownNames = own ? await customFieldNames(ctx) : null;
  const documents = await documentsOf(ctx, changes);
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
    for (const [field, spec] of specsOf(change)) {
      if (!columnsOf(spec).some((column) => column in change.after || column in change.before))
        continue;
      if (change.operation === 'create' && spec.impliedWhenNew === true) continue;
      const before = jsonValue(ctx, spec, change.before, namesById);
      const after = jsonValue(ctx, spec, change.after, namesById);
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      const name = spec.kind === 'own' ? ownNames?.(change.entity, field) : undefined;
      const document = OF_THE_DOCUMENT.has(field) ? documents.get(change.recordId) : undefined;
      described.push({
        entity: entityName(document?.entity ?? change.entity, field),
        id: document?.id ?? change.recordId,
        label: change.label,
        field,
        ...(name === undefined ? {} : { name }),
        before,
        after,
        ...(spec.kind === 'stage' ? { called: called(spec.column, change, stages) } : {}),
      });
    }
  }
  return described;
}

/** The fields of a record, its organization's own ones too. */
function specsOf({ entity, before, after }: RecordedChange): [string, StoredField][] {
  return [...Object.entries(FIELDS[entity]), ...ownFieldsIn(before, after)];
}

function called(
  column: string,
  change: RecordedChange,
  stages: ReadonlyMap<string, StageNames>,
): NonNullable<FieldChange['called']> {
  const at = (id: Stored | undefined) => stages.get(String(id ?? '')) ?? null;
  return { before: at(change.before[column]), after: at(change.after[column]) };
}

/** What is ordered and how much of it are parameters of the order, though they stand in its lines. */
const OF_THE_DOCUMENT = new Set(['product', 'quantity']);

/** The quote or order of each line among the changes. */
async function documentsOf(
  ctx: CrmContext,
  changes: readonly RecordedChange[],
): Promise<Map<string, { entity: 'order' | 'quote'; id: string }>> {
  const documents = new Map<string, { entity: 'order' | 'quote'; id: string }>();
  for (const { entity, recordId } of changes) {
    if (entity !== 'orderLine' && entity !== 'quoteLine') continue;
    const row = await findRow(ctx, entity, recordId);
    if (row === null) continue;
    documents.set(
      recordId,
      entity === 'orderLine'
        ? { entity: 'order', id: String(row.orderId) }
        : { entity: 'quote', id: String(row.quoteId) },
    );
  }
  return documents;
}

function entityName(entity: RecordKind, field: string): string {
  if (entity === 'customField') return 'Field';
  if (entity === 'member' && (field === 'language' || field === 'timeZone')) return 'Profile';
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
      return list === null || list === '[]' ? null : JSON.parse(String(list));
    }
    case 'own': {
      const value = ownValue(at(spec.column));
      const member = memberIn(value);
      return member === null ? value : (names.get(member) ?? null);
    }
    case 'text':
    case 'flag':
      return at(spec.column);
    default:
      return spec satisfies never;
  }
}

function ownValue(text: Stored): unknown {
  return typeof text === 'string' ? JSON.parse(text) : null;
}

/** The member that an own field names. */
function memberIn(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'member' in value
    ? String(value.member)
    : null;
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
): Promise<{ names: Map<string, string>; stages: Map<string, StageNames> }> {
  const ids = new Map<RecordKind, Set<string>>();
  const note = (kind: RecordKind, value: Stored | undefined): void => {
    if (typeof value === 'string') ids.set(kind, (ids.get(kind) ?? new Set()).add(value));
  };
  for (const change of changes) {
    for (const [, spec] of specsOf(change)) {
      for (const columns of [change.before, change.after]) {
        if (spec.kind === 'own') note('member', memberIn(ownValue(columns[spec.column] ?? null)));
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
  const stages = new Map<string, StageNames>();
  const entered = ids.get('stage');
  if (entered !== undefined) {
    const where = { organizationId: ctx.organization.id, id: { in: [...entered] } };
    for (const stage of await ctx.tx.stage.findMany({ where })) {
      names.set(stage.id, stage.key);
      stages.set(stage.id, stage);
    }
  }
  return { names, stages };
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
  changeSetId: string;
  /** Whether the actor made it, or leads who did: whether it still can go back is decided when he asks for it. */
  mine: boolean;
  /** Where the message is that asked for it. */
  link: string | null;
};

/** Changes that are looked through for those of one field. */
const LOOKED_THROUGH = 2000;

/**
 * A record's changes, the latest first, at most `limit` behind the first `skip`; `more` tells whether others follow. An account's
 * history is also that of those of its contacts and deals that the actor may see.
 *
 * @param only the field that the changes are to be of; a new record is one of every field that it was given.
 */
export async function recordHistory(
  ctx: CrmContext,
  entity: RecordKind,
  id: string,
  { limit, skip = 0, only }: { limit: number; skip?: number; only?: string | undefined },
): Promise<{ entries: HistoryEntry[]; more: boolean }> {
  const spec = only === undefined ? undefined : FIELDS[entity][only];
  const columns = spec === undefined ? null : columnsOf(spec);
  const found = await ctx.tx.change.findMany({
    where: {
      organizationId: ctx.organization.id,
      OR: [{ entity, recordId: id }, ...(columns === null ? await partsOf(ctx, entity, id) : [])],
    },
    include: { changeSet: { include: { actor: true } } },
    orderBy: [{ changeSetId: 'desc' }, { position: 'desc' }],
    skip: columns === null ? skip : 0,
    take: columns === null ? limit + 1 : LOOKED_THROUGH,
  });
  const rows =
    columns === null
      ? found
      : found
          .filter(({ before, after }) => differs(columns, columnsIn(before), columnsIn(after)))
          .slice(skip, skip + limit + 1);
  const entries: HistoryEntry[] = [];
  for (const row of rows.slice(0, limit)) {
    const change: RecordedChange = {
      entity: row.entity as RecordKind,
      recordId: row.recordId,
      label: row.label,
      operation: row.operation,
      before: columnsIn(row.before),
      after: columnsIn(row.after),
    };
    const fields = await describeChanges(ctx, [change]);
    entries.push({
      at: row.changeSet.at,
      actor: row.changeSet.actor?.name ?? null,
      origin: row.changeSet.origin,
      part: row.recordId === id ? null : row.label,
      operation: row.operation,
      fields: only === undefined ? fields : fields.filter(({ field }) => field === only),
      undone: row.changeSet.undoneAt !== null,
      undoes: row.changeSet.undoesId !== null,
      changeSetId: row.changeSetId,
      mine: await isMine(ctx, row.changeSet.actorId),
      link: row.changeSet.messageLink,
    });
  }
  return { entries, more: rows.length > limit };
}

function differs(
  columns: readonly string[],
  before: Readonly<Record<string, Stored>>,
  after: Readonly<Record<string, Stored>>,
): boolean {
  return columns.some((column) => column in after && before[column] !== after[column]);
}

/** Whether the actor may take back what this member did. */
export async function isMine(ctx: CrmContext, actorId: string | null): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind !== 'member' || actor.role === 'viewer') return false;
  if (actorId === actor.id) return true;
  const scope = await scopeOf(ctx);
  const inScope = scope === 'all' || (actorId !== null && scope.includes(actorId));
  return inScope && (actor.role === 'manager' || actor.role === 'admin');
}

async function partsOf(ctx: CrmContext, entity: RecordKind, id: string): Promise<object[]> {
  if (entity === 'order' || entity === 'quote') {
    const own = { organizationId: ctx.organization.id };
    const lines =
      entity === 'order'
        ? await ctx.tx.orderLine.findMany({ where: { ...own, orderId: id }, select: { id: true } })
        : await ctx.tx.quoteLine.findMany({ where: { ...own, quoteId: id }, select: { id: true } });
    return [{ entity: `${entity}Line`, recordId: { in: lines.map((line) => line.id) } }];
  }
  if (entity !== 'account') return [];
  const where = { organizationId: ctx.organization.id, accountId: id };
  const scope = await scopeOf(ctx);
  const deals = await ctx.tx.deal.findMany({
    where: { ...where, ...(scope === 'all' ? {} : { ownerId: { in: [...scope] } }) },
    select: { id: true },
  });
  const contacts = await ctx.tx.contact.findMany({
    where: { ...where, AND: [await ownedInScope(ctx)] },
    select: { id: true },
  });
  const ids = (rows: readonly { id: string }[]) => ({ in: rows.map((row) => row.id) });
  return [
    { entity: 'deal', recordId: ids(deals) },
    { entity: 'contact', recordId: ids(contacts) },
  ];
}
