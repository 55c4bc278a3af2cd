import { z } from 'zod';
import { listFields as list } from '../../crm/custom-field-definitions.ts';
import type { OwnEntity } from '../../crm/custom-fields.ts';
import { type Block, replyOf } from '../../reply/reply.ts';
import { fieldTable } from '../cards/field-card.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { ENTITY_NAMES } from '../field-names.ts';
import { isOwnParameter } from '../own-parameters.ts';
import { ENTITY_EN, ENTITY_ZH, entityParameter } from './field-words.ts';

const OWN = '[own|custom|extra|additional|special|customised|customized]';
const ON = `(on|for|of|in|to|with) [the|our|all|a|an|every] ${ENTITY_EN}`;

export const listFields = defineCommand({
  name: 'field.list',
  risk: 'read',
  roles: ['rep', 'support'],
  summary: { en: 'Which fields records have.', zh: '查看记录有哪些字段。' },
  parameters: z.object({ entity: entityParameter().optional() }),
  examples: {
    en: [
      'what fields do deals have',
      'which custom fields are there on accounts?',
      'list custom fields',
      'show the fields of contacts',
      'deal fields',
    ],
    zh: [
      '商机有哪些字段',
      '看一下客户的自定义字段',
      '我们有哪些自定义字段',
      '列出联系人的字段',
      '字段列表',
    ],
  },
  patterns: {
    en: [
      `[<show>] (what|which|wat) ${OWN} fields (do|does|are there|are|can|did) [we|you|on|for] [the|our|all|a] [have|has|add|added|fill in] [on|for|to] ${ENTITY_EN} [have|has|got|there|hold|carry] [have]`,
      `[<show>] (what|which|wat) ${OWN} fields (do|does|are|have|did) [there|we|you|exist|defined|already] [have|add|added|define|defined|exist|got|use] [so far|now|already] [${ON}]`,
      `[<show>] [all|the|our|me|my] ${OWN} [${ENTITY_EN}] fields [list] [${ON}] [we have|there are|please]`,
      `<list> [all|the|our] ${OWN} [${ENTITY_EN}] fields [${ON}]`,
      `[a] list of [the|our|all] ${OWN} [${ENTITY_EN}] fields [${ON}]`,
    ],
    zh: [
      `[<看>] [我们|我] [的] ${ENTITY_ZH} [上|里|现在|目前|都|上面] [都] (有哪些|有什么|有啥|有几个|有多少|都有哪些|都有什么|的|) [自定义|自定义的] 字段 [有哪些|列表|清单|<给看>]`,
      `[<看>] [我们|现在|目前|系统] [都] (有哪些|有什么|有啥|所有|全部|) [的] [自定义|自定义的] 字段 [有哪些|都有哪些|列表|清单|<给看>]`,
      `(列出|列一下|显示|查看|<list>) [所有|全部] [${ENTITY_ZH}] [的|上的] [所有|全部] [自定义|自定义的] 字段`,
    ],
  },
  run: async (ctx, { entity }) => {
    const zh = ctx.locale === 'zh';
    const fields = await list(ctx, entity);
    const where = entity === undefined ? '' : ENTITY_NAMES[entity][ctx.locale];
    const title = zh
      ? `${where}自定义字段 ${fields.length} 个`
      : `${fields.length} ${fields.length === 1 ? 'field' : 'fields'} of your own${where === '' ? '' : ` on ${where}`}`;
    const none: Block = {
      kind: 'text',
      text: zh
        ? `${where}还没有自定义字段。管理员可以说“给商机加一个字段 合同类型，可选 年付、月付”。`
        : `There are no fields of your own${where === '' ? '' : ` on ${where}`} yet. An administrator can say “add a field Contract type to deals with the choices annual, monthly”.`,
    };
    return {
      reply: replyOf(
        fields.length === 0 ? none : fieldTable(fields, title, ctx.locale),
        ...(entity === undefined ? [] : builtIn(ctx, entity)),
      ),
      about: [],
    };
  },
});

/** The fields that every organization has on such a record, as its commands name them. */
function builtIn(ctx: CommandContext, entity: OwnEntity): Block[] {
  const commands = ['log', 'create', 'update'].map((verb) =>
    ctx.catalogue.find(`${entity}.${verb}`),
  );
  const labels = commands
    .flatMap((command) => command?.inputs ?? [])
    .filter((p) => !isOwnParameter(p.name) && p.name !== entity)
    .map((p) => p.label[ctx.locale]);
  if (labels.length === 0) return [];
  const zh = ctx.locale === 'zh';
  const names = [...new Set(labels)].join(zh ? '、' : ', ');
  return [{ kind: 'note', text: zh ? `自带的字段：${names}。` : `Built in: ${names}.` }];
}
