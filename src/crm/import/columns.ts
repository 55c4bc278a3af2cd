import { similarity } from '../../platform/distance.ts';
import type { FieldsOfKind } from './own-fields.ts';
import { IMPORT_KINDS, type ImportKind, type Target } from './targets.ts';
import { looksLike } from './values.ts';

/** A column as the file shows it. */
export type Column = { header: string; samples: readonly string[] };

/** Which field each column fills; null where it fills none. */
export type Mapping = (string | null)[];

/** Below this a header and a field only happen to share a word. */
const ENOUGH = 0.6;

/** Finds which column fills which field: by what its header says, in either language, and by what is in it. */
export function mapColumns(columns: readonly Column[], targets: readonly Target[]): Mapping {
  const scored = columns.flatMap((column, index) =>
    targets.map((target) => ({ index, field: target.field, score: fitOf(column, target) })),
  );
  const mapping: Mapping = columns.map(() => null);
  const taken = new Set<string>();
  for (const { index, field, score } of scored.sort((a, b) => b.score - a.score)) {
    if (score < ENOUGH || mapping[index] !== null || taken.has(field)) continue;
    mapping[index] = field;
    taken.add(field);
  }
  return mapping;
}

/** What kind of records a file holds; null when that could be several. */
export function guessKind(
  name: string,
  columns: readonly Column[],
  fields: FieldsOfKind,
): ImportKind | null {
  const scores = IMPORT_KINDS.map((kind) => {
    const targets = fields(kind);
    const mapped = mapColumns(columns, targets).filter((field) => field !== null);
    const own = mapped.reduce((sum, field) => sum + (TELLING[kind].has(field) ? 2 : 0.5), 0);
    const named = NAMES[kind].test(name) ? 3 : 0;
    return { kind, score: own + named, mapped: mapped.length };
  }).sort((a, b) => b.score - a.score);
  const [first, second] = scores;
  if (first === undefined || first.mapped === 0) return null;
  return first.score > (second?.score ?? 0) ? first.kind : null;
}

/** Fields that tell a kind from the others. */
const TELLING: Readonly<Record<ImportKind, ReadonlySet<string>>> = {
  accounts: new Set(['domain', 'industry', 'employees', 'region']),
  contacts: new Set(['email', 'phone', 'title', 'firstName']),
  leads: new Set(['source', 'status', 'company', 'email']),
  deals: new Set(['stage', 'value', 'closeDate', 'closedOn', 'nextStep', 'reason']),
  products: new Set(['sku', 'price', 'unit', 'active']),
  orders: new Set(['order', 'quantity', 'orderedOn']),
};

const NAMES: Readonly<Record<ImportKind, RegExp>> = {
  accounts: /account|compan|customer|client|客户|公司/i,
  contacts: /contact|people|person|联系人/i,
  leads: /lead|线索/i,
  deals: /deal|opportunit|pipeline|opps?\b|商机|单子/i,
  products: /product|price.?list|catalog|产品|价格/i,
  orders: /order|订单/i,
};

function fitOf(column: Column, target: Target): number {
  const named = nameScore(column.header, target);
  const { samples } = column;
  if (samples.length === 0) return named;
  const fitting = samples.filter((sample) => looksLike(sample, target)).length / samples.length;
  // A column called "stage" that holds e-mail addresses is no stage; addresses need no header.
  if (target.reads === 'email' && fitting > 0.8) return Math.max(named, 0.8);
  if (target.reads === 'stage' && fitting > 0.9 && named < ENOUGH && samples.length > 2)
    return 0.65;
  return fitting < 0.3 ? named * 0.5 : named;
}

function nameScore(header: string, target: Target): number {
  const said = headerKey(header);
  if (said === '') return 0;
  let best = 0;
  for (const [i, word] of target.words.entries()) {
    // What a field is called first is what it is called most.
    const rank = 1 - i / 500;
    if (said === word) best = Math.max(best, rank);
    else if (said.replaceAll(' ', '') === word.replaceAll(' ', ''))
      best = Math.max(best, 0.97 * rank);
    else if (said.length > 4 && similarity(said, word) > 0.95) best = Math.max(best, 0.85 * rank);
    else if (contains(said, word))
      best = Math.max(best, (0.62 + 0.2 * (word.length / said.length)) * rank);
  }
  return best;
}

function contains(said: string, word: string): boolean {
  if (/\p{Script=Han}/u.test(word)) return word.length > 1 && said.includes(word);
  return ` ${said} `.includes(` ${word} `);
}

/** `Close_Date (USD)` is "close date". */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[(（][^)）]*[)）]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The field that a person names: by its own name or by what headers call it. */
export function fieldNamed(said: string, targets: readonly Target[]): string | null {
  const key = headerKey(said.replace(/^(?:the|a|an)\s+/i, ''));
  const [best] = targets
    .map((target) => ({
      field: target.field,
      score: Math.max(
        key === headerKey(target.field) ? 1 : 0,
        nameScore(said.replace(/^(?:the|a|an)\s+/i, ''), target),
      ),
    }))
    .sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= ENOUGH ? best.field : null;
}

/** The column that a person names: "3", "column 3", "C", its header. Null when there is none. */
export function columnNamed(said: string, columns: readonly Column[]): number | null {
  const plain = said
    .trim()
    .replace(/^(?:the\s+)?(?:column|col|第)\s*/i, '')
    .replace(/\s*列$/, '');
  const number =
    CHINESE_NUMBERS.get(plain) ??
    ORDINALS.get(plain.toLowerCase().replace(/\s+column$/, '')) ??
    Number(plain.replace(/(?:st|nd|rd|th)?(?:\s+column)?$/i, ''));
  if (Number.isInteger(number) && number >= 1 && number <= columns.length) return number - 1;
  const key = headerKey(plain.replace(/^["“「]|["”」]$/g, ''));
  const at = columns.findIndex((column) => headerKey(column.header) === key);
  if (at >= 0) return at;
  const near = columns.findIndex((column) => contains(headerKey(column.header), key));
  if (near >= 0 && key !== '') return near;
  const letter = /^[a-z]$/i.test(plain) ? plain.toLowerCase().charCodeAt(0) - 97 : -1;
  return letter >= 0 && letter < columns.length ? letter : null;
}

const CHINESE_NUMBERS = new Map([...'一二三四五六七八九十'].map((word, i) => [word, i + 1]));
const ORDINALS = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, i) => [word, i + 1] as const),
);
