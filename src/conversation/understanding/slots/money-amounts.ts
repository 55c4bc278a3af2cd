import type { Clues } from '../span.ts';
import { CURRENCY_AFTER, CURRENCY_BEFORE, currencyOf, SCALES, sameMoney } from './money-units.ts';
import { chineseNumber, EN_NUMERAL, englishNumber, writtenNumber, ZH_NUMERAL } from './numerals.ts';

/** A number in the text, with what speaks for its being money. */
export type Amount = {
  start: number;
  end: number;
  /** `null` when the digits make no number. */
  value: number | null;
  /** The number before its scale (the 60 of 60k) and the scale as a power of ten; `null` without one. */
  unscaled: number | null;
  scale: number | null;
  currency: string | null;
  /** Money beyond doubt; a weak amount counts only as the end of a range ("50-60k"). */
  strong: boolean;
  minus: boolean;
  unclear: boolean;
  /** Said as "100多万": that much or more. */
  atLeast: boolean;
  /** Said as 五六万 or 十几万: the other end. */
  highest: number | null;
};

const SCIENTIFIC = String.raw`\d{1,30}(?:\.\d{1,30})?e[+-]?\d{1,5}(?![A-Za-z\d])`;
const SPACED = String.raw`\d{1,3}(?: \d{3}){1,4}(?![\d.,])`;
const PHRASE =
  '(?:(?:a )?quarter (?:of )?(?:a )?|half (?:a )?)(?=million|billion|lakh|crore)|半个?(?=亿)';
const HALVES = `(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten) and a half (?=million|billion|thousand|lakh|crore|grand)`;
const ZH_RUN = `(?:[${ZH_NUMERAL}几]|数(?=[十百千万亿])){1,20}(?:点[零一二三四五六七八九]{1,4}(?=[万亿千]|百万))?`;
const EN_SCALE =
  '(?:[kw]|m{1,2}|mn|mio|mil|mln|bn?|tn|lakhs?|lacs?|cr|crores?|thousand|grand|millions?|billions?|trillions?)(?![A-Za-z\\d_@])';
const ZH_SCALE = '(?:多|余|几)?个?[十百千]?(?:万亿|[万亿]|千|百(?![分度强])|十(?=[万亿]))多?';
/** The rest of 3万5, 3万5千, 1亿2000万; not the 3 of "5万3月底". */
const ZH_REST = '(?:\\d{1,4}(?:千|万)?(?![\\d月日号点天周年季个人家台份套位次%:/.-]|[百十]))?';

const AMOUNT = new RegExp(
  [
    `(?:(?<before>${CURRENCY_BEFORE}) ?(?<minus>[-−])?|(?<![\\w.,'#@:/&$€£¥₹]))`,
    `(?:(?<scientific>${SCIENTIFIC})`,
    `|(?<spaced>(?<=[€£$¥₹] ?)${SPACED}|${SPACED}(?= ?${CURRENCY_AFTER}))`,
    `|(?<halves>${HALVES})`,
    `|(?<digits>\\d(?:[\\d.,'’]*\\d)?)`,
    `|(?<phrase>(?<![A-Za-z])${PHRASE})`,
    `|(?<words>(?<![A-Za-z-])(?:${EN_NUMERAL}|an?(?= grand| lakh| crore)))`,
    `|(?<han>${ZH_RUN}))`,
    `(?:(?<gap> ?-?)(?<scale>${EN_SCALE}|(?<hanScale>${ZH_SCALE})(?<rest>${ZH_REST})))?`,
    `(?<more>多)?`,
    `(?:(?<afterGap> ?-?)(?<after>${CURRENCY_AFTER}))?`,
  ].join(''),
  'giu',
);

type Parts = Record<string, string | undefined>;

/** All numbers that are money or may be the end of a range of money, in order. */
export function amountsIn(text: string, clues: Pick<Clues, 'baseCurrency'>): Amount[] {
  const amounts: Amount[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const amount = amountOf(text, match, clues);
    if (amount) amounts.push(amount);
  }
  return amounts;
}

/** The parts of one match, after what only looked like a scale or a currency was put back. */
type Read = {
  parts: Parts;
  start: number;
  end: number;
  currency: string | null;
  conflict: boolean;
};

function amountOf(
  text: string,
  match: RegExpExecArray,
  clues: Pick<Clues, 'baseCurrency'>,
): Amount | null {
  const read = trimmedMatch(text, match, clues);
  const { parts, start, end, currency } = read;
  const scale = scaleOf(parts);
  const number = numberOf(parts, currency !== null);
  const approximate = approximation(parts, scale);
  const value = approximate ? approximate.low : scaled(number, scale, parts.rest);
  const said = currency !== null || read.conflict;
  const strong =
    !interrupted(text, start, end, said) &&
    (said || (isMoneyWithoutSign(text, read, value, scale) && !countsSomething(text, end)));
  if (!strong && (value === null || interrupted(text, start, end, said))) return null;
  return {
    start,
    end,
    value,
    unscaled: number === null ? null : Number(number),
    scale,
    currency,
    strong,
    minus: parts.minus !== undefined,
    unclear: read.conflict || parts.scientific !== undefined,
    atLeast: /[多余]/u.test(`${parts.hanScale ?? ''}${parts.more ?? ''}`),
    highest: approximate?.high ?? null,
  };
}

function trimmedMatch(
  text: string,
  match: RegExpExecArray,
  clues: Pick<Clues, 'baseCurrency'>,
): Read {
  const parts: Parts = { ...match.groups };
  let end = match.index + match[0].length;
  const before = parts.before === undefined ? null : currencyOf(parts.before, clues);
  let after = parts.after === undefined ? null : currencyOf(parts.after, clues);
  if (parts.after !== undefined && (after === null || notACurrency(text, end, parts))) {
    end -= parts.after.length + (parts.afterGap?.length ?? 0);
    after = null;
  }
  if (parts.scale !== undefined && !isScale(text, end, parts, before ?? after)) {
    end = match.index + match[0].length;
    end -=
      `${parts.gap}${parts.scale}${parts.more ?? ''}${parts.afterGap ?? ''}${parts.after ?? ''}`
        .length;
    Object.assign(parts, {
      scale: undefined,
      hanScale: undefined,
      rest: undefined,
      more: undefined,
    });
    after = null;
  }
  if (parts.han !== undefined && parts.scale === undefined && after === null) {
    const cut = dayBehind(text, end, parts.han);
    parts.han = parts.han.slice(0, parts.han.length - cut);
    end -= cut;
  }
  const start =
    before === null && parts.before !== undefined ? match.index + parts.before.length : match.index;
  const conflict =
    before !== null &&
    after !== null &&
    before !== after &&
    !sameMoney(parts.before ?? '', parts.after ?? '', after);
  const lead = text.slice(start, end).length - text.slice(start, end).trimStart().length;
  return { parts, start: start + lead, end, currency: after ?? before, conflict };
}

/** "5 块" of cake: 一块 is "together" and 三块 may be three pieces, unless 钱 or digits say money. */
function notACurrency(text: string, end: number, parts: Parts): boolean {
  const after = parts.after ?? '';
  const rest = text.slice(end, end + 2);
  if (after === '块')
    return (parts.han?.length === 1 && parts.scale === undefined) || /^[儿业区屏板]/u.test(rest);
  if (after === '元') return /^[旦月素宵首件器]/u.test(rest);
  if (after === '刀') return /^[具片刃]/u.test(rest);
  if (after === '镑') return false;
  return after === '$' && /^\d/u.test(rest);
}

/** 三十万四月 is 三十万 and 四月: how many characters at the end belong to the day, month or count behind. */
function dayBehind(text: string, end: number, run: string): number {
  if (!/^[月日号天周年季个点人家台份套位次名条]/u.test(text.slice(end, end + 1))) return 0;
  const tail = /[万亿]([^万亿]{1,3})$/u.exec(run)?.[1];
  return tail?.length ?? 0;
}

const NAME_3M =
  /(?<![A-Za-z])(?:with|for|at|call|called|meet|met|visit|customer|account|company) $|[与和跟给同向找] ?$/iu;
const PERIOD_BEFORE = /(?<![A-Za-z])(?:in|within|for|next|past|last|after|every|about) $/iu;
const MINUTES_BEHIND =
  /^ ?(?:call|meeting|chat|demo|sync|walk|later|ago|long|break|session|slot|带宽|网|文件|内存|空间|存储|宽)/iu;

/** Whether the letter behind the digits is a scale: not the w of "in 2w", nor the M of "call with 3M". */
function isScale(text: string, end: number, parts: Parts, currency: string | null): boolean {
  const scale = parts.scale ?? '';
  if (scale.length > 1 || currency !== null || !/[a-z]/iu.test(scale)) return true;
  if (
    parts.gap !== '' &&
    !(scale === 'k' || (/[MB]/u.test(scale) && /[.,]/u.test(parts.digits ?? '')))
  )
    return false;
  if (parts.gap?.includes('-')) return false;
  const before = text.slice(
    Math.max(0, end - 60),
    end - `${parts.digits ?? ''}${parts.gap ?? ''}${scale}`.length,
  );
  const behind = text.slice(end, end + 12);
  switch (scale) {
    case 'w':
    case 'W':
      return !PERIOD_BEFORE.test(before);
    case 'm':
      return !MINUTES_BEHIND.test(behind) && !/(?<![A-Za-z])in $/iu.test(before);
    case 'M':
      return !(parts.digits === '3' && NAME_3M.test(before)) && !MINUTES_BEHIND.test(behind);
    case 'b':
      return /[.,]/u.test(parts.digits ?? '');
    case 'B':
      return !/^ ?(?:业务|客户|市场|端|企业|类|轮)/u.test(behind);
    default:
      return !isNoThousand(parts.digits ?? '', behind);
  }
}

/** 401k plans, 4K screens and 5k runs. */
function isNoThousand(digits: string, behind: string): boolean {
  return (
    digits === '401' ||
    /^ ?(?:tv|video|monitor|display|screen|resolution|run|race|屏|电视|分辨率|视频)/iu.test(behind)
  );
}

function scaleOf(parts: Parts): number | null {
  if (parts.scale === undefined) return null;
  if (parts.hanScale !== undefined) return zeros(parts.hanScale.replaceAll(/[多余几个]/gu, ''));
  const scale = parts.scale.toLowerCase();
  return SCALES[scale] ?? SCALES[scale.replace(/s$/u, '')] ?? null;
}

function zeros(units: string): number {
  const exponents: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };
  return [...units].reduce((sum, unit) => sum + (exponents[unit] ?? 0), 0);
}

/** The number as plain digits with a decimal point, before its scale. */
function numberOf(parts: Parts, money: boolean): string | null {
  if (parts.scientific !== undefined) return parts.scientific.toLowerCase();
  if (parts.digits !== undefined)
    return writtenNumber(parts.digits, money && parts.scale === undefined);
  if (parts.spaced !== undefined) return parts.spaced.replaceAll(' ', '');
  if (parts.halves !== undefined) return halves(parts.halves);
  if (parts.phrase !== undefined) return /quarter/iu.test(parts.phrase) ? '0.25' : '0.5';
  if (parts.words !== undefined) return asDigits(englishNumber(parts.words));
  return chineseDigits(parts.han ?? '');
}

function halves(words: string): string | null {
  const whole = words.split(' ')[0] ?? '';
  const number = /\d/u.test(whole) ? Number(whole) : englishNumber(whole);
  return number === null ? null : `${number}.5`;
}

function chineseDigits(run: string): string | null {
  const [whole = '', decimals] = run.split('点');
  // 百万元 and 千万美元: the one is not said.
  const number = chineseNumber(/^[百千]/u.test(whole) ? `一${whole}` : whole);
  if (number === null) return null;
  if (decimals === undefined) return asDigits(number);
  return `${number}.${[...decimals].map((digit) => chineseNumber(digit) ?? 0).join('')}`;
}

function asDigits(number: number | null): string | null {
  return number === null ? null : String(number);
}

/** Shifts the decimal point in the text of the number, because 1.1 * 1,000,000 is not 1,100,000. */
function scaled(
  number: string | null,
  scale: number | null,
  rest: string | undefined,
): number | null {
  if (number === null) return null;
  if (number.includes('e')) return Number(number);
  const value = Number(`${number}e${scale ?? 0}`);
  if (rest === undefined || rest === '' || scale === null) return value;
  return value + restOf(rest, scale);
}

/** 3万5 and 3万5千 end in 5,000; 1亿2000万 in 20,000,000; 3万500 in 500. */
function restOf(rest: string, scale: number): number {
  const digits = Number(/^\d+/u.exec(rest)?.[0] ?? 0);
  if (rest.endsWith('万')) return digits * 10_000;
  if (rest.endsWith('千')) return digits * 1000;
  return rest.length === 1 ? Number(`${digits}e${scale - 1}`) : digits;
}

/** 五六万 is 50,000 to 60,000, 十几万 110,000 to 190,000, 几十万 200,000 to 900,000. */
function approximation(parts: Parts, scale: number | null): { low: number; high: number } | null {
  const run = parts.han ?? '';
  const about = /^(.*?)[几数](.*)$/u.exec(run);
  const neighbours = /^(.*?)([一二两三四五六七八])([二三四五六七八九])([十百千万亿]+)$/u.exec(run);
  const [head, low, high, tail] = about
    ? [about[1] ?? '', about[1] === '' ? '二' : '一', '九', about[2] ?? '']
    : [neighbours?.[1] ?? '', neighbours?.[2] ?? '', neighbours?.[3] ?? '', neighbours?.[4] ?? ''];
  if (tail === '' && !(about && scale !== null)) return null;
  const [from, to] = [
    chineseNumber(`${head}${low}${tail}`),
    chineseNumber(`${head}${high}${tail}`),
  ];
  if (from === null || to === null || from >= to) return null;
  return { low: Number(`${from}e${scale ?? 0}`), high: Number(`${to}e${scale ?? 0}`) };
}

/** Whether the digits go on into a word, a time, a date, a share, an address or a code. */
function interrupted(text: string, start: number, end: number, said: boolean): boolean {
  const behind = text.slice(end, end + 12);
  const letters = /[A-Za-z\d]/u.test(text.charAt(end - 1)) ? /^[A-Za-z\d]/u : null;
  if (letters?.test(behind)) return true;
  if (
    /^(?:[_%:/@]|[.,]\d| ?(?:%|percent|per cent|pct|个百分点|个点)|[成折]|-[A-Za-z]{1,3}(?![a-z]))/iu.test(
      behind,
    )
  ) {
    return !(said && /^(?:\/(?:mo|month|yr|year|user|seat|月|年|人)|\/ )/iu.test(behind));
  }
  return (
    !said &&
    /[^\s\d(][-−–]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    !/\d|[kmbw万亿千元]/iu.test(text.slice(Math.max(0, start - 2), start - 1))
  );
}

const ID_BEFORE =
  /(?:#|(?<![A-Za-z])(?:no\.?|number|order|ticket|invoice|inv|po|sku|zip|code|id|phone|tel|call|dial|ext|extension|room|fax|qq|wechat|task|case|(?<!(?:an?|new|another) )deal)|[号码话机编单信]) ?[:#]? ?$/iu;
const VALUE_BEFORE =
  /(?<![A-Za-z])(?:worth|valued? (?:at|of|to|is)?|value|amount(?: of| is| to)?|price(?: of| is| to)?|priced at|quota(?: of| is| to)?|budget(?: of| is| to)?) ?[:=]? ?$|(?:金额|价格|报价|价值|额度|总价|合同额|预算|指标|售价|单价)(?:是|为|改为|改成|:)? ?$/iu;

/** Without a currency: a scale, grouped thousands, or five digits and more that are nobody's number. */
function isMoneyWithoutSign(
  text: string,
  { parts, start }: Read,
  value: number | null,
  scale: number | null,
): boolean {
  if (value === null) return false;
  const before = text.slice(Math.max(0, start - 24), start);
  if (parts.scientific !== undefined) return true;
  if (parts.han !== undefined)
    return isChineseMoney(parts.han, value, scale) && !/第$/u.test(before);
  if (scale !== null) return value >= 1000 || parts.hanScale === undefined;
  if (parts.words !== undefined)
    return value >= 1000 && /thousand|million|billion/iu.test(parts.words);
  const digits = parts.digits ?? '';
  if (/(?:^|[\s(])[-−]$/u.test(before))
    return !/^ ?(?:days?|weeks?|months?|%)/iu.test(text.slice(start + digits.length));
  if (value >= 1000 && /^\d{1,3}(?:[,.'’]\d{2,3})+/u.test(digits))
    return !/^\d+\.\d+$/u.test(digits);
  if (ID_BEFORE.test(before)) return false;
  if (/^[1-9]\d{4,8}(?:\.\d{1,2})?$/u.test(digits)) return !isCompactDay(digits);
  if (/^\d{16,}$/u.test(digits)) return true;
  return value >= 1000 && !(value >= 1990 && value < 2100) && VALUE_BEFORE.test(before);
}

/** 20260331 is a day. */
function isCompactDay(digits: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(digits);
}

function isChineseMoney(run: string, value: number, scale: number | null): boolean {
  if (scale !== null) return value >= 1000;
  // 千万 and 百万 without a currency are "by all means" and "a great deal".
  return value >= 1000 && /[千万亿]/u.test(run) && !/^[百千万亿]/u.test(run);
}

const EN_COUNTED =
  /^(?: |-)(?:(?!(?:for|with|from|in|on|to|by|per|and|of|as|after|before|at|next|this|last|over|the|a)(?![a-z]))[a-z-]{2,14} )?(?:employees?|people|persons?|users?|seats?|licen[cs]es?|units?|customers?|members?|students?|subscribers?|followers?|visitors?|visits?|views?|hits?|impressions?|clicks?|e-?mails?|calls|contacts|leads|tickets|orders|downloads?|rows?|records?|lines?|miles?|km|steps?|tokens?|words?|devices?|servers?|machines?|items?|pieces?|pcs|copies|sq|square|feet|ft|hours?|days?|weeks?|months?|years?|minutes?|mins?|staff|headcount|thanks|times|things|reasons|shares|points|stores?|locations?|sites?|developers?|engineers?|patients?|nodes?|transactions?|messages|sessions|companies|businesses|accounts|deals|opportunities)(?![a-z])/iu;
const ZH_COUNTED =
  /^ ?(?:个(?!亿)|名|位|人|家|台|套|次|件|项|张|页|封|通|场|户|座|间|辆|部|批|岁|倍|分(?!期|三|两)|小时|天|周|月|年|季|条|笔|份|字|点|级|用户|客户|员工|粉丝|线索|会员|阅读|浏览|播放|访问|下载|平米|平方|公里|吨|斤|公斤|里|号|楼|层|步|票|股|只|支|瓶|箱|包|盒|双|对|度|[成折]|米|卡|亩)/u;

/** "5k users", 5万人: a count, not an amount. */
function countsSomething(text: string, end: number): boolean {
  const behind = text.slice(end, end + 40);
  return EN_COUNTED.test(behind) || ZH_COUNTED.test(behind);
}
