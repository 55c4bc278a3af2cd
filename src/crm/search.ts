import type { CrmContext } from './context.ts';
import { type Candidate, likeness, lookUp, SURE } from './lookup.ts';
import { nameKey, plainName } from './names.ts';
import {
  addressed,
  addressesIn,
  hitsFor,
  holding,
  type Indexed,
  near,
} from './search/candidates.ts';
import { typedOf } from './search/pinyin.ts';
import { type Row, rowsFor } from './search/rows.ts';

/** Why a record was found. `text` is the address, the sound or the passage that fits; empty where the name itself does. */
export type Why =
  | { kind: 'number' | 'name' | 'detail' | 'alike'; text: '' }
  | { kind: 'address' | 'account' | 'sound' | 'passage'; text: string };

export type Found = Pick<Candidate, 'entity' | 'id' | 'name' | 'detail'> & { why: Why };

/** A page of what was found. `total` is how many there are, as far as they were counted (`COUNTED` or more). */
export type Findings = { found: readonly Found[]; total: number };

/** A search counts no further. */
export const COUNTED = 500;

const KINDS: readonly Indexed[] = [
  'account',
  'contact',
  'lead',
  'deal',
  'order',
  'quote',
  'product',
  'task',
  'activity',
  'ticket',
];

/**
 * Everything the actor may see that holds what was typed: names, addresses, numbers, notes; the best first. Where nothing does,
 * the records of the kind that was named ("contacts called Kim"), and then those whose names are only alike.
 */
export async function search(
  ctx: CrmContext,
  query: string,
  page: { skip: number; take: number },
): Promise<Findings> {
  const numbered = await byNumber(ctx, query);
  if (numbered.length > 0) return { found: numbered, total: numbered.length };
  const narrowed = narrow(query);
  for (const { kinds, text } of [{ kinds: KINDS, text: query }, ...narrowed]) {
    const found = await byWords(ctx, kinds, text, page);
    if (found.total > 0) return found;
  }
  for (const { kinds, text } of [...narrowed, { kinds: KINDS, text: query }]) {
    const found = await byLikeness(ctx, kinds, text, page);
    if (found.total > 0) return found;
  }
  return { found: [], total: 0 };
}

async function byNumber(ctx: CrmContext, query: string): Promise<Found[]> {
  if (!/^(?:[a-z]{1,2}-|#)\d{1,9}$/i.test(query.trim())) return [];
  const all = await lookUp(ctx, KINDS, query);
  return all
    .filter((row) => row.score >= SURE)
    .map((row) => foundOf(row, { kind: 'number', text: '' }));
}

async function byWords(
  ctx: CrmContext,
  kinds: readonly Indexed[],
  text: string,
  page: { skip: number; take: number },
): Promise<Findings> {
  const key = nameKey(text);
  const wanted = page.skip + page.take;
  const exact = await hitsFor(ctx, kinds, addressed(key, text), wanted);
  const hits =
    exact.length > 0 ? exact : await hitsFor(ctx, kinds, holding(key, text, true), wanted);
  const rows = await rowsFor(ctx, hits.slice(page.skip));
  return {
    found: rows.map((row) => foundOf(row, whyOf(row, key, text))),
    total: Math.min(hits[0]?.total ?? 0, COUNTED),
  };
}

/** So many that are alike are looked at, and so many shown. */
const LOOKED_AT = 400;
const SHOWN = 12;

async function byLikeness(
  ctx: CrmContext,
  kinds: readonly Indexed[],
  text: string,
  page: { skip: number; take: number },
): Promise<Findings> {
  const key = nameKey(text);
  if (key === '') return { found: [], total: 0 };
  const named = kinds.filter((kind) => kind !== 'activity');
  const hits = await hitsFor(ctx, named, near(key), LOOKED_AT);
  const alike = hits
    .map((hit) => ({ hit, score: likeness([hit.key, hit.also], key) }))
    .filter(({ score }) => score >= 0.8)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN);
  const shown = alike.slice(page.skip, page.skip + page.take).map(({ hit }) => hit);
  const rows = await rowsFor(ctx, shown);
  return {
    found: rows.map((row) => {
      const sound = soundOf(row, key);
      return foundOf(
        row,
        sound === null ? { kind: 'alike', text: '' } : { kind: 'sound', text: sound },
      );
    }),
    total: alike.length,
  };
}

function foundOf(row: Pick<Row, 'entity' | 'id' | 'name' | 'detail'>, why: Why): Found {
  return { entity: row.entity, id: row.id, name: row.name, detail: row.detail, why };
}

function whyOf(row: Row, key: string, text: string): Why {
  const words = key.split(' ');
  if (row.entity === 'activity')
    return { kind: 'passage', text: passageOf(row.name, words[0] ?? '') };
  if (words.every((word) => plainName(row.name).includes(word))) return { kind: 'name', text: '' };
  const address = row.addresses.find((a) => addressesIn(text).some((said) => a.includes(said)));
  if (address !== undefined) return { kind: 'address', text: address };
  const part = row.addresses.find((a) => words.every((word) => a.includes(word)));
  if (part !== undefined) return { kind: 'address', text: part };
  const sound = soundOf(row, key);
  if (sound !== null) return { kind: 'sound', text: sound };
  const also = plainName(row.also ?? '');
  const both = `${plainName(row.name)} ${also}`;
  if (
    row.also !== null &&
    words.some((word) => also.includes(word)) &&
    words.every((word) => both.includes(word))
  )
    return { kind: 'account', text: row.also };
  return { kind: 'detail', text: '' };
}

/** How the name is typed, where that is what fits: `huawei` for 华为. */
function soundOf(row: Row, key: string): string | null {
  const said = typedOf(key)?.full ?? key.replaceAll(' ', '');
  for (const name of [row.key, row.alsoKey ?? '']) {
    const typed = typedOf(name);
    if (typed !== null && (typed.full.includes(said) || typed.initials.startsWith(said)))
      return typed.full.includes(said) ? typed.full : typed.initials;
  }
  return null;
}

const PASSAGE = 80;

/** The words around the place that fits. */
function passageOf(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word);
  const from = Math.max(0, at - PASSAGE / 2);
  const cut = text.slice(from, from + PASSAGE);
  return `${from > 0 ? '…' : ''}${cut}${from + PASSAGE < text.length ? '…' : ''}`;
}

/** What people call the kinds, one or many of them. */
const NOUNS: readonly { kinds: readonly Indexed[]; en: string; zh: string }[] = [
  { kinds: ['account'], en: 'accounts?|customers?|clients?|compan(?:y|ies)', zh: '客户|公司|企业' },
  {
    kinds: ['contact', 'lead'],
    en: 'contacts?|people|persons?|guys?|someone|somebody|anyone',
    zh: '联系人|电话|手机号?|邮箱|联系方式|人',
  },
  { kinds: ['lead'], en: 'leads?', zh: '线索' },
  { kinds: ['deal'], en: 'deals?|opportunit(?:y|ies)|opps?', zh: '商机|单子|项目' },
  { kinds: ['order'], en: 'orders?', zh: '订单' },
  { kinds: ['quote'], en: 'quotes?|offers?', zh: '报价单?' },
  { kinds: ['product'], en: 'products?|items?', zh: '产品|商品' },
  { kinds: ['task'], en: 'tasks?|to-?dos?|reminders?', zh: '任务|待办' },
  {
    kinds: ['activity'],
    en: 'notes?|calls?|meetings?|activit(?:y|ies)',
    zh: '备注|笔记|记录|跟进|会议',
  },
];
const BETWEEN =
  'in|with (?:the |this )?(?:phone )?(?:number|phone|e-?mail)(?: address)?|with|called|named|about|matching|like|for|from|at|of|on|mentioning|containing|that mention';

/** The search without the noun that says what is looked for: "contacts called Kim", "logistics companies", 华东的客户. */
function narrow(query: string): { kinds: readonly Indexed[]; text: string }[] {
  const text = query.trim().replace(/^["'“”‘’「『]+|["'“”‘’」』?？]+$/gu, '');
  for (const { kinds, en, zh } of NOUNS) {
    const rest =
      new RegExp(`^(?:all |any |the )*(?:${en})\\s+(?:(?:${BETWEEN})\\s+)?(.+)$`, 'i').exec(
        text,
      )?.[1] ??
      new RegExp(`^(?:the )?(.+?)\\s+(?:${en})$`, 'i').exec(text)?.[1] ??
      new RegExp(`^(.+?)(?:这个|的)?(?:${zh})$`, 'u').exec(text)?.[1] ??
      new RegExp(`^(?:${zh})(?:叫|名叫|里的?|[:：])?\\s*(.+)$`, 'u').exec(text)?.[1];
    if (rest !== undefined && rest !== text)
      return [
        { kinds, text: rest },
        { kinds: KINDS, text: rest },
      ];
  }
  return text === query.trim() ? [] : [{ kinds: KINDS, text }];
}
