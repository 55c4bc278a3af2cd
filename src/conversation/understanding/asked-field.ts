import type { AskedField } from '../../commands/asked-field.ts';

/** The words by which a question asks for a field; the first that are found say which. */
const WORDS: readonly (readonly [AskedField, RegExp])[] = [
  ['nextStep', /\bnext steps?\b|下一步/iu],
  [
    'reason',
    /\b(?:why|how come)\b.*\b(?:lose|losing|lost)\b|\bloss reason\b|(?:为什么|为何|为啥|咋|怎么|啥原因|什么原因).{0,4}(?:丢|输|黄)|(?:丢|输)单?的?原因/iu,
  ],
  [
    'closeDate',
    /\bwhen\b.*\b(?:clos|sign|due\b|land)|\bclos(?:e|ing) date\b|(?:什么时候|啥时候|何时|哪天|几号|几月|什么日子).{0,3}(?:成交|关|签|到期)|(?:成交|关单|签约)(?:日期?|时间)/iu,
  ],
  ['email', /\be-?mail\b|邮箱|邮件地址/iu],
  ['phone', /\b(?:phone|mobile|cell|number)\b|电话|手机|号码/iu],
  ['domain', /\b(?:domain|web ?site|url)\b|域名|网址|官网|网站/iu],
  ['industry', /\b(?:industry|sector|vertical)\b|行业/iu],
  [
    'employees',
    /\b(?:headcount|employees|employee count|staff)\b|how many people|多少(?:个|名)?(?:员工|人)|员工数|人数|规模/iu,
  ],
  ['region', /\b(?:region|territory)\b|区域|地区|大区/iu],
  ['title', /\b(?:title|role|position)\b|职位|职务|头衔|岗位/iu],
  [
    'owner',
    /\b(?:who|who's|whos|whose)\b.*\b(?:own|owns|deal|on|handl|lead|work)|\bowner\b|谁(?:在)?(?:负责|跟|管)|负责人|(?:归|是)谁/iu,
  ],
  ['stage', /\b(?:stage|phase)\b|(?:哪|什么|啥)个?阶段|阶段(?:是|到)/iu],
  [
    'value',
    /\bhow (?:much|big|large)\b|\b(?:value|amount|worth|total|price)\b|多少|金额|值多|多大/iu,
  ],
];

/** Which field a question that is answered by showing a record asks for; null where it asks for the record as a whole. */
export function fieldAsked(command: string, clause: string): AskedField | null {
  if (!command.endsWith('.show') && command !== 'pricebook.list') return null;
  if (OF_NO_RECORD.includes(command)) return null;
  return WORDS.find(([, words]) => words.test(clause))?.[0] ?? null;
}

/** "How much will we close?" asks for no deal's value. */
const OF_NO_RECORD = ['forecast.show', 'quota.show'];
