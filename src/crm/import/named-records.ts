import type { CrmContext } from '../context.ts';
import { createRecords, rowsWith } from '../many-records.ts';
import { formsAgree, nameKey } from '../names.ts';
import {
  accountMeant,
  grouped,
  type Item,
  idOf,
  isOutside,
  type Office,
  ownerOf,
  refuse,
  refuseLike,
  text,
} from './items.ts';

/** Finds the accounts that rows name, and creates those that are not there yet. */
export async function findAccounts(
  ctx: CrmContext,
  office: Office,
  items: readonly Item[],
  dry: boolean,
): Promise<void> {
  const wanted: { key: string; name: string; items: Item[] }[] = [];
  for (const item of items) {
    const said = text(item, 'account');
    if (said === undefined) continue;
    const key = /^A-\d+$/i.test(said) ? said.toUpperCase() : nameKey(said);
    const known = wanted.find((entry) => entry.key === key && formsAgree(entry.name, said));
    if (known !== undefined) known.items.push(item);
    else wanted.push({ key, name: said, items: [item] });
  }
  if (wanted.length === 0) return;
  const keys = wanted.map(({ key }) => key);
  const numbers = keys.filter((key) => key.startsWith('A-')).map((key) => Number(key.slice(2)));
  const rows = await rowsWith(ctx, 'account', { nameKey: keys, number: numbers });
  const absent: { key: string; name: string; items: Item[] }[] = [];
  const byKey = grouped(rows, (row) => String(row.nameKey));
  for (const { key, name, items: users } of wanted) {
    const { row, like } = key.startsWith('A-')
      ? { row: rows.find((one) => `A-${String(one.number)}` === key), like: undefined }
      : accountMeant(office, name, byKey.get(key) ?? []);
    if (like !== undefined) for (const item of users) refuseLike(item, name, like);
    else if (row === undefined) absent.push({ key, name, items: users });
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
