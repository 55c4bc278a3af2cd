import { z } from 'zod';
import { planDeletion, deleteRecord as remove } from '../../crm/deletion.ts';
import { say } from '../../reply/reply.ts';
import { countsText } from '../cards/merge-card.ts';
import { defineCommand } from '../command.ts';
import { ENTITY_LABELS } from '../labels.ts';
import { record } from '../parameters.ts';

export const deleteRecord = defineCommand({
  name: 'record.delete',
  risk: 'destructive',
  roles: ['rep'],
  summary: { en: 'Delete a record; it can be restored.', zh: '删除记录（可恢复）。' },
  parameters: z.object({
    record: record(
      ['account', 'contact', 'deal', 'lead', 'task', 'activity', 'product', 'quote', 'order'],
      {
        label: { en: 'record', zh: '记录' },
        question: { en: 'Which record?', zh: '哪条记录？' },
      },
    ),
  }),
  examples: {
    en: [
      'delete the Acme deal',
      'remove contact Jane Roe',
      'delete D-12',
      'get rid of the Globex account',
      'delete task T-4',
      'remove that deal',
      'trash the duplicate Initech account',
      'please delete contact Bob Lee',
      'erase the note about Hooli',
      'delete it',
      'drop the Stripe account from the CRM',
      'remove the reminder to call Dana',
      'can you delete the Oscorp opportunity',
      'bin task 12',
      'delete the lead Jane Roe',
      'remove L-4',
    ],
    zh: [
      '删除 Acme 的单子',
      '删掉联系人张伟',
      '删除 D-12',
      '把华为的客户删了',
      '删掉任务 T-4',
      '移除这个商机',
      '请删除联系人李雷',
      '把这个任务删除',
      '删了它',
      '去掉小米那个单子',
      '清除重复的客户 Globex',
      '帮我删一下 D-9',
      '删除线索 张三',
      '删掉 L-4',
    ],
  },
  patterns: {
    en: [
      '(delete|remove|erase|get rid of|trash|bin|wipe|discard|del|rm|clear out|throw away|drop|scrap) [<the>] [duplicate] [<deal>|<account>|contact|person|<lead>|<task>|record|activity|note|call|meeting] [about|for|with|on|to|called|named] {record} [<deal>|<account>|contact|<task>|record] [please|from the crm|from crm|from the system|from my list]',
      '(delete|remove|erase|trash|drop|take|wipe) [<the>] {record} [<deal>|<account>|contact] (from|off|out of) [my|our|the] (contacts|contact list|accounts|account list|customer list|list|deals|tasks|todo list|task list|pipeline|database|books)',
      '(delete|remove|erase|get rid of|trash|bin|wipe|discard|del) {record}',
    ],
    zh: [
      '(删除|删掉|删了|移除|去掉|清除|删去|删一下|删下|把删|delete|删|remove|作废) [一下] [重复的] [联系人|客户|商机|单子|线索|任务|记录|待办] {record} [的] [这个|那个] [重复的|重复] [单子|商机|客户|任务|联系人|记录|这单|那单|待办]',
      '[<把>] [重复的|多余的|错误的] [联系人|客户|商机|单子|线索|任务|记录|待办] {record} [的] [这个|那个] [重复的|重复] [单子|商机|客户|任务|联系人|记录|这单|那单|待办] [给] (删除|删掉|删了|移除|去掉|清除|删一下|删|delete|作废|删除掉|delete掉) [<了>]',
    ],
  },
  preview: async (ctx, { record: about }) => {
    const kind = ENTITY_LABELS[about.entity]?.[ctx.locale] ?? about.entity;
    const { attached } = await planDeletion(ctx, about.entity, about.id);
    const others = countsText(attached, ctx.locale);
    return say(
      ctx.locale === 'zh'
        ? `要删除${kind} ${about.name} 吗？${others === '' ? '' : `相关的 ${others} 会保留，恢复后关联如初。`}之后可以撤销或恢复。`
        : `Delete the ${kind} ${about.name}? ${others === '' ? '' : `What belongs to it (${others}) stays, and is its again when it is restored. `}You can undo it later.`,
    );
  },
  run: async (ctx, { record: { entity, id } }) => {
    const label = await remove(ctx, entity, id);
    return {
      reply: say(ctx.locale === 'zh' ? `已删除 ${label}。` : `Deleted ${label}.`),
      about: [],
    };
  },
});
