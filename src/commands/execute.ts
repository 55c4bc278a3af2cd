import { type Candidate, lookUp, SURE } from '../crm/lookup.ts';
import { isRefusal, Refusal } from '../platform/refusal.ts';
import type { Reply } from '../reply/reply.ts';
import { type AskedField, answerFirst } from './asked-field.ts';
import {
  type Ask,
  type Command,
  type CommandResult,
  type Doubt,
  missingIn,
  type RecordRef,
} from './command.ts';
import type { CommandContext } from './context.ts';
import { meanwhileDoubt } from './meanwhile.ts';
import { isOwnParameter, withOwnApart, withOwnTogether } from './own-parameters.ts';
import type { Entity, Parameter } from './parameters.ts';
import { isInternal, leastRole, mayUse } from './permission.ts';
import {
  type Focus,
  find,
  findDeleted,
  findFormer,
  idMention,
  implied,
  isSure,
} from './references.ts';

/** A command named by a sentence, a button, a form, a rule or an LLM: the same for all of them. */
export type Invocation = {
  command: string;
  arguments: Readonly<Record<string, unknown>>;
  /** What kind of record a mention is, where that was said. */
  kinds?: Readonly<Record<string, Entity>> | undefined;
  /** What of the record is asked for. */
  asks?: AskedField | undefined;
  /** When the person last saw the record, where that was not just now: in a form. */
  shownAt?: Date | undefined;
};

/** How an invocation ended. Only `done` changed anything. */
export type Outcome =
  | ({ kind: 'done' } & CommandResult)
  | {
      kind: 'missing';
      parameter: Parameter;
      arguments: Readonly<Record<string, unknown>>;
      /** Asked for because of what the records say. */
      ask?: Ask;
    }
  /** Several records fit the mention, or only ones that are alike. `sure` tells the first from the second. */
  | {
      kind: 'choose';
      parameter: Parameter;
      mention: string;
      options: readonly Candidate[];
      sure: boolean;
      arguments: Readonly<Record<string, unknown>>;
    }
  | {
      kind: 'not-found';
      parameter: Parameter;
      mention: string;
      arguments: Readonly<Record<string, unknown>>;
      /** A deal was meant, and the mention names an account that has none. */
      dealless?: RecordRef<'account'>;
    }
  /** Waits for the person's word: what will happen is shown. The arguments name records by id. */
  | {
      kind: 'confirm';
      preview: Reply;
      arguments: Readonly<Record<string, unknown>>;
      doubt?: Doubt;
    }
  | { kind: 'invalid'; parameter: Parameter; arguments: Readonly<Record<string, unknown>> }
  | { kind: 'refused'; refusal: Refusal };

/**
 * The only way to run a command: validate, permit, find the records, confirm, run. Refusals are caught here and nowhere
 * else. Runs inside the turn's transaction.
 */
export async function execute(
  ctx: CommandContext,
  invocation: Invocation,
  focus: Focus = [],
  confirmed = false,
): Promise<Outcome> {
  const command = ctx.catalogue.find(invocation.command);
  if (
    command === null ||
    !mayUse(ctx.actor, command) ||
    (isInternal(command, ctx.actor) && ctx.conversation.outsidersRead)
  ) {
    const { command: name } = invocation;
    const needs = command === null ? null : leastRole(ctx.actor, command);
    const refusal =
      command !== null && mayUse(ctx.actor, command)
        ? new Refusal('outsiders_read', { command: name })
        : new Refusal('not_allowed', { command: name, ...(needs !== null && { needs }) });
    return { kind: 'refused', refusal };
  }
  const { undoes } = ctx.history;
  const before = ctx.history.changes.length;
  const told = ctx.posts.length;
  const args: Record<string, unknown> = {};
  const goBack = command.risk === 'read' ? null : ctx.tx.savepoint();
  try {
    const said = withOwnApart(invocation.arguments);
    refuseUnknownFields(command, said);
    return await guarded(ctx, command, { ...invocation, arguments: said }, focus, confirmed, args);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What is refused half-way leaves nothing behind, and the turn goes on with its other commands.
    if (ctx.history.changes.length > before) await goBack?.();
    ctx.history.changes.splice(before);
    ctx.posts.splice(told);
    ctx.history.undoes = undoes;
    return (await overtaken(ctx, command, error, args)) ?? { kind: 'refused', refusal: error };
  }
}

/** Two said the same field of a record at one moment: the later one is asked. Null for any other refusal. */
async function overtaken(
  ctx: CommandContext,
  command: Command,
  refusal: Refusal,
  args: Readonly<Record<string, unknown>>,
): Promise<Outcome | null> {
  if (!isRefusal(refusal, 'changed_meanwhile')) return null;
  const { id, field } = refusal.facts;
  if (id === undefined || args[field] === undefined) return null;
  const contested = { id, args: { [field]: args[field] }, since: new Date(0) };
  const doubt = await meanwhileDoubt(ctx, command, contested);
  return doubt === null ? null : { kind: 'confirm', preview: doubt.reply, arguments: args, doubt };
}

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    outsiders_read: { command: string };
  }
}

/** What a plan made before a field was removed still asks for is named, not passed over. */
function refuseUnknownFields(command: Command, said: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(said).find(
    (name) => isOwnParameter(name) && !command.inputs.some((p) => p.name === name),
  );
  if (unknown === undefined) return;
  const fields = command.inputs.filter((p) => isOwnParameter(p.name)).map((p) => p.label.en);
  throw new Refusal('no_such_field', {
    name: unknown.replace(/^custom\./, ''),
    entity: command.ownFields?.entity ?? command.name.split('.')[0] ?? '',
    fields: fields.join(', '),
  });
}

async function guarded(
  ctx: CommandContext,
  command: Command,
  { arguments: said, kinds, asks, shownAt }: Invocation,
  focus: Focus,
  confirmed: boolean,
  args: Record<string, unknown>,
): Promise<Outcome> {
  const resolved: Record<string, unknown> = {};
  // Every record is looked up before anything is asked, so that one question at a time is about what is really open.
  for (const parameter of command.inputs) {
    const value = said[parameter.name] ?? implied(parameter, command, { ...said, asks }, focus);
    if (said[parameter.name] === null && isOwnParameter(parameter.name)) {
      args[parameter.name] = null;
      resolved[parameter.name] = null;
      continue;
    }
    if (value === undefined || value === '') continue;
    const parsed = parameter.schema.safeParse(value);
    if (!parsed.success)
      return { kind: 'invalid', parameter, arguments: without(said, parameter.name) };
    args[parameter.name] = parsed.data;
    if (parameter.slot.kind !== 'record') {
      resolved[parameter.name] = parsed.data;
      continue;
    }
    const kind = parameter.slot.entities.find((entity) => entity === kinds?.[parameter.name]);
    const entities = kind === undefined ? parameter.slot.entities : [kind];
    const live =
      parameter.former === true
        ? await findFormer(ctx, String(parsed.data), focus)
        : await find(ctx, entities, String(parsed.data), focus);
    const found =
      parameter.deletedToo === true && !isSure(live)
        ? ((await findDeleted(ctx, entities, String(parsed.data))) ?? live)
        : live;
    if (found.kind === 'one') {
      resolved[parameter.name] = isOwnParameter(parameter.name)
        ? { member: found.ref.id }
        : found.ref;
      args[parameter.name] = idMention(found.ref);
    } else {
      const rest = { ...said, ...args, [parameter.name]: undefined };
      if (found.kind === 'none') return notFound(ctx, parameter, String(parsed.data), rest);
      return {
        kind: 'choose',
        parameter,
        mention: String(parsed.data),
        options: found.options,
        sure: found.sure,
        arguments: rest,
      };
    }
  }
  if (missingIn(command, resolved).length > 0) {
    const assumed = { ...(await command.assumes?.(ctx)) };
    Object.assign(args, assumed, { ...args });
    Object.assign(resolved, assumed, { ...resolved });
  }
  const [missing] = missingIn(command, resolved);
  if (missing !== undefined) return { kind: 'missing', parameter: missing, arguments: args };
  const ask = (await command.asks?.(ctx, resolved as never)) ?? null;
  const asked = command.inputs.find((p) => p.name === ask?.parameter);
  if (ask !== null && asked !== undefined)
    return { kind: 'missing', parameter: asked, arguments: args, ask };
  const waits = command.risk === 'destructive' || command.risk === 'outbound';
  if (waits && !confirmed && command.preview !== undefined) {
    return {
      kind: 'confirm',
      preview: await command.preview(ctx, resolved as never),
      arguments: args,
    };
  }
  const taken = withOwnTogether(resolved) as never;
  const changed = resolved[command.name.split('.')[0] ?? ''] as RecordRef | undefined;
  const contested =
    shownAt === undefined || confirmed || changed === undefined
      ? null
      : await meanwhileDoubt(ctx, command, { id: changed.id, args, since: shownAt });
  const doubt = contested ?? (confirmed ? null : ((await command.doubt?.(ctx, taken)) ?? null));
  if (doubt !== null) return { kind: 'confirm', preview: doubt.reply, arguments: args, doubt };
  const result = await command.run(ctx, taken);
  const [about] = result.about;
  if (asks === undefined || about === undefined) return { kind: 'done', ...result };
  return {
    kind: 'done',
    ...result,
    reply: answerFirst(result.reply, about.entity, asks, ctx.locale),
  };
}

async function notFound(
  ctx: CommandContext,
  parameter: Parameter,
  mention: string,
  args: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const none = { kind: 'not-found', parameter, mention, arguments: args } as const;
  if (parameter.slot.kind !== 'record' || !parameter.slot.entities.includes('deal')) return none;
  const [account] = await lookUp(ctx, ['account'], mention);
  if (account === undefined || account.score < SURE) return none;
  return { ...none, dealless: { entity: 'account', id: account.id, name: account.name } };
}

function without(args: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([key]) => key !== name));
}
