import { phoneKey } from '../../platform/phone.ts';
import type { CrmContext } from '../context.ts';
import { scopeOf } from '../members.ts';
import { typedOf } from './pinyin.ts';

/** What has an entry to be found by. */
export type Indexed =
  | 'account'
  | 'contact'
  | 'lead'
  | 'deal'
  | 'task'
  | 'activity'
  | 'product'
  | 'quote'
  | 'order'
  | 'ticket';

/** An entry that fits: the record, and the names it was found by. `total` is how many fit, as far as they were counted. */
export type Hit = { entity: Indexed; recordId: string; key: string; also: string; total: number };

/** Patterns that all fit, pairs of Chinese characters that are all there, and how long the name may be. */
type Group = { like: string[]; pairs: string[]; length?: [number, number] };

/** Which entries fit: `key` is the name sought, `groups` the alternatives. */
export type Sought = { key: string; groups: readonly Group[] };

/** The entries that fit and that the actor may see: the whole name first, then its start, then the actor's own, then the latest. */
export async function hitsFor(
  ctx: CrmContext,
  kinds: readonly Indexed[],
  sought: Sought,
  wanted: number,
): Promise<Hit[]> {
  if (ctx.actor.kind === 'customer' || kinds.length === 0) return [];
  if (sought.groups.length === 0 && sought.key === '') return [];
  const scope = await scopeOf(ctx);
  const owners = scope === 'all' ? null : [...scope];
  const rows = await ctx.tx.sql<Omit<Hit, 'total'> & { total: bigint }>`
    SELECT * FROM parley_search(${[...kinds]}::text[], ${sought.key}, ${JSON.stringify(sought.groups)}::jsonb,
      ${owners}::uuid[], ${ctx.actor.id}::uuid, ${wanted}::int)`;
  return rows.map((row) => ({ ...row, total: Number(row.total) }));
}

/** The entries with exactly this name that the actor may see. Far cheaper than a search, which is planned anew each time. */
export async function hitsOfName(
  ctx: CrmContext,
  kinds: readonly Indexed[],
  key: string,
  wanted: number,
): Promise<Hit[]> {
  if (ctx.actor.kind === 'customer' || kinds.length === 0 || key === '') return [];
  const scope = await scopeOf(ctx);
  const owners = scope === 'all' ? null : [...scope];
  const rows = await ctx.tx.sql<Omit<Hit, 'total'>>`
    SELECT "entity", "recordId", "key", "also" FROM "SearchEntry"
    WHERE "organizationId" = ${ctx.organization.id}::uuid AND "entity" = ANY(${[...kinds]}::text[]) AND "key" = ${key}
      AND (${owners === null} OR "ownerId" = ANY(${owners}::uuid[])
        OR ("ownerId" IS NULL AND "entity" IN ('account', 'contact', 'lead', 'product')))
    LIMIT ${wanted}::int`;
  return rows.map((row) => ({ ...row, total: rows.length }));
}

/** Entries that hold every word of a name, each from the start of a word or, for a search, from anywhere in it; or an address. */
export function holding(key: string, said: string, anywhere: boolean): Sought {
  const groups: Group[] = [...addressed(key, said).groups];
  const words = groupOf(key.split(' ').slice(0, 8), anywhere);
  if (words !== null) groups.unshift(words);
  const joined = key.replaceAll(' ', '');
  // "hua wei", "GTX Pro" for GTXPro.
  if (joined !== key && joined.length >= 4 && /^[a-z0-9]+$/.test(joined))
    groups.push({ like: [`% ${joined}%`], pairs: [] });
  return { key, groups };
}

/** Entries that hold an address as it was said: none where it is no address. Far fewer than hold its words, `com` among them. */
export function addressed(key: string, said: string): Sought {
  const groups = addressesIn(said).map((address) => ({
    like: [`%${escaped(address)}%`],
    pairs: [],
  }));
  return { key: groups.length > 0 ? key : '', groups };
}

/** Entries that may be meant although a word is misspelt, or typed in another way. */
export function near(key: string): Sought {
  const words = key.split(' ').slice(0, 6);
  const groups: Group[] = [];
  const typed = typedOf(key);
  if (typed !== null && typed.full.length >= 3) {
    // Other characters of the same sound.
    groups.push({ like: [`% ${typed.full}%`], pairs: [] });
  }
  for (const at of words.keys()) groups.push(...misspelt(words, at));
  return { key, groups };
}

/** Entries in whose name one of the words, and no other, may be written in another way. */
function misspelt(words: readonly string[], at: number): Group[] {
  const word = words[at] ?? '';
  if (!/^[\p{L}\p{N}]{4,}$/u.test(word) || /\p{Script=Han}/u.test(word)) return [];
  const whole = words.join(' ').length;
  const length: [number, number] = [whole - 2, whole + 2];
  const others = groupOf([...words.slice(0, at), ...words.slice(at + 1)], false);
  // Of several words the other ones are enough.
  if (words.length > 2) return others === null ? [] : [{ ...others, length }];
  const halves = halvesOf(word).map((pattern) => ({
    like: [pattern, ...(others?.like ?? [])],
    pairs: others?.pairs ?? [],
  }));
  if (words.length > 1) return halves;
  // Alone, it may also be a part of a longer name, or of the sounds of a Chinese one.
  const within = { like: [`%${word}%`], pairs: [] };
  return [...halves.map((group) => ({ ...group, length })), ...halves, within];
}

/** One wrong letter leaves a half of the word as it is; two that changed places may stand in both halves. */
function halvesOf(word: string): string[] {
  const half = Math.ceil(word.length / 2);
  const swapped = `${word.slice(0, half - 1)}${word.charAt(half)}${word.charAt(half - 1)}${word.slice(half + 1)}`;
  return [`% ${word.slice(0, half)}%`, `%${word.slice(half)} %`, `% ${swapped}%`];
}

/** What a mention is as a domain, an e-mail address or a phone number; one without a country code is American or Chinese. */
export function addressesIn(said: string): string[] {
  const plain = said.trim().toLowerCase();
  // No address is longer, and the pattern is slow on what only looks like one.
  if (plain.length > 254) return [];
  const found: string[] = [];
  if (/^[^\s@]*@?[^\s@]+\.[^\s@]+$|^[^\s@]+@[^\s@]*$/.test(plain)) found.push(plain);
  if (/^\+?[\d\s().-]{4,}$/.test(plain)) {
    const digits = plain.replace(/\D/g, '');
    const keys = [phoneKey(plain, 'US'), phoneKey(plain, 'CN')].filter((key) => key !== null);
    found.push(...keys, ...(digits.length >= 4 ? [digits] : []));
  }
  return [...new Set(found)];
}

function groupOf(words: readonly string[], anywhere: boolean): Group | null {
  const like: string[] = [];
  const pairs: string[] = [];
  for (const word of words) {
    const parts = word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [];
    for (const [i, part] of parts.entries()) {
      if (/\p{Script=Han}/u.test(part)) {
        const characters = [...part];
        if (characters.length === 1 && parts.length === 1 && words.length === 1) return null;
        pairs.push(...characters.slice(1).map((c, at) => `${characters[at]}${c}`));
        like.push(`%${escaped(part)}%`);
      } else {
        like.push(
          anywhere && part.length > 2
            ? `%${escaped(part)}%`
            : i === 0
              ? `% ${escaped(part)}%`
              : `%${escaped(part)}%`,
        );
      }
    }
  }
  return like.length === 0 ? null : { like, pairs };
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
