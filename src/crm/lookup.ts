import type {
  Account,
  Activity,
  Contact,
  Deal,
  Lead,
  Member,
  Order,
  Product,
  Quote,
  Task,
} from '../generated/prisma/client.ts';
import { similarity as similar } from '../platform/distance.ts';
import { formatMoney, moneyFrom } from '../platform/money.ts';
import { phoneKey } from '../platform/phone.ts';
import type { SqlValue } from '../platform/sql.ts';
import type { CrmContext } from './context.ts';
import { NUMBER_PREFIXES, type NumberedKind } from './fields.ts';
import { scopeOf } from './members.ts';
import { dealNameKey, nameKey, plainName } from './names.ts';

/** What can be found by name. */
export type Findable =
  | 'account'
  | 'contact'
  | 'lead'
  | 'deal'
  | 'task'
  | 'activity'
  | 'product'
  | 'quote'
  | 'order'
  | 'member';

/** A record that a mention may mean. */
export type Candidate = {
  entity: Findable;
  id: string;
  name: string;
  /** What tells it from its neighbours: an account, a value and stage, a due day. */
  detail: string;
  /** 0..1. From `SURE` on the mention names this record; below it the names are only alike. */
  score: number;
  /** Still to be worked on: an open deal, an open task. Preferred among equals. */
  open: boolean;
};

/** From this score on a mention names a record; less is alike and never taken without asking. */
export const SURE = 0.93;

type Row = {
  entity: Findable;
  id: string;
  name: string;
  key: string;
  also: string | null;
  alsoKey: string | null;
  /** Domain, e-mail address, phone number: a mention that is one of them names the row. */
  addresses: readonly (string | null)[];
  detail: string;
  open: boolean;
};

const PREFIXES: Readonly<Record<string, NumberedKind>> = Object.fromEntries(
  Object.entries(NUMBER_PREFIXES).map(([kind, prefix]) => [
    prefix.toLowerCase(),
    kind as NumberedKind,
  ]),
);
const FUZZY_ROWS = 5000;

/**
 * The records of these kinds that a mention may mean and the actor may see, best first, at most 12. Found by number (D-12, also with the name behind it),
 * e-mail, phone, domain, name; a deal also by its account's name. Names that are only alike come with a score below `SURE`:
 * similarity alone never picks a record.
 */
export async function lookUp(
  ctx: CrmContext,
  entities: readonly Findable[],
  mention: string,
): Promise<Candidate[]> {
  const numbered = /^(?:([a-z]{1,2})-|#)(\d{1,9})(?=\s|$)/i.exec(mention.trim());
  const bare = /^\d{1,9}$/.exec(mention.trim());
  if (numbered !== null || (bare !== null && entities.includes('task'))) {
    const kind = PREFIXES[numbered?.[1]?.toLowerCase() ?? ''];
    const kinds = kind === undefined ? entities : entities.filter((e) => e === kind);
    const found = await byNumber(ctx, kinds, Number(numbered?.[2] ?? bare?.[0]));
    if (found.length > 0 || numbered !== null) return found;
  }
  const found: Candidate[] = [];
  for (const entity of entities) found.push(...(await byName(ctx, entity, mention)));
  return rank(found);
}

/** The record with this id, if the actor may see it. */
export async function lookUpId(
  ctx: CrmContext,
  entity: Findable,
  id: string,
): Promise<Candidate | null> {
  const rows = await rowsOf(ctx, entity, { id });
  const [row] = rows;
  return row === undefined ? null : { ...row, score: 1 };
}

async function byNumber(
  ctx: CrmContext,
  entities: readonly Findable[],
  number: number,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const entity of entities) {
    if (entity === 'member') continue;
    const rows = await rowsOf(ctx, entity, { number });
    found.push(...rows.map((row) => ({ ...row, score: 1 })));
  }
  return found;
}

async function byName(ctx: CrmContext, entity: Findable, mention: string): Promise<Candidate[]> {
  const key = entity === 'deal' ? dealNameKey(mention) : nameKey(mention);
  if (key === '') return [];
  const near = await rowsOf(ctx, entity, { key, mention });
  const scored = near
    .map((row) => ({ ...row, score: scoreOf(row, key, mention) }))
    .filter((row) => row.score > 0);
  if (scored.some((row) => row.score >= SURE)) return scored;
  const all = await rowsOf(ctx, entity, {});
  return all.map((row) => ({ ...row, score: alike(row, key) })).filter((row) => row.score >= 0.8);
}

/** How surely a mention names a row: by the whole name, by the name without its legal form, by some of its words. */
function scoreOf(row: Row, key: string, mention: string): number {
  const whole = plainName(mention);
  if (plainName(row.name) === whole || isAddressOf(row, mention)) return 1;
  if (row.key === key) return 0.97;
  if (containsWords(row.key, key)) return 0.95;
  if (row.also !== null && plainName(row.also) === whole) return 0.96;
  if (row.alsoKey === key) return 0.955;
  if (row.alsoKey !== null && containsWords(row.alsoKey, key)) return 0.94;
  // "the Globex renewal" for a deal "Renewal 2026" of Globex: words of the name and of the account together.
  if (row.alsoKey !== null && containsAll(`${row.key} ${row.alsoKey}`, key)) return 0.94;
  if (row.entity === 'task' && containsAll(row.key, key)) return 0.94;
  return 0;
}

function isAddressOf(row: Row, mention: string): boolean {
  return addressesIn(mention).some((address) => row.addresses.includes(address));
}

/** What a mention is as a domain, an e-mail address or a phone number; one without a country code is American or Chinese. */
function addressesIn(mention: string): string[] {
  const phones = [phoneKey(mention, 'US'), phoneKey(mention, 'CN')];
  return [mention.trim().toLowerCase(), ...phones.filter((phone) => phone !== null)];
}

/** Whether the words of `part` stand together in `whole`; Chinese has no spaces, there any run of two characters counts. */
function containsWords(whole: string, part: string): boolean {
  if (/\p{Script=Han}/u.test(part)) return part.length >= 2 && whole.includes(part);
  return ` ${whole} `.includes(` ${part} `);
}

function containsAll(whole: string, part: string): boolean {
  const words = part.split(' ');
  const have = new Set(whole.split(' '));
  return words.length > 1 && words.every((word) => have.has(word));
}

/** Below `SURE` by construction. */
function alike(row: Row, key: string): number {
  const names = [row.key, row.alsoKey ?? ''].filter(Boolean);
  const similarity = Math.max(...names.map((name) => similar(name, key)));
  return Math.min(similarity, SURE - 0.01);
}

/** Best first; a name that is meant surely pushes out those that are only alike, open ones push out closed ones. */
function rank(found: readonly Candidate[]): Candidate[] {
  const sorted = [...found].sort((a, b) => b.score - a.score || Number(b.open) - Number(a.open));
  const best = sorted[0]?.score ?? 0;
  const named =
    best >= SURE ? sorted.filter((c) => c.score >= Math.max(SURE, best - 0.021)) : sorted;
  const open = named.filter((c) => c.open);
  const kept = best >= SURE && open.length > 0 ? open : named;
  return kept.slice(0, 12);
}

type Search = { id?: string; number?: number; key?: string; mention?: string };

async function rowsOf(ctx: CrmContext, entity: Findable, search: Search): Promise<Row[]> {
  // Also of what has no owner a customer finds nothing.
  if (ctx.actor.kind === 'customer') return [];
  if (entity === 'activity' && search.id === undefined && search.number === undefined) return [];
  const values: SqlValue[] = [];
  const put = (value: SqlValue): string => `$${values.push(value)}`;
  const conditions = [`r."organizationId" = ${put(ctx.organization.id)}`, 'r."deletedAt" IS NULL'];
  if (search.id !== undefined) conditions.push(`r."id" = ${put(search.id)}`);
  if (search.number !== undefined) conditions.push(`r."number" = ${put(search.number)}`);
  const scope = await scopeOf(ctx);
  const { from, columns, owner } = SOURCES[entity];
  if (scope !== 'all' && owner !== undefined) {
    const theirs = `r."${owner.column}" = ANY(${put([...scope])}::uuid[])`;
    conditions.push(owner.orNobody ? `(${theirs} OR r."${owner.column}" IS NULL)` : theirs);
  }
  if (search.key !== undefined)
    conditions.push(nameFilter(entity, search.key, search.mention ?? '', put));
  const found = await ctx.tx.sql<object>(
    `SELECT ${columns} FROM ${from} WHERE ${conditions.join(' AND ')}
    ${entity === 'quote' ? 'ORDER BY r."revision" DESC' : ''} LIMIT ${search.key === undefined ? FUZZY_ROWS : 200}`,
    ...values,
  );
  return toRows(entity, found, ctx.actor.locale);
}

/** Where the rows of a kind are, and whose they are; a row without an owner is everybody's where `orNobody` says so. */
type Source = {
  from: string;
  columns: string;
  owner?: { column: string; orNobody: boolean };
};

const OF_ACCOUNT =
  '"Account" a ON a."organizationId" = r."organizationId" AND a."id" = r."accountId"';
const WITH_ACCOUNT = 'r.*, a."name" AS "accountName"';
const OWNED = { column: 'ownerId', orNobody: false };
const OWNED_OR_NOT = { column: 'ownerId', orNobody: true };

const SOURCES: Readonly<Record<Findable, Source>> = {
  account: { from: '"Account" r', columns: 'r.*', owner: OWNED_OR_NOT },
  contact: {
    from: `"Contact" r LEFT JOIN ${OF_ACCOUNT}`,
    columns: WITH_ACCOUNT,
    owner: OWNED_OR_NOT,
  },
  deal: {
    from: `"Deal" r JOIN ${OF_ACCOUNT} JOIN "Stage" s ON s."organizationId" = r."organizationId" AND s."id" = r."stageId"`,
    columns: `${WITH_ACCOUNT}, s."nameEn" AS "stageEn", s."nameZh" AS "stageZh"`,
    owner: OWNED,
  },
  lead: { from: '"Lead" r', columns: 'r.*', owner: OWNED_OR_NOT },
  product: { from: '"Product" r', columns: 'r.*' },
  quote: { from: `"Quote" r JOIN ${OF_ACCOUNT}`, columns: WITH_ACCOUNT, owner: OWNED },
  order: { from: `"Order" r JOIN ${OF_ACCOUNT}`, columns: WITH_ACCOUNT, owner: OWNED },
  task: {
    from: '"Task" r JOIN "Member" m ON m."organizationId" = r."organizationId" AND m."id" = r."assigneeId"',
    columns: 'r.*, m."name" AS "assigneeName"',
    owner: { column: 'assigneeId', orNobody: false },
  },
  activity: {
    from: '"Activity" r',
    columns: 'r.*',
    owner: { column: 'authorId', orNobody: false },
  },
  member: { from: '"Member" r', columns: 'r.*' },
};

/** What is compared and shown of the rows that the source of a kind gives. */
function toRows(entity: Findable, found: readonly object[], locale: 'en' | 'zh'): Row[] {
  switch (entity) {
    case 'account':
      return (found as Account[]).map((r) =>
        row(entity, r.id, r.name, r.nameKey, null, [`A-${r.number}`, r.domain, r.region], true, [
          r.domain,
        ]),
      );
    case 'contact':
      return (found as (Contact & { accountName: string | null })[]).map((r) =>
        row(entity, r.id, r.name, r.nameKey, null, [r.accountName, r.title, r.email], true, [
          r.email,
          r.phoneKey,
        ]),
      );
    case 'deal':
      return (found as (Deal & { accountName: string; stageEn: string; stageZh: string })[]).map(
        (r) =>
          row(
            entity,
            r.id,
            r.name,
            r.nameKey,
            r.accountName,
            [
              `D-${r.number}`,
              r.accountName === r.name ? null : r.accountName,
              r.amount === null || r.currency === null
                ? null
                : formatMoney(moneyFrom(r.amount.toFixed(), r.currency), locale),
              locale === 'zh' ? r.stageZh : r.stageEn,
            ],
            r.status === 'open',
          ),
      );
    case 'lead':
      return (found as Lead[]).map((r) =>
        row(
          entity,
          r.id,
          r.name,
          r.nameKey,
          r.company,
          [`L-${r.number}`, r.company, r.email],
          r.status !== 'converted' && r.status !== 'unqualified',
          [r.email, r.phoneKey],
        ),
      );
    case 'product':
      return (found as Product[]).map((r) =>
        row(
          entity,
          r.id,
          r.name,
          r.nameKey,
          null,
          [`P-${r.number}`, r.sku, formatMoney(moneyFrom(r.amount.toFixed(), r.currency), locale)],
          r.active,
          [r.sku?.toLowerCase() ?? null],
        ),
      );
    case 'quote':
      // Of the revisions of a quote only the latest is spoken of.
      return (found as (Quote & { accountName: string })[])
        .filter((r, i, all) => all.findIndex((o) => o.number === r.number) === i)
        .map((r) =>
          row(
            entity,
            r.id,
            `Q-${r.number}`,
            `q ${r.number}`,
            r.accountName,
            [r.accountName, formatMoney(moneyFrom(r.total.toFixed(), r.currency), locale)],
            r.status === 'draft' || r.status === 'sent',
          ),
        );
    case 'order':
      return (found as (Order & { accountName: string })[]).map((r) =>
        row(
          entity,
          r.id,
          `SO-${r.number}`,
          `so ${r.number}`,
          r.accountName,
          [r.accountName, formatMoney(moneyFrom(r.total.toFixed(), r.currency), locale)],
          r.status === 'draft' || r.status === 'confirmed',
        ),
      );
    case 'task':
      return (found as (Task & { assigneeName: string })[]).map((r) =>
        row(
          entity,
          r.id,
          r.title,
          nameKey(r.title),
          null,
          [`T-${r.number}`, r.assigneeName],
          r.status === 'open',
        ),
      );
    case 'activity':
      return (found as Activity[]).map((r) =>
        row(entity, r.id, r.summary ?? r.kind, '', null, [`N-${r.number}`], true),
      );
    case 'member':
      return (found as Member[]).map((r) =>
        row(entity, r.id, r.name, r.nameKey, null, [r.role, r.email], true, [r.email]),
      );
    default:
      return entity satisfies never;
  }
}

function row(
  entity: Findable,
  id: string,
  name: string,
  key: string,
  also: string | null,
  details: readonly (string | null)[],
  open: boolean,
  addresses: readonly (string | null)[] = [],
): Row {
  return {
    entity,
    id,
    name,
    key,
    also,
    alsoKey: also === null ? null : nameKey(also),
    addresses,
    detail: details.filter((d) => d !== null && d !== '').join(', '),
    open,
  };
}

/**
 * Rows whose name contains every word of the mention; a deal's account counts; addresses and numbers match whole. `put` takes a
 * value and gives its place.
 */
function nameFilter(
  entity: Findable,
  key: string,
  mention: string,
  put: (value: SqlValue) => string,
): string {
  const words = key.split(' ').slice(0, 8);
  const contains = (column: string, text: string) => `${column} LIKE ${put(containing(text))}`;
  const isAddress = (column: string) => `${column} = ANY(${put(addressesIn(mention))})`;
  const any = (...conditions: string[]) => `(${conditions.join(' OR ')})`;
  switch (entity) {
    case 'deal': {
      const inEither = (word: string) =>
        any(contains('r."nameKey"', word), contains('a."nameKey"', word));
      return any(contains('r."nameKey"', key), `(${words.map(inEither).join(' AND ')})`);
    }
    case 'account':
      return any(contains('r."nameKey"', key), isAddress('r."domain"'));
    case 'contact':
      return any(contains('r."nameKey"', key), isAddress('r."email"'), isAddress('r."phoneKey"'));
    case 'lead':
      return any(
        contains('r."nameKey"', key),
        contains('r."companyKey"', key),
        isAddress('r."email"'),
        isAddress('r."phoneKey"'),
      );
    case 'product':
      return any(
        contains('r."nameKey"', key),
        `lower(r."sku") = ${put(mention.trim().toLowerCase())}`,
      );
    case 'quote':
    case 'order':
      return contains('a."nameKey"', key);
    case 'task':
      return words.map((w) => `r."title" ILIKE ${put(containing(w))}`).join(' AND ');
    case 'member':
      return any(contains('r."nameKey"', key), isAddress('r."email"'));
    case 'activity':
      return 'true';
    default:
      return entity satisfies never;
  }
}

/** A pattern of LIKE for what contains this text. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
