import type { Catalogue } from '../../commands/catalogue.ts';
import { type Command, missingIn } from '../../commands/command.ts';
import type { Parameter } from '../../commands/parameters.ts';
import type { PlannedCommand } from '../../commands/plan.ts';
import { readValue } from './read-value.ts';
import type { Clues } from './span.ts';

/** What is made of a list of fields, by what it is called. */
const MADE: readonly (readonly [RegExp, string])[] = [
  [/^(?:accounts?|company|customer|client|客户|公司)$/i, 'account.create'],
  [/^(?:contacts?|person|联系人)$/i, 'contact.create'],
  [/^(?:leads?|线索)$/i, 'lead.create'],
  [/^(?:deals?|opp|opportunity|商机|单子)$/i, 'deal.log'],
  [/^(?:orders?|订单)$/i, 'order.create'],
  [/^(?:products?|产品)$/i, 'product.create'],
];

const HEAD =
  /^\s*(?:(?:please|pls)\s+)?(?:(?:new|create|add|log|make|register|enter)\s+(?:an?\s+|new\s+)*|(?:请|帮我|麻烦)*(?:新建|新增|创建|添加|登记|录入|新|加)一?[个条笔张]?)(?<noun>[a-z]+|\p{Script=Han}{2,3})\s*[-–—:：|,，;；]?\s*/iu;
/** A label: a word or two before a colon, at the beginning or behind something that ends a value. */
const LABEL =
  /(?:^|[\s|;；,，/])(?<label>[a-z][a-z-]*(?: [a-z]+)?|\p{Script=Han}{2,5})\s*[:：]\s*/giu;

/**
 * "New account - Name: Brightwell; Domain: brightwell.com; Region: Midwest", as it is pasted out of a form: two fields or more that
 * the command knows by these names.
 *
 * @returns null where a text is no such list, or holds a field that is not known: then it is a sentence.
 */
export function labelledIn(
  text: string,
  clues: Clues,
  catalogue: Catalogue,
): PlannedCommand | null {
  const head = HEAD.exec(text);
  const noun = head?.groups?.noun;
  const name = MADE.find(([words]) => noun !== undefined && words.test(noun))?.[1];
  const command = name === undefined ? null : catalogue.find(name);
  if (head === null || command === null) return null;
  const fields = fieldsIn(text.slice(head[0].length));
  if (fields === null || fields.length < 2) return null;
  const args: Record<string, unknown> = {};
  for (const { label, said } of fields) {
    const parameter = parameterOf(command, label);
    if (parameter === undefined || parameter.name in args) return null;
    const read = readValue(parameter.slot, said, clues);
    if (read === null || !('value' in read)) return null;
    args[parameter.name] = read.value;
  }
  const missing = missingIn(command, args).map((p) => p.name);
  return { command: command.name, arguments: args, missing, confidence: 0.97 };
}

function fieldsIn(text: string): { label: string; said: string }[] | null {
  const labels = [...text.matchAll(LABEL)];
  if (labels[0] === undefined || text.slice(0, labels[0].index).trim() !== '') return null;
  return labels.map((match, i) => {
    const from = match.index + match[0].length;
    const said = text.slice(from, labels[i + 1]?.index ?? text.length);
    return {
      label: (match.groups?.label ?? '').toLowerCase(),
      said: said.replace(/^[\s"']+|[\s"'|;；,，.。]+$/gu, ''),
    };
  });
}

/** What people call a field beside its own label. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  value: ['amount', 'price', '价值', '报价', '总价'],
  closeDate: ['close', 'closing', 'expected close', '成交日期', '预计成交', '成交日'],
  name: ['title', 'full name', '姓名', '名字', '客户名称', '客户名'],
  account: ['company', 'customer', 'client', '公司'],
  company: ['account', '公司', '客户'],
  domain: ['website', 'web', 'site', '网站', '官网'],
  phone: ['mobile', 'tel', 'cell', '手机', '手机号'],
  email: ['e-mail', 'mail', '邮件'],
  title: ['job title', 'role', 'position', '职务'],
  quantity: ['qty', 'units', '件数'],
  price: ['list price', '单价', '定价'],
  sku: ['编号', '货号'],
};

function parameterOf(command: Command, label: string): Parameter | undefined {
  const own = command.inputs.filter((p) => p.silent !== true);
  const called = (p: Parameter) => [p.label.en, p.label.zh, p.name].map((one) => one.toLowerCase());
  return (
    own.find((p) => called(p).includes(label)) ?? own.find((p) => ALSO[p.name]?.includes(label))
  );
}
