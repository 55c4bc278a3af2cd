import { sureOnes } from '../commands/execute.ts';
import { holdsValues } from './amend.ts';
import type { Responder } from './answers.ts';
import { points } from './pointing.ts';
import type { Step, Turn } from './turn.ts';
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
