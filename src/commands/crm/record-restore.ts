import { z } from 'zod';
import {
  DELETABLE,
  type DeletedRecord,
  deletedRecords,
  restoreRecord,
} from '../../crm/deleted-records.ts';
import { Refusal } from '../../platform/refusal.ts';
import { momentText } from '../../reply/format.ts';
import { type Block, type Button, replyOf, say } from '../../reply/reply.ts';
import { type CommandResult, defineCommand, type RecordRef } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { ENTITY_LABELS } from '../labels.ts';
import { choice, text } from '../parameters.ts';
import { IT } from '../references.ts';

const KINDS = {
  account: { en: 'account', zh: '客户' },
  contact: { en: 'contact', zh: '联系人' },
  lead: { en: 'lead', zh: '线索' },
  deal: { en: 'deal', zh: '商机' },
  task: { en: 'task', zh: '任务' },
  activity: { en: 'activity', zh: '活动' },
  product: { en: 'product', zh: '产品' },
  quote: { en: 'quote', zh: '报价' },
  order: { en: 'order', zh: '订单' },
} as const;

const KIND_EN =
  '[account {kind=account}|company {kind=account}|customer {kind=account}|contact {kind=contact}|person {kind=contact}|lead {kind=lead}|deal {kind=deal}|opportunity {kind=deal}|task {kind=task}|reminder {kind=task}|note {kind=activity}|activity {kind=activity}|product {kind=product}|quote {kind=quote}|order {kind=order}]';
const KINDS_EN =
  '(accounts {kind=account}|companies {kind=account}|customers {kind=account}|contacts {kind=contact}|people {kind=contact}|leads {kind=lead}|deals {kind=deal}|opportunities {kind=deal}|tasks {kind=task}|activities {kind=activity}|notes {kind=activity}|products {kind=product}|quotes {kind=quote}|orders {kind=order}|records|things|items|stuff)';
const KIND_ZH =
  '[客户 {kind=account}|公司 {kind=account}|联系人 {kind=contact}|线索 {kind=lead}|商机 {kind=deal}|单子 {kind=deal}|任务 {kind=task}|待办 {kind=task}|活动 {kind=activity}|产品 {kind=product}|报价 {kind=quote}|订单 {kind=order}|记录]';
const KINDS_ZH = KIND_ZH.replace('[', '(').replace(']', '|东西|数据)');
const RESTORE = '(restore|undelete|un-delete|recover|bring back|get back|reinstate|unerase)';
const RESTORE_ZH = '(恢复|还原|找回|找回来|恢复一下|取消删除|撤销删除)';
const WHEN = '[yesterday|earlier|today|last week|just now|this morning|by mistake|by accident]';
const WHEN_ZH = '[昨天|刚才|刚刚|今天|之前|上周|误|不小心|我]';

export const restoreDeleted = defineCommand({
  name: 'record.restore',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'Bring back a deleted record.', zh: '恢复已删除的记录。' },
  parameters: z.object({
    record: text({ label: { en: 'name or number', zh: '名称或编号' } }).optional(),
    kind: choice(KINDS, { label: { en: 'kind', zh: '类型' } }).optional(),
    /** What a button names. */
    id: text({ label: { en: 'record', zh: '记录' } }).optional(),
  }),
  examples: {
    en: [
      'restore the deal Acme renewal I deleted yesterday',
      'undelete D-12',
      'bring back the deleted account Globex',
      'restore contact Jane Roe',
      'recover the deleted task call Dana',
      'restore a deleted record',
      'restore L-4',
      'get back the product Sensor Kit that was removed by mistake',
    ],
    zh: [
      '恢复已删除的商机 Acme 续约',
      '恢复昨天删除的客户 Globex',
      '找回被删的联系人张伟',
      '取消删除 D-12',
      '恢复已删除的记录',
      '恢复线索 张三',
      '把误删的订单 SO-3 找回来',
      '还原客户 海岳电气',
    ],
  },
  patterns: {
    en: [
      `<oops> [<please>] ${RESTORE} [the|my|our] [deleted|removed] ${KIND_EN} [called|named] "?{record}"? [that|which] [i|we|was|were|got|has been] (deleted|removed|erased|trashed|binned) ${WHEN}`,
      `<oops> [<please>] ${RESTORE} (the|my|our) (deleted|removed) ${KIND_EN} [called|named] "?{record}"?`,
      `<oops> [<please>] ${RESTORE} [the|my|our] [deleted|removed] ${KIND_EN.replace('[', '(').replace(']', ')')} [called|named] "?{record}"?`,
      `<oops> [<please>] ${RESTORE} [the|my|our] [deleted|removed] "?{record}"? ${KIND_EN.replace('[', '(').replace(']', ')')} [again|please|pls]`,
      `<oops> [<please>] (bring|get|take) [the|my|our] [deleted|removed] ${KIND_EN.replace('[', '(').replace(']', ')')} [called|named] "?{record}"? back [again|please|pls]`,
      `<oops> [<please>] (bring|get|take) [the|my|our] [deleted|removed] "?{record}"? ${KIND_EN.replace('[', '(').replace(']', ')')} back [again|please|pls]`,
      `<oops> [<please>] (restore|undelete|un-delete|recover|reinstate) [the|my|our] "?{record}"? [again|please|pls]`,
      `<oops> [<please>] (restore|undelete|recover) [a|some|my|the|all] (deleted|removed) [${KINDS_EN.slice(1, -1)}|record|one|ones]`,
    ],
    zh: [
      `[<哎呀>] [<帮忙>] ${RESTORE_ZH} ${WHEN_ZH} [已|被] (删除|删掉|删|删了|误删) (的) [那个|那条|那家] ${KIND_ZH} [:] "?{record}"?`,
      `[<哎呀>] [<帮忙>] (取消删除|撤销删除) [那个|那条] ${KIND_ZH} "?{record}"?`,
      `[<哎呀>] [<帮忙>] (恢复|找回|还原) ${KIND_ZH.replace('[', '(').replace(']', ')')} "?{record}"?`,
      `[<哎呀>] [<帮忙>] (恢复|找回|还原) (已|被) (删除|删掉|删) 的 ${KIND_ZH}`,
      `[<哎呀>] (把|将) ${WHEN_ZH} [已|被] (删除|删掉|删|删了|误删) (的) ${KIND_ZH} "?{record}"? ${RESTORE_ZH} [回来|一下|吧]`,
    ],
  },
  run: async (ctx, { record: said, kind, id }) => {
    const byId = /^([a-z]+):([0-9a-f-]{36})$/.exec(id ?? '');
    const entity = DELETABLE.find((one) => one === byId?.[1]);
    if (byId !== null && entity !== undefined) return restored(ctx, entity, byId[2] ?? '');
    const name = said === undefined || IT.test(said) ? undefined : said;
    const found = await deletedRecords(ctx, { name, entity: kind, limit: LISTED });
    const [only, other] = found;
    if (only === undefined) throw new Refusal('nothing_deleted', { name: name ?? '' });
    if (name !== undefined && other === undefined) return restored(ctx, only.entity, only.id);
    return { reply: listReply(ctx, found), about: [] };
  },
});

export const listDeleted = defineCommand({
  name: 'record.listDeleted',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'List deleted records.', zh: '列出已删除的记录。' },
  parameters: z.object({
    kind: choice(KINDS, { label: { en: 'kind', zh: '类型' } }).optional(),
  }),
  examples: {
    en: [
      'show deleted records',
      'what was deleted?',
      'list the deleted deals',
      'which accounts were deleted?',
      'show the trash',
      'recently deleted contacts',
      'what has been removed lately',
      'show me all deleted tasks',
    ],
    zh: [
      '列出已删除的商机',
      '最近删除了哪些客户',
      '看看删掉的记录',
      '已删除的联系人有哪些',
      '打开回收站',
      '今天删了什么',
      '显示所有被删除的任务',
      '哪些商机被删了',
    ],
  },
  patterns: {
    en: [
      `[<list>] [the|all|my|our|all the] [recently] (deleted|removed|trashed) ${KINDS_EN} [again|please|lately|recently]`,
      `(what|which|which records|what all) [${KINDS_EN.slice(1, -1)}] (was|were|has been|have been|did we|did i|have we|have i|got) [recently] (deleted|delete|removed|remove) [lately|recently|today|yesterday|this week]`,
      '[<list>] [the] (trash|recycle bin|deleted items|bin)',
    ],
    zh: [
      `[<看>] [一下] [最近|所有|全部] (已删除的|被删除的|删除的|删掉的|已删的|被删的|删了的) ${KINDS_ZH} [有哪些|列表|清单]`,
      `[<看>] [最近|今天|昨天|本周] [都] (删除了|删了|删掉了|删过) [哪些|什么] ${KINDS_ZH}`,
      '[<看>] (回收站|已删除列表)',
      `(哪些|什么) ${KINDS_ZH} (被删了|被删除了|被删掉了|删了|已删除)`,
    ],
  },
  run: async (ctx, { kind }) => {
    const found = await deletedRecords(ctx, { entity: kind, limit: LISTED });
    if (found.length === 0) throw new Refusal('nothing_deleted', { name: '' });
    return { reply: listReply(ctx, found), about: [] };
  },
});

const LISTED = 20;

async function restored(
  ctx: CommandContext,
  entity: DeletedRecord['entity'],
  id: string,
): Promise<CommandResult> {
  const name = await restoreRecord(ctx, entity, id);
  const kind = ENTITY_LABELS[entity]?.[ctx.locale] ?? entity;
  return {
    reply: say(ctx.locale === 'zh' ? `已恢复${kind} ${name}。` : `Restored the ${kind} ${name}.`),
    about: [{ entity, id, name } as RecordRef],
  };
}

function listReply(ctx: CommandContext, found: readonly DeletedRecord[]) {
  const zh = ctx.locale === 'zh';
  const kindOf = ({ entity }: DeletedRecord) => ENTITY_LABELS[entity]?.[ctx.locale] ?? entity;
  const table: Block = {
    kind: 'table',
    title: zh ? '已删除的记录' : 'Deleted records',
    columns: (zh
      ? ['记录', '名称', '客户', '删除时间', '删除人']
      : ['Record', 'Name', 'Account', 'Deleted', 'By']
    ).map((label) => ({ label, align: 'left' as const })),
    rows: found.map((one) => [
      `${kindOf(one)} ${one.code}`,
      one.name,
      one.account ?? '',
      momentText(one.deletedAt, ctx.actor.timeZone, ctx.locale),
      one.by ?? 'Parley',
    ]),
  };
  const options: Button[] = found.map((one) => ({
    label: `${one.code} ${one.name}`.slice(0, 70),
    action: {
      kind: 'run',
      command: 'record.restore',
      arguments: { id: `${one.entity}:${one.id}` },
    },
  }));
  return replyOf(table, { kind: 'menu', prompt: zh ? '恢复…' : 'Restore…', options });
}
