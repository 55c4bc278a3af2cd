import { DateTime } from 'luxon';
import type { Command } from '../commands/command.ts';
import type { CommandContext } from '../commands/context.ts';
import { mayUse } from '../commands/permission.ts';
import type { Phrase } from '../reply/reply.ts';

/** One part of what a person sees on opening the assistant. */
export type HomePart = {
  command: string;
  arguments: Record<string, unknown>;
  /** Said above it where its own title does not say what it is. */
  heading?: Phrase;
};

const SOON_DAYS = 30;
const SOON = {
  en: `Closing in the next ${SOON_DAYS} days`,
  zh: `未来 ${SOON_DAYS} 天预计成交`,
};

/**
 * What a person sees on opening the assistant, as commands: pipeline, tasks, what closes in the next 30 days. Whoever may use
 * none of them sees what he can ask for.
 */
export function homeCommands(ctx: CommandContext): HomePart[] {
  const lastDay = DateTime.fromISO(ctx.today, { zone: 'utc' })
    .plus({ days: SOON_DAYS })
    .toISODate();
  const soon = { start: ctx.today, end: lastDay ?? ctx.today };
  const whose = dealsOf(ctx);
  const own = [
    { command: 'pipeline.show', arguments: whose },
    { command: 'task.list', arguments: { assignee: 'me' } },
    { command: 'deal.list', arguments: { ...whose, closing: soon }, heading: SOON },
  ].filter(({ command }) => usable(ctx, command) !== null);
  return own.length > 0 ? own : [{ command: 'help', arguments: {} }];
}

/** Whose deals are a person's business: a rep's his own; who leads or looks on has those of all that he may see. */
export function dealsOf({ actor }: Pick<CommandContext, 'actor'>): { owner?: 'me' } {
  return actor.kind === 'member' && actor.role === 'rep' ? { owner: 'me' } : {};
}

/** What to say first, whatever one's role: of these the first four that the person may use. */
const SAID_FIRST = ['deal.log', 'deal.list', 'deal.update', 'task.create'] as const;
const ASKED_FIRST = ['deal.log', 'deal.list', 'pipeline.show', 'task.list'] as const;
const FOR_ALL = ['support.ask', 'account.show', 'record.search', 'help', 'profile.update'] as const;
const FIRST = 4;

/** Up to four sentences that do something, for a person who never wrote before. */
export function firstExamples(ctx: CommandContext): string[] {
  return usableOf(ctx, [...SAID_FIRST, ...FOR_ALL]).map(({ text }) => text);
}

/** Up to four things to type first. */
export function suggestionsFor(ctx: CommandContext): { title: string; text: string }[] {
  return usableOf(ctx, [...ASKED_FIRST, ...FOR_ALL]).map(({ command, text }) => ({
    title: command.summary[ctx.locale].replace(/[.。]$/, ''),
    text,
  }));
}

function usableOf(
  ctx: CommandContext,
  names: readonly string[],
): { command: Command; text: string }[] {
  return names
    .flatMap((name) => {
      const command = usable(ctx, name);
      const text = command?.examples[ctx.locale][0];
      return command === null || text === undefined ? [] : [{ command, text }];
    })
    .slice(0, FIRST);
}

/** A command that this person can get an answer from, here. */
export function usable(ctx: CommandContext, name: string): Command | null {
  if (name === 'support.ask' && ctx.knowledge.folder === null) return null;
  const command = ctx.catalogue.find(name);
  return command !== null && mayUse(ctx.actor, command) ? command : null;
}
