import { z } from 'zod';
import { listTasks as list } from '../../crm/tasks.ts';
import { type Block, replyOf, say } from '../../reply/reply.ts';
import { moreNote, runButton } from '../cards/deal-card.ts';
import { taskTable } from '../cards/task-card.ts';
import { defineCommand } from '../command.ts';
import { listVariations } from '../list-wording.ts';
import { flag, period, person } from '../parameters.ts';
import { idMention } from '../references.ts';

const ROWS = 25;

export const listTasks = defineCommand({
  name: 'task.list',
  risk: 'read',
  roles: ['rep', 'support'],
  summary: { en: 'List tasks.', zh: '列出任务。' },
  parameters: z.object({
    assignee: person({ label: { en: 'assignee', zh: '执行人' } }).optional(),
    due: period({
      label: { en: 'due', zh: '到期' },
      cues: {
        en: [
          'due',
          'for',
          'on',
          'by',
          'due by',
          'due on',
          'that are due',
          'that is due',
          'in',
          'before',
          'until',
          'due in',
          'coming up',
          'during',
        ],
        zh: ['在'],
        after: {
          zh: ['到期的', '到期', '之前的', '要做的', '要完成的', '截止的', '之前', '前', '的'],
        },
      },
    }).optional(),
    overdue: flag({ label: { en: 'overdue', zh: '逾期' } }).optional(),
  }),
  examples: {
    en: [
      'my tasks this week',
      "what's overdue?",
      'my tasks',
      "what's on my plate today",
      'show overdue tasks',
      'what do I need to do this week',
      'list tasks for Dana',
      'todos',
      'any overdue todos?',
      "what's due tomorrow",
      'which tasks does <@U042> have next week',
      'my overdue todos',
      'show me open tasks pls',
      'am I late on anything?',
      'list all tasks that are due this month',
      "what's left on my to-do list",
      'tasks due Friday',
      'what does Marcus have to do today',
      'reminders?',
      'do I have tasks for Thursday',
      "show Bob's late tasks",
      'which todos are due in April',
      'what do I have on today',
      "Dana's tasks",
      'what am I supposed to do tomorrow',
      'anything due today?',
      'are there any overdue tasks',
      'which of my tasks are overdue',
    ],
    zh: [
      '我这周的任务',
      '有哪些逾期任务',
      '我的任务',
      '今天我要做什么',
      '这周有哪些待办',
      '小王的任务',
      '待办列表',
      '明天到期的任务',
      '我有没有过期的待办',
      '下周 Dana 有什么任务',
      '看一下我这个月的 to-do',
      '查看所有任务',
      '我周五有哪些任务',
      '小李有过期任务吗',
      '我今天有什么安排',
      '还有什么没做完',
      '列出我的待办',
      '逾期的任务',
      '本周待办事项',
      '我明天要干嘛',
      '有什么任务要到期了',
      '我还有多少任务没完成',
      '小王这周要做什么',
      '今天的任务',
      '本周到期的任务列一下',
    ],
  },
  patterns: {
    en: [
      "[<list>] (everything|anything|all|all that|whatever) [that's|that is|which is|is] (<late> {overdue=true}) [for me {assignee=me}]",
      '[<list>] [all] [the|of] [my {assignee=me}] [open|current|pending|remaining|outstanding|upcoming] <tasks> [list] [that are|which are|that] [due] [please]',
      '(are there|is there|are there any|do we have|do we have any|have we got any|any|do i have any {assignee=me}|do i have {assignee=me}|got any) (<late> {overdue=true}) [open] <tasks> [of mine {assignee=me}|for me {assignee=me}|left|out there|in the team|i should ...|to ...]',
      "(what|which|what's|whats) [is|are|stands] [still] (on|in) [the] (to-do list|todo list|task list|list|plate|to do list|agenda|todos|schedule) (of|for) {assignee} [for]",
      '[<list>] [all|any] [of] [the] [my {assignee=me}] (<late> {overdue=true}) [open] <tasks>',
      '[<list>] [all|any] [of] [the] [my {assignee=me}] [open] <tasks> [that are|which are|that is|is|are] (<late> {overdue=true})',
      "[<list>] [all|any] [of] [the] {assignee} ('s|s') [open|current|pending] [<late> {overdue=true}] <tasks> [due|for]",
      '[<list>] [all|any] [of] [the] [open] [<late> {overdue=true}] <tasks> (for|of|assigned to|from|owned by) {assignee} [due]',
      "(what's|whats|what is|is anything|anything|is something|what are) [of mine {assignee=me}] [still] (<late> {overdue=true}) [for me {assignee=me}|on my list {assignee=me}]",
      "(what's|whats|what is) (<late> {overdue=true}) for {assignee}",
      "(what's|whats|what is|what are|is there anything|anything|do i have anything {assignee=me}|is anything|what tasks are|which tasks are|which <tasks> are|what <tasks> are) [still|coming up] (due|coming up|up|on|left|planned|scheduled) [for me {assignee=me}|on my list {assignee=me}|on my plate {assignee=me}|on my to-do list {assignee=me}]",
      "(what's|whats|what is|what do i have|anything|what's left|whats left|what is left|what remains|what else is|what's still) [left] (on|in) my {assignee=me} (plate|list|agenda|todo list|to-do list|to do list|calendar|docket|schedule|desk|todos|task list|tasks)",
      '(what|which) [<tasks>] (do|must|should|can|am|have|will|shall) i {assignee=me} [have|got|need|supposed|still|to] [to|left|on|do] [do|handle|finish|work on|get done|complete|be doing] [<tasks>] [for] [next]',
      '(what|which) [<tasks>] (does|do|is|should|has|must) {assignee} [have|need|still|got] [to|left|on|supposed to] [do|finish|handle|work on] [due]',
      "(what's|whats|what is) {assignee} (doing|supposed to do|up to|working on)",
      "(what's|whats|what is) on {assignee} ('s) (plate|list|agenda|todo list|to-do list|calendar)",
      'do i {assignee=me} have [any|open] <tasks> [for|due]',
      'does {assignee} have [any|open] [<late> {overdue=true}] <tasks> [for|due]',
      'do i {assignee=me} have [any] (<late> {overdue=true}) <tasks>',
      'am i {assignee=me} (<late> {overdue=true}) [on|with] [anything|something|any <tasks>]',
      '<tasks> [please|list]',
      "(what's|whats|what is|what are) my {assignee=me} [open|next] <tasks>",
      '(what|which) <tasks> (did i|have i) {assignee=me} (miss|missed|forget|forgotten) {overdue=true}',
      '(which|what|how many) [of the] <tasks> (did|has|have) {assignee} [already] (complete|completed|finish|finished|done|do|close|closed) [already|so far|...]',
      'how many [open|<late> {overdue=true}] <tasks> do i {assignee=me} have [left|open]',
      'how many [open|<late> {overdue=true}] <tasks> (does|has) {assignee} [have|got] [left|open|due]',
      'what should i {assignee=me} (do|work on|focus on) [next]',
      '(what|which|any|how many) [ones] of my {assignee=me} [open|current] <tasks> [are|is] [still] (<late> {overdue=true}|due|open|left|up|coming up|not done|pending) [for]',
      '(is there|are there|do we have|have we got|do i have {assignee=me}) [a|an|any] [open] (task|todo|reminder|follow-up|tasks|todos|reminders) (for|on|about|at|with|regarding) {_}',
      '[<list>] [all|any|anything] [the|my {assignee=me}] (<late> {overdue=true}) [stuff|things|items|ones|work]',
    ],
    zh: [
      '[<看>] [到期的|到期] <任务们> (<尾>)',
      '[<看>] [一下] [有] [<我们>] [所有|全部|全部的|所有的|当前|未完成|未完成的|没完成的] [的] (我的 {assignee=me}|我 {assignee=me}|) [所有|全部|目前|现在] [手上|名下|手头|还|都] [未完成|没完成|没做完] [的] [有|是] [哪些|什么|多少|没有|几个] [没做完|没完成|未完成] [的] [<逾期> {overdue=true}] [没做|没做完|未完成|还没做|没完成] [的|到期|到期的] <任务们> [有哪些|列表|清单|没完成|没做完|还没做|情况|要到期了|要到期|<尾>]',
      '[<看>] [<把>] (我的 {assignee=me}|我 {assignee=me}|我们的|) [所有|全部|当前] [未完成|没完成] [的] [<逾期> {overdue=true}] [的|到期|到期的] [全部|所有] <任务们> [都|全部|全] (<给看>|列一下|全部列出来|都列出来)',
      '[<看>] [<把>] {assignee} [的] [所有|全部|手上|名下] [的] [<逾期> {overdue=true}] [的|到期|到期的] <任务们> [都|全部|全] (<给看>|列一下)',
      '[<看>] [我 {assignee=me}|我的 {assignee=me}] [还] (有哪些|有什么|哪些|什么|有没有) <任务们> [是|还|都|已经] [今天|快] (到期|要到期|快到期|没完成|没做|没做完|要做|该做|要完成|需要完成|截止) [的|了]',
      '[<看>] (我有没有 {assignee=me}|有没有|有哪些|有什么|哪些|我有哪些 {assignee=me}|我有 {assignee=me}) <任务们> (<逾期> {overdue=true}) [<了>]',
      '[<看>] [一下] {assignee} [的] [所有|全部] [现在|目前|手上|还] [有] [哪些|什么|没有|多少] [<逾期> {overdue=true}] [的|到期|到期的] <任务们> [吗|有哪些|列表]',
      '[<看>] {assignee} (有没有|有) [<逾期> {overdue=true}] [的] <任务们>',
      '(我 {assignee=me}|) [还] [有] [什么|哪些] [东西|事|事情|活] (<逾期> {overdue=true}) [吗|的|了]',
      '我 {assignee=me} [还] (要|该|得|需要|应该|有|还有) [在] (做什么|干什么|干嘛|做啥|做些啥|干点啥|跟进什么|跟进哪些客户|跟进谁|跟进哪些|联系谁|联系哪些客户|完成哪些|交什么|什么安排|什么事|啥事|什么事情|做哪些事|什么要做|哪些事|哪些事情|干啥|什么要做的|忙什么|做些什么|什么待办|处理什么)',
      '[我 {assignee=me}] (有什么安排|有啥安排|有什么事|要做什么|该做什么|做什么|有什么要做|有什么要做的|有啥事|还有什么没做|还有什么没做完|还有什么没完成|还有哪些没做完|还有哪些没做|哪些没做完|还有哪些没完成|还有哪些没做完的事|有哪些没做完的事|还剩什么|有什么到期|什么到期|什么要到期|有什么到期的|有什么事要做|要干嘛)',
      '[我 {assignee=me}] (有没有|有无|有哪些|有什么) [已经] (<逾期> {overdue=true}) 的 [吗]',
      '[<逾期> {overdue=true}] (没做的|未完成的|没完成的|待完成的|过期的|逾期的) [<任务们>] [有哪些|有什么|<给看>]',
      '[我 {assignee=me}|有] [有] (哪些|什么|几个|多少) <任务们> (<逾期> {overdue=true}) [<了>|没做|的]',
      '{assignee} (要做什么|该做什么|有什么安排|要干嘛|在忙什么|有什么事|要干什么)',
      '<任务们> [列表|清单]',
    ],
  },
  followUps: {
    en: [
      '(what|which tasks|what all|what things) am i {assignee=me} (<late> {overdue=true}) [on|with|for]',
    ],
    zh: [
      '[今天|明天|本周|这周] 我 {assignee=me} [今天|明天|本周|这周] (有啥|有什么|都有啥|还有啥|还有什么|有哪些) [事] [要|需要|得|该] [去] (做|办|干|处理|完成) [的] [事]',
    ],
  },
  variations: listVariations('due'),
  run: async (ctx, { assignee, ...filter }) => {
    const { tasks, count } = await list(ctx, { ...filter, assigneeId: assignee?.id }, ROWS);
    const zh = ctx.locale === 'zh';
    if (count === 0) return { reply: say(zh ? '没有待办任务。' : 'No open tasks.'), about: [] };
    const title = zh ? `${count} 个待办任务` : `${count} open ${count === 1 ? 'task' : 'tasks'}`;
    const done: Block = {
      kind: 'menu',
      prompt: zh ? '完成…' : 'Tick off…',
      options: tasks.map((task) =>
        runButton(`T-${task.number} ${task.title}`, 'task.complete', {
          task: idMention({ entity: 'task', id: task.id }),
        }),
      ),
    };
    const only = count === 1 ? tasks[0] : undefined;
    return {
      reply: replyOf(
        taskTable(tasks, title, ctx.actor.timeZone, ctx.locale),
        ...moreNote(count, ROWS, ctx.locale),
        done,
      ),
      about: only === undefined ? [] : [{ entity: 'task', id: only.id, name: only.title }],
      listed: tasks.map(({ id, title }) => ({ entity: 'task', id, name: title })),
    };
  },
});
