import type { Command } from '../commands/command.ts';
import type { Entity, Parameter } from '../commands/parameters.ts';
import { sureOnes } from '../commands/references.ts';
import { type Locale, say } from '../reply/reply.ts';
import type { Responder } from './answers.ts';
import { pointedAt, points } from './pointing.ts';
import type { LastCommand } from './state.ts';
import { creatable, type Step, type Turn } from './turn.ts';
import { isHollow, mentionIn, oddity } from './understanding/mention.ts';
import { normalise } from './understanding/normalise.ts';
import { typedSpansIn } from './understanding/typed-spans.ts';
import { PHRASES } from './wording.ts';

/** Only with more behind it a correction: "oh, wait". */
const OH_EN = '(?:(?:ah|oh|hmm+|ugh|argh|um|uh|ok|well|damn|shit|hold on|and|but)[\\s,.!:;-]+)';
const OH_ZH = '(?:(?:哎呀|哎哟|哎|啊|呃|哦|噢|嗯|那个)[,，。.!！\\s]*)';
const WRONG_EN =
  '(?:(?:oops|whoops|sorry|no|nope|wait|actually|my (?:bad|mistake)|(?:that was |i (?:picked|chose|took|said|changed) )?(?:the )?wrong (?:one|deal|account|customer|company|contact|person|task|lead))[\\s,.!:;-]+)';
const WRONG_ZH =
  '(?:(?:不好意思|抱歉|对不起|不对|不是|哦不|等等|等一下|(?:我)?(?:刚才|刚刚)?[说搞弄改选点记填写输看打建加]?错(?:人|单|客户|公司|商机|一个)?了?)[,，。.!！\\s]*)';
const SORRY_EN = `(?:${OH_EN}|${WRONG_EN})`;
const SORRY_ZH = `(?:${OH_ZH}|${WRONG_ZH})`;
/** The name said instead of the one before. */
const MEANT: readonly RegExp[] = [
  new RegExp(
    `^${SORRY_EN}*(?:i (?:mean|meant|was talking about)|(?:that|it|this) was (?:for|about|meant for)|(?:it |that )?should(?:'ve| have)? be(?:en)? (?:for )?(?=\\S)|not [^,;]{1,40}?[,;]? (?:but|i (?:mean|meant)|it'?s))\\s+(?<name>.+?)(?:,? (?:not|instead of) .+|,? instead)?[.!]*$`,
    'iu',
  ),
  new RegExp(
    `^${SORRY_ZH}*(?:我?(?:刚才)?(?:说|指|要)的是|我的意思是|我是说|我想说的是|应该是|不是[^,，]{1,12}?[,，]\\s*(?:是|而是))\\s*(?<name>.+?)(?:[,，]\\s*不是.+)?[。.!！]?$`,
    'u',
  ),
];
/** The same without "I meant": only where nothing else is understood. */
const INSTEAD: readonly RegExp[] = [
  new RegExp(
    `^${OH_EN}*${WRONG_EN}${SORRY_EN}*(?<name>.+?)(?:,? (?:not|instead of) .+|,? instead)?[.!]*$`,
    'iu',
  ),
  new RegExp(`^${OH_ZH}*${WRONG_ZH}${SORRY_ZH}*是?(?<name>.+?)[。.!！]?$`, 'u'),
];
const SORRY = new RegExp(`^(?:${SORRY_EN}|${SORRY_ZH})+`, 'iu');
/** The same for another record, the first one stays changed. */
const SAME: readonly RegExp[] = [
  /^(?:and |also |now )*(?:(?:do )?(?:the )?same(?: thing)? (?:for|with|to|on)|ditto(?: for)?)\s+(?<name>.+?)(?: too| as well)?[.!]*$/iu,
  /^(?<name>[^,，。]{2,12}?)(?:也一样|也是一样|也(?:记|来|建|加)一?(?:个|单|笔|条)|也同样处理|同样处理|也这样|同上)[。.!！]?$/u,
];
/** The same in fewer words: only where nothing else is understood. */
const TOO: readonly RegExp[] = [
  /^(?:and |now |also )*(?<name>[^\s,](?:[^,]{0,30}?)) (?:too|as well)[.!]*$/iu,
  /^(?<name>[^,，。]{1,8}?)(?:也是|也要|也|同样)[。.!！]?$/u,
];

/** What is left of a message without its "oops, sorry" and its "I meant". */
export function withoutSorry(said: string): string {
  const text = normalise(said);
  return nameIn(MEANT, text) ?? text.replace(SORRY, '');
}

/** Who or what is said to have been meant ("no wait, I meant Cobalt"); null when a message says no such thing. */
export function meantInstead(said: string, by: Responder): string | null {
  const name = nameIn(MEANT, normalise(said));
  return name === null || holdsValues(name, by) ? null : name;
}

/**
 * "Actually 65" after 60k is 65,000: a bare number takes the scale of the amount it replaces. Null where it is no bare number, or
 * none of the usual scales makes it an amount like that one.
 */
export function rescaled(
  text: string,
  before: unknown,
  locale: Locale,
): { amount: number; currency: string | null } | null {
  const whole = normalise(text).trim();
  const rest = withoutSorry(whole);
  const { said, changes } = BARE.exec(rest)?.groups ?? {};
  // A number alone may be an answer, or a row.
  if (said === undefined || (changes === undefined && rest === whole)) return null;
  const amount = typeof before === 'number' ? before : (before as Partial<Amount> | null)?.amount;
  if (typeof amount !== 'number') return null;
  const number = Number(said);
  const scale = SCALES[locale].find((by) => amount >= by && isLike(number * by, amount));
  if (scale === undefined || isLike(number, amount)) return null;
  const currency = typeof before === 'number' ? null : ((before as Amount).currency ?? null);
  return { amount: Math.round(number * scale * 100) / 100, currency };
}

/** "Make it 85" after a price of 80 is 85 of the same currency; null where it is no bare number, or one of another size. */
export function restated(text: string, before: unknown): Amount | null {
  const whole = normalise(text).trim();
  const rest = withoutSorry(whole);
  const { said, changes } = BARE.exec(rest)?.groups ?? {};
  if (said === undefined || (changes === undefined && rest === whole)) return null;
  const { amount, currency } = (before ?? {}) as Partial<Amount>;
  if (typeof amount !== 'number' || !isLike(Number(said), amount)) return null;
  return { amount: Number(said), currency: currency ?? null };
}

type Amount = { amount: number; currency: string | null };

const BARE =
  /^(?:(?<changes>(?:make|change|set) (?:it|that|this)(?: to)?|it'?s|it is|it should be|应该是|是|改成|改为|换成|变成)\s*)?(?<said>\d{1,3}(?:\.\d{1,3})?)(?: instead| please)?[.!。！]?$/iu;
const SCALES: Readonly<Record<Locale, readonly number[]>> = {
  en: [1e6, 1e3],
  zh: [1e8, 1e4, 1e3],
};
const isLike = (amount: number, before: number) => amount >= before / 4 && amount <= before * 4;

/**
 * The last command again for another record: "no, I meant Dovetail" takes back what it did and does it there, "same for Hooli"
 * does it there, too. Null when the message says no such thing. `sure` readings go before any other, the rest behind them.
 */
export async function amended(
  turn: Turn,
  by: Responder,
  said: string,
  sure: boolean,
): Promise<Step[] | null> {
  const { last } = turn;
  const command = last === null ? null : turn.ctx.catalogue.find(last.command);
  if (last === null || command === null) return null;
  const text = normalise(said);
  const instead = nameIn(sure ? MEANT : INSTEAD, text);
  const name = instead ?? nameIn(sure ? SAME : TOO, text);
  if (name === null || holdsValues(name, by)) return null;
  const again = await otherwiseNamed(turn, command, last, name);
  if (again?.found !== true && instead !== null && sure && last.undone !== true) {
    const renamed = renamedStep(turn, command, name);
    if (renamed !== null) return [renamed];
  }
  if (again === null) return null;
  const { step, parameter, mention, found } = again;
  if (instead === null || command.risk === 'read' || last.undone === true) return [step];
  if (found) return [undoStep(), step];
  if (!sure) return null;
  // Where the record can still be created, the question about it follows; else what was done stays, and that is said.
  if (creatable(turn, parameter, step.command, mention) !== null) return [undoStep(), step];
  turn.replies.push(say(PHRASES.leftAsItIs[turn.ctx.locale]));
  return [step];
}

type Renamed = { step: Step; parameter: Parameter; mention: string; found: boolean };

/** The command with another name for the record that the name can mean, and whether there is such a record. */
async function otherwiseNamed(
  turn: Turn,
  command: Command,
  last: LastCommand,
  name: string,
): Promise<Renamed | null> {
  const records = command.inputs.filter(
    (p) => p.slot.kind === 'record' && (p.required || p.name in last.arguments),
  );
  let first: Renamed | null = null;
  for (const parameter of records) {
    const { slot } = parameter;
    if (slot.kind !== 'record') continue;
    const mention = mentionOf(name, slot.entities);
    if (mention === null) continue;
    const args = { ...last.arguments, [parameter.name]: mention };
    const step: Step = { command: last.command, arguments: args, said: args };
    const found =
      (await sureOnes(turn.ctx, slot.entities, mention)).length > 0 ||
      pointsAtSome(turn, mention, slot.entities);
    if (found) return { step, parameter, mention, found };
    first ??= { step, parameter, mention, found };
  }
  return first;
}

/** "Sorry, I meant Alderbrook" right after something was created under another name is its name. */
function renamedStep({ ctx, focus }: Turn, { name: created }: Command, name: string): Step | null {
  const [noun = '', verb] = created.split('.');
  const update = ctx.catalogue.find(`${noun}.update`);
  if (verb !== 'create' || focus[0]?.entity !== noun || oddity(name) > 0) return null;
  if (update?.inputs.some((p) => p.name === 'name') !== true) return null;
  const args = { [noun]: 'it', name };
  return { command: update.name, arguments: args, said: args };
}

function mentionOf(name: string, entities: readonly Entity[]): string | null {
  const pointing = name.replace(/^(?:the )?(?:now )+/i, '');
  if (points(pointing)) return pointing;
  const mention = mentionIn(name.replace(/ one$/i, ''), entities);
  return mention === null || isHollow(mention, entities) || oddity(mention) > 0 ? null : mention;
}

function pointsAtSome(turn: Turn, mention: string, entities: readonly Entity[]): boolean {
  return (pointedAt(mention, entities, turn.shown.rows, turn.focus) ?? []).length > 0;
}

function undoStep(): Step {
  return { command: 'change.undo', arguments: {}, said: {} };
}

function nameIn(forms: readonly RegExp[], text: string): string | null {
  for (const form of forms) {
    const name = form.exec(text)?.groups?.['name']?.trim();
    if (name !== undefined && name !== '') return name;
  }
  return null;
}

/** Amounts, days and stages are values of the record, not another record. */
export function holdsValues(name: string, { clues }: Responder): boolean {
  const spans = typedSpansIn(name, clues);
  return (['money', 'time', 'stage', 'email', 'phone'] as const).some(
    (kind) => spans.of(kind).length > 0,
  );
}
