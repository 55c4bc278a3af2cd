import type { Clues } from '../span.ts';

/** Dollar currencies: where one of them is the organization's own, a bare "$" means it. */
const DOLLARS = ['USD', 'AUD', 'CAD', 'HKD', 'NZD', 'SGD', 'TWD'];
const CROWNS = ['SEK', 'NOK', 'DKK', 'ISK', 'CZK'];
const POUNDS = ['GBP', 'EGP'];
const PESOS = ['MXN', 'ARS', 'CLP', 'COP', 'PHP', 'UYU'];
const RUPEES = ['INR', 'PKR', 'LKR', 'NPR'];
const YUANS = ['CNY', 'TWD', 'HKD', 'MOP', 'SGD'];

/** A word for several currencies: the organization's own if it is one of them, otherwise the first. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  $: DOLLARS,
  dollar: DOLLARS,
  buck: DOLLARS,
  kr: CROWNS,
  krona: CROWNS,
  kronor: CROWNS,
  kroner: ['NOK', 'DKK', 'SEK'],
  krone: ['NOK', 'DKK', 'SEK'],
  pound: POUNDS,
  peso: PESOS,
  rupee: RUPEES,
  rs: RUPEES,
  r: RUPEES,
  元: YUANS,
  圆: YUANS,
  块: YUANS,
  块钱: YUANS,
  franc: ['CHF'],
  dirham: ['AED', 'MAD'],
  riyal: ['SAR', 'QAR'],
  dinar: ['KWD', 'BHD', 'JOD'],
};

const SIGNS: Readonly<Record<string, string>> = {
  us$: 'USD',
  u$: 'USD',
  hk$: 'HKD',
  a$: 'AUD',
  au$: 'AUD',
  c$: 'CAD',
  ca$: 'CAD',
  s$: 'SGD',
  sg$: 'SGD',
  nt$: 'TWD',
  nz$: 'NZD',
  mx$: 'MXN',
  r$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₴': 'UAH',
  '₪': 'ILS',
  '₦': 'NGN',
};

/** ISO 4217 codes that are no English word, in any case, and those that are one, in capitals only. */
const CODES =
  'usd|eur|gbp|cny|rmb|cnh|jpy|hkd|aud|cad|chf|sgd|nzd|twd|ntd|krw|inr|thb|idr|myr|vnd|sek|nok|dkk|isk|pln|czk|huf|brl|mxn|zar|ils|aed|sar|qar|kwd|bhd|rub|egp|ngn|kes|pkr|bdt|lkr|clp|ars|uah|kzt|bgn';
const CAPITAL_CODES = ['TRY', 'PHP', 'COP', 'PEN', 'RON', 'MOP', 'MAD'];

const WORDS: Readonly<Record<string, string>> = {
  'us dollar': 'USD',
  'american dollar': 'USD',
  'hong kong dollar': 'HKD',
  'hk dollar': 'HKD',
  'australian dollar': 'AUD',
  'aussie dollar': 'AUD',
  'canadian dollar': 'CAD',
  'singapore dollar': 'SGD',
  'new zealand dollar': 'NZD',
  'taiwan dollar': 'TWD',
  'nt dollar': 'TWD',
  euro: 'EUR',
  'pounds sterling': 'GBP',
  sterling: 'GBP',
  'british pound': 'GBP',
  quid: 'GBP',
  yuan: 'CNY',
  renminbi: 'CNY',
  kuai: 'CNY',
  'chinese yuan': 'CNY',
  yen: 'JPY',
  'japanese yen': 'JPY',
  'korean won': 'KRW',
  'swiss franc': 'CHF',
  'indian rupee': 'INR',
  'mexican peso': 'MXN',
  ringgit: 'MYR',
  baht: 'THB',
  shekel: 'ILS',
  zloty: 'PLN',
  rouble: 'RUB',
  ruble: 'RUB',
  real: 'BRL',
  reais: 'BRL',
  rand: 'ZAR',
};

const ZH_WORDS: Readonly<Record<string, string>> = {
  美元: 'USD',
  美金: 'USD',
  美刀: 'USD',
  刀: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  镑: 'GBP',
  日元: 'JPY',
  日圆: 'JPY',
  日币: 'JPY',
  円: 'JPY',
  人民币: 'CNY',
  块人民币: 'CNY',
  元人民币: 'CNY',
  港币: 'HKD',
  港元: 'HKD',
  港纸: 'HKD',
  台币: 'TWD',
  新台币: 'TWD',
  新台幣: 'TWD',
  澳元: 'AUD',
  澳币: 'AUD',
  加元: 'CAD',
  加币: 'CAD',
  新元: 'SGD',
  新加坡元: 'SGD',
  新币: 'SGD',
  纽元: 'NZD',
  韩元: 'KRW',
  韩币: 'KRW',
  瑞士法郎: 'CHF',
  瑞郎: 'CHF',
  卢布: 'RUB',
  卢比: 'INR',
  泰铢: 'THB',
  澳门元: 'MOP',
  瑞典克朗: 'SEK',
  挪威克朗: 'NOK',
  丹麦克朗: 'DKK',
  林吉特: 'MYR',
};

/** Whatever stands for one currency only. */
const OWN: Readonly<Record<string, string>> = {
  ...SIGNS,
  ...ZH_WORDS,
  ...WORDS,
  rmb: 'CNY',
  cnh: 'CNY',
  ntd: 'TWD',
};

const alternatives = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[$.]/gu, String.raw`\$&`))
    .join('|');

const SIGN = `(?<![A-Za-z])(?:${alternatives(Object.keys(SIGNS).filter((s) => /[a-z]/u.test(s)))})|${alternatives(Object.keys(SIGNS).filter((s) => !/[a-z]/u.test(s)))}|[$¥]`;
const CODE = `(?:${CODES}|${CAPITAL_CODES.join('|')})`;
const ZH_WORD = alternatives([...Object.keys(ZH_WORDS), '块钱', '元', '圆', '块']);
const ZH_BEFORE = alternatives(Object.keys(ZH_WORDS).filter((word) => word.length > 1));
const EN_WORD = alternatives([
  ...Object.keys(WORDS).filter((word) => word !== 'real' && word !== 'rand'),
  ...Object.keys(SHARED).filter((word) => /^[a-z]{4,}$/u.test(word)),
]);

/** What names a currency before an amount, and after it (regular-expression sources for the flags iu). */
export const CURRENCY_BEFORE = `(?:${SIGN}|(?<![A-Za-z])(?:${CODE}|kr\\.?|rs\\.?)(?![A-Za-z])|${ZH_BEFORE})`;
export const CURRENCY_AFTER = `(?:${SIGN}|(?:${CODE}|kr|rs|(?:${EN_WORD})s?)(?![A-Za-z])|${ZH_WORD})`;

/** The ISO 4217 code of what was said, `null` for a word in small letters that is only a code in capitals ("try"). */
export function currencyOf(said: string, clues: Pick<Clues, 'baseCurrency'>): string | null {
  const word = said.toLowerCase();
  const singular = word.replace(/s?\.?$/u, '');
  if (word === '¥') return clues.baseCurrency === 'JPY' ? 'JPY' : 'CNY';
  if (CAPITAL_CODES.includes(said.toUpperCase())) return CAPITAL_CODES.includes(said) ? said : null;
  const own = OWN[word] ?? OWN[singular];
  if (own !== undefined) return own;
  const shared = SHARED[word] ?? SHARED[singular];
  if (shared !== undefined)
    return shared.find((code) => code === clues.baseCurrency) ?? shared[0] ?? null;
  return /^[a-z]{3}$/u.test(word) ? word.toUpperCase() : null;
}

/** Whether "$50k AUD" and the like name one currency twice rather than two currencies. */
export function sameMoney(before: string, after: string, code: string): boolean {
  if (before === '$') return DOLLARS.includes(code) || PESOS.includes(code);
  if (before === '¥') return code === 'CNY' || code === 'JPY';
  return after === '元' || after === '块' || after === '块钱' || after === '圆';
}

/** Powers of ten of what is written behind an amount. */
export const SCALES: Readonly<Record<string, number>> = {
  k: 3,
  thousand: 3,
  grand: 3,
  w: 4,
  lakh: 5,
  lac: 5,
  m: 6,
  mm: 6,
  mn: 6,
  mio: 6,
  mil: 6,
  mln: 6,
  million: 6,
  cr: 7,
  crore: 7,
  b: 9,
  bn: 9,
  billion: 9,
  tn: 12,
  trillion: 12,
};
