import { type CountryCode, findPhoneNumbersInText } from 'libphonenumber-js';
import { asWrittenIn, type Clues, type Span, spansOf, withoutOverlaps } from '../span.ts';
import { withoutAddresses, withoutSpans } from './mask.ts';

type RecordKind =
  | 'deal'
  | 'account'
  | 'contact'
  | 'lead'
  | 'task'
  | 'ticket'
  | 'order'
  | 'product'
  | 'quote'
  | 'approval'
  | 'rule'
  | 'campaign'
  | 'activity';

/** `prefix` is the letter code as typed ("D" of D-12); `kind` only where a word or the code says it. */
export type RecordNumber = { kind?: RecordKind; prefix?: string; number: number };

/** A person addressed with @: `id` when the chat platform resolved it, `name` as shown or typed. */
export type Mention = { id: string | null; name: string | null };

const KIND_OF_PREFIX: Readonly<Record<string, RecordKind>> = {
  D: 'deal',
  A: 'account',
  C: 'contact',
  L: 'lead',
  T: 'task',
  N: 'activity',
  TK: 'ticket',
  Q: 'quote',
  O: 'order',
  SO: 'order',
  P: 'product',
};

const KIND_OF_WORD: Readonly<Record<string, RecordKind>> = {
  deal: 'deal',
  opportunity: 'deal',
  opp: 'deal',
  account: 'account',
  contact: 'contact',
  lead: 'lead',
  task: 'task',
  todo: 'task',
  reminder: 'task',
  ticket: 'ticket',
  case: 'ticket',
  issue: 'ticket',
  order: 'order',
  product: 'product',
  quote: 'quote',
  approval: 'approval',
  request: 'approval',
  rule: 'rule',
  campaign: 'campaign',
  商机: 'deal',
  单子: 'deal',
  交易: 'deal',
  客户: 'account',
  联系人: 'contact',
  线索: 'lead',
  任务: 'task',
  待办: 'task',
  工单: 'ticket',
  订单: 'order',
  产品: 'product',
  报价单: 'quote',
  审批: 'approval',
  规则: 'rule',
  活动: 'campaign',
};

const EMAIL =
  /(?<![\w.+@-])[\w+-](?:[\w.+-]{0,62}[\w+-])?@(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}(?![\w@-]|\.\w)/giu;

/** E-mail addresses, in lower case. */
export function findEmails(text: string): Span<string>[] {
  if (!text.includes('@')) return [];
  return spansOf(text, EMAIL, (match) => match[0].toLowerCase()).filter(
    (span) => !span.value.includes('..'),
  );
}

const CHINESE_MOBILE =
  /(?<![\d.+-])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?)\d{4}(?:[ -]?)\d{4}(?![\d.]*\d)/gu;
/** A national number with its leading zero and its groups: 020 7946 0018. */
const NATIONAL = /(?<![\d.+-])0\d{1,4}(?:[ -]\d{2,4}){2,3}(?![\d.]*\d)/gu;
/** Seven digits are a telephone number only where that is said: "phone 555-0142". */
const LOCAL =
  /(?<=(?:phone|tel|telephone|mobile|cell|number|电话|手机|座机)(?: number| no\.?)?(?: (?:for|of) [\p{L}][\p{L} .'-]{1,40})?(?: is| to)?\s{0,2}[:：是]?\s{0,2})(?:\d{3}[ -])?\d{3}[ -]\d{4}(?![\d.]*\d)/giu;
const ENOUGH_DIGITS = /\d(?:[\s().+-]{0,3}\d){6}/u;
const DATE_OR_CODE = /\d{4}-\d{1,2}-\d{1,2}(?!\d)|\b[A-Z]{1,3}-\d{1,9}\b/gu;

/**
 * Telephone numbers as E.164; without a country code a number is Chinese for `zh` and North American else. A grouped
 * number with a leading zero that neither country has keeps its digits.
 */
export function findPhones(text: string, clues: Pick<Clues, 'locale'>): Span<string>[] {
  if (!ENOUGH_DIGITS.test(text)) return [];
  const searched = withoutAddresses(text).replaceAll(DATE_OR_CODE, (m) =>
    '\u0001'.repeat(m.length),
  );
  const region: CountryCode = clues.locale === 'zh' ? 'CN' : 'US';
  const mobiles = spansOf(
    searched,
    CHINESE_MOBILE,
    (m) => `+86${m[0].replaceAll(/\D/gu, '').slice(-11)}`,
  );
  const others = phonesIn(withoutSpans(searched, mobiles), region);
  const national = spansOf(searched, NATIONAL, nationalNumber);
  const local = spansOf(searched, LOCAL, (m) => m[0].replaceAll(/\D/gu, ''));
  const spans = withoutOverlaps([...mobiles, ...others, ...national, ...local]);
  return asWrittenIn(
    text,
    spans.filter(
      (span) => !NUMBER_OF_RECORD.test(text.slice(Math.max(0, span.start - 16), span.start)),
    ),
  );
}

/** Nine digits at least: 03 18 2026 is a day. */
function nationalNumber(match: RegExpExecArray): string | null {
  const digits = match[0].replaceAll(/\D/gu, '');
  return digits.length < 9 ? null : digits;
}

const NUMBER_OF_RECORD =
  /(?<![a-z])(?:order|ticket|deal|invoice|po|sku|quote|case|task|tracking|account)(?: no\.?| number| id)? ?[:#]? ?$|(?:订单|工单|单号|编号|账号|帐号|发票|合同)(?:号|是|为)?[:#]? ?$/iu;

function phonesIn(text: string, defaultCountry: CountryCode): Span<string>[] {
  if (!ENOUGH_DIGITS.test(text)) return [];
  return findPhoneNumbersInText(text, { defaultCountry }).map(({ startsAt, endsAt, number }) => ({
    start: startsAt,
    end: endsAt,
    text: text.slice(startsAt, endsAt),
    value: number.number,
  }));
}

const DOMAIN =
  /(?<![\w@.-])(?:https?:\/\/)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,24})(?![\w@-]|\.\w)/giu;
const FILE_EXTENSION =
  /\.(?:csv|xlsx?|pdf|docx?|pptx?|txt|md|png|jpe?g|gif|zip|json|xml|html?|ts|js|py|mp[34]|eml|log)$/iu;
const ABBREVIATION = /^(?:e\.g|i\.e|a\.m|p\.m|u\.s|u\.k|etc\.\w+|(?:[a-z]\.)+[a-z])$/iu;

/** Web domains in lower case without "www.", from bare names and from links; those of e-mail addresses are not meant. */
export function findDomains(text: string): Span<string>[] {
  if (!text.includes('.')) return [];
  const searched = withoutSpans(text, findEmails(text));
  return asWrittenIn(
    text,
    spansOf(searched, DOMAIN, (match) => domainOf(match[1] ?? '')),
  );
}

function domainOf(name: string): string | null {
  if (FILE_EXTENSION.test(name) || ABBREVIATION.test(name)) return null;
  // "closing Friday.Then call": a sentence whose blank was forgotten is not a domain.
  if (/\.[A-Z][a-z]+$/u.test(name)) return null;
  return name.toLowerCase();
}

const CODE = /(?<![\w./@-])([A-Za-z]{1,2})-(\d{1,9})(?![\w-]|\.\d)/gu;
const EN_KINDS =
  'deal|opportunity|opp|account|contact|lead|task|todo|reminder|ticket|case|issue|order|product|quote|approval|request|rule|campaign';
const ZH_KINDS = '商机|单子|交易|客户|联系人|线索|任务|待办|工单|订单|产品|报价单|审批|规则|活动';
const NUMBERED_EN = new RegExp(
  `(?<![\\w-])(${EN_KINDS})s?[ ]{0,2}(?:no\\.? ?|number |nr\\.? ?|id )?#?(\\d{1,9})(?![\\w%:/-]|[.,]\\d| ?(?:%|percent|days?|weeks?|months?|hours?|min))`,
  'giu',
);
const NUMBERED_ZH = new RegExp(
  `(${ZH_KINDS})(?:编号|号码|单号|号)? {0,2}#?(\\d{1,9})(?![\\w%:/.-]|[万亿千百元块天周月年个人点成折])`,
  'gu',
);
const HASH = /(?<![\w#&/])#(\d{1,9})(?![\w-])/gu;

/** Records named by their number: D-12, task 12, #12, 任务12. */
export function findRecordNumbers(text: string): Span<RecordNumber>[] {
  if (!/\d/u.test(text)) return [];
  const searched = withoutAddresses(text);
  const named = (match: RegExpExecArray): RecordNumber => {
    const kind = KIND_OF_WORD[(match[1] ?? '').toLowerCase()];
    return { ...(kind ? { kind } : {}), number: Number(match[2]) };
  };
  const spans = [
    ...spansOf(searched, CODE, codedRecord),
    ...spansOf(searched, NUMBERED_EN, named),
    ...spansOf(searched, NUMBERED_ZH, named),
    ...spansOf(searched, HASH, (match) => ({ number: Number(match[1]) })),
  ];
  return asWrittenIn(text, withoutOverlaps(spans));
}

function codedRecord(match: RegExpExecArray): RecordNumber | null {
  const prefix = (match[1] ?? '').toUpperCase();
  const kind = KIND_OF_PREFIX[prefix];
  return kind ? { kind, prefix, number: Number(match[2]) } : null;
}

const SLACK_MENTION = /<@([A-Z0-9]{2,32})(?:\|([^<>]{0,80}))?>/gu;
const TEAMS_MENTION = /<at(?: id="[^"<>]{0,80}")?>([^<>]{1,80})<\/at>/gu;
const TYPED_MENTION =
  /(?<![\w.+@-])@(\p{Script=Han}{2,4}(?=$|[\s,.:;!?，。：；、])|\p{Script=Han}{2,3}|[A-Za-z][\w'-]{0,60}(?:\.[A-Za-z][\w'-]{0,40})?)/gu;

/** People addressed with @, in the forms of Slack (`<@U042>`), Teams (`<at>Dana</at>`) and a keyboard (`@Dana`). */
export function findMentions(text: string): Span<Mention>[] {
  if (!text.includes('@') && !text.includes('<at')) return [];
  const spans = [
    ...spansOf(text, SLACK_MENTION, (m) => ({ id: m[1] ?? null, name: m[2] || null })),
    ...spansOf(text, TEAMS_MENTION, (m) => ({ id: null, name: (m[1] ?? '').trim() || null })),
    ...spansOf(text, TYPED_MENTION, (m) => ({ id: null, name: m[1] ?? null })),
  ];
  return withoutOverlaps(spans);
}
