import { z } from 'zod';
import { removeField as remove, valuesHeld } from '../../crm/custom-field-definitions.ts';
import { say } from '../../reply/reply.ts';
import { fieldTitle } from '../cards/field-card.ts';
import { defineCommand } from '../command.ts';
import { fieldNamed } from './field-named.ts';
import { ENTITY_EN, ENTITY_ZH, entityParameter, fieldParameter } from './field-words.ts';

const REMOVE = '(remove|delete|drop|hide|get rid of|kill|retire|erase|trash|scrap)';
const REMOVE_ZH = '(删除|删掉|去掉|移除|隐藏|取消|不要|停用|去除|删)';

export const removeField = defineCommand({
  name: 'field.remove',
  risk: 'destructive',
  roles: ['admin'],
  summary: {
    en: 'Remove a field of your own; its values are kept.',
    zh: '删除自定义字段（保留其值）。',
  },
  parameters: z.object({ field: fieldParameter(), entity: entityParameter().optional() }),
  examples: {
    en: [
      'remove the field Contract type from deals',
      'delete the Seats field',
      'drop the custom field PO number',
      'hide the account field Tier',
    ],
    zh: [
      '删除字段 合同类型',
      '把商机的合同类型字段删掉',
      '去掉客户上的字段 等级',
      '隐藏自定义字段 采购单号',
    ],
  },
  patterns: {
    en: [
      `${REMOVE} [the|our] [own|custom] [${ENTITY_EN}] (field|attribute) [called|named] "?{field}"? [(from|on|of|in|for) [the|our|all] ${ENTITY_EN}]`,
      `${REMOVE} [the|our] [own|custom] [${ENTITY_EN}] "?{field}"? (field|attribute) [(from|on|of|in|for) [the|our|all] ${ENTITY_EN}]`,
      `${REMOVE} [a|the|our] [own|custom] [${ENTITY_EN}] (field|attribute)`,
      '[we] no longer need [the] [custom] field [called] "?{field}"?',
    ],
    zh: [
      `${REMOVE_ZH} [${ENTITY_ZH}] [的|上的|里的|上] [自定义] (字段|栏位) [:] "?{field}"? [了]`,
      `${REMOVE_ZH} [${ENTITY_ZH}] [的|上的|里的] "?{field}"? [这个] (字段|栏位) [了]`,
      `[<把>] [${ENTITY_ZH}] [的|上的|里的] [自定义] "?{field}"? [这个] (字段|栏位) [给] (删除|删掉|删了|去掉|移除|隐藏|取消|停用)`,
      `[<把>] [${ENTITY_ZH}] [的|上的|里的] [自定义] (字段|栏位) "?{field}"? [给] (删除|删掉|删了|去掉|移除|隐藏|取消|停用)`,
    ],
  },
  preview: async (ctx, { field: said, entity }) => {
    const field = await fieldNamed(ctx, said, entity);
    const held = await valuesHeld(ctx, field);
    const title = fieldTitle(field, ctx.locale);
    return say(
      ctx.locale === 'zh'
        ? `要删除字段 ${title}吗？${held} 条记录有值：值会保留，撤销或重新添加后就会回来。`
        : `Remove the field ${title}? ${held} ${held === 1 ? 'record holds' : 'records hold'} a value: values are kept, and back when you undo this or add the field again.`,
    );
  },
  run: async (ctx, { field: said, entity }) => {
    const field = await fieldNamed(ctx, said, entity);
    await remove(ctx, field.id);
    const title = fieldTitle(field, ctx.locale);
    return {
      reply: say(ctx.locale === 'zh' ? `已删除字段 ${title}。` : `Removed the field ${title}.`),
      about: [],
    };
  },
});
