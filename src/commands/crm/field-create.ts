import { z } from 'zod';
import { createField as create } from '../../crm/custom-field-definitions.ts';
import { replyOf } from '../../reply/reply.ts';
import { fieldBlock, fieldTitle, usesText } from '../cards/field-card.ts';
import { defineCommand } from '../command.ts';
import { TYPE_NAMES } from '../field-names.ts';
import { choice, flag, text } from '../parameters.ts';
import { refuseTakenName } from './field-named.ts';
import {
  ENTITY_EN,
  ENTITY_ZH,
  entityParameter,
  listIn,
  pairIn,
  TYPE_EN,
  TYPE_ZH,
} from './field-words.ts';

const ADD = '(add|create|define|make|set up|introduce|register|new|need|want|build)';
const ASK = '[we|i|please|pls] [would like|also]';
const FIELD = `[a|an|the|another|one more] [new|extra|additional] [own|custom] [(required|mandatory) {required=true}] [${TYPE_EN}] [custom] (field|attribute)`;
/** Apart from the name, which may end in such a word itself: "Contract type". */
const TYPE_TAIL = `[(,|-|as|of type|with type|type|:) [a|an] [:] ${TYPE_EN} [field|type|value]]`;
const REQUIRED_TAIL = '[,|and] [it is|which is|make it] [(required|mandatory) {required=true}]';
const OPTIONS_TAIL =
  '(with|having|that can be|which can be|that is|can be|whose|,|:|-|) [the|possible|these] (choices|options|values|choice|picks|can be|one of|either) [of|:|being|are|is|=] {options}';
const TAILS = [
  '',
  `${TYPE_TAIL} ${REQUIRED_TAIL}`,
  `${TYPE_TAIL} ${REQUIRED_TAIL} ${OPTIONS_TAIL}`,
];

const ADD_ZH = '(添加|增加|新增|新建|创建|定义|设置|加上|加入|加|建|需要|设)';
const ONE_ZH =
  '[一个|个|一|上|了] [新的|新] [自定义|自定义的] [必填的 {required=true}|必填 {required=true}] [的]';
const FIELD_ZH = `[${TYPE_ZH}] [类型的|类型|型|的] (自定义字段|字段|栏位|field)`;
const OPTIONS_TAIL_ZH =
  '(可选值|可选|选项|可以选|可选项|取值|值|可以是) [有|为|是|:|包括] {options}';
const TAILS_ZH = [
  '',
  `[(,|类型是|类型为|类型) ${TYPE_ZH} [类型|字段]] [,] [(必填|必须填写) {required=true}]`,
  `[(,|类型是|类型为|类型) ${TYPE_ZH} [类型|字段]] [,] ${OPTIONS_TAIL_ZH}`,
];

export const createField = defineCommand({
  name: 'field.create',
  risk: 'write',
  roles: ['admin'],
  summary: { en: 'Add a field of your own to records.', zh: '给记录增加自定义字段。' },
  parameters: z.object({
    entity: entityParameter(),
    name: text({
      label: { en: 'name', zh: '名称' },
      question: { en: 'What is the field called?', zh: '字段叫什么名字？' },
      max: 60,
    }),
    type: choice(TYPE_NAMES, { label: { en: 'type', zh: '类型' } }).optional(),
    options: text({ label: { en: 'choices', zh: '选项' }, max: 3000 }).optional(),
    nameZh: text({ label: { en: 'Chinese name', zh: '中文名' }, max: 60 }).optional(),
    aliases: text({ label: { en: 'other names', zh: '别名' }, max: 300 }).optional(),
    required: flag({ label: { en: 'required', zh: '必填' } }).optional(),
  }),
  examples: {
    en: [
      'add a field Contract type to deals with the choices annual, monthly',
      'add a date field Renewal date to deals',
      'create a custom field called PO number on orders',
      'new field Seats on deals, number',
      'add a required field Budget code to deals',
      'add a yes/no field NDA signed to accounts',
      'give contacts a field Birthday, date',
      'we need a money field called Setup fee on deals',
    ],
    zh: [
      '给商机加一个字段 合同类型，可选 年付、月付',
      '给商机加一个日期字段 续约日期',
      '在订单上新建一个文本字段叫采购单号',
      '新增客户字段 客户等级',
      '给商机加一个必填字段 预算编号',
      '给联系人添加自定义字段 微信号',
      '给客户加一个是否字段 已签保密协议',
    ],
  },
  patterns: {
    en: [
      ...TAILS.flatMap((tail) => [
        `${ASK} ${ADD} ${FIELD} [called|named|:] "?{name}"? (to|on|for|in|of) [the|our|all|every|each] ${ENTITY_EN} [records] ${tail}`,
        `${ASK} ${ADD} ${FIELD} (to|on|for|in) [the|our|all|every|each] ${ENTITY_EN} [records] [called|named|:] "?{name}"? ${tail}`,
        `${ASK} ${ADD} [a|an|the|another] [new|extra] [custom] ${ENTITY_EN} [${TYPE_EN}] (field|attribute) [called|named|:] "?{name}"? ${tail}`,
        `(give|add to) [the|our|all|every] ${ENTITY_EN} ${FIELD} [called|named|:] "?{name}"? ${tail}`,
        `(on|to|for) [the|our|all|every] ${ENTITY_EN} [,] ${ADD} ${FIELD} [called|named|:] "?{name}"? ${tail}`,
        `${ENTITY_EN} (need|needs|want|should have|should get|get) ${FIELD} [called|named|:] "?{name}"? ${tail}`,
        `${ASK} ${ADD} ${FIELD} [called|named|:] "?{name}"? ${tail}`,
      ]),
      `${ASK} ${ADD} ${FIELD} (to|on|for|in) [the|our|all] ${ENTITY_EN}`,
      `${ASK} ${ADD} ${FIELD}`,
      `${ASK} ${ADD} ${FIELD} [called|named] "?{name#}"? (to|on|for|in|of) [the|our|all] ${ENTITY_EN} {options}`,
    ],
    zh: [
      ...TAILS_ZH.flatMap((tail) => [
        `[帮我] [给|为|在|往] ${ENTITY_ZH} [上|里|中|表|记录|里面] [再|也] ${ADD_ZH} ${ONE_ZH} ${FIELD_ZH} [,|:|叫做|叫|名为|名叫|名称是] "?{name}"? ${tail}`,
        `${ADD_ZH} ${ONE_ZH} ${ENTITY_ZH} [的] ${FIELD_ZH} [,|:|叫做|叫|名为|名叫] "?{name}"? ${tail}`,
        `${ADD_ZH} ${ONE_ZH} ${FIELD_ZH} [,|:|叫做|叫|名为|名叫] "?{name}"? ${tail}`,
      ]),
      `[帮我] [给|为|在|往] ${ENTITY_ZH} [上|里|中] [再|也] ${ADD_ZH} ${ONE_ZH} ${FIELD_ZH}`,
      `${ADD_ZH} ${ONE_ZH} ${FIELD_ZH}`,
      `[帮我] [给|为|在|往] ${ENTITY_ZH} [上|里|中] [再|也] ${ADD_ZH} ${ONE_ZH} ${FIELD_ZH} [叫做|叫|名为|名叫] "?{name#}"? : {options}`,
    ],
  },
  run: async (ctx, { entity, name, type, options, nameZh, aliases, required }) => {
    const zh = ctx.locale === 'zh';
    const listed = options === undefined ? [] : listIn(options);
    const others = aliases === undefined ? [] : listIn(aliases);
    const names = namesIn(name, nameZh);
    for (const said of [names.name, names.nameZh, ...others])
      if (said !== undefined) refuseTakenName(ctx, entity, said);
    const { field, again } = await create(ctx, {
      ...names,
      entity,
      type: type ?? (listed.length > 0 ? 'choice' : 'text'),
      options: listed,
      aliases: others,
      required,
    });
    const where = fieldTitle(field, ctx.locale);
    const sentence = again
      ? zh
        ? `字段 ${where} 恢复了，原来的值也都在。`
        : `The field ${where} is back, with the values it had.`
      : zh
        ? `已新增字段 ${where}。`
        : `Added the field ${where}.`;
    return {
      reply: replyOf({ kind: 'text', text: sentence }, fieldBlock(field, ctx.locale), {
        kind: 'note',
        text: usesText(field, ctx.locale),
      }),
      about: [],
    };
  },
});

/** "Contract type/合同类型" is a name in each language. */
function namesIn(said: string, nameZh: string | undefined): { name: string; nameZh?: string } {
  const pair = nameZh === undefined ? pairIn(said) : null;
  if (pair !== null) return { name: pair.en, nameZh: pair.zh };
  return { name: said, ...(nameZh === undefined ? {} : { nameZh }) };
}
