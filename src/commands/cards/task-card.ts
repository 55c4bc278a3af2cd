import type { Task } from '../../crm/tasks.ts';
import { dayText, momentText } from '../../reply/format.ts';
import type { Block, Locale, Table } from '../../reply/reply.ts';

/** When a task is due, with the time where one was said. */
export function dueLabel(
  task: Pick<Task, 'dueOn' | 'dueAt'>,
  timeZone: string,
  locale: Locale,
): string {
  if (task.dueAt !== null) return momentText(task.dueAt, timeZone, locale);
  return task.dueOn === null ? '–' : dayText(task.dueOn, locale);
}

const COLUMNS = {
  en: ['Task', 'Due', 'Assignee', 'About'],
  zh: ['任务', '到期', '执行人', '相关'],
} as const;

/** Tasks as a table of at most 25 rows. */
export function taskTable(
  tasks: readonly Task[],
  title: string,
  timeZone: string,
  locale: Locale,
): Table {
  const late = locale === 'zh' ? '（逾期）' : ' (overdue)';
  return {
    kind: 'table',
    title,
    columns: COLUMNS[locale].map((label) => ({ label, align: 'left' })),
    rows: tasks
      .slice(0, 25)
      .map((task) => [
        `T-${task.number} ${task.title}`,
        `${dueLabel(task, timeZone, locale)}${task.overdue ? late : ''}`,
        task.assignee,
        task.about ?? '–',
      ]),
  };
}

export function taskFields(task: Task, timeZone: string, locale: Locale): Block {
  const zh = locale === 'zh';
  return {
    kind: 'fields',
    fields: [
      { label: zh ? '到期' : 'Due', value: dueLabel(task, timeZone, locale) },
      { label: zh ? '执行人' : 'Assignee', value: task.assignee },
      ...(task.about === null ? [] : [{ label: zh ? '相关' : 'About', value: task.about }]),
    ],
  };
}
