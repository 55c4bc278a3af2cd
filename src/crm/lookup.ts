import { similarity as similar } from '../platform/distance.ts';
import type { CrmContext } from './context.ts';
import { NUMBER_PREFIXES, type NumberedKind } from './fields.ts';
import { dealNameKey, nameKey, plainName } from './names.ts';
import {
  addressesIn,
  hitsFor,
  hitsOfName,
  holding,
  type Indexed,
  near,
} from './search/candidates.ts';
import { typedOf } from './search/pinyin.ts';
import { mergedInto, type Row, rowsFor, rowsOf } from './search/rows.ts';
import { ticketScope } from './ticket-scope.ts';

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
  | 'ticket'
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
/** From this score on a name is alike. */
const ALIKE = 0.8;

const PREFIXES: Readonly<Record<string, NumberedKind>> = Object.fromEntries(
  Object.entries(NUMBER_PREFIXES).map(([kind, prefix]) => [
    prefix.toLowerCase(),
    kind as NumberedKind,
  ]),
);
/** So many entries are looked at for one mention. */
const LOOKED_AT = 200;
const ALIKE_LOOKED_AT = 400;
const OFFERED = 12;

/**
 * The records of these kinds that a mention may mean and the actor may see, best first, at most 12. Found by number (D-12, also with the name behind it),
 * e-mail, phone, domain, name, the sound of a Chinese name; a deal also by its account's name. Names that are only alike come with a score below `SURE`:
 * similarity alone never picks a record.
 */
export async function lookUp(
  ctx: CrmContext,
  entities: readonly Findable[],
  mention: string,
): Promise<Candidate[]> {
  const numbered = /^(?:([a-z]{1,2})-|#)(\d{1,9})(?=\s|$)/i.exec(mention.trim());
  const bare = /^\d{1,9}$/.exec(mention.trim());
  const byBareNumber = entities.includes('task') || entities.every((e) => e === 'ticket');
  if (numbered !== null || (bare !== null && byBareNumber)) {
    const kind = PREFIXES[numbered?.[1]?.toLowerCase() ?? ''];
    // "Ticket T-12": where only tickets are meant, the letter of tasks says nothing else.
    const onlyTickets = kind === 'task' && entities.every((e) => e === 'ticket');
    const kinds = kind === undefined || onlyTickets ? entities : entities.filter((e) => e === kind);
    const found = await byNumber(ctx, kinds, Number(numbered?.[2] ?? bare?.[0]));
    if (found.length > 0 || numbered !== null) return found;
  }
  const named = await byName(ctx, entities, mention);
  if (named.some((row) => row.score >= SURE)) return rank(named);
  return rank([...named, ...(await byLikeness(ctx, entities, mention))]);
}

/** The record with this id, or the one it was merged into, if the actor may see it. */
export async function lookUpId(
  ctx: CrmContext,
  entity: Findable,
  id: string,
): Promise<Candidate | null> {
  const [row] = await rowsOf(ctx, entity, { id });
  if (row !== undefined) return { ...row, score: 1 };
  const winner = await mergedInto(ctx, entity, { id });
  const [merged] = winner === null ? [] : await rowsOf(ctx, entity, { id: winner });
  return merged === undefined ? null : { ...merged, score: 1 };
}

/** The members who were deactivated that a mention may mean, best first; there are few. */
export async function lookUpFormer(ctx: CrmContext, mention: string): Promise<Candidate[]> {
  const key = nameKey(mention);
  const rows = await rowsOf(ctx, 'member', 'deleted');
  return rank(
    rows
      .map((row) => (row.id === mention ? { ...row, score: 1 } : scoredRow(row, key, mention)))
      .filter((row) => row.score >= ALIKE),
  );
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
    const winner = rows.length > 0 ? null : await mergedInto(ctx, entity, { number });
    if (winner !== null) rows.push(...(await rowsOf(ctx, entity, { id: winner })));
    found.push(...rows.map((row) => ({ ...row, score: 1 })));
  }
  return found;
}

/** The records whose name, or an address of theirs, holds what was said. */
async function byName(
  ctx: CrmContext,
  entities: readonly Findable[],
  mention: string,
): Promise<Candidate[]> {
  const scored: Candidate[] = [];
  for (const { kinds, key } of keysOf(entities, mention)) {
    const whole = await byWholeName(ctx, kinds, key, mention);
    if (whole.length > 0) {
      scored.push(...whole);
      continue;
    }
    const hits = await hitsFor(ctx, kinds, holding(key, mention, false), LOOKED_AT);
    for (const row of await rowsFor(ctx, hits)) scored.push(scoredRow(row, key, mention));
  }
  for (const kind of await readWhole(ctx, entities)) {
    const key = nameKey(mention);
    for (const row of await rowsOf(ctx, kind, 'all')) scored.push(scoredRow(row, key, mention));
  }
  return scored.filter((row) => row.score >= ALIKE);
}

/** The records that are called exactly so: beside them `rank` keeps no other. Empty where the mention may be an address. */
async function byWholeName(
  ctx: CrmContext,
  kinds: readonly Indexed[],
  key: string,
  mention: string,
): Promise<Candidate[]> {
  if (addressesIn(mention).length > 0) return [];
  const rows = await rowsFor(ctx, await hitsOfName(ctx, kinds, key, LOOKED_AT));
  return rows.map((row) => scoredRow(row, key, mention)).filter((row) => row.score === 1);
}

/** The tickets of somebody who sees only his own, the latest first; none of others. */
export async function ownTickets(ctx: CrmContext): Promise<Candidate[]> {
  if ((await ticketScope(ctx)) === 'all') return [];
  const rows = await rowsOf(ctx, 'ticket', 'all');
  return rows.map((row) => ({ ...row, score: 1 })).reverse();
}

/** Of these kinds there are few that the actor may see: they are read, not looked up. */
async function readWhole(
  ctx: CrmContext,
  entities: readonly Findable[],
): Promise<('member' | 'ticket')[]> {
  const own = entities.includes('ticket') && (await ticketScope(ctx)) !== 'all';
  return [
    ...(entities.includes('member') ? (['member'] as const) : []),
    ...(own ? (['ticket'] as const) : []),
  ];
}

/** The records whose name is only like what was said. */
async function byLikeness(
  ctx: CrmContext,
  entities: readonly Findable[],
  mention: string,
): Promise<Candidate[]> {
  const alike: Candidate[] = [];
  for (const { kinds, key } of keysOf(entities, mention)) {
    const hits = await hitsFor(ctx, kinds, near(key), ALIKE_LOOKED_AT);
    const best = hits
      .map((hit) => ({ ...hit, score: likeness([hit.key, hit.also], key) }))
      .filter((hit) => hit.score >= ALIKE)
      .sort((a, b) => b.score - a.score)
      .slice(0, OFFERED);
    for (const row of await rowsFor(ctx, best))
      alike.push({ ...row, score: likeness([row.key, row.alsoKey ?? ''], key) });
  }
  return alike;
}

/** The kinds that have an entry, with the key that a mention has for them: of a deal's name the word "deal" says nothing. */
function keysOf(
  entities: readonly Findable[],
  mention: string,
): { kinds: Indexed[]; key: string }[] {
  // A note is found by its number, or by a search.
  const kinds = entities.filter((e): e is Indexed => e !== 'member' && e !== 'activity');
  const key = nameKey(mention);
  const dealKey = dealNameKey(mention);
  const keys =
    key === dealKey
      ? [{ kinds, key }]
      : [
          { kinds: kinds.filter((kind) => kind !== 'deal'), key },
          { kinds: kinds.filter((kind) => kind === 'deal'), key: dealKey },
        ];
  return keys.filter((k) => k.kinds.length > 0 && k.key !== '');
}

function scoredRow(row: Row, key: string, mention: string): Candidate {
  const score = scoreOf(row, key, mention);
  return { ...row, score: score > 0 ? score : likeness([row.key, row.alsoKey ?? ''], key) };
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
  if (isSpelled(row.key, key)) return 0.935;
  if (row.alsoKey !== null && isSpelled(row.alsoKey, key)) return 0.932;
  return 0;
}

function isAddressOf(row: Row, mention: string): boolean {
  return addressesIn(mention).some((address) => row.addresses.includes(address));
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

/** How like a name is to what was said, by its letters or by its sound. Below `SURE` by construction. */
export function likeness(names: readonly string[], key: string): number {
  const alike = names
    .filter(Boolean)
    .map((name) => Math.max(similar(name, key), soundOf(name, key)));
  return Math.min(Math.max(0, ...alike), SURE - 0.01);
}

/** A Chinese name typed by the first letters of its syllables, or by part of its sound, or with other characters of that sound. */
function soundOf(name: string, key: string): number {
  const typed = typedOf(name);
  if (typed === null) return 0;
  const said = typedOf(key)?.full ?? key.replaceAll(' ', '');
  if (said.length < 2) return 0;
  if (typed.full === said) return 0.91;
  if (typed.initials === said) return 0.9;
  if (said.length >= 3 && typed.full.startsWith(said)) return 0.86;
  return said.length >= 4 && typed.full.includes(said) ? 0.82 : 0;
}

/** Whether a Chinese name is said in full by its sound: "huawei", "Hua Wei". */
function isSpelled(name: string, key: string): boolean {
  return /^[a-z ]+$/.test(key) && typedOf(name)?.full === key.replaceAll(' ', '');
}

/** Best first; a name that is meant surely pushes out those that are only alike, open ones push out closed ones. */
function rank(found: readonly Candidate[]): Candidate[] {
  const byScore = [...found].sort((a, b) => b.score - a.score || Number(b.open) - Number(a.open));
  // "rob" is like Robert by his name and found by his address: offered once.
  const sorted = [...new Map(byScore.toReversed().map((c) => [c.id, c])).values()].toReversed();
  const best = sorted[0]?.score ?? 0;
  const named =
    best >= SURE ? sorted.filter((c) => c.score >= Math.max(SURE, best - 0.021)) : sorted;
  const open = named.filter((c) => c.open);
  const kept = best >= SURE && open.length > 0 ? open : named;
  return kept.slice(0, OFFERED);
}
