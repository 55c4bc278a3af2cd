import { z } from 'zod';
import { lastUndo } from '../../crm/past-changes.ts';
import { undo } from '../../crm/undo.ts';
import { undoneResult } from '../cards/undone.ts';
import { defineCommand } from '../command.ts';

export const redoChange = defineCommand({
  name: 'change.redo',
  risk: 'write',
  roles: ['rep', 'support'],
  summary: { en: 'Do again what was just undone.', zh: '恢复刚才撤销的修改。' },
  parameters: z.object({}),
  examples: {
    en: [
      'redo',
      'redo that',
      'undo the undo',
      'actually put the change back in',
      'redo it please',
      'bring back what I just undid',
      'ctrl y',
    ],
    zh: ['重做', '恢复刚才撤销的', '撤销刚才的撤销', '不撤销了', '重做一下', '取消撤销', '恢复'],
  },
  patterns: {
    en: [
      '<oops> (redo|re-do|ctrl y|ctrl-y|ctrl+y|cmd shift z|reapply|re-apply) [it|that|this|the change|the last change|my change|the last one|what i undid]',
      '<oops> (undo|revert|cancel|take back|reverse) (the|that|my|this|the last|your) [last] (undo|undoing|revert|rollback)',
      '<oops> (put|bring) [the] (change|it|that) back (in|again)',
      '<oops> (bring|get|put) back what (i|you|we) [just] (undid|reverted|took back|undone|cancelled|canceled)',
      "<oops> (don't|do not|dont) undo [it|that|this] [after all]",
      '<oops> do (it|that) again after all',
    ],
    zh: [
      '[<哎呀>] [还是] (恢复|恢复一下|恢复吧)',
      '[<哎呀>] [还是] (重做|redo|恢复撤销|取消撤销|反撤销|重新做) [一下|吧|刚才的|上一步]',
      '[<哎呀>] [还是] (恢复|还原|撤销|撤回|取消) [一下] [我] [刚才|刚刚|刚|上一次|上次] [被] (撤销|撤回) [的] [修改|操作|那个|内容|东西|更改]',
      '[<哎呀>] [还是] (不撤销了|别撤销了|不用撤销了|不撤了|不撤回了) [吧]',
      '[<哎呀>] (撤销|撤回) [刚才|刚刚] 的 (撤销|撤回)',
    ],
  },
  run: async (ctx) =>
    undoneResult(
      ctx,
      await undo(ctx, {
        changeSetId: await lastUndo(ctx, ctx.conversation.id),
        conversationId: ctx.conversation.id,
      }),
      { en: 'Redone', zh: '已恢复' },
    ),
});
