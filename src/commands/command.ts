import type { z } from 'zod';
import type { Locale, Phrase, Reply } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import { type Entity, type Mention, type Parameter, parametersOf } from './parameters.ts';

/** Who may use a command. A manager may do what a rep may, an administrator everything, a viewer what a rep may read. */
export type Role = 'rep' | 'manager' | 'admin' | 'support' | 'viewer' | 'customer';

/**
 * `read` runs at once. `write` runs at once and its reply carries Undo. `destructive` and `outbound` show what will happen
 * and wait for Confirm.
 */
export type Risk = 'read' | 'write' | 'destructive' | 'outbound';

/** A record that a mention turned out to mean. */
export type RecordRef<E extends Entity = Entity> = E extends Entity
  ? { entity: E; id: string; name: string }
  : never;

/** What `run` gets: the arguments with every mention found. */
export type Resolved<T> =
  T extends Mention<infer E>
    ? RecordRef<E>
    : T extends readonly unknown[]
      ? T
      : T extends object
        ? { [K in keyof T]: Resolved<T[K]> }
        : T;

export type CommandDefinition<Shape extends z.ZodObject = z.ZodObject> = {
  /** `noun.verb`, a contract. */
  name: string;
  risk: Risk;
  roles: readonly (Role | 'everyone')[];
  summary: Phrase;
  parameters: Shape;
  /** Utterances in both languages that are understood as this command: training data, help text and tests at once. */
  examples: Readonly<Record<Locale, readonly string[]>>;
  /**
   * How it is said, as data; the notation is described in conversation/understanding/pattern.ts:
   * `move {deal} [back] (to|into) {stage}`, `{x=value}` for what is implied ("my" for owner=me), `<show>` for a shared word set.
   */
  patterns?: Readonly<Record<Locale, readonly string[]>>;
  run: (ctx: CommandContext, args: Resolved<z.infer<Shape>>) => Promise<CommandResult>;
  /** Shown before a destructive or outbound command: what exactly will happen. Required for those. */
  preview?: (ctx: CommandContext, args: Resolved<z.infer<Shape>>) => Promise<Reply>;
};

/**
 * What a command did: the reply and the records it spoke of, the most important first ("it" means that one). `listed` holds the
 * rows it showed, in their order: "the second one" means one of them.
 */
export type CommandResult = {
  reply: Reply;
  about: readonly RecordRef[];
  listed?: readonly RecordRef[];
};

/** A command as the catalogue holds it, its parameters read once. */
export type Command = Omit<CommandDefinition, 'run' | 'preview'> & {
  inputs: readonly Parameter[];
  run: (ctx: CommandContext, args: never) => Promise<CommandResult>;
  preview?: (ctx: CommandContext, args: never) => Promise<Reply>;
};

/**
 * Defines a command of the catalogue.
 *
 * @throws Error when a destructive or outbound command cannot say what it will do.
 */
export function defineCommand<Shape extends z.ZodObject>(
  definition: CommandDefinition<Shape>,
): Command {
  const waits = definition.risk === 'destructive' || definition.risk === 'outbound';
  if (waits && definition.preview === undefined)
    throw new Error(`${definition.name} needs a preview`);
  return { ...definition, inputs: parametersOf(definition.parameters) };
}
