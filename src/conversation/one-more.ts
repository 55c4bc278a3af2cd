import { idMention, sureOnes } from '../commands/references.ts';
import type { Responder } from './answers.ts';
import type { LastCommand } from './state.ts';
import type { Step, Turn } from './turn.ts';
import { isHollow, oddity } from './understanding/mention.ts';
import { normalise } from './understanding/normalise.ts';

/**
 * One more deal, said in the words that are left after one was logged: "and 35k with Heron", "60k with Beacon, closes Apr 15",
 * 苍鹭也记一个，3万5. It needs an amount and an account that is there. What may as well be said of a deal that is there (`said`) is
 * said of that. Null when a message is no such deal.
 */
export async function oneMore(
  turn: Turn,
  by: Responder,
  text: string,
  said: readonly Step[],
): Promise<Step[] | null> {
  const { ctx, last, focus } = turn;
  const { understander, clues } = by;
  if (last?.command === 'order.create' || last?.command === 'quote.create')
    return oneMoreSold(turn, last, text, said);
  if (last?.command !== 'deal.log' || last.undone || isWholeDeal(said)) return null;
  const whole = normalise(text);
  const told = asLogged(whole);
  const [plan, second] = told === null ? [] : understander.understand(told, clues).commands;
  if (plan?.command !== 'deal.log' || second !== undefined || plan.missing.length > 0) return null;
  const { account, value } = plan.arguments;
  if (typeof account !== 'string' || value === undefined) return null;
  if ((await sureOnes(ctx, ['account'], account)).length === 0) return null;
  const [other, more] = said;
  if (other !== undefined && other.command !== 'deal.log' && !ALSO.test(whole)) {
    const ofDeal = other.command === 'deal.update' || other.command === 'deal.show';
    const deal = other.arguments['deal'];
    if (more !== undefined || !ofDeal) return null;
    if (typeof deal === 'string' && (await sureOnes(ctx, ['deal'], deal)).length > 0) return null;
    if (deal === undefined && focus[0]?.entity === 'deal') return null;
  }
  return [{ command: plan.command, arguments: plan.arguments, said: plan.arguments }];
}

/** What was said is such a deal already: it need not be read once more. */
function isWholeDeal([only, ...more]: readonly Step[]): boolean {
  const { account, value } = only?.arguments ?? {};
  const whole = typeof account === 'string' && value !== undefined;
  return only?.command === 'deal.log' && more.length === 0 && whole;
}

const ALSO =
  /^(?:and|also|plus|then|another|one more)(?![a-z])|^(?:再|还有|另外)|也[记来建加登录]/iu;
const LEAD =
  /^(?:(?:and|also|plus|then|ok|next)[\s,]+)*(?:(?:another|one more|a new one|one)(?: deal| one)?(?=\s))?\s*/iu;
const LEAD_ZH = /^(?:还有|另外|再来|然后|接着|再)*[,，]?\s*/u;
const ALSO_ZH =
  /^(?<account>[^,，。]{1,12}?)(?:那边|这边)?也[记来建加登录]一?[个条单笔]?[,，:：]?\s*(?<rest>.+)$/u;

/** The message as one that logs a deal. */
function asLogged(text: string): string | null {
  if (/[?？]\s*$/.test(text)) return null;
  if (!/\p{Script=Han}/u.test(text))
    return `log a deal ${text.replace(LEAD, '').replace(/^w(?=\s)/i, 'with')}`;
  const also = ALSO_ZH.exec(text)?.groups;
  const rest = also === undefined ? text.replace(LEAD_ZH, '') : `${also.account}, ${also.rest}`;
  return `记个商机, ${rest}`;
}

/** "And 40 Cedar Chair too", 再来40把雪松椅: so many of another product for whom the order or quote before was. */
async function oneMoreSold(
  { ctx, focus }: Turn,
  last: LastCommand,
  text: string,
  said: readonly Step[],
): Promise<Step[] | null> {
  if (last.undone || said.some(({ command }) => !/^(?:order|quote)\.create$/.test(command)))
    return null;
  const { number, product } =
    (SO_MANY_MORE.exec(normalise(text)) ?? SO_MANY_MORE_ZH.exec(normalise(text)))?.groups ?? {};
  const account = focus.find(({ entity }) => entity === 'account');
  if (number === undefined || product === undefined || account === undefined) return null;
  const [ref, other] = await sureOnes(ctx, ['product'], product);
  if (ref === undefined || other !== undefined) return null;
  const args = { account: account.name, product, quantity: Number(number) };
  return [
    { command: last.command, arguments: { ...args, account: idMention(account) }, said: args },
  ];
}

const SO_MANY_MORE =
  /^(?:(?:and|also|plus|then|ok)[\s,]+)+(?:another )?(?<number>\d{1,6})\s*(?:x |more |units? of |of )?(?<product>[^\d,][^,]{1,40}?)(?:,? (?:too|as well|also|please|pls))*[.!]*$/iu;
const SO_MANY_MORE_ZH =
  /^(?:还有|另外|再|还要|也)+[来要加]?\s*(?<number>\d{1,6})\s*[个套台件份只箱张把盒支块本双组辆瓶条]?\s*(?<product>[^\d,，。]{2,20}?)[。!！]*$/u;

/**
 * "And another account, Halcyon Freight", "and a product called Cedar Chair, $180", 还有个客户叫苍鹭: the message as one that creates.
 * "Another one: call the bank" is of the kind made last. Null where a message says no such thing.
 */
export function madeAgain(last: LastCommand | null, text: string): string | null {
  const whole = text.trim();
  if (/[?？]$/.test(whole)) return null;
  const kind = last?.command.split('.')[0] ?? '';
  const more = MORE.exec(whole)?.groups?.['rest'];
  if (more !== undefined) return created(kind, more);
  const said = NAMED_MORE.map((form) => form.exec(whole)?.groups).find(Boolean);
  if (said !== undefined) return created(kindOf(said['noun'] ?? ''), said['rest'] ?? '');
  const next = (NEXT.exec(whole) ?? NEXT_ZH.exec(whole))?.groups;
  const { noun = '', rest = '' } = next ?? {};
  // Without a word that announces it, it is a name only right after one of the same kind was made.
  const same = last?.command === `${kindOf(noun)}.create` && last.undone !== true;
  return next === undefined || !same || !isName(rest) ? null : created(kindOf(noun), rest);
}

function isName(rest: string): boolean {
  const [name = ''] = rest.split(/[,，]|\s+(?=\d)/u);
  return oddity(name) === 0 && !isHollow(name, ['account', 'contact']);
}

function created(kind: string, rest: string): string | null {
  const noun = CREATED_NOUNS[kind];
  if (noun === undefined) return null;
  return `${/\p{Script=Han}/u.test(rest) ? noun.zh : noun.en}: ${rest}`;
}

function kindOf(noun: string): string {
  return KINDS.find(([words]) => words.test(noun))?.[1] ?? '';
}

const NOUN =
  '(?<noun>account|acct|company|customer|client|contact|person|lead|task|to-?do|reminder|product)';
const NOUN_ZH = '(?<noun>客户|公司|联系人|线索|任务|待办|提醒|产品)';
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:account|acct|company|customer|client|客户|公司)$/iu, 'account'],
  [/^(?:contact|person|联系人)$/iu, 'contact'],
  [/^(?:lead|线索)$/iu, 'lead'],
  [/^(?:task|to-?do|reminder|任务|待办|提醒)$/iu, 'task'],
  [/^(?:product|产品)$/iu, 'product'],
];
const CREATED_NOUNS: Readonly<Record<string, { en: string; zh: string }>> = {
  account: { en: 'new account', zh: '新建客户' },
  contact: { en: 'new contact', zh: '新建联系人' },
  lead: { en: 'new lead', zh: '新线索' },
  task: { en: 'new task', zh: '新建任务' },
  product: { en: 'new product', zh: '新产品' },
};
const MORE =
  /^(?:(?:and|also|plus|then|ok|还有|另外)[\s,，]+)*(?:another(?: one)?|one more|next one|再来一?[条个位家]|再加一?[条个位家]|再建一?[条个位家]|还有一?[条个位家])\s*[:：,，-]\s*(?<rest>.+)$/isu;
const LEADS =
  '(?:(?:hey|hi|ok|okay|so|oh|hm+|um+|uh|ah|now|next|please|pls|actually|well|right|alright|great|cool|yes|yeah|yep|and|also|plus|then)[\\s,]+)*';
const NAMED_MORE: readonly RegExp[] = [
  new RegExp(
    `^${LEADS}(?:(?:i|we|i'd|we'd)\\s+)?(?:also )?(?:need|want|would like|like) (?:an?|another|one more) (?:new )?${NOUN}(?:\\s*[:：]\\s*|,? (?:called|named) )(?<rest>.{2,})$`,
    'isu',
  ),
  new RegExp(
    `^(?:(?:ok|so|oh)[\\s,]+)*(?:and|also|plus|then)[\\s,]+(?:an?|another|one more) (?:new )?${NOUN}(?:\\s*[:：]\\s*|,? (?:called|named) |(?<=task|to-?do|reminder) to )(?<rest>.{2,})$`,
    'isu',
  ),
  new RegExp(
    `^(?:还有|另外|再|还要|也)[,，\\s]*(?:来|加|建|新建|有|要)?一?[个条位家]?新?(?:的)?${NOUN_ZH}(?:\\s*[:：]\\s*|[,，\\s]*(?:名字)?叫(?:做)?\\s*)(?<rest>.{2,})$`,
    'su',
  ),
];
const NEXT = new RegExp(
  `^${LEADS}(?:another|one more|a second) (?:new )?${NOUN}\\s*[,，-]\\s*(?<rest>.{2,})$`,
  'isu',
);
const NEXT_ZH = new RegExp(
  `^(?:还有|另外|再|还要|也)[,，\\s]*(?:来|加|建|新建|有|要)?一?[个条位家]?新?的?${NOUN_ZH}[,，\\s]+(?<rest>.{2,})$`,
  'su',
);
