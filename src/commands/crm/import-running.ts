import { z } from 'zod';
import { cancelImport, lastImport } from '../../crm/imports.ts';
import { undoBatch, undoImportBy, undoLastImport } from '../../crm/undo.ts';
import { say } from '../../reply/reply.ts';
import { KIND_WORDS, progressReply } from '../cards/import-card.ts';
import { undoneResult } from '../cards/undone.ts';
import { defineCommand } from '../command.ts';
import { person, text } from '../parameters.ts';

export const showImport = defineCommand({
  name: 'import.show',
  risk: 'read',
  roles: ['manager'],
  summary: { en: 'See how far an import is.', zh: '查看导入进度。' },
  parameters: z.object({}),
  examples: {
    en: [
      'how far is the import?',
      'is the import done?',
      'import status',
      'show the import progress',
      'how is the upload going',
      'did the import finish?',
    ],
    zh: ['导入到哪了', '导入进度', '导入完成了吗', '导入得怎么样了', '查看导入状态', '导完了没'],
  },
  patterns: {
    en: [
      '(how far|how far along|how) (is|are|did) (the|my|our|that) (import|upload|data import|file import) [going|doing|go|now|along]',
      '(is|has|did|was) (the|my|our|that) (import|upload|data import) (done|finished|complete|completed|ready|finish|through|still running|running|over|work|successful) [yet|already|now]',
      '[<show>] [the|my] (import|upload) (status|progress|state|result|results) [please]',
      '(how many|how much) [rows|records] (are|were|have been|is) (imported|in) [so far|yet|already]',
    ],
    zh: [
      '(导入|上传) [的] (进度|状态|情况|结果) [怎么样了|怎么样|如何|如何了|是什么|到哪了]',
      '[<看>] [一下] [我的|数据] (导入|上传) [的] (进度|状态|情况|结果|到哪了|到哪里了|怎么样了|得怎么样了|多少了|了多少|完了吗|完成了吗|完成没|完了没|好了吗|好了没|结束了吗|成功了吗)',
      '(导完了吗|导完了没|导完没|导入完没|导到哪了|导好了吗|导好没|导了多少了)',
    ],
  },
  run: async (ctx) => {
    const progress = await lastImport(ctx, ctx.conversation.id);
    const zh = ctx.locale === 'zh';
    if (progress === null)
      return {
        reply: say(zh ? '这里还没有导入过文件。' : 'Nothing was imported here yet.'),
        about: [],
      };
    if (progress.status === 'running')
      return { reply: progressReply(progress, ctx.locale), about: [] };
    const { created, updated, unchanged, failed, status } = progress;
    const kind = KIND_WORDS[progress.kind]?.[ctx.locale] ?? progress.kind;
    const state = STATES[status][ctx.locale];
    return {
      reply: say(
        zh
          ? `上次导入${kind}：${state}。新增 ${created}，更新 ${updated}，未变 ${unchanged}，未导入 ${failed} 行。`
          : `The last import of ${kind}: ${state}. ${created} added, ${updated} updated, ${unchanged} as they were, ${failed} not taken.`,
      ),
      about: [],
    };
  },
});

const STATES = {
  proposed: { en: 'not started', zh: '未开始' },
  running: { en: 'running', zh: '进行中' },
  done: { en: 'done', zh: '已完成' },
  failed: { en: 'it did not go through', zh: '未成功' },
  cancelled: { en: 'stopped', zh: '已停止' },
  undoing: { en: 'being undone', zh: '正在撤销' },
  undone: { en: 'undone', zh: '已撤销' },
} as const;

export const stopImport = defineCommand({
  name: 'import.cancel',
  risk: 'write',
  roles: ['manager'],
  summary: { en: 'Stop an import that is running.', zh: '停止正在进行的导入。' },
  parameters: z.object({}),
  examples: {
    en: [
      'stop the import',
      'cancel the import',
      'abort the upload',
      'halt that import',
      'end the import',
      'stop importing',
    ],
    zh: ['停止导入', '取消导入', '中止导入', '导入停一下', '先停止导入', '把导入停了'],
  },
  patterns: {
    en: [
      '[<please>] (stop|cancel|abort|halt|kill|end|interrupt) (the|my|that|this|our) (import|upload|data import|importing|running import)',
      '[<please>] (stop|quit|cease) (importing|uploading) [it|them|the file|please|now|the rest]',
      "[<please>] (don't|do not) (import|upload) (any more|anymore|the rest|it any more)",
    ],
    zh: [
      '[<帮忙>] [先] (停止|取消|中止|终止|暂停|停掉|停下|停) [这次|当前|正在进行的] [的] (导入|上传)',
      '[把] (导入|上传) [先] (停一下|停了|停掉|停下来|取消|取消掉|中止|终止|停止)',
      '(别导了|不要导了|不要再导了|别再导了|别导入了|不要再导入了|别再导入了|停止导入了|不导了)',
    ],
  },
  run: async (ctx) => {
    const { status, done } = await cancelImport(ctx, ctx.conversation.id);
    const zh = ctx.locale === 'zh';
    const sentence =
      status === 'proposed'
        ? zh
          ? '好的，没有导入任何内容。'
          : 'OK, nothing was imported.'
        : zh
          ? `导入已停止，已处理 ${done} 行。已导入的会保留；要撤回请说“撤销导入”。`
          : `Stopped after ${done} rows. What came in stays; say “undo the import” to take it back.`;
    return { reply: say(sentence), about: [] };
  },
});

export const takeBackImport = defineCommand({
  name: 'import.undo',
  risk: 'write',
  roles: ['manager'],
  background: true,
  summary: { en: 'Undo a whole import, updates too.', zh: '撤销整个导入，包括更新。' },
  parameters: z.object({
    import: text({ label: { en: 'import', zh: '导入' } }).optional(),
    by: person({ label: { en: 'who imported', zh: '导入人' } }).optional(),
  }),
  examples: {
    en: [
      'undo the import',
      'undo the whole import',
      'roll back the import',
      'take back everything I imported',
      'revert that upload',
      'undo my last import',
      "undo Dana's import",
      'take back what Dana imported',
    ],
    zh: [
      '撤销导入',
      '撤销整个导入',
      '把刚才的导入撤回',
      '回滚导入',
      '取消刚导入的数据',
      '撤回上次导入',
      '撤销 Dana 的导入',
      '把小王的导入撤回',
    ],
  },
  patterns: {
    en: [
      '<oops> (undo|revert|reverse|roll back|rollback|take back|unwind|back out|delete|remove) [all of|everything in|everything from] [the|my|that|this|our] [whole|entire|last|latest|complete|bad] (import|upload|data import|imported data|imported records|imported rows)',
      '<oops> (undo|revert|reverse|roll back|take back|remove|delete) (everything|all|what|all the records|all the deals|the records|the rows) [that] (i|we|you|was|were|got) [just] (imported|uploaded)',
      '<oops> (roll|take|turn) (the|that|my|this) [whole|last] (import|upload) back',
      "<oops> (undo|revert|reverse|roll back|rollback|take back|unwind|back out) [all of] {by} ('s|s) [whole|entire|last|latest] (import|upload)",
      '<oops> (undo|revert|reverse|roll back|take back|remove|delete) (everything|all|what|all the records|the rows) [that] {by} [just] (imported|uploaded)',
    ],
    zh: [
      '[<哎呀>] [<帮忙>] (撤销|撤回|回退|还原|回滚) {by} [的|做的|上次的|刚才的|最后一次] (导入)',
      '[<哎呀>] (把|将) {by} [的|做的|上次的|刚才的] (导入) (撤销|撤回|回退|还原|回滚) [掉|了]',
      '[<哎呀>] [<帮忙>] (撤销|撤回|回退|还原|回滚|取消|undo|恢复|作废) [掉] [整个|全部|所有|这次|上次|刚才|刚刚|刚|最近一次|那次|我] [的] [整个|全部] (导入|上传|导入的数据|导入的内容|导入的记录) [操作|的数据|的内容|的记录|的]',
      '[<哎呀>] [<帮忙>] (把|将) [整个|全部|这次|上次|刚才|刚刚|刚|最近一次|那次|我] [的|次] (导入|上传) [的] [数据|内容|记录] [都|全部|全] (撤销|撤回|回退|还原|回滚|取消|撤了|删掉|撤掉) [掉]',
    ],
  },
  run: async (ctx, args) => {
    const { import: batch, by } = args;
    const last = () =>
      by === undefined ? undoLastImport(ctx, ctx.conversation.id) : undoImportBy(ctx, by.id);
    const done = batch === undefined ? await last() : await undoBatch(ctx, batch);
    return undoneResult(ctx, done, { en: 'Undone', zh: '已撤销' });
  },
});
