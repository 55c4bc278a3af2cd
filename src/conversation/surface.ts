import { DateTime } from 'luxon';
import type { CommandContext } from '../commands/context.ts';
import { mayUse } from '../commands/permission.ts';

/**
 * What a person sees on opening the assistant, as commands: pipeline, tasks, what closes until the month's end. Whoever may
 * use none of them sees what he can ask for.
 */
export function homeCommands(
  ctx: CommandContext,
): { command: string; arguments: Record<string, unknown> }[] {
  const lastDay =
    DateTime.fromISO(ctx.today, { zone: 'utc' }).endOf('month').toISODate() ?? ctx.today;
  const month = { start: ctx.today, end: lastDay };
  const own = [
    { command: 'pipeline.show', arguments: { owner: 'me' } },
    { command: 'task.list', arguments: { assignee: 'me' } },
    { command: 'deal.list', arguments: { owner: 'me', closing: month } },
  ].filter(({ command }) =>
    ctx.catalogue.all.some((c) => c.name === command && mayUse(ctx.actor, c)),
  );
  return own.length > 0 ? own : [{ command: 'help', arguments: {} }];
}

/** Up to four things to type first. */
export function suggestionsFor(ctx: CommandContext): { title: string; text: string }[] {
  return ['deal.log', 'deal.list', 'pipeline.show', 'task.list', 'help']
    .flatMap((name) => {
      const command = ctx.catalogue.find(name);
      const text = command?.examples[ctx.locale][0];
      if (command === null || text === undefined || !mayUse(ctx.actor, command)) return [];
      return [{ title: command.summary[ctx.locale].replace(/[.。]$/, ''), text }];
    })
    .slice(0, 4);
}
