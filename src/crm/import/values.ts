import { isCurrency } from '../../platform/money.ts';
import type { Target } from './targets.ts';

/** In which order a column writes its days. */
export type DayOrder = 'dmy' | 'mdy';
/** How a column writes its numbers. */
export type Style = { dayOrder: DayOrder | null; decimalComma: boolean };

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ISO = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/;
const SHORT = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[T\s].*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NAMED_MONTH =
  /^(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}))$/i;

/**
 * In which order the days of a column are written, from all of them: 31/03 can only be one. Null when none tells, and when
 * some tell one and some the other: then each is read only if it can be nothing else.
 */
export function dayOrderOf(samples: readonly string[]): { order: DayOrder | null; mixed: boolean } {
  let dmy = 0;
  let mdy = 0;
  for (const sample of samples) {
    const parts = SHORT.exec(sample.trim());
    if (parts === null) continue;
    if (Number(parts[1]) > 12) dmy += 1;
    else if (Number(parts[3]) > 12) mdy += 1;
    // A dot is the way of countries that put the day first.
    else if (parts[2] === '.') dmy += 1;
  }
  if (dmy > 0 && mdy > 0) return { order: null, mixed: true };
  return { order: dmy > 0 ? 'dmy' : mdy > 0 ? 'mdy' : null, mixed: false };
}

/** A day as 2026-03-31; a problem's code where it is none, or could be two. */
export function readDay(text: string, order: DayOrder | null): { value: string } | Problem {
  const said = text.trim();
  const iso = ISO.exec(said) ?? COMPACT.exec(said);
  if (iso !== null) return day(iso[1], iso[2], iso[3]);
  const short = SHORT.exec(said);
  if (short !== null) {
    const [, first = '', , second = '', year = ''] = short;
    const only = Number(first) > 12 ? 'dmy' : Number(second) > 12 ? 'mdy' : null;
    const read = only ?? order;
    if (read === null)
      return first === second ? day(year, first, second) : { problem: 'ambiguous_day' };
    return read === 'dmy' ? day(year, second, first) : day(year, first, second);
  }
  const named = NAMED_MONTH.exec(said);
  if (named !== null) {
    const month = MONTHS.indexOf((named[2] ?? named[4] ?? '').slice(0, 3).toLowerCase()) + 1;
    if (month > 0) return day(named[3] ?? named[6], String(month), named[1] ?? named[5]);
  }
  return { problem: 'no_day' };
}

function day(year = '', month = '', date = ''): { value: string } | Problem {
  const full = year.length === 2 ? `20${year}` : year;
  const value = `${full}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const moment = new Date(`${value}T00:00:00Z`);
  const exists = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
  return exists && Number(full) >= 1900 ? { value } : { problem: 'no_day' };
}

export type ProblemCode =
  | 'ambiguous_day'
  | 'no_day'
  | 'no_number'
  | 'negative'
  | 'too_large'
  | 'no_currency'
  | 'no_email'
  | 'no_phone'
  | 'no_domain'
  | 'no_stage'
  | 'no_choice'
  | 'no_flag'
  | 'no_record_number';
export type Problem = { problem: ProblemCode };

const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  HK$: 'HKD',
  A$: 'AUD',
  C$: 'CAD',
  元: 'CNY',
  人民币: 'CNY',
  RMB: 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  港币: 'HKD',
};
const FACTORS: Readonly<Record<string, number>> = {
  k: 3,
  m: 6,
  mn: 6,
  mio: 6,
  b: 9,
  bn: 9,
  千: 3,
  万: 4,
  萬: 4,
  百万: 6,
  亿: 8,
};

/** Whether a column writes 1.234,56. */
export function decimalCommaOf(samples: readonly string[]): boolean {
  const comma = samples.filter((s) => /\d,\d{1,2}(?!\d)/.test(s) || /\d\.\d{3},\d/.test(s)).length;
  const point = samples.filter((s) => /\d\.\d{1,2}(?!\d)/.test(s) || /\d,\d{3}\.\d/.test(s)).length;
  return comma > point;
}

/** No amount is longer. What is longer would keep the pattern busy for minutes. */
const AMOUNT_MAX = 60;

/** An amount as a decimal number in plain notation, with the currency that stands beside it. */
export function readAmount(
  text: string,
  decimalComma: boolean,
): { value: { amount: string; currency: string | null } } | Problem {
  if (text.length > AMOUNT_MAX) return { problem: 'no_number' };
  const parts =
    /^\s*([^\d\s.,()-]*)\s*([-(]?)\s*([^\d\s.,()-]*)\s*(\d[\d\s.,'’]*)\s*([^\d\s.,()]*)\s*([^\d\s.,()]*)\s*\)?\s*$/u.exec(
      text.normalize('NFKC').replace(/[−–]/g, '-').replace(/\s+/g, ' '),
    );
  if (parts === null) return { problem: 'no_number' };
  const [, before = '', sign = '', inner = '', digits = '', after = '', last = ''] = parts;
  const marks = [before, inner, after, last].filter((mark) => mark !== '');
  let currency: string | null = null;
  let shift = 0;
  for (const mark of marks) {
    const upper = mark.toUpperCase();
    const factor = FACTORS[mark.toLowerCase()];
    if (factor !== undefined) shift += factor;
    else if (SIGNS[upper] !== undefined) currency = SIGNS[upper] ?? null;
    else if (upper === '¥' || upper === '¥') currency = 'CNY';
    else if (/^[A-Z]{3}$/.test(upper) && isCurrency(upper)) currency = upper;
    else if (mark.endsWith('元') && FACTORS[mark.slice(0, -1)] !== undefined) {
      shift += FACTORS[mark.slice(0, -1)] ?? 0;
      currency = 'CNY';
    } else return { problem: /^\p{L}{3}$/u.test(mark) ? 'no_currency' : 'no_number' };
  }
  const plain = plainDigits(digits, decimalComma);
  if (plain === null) return { problem: 'no_number' };
  if (sign !== '' && Number(plain) !== 0) return { problem: 'negative' };
  const amount = shifted(plain, shift);
  return (amount.split('.')[0] ?? '').length > 15
    ? { problem: 'too_large' }
    : { value: { amount, currency } };
}

/** `1,234.56`, `1.234,56`, `1 234,5`: plain notation; null when the groups do not fit. */
function plainDigits(text: string, decimalComma: boolean): string | null {
  const tight = text.replace(/[\s'’]/g, '');
  const lastComma = tight.lastIndexOf(',');
  const lastPoint = tight.lastIndexOf('.');
  let decimal: string;
  if (lastComma >= 0 && lastPoint >= 0) decimal = lastComma > lastPoint ? ',' : '.';
  else if (lastComma >= 0)
    decimal = decimalComma || !/^\d{1,3}(?:,\d{3})+$/.test(tight) ? ',' : '.';
  else decimal = decimalComma && /^\d{1,3}(?:\.\d{3})+$/.test(tight) ? ',' : '.';
  const group = decimal === ',' ? '.' : ',';
  const [whole = '', fraction, ...more] = tight.split(decimal);
  if (more.length > 0) return null;
  const groups = whole.split(group);
  // 12,34,567 is Indian and fine; 1,2 is no number of anybody.
  if (groups.length > 1 && groups.slice(1).some((part) => part.length < 2 || part.length > 4))
    return null;
  const digits = groups.join('').replace(/^0+(?=\d)/, '');
  if (!/^\d+$/.test(digits) || (fraction !== undefined && !/^\d*$/.test(fraction))) return null;
  const trimmed = (fraction ?? '').replace(/0+$/, '');
  return trimmed === '' ? digits : `${digits}.${trimmed}`;
}

function shifted(plain: string, by: number): string {
  const [whole = '', fraction = ''] = plain.split('.');
  const digits = whole + fraction.padEnd(by, '0');
  const point = whole.length + by;
  const rest = digits.slice(point).replace(/0+$/, '');
  const head = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  return rest === '' ? head : `${head}.${rest}`;
}

const YES = new Set([
  'yes',
  'y',
  'true',
  '1',
  'x',
  'active',
  'on',
  '是',
  '对',
  '有',
  '在售',
  '启用',
]);
const NO = new Set([
  'no',
  'n',
  'false',
  '0',
  '',
  'inactive',
  'off',
  '否',
  '不',
  '无',
  '停售',
  '停用',
]);

export function readFlag(text: string): { value: boolean } | Problem {
  const said = text.trim().toLowerCase();
  if (YES.has(said)) return { value: true };
  return NO.has(said) ? { value: false } : { problem: 'no_flag' };
}

/** D-12, SO-1 or 12: the number. */
export function readRecordNumber(text: string): { value: number } | Problem {
  const number = /^(?:[a-z]{1,2}-|#)?(\d{1,9})$/i.exec(text.trim())?.[1];
  return number === undefined ? { problem: 'no_record_number' } : { value: Number(number) };
}

export function readEmail(text: string): { value: string } | Problem {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '');
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/u.test(said) && said.length <= 254
    ? { value: said }
    : { problem: 'no_email' };
}

const STAGE_WORDS: Readonly<Record<string, readonly string[]>> = {
  prospecting: [
    'prospect',
    'new',
    'lead',
    'open',
    'initial contact',
    'outreach',
    'suspect',
    '初步沟通',
    '潜在',
    '线索',
    '新建',
    '初步接触',
  ],
  qualification: [
    ...[
      'qualified',
      'qualifying',
      'discovery',
      'demo',
      'needs analysis',
      'evaluation',
      'engaging',
      'engaged',
      'meeting',
    ],
    ...['需求分析', '需求调研', '资格确认', '立项', '演示', '需求确认'],
  ],
  proposal: [
    'proposal sent',
    'quote',
    'quoted',
    'quotation',
    'value proposition',
    'proposal price quote',
    '方案',
    '提案',
    '报价',
    '已报价',
    '投标',
  ],
  negotiation: [
    'negotiating',
    'contract',
    'contract sent',
    'negotiation review',
    'verbal',
    '谈判',
    '谈判中',
    '商务洽谈',
    '议价',
    '合同',
  ],
  won: [
    'closed won',
    'win',
    'closed',
    'signed',
    'success',
    '成交',
    '已成交',
    '签单',
    '已签约',
    '中标',
    '赢单',
  ],
  lost: [
    'closed lost',
    'lose',
    'dead',
    'failed',
    'abandoned',
    '丢单',
    '已丢单',
    '流失',
    '未中标',
    '失败',
    '输单',
  ],
};

/** A stage's key by its key, its name in either language, or what other systems call it. */
export function readStage(
  text: string,
  stages: readonly { key: string; nameEn: string; nameZh: string }[],
): { value: string } | Problem {
  const said = wordsOf(text);
  const own = stages.find((s) =>
    [s.key, s.nameEn, s.nameZh].some((name) => wordsOf(name) === said),
  );
  const alike =
    own ?? stages.find((s) => STAGE_WORDS[s.key]?.some((word) => wordsOf(word) === said));
  return alike === undefined ? { problem: 'no_stage' } : { value: alike.key };
}

export function readChoice(text: string, target: Target): { value: string } | Problem {
  const said = wordsOf(text);
  const found = Object.entries(target.options ?? {}).find(
    ([value, words]) => wordsOf(value) === said || words.some((word) => wordsOf(word) === said),
  );
  return found === undefined ? { problem: 'no_choice' } : { value: found[0] };
}

export function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const ALL_STAGES = Object.keys(STAGE_WORDS).map((key) => ({ key, nameEn: key, nameZh: key }));

/** Whether a cell could be a value of this field. */
export function looksLike(sample: string, target: Target): boolean {
  switch (target.reads) {
    case 'email':
      return 'value' in readEmail(sample);
    case 'day':
      return 'value' in readDay(sample, 'dmy') || 'value' in readDay(sample, 'mdy');
    case 'money':
    case 'count':
      return !('problem' in readAmount(sample, false)) || sample.trim().startsWith('-');
    case 'phone':
      return /^[+\d][\d\s().\-/x]{4,}$/.test(sample);
    case 'domain':
      return /^(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/iu.test(sample);
    case 'currency':
      return (
        SIGNS[sample.trim().toUpperCase()] !== undefined || isCurrency(sample.trim().toUpperCase())
      );
    case 'stage':
      return 'value' in readStage(sample, ALL_STAGES);
    case 'pipeline':
      return sample.trim().length <= 80;
    case 'flag':
      return 'value' in readFlag(sample);
    case 'number':
      return /^(?:[a-z]{1,2}-)?\d{1,9}$/i.test(sample.trim());
    case 'choice':
      return 'value' in readChoice(sample, target);
    case 'text':
    case 'member':
      return !('value' in readDay(sample, 'dmy')) || !/\d{4}/.test(sample);
    case 'reference':
      return sample.trim().length <= 80;
    default:
      return target.reads satisfies never;
  }
}

/** A currency by its code or sign. */
export function readCurrency(text: string): { value: string } | Problem {
  const said = text.trim().toUpperCase();
  const code = SIGNS[said] ?? (said === '¥' || said === '¥' ? 'CNY' : said);
  return /^[A-Z]{3}$/.test(code) && isCurrency(code) ? { value: code } : { problem: 'no_currency' };
}
