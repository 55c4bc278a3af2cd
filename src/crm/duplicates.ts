import { similarity } from '../platform/distance.ts';
import { phoneKey } from '../platform/phone.ts';
import type { CrmContext } from './context.ts';
import type { Mergeable } from './fields.ts';
import { scopeOf } from './members.ts';
import { nameKey, plainName } from './names.ts';
import { hitsFor, holding, near } from './search/candidates.ts';
import { rowsFor } from './search/rows.ts';
import { delegateOf } from './store.ts';

/** Why two records may be one. The first three are a person's or a company's own: they say it is the same. */
export type Sign = 'email' | 'phone' | 'domain' | 'name' | 'alike';

/** A record as it is shown beside another one. */
export type Twin = { entity: Mergeable; id: string; number: number; name: string; detail: string };

/** Two records that may be one: `from` is the younger one. */
export type Pair = { from: Twin; into: Twin; sign: Sign };

type Data = {
  name?: string | undefined;
  domain?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  accountId?: string | undefined;
};

/** A record that is the same as a new one would be. Null as `twin`: one of people whom the actor may not see. */
export type Identical = { sign: Sign; twin: Twin | null };

/** The record that a new account or contact already is: by its domain, its e-mail address, its number, or exactly its name. */
export async function findIdentical(
  ctx: CrmContext,
  kind: 'account' | 'contact',
  data: Data,
): Promise<Identical | null> {
  const scope = await scopeOf(ctx);
  for (const { sign, where } of identities(ctx, kind, data)) {
    const rows = await rowsWhere(ctx, kind, where);
    const same =
      sign === 'name'
        ? rows.find((row) => plainName(row.name) === plainName(data.name ?? ''))
        : rows[0];
    if (same === undefined) continue;
    const hidden = scope !== 'all' && same.ownerId !== null && !scope.includes(same.ownerId);
    return { sign, twin: hidden ? null : twinOf(kind, same) };
  }
  return null;
}

function identities(
  ctx: CrmContext,
  kind: 'account' | 'contact',
  data: Data,
): { sign: Sign; where: object }[] {
  const named = data.name === undefined ? [] : [{ nameKey: nameKey(data.name) }];
  if (kind === 'account') {
    const domain = data.domain?.toLowerCase().replace(/^(?:[a-z]+:\/\/)?(?:www\.)?|[/?#:].*$/g, '');
    return [
      ...(domain === undefined ? [] : [{ sign: 'domain' as const, where: { domain } }]),
      ...named.map((where) => ({ sign: 'name' as const, where })),
    ];
  }
  const chinese = ctx.organization.locale === 'zh' || ctx.actor.locale === 'zh';
  const phone = data.phone === undefined ? null : phoneKey(data.phone, chinese ? 'CN' : 'US');
  const email = data.email?.toLowerCase();
  return [
    ...(email === undefined ? [] : [{ sign: 'email' as const, where: { email } }]),
    ...(phone === null ? [] : [{ sign: 'phone' as const, where: { phoneKey: phone } }]),
    // Two people may have one name, hardly at one account.
    ...(data.accountId === undefined
      ? []
      : named.map((where) => ({
          sign: 'name' as const,
          where: { ...where, accountId: data.accountId },
        }))),
  ];
}

type TwinRow = {
  id: string;
  number: number;
  name: string;
  nameKey: string;
  ownerId: string | null;
  detail: string;
};

async function rowsWhere(
  ctx: CrmContext,
  kind: 'account' | 'contact',
  where: object,
): Promise<TwinRow[]> {
  const live = { ...where, organizationId: ctx.organization.id, deletedAt: null };
  if (kind === 'account') {
    const rows = await ctx.tx.account.findMany({
      where: live,
      orderBy: { number: 'asc' },
      take: 20,
    });
    return rows.map((row) => ({ ...row, detail: row.domain ?? '' }));
  }
  const rows = await ctx.tx.contact.findMany({
    where: live,
    include: { account: { select: { name: true } } },
    orderBy: { number: 'asc' },
    take: 20,
  });
  return rows.map((row) => ({
    ...row,
    detail: [row.account?.name, row.email].filter(Boolean).join(', '),
  }));
}

function twinOf(entity: Mergeable, row: Omit<TwinRow, 'nameKey' | 'ownerId'>): Twin {
  return { entity, id: row.id, number: row.number, name: row.name, detail: row.detail };
}

/** Records with a like name beside a new one: the same without its legal form, or nearly so. At most 3. */
export async function findAlike(
  ctx: CrmContext,
  kind: 'account' | 'contact',
  record: { id: string; name: string },
): Promise<{ id: string; name: string; detail: string }[]> {
  const key = nameKey(record.name);
  const hits = [
    ...(await hitsFor(ctx, [kind], holding(key, record.name, false), LOOKED_AT)),
    ...(await hitsFor(ctx, [kind], near(key), LOOKED_AT)),
  ];
  const same = hits.filter(
    (hit, i) =>
      hit.recordId !== record.id &&
      (squeezed(hit.key) === squeezed(key) || isMisspelling(hit.key, key)) &&
      hits.findIndex((other) => other.recordId === hit.recordId) === i,
  );
  return rowsFor(ctx, same.slice(0, 3));
}

const LOOKED_AT = 200;

/** Spaces tell no names apart: GTX Pro, GTXPro. */
function squeezed(key: string): string {
  return key.replaceAll(' ', '');
}

/** The column that tells records of one name apart. */
const DETAIL: Readonly<Record<Mergeable, string>> = {
  account: 'domain',
  contact: 'email',
  lead: 'company',
  deal: 'nextStep',
  product: 'sku',
};

/** So many names are compared letter by letter; above it only those that are the same are found. */
const COMPARED = 5000;

/**
 * Pairs of records of a kind that may be one, the surest first: with one phone number or e-mail address, with one name (legal form,
 * spaces and accents aside), and, among at most 5,000, with nearly one name. Only what the actor may see.
 */
export async function findDuplicates(ctx: CrmContext, kind: Mergeable): Promise<Pair[]> {
  const rows = await duplicateRows(ctx, kind);
  const pairs = new Map<string, Pair>();
  const note: Note = (a, b, sign) => {
    const [older, younger] = a.number < b.number ? [a, b] : [b, a];
    const key = `${older.id} ${younger.id}`;
    if (!pairs.has(key))
      pairs.set(key, { from: twinOf(kind, younger), into: twinOf(kind, older), sign });
  };
  // Of many that are the same each is paired with the oldest.
  for (const group of grouped(rows, (row) => row.email)) pairWithFirst(group, 'email', note);
  for (const group of grouped(rows, (row) => row.phone)) pairWithFirst(group, 'phone', note);
  for (const group of grouped(rows, (row) => row.squeezed + row.parent))
    pairWithFirst(group, 'name', note);
  if (rows.length <= COMPARED) {
    // Names that differ in a letter share their first ones, or their last.
    const starts = grouped(rows, (row) => row.squeezed.slice(0, 3));
    const ends = grouped(rows, (row) => row.squeezed.slice(-3));
    for (const group of [...starts, ...ends]) {
      for (const [i, a] of group.entries()) {
        for (const b of group.slice(i + 1))
          if (a.parent === b.parent && isMisspelling(a.key, b.key)) note(a, b, 'alike');
      }
    }
  }
  return [...pairs.values()];
}

/** Long enough, and nearly the same: "Technolgy" is, "Plan A" and "Plan B" are not. */
function isMisspelling(a: string, b: string): boolean {
  const digits = (text: string): string => text.replace(/\D/g, '');
  return (
    Math.min(a.length, b.length) >= 5 &&
    Math.abs(a.length - b.length) <= 2 &&
    digits(a) === digits(b) &&
    similarity(a, b) >= 0.95
  );
}

type Listed = {
  id: string;
  number: number;
  name: string;
  key: string;
  squeezed: string;
  detail: string;
  email: string | null;
  phone: string | null;
  /** What it must share besides its name: a deal's account. */
  parent: string;
};

async function duplicateRows(ctx: CrmContext, kind: Mergeable): Promise<Listed[]> {
  const scope = await scopeOf(ctx);
  const owned =
    kind === 'product' || scope === 'all'
      ? {}
      : kind === 'deal'
        ? { ownerId: { in: [...scope] } }
        : { OR: [{ ownerId: { in: [...scope] } }, { ownerId: null }] };
  const rows = await delegateOf(ctx.tx, kind).findMany({
    where: {
      ...owned,
      organizationId: ctx.organization.id,
      deletedAt: null,
      ...(kind === 'deal' ? { status: 'open' } : {}),
      ...(kind === 'lead' ? { status: { notIn: ['converted', 'unqualified'] } } : {}),
    },
    orderBy: { number: 'asc' },
    take: 100_000,
  });
  const text = (value: unknown): string | null =>
    typeof value === 'string' && value !== '' ? value : null;
  return rows.map((row) => {
    const key = String(row.nameKey);
    return {
      id: String(row.id),
      number: Number(row.number),
      name: String(row.name),
      key,
      squeezed: squeezed(key),
      detail: text(row[DETAIL[kind]]) ?? '',
      email: kind === 'lead' ? text(row.email) : null,
      phone: text(row.phoneKey),
      parent:
        kind === 'deal'
          ? String(row.accountId)
          : kind === 'lead'
            ? (text(row.companyKey) ?? '')
            : '',
    };
  });
}

type Note = (a: Listed, b: Listed, sign: Sign) => void;

function pairWithFirst([first, ...others]: readonly Listed[], sign: Sign, note: Note): void {
  if (first === undefined) return;
  for (const other of others) note(first, other, sign);
}

/** The rows that have the same, as far as there are several. */
function grouped(rows: readonly Listed[], keyOf: (row: Listed) => string | null): Listed[][] {
  const groups = new Map<string, Listed[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null || key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
