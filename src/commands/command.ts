import type { z } from 'zod';
import type { OwnEntity } from '../crm/custom-fields.ts';
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
  /** It may leave work that goes on after its turn: an import. */
  background?: boolean;
  parameters: Shape;
  /**
   * Takes the fields that an organization added to this kind of record: to set them (`new` asks for the required ones), to list
   * by them, or only where they are `asked` for. `run` gets them as `custom`, by key.
   */
  ownFields?: { entity: OwnEntity; as: 'new' | 'change' | 'filter' | 'asked' };
  /** One of these has to be said; the first is asked for. */
  oneOf?: readonly (keyof Shape['shape'] & string)[];
  /** It reads only, and may be asked of what is not so: "what if Acme slips to May?". */
  answersWhatIf?: boolean;
  /** Utterances in both languages that are understood as this command: training data, help text and tests at once. */
  examples: Readonly<Record<Locale, readonly string[]>>;
  /**
   * How it is said, as data; the notation is described in conversation/understanding/pattern.ts:
   * `move {deal} [back] (to|into) {stage}`, `{x=value}` for what is implied ("my" for owner=me), `<show>` for a shared word set.
   */
  patterns?: Readonly<Record<Locale, readonly string[]>>;
  /**
   * More patterns, of what is mostly said in a dialogue ("what's their domain?"). They are matched like the others, but the
   * classifier does not learn from them: each sentence it learns from moves what it thinks of all others.
   */
  followUps?: Readonly<Record<Locale, readonly string[]>>;
  /** How the answer is asked for once more with something else, after it was given: "and last month?", "by owner". */
  variations?: Readonly<Record<Locale, readonly string[]>>;
  /** What is left unsaid is meant of the answer just given by this command: "why so low?" is about the period shown. */
  follows?: { readonly command: string; readonly taking: readonly string[] };
  /** Parameters that hold for one answer only, and not when it is asked for once more: a file, what is supposed. */
  saidOnce?: readonly string[];
  run: (
    ctx: CommandContext,
    args: Resolved<z.infer<Shape>> & { custom?: Readonly<Record<string, unknown>> },
  ) => Promise<CommandResult>;
  /** Shown before a destructive or outbound command: what exactly will happen. Required for those. */
  preview?: (ctx: CommandContext, args: Resolved<z.infer<Shape>>) => Promise<Reply>;
  /** What a person leaves out because he just said it: taken for parameters that would be asked for. Not for records. */
  assumes?: (ctx: CommandContext) => Promise<Readonly<Record<string, unknown>>>;
  /** What else has to be known before it runs, as the records tell; asked for like a missing parameter, one at a time. */
  asks?: (ctx: CommandContext, args: Resolved<z.infer<Shape>>) => Promise<Ask | null>;
  /** Asks before it runs, where there is reason to: null where there is none. Once it is confirmed, `run` does as it is told. */
  doubt?: (ctx: CommandContext, args: Resolved<z.infer<Shape>>) => Promise<Doubt | null>;
};

/** Why a command had better not run: what is there already, what would still do it, and the record to take instead. */
export type Doubt = {
  reply: Reply;
  confirm: Phrase;
  instead: RecordRef | null;
  /** What not running it means, where it is more than to cancel: "Keep $60,000". */
  keep?: Phrase;
};

/** A parameter to ask for, and why, in the person's language. */
export type Ask = {
  parameter: string;
  why: string;
  /** Instead of the parameter's own question and choices. */
  question?: string;
  choices?: readonly { label: string; value: string }[];
};

/**
 * What a command did: the reply and the records it spoke of, the most important first ("it" means that one). `listed` holds the
 * rows it showed, in their order: "the second one" means one of them.
 */
export type CommandResult = {
  reply: Reply;
  about: readonly RecordRef[];
  listed?: readonly RecordRef[];
  /** It answers with what is perhaps meant, or with nothing: whoever only guessed that it was asked goes on to something else. */
  unsure?: 'perhaps' | 'nothing';
};

/** A command as the catalogue holds it, its parameters read once. */
export type Command = Omit<CommandDefinition, 'run' | 'preview' | 'asks' | 'doubt' | 'oneOf'> & {
  oneOf?: readonly string[];
  inputs: readonly Parameter[];
  run: (ctx: CommandContext, args: never) => Promise<CommandResult>;
  preview?: (ctx: CommandContext, args: never) => Promise<Reply>;
  asks?: (ctx: CommandContext, args: never) => Promise<Ask | null>;
  doubt?: (ctx: CommandContext, args: never) => Promise<Doubt | null>;
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

/** What still has to be asked for, in the order in which it is. */
export function missingIn(
  command: Pick<Command, 'inputs' | 'oneOf'>,
  given: Readonly<Record<string, unknown>>,
): Parameter[] {
  const { inputs, oneOf = [] } = command;
  const none = oneOf.every((name) => given[name] === undefined);
  return inputs.filter((p) =>
    p.required ? given[p.name] === undefined : none && p.name === oneOf[0],
  );
}
