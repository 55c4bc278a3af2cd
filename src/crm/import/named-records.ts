import type { CrmContext } from '../context.ts';
import { createRecords, rowsWith } from '../many-records.ts';
import { nameKey, plainName } from '../names.ts';
import {
  grouped,
  type Item,
  idOf,
  isOutside,
  type Office,
  ownerOf,
  refuse,
  text,
} from './items.ts';

/** Finds the accounts that rows name, and creates those that are not there yet. */
export async function findAccounts(
  ctx: CrmContext,
  office: Office,
  items: readonly Item[],
  dry: boolean,
): Promise<void> {
  const wanted = new Map<string, { name: string; items: Item[] }>();
  for (const item of items) {
    const said = text(item, 'account');
    if (said === undefined) continue;
    const key = /^A-\d+$/i.test(said) ? said.toUpperCase() : nameKey(said);
    const entry = wanted.get(key) ?? { name: said, items: [] };
    entry.items.push(item);
    wanted.set(key, entry);
  }
  if (wanted.size === 0) return;
  const numbers = [...wanted.keys()]
    .filter((key) => key.startsWith('A-'))
    .map((key) => Number(key.slice(2)));
  const rows = await rowsWith(ctx, 'account', { nameKey: [...wanted.keys()], number: numbers });
  const absent: { key: string; name: string; items: Item[] }[] = [];
  const byKey = grouped(rows, (row) => String(row.nameKey));
  for (const [key, { name, items: users }] of wanted) {
    const found = key.startsWith('A-')
      ? rows.filter((row) => `A-${String(row.number)}` === key)
      : (byKey.get(key) ?? []);
    const exact = found.filter((row) => plainName(row.name ?? '') === plainName(name));
    const row = exact[0] ?? found[0];
    if (row === undefined) absent.push({ key, name, items: users });
    for (const item of row === undefined ? [] : users) {
      if (isOutside(office, row?.ownerId)) refuse(item, 'outside_scope', '', name);
      else item.accountId = row?.id ?? null;
    }
  }
  const may = absent.filter(({ key, name, items: users }) => {
    const creates = office.mode !== 'update' && !key.startsWith('A-');
    if (!creates) for (const item of users) refuse(item, 'account_unknown', '', name);
    return creates;
  });
  if (dry) return;
  const ids = await createRecords(
    ctx,
    'account',
    may.map(({ name, items: users }) => ({
      name,
      nameKey: nameKey(name),
      ownerId: ownerOf(office, users[0]) ?? office.actorId,
    })),
    'import',
  );
  for (const [i, { items: users }] of may.entries())
    for (const item of users) item.accountId = ids[i] ?? null;
}

/** Finds the people that deals name at their account, and creates those that are not there yet. */
export async function findContacts(
  ctx: CrmContext,
  office: Office,
  items: readonly Item[],
): Promise<void> {
  const wanted = new Map<string, { name: string; accountId: string | null; items: Item[] }>();
  for (const item of items) {
    const name = text(item, 'contact');
    const accountId = item.accountId ?? idOf(item.existing?.accountId);
    if (name === undefined) continue;
    const key = `${nameKey(name)}@${accountId ?? ''}`;
    const entry = wanted.get(key) ?? { name, accountId, items: [] };
    entry.items.push(item);
    wanted.set(key, entry);
  }
  if (wanted.size === 0) return;
  const rows = await rowsWith(ctx, 'contact', {
    nameKey: [...wanted.values()].map(({ name }) => nameKey(name)),
  });
  const byKey = new Map(
    rows.map((row) => [`${String(row.nameKey)}@${idOf(row.accountId) ?? ''}`, row.id]),
  );
  const absent = [...wanted].filter(([key]) => !byKey.has(key));
  const ids = await createRecords(
    ctx,
    'contact',
    absent.map(([, { name, accountId }]) => ({
      name,
      nameKey: nameKey(name),
      accountId,
      ownerId: office.actorId,
    })),
    'import',
  );
  for (const [i, [key]] of absent.entries()) byKey.set(key, ids[i] ?? '');
  for (const [key, { items: users }] of wanted)
    for (const item of users) item.contactId = byKey.get(key) ?? null;
}
