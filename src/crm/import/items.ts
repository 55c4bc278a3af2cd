import { hash } from 'node:crypto';
import type { CrmContext } from '../context.ts';
import { scopeOf } from '../members.ts';
import { formsAgree, nameKey, plainName } from '../names.ts';
import { isOwnColumn, ownColumn } from '../own-columns.ts';
import { listPipelines, type Pipeline } from '../pipelines.ts';
import { priceBookIds } from '../price-books.ts';
import type { Row } from '../store.ts';
import type { Draft, RowProblem, Value } from './draft.ts';
import { ENTITY_OF, type ImportKind } from './targets.ts';

export type Mode = 'create' | 'update' | 'both';

/** What became of some rows. */
export type Written = {
  created: number;
  updated: number;
  unchanged: number;
  /** What records are called that were there already, in the order of the rows. */
  existingNames: readonly string[];
  bad: { draft: Draft; problems: readonly RowProblem[] }[];
};

/** What an import knows for all its rows: asked once. */
export type Office = Known & ({ kind: RecordsKind } | { kind: 'orders' });

/** What comes in a record a row. */
export type RecordsKind = Exclude<ImportKind, 'orders'>;

type Known = {
  mode: Mode;
  actorId: string;
  scope: 'all' | readonly string[];
  members: ReadonlyMap<string, string>;
  /** The default one first: new deals come in there, and those that are there stay in their own, unless a row names another. */
  pipelines: readonly Pipeline[];
  /** Ids by the key of a price book's name. */
  priceBooks: ReadonlyMap<string, string>;
  /** What an account is to which only one of another legal form is like: it is asked about until that was said. */
  likeNamed: LikeNamed;
  /** When the import was proposed: what came in since is no account that was there before. */
  since: Date;
  /** The own fields that name a member, as columns. */
  memberFields: ReadonlySet<string>;
  /** Fingerprints of what the rows before have claimed: a second row for the same record is no further change of it. */
  seen: Set<string>;
  /** Those of the rows at work, to take back when they have to be written again. */
  claimed: string[];
};

/** Accounts with a name like another's: still to be decided, all of them new, or all of them the same. */
export type LikeNamed = 'ask' | 'new' | 'same';

export async function officeOf(
  ctx: CrmContext,
  { kind, mode, createdAt }: { kind: ImportKind; mode: Mode; createdAt: Date },
  likeNamed: LikeNamed,
): Promise<Office> {
  if (ctx.actor.kind !== 'member') throw new Error('only members import');
  const members = await ctx.tx.member.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null },
    select: { id: true, email: true, nameKey: true },
    orderBy: { createdAt: 'desc' },
  });
  return {
    kind,
    mode,
    actorId: ctx.actor.id,
    scope: await scopeOf(ctx),
    members: new Map(
      members.flatMap(({ id, email, nameKey: name }) => [
        [name, id] as const,
        ...(email === null ? [] : [[email, id] as const]),
      ]),
    ),
    pipelines: await listPipelines(ctx),
    priceBooks: await priceBookIds(ctx),
    likeNamed,
    since: createdAt,
    memberFields: new Set(
      ctx.ownFields
        .filter((field) => field.entity === ENTITY_OF[kind] && field.type === 'member')
        .map((field) => ownColumn(field.key)),
    ),
    seen: new Set(),
    claimed: [],
  };
}

/** The member that a cell names, by e-mail address or name; null when there is none. */
export function memberNamed(office: Pick<Office, 'members'>, said: string): string | null {
  return office.members.get(said.toLowerCase().trim()) ?? office.members.get(nameKey(said)) ?? null;
}

/** A row on its way into the CRM. */
export type Item = {
  draft: Draft;
  problems: RowProblem[];
  /** What tells it from others: two rows with one of these in common are about one record. */
  keys: string[];
  existing: Row | null;
  accountId: string | null;
  contactId: string | null;
};

export function itemOf(draft: Draft): Item {
  return {
    draft,
    problems: [...draft.problems],
    keys: [],
    existing: null,
    accountId: null,
    contactId: null,
  };
}

export function refuse(item: Item, code: RowProblem['code'], column = '', text = ''): void {
  item.problems.push({ code, column, text });
}

export function text(item: Item, field: string): string | undefined {
  const value = item.draft.values.get(field);
  return typeof value === 'string' ? value : undefined;
}

/** Stands for a key as long as an import runs: the key itself hangs on to all the texts that it was cut from, a kilobyte a row. */
function fingerprint(key: string): string {
  return hash('sha1', key, 'base64');
}

/**
 * The account that a name means among those with the same key: the one that is called exactly so, else one whose legal form agrees. One
 * that is only like it is `like`, until it was said whether it is the same.
 */
export function accountMeant(
  office: Office,
  name: string,
  rows: readonly Row[],
): { row: Row | undefined; like: Row | undefined } {
  const plain = plainName(name);
  const row =
    rows.find((one) => plainName(one.name ?? '') === plain) ??
    rows.find((one) => formsAgree(one.name ?? '', name));
  if (row !== undefined || office.likeNamed === 'new') return { row, like: undefined };
  const cameIn = ({ origin, createdAt }: Row) =>
    origin === 'import' && createdAt instanceof Date && createdAt >= office.since;
  const like = rows.find((one) => !cameIn(one));
  return office.likeNamed === 'same' ? { row: like, like: undefined } : { row, like };
}

export function refuseLike(item: Item, name: string, like: Row): void {
  refuse(item, 'like_named', '', `${name} ≈ ${like.name ?? ''} (A-${String(like.number)})`);
}

export function grouped(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}

export function idOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function isOutside(office: Office, ownerId: unknown): boolean {
  return office.scope !== 'all' && typeof ownerId === 'string' && !office.scope.includes(ownerId);
}

export function ownerOf(office: Office, item: Item | undefined): string | null {
  const said = item === undefined ? undefined : text(item, 'owner');
  return said === undefined ? null : memberNamed(office, said);
}

/** The columns of the own fields that a row fills: such a field is called as its column is. */
export function ownColumnsOf(
  ctx: CrmContext,
  office: Office,
  { draft }: Item,
): Record<string, unknown> {
  const own = [...draft.values].filter(([field]) => isOwnColumn(field));
  return Object.fromEntries(
    own.map(([field, value]) => [field, JSON.stringify(ownValue(ctx, office, field, value))]),
  );
}

function ownValue(ctx: CrmContext, office: Office, field: string, value: Value): unknown {
  if (office.memberFields.has(field)) return { member: memberNamed(office, String(value)) };
  if (typeof value !== 'object') return value;
  return {
    amount: Number(value.amount),
    currency: value.currency ?? ctx.organization.baseCurrency,
  };
}

/** An own field that holds a colleague takes nobody else. */
export function refuseStrangers(office: Office, item: Item): void {
  for (const field of office.memberFields) {
    const named = text(item, field);
    if (named !== undefined && memberNamed(office, named) === null)
      refuse(item, 'no_choice', field.replace('custom.', ''), named);
  }
}

/** Notes what a row is about; whether no row before was about the same. */
export function claim(office: Office, keys: readonly string[]): boolean {
  const prints = keys.map(fingerprint);
  if (prints.some((print) => office.seen.has(print))) return false;
  for (const print of prints) office.seen.add(print);
  office.claimed.push(...prints);
  return true;
}
