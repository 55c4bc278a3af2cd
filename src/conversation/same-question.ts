import { has } from '../commands/asked-field.ts';
import { idMention, sureOnes } from '../commands/references.ts';
import { holdsValues } from './amend.ts';
import type { Responder } from './answers.ts';
import { points } from './pointing.ts';
import type { Step, Turn } from './turn.ts';
import { fieldAsked } from './understanding/asked-field.ts';
import { isHollow, mentionIn, oddity } from './understanding/mention.ts';
import { normalise } from './understanding/normalise.ts';

const ANOTHER: readonly RegExp[] = [
  /^(?:(?:ok|so|now)[\s,]+)?(?:and(?: (?:what|how) about| for)?|what about|how about)\s+(?<name>[^,]{2,40}?)(?:'s|s')?(?: (?:one|deal|ones|deals))?\s*\?*$/iu,
  /^(?:那|那么|还有)?(?<name>[^,，。?？\s]{1,12}?)的?(?:那个|那单|单子|商机)?呢[?？]?$/u,
];

/**
 * The question just answered, asked about another record: "and Heron's?", 苍鹭呢. Null where the last command was no question
 * about a record that was named, or the message names none that there is.
 */
export async function sameQuestion(
  turn: Turn,
  by: Responder,
  said: string,
): Promise<Step[] | null> {
  const { last } = turn;
  const command = last === null ? null : turn.ctx.catalogue.find(last.command);
  if (last === null || command?.risk !== 'read') return null;
  const [about, second] = command.inputs.filter(
    ({ name, slot }) => slot.kind === 'record' && typeof last.arguments[name] === 'string',
  );
  if (about?.slot.kind !== 'record' || second !== undefined) return null;
  const text = normalise(said);
  const name = ANOTHER.map((form) => form.exec(text)?.groups?.['name']).find(Boolean);
  if (name === undefined || holdsValues(name, by)) return null;
  const { entities } = about.slot;
  const mention = points(name) ? name : mentionIn(name, entities);
  if (mention === null || isHollow(mention, entities) || oddity(mention) > 0) return null;
  if (!points(mention) && (await sureOnes(turn.ctx, entities, mention)).length === 0) return null;
  const args = { ...last.arguments, [about.name]: mention };
  return [{ command: last.command, arguments: args, said: args, asks: last.asks }];
}

/** "Value and close date?", 金额和成交日期呢: the record spoken of, with the first of them in front. Null when more is said. */
export function fieldsOfIt({ ctx, focus }: Turn, said: string): Step[] | null {
  const names = (FIELDS_ASKED.exec(said.trim())?.groups?.['names'] ?? '').split(
    /\s*(?:,|，|、|&|和|跟|还有|\band\b)\s*(?:and\s+)?/iu,
  );
  if (!names.every((name) => FIELD.test(name))) return null;
  const asked = names.map((name) => fieldAsked('deal.show', `${name}是`));
  // A field alone asks for nothing: 阶段 is no question, 阶段是 is.
  const ref = focus.find(({ entity }) =>
    asked.every((field) => field !== null && has(entity, field)),
  );
  const [first] = asked;
  if (ref === undefined || first === undefined || first === null) return null;
  const command = ctx.catalogue.find(`${ref.entity}.show`);
  if (command === null) return null;
  const args = { [ref.entity]: idMention(ref) };
  return [{ command: command.name, arguments: args, said: { [ref.entity]: 'it' }, asks: first }];
}

const FIELDS_ASKED =
  /^(?:(?:and|so|ok)[\s,]+)*(?:(?:what(?:'s| is| are|s)|and|remind me of)\s+)?(?<names>.{4,60}?)\s*(?:again|呢|是多少|是什么|都是多少|分别是(?:多少|什么))?\s*[?？]$/iu;
const FIELD =
  /^(?:(?:the|its|their|his|her)\s+)?(?:value|amount|clos(?:e|ing) date|stage|owner|next step|e-?mail|phone|phone number|title|job title|domain|website|industry|headcount|region)$|^(?:它的|他的|她的|他们的)?(?:金额|成交日期?|关单日期?|阶段|负责人|下一步|邮箱|电话|手机|职位|域名|网址|行业|员工数|人数|区域|地区)$/iu;
