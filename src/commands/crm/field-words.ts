import type { Phrase } from '../../reply/reply.ts';
import { ENTITY_NAMES } from '../field-names.ts';
import { FIELD_LABELS } from '../labels.ts';
import { choice, text } from '../parameters.ts';

/** What the commands about fields share: their parameters, and how people say them. */
export const entityParameter = () =>
  choice(ENTITY_NAMES, {
    label: { en: 'record', zh: '记录类型' },
    question: { en: 'On which records?', zh: '加在哪种记录上？' },
  });

/** A field by what people call it; found among the organization's own when the command runs. */
export const fieldParameter = () =>
  text({
    label: { en: 'field', zh: '字段' },
    question: { en: 'Which field?', zh: '哪个字段？' },
    max: 80,
  });

export const ENTITY_EN =
  '((deal|deals|opportunity|opportunities|opps|opp) {entity=deal}|(account|accounts|company|companies|customer|customers|client|clients) {entity=account}|(contact|contacts|people|persons) {entity=contact}|(lead|leads) {entity=lead}|(product|products) {entity=product}|(order|orders|sales orders) {entity=order})';
export const ENTITY_ZH =
  '((商机|单子|deals|deal) {entity=deal}|(客户|公司|accounts|account) {entity=account}|(联系人|contacts|contact) {entity=contact}|(线索|leads|lead) {entity=lead}|(产品|商品|products|product) {entity=product}|(订单|orders|order) {entity=order})';
export const TYPE_EN =
  '((text|free text|free-text|string) {type=text}|(number|numeric|integer|numerical) {type=number}|(money|amount|currency) {type=money}|(date|day|calendar) {type=date}|(choice|dropdown|drop-down|drop down|select|pick list|picklist|single select) {type=choice}|(flag|yes/no|yes-no|yes or no|checkbox|boolean|tick box) {type=flag}|(member|colleague|user|person|team member) {type=member})';
export const TYPE_ZH =
  '((文本|文字) {type=text}|(数字|数值) {type=number}|(金额|货币) {type=money}|(日期|时间) {type=date}|(选择|下拉|单选|枚举|下拉选择) {type=choice}|(是否|布尔|勾选|开关|是/否) {type=flag}|(成员|同事|人员|员工) {type=member})';

/** `annual, monthly or weekly` as a list; a pair such as `annual/年付` is one. */
export function listIn(said: string): string[] {
  const parts = said
    .split(/[,，、;；|\n]+|\s+(?:and|or)\s+/i)
    .flatMap((part) => (pairIn(part) !== null ? [part] : part.split('/')))
    .map((part) =>
      part.replace(/^\s*(?:and|or|和|或|以及)\s*|[\s.。"'“”]+$|^[\s"'“”]+/gi, '').trim(),
    )
    .filter((part) => part !== '');
  const [only] = parts;
  if (parts.length !== 1 || only === undefined) return parts;
  const halves = only.split(/(?<=\p{Script=Han}{2,})(?:和|或|或者)(?=\p{Script=Han}{2,})|\s+/u);
  return halves.length > 1 ? halves : parts;
}

/** A name in each language: `annual/年付`. */
export function pairIn(said: string): { en: string; zh: string } | null {
  const [first = '', second = '', ...more] = said.split('/').map((part) => part.trim());
  const han = (text: string) => /\p{Script=Han}/u.test(text);
  if (more.length > 0 || first === '' || second === '' || han(first) === han(second)) return null;
  return han(first) ? { en: second, zh: first } : { en: first, zh: second };
}

/** The fields of records that people speak of by these words: as a choice, and in patterns, where the words name the field. */
export function fieldsCalled<Name extends string>(
  words: Readonly<Record<Name, readonly string[]>>,
): { options: Record<Name, Phrase>; en: string; zh: string } {
  const all = Object.entries<readonly string[]>(words);
  const saying = (han: boolean) =>
    all
      .flatMap(([field, said]) =>
        said
          .filter((word) => /\p{Script=Han}/u.test(word) === han)
          .map((word) => `${word} {field=${field}}`),
      )
      .join('|');
  const options = Object.fromEntries(
    all.map(([name]) => [name, FIELD_LABELS[name] ?? { en: name, zh: name }]),
  ) as Record<Name, Phrase>;
  return { options, en: saying(false), zh: saying(true) };
}
