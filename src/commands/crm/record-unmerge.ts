import { z } from 'zod';
import { lastMerge } from '../../crm/past-changes.ts';
import { undo } from '../../crm/undo.ts';
import { undoneResult } from '../cards/undone.ts';
import { defineCommand } from '../command.ts';
import { text } from '../parameters.ts';
import { IT } from '../references.ts';

const UNDO = '(undo|revert|reverse|take back|roll back|rollback|cancel|unwind|back out)';
const UNDO_ZH = '(撤销|取消|撤回|还原|回滚|undo)';
const APART_ZH =
  '(拆开|分开|拆回去|拆分|拆分开|恢复成两个|分回去|拆出来|分出来|拆分出来|分离出来|分离|拆成两个)';
const RECORDS = '[accounts|companies|customers|contacts|leads|deals|products|records]';

export const unmergeRecords = defineCommand({
  name: 'record.unmerge',
  risk: 'write',
  roles: ['manager'],
  summary: { en: 'Part two records that were merged.', zh: '撤销合并，恢复成两条记录。' },
  parameters: z.object({
    record: text({ label: { en: 'record that was merged', zh: '被合并的记录' } }).optional(),
    other: text({ label: { en: 'record that stayed', zh: '保留的记录' } }).optional(),
  }),
  examples: {
    en: [
      'undo the merge',
      'unmerge them',
      'split Acme Ltd from Acme',
      'unmerge Acme Ltd and Acme',
      'undo the merge of Globex Corp',
      'undo the merge of A-12 into A-3',
      'separate Initech LLC from Initech',
      'revert my last merge',
      'demerge Hooli Inc from Hooli',
    ],
    zh: [
      '撤销合并',
      '取消合并',
      '把 Acme Ltd 从 Acme 拆出来',
      '撤销 Acme Ltd 和 Acme 的合并',
      '把 Globex Corp 和 Globex 重新分开',
      '取消 A-12 的合并',
      '撤回刚才的合并',
      '把它们拆开',
    ],
  },
  followUps: {
    en: [
      `<oops> ${UNDO} (the|that|this|my|our) [last|latest|previous] (merge|merging|merger) [please|pls]`,
      '<oops> (unmerge|un-merge|split|separate|part) (them|it|those|these|that|the two|both|the records|the accounts|the contacts) [up|apart] [again|back|please|pls]',
      '<oops> (unmerge|un-merge) [please|pls]',
      `<oops> ${UNDO} (the|that|this|my|our) [last|latest] (merge|merging|merger) (of|between|for|with) ${RECORDS} {record} (and|into|with|to|&) {other} [please|pls]`,
      `<oops> ${UNDO} (the|that|this|my|our) [last|latest] (merge|merging|merger) (of|for|with) ${RECORDS} {record} [please|pls]`,
      `<oops> ${UNDO} (the|that|this|my|our) {record} [and|/|-] {other} (merge|merger)`,
      `<oops> ${UNDO} [the|that] {record} (merge|merger) [please|pls]`,
      `<oops> (unmerge|un-merge|demerge|de-merge) ${RECORDS} {record} (from|and|&|,|out of|with) {other} [please|pls]`,
      `<oops> (unmerge|un-merge|demerge|de-merge) ${RECORDS} {record} [please|pls]`,
      `<oops> (split|separate|part|detach) ${RECORDS} {record} (from|out of|off) {other} [please|pls]`,
      `<oops> (split|separate|part) ${RECORDS} {record} (and|&) {other} [up] (again|apart|back into two)`,
      '<oops> (take|pull|get) {record} out of {other} again',
    ],
    zh: [
      `[<哎呀>] [把|将] [刚才|刚刚|这次|上次|刚|那次] [的] ${UNDO_ZH} [刚才|刚刚|这次|上次|刚|那次] [的] (合并|merge)`,
      `[<哎呀>] [把|将] [刚才|刚刚] [合并的] [它们|这两个|那两个|两个|两家|这两家] [再|重新] ${APART_ZH} [吧]`,
      `[<哎呀>] [把|将] [刚才|刚刚|上次] [的] (合并|merge) ${UNDO_ZH} [掉|了|吧]`,
      `[<哎呀>] ${UNDO_ZH} {record} (和|跟|与|同|到|并入|、) {other} [的|之间的] (合并|merge)`,
      `[<哎呀>] ${UNDO_ZH} {record} [的] (合并|merge)`,
      `[<哎呀>] (把|将) {record} (从) {other} [里|中|里面|那里] [再|重新] ${APART_ZH} [吧]`,
      `[<哎呀>] (把|将) {record} (和|跟|与|同) {other} [再|重新] ${APART_ZH} [吧]`,
      `[<哎呀>] (把|将) {record} (和|跟|与|同) {other} [的|之间的] (合并) ${UNDO_ZH} [掉|了|吧]`,
    ],
  },
  run: async (ctx, { record, other }) => {
    const names = [record, other].flatMap((name) =>
      name === undefined || IT.test(name) ? [] : [name],
    );
    const changeSetId = await lastMerge(ctx, names, ctx.conversation.id);
    const done = await undo(ctx, { changeSetId, conversationId: null });
    return undoneResult(ctx, done, { en: 'Parted again', zh: '已拆分恢复' });
  },
});
