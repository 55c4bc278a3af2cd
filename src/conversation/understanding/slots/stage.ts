import { asWrittenIn, type Span, spansOf, withoutOverlaps } from '../span.ts';
import { withoutAddresses } from './mask.ts';

/** One stage of a pipeline: what it is called inside, and what people call it in either language. */
export type StageNames = { key: string; names: readonly string[] };

/** The stages an organization starts with, in order. */
export const DEFAULT_STAGES: readonly StageNames[] = [
  {
    key: 'prospecting',
    names: [
      'prospecting',
      'prospect',
      'prospect stage',
      'initial contact',
      'first contact',
      'outreach',
      '初步接触',
      '初步沟通',
      '线索跟进',
      '潜在客户',
      '潜在',
      '前期接触',
      '开发中',
      '寻找客户',
      '初期',
    ],
  },
  {
    key: 'qualification',
    names: [
      'qualification',
      'qualified',
      'qualifying',
      'qualify',
      'discovery',
      'demo',
      'needs analysis',
      'evaluation',
      '资格确认',
      '资格审查',
      '资质确认',
      '需求确认',
      '需求分析',
      '需求调研',
      '确认需求',
      '立项',
      '演示',
      '评估阶段',
    ],
  },
  {
    key: 'proposal',
    names: [
      'proposal',
      'proposal sent',
      'proposal stage',
      'sent proposal',
      'quote',
      'quoted',
      'quotation',
      'quote sent',
      'price quote',
      '方案',
      '方案报价',
      '方案阶段',
      '提案',
      '报价',
      '已报价',
      '提交方案',
      '方案建议',
      '投标',
    ],
  },
  {
    key: 'negotiation',
    names: [
      'negotiation',
      'negotiations',
      'negotiating',
      'negotiate',
      'in talks',
      'contract negotiation',
      'contract review',
      'haggling',
      '谈判',
      '商务谈判',
      '谈判中',
      '商务洽谈',
      '洽谈',
      '合同谈判',
      '议价',
      '谈价格',
      '商谈',
      '合同审批',
    ],
  },
  {
    key: 'won',
    names: [
      'won',
      'closed won',
      'closed-won',
      'close won',
      'win',
      'signed',
      '赢单',
      '成交',
      '已成交',
      '已赢单',
      '赢了',
      '签单',
      '已签约',
      '已签单',
      '签约',
      '拿下',
      '中标',
    ],
  },
  {
    key: 'lost',
    names: [
      'lost',
      'closed lost',
      'closed-lost',
      'close lost',
      'lose',
      'dead',
      '输单',
      '丢单',
      '已输单',
      '已丢单',
      '输了',
      '丢了',
      '失败',
      '流失',
      '黄了',
      '未中标',
      '落标',
    ],
  },
];

/** An own name of a stage, prepared for the search; `words` is empty for names with Chinese characters. */
type PreparedStages = {
  han: Map<string, string>;
  hanPattern: RegExp | null;
  words: Map<string, string>;
  longest: number;
};

const prepared = new WeakMap<readonly StageNames[], PreparedStages>();

/**
 * The stages named in the text, by key. English names may hold a typing error: one from five letters on, two
 * from nine on (adjacent letters swapped count as one).
 */
export function findStages(
  text: string,
  stages: readonly StageNames[] = DEFAULT_STAGES,
): Span<string>[] {
  const names = prepare(stages);
  const searched = withoutAddresses(text);
  const han = names.hanPattern
    ? spansOf(searched, names.hanPattern, (m) => names.han.get(m[0].toLowerCase()) ?? null)
    : [];
  return asWrittenIn(text, withoutOverlaps([...han, ...wordSpans(searched, names)]));
}

function prepare(stages: readonly StageNames[]): PreparedStages {
  const known = prepared.get(stages);
  if (known) return known;
  const han = new Map<string, string>();
  const words = new Map<string, string>();
  for (const { key, names } of stages) {
    for (const name of [key, ...names]) {
      const plain = normalized(name);
      if (plain === '') continue;
      if (/\p{Script=Han}/u.test(plain)) han.set(name.trim().toLowerCase(), han.get(plain) ?? key);
      else if (!words.has(plain)) words.set(plain, key);
    }
  }
  const alternatives = [...han.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const fresh = {
    han,
    hanPattern: alternatives.length > 0 ? new RegExp(alternatives.join('|'), 'giu') : null,
    words,
    longest: Math.max(1, ...[...words.keys()].map((name) => name.split(' ').length)),
  };
  prepared.set(stages, fresh);
  return fresh;
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

/** Lower case, with single blanks for hyphens, underscores and runs of blanks. */
function normalized(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, ' ');
}

function wordSpans(text: string, names: PreparedStages): Span<string>[] {
  const words = spansOf(text, /[\p{L}\p{N}']+/gu, (m) => m[0].toLowerCase());
  const found: Span<string>[] = [];
  for (let first = 0; first < words.length; first += 1) {
    for (let length = names.longest; length > 0; length -= 1) {
      const span = phraseAt(text, words.slice(first, first + length), length, names);
      if (!span) continue;
      found.push(span);
      break;
    }
  }
  return found;
}

function phraseAt(
  text: string,
  words: readonly Span<string>[],
  length: number,
  names: PreparedStages,
): Span<string> | null {
  const [head, tail] = [words[0], words.at(-1)];
  if (!head || !tail || words.length < length) return null;
  const between = text.slice(head.start, tail.end);
  const phrase = normalized(between);
  if (/[^\p{L}\p{N}' ]/u.test(phrase)) return null;
  const key = names.words.get(phrase) ?? nearly(phrase, names.words);
  return key === null ? null : { start: head.start, end: tail.end, text: between, value: key };
}

/** English words that are one letter from a stage name and mean something else. */
const NOT_A_TYPO = new Set([
  'quite',
  'quota',
  'quotas',
  'quotes',
  'prospects',
  'proposals',
  'propose',
  'signal',
  'singed',
  'signet',
  'qualifies',
  'qualifier',
  'evaluating',
]);

function nearly(phrase: string, names: ReadonlyMap<string, string>): string | null {
  if (phrase.length < 4 || NOT_A_TYPO.has(phrase)) return null;
  for (const [name, key] of names) {
    const allowed = name.length >= 9 ? 2 : name.length >= 5 ? 1 : 0;
    if (allowed > 0 && withinDistance(phrase, name, allowed)) return key;
  }
  return null;
}

/** Whether the optimal string alignment distance (Damerau, no repeated edits) is at most `limit`. */
function withinDistance(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    if (Math.min(...row) > limit) return false;
    [beforeLast, last] = [last, row];
  }
  return (last[b.length] ?? limit + 1) <= limit;
}
