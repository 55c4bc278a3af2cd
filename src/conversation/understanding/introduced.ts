import type { Interpretation } from './interpret.ts';
import { isAnaphora, isEveryday, isHollow, mentionIn } from './mention.ts';

/**
 * Who a message speaks of before it says what to do: "Kestrel Bio has a new website, pls change the domain to kestrel.bio",
 * 周敏换邮箱了，改成zm@yunfan.cn. The command that names no record, or only "her", is about that one.
 */
export function withIntroduced(
  text: string,
  interpretations: readonly Interpretation[],
): readonly Interpretation[] {
  const [first, ...more] = interpretations;
  const reading = first?.reading;
  if (first === undefined || reading === null || reading === undefined) return interpretations;
  const before = openingOf(text, first.clause);
  const record = reading.command.inputs.find(
    (p) => p.slot.kind === 'record' && !p.slot.entities.includes('member'),
  );
  if (before === '' || record?.slot.kind !== 'record') return interpretations;
  const said = reading.arguments[record.name];
  if (said !== undefined && !(typeof said === 'string' && PRONOUN.test(said)))
    return interpretations;
  const name = subjectOf(before);
  const { entities } = record.slot;
  const mention = name === null ? null : mentionIn(name, entities);
  if (mention === null || isHollow(mention, entities) || isEveryday(mention))
    return interpretations;
  if (isAnaphora(mention) || NOBODY.test(mention)) return interpretations;
  const args = { ...reading.arguments, [record.name]: mention };
  return [{ ...first, reading: { ...reading, arguments: args } }, ...more];
}

/** What stands before the clause that was read, or where all was read as one, its first part. */
function openingOf(text: string, clause: string): string {
  const at = text.indexOf(clause);
  if (at > 0) return text.slice(0, at);
  return /^[^,，。;!?]+(?=[,，。;!?])/u.exec(text)?.[0] ?? '';
}

const PRONOUN = /^(?:it|its|he|she|him|her|his|they|them|their|他|她|它|他们|她们)$/i;

/** The name that a sentence begins with, before its verb; null where it begins otherwise. */
function subjectOf(sentence: string): string | null {
  for (const form of SUBJECT) {
    const name = form.exec(sentence.trim())?.groups?.['name'];
    if (name !== undefined) return name;
  }
  return null;
}

const LEADS =
  '(?:(?:hey|hi|ok|so|well|sorry|oops|whoops|hmm|ah|no|great news|good news|news|update|fyi|btw|oh|and)[\\s,:!.-]+)*';
const SUBJECT: readonly RegExp[] = [
  /^(?:听说|刚才|刚刚|今天|昨天|好消息|对了)?[,，\s]*(?<name>[^,，。;:!?\s]{2,16}?)(?:那边|这边|那里)?(?:刚刚?|已经|最近|今天|昨天|终于|又|也|都)?(?:换|改|升|调|要|想|来|搬|离|同意|确认|决定|打算|准备|回复|答应|希望|需要|签|有(?:了|个|新))(?=.)/u,
  new RegExp(
    `^${LEADS}(?<name>[^\\s,;:.!?][^,;:!?\\p{Script=Han}]{1,40}?)(?:'s| has| have| had| is| are| was| wants?| needs?| just| got| gave| moved| changed| switched| shrank| grew| signed| agreed| said| says| asked| called| emailed| came| went| would like| told| decided| confirmed| accepted| finally| merged| relocated| rebranded)(?![a-z])`,
    'iu',
  ),
  // A mere name, set apart: "lumen dairy, new deal, $33,000".
  new RegExp(
    `^${LEADS}(?<name>[^\\s,;:.!?]+(?: [^\\s,;:!?]+){0,3})\\s*[,:-]\\s*$(?<!\\p{Script=Han}.*)`,
    'iu',
  ),
];
/** What a sentence may begin with that is no name. */
const NOBODY =
  /^(?:we|i|you|they|he|she|it|there|here|this|that|these|those|everyone|everybody|someone|somebody|nobody|who|what|where|when|why|how|which|(?:the )?(?:customer|client|account|deal|boss|team|company|proposal|contract|quote|offer|paperwork|agreement|demo|invoice|meeting|call)|my .*|our .*|his .*|her .*|their .*|please|pls|can|could|new .*|add|log|create|.* (?:and|to|for|with|at|on)|客户|对方|他们?|她们?|我们?|你们?|老板|大家|有人|谁|这边|那边|他|她|它|请|麻烦|帮我|刚才|今天|明天)$/iu;
