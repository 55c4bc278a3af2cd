import type { NumberParts } from './money-number.ts';

/** "5 块" of cake: 一块 is "together" and 三块 may be three pieces, unless 钱 or digits say money. */
export function isCurrency(after: string, behind: string, parts: NumberParts): boolean {
  switch (after) {
    case '块':
      return (
        !(parts.han?.length === 1 && parts.scale === undefined) && !/^[儿业区屏板]/u.test(behind)
      );
    case '元':
      return !/^[旦月素宵首件器]/u.test(behind);
    case '刀':
      return !/^[具片刃]/u.test(behind);
    case '$':
      return !/^\d/u.test(behind);
    default:
      return true;
  }
}

/** 三十万四月 is 三十万 and 四月: how many characters at the end belong to the day, month or count behind. */
export function dayBehind(behind: string, run: string): number {
  if (!/^[月日号天周年季个点人家台份套位次名条]/u.test(behind)) return 0;
  return /[万亿]([^万亿]{1,3})$/u.exec(run)?.[1]?.length ?? 0;
}

const NAME_3M =
  /(?<![A-Za-z])(?:with|for|at|call|called|meet|met|visit|customer|account|company) $|[与和跟给同向找] ?$/iu;
const PERIOD_BEFORE = /(?<![A-Za-z])(?:in|within|for|next|past|last|after|every|about) $/iu;
const MINUTES_BEHIND =
  /^ ?(?:call|meeting|chat|demo|sync|walk|later|ago|long|break|session|slot|带宽|网|文件|内存|空间|存储|宽)/iu;
/** 4K screens and 5k runs. */
const NO_THOUSAND =
  /^ ?(?:tv|video|monitor|display|screen|resolution|run|race|屏|电视|分辨率|视频)/iu;
const NO_BILLION = /^ ?(?:业务|客户|市场|端|企业|类|轮)/u;

/**
 * Whether the letter behind the digits is a scale, given no currency was said: not the w of "in 2w", nor the M of
 * "call with 3M".
 */
export function isScale(parts: NumberParts, before: string, behind: string): boolean {
  const { scale = '', digits = '', gap = '' } = parts;
  if (scale.length > 1 || !/[a-z]/iu.test(scale)) return true;
  const exact = /[.,]/u.test(digits);
  if (gap.includes('-') || (gap !== '' && scale !== 'k' && !(exact && /[MB]/u.test(scale))))
    return false;
  switch (scale) {
    case 'w':
    case 'W':
      return !PERIOD_BEFORE.test(before);
    case 'm':
      return !MINUTES_BEHIND.test(behind) && !/(?<![A-Za-z])in $/iu.test(before);
    case 'M':
      return !(digits === '3' && NAME_3M.test(before)) && !MINUTES_BEHIND.test(behind);
    case 'b':
      return exact;
    case 'B':
      return !NO_BILLION.test(behind);
    default:
      return digits !== '401' && !NO_THOUSAND.test(behind);
  }
}

const GOES_ON =
  /^(?:[_%:/@]|[.,]\d| ?(?:%|percent|per cent|pct|个百分点|个点)|[成折]|-(?!ish(?![a-z]))[A-Za-z]{1,3}(?![a-z]))/iu;
const PER = /^(?:\/(?:mo|month|yr|year|user|seat|unit|月|年|人)|\/ )/iu;

/** Whether the digits go on into a word, a time, a date, a share, an address or a code. */
export function isInterrupted(text: string, start: number, end: number, said: boolean): boolean {
  const behind = text.slice(end, end + 12);
  if (/[A-Za-z\d]/u.test(text.charAt(end - 1)) && /^[A-Za-z\d]/u.test(behind)) return true;
  if (GOES_ON.test(behind)) return !(said && PER.test(behind));
  if (said) return false;
  // "D-12": a hyphen after a letter that is no scale makes a code, after a digit perhaps a range.
  // 改成-3万 is less than nothing, 华为-30万 a name and an amount.
  if (/(?:(?<!华)为|[成到至是])[-−]$/u.test(text.slice(Math.max(0, start - 3), start)))
    return false;
  return (
    /[^\s\d(][-−–]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    !/[kmbw万亿千元]/iu.test(text.charAt(start - 2))
  );
}

const ID_BEFORE =
  /(?:#|(?<![A-Za-z])(?:no\.?|number|order|ticket|invoice|inv|po|sku|zip|code|id|phone|tel|call|dial|ext|extension|room|fax|qq|wechat|account|task|case|(?<!(?:an?|new|another) )deal)|[号码话机编单信]) ?[:#]? ?$/iu;
const VALUE_BEFORE =
  /(?<![A-Za-z])(?:worth|valued? (?:at|of|to|is)?|value|amount(?: of| is| to)?|price(?: of| is| to)?|priced at|quota(?: of| is| to)?|budget(?: of| is| to)?) ?[:=]? ?$|(?:金额|价格|报价|价值|额度|总价|合同额|预算|指标|售价|单价)(?:是|为|改为|改成|:)? ?$/iu;
/** "员工3万": people, not money. */
const COUNT_BEFORE =
  /(?:员工|人数|用户|粉丝|规模|人员)(?:数量?|总数)?(?:是|为|有|达|到|改成|改为|更新为|约|大概|:)? ?$|(?<![A-Za-z])(?:employees|headcount|staff|users|seats)(?: is| are| to| of| at| now|:| =)? ?$/iu;
/** 021-55550123: the rest of a telephone number; 50000-60000 is a range. */
const AREA_CODE = /(?<![1-9]\d{4,8})[-–]$/u;
const MINUS_BEFORE = /(?:^|[\s(])[-−]$/u;

/** Whether a number without a currency is money: by its scale, its grouped thousands, or its five digits and more. */
export function isMoney(
  parts: NumberParts,
  value: number,
  before: string,
  behind: string,
): boolean {
  if (countsSomething(behind) || COUNT_BEFORE.test(before)) return false;
  if (parts.scientific !== undefined) return true;
  if (parts.scale !== undefined) return value >= 1000 || parts.hanScale === undefined;
  if (parts.digits !== undefined) return isMoneyInDigits(parts.digits, value, before, behind);
  if (value < 1000) return false;
  if (parts.han !== undefined) return isChineseMoney(parts.han) && !before.endsWith('第');
  if (parts.words === undefined) return true;
  return /thousand|million|billion/iu.test(parts.words) && !/(?<![A-Za-z])of $/iu.test(before);
}

/** 千万 and 百万 without a currency are "by all means" and "a great deal". */
function isChineseMoney(run: string): boolean {
  return /[千万亿]/u.test(run) && !/^[百千万亿]/u.test(run);
}

function isMoneyInDigits(digits: string, value: number, before: string, behind: string): boolean {
  if (MINUS_BEFORE.test(before)) return !/^ ?(?:days?|weeks?|months?|%)/iu.test(behind);
  if (value >= 1000 && /^\d{1,3}(?:[,.'’]\d{2,3})+/u.test(digits))
    return !/^\d+\.\d+$/u.test(digits);
  if (ID_BEFORE.test(before)) return false;
  if (/\d[-–]$/u.test(before) && AREA_CODE.test(before)) return false;
  if (/^[1-9]\d{4,8}(?:\.\d{1,2})?$/u.test(digits)) return !isCompactDay(digits);
  if (/^\d{16,}$/u.test(digits)) return true;
  return value >= 1000 && !(value >= 1990 && value < 2100) && VALUE_BEFORE.test(before);
}

/** 20260331 is a day. */
function isCompactDay(digits: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(digits);
}

const EN_COUNTED =
  /^(?: |-)(?:(?!(?:for|with|from|in|on|to|by|per|and|of|as|after|before|at|next|this|last|over|the|a)(?![a-z]))[a-z-]{2,14} )?(?:employees?|people|persons?|users?|seats?|licen[cs]es?|units?|customers?|members?|students?|subscribers?|followers?|visitors?|visits?|views?|hits?|impressions?|clicks?|e-?mails?|calls|contacts|leads|tickets|orders|downloads?|rows?|records?|lines?|miles?|km|steps?|tokens?|words?|devices?|servers?|machines?|items?|pieces?|pcs|copies|sq|square|feet|ft|hours?|days?|weeks?|months?|years?|minutes?|mins?|staff|headcount|thanks|times|things|reasons|shares|points|stores?|locations?|sites?|developers?|engineers?|patients?|nodes?|transactions?|messages|sessions|companies|businesses|accounts|deals|opportunities)(?![a-z])/iu;

/** Measure words, and not the first character of what follows an amount (项目, 部分, 对方, 台州, 字节跳动). */
const ZH_COUNTED =
  /^(?:人(?!民币|工|才|家)|名(?!额|义)|位|家|台(?!州|湾|北|账)|套(?!餐)|件(?!套)|张(?!总|经理|先生|女士)|次(?!年|月|日)|条(?!款|件)|个(?!亿|人|点|月|百)|份(?!额)|辆|股|吨|斤|公斤|公里|倍|岁|笔|箱|瓶|字(?!节)|小时|分钟|平米|平方)|^ ?(?:用户|客户|员工|粉丝|会员|阅读|浏览|播放|访问|下载|[成折])/u;

/** "5k users", 5万人: a count, not an amount. */
function countsSomething(behind: string): boolean {
  return EN_COUNTED.test(behind) || ZH_COUNTED.test(behind);
}
