import { z } from 'zod';
import { updateField as update } from '../../crm/custom-field-definitions.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { changedReply } from '../cards/changed.ts';
import { fieldBlock, fieldTitle } from '../cards/field-card.ts';
import { defineCommand } from '../command.ts';
import { flag, text } from '../parameters.ts';
import { fieldNamed, refuseTakenName } from './field-named.ts';
import { ENTITY_EN, ENTITY_ZH, entityParameter, fieldParameter, listIn } from './field-words.ts';

const THE = '[the|our] [own|custom]';
const FIELD = `${THE} [${ENTITY_EN}] [field|attribute] "?{field}"? [field|attribute] [(on|of|for) [the|our] ${ENTITY_EN}]`;
/** With the word "field" in it, before or after the name. */
const THE_FIELD = [
  `${THE} [${ENTITY_EN}] (field|attribute) "?{field}"? [(on|of|for) [the|our] ${ENTITY_EN}]`,
  `${THE} [${ENTITY_EN}] "?{field}"? (field|attribute) [(on|of|for) [the|our] ${ENTITY_EN}]`,
];
const OPTION = '(option|choice|value|options|choices|values|pick)';
const FIELD_ZH = `[${ENTITY_ZH}] [的|上的] [自定义] [字段] "?{field}"? [这个] [字段]`;
const THE_FIELD_ZH = [
  `[${ENTITY_ZH}] [的|上的] [自定义] 字段 "?{field}"?`,
  `[${ENTITY_ZH}] [的|上的] [自定义] "?{field}"? [这个] 字段`,
];
const OPTION_ZH = '(选项|可选值|取值|可选项|选择项)';

export const updateField = defineCommand({
  name: 'field.update',
  risk: 'write',
  roles: ['admin'],
  summary: {
    en: 'Change a field of your own: name, choices, Chinese name, required.',
    zh: '修改自定义字段：名称、选项、中文名、必填。',
  },
  parameters: z.object({
    field: fieldParameter(),
    entity: entityParameter().optional(),
    name: text({ label: { en: 'name', zh: '名称' }, max: 60 }).optional(),
    nameZh: text({ label: { en: 'Chinese name', zh: '中文名' }, max: 60 }).optional(),
    options: text({ label: { en: 'more choices', zh: '新增选项' }, max: 3000 }).optional(),
    aliases: text({ label: { en: 'other names', zh: '别名' }, max: 300 }).optional(),
    required: flag({ label: { en: 'required', zh: '必填' } }).optional(),
  }),
  examples: {
    en: [
      'rename field Contract type to Agreement type',
      'add the option weekly to Contract type',
      'make the field Budget code required',
      'set the Chinese name of Contract type to 合同类型',
      'add the alias plan to the field Contract type',
      'make field Seats optional',
    ],
    zh: [
      '把字段 合同类型 改名为 协议类型',
      '给合同类型加一个选项 周付',
      '把预算编号设为必填',
      '字段 Contract type 的中文名是 合同类型',
      '给字段 合同类型 加一个别名 付费方式',
    ],
  },
  patterns: {
    en: [
      ...THE_FIELD.flatMap((field) => [
        `(rename|relabel|retitle) ${field} (to|into|as|->|=>) "?{name}"?`,
        `(change|update|set) the name of ${field} (to|into) "?{name}"?`,
        `${field} (should be|is|should now be|is now) (called|named) "?{name}"?`,
        `${field} is also (called|known as|named) "?{aliases}"?`,
      ]),
      `(add|include|allow|append|offer) [a|an|another|the|one more|these] [new|extra|more|further] ${OPTION} [of|:] "?{options}"? (to|for|in|on) ${FIELD}`,
      `(add|include|allow|append|offer) "?{options#}"? as [a|an|another] [new|extra|further] ${OPTION} (to|for|of|in|on) ${FIELD}`,
      `(add|include|append) "?{options}"? to the ${OPTION} (of|for|in) ${FIELD}`,
      `(add|include|append) "?{options}"? to [the] {field} ${OPTION}`,
      `${FIELD} (can|may|should|could) also be "?{options}"?`,
      `[set|add|give|change|make|define] [the|a] chinese (name|label|translation) (of|for|to|on) ${FIELD} (to|as|is|=|:|->) "?{nameZh}"?`,
      `${FIELD} ('s|) chinese (name|label) (is|to|should be|:) "?{nameZh}"?`,
      `${FIELD} in chinese (is|should be|is called) "?{nameZh}"?`,
      `(add|give|set|define) [the|an|another] (alias|synonym|nickname|aliases|other name|short name) [of|:] "?{aliases}"? (to|for|of|on) ${FIELD}`,
      `(make|mark|set|declare|flag) ${FIELD} [as|to|to be|a] (required|mandatory|compulsory|obligatory) {required=true} [field]`,
      `(make|mark|set|declare) ${FIELD} [as|to|to be|an] (optional|not required|non-mandatory|not mandatory|voluntary) {required=false} [field]`,
      `${FIELD} (is|should be|must be|becomes) [now] (required|mandatory|compulsory) {required=true}`,
      `${FIELD} (is|should be|becomes) (no longer required|no longer mandatory|not required any more|now optional|optional|optional again) {required=false}`,
    ],
    zh: [
      ...THE_FIELD_ZH.flatMap((field) => [
        `[<把>] ${field} [的名字|的名称|名称] (改名为|改名叫|改名成|重命名为|重命名成|改叫|更名为|改为|改成|叫做) "?{name}"?`,
        `(重命名|改名) ${field} (为|成|叫) "?{name}"?`,
      ]),
      `[给|为|在] ${FIELD_ZH} [再|也|里|上] (增加|添加|新增|加上|加) [一个|个|一些|几个|两个] [新的|新] ${OPTION_ZH} [:|,|叫] "?{options}"?`,
      `${FIELD_ZH} [的] ${OPTION_ZH} [里|中] [再|也] (增加|添加|新增|加上|加) [一个|个] "?{options}"?`,
      `[<把>] "?{options#}"? (加到|加入|添加到|加进|放到) ${FIELD_ZH} [的] ${OPTION_ZH} [里|中|里面]`,
      `${FIELD_ZH} (还可以|也可以|还能) (选|是|填) "?{options}"?`,
      `[<把>|给] ${FIELD_ZH} 的 (中文名称|中文名|中文) (设为|设成|改成|改为|设置为|是|为|叫|:) "?{nameZh}"?`,
      `[给|为] ${FIELD_ZH} [再] (增加|添加|新增|加上|加|设) [一个|个] (别名|同义词|别称|简称) [:|叫|,] "?{aliases}"?`,
      `[<把>] ${FIELD_ZH} (设为|改为|改成|设成|变成|变为|标记为|标为|设置为|设置成|是) (必填字段|必填项|必填|必须填写) {required=true}`,
      `[<把>] ${FIELD_ZH} (设为|改为|改成|设成|变成|变为|标记为|标为|设置为|设置成|是) (选填字段|选填项|选填|非必填|可选的|可不填|可填可不填) {required=false}`,
      `${FIELD_ZH} (不再必填|不用必填|不必填了|不需要必填|取消必填) {required=false}`,
    ],
  },
  run: async (ctx, { field: said, entity, options, aliases, ...patch }) => {
    const field = await fieldNamed(ctx, said, entity);
    const others = aliases === undefined ? undefined : listIn(aliases);
    for (const name of [patch.name, patch.nameZh, ...(others ?? [])])
      if (name !== undefined) refuseTakenName(ctx, field.entity, name);
    const more = options === undefined ? undefined : listIn(options);
    if ([patch.name, patch.nameZh, patch.required, others, more].every((p) => p === undefined))
      return { reply: askWhat(field.name, ctx.locale), about: [] };
    const changed = await update(ctx, field.id, { ...patch, aliases: others, options: more });
    const reply = await changedReply(ctx, fieldTitle(changed, ctx.locale));
    return { reply: replyOf(...reply.blocks, fieldBlock(changed, ctx.locale)), about: [] };
  },
});

function askWhat(name: string, locale: 'en' | 'zh') {
  return say(
    locale === 'zh'
      ? `${name} 要改什么？例如“把字段 ${name} 改名为 …”“给 ${name} 加一个选项 …”“把 ${name} 设为必填”。`
      : `What shall I change on ${name}? Say it, like “rename field ${name} to …”, “add the option … to ${name}” or “make ${name} required”.`,
  );
}
