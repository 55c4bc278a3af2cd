import { z } from 'zod';
import { completeTask as complete } from '../../crm/tasks.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const completeTask = defineCommand({
  name: 'task.complete',
  risk: 'write',
  roles: ['rep', 'support'],
  summary: { en: 'Tick off a task.', zh: '完成任务。' },
  parameters: z.object({
    task: record('task', {
      label: { en: 'task', zh: '任务' },
      question: { en: 'Which task?', zh: '哪个任务？' },
    }),
  }),
  examples: {
    en: [
      'task 12 is done',
      'done with calling Acme',
      'mark T-4 done',
      'complete "send contract to Acme"',
      'check off call Jane',
      'T-12 is finished',
      'that task is done',
      'finished the Globex demo prep',
      'tick off the MSA task',
      'completed T-3',
      'mark the task "update forecast sheet" as complete',
      'close out task T-21',
      'mark it as done',
      'T-9 done',
      'security questionnaire task complete',
      'the sandbox order is done',
      'set task T-15 to completed',
      'finish task review Wayne proposal',
      "I've done the Vandelay check-in",
      'cross off the Hooli call',
    ],
    zh: [
      '写方案搞定了',
      '订机票搞定了',
      '交标书做完了',
      '任务12完成了',
      '给 Acme 打电话这个任务做完了',
      'T-4 完成了',
      '把开发票标记为完成',
      '完成任务 T-12',
      '这个任务搞定了',
      '勾掉小米演示准备',
      '待办更新报价单已完成',
      'T-9 done 了',
      '请把回访云帆科技的任务关掉',
      '安全审核的任务搞定了',
      '它做完了',
      '寄样品那个任务已经做了',
      '标记任务 T-3 完成',
      '发报价的任务弄完了',
      '完成 T-5',
    ],
  },
  patterns: {
    en: [
      '(complete|check off|tick off|cross off|cross out|strike off|tick) [the] {task} (on|from|off|in) (my|the) (todo list|to-do list|list|task list|todos|tasks)',
      '(mark|set|flag|put|update) [the] [task] "?{task}"? [task] [as|to|=] (done|complete|completed|finished|closed)',
      '(done|finished|complete|completed|finish|through|all done|done and dusted) [with] [the] [task] [:] "?{task}"? [task]',
      "(i|i've|i have|we|we've|just|i just|i'm|already) [just|already] (done|finished|completed|complete|did|done with|finished with) [the] [task] \"?{task}\"? [task]",
      '(complete|check off|tick off|cross off|cross out|close out|tick|check|close|finish|strike off|knock off) [the] (task|todo|to-do|reminder) "?{task}"?',
      '(complete|check off|tick off|cross off|cross out|strike off|tick) [the] "?{task}"? [task|todo|to-do|reminder] [(on|from|off) [my|the] (todo list|to-do list|to do list|list|task list|todos|tasks)]',
      '(close|close out|finish) [the] "?{task}"? (task|todo|to-do|reminder)',
      '[the] [task] "?{task}"? [task|todo|reminder] (is|are|\'s|was|has been|got|) [all|now|already] (done|complete|completed|finished|checked off|handled|taken care of) [now|done]',
      '{task} (check it off|tick it off|mark it done|mark it as done|mark done|mark as done|cross it off|task done|check that off)',
      '(did it|done) [,] (cross off|check off|tick off) [the] {task}',
      '[all] (done|finished|completed) [with it|now|already] {task=it}',
      '(task|todo) {task} (done|complete|completed|finished)',
      '(task|todo|reminder) (done|complete|completed|finished) (:|-|,) {task}',
      'i (called|emailed|sent|did) {task} (task done|mark it done|mark the task done|mark as done|check it off)',
      '✅ {task}',
    ],
    zh: [
      '[<把>] [任务|待办|task|todo] "?{task}"? [的] [这个|那个|这条|那条|这项] [任务|待办|todo] [已经|已|都|也|我] (完成了|完成|做完了|做完|搞定了|搞定|做了|弄完了|办完了|处理完了|好了|done了|done 了|done|finished|完成啦|办好了|结束了|弄好了|做好了|办妥了|已办|已做|完事了) [done] [<了>]',
      '[<把>] [任务|待办|task|todo] "?{task}"? [的] [这个|那个|这条|那条|这项] [任务|待办|提醒|todo|task] [可以|能] (标记为|标记成|标为|标成|设为|设成|改成|标记|标|置为|关掉|勾掉了|划掉了|勾掉|划掉|关闭|勾选|打勾|关了|mark as|mark) [已] [完成|已完成|done|做完了|完成了] [<了>] [,] [已经做了|做完了|已经做完了]',
      '(完成|勾掉|划掉|勾选|关掉|搞定|标记完成|做完|关闭|打勾) [<了>] [任务|待办] {task} [的] [这个|那个|这条] [任务|待办]',
      '[已经|都] (做完了|完成了|办完了|弄完了|处理完了|做好了) {task=它}',
      '标记 [任务|待办] {task} [为|已] 完成',
      '[我] (完成了|做完了|搞定了|弄完了|办完了) [任务|待办] {task} [的任务|这个任务]',
    ],
  },
  run: async (ctx, { task: { id } }) => {
    const task = await complete(ctx, id);
    const title = `T-${task.number} ${task.title}`;
    return {
      reply: say(ctx.locale === 'zh' ? `任务 ${title} 已完成。` : `Task ${title} is done.`),
      about: [{ entity: 'task', id, name: task.title }],
    };
  },
});
