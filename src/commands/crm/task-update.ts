import { z } from 'zod';
import { updateTask as update } from '../../crm/tasks.ts';
import { askWhatToChange, changedReply } from '../cards/changed.ts';
import { defineCommand } from '../command.ts';
import { DUE } from '../cues.ts';
import { dateOrMoment, person, record, text } from '../parameters.ts';

export const updateTask = defineCommand({
  name: 'task.update',
  risk: 'write',
  roles: ['rep', 'support'],
  summary: {
    en: 'Change a task: what is to be done, when it is due, who does it.',
    zh: '修改任务：内容、到期时间、执行人。',
  },
  parameters: z.object({
    task: record('task', {
      label: { en: 'task', zh: '任务' },
      question: { en: 'Which task?', zh: '哪个任务？' },
    }),
    title: text({ label: { en: 'what is to be done', zh: '内容' }, max: 300 }).optional(),
    due: dateOrMoment({ label: { en: 'due', zh: '到期' }, cues: DUE }).optional(),
    assignee: person({ label: { en: 'assignee', zh: '执行人' } }).optional(),
  }),
  examples: {
    en: [
      'move task T-4 to Friday',
      'push T-2 to next monday',
      'reschedule the reminder to tomorrow 3pm',
      'assign T-7 to Dana',
      'rename task T-3 to call Jane about the MSA',
      'T-5 is due Thursday now',
      'postpone the task call Acme until next week',
      'change the due date of T-9 to March 30',
      'snooze the reminder until monday',
      'hand T-2 over to Priya',
    ],
    zh: [
      'T-2改到周三',
      '把任务T-4推迟到下周一',
      '任务改到明天下午三点',
      '提醒改到后天',
      'T-7 交给小王',
      '任务 T-3 改名为给李总打电话',
      '把寄样品的任务延到周五',
      'T-5 的截止日期改成3月30号',
      '那个任务推到下周',
      '待办寄合同提前到明天',
    ],
  },
  patterns: {
    en: [
      '(move|push|postpone|reschedule|delay|shift|change|set|bring|bump|put|snooze|pull|make) [<the>] {task#} [due date|deadline] [back|out|up|in|forward] [to|until|till|for|on] {due} [instead]',
      '(move|push|postpone|reschedule|delay|shift|change|set|bring|bump|put|snooze|pull|make) [<the>] (task|todo|to-do|reminder) "?{task}"? [due date|deadline] [back|out|up|in|forward] (to|until|till|for|on) {due} [instead]',
      '(move|push|postpone|reschedule|delay|shift|change|set|bring|bump|put|snooze|pull) [<the>] "?{task}"? (task|todo|to-do|reminder) [due date|deadline] [back|out|up|in|forward] (to|until|till|for|on) {due} [instead]',
      '(move|push|postpone|reschedule|delay|shift|change|set|bring|bump|put|snooze|pull) {task: (the|that|this) (task|todo|to-do|reminder)} [back|out|up|in|forward] [to|until|till|for|on] {due} [instead]',
      '(task|todo|reminder) {task#} (to|for|->) {assignee}',
      '(change|set|update|move|push) [the] (due date|deadline|due day|date) (of|for|on) [<the>] [task] {task} [to|as|=|:] {due}',
      '{task#} [is] [now] (due|due date|deadline) [is|to|on|by] {due} [now|instead]',
      '{task#} (to|moved to|goes to|can wait until|can wait till|slips to) {due}',
      '(assign|give|hand|hand over|reassign|pass|delegate) [the] [task] {task#} [over] (to|->) {assignee}',
      '(assign|give|hand|reassign|pass|delegate) (the|that|this) (task|todo|reminder) [over] (to|->) {assignee} {task=it}',
      '{task} (can wait|has to wait|must wait|will have to wait) (until|till|to|for) {due}',
      '(rename|reword|retitle) [the] [task] {task#} [to|as|:] "?{title}"?',
      '(change|edit|update) [the] (task|reminder|todo) {task#}',
    ],
    zh: [
      '[<把>] [任务|待办|提醒] {task#} [的] [截止日期|到期日|时间|日期] [也] (<改>|推迟到|推到|延到|挪到|提前到|延期到|延后到|顺延到|改期到|推迟|移到) {due} [<了>]',
      '[<把>] (任务|待办|提醒) {task} [的] [截止日期|到期日|时间|日期] (<改>|推迟到|推到|延到|挪到|提前到|延期到|延后到|顺延到|改期到|移到) {due} [<了>]',
      '[<把>] {task} [的|这个|那个|这条|那条] (任务|待办|提醒) [的] [截止日期|到期日|时间|日期] (<改>|推迟到|推到|延到|挪到|提前到|延期到|延后到|顺延到|改期到|移到) {due} [<了>]',
      '[<把>] [这个|那个|该|这条|那条] (任务|待办|提醒) [的] [截止日期|到期日|时间|日期] (<改>|推迟到|推到|延到|挪到|提前到|延期到|延后到|顺延到|改期到|移到) {due} {task=它} [<了>]',
      '[<把>] [任务|待办] {task#} (转给|交给|给|分给|派给|指派给|分配给) {assignee} [做|负责|处理|跟进]',
      '[<把>] (这个|那个|该) (任务|待办) (转给|交给|给|分给|派给|指派给|分配给) {assignee} [做|负责|处理|跟进] {task=它}',
      '[<把>] [任务|待办] {task#} [的] [标题|内容|名字|名称] (改名为|改名叫|改成|改为|改叫|重命名为) {title}',
      '(修改|改一下|更新) [任务|待办] {task#}',
    ],
  },
  run: async (ctx, { task: { id, name }, assignee, ...data }) => {
    const ref = { entity: 'task', id, name } as const;
    const patch = { ...data, assigneeId: assignee?.id };
    if (Object.values(patch).every((value) => value === undefined))
      return { reply: askWhatToChange(ctx, 'task.update', ref), about: [ref] };
    const task = await update(ctx, id, patch);
    return {
      reply: await changedReply(ctx, `T-${task.number} ${task.title}`),
      about: [{ ...ref, name: task.title }],
    };
  },
});
