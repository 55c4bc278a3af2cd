import { startOfDay } from '../../platform/clock.ts';
import { decimalOf, moneyFrom } from '../../platform/money.ts';
import { phoneKey } from '../../platform/phone.ts';
import { dayColumn, dayOf } from '../columns.ts';
import type { CrmContext } from '../context.ts';
import { createRecords, rowsWith, updateRecords } from '../many-records.ts';
import { dealNameKey, nameKey, plainName } from '../names.ts';
import { pipelineKeyOf, type Stage } from '../pipelines.ts';
import { bookKey } from '../price-books.ts';
import { frozenRate } from '../rates.ts';
import { labelOf, type Row, stored } from '../store.ts';
import type { Amount, Draft } from './draft.ts';
import {
  accountMeant,
  claim,
  grouped,
  type Item,
  isOutside,
  itemOf,
  type Office,
  ownColumnsOf,
  ownerOf,
  type RecordsKind,
  refuse,
  refuseLike,
  refuseStrangers,
  text,
  type Written,
} from './items.ts';
import { findAccounts, findContacts } from './named-records.ts';
import { rememberOrders, writeOrders } from './orders.ts';
import { ENTITY_OF } from './targets.ts';

type RecordsOffice = Office & { kind: RecordsKind };

/**
 * Writes rows: those with a problem are left out and handed back. In bulk, but each value is checked as if it had been said; in the
 * end it is decided by `dry` whether anything is written.
 */
export async function writeRows(
  ctx: CrmContext,
  office: Office,
  drafts: readonly Draft[],
  dry = false,
): Promise<Written> {
  if (office.kind === 'orders') return writeOrders(ctx, office, drafts, dry);
  const items = drafts.map(itemOf);
  for (const item of items) if (item.problems.length === 0) identify(office, item);
  const live = () => items.filter((item) => item.problems.length === 0);
  if (office.kind === 'deals' || office.kind === 'contacts')
    await findAccounts(ctx, office, live(), dry);
  await findExisting(ctx, office, live());
  for (const item of live()) decide(ctx, office, item);
  if (office.kind === 'deals' && !dry) await findContacts(ctx, office, live());
  const { created, updated, unchanged } = await write(ctx, office, live(), dry);
  return {
    created,
    updated,
    unchanged,
    existingNames: live().flatMap(({ existing }) =>
      existing === null ? [] : [labelOf(ENTITY_OF[office.kind], existing)],
    ),
    bad: items
      .filter((item) => item.problems.length > 0)
      .map(({ draft, problems }) => ({ draft, problems })),
  };
}

/** Notes what rows claim without writing them: an import that goes on after a crash knows its rows before. */
export function remember(office: Office, drafts: readonly Draft[]): void {
  if (office.kind === 'orders') rememberOrders(office, drafts);
  else
    for (const item of drafts.map(itemOf)) if (item.problems.length === 0) identify(office, item);
}

/** The name of a row's record; made up for a deal from what it is about. */
function nameOf(kind: RecordsKind, item: Item): string | undefined {
  const name = text(item, 'name');
  if (name !== undefined) return name;
  if (kind === 'contacts' || kind === 'leads') {
    const [first, last] = [text(item, 'firstName'), text(item, 'lastName')];
    if (first !== undefined && last !== undefined)
      return /\p{Script=Han}/u.test(first + last) ? `${last}${first}` : `${first} ${last}`;
    const one = first ?? last;
    if (one !== undefined) return one;
    return kind === 'leads' ? text(item, 'company') : undefined;
  }
  if (kind !== 'deals') return undefined;
  const about = text(item, 'product') ?? text(item, 'account');
  const reference = text(item, 'reference');
  if (about === undefined) return reference;
  return reference === undefined ? about : `${about} (${reference})`;
}

function identify(office: RecordsOffice, item: Item): void {
  const { kind } = office;
  const name = nameOf(kind, item);
  const number = item.draft.values.get('number');
  const tell = (key: string) => item.keys.push(key);
  if (number !== undefined) tell(`#${String(number)}`);
  const email = text(item, 'email');
  const domain = text(item, 'domain');
  const sku = text(item, 'sku');
  if (email !== undefined) tell(`email:${email}`);
  if (domain !== undefined) tell(`domain:${domain}`);
  if (sku !== undefined) tell(`sku:${sku.toLowerCase()}`);
  const within = nameKey(text(item, 'account') ?? text(item, 'company') ?? '');
  // A deal without a name of its own is told from others only by its reference.
  const told =
    kind !== 'deals' || text(item, 'name') !== undefined || text(item, 'reference') !== undefined;
  if (name !== undefined && told && email === undefined)
    tell(`name:${kind === 'deals' ? dealNameKey(name) : nameKey(name)}@${within}`);
  if (item.keys.length === 0 && name === undefined) refuse(item, 'nothing_to_go_by');
  else if (!claim(office, item.keys)) refuse(item, 'twice');
}

/** Finds the records that rows are about: by number, e-mail address, domain or SKU, else by name. */
async function findExisting(
  ctx: CrmContext,
  office: RecordsOffice,
  items: readonly Item[],
): Promise<void> {
  const entity = ENTITY_OF[office.kind];
  const all = (field: string) =>
    items.flatMap((item) => {
      const value = item.draft.values.get(field);
      return typeof value === 'string' || typeof value === 'number' ? [value] : [];
    });
  const names = items.flatMap((item) => {
    const name = nameOf(office.kind, item);
    return name === undefined || !item.keys.some((key) => key.startsWith('name:'))
      ? []
      : [keyOf(office, name)];
  });
  const rows = await rowsWith(ctx, entity, {
    number: all('number'),
    ...(entity === 'contact' || entity === 'lead' ? { email: all('email') } : {}),
    ...(entity === 'account' ? { domain: all('domain') } : {}),
    ...(entity === 'product' ? { sku: all('sku') } : {}),
    nameKey: names,
  });
  const by = (column: string) => grouped(rows, (row) => String(row[column] ?? ''));
  const [numbers, emails, domains, skus, named] = [
    'number',
    'email',
    'domain',
    'sku',
    'nameKey',
  ].map(by);
  for (const item of items) {
    const number = item.draft.values.get('number');
    const name = nameOf(office.kind, item);
    const byNumber = number === undefined ? undefined : numbers?.get(String(number))?.[0];
    if (number !== undefined && byNumber === undefined) {
      refuse(item, 'not_found', '', String(number));
      continue;
    }
    const first = (index: Map<string, Row[]> | undefined, field: string) =>
      index?.get(text(item, field) ?? '\0')?.[0];
    const wide =
      byNumber ?? first(emails, 'email') ?? first(domains, 'domain') ?? first(skus, 'sku');
    const alike =
      name === undefined || !item.keys.some((key) => key.startsWith('name:'))
        ? []
        : (named?.get(keyOf(office, name)) ?? []).filter((row) => sameCompany(office, item, row));
    const exact = alike.find((row) => plainName(row.name ?? '') === plainName(name ?? ''));
    // A name alone is the same record only where nothing else speaks against it.
    const account = entity === 'account' ? accountMeant(office, name ?? '', alike) : undefined;
    const meant = account?.row ?? (entity === 'deal' ? alike[0] : undefined);
    item.existing = wide ?? exact ?? meant ?? null;
    if (item.existing === null && account?.like !== undefined)
      refuseLike(item, name ?? '', account.like);
  }
}

function keyOf(office: RecordsOffice, name: string): string {
  return office.kind === 'deals' ? dealNameKey(name) : nameKey(name);
}

function sameCompany(office: RecordsOffice, item: Item, row: Row): boolean {
  switch (office.kind) {
    case 'deals':
      return item.accountId === row.accountId;
    case 'contacts':
      return text(item, 'account') === undefined || item.accountId === row.accountId;
    case 'leads':
      return (
        text(item, 'company') === undefined ||
        nameKey(text(item, 'company') ?? '') === String(row.companyKey ?? '')
      );
    case 'accounts':
      return text(item, 'domain') === undefined || row.domain === null;
    case 'products':
      return text(item, 'sku') === undefined || row.sku === null;
    default:
      return office.kind satisfies never;
  }
}

/** Whether a row may do what it would do. */
function decide(ctx: CrmContext, office: RecordsOffice, item: Item): void {
  const { existing } = item;
  refuseStrangers(office, item);
  if (existing === null && office.mode === 'update') refuse(item, 'not_found');
  else if (isOutside(office, existing?.ownerId))
    refuse(item, 'outside_scope', '', existing?.name ?? '');
  else if (isOutside(office, ownerOf(office, item)))
    refuse(item, 'owner_outside', '', text(item, 'owner') ?? '');
  else if (office.kind === 'deals') decideDeal(ctx, office, item);
  const book = text(item, 'priceBook');
  if (book !== undefined && !office.priceBooks.has(bookKey(book)))
    refuse(item, 'no_price_book', '', book);
  if (existing === null && item.problems.length === 0) {
    if (nameOf(office.kind, item) === undefined) refuse(item, 'no_name');
    else if (office.kind === 'deals' && text(item, 'account') === undefined)
      refuse(item, 'no_account');
    else if (office.kind === 'products' && item.draft.values.get('price') === undefined)
      refuse(item, 'no_price');
  }
}

/** A deal goes to a stage that its pipeline has, and began before it ended. */
function decideDeal(ctx: CrmContext, office: RecordsOffice, item: Item): void {
  const { existing } = item;
  const key = text(item, 'stage');
  if (stageOf(office, item, existing) === undefined) refuse(item, 'no_stage', '', key ?? '');
  const created = text(item, 'createdOn');
  const closed = text(item, 'closedOn');
  const late =
    existing === null &&
    created !== undefined &&
    (created > ctx.today || (closed !== undefined && created > closed));
  if (late) refuse(item, 'created_late', '', created);
}

async function write(
  ctx: CrmContext,
  office: RecordsOffice,
  items: readonly Item[],
  dry: boolean,
): Promise<Omit<Written, 'bad' | 'existingNames'>> {
  const entity = ENTITY_OF[office.kind];
  const fresh = items.filter(({ existing }) => existing === null);
  const known = items.filter(({ existing }) => existing !== null);
  const changing = office.mode === 'create' ? [] : known;
  if (dry)
    return {
      created: fresh.length,
      updated: changing.length,
      unchanged: known.length - changing.length,
    };
  const created = fresh.map((item) => newColumns(ctx, office, item));
  const changes = changing.flatMap((item) =>
    item.existing === null
      ? []
      : [{ row: item.existing, patch: columnsOf(ctx, office, item, item.existing) }],
  );
  if (entity === 'deal')
    await freezeRates(ctx, [
      ...created.map((columns) => ({ columns, row: null })),
      ...changes.map(({ row, patch }) => ({ columns: patch, row })),
    ]);
  await createRecords(ctx, entity, sameColumns(created), 'import');
  const differed = await updateRecords(ctx, entity, changes);
  const updated = differed.filter(Boolean).length;
  return { created: fresh.length, updated, unchanged: known.length - updated };
}

/** A deal that closed keeps the rate of that day; one that is open again, or that nothing of it changed, none or the one it has. */
async function freezeRates(
  ctx: CrmContext,
  deals: readonly { columns: Record<string, unknown>; row: Row | null }[],
): Promise<void> {
  const known = new Map<string, Awaited<ReturnType<typeof frozenRate>>>();
  for (const { columns, row } of deals) {
    const of = { ...row, ...columns };
    const same = (column: string) => stored(of[column]) === stored(row?.[column]);
    if (row !== null && ['status', 'currency', 'closedOn'].every(same)) continue;
    if (of.status === 'open' || !(of.closedOn instanceof Date) || typeof of.currency !== 'string') {
      if (row?.rate !== undefined) Object.assign(columns, { rate: null, rateOn: null });
      continue;
    }
    const day = dayOf(of.closedOn) ?? ctx.today;
    const key = `${of.currency} ${day}`;
    const rate = known.get(key) ?? (await frozenRate(ctx, of.currency, day));
    known.set(key, rate);
    Object.assign(columns, rate);
  }
}

function sameColumns(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column, row[column] ?? null])),
  );
}

/** The columns of a record that was not there before. */
function newColumns(ctx: CrmContext, office: RecordsOffice, item: Item): Record<string, unknown> {
  const columns = columnsOf(ctx, office, item, null);
  const name = nameOf(office.kind, item) ?? '';
  const named = { name, nameKey: keyOf(office, name) };
  switch (office.kind) {
    case 'deals': {
      const { timeZone } = ctx.organization;
      const now = ctx.clock.now();
      const stage = stageOf(office, item, null);
      if (stage === undefined) throw new Error('a deal without a stage was refused');
      const created = text(item, 'createdOn');
      // What closed, closed on its day; when an open deal came to its stage, the file does not say.
      const since =
        columns.closedOn instanceof Date
          ? earlier(startOfDay(dayOf(columns.closedOn) ?? ctx.today, timeZone), now)
          : now;
      return {
        closedOn: null,
        ...columns,
        ...named,
        accountId: item.accountId,
        pipelineId: stage.pipelineId,
        stageId: stage.id,
        status: stage.kind,
        ownerId: columns.ownerId ?? office.actorId,
        stageEnteredAt: since,
        lastActivityAt: since,
        createdAt: created === undefined ? now : earlier(startOfDay(created, timeZone), now),
      };
    }
    case 'products':
      return { active: true, ...columns, ...named };
    case 'leads':
      return { status: 'new', ...columns, ...named, ownerId: columns.ownerId ?? office.actorId };
    case 'accounts':
    case 'contacts':
      return { ...columns, ...named, ownerId: columns.ownerId ?? office.actorId };
    default:
      return office.kind satisfies never;
  }
}

/** The columns that a row sets; of a record that is there only those that its cells speak of. */
function columnsOf(
  ctx: CrmContext,
  office: RecordsOffice,
  item: Item,
  row: Row | null,
): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  const { values } = item.draft;
  const take = (field: string, column = field) => {
    const value = values.get(field);
    if (value !== undefined) columns[column] = value;
  };
  const name = row === null ? undefined : text(item, 'name');
  // "ACME GmbH" in the file is no new name for "Acme": it is how the record was found.
  if (name !== undefined && values.has('number'))
    Object.assign(columns, { name, nameKey: keyOf(office, name) });
  const ownerId = ownerOf(office, item);
  if (ownerId !== null && office.kind !== 'products') columns.ownerId = ownerId;
  Object.assign(columns, ownColumnsOf(ctx, office, item));
  switch (office.kind) {
    case 'accounts':
      for (const field of ['domain', 'industry', 'employees', 'region']) take(field);
      if (values.has('priceBook'))
        columns.priceBookId = office.priceBooks.get(bookKey(text(item, 'priceBook') ?? ''));
      return columns;
    case 'contacts':
      for (const field of ['email', 'title']) take(field);
      if (item.accountId !== null) columns.accountId = item.accountId;
      return { ...columns, ...phoneColumns(ctx, text(item, 'phone')) };
    case 'leads':
      for (const field of ['email', 'title', 'source', 'status', 'company']) take(field);
      if (columns.company !== undefined) columns.companyKey = nameKey(String(columns.company));
      return { ...columns, ...phoneColumns(ctx, text(item, 'phone')) };
    case 'products':
      for (const field of ['sku', 'unit', 'active']) take(field);
      return { ...columns, ...amountColumns(ctx, values, 'price', row) };
    case 'deals':
      for (const field of ['product', 'nextStep']) take(field);
      if (item.contactId !== null) columns.contactId = item.contactId;
      return {
        ...columns,
        ...amountColumns(ctx, values, 'value', row),
        ...stageColumns(ctx, office, item, row),
      };
    default:
      return office.kind satisfies never;
  }
}

function phoneColumns(ctx: CrmContext, phone: string | undefined): Record<string, unknown> {
  if (phone === undefined) return {};
  const chinese = ctx.organization.locale === 'zh' || ctx.actor.locale === 'zh';
  return { phone: phone.trim(), phoneKey: phoneKey(phone, chinese ? 'CN' : 'US') };
}

/**
 * The stage in which a row leaves its deal: the one it names, else the one that the deal is in, else the first; of the pipeline that it
 * names, else of the deal's own, else of the default one. Undefined where that pipeline has no such stage.
 */
function stageOf(office: RecordsOffice, item: Item, row: Row | null): Stage | undefined {
  const said = text(item, 'pipeline');
  const pipeline = office.pipelines.find(({ id, name, isDefault }) =>
    said !== undefined
      ? pipelineKeyOf(name) === said
      : row === null
        ? isDefault
        : id === row.pipelineId,
  );
  const before = office.pipelines
    .flatMap(({ stages }) => stages)
    .find(({ id }) => id === row?.stageId);
  const key = text(item, 'stage') ?? before?.key;
  return key === undefined
    ? pipeline?.stages[0]
    : pipeline?.stages.find((stage) => stage.key === key);
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

/** The stage with all that follows it: what is won or lost has a day on which it was. */
function stageColumns(
  ctx: CrmContext,
  office: RecordsOffice,
  item: Item,
  row: Row | null,
): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  const closeDate = text(item, 'closeDate');
  if (closeDate !== undefined) columns.closeDate = dayColumn(closeDate);
  const stage = stageOf(office, item, row);
  if (stage === undefined) return columns;
  if (stage.id !== row?.stageId) {
    const now = ctx.clock.now();
    Object.assign(columns, {
      pipelineId: stage.pipelineId,
      stageId: stage.id,
      status: stage.kind,
      stageEnteredAt: now,
      lastActivityAt: now,
    });
    if (stage.kind === 'open') Object.assign(columns, { closedOn: null, lossReason: null });
  }
  if (stage.kind === 'open') return columns;
  const day = text(item, 'closedOn');
  const before = row?.closedOn instanceof Date ? dayOf(row.closedOn) : null;
  columns.closedOn = dayColumn(day ?? before ?? closeDate ?? ctx.today);
  const reason = text(item, 'reason');
  if (stage.kind === 'lost' && reason !== undefined) columns.lossReason = reason;
  return columns;
}

/** An amount keeps the currency it had, unless its cell or a column of its own names one. */
function amountColumns(
  ctx: CrmContext,
  values: Draft['values'],
  field: string,
  row: Row | null,
): Record<string, unknown> {
  const said = values.get(field) as Amount | undefined;
  const named = values.get('currency');
  const before = typeof row?.currency === 'string' ? row.currency : undefined;
  if (said === undefined) return {};
  const currency =
    said.currency ??
    (typeof named === 'string' ? named : (before ?? ctx.organization.baseCurrency));
  const exact = decimalOf(moneyFrom(said.amount, currency));
  return { amount: exact.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''), currency };
}
